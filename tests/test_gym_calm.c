// SPDX-License-Identifier: MIT
// test_gym_calm.c: in Calm at most one thing moves at a time in each opening, sign and ending, the
// child's own movement apart.
//
// What moves: what is elsewhere, turned or of another size in the next picture, a twentieth of a
// second later, and faster than SLOW. What fades does not move. What is one thing: parts that touch
// while they move (a rocket and its flame), that hang on one creature (its two arms), or that have
// a common fate, as far and as much at the same time, or as in a mirror (the two halves of a
// curtain). What the child does is the child's own: it stands still here, and with it what copies
// it; where the scene carries the child, the child is a thing like any other.
#include "plates.h"
#include "staged.h"
#include "test.h"

#include <string.h>

#define PICTURES_S   20
#define PLAY_S       8
#define SLOW         0.06f  // stage units a second
#define APART        1.0f   // farther in a twentieth of a second: it is another one
#define ITEMS_MAX    (2 * CANVAS_ITEMS_MAX)
#define CREATURE_MAX 4.0f  // stage units high
#define THINGS_MAX   1

typedef struct Box {
    float left, right, low, high;
} Box;

// What is compared of an item of a picture.
typedef struct Thing {
    CanvasKind kind;
    const char *image;
    float size, size2, turn, alpha;
    Vec2 at, to;
    int count, first;
    bool matched;
    Box box;
} Thing;

typedef struct Picture {
    int count, point_count;
    Vec2 child;  // how far the scene has carried it
    Thing thing[ITEMS_MAX];
    CanvasPoint point[2 * CANVAS_POINTS_MAX];
} Picture;

static Picture pictures[2];
// What moves, and how: along, up, how much larger it became, how far it turned.
typedef struct Move {
    Box box;
    float dx, dy, grown, turned;
    const char *name;
    int owner;  // another one of the same thing, or itself
} Move;

static Move moves[ITEMS_MAX + 1];
static int move_count;

// ---- a picture's things -------------------------------------------------------------------------

static Box round_of(Vec2 at, float wide, float high)
{
    return (Box){ at.x - wide, at.x + wide, at.y - high, at.y + high };
}

static Box both(Box a, Box b)
{
    return (Box){ fminf(a.left, b.left), fmaxf(a.right, b.right), fminf(a.low, b.low),
                  fmaxf(a.high, b.high) };
}

static bool touch(Box a, Box b)
{
    return a.left <= b.right && b.left <= a.right && a.low <= b.high && b.low <= a.high;
}

static Box box_of(const CanvasItem *item, const CanvasPoint *point)
{
    float half = item->size / 2;
    Box box;
    switch (item->kind) {
    case CANVAS_IMAGE: {
        float wide = half * picture_shape(item->image), c = fabsf(cosf(item->turn)),
              s = fabsf(sinf(item->turn));
        return round_of(item->at, c * wide + s * half, s * wide + c * half);
    }
    case CANVAS_LIMB:
        return both(round_of(item->at, half, half),
                    round_of(item->to, item->size2 / 2, item->size2 / 2));
    case CANVAS_BOX: return round_of(item->at, half, item->size2 / 2);
    case CANVAS_TEXT: return round_of(item->at, item->size2 / 2, half);
    case CANVAS_CURVE:
    case CANVAS_WAY:
        box = round_of(point->at, 0, 0);
        for (int i = 0; i < item->count; i++)
            box = both(box, round_of(point[i].at, point[i].width / 2, point[i].width / 2));
        return box;
    default: return round_of(item->at, item->size, item->size);
    }
}

static void take(Picture *p, const Canvas *c)
{
    assert_int_equal(c->dropped, 0);
    for (int i = 0; i < c->item_count; i++) {
        const CanvasItem *item = &c->item[i];
        Thing *t = &p->thing[p->count++];
        *t = (Thing){ .kind = item->kind,
                      .image = item->image,
                      .size = item->size,
                      .size2 = item->size2,
                      .turn = item->turn,
                      .alpha = fmaxf(item->color.a, item->kind == CANVAS_CURVE ? item->edge.a : 0),
                      .at = item->at,
                      .to = item->to,
                      .count = item->count,
                      .first = p->point_count + item->first };
        if (t->alpha < 0.02f) p->count--;  // nobody sees it
        t->box = box_of(item, c->point + item->first);
    }
    memcpy(p->point + p->point_count, c->point, sizeof *c->point * (size_t)c->point_count);
    p->point_count += c->point_count;
}

// ---- what moves between two of them -------------------------------------------------------------

static bool alike(const Thing *a, const Thing *b)
{
    return a->kind == b->kind && (a->image == b->image || !strcmp(a->image, b->image));
}

// Stage units; very far: its way has other points.
static float moved(const Thing *a, const Picture *of_a, const Thing *b, const Picture *of_b)
{
    float most = fabsf(a->size - b->size) / 2 + vec2_distance(a->at, b->at);
    if (a->kind == CANVAS_BOX) most += fabsf(a->size2 - b->size2) / 2;
    if (a->kind == CANVAS_LIMB) most = fmaxf(most, vec2_distance(a->to, b->to));
    if (a->kind == CANVAS_IMAGE) most += fabsf(a->turn - b->turn) * a->size / 2;
    if (a->kind == CANVAS_ARC) most += fabsf(a->turn - b->turn) * 2 * PI_F * a->size;
    if (a->kind != CANVAS_CURVE && a->kind != CANVAS_WAY) return most;
    int shorter = a->count < b->count ? a->count : b->count;
    for (int i = 0; i < shorter; i++) {
        const CanvasPoint *p = &of_a->point[a->first + i], *q = &of_b->point[b->first + i];
        most = fmaxf(most, vec2_distance(p->at, q->at) + fabsf(p->width - q->width) / 2);
    }
    return a->count == b->count ? most : fmaxf(most, APART / 2);
}

// Boxes: where it was and where it is.
static void note_move(Box from, Box to, float turned, const char *name)
{
    moves[move_count++] = (Move){ .box = both(from, to),
                                  .dx = (to.left + to.right - from.left - from.right) / 2,
                                  .dy = (to.low + to.high - from.low - from.high) / 2,
                                  .grown = to.high - to.low - from.high + from.low,
                                  .turned = fabsf(turned),
                                  .name = name };
}

// Common fate: as far, as much, at the same time, or as in a mirror.
static bool alike_moves(const Move *a, const Move *b)
{
    float most = 0.15f * (fabsf(a->dx) + fabsf(a->dy) + fabsf(a->grown) + a->turned) + 1e-4f;
    return fabsf(fabsf(a->dx) - fabsf(b->dx)) + fabsf(a->dy - b->dy) + fabsf(a->grown - b->grown) +
               fabsf(a->turned - b->turned) <=
           most;
}

// Each looks for the nearest of its kind that no other has: first those that rest, then the others.
static void match(Picture *old, Picture *now, float slow, bool resting)
{
    for (int i = 0; i < now->count; i++) {
        Thing *t = &now->thing[i], *nearest = NULL;
        float least = resting ? slow : APART;
        for (int k = 0; k < old->count && !t->matched; k++) {
            Thing *o = &old->thing[k];
            if (o->matched || !alike(o, t)) continue;
            float far = moved(o, old, t, now);
            if (far <= least) least = far, nearest = o;
        }
        if (!nearest) continue;
        nearest->matched = t->matched = true;
        if (!resting) note_move(nearest->box, t->box, t->turn - nearest->turn, t->image);
    }
}

static int root_of(int i)
{
    while (moves[i].owner != i) i = moves[i].owner;
    return i;
}

// Both hang on a creature that rests.
static bool on_one_creature(const Picture *p, Box a, Box b)
{
    for (int i = 0; i < p->count; i++) {
        const Thing *t = &p->thing[i];
        bool creature = t->kind == CANVAS_IMAGE && t->size <= CREATURE_MAX;
        if (creature && touch(t->box, a) && touch(t->box, b)) return true;
    }
    return false;
}

static bool are_one(const Picture *now, const Move *a, const Move *b)
{
    return touch(a->box, b->box) || alike_moves(a, b) || on_one_creature(now, a->box, b->box);
}

// How many things move from one to the other. `child`: its box in the newer one.
static int count_moving(Picture *old, Picture *now, Box child)
{
    const float slow = SLOW / PICTURES_S;
    Vec2 by = vec2_sub(now->child, old->child);
    Box was = { child.left - by.x, child.right - by.x, child.low - by.y, child.high - by.y };
    int things = 0;
    for (int i = 0; i < old->count; i++) old->thing[i].matched = false;
    for (int i = 0; i < now->count; i++) now->thing[i].matched = false;
    move_count = 0;
    match(old, now, slow, true);
    match(old, now, slow, false);
    if (vec2_length(by) > slow) note_move(was, child, 0, "the child");
    for (int i = 0; i < move_count; i++) {
        moves[i].owner = i;
        for (int k = 0; k < i; k++)
            if (are_one(now, &moves[i], &moves[k])) moves[root_of(k)].owner = i;
    }
    for (int i = 0; i < move_count; i++) things += moves[i].owner == i;
    return things;
}

// ---- over all games -----------------------------------------------------------------------------

static Box box_of_child(const Calibration *c, Vec2 carried)
{
    Vec2 middle = vec2_add(c->hip, carried);
    return round_of(middle, 0.25f * c->height, 0.5f * c->height);
}

static void paint(const Staged *g, const ArcMoment *m, Picture *p)
{
    static Canvas back, front;
    ArcStage stage = arc_stage(&g->screen.avatar, &back, &front);
    canvas_clear(&back);
    canvas_clear(&front);
    REQUIRE(play_draw_arc(g->run.play, m, &stage));
    p->count = p->point_count = 0;
    take(p, &back);
    take(p, &front);
    p->child = stage.moved;
}

static int watch_part(const Staged *g, ArcPart part, int variation, float lasts, const char *name)
{
    int count = (int)(lasts * ARC_CALM_FACTOR * PICTURES_S), worst = 0;
    for (int i = 0; i <= count; i++) {
        ArcMoment m = arc_moment(g->run.play, &g->screen.trail, part,
                                 fminf((float)i / PICTURES_S / ARC_CALM_FACTOR, lasts));
        m.variation = variation;
        Picture *now = &pictures[i % 2];
        paint(g, &m, now);
        if (!i) continue;
        int things = count_moving(&pictures[(i + 1) % 2], now, box_of_child(m.size, now->child));
        if (things > THINGS_MAX && things > worst) {
            print_message("%s: part %d, variation %d, at %.2f %d things move:", name, part,
                          variation, (double)m.at, things);
            for (int k = 0; k < move_count; k++)
                if (moves[k].owner == k)
                    print_message(" %s(%.1f %.1f)", moves[k].name ? moves[k].name : "-",
                                  (double)(moves[k].box.left + moves[k].box.right) / 2,
                                  (double)(moves[k].box.low + moves[k].box.high) / 2);
            print_message("\n");
        }
        if (things > worst) worst = things;
    }
    return worst;
}

static void come_to(Staged *g, PlayPhase phase)
{
    while (play_phase(g->run.play) < phase && g->run.step < 6000) staged_step(g, 10);
}

static int watch_game(const Game *game, Posture posture)
{
    static Staged g;
    int worst[2 + ARC_VARIATIONS] = { 0 }, most = 0;
    Settings settings = staged_settings(game, SENSORY_CALM, posture);
    if (!game->arc || !plan_suits(&settings.plan, game)) return 0;
    staged_open(&g, NULL, &settings, "play");
    come_to(&g, PHASE_TELL);
    worst[ARC_OPENING] = watch_part(&g, ARC_OPENING, 0, ARC_OPENING_S, game->id);
    come_to(&g, PHASE_PLAY);
    staged_step(&g, PLAY_S * GAME_STEPS_PER_SECOND);
    if (game->arc->sign) worst[ARC_SIGN] = watch_part(&g, ARC_SIGN, 0, ARC_SIGN_S, game->id);
    for (int v = 0; v < ARC_VARIATIONS; v++)
        worst[ARC_ENDING + v] = watch_part(&g, ARC_ENDING, v, ARC_ENDING_S, game->id);
    staged_close(&g);
    print_message("%-17s %-9s %7d %5d %7d %d %d\n", game->id, posture_name(posture), worst[0],
                  worst[1], worst[2], worst[3], worst[4]);
    for (int i = 0; i < 2 + ARC_VARIATIONS; i++) most = worst[i] > most ? worst[i] : most;
    return most;
}

static void test_one_thing_moves_in_calm(void **state)
{
    (void)state;
    int above = 0;
    print_message("at most so many things move: opening, sign, three endings\n");
    for (int i = 0; i < game_count; i++) {
        above += watch_game(game_list[i], POSTURE_STANDING) > THINGS_MAX;
        above += watch_game(game_list[i], POSTURE_SEATED) > THINGS_MAX;
    }
    assert_int_equal(above, 0);
}

// ---- the count itself ---------------------------------------------------------------------------

typedef enum Planted { NOTHING, FADES, TOUCHES, APART_FROM_IT, ALIKE, CREEPS } Planted;

// A ball that goes to the right, and what was planted beside it.
static void plant(Picture *p, Planted what, float at)
{
    static Canvas c;
    canvas_clear(&c);
    canvas_disc(&c, vec2(3 + at, 3), 0.5f, COLOR_WHITE);
    canvas_picture(&c, "frog", vec2(9, 2), 1, 1);  // rests
    if (what == FADES) canvas_picture(&c, "duck_awake", vec2(12, 2), 1, 0.2f + at);
    if (what == TOUCHES) canvas_image(&c, "duck_awake", vec2(3 + at, 3.5f), 1, at, COLOR_WHITE);
    if (what == APART_FROM_IT) canvas_image(&c, "duck_awake", vec2(12, 2), 1, at, COLOR_WHITE);
    if (what == ALIKE) canvas_disc(&c, vec2(13 - at, 3), 0.5f, COLOR_WHITE);
    if (what == CREEPS) canvas_disc(&c, vec2(13, 3 + 0.002f * at), 0.5f, COLOR_WHITE);
    p->count = p->point_count = 0;
    p->child = vec2(0, 0);
    take(p, &c);
}

static void test_a_second_mover_is_counted(void **state)
{
    (void)state;
    static const int wanted[] = {
        [NOTHING] = 1, [FADES] = 1, [TOUCHES] = 1, [APART_FROM_IT] = 2, [ALIKE] = 1, [CREEPS] = 1
    };
    const Box child = { 7, 9, 5, 8 };
    for (Planted what = NOTHING; what <= CREEPS; what++) {
        plant(&pictures[0], what, 0.1f);
        plant(&pictures[1], what, 0.2f);
        assert_int_equal(count_moving(&pictures[0], &pictures[1], child), wanted[what]);
        assert_int_equal(count_moving(&pictures[0], &pictures[0], child), 0);
    }
    pictures[1].child = vec2(0.3f, 0);  // the scene carries the child, the ball goes on
    assert_int_equal(count_moving(&pictures[0], &pictures[1], child), 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(test_a_second_mover_is_counted),
                                        cmocka_unit_test(test_one_thing_moves_in_calm) };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
