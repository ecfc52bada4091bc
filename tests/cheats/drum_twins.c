// SPDX-License-Identifier: MIT
// drum_twins.c: the hands beat the drums, each in its time.
#include "cheats.h"

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
            vec2_add(p->size.shoulder[side], vec2(0.5f * cheats_sign(side), -0.45f - down));
}

// Together means both: one hand alone scores nothing.
static void left_only(Puppet *p, const GameOutput *seen, uint32_t step)
{
    (void)seen;
    (void)step;
    p->pose.hand[SIDE_RIGHT] = p->home.hand[SIDE_RIGHT];
}

static void it_is_played_well(void **state)
{
    (void)state;
    cheats_plays_well("drum_twins", 0.6f);
}

static const Cheat cases[] = {
    { "hands that rest on the drums", 1, POSTURE_STANDING, 0, rest_on_drum, 0.05f },
    { "drumming all the time", 1, POSTURE_STANDING, 0, drum_always, 0.35f },
    { "bobbing with stiff arms", 1, POSTURE_STANDING, 0, bob, 0.05f },
    { "hands that rest on the drums", 2, POSTURE_STANDING, 0, rest_on_drum, 0.05f },
    { "drumming all the time", 2, POSTURE_STANDING, 0, drum_always, 0.35f },
    { "bobbing with stiff arms", 2, POSTURE_STANDING, 0, bob, 0.05f },
    { "hands that rest on the drums", 3, POSTURE_STANDING, 0, rest_on_drum, 0.05f },
    { "drumming all the time", 3, POSTURE_STANDING, 0, drum_always, 0.35f },
    { "bobbing with stiff arms", 3, POSTURE_STANDING, 0, bob, 0.05f },
    { "hands that rest on the drums", 4, POSTURE_STANDING, 0, rest_on_drum, 0.05f },
    { "drumming all the time", 4, POSTURE_STANDING, 0, drum_always, 0.35f },
    { "bobbing with stiff arms", 4, POSTURE_STANDING, 0, bob, 0.05f },
    { "hands that rest on the drums", 5, POSTURE_STANDING, 0, rest_on_drum, 0.05f },
    { "drumming all the time", 5, POSTURE_STANDING, 0, drum_always, 0.35f },
    { "bobbing with stiff arms", 5, POSTURE_STANDING, 0, bob, 0.05f },
    { "one hand for both", 1, POSTURE_STANDING, 0, left_only, 0 },
};

static void cheats_fail(void **state)
{
    (void)state;
    cheats_do_not_score("drum_twins", cases, sizeof cases / sizeof *cases);
}

static void measures_come(void **state)
{
    (void)state;
    PuppetPlay play1 = cheats_usual("drum_twins", 1);
    play1.seconds = 180;
    play1.skill = puppet_skill(0.8f);
    cheats_measures_come(play1, "");
    PuppetPlay play3 = cheats_usual("drum_twins", 3);
    play3.seconds = 120;
    play3.skill = puppet_skill(0.8f);
    cheats_measures_come(play3, "");
}

static void the_rule_is_kept(void **state)
{
    (void)state;
    cheats_rule_is_kept("drum_twins");
}

int cheats_drum_twins(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(it_is_played_well),
        cmocka_unit_test(cheats_fail),
        cmocka_unit_test(measures_come),
        cmocka_unit_test(the_rule_is_kept),
    };
    return cmocka_run_group_tests_name("drum_twins", tests, NULL, NULL);
}
