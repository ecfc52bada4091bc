// SPDX-License-Identifier: MIT
// panel.c: latency and quality over a running play.
#include "therapist/panel.h"

#include "therapist/limits.h"
#include "therapist/palette.h"
#include "therapist/words.h"

#include <stdarg.h>
#include <stdio.h>

#define ROWS_MAX   12
#define LETTERS    0.26f
#define ROW_HEIGHT 0.42f
#define TOP        7.05f
#define SIGN       0.55f  // from the plate's left to the names
#define GAP        0.35f

typedef struct Row {
    const char *name;
    bool good;
    char value[48];
} Row;

typedef struct Rows {
    int count;
    Row list[ROWS_MAX];
} Rows;

__attribute__((format(printf, 4, 5))) static void add(Rows *rows, const char *name, bool good,
                                                      const char *format, ...)
{
    REQUIRE(rows->count < ROWS_MAX);
    Row *row = &rows->list[rows->count++];
    row->name = name;
    row->good = good;
    va_list args;
    va_start(args, format);
    vsnprintf(row->value, sizeof row->value, format, args);
    va_end(args);
}

static void add_latency(Rows *rows, const Panel *p)
{
    const LatencyFigures *l = p->latency;
    const LatencyFigures *age = &l[LATENCY_AGE], *soft = &l[LATENCY_SOFTWARE];
    const LatencyFigures *frame = &l[LATENCY_FRAME];
    add(rows, "shown pose's age", (double)age->p95_ms < LIMIT_AGE_P95_MS, "%.0f / %.0f / %.0f ms",
        (double)age->p50_ms, (double)age->p95_ms, (double)age->p99_ms);
    add(rows, "software's share", (double)soft->p95_ms < LIMIT_SOFTWARE_P95_MS,
        "%.0f / %.0f / %.0f ms", (double)soft->p50_ms, (double)soft->p95_ms, (double)soft->p99_ms);
    add(rows, "decode, pose, wait, draw", true, "%.0f + %.0f + %.0f + %.0f ms",
        (double)l[LATENCY_DECODE].p50_ms, (double)(l[LATENCY_WAIT].p50_ms + l[LATENCY_POSE].p50_ms),
        (double)l[LATENCY_LATCH].p50_ms,
        (double)(l[LATENCY_DRAW].p50_ms + l[LATENCY_PRESENT].p50_ms));
    add(rows, "frame", (double)frame->p99_ms < LIMIT_FRAME_P99_MS, "%.1f / %.1f / %.1f ms",
        (double)frame->p50_ms, (double)frame->p95_ms, (double)frame->p99_ms);
    add(rows, "frames missed, steps late", p->steps_late == 0, "%u, %u", p->presents_missed,
        p->steps_late);
}

static void add_live(Rows *rows, const Panel *p)
{
    add(rows, "camera", p->camera == RESULT_OK, "%.1f fps, %u dropped", (double)p->fps, p->dropped);
    add(rows, "light", !p->dark, "%.0f of 255%s", (double)p->luma, p->dark ? ", too dark" : "");
    add(rows, "pose", (double)p->pose_us / 1000 < LIMIT_POSE_MS, "%s, %.1f ms (net %.1f)", p->model,
        (double)p->pose_us / 1000, (double)p->network_us / 1000);
    add_latency(rows, p);
    add(rows, "recording", p->storing == RESULT_OK, "%s", p->storing ? "cannot write" : "stored");
}

static void fill(Rows *rows, const Panel *p)
{
    double found = p->quality.poses ? (double)p->quality.found / p->quality.poses : 0;
    if (p->replayed) {
        add(rows, "pose", true, "%s", p->model);
        add_latency(rows, p);
    } else {
        add_live(rows, p);
    }
    add(rows, "child in view", found > LIMIT_FOUND_GOOD, "%.0f %%, %u losses", 100 * found,
        p->quality.losses);
    add(rows, "level", true, "%d", p->level);
}

float panel_draw(Render *render, Canvas *canvas, const Panel *panel)
{
    const Color plain = { 1, 1, 1, 1 }, good = { 0.75f, 1, 0.8f, 1 }, bad = { 1, 0.8f, 0.4f, 1 };
    const char *legend = "three figures: p50 / p95 / p99";
    Rows rows = { 0 };
    REQUIRE(panel->model);
    fill(&rows, panel);
    float names = 0, values = 0;
    for (int i = 0; i < rows.count; i++) {
        names = fmaxf(names, render_text_width(render, LETTERS, rows.list[i].name));
        values = fmaxf(values, render_text_width(render, LETTERS, rows.list[i].value));
    }
    float width = SIGN + names + GAP + values + GAP;
    float height = ROW_HEIGHT * (float)(rows.count + 1) + 0.4f;
    canvas_box(canvas, vec2(panel->left + width / 2, TOP - height / 2), width, height,
               PALETTE_DUSK);
    float y = TOP - 0.2f - ROW_HEIGHT / 2;
    for (int i = 0; i < rows.count; i++, y -= ROW_HEIGHT) {
        const Row *row = &rows.list[i];
        if (!row->good)
            canvas_image(canvas, "icon_check_amber", vec2(panel->left + 0.3f, y), 0.32f, 0,
                         COLOR_WHITE);
        words_from(render, canvas, vec2(panel->left + SIGN, y), LETTERS, plain, row->name);
        words_from(render, canvas, vec2(panel->left + SIGN + names + GAP, y), LETTERS,
                   row->good ? good : bad, row->value);
    }
    words_from(render, canvas, vec2(panel->left + SIGN, y), LETTERS, plain, legend);
    return panel->left + width;
}
