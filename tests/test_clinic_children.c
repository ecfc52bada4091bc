// SPDX-License-Identifier: MIT
// test_clinic_children.c: whole courses of drawn children: each visit is a check-up that was played
// to its end and kept as the clinic keeps it. One child becomes better, one worse, one stays, and
// one stops early. With TIPTOE_PAGES=FOLDER the pages are kept there, to be looked at.
#include "clinic_fixture.h"

#include "clinic/completeness.h"

#define PRACTICE_AND_BASELINE 5
#define VISITS                8
#define BETWEEN_DAYS          14

static int64_t visit(const char *child, float skill, int number,
                     void (*meddle)(PlayInput *, const PlayOutput *))
{
    ClinicPlan plan = { .seed = 100 + (uint64_t)number,
                        .skill = skill,
                        .height_cm = 120,
                        .child = child,
                        .meddle = meddle };
    int64_t id = clinic_play(&plan);
    clinic_put_on_day(id, number * BETWEEN_DAYS);
    assert_int_equal(clinic_keep(clinic_store, id), RESULT_OK);
    return id;
}

// `then` comes after the baseline and is kept.
static int64_t course(const char *child, float first, float then)
{
    int64_t id = 0;
    for (int i = 0; i < VISITS; i++)
        id = visit(child, i < PRACTICE_AND_BASELINE ? first : then, i, clinic_press_start);
    return id;
}

static int words(int64_t id, Change change)
{
    static ClinicSession session;
    int count = 0;
    clinic_read(id, &session);
    const Judged *judged = &session.checkup.judged;
    for (int i = 0; i < judged->count; i++) {
        char text[512];
        judge_sentence(&judged->course[i], text, sizeof text);
        print_message("  %s\n", text);
        count += judged->course[i].said.verdict.change == change;
    }
    clinic_close(&session);
    return count;
}

static void keep_page(int64_t id, const char *name)
{
    const char *folder = getenv("TIPTOE_PAGES");
    char path[512], *html = clinic_page(id);
    assert_null(strstr(html, "nan"));
    snprintf(path, sizeof path, "%s/%s.html", folder ? folder : "", name);
    FILE *to = folder ? fopen(path, "w") : NULL;
    if (to) {
        fputs(html, to);
        fclose(to);
    }
    free(html);
}

// Times of reaches and of standing on one leg: what the drawn child's skill is about.
static int choose(void **state)
{
    Store *store = NULL;
    Primaries chosen;
    int status = clinic_setup(state);
    assert_true(primaries_read(&chosen, "reach_large:right:movement_time,"
                                        "reach_large:left:movement_time,"
                                        "reach_small:right:movement_time,"
                                        "stand_eyes_open:-:sway_rms"));
    strcpy(chosen.author, "KJ");
    strcpy(chosen.reason, "they reach for the bus handle");
    assert_int_equal(store_open(&store, clinic_store, STORE_WRITE), RESULT_OK);
    assert_int_equal(primaries_set(store, "", posture_name(POSTURE_STANDING), &chosen), RESULT_OK);
    store_close(&store);
    return status;
}

static void finish_early(PlayInput *in, const PlayOutput *before)
{
    clinic_press_start(in, before);
    if (in->step == 160 * GAME_STEPS_PER_SECOND)
        in->command[in->command_count++] = (PlayCommand){ COMMAND_FINISH, 0 };
}

static void test_a_child_becomes_better_and_stops_early(void **state)
{
    (void)state;
    static ClinicSession session;
    int64_t id = course("BETTER-1", 0.5f, 1.0f);
    keep_page(id, "better");
    assert_at_least(words(id, CHANGE_BETTER), 2);
    assert_int_equal(words(id, CHANGE_WORSE), 0);
    id = visit("BETTER-1", 1.0f, VISITS, finish_early);
    keep_page(id, "partial");
    clinic_read(id, &session);
    assert_string_equal(completeness_status(&session), "partial");
    clinic_close(&session);
    assert_at_least(words(id, CHANGE_CANNOT_SAY), 1);
}

static void test_a_child_becomes_worse(void **state)
{
    (void)state;
    if (!getenv("TIPTOE_SOAK") && !getenv("TIPTOE_PAGES")) return;
    int64_t id = course("WORSE-1", 0.9f, 0.3f);
    keep_page(id, "worse");
    assert_at_least(words(id, CHANGE_WORSE), 2);
    assert_int_equal(words(id, CHANGE_BETTER), 0);
}

static void test_a_child_stays(void **state)
{
    (void)state;
    if (!getenv("TIPTOE_SOAK") && !getenv("TIPTOE_PAGES")) return;
    int64_t id = course("SAME-1", 0.6f, 0.6f);
    keep_page(id, "same");
    assert_int_equal(words(id, CHANGE_BETTER) + words(id, CHANGE_WORSE), 0);
}

// What is judged without a choice is there to be judged.
static void test_the_usual_ones_are_measured(void **state)
{
    (void)state;
    static const Posture postures[] = { POSTURE_SUPPORTED, POSTURE_SEATED };
    for (int i = 0; i < 2; i++) {
        static ClinicSession session;
        ClinicPlan plan = { .seed = 5,
                            .skill = 0.8f,
                            .posture = postures[i],
                            .height_cm = 120,
                            .child = i ? "SEATED-1" : "HELD-1",
                            .meddle = clinic_press_start };
        clinic_read(clinic_play(&plan), &session);
        const Judged *judged = &session.checkup.judged;
        assert_int_equal(judged->choices.in_force, -1);
        assert_int_equal(judged->count, 5);
        for (int k = 0; k < judged->count; k++) {
            const Visit *today = &judged->history.visit[0];
            if (!visit_find(today, &judged->course[k].said.key)) {
                char name[128];
                judge_name(&judged->course[k].said.key, name, sizeof name);
                fail_msg("no check-up measures %s", name);
            }
        }
        clinic_close(&session);
    }
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, choose, clinic_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_a_child_becomes_better_and_stops_early),
        TEST(test_a_child_becomes_worse),
        TEST(test_a_child_stays),
        TEST(test_the_usual_ones_are_measured),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
