// SPDX-License-Identifier: MIT
// statue_sleepover.c: dance while the music plays, be a statue in the silence so that the friends
// fall asleep; the end is calm: breathing with a cloud. Trains inhibition, quiet stance and calming
// down.
#include "games/arcs/statue_sleepover_arc.h"

enum { KNOB_CALM, KNOB_STILL, KNOB_MOVE, KNOB_MOUSE, KNOB_EYES };
enum {
    MEASURE_BEST,
    MEASURE_STILL,
    MEASURE_STOP,
    MEASURE_OPEN,
    MEASURE_CLOSED,
    MEASURE_BREATH,
    MEASURE_PHASE
};
enum { MOUSE_NONE, MOUSE_SEEN, MOUSE_HEARD };

#define MIDDLE          (STAGE_WIDTH / 2)
#define READY_STEPS     60
#define JOY_STEPS       120
#define BREATH_MAX_S    120  // the calm end; of a short play its last third
#define IN_STEPS        240  // arms up for 4 s ...
#define OUT_STEPS       360  // ... and down for 6 s; no breath is held
#define BREATH_STEPS    (IN_STEPS + OUT_STEPS)
#define BEAT_STEPS      30      // of the music at pace 1
#define FAST_SHARE      0.25f   // two followers of each point: their distance is how it moves
#define SLOW_SHARE      0.03f   // (0.07 s and 0.55 s: 0.48 s of the way at a steady speed)
#define DANCE_AL        0.06f   // more than that: dancing
#define DANCE_SHARE     0.45f   // of the music's time to be danced before the silence comes
#define STOP_STEPS      6       // calm for so long: has stopped
#define WIGGLE_STEPS    6       // moving for so long: no bad picture, a wiggle
#define STILL_ROOM_S    4.0f    // time for a silence, beside 1.4 times the stillness
#define SQUAT_LL        0.15f   // hips lower than that: sitting down is not standing still
#define DRIFT_AL        0.35f   // nor is creeping away from where the statue stood
#define BREATH_DEG_LOW  -70.0f  // of the arms' way, from the shoulder, 0 straight out
#define BREATH_DEG_HIGH 65.0f
#define BREATH_AL       0.85f  // from the shoulder, of the arm's reach
#define BREATH_NEAR_AL  0.38f  // a hand so near to its cloud goes with it
#define BREATH_ON_SHARE 0.6f   // of the breath
#define MOUSE_STEPS     150

typedef enum Phase { PHASE_READY, PHASE_DANCE, PHASE_SILENCE, PHASE_JOY, PHASE_BREATHE } Phase;

// From the shoulder of `side`, outwards and up, in arm lengths as far as this arm reaches.
static Vec2 from_shoulder(const GameInput *in, int side, float out, float up)
{
    float arm = in->size->arm[side] * fminf(in->reach[side], 1);
    if (side == SIDE_LEFT) out = -out;
    return game_on_stage(vec2_add(in->size->shoulder[side], vec2(out * arm, up * arm)), 0.4f);
}

// When the breathing starts: whole breaths to the end. Never in a play too short for one.
static uint32_t breathing_from(const GameInput *in)
{
    uint32_t all = in->setup->seconds * GAME_STEPS_PER_SECOND;
    uint32_t calm = all / 3;
    if (calm > BREATH_MAX_S * GAME_STEPS_PER_SECOND) calm = BREATH_MAX_S * GAME_STEPS_PER_SECOND;
    return all - calm / BREATH_STEPS * BREATH_STEPS;
}

static bool find(const Body *b, int point, Vec2 *at)
{
    const Vec2 place[] = { b->hand[0], b->hand[1], b->head, b->shoulders, b->hips };
    *at = place[point];
    if (point == POINT_HEAD) return body_sees(b, LANDMARK_NOSE);
    if (point == POINT_NECK) return body_sees_pair(b, LANDMARK_SHOULDER_LEFT);
    if (point == POINT_HIPS) return body_sees_pair(b, LANDMARK_HIP_LEFT);
    return body_sees_hand(b, point);
}

// How the liveliest part moves. False: too little of the body is seen to tell.
static bool watch(Sleepover *s, const GameInput *in)
{
    float most = 0, arm = game_arm(in);
    int seen = 0;
    for (int i = 0; i < POINT_COUNT && in->body->seen; i++) {
        Vec2 at;
        if (!find(in->body, i, &at)) continue;
        seen++;
        if (!(s->warm & 1 << i)) s->fast[i] = s->slow[i] = at;
        s->warm |= 1 << i;
        s->fast[i] = vec2_mix(s->fast[i], at, FAST_SHARE);
        s->slow[i] = vec2_mix(s->slow[i], at, SLOW_SHARE);
        most = fmaxf(most, vec2_distance(s->fast[i], s->slow[i]) / arm);
    }
    // Cheat: hiding from the camera. Three of the five must be there to see.
    if (seen < 3) return false;
    s->move = most;
    return true;
}

// ---- dancing ----

static void dance(Sleepover *s, const GameInput *in, GameOutput *out)
{
    float music_s = in->knob[KNOB_MOVE] * rng_between(&s->tries.rng, 0.75f, 1.3f);
    game_enter(in, &s->phase, PHASE_DANCE);
    s->danced_steps = 0;
    s->dance_steps = game_steps(music_s / game_pace(in));
    if (s->silences == 0 || in->sure) out->say = "statue_dance";
}

static void music(Sleepover *s, const GameInput *in, GameOutput *out)
{
    static const int melody[] = { 0, 4, 7, 4, 9, 7, 4, 2 };
    uint32_t beat_steps = (uint32_t)(BEAT_STEPS / game_pace(in));
    uint32_t age = game_since(in, s->phase.since_step), beat = age / beat_steps;
    if (age % beat_steps != 0) return;
    game_cue(out, beat % 2 ? CUE_DRUM_HIGH : CUE_DRUM_LOW, vec2(MIDDLE, 1), 0);
    game_cue(out, CUE_TOUCH, vec2(MIDDLE, 1), melody[(beat + (uint32_t)s->silences) % 8]);
    if (beat % 2) return;
    // The hands dance up and down, each its own way.
    for (int side = 0; side < SIDE_COUNT; side++) {
        float to = rng_between(&s->tries.rng, 0.25f, 0.8f);
        s->hop[side] = s->hop[side] > 0 ? -to : to;
    }
}

// Where a dancing hand is invited to be.
static Vec2 dance_at(const Sleepover *s, const GameInput *in, int side)
{
    return from_shoulder(in, side, 0.55f, 0.65f * s->hop[side] - 0.1f);
}

static void invite_dance(const Sleepover *s, const GameInput *in, GameOutput *out)
{
    for (int side = 0; side < SIDE_COUNT; side++)
        if (in->hands & 1u << side)
            game_invite(out, s->arm_id[side], TARGET_HAND, dance_at(s, in, side),
                        0.25f * in->size->arm[side], 1u << side);
}

// ---- silence ----

static float still_seconds(const GameInput *in)
{
    return fmaxf(1, in->knob[KNOB_STILL] * game_ease(in, 1, 0.5f));
}

static uint32_t silence_steps(const GameInput *in)
{
    return game_steps(1.2f * still_seconds(in) + STILL_ROOM_S / game_pace(in));
}

static void silence(Sleepover *s, const GameInput *in, GameOutput *out)
{
    uint32_t steps = silence_steps(in);
    game_enter(in, &s->phase, PHASE_SILENCE);
    s->silences++;
    s->until_step = in->step + steps;
    s->calm = in->knob[KNOB_CALM] * game_ease(in, 1, 1.5f);
    s->wanted_steps = game_steps(still_seconds(in));
    s->still_steps = s->still_best = s->calm_steps = s->wiggle_steps = 0;
    s->sway = (Spread){ 0 };
    s->stopped = s->move <= s->calm;  // one at rest has nothing to stop
    passer_start(&s->mouse);
    passer_wait(&s->mouse, in->step + game_steps(rng_between(&s->tries.rng, 1.5f, 3)));
    if (!in->again) s->drowsy = s->asleep % FRIENDS;
    s->try.silent = 1;  // no word and no sound from now on: the silence is the sign
    game_offer(in, out, &s->tries, &s->try, -1, statue_friend_at(s->drowsy), game_seconds(steps));
    s->try.silent = 0;
}

static void tell_sway(Sleepover *s, const GameInput *in, GameOutput *out)
{
    if (s->still_steps < GAME_STEPS_PER_SECOND) return;
    bool closed = in->knob[KNOB_EYES] >= 0.5f;
    game_measure(out, closed ? MEASURE_CLOSED : MEASURE_OPEN, -1,
                 100 * spread_rms(&s->sway) / in->size->height);
}

static void wake(Sleepover *s, const GameInput *in, GameOutput *out)
{
    tell_sway(s, in, out);
    s->still_steps = 0;
    s->sway = (Spread){ 0 };
}

static void finish(Sleepover *s, const GameInput *in, GameOutput *out, bool hit)
{
    Vec2 at = statue_friend_at(s->drowsy);
    float seconds = game_seconds(s->still_best);
    game_measure(out, MEASURE_BEST, -1, seconds);
    game_measure(out, MEASURE_STILL, -1, seconds);
    tell_sway(s, in, out);
    game_end(out, &s->tries, &s->try, hit, -1, at, seconds);
    if (hit && ++s->asleep % 3 == 0) game_praise(out, at, "statue_stone");
    game_enter(in, &s->phase, PHASE_JOY);
    s->stopped = hit;
}

// A mouse looks in on one side. It comes and goes softly; some children get its squeak, too.
static void distract(Sleepover *s, const GameInput *in, GameOutput *out)
{
    const Sensory *sensory = &in->setup->profile.sensory;
    int wanted = game_choice(in, KNOB_MOUSE);
    Passer *mouse = &s->mouse;
    if (sensory->surprise < wanted) wanted = sensory->surprise;
    if (sensory->things_max < 2) wanted = MOUSE_NONE;
    if (wanted == MOUSE_NONE || in->step < mouse->since_step) return;
    if (mouse->side < 0) {
        mouse->side = rng_below(&s->tries.rng, SIDE_COUNT);
        passer_wait(mouse, in->step);
        if (wanted == MOUSE_HEARD)
            game_cue(out, CUE_APPEAR, vec2(mouse->side == SIDE_RIGHT ? 14 : 2, 3), 7);
    } else if (game_since(in, mouse->since_step) >= MOUSE_STEPS) {
        mouse->side = -1;
        passer_wait(mouse, in->step + MOUSE_STEPS);
    }
}

static bool in_form(const Sleepover *s, const GameInput *in)
{
    const Body *b = in->body;
    // Cheat: sitting or squatting down, where keeping still is easy. Quiet stance is the task.
    if (!in->size->seated && body_knows(b, BODY_HIP_DROP) && b->value[BODY_HIP_DROP] > SQUAT_LL)
        return false;
    // Cheat: going on, but too slowly to be seen. A statue stays where it stood.
    for (int i = 0; i < POINT_COUNT && s->still_steps > 0; i++)
        if ((s->warm & 1 << i) && vec2_distance(s->fast[i], s->anchor[i]) > DRIFT_AL * game_arm(in))
            return false;
    return true;
}

static void keep_still(Sleepover *s, const GameInput *in, GameOutput *out)
{
    bool calm = s->move <= s->calm && in_form(s, in);
    s->wiggle_steps = calm ? 0 : s->wiggle_steps + 1;
    s->calm_steps = calm ? s->calm_steps + 1 : 0;
    if (s->wiggle_steps == WIGGLE_STEPS && s->still_steps > 0) wake(s, in, out);
    if (s->calm_steps < STOP_STEPS) return;
    if (!s->stopped) {
        s->stopped = 1;
        uint32_t taken = in->step - s->phase.since_step + 1 - STOP_STEPS;
        game_measure(out, MEASURE_STOP, -1, 1000 * (float)taken / GAME_STEPS_PER_SECOND);
    }
    if (s->still_steps == 0)
        for (int i = 0; i < POINT_COUNT; i++) s->anchor[i] = s->fast[i];
    spread_add(&s->sway, s->fast[in->size->seated ? POINT_NECK : POINT_HIPS].x - in->size->hip.x);
    if (++s->still_steps > s->still_best) s->still_best = s->still_steps;
    if (s->still_steps >= s->wanted_steps) finish(s, in, out, true);
}

// ---- cloud breathing ----

// 0 arms down, 1 arms up; eased, since a breath turns gently.
static float breath_share(uint32_t step)
{
    float turn = game_part(step, IN_STEPS);
    if (step >= IN_STEPS) turn = 1 - game_part(step - IN_STEPS, OUT_STEPS);
    return 0.5f - 0.5f * exact_cos(PI_F * turn);
}

static Vec2 cloud_at(const GameInput *in, int side, float share)
{
    float turn = mixf(BREATH_DEG_LOW, BREATH_DEG_HIGH, share) * RADIANS;
    return from_shoulder(in, side, BREATH_AL * exact_cos(turn), BREATH_AL * exact_sin(turn));
}

static int breath_side(const Sleepover *s)
{
    Side only = game_only_side(s->hands, SIDE_COUNT);
    return only == SIDE_COUNT ? -1 : (int)only;
}

// Where the cloud that a breath is told by begins.
static Vec2 breath_at(const Sleepover *s, const GameInput *in)
{
    return cloud_at(in, game_only_side(s->hands, SIDE_RIGHT), 0);
}

static void breathe_in(Sleepover *s, const GameInput *in, GameOutput *out)
{
    if (s->phase.now != PHASE_BREATHE) out->say = "breathe";
    game_enter(in, &s->phase, PHASE_BREATHE);
    s->hands = in->hands;
    s->on_steps = s->seen_steps = 0;
    s->arm = s->cloud = vec2(0, 0);
    s->try.silent = 1;  // a breath has its own two sounds
    game_offer(in, out, &s->tries, &s->try, breath_side(s), breath_at(s, in),
               game_seconds(BREATH_STEPS));
    game_cue(out, CUE_APPEAR, vec2(MIDDLE, 2), 0);
}

static void breathe_out(Sleepover *s, const GameInput *in, GameOutput *out)
{
    int side = breath_side(s);
    Vec2 at = breath_at(s, in);
    float on = game_part(s->on_steps, s->seen_steps);
    bool seen = s->seen_steps > BREATH_STEPS / 2;
    if (seen) {
        float lag = exact_atan2(s->arm.y, s->arm.x) - exact_atan2(s->cloud.y, s->cloud.x);
        game_measure(out, MEASURE_BREATH, side, 100 * on);
        game_measure(out, MEASURE_PHASE, side, remainderf(lag, 2 * PI_F) * DEGREES);
    }
    // Cheat: flinging the arms up and letting them drop. They must go with the cloud.
    bool hit = seen && on >= BREATH_ON_SHARE;
    game_end(out, &s->tries, &s->try, hit, side, at, on);
    if (hit) game_cue(out, CUE_SUCCESS, at, 0);
}

static void breathe(Sleepover *s, const GameInput *in, GameOutput *out)
{
    uint32_t step = in->step - s->phase.since_step;
    float share = breath_share(step), height = 0;
    unsigned with = 0, seen = 0;
    if (step == IN_STEPS) game_cue(out, CUE_TOUCH, vec2(MIDDLE, 7), -5);
    for (int side = 0; side < SIDE_COUNT && in->body->seen; side++) {
        if (!(s->hands & 1u << side) || !body_sees_hand(in->body, side)) continue;
        Vec2 hand = in->body->hand[side];
        float arm = in->size->arm[side], up = (hand.y - in->size->shoulder[side].y) / arm;
        bool near = vec2_distance(hand, cloud_at(in, side, share)) <= BREATH_NEAR_AL * arm;
        if (near || !seen) height = up;  // of the arm that goes with it
        seen |= 1u << side;
        with |= (unsigned)near << side;
    }
    if (!seen) return;
    s->seen_steps++;
    s->on_steps += in->both ? with == s->hands : with != 0;
    Vec2 wave = vec2_polar(2 * PI_F * (float)step / BREATH_STEPS, 1);
    s->arm = vec2_add(s->arm, vec2_scale(wave, height));
    s->cloud = vec2_add(s->cloud, vec2_scale(wave, share));
}

static void invite_breath(const Sleepover *s, const GameInput *in, GameOutput *out)
{
    float share = breath_share(in->step - s->phase.since_step);
    int id = s->try.id;  // the breath's own for the first arm, another for the second
    for (int side = SIDE_COUNT - 1; side >= 0; side--) {
        if (!(s->hands & 1u << side)) continue;
        game_invite(out, id, TARGET_HAND, cloud_at(in, side, share),
                    BREATH_NEAR_AL * in->size->arm[side], 1u << side);
        id = s->breath_arm_id;
    }
}

// ---- the order of things ----

static void start(void *state, const GameInput *first)
{
    Sleepover *s = state;
    game_tries_start(&s->tries, first);
    for (int side = 0; side < SIDE_COUNT; side++) s->arm_id[side] = ++s->tries.ids;
    s->breath_arm_id = ++s->tries.ids;
    s->hop[SIDE_LEFT] = 0.5f;
    s->hop[SIDE_RIGHT] = -0.5f;
    passer_start(&s->mouse);
}

static void step_dance(Sleepover *s, const GameInput *in, GameOutput *out, bool seen)
{
    music(s, in, out);
    if (seen) s->danced_steps += s->move >= DANCE_AL;
    // Cheat: being a statue all along. The silence comes only to one who has danced.
    bool danced = (float)s->danced_steps >= DANCE_SHARE * (float)s->dance_steps;
    // And only if it can be kept before the breathing begins.
    bool time_left = in->step + silence_steps(in) <= breathing_from(in);
    if (game_lasted(in, &s->phase, s->dance_steps) && danced && time_left && seen)
        silence(s, in, out);
}

static void step(void *state, const GameInput *in, GameOutput *out)
{
    Sleepover *s = state;
    bool seen = watch(s, in);
    // Withdrawn: the music plays again; a breath is begun anew.
    if (game_withdrawn(in, &s->try) && s->phase.now == PHASE_SILENCE)
        game_enter(in, &s->phase, PHASE_READY);
    if (s->phase.now == PHASE_BREATHE && !s->try.open) {
        breathe_in(s, in, out);
    } else if (s->phase.now == PHASE_BREATHE) {
        breathe(s, in, out);
        if (game_lasted(in, &s->phase, BREATH_STEPS - 1)) breathe_out(s, in, out);
    } else if (s->phase.now != PHASE_SILENCE && in->step >= breathing_from(in)) {
        breathe_in(s, in, out);
    } else if (s->phase.now == PHASE_DANCE) {
        step_dance(s, in, out, seen);
    } else if (s->phase.now == PHASE_SILENCE) {
        if (!seen) s->until_step++;  // out of sight: the time waits too
        if (seen) keep_still(s, in, out);
        if (s->phase.now == PHASE_SILENCE) distract(s, in, out);
        if (s->phase.now == PHASE_SILENCE && in->step >= s->until_step) finish(s, in, out, false);
    } else if (in->body->seen &&
               game_lasted(in, &s->phase, s->phase.now == PHASE_JOY ? JOY_STEPS : READY_STEPS)) {
        dance(s, in, out);
    }
    out->mute = s->phase.now == PHASE_SILENCE;
    if (s->phase.now == PHASE_DANCE) invite_dance(s, in, out);
    if (s->phase.now == PHASE_SILENCE)
        game_invite(out, s->try.id, TARGET_STILL, game_on_stage(in->size->hip, 0.4f),
                    s->calm * game_arm(in), 3);
    if (s->phase.now == PHASE_BREATHE && s->try.open) invite_breath(s, in, out);
}

// ---- the picture ----

static void draw_friends(const Sleepover *s, const GameInput *in, Canvas *canvas)
{
    int moving = in->setup->profile.sensory.things_max;
    for (int i = 0; i < FRIENDS; i++) {
        Vec2 at = statue_friend_at(i);
        bool sleeps = i < s->asleep || s->phase.now == PHASE_BREATHE;
        bool next = i == s->drowsy && s->phase.now == PHASE_SILENCE;
        if (next) sleeps = s->still_steps > GAME_STEPS_PER_SECOND / 2;
        if (s->phase.now == PHASE_DANCE && !sleeps && i < moving)
            at.y += 0.14f * fabsf(exact_sin((float)in->step * 0.052f + (float)i));
        statue_friend(i, sleeps, at, 1, canvas);
    }
}

static void draw_notes(const Sleepover *s, const GameInput *in, Canvas *canvas)
{
    int notes = in->setup->profile.sensory.things_max < 4 ? 2 : 4;
    statue_notes((float)game_since(in, s->phase.since_step) * 0.006f, notes, 1, canvas);
    // Two lamps show where hands may dance; nothing asks to be hit.
    for (int side = 0; side < SIDE_COUNT; side++)
        if (in->hands & 1u << side)
            canvas_glow(canvas, dance_at(s, in, side), 0.7f, (Color){ 1, 0.85f, 0.6f, 0.35f });
}

// The moon fills while all is still.
static void draw_moon(const Sleepover *s, Canvas *canvas)
{
    Vec2 moon = vec2(MIDDLE, 7.9f);
    float share = game_part(s->still_steps, s->wanted_steps);
    if (s->phase.now == PHASE_JOY) share = s->stopped ? 1 : 0;
    canvas_glow(canvas, moon, 1.3f, (Color){ 1, 0.95f, 0.7f, 0.25f + 0.3f * share });
    game_gauge(canvas, "moon", moon, 0.9f, share);
}

static void draw_mouse(const Sleepover *s, const GameInput *in, Canvas *canvas)
{
    float shown = passer_shown(&s->mouse, in, MOUSE_STEPS), x = 0.2f + 0.8f * shown;
    if (s->mouse.side == SIDE_RIGHT) x = STAGE_WIDTH - x;
    canvas_picture(canvas, "mouse", vec2(x, 3.6f), 1.2f, shown);
}

static void draw_breath(const Sleepover *s, const GameInput *in, Canvas *canvas)
{
    uint32_t step = s->try.open ? game_since(in, s->phase.since_step) : 0;
    float share = breath_share(step);
    Vec2 cloud = vec2(MIDDLE, 7.6f);
    canvas_glow(canvas, cloud, 1.6f + 0.9f * share, (Color){ 0.75f, 0.85f, 1, 0.35f });
    canvas_picture(canvas, "cloud_1", cloud, 1.0f + 0.9f * share, 0.95f);
    canvas_text(canvas, vec2(cloud.x, cloud.y - 0.05f), 0.5f, (Color){ 0.25f, 0.3f, 0.5f, 1 },
                step < IN_STEPS ? "Up" : "Down");
    for (int side = 0; side < SIDE_COUNT; side++) {
        if (!(s->hands & 1u << side)) continue;
        for (int i = 0; i <= 10; i++)
            canvas_disc(canvas, cloud_at(in, side, (float)i / 10), 0.07f, COLOR_LIGHT(0.5f));
        Vec2 at = cloud_at(in, side, share);
        canvas_glow(canvas, at, 0.9f, (Color){ 0.8f, 0.9f, 1, 0.45f });
        canvas_picture(canvas, "cloud_2", at, 0.75f, 0.9f);
    }
}

static void draw(const void *state, const GameInput *in, Canvas *canvas)
{
    const Sleepover *s = state;
    canvas_background(canvas, "bedroom_night");
    // A star for each breath with the cloud.
    for (int i = 0; i < s->tries.hits - s->asleep && i < 12; i++)
        canvas_picture(canvas, "star", game_row(i, vec2(5, 8.2f), vec2(-0.8f, 0)), 0.5f, 1);
    draw_friends(s, in, canvas);
    if (s->phase.now == PHASE_SILENCE || s->phase.now == PHASE_JOY) draw_moon(s, canvas);
    if (s->phase.now == PHASE_SILENCE) draw_mouse(s, in, canvas);
    if (s->phase.now == PHASE_BREATHE) draw_breath(s, in, canvas);
    if (s->phase.now == PHASE_DANCE) {
        draw_notes(s, in, canvas);
        canvas_text(canvas, vec2(MIDDLE, 8.3f), 0.62f, COLOR_WHITE, "Dance");
    }
    const char *words = in->knob[KNOB_EYES] >= 0.5f ? "Eyes closed" : "Statue";
    if (s->phase.now == PHASE_SILENCE && s->still_steps < GAME_STEPS_PER_SECOND)
        canvas_text(canvas, vec2(MIDDLE + 3.4f, 7.9f), 0.62f, COLOR_WHITE, "%s", words);
}

static unsigned care(const Profile *profile, const float knob[GAME_KNOBS_MAX])
{
    bool closed = knob[KNOB_EYES] >= 0.5f;
    return closed && !profile_is_seated(profile) ? 1u << CARE_EYES_CLOSED : 0;
}

// Levels: stillness as in the therapy table. Eyes are closed only when the therapist says so.
const Game game_statue_sleepover = {
    .id = "statue_sleepover",
    .title = "Statue Sleepover",
    .card = { .feet = { -0.02f, -0.37f },
              .height = 0.62f,
              .upper = { 96, 94 },
              .fore = { 165, 40 },
              .thigh = { 3, 3 },
              .shank = { -2, -2 },
              .eyes_shut = true },
    .trains = "inhibition, quiet stance, calming down; ends with slow breathing",
    .invite = "Dance, then be a statue when the music stops",
    .version = 2,
    .state_size = sizeof(Sleepover),
    .knob_count = 5,
    .knobs = { [KNOB_CALM] = { "calm", "AL", "movement of a statue", 0.03f, 0.25f, 0.1f },
               [KNOB_STILL] = { "still", "s", "how long to be a statue", 1, 20, 6 },
               [KNOB_MOVE] = { "move", "s", "how long the music plays, about", 2, 15, 5 },
               [KNOB_MOUSE] = { "distractor", "", "mouse: 0 none, 1 seen, 2 heard", 0, 2, 0 },
               [KNOB_EYES] = { "eyes", "", "0 open, 1 closed (guard the child)", 0, 1, 0 } },
    .level = { { 0.14f, 2, 6, 0, 0 },
               { 0.12f, 4, 6, 0, 0 },
               { 0.10f, 6, 5, 0, 0 },
               { 0.085f, 8, 5, 1, 0 },
               { 0.07f, 12, 4, 2, 0 } },
    .ladder_count = 3,
    .ladder = { KNOB_CALM, KNOB_STILL, KNOB_MOUSE },
    .measure_count = 7,
    .measures = { [MEASURE_BEST] = { "still_best", "s", "longest stillness", STAT_BEST },
                  [MEASURE_STILL] = { "still_time", "s", "in a silence", STAT_MEDIAN },
                  [MEASURE_STOP] = { "stop_time", "ms", "from silence to still", STAT_MEDIAN },
                  [MEASURE_OPEN] = { "statue_sway", "%H",
                                     "RMS of the mid-hip (seated: neck) sideways while still, "
                                     "eyes open, of smoothed landmarks",
                                     STAT_MEDIAN },
                  [MEASURE_CLOSED] = { "statue_sway_closed", "%H", "eyes closed", STAT_MEDIAN },
                  [MEASURE_BREATH] = { "breath_follow", "%", "with the cloud", STAT_MEAN },
                  [MEASURE_PHASE] = { "breath_phase", "deg",
                                      "arms behind the cloud; 36 deg are 1 s", STAT_MEDIAN } },
    .praise = { "statue_stone" },
    .sides = SIDES_NONE,
    .goes_low = true,
    .care = care,
    .start = start,
    .step = step,
    .draw = draw,
    .arc = &statue_sleepover_arc,
};
