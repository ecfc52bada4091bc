// SPDX-License-Identifier: MIT
// test_clinic_change.c: the verdict on change over stored check-ups: what is compared and what is
// left out, the pool of the clinic, a baseline set anew, what was said once and stays, the words.
// The check-ups are short real ones; the values of the measure are put in their place.
#include "clinic_fixture.h"

#include "clinic/export.h"
#include "clinic/report.h"
#include "session/session_list.h"
#include "session/verify.h"

static int64_t next_day;

static int setup(void **state)
{
    next_day = 0;
    return clinic_setup(state);
}

static Finding of(CheckupKind kind, int side, Measure measure, double value, const char *unit)
{
    Finding f = { .kind = kind,
                  .side = side,
                  .statistic = FINDING_MEAN,
                  .measure = measure,
                  .version = measure_info(measure)->version,
                  .value = value,
                  .error = 0.033,
                  .quality = 1,
                  .count = 2 };
    snprintf(f.unit, sizeof f.unit, "%s", unit);
    return f;
}

static int64_t visit(const ClinicPlan *plan, const Finding *list, int count)
{
    char formulas[FINDING_FORMULAS_MAX];
    Store *store = NULL;
    int64_t id = clinic_play(plan);
    clinic_put_on_day(id, next_day += 7);
    assess_formulas(formulas);
    assert_int_equal(store_open(&store, clinic_store, STORE_WRITE), RESULT_OK);
    assert_int_equal(findings_save(store, id, formulas, list, count), RESULT_OK);
    store_close(&store);
    return id;
}

static const ClinicPlan usual = { .seed = 1, .from = 1, .count = 1, .height_cm = 120 };

static int64_t stance(const ClinicPlan *plan, double seconds)
{
    Finding f = of(CHECKUP_ONE_LEG, SIDE_RIGHT, MEASURE_SINGLE_LEG_STANCE, seconds, "s");
    return visit(plan, &f, 1);
}

static void open_visit(ClinicSession *s, int64_t id)
{
    clinic_read(id, s);
    assert_true(s->is_checkup);
}

static const Course *verdict_of(const ClinicSession *s, Measure measure, int side)
{
    for (int i = 0; i < s->checkup.judged.count; i++) {
        const Course *c = &s->checkup.judged.course[i];
        if (c->said.key.measure == measure && c->said.key.side == side) return c;
    }
    fail_msg("%s is not primary", measure_info(measure)->name);
    return NULL;
}

static const ChangeVerdict *verdict(const ClinicSession *s, Measure measure, int side)
{
    return &verdict_of(s, measure, side)->said.verdict;
}

static Change word(int64_t id)
{
    ClinicSession s;
    open_visit(&s, id);
    Change change = verdict(&s, MEASURE_SINGLE_LEG_STANCE, SIDE_RIGHT)->change;
    clinic_close(&s);
    return change;
}

static char *shown(int64_t id, bool json)
{
    ClinicSession s;
    char *text = NULL;
    size_t size = 0;
    FILE *to = open_memstream(&text, &size);
    assert_non_null(to);
    open_visit(&s, id);
    assert_int_equal(report_print(&s, json, to), RESULT_OK);
    clinic_close(&s);
    fclose(to);
    return text;
}

// Practice, a baseline of four, then: possible, and better once it is seen twice.
static void test_better_is_told(void **state)
{
    (void)state;
    static const double before[] = { 3, 5, 6, 5.4, 5.7 };
    for (int i = 0; i < 5; i++)
        assert_int_equal(word(stance(&usual, before[i])), CHANGE_CANNOT_SAY);
    assert_int_equal(word(stance(&usual, 12)), CHANGE_POSSIBLE);
    int64_t last = stance(&usual, 12.5);
    ClinicSession s;
    open_visit(&s, last);
    const ChangeVerdict *v = verdict(&s, MEASURE_SINGLE_LEG_STANCE, SIDE_RIGHT);
    assert_int_equal(v->change, CHANGE_BETTER);
    assert_int_equal(v->toward, 1);
    assert_near(v->baseline, 5.525, 1e-9);
    assert_near(v->difference, 12.25 - 5.525, 1e-9);
    const Course *c = &s.checkup.judged.course[0];
    assert_int_equal(c->point[0].left_out, LEFT_OUT_PRACTICE);
    assert_int_equal(c->said.values, 6);
    assert_int_equal(c->said.measures, 5);
    clinic_close(&s);
    char *text = shown(last, false), *json = shown(last, true), *html = clinic_page(last);
    assert_non_null(strstr(text, "better: +6.7 s"));
    assert_non_null(strstr(text, "NAP 1.00"));
    assert_non_null(strstr(text, "the first one is practice"));
    assert_non_null(strstr(json, "\"verdict\": \"better\""));
    assert_non_null(strstr(html, "class=\"v better\""));
    assert_null(strstr(html, "class=\"v worse\""));
    free(text);
    free(json);
    free(html);
}

// Of sway more is worse: it is said so, not in green. In %H, and in cm beside it.
static void test_worse_is_not_green(void **state)
{
    (void)state;
    static const double sway[] = { 0.9, 0.6, 0.66, 0.63, 0.6, 1.5, 1.56 };
    int64_t last = 0;
    for (int i = 0; i < 7; i++) {
        Finding f = of(CHECKUP_STAND_OPEN, -1, MEASURE_SWAY_RMS, sway[i], "cm");
        last = visit(&usual, &f, 1);
    }
    ClinicSession s;
    open_visit(&s, last);
    const ChangeVerdict *v = verdict(&s, MEASURE_SWAY_RMS, -1);
    assert_int_equal(v->change, CHANGE_WORSE);
    assert_int_equal(v->toward, -1);
    assert_near(v->baseline, 0.6225 / 1.2, 1e-9);  // %H of 120 cm
    assert_above(v->difference, 0);
    clinic_close(&s);
    char *html = clinic_page(last), *text = shown(last, false);
    assert_non_null(strstr(html, "class=\"v worse\""));
    assert_null(strstr(html, "class=\"v better\""));
    assert_non_null(strstr(text, "%H (+0.91 cm)"));
    assert_non_null(strstr(html, "The change is +0.91\xc2\xa0"
                                 "cm."));
    free(html);
    free(text);
}

// A child who grows and keeps its share of height has not changed.
static void test_growing_is_no_change(void **state)
{
    (void)state;
    int64_t last = 0;
    for (int i = 0; i < 9; i++) {
        ClinicPlan plan = usual;
        plan.height_cm = (float)(120 + 3 * i);
        double share = 0.14 + (i % 2 ? 0.002 : 0);
        Finding f = of(CHECKUP_REACH_SIDE, SIDE_RIGHT, MEASURE_LATERAL_REACH,
                       share * (double)plan.height_cm, "cm");
        last = visit(&plan, &f, 1);
    }
    ClinicSession s;
    open_visit(&s, last);
    const ChangeVerdict *v = verdict(&s, MEASURE_LATERAL_REACH, SIDE_RIGHT);
    assert_int_equal(v->change, CHANGE_SAME);
    assert_above(v->least, 0);
    // 0.2 SD of the children of 6-11 years of whom a spread is published, by today's height.
    const KeptVerdict *said = &verdict_of(&s, MEASURE_LATERAL_REACH, SIDE_RIGHT)->said;
    assert_near(said->worthwhile, 100 * 0.2 * 3.38 / 144, 1e-6);
    assert_false(v->worthwhile);
    assert_true(isnan(verdict_of(&s, MEASURE_SWAY_RMS, -1)->said.worthwhile));
    clinic_close(&s);
    char *text = shown(last, false);
    assert_non_null(strstr(text, "smallest worthwhile change 0.47 %H (0.68 cm)"));
    assert_non_null(strstr(text, "smallest worthwhile change not known"));
    free(text);
}

static LeftOut left_out(const ClinicSession *s, int visit)
{
    return s->checkup.judged.course[0].point[visit].left_out;
}

// Another model, posture, support; no value; interrupted: each is left out, with its reason.
static void test_only_like_is_compared(void **state)
{
    (void)state;
    ClinicPlan lite = usual, seated = usual;
    lite.model = "lite";
    seated.posture = POSTURE_SEATED;
    stance(&usual, 4);
    stance(&lite, 5);
    stance(&seated, 5);
    Finding held = of(CHECKUP_ONE_LEG, SIDE_RIGHT, MEASURE_SINGLE_LEG_STANCE, 9, "s");
    held.support = 1 << SUPPORT_BAR;
    visit(&usual, &held, 1);
    held.reason = FINDING_INVALID;
    visit(&usual, &held, 1);
    clinic_alter(stance(&usual, 6), "UPDATE session SET status='interrupted' WHERE id=?1 AND ?2",
                 1);
    ClinicSession s;
    open_visit(&s, stance(&usual, 6));
    static const LeftOut why[] = { LEFT_OUT_PRACTICE, LEFT_OUT_MODEL,    LEFT_OUT_POSTURE,
                                   LEFT_OUT_SUPPORT,  LEFT_OUT_NOT_DONE, LEFT_OUT_INTERRUPTED,
                                   LEFT_OUT_NONE };
    assert_int_equal(s.checkup.judged.history.count, 7);
    for (int i = 0; i < 7; i++) assert_int_equal(left_out(&s, i), why[i]);
    int64_t id = s.recording.info.id;
    clinic_close(&s);
    char *text = shown(id, false), *html = clinic_page(id), *json = shown(id, true);
    assert_non_null(strstr(text, "another posture"));
    assert_non_null(strstr(html, "another model"));
    assert_non_null(strstr(json, "\"left_out\": \"support\""));
    free(text);
    free(html);
    free(json);
}

static void test_limits_of_the_setup(void **state)
{
    (void)state;
    CheckupSetup one = { .model = "full",
                         .camera_kind = "device",
                         .shape = 4 / 3.0,
                         .pose_fps = 30,
                         .height_px = 300,
                         .line = 0.9 };
    CheckupSetup other = one;
    assert_int_equal(comparable(&one, &other), LEFT_OUT_NONE);
    other.height_px = 400;
    assert_int_equal(comparable(&one, &other), LEFT_OUT_NONE);
    other.height_px = 410;
    assert_int_equal(comparable(&one, &other), LEFT_OUT_SIZE);
    other = one;
    other.pose_fps = 19.9;
    assert_int_equal(comparable(&one, &other), LEFT_OUT_SLOW);
    other.pose_fps = 60;
    assert_int_equal(comparable(&one, &other), LEFT_OUT_RATE);
    other = one;
    other.model_changed = true;
    assert_int_equal(comparable(&one, &other), LEFT_OUT_MODEL_CHANGED);
    other = one;
    other.line = 0.7;
    assert_int_equal(comparable(&one, &other), LEFT_OUT_PLACE);
    other = one;
    strcpy(other.camera_kind, "demo");
    assert_int_equal(comparable(&one, &other), LEFT_OUT_CAMERA);
    other = one;
    other.height_px = NAN;
    assert_int_equal(comparable(&one, &other), LEFT_OUT_SIZE);
}

// What other formulas computed is computed anew before it is compared; without its track it cannot.
static void test_earlier_ones_are_scored_anew(void **state)
{
    (void)state;
    ClinicPlan plan = { .seed = 4, .from = 1, .count = 1, .height_cm = 120 };
    int64_t id[3];
    for (int i = 0; i < 3; i++) {
        Store *store = NULL;
        Finding wrong = of(CHECKUP_ONE_LEG, SIDE_RIGHT, MEASURE_SINGLE_LEG_STANCE, 99, "s");
        plan.seed++;
        id[i] = clinic_play(&plan);
        clinic_put_on_day(id[i], next_day += 7);
        assert_int_equal(store_open(&store, clinic_store, STORE_WRITE), RESULT_OK);
        assert_int_equal(findings_save(store, id[i], "0123456789abcdef", &wrong, 1), RESULT_OK);
        if (i == 1) assert_int_equal(track_drop(store, id[i]), RESULT_OK);
        store_close(&store);
    }
    ClinicSession s;
    assert_int_equal(clinic_keep(clinic_store, id[2]), RESULT_OK);
    open_visit(&s, id[2]);
    const History *h = &s.checkup.judged.history;
    assert_int_equal(h->count, 3);
    assert_int_equal(h->visit[1].left_out, LEFT_OUT_NO_TRACK);
    assert_false(h->visit[0].rescored);  // it was, and was kept, when the check-up ended
    assert_above(h->visit[0].count, 1);
    for (int i = 0; i < h->visit[0].count; i++) assert_true(h->visit[0].finding[i].value != 99);
    clinic_close(&s);
    // Nor is one compared whose track was erased after today's formulas had scored it.
    Store *store = NULL;
    assert_int_equal(store_open(&store, clinic_store, STORE_WRITE), RESULT_OK);
    assert_int_equal(track_drop(store, id[0]), RESULT_OK);
    store_close(&store);
    open_visit(&s, id[2]);
    assert_int_equal(s.checkup.judged.history.visit[0].left_out, LEFT_OUT_NO_TRACK);
    clinic_close(&s);
}

static void read_formulas(int64_t id, char formulas[FINDING_FORMULAS_MAX])
{
    Store *store = NULL;
    assert_int_equal(store_open(&store, clinic_store, STORE_READ), RESULT_OK);
    assert_int_equal(findings_formulas(store, id, formulas), RESULT_OK);
    store_close(&store);
}

// Another child's check-up is scored anew when one ends; a page that only reads says that it waits.
static void test_the_pool_is_scored_anew(void **state)
{
    (void)state;
    ClinicPlan plan = { .seed = 4, .from = 1, .count = 1, .height_cm = 120, .child = "OTHER-1" };
    Finding wrong = of(CHECKUP_REACHES, SIDE_RIGHT, MEASURE_REACTION_TIME, 99, "s");
    char then[FINDING_FORMULAS_MAX], now[FINDING_FORMULAS_MAX];
    Store *store = NULL;
    ClinicSession s;
    int64_t other = clinic_play(&plan);
    clinic_put_on_day(other, 7);
    assert_int_equal(store_open(&store, clinic_store, STORE_WRITE), RESULT_OK);
    assert_int_equal(findings_save(store, other, "0123456789abcdef", &wrong, 1), RESULT_OK);
    store_close(&store);
    plan.child = NULL;
    int64_t today = clinic_play(&plan);
    clinic_put_on_day(today, 14);
    open_visit(&s, today);
    assert_int_equal(s.checkup.judged.waiting, 1);
    clinic_close(&s);
    char *text = shown(today, false), *html = clinic_page(today);
    assert_non_null(strstr(text, "not in the error yet: 1"));
    assert_non_null(strstr(html, "Not in the error yet: 1"));
    free(text);
    free(html);
    read_formulas(other, then);
    assert_string_equal(then, "0123456789abcdef");
    assert_int_equal(clinic_keep(clinic_store, today), RESULT_OK);
    read_formulas(other, then);
    assess_formulas(now);
    assert_string_equal(then, now);
    open_visit(&s, today);
    assert_int_equal(s.checkup.judged.waiting, 0);
    clinic_close(&s);
}

static void set_anew(int64_t id, const char *reason)
{
    Store *store = NULL;
    SessionInfo info;
    BaselineMark mark = { .author = "KJ" };
    assert_int_equal(store_open(&store, clinic_store, STORE_WRITE), RESULT_OK);
    assert_int_equal(session_info(store, id, &info), RESULT_OK);
    memcpy(mark.session, info.uuid, sizeof mark.session);
    snprintf(mark.reason, sizeof mark.reason, "%s", reason);
    assert_int_equal(baseline_set(store, info.desc.plan.child, &mark), RESULT_OK);
    store_close(&store);
}

static void test_baseline_set_anew(void **state)
{
    (void)state;
    static const double value[] = { 3, 5, 6, 5.4, 5.7, 12, 12.5, 12.2, 12.4, 12.3 };
    int64_t id[10];
    for (int i = 0; i < 10; i++) id[i] = stance(&usual, value[i]);
    assert_int_equal(word(id[9]), CHANGE_BETTER);
    set_anew(id[5], "a new orthosis");
    ClinicSession s;
    open_visit(&s, id[9]);
    assert_int_equal(verdict(&s, MEASURE_SINGLE_LEG_STANCE, SIDE_RIGHT)->change, CHANGE_SAME);
    assert_int_equal(left_out(&s, 4), LEFT_OUT_BEFORE_BASELINE);
    assert_int_equal(left_out(&s, 5), LEFT_OUT_NONE);
    assert_true(s.checkup.judged.course[0].point[5].baseline);
    clinic_close(&s);
    char *text = shown(id[9], false);
    assert_non_null(strstr(text, "by KJ"));
    assert_non_null(strstr(text, "a new orthosis"));
    free(text);
    assert_int_equal(word(id[4]), CHANGE_CANNOT_SAY);  // before it: as it was
}

// What clinic_keep() does once the findings are there.
static void say(int64_t id)
{
    Store *store = NULL;
    Finding *kept = NULL;
    KeptVerdict said[CHANGE_MEASURES_MAX];
    Judged judged;
    SessionInfo info;
    int count = 0;
    assert_int_equal(store_open(&store, clinic_store, STORE_WRITE), RESULT_OK);
    assert_int_equal(session_info(store, id, &info), RESULT_OK);
    assert_int_equal(findings_load(store, id, &kept, &count), RESULT_OK);
    assert_int_equal(judge_checkup(&judged, store, &info, kept, count, true, true), RESULT_OK);
    judge_free(&judged);
    assert_int_equal(verdicts_load(store, id, said, &count), RESULT_OK);
    assert_at_least(count, 2);
    free(kept);
    store_close(&store);
}

// The others of the clinic give the error; what was said with it stays when they become more.
static void test_pool_stays_with_the_verdict(void **state)
{
    (void)state;
    enum { OTHERS = 2, EACH = 4 };
    ClinicPlan plan = usual;
    char name[24];
    plan.child = name;
    for (int i = 0; i < OTHERS; i++) {
        snprintf(name, sizeof name, "OTHER-%d", i);
        for (int k = 0; k < EACH; k++) stance(&plan, 5 + 0.6 * (k % 2));
    }
    ClinicSession s;
    int64_t last = 0;
    for (int i = 0; i < 3; i++) last = stance(&usual, 5);
    say(last);
    // The practice of each is left out: two pairs a child, of half 0.36 each.
    open_visit(&s, last);
    assert_near(s.checkup.judged.course[0].said.pool.df, OTHERS * (EACH - 2), 1e-9);
    assert_near(s.checkup.judged.course[0].said.pool.sem, sqrt(0.18), 1e-9);
    clinic_close(&s);
    snprintf(name, sizeof name, "LATER-1");
    int64_t here = next_day;
    next_day -= 30;  // as if they had been there
    for (int k = 0; k < EACH; k++) stance(&plan, 5 + k);
    next_day = here;
    open_visit(&s, last);
    assert_near(s.checkup.judged.course[0].said.pool.df, OTHERS * (EACH - 2), 1e-9);
    clinic_close(&s);
}

static void test_primaries_are_chosen(void **state)
{
    (void)state;
    Primaries p, q;
    char text[PRIMARIES_TEXT_MAX];
    Store *store = NULL;
    static const char *const good = "stand_eyes_open:-:sway_rms,reaches:left:movement_time";
    assert_true(primaries_read(&p, good));
    primaries_write(&p, text);
    assert_string_equal(text, good);
    assert_false(primaries_read(&q, ""));
    assert_false(primaries_read(&q, "stand_eyes_open:-:sway_rms,stand_eyes_open:-:sway_rms"));
    assert_false(primaries_read(&q, "stand_eyes_open:up:sway_rms"));
    assert_false(primaries_read(&q, "stand_eyes_open:-:sway_rms,"));
    assert_false(primaries_read(&q, "a:b:c:d"));
    int64_t id = stance(&usual, 5);
    assert_int_equal(store_open(&store, clinic_store, STORE_WRITE), RESULT_OK);
    strcpy(p.author, "KJ");
    strcpy(p.reason, "her goal is the bus");
    assert_int_equal(primaries_set(store, "OTTER-3", "", &p), RESULT_OK);
    store_close(&store);
    ClinicSession s;
    open_visit(&s, id);
    assert_int_equal(s.checkup.judged.count, 2);
    assert_null(judge_course(&s.checkup.judged, &s.checkup.finding[0]));  // exploratory now
    clinic_close(&s);
    char *html = clinic_page(id), *told = shown(id, false), *json = shown(id, true);
    assert_non_null(strstr(html, "by KJ: sway rms"));
    assert_non_null(strstr(html, "why: her goal is the bus"));
    assert_non_null(strstr(told, "why: her goal is the bus"));
    assert_non_null(strstr(json, "\"reason\": \"her goal is the bus\""));
    free(html);
    free(told);
    free(json);
    // What is said keeps the measures of its day, and the choice that was in force then.
    say(id);
    assert_int_equal(store_open(&store, clinic_store, STORE_WRITE), RESULT_OK);
    assert_true(primaries_read(&q, "reaches:right:movement_time"));
    strcpy(q.author, "KJ");
    strcpy(q.reason, "another goal");
    assert_int_equal(primaries_set(store, "OTTER-3", "", &q), RESULT_OK);
    store_close(&store);
    open_visit(&s, id);
    assert_int_equal(s.checkup.judged.count, 2);
    assert_int_equal(s.checkup.judged.choices.count, 2);
    assert_int_equal(s.checkup.judged.choices.in_force, 0);
    clinic_close(&s);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, clinic_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_better_is_told),
        TEST(test_worse_is_not_green),
        TEST(test_growing_is_no_change),
        TEST(test_only_like_is_compared),
        cmocka_unit_test(test_limits_of_the_setup),
        TEST(test_earlier_ones_are_scored_anew),
        TEST(test_the_pool_is_scored_anew),
        TEST(test_baseline_set_anew),
        TEST(test_pool_stays_with_the_verdict),
        TEST(test_primaries_are_chosen),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
