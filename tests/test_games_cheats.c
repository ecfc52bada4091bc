// SPDX-License-Identifier: MIT
// test_games_cheats.c: runs each game's own tests (tests/cheats): the movement that it is for
// scores; a cheaper one does not.
#include "cheats/cheats.h"

PuppetPlay cheats_usual(const char *id, int level)
{
    PuppetPlay play = { .game = game_find(id),
                        .level = level,
                        .seconds = 120,
                        .seed = 5,
                        .hand = HAND_EITHER,
                        .posture = POSTURE_STANDING,
                        .skill = puppet_skill(0.95f),
                        .lock_sure = true };
    play.skill.falls_per_s = 0;
    assert_non_null(play.game);
    return play;
}

float cheats_share(PuppetResult r)
{
    return r.hits + r.misses > 0 ? (float)r.hits / (float)(r.hits + r.misses) : 0;
}

void cheats_plays_well(const char *id, float least)
{
    for (int level = 1; level <= GAME_LEVELS; level++)
        for (int posture = 0; posture < POSTURE_COUNT; posture++) {
            PuppetPlay play = cheats_usual(id, level);
            play.posture = (Posture)posture;
            PuppetResult r = puppet_play(&play);
            print_message("%s level %d %s: %d of %d\n", id, level, posture_name(play.posture),
                          r.hits, r.offers);
            assert_at_least(r.offers, 4);
            assert_at_least(cheats_share(r), least);
        }
}

void cheats_measures_come(PuppetPlay play, const char *but)
{
    PuppetResult r = puppet_play(&play);
    for (int m = 0; m < play.game->measure_count; m++) {
        const GameMeasure *measure = &play.game->measures[m];
        print_message("%s %s: %d values, last %.3f %s\n", play.game->id, measure->name,
                      r.measured[m], (double)r.last[m], measure->unit);
        assert_true(isfinite(r.last[m]));
        if (!strstr(but, measure->name)) assert_above(r.measured[m], 0);
    }
}

void cheats_rule_is_kept(const char *id)
{
    for (int hand = 0; hand < HAND_RULE_COUNT; hand++) {
        PuppetPlay play = cheats_usual(id, 2);
        play.hand = (HandRule)hand;
        PuppetResult r = puppet_play(&play);
        print_message("%s %s: %d of %d, left %d right %d\n", id, hand_rule_name(play.hand), r.hits,
                      r.offers, r.hits_by_side[0], r.hits_by_side[1]);
        assert_above(cheats_share(r), 0.5f);
        if (hand == HAND_LEFT) assert_int_equal(r.hits_by_side[SIDE_LEFT], r.hits);
        if (hand == HAND_RIGHT) assert_int_equal(r.hits_by_side[SIDE_RIGHT], r.hits);
        if (hand == HAND_ALTERNATE)
            assert_in_range(r.hits_by_side[SIDE_LEFT] - r.hits_by_side[SIDE_RIGHT] + 1, 0, 2);
    }
}

void cheats_measures_come_somewhere(const char *id)
{
    int came[GAME_MEASURES_MAX] = { 0 };
    const Game *game = game_find(id);
    for (int posture = 0; posture < POSTURE_COUNT; posture++)
        for (int level = 1; level <= GAME_LEVELS; level += 2) {
            PuppetPlay play = cheats_usual(id, level);
            play.hand = HAND_BOTH;
            play.posture = (Posture)posture;
            play.skill = puppet_skill(0.9f);
            PuppetResult r = puppet_play(&play);
            for (int m = 0; m < game->measure_count; m++) came[m] += r.measured[m];
            for (int m = 0; m < game->measure_count; m++) assert_true(isfinite(r.last[m]));
        }
    for (int m = 0; m < game->measure_count; m++)
        if (!came[m]) fail_msg("%s: %s never came", id, game->measures[m].name);
}

PuppetResult cheats_play(const char *id, const Cheat *cheat)
{
    PuppetPlay play = cheats_usual(id, cheat->level);
    play.posture = cheat->posture;
    play.skill.refuse = cheat->refuse;
    play.cheat = cheat->move;
    PuppetResult r = puppet_play(&play);
    print_message("%s level %d, %s: %d of %d\n", id, cheat->level, cheat->name, r.hits, r.offers);
    assert_at_least(r.offers, 3);
    return r;
}

void cheats_do_not_score(const char *id, const Cheat *cases, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        const Cheat honest = { "honest", cases[i].level, cases[i].posture, 0, NULL, 1 };
        PuppetResult r = cheats_play(id, &honest);
        assert_at_least(r.hits, 2);
        assert_at_least(cheats_share(r), 0.6f);
        assert_at_most(cheats_share(cheats_play(id, &cases[i])), cases[i].most);
    }
}

void cheats_sure_is_reachable(const char *id)
{
    for (int posture = 0; posture < POSTURE_COUNT; posture += POSTURE_SEATED) {
        PuppetPlay play = cheats_usual(id, GAME_LEVELS);
        play.seconds = 180;
        play.posture = (Posture)posture;
        play.skill = puppet_skill(0.5f);
        play.skill.falls_per_s = 0;
        play.always_sure = true;
        PuppetResult sure = puppet_play(&play);
        print_message("%s, %s: surely %d of %d\n", id, posture_name((Posture)posture), sure.hits,
                      sure.hits + sure.misses);
        assert_at_least(sure.hits, 5);
        assert_at_least(cheats_share(sure), 0.9f);
    }
}

void cheats_skip_and_assist(const char *id)
{
    PuppetPlay play = cheats_usual(id, 1);
    play.lock_sure = false;
    play.key = GAME_SKIP;
    play.key_every = 200;
    play.skill.refuse = ~0u;
    PuppetResult skipped = puppet_play(&play);
    assert_at_least(skipped.offers, 10);
    assert_int_equal(skipped.hits + skipped.misses, 0);
    play.skill.refuse = 0;
    play.key = GAME_ASSIST;
    play.level = GAME_LEVELS;
    play.key_every = 15 * GAME_STEPS_PER_SECOND;
    PuppetResult helped = puppet_play(&play);
    print_message("%s: helped %d of %d\n", id, helped.hits, helped.offers);
    assert_at_least(helped.hits, 5);
}

int cheats_measure(const Game *game, const char *name)
{
    for (int m = 0; m < game->measure_count; m++)
        if (!strcmp(game->measures[m].name, name)) return m;
    fail_msg("no measure %s", name);
    return 0;
}

const float *cheats_knobs(const Game *game, int level, const char *name, float value)
{
    static float knob[GAME_KNOBS_MAX];
    memcpy(knob, game->level[level - 1], sizeof knob);
    for (int k = 0; k < game->knob_count; k++) {
        if (strcmp(game->knobs[k].name, name) != 0) continue;
        knob[k] = value;
        return knob;
    }
    fail_msg("no knob %s", name);
    return knob;
}

const GameTarget *cheats_target(const GameOutput *seen, TargetKind kind)
{
    for (int i = 0; i < seen->target_count; i++)
        if (seen->target[i].kind == kind) return &seen->target[i];
    return NULL;
}

int cheats_side(const GameTarget *target)
{
    return target->sides == 1u << SIDE_RIGHT ? SIDE_RIGHT : SIDE_LEFT;
}

float cheats_sign(int side)
{
    return side == SIDE_RIGHT ? 1.0f : -1.0f;
}

void cheats_hips_down(Puppet *puppet, float legs)
{
    puppet->pose.hips.y = puppet->home.hips.y - legs * puppet->size.leg[0];
}

void cheats_stay_home(Puppet *puppet, const GameOutput *seen, uint32_t step)
{
    (void)seen;
    (void)step;
    puppet->pose = puppet->home;
}

int main(void)
{
    int failed = 0;
#define X(game) failed += cheats_##game();
    CHEATS_LIST(X)
#undef X
    return failed;
}
