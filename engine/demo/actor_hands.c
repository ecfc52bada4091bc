// SPDX-License-Identifier: MIT
// actor_hands.c: the drawn child's hands: choice, minimum-jerk reaches with corrections, timing.
#include "actor.h"

#define LEAN_MAX        0.55f  // rad, as far as a child leans without a step
#define CORRECT_EVERY_S 0.14   // how often the eye corrects the hand
#define RETURN_AFTER_S  0.45   // after nothing was there for this time the hands go down
#define STRIKE_S        0.30f  // the last way to a target that is due at an instant
#define STRIKE_SHARE    0.62f  // of that time until the hand is well in the target
#define STRIKE_THROUGH  0.30f  // radii: who strikes or catches aims through the middle

static float arm_length(const Actor *p)
{
    return p->figure->upper_arm + p->figure->forearm + p->figure->palm;
}

// Where the shoulder will be seen in the child's plane once the weight has shifted and the trunk
// leans so.
static Vec2 shoulder_with(const Actor *p, Side side, Vec2 lean, const Stance *upright)
{
    Stance s = *upright;
    s.pelvis.x += p->hips.goal.x;
    s.pelvis_z += p->hips.goal.y;
    actor_take_lean(p, lean, &s);
    Vec2 at = figure_shoulder(p->figure, &s, side);
    return view_plane(&p->view, (Vec3){ at.x, at.y, s.pelvis_z });
}

// The trunk's lean (x) and the pelvis' height (y) with which the shoulder can reach `at`, as little
// as is needed.
static Vec2 lean_for(const Actor *p, Side side, Vec2 at, const Stance *upright)
{
    float arm = fminf(arm_length(p), p->reach_m), best_cost = 1e9f;
    float toward = at.x > upright->pelvis.x + p->hips.goal.x ? 1.0f : -1.0f;
    Vec2 best = { 0, 0 };
    if (p->range_m > 0) return best;  // whose hands come a few centimetres does not lean either
    for (int i = 0; i <= 14; i++) {
        for (int k = 0; k <= 12; k++) {
            if (p->seated && k != 4) continue;
            Vec2 lean = { toward * LEAN_MAX * (float)i / 14,
                          (float)(4 - k) * 0.01f * p->figure->height };
            lean.y = lean.y < 0 ? lean.y * 3 : lean.y * 1.2f;
            float excess = vec2_distance(shoulder_with(p, side, lean, upright), at) - 0.96f * arm;
            float cost = 50 * fmaxf(0, excess) + 0.5f * fabsf(lean.x) + 2 * fabsf(lean.y);
            if (cost < best_cost) {
                best_cost = cost;
                best = lean;
            }
        }
    }
    return best;
}

// Fitts' law for a child's whole-arm reach: 0.6-0.9 s to a target of a hand's size.
static float movement_s(const Actor *p, float distance, float radius, Side side)
{
    float difficulty = exact_log2(1 + distance / fmaxf(radius, 0.02f));
    return clampf(0.34f + 0.16f * difficulty, 0.35f, 1.2f) * actor_slowness(p, side);
}

static unsigned hands_at(const Actor *p, int target)
{
    return (p->hand[SIDE_LEFT].target == target ? 1u : 0u) |
           (p->hand[SIDE_RIGHT].target == target ? 2u : 0u);
}

// A target that is due at an instant: the hand waits a little above it and comes down in time.
// Gives the place to be now; true at the instant to set off, with the seconds for the way.
static bool await(Actor *p, Seen *seen, Side side, double now, Vec2 *aim, float *seconds)
{
    float strike = STRIKE_S * actor_slowness(p, side);
    double set_off = seen->due + seen->late - STRIKE_SHARE * strike;
    if (now >= set_off) {
        aim->y -= STRIKE_THROUGH * seen->radius;
        if (!seen->struck[side]) *seconds = strike;
        return !seen->struck[side];
    }
    aim->y += seen->radius + 0.24f * arm_length(p);
    *seconds = clampf((float)(set_off - now), 0.2f, *seconds);
    return false;
}

// A child's first way to a target bends outward and up, by more or less each time.
static void bend(Actor *p, Side side, Vec2 way)
{
    float bow = p->bow * (1 + 0.3f * clampf(rng_normal(&p->rng), -2, 2));
    Vec2 aside = { way.y * bow, -way.x * bow };
    if (aside.x * figure_sign(side) + aside.y < 0) aside = vec2_scale(aside, -1);
    glide_bow(&p->hand[side].at, aside);
}

static void pursue_with(Actor *p, Seen *seen, Side side, Vec2 at, Vec2 lean, float seconds,
                        double now, const Stance *upright, bool first)
{
    Hand *hand = &p->hand[side];
    // Who waits for the moment has time to aim.
    Vec2 aim = vec2_add(at, vec2_scale(seen->error[side], seen->due > 0 ? 0.6f : 1));
    bool set_off = false;
    if (seen->both) aim.x += figure_sign(side) * 0.35f * seen->radius;
    if (seen->due > 0) set_off = await(p, seen, side, now, &aim, &seconds);
    if (set_off) seen->struck[side] = true;
    Vec2 goal = vec2_sub(aim, shoulder_with(p, side, lean, upright));
    // What is as far away as the arm is long is pointed at with a straight elbow.
    float far = vec2_length(goal) / arm_length(p);
    goal = vec2_scale(goal, 1 + 0.07f * clampf((far - 0.86f) / 0.08f, 0, 1));
    float reach = vec2_length(goal);
    if (reach > p->reach_m) goal = vec2_scale(goal, p->reach_m / reach);
    Vec2 out = vec2_sub(goal, upright->hand[side]);
    float far_out = vec2_length(out);
    if (p->range_m > 0 && far_out > p->range_m)
        goal = vec2_add(upright->hand[side], vec2_scale(out, p->range_m / far_out));
    Vec2 way = vec2_sub(goal, hand->at.goal);
    bool corrects = vec2_length(way) > 0.15f * seen->radius;
    if (first || set_off || corrects) glide_to(&hand->at, goal, now, seconds);
    if (first && p->bow > 0) bend(p, side, way);
    hand->looked = now;
}

// Sends the hands in use, and the trunk, to where the target will be.
static void pursue(Actor *p, int target, double now, const Stance *upright, bool first)
{
    Seen *seen = &p->memory[target];
    unsigned hands = hands_at(p, target);
    Side lead = hands & 2u ? SIDE_RIGHT : SIDE_LEFT;
    if (hands == 3u) lead = seen->at.x > upright->pelvis.x ? SIDE_RIGHT : SIDE_LEFT;
    float seconds = (float)(fmax(glide_end(&p->hand[lead].at), now + 0.30) - now);
    for (Side side = SIDE_LEFT; first && side <= SIDE_RIGHT; side++) {
        if (!(hands & 1u << side)) continue;
        Vec2 shoulder = shoulder_with(p, side, p->body.goal, upright);
        float far = vec2_distance(vec2_add(shoulder, p->hand[side].at.goal), seen->at);
        float needed = movement_s(p, far, seen->radius, side);
        seconds = hands == 3u ? fmaxf(seconds, needed) : needed;
    }
    Vec2 at = vec2_add(seen->at, vec2_scale(seen->velocity, fminf(seconds, 1)));
    Vec2 lean = p->body.goal;
    bool other_free = hands == 3u || p->hand[!lead].target < 0;
    if (!p->held && other_free) {
        lean = lean_for(p, lead, at, upright);
        if (first || vec2_distance(lean, p->body.goal) > 0.02f)
            glide_to(&p->body, lean, now, seconds);
    }
    for (Side side = SIDE_LEFT; side <= SIDE_RIGHT; side++)
        if (hands & 1u << side) pursue_with(p, seen, side, at, lean, seconds, now, upright, first);
}

static bool by_name(const Seen *seen, Side side)
{
    return seen->sides == 1u << side && !seen->both;
}

// Two hands go two ways only where each is called by name.
static bool may_take(const Actor *p, const Seen *seen, Side side)
{
    if (!(seen->sides & 1u << side) || p->hand[side].target >= 0) return false;
    int other = p->hand[!side].target;
    return other < 0 || (by_name(seen, side) && by_name(&p->memory[other], (Side)!side));
}

// The nearest (or soonest due) target that is understood by now, and the hand for it.
static bool choose(Actor *p, double now, const Stance *upright)
{
    float best = 1e9f;
    int target = -1;
    unsigned hands = 0;
    for (int k = 0; k < ACTOR_MEMORY_MAX; k++) {
        const Seen *seen = &p->memory[k];
        if (!seen->present || seen->kind != TARGET_HAND || seen->ready > now) continue;
        for (Side side = SIDE_LEFT; side <= SIDE_RIGHT; side++) {
            if (!may_take(p, seen, side)) continue;
            float far = vec2_distance(shoulder_with(p, side, vec2(0, 0), upright), seen->at);
            float wait = seen->due > now ? (float)(seen->due - now) : 0;
            float cost = far * (1 + p->weakness[side]) + 2 * wait;
            if (cost >= best) continue;
            best = cost;
            target = k;
            hands = seen->both ? 3u : 1u << side;
        }
    }
    if (target < 0) return false;
    for (Side side = SIDE_LEFT; side <= SIDE_RIGHT; side++) {
        if (hands & 1u << side) p->hand[side].target = target;
        if (!(hands & 1u << side) && p->hand[side].target < 0) p->hand[side].free = -1e9;
    }
    pursue(p, target, now, upright, true);
    return true;
}

static void let_go(Actor *p, Side side, double now)
{
    p->hand[side].target = -1;
    p->hand[side].free = now;
    p->body_free = now;
}

// Arms go out for balance while a foot is up.
static Vec2 rest_place(const Actor *p, Side side, const Stance *upright)
{
    bool balancing = p->foot[SIDE_LEFT].lifted || p->foot[SIDE_RIGHT].lifted;
    if (!balancing || p->seated) return upright->hand[side];
    float reach = 0.93f * arm_length(p);
    return vec2(figure_sign(side) * 0.77f * reach, -0.64f * reach);
}

static void hand_down(Actor *p, Side side, double now, const Stance *upright)
{
    Hand *hand = &p->hand[side];
    Vec2 rest = rest_place(p, side, upright);
    if (p->still || now - hand->free < RETURN_AFTER_S) return;
    if (vec2_distance(rest, hand->at.goal) > 0.01f)
        glide_to(&hand->at, rest, now, 0.8f * (1 + 0.5f * p->weakness[side]));
}

// Arrived, and it is still there: look again and aim better. What moves on is never aimed at quite
// exactly.
static void look_again(Actor *p, Seen *seen, double now, double looked)
{
    double end = fmax(glide_end(&p->hand[SIDE_LEFT].at), glide_end(&p->hand[SIDE_RIGHT].at));
    bool arrived = end <= now && now - looked >= 0.25;
    bool follows =
        now - fmax(seen->looked, seen->ready + 0.5) > 0.4 && vec2_length(seen->velocity) > 0.05f;
    if (!arrived && !follows) return;
    seen->looked = now;
    for (Side side = SIDE_LEFT; side <= SIDE_RIGHT; side++) {
        float fresh = follows ? 0.4f * actor_inexactness(p, side) * seen->radius : 0;
        float up = fresh * rng_normal(&p->rng), right = fresh * rng_normal(&p->rng);
        seen->error[side] =
            vec2_add(vec2_scale(seen->error[side], follows ? 0.7f : 0.5f), vec2(right, up));
    }
}

static void keep_on(Actor *p, int target, double now, const Stance *upright)
{
    Seen *seen = &p->memory[target];
    Side lead = hands_at(p, target) & 1u ? SIDE_LEFT : SIDE_RIGHT;
    double looked = p->hand[lead].looked;
    bool timed = seen->due > 0 && !seen->struck[lead];
    if (!timed && now - looked < CORRECT_EVERY_S) return;
    if (!timed) look_again(p, seen, now, looked);
    pursue(p, target, now, upright, false);
}

void actor_move_hands(Actor *p, double now, const Stance *upright)
{
    bool away = actor_is_away(p, now);
    for (Side side = SIDE_LEFT; side <= SIDE_RIGHT; side++) {
        int target = p->hand[side].target;
        if (target < 0) continue;
        const Seen *seen = &p->memory[target];
        if (!seen->present) p->joy_until = now + 1.2;
        if (away || !seen->present || !(seen->sides & 1u << side)) let_go(p, side, now);
    }
    int left = p->hand[SIDE_LEFT].target, right = p->hand[SIDE_RIGHT].target;
    if (left >= 0) keep_on(p, left, now, upright);
    if (right >= 0 && right != left) keep_on(p, right, now, upright);
    for (int tries = 0; !away && tries < SIDE_COUNT && choose(p, now, upright);) tries++;
    float arm = arm_length(p), share = fminf(1, 8 * (float)(now - p->before));
    for (Side side = SIDE_LEFT; side <= SIDE_RIGHT; side++) {
        Hand *hand = &p->hand[side];
        if (hand->target < 0) hand_down(p, side, now, upright);
        // A hand beside the body is held in the child's plane, one before the body in front.
        float out = figure_sign(side) * hand->at.goal.x / arm;
        float flat = hand->target >= 0 ? clampf((out + 0.25f) / 0.2f, 0, 1) : 0;
        // What has gone is not understood at once: until the hand goes down nothing changes.
        if (hand->target < 0 && now - hand->free < RETURN_AFTER_S) flat = hand->flat;
        hand->flat = mixf(hand->flat, flat, share);
    }
    bool idle = p->hand[SIDE_LEFT].target < 0 && p->hand[SIDE_RIGHT].target < 0;
    if (idle && !p->held && now - p->body_free > RETURN_AFTER_S &&
        vec2_length(p->body.goal) > 1e-4f)
        glide_to(&p->body, vec2(0, 0), now, 0.8f);
}
