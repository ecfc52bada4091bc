// SPDX-License-Identifier: MIT
// test.h: what every test program begins with: cmocka, comparisons that print both sides, the
// shared media, and the one way to skip a test.
#pragma once

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include <cmocka.h>
// The engine's fail() is a function, and must stay one.
#undef fail
#undef fail_msg
#define fail_msg(...) test_fail_at(__FILE__, __LINE__, __VA_ARGS__)

__attribute__((format(printf, 3, 4))) static inline void test_fail_at(const char *file, int line,
                                                                      const char *format, ...)
{
    char text[1024];
    va_list list;
    va_start(list, format);
    vsnprintf(text, sizeof text, format, list);
    va_end(list);
    print_error("%s\n", text);
    _fail(file, line);
}

// Comparisons of numbers of any type; long double holds every integer and double of this machine.
// A number that is not one (NaN) holds in none of them.
#define TEST_COMPARE(a, sign, b)                                                                   \
    do {                                                                                           \
        long double left_ = (long double)(a), right_ = (long double)(b);                           \
        if (!(left_ sign right_))                                                                  \
            test_fail_at(__FILE__, __LINE__, "%s %s %s does not hold: %.10Lg, %.10Lg", #a, #sign,  \
                         #b, left_, right_);                                                       \
    } while (0)
#define assert_at_most(a, b)  TEST_COMPARE(a, <=, b)
#define assert_at_least(a, b) TEST_COMPARE(a, >=, b)
#define assert_below(a, b)    TEST_COMPARE(a, <, b)
#define assert_above(a, b)    TEST_COMPARE(a, >, b)
#define assert_near(a, b, within)                                                                  \
    do {                                                                                           \
        long double left_ = (long double)(a), right_ = (long double)(b);                           \
        if (!(fabsl(left_ - right_) <= (long double)(within)))                                     \
            test_fail_at(__FILE__, __LINE__, "%s is %.10Lg, not %.10Lg (%s, within %s)", #a,       \
                         left_, right_, #b, #within);                                              \
    } while (0)

// The running test cannot be done here, and why. tools/test counts these (TIPTOE_SKIPS names its
// file) and forbids them where the shared media are (TIPTOE_NO_SKIPS). skip_not_allowed(): the
// system refuses what the test needs, as a container does; that is counted and told alone.
#define skip_test(...)        test_skip_at(__FILE__, __LINE__, true, __VA_ARGS__)
#define skip_not_allowed(...) test_skip_at(__FILE__, __LINE__, false, __VA_ARGS__)
__attribute__((format(printf, 4, 5))) static inline void
test_skip_at(const char *file, int line, bool forbidden, const char *format, ...)
{
    char why[1024];
    va_list list;
    va_start(list, format);
    vsnprintf(why, sizeof why, format, list);
    va_end(list);
    if (forbidden && getenv("TIPTOE_NO_SKIPS"))
        test_fail_at(file, line, "may not be skipped: %s", why);
    print_message("skipped: %s\n", why);
    const char *path = getenv("TIPTOE_SKIPS");
    FILE *skips = path ? fopen(path, "a") : NULL;
    if (skips) {
        fprintf(skips, "%s:%d: %s\n", file, line, why);
        fclose(skips);
    }
    _skip(file, line);
}

// Where a shared clip or recording lies; the test is skipped where it is missing. The text is good
// until the next call but three.
#define test_media(name) test_media_at(__FILE__, __LINE__, name)
static inline const char *test_media_at(const char *file, int line, const char *name)
{
    static char path[4][4096];
    static int next;
    const char *folder = getenv("TIPTOE_MEDIA");
    char *full = path[next++ % 4];
    snprintf(full, sizeof path[0], "%s/%s", folder ? folder : "../shared/media", name);
    if (access(full, R_OK) != 0) test_skip_at(file, line, true, "%s is missing", full);
    return full;
}

// The test is skipped where the pose models are missing (tools/setup fetches them).
#define need_models()                                                                              \
    do {                                                                                           \
        char model_[4096];                                                                         \
        if (model_path(model_, sizeof model_, NULL, "pose_detector.tflite") != RESULT_OK ||        \
            access(model_, R_OK) != 0)                                                             \
            skip_test("no pose models at %s: tools/setup fetches them", model_);                   \
    } while (0)
