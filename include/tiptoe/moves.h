// SPDX-License-Identifier: MIT
// moves.h: words that games share about time, limbs and what is seen of the body.
#pragma once

#include "tiptoe/base.h"
#include "tiptoe/body.h"
#include "tiptoe/draw.h"

typedef struct GameInput GameInput;
typedef struct GameOutput GameOutput;

// ---- time ----

uint32_t game_steps(float seconds);  // whole steps, rounded down
float game_seconds(uint32_t steps);
// A part of a game's round, and since when. Zeroed is part 0 from the first step on.
typedef struct GamePhase {
    int32_t now;
    uint32_t since_step;
} GamePhase;

void game_enter(const GameInput *in, GamePhase *phase, int now);
// Whether the phase has lasted `steps`; how much of them, 0..1.
bool game_lasted(const GameInput *in, const GamePhase *phase, uint32_t steps);
float game_phase_share(const GameInput *in, const GamePhase *phase, float steps);
// On to phase `next` once this one has lasted `steps`.
void game_then(const GameInput *in, GamePhase *phase, uint32_t steps, int next);

// Steps since `step`, which is not in the future.
uint32_t game_since(const GameInput *in, uint32_t step);
// How far `steps` from `step` on have gone, 0..1: for pictures that grow, fade or move.
float game_share(const GameInput *in, uint32_t step, float steps);
// How much of `all` steps are done, 0..1; nothing of none.
float game_part(uint32_t done, uint32_t all);
// The child's pace: seconds of play are divided, speeds multiplied by it.
float game_pace(const GameInput *in);
// `usual`, or `easy` while the next try must surely succeed.
float game_ease(const GameInput *in, float usual, float easy);
// A knob whose values are choices or counts, as a whole number.
int game_choice(const GameInput *in, int knob);
// The step in which the newest pose was captured: for timing, where the camera's delay would count
// against the child. A pose older than 0.25 s explains no lateness.
float game_seen_step(const GameInput *in);

// ---- limbs ----

// The side of a set of one (1 << Side); `otherwise` for none or both.
Side game_only_side(unsigned sides, Side otherwise);
// Which hand of the set is nearer to `at`.
Side game_nearer_hand(const GameInput *in, unsigned hands, Vec2 at);
// Whether none of the hands is nearer than `far` to `at`.
bool game_hands_off(const GameInput *in, unsigned hands, Vec2 at, float far);
// Whether the hand on `side` touches the disc now or crossed it since the step before, whatever
// the hand rule says.
bool game_hand_touches(const GameInput *in, int side, Vec2 at, float radius);
// The middle of the shoulders at rest.
Vec2 game_neck(const GameInput *in);
// Leg length, stage units: that of the legs that play; of a seated child 0.4 of the height [ours].
float game_leg(const GameInput *in);
// Whether the trunk leans farther to one side than `degrees`. What cannot be judged does not.
bool game_leans_over(const GameInput *in, float degrees);
// `at`, drawn in to `margin` from the rim of the stage.
Vec2 game_on_stage(Vec2 at, float margin);

// Whether a value, a hand or a foot can be trusted now.
bool body_knows(const Body *body, BodyValue value);
bool body_sees_hand(const Body *body, int side);
bool body_sees_foot(const Body *body, int side);
// Whether a landmark can be trusted now; both landmarks of a left and right pair, by its left one.
bool body_sees(const Body *body, Landmark landmark);
bool body_sees_pair(const Body *body, Landmark left);
// How far the foot on `side` is above the other one, leg lengths.
float body_foot_above(const Body *body, int side);

// Symmetry of two sides in %, 100 (R - L) / (0.5 (R + L)): 0 is even, + the right does more.
float game_symmetry(float left, float right);

STATE_BEGIN

// Counts the peaks of a speed: one is a smooth movement. Zeroed is its start.
typedef struct PeakCounter {
    int32_t rising, peaks;
    float top, low;  // since the last turn
} PeakCounter;

// The spread of a value about its mean. Zeroed is its start.
typedef struct Spread {
    float count, sum, squares;
} Spread;

// Somebody who passes on the left or the right, to be looked at by turning the head.
typedef struct Passer {
    int32_t side;         // where it is now; -1 nowhere
    int32_t came, seen;   // how many came; how many the child turned to
    uint32_t since_step;  // it came, or (nowhere) the next may come
} Passer;

STATE_END

// A dip or rise smaller than `least`, and than `share` of the last top, is noise.
void peaks_add(PeakCounter *counter, float speed, float least, float share);
int peaks_count(const PeakCounter *counter);  // the one that still rises too

void spread_add(Spread *spread, float value);
float spread_rms(const Spread *spread);  // standard deviation; 0 without values

void passer_start(Passer *passer);
// The first of a new try may come from `step` on.
void passer_wait(Passer *passer, uint32_t step);
// `count`: how many within two seconds at most, 0 none. A passer goes once the child has turned the
// head to it, or after `stay_steps`. None comes where one thing at a time is the limit.
void passer_step(Passer *passer, const GameInput *in, Rng *rng, int count, uint32_t stay_steps);
// As a measure: how many of them the child turned to, %. Nothing where none came.
void passer_tell(const Passer *passer, GameOutput *out, int measure);
// How much of it is to be drawn, 0..1: it fades in and out.
float passer_shown(const Passer *passer, const GameInput *in, uint32_t stay_steps);

// ---- pictures ----

// The colour of what a hand or foot on that side is to do: left sky blue, right amber.
Color game_side_color(int side, float alpha);
// The rim of what is to be touched: light within, dark without, so that it stands out from any
// scene by 3 : 1.
void game_draw_rim(Canvas *canvas, Vec2 at, float radius, float alpha);
// A ring in that colour with a dark edge; the right side's is double, so that the colour alone need
// not tell.
void game_draw_side_ring(Canvas *canvas, Vec2 at, float radius, float width, int side, float alpha);
// The picture of the hand on that side, `height` high.
void game_draw_hand(Canvas *canvas, int side, Vec2 at, float height, float alpha);

float game_ease_out(float t);  // 0..1 to 0..1, quick at first
// 0..1: how visible is what came at `since_step` for `stay` steps and takes `fade` to come and go.
float game_visible(const GameInput *in, uint32_t since_step, float stay, float fade);
// `count` dots of light round `at`, the first at `turn` radians: they fly `far` out as they shrink.
void game_burst(Canvas *canvas, Vec2 at, int count, float turn, float far, float radius,
                Color color);
// Three chevrons that run upwards (`up` 1) or downwards (-1) through `at`; `run` rises with time.
void game_chevrons(Canvas *canvas, Vec2 at, float up, float run);
// Where number `i` of the things collected stands, left and right in turn: the first at `first`,
// each further pair `apart` from the one before.
Vec2 game_row(int i, Vec2 first, Vec2 apart);
// A ring round a picture that fills with `share`, 0..1: how long it is still to be held.
void game_gauge(Canvas *canvas, const char *image, Vec2 at, float radius, float share);
// A slow wave, -1..1, as lively as the child likes the background.
float game_wave(const GameInput *in, float speed, float offset);
