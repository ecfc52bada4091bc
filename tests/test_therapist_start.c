// SPDX-License-Identifier: MIT
// test_therapist_start.c: the start screen by keys and by touch: from nothing to playing in few
// inputs, what is remembered, and what is refused.
#include "render/render.h"
#include "test.h"
#include "therapist/start.h"

#include <string.h>

static const Game kites = { .id = "kites",
                            .title = "Kites",
                            .trains = "reach",
                            .knob_count = 1,
                            .knobs = { { "wind", "m/s", "the wind", 0, 10, 5 } },
                            .level = { { 1 }, { 2 }, { 3 }, { 4 }, { 5 } } };
static const Game hops = { .id = "hops",
                           .title = "Hops",
                           .trains = "jumps",
                           .needs_legs = true,
                           .knob_count = 1,
                           .knobs = { { "high", "LL", "height", 0, 1, 0.5f } } };
const Game *const game_list[] = { &hops, &kites };
const int game_count = 2;

static PlayPlan usual(void)
{
    PlayPlan plan = plan_default();
    plan.play.game = &kites;
    return plan;
}

static bool remembers(void *self, const char *child, const Game *game, PlayPlan *plan)
{
    (void)self;
    if (strcmp(child, "RED-OWL-11") != 0 || (game && game != &kites)) return false;
    *plan = (PlayPlan){ .child = "RED-OWL-11" };
    plan->play = (PlaySetup){ .game = &kites, .knobs_set = 1 };
    plan->play.setup = (GameSetup){ .level = 4,
                                    .seconds = 290,  // the screen has whole minutes
                                    .knob = { 7 },
                                    .profile = { .hand = HAND_LEFT,
                                                 .side_bias = 0.25f,
                                                 .posture = POSTURE_SEATED,
                                                 .sensory = sensory_preset(SENSORY_CALM) } };
    return true;
}

static StartScreen *screen_of(int children)
{
    static const char known[2][PLAN_CHILD_MAX + 1] = { "RED-OWL-11", "BLUE-FOX-27" };
    PlayPlan plan = usual();
    return start_open(known, children, &plan, (StartMemory){ .last = remembers }, 5);
}

static void test_a_known_child_plays_with_one_key(void **state)
{
    (void)state;
    StartScreen *s = screen_of(2);
    assert_int_equal(start_key(s, RENDER_KEY_ENTER), START_PLAY);
    const PlayPlan *c = start_plan(s);
    assert_string_equal(c->child, "RED-OWL-11");
    assert_int_equal(c->play.setup.level, 4);
    assert_int_equal(c->play.setup.seconds, 60 * 5);
    assert_int_equal(c->play.setup.profile.hand, HAND_LEFT);
    assert_int_equal(c->play.setup.profile.posture, POSTURE_SEATED);
    assert_int_equal(sensory_preset_of(&c->play.setup.profile.sensory), SENSORY_CALM);
    assert_float_equal(c->play.setup.knob[0], 7, 0);
    start_close(&s);
    assert_null(s);
}

static void test_a_new_child_gets_a_code_that_is_no_name(void **state)
{
    (void)state;
    StartScreen *s = screen_of(0);
    const PlayPlan *c = start_plan(s);
    assert_at_least(strlen(c->child), 8);
    assert_non_null(strchr(c->child, '-'));
    assert_int_equal(start_key(s, RENDER_KEY_ENTER), START_PLAY);
    start_close(&s);
}

// Every button's middle is found by looking at what is drawn: the touch lands where the picture is.
static bool find_text(const StartScreen *s, const char *text, Vec2 *at)
{
    static Canvas canvas;
    canvas_clear(&canvas);
    start_draw(s, &canvas);
    assert_int_equal(canvas.dropped, 0);
    for (int i = 0; i < canvas.item_count; i++)
        if (canvas.item[i].kind == CANVAS_TEXT && !strcmp(canvas.item[i].text, text)) {
            *at = canvas.item[i].at;
            return true;
        }
    return false;
}

static void test_touch_chooses_what_is_drawn(void **state)
{
    (void)state;
    StartScreen *s = screen_of(2);
    Vec2 at;
    assert_true(find_text(s, "BLUE-FOX-27", &at));
    start_point(s, at);
    assert_string_equal(start_plan(s)->child, "BLUE-FOX-27");
    assert_true(find_text(s, "Kites", &at));
    start_point(s, at);
    assert_ptr_equal(start_plan(s)->play.game, &kites);
    assert_true(find_text(s, "10", &at));
    start_point(s, at);
    assert_int_equal(start_plan(s)->play.setup.seconds, 60 * 10);
    assert_int_equal(start_point(s, vec2(15.9f, 0.1f)), START_STAY);
    assert_true(find_text(s, "Play", &at));
    assert_int_equal(start_point(s, at), START_PLAY);
    start_close(&s);
}

// By its button, its key, and one switch that stands on it.
static void test_the_book_opens(void **state)
{
    (void)state;
    StartScreen *s = screen_of(2);
    Vec2 at;
    assert_true(find_text(s, "Book", &at));
    assert_int_equal(start_point(s, at), START_BOOK);
    assert_int_equal(start_key(s, 'b'), START_BOOK);
    assert_string_equal(start_plan(s)->child, "RED-OWL-11");
    for (int i = 0; i < 20 && start_key(s, ' ') != START_BOOK; i++) {
        assert_below(i, 19);
        start_key(s, RENDER_KEY_DOWN);
        start_key(s, RENDER_KEY_ESCAPE);  // the question whether to leave
    }
    start_close(&s);
}

static void test_the_cameras_are_found(void **state)
{
    (void)state;
    StartScreen *s = screen_of(2);
    Vec2 at;
    assert_true(find_text(s, "Camera", &at));
    assert_int_equal(start_point(s, at), START_CAMERA);
    assert_int_equal(start_key(s, 'c'), START_CAMERA);
    start_close(&s);
}

static void test_a_game_for_legs_is_refused_seated(void **state)
{
    (void)state;
    StartScreen *s = screen_of(1);  // seated, as remembered
    Vec2 at;
    assert_true(find_text(s, "Hops", &at));
    start_point(s, at);
    assert_ptr_equal(start_plan(s)->play.game, &hops);
    assert_int_equal(start_key(s, RENDER_KEY_ENTER), START_STAY);
    assert_true(find_text(s, "Hops needs the legs: choose standing", &at));
    start_close(&s);
}

static void test_keys_walk_through_the_rows(void **state)
{
    (void)state;
    StartScreen *s = screen_of(2);
    start_key(s, '3');
    assert_int_equal(start_plan(s)->play.setup.level, 3);
    start_key(s, RENDER_KEY_RIGHT);
    assert_int_equal(start_plan(s)->play.setup.level, 4);
    start_key(s, RENDER_KEY_DOWN);  // minutes: 1 to 10
    start_key(s, RENDER_KEY_RIGHT);
    assert_int_equal(start_plan(s)->play.setup.seconds, 60 * 6);
    start_key(s, RENDER_KEY_DOWN);  // hand
    start_key(s, RENDER_KEY_RIGHT);
    assert_int_equal(start_plan(s)->play.setup.profile.hand, HAND_RIGHT);
    start_close(&s);
}

// However often Esc is pressed, nothing is left by it alone; and nothing else can be pressed
// meanwhile.
static void test_leaving_is_asked(void **state)
{
    (void)state;
    StartScreen *s = screen_of(2);
    Vec2 at, play;
    assert_true(find_text(s, "Play", &play));
    for (int i = 0; i < 6; i++) {
        assert_int_equal(start_key(s, RENDER_KEY_ESCAPE), START_STAY);
        assert_int_equal(find_text(s, "Leave Tiptoe?", &at), i % 2 == 0);
    }
    assert_int_equal(start_key(s, RENDER_KEY_ESCAPE), START_STAY);
    assert_int_equal(start_point(s, play), START_STAY);
    assert_int_equal(start_key(s, '4'), START_STAY);
    assert_int_equal(start_key(s, RENDER_KEY_ENTER), START_LEAVE);
    start_close(&s);
    s = screen_of(2);
    assert_true(find_text(s, "Leave", &at));
    assert_int_equal(start_point(s, at), START_STAY);
    assert_true(find_text(s, "Stay", &at));
    assert_int_equal(start_point(s, at), START_STAY);
    assert_int_equal(start_key(s, RENDER_KEY_ENTER), START_PLAY);
    start_close(&s);
}

static void touch(StartScreen *s, const char *text)
{
    Vec2 at;
    if (!find_text(s, text, &at)) fail_msg("\"%s\" is not shown", text);
    start_point(s, at);
}

static void test_typing_a_code(void **state)
{
    (void)state;
    StartScreen *s = screen_of(1);
    Vec2 at;
    assert_true(find_text(s, "New child", &at));
    start_point(s, at);
    for (int i = 0; i < PLAN_CHILD_MAX; i++) start_key(s, RENDER_KEY_BACKSPACE);
    assert_int_equal(start_plan(s)->child[0], '\0');
    assert_int_equal(start_key(s, RENDER_KEY_ENTER), START_STAY);  // nobody is nobody
    start_point(s, at);
    for (int i = 0; i < PLAN_CHILD_MAX; i++) start_key(s, RENDER_KEY_BACKSPACE);
    for (const char *key = "kid-7!"; *key; key++) start_key(s, *key);
    assert_string_equal(start_plan(s)->child, "KID-7");
    touch(s, "Take one back");  // by a finger
    touch(s, "X");
    touch(s, "Done");
    assert_string_equal(start_plan(s)->child, "KID-X");
    assert_true(find_text(s, "Minutes", &at));
    while (!find_text(s, "Code of a child, never a name", &at)) {  // by a controller
        start_key(s, RENDER_KEY_DOWN);
        start_key(s, ' ');
    }
    start_key(s, RENDER_KEY_RIGHT);
    start_key(s, ' ');
    start_key(s, RENDER_KEY_ENTER);
    assert_string_equal(start_plan(s)->child, "B");  // begun anew
    start_close(&s);
}

static void test_fine_tuning_and_back(void **state)
{
    (void)state;
    StartScreen *s = screen_of(0);
    Vec2 at;
    assert_true(find_text(s, "Fine tuning", &at));
    start_point(s, at);
    assert_true(find_text(s, "the wind", &at));
    start_key(s, RENDER_KEY_RIGHT);
    assert_int_equal(start_plan(s)->play.knobs_set, 1);
    assert_float_equal(start_plan(s)->play.setup.knob[0], 1.5f, 1e-4f);  // a twentieth of the range
    for (int i = 0; i < 40; i++) start_key(s, RENDER_KEY_RIGHT);
    assert_float_equal(start_plan(s)->play.setup.knob[0], 10, 1e-4f);
    assert_true(find_text(s, "x", &at));
    start_point(s, at);
    assert_int_equal(start_plan(s)->play.knobs_set, 0);
    assert_int_equal(start_key(s, RENDER_KEY_ESCAPE), START_STAY);
    assert_true(find_text(s, "Kites", &at));
    start_close(&s);
}

// ---- the pages of fine tuning ----

static uint32_t kept_goal[LIMB_COUNT];
static PlayPlan kept_plan;
static unsigned kept_slots;

static StartWeek week(void *self, const char *child)
{
    (void)self;
    (void)child;
    StartWeek week = { .minutes = 12, .reps = { 40, 7 } };
    memcpy(week.goal, kept_goal, sizeof kept_goal);
    return week;
}

static void keep_goals(void *self, const char *child, const uint32_t goal[LIMB_COUNT])
{
    (void)self;
    (void)child;
    memcpy(kept_goal, goal, sizeof kept_goal);
}

static bool preset(void *self, int slot, PlayPlan *plan)
{
    (void)self;
    if (!(kept_slots & 1u << slot)) return false;
    plan->play.knobs_set = kept_plan.play.knobs_set;
    plan->play.setup.knob[0] = kept_plan.play.setup.knob[0];
    return true;
}

static void keep_preset(void *self, int slot, const PlayPlan *plan)
{
    (void)self;
    kept_slots |= 1u << slot;
    kept_plan = *plan;
}

static float success(void *self, const PlayPlan *plan)
{
    (void)self;
    return plan->age_months && plan->age_months < 72 ? 0.85f : 0.75f;
}

static StartScreen *tuning_screen(void)
{
    static const char known[1][PLAN_CHILD_MAX + 1] = { "RED-OWL-11" };
    PlayPlan plan = usual();
    StartMemory memory = { .success = success,
                           .week = week,
                           .set_goals = keep_goals,
                           .preset = preset,
                           .keep_preset = keep_preset };
    memset(kept_goal, 0, sizeof kept_goal);
    kept_slots = 0;
    StartScreen *s = start_open(known, 1, &plan, memory, 5);
    start_key(s, 'k');
    return s;
}

static void test_every_sense_has_its_slider(void **state)
{
    (void)state;
    StartScreen *s = tuning_screen();
    Vec2 at;
    touch(s, "The senses");
    for (int i = 0; i < SENSE_COUNT; i++) assert_true(find_text(s, sense_meaning((Sense)i), &at));
    assert_true(find_text(s, sense_meaning(SENSE_MUSIC), &at));
    start_point(s, vec2(7.95f, at.y));  // the slider's left end
    assert_float_equal(start_plan(s)->play.setup.profile.sensory.music, 0, 0);
    start_key(s, RENDER_KEY_RIGHT);
    assert_float_equal(start_plan(s)->play.setup.profile.sensory.music, 0.05, 1e-5);
    assert_true(find_text(s, "Senses: tuned", &at));
    assert_true(find_text(s, "speed of speech", &at));
    start_point(s, vec2(7.95f, at.y));
    assert_int_equal(start_plan(s)->play.speech_rate, SPOKEN_RATE_LOW);
    assert_true(find_text(s, "60 %", &at));
    start_key(s, RENDER_KEY_RIGHT);
    assert_int_equal(start_plan(s)->play.speech_rate, SPOKEN_RATE_LOW + 5);
    start_key(s, RENDER_KEY_BACKSPACE);
    assert_int_equal(start_plan(s)->play.speech_rate, 0);
    assert_true(find_text(s, sense_meaning(SENSE_MUSIC), &at));
    start_point(s, vec2(7.95f, at.y));
    start_key(s, RENDER_KEY_BACKSPACE);
    assert_true(find_text(s, "Senses: standard", &at));
    assert_float_equal(start_plan(s)->play.setup.profile.sensory.music,
                       sensory_preset(SENSORY_STANDARD).music, 1e-6);
    start_close(&s);
}

static void test_the_child_s_own_page(void **state)
{
    (void)state;
    StartScreen *s = tuning_screen();
    Vec2 at;
    touch(s, "The child");
    assert_true(find_text(s, "75 %", &at));
    assert_true(find_text(s, "age", &at));
    start_point(s, vec2(8.41f, at.y));
    assert_in_range(start_plan(s)->age_months, 60, 71);
    assert_true(find_text(s, "85 %", &at));  // as fits the young
    assert_true(start_plan(s)->play.setup.success == PLAN_SUCCESS_FITTING);
    assert_true(find_text(s, "targets to be reached", &at));
    start_point(s, vec2(10.15f, at.y));
    assert_float_equal(start_plan(s)->play.setup.success, 0.9, 1e-5);
    assert_true(find_text(s, "hands shown farther out", &at));
    assert_true(find_text(s, "as they are", &at));
    start_point(s, vec2(7.95f, at.y));
    start_key(s, RENDER_KEY_RIGHT);
    assert_true(find_text(s, "by reach", &at));
    assert_true(start_plan(s)->play.gain == GAIN_FIT);
    start_key(s, RENDER_KEY_RIGHT);
    assert_true(find_text(s, "1.5 times", &at));
    assert_float_equal(start_plan(s)->play.gain, 1.5, 0);
    start_point(s, vec2(10.15f, at.y));
    assert_float_equal(start_plan(s)->play.gain, GAIN_MOST, 0);
    start_key(s, RENDER_KEY_BACKSPACE);
    assert_float_equal(start_plan(s)->play.gain, 0, 0);
    touch(s, "left arm");
    assert_int_equal(start_plan(s)->play.setup.profile.without, 1u << LIMB_ARM_LEFT);
    touch(s, "right arm");  // one arm at most
    assert_int_equal(start_plan(s)->play.setup.profile.without, 1u << LIMB_ARM_RIGHT);
    touch(s, "right arm");
    assert_int_equal(start_plan(s)->play.setup.profile.without, 0);
    touch(s, "the smaller one");
    assert_true(start_plan(s)->smaller);
    assert_true(find_text(s, "weekly goal, left arm", &at));
    start_point(s, vec2(9.05f, at.y));
    assert_int_equal(kept_goal[LIMB_ARM_LEFT], 500);
    assert_true(find_text(s, "left arm 40/500", &at));
    start_close(&s);
}

static void test_presets_are_kept_and_come_back(void **state)
{
    (void)state;
    StartScreen *s = tuning_screen();
    start_key(s, RENDER_KEY_RIGHT);
    float own = start_plan(s)->play.setup.knob[0];
    start_point(s, vec2(6.6f, 1.88f));  // an empty slot gives nothing
    assert_float_equal(start_plan(s)->play.setup.knob[0], own, 0);
    touch(s, "Keep as");
    start_point(s, vec2(6.6f, 1.88f));
    assert_int_equal(kept_slots, 1);
    start_key(s, RENDER_KEY_UP);
    start_point(s, vec2(10.15f, 6.85f));
    assert_above(start_plan(s)->play.setup.knob[0], own);
    start_point(s, vec2(6.6f, 1.88f));
    assert_float_equal(start_plan(s)->play.setup.knob[0], own, 0);
    // By keys: going along changes nothing, the space bar presses.
    start_point(s, vec2(10.15f, 6.85f));
    start_key(s, RENDER_KEY_DOWN);  // the presets
    start_key(s, RENDER_KEY_RIGHT);
    start_key(s, RENDER_KEY_LEFT);
    assert_above(start_plan(s)->play.setup.knob[0], own);
    start_key(s, ' ');
    assert_float_equal(start_plan(s)->play.setup.knob[0], own, 0);
    start_close(&s);
}

static StartAnswer touch_image(StartScreen *s, const char *image)
{
    static Canvas canvas;
    canvas_clear(&canvas);
    start_draw(s, &canvas);
    for (int i = 0; i < canvas.item_count; i++)
        if (canvas.item[i].kind == CANVAS_IMAGE && !strcmp(canvas.item[i].image, image))
            return start_point(s, canvas.item[i].at);
    fail_msg("no picture %s", image);
    return START_STAY;
}

// Everything that the first page offers, chosen otherwise than proposed: eight touches.
static void test_from_start_to_playing_in_eight_inputs(void **state)
{
    (void)state;
    StartScreen *s = screen_of(2);
    touch(s, "New child");
    touch(s, "Kites");
    touch(s, "2");
    touch(s, "7");
    touch_image(s, "hand_rule_alternate");
    touch_image(s, "posture_wheelchair");
    touch_image(s, "sensory_lively");
    assert_int_equal(touch_image(s, "icon_play"), START_PLAY);
    const PlayPlan *c = start_plan(s);
    assert_true(strcmp(c->child, "RED-OWL-11") != 0);
    assert_at_least(strlen(c->child), 8);
    assert_int_equal(c->play.setup.level, 2);
    assert_int_equal(c->play.setup.seconds, 60 * 7);
    assert_int_equal(c->play.setup.profile.hand, HAND_ALTERNATE);
    assert_int_equal(c->play.setup.profile.posture, POSTURE_WHEELCHAIR);
    assert_int_equal(sensory_preset_of(&c->play.setup.profile.sensory), SENSORY_LIVELY);
    start_close(&s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_known_child_plays_with_one_key),
        cmocka_unit_test(test_a_new_child_gets_a_code_that_is_no_name),
        cmocka_unit_test(test_touch_chooses_what_is_drawn),
        cmocka_unit_test(test_the_book_opens),
        cmocka_unit_test(test_the_cameras_are_found),
        cmocka_unit_test(test_a_game_for_legs_is_refused_seated),
        cmocka_unit_test(test_keys_walk_through_the_rows),
        cmocka_unit_test(test_leaving_is_asked),
        cmocka_unit_test(test_typing_a_code),
        cmocka_unit_test(test_fine_tuning_and_back),
        cmocka_unit_test(test_every_sense_has_its_slider),
        cmocka_unit_test(test_the_child_s_own_page),
        cmocka_unit_test(test_presets_are_kept_and_come_back),
        cmocka_unit_test(test_from_start_to_playing_in_eight_inputs),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
