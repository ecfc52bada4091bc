// SPDX-License-Identifier: MIT
// speed.c: a file of a few lines: what it is, the key, and a line for each network that is known.
#include "vision/speed.h"

#include "base/build.h"
#include "base/folders.h"
#include "base/whole_file.h"
#include "vision/network.h"
#include <sched.h>
#include <stdio.h>
#include <string.h>

#define TITLE       "tiptoe speed 1"
#define CORES_LEAST 3    // below, two threads would take the loop's core
#define CLEARLY     0.8  // of one thread's time
#define US_MAX      60000000

bool speed_may_use_two(int cores)
{
    return cores >= CORES_LEAST;
}

int speed_threads(int cores, int64_t one_us, int64_t two_us)
{
    REQUIRE(cores > 0 && one_us > 0 && two_us >= 0);
    bool clearly = two_us > 0 && (double)two_us <= CLEARLY * (double)one_us;
    return clearly && speed_may_use_two(cores) ? 2 : 1;
}

int speed_cores(void)
{
    cpu_set_t allowed;
    CPU_ZERO(&allowed);
    int count = sched_getaffinity(0, sizeof allowed, &allowed) == 0 ? CPU_COUNT(&allowed) : 1;
    return count > 0 ? count : 1;
}

// Appends the first value of a field of /proc/cpuinfo, if there is one.
static void add_field(char *text, size_t size, const char *field)
{
    char line[256];
    size_t used = strlen(text), length = strlen(field);
    FILE *file = fopen("/proc/cpuinfo", "r");
    while (file && fgets(line, sizeof line, file)) {
        const char *value = strchr(line, ':');
        if (!value || strncmp(line, field, length) != 0) continue;
        line[strcspn(line, "\n")] = '\0';
        snprintf(text + used, size - used, "%s, ", value + 1 + strspn(value + 1, " \t"));
        break;
    }
    if (file) fclose(file);
}

void speed_key(char key[SPEED_KEY_MAX], int cores)
{
    char processor[128] = "", engines[96];
    add_field(processor, sizeof processor, "model name");  // x86; ARM tells numbers of its makers
    add_field(processor, sizeof processor, "CPU implementer");
    add_field(processor, sizeof processor, "CPU part");
    network_engines_text(engines, sizeof engines);
    snprintf(key, SPEED_KEY_MAX, "%s%d cores, %s, tiptoe %s", processor, cores, engines,
             build_name());
}

// A line of the file without its end. False: there is none, or it is too long.
static bool read_line(FILE *file, char *line, int size)
{
    if (!fgets(line, size, file)) return false;
    size_t length = strcspn(line, "\n");
    bool whole = line[length] == '\n';
    line[length] = '\0';
    return whole;
}

static bool read_speed(const char *line, Speed speed[MODEL_COUNT])
{
    char name[16];
    int threads, end = 0;
    long long us;
    if (sscanf(line, "%15s %d %lld%n", name, &threads, &us, &end) != 3) return false;
    if (strcmp(line + end, "\n") != 0) return false;
    Model model = model_find(name);
    if (model == MODEL_COUNT || threads < 1 || threads > SPEED_THREADS_MAX) return false;
    if (us < 1 || us > US_MAX) return false;
    speed[model] = (Speed){ threads, us };
    return true;
}

void speed_recall(Speed speed[MODEL_COUNT], const char *path, const char *key)
{
    char line[SPEED_KEY_MAX + 2];
    memset(speed, 0, MODEL_COUNT * sizeof *speed);
    FILE *file = fopen(path, "r");
    if (!file) return;
    bool well = read_line(file, line, sizeof line) && !strcmp(line, TITLE) &&
                read_line(file, line, sizeof line) && !strcmp(line, key);
    while (well && fgets(line, sizeof line, file)) well = read_speed(line, speed);
    if (!well) memset(speed, 0, MODEL_COUNT * sizeof *speed);
    fclose(file);
}

Result speed_keep(const Speed speed[MODEL_COUNT], const char *path, const char *key)
{
    char folder[WHOLE_FILE_PATH_MAX];
    (void)folders_make(path, folder, sizeof folder);  // else the opening says so
    WholeFile file;
    Result result = whole_file_open(&file, path);
    if (result) return result;
    fprintf(file.to, "%s\n%s\n", TITLE, key);
    for (int i = 0; i < MODEL_COUNT; i++)
        if (speed[i].us > 0)
            fprintf(file.to, "%s %d %lld\n", model_name((Model)i), speed[i].threads,
                    (long long)speed[i].us);
    return whole_file_close(&file, RESULT_OK);
}
