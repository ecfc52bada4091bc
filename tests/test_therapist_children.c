// SPDX-License-Identifier: MIT
// test_therapist_children.c: the pages of the children by keys alone and by touch alone, each input
// counted.
#include "test.h"

#include "render/render.h"
#include "therapist/child_badge.h"
#include "therapist/child_page_parts.h"
#include "therapist/children_page.h"

#include <string.h>

#define NOW_MS    INT64_C(1800000000000)
#define DAY_MS    INT64_C(86400000)
#define CHILDREN  21
#define UNDO_US   (CHILDREN_UNDO_S * INT64_C(1000000))
#define INPUTS    12  // of a new child, from the list to the first game
#define HOUR_OPEN 1   // of these, on the page of the hour

// The program's only game: none is asked for.
static const Game no_game = { .id = "none" };
const Game *const game_list[] = { &no_game };
const int game_count = 1;

// A store of codes: those that are archived, those that are gone.
typedef struct Kept {
    char code[CHILDREN][PLAN_CHILD_MAX + 1];
    bool archived[CHILDREN], gone[CHILDREN], refuses;
} Kept;

static int number_of(const Kept *kept, const char *child)
{
    for (int i = 0; i < CHILDREN; i++)
        if (!strcmp(kept->code[i], child)) return i;
    return -1;
}

static int list(void *self, bool archived, char (*to)[PLAN_CHILD_MAX + 1], int *today)
{
    const Kept *kept = self;
    int count = 0;
    for (int i = 0; i < CHILDREN; i++)
        if (kept->archived[i] == archived && !kept->gone[i])
            memcpy(to[count++], kept->code[i], sizeof kept->code[i]);
    *today = count < 2 ? count : 2;
    return count;
}

static void look_up(void *self, const char *child, ChildGlance *glance)
{
    const Kept *kept = self;
    snprintf(glance->who, sizeof glance->who, "number %d", number_of(kept, child));
}

static bool archive(void *self, const char *child, bool archived)
{
    Kept *kept = self;
    if (kept->refuses) return false;
    kept->archived[number_of(kept, child)] = archived;
    return true;
}

static bool erase(void *self, const char *child)
{
    Kept *kept = self;
    kept->gone[number_of(kept, child)] = true;
    return true;
}

static ChildrenPage page;

static Kept open_list(void)
{
    static Kept kept;
    kept = (Kept){ 0 };
    for (int i = 0; i < CHILDREN; i++)
        snprintf(kept.code[i], sizeof kept.code[i], "%s-%s-%d", i % 2 ? "BLUE" : "RED",
                 i % 3 ? "FOX" : "OWL", 10 + i);
    return kept;
}

static void begin(Kept *kept)
{
    *kept = open_list();
    children_page_open(&page, (ChildrenMemory){ kept, list, look_up, archive, erase }, "today");
    children_page_tick(&page, 5000000);
}

static void type(const char *keys)
{
    for (; *keys; keys++) assert_int_equal(children_page_key(&page, *keys), CHILDREN_STAY);
}

static void assert_chosen(const Kept *kept, int number)
{
    assert_string_equal(children_page_chosen(&page), kept->code[number]);
}

static void test_a_digit_opens_an_hour(void **state)
{
    (void)state;
    Kept kept;
    begin(&kept);
    assert_chosen(&kept, 0);
    assert_int_equal(children_page_key(&page, '4'), CHILDREN_HOUR);
    assert_chosen(&kept, 3);
    type("+");  // the next page
    assert_chosen(&kept, 9);
    assert_int_equal(children_page_key(&page, '2'), CHILDREN_HOUR);
    assert_chosen(&kept, 10);
    type("+");
    assert_int_equal(children_page_key(&page, '5'), CHILDREN_STAY);  // there are but three
    assert_int_equal(children_page_key(&page, '3'), CHILDREN_HOUR);
    assert_chosen(&kept, 20);
    type("+--");
    assert_chosen(&kept, 0);
    assert_int_equal(children_page_key(&page, RENDER_KEY_RIGHT), CHILDREN_STAY);
    assert_chosen(&kept, 1);
    assert_int_equal(children_page_key(&page, RENDER_KEY_ENTER), CHILDREN_HOUR);
    assert_int_equal(children_page_key(&page, ' '), CHILDREN_HOUR);
    assert_chosen(&kept, 1);
    assert_string_equal(page.glance[1].who, "number 1");
}

static void test_the_foot_and_the_way_back(void **state)
{
    (void)state;
    Kept kept;
    begin(&kept);
    assert_int_equal(children_page_key(&page, 'n'), CHILDREN_NEW);
    assert_int_equal(children_page_key(&page, 'q'), CHILDREN_QUICK);
    type("r");  // the archive is empty: nothing can be opened
    assert_null(children_page_chosen(&page));
    assert_int_equal(children_page_key(&page, 'a'), CHILDREN_STAY);
    type("d");
    assert_false(page.asking);
    assert_int_equal(children_page_key(&page, RENDER_KEY_ENTER), CHILDREN_STAY);  // back
    assert_chosen(&kept, 0);
    type("r");
    assert_int_equal(children_page_key(&page, RENDER_KEY_ESCAPE), CHILDREN_STAY);
    assert_chosen(&kept, 0);
    assert_int_equal(children_page_key(&page, RENDER_KEY_ESCAPE), CHILDREN_BACK);
}

static void test_a_child_is_found_by_typing(void **state)
{
    (void)state;
    Kept kept;
    begin(&kept);
    type("fred-fox-1");
    assert_int_equal(page.count, 3);  // RED-FOX-12, 14 and 18
    assert_chosen(&kept, 2);
    type("9");
    assert_int_equal(page.count, 0);
    assert_null(children_page_chosen(&page));
    assert_int_equal(children_page_key(&page, RENDER_KEY_ENTER), CHILDREN_STAY);
    assert_false(page.finding);
    type("f");  // on, from what was sought
    children_page_key(&page, RENDER_KEY_BACKSPACE);
    type("8");
    assert_int_equal(children_page_key(&page, RENDER_KEY_ENTER), CHILDREN_HOUR);
    assert_chosen(&kept, 8);
    assert_int_equal(children_page_key(&page, RENDER_KEY_ESCAPE), CHILDREN_STAY);
    assert_int_equal(page.count, CHILDREN);
}

static void test_archive_and_undo(void **state)
{
    (void)state;
    Kept kept;
    begin(&kept);
    children_page_key(&page, RENDER_KEY_RIGHT);
    type("a");
    assert_true(kept.archived[1]);
    assert_chosen(&kept, 2);  // the next one
    children_page_tick(&page, 5000000 + UNDO_US - 1);
    type("u");
    assert_false(kept.archived[1]);
    assert_chosen(&kept, 1);
    type("u");  // once
    type("a");
    children_page_tick(&page, 5000000 + 3 * UNDO_US);
    type("u");
    assert_true(kept.archived[1]);  // too late
    type("r");
    assert_int_equal(page.count, 1);
    assert_int_equal(children_page_key(&page, '1'), CHILDREN_PAGE);  // of the archive no hour
    type("a");                                                       // brought back
    assert_false(kept.archived[1]);
    assert_int_equal(page.count, 0);
    children_page_key(&page, RENDER_KEY_ESCAPE);
    kept.refuses = true;
    type("a");
    assert_true(page.failed);
    assert_false(kept.archived[0]);
    assert_int_equal(page.undo[0], 0);
}

// Esc, Enter and Space by mistake keep the child.
static void test_deleting_is_asked(void **state)
{
    (void)state;
    Kept kept;
    static const int safe[] = { RENDER_KEY_ESCAPE, RENDER_KEY_ENTER, ' ' };
    begin(&kept);
    type("d");  // not here: the archive is first
    assert_false(page.asking);
    type("ar");
    for (int i = 0; i < 3; i++) {
        type("d");
        assert_true(page.asking);
        children_page_key(&page, safe[i]);
        assert_false(page.asking);
        assert_false(kept.gone[0]);
    }
    type("d");
    children_page_key(&page, RENDER_KEY_RIGHT);
    children_page_key(&page, ' ');
    assert_true(kept.gone[0]);
    assert_int_equal(page.count, 0);
}

// Where the button of that group and value lies.
static Vec2 place_of(const Board *board, int row, double value)
{
    for (int i = 0; i < board->all.count; i++) {
        const Button *b = &board->all.list[i];
        if (b->row == row && b->value == value) return b->at;
    }
    fail_msg("no button %d %g", row, value);
    return vec2(0, 0);
}

static void test_the_list_by_touch(void **state)
{
    (void)state;
    Kept kept;
    begin(&kept);
    assert_int_equal(children_page_point(&page, vec2(5.5f, 4.9f)), CHILDREN_HOUR);  // the middle
    assert_chosen(&kept, 4);
    Vec2 other = place_of(&page.board, 1, 7);  // the page beside the card of the eighth
    assert_int_equal(children_page_point(&page, other), CHILDREN_PAGE);
    assert_chosen(&kept, 7);
    assert_int_equal(children_page_point(&page, vec2(15.9f, 4)), CHILDREN_STAY);
}

// ---- the page of a child ------------------------------------------------------------------------

static ChildPage child;
static int inputs;

static void open_child(bool fresh, unsigned yes, int64_t asked)
{
    PlayPlan usual = { .play.setup = { .success = PLAN_SUCCESS_FITTING,
                                       .profile = { .hand = HAND_EITHER,
                                                    .sensory = sensory_preset(SENSORY_CALM) } } };
    ChildRecord record = child_record_new("BLUE-FOX-27", &usual);
    if (asked) {
        record.answered = QUESTIONS_ALL;
        record.yes = yes;
        record.asked_utc_ms = asked;
    }
    child_page_open(&child, &record, fresh, NOW_MS, 0);
    inputs = 0;
}

static ChildAnswer key(int pressed)
{
    inputs++;
    return child_page_key(&child, pressed);
}

static ChildAnswer touch(int row, double value)
{
    inputs++;
    child_page_lay_out(&child);
    return child_page_point(&child, place_of(&child.board, row, value));
}

static void test_a_new_child_by_keys(void **state)
{
    (void)state;
    static const struct {
        const char *typed;
        unsigned months;
        float cm;
    } ages[] = { { "64116", 76, 116 },  { "5-99", 70, 99 }, { "9+135", 119, 135 },
                 { "12152", 144, 152 }, { "2087", 24, 87 }, { "71123", 85, 123 } };
    for (size_t i = 0; i < sizeof ages / sizeof *ages; i++) {
        open_child(true, 0, 0);
        inputs = 1;  // N, on the list
        for (const char *k = ages[i].typed; *k; k++) key(*k);
        assert_int_equal(child.pad, PAD_NONE);
        assert_int_equal(child.record.age_months, ages[i].months);
        assert_true(child.record.height_cm == ages[i].cm);
        assert_int_equal(key(RENDER_KEY_ENTER), CHILD_STAY);  // first the questions
        inputs--;
        assert_int_equal(key('t'), CHILD_STAY);
        inputs--;
        for (int q = 0; q < QUESTION_COUNT; q++) assert_int_equal(key(' '), CHILD_CHANGED);
        assert_true(child_record_is_asked(&child.record, NOW_MS));
        assert_int_equal(child.record.yes, 0);
        assert_false(child.record.keep_track);  // scores only, until somebody says more
        assert_int_equal(key(RENDER_KEY_ENTER), CHILD_HOUR);
        assert_in_range(inputs + HOUR_OPEN, 9, INPUTS);
    }
}

static void test_a_new_child_by_touch(void **state)
{
    (void)state;
    open_child(true, 0, 0);
    inputs = 1;
    touch(CHILD_ROW_PAD, 12);
    touch(CHILD_ROW_PAD, 152);
    assert_int_equal(child.record.age_months, 144);
    assert_true(child.record.height_cm == 152);
    for (int q = 0; q < QUESTION_COUNT; q++) touch(CHILD_ROW_QUESTION + q, 0);
    assert_int_equal(touch(CHILD_ROW_FOOT, CHILD_FOOT_HOUR), CHILD_HOUR);
    assert_in_range(inputs + HOUR_OPEN, 8, INPUTS);
    open_child(true, 0, 0);
    touch(CHILD_ROW_PAD, 6);
    touch(CHILD_ROW_PAD, 4);
    touch(CHILD_ROW_PAD, CHILD_HEIGHT_OTHER);  // a height that is not shown
    for (const char *k = "067"; *k; k++) touch(CHILD_ROW_PAD, *k - '0');
    assert_int_equal(child.record.age_months, 76);
    assert_true(child.record.height_cm == 67);
    open_child(true, 0, 0);
    touch(CHILD_ROW_FOOT, CHILD_FOOT_BACK);  // the age is left open, then the height
    assert_int_equal(child.pad, PAD_HEIGHT);
    touch(CHILD_ROW_FOOT, CHILD_FOOT_BACK);
    assert_int_equal(child.pad, PAD_NONE);
    assert_int_equal(child.record.age_months, 0);
}

// An arrow is held until the number is there: one input, as the press that takes it.
static void hold(int arrow, int times)
{
    inputs += times > 0;
    for (int i = 0; i < times; i++) assert_int_equal(child_page_key(&child, arrow), CHILD_STAY);
}

static void hold_to(int to, int from, int less, int more)
{
    hold(to < from ? less : more, to < from ? from - to : to - from);
}

// Every age from 3 to 16 and a half, small children and tall ones: by a controller alone. Y on the
// start screen, two starts and what is counted here.
static void test_a_new_child_by_arrows(void **state)
{
    (void)state;
    int most = 0;
    for (int months = 36; months <= 198; months += 3) {
        for (int aside = -14; aside <= 14; aside += 7) {
            open_child(true, 0, 0);
            inputs = 1;
            hold_to(months / 12, 6, RENDER_KEY_LEFT, RENDER_KEY_RIGHT);
            hold_to(months % 12, 0, RENDER_KEY_DOWN, RENDER_KEY_UP);
            key(' ');
            if (child.pad == PAD_MONTHS) key(' ');
            assert_int_equal(child.pad, PAD_HEIGHT);
            int usual = (int)child.board.value, cm = usual + aside / 2 * 2;
            hold_to(cm / 2, usual / 2, RENDER_KEY_LEFT, RENDER_KEY_RIGHT);
            key(' ');
            assert_int_equal(child.record.age_months, months);
            assert_int_equal((int)child.record.height_cm, cm);
            assert_in_range(usual, 94, 170);
            for (int q = 0; q < QUESTION_COUNT; q++) key(' ');
            assert_int_equal(key(RENDER_KEY_ENTER), CHILD_HOUR);
            if (inputs > most) most = inputs;
        }
    }
    assert_int_equal(most + HOUR_OPEN, INPUTS);
}

static void test_no_number_out_of_range(void **state)
{
    (void)state;
    open_child(true, 0, 0);
    for (const char *k = "0"; *k; k++) assert_int_equal(key(*k), CHILD_STAY);
    key('1');
    key(RENDER_KEY_ENTER);  // one year
    assert_int_equal(child.record.age_months, 12);
    key('0');
    for (const char *k = "0495"; *k; k++) key(*k);  // 0 is none, 49 is too little: 4, then 45 ...
    assert_int_equal(child.pad, PAD_HEIGHT);
    key(RENDER_KEY_BACKSPACE);
    for (const char *k = "229"; *k; k++) key(*k);  // 229 is too much: the 9 is left out
    assert_int_equal(child.pad, PAD_HEIGHT);
    key('0');
    assert_true(child.record.height_cm == 220);
    for (int i = 0; i < 200; i++) touch(CHILD_ROW_HEIGHT, 1);
    assert_true(child.record.height_cm == CHILD_HEIGHT_HIGH);
    for (int i = 0; i < 20; i++) touch(CHILD_ROW_AGE, -1);
    assert_int_equal(child.record.age_months, 12);
}

static void test_nothing_new_today(void **state)
{
    (void)state;
    open_child(false, 0, NOW_MS - 7 * DAY_MS);
    assert_true(child_page_may_open(&child));
    assert_int_equal(key(' '), CHILD_CHANGED);  // the focus begins there
    assert_int_equal(child.record.asked_utc_ms, NOW_MS);
    assert_int_equal(key(RENDER_KEY_ENTER), CHILD_HOUR);
    open_child(false, 0, NOW_MS - 31 * DAY_MS);
    assert_int_equal(key('t'), CHILD_STAY);  // greyed
    assert_int_equal(key(RENDER_KEY_ENTER), CHILD_STAY);
    open_child(false, 1u << QUESTION_PAIN, NOW_MS - DAY_MS);
    assert_int_equal(key('t'), CHILD_STAY);
    for (int q = 0; q < QUESTION_COUNT; q++) touch(CHILD_ROW_QUESTION + q, q == QUESTION_PAIN);
    assert_int_equal(child.record.yes, 1u << QUESTION_PAIN);
    assert_int_equal(key(RENDER_KEY_ENTER), CHILD_HOUR);  // somebody knows, and decides
}

static void test_every_choice_is_told(void **state)
{
    (void)state;
    ChildRecord *r = &child.record;
    open_child(false, 0, NOW_MS);
    assert_int_equal(touch(CHILD_ROW_POSTURE, POSTURE_WHEELCHAIR), CHILD_CHANGED);
    assert_int_equal(r->posture, POSTURE_WHEELCHAIR);
    touch(CHILD_ROW_SUPPORT, SUPPORT_BAR);
    touch(CHILD_ROW_SUPPORT, SUPPORT_SHOES);
    touch(CHILD_ROW_SUPPORT, SUPPORT_BAR);
    assert_int_equal(r->support, 1u << SUPPORT_SHOES);
    touch(CHILD_ROW_LIMB, LIMB_ARM_LEFT);
    touch(CHILD_ROW_LIMB, LIMB_LEG_LEFT);
    touch(CHILD_ROW_LIMB, LIMB_ARM_RIGHT);  // one arm at most
    assert_int_equal(r->without, 1u << LIMB_ARM_RIGHT | 1u << LIMB_LEG_LEFT);
    touch(CHILD_ROW_SIDE, AFFECTED_LEFT);
    assert_int_equal(r->affected, AFFECTED_LEFT);
    touch(CHILD_ROW_HAND, HAND_BOTH);
    assert_int_equal(r->hand, HAND_BOTH);
    touch(CHILD_ROW_SENSORY, SENSORY_LIVELY);
    assert_int_equal(sensory_preset_of(&r->sensory), SENSORY_LIVELY);
    assert_int_equal(key('k'), CHILD_STAY);
    assert_int_equal(touch(CHILD_ROW_SENSE + SENSE_PACE, -1), CHILD_CHANGED);
    assert_int_equal(touch(CHILD_ROW_SPEECH, -1), CHILD_CHANGED);
    assert_int_equal(r->speech_rate, 95);
    for (int i = 0; i < 20; i++) touch(CHILD_ROW_SPEECH, -1);
    assert_int_equal(r->speech_rate, SPOKEN_RATE_LOW);
    for (int i = 0; i < 8; i++) touch(CHILD_ROW_SPEECH, 1);
    assert_int_equal(r->speech_rate, 0);  // 100 % is as usual
    assert_int_equal(sensory_preset_of(&r->sensory), SENSORY_PRESET_COUNT);
    key('k');
    touch(CHILD_ROW_SUCCESS, 1);
    assert_true(r->success == 0);
    touch(CHILD_ROW_SUCCESS, 1);
    assert_true(fabsf(r->success - STAIRCASE_SUCCESS_LOW) < 1e-4f);
    for (int i = 0; i < 20; i++) touch(CHILD_ROW_SUCCESS, 1);
    assert_true(r->success <= STAIRCASE_SUCCESS_HIGH);
    for (int i = 0; i < 20; i++) touch(CHILD_ROW_SUCCESS, -1);
    assert_true(r->success == PLAN_SUCCESS_FITTING);
    touch(CHILD_ROW_GAIN, 1);
    assert_true(r->gain == GAIN_FIT);
    touch(CHILD_ROW_GAIN, 1);
    assert_true(r->gain == 1.5f);
    for (int i = 0; i < 20; i++) touch(CHILD_ROW_GAIN, 1);
    assert_true(r->gain == CHILD_GAIN_MAX);
    assert_int_equal(key('v'), CHILD_LOOK);
    assert_int_equal(key('a'), CHILD_ARCHIVE);
    assert_true(r->archived);
    assert_int_equal(key(RENDER_KEY_ENTER), CHILD_STAY);  // in the archive no hour begins
    assert_int_equal(key(RENDER_KEY_ESCAPE), CHILD_BACK);
}

static void test_consent_has_a_date(void **state)
{
    (void)state;
    const ChildRecord *r = &child.record;
    open_child(false, 0, NOW_MS);
    touch(CHILD_ROW_CONSENT, 1);
    assert_true(r->keep_track && !r->keep_until_utc_ms);
    touch(CHILD_ROW_UNTIL, 1);
    touch(CHILD_ROW_UNTIL, 1);
    assert_int_equal(r->keep_until_utc_ms, NOW_MS + 60 * DAY_MS);
    touch(CHILD_ROW_UNTIL, -1);
    touch(CHILD_ROW_UNTIL, -1);
    assert_int_equal(r->keep_until_utc_ms, 0);
    touch(CHILD_ROW_CONSENT, 0);
    assert_false(child_record_keeps_track(r, NOW_MS));
}

static void test_notes_are_written(void **state)
{
    (void)state;
    open_child(false, 0, NOW_MS);
    key('e');
    for (const char *k = "loves drums. keep 2"; *k; k++) assert_int_equal(key(*k), CHILD_CHANGED);
    assert_string_equal(child.record.notes, "Loves drums. Keep 2");
    key(RENDER_KEY_BACKSPACE);
    assert_int_equal(key(RENDER_KEY_ENTER), CHILD_STAY);
    assert_string_equal(child.record.notes, "Loves drums. Keep ");
    key('e');
    for (int i = 0; i < 2 * CHILD_NOTES_MAX; i++) key('x');
    assert_int_equal(strlen(child.record.notes), CHILD_NOTES_MAX - 1);
    key(RENDER_KEY_ESCAPE);
    assert_int_equal(key(RENDER_KEY_ESCAPE), CHILD_BACK);
}

static void test_a_code_is_a_picture(void **state)
{
    (void)state;
    static Canvas one, other;
    char code[PLAN_CHILD_MAX + 1];
    Rng rng = rng_seed(7);
    for (int i = 0; i < 20; i++) {
        child_code_propose(&rng, code);
        assert_true(plan_child_is_valid(code));
        canvas_clear(&one);
        child_badge(&one, code, vec2(1, 1), 1);
        const char *animal = strchr(code, '-') + 1;
        const char *image = one.item[one.item_count - 1].image + strlen("animal_");
        assert_int_equal(strncasecmp(animal, image, strcspn(animal, "-")), 0);
    }
    canvas_clear(&one);
    canvas_clear(&other);
    child_badge(&one, "AB12", vec2(1, 1), 1);
    child_badge(&other, "AB12", vec2(1, 1), 1);
    assert_string_equal(one.item[3].image, other.item[3].image);
    canvas_clear(&other);
    child_badge(&other, "FOXTROT", vec2(1, 1), 1);  // no fox
    assert_int_equal(other.item_count, 4);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_digit_opens_an_hour),
        cmocka_unit_test(test_the_foot_and_the_way_back),
        cmocka_unit_test(test_a_child_is_found_by_typing),
        cmocka_unit_test(test_archive_and_undo),
        cmocka_unit_test(test_deleting_is_asked),
        cmocka_unit_test(test_the_list_by_touch),
        cmocka_unit_test(test_a_new_child_by_keys),
        cmocka_unit_test(test_a_new_child_by_touch),
        cmocka_unit_test(test_a_new_child_by_arrows),
        cmocka_unit_test(test_no_number_out_of_range),
        cmocka_unit_test(test_nothing_new_today),
        cmocka_unit_test(test_every_choice_is_told),
        cmocka_unit_test(test_consent_has_a_date),
        cmocka_unit_test(test_notes_are_written),
        cmocka_unit_test(test_a_code_is_a_picture),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
