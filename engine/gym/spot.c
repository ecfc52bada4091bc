// SPDX-License-Identifier: MIT
// spot.c: what the child is asked to do before play.
#include "gym/spot.h"

#include "therapist/palette.h"

// What the child is asked to do before play.
typedef struct Asking {
    const char *image, *words;  // image NULL: the child's own figure
    bool timed;                 // a ring shows how far it is
    bool reach, seated;         // of the figure
} Asking;

static Asking asking_in(PlayPhase phase, const Settings *settings)
{
    bool seated = profile_is_seated(&settings->plan.play.setup.profile);
    Asking asking = { .words = "Come into the picture", .seated = seated };
    if (phase == PHASE_CALIBRATE) asking.words = seated ? "Sit still" : "Stand still";
    if (phase == PHASE_REACH) asking.words = "Arms out wide";
    asking.reach = phase == PHASE_REACH;
    asking.timed = phase == PHASE_CALIBRATE || phase == PHASE_REACH;
    return asking;
}

static Asking asking_of(const Run *run, const Settings *settings)
{
    return asking_in(play_is_away(run->play) ? PHASE_WAIT : play_phase(run->play), settings);
}

static void draw_asked(Canvas *c, Vec2 at, float size, const Asking *asking)
{
    CanvasFigure figure = canvas_figure_stand(vec2(at.x, at.y - 0.47f * size), 0.84f * size);
    figure.seated = asking->seated;
    for (int side = 0; asking->reach && side < SIDE_COUNT; side++)
        figure.upper[side] = figure.fore[side] = 92;
    if (asking->image)
        canvas_image(c, asking->image, at, size, 0, COLOR_WHITE);
    else
        canvas_figure(c, &figure);
}

static void write_large(Canvas *c, Vec2 at, const Asking *asking)
{
    canvas_text_within(c, at, 0.56f, 3.8f, PALETTE_INK, "%s", asking->words);
}

static void write_small(Canvas *c, Vec2 at, const Asking *asking)
{
    canvas_text_within(c, at, 0.29f, asking->timed ? 2.1f : 3.0f, PALETTE_INK, "%s", asking->words);
}

static void draw_ring(Canvas *c, Vec2 at, float radius, float share)
{
    canvas_ring(c, at, radius, 0.26f * radius, (Color){ 0, 0, 0, 0.12f });
    canvas_arc(c, at, radius, 0.29f * radius, share, PALETTE_LEAF);
}

void spot_draw(Canvas *c, const Run *run, const Settings *settings)
{
    Asking asking = asking_of(run, settings);
    // At the side: whoever stands on the spot sees himself from head to foot beside it.
    const Vec2 middle = { 2.3f, 5.0f };
    canvas_box(c, middle, 4.1f, 5.4f, PALETTE_PAPER);
    draw_asked(c, vec2(middle.x, 6.15f), 2.7f, &asking);
    write_large(c, vec2(middle.x, asking.timed ? 4.3f : 3.7f), &asking);
    if (asking.timed) draw_ring(c, vec2(middle.x, 3.2f), 0.52f, play_progress(run->play));
    // Where the hands are invited to.
    for (int i = 0; play_phase(run->play) == PHASE_REACH && i < run->out.target_count; i++) {
        Vec2 at = run->out.target[i].at;
        float swell = 1 + 0.08f * sinf((float)(run->step % 120) * (2 * PI_F / 120));
        canvas_glow(c, at, 0.95f, (Color){ 1, 0.95f, 0.6f, 0.55f });
        canvas_image(c, "star", at, 0.9f * swell, 0, COLOR_WHITE);
    }
}

void spot_draw_aside(Canvas *c, const Run *run, const Settings *settings)
{
    const Vec2 middle = { 13.35f, 4.75f };
    Asking asking = asking_of(run, settings);
    if (play_paused(run->play))
        asking = (Asking){ .image = "icon_play", .words = "Look how it goes" };
    canvas_box(c, middle, 4.4f, 1.2f, PALETTE_PAPER);
    draw_asked(c, vec2(11.85f, middle.y), 1.0f, &asking);
    write_small(c, vec2(asking.timed ? 13.45f : 13.9f, middle.y), &asking);
    if (asking.timed) draw_ring(c, vec2(15.0f, middle.y), 0.36f, play_progress(run->play));
}

void spot_warm(Canvas *c, const Settings *settings)
{
    for (PlayPhase phase = PHASE_WAIT; phase < PHASE_PLAY; phase++) {
        Asking asking = asking_in(phase, settings);
        write_large(c, vec2(2.3f, 4.3f), &asking);
        write_small(c, vec2(13.45f, 4.75f), &asking);
    }
    canvas_image(c, "star", vec2(8, 4), 0.9f, 0, COLOR_WHITE);
}
