// SPDX-License-Identifier: MIT
// base.h: the few words every module shares: results, assertions, arenas, chance.
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

// The world's faults: things that go wrong in a correct program.
// X(name, exit status from sysexits.h, text)
#define RESULT_LIST(X)                                                                             \
    X(OK, 0, "ok")                                                                                 \
    X(USAGE, 64, "the command line does not make sense")                                           \
    X(MALFORMED, 65, "data does not have the promised shape")                                      \
    X(VERSION, 65, "data was written by another version")                                          \
    X(NOT_FOUND, 66, "file, device, session or game not found")                                    \
    X(UNAVAILABLE, 69, "a device or service cannot be used here")                                  \
    X(CANNOT_CREATE, 73, "a file cannot be made")                                                  \
    X(LOST, 74, "a device or file stopped answering")                                              \
    X(FULL, 74, "no room left: disk, arena or table")                                              \
    X(BUSY, 75, "somebody else is using it now")                                                   \
    X(NOT_PERMITTED, 77, "the system refused access")                                              \
    X(DIFFERS, 1, "the result is not the one that was recorded")                                   \
    X(NOT_COMPARABLE, 3, "it was recorded by another version, so stepping it again proves nothing")

// Whoever calls a function that gives one must look at it: the compiler holds that.
#if defined __clang__
#define RESULT_LOOKED_AT __attribute__((warn_unused_result))
#else
#define RESULT_LOOKED_AT [[nodiscard]]
#endif
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wpedantic"  // C17 has no such word
typedef enum RESULT_LOOKED_AT Result {
#define X(name, status, text) RESULT_##name,
    RESULT_LIST(X)
#undef X
        RESULT_COUNT
} Result;
#pragma GCC diagnostic pop

// A short English sentence for logs. Never NULL.
const char *result_text(Result result);

// The exit status of a command that ended with `result` (sysexits.h).
int result_exit_status(Result result);

// Notes what happened and what to do about it, in one line for the person at the machine, and
// returns `result`: `return fail(RESULT_NOT_FOUND, "no camera at %s: plug one in or use --camera
// demo", path);` The line is kept per thread (the last one wins) and logged.
Result fail(Result result, const char *format, ...) __attribute__((format(printf, 2, 3)));

// The line of this thread's last fail(). Never NULL.
const char *fail_text(void);

// Programmer's faults stop the program, in every build.
#define REQUIRE(condition) ((condition) ? (void)0 : base_stop(#condition, __FILE__, __LINE__))

#ifdef __cplusplus
[[noreturn]]
#else
_Noreturn
#endif
void base_stop(const char *condition, const char *file, int line);

// States are compared byte for byte, so they may not hold padding, whose bytes mean nothing:
// between these two the compiler refuses a struct that needs any. Name the gap (`int32_t unused;`)
// instead.
#define STATE_BEGIN _Pragma("GCC diagnostic push") _Pragma("GCC diagnostic error \"-Wpadded\"")
#define STATE_END   _Pragma("GCC diagnostic pop")

// Chance that repeats: the same seed gives the same numbers on every machine (PCG-XSH-RR 64/32).
typedef struct Rng {
    uint64_t state;
} Rng;

Rng rng_seed(uint64_t seed);
uint32_t rng_next(Rng *rng);
float rng_between(Rng *rng, float low, float high);  // low <= value < high
int rng_below(Rng *rng, int count);                  // 0 <= value < count
float rng_normal(Rng *rng);                          // mean 0, standard deviation 1

#ifdef __cplusplus
}
#endif
