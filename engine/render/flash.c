// SPDX-License-Identifier: MIT
// flash.c: counts general and red flashes in the cells of the picture and holds them below the
// limit.
#include "render/flash.h"

#include <math.h>
#include <string.h>

#define LUMINANCE_CHANGE 0.1f   // of the maximum
#define DARKER_BELOW     0.80f  // relative luminance
#define RED_SHARE        0.8f
#define RED_CHANGE       0.2f    // in u'v'
#define SCREEN_FLARE     0.002f  // light of a dark screen: its blacks have no colour
#define FIELD_COLUMNS    (FLASH_COLUMNS / 3)
#define FIELD_ROWS       (FLASH_ROWS / 3)
#define FIELD_SHARE      (FIELD_COLUMNS * FIELD_ROWS / 4)  // cells
#define SECOND_MS        1000u
#define TOGETHER_MS      60u  // changes this close are seen as one
// Changes in any second that are let through: two pairs. A fifth would begin a third flash.
#define CHANGES_MAX     (2 * FLASH_LIMIT)
#define CALM_SHARE      (1.0f / 16)  // of a drawn picture after a flash was held back
#define CALM_US         2000000
#define LEAST_SHARE     (1.0f / 128)
#define LEVELS_PER_BYTE 4

// The sRGB curve, as WCAG writes it.
static float linear(float byte)
{
    static float level[255 * LEVELS_PER_BYTE + 1];
    static bool filled;
    for (int i = 0; !filled && i <= 255 * LEVELS_PER_BYTE; i++) {
        float s = (float)i / (255 * LEVELS_PER_BYTE);
        level[i] = s <= 0.04045f ? s / 12.92f : powf((s + 0.055f) / 1.055f, 2.4f);
    }
    filled = true;
    return level[(int)(fminf(255, fmaxf(0, byte)) * LEVELS_PER_BYTE + 0.5f)];
}

static FlashLight light_of(const float rgb[3])
{
    float r = linear(rgb[0]), g = linear(rgb[1]), b = linear(rgb[2]);
    FlashLight light = { .luminance = 0.2126f * r + 0.7152f * g + 0.0722f * b };
    r += SCREEN_FLARE, g += SCREEN_FLARE, b += SCREEN_FLARE;
    light.red = r >= RED_SHARE * (r + g + b);
    float x = 0.4124f * r + 0.3576f * g + 0.1805f * b;
    float y = 0.2126f * r + 0.7152f * g + 0.0722f * b;
    float z = 0.0193f * r + 0.1192f * g + 0.9505f * b;
    float sum = x + 15 * y + 3 * z;
    light.u = 4 * x / sum;
    light.v = 9 * y / sum;
    return light;
}

// What rises and falls: the luminance; for red the chromaticity, of which u' is the red part.
static float height_of(FlashKind kind, const FlashLight *light)
{
    return kind == FLASH_RED ? light->u : light->luminance;
}

static bool is_change(FlashKind kind, const FlashLight *a, const FlashLight *b)
{
    if (kind == FLASH_RED)
        return (a->red || b->red) && hypotf(a->u - b->u, a->v - b->v) > RED_CHANGE;
    return fabsf(a->luminance - b->luminance) >= LUMINANCE_CHANGE &&
           fminf(a->luminance, b->luminance) < DARKER_BELOW;
}

static void follow(FlashTrack *track, FlashKind kind, const FlashLight *light, uint32_t now_ms)
{
    float rise = height_of(kind, light) - height_of(kind, &track->extreme);
    if (track->direction ? rise * (float)track->direction > 0 : false) {
        track->extreme = *light;  // on in the same direction: no opposing change
        return;
    }
    if (rise == 0 || !is_change(kind, light, &track->extreme)) return;
    track->direction = rise > 0 ? 1 : -1;
    track->extreme = *light;
    track->at_ms[track->next] = now_ms;
    track->next = (uint8_t)((track->next + 1) % FLASH_SEEN);
    if (track->count < FLASH_SEEN) track->count++;
}

void flash_measure(FlashMeter *meter, const FlashGrid *grid, int64_t now_us)
{
    meter->now_ms = (uint32_t)(now_us / 1000);
    for (int i = 0; i < FLASH_CELLS; i++) {
        FlashLight light = light_of(grid->rgb[i]);
        for (int kind = 0; kind < FLASH_KINDS; kind++) {
            FlashTrack *track = &meter->track[kind][i];
            if (!meter->started) track->extreme = light;
            follow(track, (FlashKind)kind, &light, meter->now_ms);
        }
    }
    meter->started = true;
}

// Has this cell just had so many changes within a second?
static bool has_changes(const FlashTrack *track, uint32_t now_ms, int changes)
{
    if (track->count < changes) return false;
    int latest = (track->next + FLASH_SEEN - 1) % FLASH_SEEN;
    int oldest = (track->next + FLASH_SEEN - changes) % FLASH_SEEN;
    return now_ms - track->at_ms[latest] < TOGETHER_MS && now_ms - track->at_ms[oldest] < SECOND_MS;
}

// Is a quarter of some field taken by such cells? `sum` holds the cells above and left of a corner.
static bool fills_a_field(const FlashMeter *meter, FlashKind kind, int changes)
{
    static int16_t sum[FLASH_ROWS + 1][FLASH_COLUMNS + 1];
    for (int y = 0; y < FLASH_ROWS; y++)
        for (int x = 0; x < FLASH_COLUMNS; x++) {
            const FlashTrack *track = &meter->track[kind][y * FLASH_COLUMNS + x];
            sum[y + 1][x + 1] = (int16_t)(sum[y + 1][x] + sum[y][x + 1] - sum[y][x] +
                                          has_changes(track, meter->now_ms, changes));
        }
    if (sum[FLASH_ROWS][FLASH_COLUMNS] < FIELD_SHARE) return false;
    for (int y = FIELD_ROWS; y <= FLASH_ROWS; y++)
        for (int x = FIELD_COLUMNS; x <= FLASH_COLUMNS; x++) {
            int left = x - FIELD_COLUMNS, top = y - FIELD_ROWS;
            if (sum[y][x] - sum[top][x] - sum[y][left] + sum[top][left] >= FIELD_SHARE) return true;
        }
    return false;
}

int flash_changes(const FlashMeter *meter, FlashKind kind)
{
    REQUIRE(kind >= 0 && kind < FLASH_KINDS);
    int changes = 0;
    while (changes < FLASH_SEEN && fills_a_field(meter, kind, changes + 1)) changes++;
    return changes;
}

int flash_count(const FlashMeter *meter, FlashKind kind)
{
    return flash_changes(meter, kind) / 2;
}

// Red and blue are summed in one word: a row of a cell has far fewer than 256 samples of 255. Four
// pixels at once, of which every second one is a sample.
static void add_row(const uint32_t *pixels, int from, int to, uint32_t sum[3])
{
    typedef uint32_t Four __attribute__((vector_size(16)));
    Four red_blues = { 0 }, greens = { 0 };
    for (; from + 3 < to; from += 4) {
        Four four;
        memcpy(&four, pixels + from, sizeof four);
        red_blues += four & 0xff00ffu;
        greens += four >> 8 & 0xffu;
    }
    uint32_t red_blue = red_blues[0] + red_blues[2], green = greens[0] + greens[2];
    for (; from < to; from += 2) {
        red_blue += pixels[from] & 0xff00ffu;
        green += pixels[from] >> 8 & 0xffu;
    }
    sum[0] += red_blue >> 16;
    sum[1] += green;
    sum[2] += red_blue & 0xffffu;
}

void flash_grid(FlashGrid *grid, const uint32_t *pixels, int width, int height)
{
    REQUIRE(width >= FLASH_COLUMNS && height >= FLASH_ROWS);
    for (int row = 0; row < FLASH_ROWS; row++) {
        int top = row * height / FLASH_ROWS, bottom = (row + 1) * height / FLASH_ROWS;
        if (bottom == top) bottom = top + 1;
        for (int column = 0; column < FLASH_COLUMNS; column++) {
            int left = column * width / FLASH_COLUMNS, right = (column + 1) * width / FLASH_COLUMNS;
            if (right == left) right = left + 1;
            uint32_t sum[3] = { 0 };
            for (int y = top; y < bottom; y += 2)
                add_row(pixels + (ptrdiff_t)y * width, left, right, sum);
            float samples = (float)((bottom - top + 1) / 2 * ((right - left + 1) / 2));
            for (int c = 0; c < 3; c++)
                grid->rgb[row * FLASH_COLUMNS + column][c] = (float)sum[c] / samples;
        }
    }
}

static bool is_within(const FlashMeter *meter)
{
    for (int kind = 0; kind < FLASH_KINDS; kind++)
        if (fills_a_field(meter, (FlashKind)kind, CHANGES_MAX + 1)) return false;
    return true;
}

static void mix_grid(FlashGrid *mixed, const FlashGrid *shown, const FlashGrid *drawn, float share)
{
    for (int i = 0; i < FLASH_CELLS; i++)
        for (int c = 0; c < 3; c++)
            mixed->rgb[i][c] = shown->rgb[i][c] + share * (drawn->rgb[i][c] - shown->rgb[i][c]);
}

// Tries smaller and smaller shares. None of the new picture is always allowed: what stays as it was
// makes no change, and old changes only fall out of the second.
float flash_govern(FlashGovernor *g, const FlashGrid *drawn, int64_t now_us)
{
    REQUIRE(g->shown == 0 || g->shown == 1);
    const FlashMeter *seen = &g->meter[g->shown];
    FlashMeter *trial = &g->meter[1 - g->shown];
    float share = seen->started && now_us < g->calm_until_us ? CALM_SHARE : 1;
    g->now_us = now_us;
    while (share > 0) {
        if (share < 1)
            mix_grid(&g->trial, &g->grid, drawn, share);
        else
            g->trial = *drawn;
        *trial = *seen;
        flash_measure(trial, &g->trial, now_us);
        if (is_within(trial)) break;
        g->calm_until_us = now_us + CALM_US;
        share = share > CALM_SHARE ? CALM_SHARE : share > LEAST_SHARE ? share / 2 : 0;
    }
    if (share < 1) g->tamed++;
    return share;
}

void flash_shown(FlashGovernor *g, const FlashGrid *mixed)
{
    if (mixed) {
        g->meter[1 - g->shown] = g->meter[g->shown];
        flash_measure(&g->meter[1 - g->shown], mixed, g->now_us);
    }
    g->grid = mixed ? *mixed : g->trial;
    g->shown = 1 - g->shown;
}
