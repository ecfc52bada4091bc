// SPDX-License-Identifier: MIT
// actor_body.c: the drawn child's legs and trunk: steps, lifted feet, shifts of weight, squats.
#include "actor.h"

#define CORRECT_EVERY_S 0.5   // how often the eye corrects hips, trunk and squat
#define HOME_AFTER_S    0.35  // after nothing was there for this time the foot comes back
#define UNLOAD_S        0.30f
#define SWING_S         0.50f
#define DEPTH_MAX       0.30f  // of the height: as far as a foot steps to or from the camera
#define DEPTH_SURE      0.02f  // of the height: less is the same place, seen not quite so

static float leg_length(const Actor *p)
{
    return p->figure->thigh + p->figure->shank;
}

// The understood target of a kind that is due first; `side` -1: whichever.
static Seen *wish(Actor *p, TargetKind kind, int side, double now)
{
    Seen *best = NULL;
    if (actor_is_away(p, now)) return NULL;
    for (int k = 0; k < ACTOR_MEMORY_MAX; k++) {
        Seen *seen = &p->memory[k];
        if (!seen->present || seen->kind != kind || seen->ready > now) continue;
        if (side >= 0 && !(seen->sides & 1u << side)) continue;
        if (!best || (seen->due > 0 && (best->due <= 0 || seen->due < best->due))) best = seen;
    }
    return best;
}

// Looks again now and then: what the aim was off by halves.
static void look_again(Seen *seen, double now)
{
    if (seen->looked <= 0) seen->looked = now;
    if (now - seen->looked < CORRECT_EVERY_S) return;
    seen->looked = now;
    seen->off *= 0.5f;
    for (int side = 0; side < SIDE_COUNT; side++)
        seen->error[side] = vec2_scale(seen->error[side], 0.5f);
}

// Asked to keep still, understood or not: no foot goes home now.
static bool stillness_shown(const Actor *p)
{
    for (int k = 0; k < ACTOR_MEMORY_MAX; k++)
        if (p->memory[k].present && p->memory[k].kind == TARGET_STILL) return true;
    return false;
}

static float foot_x(const Actor *p, Side side, const Stance *upright)
{
    return upright->ankle[side].x + p->foot[side].at.goal.x;
}

// A real step: the weight goes onto the other foot, this one is lifted, carried and set down, and
// the weight comes along.
static void step_to(Actor *p, Side side, Vec2 place, double now, const Stance *upright)
{
    Foot *foot = &p->foot[side];
    Foot *other = &p->foot[!side];
    float slow = actor_slowness(p, side), unload = UNLOAD_S * slow, swing = SWING_S * slow;
    float over = foot_x(p, (Side)!side, upright);
    float high = 0.045f * p->figure->height + 0.1f * vec2_distance(place, foot->at.goal);
    Vec2 middle = vec2_scale(vec2_add(place, other->at.goal), 0.5f);
    Vec2 shift = vec2(mixf(p->hips.goal.x, over, 0.6f), p->hips.goal.y);
    glide_to(&p->hips, shift, now, unload + 0.2f * swing);
    glide_to(&p->hips, middle, now + unload + 0.3 * swing, 0.8f * swing);
    glide_to(&foot->at, place, now + unload, swing);
    glide_to(&foot->up, vec2(high, 0), now + unload, 0.5f * swing);
    glide_to(&foot->up, vec2(0, 0), now + unload + 0.5 * swing, 0.5f * swing);
    p->busy_until = now + unload + swing + 0.15;
}

// Where the foot would be set for a target, from where it stands at rest.
static Vec2 place_for(const Actor *p, const Seen *seen, Side side)
{
    float height = p->figure->height;
    Vec2 off = vec2_sub(vec2_add(seen->at, seen->error[side]), p->sole[side]);
    const Lens *lens = &p->view.lens;
    float tilt = view_is_flat(&p->view) ? VIEW_TILT : fmaxf(lens->at.y / lens->at.z, 0.05f);
    float depth = fabsf(off.y) < DEPTH_SURE * height ? 0 : -off.y / tilt;
    return vec2(off.x, clampf(depth, -DEPTH_MAX * height, DEPTH_MAX * height));
}

static void move_feet(Actor *p, double now, const Stance *upright)
{
    for (Side side = SIDE_LEFT; side <= SIDE_RIGHT; side++) {
        Foot *foot = &p->foot[side];
        Seen *seen = wish(p, TARGET_FOOT, (int)side, now);
        if (seen && seen->sides == 3u && !seen->both) {
            // Either foot: the nearer one.
            float mine = fabsf(seen->at.x - foot_x(p, side, upright));
            float others = fabsf(seen->at.x - foot_x(p, (Side)!side, upright));
            if (mine > others || (mine >= others && side == SIDE_RIGHT)) seen = NULL;
        }
        Vec2 place = { 0, 0 };
        if (seen) {
            place = place_for(p, seen, side);
            foot->free = now;
        } else if (stillness_shown(p) || now - foot->free < HOME_AFTER_S) {
            continue;
        }
        float room = seen ? fmaxf(0.25f * seen->radius, 0.008f * p->figure->height) : 0.005f;
        if (now < p->busy_until || p->foot[!side].lifted || foot->lifted) continue;
        if (vec2_distance(place, foot->at.goal) <= room) continue;
        step_to(p, side, place, now, upright);
        if (seen) look_again(seen, now);
    }
}

// Now and then the balance is lost: a lifted foot goes down, one who keeps still makes a move.
static bool falls(Actor *p, double now, Side stance)
{
    float chance = mixf(0.20f, 0.01f, p->skill) * (1 + p->weakness[stance]);
    float dt = (float)(now - p->before);
    if (now >= p->fall_until && rng_between(&p->rng, 0, 1) < chance * dt) {
        p->fall_from = now;
        p->fall_until = now + 0.9;
    }
    return now < p->fall_until;
}

static void lift_feet(Actor *p, double now)
{
    for (Side side = SIDE_LEFT; side <= SIDE_RIGHT; side++) {
        Foot *foot = &p->foot[side];
        Seen *seen = wish(p, TARGET_LIFT, (int)side, now);
        if (seen && p->foot[!side].lifted && !p->seated) seen = NULL;  // one at a time
        bool was = foot->lifted;
        foot->lifted = seen && now >= p->busy_until && !falls(p, now, (Side)!side);
        float slow = actor_slowness(p, side);
        if (foot->lifted) {
            // A seated knee is asked for in trunk lengths; the foot must go a little farther.
            float unit = p->seated ? 1.15f * p->figure->trunk : leg_length(p);
            float more = 0.03f + 0.015f * (1 + seen->off) * (1.2f - p->skill);
            float high = (seen->value + fmaxf(0.01f, more)) * unit;
            look_again(seen, now);
            if (fabsf(high - foot->up.goal.x) < 0.01f) continue;
            double start = was || p->seated ? now : now + UNLOAD_S * slow;
            glide_to(&foot->up, vec2(high, 0), start, 0.55f * slow);
        } else if (now >= p->busy_until && foot->up.goal.x > 0) {
            glide_to(&foot->up, vec2(0, 0), now, 0.4f * slow);
        }
    }
}

static void move_hips(Actor *p, double now, const Stance *upright)
{
    Vec2 left = p->foot[SIDE_LEFT].at.goal, right = p->foot[SIDE_RIGHT].at.goal;
    Vec2 goal = vec2_scale(vec2_add(left, right), 0.5f);
    Seen *seen = wish(p, TARGET_HIPS, -1, now);
    if (seen) {
        look_again(seen, now);
        // Nobody stands with the hips beyond the feet.
        float wish_x = seen->at.x + 0.7f * seen->error[SIDE_LEFT].x - upright->pelvis.x;
        float room = 0.55f * fabsf(foot_x(p, SIDE_LEFT, upright) - foot_x(p, SIDE_RIGHT, upright));
        goal.x += clampf(wish_x - goal.x, -room, room);
    }
    for (Side side = SIDE_LEFT; side <= SIDE_RIGHT; side++)
        if (p->foot[side].lifted && !p->seated)
            goal.x = 0.95f * foot_x(p, (Side)!side, upright) - upright->pelvis.x;
    if (p->seated || now < p->busy_until) return;
    if (vec2_distance(goal, p->hips.goal) < 0.004f) return;
    glide_to(&p->hips, goal, now, (seen ? 0.7f : 0.5f) * actor_slowness(p, SIDE_LEFT));
}

static void move_trunk(Actor *p, double now)
{
    Seen *lean = wish(p, TARGET_LEAN, -1, now), *squat = wish(p, TARGET_SQUAT, -1, now);
    bool lifted = p->foot[SIDE_LEFT].lifted || p->foot[SIDE_RIGHT].lifted;
    p->still = wish(p, TARGET_STILL, -1, now) != NULL;
    p->held = lean || squat || lifted || p->still;
    if (p->still) falls(p, now, SIDE_LEFT);
    if (!p->held) return;
    Vec2 goal = { 0, 0 };
    if (lean) {
        look_again(lean, now);
        float degrees = lean->value + (1 + 8 * (1 - p->skill)) * lean->off;
        goal.x = -degrees * PI_F / 180;  // the player's right is the picture's left
    }
    if (squat && !p->seated) {
        look_again(squat, now);
        float deep = squat->value + 0.01f + (0.01f + 0.08f * (1 - p->skill)) * squat->off;
        // The knees go forwards and the hips back, which the camera sees as higher.
        goal.y = -1.04f * fmaxf(0, deep) * leg_length(p);
    }
    // Seated it is a push-up: the hips rise by so many legs, which nobody sees whole.
    if (squat && p->seated) goal.y = fmaxf(0, 0.01f - squat->value) * 0.4f * p->figure->height;
    if (vec2_distance(goal, p->body.goal) < 0.008f) return;
    glide_to(&p->body, goal, now, 0.75f * actor_slowness(p, SIDE_LEFT));
    p->body_free = now;
}

void actor_move_body(Actor *p, double now, const Stance *upright)
{
    if (!p->seated) move_feet(p, now, upright);
    lift_feet(p, now);
    move_hips(p, now, upright);
    move_trunk(p, now);
}
