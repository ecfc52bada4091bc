// SPDX-License-Identifier: MIT
// cmd_keys.c: `tiptoe keys`: the keys that work while a child plays, as a card.
#include "base/whole_file.h"
#include "cli/cli.h"
#include "gym/live_keys.h"
#include "gym/pad_keys.h"
#include "gym/settings.h"

#include <argp.h>

enum { OPT_HTML = 0x100, OPT_KEYS };

typedef struct KeysOptions {
    const char *path;  // NULL: as text
    KeyMap map;
} KeysOptions;

static const struct argp_option options[] = {
    { "html", OPT_HTML, "FILE", 0, "As a page to print on one sheet (- is the standard output)",
      0 },
    SETTINGS_KEYS_OPTION(OPT_KEYS),
    { 0 },
};

static error_t parse(int key, char *arg, struct argp_state *state)
{
    KeysOptions *o = state->input;
    switch (key) {
    case OPT_HTML: o->path = arg; break;
    case OPT_KEYS:
        if (!key_map_read(&o->map, arg))
            argp_error(state, "--keys %s: it must be " SETTINGS_KEYS_WANTED, arg);
        break;
    default: return ARGP_ERR_UNKNOWN;
    }
    return 0;
}

static Result write_page(const char *path, const KeyRow *rows)
{
    WholeFile file;
    Result result = whole_file_open(&file, path);
    if (result) return result;
    keys_write_html(file.to, rows, live_key_count);
    return whole_file_close(&file, RESULT_OK);
}

int cmd_keys(int argc, char **argv)
{
    static const struct argp argp = { .options = options,
                                      .parser = parse,
                                      .doc = "Lists the keys that work while a child plays." };
    KeysOptions o = { 0 };
    int status = cli_parse("keys", &argp, argc, argv, &o);
    if (status) return status;
    Result result = RESULT_OK;
    const KeyRow *rows = pad_keys_told(&o.map);
    if (o.path)
        result = write_page(o.path, rows);
    else
        keys_write_text(stdout, rows, live_key_count);
    return result ? cli_fault("keys", result) : 0;
}
