// SPDX-License-Identifier: MIT
// web_module.h: the clinic's pages as a module, loaded by `tiptoe review` alone: behind it stand a
// server and TLS.
#pragma once

#include "base/module.h"
#include <signal.h>
#include <stdint.h>

#define WEB_NAMES_MAX 4

// How long something may take, in ms.
typedef struct WebTimes {
    int64_t head, body, answer;  // from a connection's first byte; to the end of what is asked; ...
    int64_t idle, life;          // of somebody who is signed in: since the last page; in all
} WebTimes;

#define WEB_TIMES_USUAL                                                                            \
    ((WebTimes){ 10 * 1000, 30 * 1000, 60 * 1000, 10 * 60 * 1000, 8 * 60 * 60 * 1000 })

typedef struct WebOptions {
    const char *store;    // a path
    const char *address;  // to listen at; beyond this machine only with TLS, which comes of itself
    int port;             // 0: any that is free
    const char *name[WEB_NAMES_MAX];  // by which others call this machine; NULL: no more
    WebTimes times;
    const volatile sig_atomic_t *stop;  // not 0: end
    // Called once pages can be asked for. `code`: to be typed on the first page, where nobody may
    // sign in yet, else NULL. `print`: of the certificate, NULL without TLS.
    void (*ready)(void *self, const char *url, const char *code, const char *print);
    void *self;
} WebOptions;

typedef struct WebModule {
    Module module;
    // Until `stop`. USAGE: no address; UNAVAILABLE: the port is taken; NOT_FOUND: the pages are not
    // installed; the errors of the store.
    Result (*serve)(const WebOptions *options);
} WebModule;

// The errors of module_load().
Result web_module(const WebModule **module);
