// SPDX-License-Identifier: MIT
// bench_networks.c: every network by every engine, beside the core's peak, on the same picture.
// Each trial is a process of its own: what a library has once found out about the processor stays.
#include "tools/bench.h"

#include "base/clock.h"
#include "vision/models.h"
#include "vision/network.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#define RUNS        100
#define VALUES_MAX  (1 << 18)  // of a network's outputs, all together
#define THREADS_MAX 2

typedef struct Subject {
    const char *name, *file;
    int wanted[4], wanted_count;
} Subject;

static const Subject subjects[] = {
    { "lite", "pose_landmark_lite.tflite", { 0, 1, 3, 4 }, 4 },
    { "full", "pose_landmark_full.tflite", { 0, 1, 3, 4 }, 4 },
    { "heavy", "pose_landmark_heavy.tflite", { 0, 1, 3, 4 }, 4 },
    { "detector", MODEL_DETECTOR_FILE, { 0, 1 }, 2 },
};

typedef struct Trial {
    NetworkEngineId engine;
    int threads;
    bool avx2;  // oneDNN as on a processor without AVX-512
} Trial;

// What the trial's process leaves behind.
typedef struct Outcome {
    Result result;
    double open_ms, least_ms, p50_ms;
    size_t count;
    float value[VALUES_MAX];
} Outcome;

static int by_size(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return x < y ? -1 : x > y;
}

static void keep_outputs(Network *network, int wanted_count, Outcome *outcome)
{
    for (int i = 0; i < wanted_count; i++) {
        size_t count = network_output_count(network, i);
        REQUIRE(outcome->count + count <= VALUES_MAX);
        memcpy(outcome->value + outcome->count, network_output(network, i), count * sizeof(float));
        outcome->count += count;
    }
}

static Result time_runs(const Subject *subject, Trial trial, Outcome *outcome)
{
    char path[4096];
    Network *network;
    Result result = model_path(path, sizeof path, NULL, subject->file);
    int64_t start = clock_us();
    if (!result)
        result = network_open_by(&network, path, subject->wanted, subject->wanted_count,
                                 trial.engine, trial.threads);
    if (result) return result;
    outcome->open_ms = (double)(clock_us() - start) / 1000;
    Rng rng = rng_seed(1);
    for (size_t i = 0; i < network_input_count(network); i++)
        network_input(network)[i] = rng_between(&rng, 0, 1);
    double times[RUNS];
    for (int i = 0; i < RUNS && !result; i++) {
        start = clock_us();
        result = network_run(network);
        times[i] = (double)(clock_us() - start) / 1000;
    }
    qsort(times, RUNS, sizeof *times, by_size);
    outcome->least_ms = times[0];
    outcome->p50_ms = times[RUNS / 2];
    keep_outputs(network, subject->wanted_count, outcome);
    network_close(&network);
    return result;
}

static void run_trial(const Subject *subject, Trial trial, Outcome *outcome)
{
    *outcome = (Outcome){ .result = RESULT_LOST };
    fflush(stdout);
    pid_t child = fork();
    if (child == 0) {
        if (trial.avx2) setenv("ONEDNN_MAX_CPU_ISA", "AVX2", 1);
        outcome->result = time_runs(subject, trial, outcome);
        _exit(0);
    }
    if (child > 0) waitpid(child, NULL, 0);
}

static double largest_difference(const Outcome *a, const Outcome *b)
{
    double largest = 0;
    for (size_t i = 0; i < a->count && i < b->count; i++)
        largest = fmax(largest, fabs((double)a->value[i] - (double)b->value[i]));
    return largest;
}

static void print_trial(const Subject *subject, Trial trial, const Outcome *outcome,
                        const Outcome *reference, double peak_ms)
{
    char by[32];
    snprintf(by, sizeof by, "%s%s", network_engine_name(trial.engine),
             trial.avx2 ? ", AVX2 alone" : "");
    if (outcome->result) {
        printf("  %-9s %-20s %d   %s\n", subject->name, by, trial.threads,
               result_text(outcome->result));
        return;
    }
    printf("  %-9s %-20s %d %8.1f %8.2f %8.2f   %5.2f %5.2f   %.2g\n", subject->name, by,
           trial.threads, outcome->open_ms, outcome->least_ms, outcome->p50_ms,
           outcome->least_ms / peak_ms, outcome->p50_ms / peak_ms,
           largest_difference(outcome, reference));
}

static Result measure(const Subject *subject, Outcome *outcome, Outcome *reference)
{
    char path[4096];
    double mmacs = 0;
    Result result = model_path(path, sizeof path, NULL, subject->file);
    if (!result) result = bench_macs(path, subject->wanted, subject->wanted_count, &mmacs);
    if (result) return result;
    const char *widest, *kind;
    double peak_ms = mmacs / bench_peak_gmacs(false, &widest);
    double avx2_ms = mmacs / bench_peak_gmacs(true, &kind);
    printf("  %-9s %.1f million multiply-adds, %.2f ms at one core's peak (%s)", subject->name,
           mmacs, peak_ms, widest);
    bool capped = strcmp(widest, kind) != 0;
    if (capped) printf(", %.2f (%s)", avx2_ms, kind);
    printf("\n");
    run_trial(subject, (Trial){ NETWORK_XNNPACK, 1, false }, reference);
    for (int engine = 0; engine < NETWORK_ENGINE_COUNT; engine++) {
        for (int avx2 = 0; avx2 <= (capped && engine == NETWORK_ONEDNN); avx2++) {
            for (int threads = 1; threads <= THREADS_MAX; threads++) {
                Trial trial = { (NetworkEngineId)engine, threads, avx2 };
                run_trial(subject, trial, outcome);
                print_trial(subject, trial, outcome, reference, avx2 ? avx2_ms : peak_ms);
            }
        }
    }
    return RESULT_OK;
}

Result bench_networks(void)
{
    Outcome *shared =
        mmap(NULL, 2 * sizeof *shared, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    REQUIRE(shared != MAP_FAILED);
    BenchLoad load = bench_load_start();
    Result result = RESULT_OK;
    printf(
        "\nnetworks: ms of %d runs; times the time at the peak; largest difference from XNNPACK\n"
        "  %-9s %-20s %s %8s %8s %8s   %5s %5s\n",
        RUNS, "", "engine", "threads", "open", "least", "p50", "least", "p50");
    for (size_t i = 0; i < sizeof subjects / sizeof *subjects && !result; i++)
        result = measure(&subjects[i], &shared[0], &shared[1]);
    bench_load_end(load);
    munmap(shared, 2 * sizeof *shared);
    return result;
}
