// SPDX-License-Identifier: MIT
// frame_pace.c: when to begin a frame.
#include "render/frame_pace.h"

#include <stdbool.h>

#define MARGIN_US 3000  // for a late wake, and a slower frame than those seen
#define FORGOTTEN 512   // frames after which a third of a slow one is still remembered

int64_t frame_pace_next(FramePace *p, int64_t begun_us, int64_t drawn_us, int64_t presented_us)
{
    int64_t work_us = drawn_us - begun_us, took_us = presented_us - p->presented_us;
    bool missed = p->presented_us && took_us > p->period_us + p->period_us / 2;
    if (missed)
        p->work_us = p->period_us;
    else if (work_us > p->work_us)
        p->work_us = work_us;
    else
        p->work_us -= (p->work_us - work_us) / FORGOTTEN;
    p->presented_us = presented_us;
    return presented_us + p->period_us - p->work_us - MARGIN_US;
}
