// SPDX-License-Identifier: MIT
// cmd_review.c: `tiptoe review`: the clinic's pages, served on this machine until Ctrl-C.
#include "cli/cli.h"
#include "cli/web_module.h"
#include "clinic/clinic.h"

#include <stdio.h>
#include <stdlib.h>

typedef struct ReviewOptions {
    const char *store;
    WebOptions web;
    int names;
} ReviewOptions;

enum { OPT_STORE = 0x100, OPT_PORT, OPT_ADDRESS, OPT_NAME };

static const struct argp_option options[] = {
    { "store", OPT_STORE, "FILE", 0, "Where sessions are kept", 0 },
    { "review-port", OPT_PORT, "PORT", 0, "Where the pages are asked for; 0: any port that is free",
      0 },
    { "review-address", OPT_ADDRESS, "ADDRESS", 0,
      "For others in the clinic's network, with TLS: an address of this machine", 0 },
    { "name", OPT_NAME, "NAME", 0, "By which others call this machine; may be repeated", 0 },
    { 0 },
};

static volatile sig_atomic_t stopped;

static void stop(int number)
{
    (void)number;
    stopped = 1;
}

static error_t parse(int key, char *arg, struct argp_state *state)
{
    ReviewOptions *o = state->input;
    char *end = NULL;
    long port = 0;
    switch (key) {
    case OPT_STORE: o->store = arg; break;
    case OPT_PORT:
        port = strtol(arg, &end, 10);
        if (end == arg || *end || port < 0 || port > 65535)
            argp_error(state, "a port is a number from 0 to 65535, not \"%s\"", arg);
        o->web.port = (int)port;
        break;
    case OPT_ADDRESS: o->web.address = arg; break;
    case OPT_NAME:
        if (o->names == WEB_NAMES_MAX)
            argp_error(state, "more than %d names are too many", WEB_NAMES_MAX);
        o->web.name[o->names++] = arg;
        break;
    case ARGP_KEY_ARG: argp_error(state, "\"%s\" is one word too many", arg); break;
    default: return ARGP_ERR_UNKNOWN;
    }
    return 0;
}

static void tell(void *self, const char *url, const char *code, const char *print)
{
    (void)self;
    printf("The clinic's pages: %s\n", url);
    if (print)
        printf("The certificate that this machine made for itself, to be compared in each browser "
               "before it is trusted (SHA-256):\n  %s\n",
               print);
    if (code)
        printf("Nobody can sign in yet. Open %sfirst and type this code, once: %s\n", url, code);
    printf("Ctrl-C ends it.\n");
    fflush(stdout);
}

// No page computes anew: what older formulas had scored is scored once, here. A store that somebody
// records into just now is served as it is.
static Result score_first(const char *path)
{
    Store *store = NULL;
    Result result = store_open(&store, path, STORE_WRITE);
    if (!result) result = clinic_rescore(store);
    store_close(&store);
    return result == RESULT_BUSY ? RESULT_OK : result;
}

int cmd_review(int argc, char **argv)
{
    static const struct argp argp = {
        .options = options,
        .parser = parse,
        .doc = "The clinic's pages, for a browser on this machine: today's children, each child's "
               "course, each session. Who reads them signs in; the first time a code is printed "
               "with which the first account is made. Nothing leaves this machine."
    };
    struct sigaction action = { .sa_handler = stop };
    ReviewOptions o = { .web = { .address = "127.0.0.1",
                                 .port = 8747,
                                 .times = WEB_TIMES_USUAL,
                                 .stop = &stopped,
                                 .ready = tell } };
    static char path[STORE_PATH_MAX];
    const WebModule *web = NULL;
    int status = cli_parse("review", &argp, argc, argv, &o);
    if (status) return status;
    sigaction(SIGINT, &action, NULL);
    sigaction(SIGTERM, &action, NULL);
    Result result = store_path(path, o.store, true);
    o.web.store = path;
    if (!result) result = web_module(&web);
    if (!result) result = score_first(path);
    if (!result) result = web->serve(&o.web);
    return result ? cli_fault("review", result) : 0;
}
