// SPDX-License-Identifier: MIT
// drum_twins.c: two drums, one for each hand: together, in turn, or two beats against one.
// Trains bilateral coordination and rhythm. A beat that passes is only a beat; the music goes on.
#include "games/arcs/drum_twins_arc.h"

enum { KNOB_RADIUS, KNOB_WINDOW, KNOB_BPM, KNOB_PATTERN, KNOB_DROP };
enum { MEASURE_ON_BEAT, MEASURE_ASYNCHRONY, MEASURE_PHASE, MEASURE_LOCKING, MEASURE_SYMMETRY };
enum { PATTERN_TOGETHER, PATTERN_ALTERNATE, PATTERN_TWO_ONE };

#define BEATS_AHEAD   2       // both hands can see what comes next
#define COUNT_IN      3       // beats before the first that counts
#define WINDOW_MIN_MS 125.0f  // so that no window is narrower than 250 ms
#define BLOCK         8       // beats from which phase locking and symmetry are taken
#define SWAP_BEATS    16      // two against one: then the other hand is the quick one
#define SOON          0.25f   // of an interval that a beat is offered ahead at least
#define SKIN          0.3f    // the drum's skin, in radii above its middle: here a stroke sounds
#define ARM_LINE_AL   0.08f   // above the drum's rim: a hand below it has not been raised
#define GLOW_STEPS    24

typedef struct Beat {
    GameTry try;
    int32_t target[SIDE_COUNT];  // ids of the hands' targets
    uint32_t wanted, struck;     // bits 1 << Side
    float due, interval;         // steps
    float struck_at[SIDE_COUNT];
    int32_t sure, told;  // told: the twins have played it
} Beat;

typedef struct Twins {
    GameTries tries;
    Beat beat[BEATS_AHEAD];  // the first is the next to come
    int32_t count, made;
    int32_t quick;  // the Side that plays twice, by the bias
    float last_due;
    uint32_t ready;  // bits: raised since the last stroke
    float last_strike[SIDE_COUNT];
    GamePhase glow[SIDE_COUNT];  // of a drum: 1 a stroke, 2 on the beat
    uint32_t rested;
    // Of the block: beats, hits of each side, and the sum of unit vectors of the phase.
    int32_t offered[SIDE_COUNT], hits[SIDE_COUNT], pairs, counted;
    Vec2 phase_sum;
} Twins;

float drum_twins_radius(const GameInput *in)
{
    return in->knob[KNOB_RADIUS] * game_arm(in);
}

// Before the body at elbow height, or as far down as this hand comes; seated, on the knees.
Vec2 drum_twins_drum(const GameInput *in, int side)
{
    float arm = game_arm(in);
    bool seated = in->size->seated;
    float out = seated ? 0.10f : 0.28f, down = in->knob[KNOB_DROP] + (seated ? 0.12f : 0);
    Vec2 away = vec2(game_outward(side) * out * arm, -down * arm);
    Vec2 at = game_in_reach(in, 1u << side, vec2_add(in->size->shoulder[side], away), 0);
    return game_on_stage(at, drum_twins_radius(in) + 0.2f);
}

static float beats_to(const GameInput *in, const Beat *b)
{
    return (b->due - (float)in->step) / b->interval;
}

static float window_steps(const GameInput *in, const Beat *b)
{
    float ms = fmaxf(in->knob[KNOB_WINDOW] * (b->sure ? 1.5f : 1.0f), WINDOW_MIN_MS);
    return fminf(ms * GAME_STEPS_PER_SECOND / 1000, 0.42f * b->interval);
}

static uint32_t hands_of_beat(const Twins *t, const GameInput *in, int number)
{
    if (in->hands != 3u) return in->hands;
    int pattern = game_choice(in, KNOB_PATTERN);
    if (in->both || pattern == PATTERN_TOGETHER) return 3u;
    if (pattern == PATTERN_ALTERNATE) return 1u << (number + t->quick) % 2;
    unsigned quick = 1u << (t->quick + number / SWAP_BEATS) % 2;
    return number % 2 ? quick : 3u;
}

static void add_beat(Twins *t, const GameInput *in, GameOutput *out)
{
    Beat *b = &t->beat[t->count];
    // Asked for again: the hands of the beat that was offered last.
    int number = in->again && t->count == 0 ? t->made - 1 : t->made;
    float bpm = in->knob[KNOB_BPM] * game_pace(in) * game_ease(in, 1, 0.85f);
    float interval = 60 * GAME_STEPS_PER_SECOND / bpm, now = (float)in->step;
    *b = (Beat){ .try = { .silent = 1 }, .interval = interval, .sure = in->sure };
    b->due =
        t->made ? fmaxf(t->last_due + interval, now + SOON * interval) : now + COUNT_IN * interval;
    b->wanted = hands_of_beat(t, in, number);
    Vec2 at = drum_twins_drum(in, game_only_side(b->wanted, SIDE_LEFT));
    game_offer(in, out, &t->tries, &b->try, -1, at, (b->due - now) / GAME_STEPS_PER_SECOND);
    // One hand: its target is the try. Two: each hand has a target of its own.
    for (int side = 0; side < SIDE_COUNT; side++)
        if (b->wanted & 1u << side) b->target[side] = b->wanted == 3u ? ++t->tries.ids : b->try.id;
    t->count++;
    t->last_due = b->due;
    t->made = number + 1;
    if (t->made % 8 == 0) t->rested = 0;  // a resting hand is reminded now and then, not each time
}

// The music goes on: the next beat comes where the second of those withdrawn would have been.
static void withdraw(Twins *t, const GameInput *in)
{
    for (int i = 0; i < t->count; i++) game_withdrawn(in, &t->beat[i].try);
    if (t->count) t->last_due = t->beat[0].due;
    t->count = 0;
}

// A stroke from above: true in the step in which the hand comes down onto its drum.
static bool strikes(Twins *t, const GameInput *in, int side)
{
    const Body *b = in->body;
    if (!b->seen || !body_sees_hand(b, side)) return false;
    // Cheat: bobbing or bending with stiff arms. The raise is measured from the shoulder itself.
    Landmark joint = LANDMARK_SHOULDER_LEFT + side;
    Vec2 shoulder = body_sees(b, joint) ? b->joint[joint] : in->size->shoulder[side];
    Vec2 drum = drum_twins_drum(in, side);
    float radius = drum_twins_radius(in), drop = in->size->shoulder[side].y - drum.y;
    float line = radius + ARM_LINE_AL * game_arm(in) - drop;
    // Cheat: leaving the hand on the drum. It must have been raised since the stroke before.
    if (b->hand[side].y - shoulder.y > line) {
        t->ready |= 1u << side;
        return false;
    }
    Vec2 moved = vec2_sub(b->hand[side], in->body_before->hand[side]);
    bool down = moved.y < 0 && -moved.y > 0.4f * fabsf(moved.x);
    if (b->hand[side].y > drum.y + SKIN * radius || !down) return false;
    if (!(t->ready & 1u << side) || !game_hand_touches(in, side, drum, radius)) return false;
    t->ready &= ~(1u << side);
    return true;
}

// How far the hands are apart in the cycle, as it should be 0 together and 180 in turn.
static void take_phase(Twins *t, GameOutput *out, const Beat *b, int side)
{
    float other = t->last_strike[!side], now = t->last_strike[side];
    bool together = b->wanted == 3u;
    if (other <= 0 || now - other > 1.5f * b->interval) return;
    if (together && !(b->struck & 1u << !side)) return;
    float cycle = together ? b->interval : 2 * b->interval;
    float phase = 360 * game_outward(side) * (now - other) / cycle;
    if (!together && phase < 0) phase += 360;
    game_measure(out, MEASURE_PHASE, -1, phase);
    t->phase_sum = vec2_add(t->phase_sum, vec2_polar(phase * RADIANS, 1));
    if (++t->pairs < BLOCK) return;
    game_measure(out, MEASURE_LOCKING, -1, vec2_length(t->phase_sum) / (float)t->pairs);
    t->pairs = 0;
    t->phase_sum = vec2(0, 0);
}

static void stroke(Twins *t, const GameInput *in, GameOutput *out, int side)
{
    Vec2 at = drum_twins_drum(in, side);
    float when = game_seen_step(in);
    game_cue(out, side == SIDE_RIGHT ? CUE_DRUM_HIGH : CUE_DRUM_LOW, at, 0);
    game_enter(in, &t->glow[side], 1);
    t->last_strike[side] = when;
    if (!(in->hands & 1u << side)) {
        if (t->count && !(t->rested & 1u << side)) game_rested(out, &t->beat[0].try, side, at);
        t->rested |= 1u << side;
        return;
    }
    for (int i = 0; i < t->count; i++) {
        Beat *b = &t->beat[i];
        float off = when - b->due, near = b->interval / 2;
        if (!(b->wanted & 1u << side) || (b->struck & 1u << side) || fabsf(off) > near) continue;
        game_measure(out, MEASURE_ASYNCHRONY, side, off * 1000 / GAME_STEPS_PER_SECOND);
        // Cheat: drumming all the time. The first stroke that is nearer to this beat than to the
        // next or the last is the hand's stroke for it, be it too soon.
        b->struck |= 1u << side;
        b->struck_at[side] = when;
        if (fabsf(off) <= window_steps(in, b)) t->glow[side].now = 2;
        take_phase(t, out, b, side);
        return;
    }
}

static void take_symmetry(Twins *t, GameOutput *out)
{
    int all = t->offered[SIDE_LEFT] + t->offered[SIDE_RIGHT];
    if (all < 2 * BLOCK) return;
    if (t->offered[SIDE_LEFT] && t->offered[SIDE_RIGHT]) {
        float left = (float)t->hits[SIDE_LEFT] / (float)t->offered[SIDE_LEFT];
        float right = (float)t->hits[SIDE_RIGHT] / (float)t->offered[SIDE_RIGHT];
        if (left + right > 0) game_measure(out, MEASURE_SYMMETRY, -1, game_symmetry(left, right));
    }
    for (int side = 0; side < SIDE_COUNT; side++) t->offered[side] = t->hits[side] = 0;
}

// The beat is over when it has sounded and its hands have struck, or when its window (and the
// camera's delay) has passed.
static void settle(Twins *t, const GameInput *in, GameOutput *out)
{
    Beat *b = &t->beat[0];
    float window = window_steps(in, b);
    bool all = b->struck == b->wanted && (float)in->step >= b->due;
    if (!t->count || (!all && game_seen_step(in) <= b->due + window)) return;
    for (int side = 0; side < SIDE_COUNT; side++) {
        if (!(b->wanted & 1u << side)) continue;
        bool on = (b->struck & 1u << side) && fabsf(b->struck_at[side] - b->due) <= window;
        game_measure(out, MEASURE_ON_BEAT, side, on ? 100 : 0);
        t->offered[side]++;
        t->hits[side] += on;
    }
    take_symmetry(t, out);
    int side = b->wanted == 3u ? -1 : (int)game_only_side(b->wanted, SIDE_LEFT);
    Vec2 at = side < 0 ? vec2_mix(drum_twins_drum(in, 0), drum_twins_drum(in, 1), 0.5f)
                       : drum_twins_drum(in, side);
    // Two hands are one beat: their middle is on it, and neither is farther from the middle than
    // that.
    float left = b->struck_at[SIDE_LEFT], right = b->struck_at[SIDE_RIGHT];
    float middle = side < 0 ? (left + right) / 2 : b->struck_at[side];
    bool together = side >= 0 || fabsf(left - right) <= 2 * window;
    float off = middle - b->due;
    bool hit = b->struck == b->wanted && together && fabsf(off) <= window;
    game_end(out, &t->tries, &b->try, hit, side, at, off * 1000 / GAME_STEPS_PER_SECOND);
    int row = t->tries.streak;
    if (hit && row % 8 == 0) game_praise(out, at, row % 16 == 8 ? "good_rhythm" : NULL);
    if (!hit && t->tries.misses % 6 == 0) out->say = "drum_listen";
    t->beat[0] = t->beat[1];
    t->beat[1] = (Beat){ 0 };
    t->count--;
}

static void start(void *state, const GameInput *first)
{
    Twins *t = state;
    game_tries_start(&t->tries, first);
    t->quick = game_side(first, &t->tries.rng);
}

static void step(void *state, const GameInput *in, GameOutput *out)
{
    Twins *t = state;
    // Which hand is next under "in turn" is known only when the one before has played.
    int ahead = in->hands == 3u ? BEATS_AHEAD : 1;
    if (in->withdraw) withdraw(t, in);
    while (t->count < ahead && !in->withdraw && !in->last) add_beat(t, in, out);
    for (int i = 0; i < t->count; i++) {
        Beat *b = &t->beat[i];
        if (b->told || (float)in->step < b->due) continue;
        b->told = 1;
        game_cue(out, CUE_DRUM_LOW, vec2(STAGE_WIDTH / 2, 4), -7);
    }
    const Beat *first = &t->beat[0];
    if (t->count && t->counted < COUNT_IN &&
        beats_to(in, first) <= (float)(COUNT_IN - t->counted)) {
        t->counted++;
        game_cue(out, CUE_SELECT, vec2(STAGE_WIDTH / 2, 4), 0);
    }
    for (int side = 0; side < SIDE_COUNT; side++)
        if (strikes(t, in, side)) stroke(t, in, out, side);
    settle(t, in, out);
    for (int i = 0; i < t->count; i++) {
        const Beat *b = &t->beat[i];
        for (int side = 0; side < SIDE_COUNT; side++)
            if ((b->wanted & ~b->struck) & 1u << side)
                game_invite(out, b->target[side], TARGET_HAND, drum_twins_drum(in, side),
                            drum_twins_radius(in), 1u << side)
                    ->due_step = (uint32_t)b->due;
    }
}

// ---- drawing ----

static const char *const drum_image[SIDE_COUNT] = { "drum_left", "drum_right" };
static const char *const twin_image[SIDE_COUNT] = { "drum_twin_left", "drum_twin_right" };
static const Color ink = { 0.16f, 0.13f, 0.30f, 1 };

// A ring that closes on the drum's rim as the beat comes.
static void draw_coming(const Twins *t, const GameInput *in, Canvas *canvas, int side)
{
    for (int i = t->count - 1; i >= 0; i--) {
        const Beat *b = &t->beat[i];
        float left = beats_to(in, b);
        if (!(b->wanted & 1u << side) || left < 0 || left > 1.5f) continue;
        game_draw_side_ring(canvas, drum_twins_drum(in, side),
                            drum_twins_radius(in) * (1.05f + 1.6f * left), 0.10f, side,
                            clampf(1.3f - left, 0, 0.9f));
    }
}

static void draw_drum(const Twins *t, const GameInput *in, Canvas *canvas, int side)
{
    Vec2 at = drum_twins_drum(in, side);
    float radius = drum_twins_radius(in), since = game_phase_share(in, &t->glow[side], GLOW_STEPS);
    float struck = t->glow[side].now ? 1 - since : 0, out = game_outward(side);
    bool plays = in->hands & 1u << side;
    canvas_picture(canvas, drum_image[side], vec2(at.x, at.y - 0.45f * radius - 0.06f * struck),
                   3.0f * radius, plays ? 1 : 0.35f);
    if (plays) game_draw_rim(canvas, at, radius, 0.9f);
    if (plays) draw_coming(t, in, canvas, side);
    if (struck <= 0) return;
    canvas_glow(canvas, at, radius * (1.3f + 0.7f * since), game_side_color(side, 0.5f * struck));
    if (t->glow[side].now == 2)
        canvas_image(canvas, "note", vec2(at.x + out * 0.9f * since, at.y + 1 + 1.8f * since),
                     0.85f, -0.25f * out, COLOR_LIGHT(struck));
}

static void draw_twin(const Twins *t, const GameInput *in, Canvas *canvas, int side)
{
    // The twins nod with the beat, as much as the child likes background motion.
    float motion = 0.05f * (float)in->setup->profile.sensory.background_motion;
    const Beat *b = &t->beat[0];
    float phase = t->count ? beats_to(in, b) : 0;
    bool turn = t->count && (b->wanted & 1u << side);
    float nod = motion * exact_cos(2 * PI_F * phase) * (turn ? 1 : 0.3f);
    Vec2 at = drum_twins_twin(side);
    canvas_picture(canvas, twin_image[side], vec2(at.x, at.y + nod), DRUM_TWIN_HIGH, 1);
    if (turn) canvas_glow(canvas, vec2(at.x, 0.75f), 1.3f, (Color){ 1, 0.95f, 0.7f, 0.35f });
}

static void draw(const void *state, const GameInput *in, Canvas *canvas)
{
    const Twins *t = state;
    canvas_background(canvas, "drum_stage");
    for (int side = 0; side < SIDE_COUNT; side++) draw_twin(t, in, canvas, side);
    for (int side = 0; side < SIDE_COUNT; side++) draw_drum(t, in, canvas, side);
    int row = t->tries.streak, lamps = row < 8 ? row : (row - 1) % 8 + 1;
    for (int i = 0; i < 8; i++) {
        Vec2 at = vec2(STAGE_WIDTH / 2 + ((float)i - 3.5f) * 0.75f, 8.25f);
        canvas_disc(canvas, at, 0.24f, (Color){ 0.1f, 0.1f, 0.2f, 0.35f });
        if (i < lamps) canvas_disc(canvas, at, 0.19f, (Color){ 1, 0.86f, 0.35f, 1 });
    }
    float left = t->count ? beats_to(in, &t->beat[0]) : 0;
    if (t->made > BEATS_AHEAD || left <= 0) return;
    canvas_disc(canvas, vec2(8, 7.35f), 0.58f, COLOR_LIGHT(0.8f));
    canvas_text(canvas, vec2(8, 7.35f), 0.75f, ink, "%d", (int)fminf(ceilf(left), COUNT_IN));
}

// Levels: beats a minute, pattern and window as in the therapy table. The challenge never changes
// the pattern: which hands play is the therapist's.
const Game game_drum_twins = {
    .id = "drum_twins",
    .title = "Drum Twins",
    .card = { .feet = { 0, -0.40f },
              .height = 0.66f,
              .upper = { 55, 50 },
              .fore = { 128, 62 },
              .thigh = { 3, 3 },
              .shank = { -2, -2 } },
    .trains = "bilateral coordination and rhythm; together, in turn, two against one",
    .invite = "Beat the drums with the twins",
    .version = 3,
    .state_size = sizeof(Twins),
    .knob_count = 5,
    .knobs = { [KNOB_RADIUS] = { "radius", "AL", "size of a drum", 0.14f, 0.4f, 0.24f },
               [KNOB_WINDOW] = { "window", "ms", "how far off the beat counts", 125, 500, 250 },
               [KNOB_BPM] = { "bpm", "1/min", "beats a minute", 20, 100, 50 },
               [KNOB_PATTERN] = { "pattern", "", "0 together, 1 in turn, 2 two against one", 0, 2,
                                  1 },
               [KNOB_DROP] = { "drop", "AL", "drums below the shoulder", 0.3f, 0.8f, 0.55f } },
    .level = { { 0.30f, 350, 30, PATTERN_TOGETHER, 0.55f },
               { 0.28f, 300, 40, PATTERN_TOGETHER, 0.55f },
               { 0.25f, 250, 50, PATTERN_ALTERNATE, 0.55f },
               { 0.22f, 200, 65, PATTERN_ALTERNATE, 0.55f },
               { 0.20f, 150, 80, PATTERN_TWO_ONE, 0.55f } },
    .ladder_count = 3,
    .ladder = { KNOB_RADIUS, KNOB_WINDOW, KNOB_BPM },
    .measure_count = 5,
    .measures = { [MEASURE_ON_BEAT] = { "on_beat", "%", "beats within the window", STAT_MEAN },
                  [MEASURE_ASYNCHRONY] = { "asynchrony", "ms",
                                           "stroke after (+) or before the beat", STAT_MEAN },
                  [MEASURE_PHASE] = { "drum_phase", "deg",
                                      "right after left in the cycle; 0 together, 180 in turn",
                                      STAT_MEAN },
                  [MEASURE_LOCKING] = { "drum_locking", "1",
                                        "length of the mean phase vector over eight pairs",
                                        STAT_MEAN },
                  [MEASURE_SYMMETRY] = { "drum_symmetry", "%",
                                         "100 (R - L) / (0.5 (R + L)) of the shares on the beat",
                                         STAT_MEAN } },
    .praise = { "good_rhythm" },
    .sides = SIDES_TOGETHER,
    .start = start,
    .step = step,
    .draw = draw,
    .arc = &drum_twins_arc,
};
