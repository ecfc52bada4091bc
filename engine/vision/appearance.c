// SPDX-License-Identifier: MIT
// appearance.c: samples the trunk on a grid and shares each sample among its neighbouring colours.
#include "vision/appearance.h"

#include "tiptoe/base.h"

#include <stddef.h>
#include <string.h>

#define ACROSS 16
#define DOWN   24
#define KNOWN  (ACROSS * DOWN / 3)  // fewer samples in the picture tell nothing

// The share of the length left out at both ends: neck and collar, belt and trousers.
#define END 0.12f

// Trilinear, so that a little more light moves a little weight and never a whole bin.
static void add_sample(float *bin, const uint8_t *bgr)
{
    int low[3];
    float high_share[3];
    for (int c = 0; c < 3; c++) {
        float level = (float)bgr[c] * (APPEARANCE_LEVELS - 1) / 255.0f;
        low[c] = level < APPEARANCE_LEVELS - 2 ? (int)level : APPEARANCE_LEVELS - 2;
        high_share[c] = level - (float)low[c];
    }
    for (int corner = 0; corner < 8; corner++) {
        float weight = 1;
        int place = 0;
        for (int c = 0; c < 3; c++) {
            int high = corner >> c & 1;
            weight *= high ? high_share[c] : 1 - high_share[c];
            place = place * APPEARANCE_LEVELS + low[c] + high;
        }
        bin[place] += weight;
    }
}

static bool is_covered(Vec2 at, const Capsule *limbs, int count)
{
    for (int i = 0; i < count; i++)
        if (segment_distance(at, limbs[i].from, limbs[i].to) < limbs[i].radius) return true;
    return false;
}

Appearance appearance_of(const Image *image, Vec2 shoulders, Vec2 hips, float width,
                         const Capsule *limbs, int limb_count)
{
    REQUIRE(image->bgr && limb_count >= 0);
    Appearance seen = { 0 };
    Vec2 down = vec2_sub(hips, shoulders);
    float length = vec2_length(down);
    if (!(length >= 1) || !(length < 1e5f) || !(width < 1e5f)) return seen;
    Vec2 across = vec2_scale(vec2(-down.y, down.x), width / length);
    int count = 0;
    for (int j = 0; j < DOWN; j++) {
        float v = mixf(END, 1 - END, ((float)j + 0.5f) / DOWN);
        for (int i = 0; i < ACROSS; i++) {
            float u = ((float)i + 0.5f) / ACROSS - 0.5f;
            Vec2 at = vec2_add(shoulders, vec2_add(vec2_scale(down, v), vec2_scale(across, u)));
            if (!(at.x >= 0 && at.x < (float)image->width && at.y >= 0 &&
                  at.y < (float)image->height) ||
                is_covered(at, limbs, limb_count))
                continue;
            add_sample(seen.bin, image->bgr + (ptrdiff_t)(int)at.y * image->stride + 3 * (int)at.x);
            count++;
        }
    }
    seen.known = count >= KNOWN;
    for (int i = 0; i < APPEARANCE_BINS; i++)
        seen.bin[i] = seen.known ? seen.bin[i] / (float)count : 0;
    return seen;
}

float appearance_likeness(const Appearance *a, const Appearance *b)
{
    if (!a->known || !b->known) return 1;
    float common = 0;
    for (int i = 0; i < APPEARANCE_BINS; i++) common += fminf(a->bin[i], b->bin[i]);
    return common;
}

void appearance_learn(Appearance *reference, const Appearance *seen, float share)
{
    REQUIRE(share >= 0 && share <= 1);
    if (!seen->known) return;
    if (!reference->known) *reference = *seen;
    for (int i = 0; i < APPEARANCE_BINS; i++)
        reference->bin[i] += share * (seen->bin[i] - reference->bin[i]);
}
