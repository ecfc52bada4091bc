// SPDX-License-Identifier: MIT
// clock.c: the monotonic clock and the wall clock.
#include "base/clock.h"

#include <errno.h>
#include <time.h>

int64_t clock_us(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000000 + now.tv_nsec / 1000;
}

int64_t clock_thread_us(void)
{
    struct timespec used;
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &used);
    return (int64_t)used.tv_sec * 1000000 + used.tv_nsec / 1000;
}

int64_t clock_asleep_us(void)
{
    struct timespec all;
    clock_gettime(CLOCK_BOOTTIME, &all);  // the same clock, and it goes on in a suspended machine
    return (int64_t)all.tv_sec * 1000000 + all.tv_nsec / 1000 - clock_us();
}

int64_t clock_utc_ms(void)
{
    struct timespec now;
    clock_gettime(CLOCK_REALTIME, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

int clock_zone_minutes(void)
{
    time_t now = (time_t)(clock_utc_ms() / 1000);
    struct tm local;
    localtime_r(&now, &local);
    return (int)(local.tm_gmtoff / 60);
}

void clock_sleep_until(int64_t us)
{
    struct timespec due = { .tv_sec = us / 1000000, .tv_nsec = us % 1000000 * 1000 };
    while (clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &due, NULL) == EINTR) continue;
}

int64_t clock_day(int64_t utc_ms, int zone_minutes)
{
    const int64_t day = INT64_C(86400000), local = utc_ms + zone_minutes * INT64_C(60000);
    return local / day - (local % day < 0);
}
