// SPDX-License-Identifier: MIT
// bench_main.c: how fast Tiptoe is on this machine: each stage of a frame, the networks beside the
// core's peak, the presents; with --latency the way from the camera to the screen.
#include "tools/bench.h"

#include "tiptoe/base.h"

#include <argp.h>
#include <stdio.h>
#include <stdlib.h>

typedef struct Bench {
    const char *drawn;   // a game alone
    const char *clinic;  // a store
    bool heavy, games, draw, networks, latency, version, start, store;
    double seconds;
    unsigned sessions;
} Bench;

enum {
    OPT_HEAVY = 0x100,
    OPT_GAMES,
    OPT_DRAW,
    OPT_NETWORKS,
    OPT_LATENCY,
    OPT_SECONDS,
    OPT_VERSION,
    OPT_START,
    OPT_STORE,
    OPT_SESSIONS,
    OPT_CLINIC
};

static const struct argp_option options[] = {
    { "heavy", OPT_HEAVY, 0, 0, "Also the heavy model", 0 },
    { "games", OPT_GAMES, 0, 0, "Only the games: time of a step, things drawn", 0 },
    { "draw", OPT_DRAW, "GAME", OPTION_ARG_OPTIONAL,
      "Only the drawing, without a graphics card, of every scene or of this game's", 0 },
    { "networks", OPT_NETWORKS, 0, 0, "Only the networks: every engine, on one thread and on two",
      0 },
    { "latency", OPT_LATENCY, 0, 0,
      "Only the way from the camera to the screen: pictures that come in time, then pictures with "
      "jitter and stalls, then slow poses",
      0 },
    { "version", OPT_VERSION, 0, 0, "Only the start of the program, beside /bin/true", 0 },
    { "start", OPT_START, 0, 0,
      "Only the start of a play: from the command to the first picture and to the first pose, part "
      "by part",
      0 },
    { "store", OPT_STORE, 0, 0, "Only recordings: what they take, how long they take to read", 0 },
    { "sessions", OPT_SESSIONS, "N", 0,
      "How many short ones --store makes (default: 300; 20000 take an hour)", 0 },
    { "clinic", OPT_CLINIC, "STORE", 0,
      "Only the clinic's pages over a store of tools/seed-clinic, and a play beside their server",
      0 },
    { "seconds", OPT_SECONDS, "S", 0, "How long each timed play lasts (default: 10)", 0 },
    { 0 },
};

static error_t parse(int key, char *arg, struct argp_state *state)
{
    Bench *bench = state->input;
    switch (key) {
    case OPT_HEAVY: bench->heavy = true; return 0;
    case OPT_GAMES: bench->games = true; return 0;
    case OPT_DRAW:
        bench->draw = true;
        bench->drawn = arg;
        return 0;
    case OPT_NETWORKS: bench->networks = true; return 0;
    case OPT_VERSION: bench->version = true; return 0;
    case OPT_START: bench->start = true; return 0;
    case OPT_LATENCY: bench->latency = true; return 0;
    case OPT_STORE: bench->store = true; return 0;
    case OPT_CLINIC: bench->clinic = arg; return 0;
    case OPT_SESSIONS:
        bench->sessions = (unsigned)strtoul(arg, NULL, 10);
        if (bench->sessions < 1 || bench->sessions > 100000)
            argp_error(state, "--sessions %s: it must be 1 to 100000", arg);
        return 0;
    case OPT_SECONDS:
        bench->seconds = strtod(arg, NULL);
        if (!(bench->seconds >= 2 && bench->seconds <= 3600))
            argp_error(state, "--seconds %s: it must be 2 to 3600", arg);
        return 0;
    default: return ARGP_ERR_UNKNOWN;
    }
}

void bench_heading(const char *text)
{
    printf("\n%-34s %8s %8s %8s %8s %7s\n", text, "p50", "p95", "p99", "max", "n");
}

void bench_row(const char *name, const Histogram *times)
{
    if (times->count == 0) {
        printf("  %-32s %8s\n", name, "-");
        return;
    }
    printf("  %-32s %8.3f %8.3f %8.3f %8.3f %7u\n", name, histogram_ms(times, 0.5),
           histogram_ms(times, 0.95), histogram_ms(times, 0.99), (double)times->largest / 1000,
           times->count);
}

static Result run(const Bench *bench)
{
    if (bench->games) return bench_games();
    if (bench->draw) return bench_draw(bench->drawn);
    if (bench->networks) return bench_networks();
    if (bench->version) return bench_version();
    if (bench->start) return bench_start();
    if (bench->store) return bench_store(bench->sessions);
    if (bench->clinic) return bench_clinic(bench->clinic, bench->seconds);
    if (bench->latency) return bench_latency(bench->seconds);
    Result result = bench_stages(bench->heavy);
    if (!result) result = bench_presents(bench->seconds);
    return result ? result : bench_draw(NULL);
}

int main(int argc, char **argv)
{
    static const struct argp argp = { .options = options,
                                      .parser = parse,
                                      .doc = "Measures how fast Tiptoe is on this machine." };
    Bench bench = { .seconds = 10, .sessions = 300 };
    if (argp_parse(&argp, argc, argv, 0, NULL, &bench)) return result_exit_status(RESULT_USAGE);
    setvbuf(stdout, NULL, _IOLBF, 0);
    bench_machine();
    Result result = run(&bench);
    if (result) fprintf(stderr, "bench: %s\n", fail_text());
    return result_exit_status(result);
}
