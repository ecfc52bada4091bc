// SPDX-License-Identifier: MIT
// hour_check.c: the self-test beside the first pages of an hour.
#include "gym/hour_check.h"

#include "selftest/check_run.h"
#include "therapist/limits.h"
#include "therapist/palette.h"

#include <stdio.h>
#include <string.h>

#define FRAMES_LEAST 60u
#define AGES_LEAST   20u
#define APART        0.62f  // of the lights
#define ADVICE_SLOW  "Close other programs; a smaller window draws faster"

static const char *const pictures[HOUR_LIGHT_COUNT] = {
#define X(name, picture) picture,
    HOUR_LIGHT_LIST(X)
#undef X
};

// The checks of each light, up to the first that is CHECK_COUNT; display and latency have their
// own.
static const Check checks[HOUR_LIGHT_COUNT][5] = {
    [HOUR_LIGHT_CAMERA] = { CHECK_AT_CAMERA, CHECK_AT_RATE, CHECK_COUNT },
    [HOUR_LIGHT_LIGHT] = { CHECK_AT_LIGHT, CHECK_COUNT },
    [HOUR_LIGHT_POSE] = { CHECK_AT_BODY, CHECK_AT_DISTANCE, CHECK_AT_ALONE, CHECK_AT_SPEED,
                          CHECK_COUNT },
    [HOUR_LIGHT_SOUND] = { CHECK_AT_SOUND, CHECK_COUNT },
    [HOUR_LIGHT_DISPLAY] = { CHECK_COUNT },
    [HOUR_LIGHT_LATENCY] = { CHECK_COUNT },
    [HOUR_LIGHT_STORE] = { CHECK_AT_DISK, CHECK_AT_STORE, CHECK_COUNT },
};

void hour_check_start(HourCheck *h, const char *store, bool seated)
{
    *h = (HourCheck){ .on = true, .facts = { .model = MODEL_FULL, .seated = seated } };
    check_store(&h->facts, store);
    check_judge(&h->facts, false, h->rows);
}

void hour_check_camera(HourCheck *h, Result opened, const char *trouble, const CameraInfo *info)
{
    if (!h->on) return;
    h->opened = true;
    h->facts.camera = opened;
    h->facts.info = *info;
    h->facts.rehearsal = !strcmp(info->name, "demo camera");
    snprintf(h->facts.trouble, sizeof h->facts.trouble, "%.159s", opened ? trouble : "");
}

void hour_check_pose(HourCheck *h, const Pose *pose, const VisionStamps *stamps, int64_t now_us)
{
    h->asked = true;
    if (!h->on || h->done) return;
    int64_t took_us = stamps->ready_us - stamps->started_us;
    check_pose(&h->facts, pose, took_us > 0 ? took_us : 0);
    histogram_add(&h->ages, now_us - stamps->captured_us);
}

static void look(HourCheck *h, Vision *vision, const Audio *audio)
{
    CheckFacts *f = &h->facts;
    const char *sound = audio ? audio_device(audio) : "";
    f->sound = audio && strcmp(sound, "no sound device") != 0;
    snprintf(f->sound_name, sizeof f->sound_name, "%.60s", sound);
    if (!vision) return;
    VisionHealth health = vision_health(vision);
    check_health(f, &health);
}

void hour_check_frame(HourCheck *h, Vision *vision, const Audio *audio, int64_t now_us)
{
    if (!h->on || h->done) return;
    Pose pose;
    while (!h->asked && vision && vision_take_pose(vision, &pose)) {
        VisionStamps stamps = vision_stamps(vision);
        hour_check_pose(h, &pose, &stamps, now_us);
        h->asked = false;
    }
    h->asked = false;
    if (h->frame_us) histogram_add(&h->frames, now_us - h->frame_us);
    h->frame_us = now_us;
    look(h, vision, audio);
    if (h->opened && !h->opened_us) h->opened_us = now_us;
    h->done = h->opened_us && now_us - h->opened_us >= HOUR_CHECK_S * 1000000LL;
    check_judge(&h->facts, h->done, h->rows);
}

// What waits is not known yet; what nobody could be asked for (no camera) is no fault of its own.
static CheckState worse(CheckState a, CheckState b)
{
    static const int rank[CHECK_STATE_COUNT] = {
        [CHECK_NONE] = 0, [CHECK_GREEN] = 1, [CHECK_WAIT] = 2, [CHECK_AMBER] = 3, [CHECK_RED] = 4
    };
    return rank[b] > rank[a] ? b : a;
}

static CheckState measured(const Histogram *times, uint32_t least, double share, double most_ms,
                           bool done)
{
    if (times->count < least) return done ? CHECK_NONE : CHECK_WAIT;
    return histogram_ms(times, share) <= most_ms ? CHECK_GREEN : CHECK_AMBER;
}

CheckState hour_check_light(const HourCheck *h, HourLight light)
{
    REQUIRE((unsigned)light < HOUR_LIGHT_COUNT);
    if (light == HOUR_LIGHT_DISPLAY)  // half of the frames within one refresh of sixty a second
        return measured(&h->frames, FRAMES_LEAST, 0.5, LIMIT_FRAME_P99_MS * 0.6, h->done);
    if (light == HOUR_LIGHT_LATENCY)
        return measured(&h->ages, AGES_LEAST, 0.95, LIMIT_AGE_P95_MS, h->done);
    bool still = !h->opened && light <= HOUR_LIGHT_POSE;
    CheckState state = CHECK_NONE;
    for (int i = 0; checks[light][i] != CHECK_COUNT && !still; i++)
        state = worse(state, h->rows[checks[light][i]].state);
    return still ? CHECK_WAIT : state;
}

const char *hour_check_advice(const HourCheck *h)
{
    const char *advice = "";
    CheckState worst = CHECK_WAIT;
    for (int light = 0; light < HOUR_LIGHT_COUNT && (h->opened || h->done); light++) {
        CheckState state = hour_check_light(h, (HourLight)light);
        if (worse(worst, state) == worst) continue;
        worst = state;
        advice = ADVICE_SLOW;
        for (int i = 0; checks[light][i] != CHECK_COUNT; i++)
            if (h->rows[checks[light][i]].state == state) advice = h->rows[checks[light][i]].advice;
    }
    return advice;
}

void hour_check_draw(const HourCheck *h, Vec2 left, Canvas *c)
{
    static const char *const states[CHECK_STATE_COUNT] = {
#define X(name, stored, picture) picture,
        CHECK_STATE_LIST(X)
#undef X
    };
    if (!h->on) return;
    const float width = APART * HOUR_LIGHT_COUNT;
    canvas_box(c, vec2(left.x + width / 2, left.y), width + 0.1f, 0.62f, PALETTE_SHEET);
    for (int light = 0; light < HOUR_LIGHT_COUNT; light++) {
        Vec2 at = vec2(left.x + APART * ((float)light + 0.5f), left.y);
        CheckState state = hour_check_light(h, (HourLight)light);
        canvas_picture(c, pictures[light], vec2(at.x - 0.05f, at.y), 0.42f, 1);
        if (state != CHECK_WAIT)
            canvas_image(c, states[state], vec2(at.x + 0.17f, at.y - 0.15f), 0.28f, 0, COLOR_WHITE);
    }
}
