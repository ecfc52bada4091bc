// SPDX-License-Identifier: MIT
// test_clinic_scores.c: a play's scores stand beside the child's earlier plays of the same kind and
// no others, and are told the same in words, as JSON, on the page and in the tables.
#include "clinic/export.h"
#include "clinic/page.h"
#include "clinic/report.h"
#include "clinic_fixture.h"

static ClinicPlan usual(uint64_t seed)
{
    return (ClinicPlan){ .game = "stepping_stars",
                         .child = "OWL-7",
                         .seed = seed,
                         .seconds = 60,
                         .level = 2,
                         .skill = 0.4f,
                         .success = 0.75f };
}

static const PlayValue *find(const Scores *s, const char *name, int side)
{
    for (int i = 0; i < s->count; i++)
        if (!strcmp(s->game->measures[s->value[i].measure].name, name) && s->value[i].side == side)
            return &s->value[i];
    return NULL;
}

static double value_of(int64_t id, const char *name, int side)
{
    ClinicSession session;
    clinic_read(id, &session);
    const PlayValue *v = find(&session.scores, name, side);
    assert_non_null(v);
    double value = v->value;
    clinic_close(&session);
    return value;
}

static void test_plays_of_one_kind_stand_beside_each_other(void **state)
{
    (void)state;
    ClinicPlan first = usual(1), second = usual(2), shorter = usual(3), third = usual(4);
    shorter.seconds = 30;
    int64_t id[] = { clinic_play(&first), clinic_play(&second), clinic_play(&shorter),
                     clinic_play(&third) };
    double reaction[3];
    for (int i = 0; i < 3; i++) reaction[i] = value_of(id[i], "step_reaction", SIDE_LEFT);
    ClinicSession session;
    clinic_read(id[3], &session);
    assert_int_equal(session.scores.earlier_count, 3);
    assert_int_equal(session.scores.others, 0);
    const PlayValue *v = find(&session.scores, "step_reaction", SIDE_LEFT);  // a median
    assert_int_equal(v->earlier, 3);
    assert_true(v->last == reaction[2]);
    double middle = reaction[0] + reaction[1] + reaction[2] -
                    fmax(reaction[0], fmax(reaction[1], reaction[2])) -
                    fmin(reaction[0], fmin(reaction[1], reaction[2]));
    assert_near(v->median, middle, 1e-9);
    v = find(&session.scores, "steps", SIDE_LEFT);  // a sum: the shorter play has less
    assert_int_equal(v->earlier, 2);
    assert_true(v->last == value_of(id[1], "steps", SIDE_LEFT));
    assert_int_equal(session.scores.earlier[0].id, id[0]);
    assert_int_equal(session.scores.earlier[2].id, id[2]);
    clinic_close(&session);
    clinic_read(id[0], &session);  // what came later is not earlier
    assert_int_equal(session.scores.earlier_count, 0);
    clinic_close(&session);
}

static void hold(PlayInput *in, const PlayOutput *before)
{
    (void)before;
    if (in->step != 0) return;
    in->command[in->command_count++] =
        (PlayCommand){ .command = COMMAND_SUPPORT, .value = 1u << SUPPORT_BAR };
}

static void test_plays_of_another_kind_do_not(void **state)
{
    (void)state;
    ClinicPlan today = usual(1), other[7];
    for (int i = 0; i < 7; i++) {
        other[i] = usual(2);
        other[i].seconds = 10;
    }
    other[0].level = 3;
    other[1].success = 0.8f;
    other[2].posture = POSTURE_SEATED;
    other[3].model = "lite";
    other[4].meddle = hold;
    other[5].from = 0.3f;  // two knobs of the therapist
    other[5].count = 0.3f;
    other[6].child = "OTTER-3";
    for (int i = 0; i < 7; i++) clinic_play(&other[i]);
    ClinicSession session;
    clinic_read(clinic_play(&today), &session);
    assert_int_equal(session.scores.earlier_count, 0);
    assert_int_equal(session.scores.others, 6);  // the other child's is not looked at
    for (int i = 0; i < session.scores.count; i++)
        assert_int_equal(session.scores.value[i].earlier, 0);
    clinic_close(&session);
}

// Many children play as a guest.
static void test_a_guest_has_no_earlier_plays(void **state)
{
    (void)state;
    ClinicPlan plan = usual(1);
    plan.child = PLAN_GUEST;
    plan.seconds = 10;
    clinic_play(&plan);
    ClinicSession session;
    clinic_read(clinic_play(&plan), &session);
    assert_int_equal(session.scores.earlier_count + session.scores.others, 0);
    clinic_close(&session);
}

static char *told(const ClinicSession *session, char how)
{
    char *text = NULL;
    size_t size = 0;
    FILE *to = open_memstream(&text, &size);
    assert_non_null(to);
    Result result = how == 'p' ? page_session_write(to, TIPTOE_BUILT_ASSETS, session)
                               : report_print(session, how == 'j', to);
    assert_int_equal(result, RESULT_OK);
    assert_int_equal(fclose(to), 0);
    return text;
}

static void holds(const ClinicSession *session, char how, const char *const *words)
{
    char *text = told(session, how);
    for (; *words; words++) {
        if (!strstr(text, *words)) print_message("no \"%s\" in:\n%s\n", *words, text);
        assert_non_null(strstr(text, *words));
    }
    free(text);
}

static void test_it_is_told_as_play_everywhere(void **state)
{
    (void)state;
    ClinicPlan first = usual(1), second = usual(2);
    first.seconds = second.seconds = 150;
    first.level = second.level = 5;
    first.skill = second.skill = 0.2f;
    int64_t before = clinic_play(&first);
    ClinicSession session;
    clinic_read(clinic_play(&second), &session);
    const Difficulty *d = &session.scores.difficulty;
    char earlier[48], reached[160];
    assert_int_equal(d->why, DIFFICULTY_WHY_NONE);
    assert_int_equal(d->tries + d->easy, session.recording.info.summary.score.hits +
                                             session.recording.info.summary.score.misses);
    difficulty_text(d, 5, reached, sizeof reached);
    snprintf(earlier, sizeof earlier, "\"id\": %lld", (long long)before);
    holds(&session, 't',
          (const char *const[]){ "difficulty reached (play, at this level): level 5", reached,
                                 "earlier plays alike:", "score ", NULL });
    holds(&session, 'j',
          (const char *const[]){ "\"kind\": \"play\"", "\"difficulty_reached\": {",
                                 "\"cannot_say\": null", "\"earlier_alike\": [", earlier, NULL });
    holds(&session, 'p',
          (const char *const[]){ "is not compared over time", "Scores of the game", reached,
                                 "Step reaction", "role=\"img\"", NULL });
    clinic_close(&session);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, clinic_setup, clinic_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_plays_of_one_kind_stand_beside_each_other),
        TEST(test_plays_of_another_kind_do_not),
        TEST(test_a_guest_has_no_earlier_plays),
        TEST(test_it_is_told_as_play_everywhere),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
