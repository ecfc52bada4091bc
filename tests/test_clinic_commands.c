// SPDX-License-Identifier: MIT
// test_clinic_commands.c: what the commands that read and change a store print and write: the same
// facts in each form, and what is wrongly asked for by name.
#include "clinic_fixture.h"

#include "program.h"

#include <fcntl.h>
#include <jansson.h>
#include <pty.h>
#include <sys/wait.h>

#define KEPT_ANEW "the child moved house"

static char copied[160];  // of the store, for what changes it

// A play, two check-ups of one step and, of another child, a play.
static int setup(void **state)
{
    if (clinic_setup(state) != 0 || make_folder() != 0) return -1;
    assert_int_equal(
        clinic_play(&(ClinicPlan){ .game = "bubble_garden", .seed = 3, .seconds = 15 }), 1);
    for (int i = 2; i <= 3; i++) {
        ClinicPlan plan = { .seed = 5, .from = 1, .count = 1, .height_cm = 120 };
        assert_int_equal(clinic_play(&plan), i);
        assert_int_equal(clinic_keep(clinic_store, i), RESULT_OK);
    }
    assert_int_equal(
        clinic_play(&(ClinicPlan){
            .game = "drum_twins", .child = "FOX-1", .seed = 4, .seconds = 10, .level = 2 }),
        4);
    return 0;
}

static int teardown_both(void **state)
{
    int gone = teardown(state);
    return clinic_teardown(state) || gone;
}

// A store of its own for the test that follows.
static void copy(void)
{
    snprintf(copied, sizeof copied, "%s/copy.db", folder);
    assert_int_equal(shell("rm -f '%s'* && cp '%s' '%s'", copied, clinic_store, copied), 0);
}

static void says(const char *what)
{
    if (!strstr(output, what)) fail_msg("no \"%s\" in: %s", what, output);
}

static json_t *parsed(void)
{
    json_t *json = json_loads(output, 0, NULL);
    if (!json) fail_msg("no JSON: %s", output);
    return json;
}

static const char *text_of(const json_t *object, const char *name)
{
    const char *text = json_string_value(json_object_get(object, name));
    return text ? text : "";
}

static int lines(void)
{
    int count = 0;
    for (const char *at = output; (at = strchr(at, '\n')); at++) count++;
    return count;
}

static void test_sessions(void **state)
{
    (void)state;
    assert_int_equal(tiptoe("sessions --json --store '%s'", clinic_store), 0);
    json_t *list = parsed();
    assert_int_equal(json_array_size(list), 4);
    assert_int_equal(tiptoe("sessions --store '%s'", clinic_store), 0);
    assert_int_equal(lines(), 1 + 4);
    static const char *const games[] = { "drum_twins", "checkup", "checkup", "bubble_garden" };
    const char *at = output;
    for (size_t i = 0; i < 4; i++) {  // newest first, in both
        const json_t *row = json_array_get(list, i);
        assert_int_equal(json_integer_value(json_object_get(row, "id")), 4 - (int)i);
        assert_string_equal(text_of(row, "game"), games[i]);
        assert_string_equal(text_of(row, "status"), "complete");
        at = strstr(at, games[i]);
        assert_non_null(at);
        at++;
    }
    json_decref(list);
    assert_int_equal(tiptoe("sessions --child FOX-1 --store '%s'", clinic_store), 0);
    assert_int_equal(lines(), 1 + 1);
    says("FOX-1");
    assert_int_equal(tiptoe("sessions --child NOBODY --json --store '%s'", clinic_store), 0);
    list = parsed();
    assert_int_equal(json_array_size(list), 0);
    json_decref(list);
}

static void test_show(void **state)
{
    (void)state;
    char uuid[64], line[128];
    assert_int_equal(tiptoe("show 1 --json --store '%s'", clinic_store), 0);
    json_t *play = parsed();
    snprintf(uuid, sizeof uuid, "%s", text_of(play, "uuid"));
    const json_t *scores = json_object_get(play, "scores");
    int hits = (int)json_integer_value(json_object_get(scores, "hits"));
    int offered = (int)json_integer_value(json_object_get(scores, "offered"));
    assert_above(hits, 0);
    assert_string_equal(text_of(play, "game"), "bubble_garden");
    int ended = (int)json_array_size(json_object_get(play, "trials"));
    assert_in_range(ended, hits, offered);
    // The start of its uuid is as good as its number, and the text tells the same figures.
    assert_int_equal(tiptoe("show %.8s --store '%s'", uuid, clinic_store), 0);
    snprintf(line, sizeof line, "reached %d of %d", hits, offered);
    says(line);
    says("Bubble Garden");
    snprintf(line, sizeof line, "digest: %.16s", text_of(play, "track_digest"));
    says(line);
    json_decref(play);

    assert_int_equal(tiptoe("show 3 --json --store '%s'", clinic_store), 0);
    json_t *checkup = parsed();
    json_t *findings = json_object_get(checkup, "checkup");
    assert_above(json_array_size(findings), 3);
    assert_int_equal(json_array_size(json_object_get(checkup, "history")), 2);
    assert_int_equal(tiptoe("show 3 --store '%s'", clinic_store), 0);
    for (size_t i = 0; i < json_array_size(findings); i++) {
        const json_t *finding = json_array_get(findings, i);
        const char *measure = text_of(finding, "measure");
        if (*measure && strncmp(measure, "quality", 7) != 0) says(measure);
    }
    says("Lengths are in cm by the typed height.");
    json_decref(checkup);

    assert_int_equal(tiptoe("show last --store '%s'", clinic_store), 0);
    says("FOX-1");
    assert_int_equal(tiptoe("show 99 --store '%s'", clinic_store), 66);
    says("there is no session '99'");
    assert_int_equal(tiptoe("show --store '%s'", clinic_store), 64);
    says("which session?");
    assert_int_equal(tiptoe("show 1 2 --store '%s'", clinic_store), 64);
    says("\"2\" is one word too many");
    assert_int_equal(tiptoe("show 1 --store '%s/none.db'", folder), 66);
}

// The byte is one of a child's code in a row that is signed.
static void damage(const char *path)
{
    assert_int_equal(shell("at=$(grep -abo 'FOX-1' '%s' | tail -n 1 | cut -d: -f1) && "
                           "printf G | dd of='%s' bs=1 seek=$at conv=notrunc status=none",
                           path, path),
                     0);
}

static void test_verify(void **state)
{
    (void)state;
    assert_int_equal(tiptoe("verify 1 --store '%s'", clinic_store), 0);
    says("1 session (");
    says("as written");
    assert_int_equal(tiptoe("verify --all --json --store '%s'", clinic_store), 0);
    json_t *report = parsed();
    assert_int_equal(json_integer_value(json_object_get(report, "sessions")), 4);
    assert_int_equal(json_integer_value(json_object_get(report, "kept_results")), 2);
    assert_true(json_is_true(json_object_get(report, "as_written")));
    json_decref(report);
    assert_int_equal(tiptoe("verify --store '%s'", clinic_store), 64);
    assert_int_equal(tiptoe("verify 1 --all --store '%s'", clinic_store), 64);
    assert_int_equal(tiptoe("verify 1 2 --store '%s'", clinic_store), 64);
    assert_int_equal(tiptoe("verify 99 --store '%s'", clinic_store), 66);

    copy();
    damage(copied);
    assert_int_equal(tiptoe("verify --all --store '%s'", copied), 1);
    says("not as written");
    assert_int_equal(tiptoe("verify --all --json --store '%s'", copied), 1);
    report = parsed();
    assert_true(json_is_false(json_object_get(report, "as_written")));
    assert_above(json_array_size(json_object_get(report, "faults")), 0);
    json_decref(report);
}

static void test_report(void **state)
{
    (void)state;
    assert_int_equal(
        tiptoe("report --session 3 --html '%s/three.html' --store '%s'", folder, clinic_store), 0);
    assert_int_equal(*output, '\0');
    assert_int_equal(tiptoe("report --session 3 --store '%s'", clinic_store), 0);
    says("<title>OTTER-3, Check-up");
    says("</html>");
    assert_null(strstr(output, "http://"));  // nothing is fetched
    size_t size = strlen(output);
    assert_int_equal(shell("stat -c %%s '%s/three.html'", folder), 0);
    assert_int_equal(strtoul(output, NULL, 10), size);
    assert_int_equal(tiptoe("report --store '%s'", clinic_store), 0);  // the last
    says("<title>FOX-1, Drum Twins");
    assert_int_equal(tiptoe("report --session 99 --store '%s'", clinic_store), 66);
    assert_int_equal(tiptoe("report 3 --store '%s'", clinic_store), 64);
    says("\"3\" is one word too many");
}

static int rows_of(const char *table)
{
    assert_int_equal(shell("wc -l <'%s/tables/%s.csv'", folder, table), 0);
    return atoi(output) - 1;
}

static void test_export(void **state)
{
    (void)state;
    assert_int_equal(
        tiptoe("export --session 1 --csv '%s/tables' --store '%s'", folder, clinic_store), 0);
    assert_above(rows_of("landmarks"), 15 * CLINIC_FPS);
    assert_above(rows_of("plays"), 0);
    assert_int_equal(rows_of("trials"), 0);  // of a play there are none
    assert_int_equal(tiptoe("show 1 --json --store '%s'", clinic_store), 0);
    json_t *play = parsed();
    int targets = (int)json_array_size(json_object_get(play, "trials"));
    assert_int_equal(rows_of("reaches"), targets);
    json_decref(play);
    // Every column of every table is in the dictionary.
    assert_int_equal(
        shell("cd '%s/tables' && for f in sessions landmarks events trials reaches results history "
              "scores plays analysis; do head -n 1 $f.csv | tr -d '\\r' | tr , '\\n' | while read "
              "c; do "
              "grep -q \"^$f.csv,$c,\" data_dictionary.csv || echo \"$f $c\"; done; done",
              folder),
        0);
    assert_string_equal(output, "");
    // Anybody's measures of it are ours: the units of its columns are known.
    assert_int_equal(tiptoe("measure sway_range --time time_s --x nose_world_x_m --json "
                            "'%s/tables/landmarks.csv'",
                            folder),
                     0);
    json_t *value = parsed();
    assert_string_equal(text_of(value, "unit"), "m");
    assert_in_range((int)(1000 * json_real_value(json_object_get(value, "value"))), 1, 999);
    json_decref(value);

    assert_int_equal(
        tiptoe("export --session 3 --csv '%s/tables' --store '%s'", folder, clinic_store), 0);
    assert_int_equal(rows_of("trials"), 1);
    assert_above(rows_of("results"), 3);
    assert_int_equal(tiptoe("export --store '%s'", clinic_store), 64);
    says("--csv DIR");
}

// A clinic's tables: each session once, each row with its keys, a column a measure, no past twice.
static void test_export_of_all(void **state)
{
    (void)state;
    assert_int_equal(shell("rm -r '%s/tables'", folder), 0);
    assert_int_equal(tiptoe("export --all --csv '%s/tables' --store '%s'", folder, clinic_store),
                     0);
    int sessions = rows_of("sessions");
    assert_above(sessions, 2);
    assert_int_equal(rows_of("analysis"), sessions);
    assert_int_equal(shell("cd '%s/tables' && ls plays.csv history.csv scores.csv 2>&1 | "
                           "grep -c 'No such'",
                           folder),
                     0);
    says("3");
    assert_int_equal(shell("cd '%s/tables' && tail -qn +2 sessions.csv | cut -d, -f1 | sort -u | "
                           "wc -l",
                           folder),
                     0);
    assert_int_equal(atoi(output), sessions);
    // Whatever begins a row of any table is a session of the list.
    assert_int_equal(shell("cd '%s/tables' && for f in landmarks events trials reaches results "
                           "analysis; do tail -n +2 $f.csv | cut -d, -f1,2 | sort -u | while read "
                           "k; do grep -q \"^$k,\" sessions.csv || echo \"$f $k\"; done; done",
                           folder),
                     0);
    assert_string_equal(output, "");
    // The value in the analysis is that of the results, to the digit.
    assert_int_equal(
        shell("cd '%s/tables' && python3 -c \"import csv; "
              "rows = [r for r in csv.DictReader(open('results.csv')) if r['trial'] == '0' "
              "and r['value']]; "
              "cells = {(r['session'], v) for r in csv.DictReader(open('analysis.csv')) "
              "for v in r.values()}; "
              "assert rows; print(sum((r['session'], r['value']) not in cells for r in rows))\"",
              folder),
        0);
    assert_int_equal(atoi(output), 0);
    assert_int_equal(
        tiptoe("export --child NOBODY-1 --csv '%s/none' --store '%s'", folder, clinic_store), 66);
    assert_int_equal(shell("test ! -e '%s/none'", folder), 0);
    assert_int_equal(tiptoe("export --all --child X --csv '%s/none'", folder), 64);
}

static void test_measures_of_a_session(void **state)
{
    (void)state;
    assert_int_equal(tiptoe("measure --session 3 --json --store '%s'", clinic_store), 0);
    json_t *list = parsed();
    assert_above(json_array_size(list), 3);
    int values = 0;
    for (size_t i = 0; i < json_array_size(list); i++) {
        const json_t *row = json_array_get(list, i);
        assert_true(json_equal(json_object_get(row, "kept"), json_object_get(row, "value")));
        values += json_is_number(json_object_get(row, "value"));
    }
    assert_above(values, 3);
    assert_int_equal(tiptoe("measure --session 3 --store '%s'", clinic_store), 0);
    assert_int_equal(lines(), 1 + (int)json_array_size(list));
    json_decref(list);
    assert_int_equal(tiptoe("measure --session 1 --store '%s'", clinic_store), 64);
    assert_int_equal(tiptoe("measure"), 64);
    says("NAME and FILE are missing");
    assert_int_equal(tiptoe("measure nothing --x 1 --fps 30 /dev/null"), 64);
    says("there is no measure \"nothing\"");
    assert_int_equal(tiptoe("measure sway_rms --raw --cutoff 3 --x 1 /dev/null"), 64);
    assert_int_equal(tiptoe("measure sway_rms /dev/null more"), 64);
    assert_int_equal(tiptoe("measure sway_rms --set speed=1 --x 1 /dev/null"), 64);
    says("no such parameter");
    assert_int_equal(
        shell("seq 1 50 | '%s' measure sem --x 1 --set icc=0.5 - 2>&1", TIPTOE_PROGRAM), 0);
    says("50 trials");
}

static void test_baseline(void **state)
{
    (void)state;
    copy();
    assert_int_equal(tiptoe("baseline --child OTTER-3 --from 3 --reason '" KEPT_ANEW
                            "' --by anna --store '%s'",
                            copied),
                     0);
    says(KEPT_ANEW);
    assert_int_equal(tiptoe("baseline --child OTTER-3 --json --store '%s'", copied), 0);
    json_t *course = parsed();
    assert_string_equal(text_of(course, "child"), "OTTER-3");
    const json_t *mark = json_array_get(json_object_get(course, "baselines"), 0);
    assert_string_equal(text_of(mark, "reason"), KEPT_ANEW);
    assert_string_equal(text_of(mark, "by"), "anna");
    assert_int_equal(json_array_size(json_object_get(course, "history")), 2);
    json_decref(course);

    static const char one[] = "stand_eyes_open:-:sway_rms";
    assert_int_equal(
        tiptoe("baseline --child OTTER-3 --primary %s --reason 'sways' --store '%s'", one, copied),
        0);
    assert_int_equal(
        tiptoe("baseline --template seated --primary %s --reason 'all' --store '%s'", one, copied),
        0);
    assert_int_equal(tiptoe("baseline --rescore --store '%s'", copied), 0);
    assert_int_equal(tiptoe("verify --all --json --store '%s'", copied), 0);
    json_t *report = parsed();
    assert_int_equal(json_integer_value(json_object_get(report, "baselines")), 1);
    assert_int_equal(json_integer_value(json_object_get(report, "primary_sets")), 2);
    json_decref(report);
}

static void test_a_baseline_that_makes_no_sense(void **state)
{
    (void)state;
    copy();
    static const struct {
        const char *args, *word;
        int status;
    } cases[] = {
        { "", "whose?", 64 },
        { "--child 'a b'", "--child a b", 64 },
        { "--child OTTER-3 --from 3", "--reason", 64 },
        { "--child OTTER-3 --primary x", "--primary needs --reason", 64 },
        { "--template seated", "--template needs --primary", 64 },
        { "--child OTTER-3 more", "one word too many", 64 },
        { "--child OTTER-3 --from 1 --reason why", "session 1 is no check-up of OTTER-3", 64 },
        { "--child OTTER-3 --from 99 --reason why", "there is no session '99'", 66 },
        { "--child FOX-1", "has no check-up yet", 66 },
        { "--child OTTER-3 --primary stand:-:sway_rms --reason why", "STEP:SIDE:MEASURE", 64 },
        { "--child OTTER-3 --primary stand_eyes_open:-:sway_mean_frequency --reason why",
          "no better and no worse", 64 },
        { "--template flying --primary stand_eyes_open:-:sway_rms --reason why",
          "--template flying", 64 },
        { "--child OTTER-3 --by "
          "a-name-that-is-longer-than-any-that-a-person-has-or-would-like-to-type-in-a-clinic-of-"
          "children-who-play --from 3 --reason why",
          "who says so up to", 64 },
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        int status = tiptoe("baseline %s --store '%s'", cases[i].args, copied);
        if (status != cases[i].status) fail_msg("%s: %d, %s", cases[i].args, status, output);
        says(cases[i].word);
    }
    assert_int_equal(tiptoe("verify --all --json --store '%s'", copied), 0);
    says("\"baselines\": 0");
    says("\"primary_sets\": 0");
}

static void test_dose(void **state)
{
    (void)state;
    copy();
    assert_int_equal(
        tiptoe("dose --child OTTER-3 --goal arm_left=300 --goal leg_right=20 --weeks 2 "
               "--json --store '%s'",
               copied),
        0);
    json_t *dose = parsed();
    const json_t *goal = json_object_get(dose, "weekly_goal");
    assert_int_equal(json_integer_value(json_object_get(goal, "arm_left")), 300);
    assert_int_equal(json_integer_value(json_object_get(goal, "arm_right")), 0);
    const json_t *weeks = json_object_get(dose, "weeks");
    assert_int_equal(json_array_size(weeks), 2);
    const json_t *week = json_array_get(weeks, 0);
    assert_int_equal(json_integer_value(json_object_get(week, "sessions")), 3);
    assert_true(json_number_value(json_object_get(week, "play_s")) > 15);
    char line[64];
    snprintf(line, sizeof line, "%s  ", text_of(week, "monday"));
    assert_int_equal(tiptoe("dose --child OTTER-3 --weeks 1 --store '%s'", copied), 0);
    says(line);
    says("300");
    assert_int_equal(lines(), 4);
    json_decref(dose);
    assert_int_equal(tiptoe("dose --store '%s'", copied), 64);
    says("whose dose?");
    assert_int_equal(tiptoe("dose --child OTTER-3 --goal tail=3 --store '%s'", copied), 64);
    says("--goal tail=3");
    assert_int_equal(tiptoe("dose --child OTTER-3 more --store '%s'", copied), 64);
}

// Runs `tiptoe erase ARGS` at a terminal, types the answer, and gives the status.
static int erase_at_terminal(const char *args, const char *answer)
{
    char line[512];
    int terminal;
    snprintf(line, sizeof line, "'%s' erase %s --store '%s'", TIPTOE_PROGRAM, args, copied);
    pid_t pid = forkpty(&terminal, NULL, NULL, NULL);
    if (pid < 0) skip_not_allowed("this system gives no terminal of its own");
    if (pid == 0) {
        execl("/bin/sh", "sh", "-c", line, (char *)NULL);
        _exit(127);
    }
    assert_int_equal(write(terminal, answer, strlen(answer)), (ssize_t)strlen(answer));
    size_t used = 0;
    ssize_t n;
    while ((n = read(terminal, output + used, sizeof output - 1 - used)) > 0) used += (size_t)n;
    output[used] = '\0';
    int status;
    assert_int_equal(waitpid(pid, &status, 0), pid);
    close(terminal);
    assert_true(WIFEXITED(status));
    return WEXITSTATUS(status);
}

static void test_erase(void **state)
{
    (void)state;
    copy();
    assert_int_equal(erase_at_terminal("2 --track", "no\n"), 64);
    says("Erase the movement of session 2 for good?");
    says("session 2 was kept");
    assert_int_equal(tiptoe("replay 2 --verify --store '%s'", copied), 0);
    assert_int_equal(erase_at_terminal("2 --track", "yes\n"), 0);
    assert_int_equal(tiptoe("show 2 --store '%s'", copied), 0);
    assert_int_equal(tiptoe("replay 2 --verify --store '%s'", copied), 3);
    says("its track was erased");
    assert_int_equal(erase_at_terminal("1", "yes\n"), 0);
    says("Erase all of session 1 for good?");
    assert_int_equal(tiptoe("show 1 --store '%s'", copied), 66);
    assert_int_equal(tiptoe("sessions --store '%s'", copied), 0);
    assert_int_equal(lines(), 1 + 3);
    assert_int_equal(tiptoe("verify --all --json --store '%s'", copied), 0);
    says("\"erased\": 1");
    says("\"without_track\": 1");
    assert_int_equal(tiptoe("erase --store '%s'", copied), 64);
    assert_int_equal(tiptoe("erase 1 2 --store '%s'", copied), 64);
    assert_int_equal(tiptoe("erase 99 --yes --store '%s'", copied), 66);
}

static void test_replay(void **state)
{
    (void)state;
    assert_int_equal(tiptoe("show 3 --json --store '%s'", clinic_store), 0);
    json_t *shown = parsed();
    char steps[48];
    snprintf(steps, sizeof steps, "session 3: %d steps, ",
             (int)json_integer_value(json_object_get(shown, "steps")));
    assert_int_equal(tiptoe("replay 3 --verify --store '%s'", clinic_store), 0);
    says(steps);
    says("came out as recorded");
    says(text_of(shown, "uuid")[0] ? "-" : "no uuid");
    json_decref(shown);
    assert_int_equal(tiptoe("replay --store '%s'", clinic_store), 64);
    assert_int_equal(tiptoe("replay 1 2 --store '%s'", clinic_store), 64);
    assert_int_equal(tiptoe("replay 99 --verify --store '%s'", clinic_store), 66);
}

static void test_games(void **state)
{
    (void)state;
    assert_int_equal(tiptoe("games --json"), 0);
    json_t *games = parsed();
    assert_above(json_array_size(games), 10);
    assert_int_equal(tiptoe("games"), 0);
    for (size_t i = 0; i < json_array_size(games); i++) {
        const json_t *game = json_array_get(games, i);
        char line[128];
        snprintf(line, sizeof line, "%s  %s\n", text_of(game, "id"), text_of(game, "title"));
        says(line);
        json_t *knobs = json_object_get(game, "knobs");
        assert_int_equal(json_array_size(json_object_get(game, "levels")), 5);
        for (size_t k = 0; k < json_array_size(knobs); k++)
            says(text_of(json_array_get(knobs, k), "meaning"));
    }
    json_decref(games);
    assert_int_equal(tiptoe("games --many"), 64);
}

static void test_keys(void **state)
{
    (void)state;
    assert_int_equal(tiptoe("keys"), 0);
    says("Space   stop everything");
    int listed = lines();
    assert_int_equal(tiptoe("keys --html '%s/keys.html'", folder), 0);
    assert_int_equal(shell("cat '%s/keys.html'", folder), 0);
    says("<!DOCTYPE html>");
    says("stop everything");
    assert_above(listed, 10);
    assert_int_equal(tiptoe("keys --html '%s/none/keys.html'", folder), 73);
    assert_int_equal(tiptoe("keys --tall"), 64);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_sessions),
        cmocka_unit_test(test_show),
        cmocka_unit_test(test_verify),
        cmocka_unit_test(test_report),
        cmocka_unit_test(test_export),
        cmocka_unit_test(test_export_of_all),
        cmocka_unit_test(test_measures_of_a_session),
        cmocka_unit_test(test_baseline),
        cmocka_unit_test(test_a_baseline_that_makes_no_sense),
        cmocka_unit_test(test_dose),
        cmocka_unit_test(test_erase),
        cmocka_unit_test(test_replay),
        cmocka_unit_test(test_games),
        cmocka_unit_test(test_keys),
    };
    return cmocka_run_group_tests(tests, setup, teardown_both);
}
