// test_games_b.c: Monster Mirror, Drum Twins, Comet Keeper and Rainbow Cross: the movement that
// each is for scores; the cheaper one does not. Every cheat is named as at the check in the game.
#include "puppet.h"
#include "test.h"

#include <stdio.h>
#include <string.h>

static PuppetPlay usual(const char *id, int level)
{
    return (PuppetPlay){ .game = game_find(id),
                         .level = level,
                         .seconds = 120,
                         .seed = 11,
                         .hand = HAND_EITHER,
                         .posture = POSTURE_STANDING,
                         .skill = puppet_skill(0.95f) };
}

static float share(PuppetResult r)
{
    return r.hits + r.misses > 0 ? (float)r.hits / (float)(r.hits + r.misses) : 0;
}

// A nimble child plays every level, standing and seated, and every measure comes.
static void plays_well(const char *id, float least)
{
    for (int level = 1; level <= GAME_LEVELS; level++)
        for (int seated = 0; seated < 2; seated++) {
            PuppetPlay play = usual(id, level);
            play.posture = seated ? POSTURE_SEATED : POSTURE_STANDING;
            PuppetResult r = puppet_play(&play);
            print_message("%s level %d%s: %d of %d\n", id, level, seated ? " seated" : "", r.hits,
                          r.offers);
            assert_at_least(r.offers, 6);
            assert_at_least(share(r), least);
        }
}

static void measures_come(const char *id, int level, float seconds)
{
    PuppetPlay play = usual(id, level);
    play.seconds = (uint32_t)seconds;
    play.skill = puppet_skill(0.8f);
    PuppetResult r = puppet_play(&play);
    for (int m = 0; m < play.game->measure_count; m++) {
        print_message("%s %s: %d values, last %.2f %s\n", id, play.game->measures[m].name,
                      r.measured[m], (double)r.last[m], play.game->measures[m].unit);
        assert_true(isfinite(r.last[m]));
        // Nobody took the wrong hand.
        if (!strcmp(play.game->measures[m].name, "hand_switch")) continue;
        assert_above(r.measured[m], 0);
    }
}

// Level 5 is harder than level 1 for the same child.
static void gets_harder(const char *id)
{
    float first = 0, last = 0;
    for (uint64_t seed = 1; seed <= 8; seed++) {
        PuppetPlay play = usual(id, 1);
        play.seed = seed;
        play.lock_sure = true;
        play.skill = puppet_skill(0.1f);
        first += share(puppet_play(&play)) / 8;
        play.level = 5;
        last += share(puppet_play(&play)) / 8;
    }
    print_message("%s: level 1 %.2f, level 5 %.2f\n", id, (double)first, (double)last);
    assert_below(last, first - 0.03f);
}

static void cheated(PuppetPlay play, void (*cheat)(Puppet *, const GameOutput *, uint32_t),
                    float at_most)
{
    play.cheat = cheat;
    PuppetResult r = puppet_play(&play);
    print_message("%s level %d cheated: %d of %d\n", play.game->id, play.level, r.hits, r.offers);
    assert_at_least(r.offers, 6);
    assert_at_most(share(r), at_most);
}

static float sign_of(int side)
{
    return side == SIDE_RIGHT ? 1.0f : -1.0f;
}

// ---- Monster Mirror ----

// Leaning the trunk instead of raising the arms.
static void lean_only(Puppet *p, const GameOutput *seen, uint32_t step)
{
    (void)seen;
    p->pose.trunk_deg = 35 * sinf((float)step * 0.02f);
    for (int side = 0; side < SIDE_COUNT; side++) p->pose.hand[side] = p->home.hand[side];
}

// Waving through every pose without holding one.
static void wave_through(Puppet *p, const GameOutput *seen, uint32_t step)
{
    (void)seen;
    for (int side = 0; side < SIDE_COUNT; side++) {
        float turn = PI_F / 2 + PI_F / 2 * sinf((float)step * 0.13f + (float)side);
        Vec2 out = vec2(sign_of(side) * sinf(turn), -cosf(turn));
        p->pose.hand[side] = vec2_add(p->size.shoulder[side], vec2_scale(out, 2.2f));
    }
}

// Arms that point at the camera: short in the picture, in whatever direction is asked.
static void point_at_camera(Puppet *p, const GameOutput *seen, uint32_t step)
{
    (void)seen;
    (void)step;
    p->size.arm[SIDE_LEFT] = p->size.arm[SIDE_RIGHT] = 0.6f;
}

// Standing like a scarecrow until the scarecrow comes.
static void scarecrow(Puppet *p, const GameOutput *seen, uint32_t step)
{
    (void)seen;
    (void)step;
    for (int side = 0; side < SIDE_COUNT; side++)
        p->pose.hand[side] = vec2_add(p->size.shoulder[side], vec2(2.22f * sign_of(side), 0));
}

static void test_monster_mirror(void **state)
{
    (void)state;
    plays_well("monster_mirror", 0.6f);
    measures_come("monster_mirror", 2, 120);
    gets_harder("monster_mirror");
    for (int level = 1; level <= GAME_LEVELS; level += 2) {
        cheated(usual("monster_mirror", level), lean_only, 0);
        cheated(usual("monster_mirror", level), wave_through, 0.2f);
        cheated(usual("monster_mirror", level), scarecrow, 0);
        cheated(usual("monster_mirror", level), point_at_camera, 0);
    }
}

// What the arms alone can do is not enough where legs and trunk are part of the pose.
static void test_monster_needs_trunk_and_legs(void **state)
{
    (void)state;
    PuppetPlay play = usual("monster_mirror", 5);
    PuppetResult whole = puppet_play(&play);
    play.skill.refuse = 1u << TARGET_LEAN | 1u << TARGET_LIFT | 1u << TARGET_SQUAT;
    PuppetResult arms = puppet_play(&play);
    assert_below(share(arms), share(whole) - 0.2f);
}

// ---- Drum Twins ----

static void rest_on_drum(Puppet *p, const GameOutput *seen, uint32_t step)
{
    (void)step;
    for (int i = 0; i < seen->target_count; i++)
        for (int side = 0; side < SIDE_COUNT; side++)
            if (seen->target[i].sides & 1u << side) p->pose.hand[side] = seen->target[i].at;
}

// Drumming all the time, three strokes a second, whatever the music does.
static void drum_always(Puppet *p, const GameOutput *seen, uint32_t step)
{
    for (int i = 0; i < seen->target_count; i++)
        for (int side = 0; side < SIDE_COUNT; side++)
            if (seen->target[i].sides & 1u << side) {
                Vec2 at = seen->target[i].at;
                float up = 0.55f + 0.65f * sinf((float)step * (2 * PI_F * 3 / 60));
                p->pose.hand[side] = vec2(at.x, at.y + up);
            }
}

// Bobbing with stiff arms: the hands fall on the drums because the whole body does, on the beat.
static void bob(Puppet *p, const GameOutput *seen, uint32_t step)
{
    float down = 0;
    for (int i = 0; i < seen->target_count; i++) {
        float left = (float)seen->target[i].due_step - (float)step;
        if (fabsf(left) < 20) down = 0.8f * cosf(left * (PI_F / 40));
    }
    p->pose.hips = vec2(p->home.hips.x, p->home.hips.y - down);
    for (int side = 0; side < SIDE_COUNT; side++)
        p->pose.hand[side] =
            vec2_add(p->size.shoulder[side], vec2(0.5f * sign_of(side), -0.45f - down));
}

static void test_drum_twins(void **state)
{
    (void)state;
    plays_well("drum_twins", 0.6f);
    measures_come("drum_twins", 1, 180);
    measures_come("drum_twins", 3, 120);
    gets_harder("drum_twins");
    for (int level = 1; level <= GAME_LEVELS; level++) {
        cheated(usual("drum_twins", level), rest_on_drum, 0.05f);
        cheated(usual("drum_twins", level), drum_always, 0.35f);
        cheated(usual("drum_twins", level), bob, 0.05f);
    }
}

// Together means both: one hand alone scores nothing.
static void left_only(Puppet *p, const GameOutput *seen, uint32_t step)
{
    (void)seen;
    (void)step;
    p->pose.hand[SIDE_RIGHT] = p->home.hand[SIDE_RIGHT];
}

static void test_drums_need_both_hands(void **state)
{
    (void)state;
    cheated(usual("drum_twins", 1), left_only, 0);
}

// ---- Comet Keeper ----

static void park(Puppet *p, const GameOutput *seen, uint32_t step)
{
    (void)seen;
    (void)step;
    for (int side = 0; side < SIDE_COUNT; side++)
        p->pose.hand[side] = vec2_add(p->size.shoulder[side], vec2(1.1f * sign_of(side), 0.6f));
}

static void windmill(Puppet *p, const GameOutput *seen, uint32_t step)
{
    (void)seen;
    for (int side = 0; side < SIDE_COUNT; side++) {
        float turn = sign_of(side) * (float)step * (2 * PI_F * 1.2f / 60);
        p->pose.hand[side] =
            vec2_add(p->size.shoulder[side], vec2(1.5f * cosf(turn), 1.5f * sinf(turn)));
    }
}

// The hand comes when the comet has gone.
static void too_late(Puppet *p, const GameOutput *seen, uint32_t step)
{
    for (int i = 0; i < seen->target_count; i++)
        if (step < seen->target[i].due_step + 48)
            for (int side = 0; side < SIDE_COUNT; side++) p->pose.hand[side] = p->home.hand[side];
}

static void test_comet_keeper(void **state)
{
    (void)state;
    plays_well("comet_keeper", 0.6f);
    measures_come("comet_keeper", 3, 180);
    gets_harder("comet_keeper");
    for (int level = 1; level <= GAME_LEVELS; level++) {
        PuppetPlay parked = usual("comet_keeper", level);  // no ring opens where the hands are
        parked.cheat = park;
        assert_int_equal(puppet_play(&parked).hits, 0);
        cheated(usual("comet_keeper", level), windmill, 0.2f);
        cheated(usual("comet_keeper", level), too_late, 0.05f);
    }
}

// ---- Rainbow Cross ----

static const float far_only[GAME_KNOBS_MAX] = { 0.24f, 5, 0.2f, 100, 0, 0 };

// The nearer hand takes what belongs to the other.
static void wrong_hand(Puppet *p, const GameOutput *seen, uint32_t step)
{
    (void)step;
    for (int i = 0; i < seen->target_count; i++) {
        int side = seen->target[i].sides == 1u << SIDE_RIGHT ? SIDE_RIGHT : SIDE_LEFT;
        p->pose.hand[!side] = seen->target[i].at;
        p->pose.hand[side] = p->home.hand[side];
    }
}

// The whole body steps over, until the drop hangs before the hand's own side.
static void step_over(Puppet *p, const GameOutput *seen, uint32_t step)
{
    (void)step;
    if (!seen->target_count) p->pose.hips = p->home.hips;
    for (int i = 0; i < seen->target_count; i++) {
        int side = seen->target[i].sides == 1u << SIDE_RIGHT ? SIDE_RIGHT : SIDE_LEFT;
        p->pose.hips.x = seen->target[i].at.x - 0.6f * sign_of(side);
        p->pose.trunk_deg = 0;
        p->pose.hand[side] = seen->target[i].at;
    }
}

// The trunk leans over as far as it goes; hand and shoulder travel together.
static void lean_over(Puppet *p, const GameOutput *seen, uint32_t step)
{
    (void)step;
    if (!seen->target_count) p->pose.trunk_deg = 0;
    for (int i = 0; i < seen->target_count; i++) {
        int side = seen->target[i].sides == 1u << SIDE_RIGHT ? SIDE_RIGHT : SIDE_LEFT;
        p->pose.trunk_deg = -45 * sign_of(side);
        p->pose.hand[side] = seen->target[i].at;
    }
}

// The belly turns to the side: narrow shoulders, and the arm goes straight ahead.
static void turn_away(Puppet *p, const GameOutput *seen, uint32_t step)
{
    (void)seen;
    (void)step;
    p->size.shoulder_width = 0.6f;
}

static void test_rainbow_cross(void **state)
{
    (void)state;
    plays_well("rainbow_cross", 0.6f);
    measures_come("rainbow_cross", 3, 120);
    gets_harder("rainbow_cross");
    PuppetPlay far = usual("rainbow_cross", 3);
    far.knob = far_only;
    far.lock_sure = true;
    PuppetResult straight = puppet_play(&far);
    assert_above(share(straight), 0.8f);
    cheated(far, wrong_hand, 0);
    cheated(far, step_over, 0);
    cheated(far, lean_over, 0.05f);
    cheated(far, turn_away, 0);
}

// The hand rules hold in all four, and a single hand finds all its targets.
static void test_hand_rules(void **state)
{
    (void)state;
    static const char *const id[] = { "monster_mirror", "drum_twins", "comet_keeper",
                                      "rainbow_cross" };
    for (int i = 0; i < 4; i++)
        for (int hand = 0; hand < HAND_RULE_COUNT; hand++) {
            PuppetPlay play = usual(id[i], 2);
            play.hand = (HandRule)hand;
            PuppetResult r = puppet_play(&play);
            print_message("%s %s: %d of %d, left %d right %d\n", id[i], hand_rule_name(play.hand),
                          r.hits, r.offers, r.hits_by_side[0], r.hits_by_side[1]);
            assert_above(share(r), 0.5f);
            if (hand == HAND_LEFT) assert_int_equal(r.hits_by_side[SIDE_LEFT], r.hits);
            if (hand == HAND_RIGHT) assert_int_equal(r.hits_by_side[SIDE_RIGHT], r.hits);
            if (hand == HAND_ALTERNATE)
                assert_in_range(r.hits_by_side[SIDE_LEFT] - r.hits_by_side[SIDE_RIGHT] + 1, 0, 2);
        }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_monster_mirror), cmocka_unit_test(test_monster_needs_trunk_and_legs),
        cmocka_unit_test(test_drum_twins),     cmocka_unit_test(test_drums_need_both_hands),
        cmocka_unit_test(test_comet_keeper),   cmocka_unit_test(test_rainbow_cross),
        cmocka_unit_test(test_hand_rules),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
