// SPDX-License-Identifier: MIT
// checkup.c: the check-up: the same steps for every child, never adapted, each marked in the
// recording so that its measures can be computed from it, today and later. Each ends by itself.
#include "checkup/checkup_parts.h"

#include "tiptoe/spoken.h"

enum { KNOB_FROM, KNOB_COUNT };

#define PAUSE_STEPS     6  // after the words
#define READY_STEPS     12
#define REST_STEPS      18
#define THERAPIST_STEPS (30 * GAME_STEPS_PER_SECOND)  // how long eyes closed waits for its start
#define ARM_OUT_STEPS   (6 * GAME_STEPS_PER_SECOND)   // to bring the arm to its start, at most
#define UNSEEN_STEPS    (10 * GAME_STEPS_PER_SECOND)  // how long a step waits to see the child
#define COUNT_IN        2
#define ATTEMPTS_MAX    64

// ---- from step to step ----

static void enter(Checkup *c, Phase phase, const GameInput *in)
{
    c->phase = (int32_t)phase;
    c->since_step = in->step;
    c->stage = c->good = 0;
    c->stage_step = in->step;
}

// The words for the step that is on; the same step once more, or on the other side, has shorter
// ones: the right comes first.
static const char *line_of(const Checkup *c, const GameInput *in)
{
    const CheckupStep *step = checkup_current(c, in);
    bool known = c->last >= 0 && c->last == c->item - 1 && (step - 1)->kind == step->kind;
    if (step->kind == CHECKUP_ONE_LEG && c->last >= 0 && (step->attempt > 0 || known))
        return step->side == SIDE_RIGHT ? "checkup_right_more" : "checkup_left_more";
    if (known && (step - 1)->side == step->side) return "checkup_more";
    if (!known || step->side != SIDE_LEFT) return checkup_words(step).say;
    return step->kind == CHECKUP_LEAN_SIDE ? "checkup_to_left" : "checkup_left_too";
}

static void show(Checkup *c, const GameInput *in, GameOutput *out)
{
    enter(c, PHASE_SHOW, in);
    out->say = line_of(c, in);
}

static void tell_void(const Checkup *c, const CheckupStep *step, GameOutput *out, CheckupVoid why)
{
    GameEvent *told = game_event(out, EVENT_TRIAL_VOID, c->trial, step->side, vec2(0, 0), 0);
    told->item = (int32_t)step->kind;
    told->attempt = step->attempt;
    told->why = (int32_t)why;
}

// Whether it is to be done. A second single-leg stance can add nothing to the longest one.
static bool wanted(Checkup *c, const CheckupStep *step, const GameInput *in, GameOutput *out)
{
    if (!checkup_asks(step, &in->setup->profile)) return false;
    bool spared = step->kind == CHECKUP_ONE_LEG && step->attempt > 1 && c->capped & 1 << step->side;
    if (!spared) return true;
    c->trial++;
    tell_void(c, step, out, CHECKUP_VOID_SPARED);
    return false;
}

static void next_item(Checkup *c, const GameInput *in, GameOutput *out)
{
    int count = 0;
    const CheckupStep *list = checkup_battery(in->size->seated, &count);
    do {
        c->item++;
        c->count--;
    } while (c->item < count && !wanted(c, &list[c->item], in, out));
    if (c->item >= count || c->count <= 0) {
        c->item = count - 1;
        out->finished = true;
        out->say = "finished";
        return;
    }
    show(c, in, out);
}

static void void_trial(Checkup *c, const GameInput *in, GameOutput *out, CheckupVoid why)
{
    tell_void(c, checkup_current(c, in), out, why);
    // What was offered and not reached is closed for the engine's own list of reaches.
    if (c->target && !c->done) game_event(out, EVENT_MISS, c->target, -1, c->at, 0);
    for (int side = 0; side < SIDE_COUNT; side++)
        if (c->beat[side].id) game_event(out, EVENT_MISS, c->beat[side].id, -1, c->at, 0);
    c->target = c->beat[0].id = c->beat[1].id = 0;
}

void checkup_offer(Checkup *c, const GameInput *in, GameOutput *out, Vec2 at, float seconds)
{
    c->target = ++c->ids;
    c->at = at;
    c->done = 0;
    c->stage_step = in->step;
    game_event(out, EVENT_OFFER, c->target, checkup_current(c, in)->side, at, seconds);
}

void checkup_settle(Checkup *c, GameOutput *out, bool hit, int side, float value)
{
    if (!c->target || c->done) return;
    game_event(out, hit ? EVENT_HIT : EVENT_MISS, c->target, hit ? side : -1, c->at, value);
    if (hit) game_cue(out, CUE_SUCCESS, c->at, 0);
    c->done = 1;
}

static void begin(Checkup *c, const GameInput *in, GameOutput *out)
{
    const CheckupStep *item = checkup_current(c, in);
    enter(c, PHASE_RUN, in);
    c->home_since = in->step;
    c->begun_step = in->step;
    c->low_steps = 0;
    c->target = 0;
    c->done = 0;
    GameEvent *told = game_event(out, EVENT_TRIAL_BEGIN, ++c->trial, item->side, vec2(0, 0), 0);
    told->item = (int32_t)item->kind;
    told->attempt = item->attempt;
    for (int side = 0; side < SIDE_COUNT; side++) {
        c->beat[side] = (Beat){ 0 };
        c->beats_made[side] = 0;
    }
}

float checkup_running_s(const Checkup *c, const GameInput *in)
{
    return (float)(in->step - c->begun_step) / GAME_STEPS_PER_SECOND;
}

static void end(Checkup *c, const GameInput *in, GameOutput *out, bool by_therapist)
{
    const CheckupStep *item = checkup_current(c, in);
    checkup_settle(c, out, c->good, -1, 0);
    for (int side = 0; side < SIDE_COUNT; side++)
        if (c->beat[side].id) game_event(out, EVENT_MISS, c->beat[side].id, -1, c->at, 0);
    game_event(out, EVENT_TRIAL_END, c->trial, item->side, vec2(0, 0), checkup_running_s(c, in))
        ->by_therapist = by_therapist;
    game_cue(out, CUE_PRAISE, in->body->hips, 0);
    c->target = c->beat[0].id = c->beat[1].id = 0;
    c->last = c->item;
    enter(c, PHASE_REST, in);
}

// ---- before a trial ----

// Whether the child is where the trial starts; shows the way there.
static bool in_place(Checkup *c, const GameInput *in, GameOutput *out)
{
    const CheckupStep *item = checkup_current(c, in);
    if (!in->body->seen) return false;
    if (item->kind != CHECKUP_REACH_SIDE) return true;
    Vec2 at = checkup_from_shoulder(in, item->side, ARM_OUT_AL, 0);
    float arm = in->size->arm[item->side];
    checkup_invite(out, c->nest[item->side], TARGET_HAND, at, 0.3f * arm, 0, 1u << item->side);
    return game_hand_touches(in, item->side, at, 0.3f * arm) ||
           in->step - c->since_step >= ARM_OUT_STEPS;
}

static void count_in(const Checkup *c, const GameInput *in, GameOutput *out)
{
    uint32_t age = in->step - c->since_step;
    if (age % BEAT_STEPS == 0) {
        game_cue(out, CUE_DRUM_LOW, checkup_drum_at(in, SIDE_LEFT), 0);
        game_cue(out, CUE_DRUM_HIGH, checkup_drum_at(in, SIDE_RIGHT), 0);
    }
}

// What could not begin is told with its reason, and the next one comes.
static void leave_out(Checkup *c, const GameInput *in, GameOutput *out, CheckupVoid why)
{
    c->trial++;
    void_trial(c, in, out, why);
    c->last = -1;
    next_item(c, in, out);
}

static void get_ready(Checkup *c, const GameInput *in, GameOutput *out)
{
    const CheckupStep *item = checkup_current(c, in);
    uint32_t age = in->step - c->since_step;
    bool start = in->commands & 1u << GAME_START_STOP;
    bool placed = in_place(c, in, out);
    if (checkup_is_guarded(item)) {
        if (start) {
            begin(c, in, out);
        } else if (age >= THERAPIST_STEPS) {
            leave_out(c, in, out, CHECKUP_VOID_NOT_STARTED);
        }
        return;
    }
    bool drum = item->kind == CHECKUP_DRUM_TOGETHER || item->kind == CHECKUP_DRUM_ALTERNATE;
    if (drum) count_in(c, in, out);
    uint32_t wait = drum ? COUNT_IN * BEAT_STEPS : READY_STEPS;
    if (start || (placed && age >= wait))
        begin(c, in, out);
    else if (!in->body->seen && age >= wait + UNSEEN_STEPS)
        leave_out(c, in, out, CHECKUP_VOID_UNSEEN);
}

static void redo(Checkup *c, const GameInput *in, GameOutput *out)
{
    if (c->phase != PHASE_RUN) {  // the one before, whatever is shown now
        if (c->last < 0) return;  // nothing was done yet
        c->count += c->item - c->last;
        c->item = c->last;
        c->last = -1;
    }
    void_trial(c, in, out, CHECKUP_VOID_REDONE);
    show(c, in, out);
}

static void skip(Checkup *c, const GameInput *in, GameOutput *out)
{
    if (c->phase == PHASE_REST) return;
    if (checkup_current(c, in)->kind == CHECKUP_REST) {
        next_item(c, in, out);
        return;
    }
    if (c->phase != PHASE_RUN) c->trial++;
    void_trial(c, in, out, CHECKUP_VOID_SKIPPED);
    c->last = -1;
    next_item(c, in, out);
}

static void start(void *state, const GameInput *first)
{
    Checkup *c = state;
    int count = 0;
    const CheckupStep *list = checkup_battery(first->size->seated, &count);
    c->rng = rng_seed(first->setup->seed);
    c->item = (int32_t)first->knob[KNOB_FROM] - 1;
    c->count = (int32_t)first->knob[KNOB_COUNT];
    c->last = -1;
    if (c->item >= count) c->item = count - 1;
    while (c->item < count - 1 && !checkup_asks(&list[c->item], &first->setup->profile)) c->item++;
    for (int side = 0; side < SIDE_COUNT; side++) c->nest[side] = ++c->ids;
}

// The words are heard to their end, unless the therapist's key says that they are known.
static void show_on(Checkup *c, const GameInput *in, GameOutput *out)
{
    const CheckupStep *item = checkup_current(c, in);
    uint32_t age = in->step - c->since_step;
    bool start = in->commands & 1u << GAME_START_STOP;
    if (in->step == 0) out->say = line_of(c, in);
    if (item->kind == CHECKUP_REST) {
        uint32_t rest = (uint32_t)(checkup_step_s(item) * GAME_STEPS_PER_SECOND);
        if (start || age >= rest) next_item(c, in, out);
        return;
    }
    uint32_t words = spoken_steps(line_of(c, in)) + PAUSE_STEPS;
    if (start || (in->body->seen && age >= words))
        enter(c, PHASE_READY, in);
    else if (age >= words + UNSEEN_STEPS)
        leave_out(c, in, out, CHECKUP_VOID_UNSEEN);
}

static void step(void *state, const GameInput *in, GameOutput *out)
{
    Checkup *c = state;
    uint32_t age = in->step - c->since_step;
    if (in->commands & 1u << GAME_REDO) {
        redo(c, in, out);
        return;
    }
    if (in->commands & 1u << GAME_SKIP) {
        skip(c, in, out);
        return;
    }
    if (in->commands & 1u << GAME_ASSIST) out->say = checkup_words(checkup_current(c, in)).say;
    switch ((Phase)c->phase) {
    case PHASE_SHOW: show_on(c, in, out); break;
    case PHASE_READY: get_ready(c, in, out); break;
    case PHASE_RUN: {
        bool stopped = in->commands & 1u << GAME_START_STOP;
        if (stopped || checkup_run(c, in, out)) end(c, in, out, stopped);
        break;
    }
    case PHASE_REST:
        if (age >= REST_STEPS) next_item(c, in, out);
        break;
    }
}

static unsigned care(const Profile *profile, const float knob[GAME_KNOBS_MAX])
{
    int count = 0, first = (int)knob[KNOB_FROM] - 1;
    const CheckupStep *list = checkup_battery(profile_is_seated(profile), &count);
    unsigned asked = 0;
    for (int i = first; i < count && i - first < (int)knob[KNOB_COUNT]; i++) {
        if (!checkup_asks(&list[i], profile)) continue;
        if (list[i].kind == CHECKUP_ONE_LEG) asked |= 1u << CARE_ONE_LEG;
        if (list[i].kind == CHECKUP_STAND_CLOSED) asked |= 1u << CARE_EYES_CLOSED;
    }
    return asked;
}

const Game game_checkup = {
    .role = ROLE_ASSESSMENT,
    .id = "checkup",
    .title = "Check-up",
    .card = { .feet = { -0.13f, -0.41f },
              .height = 0.68f,
              .upper = { 12, 12 },
              .fore = { 8, 8 },
              .thigh = { 3, 3 },
              .shank = { -2, -2 } },
    .trains = "nothing: it measures, the same way each time",
    .invite = "Let us see what you can do today",
    .version = CHECKUP_SCRIPT,
    .state_size = sizeof(Checkup),
    .knob_count = 2,
    .knobs = { [KNOB_FROM] = { "from", "", "the step to begin with", 1, ATTEMPTS_MAX, 1 },
               [KNOB_COUNT] = { "count", "", "how many steps to do", 1, ATTEMPTS_MAX,
                                ATTEMPTS_MAX } },
    .level = { { 1, ATTEMPTS_MAX },
               { 1, ATTEMPTS_MAX },
               { 1, ATTEMPTS_MAX },
               { 1, ATTEMPTS_MAX },
               { 1, ATTEMPTS_MAX } },
    .goes_low = true,
    .care = care,
    .start = start,
    .step = step,
    .draw = checkup_draw,
};
