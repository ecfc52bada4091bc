// test_games_c.c: Rocket Squat, Snail Trail and Statue Sleepover: the movement that each is for
// scores; the cheaper one does not. Every cheat is named as at the check in the game.
#include "puppet.h"
#include "test.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#define BREATH_NAME "breath_follow"

static PuppetPlay usual(const char *id, int level)
{
    return (PuppetPlay){ .game = game_find(id),
                         .level = level,
                         .seconds = 120,
                         .seed = 5,
                         .hand = HAND_EITHER,
                         .posture = POSTURE_STANDING,
                         .skill = puppet_skill(0.95f),
                         .lock_sure = true };
}

static int measure_of(const Game *game, const char *name)
{
    for (int m = 0; m < game->measure_count; m++)
        if (!strcmp(game->measures[m].name, name)) return m;
    fail_msg("no measure %s", name);
    return 0;
}

static int knob_of(const Game *game, const char *name)
{
    for (int k = 0; k < game->knob_count; k++)
        if (!strcmp(game->knobs[k].name, name)) return k;
    fail_msg("no knob %s", name);
    return 0;
}

static const GameTarget *target(const GameOutput *seen, TargetKind kind)
{
    for (int i = 0; i < seen->target_count; i++)
        if (seen->target[i].kind == kind) return &seen->target[i];
    return NULL;
}

// A nimble child succeeds in four of five tries at every level and in every posture.
static void plays_well(const char *id)
{
    for (int level = 1; level <= GAME_LEVELS; level++)
        for (int posture = 0; posture < POSTURE_COUNT; posture++) {
            PuppetPlay play = usual(id, level);
            play.posture = (Posture)posture;
            PuppetResult r = puppet_play(&play);
            print_message("%s level %d %s: %d of %d\n", id, level, posture_name(play.posture),
                          r.hits, r.offers);
            assert_at_least(r.offers, 5);
            assert_at_least(5 * r.hits, 4 * (r.hits + r.misses));
        }
}

// `skip`: a measure that this way of playing does not give.
static void measures_come(PuppetPlay play, const char *skip)
{
    PuppetResult r = puppet_play(&play);
    for (int m = 0; m < play.game->measure_count; m++) {
        const GameMeasure *measure = &play.game->measures[m];
        print_message("%s %s: %d values, last %.3f %s\n", play.game->id, measure->name,
                      r.measured[m], (double)r.last[m], measure->unit);
        assert_true(isfinite(r.last[m]));
        if (strcmp(measure->name, skip) != 0) assert_above(r.measured[m], 0);
    }
}

// ---- Rocket Squat ----

static float asked(const GameOutput *seen)
{
    const GameTarget *t = target(seen, TARGET_SQUAT);
    return t ? t->value : 0;
}

static void hips_down(Puppet *p, float legs)
{
    p->pose.hips.y = p->home.hips.y - legs * p->size.leg[0];
}

// Down and up again every two seconds, so that both halves of a launch get their turn.
static float bob(const GameOutput *seen, uint32_t step)
{
    return target(seen, TARGET_SQUAT) && step % 240 < 180 ? fmaxf(asked(seen), 0) : 0;
}

static void bend_the_trunk(Puppet *p, const GameOutput *seen, uint32_t step)
{
    float depth = bob(seen, step);
    p->size.trunk = depth > 0 ? 0.55f * 1.8f : 1.8f;  // as the camera sees one bent forward
    hips_down(p, depth);
}

static void only_bow(Puppet *p, const GameOutput *seen, uint32_t step)
{
    float depth = bob(seen, step);
    p->size.trunk = depth > 0 ? 0.3f * 1.8f : 1.8f;
    hips_down(p, depth > 0 ? 0.03f : 0);
}

static void straddle(Puppet *p, const GameOutput *seen, uint32_t step)
{
    float depth = bob(seen, step), leg = p->size.leg[0], tall = (1 - depth) * leg;
    float out = sqrtf(leg * leg - tall * tall);
    for (int side = 0; side < SIDE_COUNT; side++)
        p->pose.ankle[side].x = p->home.ankle[side].x + (side == SIDE_RIGHT ? out : -out);
    hips_down(p, depth);
}

static void walk_back(Puppet *p, const GameOutput *seen, uint32_t step)
{
    float depth = bob(seen, step);
    for (int side = 0; side < SIDE_COUNT; side++)
        p->pose.ankle[side].y = p->home.ankle[side].y + depth * p->size.leg[side];
    hips_down(p, 0);
}

static void half_way_down(Puppet *p, const GameOutput *seen, uint32_t step)
{
    hips_down(p, 0.6f * bob(seen, step));
}

static void hang_over(Puppet *p, const GameOutput *seen, uint32_t step)
{
    hips_down(p, bob(seen, step));
    p->pose.trunk_deg = 25;
}

static void stay_down(Puppet *p, const GameOutput *seen, uint32_t step)
{
    (void)step;
    hips_down(p, target(seen, TARGET_SQUAT) ? 0.37f : 0);
}

static void half_way_up(Puppet *p, const GameOutput *seen, uint32_t step)
{
    const GameTarget *t = target(seen, TARGET_SQUAT);
    (void)step;
    hips_down(p, !t ? 0 : t->value > 0 ? t->value : 0.2f);
}

static void shrug(Puppet *p, const GameOutput *seen, uint32_t step)
{
    (void)step;
    p->size.trunk = target(seen, TARGET_SQUAT) ? 1.2f * 1.8f : 1.8f;
    p->pose.hips.y = p->home.hips.y;
}

static void rock_up(Puppet *p, const GameOutput *seen, uint32_t step)
{
    (void)step;
    for (int side = 0; side < SIDE_COUNT; side++)
        p->pose.hand[side] = vec2(p->size.shoulder[side].x, p->size.shoulder[side].y + 1.5f);
    p->pose.hips.y = p->home.hips.y - asked(seen) * 0.4f * p->size.height;
}

typedef void Cheat(Puppet *puppet, const GameOutput *seen, uint32_t step);

static PuppetResult cheated(const char *id, int level, Posture posture, unsigned refuse,
                            Cheat *cheat)
{
    PuppetPlay play = usual(id, level);
    play.posture = posture;
    play.skill.refuse = refuse;
    play.skill.falls_per_s = 0;
    play.cheat = cheat;
    PuppetResult r = puppet_play(&play);
    assert_at_least(r.offers, 4);
    return r;
}

static void test_rocket_scores(void **state)
{
    (void)state;
    plays_well("rocket_squat");
    measures_come(usual("rocket_squat", 3), "seat_rise");
    PuppetPlay play = usual("rocket_squat", 3);
    play.posture = POSTURE_WHEELCHAIR;
    PuppetResult r = puppet_play(&play);
    assert_above(r.measured[measure_of(play.game, "seat_rise")], 0);
    assert_int_equal(r.measured[measure_of(play.game, "squat_depth")], 0);
    // From level 3 down to the depth of level 3: what was asked for is what was measured.
    play.posture = POSTURE_STANDING;
    r = puppet_play(&play);
    assert_float_equal(r.last[measure_of(play.game, "squat_depth")], 22, 3);
    assert_float_equal(r.last[measure_of(play.game, "squat_symmetry")], 0, 6);
    assert_float_equal(r.last[measure_of(play.game, "rise_peaks")], 1, 0);
}

static void test_rocket_chair_stand(void **state)
{
    (void)state;
    PuppetPlay play = usual("rocket_squat", 3);
    float knob[GAME_KNOBS_MAX];
    memcpy(knob, play.game->level[2], sizeof knob);
    knob[knob_of(play.game, "chair")] = 1;
    play.knob = knob;
    play.posture = POSTURE_SEATED;
    PuppetResult r = puppet_play(&play);
    assert_at_least(r.hits, 5);
    float stood = r.last[measure_of(play.game, "seat_rise")];
    play.posture = POSTURE_WHEELCHAIR;  // nobody is asked to stand up from a wheelchair
    r = puppet_play(&play);
    assert_at_least(r.hits, 5);
    assert_below(r.last[measure_of(play.game, "seat_rise")], stood / 2);
}

static void test_rocket_cheats(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        int level;
        Posture posture;
        Cheat *cheat;
    } cases[] = {
        { "the trunk bent over bent knees", 1, POSTURE_STANDING, bend_the_trunk },
        { "a bow", 1, POSTURE_STANDING, only_bow },
        { "a straddle with straight legs", 2, POSTURE_STANDING, straddle },
        { "walking back from the camera", 3, POSTURE_STANDING, walk_back },
        { "half of the depth", 2, POSTURE_STANDING, half_way_down },
        { "hanging over to one side", 1, POSTURE_STANDING, hang_over },
        { "never standing up", 5, POSTURE_STANDING, stay_down },
        { "standing up halfway", 4, POSTURE_STANDING, half_way_up },
        { "a shrug", 2, POSTURE_SEATED, shrug },
        { "rocking up, arms in the air", 2, POSTURE_WHEELCHAIR, rock_up },
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        PuppetResult r = cheated("rocket_squat", cases[i].level, cases[i].posture,
                                 1u << TARGET_SQUAT, cases[i].cheat);
        print_message("rocket_squat, %s: %d of %d\n", cases[i].name, r.hits, r.offers);
        assert_int_equal(r.hits, 0);
    }
}

// ---- Snail Trail ----

static const GameTarget *firefly(const GameOutput *seen)
{
    return target(seen, TARGET_HAND);
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

static void test_snail_scores(void **state)
{
    (void)state;
    plays_well("snail_trail");
    measures_come(usual("snail_trail", 3), "");
    for (int rule = HAND_LEFT; rule <= HAND_RIGHT; rule++) {
        PuppetPlay play = usual("snail_trail", 3);
        play.hand = (HandRule)rule;
        PuppetResult r = puppet_play(&play);
        int side = rule == HAND_LEFT ? SIDE_LEFT : SIDE_RIGHT;
        assert_at_least(r.hits, 5);
        assert_true(r.hits_by_side[side] == r.hits);
    }
    PuppetPlay play = usual("snail_trail", 2);
    play.hand = HAND_BOTH;
    assert_at_least(puppet_play(&play).hits, 5);
}

static void walk_with_the_nose(Puppet *p, const GameOutput *seen, uint32_t step)
{
    (void)step;
    const GameTarget *t = target(seen, TARGET_LEAN);
    if (!t) return;
    float by = t->at.x - p->home.hips.x;
    p->pose.hips.x = p->home.hips.x + by;
    for (int side = 0; side < SIDE_COUNT; side++)
        p->pose.ankle[side].x = p->home.ankle[side].x + by;
}

static void test_snail_nose(void **state)
{
    (void)state;
    PuppetPlay play = usual("snail_trail", 2);
    float knob[GAME_KNOBS_MAX];
    memcpy(knob, play.game->level[1], sizeof knob);
    knob[knob_of(play.game, "guide")] = 1;
    play.knob = knob;
    for (int seated = 0; seated < 2; seated++) {
        play.posture = seated ? POSTURE_SEATED : POSTURE_STANDING;
        play.skill.refuse = 0;
        PuppetResult r = puppet_play(&play);
        print_message("snail_trail, nose: %d of %d\n", r.hits, r.offers);
        assert_at_least(r.hits, 5);
        assert_at_least(5 * r.hits, 4 * (r.hits + r.misses));
        play.skill.refuse = 1u << TARGET_LEAN;
        assert_int_equal(puppet_play(&play).hits, 0);
        play.cheat = walk_with_the_nose;
        assert_int_equal(puppet_play(&play).hits, 0);
        play.cheat = NULL;
    }
}

static void test_snail_cheats(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        Cheat *cheat;
    } cases[] = { { "sweeping to and fro", sweep },
                  { "waiting at the start", wait_at_the_start },
                  { "racing ahead", race_ahead },
                  { "a stiff arm, carried", carry_the_arm } };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        PuppetResult r =
            cheated("snail_trail", 3, POSTURE_STANDING, 1u << TARGET_HAND, cases[i].cheat);
        print_message("snail_trail, %s: %d of %d\n", cases[i].name, r.hits, r.offers);
        assert_int_equal(r.hits, 0);
    }
}

// ---- Statue Sleepover ----

static int breaths(PuppetResult r)
{
    return r.measured[measure_of(game_find("statue_sleepover"), BREATH_NAME)];
}

static bool breathing(const GameOutput *seen, const Puppet *p)
{
    const GameTarget *t = target(seen, TARGET_HAND);
    return t && t->radius > 0.3f * p->size.arm[0];
}

static void statue_all_along(Puppet *p, const GameOutput *seen, uint32_t step)
{
    (void)seen;
    (void)step;
    p->pose = p->home;
}

static void dance_on(Puppet *p, const GameOutput *seen, uint32_t step)
{
    if (breathing(seen, p)) return;
    for (int side = 0; side < SIDE_COUNT; side++)
        p->pose.hand[side].y =
            p->size.shoulder[side].y + 0.5f * p->size.arm[side] * sinf((float)step * 0.12f);
}

static void sit_down(Puppet *p, const GameOutput *seen, uint32_t step)
{
    (void)step;
    if (target(seen, TARGET_STILL)) hips_down(p, 0.3f);
}

static void creep(Puppet *p, const GameOutput *seen, uint32_t step)
{
    static uint32_t since;
    if (!target(seen, TARGET_STILL)) {
        since = step;
        return;
    }
    float by = 0.1f * p->size.arm[0] * (float)(step - since) / GAME_STEPS_PER_SECOND;
    p->pose = p->home;
    p->pose.hips.x += by;
    for (int side = 0; side < SIDE_COUNT; side++) {
        p->pose.ankle[side].x += by;
        p->pose.hand[side].x += by;
    }
}

static void fling_the_arms(Puppet *p, const GameOutput *seen, uint32_t step)
{
    static float before;
    (void)step;
    if (!breathing(seen, p)) return;
    for (int i = 0; i < seen->target_count; i++) {
        const GameTarget *t = &seen->target[i];
        int side = t->sides == 1u << SIDE_RIGHT ? SIDE_RIGHT : SIDE_LEFT;
        bool up = t->at.y > before;
        if (i == 0) before = t->at.y;
        float out = side == SIDE_RIGHT ? 0.4f : -0.4f;
        p->pose.hand[side] =
            vec2(p->size.shoulder[side].x + out, p->size.shoulder[side].y + (up ? 2.0f : -2.1f));
    }
}

static void test_statue_scores(void **state)
{
    (void)state;
    plays_well("statue_sleepover");
    measures_come(usual("statue_sleepover", 2), "statue_sway_closed");
    PuppetPlay play = usual("statue_sleepover", 2);
    float knob[GAME_KNOBS_MAX];
    memcpy(knob, play.game->level[1], sizeof knob);
    knob[knob_of(play.game, "eyes")] = 1;
    play.knob = knob;
    PuppetResult r = puppet_play(&play);
    assert_above(r.measured[measure_of(play.game, "statue_sway_closed")], 0);
    assert_int_equal(r.measured[measure_of(play.game, "statue_sway")], 0);
}

// Two minutes at the end, or the last third.
static void test_statue_ends_breathing(void **state)
{
    (void)state;
    static const int seconds[] = { 15, 30, 60, 180, 400 }, expected[] = { 0, 1, 2, 6, 12 };
    for (size_t i = 0; i < sizeof seconds / sizeof seconds[0]; i++) {
        PuppetPlay play = usual("statue_sleepover", 1);
        play.seconds = (uint32_t)seconds[i];
        PuppetResult r = puppet_play(&play);
        print_message("statue_sleepover, %d s: %d breaths\n", seconds[i], breaths(r));
        assert_int_equal(breaths(r), expected[i]);
        assert_at_most(r.hits + r.misses, r.offers);
    }
}

static void test_statue_cheats(void **state)
{
    (void)state;
    PuppetPlay play = usual("statue_sleepover", 3);
    play.cheat = statue_all_along;
    PuppetResult r = puppet_play(&play);
    print_message("statue_sleepover, a statue all along: %d of %d\n", r.hits, r.offers);
    assert_int_equal(r.hits, 0);
    assert_int_equal(r.offers, breaths(r));  // no silence came

    static const struct {
        const char *name;
        Cheat *cheat;
    } cases[] = { { "dancing on", dance_on }, { "sitting down", sit_down }, { "creeping", creep } };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        r = cheated("statue_sleepover", 3, POSTURE_STANDING, 0, cases[i].cheat);
        print_message("statue_sleepover, %s: %d of %d, %d breaths\n", cases[i].name, r.hits,
                      r.offers, breaths(r));
        assert_above(r.offers, breaths(r));
        assert_at_most(r.hits, breaths(r));
    }
    r = cheated("statue_sleepover", 3, POSTURE_STANDING, 0, fling_the_arms);
    print_message("statue_sleepover, arms flung: %d of %d, %d breaths\n", r.hits, r.offers,
                  breaths(r));
    assert_above(breaths(r), 0);
    assert_at_most(r.hits, r.offers - breaths(r));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_rocket_scores), cmocka_unit_test(test_rocket_chair_stand),
        cmocka_unit_test(test_rocket_cheats), cmocka_unit_test(test_snail_scores),
        cmocka_unit_test(test_snail_nose),    cmocka_unit_test(test_snail_cheats),
        cmocka_unit_test(test_statue_scores), cmocka_unit_test(test_statue_ends_breathing),
        cmocka_unit_test(test_statue_cheats),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
