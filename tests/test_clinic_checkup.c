// test_clinic_checkup.c: the demo child does the whole check-up; what is computed from it is what it did.
#include "clinic_fixture.h"

static Finding list[ASSESS_FINDINGS_MAX];

static void start_when_asked(PlayInput *in, const PlayOutput *before)
{
    static bool asked;
    if (in->step == 0) asked = false;
    if (before->say && !strcmp(before->say, "checkup_closed")) asked = true;
    // Some seconds later the therapist sees that the eyes are closed.
    static uint32_t wait;
    wait = asked ? wait + 1 : 0;
    if (wait != 400) return;
    asked = false;
    in->command[in->command_count++] = (PlayCommand){ COMMAND_START_STOP, 0 };
}

static void test_whole(void **state)
{
    (void)state;
    ClinicPlan plan = { .seed = 1, .height_cm = 120, .meddle = start_when_asked };
    Recording recording;
    Track track;
    int count = 0;
    clinic_load(clinic_play(&plan), &recording);
    print_message("%.0f s of check-up\n", recording.info.step_count / 60.0);
    assert_int_equal(track_open(&track, &recording), RESULT_OK);
    for (int i = 0; i < track.trial_count; i++)
        print_message("trial %d %s side %d attempt %d %.1f-%.1f s done %d why %d\n",
                      track.trial[i].number, checkup_name(track.trial[i].kind), track.trial[i].side,
                      track.trial[i].attempt, track.trial[i].begin_s, track.trial[i].end_s,
                      track.trial[i].done, track.trial[i].why);
    assert_int_equal(assess(&track, list, &count), RESULT_OK);
    for (int i = 0; i < count; i++)
        print_message("%2d %-18s side %2d %-24s %8.3f +- %7.3f %-6s q %.2f n %d %s\n", list[i].trial,
                      checkup_name(list[i].kind), list[i].side, measure_info(list[i].measure)->name,
                      list[i].value, list[i].error, list[i].unit, list[i].quality, list[i].count,
                      finding_reason_name(list[i].reason));
    track_close(&track);
    recording_free(&recording);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, clinic_setup, clinic_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = { TEST(test_whole) };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
