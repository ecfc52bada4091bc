// SPDX-License-Identifier: MIT
// test_games.c: every game, with no test code of its own: a made-up player plays it at every level
// and with its knobs at their ends, and two plays of the same input must agree byte for byte.
#include "puppet.h"
#include "test.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int allocations;
static bool watching;

void *__real_malloc(size_t size);
void *__real_calloc(size_t count, size_t size);
void *__real_realloc(void *memory, size_t size);

void *__wrap_malloc(size_t size)
{
    allocations += watching;
    return __real_malloc(size);
}

void *__wrap_calloc(size_t count, size_t size)
{
    allocations += watching;
    return __real_calloc(count, size);
}

void *__wrap_realloc(void *memory, size_t size)
{
    allocations += watching;
    return __real_realloc(memory, size);
}

typedef struct Plan {
    const Game *game;
    uint64_t seed;
    int level;
    HandRule hand;
    Posture posture;
    int knobs;  // 0: of the level, 1: all at their low end, 2: all at their high end
    uint32_t seconds;
} Plan;

typedef struct Outcome {
    uint64_t digest;
    int offers, hits, misses, items_max;
} Outcome;

// The puppet plays; now and then it is out of sight, or the camera's landmarks cannot be trusted.
static void move(Puppet *puppet, Body *body, uint32_t step, const GameOutput *out)
{
    puppet_step(puppet, out, step, body);
    bool hidden = step % 900 <= 40, doubtful = step % 311 <= 9;
    if (hidden) body->seen = false;
    if (!hidden && !doubtful) return;
    for (int i = 0; i < LANDMARK_COUNT; i++) body->trust[i] = 0.2f;
    for (int i = 0; i < BODY_VALUE_COUNT; i++) body->value_trust[i] = 0.2f;
    for (int side = 0; side < SIDE_COUNT; side++)
        body->hand_trust[side] = body->foot_trust[side] = 0.2f;
}

static void check_output(const Plan *plan, const GameOutput *out, Outcome *outcome)
{
    for (int i = 0; i < out->event_count; i++) {
        const GameEvent *e = &out->event[i];
        if (e->event == EVENT_MEASURE)
            assert_in_range(e->measure, 0, plan->game->measure_count - 1);
        assert_true(isfinite(e->at.x) && isfinite(e->at.y) && isfinite(e->value));
        assert_in_range(e->side + 1, 0, SIDE_COUNT);
        outcome->offers += e->event == EVENT_OFFER;
        outcome->hits += e->event == EVENT_HIT;
        outcome->misses += e->event == EVENT_MISS;
        if (e->event != EVENT_HIT || e->side < 0) continue;
        if (plan->hand == HAND_LEFT) assert_int_equal(e->side, SIDE_LEFT);
        if (plan->hand == HAND_RIGHT) assert_int_equal(e->side, SIDE_RIGHT);
    }
    for (int i = 0; i < out->target_count; i++) {
        const GameTarget *t = &out->target[i];
        assert_above(t->id, 0);
        assert_above(t->radius, 0);
        assert_at_least(t->sides, 1);
        assert_at_most(t->sides, 3);
        assert_below((unsigned)t->kind, TARGET_KIND_COUNT);
        assert_true(isfinite(t->value));
        assert_above(t->at.x, 0);
        assert_below(t->at.x, STAGE_WIDTH);
        assert_above(t->at.y, 0);
        assert_below(t->at.y, STAGE_HEIGHT);
    }
}

static void check_canvas(const Canvas *canvas, Outcome *outcome)
{
    assert_int_equal(canvas->dropped, 0);
    assert_non_null(canvas->background);
    for (int i = 0; i < canvas->item_count; i++) {
        const CanvasItem *item = &canvas->item[i];
        assert_true(isfinite(item->at.x) && isfinite(item->at.y) && isfinite(item->size));
        assert_true(isfinite(item->to.x) && isfinite(item->size2) && isfinite(item->turn));
        assert_at_least(item->size, 0);
        assert_at_least(item->color.a, 0);
        assert_at_most(item->color.a, 1);
        if (item->kind == CANVAS_IMAGE) assert_non_null(item->image);
    }
    if (canvas->item_count > outcome->items_max) outcome->items_max = canvas->item_count;
}

static uint64_t mix(uint64_t digest, const void *bytes, size_t size)
{
    const unsigned char *b = bytes;
    for (size_t i = 0; i < size; i++) digest = (digest ^ b[i]) * 1099511628211u;
    return digest;
}

static void fill(const Plan *plan, GameSetup *setup)
{
    const Game *game = plan->game;
    *setup = (GameSetup){ .seed = plan->seed,
                          .level = plan->level,
                          .seconds = plan->seconds,
                          .profile = { .hand = plan->hand,
                                       .side_bias = 0.5f,
                                       .posture = plan->posture,
                                       .sensory = sensory_preset(SENSORY_LIVELY) } };
    for (int k = 0; k < game->knob_count; k++) {
        const Knob *knob = &game->knobs[k];
        float ends[] = { game->level[plan->level - 1][k], knob->low, knob->high };
        setup->knob[k] = ends[plan->knobs];
    }
}

static Outcome play(const Plan *plan)
{
    const Game *game = plan->game;
    Outcome outcome = { .digest = 14695981039346656037u };
    GameSetup setup;
    fill(plan, &setup);
    Calibration size = puppet_child(posture_is_seated(plan->posture));
    void *state = calloc(1, game->state_size), *twin = calloc(1, game->state_size);
    Canvas *canvas = calloc(1, sizeof *canvas);
    assert_true(state && twin && canvas);
    Puppet puppet;
    PuppetSkill skill = puppet_skill(0.9f);
    skill.falls_per_s = 0;
    puppet_start(&puppet, &size, skill, plan->seed + 7);
    Body now = { 0 }, before;
    puppet_body(&puppet, 0, &now);
    before = now;
    GameOutput out = { 0 };
    GameInput in = { .setup = &setup,
                     .size = &size,
                     .body = &now,
                     .body_before = &before,
                     .knob = setup.knob,
                     .hands = profile_hands(&setup.profile, 0),
                     .feet = profile_feet(&setup.profile, 0),
                     .reach = { 1, 1 },
                     .both = plan->hand == HAND_BOTH };

    allocations = 0;
    watching = true;
    game->start(state, &in);
    game->start(twin, &in);
    for (uint32_t step = 0; step < plan->seconds * GAME_STEPS_PER_SECOND; step++) {
        before = now;
        move(&puppet, &now, step, &out);
        in.step = step;
        if (plan->hand == HAND_ALTERNATE) in.hands = in.feet = 1u << (outcome.hits % 2);
        GameOutput other = { 0 };
        memset(&out, 0, sizeof out);
        game->step(state, &in, &out);
        game->step(twin, &in, &other);
        canvas_clear(canvas);
        game->draw(state, &in, canvas);
        watching = false;
        if (memcmp(state, twin, game->state_size) || memcmp(&out, &other, sizeof out))
            fail_msg("%s: the same inputs gave two answers: keep everything in the state, nothing "
                     "static, and chance in its rng",
                     game->id);
        check_output(plan, &out, &outcome);
        check_canvas(canvas, &outcome);
        for (int i = 0; i < out.event_count; i++) {
            outcome.digest = mix(outcome.digest, &out.event[i].event, sizeof out.event[i].event);
            outcome.digest = mix(outcome.digest, &out.event[i].at, sizeof out.event[i].at);
            outcome.digest = mix(outcome.digest, &out.event[i].value, sizeof out.event[i].value);
        }
        watching = true;
        if (out.finished) break;
    }
    watching = false;
    assert_int_equal(allocations, 0);
    free(state);
    free(twin);
    free(canvas);
    return outcome;
}

static void test_contract(void **state)
{
    (void)state;
    assert_above(game_count, 0);
    for (int i = 0; i < game_count; i++) {
        const Game *g = game_list[i];
        assert_ptr_equal(game_find(g->id), g);
        assert_at_least(g->version, 1);
        assert_at_most(g->state_size, GAME_STATE_MAX);
        assert_true(g->title && g->trains && g->invite);
        assert_at_most(strlen(g->invite), 60);
        assert_in_range(g->knob_count, 1, GAME_KNOBS_MAX);
        for (int k = 0; k < g->knob_count; k++) {
            const Knob *knob = &g->knobs[k];
            assert_true(knob->name && knob->unit && knob->meaning);
            if (!(knob->low < knob->high && knob->usual >= knob->low && knob->usual <= knob->high))
                fail_msg("%s: knob %s: low, usual and high do not ascend", g->id, knob->name);
            for (int level = 0; level < GAME_LEVELS; level++) {
                float value = g->level[level][k];
                if (!(value >= knob->low && value <= knob->high))
                    fail_msg("%s: level %d's %s is %g, outside the knob's %g to %g", g->id,
                             level + 1, knob->name, (double)value, (double)knob->low,
                             (double)knob->high);
            }
        }
        assert_in_range(g->ladder_count, 0, g->knob_count);  // 0: never adapts (the check-up)
        for (int rung = 0; rung < g->ladder_count; rung++)
            assert_in_range(g->ladder[rung], 0, g->knob_count - 1);
        assert_in_range(g->measure_count, 0, GAME_MEASURES_MAX);
        for (int m = 0; m < g->measure_count; m++)
            assert_true(g->measures[m].name && g->measures[m].unit && g->measures[m].meaning);
    }
    assert_null(game_find("no_such_game"));
}

// A game without a ladder never adapts: it measures (the check-up), and has its own tests.
static bool is_played(const Game *game)
{
    return game->ladder_count > 0;
}

static void test_every_level(void **state)
{
    (void)state;
    for (int i = 0; i < game_count; i++)
        for (int level = 1; level <= GAME_LEVELS; level++) {
            Plan plan = {
                .game = game_list[i], .seed = 1, .level = level, .hand = HAND_EITHER, .seconds = 60
            };
            Outcome a = play(&plan), b = play(&plan);
            plan.seed = 2;
            Outcome c = play(&plan);
            print_message("%s level %d: %d offers, %d hits, %d misses, %d items\n", plan.game->id,
                          level, a.offers, a.hits, a.misses, a.items_max);
            assert_true(a.digest == b.digest);
            assert_true(a.digest != c.digest);
            if (is_played(plan.game) && !(a.offers > 0 && a.hits > 0))
                fail_msg("%s level %d: %d offers and %d hits in a minute: game_offer each try, and "
                         "game_invite the body to it in every step in which it is open",
                         plan.game->id, level, a.offers, a.hits);
            assert_at_most(a.hits + a.misses, a.offers);
        }
}

static void test_every_rule_and_posture(void **state)
{
    (void)state;
    for (int i = 0; i < game_count; i++)
        for (int hand = 0; hand < HAND_RULE_COUNT; hand++)
            for (int posture = 0; posture < POSTURE_COUNT; posture++) {
                if (game_list[i]->needs_legs && posture_is_seated((Posture)posture)) continue;
                Plan plan = { .game = game_list[i],
                              .seed = 3,
                              .level = 2,
                              .seconds = 40,
                              .hand = (HandRule)hand,
                              .posture = (Posture)posture };
                Outcome outcome = play(&plan);
                if (outcome.hits == 0 && is_played(plan.game))
                    print_message("%s, rule %s, %s: %d offers\n", plan.game->id,
                                  hand_rule_name(plan.hand), posture_name(plan.posture),
                                  outcome.offers);
                if (!is_played(plan.game)) continue;
                assert_above(outcome.offers, 0);
                assert_above(outcome.hits, 0);
            }
}

static void test_knob_extremes(void **state)
{
    (void)state;
    for (int i = 0; i < game_count; i++)
        for (int end = 1; end <= 2; end++)
            for (uint64_t seed = 1; seed <= 5; seed++) {
                Plan plan = { .game = game_list[i],
                              .seed = seed,
                              .level = 3,
                              .seconds = 40,
                              .hand = HAND_EITHER,
                              .knobs = end };
                Outcome outcome = play(&plan);
                if (is_played(plan.game)) assert_above(outcome.offers, 0);
            }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_contract),
        cmocka_unit_test(test_every_level),
        cmocka_unit_test(test_every_rule_and_posture),
        cmocka_unit_test(test_knob_extremes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
