// SPDX-License-Identifier: MIT
#include "staged.h"

#include "play/pose_record.h"

#include <stdlib.h>
#include <string.h>

#define WIDTH      640  // of the child's camera, px
#define HEIGHT     480
#define POSE_STEPS 2

Settings staged_settings(const Game *game, SensoryPreset senses, Posture posture)
{
    Settings s = settings_default();
    s.plan.play.game = game;
    s.plan.play.setup.level = 3;
    s.plan.play.setup.seconds = 60;
    s.plan.play.setup.seed = 11;
    s.plan.play.setup.profile.sensory = sensory_preset(senses);
    s.plan.play.setup.profile.posture = posture;
    s.plan.play.spotter = true;
    settings_settle(&s);
    return s;
}

void staged_open(Staged *g, Render *render, const Settings *settings, const char *script)
{
    const Profile *profile = &settings->plan.play.setup.profile;
    memset(g, 0, sizeof *g);
    g->settings = *settings;
    DemoOptions options = { .script = script,
                            .width = WIDTH,
                            .height = HEIGHT,
                            .fps = (double)GAME_STEPS_PER_SECOND / POSE_STEPS,
                            .seed = settings->plan.play.setup.seed * 31 + 7,
                            .seated = profile_is_seated(profile),
                            .wheelchair = profile->posture == POSTURE_WHEELCHAIR };
    REQUIRE(demo_open(&g->child, &options) == RESULT_OK);
    g->run.play = play_open(&settings->plan.play);
    REQUIRE(g->run.play);
    memcpy(g->run.summary.model_used, "full", sizeof "full");
    g->run.picture_width = WIDTH;
    g->run.picture_height = HEIGHT;
    g->camera = (Image){ .width = WIDTH, .height = HEIGHT, .stride = 3 * WIDTH };
    g->camera.bgr = malloc((size_t)3 * WIDTH * HEIGHT);
    REQUIRE(g->camera.bgr);
    g->screen.render = render;
    g->screen.picture = settings->machine.picture;
}

// Who walks does so by its script; a chair is pushed aside and comes back.
static float rolled_at(uint32_t step)
{
    float s = (float)step / GAME_STEPS_PER_SECOND;
    return arc_in_out(s, 24, 2) - arc_in_out(s, 30, 2);
}

static void see(Staged *g, PlayInput *in, bool paint)
{
    DemoAim aim = run_aim(&g->run);
    if (paint) {
        demo_frame(g->child, &aim, &g->camera, &in->pose);
        g->screen.camera = g->camera;
        g->screen.camera_number++;
    } else {
        demo_move(g->child, &aim, &in->pose);
    }
    for (int i = 0; g->zoom > 0 && i < LANDMARK_COUNT; i++) {
        Vec3 *at = &in->pose.image[i];
        *at = (Vec3){ 0.5f + (at->x - 0.5f) * g->zoom, 0.45f + (at->y - 0.45f) * g->zoom, at->z };
    }
    for (int i = 0; i < LANDMARK_COUNT; i++) in->pose.image[i].x += g->rolled * rolled_at(in->step);
    in->pose.found = in->pose.found && in->pose.image[LANDMARK_NOSE].x < 1;
    in->has_pose = true;
    in->pose.number = g->run.step + 1;
    in->pose.captured_us = in->pose.ready_us = in->taken_us;
    pose_quantise(&in->pose, &(PoseRecord){ 0 });
}

void staged_step(Staged *g, int steps)
{
    for (int left = steps; left > 0; left--) {
        Run *run = &g->run;
        PlayInput in = { .step = run->step, .taken_us = (int64_t)run->step * RUN_STEP_US };
        in.command_count = run->command_count;
        memcpy(in.command, run->command, sizeof in.command);
        run->command_count = 0;
        bool shown = play_phase(run->play) < PHASE_PLAY || g->screen.picture != PICTURE_AVATAR;
        if (run->step % POSE_STEPS == 0) see(g, &in, shown && left <= POSE_STEPS);
        play_step(run->play, &in, &run->out);
        run->step++;
        screen_step(&g->screen, run);
    }
}

void staged_draw(Staged *g)
{
    screen_draw(&g->screen, &g->run, &g->settings);
}

void staged_close(Staged *g)
{
    free(g->camera.bgr);
    demo_close(&g->child);
    play_close(&g->run.play);
}
