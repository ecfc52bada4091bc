// SPDX-License-Identifier: MIT
// test_clinic_views.c: the pages of the clinic say what the store holds, to the digit, and every
// name that a template asks for is there; a child without data is told so.
#include "clinic_fixture.h"

#include "base/clock.h"
#include "clinic/page_words.h"
#include "clinic/template.h"
#include "clinic/view_child.h"
#include "clinic/view_forms.h"
#include "clinic/view_session.h"
#include "clinic/view_worklist.h"
#include "session/fields.h"
#include "session/hour_plans.h"

#define TRACK_PAGE_STEPS 1800  // half a minute

static Templates *templates;
static Store *store;
static int64_t play_id, checkup_id;

// What a therapist does in the play.
static void press(PlayInput *in, const PlayOutput *before)
{
    (void)before;
    if (in->step == 600) in->command[in->command_count++] = (PlayCommand){ COMMAND_HARD, 0 };
    if (in->step == 660)
        in->command[in->command_count++] = (PlayCommand){ COMMAND_NOTE, NOTE_PAIN };
    if (in->step == 0)
        in->command[in->command_count++] =
            (PlayCommand){ COMMAND_SUPPORT, 1 << SUPPORT_BAR | 1 << SUPPORT_SHOES };
}

static int open_clinic(void **state)
{
    ChildRecord record;
    PlayPlan usual = plan_default();
    if (clinic_setup(state)) return -1;
    play_id = clinic_play(&(ClinicPlan){
        .game = "rainbow_cross", .seed = 4, .seconds = 20, .success = 0.75f, .meddle = press });
    checkup_id = clinic_play(&(ClinicPlan){ .seed = 3, .from = 1, .count = 2, .height_cm = 120 });
    assert_int_equal(clinic_keep(clinic_store, checkup_id), RESULT_OK);
    assert_int_equal(store_open(&store, clinic_store, STORE_WRITE), RESULT_OK);
    record = child_record_new("HERON-1", &usual);
    assert_int_equal(child_record_save(store, &record), RESULT_OK);
    return templates_open(&templates, TIPTOE_BUILT_ASSETS "/web");
}

static int close_clinic(void **state)
{
    templates_close(&templates);
    store_close(&store);
    return clinic_teardown(state);
}

static JsonOut begin(void)
{
    JsonOut json = json_view();
    json_begin(&json, NULL);
    json_flag(&json, "signed_in", true);
    json_flag(&json, "may_care", true);
    json_flag(&json, "may_admin", false);
    json_text(&json, "who", "therapist-1");
    json_text(&json, "token", "x");
    json_text(&json, "version", "1");
    json_text(&json, "fault", NULL);
    return json;
}

// The page as text; free() it.
static char *page_of(JsonOut *json, const char *name)
{
    json_t *tree = NULL;
    char *text = NULL;
    size_t size = 0;
    json_end(json);
    assert_int_equal(json_tree(json, &tree), RESULT_OK);
    assert_int_equal(template_text(templates, name, tree, &text, &size), RESULT_OK);
    fields_free(tree);
    assert_null(strstr(text, "{{"));
    assert_null(strstr(text, "nan"));
    assert_null(strstr(text, " style="));
    return text;
}

static char *session_page_of(int64_t id, ClinicSession *session)
{
    JsonOut json = begin();
    assert_int_equal(clinic_open_in(session, store, id), RESULT_OK);
    assert_int_equal(view_session(&json, store, session), RESULT_OK);
    return page_of(&json, "session");
}

static void expect(const char *page, const char *words)
{
    if (!strstr(page, words)) fail_msg("the page does not say \"%s\"", words);
}

static void test_play(void **state)
{
    (void)state;
    static ClinicSession session;
    char words[96];
    char *page = session_page_of(play_id, &session);
    const PlayScore *score = &session.recording.info.summary.score;
    snprintf(words, sizeof words, "<b>%u of %u targets were reached</b>", score->hits,
             score->offered);
    expect(page, words);
    expect(page, "Rainbow Cross, level 1");
    expect(page, "0:10 that was hard for the child");
    expect(page, "0:11 note: Pain");
    expect(page, "0:00 support: bar + shoes");
    assert_true(session.scores.count > 0);
    for (int i = 0; i < session.scores.count; i++) {
        char number[WORDS_NUMBER_MAX];
        words_number(session.scores.value[i].value, NAN, false, number);
        snprintf(words, sizeof words, "<span>%s</span>", number);
        expect(page, words);
    }
    clinic_close(&session);
    free(page);
}

static void test_checkup(void **state)
{
    (void)state;
    static ClinicSession session;
    char *page = session_page_of(checkup_id, &session);
    int values = 0;
    for (int i = 0; i < session.checkup.count; i++) {
        const Finding *f = &session.checkup.finding[i];
        char number[WORDS_NUMBER_MAX], words[96];
        if (f->item != 0 || f->reason != FINDING_NONE) continue;
        words_number(f->value, f->error, false, number);
        snprintf(words, sizeof words, "<span>%s <span class=\"iv\">", number);
        expect(page, words);
        values++;
    }
    assert_true(values > 0);
    expect(page, "cannot say");
    expect(page, "What was not done, and why");
    clinic_close(&session);
    free(page);
}

static void test_replay(void **state)
{
    (void)state;
    static ClinicSession session;
    json_t *tree = NULL;
    JsonOut json = json_view();
    json_begin(&json, NULL);
    assert_int_equal(clinic_open_in(&session, store, play_id), RESULT_OK);
    view_replay(&json, &session);
    json_end(&json);
    assert_int_equal(json_tree(&json, &tree), RESULT_OK);
    size_t times = json_array_size(json_object_get(tree, "time_ms"));
    const json_t *joints = json_object_get(tree, "joints");
    const json_t *curves = json_object_get(tree, "curves");
    assert_int_equal(times, (session.kinematics.count + 1) / 2);
    assert_int_equal(json_array_size(joints), times);
    assert_int_equal(json_array_size(json_array_get(joints, 0)), 30);
    assert_int_equal(json_array_size(curves), 3);
    for (size_t i = 0; i < 3; i++)
        assert_int_equal(json_array_size(json_object_get(json_array_get(curves, i), "value")),
                         times);
    fields_free(tree);
    clinic_close(&session);
}

// A moment is read from its own page of the track alone, and is what the whole recording holds.
static void test_part(void **state)
{
    (void)state;
    Recording whole, part;
    clinic_load(checkup_id, &whole);
    uint32_t step = whole.input[whole.input_count - 1].step;
    assert_int_equal(recording_load_part(&part, store, checkup_id, step, step), RESULT_OK);
    assert_in_range(part.input_count, 1, TRACK_PAGE_STEPS);
    assert_true(part.input_count < whole.input_count);
    const PlayInput *one = &part.input[part.input_count - 1];
    const PlayInput *other = &whole.input[whole.input_count - 1];
    assert_int_equal(one->step, step);
    assert_memory_equal(one, other, sizeof *one);
    assert_int_equal(part.event_count, whole.event_count);
    recording_free(&part);
    recording_free(&whole);
}

static char *child_page_of(const char *child)
{
    JsonOut json = begin();
    assert_int_equal(view_child(&json, store, child, clock_utc_ms(), 0), RESULT_OK);
    return page_of(&json, "child");
}

static void test_child(void **state)
{
    (void)state;
    char *page = child_page_of("OTTER-3");
    expect(page, "Of 5 it cannot be said yet.");
    expect(page, "Rainbow Cross</a>");
    expect(page, "bar + shoes");
    expect(page, "<b>pain</b>: Pain, hard");
    expect(page, "Baseline: the bracket");
    free(page);
}

static void test_child_without_data(void **state)
{
    (void)state;
    char *page = child_page_of("HERON-1");
    expect(page, "Nothing is recorded yet.");
    expect(page, "No play yet.");
    free(page);
    JsonOut json = begin();
    json_t *tree = NULL;
    assert_int_equal(view_child(&json, store, "NOBODY-1", clock_utc_ms(), 0), RESULT_NOT_FOUND);
    json_end(&json);
    assert_int_equal(json_tree(&json, &tree), RESULT_OK);
    fields_free(tree);
}

static char *worklist(void)
{
    JsonOut json = begin();
    assert_int_equal(view_worklist(&json, store, clock_utc_ms(), 0), RESULT_OK);
    return page_of(&json, "worklist");
}

static void test_worklist(void **state)
{
    (void)state;
    HourPlan plan = hour_plan_empty();
    plan.step[plan.count++] = hour_step_of(game_find("drum_twins"));
    char *page = worklist();
    expect(page, "1 child today; 1 needs a look first.");
    expect(page, "Pain was marked at the last visit.");
    assert_null(strstr(page, "HERON-1"));
    free(page);
    assert_int_equal(hour_plan_save(store, "HERON-1", "", &plan), RESULT_OK);
    page = worklist();
    expect(page, "2 children today");
    expect(page, "HERON-1");
    expect(page, "of 3");
    free(page);
}

static void test_forms(void **state)
{
    (void)state;
    ChildRecord record;
    WeeklyGoals goals = { { 120, 0, 0, 0 } };
    HourPlan plan = hour_plan_empty();
    JsonOut json = begin();
    assert_int_equal(child_record_load(store, "HERON-1", &record), RESULT_OK);
    record.support = 1u << SUPPORT_WALKER;
    snprintf(record.notes, sizeof record.notes, "<b>& \"quick\"");
    view_child_form(&json, &record, &goals, clock_utc_ms());
    json_text(&json, "seen", "7");  // the server's: what the form had shown
    char *page = page_of(&json, "child_page");
    expect(page, "name=\"seen\" value=\"7\"");
    expect(page, "value=\"walker\" checked");
    expect(page, "name=\"goal_arm_left\" inputmode=\"numeric\" value=\"120\"");
    expect(page, "&lt;b&gt;&amp; &quot;quick&quot;");
    free(page);
    plan.step[plan.count++] = hour_step_of(game_find("drum_twins"));
    json = begin();
    view_hour_form(&json, "HERON-1", &plan);
    json_text(&json, "seen", "7");
    page = page_of(&json, "hour_page");
    expect(page, "value=\"drum_twins\" selected");
    expect(page, "name=\"game_2\"");
    assert_null(strstr(page, "name=\"game_3\""));
    free(page);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_play),     cmocka_unit_test(test_checkup),
        cmocka_unit_test(test_replay),   cmocka_unit_test(test_part),
        cmocka_unit_test(test_child),    cmocka_unit_test(test_child_without_data),
        cmocka_unit_test(test_worklist), cmocka_unit_test(test_forms),
    };
    return cmocka_run_group_tests(tests, open_clinic, close_clinic);
}
