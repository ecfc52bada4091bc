// SPDX-License-Identifier: MIT
// actor.c: the drawn child at play: what it sees, when it understands, where it looks.
#include "actor.h"

#include "demo_rig.h"

#include <string.h>

float actor_slowness(const Actor *p, Side side)
{
    REQUIRE(side == SIDE_LEFT || side == SIDE_RIGHT);
    return (1 + p->weakness[side]) * (1.6f - 0.75f * p->skill);
}

float actor_inexactness(const Actor *p, Side side)
{
    REQUIRE(side == SIDE_LEFT || side == SIDE_RIGHT);
    return (0.06f + 0.8f * (1 - p->skill)) * (1 + p->weakness[side]);
}

bool actor_is_away(const Actor *p, double now)
{
    return now < p->away_to;
}

void actor_rest(Actor *p)
{
    Stance stance = p->seated ? figure_sit(p->figure) : figure_stand(p->figure);
    for (Side side = SIDE_LEFT; side <= SIDE_RIGHT; side++) {
        p->hand[side] = (Hand){ .target = -1 };
        p->foot[side] = (Foot){ .lifted = false };
        glide_start(&p->hand[side].at, stance.hand[side]);
    }
    glide_start(&p->hips, vec2(0, 0));
    glide_start(&p->body, vec2(0, 0));
    memset(p->memory, 0, sizeof p->memory);
    p->held = p->still = false;
}

// Where the camera sees the feet: the middle of ankle, heel and toe, as games know it.
static void note_soles(Actor *p)
{
    Stance stance = p->seated ? figure_sit(p->figure) : figure_stand(p->figure);
    FigureJoints j;
    figure_solve(p->figure, &stance, &j);
    for (Side side = SIDE_LEFT; side <= SIDE_RIGHT; side++) {
        Vec3 a = j.ankle[side], h = j.heel[side], t = j.toe[side];
        Vec3 sum = { a.x + h.x + t.x, a.y + h.y + t.y, a.z + h.z + t.z };
        p->sole[side] = vec2(sum.x / 3, (sum.y - VIEW_TILT * sum.z) / 3);
        if (!view_is_flat(&p->view))
            p->sole[side] = view_plane(&p->view, (Vec3){ sum.x / 3, sum.y / 3, sum.z / 3 });
    }
}

void actor_init(Actor *p, const Figure *figure, const View *view, const DemoOptions *options,
                bool seated)
{
    REQUIRE(figure && view && options);
    memset(p, 0, sizeof *p);
    p->figure = figure;
    p->view = *view;
    p->seated = seated;
    p->skill = options->skill > 0 ? clampf(options->skill, 0, 1) : 0.8f;
    p->reaction_s = (options->reaction_ms > 0 ? options->reaction_ms : 350) / 1000;
    p->tremor_m = fmaxf(options->tremor_cm, 0) / 100;
    p->attention_s = fmaxf(options->attention_s, 0);
    p->bow = options->rig ? options->rig->bow : 0;
    p->reach_m = options->reach_cm > 0 ? options->reach_cm / 100 : figure->height;
    p->range_m = fmaxf(options->range_cm, 0) / 100;
    for (int side = 0; side < SIDE_COUNT; side++)
        p->weakness[side] = clampf(options->weakness[side], 0, 3);
    p->rng = rng_seed(options->seed * 2654435761u + 17);
    p->away_from = p->attention_s > 0 ? p->attention_s * rng_between(&p->rng, 0.5f, 1.5f) : 1e18;
    note_soles(p);
    actor_rest(p);
}

static Seen *find_seen(Actor *p, const DemoTarget *target)
{
    for (int i = 0; i < ACTOR_MEMORY_MAX; i++) {
        Seen *seen = &p->memory[i];
        if (seen->present && seen->id == target->id && seen->kind == target->kind) return seen;
    }
    return NULL;
}

static bool is_free(const Actor *p, int k)
{
    return !p->memory[k].present && p->hand[SIDE_LEFT].target != k &&
           p->hand[SIDE_RIGHT].target != k;
}

static float spread(Actor *p)
{
    return clampf(rng_normal(&p->rng), -2.5f, 2.5f);
}

static void first_sight(Actor *p, Seen *seen, const DemoTarget *target, double now)
{
    memset(seen, 0, sizeof *seen);
    seen->id = target->id;
    seen->kind = target->kind;
    seen->seen = now;
    float slow = clampf(rng_normal(&p->rng), -2, 2);
    seen->ready = now + p->reaction_s * (1 + 0.17f * slow);
    float radius = target->radius * (float)p->view.height / p->view.px_per_m;
    for (int side = 0; side < SIDE_COUNT; side++) {
        float error = actor_inexactness(p, (Side)side) * radius;
        seen->error[side].x = error * spread(p);
        seen->error[side].y = error * spread(p);
    }
    seen->off = spread(p);
    seen->late = (0.02f + 0.25f * (1 - p->skill)) * spread(p);
    seen->at = view_metres(&p->view, target->at);
}

static void take_in(const Actor *p, Seen *seen, const DemoTarget *target, double now)
{
    float dt = (float)(now - p->before);
    Vec2 at = view_metres(&p->view, target->at);
    if (seen->present && dt > 1e-4f) {
        Vec2 speed = vec2_scale(vec2_sub(at, seen->at), 1 / dt);
        seen->velocity = vec2_mix(seen->velocity, speed, fminf(1, 6 * dt));
    }
    seen->at = at;
    seen->radius = target->radius * (float)p->view.height / p->view.px_per_m;
    seen->value = target->value;
    seen->sides = target->sides & 3u ? target->sides & 3u : 3u;
    seen->both = target->both;
    if (target->due_s > 0) seen->due = now + target->due_s;
    seen->present = true;
}

// Takes in what is on the screen; what has gone is forgotten.
static void look(Actor *p, double now, const DemoAim *aim)
{
    bool still_there[ACTOR_MEMORY_MAX] = { false };
    for (int i = 0; i < aim->count && i < DEMO_TARGETS_MAX; i++) {
        const DemoTarget *target = &aim->target[i];
        Seen *seen = find_seen(p, target);
        for (int k = 0; !seen && k < ACTOR_MEMORY_MAX; k++) {
            if (!is_free(p, k)) continue;
            seen = &p->memory[k];
            first_sight(p, seen, target, now);
        }
        if (!seen) continue;
        take_in(p, seen, target, now);
        still_there[seen - p->memory] = true;
    }
    for (int k = 0; k < ACTOR_MEMORY_MAX; k++) p->memory[k].present &= still_there[k];
}

// The weight of one who stands goes a little to the side of the lean. In a squat the hips go back.
void actor_take_lean(const Actor *p, Vec2 lean, Stance *s)
{
    float deep = fmaxf(0, -lean.y);
    s->trunk += lean.x;
    s->pelvis.x += p->seated ? 0 : 0.10f * lean.x;
    s->pelvis.y += lean.y;
    s->pelvis_z += p->seated ? 0.5f * fmaxf(0, lean.y) : -0.30f * deep;
    s->bow += 0.9f * deep / p->figure->height;
}

static void lose_interest(Actor *p, double now)
{
    if (now <= p->away_from || now <= p->away_to) return;
    p->away_to = now + rng_between(&p->rng, 1.0f, 2.5f);
    p->away_from = p->away_to + p->attention_s * rng_between(&p->rng, 0.5f, 1.5f);
}

static void face(Actor *p, double now, Stance *s)
{
    Vec2 toward = { 0, 0.1f };
    if (now < p->away_to) {
        toward = vec2(0.9f, 0.3f);
    } else {
        int target = p->hand[SIDE_LEFT].target;
        if (target < 0) target = p->hand[SIDE_RIGHT].target;
        for (int k = 0; target < 0 && k < ACTOR_MEMORY_MAX; k++)
            if (p->memory[k].present && p->memory[k].kind == TARGET_FOOT) target = k;
        Vec2 from = vec2(s->pelvis.x, s->pelvis.y + p->figure->trunk);
        if (target >= 0) toward = vec2_sub(p->memory[target].at, from);
    }
    p->gaze = vec2_mix(p->gaze, toward, fminf(1, 5 * (float)(now - p->before)));
    s->head_turn += clampf(0.45f * p->gaze.x, -0.32f, 0.32f);
    s->head_nod += clampf(0.30f * (p->gaze.y - 0.2f), -0.20f, 0.20f);
    s->smile = now < p->joy_until ? 1.0f : 0.5f;
}

void actor_keep_feet_down(const Figure *f, Stance *s)
{
    float leg = 0.998f * (f->thigh + f->shank);
    for (Side side = SIDE_LEFT; side <= SIDE_RIGHT; side++) {
        float x = s->pelvis.x + figure_sign(side) * f->hip - s->ankle[side].x;
        float z = s->pelvis_z - s->ankle[side].z;
        float up = sqrtf(fmaxf(leg * leg - x * x - z * z, 0));
        s->pelvis.y = fminf(s->pelvis.y, s->ankle[side].y + up);
    }
}

static void place_feet(Actor *p, double now, Stance *s)
{
    for (Side side = SIDE_LEFT; side <= SIDE_RIGHT; side++) {
        Vec2 at = glide_at(&p->foot[side].at, now);
        float up = glide_at(&p->foot[side].up, now).x;
        s->ankle[side].x += at.x;
        s->ankle[side].z += at.y + (p->seated ? 0.1f : 0.3f) * up;
        s->ankle[side].y += up;
        if (p->seated || !p->foot[side].lifted) continue;
        // Standing on one leg is a little unsteady.
        float wobble = 0.004f * (1.8f - p->skill);
        s->pelvis.x += wobble * (float)(sin(now * 4.1) + 0.6 * sin(now * 6.7));
    }
}

static void place_hands(Actor *p, double now, float tiptoe, Stance *s)
{
    for (Side side = SIDE_LEFT; side <= SIDE_RIGHT; side++) {
        s->hand[side] = glide_at(&p->hand[side].at, now);
        s->flat[side] = p->hand[side].flat;
        if (tiptoe > 0) {
            s->ankle[side].y += tiptoe;
            s->tiptoe[side] = tiptoe;
        }
        if (p->tremor_m <= 0) continue;
        double *phase = &p->tremor_phase[side];
        *phase += (now - p->before) * rng_between(&p->rng, 6, 8) * 2 * PI_F;
        s->hand[side].x += p->tremor_m * (float)cos(*phase);
        s->hand[side].y += p->tremor_m * (float)sin(*phase);
    }
}

void actor_step(Actor *p, double now, const DemoAim *aim, Stance *s)
{
    REQUIRE(now >= p->before);
    Stance upright = *s;
    look(p, now, aim);
    lose_interest(p, now);
    actor_move_body(p, now, &upright);
    actor_move_hands(p, now, &upright);
    Vec2 lean = glide_at(&p->body, now), hips = glide_at(&p->hips, now);
    s->pelvis.x += hips.x;
    s->pelvis_z += hips.y;
    actor_take_lean(p, lean, s);
    if (now < p->fall_until)
        s->trunk +=
            0.14f *
            exact_sin(PI_F * (float)((now - p->fall_from) / (p->fall_until - p->fall_from)));
    place_feet(p, now, s);
    place_hands(p, now, p->seated ? 0 : lean.y, s);
    actor_keep_feet_down(p->figure, s);
    face(p, now, s);
    p->before = now;
}
