// SPDX-License-Identifier: MIT
// comparable.c: what of a session's row decides whether it may be compared.
#include "clinic/comparable.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

static const char *const names[] = {
#define X(name, stored, text) stored,
    LEFT_OUT_LIST(X)
#undef X
};
static const char *const texts[] = {
#define X(name, stored, text) text,
    LEFT_OUT_LIST(X)
#undef X
};

const char *left_out_name(LeftOut why)
{
    REQUIRE((unsigned)why < LEFT_OUT_COUNT);
    return names[why];
}

const char *left_out_text(LeftOut why)
{
    REQUIRE((unsigned)why < LEFT_OUT_COUNT);
    return texts[why];
}

CheckupSetup comparable_setup(const SessionInfo *info)
{
    const SessionDesc *d = &info->desc;
    const SessionSummary *s = &info->summary;
    const Calibration *c = &s->calibration;
    CheckupSetup setup = { .posture = d->plan.play.setup.profile.posture,
                           .pose_fps = s->pose_fps,
                           .height_cm = (double)c->height_cm };
    setup.model_changed = *s->model_used && strcmp(s->model_used, d->model) != 0;
    snprintf(setup.model, sizeof setup.model, "%s", d->model);
    snprintf(setup.camera_kind, sizeof setup.camera_kind, "%s", d->camera_kind);
    if (d->camera_height > 0) {
        setup.shape = (double)d->camera_width / d->camera_height;
        setup.line = (double)c->origin_px.y / d->camera_height;
    }
    if (c->stage_per_px > 0) setup.height_px = (double)(c->height / c->stage_per_px);
    return setup;
}

// Whether two lengths or rates lie within `limit` of each other; what is not known does not.
static bool alike(double a, double b, double limit)
{
    return a > 0 && b > 0 && fmax(a, b) <= limit * fmin(a, b);
}

LeftOut comparable(const CheckupSetup *one, const CheckupSetup *other)
{
    if (one->posture != other->posture) return LEFT_OUT_POSTURE;
    if (one->model_changed || other->model_changed) return LEFT_OUT_MODEL_CHANGED;
    if (strcmp(one->model, other->model) != 0) return LEFT_OUT_MODEL;
    if (strcmp(one->camera_kind, other->camera_kind) != 0) return LEFT_OUT_CAMERA;
    if (!alike(one->shape, other->shape, 1.05)) return LEFT_OUT_CAMERA;
    if (!(fmin(one->pose_fps, other->pose_fps) >= COMPARABLE_POSES_MIN)) return LEFT_OUT_SLOW;
    if (!alike(one->pose_fps, other->pose_fps, COMPARABLE_RATE_RATIO)) return LEFT_OUT_RATE;
    if (!alike(one->height_px, other->height_px, COMPARABLE_SIZE_RATIO)) return LEFT_OUT_SIZE;
    if (!(fabs(one->line - other->line) <= COMPARABLE_LINE)) return LEFT_OUT_PLACE;
    return LEFT_OUT_NONE;
}
