// player.c: the drawn child's hands: reaction, choice, minimum-jerk reaches with corrections.
#include "player.h"

#include <string.h>

#define LEAN_MAX        0.55f  // rad, as far as a child leans without a step
#define CORRECT_EVERY_S 0.14   // how often the eye corrects the hand
#define RETURN_AFTER_S  0.45   // hands go down when nothing has been there for so long

float minimum_jerk(float t)
{
    t = clampf(t, 0, 1);
    return t * t * t * (10 + t * (6 * t - 15));
}

void glide_start(Glide *g, Vec2 at)
{
    memset(g, 0, sizeof *g);
    g->base = g->goal = at;
}

void glide_to(Glide *g, Vec2 goal, double now, float seconds)
{
    glide_at(g, now);
    if (g->count == GLIDE_STROKES_MAX) return;
    g->stroke[g->count].by = vec2_sub(goal, g->goal);
    g->stroke[g->count].start = now;
    g->stroke[g->count].seconds = seconds;
    g->count++;
    g->goal = goal;
}

Vec2 glide_at(Glide *g, double now)
{
    Vec2 at = g->base;
    int kept = 0;
    for (int i = 0; i < g->count; i++) {
        float t = (float)(now - g->stroke[i].start) / g->stroke[i].seconds;
        at = vec2_add(at, vec2_scale(g->stroke[i].by, minimum_jerk(t)));
        if (t >= 1)
            g->base = vec2_add(g->base, g->stroke[i].by);
        else
            g->stroke[kept++] = g->stroke[i];
    }
    g->count = kept;
    return at;
}

double glide_end(const Glide *g)
{
    double end = 0;
    for (int i = 0; i < g->count; i++)
        if (g->stroke[i].start + g->stroke[i].seconds > end)
            end = g->stroke[i].start + g->stroke[i].seconds;
    return end;
}

void player_rest(Player *p)
{
    for (Side side = SIDE_LEFT; side <= SIDE_RIGHT; side++) {
        Stance stance = p->seated ? figure_sit(p->figure) : figure_stand(p->figure);
        glide_start(&p->hand[side], stance.hand[side]);
    }
    glide_start(&p->body, vec2(0, 0));
    memset(p->memory, 0, sizeof p->memory);
    p->current = -1;
    p->using = 0;
}

void player_init(Player *p, const Figure *figure, const View *view, const DemoOptions *options,
                 bool seated)
{
    memset(p, 0, sizeof *p);
    p->figure = figure;
    p->view = *view;
    p->seated = seated;
    p->skill = options->skill > 0 ? clampf(options->skill, 0, 1) : 0.8f;
    p->reaction_s = (options->reaction_ms > 0 ? options->reaction_ms : 350) / 1000;
    p->tremor_m = fmaxf(options->tremor_cm, 0) / 100;
    p->attention_s = fmaxf(options->attention_s, 0);
    for (int side = 0; side < SIDE_COUNT; side++)
        p->weakness[side] = clampf(options->weakness[side], 0, 3);
    p->rng = rng_seed(options->seed * 2654435761u + 17);
    p->away_from = p->attention_s > 0 ? p->attention_s * rng_between(&p->rng, 0.5f, 1.5f) : 1e18;
    player_rest(p);
}

static Seen *find_seen(Player *p, int id)
{
    for (int i = 0; i < PLAYER_MEMORY_MAX; i++)
        if (p->memory[i].present && p->memory[i].id == id) return &p->memory[i];
    return NULL;
}

static void first_sight(Player *p, Seen *seen, const DemoTarget *target, double now)
{
    memset(seen, 0, sizeof *seen);
    seen->id = target->id;
    seen->seen = now;
    float spread = clampf(rng_normal(&p->rng), -2, 2);
    seen->ready = now + p->reaction_s * (1 + 0.17f * spread);
    float radius = target->radius * (float)p->view.height / p->view.px_per_m;
    for (int side = 0; side < SIDE_COUNT; side++) {
        float error = (0.06f + 0.8f * (1 - p->skill)) * radius * (1 + p->weakness[side]);
        seen->error[side].x = error * clampf(rng_normal(&p->rng), -2.5f, 2.5f);
        seen->error[side].y = error * clampf(rng_normal(&p->rng), -2.5f, 2.5f);
    }
    seen->at = view_metres(&p->view, target->at);
}

// Takes in what is on the screen; what has gone is forgotten.
static void look(Player *p, double now, const DemoAim *aim)
{
    bool still_there[PLAYER_MEMORY_MAX] = { false };
    float dt = (float)(now - p->before);
    for (int i = 0; i < aim->count && i < DEMO_TARGETS_MAX; i++) {
        const DemoTarget *target = &aim->target[i];
        Seen *seen = find_seen(p, target->id);
        for (int k = 0; !seen && k < PLAYER_MEMORY_MAX; k++) {
            if (p->memory[k].present || k == p->current) continue;
            seen = &p->memory[k];
            first_sight(p, seen, target, now);
        }
        if (!seen) continue;
        Vec2 at = view_metres(&p->view, target->at);
        if (seen->present && dt > 1e-4f) {
            Vec2 speed = vec2_scale(vec2_sub(at, seen->at), 1 / dt);
            seen->velocity = vec2_mix(seen->velocity, speed, fminf(1, 6 * dt));
        }
        seen->at = at;
        seen->radius = target->radius * (float)p->view.height / p->view.px_per_m;
        seen->hands = target->hands & 3u ? target->hands & 3u : 3u;
        seen->both = target->both;
        seen->present = true;
        still_there[seen - p->memory] = true;
    }
    for (int k = 0; k < PLAYER_MEMORY_MAX; k++) p->memory[k].present &= still_there[k];
}

// The trunk's lean (x) and the pelvis' height (y) with which the shoulder can reach `at`, as little as
// is needed.
static Vec2 lean_for(const Player *p, Side side, Vec2 at, const Stance *upright)
{
    const Figure *f = p->figure;
    float arm = f->upper_arm + f->forearm + f->palm, best_cost = 1e9f;
    float toward = at.x > upright->pelvis.x ? 1.0f : -1.0f;
    Vec2 best = { 0, 0 };
    for (int i = 0; i <= 14; i++) {
        for (int k = 0; k <= 12; k++) {
            if (p->seated && k != 4) continue;
            Vec2 lean = { toward * LEAN_MAX * (float)i / 14, (float)(4 - k) * 0.01f * f->height };
            lean.y = lean.y < 0 ? lean.y * 3 : lean.y * 1.2f;
            Stance s = *upright;
            s.trunk += lean.x;
            s.pelvis.x += 0.10f * lean.x;
            s.pelvis.y += lean.y;
            float excess = vec2_distance(figure_shoulder(f, &s, side), at) - 0.96f * arm;
            float cost = 50 * fmaxf(0, excess) + 0.5f * fabsf(lean.x) + 2 * fabsf(lean.y);
            if (cost < best_cost) {
                best_cost = cost;
                best = lean;
            }
        }
    }
    return best;
}

static Vec2 shoulder_with(const Player *p, Side side, Vec2 lean, const Stance *upright)
{
    Stance s = *upright;
    s.trunk += lean.x;
    s.pelvis.x += 0.10f * lean.x;
    s.pelvis.y += lean.y;
    return figure_shoulder(p->figure, &s, side);
}

// Fitts' law for a child's whole-arm reach: 0.6-0.9 s to a target of a hand's size.
static float movement_s(const Player *p, float distance, float radius, Side side)
{
    float difficulty = log2f(1 + distance / fmaxf(radius, 0.02f));
    float usual = clampf(0.34f + 0.16f * difficulty, 0.35f, 1.2f);
    return usual * (1 + p->weakness[side]) * (1.6f - 0.75f * p->skill);
}

// Sends the hands in use, and the trunk, to where the target will be.
static void pursue(Player *p, double now, const Stance *upright, bool first)
{
    const Seen *seen = &p->memory[p->current];
    Side lead = p->using & 2u ? SIDE_RIGHT : SIDE_LEFT;
    if (p->using == 3u) lead = seen->at.x > upright->pelvis.x ? SIDE_RIGHT : SIDE_LEFT;
    double arrive = fmax(glide_end(&p->hand[lead]), now + 0.30);
    Vec2 lean = { 0, 0 };
    float seconds = (float)(arrive - now);
    for (Side side = SIDE_LEFT; side <= SIDE_RIGHT; side++) {
        if (!(p->using & 1u << side)) continue;
        Vec2 shoulder = shoulder_with(p, side, p->body.goal, upright);
        float distance = vec2_distance(vec2_add(shoulder, p->hand[side].goal), seen->at);
        if (first) seconds = movement_s(p, distance, seen->radius, side);
    }
    Vec2 at = vec2_add(seen->at, vec2_scale(seen->velocity, fminf(seconds, 1)));
    lean = lean_for(p, lead, at, upright);
    for (Side side = SIDE_LEFT; side <= SIDE_RIGHT; side++) {
        if (!(p->using & 1u << side)) continue;
        Vec2 aim = vec2_add(at, seen->error[side]);
        if (p->using == 3u) aim.x += figure_sign(side) * 0.35f * seen->radius;
        Vec2 goal = vec2_sub(aim, shoulder_with(p, side, lean, upright));
        float off = vec2_distance(goal, p->hand[side].goal);
        if (first || off > 0.15f * seen->radius) glide_to(&p->hand[side], goal, now, seconds);
    }
    if (first || vec2_distance(lean, p->body.goal) > 0.02f) glide_to(&p->body, lean, now, seconds);
    p->looked_s = now;
}

// The nearest target that is understood by now, and the hand for it.
static bool choose(Player *p, double now, const Stance *upright)
{
    float best = 1e9f;
    for (int k = 0; k < PLAYER_MEMORY_MAX; k++) {
        const Seen *seen = &p->memory[k];
        if (!seen->present || seen->ready > now) continue;
        for (Side side = SIDE_LEFT; side <= SIDE_RIGHT; side++) {
            if (!(seen->hands & 1u << side)) continue;
            float distance = vec2_distance(shoulder_with(p, side, vec2(0, 0), upright), seen->at);
            float cost = distance * (1 + p->weakness[side]);
            if (cost >= best) continue;
            best = cost;
            p->current = k;
            p->using = seen->both ? 3u : 1u << side;
        }
    }
    return p->current >= 0;
}

static void hands_down(Player *p, double now, unsigned which, const Stance *upright)
{
    for (Side side = SIDE_LEFT; side <= SIDE_RIGHT; side++) {
        Vec2 rest = upright->hand[side];
        if (which & 1u << side && vec2_distance(rest, p->hand[side].goal) > 0.01f)
            glide_to(&p->hand[side], rest, now, 0.8f * (1 + 0.5f * p->weakness[side]));
    }
}

static void let_go(Player *p, double now)
{
    p->current = -1;
    p->using = 0;
    p->free_s = now;
}

static void decide(Player *p, double now, const Stance *upright)
{
    if (now > p->away_from && now > p->away_to) {
        p->away_to = now + rng_between(&p->rng, 1.0f, 2.5f);
        p->away_from = p->away_to + p->attention_s * rng_between(&p->rng, 0.5f, 1.5f);
        let_go(p, now);
    }
    if (p->current >= 0 && !p->memory[p->current].present) {
        p->joy_until = now + 1.2;
        let_go(p, now);
    }
    if (p->current >= 0) {
        if (now - p->looked_s < CORRECT_EVERY_S) return;
        // Arrived, and it is still there: look again and aim better.
        Seen *seen = &p->memory[p->current];
        double end = fmax(glide_end(&p->hand[SIDE_LEFT]), glide_end(&p->hand[SIDE_RIGHT]));
        if (end <= now && now - p->looked_s > 0.25) {
            for (int side = 0; side < SIDE_COUNT; side++)
                seen->error[side] = vec2_scale(seen->error[side], 0.5f);
        }
        pursue(p, now, upright, false);
        return;
    }
    if (now >= p->away_to && choose(p, now, upright)) {
        pursue(p, now, upright, true);
        hands_down(p, now, ~p->using, upright);
    } else if (now - p->free_s > RETURN_AFTER_S) {
        hands_down(p, now, 3u, upright);
        if (vec2_length(p->body.goal) > 1e-4f) glide_to(&p->body, vec2(0, 0), now, 0.8f);
    }
}

static void face(Player *p, double now, Stance *s)
{
    Vec2 toward = { 0, 0.1f };
    if (now < p->away_to) {
        toward = vec2(0.9f, 0.3f);
    } else if (p->current >= 0) {
        toward =
            vec2_sub(p->memory[p->current].at, vec2(s->pelvis.x, s->pelvis.y + p->figure->trunk));
    }
    p->gaze = vec2_mix(p->gaze, toward, fminf(1, 5 * (float)(now - p->before)));
    s->head_turn += clampf(0.45f * p->gaze.x, -0.32f, 0.32f);
    s->head_nod += clampf(0.30f * (p->gaze.y - 0.2f), -0.20f, 0.20f);
    s->smile = now < p->joy_until ? 1.0f : 0.5f;
}

void player_step(Player *p, double now, const DemoAim *aim, Stance *s)
{
    Stance upright = *s;
    look(p, now, aim);
    decide(p, now, &upright);
    Vec2 lean = glide_at(&p->body, now);
    s->trunk += lean.x;
    s->pelvis.x += 0.10f * lean.x;
    s->pelvis.y += lean.y;
    for (Side side = SIDE_LEFT; side <= SIDE_RIGHT; side++) {
        s->hand[side] = glide_at(&p->hand[side], now);
        if (lean.y > 0) {
            s->ankle[side].y += lean.y;
            s->tiptoe[side] = lean.y;
        }
        if (p->tremor_m > 0) {
            double *phase = &p->tremor_phase[side];
            *phase += (now - p->before) * rng_between(&p->rng, 6, 8) * 2 * PI_F;
            s->hand[side].x += p->tremor_m * (float)cos(*phase);
            s->hand[side].y += p->tremor_m * (float)sin(*phase);
        }
    }
    face(p, now, s);
    p->before = now;
}
