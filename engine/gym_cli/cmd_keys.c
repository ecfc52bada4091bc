// SPDX-License-Identifier: MIT
// cmd_keys.c: `tiptoe keys`: the keys that work while a child plays, as a card.
#include "base/whole_file.h"
#include "cli/cli.h"
#include "gym/live_keys.h"

#include <argp.h>

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
    WholeFile file;
    Result result = whole_file_open(&file, path);
    if (result) return result;
    keys_write_html(file.to, live_key_rows, live_key_count);
    return whole_file_close(&file, RESULT_OK);
}

int cmd_keys(int argc, char **argv)
{
    static const struct argp argp = { .options = options,
                                      .parser = parse,
                                      .doc = "Lists the keys that work while a child plays." };
    const char *path = NULL;
    int status = cli_parse("keys", &argp, argc, argv, &path);
    if (status) return status;
    Result result = RESULT_OK;
    if (path)
        result = write_page(path);
    else
        keys_write_text(stdout, live_key_rows, live_key_count);
    return result ? cli_fault("keys", result) : 0;
}
