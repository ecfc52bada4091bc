// SPDX-License-Identifier: MIT
// test_vocabulary.c: the bodies of include/tiptoe: canvas, names, senses, the hand rule.
#include "test.h"
#include "tiptoe/game.h"

#include <string.h>

static void test_full_canvas_drops_and_counts(void **state)
{
    (void)state;
    static Canvas canvas;
    canvas_clear(&canvas);
    for (int i = 0; i < CANVAS_ITEMS_MAX + 5; i++) canvas_disc(&canvas, vec2(1, 2), 1, COLOR_WHITE);
    canvas_text(&canvas, vec2(0, 0), 1, COLOR_WHITE, "%d", 7);
    assert_int_equal(canvas.item_count, CANVAS_ITEMS_MAX);
    assert_int_equal(canvas.dropped, 6);
    canvas_clear(&canvas);
    canvas_text(&canvas, vec2(0, 0), 1, COLOR_WHITE, "%0*d", CANVAS_TEXT_MAX, 7);
    assert_int_equal(strlen(canvas.item[0].text), CANVAS_TEXT_MAX - 1);
    assert_int_equal(canvas.cut, 1);
    canvas_text_within(&canvas, vec2(0, 0), 1, 2, COLOR_WHITE, "%0*d", CANVAS_TEXT_MAX - 1, 7);
    assert_true(canvas.item[1].size2 == 2);
    assert_int_equal(canvas.cut, 1);
}

static void test_names_find_their_way_back(void **state)
{
    (void)state;
    for (int i = 0; i < HAND_RULE_COUNT; i++)
        assert_int_equal(hand_rule_find(hand_rule_name((HandRule)i)), i);
    for (int i = 0; i < POSTURE_COUNT; i++)
        assert_int_equal(posture_find(posture_name((Posture)i)), i);
    assert_int_equal(hand_rule_find("hook"), HAND_RULE_COUNT);
    assert_int_equal(posture_find(NULL), POSTURE_COUNT);
    assert_string_equal(landmark_name(LANDMARK_FOOT_INDEX_RIGHT), "right_foot_index");
    assert_int_equal(LANDMARK_COUNT, 33);
}

// Every value of every field goes to its place in form 1 and back, and nothing else does.
static void test_event_fields_have_a_place_in_form_1(void **state)
{
    (void)state;
    int fields = 0;
    for (int kind = 0; kind < EVENT_COUNT; kind++) {
        int count = 0;
        const EventField *field = event_fields((Event)kind, &count);
        assert_int_equal(event_find(event_name((Event)kind)), kind);
        unsigned places = 0;
        for (int i = 0; i < count; i++, fields++) {
            assert_int_equal(field[i].event, kind);  // the rows of a kind stand together
            assert_int_equal(places & 1u << field[i].place, 0);
            places |= 1u << field[i].place;
            if (field[i].value == EVENT_VALUE_REAL) continue;
            int names = event_value_names(field[i].value);
            bool set = field[i].value == EVENT_VALUE_SUPPORTS;
            int values = set ? 1 << names : names ? names : 2;
            for (int whole = 0; whole < values; whole++) {
                GameEvent event = { .event = (Event)kind, .side = SIDE_RIGHT, .position = 0 };
                assert_true(event_set_whole(&event, &field[i], whole));
                GameEvent flat = event_to_form1(&event), back = flat;
                float at[] = { (float)flat.target, flat.at.x, flat.at.y, flat.value };
                assert_float_equal(at[field[i].place], (float)whole, 0);
                back.level = back.measure = back.knob = back.cause = back.supports = back.item = 0;
                back.attempt = back.by_therapist = back.why = back.model = back.key = 0;
                back.again = back.ended = back.easing = 0;
                assert_true(event_from_form1(&back));
                assert_memory_equal(&back, &event, sizeof event);
                if (names && whole < names)
                    assert_non_null(event_value_name(field[i].value, whole));
            }
            GameEvent event = { .event = (Event)kind };
            if (names) assert_false(event_set_whole(&event, &field[i], set ? 1 << names : names));
            assert_false(event_set_whole(&event, &field[i], -1));
            assert_null(event_value_name(field[i].value, set ? names : values));
        }
    }
    int rows = 0;
#define X(event, field, value, place) rows++;
    EVENT_FIELD_LIST(X)
#undef X
    assert_int_equal(fields, rows);
    GameEvent wild = { .event = EVENT_SUPPORT, .value = 1e30f };
    assert_false(event_from_form1(&wild));
    wild = (GameEvent){ .event = EVENT_SUPPORT, .value = NAN };
    assert_false(event_from_form1(&wild));
    wild = (GameEvent){ .event = EVENT_TRIAL_VOID, .at = { 0.5f, 0 } };
    assert_false(event_from_form1(&wild));
}

static void test_sensory_limits_hold_anything(void **state)
{
    (void)state;
    Sensory wild = { .brightness = 9,
                     .saturation = NAN,
                     .contrast = -1,
                     .music = INFINITY,
                     .things_max = 99,
                     .background_motion = -3,
                     .surprise = 7,
                     .pace = 0 };
    Sensory tame = sensory_clamped(wild);
    assert_float_equal(tame.brightness, 1, 0);
    assert_float_equal(tame.saturation, sensory_preset(SENSORY_CALM).saturation, 0);
    assert_float_equal(tame.contrast, 0.3f, 1e-6f);
    assert_float_equal(tame.music, 1, 0);
    assert_float_equal(tame.pace, 0.5f, 0);
    assert_int_equal(tame.things_max, 8);
    assert_int_equal(tame.background_motion, 0);
    assert_int_equal(tame.surprise, 2);
}

static void test_every_sense_by_its_name(void **state)
{
    (void)state;
    Sensory s = sensory_preset(SENSORY_CALM);
    assert_int_equal(sensory_preset_of(&s), SENSORY_CALM);
    for (int i = 0; i < SENSE_COUNT; i++) {
        Sense sense = (Sense)i;
        assert_int_equal(sense_find(sense_name(sense)), sense);
        sense_set(&s, sense, 1000);
        assert_float_equal(sense_value(&s, sense), sense_high(sense), 0);
        sense_set(&s, sense, -1000);
        assert_float_equal(sense_value(&s, sense), sense_low(sense), 0);
    }
    assert_int_equal(sensory_preset_of(&s), SENSORY_PRESET_COUNT);
    sense_set(&s, SENSE_THINGS, 3.4f);
    assert_int_equal(s.things_max, 3);
    assert_int_equal(sense_find("smell"), SENSE_COUNT);
}

static void test_the_hand_rule_knows_who_is_left_out(void **state)
{
    (void)state;
    Profile p = { .hand = HAND_BOTH };
    assert_int_equal(profile_hands(&p, SIDE_LEFT), 3);
    p.without = 1u << LIMB_ARM_LEFT;
    assert_int_equal(profile_hands(&p, SIDE_LEFT), 2);
    assert_int_equal(profile_feet(&p, SIDE_LEFT), 3);
    p.hand = HAND_LEFT;  // names only the arm that is left out
    assert_int_equal(profile_hands(&p, SIDE_LEFT), 2);
    assert_int_equal(profile_feet(&p, SIDE_LEFT), 1);
    p.hand = HAND_ALTERNATE;
    assert_int_equal(profile_hands(&p, SIDE_LEFT), 2);
    assert_int_equal(profile_feet(&p, SIDE_RIGHT), 2);
    assert_false(profile_is_seated(&p));
    p.without = LIMBS_LEGS;
    assert_true(profile_is_seated(&p));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_full_canvas_drops_and_counts),
        cmocka_unit_test(test_names_find_their_way_back),
        cmocka_unit_test(test_event_fields_have_a_place_in_form_1),
        cmocka_unit_test(test_sensory_limits_hold_anything),
        cmocka_unit_test(test_every_sense_by_its_name),
        cmocka_unit_test(test_the_hand_rule_knows_who_is_left_out),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
