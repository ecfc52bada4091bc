// SPDX-License-Identifier: MIT
// latency.c: where the time goes from the camera to the screen, and how old what is shown is.
#include "gym/latency.h"

#define FRAME_US (1000000 / GAME_STEPS_PER_SECOND)

static void add(LatencyMeter *meter, Latency span, int64_t from_us, int64_t to_us)
{
    histogram_add(&meter->span[span], to_us - from_us);
}

void latency_present(LatencyMeter *m, const VisionStamps *pose, bool fresh, const LoopStamps *loop)
{
    if (m->presented_us) {
        int64_t frame_us = loop->presented_us - m->presented_us;
        histogram_add(&m->span[LATENCY_FRAME], frame_us);
        // Half a frame late still meets the next refresh; beyond, each whole one was missed.
        if (frame_us > FRAME_US + FRAME_US / 2)
            m->presents_missed += (uint32_t)((frame_us - FRAME_US / 2) / FRAME_US);
    }
    m->presents++;
    m->presented_us = loop->presented_us;
    add(m, LATENCY_STEP, loop->taken_us, loop->stepped_us);
    add(m, LATENCY_DRAW, loop->stepped_us, loop->submitted_us);
    add(m, LATENCY_PRESENT, loop->submitted_us, loop->presented_us);
    if (!pose->captured_us) return;
    add(m, LATENCY_AGE, pose->captured_us, loop->presented_us);
    if (!fresh) return;
    add(m, LATENCY_CAMERA, pose->captured_us, pose->dequeued_us);
    add(m, LATENCY_DECODE, pose->dequeued_us, pose->decoded_us);
    add(m, LATENCY_WAIT, pose->decoded_us, pose->started_us);
    add(m, LATENCY_POSE, pose->started_us, pose->ready_us);
    add(m, LATENCY_LATCH, pose->ready_us, loop->taken_us);
    add(m, LATENCY_SOFTWARE, pose->dequeued_us, loop->presented_us);
}

double latency_ms(const LatencyMeter *meter, Latency span, double share)
{
    REQUIRE(span >= 0 && span < LATENCY_COUNT);
    return histogram_ms(&meter->span[span], share);
}

LatencyFigures latency_figures(const LatencyMeter *meter, Latency span)
{
    return (LatencyFigures){ .p50_ms = (float)latency_ms(meter, span, 0.5),
                             .p95_ms = (float)latency_ms(meter, span, 0.95),
                             .p99_ms = (float)latency_ms(meter, span, 0.99) };
}

void latency_summary(const LatencyMeter *meter, SessionSummary *summary)
{
    for (int i = 0; i < LATENCY_COUNT; i++)
        summary->latency[i] = latency_figures(meter, (Latency)i);
    summary->presents = meter->presents;
    summary->presents_missed = meter->presents_missed;
}
