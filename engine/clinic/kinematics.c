// SPDX-License-Identifier: MIT
// kinematics.c: items by their events, bodies by their poses.
#include "clinic/kinematics.h"

#include "clinic/completeness.h"

#include "body/body_update.h"
#include "body/calibrate.h"
#include "body/trust.h"

#include <stdlib.h>
#include <string.h>

static Result fill_steps(Kinematics *t)
{
    const Recording *r = t->recording;
    uint32_t last = r->input_count ? r->input[r->input_count - 1].step : 0;
    double taken_s = 0;
    uint32_t taken_step = 0, next = 0;
    t->step_count = last + 1;
    t->step_s = malloc(t->step_count * sizeof *t->step_s);
    if (!t->step_s) return fail(RESULT_FULL, "out of memory: close other programs");
    for (uint32_t step = 0; step <= last; step++) {
        const PlayInput *in = next < r->input_count ? &r->input[next] : NULL;
        if (in && in->step == step) {
            if (in->has_pose) {
                taken_s = (double)in->taken_us * 1e-6;
                taken_step = step;
            }
            next++;
        }
        t->step_s[step] = taken_s + (double)(step - taken_step) / GAME_STEPS_PER_SECOND;
    }
    return RESULT_OK;
}

static Result fill_bodies(Kinematics *t)
{
    const Recording *r = t->recording;
    size_t poses = 0;
    for (uint32_t i = 0; i < r->input_count; i++) poses += r->input[i].has_pose;
    t->body = calloc(poses + 1, sizeof *t->body);
    t->time_s = calloc(poses + 1, sizeof *t->time_s);
    if (!t->body || !t->time_s) return fail(RESULT_FULL, "out of memory: close other programs");
    TrustWatch watch = { 0 };
    Body body = { 0 };
    for (uint32_t i = 0; i < r->input_count; i++) {
        const Pose *pose = &r->input[i].pose;
        float trust[LANDMARK_COUNT];
        if (!r->input[i].has_pose) continue;
        trust_update(&watch, pose, &t->size, r->info.desc.plan.play.setup.profile.without, trust);
        body_update(&body, pose, trust, &t->size);
        t->body[t->count] = body;
        t->time_s[t->count++] = (double)pose->captured_us * 1e-6;
    }
    return RESULT_OK;
}

static CheckupItem *add_item(Kinematics *t, const GameEvent *e, unsigned support)
{
    if (t->item_count == CHECKUP_ITEMS_MAX) return NULL;
    CheckupItem *item = &t->item[t->item_count++];
    *item = (CheckupItem){ .number = e->target,
                           .kind = (CheckupKind)e->item,
                           .attempt = e->attempt,
                           .side = e->side,
                           .support = support,
                           .why = CHECKUP_VOID_COUNT };
    return item;
}

static CheckupItem *find_item(Kinematics *t, int number)
{
    for (int i = t->item_count; i-- > 0;)
        if (t->item[i].number == number) return &t->item[i];
    return NULL;
}

static void take_event(Kinematics *t, const RecordedEvent *recorded, unsigned *support)
{
    const GameEvent *e = &recorded->event;
    if (e->event == EVENT_SUPPORT) *support = (unsigned)e->supports;
    // A measure does not know which part of the time was a pause.
    CheckupItem *open = t->item_count ? &t->item[t->item_count - 1] : NULL;
    if (e->event == EVENT_PAUSE && open && !open->done && open->why == CHECKUP_VOID_COUNT)
        open->why = CHECKUP_VOID_PAUSED;
    if (e->event == EVENT_TRIAL_BEGIN) {
        CheckupItem *item = add_item(t, e, *support);
        if (!item) return;
        item->begin_step = item->end_step = recorded->step;
        item->begin_s = item->end_s = kinematics_step_s(t, recorded->step);
    }
    if (e->event != EVENT_TRIAL_END && e->event != EVENT_TRIAL_VOID) return;
    CheckupItem *item = find_item(t, e->target);
    if (!item && e->event == EVENT_TRIAL_VOID) {
        item = add_item(t, e, *support);  // never begun
        if (item) item->begin_s = item->end_s = kinematics_step_s(t, recorded->step);
    }
    if (!item) return;
    item->done = e->event == EVENT_TRIAL_END && item->why != CHECKUP_VOID_PAUSED;
    if (e->event == EVENT_TRIAL_END) {
        item->end_step = recorded->step;
        item->end_s = kinematics_step_s(t, recorded->step);
        item->by_therapist = e->by_therapist;
    } else {
        item->why = (CheckupVoid)e->why;
    }
}

bool kinematics_possible(const Recording *r)
{
    const Calibration *size = &r->info.summary.calibration;
    return r->info.has_summary && !r->info.track_dropped && size->done && size->height > 0;
}

Result kinematics_open(Kinematics *t, const Recording *recording)
{
    REQUIRE(kinematics_possible(recording));
    memset(t, 0, sizeof *t);
    t->recording = recording;
    t->size = recording->info.summary.calibration;
    Result result = fill_steps(t);
    if (!result) result = fill_bodies(t);
    // Play takes one share of nose to ankle for every child; a length in cm or %H takes the age's.
    t->size.height *= calibration_taller(&t->size, recording->info.desc.plan.age_months);
    unsigned support = 0;
    for (uint32_t i = 0; !result && i < recording->event_count; i++)
        take_event(t, &recording->event[i], &support);
    if (!result) completeness_add_unreached(t);
    if (result) kinematics_close(t);
    return result;
}

void kinematics_close(Kinematics *t)
{
    free(t->time_s);
    free(t->body);
    free(t->step_s);
    memset(t, 0, sizeof *t);
}

double kinematics_step_s(const Kinematics *t, uint32_t step)
{
    if (step < t->step_count) return t->step_s[step];
    return t->step_count ? t->step_s[t->step_count - 1] : 0;
}

void kinematics_window(const Kinematics *t, double from_s, double to_s, size_t *first, size_t *last)
{
    REQUIRE(first != last);
    *first = 0;
    while (*first < t->count && t->time_s[*first] < from_s) ++*first;
    *last = *first;
    while (*last < t->count && t->time_s[*last] <= to_s) ++*last;
}
