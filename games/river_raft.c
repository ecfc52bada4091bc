// SPDX-License-Identifier: MIT
// river_raft.c: leaning steers a raft down the river and through gates of reeds.
// Trains side-to-side weight shift. Seated the trunk's lean steers.
#include "games/arcs/river_raft_arc.h"
#include "tiptoe/game.h"

enum { KNOB_WIDTH, KNOB_APART, KNOB_LEAN, KNOB_ALTERNATE, KNOB_SIGHT };
enum { MEASURE_LEAN, MEASURE_TRUNK, MEASURE_SYMMETRY, MEASURE_ERROR, MEASURE_OVERSHOOT };

#define LEAN_DEG    31.0f  // seated: degrees of the trunk that are a lean of 1 (5-20 deg asked)
#define SPAN        7.0f   // stage units from the middle for a lean of 1
#define FOOT_UP_LL  0.08f  // a foot higher than this above the other does not steer
#define LEAN_MIN    0.25f  // no gate is nearer to the middle: it could not be wide
#define MIDDLE      0.08f  // leans that small are standing still
#define SMOOTH      0.2f   // share of the new lean in each step: 80 ms
#define HALF_MIN    0.05f  // half a gate is never narrower than this lean
#define PAUSE_STEPS 48     // after a gate at least: back to the middle
#define ERROR_STEPS 60     // before the gate, over which the steering error is taken
#define SURE_S      3.0f   // after two misses a gate is seen for at least so long
#define SHOW_STEPS  60     // how long a passed gate is still drawn
#define RAFT_Y      1.35f
#define FAR_Y       4.7f  // where gates come into sight
#define FAR_SHARE   0.5f  // of their size there
#define DUCKS_MAX   6

typedef enum GateState { GATE_NONE, GATE_COMING, GATE_PASSED, GATE_AWAY } GateState;

typedef struct River {
    GameTries tries;
    GameTry try;
    int32_t state, side;  // of the latest gate, like the next
    int32_t reached;      // it was passed
    uint32_t due_step, next_step;
    float lean, half;              // its middle and half its width, in leans; + to the right
    float farthest;                // towards its side since its offer
    float error_sum, error_count;  // squared, of the last second
    float steer, raft_tilt;        // the raft's own, smoothed
    float best[SIDE_COUNT];        // farthest lean at the latest gate of each side
} River;

// Seated, or where a leg is left out and no weight can be shifted onto it, the trunk steers.
static bool trunk_steers(const GameInput *in)
{
    return !game_both_legs(in);
}

// The lean that steers, or the one before where it cannot be judged.
static float steering(const GameInput *in, float before)
{
    const Body *b = in->body;
    if (!b->seen) return before;
    if (trunk_steers(in)) {
        bool known = body_knows(b, BODY_TRUNK_LEAN);
        return known ? b->value[BODY_TRUNK_LEAN] / LEAN_DEG : before;
    }
    // Cheat: bending the trunk sideways over still hips. Only the hips' place over the feet steers.
    // Cheat: a step to the side. The lean is counted from the middle of the feet, wherever it is.
    if (!body_knows(b, BODY_LEAN)) return before;
    // Cheat: swinging a foot out, which moves that middle. Both feet must carry.
    if (fabsf(body_foot_above(b, SIDE_LEFT)) > FOOT_UP_LL) return before;
    return clampf(b->value[BODY_LEAN], -1.3f, 1.3f);
}

// It is the trunk that is trained, so the side comes from the rule as it was chosen: an arm that is
// left out changes nothing.
static Side gate_side(River *r, const GameInput *in)
{
    HandRule rule = in->setup->profile.hand;
    Side last = (Side)r->side, other = in->again ? last : (Side)!last;
    if (rule == HAND_LEFT) return SIDE_LEFT;  // the rule's side is the one practised
    if (rule == HAND_RIGHT) return SIDE_RIGHT;
    // In turn: on to the other side once this one was reached.
    if (rule == HAND_ALTERNATE) return r->reached ? other : last;
    if (in->knob[KNOB_ALTERNATE] >= 0.5f || rule == HAND_BOTH) return other;
    return game_side(in, &r->tries.rng);
}

static Vec2 gate_at(const River *r)
{
    return vec2(clampf(STAGE_WIDTH / 2 + r->lean * SPAN, 1, STAGE_WIDTH - 1), RAFT_Y);
}

// The faster the river, the later a gate comes into sight.
static float seconds_seen(const GameInput *in)
{
    return fminf(in->knob[KNOB_SIGHT], in->knob[KNOB_APART]) / game_pace(in);
}

static void offer(River *r, const GameInput *in, GameOutput *out)
{
    float seen_s = seconds_seen(in);
    float lean = in->knob[KNOB_LEAN], width = in->knob[KNOB_WIDTH];
    if (in->sure) {  // nearer, wider and later: surely passed
        lean = fmaxf(LEAN_MIN, 0.6f * lean);
        width = fmaxf(1.5f, 1.4f * width);
        seen_s = fmaxf(SURE_S, 1.4f * seen_s);
    }
    game_dice(in, &r->tries);
    r->state = GATE_COMING;
    r->side = (int32_t)gate_side(r, in);
    // A lean is never far from what is asked, yet no two gates are quite the same.
    lean *= rng_between(&r->tries.rng, 0.94f, 1.06f);
    // Cheat: staying in the middle. Whatever the knobs, it and its sway lie outside the gate.
    r->half = fmaxf(HALF_MIN, fminf(width * lean / 2, lean - MIDDLE));
    r->lean = game_outward(r->side) * lean;
    r->due_step = in->step + game_steps(seen_s);
    r->farthest = r->error_sum = r->error_count = 0;
    game_offer(in, out, &r->tries, &r->try, r->side, gate_at(r), seen_s);
    if (r->try.id == 1 || in->sure) out->say = trunk_steers(in) ? "raft_lean_seated" : "raft_lean";
}

static void tell(River *r, const GameInput *in, GameOutput *out)
{
    bool trunk = trunk_steers(in);
    game_measure(out, trunk ? MEASURE_TRUNK : MEASURE_LEAN, r->side,
                 r->farthest * (trunk ? LEAN_DEG : 1));
    if (r->error_count > 0)
        game_measure(out, MEASURE_ERROR, r->side, sqrtf(r->error_sum / r->error_count));
    game_measure(out, MEASURE_OVERSHOOT, r->side, fmaxf(0, r->farthest - fabsf(r->lean)));
    r->best[r->side] = r->farthest;
    float left = r->best[SIDE_LEFT], right = r->best[SIDE_RIGHT];
    if (left > 0.02f && right > 0.02f)
        game_measure(out, MEASURE_SYMMETRY, -1, game_symmetry(left, right));
}

static void pass(River *r, const GameInput *in, GameOutput *out)
{
    Vec2 at = gate_at(r);
    float off = fabsf(r->steer - r->lean);
    if (in->body->seen) tell(r, in, out);
    r->reached = off <= r->half;
    r->state = r->reached ? GATE_PASSED : GATE_AWAY;
    game_end(out, &r->tries, &r->try, r->reached, r->side, at, off);
    if (r->reached && r->tries.hits % 5 == 0) game_praise(out, at, "raft_captain");
    uint32_t hidden = game_steps(in->knob[KNOB_APART] / game_pace(in) - seconds_seen(in));
    r->next_step = in->step + (hidden > PAUSE_STEPS ? hidden : PAUSE_STEPS);
}

static void start(void *state, const GameInput *first)
{
    River *r = state;
    game_tries_start(&r->tries, first);
    r->side = rng_below(&r->tries.rng, SIDE_COUNT);
    r->next_step = GAME_STEPS_PER_SECOND;
}

static void invite(const River *r, const GameInput *in, GameOutput *out)
{
    const Vec2 *joint = in->body->joint;
    const Calibration *c = in->size;
    TargetKind kind = trunk_steers(in) ? TARGET_LEAN : TARGET_HIPS;
    // To the side by the trunk over the hips, or by the hips over the feet.
    float lean = r->lean * LEAN_DEG, turn = lean * RADIANS;
    Vec2 at = vec2_add(c->hip, vec2(exact_sin(turn) * c->trunk, exact_cos(turn) * c->trunk));
    float radius = fmaxf(0.05f, r->half * LEAN_DEG * RADIANS * c->trunk);
    if (kind == TARGET_HIPS) {
        float left = joint[LANDMARK_ANKLE_LEFT].x, right = joint[LANDMARK_ANKLE_RIGHT].x;
        float half_base = fmaxf(fabsf(right - left) / 2, c->shoulder_width / 4);
        lean = r->lean;
        at = vec2((left + right) / 2 + lean * half_base, c->hip.y);
        radius = fmaxf(0.02f, r->half * half_base);
    }
    GameTarget *target = game_invite(out, r->try.id, kind, game_on_stage(at, 0.2f), radius, 3u);
    target->value = lean;
    target->due_step = r->due_step;
}

static void step(void *state, const GameInput *in, GameOutput *out)
{
    River *r = state;
    float before = r->steer;
    r->steer = mixf(r->steer, steering(in, r->steer), SMOOTH);
    r->raft_tilt = mixf(r->raft_tilt, clampf((before - r->steer) * 6, -0.25f, 0.25f), 0.1f);
    if (game_withdrawn(in, &r->try)) {
        r->state = GATE_NONE;
        r->next_step = in->step + PAUSE_STEPS;
    }
    if (r->state == GATE_COMING) {
        r->farthest = fmaxf(r->farthest, r->steer * game_outward(r->side));
        if (r->due_step - in->step <= ERROR_STEPS && in->body->seen) {
            r->error_sum += (r->steer - r->lean) * (r->steer - r->lean);
            r->error_count++;
        }
        // A gate waits for a child who is out of sight.
        if (!in->body->seen && in->step + 1 >= r->due_step) r->due_step = in->step + 2;
        if (in->step >= r->due_step) pass(r, in, out);
    } else if (in->step >= r->next_step && in->body->seen) {
        offer(r, in, out);
    }
    if (r->state == GATE_COMING) invite(r, in, out);
}

// ---- the picture ----

// A place of the river `share` of the way from far to the raft.
static Vec2 on_river(float lean, float share, float *size)
{
    float t = share * share;  // things near come faster
    *size = mixf(FAR_SHARE, 1, t);
    return vec2(STAGE_WIDTH / 2 + lean * SPAN * *size, mixf(FAR_Y, RAFT_Y, t));
}

static void draw_ripples(const GameInput *in, Canvas *canvas)
{
    float flow = 0.0012f * (float)in->setup->profile.sensory.background_motion * (float)in->step;
    for (int i = 0; i < 9; i++) {
        float size, share = fmodf((float)i * 0.37f + flow, 1);
        Vec2 at = on_river(exact_sin((float)i * 2.4f) * 0.9f, share, &size);
        if (fabsf(at.x - STAGE_WIDTH / 2) < 1.6f) continue;  // not across the child
        canvas_limb(canvas, vec2(at.x - 0.5f * size, at.y), vec2(at.x + 0.5f * size, at.y),
                    0.07f * size, 0.07f * size, COLOR_LIGHT(0.32f * exact_sin(share * PI_F)));
    }
}

static void draw_gate(const River *r, const GameInput *in, Canvas *canvas)
{
    float past = 0, share = 1;
    if (r->state == GATE_NONE) return;
    if (r->state == GATE_COMING)
        share = game_share(in, r->try.offer_step, (float)(r->due_step - r->try.offer_step));
    else
        past = game_share(in, r->due_step, SHOW_STEPS);
    float size, near = 1 - past, shown = clampf(share * 6, 0, 1) * near;
    Vec2 middle = on_river(r->lean, share, &size);
    float half = r->half * SPAN * size, y = middle.y - 0.8f * past;
    Vec2 ends[] = { vec2(middle.x - half, y), vec2(middle.x + half, y) };
    bool won = r->state == GATE_PASSED;
    Color water = won ? (Color){ 1, 0.92f, 0.5f, 0.8f * near } : COLOR_LIGHT(0.35f * shown);
    canvas_limb(canvas, ends[0], ends[1], 0.28f * size, 0.28f * size, water);
    for (int i = 0; i < 2; i++)
        canvas_picture(canvas, "gate_post", vec2(ends[i].x, y + 0.9f * size), 2 * size, shown);
    if (r->state == GATE_COMING)
        canvas_picture(canvas, "duckling", vec2(middle.x, middle.y + 0.3f * size), 0.8f * size,
                       shown);
    if (won)
        canvas_glow(canvas, vec2(middle.x, middle.y + 0.8f), 1.6f + past,
                    (Color){ 1, 0.93f, 0.6f, 0.5f * near });
}

void raft_draw_river(const GameInput *in, Canvas *canvas)
{
    canvas_background(canvas, "river");
    draw_ripples(in, canvas);
}

Vec2 raft_at(const void *state)
{
    const River *r = state;
    return vec2(STAGE_WIDTH / 2 + clampf(r->steer, -1.3f, 1.3f) * SPAN, RAFT_Y);
}

static void draw(const void *state, const GameInput *in, Canvas *canvas)
{
    const River *r = state;
    raft_draw_river(in, canvas);
    draw_gate(r, in, canvas);
    Vec2 raft = raft_at(r);
    float rock = 0.03f * exact_sin((float)in->step * 0.04f);
    canvas_disc(canvas, vec2(raft.x, raft.y - 0.5f), 0.9f, COLOR_LIGHT(0.12f));
    canvas_image(canvas, "raft", vec2(raft.x, raft.y + rock), 2.3f, r->raft_tilt, COLOR_WHITE);
    int ducks = r->tries.hits < DUCKS_MAX ? r->tries.hits : DUCKS_MAX;
    if (in->setup->profile.sensory.things_max < 3 && ducks > 2) ducks = 2;
    for (int i = 0; i < ducks; i++) {
        float bob = 0.04f * exact_sin((float)in->step * 0.05f + (float)i);
        float x = raft.x + ((float)i - (float)(ducks - 1) / 2) * 0.62f;
        canvas_picture(canvas, "duckling", vec2(x, 0.42f + bob), 0.62f, 1);
    }
}

// Levels as in the therapy table: gate width in multiples of the asked lean, lean in half bases (1
// is over an ankle), time between gates. How long each is seen makes the river faster.
const Game game_river_raft = {
    .id = "river_raft",
    .title = "River Raft",
    .card = { .feet = { 0.04f, -0.30f },
              .height = 0.62f,
              .upper = { 70, 88 },
              .fore = { 84, 76 },
              .thigh = { 12, 12 },
              .shank = { 6, 6 },
              .lean = 14 },
    .trains = "weight shift from side to side; seated: trunk control to the side",
    .invite = "Lean to steer the raft and fetch the ducklings",
    .version = 3,
    .state_size = sizeof(River),
    .knob_count = 5,
    .knobs = { [KNOB_WIDTH] = { "width", "lean", "width of a gate, of the lean asked for", 0.3f,
                                1.5f, 0.8f },
               [KNOB_APART] = { "apart", "s", "from gate to gate", 1.5f, 10, 4 },
               [KNOB_LEAN] = { "lean", "half base", "lean; 1 is over an ankle, or 31 deg seated",
                               LEAN_MIN, 0.9f, 0.45f },
               [KNOB_ALTERNATE] = { "alternate", "", "1: left and right in turn", 0, 1, 0 },
               [KNOB_SIGHT] = { "sight", "s", "how long a gate is seen coming", 0.6f, 10, 3.2f } },
    .level = { { 1.2f, 6, 0.25f, 0, 5 },
               { 1.0f, 5, 0.35f, 0, 4.2f },
               { 0.8f, 4, 0.45f, 0, 3.2f },
               { 0.65f, 3.2f, 0.55f, 0, 2.4f },
               { 0.5f, 2.6f, 0.65f, 1, 1.8f } },
    .ladder_count = 4,
    .ladder = { KNOB_WIDTH, KNOB_SIGHT, KNOB_APART, KNOB_LEAN },
    .measure_count = 5,
    .measures = { [MEASURE_LEAN] = { "raft_lean", "half base",
                                     "farthest mid-hip over the feet towards a gate", STAT_BEST },
                  [MEASURE_TRUNK] = { "raft_trunk_lean", "deg",
                                      "farthest trunk lean towards a gate, seated", STAT_BEST },
                  [MEASURE_SYMMETRY] = { "raft_symmetry", "%",
                                         "100 (R - L) / (0.5 (R + L)) of the latest leans",
                                         STAT_MEAN },
                  [MEASURE_ERROR] = { "raft_error", "lean",
                                      "RMS of raft from gate in the last second", STAT_MEDIAN },
                  [MEASURE_OVERSHOOT] = { "raft_overshoot", "lean",
                                          "farthest lean beyond the gate's middle", STAT_MEAN } },
    .praise = { "raft_captain" },
    .start = start,
    .step = step,
    .draw = draw,
    .arc = &river_raft_arc,
};
