// statue_sleepover.c: dance while the music plays, be a statue in the silence so that the friends fall
// asleep; the end is calm: breathing with a cloud. Trains inhibition, quiet stance and calming down.
#include "tiptoe/game.h"

enum { KNOB_CALM, KNOB_STILL, KNOB_MOVE, KNOB_DISTRACTOR, KNOB_EYES };
enum {
    MEASURE_STILL_BEST,
    MEASURE_STILL,
    MEASURE_STOP,
    MEASURE_SWAY_OPEN,
    MEASURE_SWAY_CLOSED,
    MEASURE_BREATH,
    MEASURE_PHASE
};
enum { POINT_HAND_LEFT, POINT_HAND_RIGHT, POINT_HEAD, POINT_NECK, POINT_HIPS, POINT_COUNT };
enum { DISTRACTOR_NONE, DISTRACTOR_SEEN, DISTRACTOR_HEARD };

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
#define FRIENDS         6

typedef enum Phase { PHASE_READY, PHASE_DANCE, PHASE_SILENCE, PHASE_JOY, PHASE_BREATHE } Phase;

typedef struct Sleepover {
    Rng rng;
    int32_t phase, id, ids, arm_id[SIDE_COUNT], breath_arm_id, tries, asleep, dances;
    uint32_t since_step, dance_steps, danced_steps, until_step;
    Vec2 fast[POINT_COUNT], slow[POINT_COUNT], anchor[POINT_COUNT];
    float move;                   // of the liveliest point, AL; see FAST_SHARE
    float calm, hop[SIDE_COUNT];  // of this silence; heights of the dance, -1..1
    uint32_t still_steps, still_best, wanted_steps, calm_steps, wiggle_steps, sway_steps;
    int32_t stopped, stirred, mouse, warm;
    uint32_t mouse_step;
    float sway_sum, sway_squares;
    // of one breath
    uint32_t breath_step, on_steps, seen_steps;
    uint32_t hands;  // that go with it
    float arm_cos, arm_sin, cloud_cos, cloud_sin;
    int32_t joined, unused;
} Sleepover;

static float arm_length(const GameInput *in)
{
    return (in->size->arm[SIDE_LEFT] + in->size->arm[SIDE_RIGHT]) / 2;
}

// When the breathing starts: whole breaths to the end. Never in a play too short for one.
static uint32_t breathing_from(const GameInput *in)
{
    uint32_t all = in->setup->seconds * GAME_STEPS_PER_SECOND;
    uint32_t calm = all / 3;
    if (calm > BREATH_MAX_S * GAME_STEPS_PER_SECOND) calm = BREATH_MAX_S * GAME_STEPS_PER_SECOND;
    uint32_t breaths = calm / BREATH_STEPS;
    if (breaths == 0 && all >= 2 * BREATH_STEPS) breaths = 1;
    return all - breaths * BREATH_STEPS;
}

static Vec2 place_of(const Body *b, int point, bool *known)
{
    bool hips = b->trust[LANDMARK_HIP_LEFT] >= BODY_TRUST_MIN &&
                b->trust[LANDMARK_HIP_RIGHT] >= BODY_TRUST_MIN;
    bool neck = b->trust[LANDMARK_SHOULDER_LEFT] >= BODY_TRUST_MIN &&
                b->trust[LANDMARK_SHOULDER_RIGHT] >= BODY_TRUST_MIN;
    switch (point) {
    case POINT_HEAD: *known = b->trust[LANDMARK_NOSE] >= BODY_TRUST_MIN; return b->head;
    case POINT_NECK: *known = neck; return b->shoulders;
    case POINT_HIPS: *known = hips; return b->hips;
    default:
        *known = b->hand_trust[point - POINT_HAND_LEFT] >= BODY_TRUST_MIN;
        return b->hand[point - POINT_HAND_LEFT];
    }
}

// How the liveliest part moves. False: too little of the body is seen to tell.
static bool watch(Sleepover *s, const GameInput *in)
{
    float most = 0, arm = arm_length(in);
    int seen = 0;
    for (int i = 0; i < POINT_COUNT && in->body->seen; i++) {
        bool known;
        Vec2 at = place_of(in->body, i, &known);
        if (!known) continue;
        seen++;
        if (!(s->warm & 1 << i)) s->fast[i] = s->slow[i] = at;
        s->warm |= 1 << i;
        s->fast[i] = vec2_mix(s->fast[i], at, FAST_SHARE);
        s->slow[i] = vec2_mix(s->slow[i], at, SLOW_SHARE);
        most = fmaxf(most, vec2_distance(s->fast[i], s->slow[i]) / arm);
    }
    // Cheat: hiding from the camera. At least head, neck and one thing more must be there to see.
    if (seen < 3) return false;
    s->move = most;
    return true;
}

static Vec2 friend_at(int i)
{
    float x = i % 2 ? 14.9f - 1.35f * (float)(i / 2) : 1.1f + 1.35f * (float)(i / 2);
    return vec2(x, 1.15f + 0.25f * (float)(i / 2 % 2));
}

// ---- dancing ----

static void dance(Sleepover *s, const GameInput *in, GameOutput *out)
{
    float pace = in->setup->profile.sensory.pace;
    float music_s = in->knob[KNOB_MOVE] * rng_between(&s->rng, 0.75f, 1.3f);
    s->phase = PHASE_DANCE;
    s->since_step = in->step;
    s->danced_steps = 0;
    s->dance_steps = (uint32_t)(music_s / pace * GAME_STEPS_PER_SECOND);
    if (s->dances++ == 0 || in->sure) out->say = "statue_dance";
}

static void music(Sleepover *s, const GameInput *in, GameOutput *out)
{
    static const int melody[] = { 0, 4, 7, 4, 9, 7, 4, 2 };
    uint32_t beat_steps = (uint32_t)(BEAT_STEPS / in->setup->profile.sensory.pace);
    uint32_t age = in->step - s->since_step;
    if (age % beat_steps != 0) return;
    uint32_t beat = age / beat_steps;
    game_cue(out, beat % 2 ? CUE_DRUM_HIGH : CUE_DRUM_LOW, vec2(STAGE_WIDTH / 2, 1), 0);
    game_cue(out, CUE_TOUCH, vec2(STAGE_WIDTH / 2, 1), melody[(beat + (uint32_t)s->tries) % 8]);
    if (beat % 2) return;
    // The hands dance up and down, each its own way.
    for (int side = 0; side < SIDE_COUNT; side++) {
        float to = rng_between(&s->rng, 0.25f, 0.8f);
        s->hop[side] = s->hop[side] > 0 ? -to : to;
    }
}

// Where a dancing hand is invited to be.
static Vec2 dance_at(const Sleepover *s, const GameInput *in, int side)
{
    const Calibration *c = in->size;
    float arm = c->arm[side] * clampf(in->reach[side], 0.3f, 1);
    float out = side == SIDE_RIGHT ? 1.0f : -1.0f;
    Vec2 at =
        vec2_add(c->shoulder[side], vec2(out * 0.55f * arm, (0.65f * s->hop[side] - 0.1f) * arm));
    return vec2(clampf(at.x, 0.4f, STAGE_WIDTH - 0.4f), clampf(at.y, 0.4f, STAGE_HEIGHT - 0.4f));
}

static void invite_dance(const Sleepover *s, const GameInput *in, GameOutput *out)
{
    for (int side = 0; side < SIDE_COUNT; side++)
        if (in->hands & 1u << side)
            game_target(out, (GameTarget){ .id = s->arm_id[side],
                                           .kind = TARGET_HAND,
                                           .at = dance_at(s, in, side),
                                           .radius = 0.25f * in->size->arm[side],
                                           .sides = 1u << side });
}

// ---- silence ----

static uint32_t silence_steps(const GameInput *in, float still_s)
{
    float room_s = STILL_ROOM_S / in->setup->profile.sensory.pace;
    return (uint32_t)((1.2f * still_s + room_s) * GAME_STEPS_PER_SECOND);
}

static float still_seconds(const GameInput *in)
{
    return fmaxf(1, in->knob[KNOB_STILL] * (in->sure ? 0.5f : 1));
}

static void silence(Sleepover *s, const GameInput *in, GameOutput *out)
{
    float still_s = still_seconds(in);
    uint32_t steps = silence_steps(in, still_s);
    s->phase = PHASE_SILENCE;
    s->id = ++s->ids;
    s->tries++;
    s->since_step = in->step;
    s->until_step = in->step + steps;
    s->calm = in->knob[KNOB_CALM] * (in->sure ? 1.5f : 1);
    s->wanted_steps = (uint32_t)(still_s * GAME_STEPS_PER_SECOND);
    s->still_steps = s->still_best = s->calm_steps = s->wiggle_steps = s->sway_steps = 0;
    s->sway_sum = s->sway_squares = 0;
    s->stopped = s->stirred = 0;
    s->mouse = -1;
    s->mouse_step = in->step + (uint32_t)(rng_between(&s->rng, 1.5f, 3) * GAME_STEPS_PER_SECOND);
    game_event(out, EVENT_OFFER, s->id, -1, friend_at(s->asleep % FRIENDS),
               (float)steps / GAME_STEPS_PER_SECOND);
    // No word and no sound from now on: the silence is the sign.
}

static void tell_sway(Sleepover *s, const GameInput *in, GameOutput *out)
{
    if (s->sway_steps < GAME_STEPS_PER_SECOND) return;
    float n = (float)s->sway_steps, mean = s->sway_sum / n;
    float rms = sqrtf(fmaxf(0, s->sway_squares / n - mean * mean));
    bool closed = in->knob[KNOB_EYES] >= 0.5f;
    game_measure(out, closed ? MEASURE_SWAY_CLOSED : MEASURE_SWAY_OPEN, -1,
                 100 * rms / in->size->height);
}

static void wake(Sleepover *s, const GameInput *in, GameOutput *out)
{
    if (s->still_steps > s->still_best) s->still_best = s->still_steps;
    if (s->still_steps >= GAME_STEPS_PER_SECOND) tell_sway(s, in, out);
    s->still_steps = s->calm_steps = s->sway_steps = 0;
    s->sway_sum = s->sway_squares = 0;
    s->stirred = 1;
}

static void finish(Sleepover *s, const GameInput *in, GameOutput *out, bool hit)
{
    static const int tune[] = { 0, 4, 7, 12 };
    Vec2 at = friend_at(s->asleep % FRIENDS);
    if (s->still_steps > s->still_best) s->still_best = s->still_steps;
    float seconds = (float)s->still_best / GAME_STEPS_PER_SECOND;
    game_measure(out, MEASURE_STILL_BEST, -1, seconds);
    game_measure(out, MEASURE_STILL, -1, seconds);
    tell_sway(s, in, out);
    if (hit) {
        game_event(out, EVENT_HIT, s->id, -1, at, seconds);
        game_cue(out, CUE_SUCCESS, at, tune[s->asleep % 4]);
        s->asleep++;
        if (s->asleep % 3 == 0) {
            game_cue(out, CUE_PRAISE, at, 0);
            out->say = "statue_stone";
        }
    } else {
        game_event(out, EVENT_MISS, s->id, -1, at, 0);
        game_cue(out, CUE_AWAY, at, 0);
    }
    s->phase = PHASE_JOY;
    s->since_step = in->step;
    s->stopped = hit;
}

// A mouse looks in on one side. It comes and goes softly; some children get its squeak, too.
static void distract(Sleepover *s, const GameInput *in, GameOutput *out)
{
    const Sensory *sensory = &in->setup->profile.sensory;
    int wanted = (int)(in->knob[KNOB_DISTRACTOR] + 0.5f);
    if (sensory->surprise < wanted) wanted = sensory->surprise;
    if (sensory->things_max < 2) wanted = DISTRACTOR_NONE;
    if (wanted == DISTRACTOR_NONE || in->step < s->mouse_step) return;
    if (s->mouse < 0) {
        s->mouse = rng_below(&s->rng, SIDE_COUNT);
        s->mouse_step = in->step;
        if (wanted == DISTRACTOR_HEARD)
            game_cue(out, CUE_APPEAR, vec2(s->mouse == SIDE_RIGHT ? 14 : 2, 3), 7);
    } else if (in->step - s->mouse_step >= MOUSE_STEPS) {
        s->mouse = -1;
        s->mouse_step = in->step + MOUSE_STEPS;
    }
}

static bool in_form(const Sleepover *s, const GameInput *in)
{
    const Body *b = in->body;
    // Cheat: sitting or squatting down, where keeping still is easy. Quiet stance is the task.
    if (!in->size->seated && b->value_trust[BODY_HIP_DROP] >= BODY_TRUST_MIN &&
        b->value[BODY_HIP_DROP] > SQUAT_LL)
        return false;
    // Cheat: going on, but too slowly to be seen. A statue stays where it stood.
    for (int i = 0; i < POINT_COUNT && s->still_steps > 0; i++)
        if ((s->warm & 1 << i) &&
            vec2_distance(s->fast[i], s->anchor[i]) > DRIFT_AL * arm_length(in))
            return false;
    return true;
}

static void keep_still(Sleepover *s, const GameInput *in, GameOutput *out)
{
    bool calm = s->move <= s->calm && in_form(s, in);
    s->wiggle_steps = calm ? 0 : s->wiggle_steps + 1;
    if (s->wiggle_steps == WIGGLE_STEPS && s->still_steps > 0) wake(s, in, out);
    if (!calm) {
        s->calm_steps = 0;
        return;
    }
    if (++s->calm_steps < STOP_STEPS) return;
    if (!s->stopped) {
        s->stopped = 1;
        uint32_t taken = in->step - s->since_step + 1 - STOP_STEPS;
        game_measure(out, MEASURE_STOP, -1, 1000 * (float)taken / GAME_STEPS_PER_SECOND);
    }
    if (s->still_steps == 0)
        for (int i = 0; i < POINT_COUNT; i++) s->anchor[i] = s->fast[i];
    float x = s->fast[in->size->seated ? POINT_NECK : POINT_HIPS].x;
    x -= in->size->hip.x;
    s->sway_sum += x;
    s->sway_squares += x * x;
    s->sway_steps++;
    if (++s->still_steps >= s->wanted_steps) finish(s, in, out, true);
}

static void invite_stillness(const Sleepover *s, const GameInput *in, GameOutput *out)
{
    const Calibration *c = in->size;
    Vec2 at = vec2(clampf(c->hip.x, 0.2f, STAGE_WIDTH - 0.2f),
                   clampf(c->hip.y, 0.2f, STAGE_HEIGHT - 0.2f));
    game_target(out, (GameTarget){ .id = s->id,
                                   .kind = TARGET_STILL,
                                   .at = at,
                                   .radius = s->calm * arm_length(in),
                                   .sides = 3 });
}

// ---- cloud breathing ----

// 0 arms down, 1 arms up; eased, since a breath turns gently.
static float breath_share(uint32_t step)
{
    float turn =
        step < IN_STEPS ? (float)step / IN_STEPS : 1 - (float)(step - IN_STEPS) / OUT_STEPS;
    return 0.5f - 0.5f * cosf(PI_F * clampf(turn, 0, 1));
}

static Vec2 cloud_at(const GameInput *in, int side, float share)
{
    const Calibration *c = in->size;
    float turn = mixf(BREATH_DEG_LOW, BREATH_DEG_HIGH, share) * (PI_F / 180);
    float far = BREATH_AL * c->arm[side] * clampf(in->reach[side], 0.4f, 1);
    float out = side == SIDE_RIGHT ? 1.0f : -1.0f;
    Vec2 at = vec2_add(c->shoulder[side], vec2(out * cosf(turn) * far, sinf(turn) * far));
    return vec2(clampf(at.x, 0.4f, STAGE_WIDTH - 0.4f), clampf(at.y, 0.4f, STAGE_HEIGHT - 0.4f));
}

static int breath_side(const Sleepover *s)
{
    if (s->hands == 1u << SIDE_LEFT) return SIDE_LEFT;
    return s->hands == 1u << SIDE_RIGHT ? SIDE_RIGHT : -1;
}

static void breathe_in(Sleepover *s, const GameInput *in, GameOutput *out)
{
    if (s->phase != PHASE_BREATHE) out->say = "breathe";
    s->phase = PHASE_BREATHE;
    s->id = ++s->ids;
    s->breath_step = s->since_step = in->step;
    s->hands = in->hands;
    s->on_steps = s->seen_steps = 0;
    s->arm_cos = s->arm_sin = s->cloud_cos = s->cloud_sin = 0;
    int side = breath_side(s);
    game_event(out, EVENT_OFFER, s->id, side, cloud_at(in, side < 0 ? SIDE_RIGHT : side, 0),
               (float)BREATH_STEPS / GAME_STEPS_PER_SECOND);
    game_cue(out, CUE_APPEAR, vec2(STAGE_WIDTH / 2, 2), 0);
}

static void breathe_out(Sleepover *s, const GameInput *in, GameOutput *out)
{
    int side = breath_side(s);
    Vec2 at = cloud_at(in, side < 0 ? SIDE_RIGHT : side, 0);
    float on = s->seen_steps ? (float)s->on_steps / (float)s->seen_steps : 0;
    if (s->seen_steps > BREATH_STEPS / 2) {
        float lag = atan2f(s->arm_sin, s->arm_cos) - atan2f(s->cloud_sin, s->cloud_cos);
        if (lag > PI_F) lag -= 2 * PI_F;
        if (lag < -PI_F) lag += 2 * PI_F;
        game_measure(out, MEASURE_BREATH, side, 100 * on);
        game_measure(out, MEASURE_PHASE, side, lag * (180 / PI_F));
    }
    // Cheat: flinging the arms up and letting them drop. They must go with the cloud most of the way.
    if (on >= BREATH_ON_SHARE && s->seen_steps > BREATH_STEPS / 2) {
        game_event(out, EVENT_HIT, s->id, side, at, on);
        game_cue(out, CUE_SUCCESS, at, 0);
        s->joined++;
    } else {
        game_event(out, EVENT_MISS, s->id, -1, at, 0);
    }
}

static void breathe(Sleepover *s, const GameInput *in, GameOutput *out)
{
    uint32_t step = in->step - s->breath_step;
    float share = breath_share(step), height = 0;
    const Body *b = in->body;
    unsigned with = 0, seen = 0;
    for (int side = 0; side < SIDE_COUNT; side++) {
        if (!(s->hands & 1u << side) || b->hand_trust[side] < BODY_TRUST_MIN) continue;
        seen |= 1u << side;
        Vec2 cloud = cloud_at(in, side, share);
        float near = BREATH_NEAR_AL * in->size->arm[side];
        if (vec2_distance(b->hand[side], cloud) <= near) with |= 1u << side;
        float up = (b->hand[side].y - in->size->shoulder[side].y) / in->size->arm[side];
        height = with & 1u << side || height == 0 ? up : height;
    }
    if (step == IN_STEPS) game_cue(out, CUE_TOUCH, vec2(STAGE_WIDTH / 2, 7), -5);
    if (!b->seen || !seen) return;
    s->seen_steps++;
    s->on_steps += in->both ? with == s->hands : with != 0;
    float turn = 2 * PI_F * (float)step / BREATH_STEPS;
    s->arm_cos += height * cosf(turn);
    s->arm_sin += height * sinf(turn);
    s->cloud_cos += share * cosf(turn);
    s->cloud_sin += share * sinf(turn);
}

static void invite_breath(const Sleepover *s, const GameInput *in, GameOutput *out)
{
    float share = breath_share(in->step - s->breath_step);
    int id = s->id;  // the breath's own for the first arm, another for the second
    for (int side = SIDE_COUNT - 1; side >= 0; side--) {
        if (!(s->hands & 1u << side)) continue;
        game_target(out, (GameTarget){ .id = id,
                                       .kind = TARGET_HAND,
                                       .at = cloud_at(in, side, share),
                                       .radius = BREATH_NEAR_AL * in->size->arm[side],
                                       .sides = 1u << side });
        id = s->breath_arm_id;
    }
}

// ---- the order of things ----

static void start(void *state, const GameInput *first)
{
    Sleepover *s = state;
    s->rng = rng_seed(first->setup->seed);
    for (int side = 0; side < SIDE_COUNT; side++) s->arm_id[side] = ++s->ids;
    s->breath_arm_id = ++s->ids;
    s->hop[SIDE_LEFT] = 0.5f;
    s->hop[SIDE_RIGHT] = -0.5f;
    s->mouse = -1;
}

static void step_dance(Sleepover *s, const GameInput *in, GameOutput *out, bool seen)
{
    uint32_t age = in->step - s->since_step, calm = breathing_from(in);
    music(s, in, out);
    if (seen) s->danced_steps += s->move >= DANCE_AL;
    // Cheat: being a statue all along. The silence comes only to one who has danced.
    bool danced = (float)s->danced_steps >= DANCE_SHARE * (float)s->dance_steps;
    // And only if it can be kept before the breathing begins.
    bool time_left = in->step + silence_steps(in, still_seconds(in)) <= calm;
    if (age >= s->dance_steps && danced && time_left && seen) silence(s, in, out);
}

static void step(void *state, const GameInput *in, GameOutput *out)
{
    Sleepover *s = state;
    bool seen = watch(s, in);
    uint32_t age = in->step - s->since_step;
    if (s->phase == PHASE_BREATHE) {
        breathe(s, in, out);
        if (in->step - s->breath_step + 1 >= BREATH_STEPS) {
            breathe_out(s, in, out);
            s->breath_step = in->step + 1;
            s->id = 0;
        } else if (s->id == 0) {
            breathe_in(s, in, out);
        }
    } else if (s->phase != PHASE_SILENCE && in->step >= breathing_from(in)) {
        breathe_in(s, in, out);
    } else if (s->phase == PHASE_DANCE) {
        step_dance(s, in, out, seen);
    } else if (s->phase == PHASE_SILENCE) {
        if (seen) {
            keep_still(s, in, out);
            distract(s, in, out);
        } else {
            s->until_step++;  // out of sight: the time waits too
        }
        if (s->phase == PHASE_SILENCE && in->step >= s->until_step) finish(s, in, out, false);
    } else if (age >= (s->phase == PHASE_JOY ? JOY_STEPS : READY_STEPS) && in->body->seen) {
        dance(s, in, out);
    }
    out->hush = s->phase == PHASE_SILENCE;
    if (s->phase == PHASE_DANCE) invite_dance(s, in, out);
    if (s->phase == PHASE_SILENCE) invite_stillness(s, in, out);
    if (s->phase == PHASE_BREATHE && s->id > 0) invite_breath(s, in, out);
}

// ---- the picture ----

static void draw_friends(const Sleepover *s, const GameInput *in, Canvas *canvas)
{
    static const char *const awake[] = { "teddy_awake", "bunny_awake", "duck_awake" };
    static const char *const asleep[] = { "teddy_asleep", "bunny_asleep", "duck_asleep" };
    int moving = in->setup->profile.sensory.things_max;
    for (int i = 0; i < FRIENDS; i++) {
        Vec2 at = friend_at(i);
        bool sleeps = i < s->asleep || s->phase == PHASE_BREATHE;
        bool next = i == s->asleep % FRIENDS && s->phase == PHASE_SILENCE;
        if (next) sleeps = s->still_steps > GAME_STEPS_PER_SECOND / 2;
        if (s->phase == PHASE_DANCE && !sleeps && i < moving)
            at.y += 0.14f * fabsf(sinf((float)in->step * 0.052f + (float)i));
        const char *image = sleeps ? asleep[i % 3] : awake[i % 3];
        canvas_image(canvas, image, at, 1.6f, 0, COLOR_WHITE);
    }
}

static void draw_notes(const Sleepover *s, const GameInput *in, Canvas *canvas)
{
    int notes = in->setup->profile.sensory.things_max < 4 ? 2 : 4;
    for (int i = 0; i < notes; i++) {
        float t = fmodf((float)(in->step - s->since_step) * 0.006f + (float)i / (float)notes, 1);
        float x = i % 2 ? 12.6f + 0.5f * (float)(i / 2) : 3.4f - 0.5f * (float)(i / 2);
        Vec2 at = vec2(x + 0.3f * sinf(t * 6 + (float)i), 3.4f + 3.4f * t);
        canvas_image(canvas, "music_note", at, 0.8f, 0.15f * sinf(t * 6),
                     (Color){ 1, 1, 1, 0.9f * sinf(t * PI_F) });
    }
    // Two lamps show where hands may dance; they glide, and nothing asks to be hit.
    for (int side = 0; side < SIDE_COUNT; side++)
        if (in->hands & 1u << side)
            canvas_glow(canvas, dance_at(s, in, side), 0.7f, (Color){ 1, 0.85f, 0.6f, 0.35f });
}

// The moon fills while all is still.
static void draw_moon(const Sleepover *s, Canvas *canvas)
{
    Vec2 moon = vec2(STAGE_WIDTH / 2, 7.9f);
    float share = s->wanted_steps ? (float)s->still_steps / (float)s->wanted_steps : 0;
    if (s->phase == PHASE_JOY) share = s->stopped ? 1 : 0;
    canvas_glow(canvas, moon, 1.3f, (Color){ 1, 0.95f, 0.7f, 0.25f + 0.3f * share });
    canvas_disc(canvas, moon, 0.85f, (Color){ 0.12f, 0.15f, 0.35f, 0.6f });
    canvas_image(canvas, "moon", moon, 1.1f, 0, COLOR_WHITE);
    canvas_arc(canvas, moon, 0.8f, 0.18f, clampf(share, 0, 1), (Color){ 1, 0.93f, 0.6f, 1 });
}

static void draw_mouse(const Sleepover *s, const GameInput *in, Canvas *canvas)
{
    if (s->mouse < 0 || in->step < s->mouse_step || s->phase != PHASE_SILENCE) return;
    float age = (float)(in->step - s->mouse_step);
    float shown = clampf(fminf(age, MOUSE_STEPS - age) / 40, 0, 1);
    float x = s->mouse == SIDE_RIGHT ? 15.0f + 0.8f * (1 - shown) : 1.0f - 0.8f * (1 - shown);
    canvas_image(canvas, "mouse", vec2(x, 3.6f), 1.2f, 0, (Color){ 1, 1, 1, shown });
}

static void draw_breath(const Sleepover *s, const GameInput *in, Canvas *canvas)
{
    uint32_t step = s->id > 0 ? in->step - s->breath_step : 0;
    float share = breath_share(step);
    Vec2 cloud = vec2(STAGE_WIDTH / 2, 7.6f);
    canvas_glow(canvas, cloud, 1.6f + 0.9f * share, (Color){ 0.75f, 0.85f, 1, 0.35f });
    canvas_image(canvas, "cloud_1", cloud, 1.0f + 0.9f * share, 0, (Color){ 1, 1, 1, 0.95f });
    canvas_text(canvas, vec2(cloud.x, cloud.y - 0.05f), 0.5f, (Color){ 0.25f, 0.3f, 0.5f, 1 },
                step < IN_STEPS ? "Up" : "Down");
    for (int side = 0; side < SIDE_COUNT; side++) {
        if (!(s->hands & 1u << side)) continue;
        for (int i = 0; i <= 10; i++)
            canvas_disc(canvas, cloud_at(in, side, (float)i / 10), 0.07f, (Color){ 1, 1, 1, 0.5f });
        Vec2 at = cloud_at(in, side, share);
        canvas_glow(canvas, at, 0.9f, (Color){ 0.8f, 0.9f, 1, 0.45f });
        canvas_image(canvas, "cloud_2", at, 0.75f, 0, (Color){ 1, 1, 1, 0.9f });
    }
}

static void draw(const void *state, const GameInput *in, Canvas *canvas)
{
    const Sleepover *s = state;
    canvas_background(canvas, "bedroom_night");
    int stars = s->joined < 12 ? s->joined : 12;
    for (int i = 0; i < stars; i++)
        canvas_image(
            canvas, "star",
            vec2(i % 2 ? 11.0f + 0.4f * (float)i : 5.0f - 0.4f * (float)i, i % 4 < 2 ? 8.2f : 7.3f),
            0.5f, 0, (Color){ 1, 1, 1, 0.9f });
    draw_friends(s, in, canvas);
    if (s->phase == PHASE_DANCE) draw_notes(s, in, canvas);
    if (s->phase == PHASE_SILENCE || s->phase == PHASE_JOY) draw_moon(s, canvas);
    draw_mouse(s, in, canvas);
    if (s->phase == PHASE_BREATHE) draw_breath(s, in, canvas);
    if (s->phase == PHASE_DANCE)
        canvas_text(canvas, vec2(STAGE_WIDTH / 2, 8.3f), 0.62f, COLOR_WHITE, "Dance");
    if (s->phase == PHASE_SILENCE && s->still_steps < GAME_STEPS_PER_SECOND)
        canvas_text(canvas, vec2(STAGE_WIDTH / 2, 6.6f), 0.62f, COLOR_WHITE,
                    in->knob[KNOB_EYES] >= 0.5f ? "Eyes closed" : "Statue");
}

// Levels: stillness as in the therapy table. Eyes are closed only when the therapist says so.
const Game game_statue_sleepover = {
    .id = "statue_sleepover",
    .title = "Statue Sleepover",
    .trains = "inhibition, quiet stance, calming down; ends with slow breathing",
    .invite = "Dance, then be a statue when the music stops",
    .version = 1,
    .state_size = sizeof(Sleepover),
    .knob_count = 5,
    .knobs = { [KNOB_CALM] = { "calm", "AL", "movement that a statue may show", 0.03f, 0.25f,
                               0.10f },
               [KNOB_STILL] = { "still", "s", "how long to be a statue", 1, 20, 6 },
               [KNOB_MOVE] = { "move", "s", "how long the music plays, about", 2, 15, 5 },
               [KNOB_DISTRACTOR] = { "distractor", "", "a mouse: 0 none, 1 seen, 2 heard too", 0, 2,
                                     0 },
               [KNOB_EYES] = { "eyes", "", "0 open, 1 closed in the silence (guard the child)", 0,
                               1, 0 } },
    .level = { { 0.14f, 2, 6, 0, 0 },
               { 0.12f, 4, 6, 0, 0 },
               { 0.10f, 6, 5, 0, 0 },
               { 0.085f, 8, 5, 1, 0 },
               { 0.07f, 12, 4, 2, 0 } },
    .ladder_count = 3,
    .ladder = { KNOB_CALM, KNOB_STILL, KNOB_DISTRACTOR },
    .measure_count = 7,
    .measures = { [MEASURE_STILL_BEST] = { "still_best", "s", "longest stillness", STAT_BEST },
                  [MEASURE_STILL] = { "still_time", "s", "stillness in a silence", STAT_MEDIAN },
                  [MEASURE_STOP] = { "stop_time", "ms", "from the silence's start to being still",
                                     STAT_MEDIAN },
                  [MEASURE_SWAY_OPEN] = { "statue_sway", "%H",
                                          "RMS sideways of the mid-hip (seated: mid-shoulder) "
                                          "while still, eyes open, of smoothed landmarks",
                                          STAT_MEDIAN },
                  [MEASURE_SWAY_CLOSED] = { "statue_sway_closed", "%H", "the same, eyes closed",
                                            STAT_MEDIAN },
                  [MEASURE_BREATH] = { "breath_follow", "%", "of a breath with the cloud",
                                       STAT_MEAN },
                  [MEASURE_PHASE] = { "breath_phase", "deg",
                                      "arms behind the cloud; 36 deg are 1 s", STAT_MEDIAN } },
    .start = start,
    .step = step,
    .draw = draw,
};
