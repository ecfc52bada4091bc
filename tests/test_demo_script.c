// SPDX-License-Identifier: MIT
// test_demo_script.c: the words of a demo script, and what is said about wrong ones.
#include "demo/script.h"
#include "demo/traits.h"
#include "test.h"

#include <string.h>

static void nothing_is_play(void **state)
{
    (void)state;
    static const char *const texts[] = { NULL, "", "  ", "play" };
    for (int i = 0; i < 4; i++) {
        Script script;
        assert_int_equal(script_parse(&script, texts[i]), RESULT_OK);
        assert_int_equal(script.count, 1);
        assert_int_equal(script.step[0].act, ACT_PLAY);
    }
}

static void every_word_is_read(void **state)
{
    (void)state;
    Script s;
    assert_int_equal(script_parse(&s, "still 2, sway 1.5cm 0.3Hz 20s,oneleg left 5, squat 3,step, "
                                      "jump 2, leave 3, reach both 4, raise, wave 1.5s"),
                     RESULT_OK);
    assert_int_equal(s.count, 10);
    assert_int_equal(s.step[0].act, ACT_STILL);
    assert_float_equal(s.step[0].seconds, 2, 1e-6);
    assert_int_equal(s.step[1].act, ACT_SWAY);
    assert_float_equal(s.step[1].sway_m, 0.015, 1e-6);
    assert_float_equal(s.step[1].sway_hz, 0.3, 1e-6);
    assert_float_equal(s.step[1].seconds, 20, 1e-6);
    assert_true(s.step[2].side[SIDE_LEFT] && !s.step[2].side[SIDE_RIGHT]);
    assert_above(s.step[4].seconds, 1);
    assert_true(s.step[7].side[SIDE_LEFT] && s.step[7].side[SIDE_RIGHT]);
    assert_float_equal(s.step[9].seconds, 1.5, 1e-6);
}

static void prescribed_movement_and_visitors(void **state)
{
    (void)state;
    Script s;
    assert_int_equal(script_parse(&s, "lean left 6cm, stretch right 12 8s, abduct both 120deg, "
                                      "drum -90 0.5Hz 12, mocap some/child.csv; visitor behind"),
                     RESULT_OK);
    assert_int_equal(s.count, 5);
    assert_float_equal(s.step[0].sway_m, 0.06, 1e-6);
    assert_true(s.step[1].side[SIDE_RIGHT] && !s.step[1].side[SIDE_LEFT]);
    assert_float_equal(s.step[1].seconds, 8, 1e-6);
    assert_float_equal(s.step[2].degrees, 120, 1e-6);
    assert_float_equal(s.step[3].degrees, -90, 1e-6);
    assert_string_equal(s.step[4].file, "some/child.csv");
    assert_int_equal(s.visitor, VISITOR_BEHIND);
    assert_int_equal(script_parse(&s, "play"), RESULT_OK);
    assert_int_equal(s.visitor, VISITOR_NONE);
    static const char *const wrong[] = { "lean both 3cm",
                                         "lean left",
                                         "abduct up 90",
                                         "drum 0.5",
                                         "mocap",
                                         "play; visitor",
                                         "play; visitor up",
                                         "play; guest front",
                                         "play;",
                                         "play; visitor front 3" };
    for (unsigned i = 0; i < sizeof wrong / sizeof wrong[0]; i++)
        assert_int_equal(script_parse(&s, wrong[i]), RESULT_MALFORMED);
}

static void units_may_be_left_out(void **state)
{
    (void)state;
    Script s;
    assert_int_equal(script_parse(&s, "sway 0.5 1 8"), RESULT_OK);
    assert_float_equal(s.step[0].sway_m, 0.005, 1e-6);
    assert_float_equal(s.step[0].seconds, 8, 1e-6);
}

static void wrong_words_are_named(void **state)
{
    (void)state;
    static const struct {
        const char *text, *said;
    } wrong[] = {
        { "fly 3", "\"fly\"" },           { "still 2, , play", "empty" },
        { "still two", "\"two\"" },       { "still -1", "\"-1\"" },
        { "still nan", "\"nan\"" },       { "still 5 6", "\"6\"" },
        { "sway", "sway 1.5cm" },         { "sway 50cm 1Hz", "sway 1.5cm" },
        { "sway 1in 1Hz", "sway 1.5cm" }, { "oneleg both", "or \"right\"" },
        { "reach up", "\"both\"" },       { "oneleg", "oneleg left" },
        { "still 2,", "empty" },          { "still 1 2 3 4 5 6 7 8", "\"2\"" },
    };
    for (unsigned i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        Script s;
        assert_int_equal(script_parse(&s, wrong[i].text), RESULT_MALFORMED);
        if (!strstr(fail_text(), wrong[i].said)) fail_msg("%s: %s", wrong[i].text, fail_text());
    }
}

static void too_many_or_too_long(void **state)
{
    (void)state;
    char text[SCRIPT_STEPS_MAX * 8 + 16] = "jump";
    Script s;
    for (int i = 1; i < SCRIPT_STEPS_MAX; i++) strcat(text, ",jump");
    assert_int_equal(script_parse(&s, text), RESULT_OK);
    assert_int_equal(s.count, SCRIPT_STEPS_MAX);
    strcat(text, ",jump");
    assert_int_equal(script_parse(&s, text), RESULT_MALFORMED);
    memset(text, 'a', 200);
    text[200] = 0;
    assert_int_equal(script_parse(&s, text), RESULT_MALFORMED);
}

static DemoOptions options_of(const char *text, const char *script_left)
{
    DemoOptions o = { .width = 160, .height = 120, .fps = 30 };
    const char *at = text;
    assert_int_equal(traits_read(&o, &at), RESULT_OK);
    assert_string_equal(at, script_left);
    return o;
}

static void the_child_can_be_turned(void **state)
{
    (void)state;
    DemoOptions o = options_of("skill=0.3,tremor=2, weakness_left=1 ; reach left 3, squat 3",
                               " reach left 3, squat 3");
    assert_near(o.skill, 0.3, 1e-6);
    assert_near(o.tremor_cm, 2, 1e-6);
    assert_near(o.weakness[SIDE_LEFT], 1, 1e-6);
    assert_near(o.weakness[SIDE_RIGHT], 0, 1e-6);
    o = options_of("weakness_right=0.5,attention=4,reach_cm=30,reaction=700", "");
    assert_near(o.weakness[SIDE_RIGHT], 0.5, 1e-6);
    assert_near(o.attention_s, 4, 1e-6);
    assert_near(o.reach_cm, 30, 1e-6);
    assert_near(o.reaction_ms, 700, 1e-6);
    // An age gives what was not given.
    o = options_of("age=7.5", "");
    assert_near(o.height_cm, 125, 0.1);
    assert_near(o.reaction_ms, 340, 0.1);
    o = options_of("age=18,height=150,reaction=500", "");
    assert_near(o.height_cm, 150, 1e-6);
    assert_near(o.reaction_ms, 500, 1e-6);
    // Scripts of before stay what they were.
    o = options_of("mocap a=b.csv, still", "mocap a=b.csv, still");
    assert_near(o.skill, 0, 0);
    options_of("", "");
}

static void a_trait_that_cannot_be_is_refused_with_help(void **state)
{
    (void)state;
    static const struct {
        const char *text, *help;
    } rows[] = {
        { "skil=0.3", "skill reaction tremor weakness_left weakness_right attention age height" },
        { "skill=0.3,=2", "is none of" },
        { "skill=0.3,still", "is none of" },
        { "skill=0.3,", "is none of" },
        { "skill=0", "skill=0.01 to 1" },
        { "skill=", "skill=0.01 to 1" },
        { "skill=nan", "skill=0.01 to 1" },
        { "height=900; still", "height=60 to 210 cm" },
        { "tremor=2mm", "tremor=0 to 5 cm" },
        { "age=1e9", "age=2 to 18 years" },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        DemoOptions o = { 0 };
        const char *at = rows[i].text;
        assert_int_equal(traits_read(&o, &at), RESULT_USAGE);
        if (!strstr(fail_text(), rows[i].help)) fail_msg("%s: %s", rows[i].text, fail_text());
    }
}

// How far from its shoulder the left hand gets, m, in play with a target that is farther away.
static float farthest(const char *traits)
{
    DemoOptions o = { .width = 640, .height = 480, .fps = 30, .seed = 3 };
    o.script = traits;
    assert_int_equal(traits_read(&o, &o.script), RESULT_OK);
    Demo *demo = NULL;
    assert_int_equal(demo_open(&demo, &o), RESULT_OK);
    DemoAim aim = { .count = 1,
                    .target = { { .id = 1, .at = { 0.95f, 0.3f }, .radius = 0.03f, .sides = 1 } } };
    float most = 0;
    for (int i = 0; i < 120; i++) {
        Pose pose;
        demo_move(demo, &aim, &pose);
        const Vec3 *w = pose.world_m;
        Vec3 a = w[LANDMARK_WRIST_LEFT], b = w[LANDMARK_SHOULDER_LEFT];
        if (i > 60) most = fmaxf(most, vec2_distance(vec2(a.x, a.y), vec2(b.x, b.y)));
    }
    demo_close(&demo);
    return most;
}

static void a_short_reach_stays_short(void **state)
{
    (void)state;
    assert_above(farthest("skill=1"), 0.33f);  // an arm of 120 cm of height
    assert_below(farthest("skill=1,reach_cm=25"), 0.26f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nothing_is_play),
        cmocka_unit_test(every_word_is_read),
        cmocka_unit_test(prescribed_movement_and_visitors),
        cmocka_unit_test(units_may_be_left_out),
        cmocka_unit_test(wrong_words_are_named),
        cmocka_unit_test(too_many_or_too_long),
        cmocka_unit_test(the_child_can_be_turned),
        cmocka_unit_test(a_trait_that_cannot_be_is_refused_with_help),
        cmocka_unit_test(a_short_reach_stays_short),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
