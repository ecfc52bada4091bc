// SPDX-License-Identifier: MIT
// clinic_fixture.h: the demo child does a check-up at body level (true joints, no camera, no
// network), recorded into a store of its own, for the tests of the clinic.
#pragma once

#include "clinic/clinic.h"
#include "clinic/page.h"
#include "demo/demo.h"
#include "play/pose_record.h"
#include "session/proof.h"
#include "session/session.h"
#include "test.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define CLINIC_FPS 30

// One play to be done. Zero is a whole standing check-up of a usual child.
typedef struct ClinicPlan {
    const char *game, *child;
    uint64_t seed;
    Posture posture;
    float skill;        // 0: a usual child's
    float from, count;  // steps of the check-up; 0: all
    float height_cm;    // typed; 0: not
    uint32_t seconds;
    int level;          // 0: the first
    float success;      // wished share; 0: nothing adapts
    const char *model;  // NULL: "truth"
    // Called before each step: may add commands to `in` and spoil its pose.
    void (*meddle)(PlayInput *in, const PlayOutput *before);
} ClinicPlan;

static char clinic_store[128];

static inline int clinic_setup(void **state)
{
    (void)state;
    const char *root = getenv("TMPDIR");
    snprintf(clinic_store, sizeof clinic_store, "%s/tiptoe-clinic-XXXXXX", root ? root : "/tmp");
    if (!mkdtemp(clinic_store)) return -1;
    strcat(clinic_store, "/s.db");
    return 0;
}

static inline int clinic_teardown(void **state)
{
    (void)state;
    char path[160];
    snprintf(path, sizeof path, "%s-lock", clinic_store);
    unlink(path);
    snprintf(path, sizeof path, "%s-journal", clinic_store);
    unlink(path);
    unlink(clinic_store);
    *strrchr(clinic_store, '/') = '\0';
    return rmdir(clinic_store);
}

static inline void clinic_run(const ClinicPlan *plan, Session *session, Play *play, Demo *demo)
{
    PlayOutput out = { 0 };
    DemoAim aim = { 0 };
    uint32_t limit =
        ((plan->seconds ? plan->seconds : CHECKUP_SECONDS_MAX) + 60) * GAME_STEPS_PER_SECOND;
    for (uint32_t step = 0; step < limit && play_phase(play) != PHASE_DONE; step++) {
        PlayInput in = { .step = step };
        if (step % (GAME_STEPS_PER_SECOND / CLINIC_FPS) == 0) {
            if (play_calibration(play)->done)
                aim = demo_aim(out.target, out.target_count, play_game_step(play),
                               play_calibration(play), 640, 480);
            in.has_pose = true;
            in.taken_us = (int64_t)step * 1000000 / GAME_STEPS_PER_SECOND;
            demo_move(demo, &aim, &in.pose);
            in.pose.state = PLAYER_LOCKED;
            in.pose.player = in.pose.people = 1;
        }
        if (plan->meddle) plan->meddle(&in, &out);
        PoseRecord record;
        if (in.has_pose) pose_quantise(&in.pose, &record);
        play_step(play, &in, &out);
        bool due = (step + 1) % SESSION_DIGEST_STEPS == 0;
        session_record(session, &in, in.has_pose ? &record : NULL, &out,
                       due ? behaviour_mark(play_behaviour(play)) : 0);
    }
}

// Plays and records; returns the session's number.
static inline int64_t clinic_play(const ClinicPlan *plan)
{
    const Game *game = game_find(plan->game ? plan->game : "checkup");
    assert_non_null(game);
    SessionDesc desc = { .model = "truth",
                         .camera_kind = "demo",
                         .camera_name = "drawn child",
                         .camera_fps = CLINIC_FPS,
                         .camera_width = 640,
                         .camera_height = 480,
                         .build = "test",
                         .plan = { .age_months = 75 },
                         .may_block = true };
    if (plan->model) snprintf(desc.model, sizeof desc.model, "%s", plan->model);
    snprintf(desc.plan.child, sizeof desc.plan.child, "%s", plan->child ? plan->child : "OTTER-3");
    desc.plan.play = (PlaySetup){ .game = game, .height_cm = plan->height_cm };
    desc.plan.play.setup =
        (GameSetup){ .seed = plan->seed,
                     .level = plan->level ? plan->level : 1,
                     .success = plan->success,
                     .seconds = plan->seconds ? plan->seconds : CHECKUP_SECONDS_MAX,
                     .profile = { .hand = HAND_EITHER,
                                  .side_bias = 0.5f,
                                  .posture = plan->posture,
                                  .sensory = sensory_preset(SENSORY_STANDARD) } };
    if (plan->from > 0) {
        desc.plan.play.setup.knob[0] = plan->from;
        desc.plan.play.setup.knob[1] = plan->count;
        desc.plan.play.knobs_set = 3;
    }
    DemoOptions options = { .width = 640,
                            .height = 480,
                            .fps = CLINIC_FPS,
                            .seed = plan->seed,
                            .height_cm = 120,
                            .skill = plan->skill,
                            .seated = posture_is_seated(plan->posture) };
    Demo *demo = NULL;
    Session *session = NULL;
    assert_int_equal(demo_open(&demo, &options), RESULT_OK);
    assert_int_equal(session_open(&session, clinic_store, &desc), RESULT_OK);
    int64_t id = session_id(session);
    Play *play = play_open(&desc.plan.play);
    clinic_run(plan, session, play, demo);
    SessionSummary summary = { .calibration = *play_calibration(play),
                               .score = *play_score(play),
                               .quality = *play_quality(play),
                               .pose_fps = CLINIC_FPS };
    play_behaviour_text(play, summary.behaviour);
    assert_int_equal(play_phase(play), PHASE_DONE);
    session_finish(session, SESSION_COMPLETE, &summary);
    assert_int_equal(session_close(&session), RESULT_OK);
    play_close(&play);
    demo_close(&demo);
    return id;
}

static inline void clinic_load(int64_t id, Recording *recording)
{
    Store *store = NULL;
    assert_int_equal(store_open(&store, clinic_store, STORE_READ), RESULT_OK);
    assert_int_equal(recording_load(recording, store, id), RESULT_OK);
    store_close(&store);
}

// The session as the clinic reads it; clinic_close() it.
static inline void clinic_read(int64_t id, ClinicSession *session)
{
    char text[24];
    snprintf(text, sizeof text, "%lld", (long long)id);
    assert_int_equal(clinic_open(session, clinic_store, text), RESULT_OK);
}

// Changes the session's row, signed as the writer would. `change` has the id as ?1 and ?2.
static inline void clinic_alter(int64_t id, const char *change, int64_t value)
{
    Store *store = NULL;
    sqlite3_stmt *query = NULL;
    char track[SEAL_TEXT] = "";
    bool row = false;
    assert_int_equal(store_open(&store, clinic_store, STORE_WRITE), RESULT_OK);
    assert_int_equal(sql_change(store, change, "ii", id, value), RESULT_OK);
    assert_int_equal(
        sql_query(store, &query, "SELECT track_digest FROM session WHERE id=?1", "i", id),
        RESULT_OK);
    assert_int_equal(sql_next(store, query, &row), RESULT_OK);
    snprintf(track, sizeof track, "%s", sql_text(query, 0));
    sql_free(query);
    assert_int_equal(proof_sign(store, id, "writer", track), RESULT_OK);
    store_close(&store);
}

#define CLINIC_FIRST_DAY_MS 1767600000000  // 2026-01-05

static inline void clinic_put_on_day(int64_t id, int64_t day)
{
    clinic_alter(id, "UPDATE session SET started_utc_ms=?2 WHERE id=?1",
                 CLINIC_FIRST_DAY_MS + day * 86400000);
}

// The therapist starts what waits for a start, once the words are over.
static inline void clinic_press_start(PlayInput *in, const PlayOutput *before)
{
    static uint32_t wait;
    if (in->step == 0) wait = 0;
    if (before->say && !strcmp(before->say, "checkup_closed")) wait = 1;
    if (wait && ++wait == 340)
        in->command[in->command_count++] = (PlayCommand){ COMMAND_START_STOP, 0 };
}

// Its page as a text; free() it.
static inline char *clinic_page(int64_t id)
{
    static ClinicSession session;
    char *text = NULL;
    size_t size = 0;
    FILE *to = open_memstream(&text, &size);
    assert_non_null(to);
    clinic_read(id, &session);
    assert_int_equal(page_session_write(to, TIPTOE_BUILT_ASSETS, &session), RESULT_OK);
    clinic_close(&session);
    fclose(to);
    return text;
}
