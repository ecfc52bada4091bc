// SPDX-License-Identifier: MIT
// sim.c: the loop of a simulated session.
#include "sim.h"

#include "play/pose_record.h"

#include <string.h>

#define SIM_WIDTH  640
#define SIM_HEIGHT 480
#define WAIT_STEPS 900  // to be seen and calibrated, before anybody gives up

static Play *open_play(const SimOptions *o)
{
    PlaySetup setup = { .game = o->game,
                        .height_cm = o->child.height_cm,
                        .box = o->box,
                        .spotter = !o->unticked,
                        .jumps = !o->unticked,
                        .gain = o->gain,
                        .ask_reach = o->ask_reach };
    setup.setup =
        (GameSetup){ .seed = o->seed,
                     .level = o->level,
                     .seconds = o->seconds,
                     .success = o->success,
                     .profile = { .hand = o->hand,
                                  .side_bias = o->side_bias == 0 ? 0.5f : fmaxf(0, o->side_bias),
                                  .posture = o->posture,
                                  .sensory = sensory_preset(SENSORY_STANDARD) } };
    for (int k = 0; o->knob && k < o->game->knob_count; k++) {
        setup.setup.knob[k] = o->knob[k];
        setup.knobs_set |= 1u << k;
    }
    return play_open(&setup);
}

static Demo *open_child(const SimOptions *o)
{
    DemoOptions child = o->child;
    Demo *demo = NULL;
    child.width = SIM_WIDTH;
    child.height = SIM_HEIGHT;
    child.fps = o->camera_fps > 0 ? o->camera_fps : 30;
    child.seed = o->seed * 31 + 7;
    child.seated = posture_is_seated(o->posture);
    child.wheelchair = o->posture == POSTURE_WHEELCHAIR;
    REQUIRE(demo_open(&demo, &child) == RESULT_OK);
    return demo;
}

static void move_child(Demo *demo, const Play *play, const PlayOutput *seen, Pose *pose)
{
    const Calibration *size = play_calibration(play);
    int count = size->done ? seen->target_count : 0;
    DemoAim aim = demo_aim(seen->target, count, play_game_step(play), size, SIM_WIDTH, SIM_HEIGHT);
    demo_move(demo, &aim, pose);
}

// The made-up player stands still until it is calibrated, and then lives in the stage's own
// measures.
static void move_puppet(Puppet *puppet, const SimOptions *o, const Play *play,
                        const PlayOutput *seen, Pose *pose)
{
    uint32_t step = play_game_step(play);
    const Calibration *size = play_calibration(play);
    if (size->done && memcmp(&puppet->size, size, sizeof *size))
        puppet_start(puppet, size, *o->puppet, o->seed * 7919 + 3);
    GameOutput out = { .target_count = size->done ? seen->target_count : 0 };
    memcpy(out.target, seen->target, sizeof out.target);
    puppet_step(puppet, &out, step, NULL);
    float trust[LANDMARK_COUNT];
    if (pose) puppet_pose(puppet, step, pose, trust);
}

static void take(const PlayOutput *out, SimResult *r)
{
    r->trials += out->trial_count;
    for (int i = 0; i < out->event_count; i++) {
        const GameEvent *e = &out->event[i];
        r->events[e->event]++;
        if (e->event == EVENT_FINISH) r->ended = (PlayEnd)e->ended;
        if (e->event != EVENT_MEASURE) continue;
        r->measured[e->measure]++;
        r->measured_sum[e->measure] += e->value;
    }
}

SimResult sim_session_watched(const SimOptions *o, SimWatch *watch, void *user)
{
    SimResult r = { 0 };
    Play *play = open_play(o);
    Demo *demo = open_child(o);
    Puppet puppet;
    Calibration child = puppet_child(posture_is_seated(o->posture));
    if (o->puppet) puppet_start(&puppet, &child, *o->puppet, o->seed);
    PlayOutput out = { 0 };
    double fps = o->camera_fps > 0 ? o->camera_fps : 30, due = 0;
    uint32_t steps = (o->seconds + o->patience_s) * GAME_STEPS_PER_SECOND + WAIT_STEPS;
    while (r.steps < steps && play_phase(play) != PHASE_DONE) {
        PlayInput in = { .step = r.steps, .taken_us = (int64_t)r.steps * 1000000 / 60 };
        in.has_pose = r.steps >= due;
        if (o->puppet)
            move_puppet(&puppet, o, play, &out, in.has_pose ? &in.pose : NULL);
        else if (in.has_pose)
            move_child(demo, play, &out, &in.pose);
        if (in.has_pose) {
            in.pose.number = r.steps + 1;
            in.pose.captured_us = in.pose.ready_us = in.taken_us;
            pose_quantise(&in.pose, &(PoseRecord){ 0 });
            due += GAME_STEPS_PER_SECOND / fps;
        }
        if (r.steps == 0 && o->support)
            in.command[in.command_count++] = (PlayCommand){ COMMAND_SUPPORT, (float)o->support };
        if (watch) watch(user, play, &in, &out);
        play_step(play, &in, &out);
        take(&out, &r);
        r.steps++;
    }
    r.phase = play_phase(play);
    r.score = *play_score(play);
    r.quality = *play_quality(play);
    r.size = *play_calibration(play);
    r.digest = play_digest(play);
    r.behaviour = play_behaviour(play);
    demo_close(&demo);
    play_close(&play);
    return r;
}

SimResult sim_session(const SimOptions *options)
{
    return sim_session_watched(options, NULL, NULL);
}
