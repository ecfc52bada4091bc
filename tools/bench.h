// SPDX-License-Identifier: MIT
// bench.h: the parts of tools/bench. Every figure is from this run on this machine; where a limit
// is stated it is a ratio, so that it means the same on any machine.
#pragma once

#include "base/histogram.h"
#include "vision/tracker.h"

#include <limits.h>

// bench_machine.c: what this machine is and whether it is quiet.
typedef struct BenchLoad {
    double busy_s, own_s, wall_s;  // of all cores, of this program
} BenchLoad;
void bench_machine(void);
BenchLoad bench_load_start(void);
// Says how much of the cores other programs took since then, and warns if that spoils the figures.
void bench_load_end(BenchLoad since);

// bench_peak.c: the most multiply-adds a second that one core does with the widest vectors it has;
// `narrow`: with none wider than AVX2's.
double bench_peak_gmacs(bool narrow, const char **kind);

// bench_macs.c: multiply-adds of one run of the part of a network that the wanted outputs need, in
// millions. The errors of tflite_open().
Result bench_macs(const char *path, const int *wanted, int wanted_count, double *mmacs);

// The path of the program. NOT_FOUND: it was not built.
Result bench_program(char path[PATH_MAX]);
bool bench_has_display(void);

void bench_heading(const char *text);
void bench_row(const char *name, const Histogram *times);  // p50, p95, p99, largest, count

Result bench_stages(bool heavy);        // bench_stages.c
Result bench_presents(double seconds);  // bench_latency.c
Result bench_latency(double seconds);   // bench_latency.c
// The share of presents that a play missed; bench_latency.c.
Result bench_missed(const char *title, double seconds, double *missed);
Result bench_networks(void);                             // bench_networks.c
Result bench_games(void);                                // bench_games.c
Result bench_draw(const char *only);                     // bench_draw.c; NULL: every game
Result bench_version(void);                              // bench_version.c
Result bench_start(void);                                // bench_start.c
Result bench_store(unsigned sessions);                   // bench_store.c
Result bench_clinic(const char *store, double seconds);  // bench_clinic.c
