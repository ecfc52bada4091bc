// SPDX-License-Identifier: MIT
// config.c: what belongs to this machine. A file's values become those of the environment unless
// they stand there already, so that whoever reads the environment obeys the files too.
#include "cli/config.h"

#include "base/folders.h"

#include <ctype.h>
#include <errno.h>
#include <ini.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

#define PATH_SIZE   4096
#define NAME_MOST   32
#define NEAR_ENOUGH 2  // letters to change
#define SYSTEM_FILE "/etc/tiptoe/tiptoe.conf"

static const struct {
    const char *name, *usual, *meaning;
} keys[] = {
#define X(name, usual, meaning) { name, usual, meaning },
    CONFIG_LIST(X)
#undef X
};
enum { KEYS = sizeof keys / sizeof *keys };

static char origin[KEYS][PATH_SIZE + 16];  // empty: built in
static char argument[KEYS][PATH_SIZE];     // as config_arguments() hands them out

typedef struct ConfigFile {
    FILE *from;
    const char *path;
    int line;
} ConfigFile;

static void variable_of(int i, char variable[NAME_MOST])
{
    snprintf(variable, NAME_MOST, "TIPTOE_%s", keys[i].name);
    for (char *c = variable; *c; c++) *c = *c == '-' ? '_' : (char)toupper((unsigned char)*c);
}

// How many letters must be changed, added or left out to make one of the other.
static int distance(const char *a, const char *b)
{
    int row[NAME_MOST + 1], length = (int)strlen(b);
    if (length > NAME_MOST) return NAME_MOST;
    for (int j = 0; j <= length; j++) row[j] = j;
    for (int i = 1; a[i - 1]; i++) {
        int before = row[0];
        row[0] = i;
        for (int j = 1; j <= length; j++) {
            int change = before + (a[i - 1] != b[j - 1]), skip = row[j] + 1, add = row[j - 1] + 1;
            before = row[j];
            row[j] = change < skip ? change : skip;
            if (add < row[j]) row[j] = add;
        }
    }
    return row[length];
}

static int find(const char *name)
{
    for (int i = 0; i < KEYS; i++)
        if (!strcmp(name, keys[i].name)) return i;
    return -1;
}

static void tell_unknown(const char *where, const char *name)
{
    int nearest = 0;
    for (int i = 1; i < KEYS; i++)
        if (distance(name, keys[i].name) < distance(name, keys[nearest].name)) nearest = i;
    bool near = distance(name, keys[nearest].name) <= NEAR_ENOUGH;
    fprintf(stderr, "tiptoe: %s: there is no setting \"%.64s\"%s%s%s; `tiptoe config` lists them\n",
            where, name, near ? ": is \"" : "", near ? keys[nearest].name : "",
            near ? "\" meant" : "");
}

static char *next_line(char *text, int size, void *self)
{
    ConfigFile *file = self;
    file->line++;
    return fgets(text, size, file->from);
}

static int take(void *self, const char *section, const char *name, const char *value)
{
    const ConfigFile *file = self;
    char where[PATH_SIZE + 16], variable[NAME_MOST];
    (void)section;  // a heading is for whoever reads the file
    int i = find(name);
    snprintf(where, sizeof where, "%s:%d", file->path, file->line);
    if (i < 0) {
        tell_unknown(where, name);
        return 1;
    }
    variable_of(i, variable);
    if (getenv(variable)) return 1;
    if (setenv(variable, value, 0) == 0) snprintf(origin[i], sizeof origin[i], "%s", where);
    return 1;
}

static void read_file(const char *path)
{
    ConfigFile file = { .from = fopen(path, "re"), .path = path };
    if (!file.from) {
        if (errno != ENOENT && errno != ENOTDIR)
            fprintf(stderr, "tiptoe: %s: %s: its settings are left out\n", path, strerror(errno));
        return;
    }
    int bad = ini_parse_stream(next_line, &file, take, &file);
    if (bad > 0) fprintf(stderr, "tiptoe: %s:%d: this line is no NAME = VALUE\n", path, bad);
    fclose(file.from);
}

void config_read(void)
{
    char path[PATH_SIZE], variable[NAME_MOST];
    for (int i = 0; i < KEYS; i++) {
        variable_of(i, variable);
        if (getenv(variable)) snprintf(origin[i], sizeof origin[i], "environment");
    }
    if (folders_file(path, sizeof path, "XDG_CONFIG_HOME", ".config", "tiptoe.conf"))
        read_file(path);
    read_file(SYSTEM_FILE);
}

int config_count(void)
{
    return KEYS;
}

const char *config_name(int i)
{
    return keys[i].name;
}

const char *config_value(int i)
{
    char variable[NAME_MOST];
    variable_of(i, variable);
    return getenv(variable);
}

const char *config_usual(int i)
{
    return keys[i].usual;
}

const char *config_meaning(int i)
{
    return keys[i].meaning;
}

const char *config_origin(int i)
{
    return *origin[i] ? origin[i] : "built in";
}

static const struct argp_option *option_in(const struct argp *argp, const char *name)
{
    const struct argp_option *o = argp->options;
    for (; o && (o->name || o->key || o->doc); o++)
        if (o->name && !strcmp(o->name, name)) return o;
    return NULL;
}

static const struct argp_option *option_of(const struct argp *argp, const char *name)
{
    const struct argp_option *found = option_in(argp, name);
    for (const struct argp_child *c = argp->children; !found && c && c->argp; c++)
        found = option_in(c->argp, name);
    return found;
}

static int yes_or_no(const char *value)
{
    static const char *const words[] = { "no", "yes", "off", "on", "false", "true", "0", "1" };
    for (int i = 0; i < (int)(sizeof words / sizeof *words); i++)
        if (!strcasecmp(value, words[i])) return i % 2;
    return -1;
}

char **config_arguments(const struct argp *argp, int argc, char **argv, int *count)
{
    char **all = calloc((size_t)(argc + KEYS + 1), sizeof *all);
    if (!all) {
        (void)fail(RESULT_FULL, "out of memory: close other programs");
        return NULL;
    }
    int n = 0;
    all[n++] = argv[0];
    for (int i = 0; i < KEYS; i++) {
        const char *value = config_value(i);
        const struct argp_option *option = value ? option_of(argp, keys[i].name) : NULL;
        if (!option) continue;
        int flag = option->arg ? 1 : yes_or_no(value);
        if (flag < 0) {
            (void)fail(RESULT_USAGE, "%s: %s = %s: it must be yes or no", config_origin(i),
                       keys[i].name, value);
            free(all);
            return NULL;
        }
        snprintf(argument[i], sizeof argument[i], option->arg ? "--%s=%s" : "--%s", keys[i].name,
                 value);
        if (flag) all[n++] = argument[i];
    }
    for (int i = 1; i < argc; i++) all[n++] = argv[i];
    *count = n;
    return all;
}
