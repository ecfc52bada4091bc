// SPDX-License-Identifier: MIT
// cmd_keys.c: `tiptoe keys`: the keys that work while a child plays, as a card.
#include "cli/cli.h"
#include "gym/live_keys.h"

#include <argp.h>
#include <errno.h>
#include <string.h>

enum { OPT_HTML = 0x100 };

static const struct argp_option options[] = {
    { "html", OPT_HTML, "FILE", 0, "As a page to print on one sheet (- is the standard output)",
      0 },
    { 0 },
};

static error_t parse(int key, char *arg, struct argp_state *state)
{
    if (key != OPT_HTML) return ARGP_ERR_UNKNOWN;
    *(const char **)state->input = arg;
    return 0;
}

static Result write_page(const char *path)
{
    FILE *file = strcmp(path, "-") ? fopen(path, "we") : stdout;
    if (!file)
        return fail(RESULT_CANNOT_CREATE, "%s: %s: name another file with --html", path,
                    strerror(errno));
    keys_write_html(file, live_key_rows, live_key_count);
    bool whole = !ferror(file);
    if (file != stdout) whole = fclose(file) == 0 && whole;
    return whole ? RESULT_OK : fail(RESULT_FULL, "%s could not be written: make room", path);
}

int cmd_keys(int argc, char **argv)
{
    static const struct argp argp = { .options = options,
                                      .parser = parse,
                                      .doc = "Lists the keys that work while a child plays." };
    const char *path = NULL;
    if (argp_parse(&argp, argc, argv, 0, NULL, &path)) return result_exit_status(RESULT_USAGE);
    Result result = RESULT_OK;
    if (path)
        result = write_page(path);
    else
        keys_write_text(stdout, live_key_rows, live_key_count);
    return result ? cli_fault("keys", result) : 0;
}
