// SPDX-License-Identifier: MIT
// run.c: one play under way.
#include "gym/run.h"

#include "base/build.h"
#include "base/clock.h"
#include "clinic/clinic.h"
#include "play/pose_record.h"
#include "session/child_record.h"
#include "session/marks.h"

#include <stdio.h>
#include <string.h>

static SessionDesc describe(const Settings *s, const CameraInfo *camera)
{
    SessionDesc desc = { .plan = s->plan,
                         .camera_fps = camera->fps,
                         .camera_width = camera->width,
                         .camera_height = camera->height,
                         .may_block = s->machine.fast };
    snprintf(desc.model, sizeof desc.model, "%s", model_name(s->machine.model));
    snprintf(desc.camera_kind, sizeof desc.camera_kind, "%s",
             settings_camera_kind(s->machine.camera.source));
    snprintf(desc.camera_name, sizeof desc.camera_name, "%s", camera->name);
    snprintf(desc.build, sizeof desc.build, "%s", build_name());
    return desc;
}

Result run_open(Run *run, const Settings *s, const CameraInfo *camera)
{
    char path[STORE_PATH_MAX];
    REQUIRE(s->plan.play.game);
    memset(run, 0, sizeof *run);
    Result result = store_path(path, s->machine.store, true);
    if (result) return result;
    SessionDesc desc = describe(s, camera);
    run->play = play_open(&desc.plan.play);
    if (!run->play) return fail(RESULT_FULL, "out of memory: close other programs");
    result = session_open(&run->session, path, &desc);
    if (result) play_close(&run->play);
    if (result) return result;
    run->id = session_id(run->session);
    run->picture_width = camera->width;
    run->picture_height = camera->height;
    memcpy(run->summary.model_used, desc.model, sizeof desc.model);
    run->store = s->machine.store;
    run->support = s->plan.support;
    if (run->support) run_command(run, COMMAND_SUPPORT, (float)run->support);
    return RESULT_OK;
}

void run_command(Run *run, Command command, float value)
{
    REQUIRE((unsigned)command < COMMAND_COUNT);
    if (run->command_count == PLAY_COMMANDS_MAX) {
        memmove(run->command, run->command + 1, sizeof run->command - sizeof run->command[0]);
        run->command_count--;
    }
    run->command[run->command_count++] = (PlayCommand){ command, value };
}

void run_write_note(Run *run, const char *text)
{
    Store *store = NULL;
    Mark mark = { .step = run->step };
    snprintf(mark.text, sizeof mark.text, "%s", text);
    run_command(run, COMMAND_NOTE, NOTE_WRITTEN);
    Result result = store_open_given(&store, run->store, STORE_WRITE);
    if (!result) result = mark_save(store, run->id, &mark);
    store_close(&store);
    if (result) run->note_lost = result;
}

void run_end(Run *run, PlayEnd end)
{
    run->ended = end;
    run_command(run, COMMAND_FINISH, (float)end);
}

void run_note_model(Run *run, Model model)
{
    char *used = run->summary.model_used;
    if (model_find(used) == model) return;
    snprintf(used, sizeof run->summary.model_used, "%s", model_name(model));
    run_command(run, COMMAND_MODEL, (float)model);
}

void run_step(Run *run, const Pose *pose, int64_t taken_us)
{
    PlayInput in = { .step = run->step, .command_count = run->command_count };
    PoseRecord record;
    memcpy(in.command, run->command, sizeof in.command);
    if (pose) {
        in.has_pose = true;
        in.pose = *pose;
        pose_quantise(&in.pose, &record);
        in.taken_us = taken_us;
        run->picture_width = pose->width;
        run->picture_height = pose->height;
    }
    play_step(run->play, &in, &run->out);
    bool digest_due = (run->step + 1) % SESSION_DIGEST_STEPS == 0;
    uint64_t mark = digest_due ? behaviour_mark(play_behaviour(run->play)) : 0;
    session_record(run->session, &in, pose ? &record : NULL, &run->out, mark);
    run->command_count = 0;
    run->step++;
}

bool run_done(const Run *run)
{
    return play_phase(run->play) == PHASE_DONE;
}

DemoAim run_aim(const Run *run)
{
    const Calibration *size = play_calibration(run->play);
    if (!size->done || play_paused(run->play) || run_done(run)) return (DemoAim){ 0 };
    return demo_aim(run->out.target, run->out.target_count, play_game_step(run->play), size,
                    run->picture_width, run->picture_height);
}

void run_finish(Run *run)
{
    if (run->finished || !run->session) return;
    run->finished = true;
    SessionSummary *summary = &run->summary;
    summary->calibration = *play_calibration(run->play);
    summary->score = *play_score(run->play);
    summary->quality = *play_quality(run->play);
    play_behaviour_text(run->play, summary->behaviour);
    double seconds = (double)run->step / GAME_STEPS_PER_SECOND;
    summary->pose_fps = seconds > 0 ? summary->quality.poses / seconds : 0;
    latency_summary(&run->latency, summary);
    bool stopped = (run->ended >= PLAY_END_STOP && run->ended <= PLAY_END_PROGRAM) ||
                   run->ended == PLAY_END_NEXT;  // by a person
    session_finish(run->session, stopped ? SESSION_STOPPED : SESSION_COMPLETE, summary);
}

// What the child's page does not allow to be kept goes at once.
static Result obey_consent(const Run *run)
{
    Store *store = NULL;
    Result result = store_open_given(&store, run->store, STORE_WRITE);
    if (!result) result = child_consent_obey(store, run->id, clock_utc_ms());
    store_close(&store);
    return result;
}

Result run_close(Run *run)
{
    if (!run->session) return RESULT_OK;
    run_finish(run);
    Result result = session_close(&run->session);
    if (!result) result = run->note_lost;
    // A check-up's measures are computed once, when it ends, and kept beside it.
    bool assessment = play_game(run->play)->role == ROLE_ASSESSMENT;
    if (!result && assessment) result = clinic_keep(run->store, run->id);
    return result ? result : obey_consent(run);
}

void run_free(Run *run)
{
    (void)session_close(&run->session);  // run_close() told; else the play never came to its end
    play_close(&run->play);
}
