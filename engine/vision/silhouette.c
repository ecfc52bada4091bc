// SPDX-License-Identifier: MIT
// silhouette.c: the network's mask as shares, blended with the one before.
#include "vision/silhouette.h"

#define STAYS      0.7f  // of the mask before, at most: MediaPipe's ratio
#define SURE_LOGIT 6.0f  // beyond: within half a step of 0 or 255

// A step from pixel to pixel of one square, in pixels of another one.
typedef struct Across {
    Vec2 first, by_x, by_y;
} Across;

static Vec2 inner_px(Region region, Vec2 at)
{
    Vec2 from_centre = vec2_scale(vec2_sub(at, region.centre), SILHOUETTE_SIZE / region.side);
    float c = cosf(region.angle), s = sinf(region.angle);
    return vec2(c * from_centre.x + s * from_centre.y + SILHOUETTE_SIZE / 2.0f - 0.5f,
                c * from_centre.y - s * from_centre.x + SILHOUETTE_SIZE / 2.0f - 0.5f);
}

static Across across(Region from, Region to)
{
    const float half = 0.5f / SILHOUETTE_SIZE, step = 1.0f / SILHOUETTE_SIZE;
    Vec2 first = inner_px(to, region_point(from, vec2(half, half)));
    return (Across){
        first,
        vec2_sub(inner_px(to, region_point(from, vec2(half + step, half))), first),
        vec2_sub(inner_px(to, region_point(from, vec2(half, half + step))), first),
    };
}

// Between four pixels; outside the square there is nobody. 0..255.
static float share_at(const Silhouette *s, float x, float y)
{
    if (!(x >= 0 && y >= 0 && x < SILHOUETTE_SIZE - 1 && y < SILHOUETTE_SIZE - 1)) return 0;
    int left = (int)x, top = (int)y;
    const uint8_t *at = s->share + top * SILHOUETTE_SIZE + left;
    float u = x - (float)left, v = y - (float)top;
    return mixf(mixf(at[0], at[1], u), mixf(at[SILHOUETTE_SIZE], at[SILHOUETTE_SIZE + 1], u), v);
}

void silhouette_make(Silhouette *s, const Silhouette *before, const TrackerMask *mask)
{
    REQUIRE(s != before && mask->logits);
    s->where = mask->where;
    Across to = before ? across(mask->where, before->where) : (Across){ 0 };
    for (int y = 0; y < SILHOUETTE_SIZE; y++) {
        const float *logit = mask->logits + y * SILHOUETTE_SIZE;
        uint8_t *share = s->share + y * SILHOUETTE_SIZE;
        Vec2 row = vec2_add(to.first, vec2_scale(to.by_y, (float)y));
        for (int x = 0; x < SILHOUETTE_SIZE; x++) {
            if (!(fabsf(logit[x]) < SURE_LOGIT)) {
                share[x] = logit[x] > 0 ? 255 : 0;
                continue;
            }
            float p = 255 / (1 + expf(-logit[x]));
            if (before) {
                Vec2 at = vec2_add(row, vec2_scale(to.by_x, (float)x));
                float sure = p / 127.5f - 1;
                p = mixf(p, share_at(before, at.x, at.y), STAYS * (1 - sure * sure));
            }
            share[x] = (uint8_t)(p + 0.5f);
        }
    }
}
