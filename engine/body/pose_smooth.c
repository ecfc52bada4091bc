// SPDX-License-Identifier: MIT
// pose_smooth.c: the filters of MediaPipe's pose graph, with its tunings.
#include "body/pose_smooth.h"

#include "body/body_update.h"

#include <string.h>

#define VISIBILITY_ALPHA 0.1f
#define SCALE_MIN        1e-6f  // px; below, the picture's landmarks pass unchanged

static const OneEuroTuning image_tuning = { .min_cutoff = 0.05f, .beta = 80, .d_cutoff = 1 };
static const OneEuroTuning world_tuning = { .min_cutoff = 0.1f, .beta = 40, .d_cutoff = 1 };

static void start(OneEuro filter[3], Vec3 raw)
{
    one_euro_start(&filter[0], raw.x);
    one_euro_start(&filter[1], raw.y);
    one_euro_start(&filter[2], raw.z);
}

static Vec3 next(OneEuro filter[3], OneEuroTuning tuning, Vec3 raw, float scale, float rate)
{
    return (Vec3){ one_euro_next(&filter[0], tuning, raw.x, scale, rate),
                   one_euro_next(&filter[1], tuning, raw.y, scale, rate),
                   one_euro_next(&filter[2], tuning, raw.z, scale, rate) };
}

void pose_smooth(PoseSmoother *smoother, Pose *pose)
{
    if (!pose->found) {
        memset(smoother, 0, sizeof *smoother);
        return;
    }
    uint32_t picture = pose_picture(pose);
    bool warm = smoother->picture == picture && pose->captured_us > smoother->last_us;
    float rate = warm ? 1e6f / (float)(pose->captured_us - smoother->last_us) : 0;
    float width = pose->width, height = pose->height;
    for (int i = 0; i < LANDMARK_COUNT; i++) {
        Vec3 px = { pose->image[i].x * width, pose->image[i].y * height, pose->image[i].z * width };
        float *visibility = &smoother->visibility[i];
        *visibility =
            warm ? mixf(*visibility, pose->visibility[i], VISIBILITY_ALPHA) : pose->visibility[i];
        pose->visibility[i] = *visibility;
        if (warm)
            pose->world_m[i] = next(smoother->world[i], world_tuning, pose->world_m[i], 1, rate);
        else
            start(smoother->world[i], pose->world_m[i]);
        if (warm && pose->scale_px >= SCALE_MIN) {
            px = next(smoother->image[i], image_tuning, px, 1 / pose->scale_px, rate);
            pose->image[i] = (Vec3){ px.x / width, px.y / height, px.z / width };
        } else {
            start(smoother->image[i], px);
        }
    }
    smoother->picture = picture;
    smoother->last_us = pose->captured_us;
}
