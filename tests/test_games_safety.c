// SPDX-License-Identifier: MIT
// test_games_safety.c: each rule of play/safety.h is provoked by the demo child in every game: what
// must happen happens within its steps, and play goes on as it should. In quiet play none fires.
#include "demo/view.h"
#include "play/plan.h"
#include "play/safety.h"
#include "sim.h"
#include "test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define CHILD_M   1.2f
#define POSE_WAIT 3u  // steps from what happens to the pose that shows it

// A box 1.6 m wide and 2.2 m deep round the drawn child, before the drawn camera.
static PlayBox box_of(float half_m, float before_m, float behind_m)
{
    const View view = view_of(640, 480, CHILD_M);
    const float corner[PLAY_BOX_CORNERS][2] = {
        { -half_m, -behind_m }, { half_m, -behind_m }, { half_m, before_m }, { -half_m, before_m }
    };
    PlayBox box = { .width_m = 2 * half_m, .depth_m = before_m + behind_m };
    for (int i = 0; i < PLAY_BOX_CORNERS; i++) {
        Vec2 px = view_px(&view, (Vec3){ corner[i][0], 0, corner[i][1] });
        box.corner[i] = vec2(px.x / 640, px.y / 480);
    }
    return box;
}

typedef struct Seen {
    uint32_t begin;         // step at which play began
    uint32_t truth, since;  // step at which what is looked for was first true; so long on end
    uint32_t alarm[ALARM_COUNT], alarms[ALARM_COUNT];  // first step; how many
    uint32_t lost, offered, paused_offers;
    uint32_t asked_steps, held_steps;
    uint32_t resume_after, answer_after;
    bool (*true_now)(const Play *play, const Pose *pose);
    int answers, resumed, seen_again;
    uint32_t moved;  // targets that were there while play stood still
} Seen;

static void note_events(Seen *w, const PlayInput *in, const PlayOutput *before)
{
    for (int i = 0; i < before->event_count; i++) {
        const GameEvent *e = &before->event[i];
        if (e->event == EVENT_ALARM) {
            if (!w->alarms[e->alarm]++) w->alarm[e->alarm] = in->step - 1;
        }
        if (e->event == EVENT_LOST && !w->lost) w->lost = in->step - 1;
        w->answers += e->event == EVENT_ANSWER;
        w->resumed += e->event == EVENT_RESUME;
    }
}

// The therapist answers, and goes on three seconds later.
static void answer(Seen *w, const Play *play, PlayInput *in)
{
    if (play_asks(play) == ALARM_COUNT) return;
    w->asked_steps++;
    if (w->asked_steps == 60)
        in->command[in->command_count++] = (PlayCommand){ COMMAND_ANSWER, ALARM_ANSWER_SAT_DOWN };
    if (w->asked_steps == 240)
        in->command[in->command_count++] = (PlayCommand){ COMMAND_RESUME, 0 };
}

static void watch(void *user, const Play *play, PlayInput *in, const PlayOutput *before)
{
    Seen *w = user;
    note_events(w, in, before);
    if (!w->begin && play_phase(play) == PHASE_PLAY) w->begin = in->step;
    bool still = play_paused(play) || play_phase(play) == PHASE_LOST;
    w->held_steps += still;
    w->moved += still && before->target_count > 0 && before->event_count == 0;
    if (in->has_pose && w->true_now && !w->truth && w->begin) {
        bool now = w->true_now(play, &in->pose);
        if (!now) w->since = 0;
        if (now && !w->since) w->since = in->step;
        if (now) w->truth = w->since;
    }
    answer(w, play, in);
}

static SimOptions quiet_play(const Game *game, Posture posture)
{
    return (SimOptions){ .game = game,
                         .level = 2,
                         .seconds = 15,
                         .seed = 4,
                         .hand = HAND_EITHER,
                         .posture = posture,
                         .patience_s = 60,
                         .box = box_of(0.8f, 1.1f, 1.1f) };
}

static bool plays(const Game *game, Posture posture)
{
    return !(game->needs_legs && posture_is_seated(posture));
}

// ---- outside ------------------------------------------------------------------------------------

static bool foot_is_out(const Play *play, const Pose *pose)
{
    float x = pose->image[LANDMARK_HEEL_LEFT].x;
    (void)play;
    return (x - 0.5f) * 640 / view_of(640, 480, CHILD_M).px_per_m > 0.8f + 0.07f;
}

static void a_foot_outside_stops_the_things(void **state)
{
    (void)state;
    for (int i = 0; i < game_count; i++) {
        SimOptions o = quiet_play(game_list[i], POSTURE_STANDING);
        o.child.script = "still 10, stray left 100cm 12, still 20";
        Seen w = { .true_now = foot_is_out };
        SimResult r = sim_session_watched(&o, watch, &w);
        print_message("%-17s out at %u, stopped at %u, away %u steps\n", game_list[i]->id, w.truth,
                      w.alarm[ALARM_OUTSIDE], w.held_steps);
        assert_int_equal(w.alarms[ALARM_OUTSIDE], 1);
        assert_at_most(w.alarm[ALARM_OUTSIDE], w.truth + SAFETY_OUTSIDE_STEPS + POSE_WAIT);
        assert_int_equal(w.moved, 0);
        assert_int_equal(r.quality.losses, 0);
        assert_at_least(w.held_steps, 120);     // until it came back ...
        assert_int_equal(r.phase, PHASE_DONE);  // ... and went on by itself
    }
}

// ---- low hips, a low head
// ------------------------------------------------------------------------

static float height_of(const Pose *pose, int landmark)
{
    const View view = view_of(640, 480, CHILD_M);
    return view_metres(&view, vec2(pose->image[landmark].x, pose->image[landmark].y)).y;
}

static float hips_of(const Pose *pose)
{
    return (height_of(pose, LANDMARK_HIP_LEFT) + height_of(pose, LANDMARK_HIP_RIGHT)) / 2;
}

// As the rules say it, of the true landmarks.
static bool hips_are_low(const Play *play, const Pose *pose)
{
    const Calibration *c = play_calibration(play);
    float m = CHILD_M / c->height;  // metres a stage unit, of one who stands
    float rest_m = view_metres(&(View){ .width = 640, .height = 480, .px_per_m = 250 },
                               image_from_stage(c, 640, 480, c->hip))
                       .y;
    float unit = c->seated ? 0.45f * c->trunk : 0.5f * c->leg[0];
    return rest_m - hips_of(pose) > unit * m;
}

static bool head_is_low(const Play *play, const Pose *pose)
{
    const Calibration *c = play_calibration(play);
    return height_of(pose, LANDMARK_NOSE) - hips_of(pose) < 0.35f * c->trunk * CHILD_M / c->height;
}

static void asked_once(const Game *game, Posture posture, const char *script, Alarm alarm,
                       bool (*true_now)(const Play *, const Pose *), uint32_t steps)
{
    SimOptions o = quiet_play(game, posture);
    o.child.script = script;
    o.child.height_cm = 100 * CHILD_M;
    Seen w = { .true_now = true_now };
    SimResult r = sim_session_watched(&o, watch, &w);
    print_message("%-17s %-10s %-28s true at %u, asked at %u\n", game->id, posture_name(posture),
                  script, w.truth, w.alarm[alarm]);
    assert_at_least(w.truth, w.begin);
    assert_int_equal(w.alarms[alarm], 1);
    // The smoothed body comes a little after the true one.
    assert_at_most(w.alarm[alarm], w.truth + steps + POSE_WAIT + 6);
    assert_int_equal(w.alarms[ALARM_HIPS] + w.alarms[ALARM_HEAD], 1);
    assert_int_equal(w.answers, 1);
    assert_int_equal(w.resumed, 1);
    assert_int_equal(w.moved, 0);
    assert_int_equal(r.phase, PHASE_DONE);
}

static void low_hips_are_asked_about(void **state)
{
    (void)state;
    for (int i = 0; i < game_count; i++)
        for (int posture = 0; posture < POSTURE_COUNT; posture++) {
            if (!plays(game_list[i], (Posture)posture) || game_list[i]->goes_low) continue;
            asked_once(game_list[i], (Posture)posture, "still 10, crouch 5, still 30", ALARM_HIPS,
                       hips_are_low, SAFETY_LOW_STEPS);
        }
}

static void low_hips_are_what_a_squat_game_asks(void **state)
{
    (void)state;
    for (int i = 0; i < game_count; i++) {
        if (!game_list[i]->goes_low) continue;
        SimOptions o = quiet_play(game_list[i], POSTURE_STANDING);
        o.child.script = "still 10, crouch 5, still 30";
        Seen w = { 0 };
        sim_session_watched(&o, watch, &w);
        for (int a = 0; a < ALARM_COUNT; a++) assert_int_equal(w.alarms[a], 0);
    }
}

static void who_lies_or_hangs_down_is_asked(void **state)
{
    (void)state;
    static const char *const scripts[] = { "still 10, lie 6, still 30",
                                           "still 10, bow 5, still 30" };
    for (int i = 0; i < game_count; i++)
        for (int posture = 0; posture < POSTURE_COUNT; posture++)
            for (int n = 0; n < 2; n++) {
                if (!plays(game_list[i], (Posture)posture)) continue;
                asked_once(game_list[i], (Posture)posture, scripts[n], ALARM_HEAD, head_is_low,
                           SAFETY_HEAD_STEPS);
            }
}

// ---- somebody else, nobody
// ------------------------------------------------------------------------

static bool somebody_is_there(const Play *play, const Pose *pose)
{
    (void)play;
    return pose->people > 1;
}

static Seen with_a_visitor(const Game *game, unsigned support, bool spotter)
{
    SimOptions o = quiet_play(game, POSTURE_WHEELCHAIR);
    o.child.script = "still; visitor beside";
    o.support = support;
    o.unticked = !spotter;
    Seen w = { .true_now = somebody_is_there };
    SimResult r = sim_session_watched(&o, watch, &w);
    assert_int_equal(r.phase, PHASE_DONE);
    return w;
}

static void somebody_near_stops_it_unless_announced(void **state)
{
    (void)state;
    for (int i = 0; i < game_count; i++) {
        if (game_list[i]->needs_legs) continue;
        Seen w = with_a_visitor(game_list[i], 0, false);
        assert_at_least(w.alarms[ALARM_SOMEBODY], 1);
        assert_at_most(w.alarm[ALARM_SOMEBODY], w.truth + SAFETY_SOMEBODY_STEPS + POSE_WAIT);
        assert_at_least(w.held_steps, 60);
        assert_int_equal(w.moved, 0);
        Seen helped = with_a_visitor(game_list[i], 1u << SUPPORT_HAND, false);
        assert_int_equal(helped.alarms[ALARM_SOMEBODY], 0);
        assert_int_equal(with_a_visitor(game_list[i], 0, true).alarms[ALARM_SOMEBODY], 0);
    }
}

static bool is_gone(const Play *play, const Pose *pose)
{
    (void)play;
    return !pose->found;
}

static void a_child_who_is_lost_freezes_it_within_half_a_second(void **state)
{
    (void)state;
    for (int i = 0; i < game_count; i++) {
        SimOptions o = quiet_play(game_list[i], POSTURE_STANDING);
        o.box = (PlayBox){ 0 };
        o.child.script = "still 10, leave 10, still 20";
        Seen w = { .true_now = is_gone };
        sim_session_watched(&o, watch, &w);
        assert_at_least(w.truth, w.begin);
        assert_at_least(w.lost, w.truth);
        assert_at_most(w.lost, w.truth + 30);
    }
}

// ---- nothing
// ---------------------------------------------------------------------------------------

static uint32_t seconds_of_quiet(void)
{
    const char *soak = getenv("TIPTOE_SOAK");
    return soak ? (uint32_t)atoi(soak) : 20;
}

static void none_fires_in_quiet_play(void **state)
{
    (void)state;
    for (int i = 0; i < game_count; i++)
        for (int posture = 0; posture < POSTURE_COUNT; posture++)
            for (int level = 1; level <= GAME_LEVELS; level += 2) {
                if (!plays(game_list[i], (Posture)posture)) continue;
                SimOptions o = quiet_play(game_list[i], (Posture)posture);
                o.level = level;
                o.seconds = seconds_of_quiet();
                o.unticked = !game_list[i]->care;  // a spotter would be a helper
                Seen w = { 0 };
                SimResult r = sim_session_watched(&o, watch, &w);
                for (int a = 0; a < ALARM_COUNT; a++)
                    if (w.alarms[a])
                        fail_msg("%s %s level %d: alarm after %u steps, though %s not so",
                                 game_list[i]->id, posture_name((Posture)posture), level,
                                 w.alarm[a] - w.begin, alarm_words((Alarm)a));
                assert_int_equal(r.phase, PHASE_DONE);
            }
}

// ---- ticks, targets
// --------------------------------------------------------------------------------

static void no_level_asks_for_what_is_not_ticked(void **state)
{
    (void)state;
    for (int i = 0; i < game_count; i++)
        for (int posture = 0; posture < POSTURE_COUNT; posture++) {
            PlayPlan plan = plan_default();
            plan.play.game = game_list[i];
            plan.play.setup.profile.posture = (Posture)posture;
            char why[96];
            if (plan_refusal(&plan, game_list[i], why, sizeof why)) {
                assert_true(why[0] && !plan_suits(&plan, game_list[i]));
                plan.play.spotter = plan.play.jumps = true;
                assert_true(plan_suits(&plan, game_list[i]) || game_list[i]->needs_legs);
                continue;  // the therapist is asked before it begins
            }
            Play *play = play_open(&plan.play);
            PlayOutput out;
            PlayInput in = { .command_count = 1, .command = { { COMMAND_LEVEL, GAME_LEVELS } } };
            play_step(play, &in, &out);
            const GameSetup *now = play_setup(play);
            unsigned asked = game_care(game_list[i], &now->profile, now->knob);
            assert_int_equal(care_missing(asked, false, false), 0);
            play_close(&play);
        }
}

typedef struct Edge {
    float foot_m, hand_m;  // of the farthest target from the child's middle, sideways
} Edge;

static void measure_targets(void *user, const Play *play, PlayInput *in, const PlayOutput *out)
{
    Edge *e = user;
    const Calibration *c = play_calibration(play);
    float m = CHILD_M / c->height, arm = (c->arm[0] + c->arm[1]) / 2 * m;
    (void)in;
    for (int i = 0; i < out->target_count && c->done; i++) {
        const GameTarget *t = &out->target[i];
        float off = fabsf(t->at.x - c->hip.x) * m;
        if (t->kind == TARGET_FOOT || t->kind == TARGET_HIPS) e->foot_m = fmaxf(e->foot_m, off);
        if (t->kind == TARGET_HAND) e->hand_m = fmaxf(e->hand_m, off - arm - t->radius * m);
    }
}

// From the middle of the least box: feet stay in it, and hands come there from within it.
static void no_target_lies_beyond_the_box(void **state)
{
    (void)state;
    for (int i = 0; i < game_count; i++)
        for (int level = 1; level <= GAME_LEVELS; level++) {
            SimOptions o = quiet_play(game_list[i], POSTURE_STANDING);
            o.level = level;
            Edge e = { 0 };
            sim_session_watched(&o, measure_targets, &e);
            assert_at_most(e.foot_m, PLAY_BOX_SHORT_M / 2);
            assert_at_most(e.hand_m, PLAY_BOX_SHORT_M / 2);
        }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_foot_outside_stops_the_things),
        cmocka_unit_test(low_hips_are_asked_about),
        cmocka_unit_test(low_hips_are_what_a_squat_game_asks),
        cmocka_unit_test(who_lies_or_hangs_down_is_asked),
        cmocka_unit_test(somebody_near_stops_it_unless_announced),
        cmocka_unit_test(a_child_who_is_lost_freezes_it_within_half_a_second),
        cmocka_unit_test(none_fires_in_quiet_play),
        cmocka_unit_test(no_level_asks_for_what_is_not_ticked),
        cmocka_unit_test(no_target_lies_beyond_the_box),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
