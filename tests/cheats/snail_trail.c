// SPDX-License-Identifier: MIT
// snail_trail.c: the hand goes slowly with the firefly, all the way.
#include "cheats.h"

static const GameTarget *firefly(const GameOutput *seen)
{
    return cheats_target(seen, TARGET_HAND);
}

static int hand_for(const Puppet *p, Vec2 at)
{
    return at.x > p->home.hips.x ? SIDE_RIGHT : SIDE_LEFT;
}

static void sweep(Puppet *p, const GameOutput *seen, uint32_t step)
{
    const GameTarget *t = firefly(seen);
    if (!t) return;
    float by = 0.35f * p->size.arm[0] * sinf((float)step * 0.35f);
    p->pose.hand[hand_for(p, t->at)] = vec2(t->at.x + by, t->at.y + by / 4);
}

// At the start, and then no farther.
static void wait_at_the_start(Puppet *p, const GameOutput *seen, uint32_t step)
{
    static int id;
    static Vec2 start;
    (void)step;
    const GameTarget *t = firefly(seen);
    if (!t) return;
    if (t->id != id) start = t->at;
    id = t->id;
    p->pose.hand[hand_for(p, start)] = start;
}

static void race_ahead(Puppet *p, const GameOutput *seen, uint32_t step)
{
    static int id;
    static Vec2 before;
    static bool off;
    (void)step;
    const GameTarget *t = firefly(seen);
    if (!t) return;
    if (t->id != id) off = false;
    off |= t->id == id && vec2_distance(before, t->at) > 0.001f;
    Vec2 way = vec2_sub(t->at, before);
    float length = fmaxf(vec2_length(way), 1e-4f);
    id = t->id;
    before = t->at;
    Vec2 ahead = vec2_add(t->at, vec2_scale(way, 0.7f * p->size.arm[0] / length));
    p->pose.hand[hand_for(p, t->at)] = off ? ahead : t->at;
}

// The arm is held out stiffly and the hips carry it along.
static void carry_the_arm(Puppet *p, const GameOutput *seen, uint32_t step)
{
    (void)step;
    const GameTarget *t = firefly(seen);
    if (!t) return;
    int side = hand_for(p, t->at);
    float out = (side == SIDE_RIGHT ? 1.0f : -1.0f) * 0.25f * p->size.arm[side];
    float by = t->at.x - p->size.shoulder[side].x - out;
    for (int s = 0; s < SIDE_COUNT; s++) p->pose.ankle[s].x = p->home.ankle[s].x + by;
    p->pose.hips.x = p->home.hips.x + by;
    p->pose.hand[side] = t->at;
}

static void it_is_played_well(void **state)
{
    (void)state;
    cheats_plays_well("snail_trail", 0.8f);
    cheats_measures_come(cheats_usual("snail_trail", 3), "");
    for (int rule = HAND_LEFT; rule <= HAND_RIGHT; rule++) {
        PuppetPlay play = cheats_usual("snail_trail", 3);
        play.hand = (HandRule)rule;
        PuppetResult r = puppet_play(&play);
        int side = rule == HAND_LEFT ? SIDE_LEFT : SIDE_RIGHT;
        assert_at_least(r.hits, 5);
        assert_true(r.hits_by_side[side] == r.hits);
    }
    PuppetPlay play = cheats_usual("snail_trail", 2);
    play.hand = HAND_BOTH;
    assert_at_least(puppet_play(&play).hits, 5);
}

static void walk_with_the_nose(Puppet *p, const GameOutput *seen, uint32_t step)
{
    (void)step;
    const GameTarget *t = cheats_target(seen, TARGET_LEAN);
    if (!t) return;
    float by = t->at.x - p->home.hips.x;
    p->pose.hips.x = p->home.hips.x + by;
    for (int side = 0; side < SIDE_COUNT; side++)
        p->pose.ankle[side].x = p->home.ankle[side].x + by;
}

static void the_nose_leads_by_a_knob(void **state)
{
    (void)state;
    PuppetPlay play = cheats_usual("snail_trail", 2);
    play.knob = cheats_knobs(play.game, 2, "guide", 1);
    for (int seated = 0; seated < 2; seated++) {
        play.posture = seated ? POSTURE_SEATED : POSTURE_STANDING;
        play.skill.refuse = 0;
        PuppetResult r = puppet_play(&play);
        print_message("snail_trail, nose: %d of %d\n", r.hits, r.offers);
        assert_at_least(r.hits, 5);
        assert_at_least(5 * r.hits, 4 * (r.hits + r.misses));
        play.skill.refuse = NOT(LEAN);
        assert_int_equal(puppet_play(&play).hits, 0);
        play.cheat = walk_with_the_nose;
        assert_int_equal(puppet_play(&play).hits, 0);
        play.cheat = NULL;
    }
}

static const Cheat cases[] = {
    { "sweeping to and fro", 3, POSTURE_STANDING, NOT(HAND), sweep, 0 },
    { "waiting at the start", 3, POSTURE_STANDING, NOT(HAND), wait_at_the_start, 0 },
    { "racing ahead", 3, POSTURE_STANDING, NOT(HAND), race_ahead, 0 },
    { "a stiff arm, carried", 3, POSTURE_STANDING, NOT(HAND), carry_the_arm, 0 },
};

static void cheats_fail(void **state)
{
    (void)state;
    cheats_do_not_score("snail_trail", cases, sizeof cases / sizeof *cases);
}

int cheats_snail_trail(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(it_is_played_well),
        cmocka_unit_test(the_nose_leads_by_a_knob),
        cmocka_unit_test(cheats_fail),
    };
    return cmocka_run_group_tests_name("snail_trail", tests, NULL, NULL);
}
