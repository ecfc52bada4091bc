// test_games_cheats.c: the movement that a game is for scores; a cheaper one does not. Each case
// names the cheat.
#include "puppet.h"
#include "test.h"

#include <math.h>
#include <string.h>

typedef struct Case {
    const char *game, *cheat_name;
    int level;
    Posture posture;
    unsigned refuse;  // kinds of target that the cheat does not follow
    void (*cheat)(Puppet *puppet, const GameOutput *seen, uint32_t step);
} Case;

static float sign(int side)
{
    return side == SIDE_RIGHT ? 1.0f : -1.0f;
}

static int side_of(const GameTarget *t)
{
    return t->sides == 1u << SIDE_RIGHT ? SIDE_RIGHT : SIDE_LEFT;
}

static const GameTarget *target(const GameOutput *seen, TargetKind kind)
{
    for (int i = 0; i < seen->target_count; i++)
        if (seen->target[i].kind == kind) return &seen->target[i];
    return NULL;
}

// ---- Flamingo Pond ----

static void jump(Puppet *p, const GameOutput *seen, uint32_t step)
{
    (void)seen;
    float up = step % 90 < 60 ? 0.3f * p->size.leg[0] : 0;
    for (int side = 0; side < SIDE_COUNT; side++)
        p->pose.ankle[side].y = p->home.ankle[side].y + up;
    p->pose.hips.y = p->home.hips.y + up;
}

static void step_back(Puppet *p, const GameOutput *seen, uint32_t step)
{
    (void)seen;
    (void)step;
    for (int side = 0; side < SIDE_COUNT; side++)
        p->pose.ankle[side].y = p->home.ankle[side].y + 0.3f * p->size.leg[side];
}

static void hang_over(Puppet *p, const GameOutput *seen, uint32_t step)
{
    (void)step;
    const GameTarget *t = target(seen, TARGET_LIFT);
    if (t) p->pose.trunk_deg = -30 * sign(side_of(t));
}

static void tap(Puppet *p, const GameOutput *seen, uint32_t step)
{
    const GameTarget *t = target(seen, TARGET_LIFT);
    if (!t) return;
    int side = side_of(t);
    float up = step % 100 < 60 ? t->value + 0.05f : 0;
    p->pose.ankle[side].y = p->home.ankle[side].y + up * p->size.leg[side];
}

static void hop(Puppet *p, const GameOutput *seen, uint32_t step)
{
    const GameTarget *t = target(seen, TARGET_LIFT);
    if (!t) return;
    float x = 0.25f * p->size.leg[0] * (step % 120 < 60 ? 1.0f : -1.0f);
    p->pose.ankle[!side_of(t)].x = p->home.ankle[!side_of(t)].x + x;
}

static void rock_on_the_seat(Puppet *p, const GameOutput *seen, uint32_t step)
{
    (void)seen;
    (void)step;
    p->pose.knee[SIDE_LEFT] = p->pose.knee[SIDE_RIGHT] = 0.6f;
}

static void bend_instead_of_arm(Puppet *p, const GameOutput *seen, uint32_t step)
{
    (void)step;
    for (int i = 0; i < seen->target_count; i++)
        if (seen->target[i].kind == TARGET_HAND)
            p->pose.trunk_deg = 25 * sign(side_of(&seen->target[i]));
}

// ---- River Raft ----

static void bend_the_trunk(Puppet *p, const GameOutput *seen, uint32_t step)
{
    (void)step;
    const GameTarget *t = target(seen, TARGET_HIPS);
    p->pose.trunk_deg = t ? 25 * sign(t->value > 0) : 0;
}

static void step_aside(Puppet *p, const GameOutput *seen, uint32_t step)
{
    (void)step;
    const GameTarget *t = target(seen, TARGET_HIPS);
    float by = t ? 1.0f * sign(t->value > 0) : 0;
    for (int side = 0; side < SIDE_COUNT; side++)
        p->pose.ankle[side].x = p->home.ankle[side].x + by;
    p->pose.hips.x = p->home.hips.x + by;
}

static void swing_a_foot_out(Puppet *p, const GameOutput *seen, uint32_t step)
{
    (void)step;
    const GameTarget *t = target(seen, TARGET_HIPS);
    if (!t) return;
    int side = t->value > 0 ? SIDE_LEFT : SIDE_RIGHT;
    p->pose.ankle[side].x = p->home.ankle[side].x + 1.2f * sign(side);
    p->pose.ankle[side].y = p->home.ankle[side].y + 0.15f * p->size.leg[side];
}

static void do_nothing(Puppet *p, const GameOutput *seen, uint32_t step)
{
    (void)seen;
    (void)step;
    p->pose = p->home;
}

// ---- Stepping Stars ----

static void lean_to_it(Puppet *p, const GameOutput *seen, uint32_t step)
{
    (void)step;
    const GameTarget *t = target(seen, TARGET_FOOT);
    if (!t) return;
    p->pose.hips.x = p->home.hips.x + clampf(t->at.x - p->home.hips.x, -0.5f, 0.5f);
    p->pose.trunk_deg = 30 * sign(t->at.x > p->home.hips.x);
}

static void hang_a_foot_over_it(Puppet *p, const GameOutput *seen, uint32_t step)
{
    (void)step;
    const GameTarget *t = target(seen, TARGET_FOOT);
    if (t) p->pose.hips.x = p->home.ankle[!side_of(t)].x;
}

static void the_other_foot(Puppet *p, const GameOutput *seen, uint32_t step)
{
    (void)step;
    const GameTarget *t = target(seen, TARGET_FOOT);
    if (!t) return;
    int other = !side_of(t);
    p->pose.ankle[other] = vec2_sub(t->at, p->foot_from_ankle[other]);
}

static void sweep_through(Puppet *p, const GameOutput *seen, uint32_t step)
{
    const GameTarget *t = target(seen, TARGET_FOOT);
    if (!t) return;
    int side = side_of(t);
    float share = (float)(step % 30) / 10 - 1;  // in it for a few steps only
    p->pose.ankle[side] = vec2_sub(t->at, p->foot_from_ankle[side]);
    p->pose.ankle[side].x += share * 3 * t->radius;
}

static void bend_over_the_tray(Puppet *p, const GameOutput *seen, uint32_t step)
{
    (void)step;
    const GameTarget *t = target(seen, TARGET_HAND);
    if (t) p->pose.trunk_deg = 30 * sign(side_of(t));
}

// ---- Tightrope Town ----

static void stand_on_one_leg(Puppet *p, const GameOutput *seen, uint32_t step)
{
    (void)seen;
    (void)step;
    p->pose.ankle[SIDE_LEFT].y = p->home.ankle[SIDE_LEFT].y + 0.25f * p->size.leg[0];
}

static void tilt_the_pole(Puppet *p, const GameOutput *seen, uint32_t step)
{
    (void)seen;
    (void)step;
    p->pose.hand[SIDE_LEFT] = vec2(p->size.shoulder[SIDE_LEFT].x - 0.6f, p->size.shoulder[0].y);
    p->pose.hand[SIDE_RIGHT] = p->home.hand[SIDE_RIGHT];
}

static void walk_about(Puppet *p, const GameOutput *seen, uint32_t step)
{
    (void)seen;
    float by = 0.8f * sinf((float)step * 0.05f);
    for (int side = 0; side < SIDE_COUNT; side++) p->pose.ankle[side].x += by;
    p->pose.hips.x += by;
}

static void hang_over_the_chair(Puppet *p, const GameOutput *seen, uint32_t step)
{
    (void)seen;
    (void)step;
    p->pose.trunk_deg = 25;
}

static const char *const games[] = { "flamingo_pond", "river_raft", "stepping_stars",
                                     "tightrope_town" };

#define NOT(kind) (1u << TARGET_##kind)

static const Case cases[] = {
    { "flamingo_pond", "a jump", 2, POSTURE_STANDING, NOT(LIFT), jump },
    { "flamingo_pond", "a step back from the camera", 2, POSTURE_STANDING, NOT(LIFT), step_back },
    { "flamingo_pond", "hanging over to one side", 2, POSTURE_STANDING, 0, hang_over },
    { "flamingo_pond", "tapping with the foot", 2, POSTURE_STANDING, NOT(LIFT), tap },
    { "flamingo_pond", "hopping about", 2, POSTURE_STANDING, 0, hop },
    { "flamingo_pond", "standing on both feet", 1, POSTURE_STANDING, NOT(LIFT), do_nothing },
    { "flamingo_pond", "arms left hanging at level 5", 5, POSTURE_STANDING, NOT(HAND), NULL },
    { "flamingo_pond", "rocking on the seat", 2, POSTURE_SEATED, NOT(LIFT), rock_on_the_seat },
    { "flamingo_pond", "a bent trunk as a wing", 2, POSTURE_WHEELCHAIR, 0, bend_instead_of_arm },
    { "river_raft", "a bent trunk over still hips", 1, POSTURE_STANDING, NOT(HIPS),
      bend_the_trunk },
    { "river_raft", "a step to the side", 1, POSTURE_STANDING, NOT(HIPS), step_aside },
    { "river_raft", "a foot swung out", 1, POSTURE_STANDING, NOT(HIPS), swing_a_foot_out },
    { "river_raft", "staying in the middle", 1, POSTURE_STANDING, 0, do_nothing },
    { "river_raft", "sitting still", 1, POSTURE_SEATED, 0, do_nothing },
    { "stepping_stars", "a lean is not a step", 1, POSTURE_STANDING, NOT(FOOT), lean_to_it },
    { "stepping_stars", "a foot that only hangs over it", 1, POSTURE_STANDING, 0,
      hang_a_foot_over_it },
    { "stepping_stars", "the other foot", 1, POSTURE_STANDING, NOT(FOOT), the_other_foot },
    { "stepping_stars", "a foot swept through", 1, POSTURE_STANDING, NOT(FOOT), sweep_through },
    { "stepping_stars", "a trunk bent over the tray", 1, POSTURE_SEATED, 0, bend_over_the_tray },
    { "tightrope_town", "feet apart", 2, POSTURE_STANDING, NOT(FOOT), NULL },
    { "tightrope_town", "standing on one leg", 2, POSTURE_STANDING, 0, stand_on_one_leg },
    { "tightrope_town", "a tilted pole", 2, POSTURE_STANDING, 0, tilt_the_pole },
    { "tightrope_town", "walking about", 2, POSTURE_STANDING, 0, walk_about },
    { "tightrope_town", "hanging over the chair", 2, POSTURE_SEATED, 0, hang_over_the_chair },
};

static void test_cheats_do_not_score(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const Case *c = &cases[i];
        PuppetPlay play = { .game = game_find(c->game),
                            .level = c->level,
                            .seconds = 90,
                            .seed = 5,
                            .hand = HAND_EITHER,
                            .posture = c->posture,
                            .skill = puppet_skill(1) };
        play.skill.falls_per_s = 0;
        assert_non_null(play.game);
        PuppetResult honest = puppet_play(&play);
        play.skill.refuse = c->refuse;
        play.cheat = c->cheat;
        PuppetResult cheating = puppet_play(&play);
        print_message("%s: honest %d of %d; %s: %d of %d\n", c->game, honest.hits, honest.offers,
                      c->cheat_name, cheating.hits, cheating.offers);
        assert_at_least(honest.hits, 2);
        assert_at_least(honest.hits * 10, (honest.hits + honest.misses) * 9);
        assert_above(cheating.offers, 0);
        assert_int_equal(cheating.hits, 0);
    }
}

// The resting hand's touches are noticed and do not score.
static void rest_hand_touches(Puppet *p, const GameOutput *seen, uint32_t step)
{
    (void)step;
    const GameTarget *t = target(seen, TARGET_HAND);
    if (t) p->pose.hand[SIDE_RIGHT] = t->at;
}

static void test_the_rule_is_kept(void **state)
{
    (void)state;
    PuppetPlay play = { .game = game_find("bubble_garden"),
                        .level = 1,
                        .seconds = 60,
                        .seed = 2,
                        .hand = HAND_LEFT,
                        .skill = puppet_skill(1) };
    assert_above(puppet_play(&play).hits_by_side[SIDE_LEFT], 5);
    play.skill.refuse = NOT(HAND);
    play.cheat = rest_hand_touches;
    assert_int_equal(puppet_play(&play).hits, 0);
}

// After two misses the next try is surely within reach: a clumsy child succeeds, even at level 5.
static void test_sure_is_reachable(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof games / sizeof *games; i++)
        for (int posture = 0; posture < POSTURE_COUNT; posture += POSTURE_SEATED) {
            PuppetPlay play = { .game = game_find(games[i]),
                                .level = 5,
                                .seconds = 180,
                                .seed = 4,
                                .hand = HAND_EITHER,
                                .posture = (Posture)posture,
                                .skill = puppet_skill(0.5f),
                                .lock_sure = true };
            play.skill.falls_per_s = 0;
            PuppetResult usual = puppet_play(&play);
            play.always_sure = true;
            PuppetResult sure = puppet_play(&play);
            print_message("%s, %s: %d of %d, surely %d of %d\n", games[i],
                          posture_name((Posture)posture), usual.hits, usual.hits + usual.misses,
                          sure.hits, sure.hits + sure.misses);
            assert_at_least(sure.hits, 5);
            assert_at_least(sure.hits * 10, (sure.hits + sure.misses) * 9);
        }
}

// The therapist's keys: a try that is skipped is neither hit nor miss, and help makes the next one
// easy.
static void test_skip_and_assist(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof games / sizeof *games; i++) {
        PuppetPlay play = { .game = game_find(games[i]),
                            .level = 1,
                            .seconds = 120,
                            .seed = 6,
                            .hand = HAND_EITHER,
                            .skill = puppet_skill(1),
                            .key = GAME_SKIP,
                            .key_every = 200 };
        play.skill.refuse = ~0u;
        PuppetResult skipped = puppet_play(&play);
        assert_at_least(skipped.offers, 10);
        assert_int_equal(skipped.hits + skipped.misses, 0);
        play.skill.refuse = 0;
        play.skill.falls_per_s = 0;
        play.key = GAME_ASSIST;
        play.level = 5;
        play.key_every = 15 * GAME_STEPS_PER_SECOND;
        PuppetResult helped = puppet_play(&play);
        print_message("%s: helped %d of %d\n", games[i], helped.hits, helped.offers);
        assert_at_least(helped.hits, 5);
    }
}

// Every measure of a game comes while it is played well, in some posture and level.
static void test_measures_come(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof games / sizeof *games; i++) {
        const Game *game = game_find(games[i]);
        int came[GAME_MEASURES_MAX] = { 0 };
        for (int posture = 0; posture < POSTURE_COUNT; posture++)
            for (int level = 1; level <= GAME_LEVELS; level += 2) {
                PuppetPlay play = { .game = game,
                                    .level = level,
                                    .seconds = 120,
                                    .seed = 9,
                                    .hand = HAND_BOTH,
                                    .posture = (Posture)posture,
                                    .skill = puppet_skill(0.9f) };
                PuppetResult r = puppet_play(&play);
                for (int m = 0; m < game->measure_count; m++) came[m] += r.measured[m];
                for (int m = 0; m < game->measure_count; m++) assert_true(isfinite(r.last[m]));
            }
        for (int m = 0; m < game->measure_count; m++) {
            if (!came[m]) print_message("%s: %s never came\n", game->id, game->measures[m].name);
            assert_above(came[m], 0);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_cheats_do_not_score), cmocka_unit_test(test_the_rule_is_kept),
        cmocka_unit_test(test_sure_is_reachable),   cmocka_unit_test(test_skip_and_assist),
        cmocka_unit_test(test_measures_come),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
