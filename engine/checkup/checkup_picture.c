// SPDX-License-Identifier: MIT
// checkup_picture.c: what the check-up shows: a card with the words and a figure in the posture
// asked for.
#include "checkup/checkup_parts.h"

#include "tiptoe/look.h"
#include "tiptoe/moves.h"

static const Color ink = { 0.16f, 0.24f, 0.36f, 1 };
static const Color paper = { 1, 0.99f, 0.95f, 0.94f };
static const Color leaf = { 0.02f, 0.37f, 0.28f, 1 };
static const Color sun = { 0.95f, 0.62f, 0.10f, 1 };

// A small figure that shows the posture. Angles in degrees outward from hanging: [right, left] of
// the child, who sees a mirror.
typedef struct Sketch {
    float lean, squat;
    float upper[2], fore[2], thigh[2], shank[2];
    float closed;  // eyes: 1
} Sketch;

static Sketch sketch_of(const CheckupStep *item)
{
    Sketch s = { .upper = { 12, 12 }, .fore = { 8, 8 }, .thigh = { 3, 3 }, .shank = { -2, -2 } };
    int near = item->side == SIDE_LEFT;  // index of the side that acts
    float out = near ? -1.0f : 1.0f;
    switch (item->kind) {
    case CHECKUP_STAND_CLOSED: s.closed = 1; break;
    case CHECKUP_SIT_STILL: s.squat = 0.5f; break;
    case CHECKUP_ONE_LEG:
        s.thigh[!near] = 48;
        s.shank[!near] = -28;
        s.upper[0] = s.upper[1] = 40;
        s.fore[0] = s.fore[1] = 50;
        break;
    case CHECKUP_REACH_SIDE:
        s.lean = 16 * out;
        s.upper[near] = s.fore[near] = 92;
        break;
    case CHECKUP_RAISE_SIDE: s.upper[near] = s.fore[near] = 150; break;
    case CHECKUP_REST:
        s.upper[0] = s.fore[0] = 38;
        s.upper[1] = s.fore[1] = 62;
        break;
    case CHECKUP_LEAN_SIDE: s.lean = 24 * out; break;
    case CHECKUP_REACH_LARGE:
    case CHECKUP_REACH_SMALL:
        s.upper[near] = 118;
        s.fore[near] = 140;
        break;
    case CHECKUP_DRUM_TOGETHER:
    case CHECKUP_DRUM_ALTERNATE:
        s.upper[0] = s.upper[1] = 28;
        s.fore[0] = 62;
        s.fore[1] = item->kind == CHECKUP_DRUM_TOGETHER ? 62 : 140;
        break;
    case CHECKUP_SQUAT: s.squat = 0.4f; break;
    default: break;
    }
    if (s.squat > 0) {
        s.thigh[0] = s.thigh[1] = 62;
        s.shank[0] = s.shank[1] = -12;
    }
    return s;
}

static Vec2 swing(Vec2 from, float length, float degrees, float sign)
{
    float turn = degrees * (PI_F / 180);
    return vec2_add(from, vec2(sign * exact_sin(turn) * length, -exact_cos(turn) * length));
}

// The limb that is to act glows behind.
static void draw_limb(Canvas *canvas, Vec2 from, Vec2 to, float width, Color color, bool acts)
{
    if (acts) canvas_limb(canvas, from, to, 1.7f * width, 1.7f * width, sun);
    canvas_limb(canvas, from, to, width, 0.9f * width, color);
}

static void draw_head(Canvas *canvas, Vec2 head, float h, bool closed)
{
    canvas_disc(canvas, vec2(head.x, head.y + 0.014f * h), 0.104f * h, LOOK_HAIR);
    canvas_disc(canvas, vec2(head.x, head.y - 0.008f * h), 0.094f * h, LOOK_SKIN);
    canvas_limb(canvas, vec2(head.x - 0.055f * h, head.y + 0.066f * h),
                vec2(head.x + 0.055f * h, head.y + 0.066f * h), 0.06f * h, 0.05f * h, LOOK_HAIR);
    for (int i = -1; i <= 1; i += 2) {
        Vec2 eye = vec2(head.x + (float)i * 0.035f * h, head.y + 0.005f * h);
        if (closed)
            canvas_limb(canvas, vec2(eye.x - 0.02f * h, eye.y), vec2(eye.x + 0.02f * h, eye.y),
                        0.012f * h, 0.012f * h, LOOK_DARK);
        else
            canvas_disc(canvas, eye, 0.014f * h, LOOK_DARK);
    }
    for (int i = -1; i <= 1; i += 2)
        canvas_limb(canvas, vec2(head.x, head.y - 0.048f * h),
                    vec2(head.x + (float)i * 0.028f * h, head.y - 0.036f * h), 0.012f * h,
                    0.012f * h, (Color){ 0.62f, 0.22f, 0.18f, 1 });
}

// The child's own figure in the posture that is asked for.
static void draw_sketch(const CheckupStep *item, Vec2 feet, float height, Canvas *canvas)
{
    Sketch s = sketch_of(item);
    float h = height, leg = 0.23f * h, limb = 0.075f * h;
    bool one_leg = item->kind == CHECKUP_ONE_LEG;
    float drop = exact_cos(s.thigh[item->side == SIDE_LEFT && one_leg ? 1 : 0] * (PI_F / 180));
    float rise = one_leg ? 2 * leg : leg * drop + leg;
    Vec2 hips = vec2(feet.x, feet.y + rise + 0.03f * h);
    Vec2 neck = swing(hips, 0.30f * h, 180 - s.lean, 1);
    for (int i = 0; i < 2; i++) {
        float sign = i == 0 ? 1.0f : -1.0f;
        bool lifts = one_leg && (item->side == SIDE_LEFT) != i;
        Vec2 hip = vec2(hips.x + sign * 0.055f * h, hips.y);
        Vec2 knee = swing(hip, leg, s.thigh[i], sign);
        Vec2 foot = swing(knee, leg, s.shank[i], sign);
        canvas_limb(canvas, foot, vec2(foot.x + sign * 0.03f * h, foot.y - 0.01f * h), limb, limb,
                    LOOK_SHOES);
        draw_limb(canvas, hip, knee, 1.25f * limb, LOOK_TROUSERS, lifts);
        draw_limb(canvas, knee, foot, 1.05f * limb, LOOK_TROUSERS, lifts);
    }
    canvas_limb(canvas, hips, vec2_mix(hips, neck, 0.92f), 0.17f * h, 0.2f * h, LOOK_SHIRT);
    draw_head(canvas, vec2(neck.x + (neck.x - hips.x) * 0.25f, neck.y + 0.13f * h), h,
              s.closed > 0);
    for (int i = 0; i < 2; i++) {
        float sign = i == 0 ? 1.0f : -1.0f;
        bool acts =
            checkup_with_hands(item->kind) && (item->side < 0 || (item->side == SIDE_LEFT) == i);
        Vec2 shoulder = vec2(neck.x + sign * 0.085f * h, neck.y - 0.02f * h);
        Vec2 elbow = swing(shoulder, 0.16f * h, s.upper[i], sign);
        Vec2 hand = swing(elbow, 0.16f * h, s.fore[i], sign);
        draw_limb(canvas, shoulder, elbow, 0.9f * limb, LOOK_SLEEVE, acts);
        draw_limb(canvas, elbow, hand, 0.7f * limb, LOOK_SKIN, acts);
        canvas_disc(canvas, hand, 0.042f * h, LOOK_SKIN);
    }
}

static void draw_card(const Checkup *c, const GameInput *in, Canvas *canvas)
{
    const CheckupStep *item = checkup_current(c, in);
    bool running = c->phase == PHASE_RUN;
    const char *text = checkup_words(item).card;
    if (c->phase == PHASE_SHOW || c->phase == PHASE_READY) {
        canvas_box(canvas, vec2(3.1f, 5.0f), 4.4f, 5.0f, paper);
        draw_sketch(item, vec2(3.1f, 2.95f), 3.9f, canvas);
    }
    // Above, and beside the feet where the child looks up.
    bool low = running && item->kind == CHECKUP_RAISE_SIDE;
    float x = low ? 12.75f : 8, y = low ? 1.25f : 8.15f, width = low ? 6.1f : 9.6f;
    canvas_box(canvas, vec2(x, y), width, 1.15f, paper);
    if (running) draw_sketch(item, vec2(x - width / 2 + 0.7f, y - 0.47f), 1.0f, canvas);
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
