// SPDX-License-Identifier: MIT
// moves.c: words that games share about time, limbs and what is seen of the body.
#include "tiptoe/game.h"

#define AGE_MAX_MS   250.0f  // a pose older than this explains no lateness
#define SEATED_LEG_H 0.4f    // of the height: a leg that plays no part [ours]
#define LOOK_SHARE   0.10f   // a turned head: the nose off the ears' middle, in shoulder widths
#define PASSER_FADE  30.0f   // steps to come and to go

uint32_t game_steps(float seconds)
{
    return (uint32_t)(seconds * GAME_STEPS_PER_SECOND);
}

float game_seconds(uint32_t steps)
{
    return (float)steps / GAME_STEPS_PER_SECOND;
}

uint32_t game_since(const GameInput *in, uint32_t step)
{
    return in->step - step;
}

float game_share(const GameInput *in, uint32_t step, float steps)
{
    return clampf((float)(in->step - step) / steps, 0, 1);
}

float game_part(uint32_t done, uint32_t all)
{
    return all ? clampf((float)done / (float)all, 0, 1) : 0;
}

float game_pace(const GameInput *in)
{
    return in->setup->profile.sensory.pace;
}

float game_ease(const GameInput *in, float usual, float easy)
{
    return in->sure ? easy : usual;
}

int game_choice(const GameInput *in, int knob)
{
    return (int)(in->knob[knob] + 0.5f);
}

float game_seen_step(const GameInput *in)
{
    float age_ms = clampf(in->body->age_ms, 0, AGE_MAX_MS);
    return (float)in->step - age_ms * GAME_STEPS_PER_SECOND / 1000;
}

Side game_only_side(unsigned sides, Side otherwise)
{
    if (sides == 1u << SIDE_LEFT) return SIDE_LEFT;
    return sides == 1u << SIDE_RIGHT ? SIDE_RIGHT : otherwise;
}

Side game_nearer_hand(const GameInput *in, unsigned hands, Vec2 at)
{
    float left = vec2_distance(in->body->hand[SIDE_LEFT], at);
    float right = vec2_distance(in->body->hand[SIDE_RIGHT], at);
    return game_only_side(hands, right < left ? SIDE_RIGHT : SIDE_LEFT);
}

bool game_hands_off(const GameInput *in, unsigned hands, Vec2 at, float far)
{
    for (int side = 0; side < SIDE_COUNT; side++)
        if ((hands & 1u << side) && vec2_distance(in->body->hand[side], at) < far) return false;
    return true;
}

bool game_hand_touches(const GameInput *in, int side, Vec2 at, float radius)
{
    GameInput one = *in;
    one.hands = 1u << side;
    one.both = false;
    return game_touch(&one, at, radius) != 0;
}

Vec2 game_neck(const GameInput *in)
{
    return vec2_mix(in->size->shoulder[SIDE_LEFT], in->size->shoulder[SIDE_RIGHT], 0.5f);
}

float game_leg(const GameInput *in)
{
    const Calibration *c = in->size;
    unsigned without = in->setup->profile.without;
    float left = c->leg[SIDE_LEFT], right = c->leg[SIDE_RIGHT], leg = (left + right) / 2;
    if (without & 1u << LIMB_LEG_LEFT) leg = right;
    if (without & 1u << LIMB_LEG_RIGHT) leg = left;
    return c->seated || leg <= 0 ? SEATED_LEG_H * c->height : leg;
}

bool game_leans_over(const GameInput *in, float degrees)
{
    const Body *b = in->body;
    return b->value_trust[BODY_TRUNK_LEAN] >= BODY_TRUST_MIN &&
           fabsf(b->value[BODY_TRUNK_LEAN]) > degrees;
}

Vec2 game_on_stage(Vec2 at, float margin)
{
    return vec2(clampf(at.x, margin, STAGE_WIDTH - margin),
                clampf(at.y, margin, STAGE_HEIGHT - margin));
}

void game_enter(const GameInput *in, GamePhase *phase, int now)
{
    *phase = (GamePhase){ now, in->step };
}

bool game_lasted(const GameInput *in, const GamePhase *phase, uint32_t steps)
{
    return in->step - phase->since_step >= steps;
}

void game_then(const GameInput *in, GamePhase *phase, uint32_t steps, int next)
{
    if (game_lasted(in, phase, steps)) game_enter(in, phase, next);
}

float game_phase_share(const GameInput *in, const GamePhase *phase, float steps)
{
    return game_share(in, phase->since_step, steps);
}

bool body_knows(const Body *body, BodyValue value)
{
    REQUIRE(value >= 0 && value < BODY_VALUE_COUNT);
    return body->value_trust[value] >= BODY_TRUST_MIN;
}

bool body_sees_hand(const Body *body, int side)
{
    return body->hand_trust[side] >= BODY_TRUST_MIN;
}

bool body_sees_foot(const Body *body, int side)
{
    return body->foot_trust[side] >= BODY_TRUST_MIN;
}

bool body_sees(const Body *body, Landmark landmark)
{
    return body->trust[landmark] >= BODY_TRUST_MIN;
}

bool body_sees_pair(const Body *body, Landmark left)
{
    return body_sees(body, left) && body_sees(body, left + 1);
}

float body_foot_above(const Body *body, int side)
{
    return body->value[BODY_FOOT_LIFT_LEFT + side] - body->value[BODY_FOOT_LIFT_LEFT + !side];
}

float game_symmetry(float left, float right)
{
    return 100 * (right - left) / (0.5f * (right + left));
}

void peaks_add(PeakCounter *c, float speed, float least, float share)
{
    if (c->rising) {
        c->top = fmaxf(c->top, speed);
        if (speed > c->top - fmaxf(least, share * c->top)) return;
        c->rising = 0;
        c->peaks++;
        c->low = speed;
    } else {
        c->low = fminf(c->low, speed);
        if (speed < c->low + least) return;
        c->rising = 1;
        c->top = speed;
    }
}

int peaks_count(const PeakCounter *counter)
{
    return counter->peaks + counter->rising;
}

void spread_add(Spread *spread, float value)
{
    spread->count++;
    spread->sum += value;
    spread->squares += value * value;
}

float spread_rms(const Spread *spread)
{
    if (spread->count <= 0) return 0;
    float mean = spread->sum / spread->count;
    return sqrtf(fmaxf(0, spread->squares / spread->count - mean * mean));
}

void passer_start(Passer *passer)
{
    *passer = (Passer){ .side = -1 };
}

void passer_wait(Passer *passer, uint32_t step)
{
    passer->since_step = step;
}

void passer_step(Passer *p, const GameInput *in, Rng *rng, int count, uint32_t stay_steps)
{
    if (in->setup->profile.sensory.things_max < 2) count = 0;
    if (count == 0 || in->step < p->since_step) return;
    if (p->side < 0) {
        p->side = rng_below(rng, SIDE_COUNT);
        p->since_step = in->step;
        p->came++;
        return;
    }
    const Vec2 *joint = in->body->joint;
    float ears = (joint[LANDMARK_EAR_LEFT].x + joint[LANDMARK_EAR_RIGHT].x) / 2;
    float turn = (in->body->head.x - ears) / in->size->shoulder_width;
    bool looks = turn * game_outward(p->side) > LOOK_SHARE;
    if (!looks && in->step - p->since_step < stay_steps) return;
    p->seen += looks;
    p->side = -1;
    p->since_step = in->step + (uint32_t)(GAME_STEPS_PER_SECOND * 2 / count);
}

void passer_tell(const Passer *p, GameOutput *out, int measure)
{
    if (p->came > 0) game_measure(out, measure, -1, 100 * (float)p->seen / (float)p->came);
}

float passer_shown(const Passer *p, const GameInput *in, uint32_t stay_steps)
{
    if (p->side < 0 || in->step < p->since_step) return 0;
    return game_visible(in, p->since_step, (float)stay_steps, PASSER_FADE);
}

Color game_side_color(int side, float alpha)
{
    Color color =
        side == SIDE_RIGHT ? (Color){ 0.90f, 0.62f, 0, 1 } : (Color){ 0.34f, 0.71f, 0.91f, 1 };
    color.a = alpha;
    return color;
}

static Color dark_edge(float alpha)
{
    return (Color){ 0.06f, 0.15f, 0.28f, alpha };
}

void game_draw_rim(Canvas *canvas, Vec2 at, float radius, float alpha)
{
    float width = fminf(0.07f, 0.16f * radius);
    canvas_ring(canvas, at, radius + width / 2, width, dark_edge(alpha));
    canvas_ring(canvas, at, radius - width / 2, width, COLOR_LIGHT(alpha));
}

static void draw_edged(Canvas *canvas, Vec2 at, float radius, float width, Color color)
{
    for (int i = -1; i <= 1; i += 2)
        canvas_ring(canvas, at, fmaxf(0, radius + (float)i * (width / 2 + 0.015f)), 0.05f,
                    dark_edge(color.a));
    canvas_ring(canvas, at, radius, width, color);
}

void game_draw_side_ring(Canvas *canvas, Vec2 at, float radius, float width, int side, float alpha)
{
    Color color = game_side_color(side, alpha);
    draw_edged(canvas, at, radius, width, color);
    if (side == SIDE_RIGHT) draw_edged(canvas, at, radius + 0.18f, 0.06f, color);
}

void game_draw_hand(Canvas *canvas, int side, Vec2 at, float height, float alpha)
{
    canvas_image(canvas, side == SIDE_RIGHT ? "hand_right" : "hand_left", at, height, 0,
                 (Color){ 1, 1, 1, alpha });
}

float game_ease_out(float t)
{
    return 1 - (1 - t) * (1 - t) * (1 - t);
}

float game_visible(const GameInput *in, uint32_t since_step, float stay, float fade)
{
    float age = (float)game_since(in, since_step);
    return clampf(fminf(age, stay - age) / fade, 0, 1);
}

void game_burst(Canvas *canvas, Vec2 at, int count, float turn, float far, float radius,
                Color color)
{
    for (int i = 0; i < count; i++) {
        Vec2 away = vec2_polar((float)i * 2 * PI_F / (float)count + turn, far);
        canvas_disc(canvas, vec2_add(at, away), radius, color);
    }
}

void game_chevrons(Canvas *canvas, Vec2 at, float up, float run)
{
    for (int i = 0; i < 3; i++) {
        float share = fmodf(run + (float)i / 3, 1);
        Vec2 tip = vec2(at.x, at.y + up * (share - 0.5f) * 1.3f);
        Color light = { 1, 1, 1, 0.9f * exact_sin(share * PI_F) };
        for (int side = 0; side < SIDE_COUNT; side++) {
            Vec2 end = vec2(tip.x + 0.32f * game_outward(side), tip.y - up * 0.22f);
            canvas_limb(canvas, end, tip, 0.14f, 0.14f, light);
        }
    }
}

Vec2 game_row(int i, Vec2 first, Vec2 apart)
{
    Vec2 at = vec2_add(first, vec2_scale(apart, (float)(i / 2)));
    return i % 2 ? vec2(STAGE_WIDTH - at.x, at.y) : at;
}

void game_gauge(Canvas *canvas, const char *image, Vec2 at, float radius, float share)
{
    canvas_disc(canvas, at, radius, (Color){ 0.13f, 0.17f, 0.36f, 0.6f });
    canvas_arc(canvas, at, 0.85f * radius, 0.25f * radius, share, (Color){ 1, 0.92f, 0.6f, 1 });
    canvas_picture(canvas, image, at, 1.2f * radius, 1);
}

float game_wave(const GameInput *in, float speed, float offset)
{
    float lively = (float)in->setup->profile.sensory.background_motion / 3;
    return lively * exact_sin((float)in->step * speed + offset);
}

void game_draw_card_child(Canvas *canvas, const Game *game, Vec2 at, float size)
{
    CanvasFigure child = game->card;
    if (child.height <= 0) return;
    child.feet = vec2_add(at, vec2_scale(child.feet, size));
    child.height *= size;
    canvas_figure(canvas, &child);
}
