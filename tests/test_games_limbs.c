// SPDX-License-Identifier: MIT
// test_games_limbs.c: a child with one limb left out plays every game, standing and seated: nothing
// is asked of that limb, nothing waits for it, and both sides are trained as far as they can be.
#include "puppet.h"
#include "test.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#define SECONDS 120

// The only limbs that a target of this kind may name; 0: it is a matter of the whole body.
static unsigned limbs_of(TargetKind kind, bool seated)
{
    if (kind == TARGET_HAND) return LIMBS_ARMS;
    if (kind == TARGET_FOOT || kind == TARGET_LIFT) return seated ? 0 : LIMBS_LEGS;
    return 0;
}

static unsigned sides_there(unsigned without, unsigned limbs)
{
    return 3u & ~(limbs == LIMBS_ARMS ? without >> LIMB_ARM_LEFT : without >> LIMB_LEG_LEFT);
}

typedef struct Watch {
    const Game *game;
    GameTarget target[GAME_TARGETS_MAX];  // of the step before
    int target_count;
    int hand_hits[SIDE_COUNT];     // of tries that asked for hands
    int trunk_offers[SIDE_COUNT];  // of tries that ask for trunk or legs
} Watch;

// Whether the body but the arms is asked for: then the side of a try is that of trunk or leg.
static bool asks_trunk_or_legs(const GameTarget *target, int count)
{
    for (int i = 0; i < count; i++)
        if (target[i].kind == TARGET_FOOT || target[i].kind == TARGET_HIPS ||
            target[i].kind == TARGET_LEAN || target[i].kind == TARGET_LIFT)
            return true;
    return false;
}

static void watch(void *user, const GameInput *in, const GameOutput *out)
{
    Watch *w = user;
    unsigned without = in->setup->profile.without;
    for (int i = 0; i < out->target_count; i++) {
        const GameTarget *t = &out->target[i];
        unsigned limbs = limbs_of(t->kind, in->size->seated);
        if (!limbs) continue;
        unsigned there = sides_there(without, limbs);
        if (!(t->sides & there) || (t->both && t->sides & ~there))
            fail_msg("%s asks a limb that is left out: a target's .sides are bits of in->hands or "
                     "in->feet",
                     w->game->id);
        if (t->kind == TARGET_HAND && t->sides & ~in->hands)
            fail_msg("%s asks a hand that rests by the rule: let .sides be bits of in->hands",
                     w->game->id);
        if (t->kind == TARGET_HAND && in->both && t->sides == 3u && !t->both)
            fail_msg("%s: with the rule \"both\" a target must be within reach of both hands and "
                     "carry .both = in->both",
                     w->game->id);
    }
    bool trunk = asks_trunk_or_legs(w->target, w->target_count);
    for (int i = 0; i < out->event_count; i++) {
        const GameEvent *e = &out->event[i];
        if (e->side < 0) continue;
        if (e->event == EVENT_HIT && w->target_count && !trunk) w->hand_hits[e->side]++;
        if (e->event == EVENT_OFFER && asks_trunk_or_legs(out->target, out->target_count))
            w->trunk_offers[e->side]++;
    }
    memcpy(w->target, out->target, sizeof w->target);
    w->target_count = out->target_count;
}

static PuppetPlay usual(const Game *game, Limb limb, Posture posture, HandRule hand, Watch *w)
{
    PuppetPlay play = { .game = game,
                        .level = 2,
                        .seconds = SECONDS,
                        .seed = 8,
                        .hand = hand,
                        .posture = posture,
                        .without = 1u << limb,
                        .skill = puppet_skill(0.9f),
                        .watch = watch,
                        .user = w };
    play.skill.falls_per_s = 0;
    return play;
}

static void nothing_is_asked_of_it(void **state)
{
    (void)state;
    for (int i = 0; i < game_count; i++)
        for (int n = 0; n < LIMB_COUNT * POSTURE_COUNT * HAND_RULE_COUNT; n++) {
            Limb limb = n % LIMB_COUNT;
            Posture posture = n / LIMB_COUNT % POSTURE_COUNT;
            HandRule hand = n / LIMB_COUNT / POSTURE_COUNT;
            if (game_list[i]->needs_legs || game_list[i]->ladder_count == 0) continue;
            Watch w = { .game = game_list[i] };
            PuppetPlay play = usual(game_list[i], limb, posture, hand, &w);
            PuppetResult r = puppet_play(&play);
            if (hand == HAND_EITHER || r.hits < 3)
                print_message("%-17s without %-9s %-10s %-9s: %d of %d\n", game_list[i]->id,
                              limb_name(limb), posture_name(posture), hand_rule_name(hand), r.hits,
                              r.hits + r.misses);
            assert_at_least(r.hits, 3);
            assert_at_least(2 * r.hits, r.hits + r.misses);
            if (limb <= LIMB_ARM_RIGHT) assert_int_equal(w.hand_hits[limb - LIMB_ARM_LEFT], 0);
        }
}

// At the levels of a whole body, too: memory, spans, crossed arms, legs that are part of a pose.
static void not_even_at_level_five(void **state)
{
    (void)state;
    for (int i = 0; i < game_count; i++)
        for (int n = 0; n < LIMB_COUNT * 2; n++) {
            if (game_list[i]->needs_legs || game_list[i]->ladder_count == 0) continue;
            Watch w = { .game = game_list[i] };
            Posture posture = n / LIMB_COUNT ? POSTURE_SEATED : POSTURE_STANDING;
            PuppetPlay play = usual(game_list[i], n % LIMB_COUNT, posture, HAND_ALTERNATE, &w);
            play.level = GAME_LEVELS;
            play.seconds = 2 * SECONDS;
            PuppetResult r = puppet_play(&play);
            if (r.hits < 2)
                print_message("%-17s without %-9s %-10s: %d of %d\n", game_list[i]->id,
                              limb_name(n % LIMB_COUNT), posture_name(posture), r.hits,
                              r.hits + r.misses);
            assert_at_least(r.hits, 2);
        }
}

// Where only an arm is left out, the trunk and the legs are trained on both sides all the same.
static void the_trunk_has_two_sides(void **state)
{
    (void)state;
    static const HandRule rules[] = { HAND_EITHER, HAND_BOTH, HAND_ALTERNATE };
    int asked = 0;
    for (int i = 0; i < game_count; i++)
        for (int n = 0; n < 6; n++) {
            Watch w = { .game = game_list[i] };
            HandRule rule = rules[n / 2];
            PuppetPlay play = usual(game_list[i], n % 2 ? LIMB_ARM_RIGHT : LIMB_ARM_LEFT,
                                    POSTURE_STANDING, rule, &w);
            if (game_list[i]->sides != SIDES_BY_BIAS || game_list[i]->ladder_count == 0) continue;
            puppet_play(&play);
            int left = w.trunk_offers[SIDE_LEFT], right = w.trunk_offers[SIDE_RIGHT];
            if (left + right == 0) continue;
            print_message("%-14s %-9s: left %d, right %d\n", game_list[i]->id, hand_rule_name(rule),
                          left, right);
            assert_at_least(4 * left, right);
            assert_at_least(4 * right, left);
            asked++;
        }
    if (game_count > 1) assert_at_least(asked, 3 * 6);  // three of ours do
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nothing_is_asked_of_it),
        cmocka_unit_test(not_even_at_level_five),
        cmocka_unit_test(the_trunk_has_two_sides),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
