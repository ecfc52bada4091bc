// SPDX-License-Identifier: MIT
// demonstration.c: the game played by the simulated child, from its true landmarks.
#include "gym/demonstration.h"

#include "play/pose_record.h"
#include "therapist/palette.h"

#include <string.h>

#define WIDTH       640  // px of the picture that nobody paints
#define HEIGHT      480
#define STEP_US     (1000000 / GAME_STEPS_PER_SECOND)
#define POSE_STEPS  2     // a camera of 30 frames a second
#define BAR_FOOT    0.3f  // stage
#define READY_STEPS 900   // the child is measured by then

static Demo *open_child(const PlayPlan *plan)
{
    const Profile *profile = &plan->play.setup.profile;
    Demo *child = NULL;
    DemoOptions options = { .width = WIDTH,
                            .height = HEIGHT,
                            .fps = (double)GAME_STEPS_PER_SECOND / POSE_STEPS,
                            .seed = plan->play.setup.seed,
                            .height_cm = plan->play.height_cm,
                            .seated = profile_is_seated(profile),
                            .wheelchair = profile->posture == POSTURE_WHEELCHAIR,
                            .skill = 1,
                            .reaction_ms = 250 };
    return demo_open(&child, &options) == RESULT_OK ? child : NULL;
}

bool demonstration_open(Demonstration *d, const PlayPlan *plan)
{
    REQUIRE(plan->play.game);
    demonstration_close(d);
    // The check-up is explained step by step, and practice would change what it finds.
    if (plan->play.game->role == ROLE_ASSESSMENT) return false;
    PlaySetup setup = plan->play;
    setup.setup.seed++;  // other targets than the player's own
    setup.setup.success = 0;
    setup.ask_reach = setup.tells = 0;  // it begins at once, and its rule is said meanwhile
    // The simulated child stands before no camera of this room, has a size of its own, and moves as
    // far as is shown.
    setup.box = (PlayBox){ 0 };
    setup.known = (Calibration){ 0 };
    setup.gain = 0;
    dress(&d->avatar, plan, NULL, NULL);
    d->support = plan->support;
    d->child = open_child(plan);
    if (!d->child) return false;
    d->play = play_open(&setup);
    while (d->play && play_phase(d->play) != PHASE_PLAY && d->step < READY_STEPS)
        demonstration_step(d, 1);
    d->ready_steps = d->step;
    if (d->play && play_phase(d->play) == PHASE_PLAY) return true;
    demonstration_close(d);
    return false;
}

void demonstration_step(Demonstration *d, int steps)
{
    REQUIRE(d->play && steps >= 0);
    for (; steps > 0; steps--, d->step++) {
        PlayInput in = { .step = d->step, .taken_us = (int64_t)d->step * STEP_US };
        PoseRecord record;  // the demonstration is shown as a session would be, and not stored
        in.has_pose = d->step % POSE_STEPS == 0;
        if (in.has_pose) {
            const Calibration *size = play_calibration(d->play);
            int count = size->done ? d->out.target_count : 0;
            DemoAim aim =
                demo_aim(d->out.target, count, play_game_step(d->play), size, WIDTH, HEIGHT);
            demo_move(d->child, &aim, &in.pose);
            in.pose.number = d->step + 1;
            in.pose.captured_us = in.pose.ready_us = in.taken_us;
            pose_quantise(&in.pose, &record);
        }
        play_step(d->play, &in, &d->out);
        if (d->out.say) d->words = d->out.say;
        dress_step(&d->avatar, d->play, &d->out);
    }
}

const char *demonstration_words(Demonstration *d)
{
    const char *words = d->words;
    d->words = NULL;
    return words;
}

float demonstration_progress(const Demonstration *d)
{
    float seconds = (float)(d->step - d->ready_steps) / GAME_STEPS_PER_SECOND;
    return clampf(seconds / DEMONSTRATION_S, 0, 1);
}

bool demonstration_over(const Demonstration *d)
{
    bool won = play_score(d->play)->hits > 0;
    uint32_t seconds = (d->step - d->ready_steps) / GAME_STEPS_PER_SECOND;
    return play_phase(d->play) == PHASE_DONE || seconds >= DEMONSTRATION_MOST_S ||
           (won && seconds >= DEMONSTRATION_S);
}

static void draw_frame(Canvas *c, float progress)
{
    const float w = STAGE_WIDTH, h = STAGE_HEIGHT, thick = 0.44f;
    canvas_limb(c, vec2(0, 0), vec2(w, 0), thick, thick, PALETTE_PAPER);
    canvas_limb(c, vec2(0, h), vec2(w, h), thick, thick, PALETTE_PAPER);
    canvas_limb(c, vec2(0, 0), vec2(0, h), thick, thick, PALETTE_PAPER);
    canvas_limb(c, vec2(w, 0), vec2(w, h), thick, thick, PALETTE_PAPER);
    Vec2 badge = vec2(1.05f, 7.95f);
    canvas_disc(c, badge, 0.78f, PALETTE_PAPER);
    canvas_arc(c, badge, 0.68f, 0.12f, progress, PALETTE_LEAF);
    canvas_image(c, "icon_play", badge, 0.95f, 0, COLOR_WHITE);
}

// A bar before the child; it is held by who rests.
static void draw_bar(Canvas *c, const Calibration *size)
{
    const Color line = { 0.169f, 0.188f, 0.322f, 1 }, wood = { 0.725f, 0.553f, 0.408f, 1 };
    float y = size->shoulder[SIDE_LEFT].y - size->arm[SIDE_LEFT], x = size->hip.x;
    float half = 0.32f * size->height;
    for (int edge = 0; edge < 2; edge++) {
        float by = edge ? 0 : 0.08f;
        Color color = edge ? wood : line;
        for (int side = -1; side <= 1; side += 2)
            canvas_limb(c, vec2(x + (float)side * half, y), vec2(x + (float)side * half, BAR_FOOT),
                        0.13f + by, 0.13f + by, color);
        canvas_limb(c, vec2(x - half - 0.2f, y), vec2(x + half + 0.2f, y), 0.16f + by, 0.16f + by,
                    color);
    }
}

void demonstration_draw(const Demonstration *d, const Look *look, Render *render, Canvas *canvas)
{
    const Calibration *size = play_calibration(d->play);
    const Body *body = play_body(d->play);
    canvas_clear(canvas);
    play_draw(d->play, canvas);
    const char *scene = canvas->background ? canvas->background : "garden";
    canvas_clear(canvas);
    canvas_background(canvas, scene);
    Avatar avatar = d->avatar;
    avatar.look = *look;
    bool stands = avatar.seat == SEAT_NONE;
    if (stands && d->support & 1u << SUPPORT_WALKER) avatar.look.aids |= 1u << AID_WALKER;
    avatar.night = dress_is_dark(scene);
    avatar_hands(&avatar, canvas, body, size, play_hands(d->play));
    avatar_draw(&avatar, canvas, body, size);
    if (stands && d->support & 1u << SUPPORT_BAR) draw_bar(canvas, size);
    render_canvas(render, canvas);
    canvas_clear(canvas);
    play_draw(d->play, canvas);
    canvas->background = NULL;
    draw_frame(canvas, demonstration_progress(d));
    render_canvas(render, canvas);
}

void demonstration_close(Demonstration *d)
{
    play_close(&d->play);
    demo_close(&d->child);
    *d = (Demonstration){ 0 };
}
