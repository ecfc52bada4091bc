// SPDX-License-Identifier: MIT
// clock.h: the one monotonic clock, and the wall clock that is read once a session.
#pragma once

#include <stdint.h>

int64_t clock_us(void);         // CLOCK_MONOTONIC, microseconds
int64_t clock_thread_us(void);  // processor time of the calling thread, microseconds
int64_t clock_utc_ms(void);     // CLOCK_REALTIME, for dates only
int64_t clock_day(int64_t utc_ms, int zone_minutes);  // of the calendar there, since 1970
int clock_zone_minutes(void);                         // of local time, east of Greenwich
int64_t clock_asleep_us(void);       // how long the machine was suspended, since it was started
void clock_sleep_until(int64_t us);  // absolute, monotonic; returns at once if past
