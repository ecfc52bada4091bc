// SPDX-License-Identifier: MIT
// validity_keep.c: a run that is done, played again from its poses into a store: its page can be
// opened and read beside the truth.
#include "validity_track.h"

#include "clinic/clinic.h"
#include "play/pose_record.h"
#include "session/session.h"

#include <stdlib.h>
#include <string.h>

static Result play_into(Session *session, Play *play, const Track *track)
{
    static PlayOutput out;
    Presser presser = { 0 };
    uint32_t next = 0;
    memset(&out, 0, sizeof out);
    for (uint32_t step = 0; step < track->steps; step++) {
        PlayInput in = { .step = step };
        PoseRecord record;
        in.has_pose = next < track->count && track->pose[next].step == step;
        if (in.has_pose) {
            in.pose = track->pose[next++].seen;
            in.taken_us = (int64_t)step * 1000000 / GAME_STEPS_PER_SECOND;
            pose_quantise(&in.pose, &record);
        }
        presser_press(&presser, play, &in);
        play_step(play, &in, &out);
        presser_hear(&presser, &out, step);
        bool due = (step + 1) % SESSION_DIGEST_STEPS == 0;
        session_record(session, &in, in.has_pose ? &record : NULL, &out,
                       due ? behaviour_mark(play_behaviour(play)) : 0);
    }
    if (play_phase(play) == PHASE_DONE) return RESULT_OK;
    return fail(RESULT_DIFFERS, "played again the check-up does not come to its end");
}

Result checkup_keep(const CheckupRun *run, const Track *track, const char *path)
{
    SessionDesc desc = { .plan = { .age_months = (unsigned)(12 * run->rig.age_years) },
                         .camera_kind = "demo",
                         .camera_name = "drawn child of the rig",
                         .camera_fps = CHECKUP_FPS,
                         .camera_width = run->width,
                         .camera_height = run->height,
                         .build = "validity",
                         .may_block = true };
    desc.plan.play = checkup_setup(run);
    snprintf(desc.model, sizeof desc.model, "%s", model_name(run->model));
    snprintf(desc.plan.child, sizeof desc.plan.child, "RIG-%03d", run->number);
    Session *session = NULL;
    Play *play = play_open(&desc.plan.play);
    Result result =
        play ? session_open(&session, path, &desc) : fail(RESULT_FULL, "no memory for a check-up");
    if (!result) {
        int64_t id = session_id(session);
        result = play_into(session, play, track);
        SessionSummary summary = { .calibration = *play_calibration(play),
                                   .score = *play_score(play),
                                   .quality = *play_quality(play),
                                   .pose_fps = CHECKUP_FPS };
        play_behaviour_text(play, summary.behaviour);
        snprintf(summary.model_used, sizeof summary.model_used, "%s", model_name(run->model));
        session_finish(session, SESSION_COMPLETE, &summary);
        Result closed = session_close(&session);
        if (!result) result = closed;
        if (!result) result = clinic_keep(path, id);
    }
    play_close(&play);
    return result;
}
