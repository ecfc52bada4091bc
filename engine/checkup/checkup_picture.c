// SPDX-License-Identifier: MIT
// checkup_picture.c: what the check-up shows: a card with the words and a figure in the posture
// asked for.
#include "checkup/checkup_parts.h"

#include "tiptoe/moves.h"

static const Color ink = { 0.16f, 0.24f, 0.36f, 1 };
static const Color paper = { 1, 0.99f, 0.95f, 0.94f };
static const Color leaf = { 0.02f, 0.37f, 0.28f, 1 };
static const Color sun = { 0.95f, 0.62f, 0.10f, 1 };

// The child's own figure in the posture that is asked for.
static CanvasFigure figure_of(const CheckupStep *item, Vec2 feet, float height)
{
    CanvasFigure f = canvas_figure_stand(feet, height);
    int acts = item->side == SIDE_LEFT ? SIDE_LEFT : SIDE_RIGHT, rests = !acts;
    float out = acts == SIDE_LEFT ? -1.0f : 1.0f;
    switch (item->kind) {
    case CHECKUP_STAND_CLOSED: f.eyes_shut = true; break;
    case CHECKUP_SIT_STILL: f.seated = true; break;
    case CHECKUP_ONE_LEG:
        f.thigh[rests] = 48;
        f.shank[rests] = -28;
        f.leg_acts[rests] = true;
        for (int side = 0; side < SIDE_COUNT; side++) {
            f.upper[side] = 40;
            f.fore[side] = 50;
        }
        break;
    case CHECKUP_REACH_SIDE:
        f.lean = 16 * out;
        f.upper[acts] = f.fore[acts] = 92;
        break;
    case CHECKUP_RAISE_SIDE: f.upper[acts] = f.fore[acts] = 150; break;
    case CHECKUP_REST:
        f.upper[SIDE_RIGHT] = f.fore[SIDE_RIGHT] = 38;
        f.upper[SIDE_LEFT] = f.fore[SIDE_LEFT] = 62;
        break;
    case CHECKUP_LEAN_SIDE: f.lean = 24 * out; break;
    case CHECKUP_REACH_LARGE:
    case CHECKUP_REACH_SMALL:
        f.upper[acts] = 118;
        f.fore[acts] = 140;
        break;
    case CHECKUP_DRUM_TOGETHER:
    case CHECKUP_DRUM_ALTERNATE:
        f.upper[SIDE_LEFT] = f.upper[SIDE_RIGHT] = 28;
        f.fore[SIDE_RIGHT] = 62;
        f.fore[SIDE_LEFT] = item->kind == CHECKUP_DRUM_TOGETHER ? 62 : 140;
        break;
    case CHECKUP_SQUAT:
        for (int side = 0; side < SIDE_COUNT; side++) {
            f.thigh[side] = 62;
            f.shank[side] = -12;
        }
        break;
    default: break;
    }
    for (int side = 0; side < SIDE_COUNT; side++)
        f.arm_acts[side] = checkup_with_hands(item->kind) && (item->side < 0 || item->side == side);
    return f;
}

static void draw_figure(const Checkup *c, const GameInput *in, Vec2 feet, float height,
                        Canvas *canvas)
{
    CanvasFigure figure = figure_of(checkup_current(c, in), feet, height);
    figure.seated |= in->size->seated;
    canvas_figure(canvas, &figure);
}

static void draw_card(const Checkup *c, const GameInput *in, Canvas *canvas)
{
    const CheckupStep *item = checkup_current(c, in);
    bool running = c->phase == PHASE_RUN;
    const char *text = checkup_words(item).card;
    if (c->phase == PHASE_SHOW || c->phase == PHASE_READY) {
        canvas_box(canvas, vec2(3.1f, 5.0f), 4.4f, 5.0f, paper);
        draw_figure(c, in, vec2(3.1f, 2.95f), 3.5f, canvas);
    }
    // Above, and beside the feet where the child looks up.
    bool low = running && item->kind == CHECKUP_RAISE_SIDE;
    float x = low ? 12.75f : 8, y = low ? 1.25f : 8.15f, width = low ? 6.1f : 9.6f;
    canvas_box(canvas, vec2(x, y), width, 1.15f, paper);
    if (running) draw_figure(c, in, vec2(x - width / 2 + 0.7f, y - 0.47f), 0.86f, canvas);
    canvas_text_within(canvas, vec2(x + (running ? 0.35f : 0), y + 0.16f), 0.5f,
                       width - (running ? 2.5f : 0.4f), ink, "%s", text);
    bool waits = c->phase == PHASE_READY && checkup_is_guarded(item);
    const char *small = waits ? "Therapist: Enter starts when the eyes are closed"
                        : item->kind == CHECKUP_REST ? "a rest; Enter goes on"
                        : item->attempt == 0         ? "practice"
                        : c->phase == PHASE_REST     ? "well done"
                        : c->phase == PHASE_READY    ? "ready ..."
                                                     : NULL;
    if (small) canvas_text(canvas, vec2(x, y - 0.33f), 0.28f, leaf, "%s", small);
    static const float seconds[] = {
#define X(name, stored, title, s) s,
        CHECKUP_LIST(X)
#undef X
    };
    if (!running || item->kind == CHECKUP_SQUAT || checkup_with_hands(item->kind)) return;
    float longest = item->kind == CHECKUP_ONE_LEG ? CHECKUP_CAP_S : seconds[item->kind];
    bool up = item->kind != CHECKUP_ONE_LEG || c->stage == 1;
    float share = up ? (float)(in->step - c->stage_step) / (longest * GAME_STEPS_PER_SECOND) : 0;
    canvas_ring(canvas, vec2(x + width / 2 - 0.5f, y), 0.36f, 0.1f, (Color){ 0, 0, 0, 0.12f });
    canvas_arc(canvas, vec2(x + width / 2 - 0.5f, y), 0.36f, 0.12f, clampf(share, 0, 1), leaf);
}

// What is still to come for a child who does each step at once, where play has its clock.
static void draw_time(const Checkup *c, const GameInput *in, Canvas *canvas)
{
    int count = 0;
    const CheckupStep *list = checkup_battery(in->size->seated, &count);
    float left = 0;
    for (int i = c->item, to_do = c->count; i < count && to_do > 0; i++, to_do--)
        if (checkup_asks(&list[i], &in->setup->profile)) left += checkup_step_s(&list[i]);
    canvas_box(canvas, vec2(1.35f, 8.15f), 2.1f, 0.7f, paper);
    if (left < 60)
        canvas_text(canvas, vec2(1.35f, 8.15f), 0.3f, ink, "nearly done");
    else
        canvas_text(canvas, vec2(1.35f, 8.15f), 0.34f, ink, "%d min", (int)(left / 60 + 0.5f));
}

static void draw_dots(const Checkup *c, const GameInput *in, Canvas *canvas)
{
    int count = 0;
    checkup_battery(in->size->seated, &count);
    for (int i = 0; i < count; i++) {
        Vec2 at = vec2(8 + ((float)i - (float)(count - 1) / 2) * 0.36f, 0.3f);
        Color color = i < c->item ? leaf : i == c->item ? sun : (Color){ 1, 1, 1, 0.75f };
        canvas_disc(canvas, at, i == c->item ? 0.13f : 0.09f, color);
    }
}

static void draw_place(Vec2 at, float radius, Color color, Canvas *canvas)
{
    canvas_glow(canvas, at, radius * 1.5f, (Color){ color.r, color.g, color.b, 0.30f });
    canvas_disc(canvas, at, radius, (Color){ color.r, color.g, color.b, 0.55f });
    game_draw_rim(canvas, at, radius, 1);
}

static void draw_star(Vec2 at, Canvas *canvas)
{
    game_draw_rim(canvas, at, 0.56f, 1);
    canvas_image(canvas, "star", at, 0.9f, 0, COLOR_WHITE);
}

static void draw_things(const Checkup *c, const GameInput *in, Canvas *canvas)
{
    const CheckupStep *item = checkup_current(c, in);
    bool ready = c->phase == PHASE_READY, running = c->phase == PHASE_RUN;
    if (!ready && !running) return;
    int side = item->side;
    switch (item->kind) {
    case CHECKUP_REACH_SIDE: {
        float arm = in->size->arm[side];
        if (!c->target)
            draw_place(checkup_from_shoulder(in, side, ARM_OUT_AL, 0), 0.3f * arm, leaf, canvas);
        if (c->target && running) draw_star(c->at, canvas);
        break;
    }
    case CHECKUP_RAISE_SIDE:
    case CHECKUP_LEAN_SIDE:
        if (running && c->target) draw_star(c->at, canvas);
        break;
    case CHECKUP_REACH_LARGE:
    case CHECKUP_REACH_SMALL: {
        if (!running) break;
        float arm = in->size->arm[side];
        if (c->stage == 2)
            draw_place(c->at, checkup_radius_al(item->kind, in->size->seated) * arm, sun, canvas);
        else if (c->good < CHECKUP_REACH_COUNT)
            draw_place(checkup_nest_at(in, side), CHECKUP_HOME_AL * arm, leaf, canvas);
        break;
    }
    case CHECKUP_DRUM_TOGETHER:
    case CHECKUP_DRUM_ALTERNATE:
        for (int i = 0; i < SIDE_COUNT; i++) {
            Vec2 at = checkup_drum_at(in, i);
            float radius = DRUM_RADIUS_AL * in->size->arm[i];
            draw_place(at, radius, c->beat[i].hit ? leaf : sun, canvas);
            if (!running || !c->beat[i].id || in->step > c->beat[i].due) continue;
            float away = (float)(c->beat[i].due - in->step) / BEAT_STEPS;
            if (away <= 1)
                canvas_ring(canvas, at, radius * (1 + 1.2f * away), 0.08f,
                            (Color){ 1, 1, 1, 0.8f });
        }
        break;
    default: break;
    }
}

void checkup_draw(const void *state, const GameInput *in, Canvas *canvas)
{
    const Checkup *c = state;
    canvas_background(canvas, "garden");
    draw_things(c, in, canvas);
    draw_card(c, in, canvas);
    draw_dots(c, in, canvas);
    draw_time(c, in, canvas);
}
