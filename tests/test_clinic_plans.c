// SPDX-License-Identifier: MIT
// test_clinic_plans.c: plans of hours: their templates, as documents, and when a check-up is due.
#include "base/clock.h"
#include "play/hour_templates.h"
#include "session/audit.h"
#include "session/checkup_due.h"
#include "session/child_record.h"
#include "session/hour_plans.h"
#include "session/plan_file.h"
#include "session/session.h"
#include "session/sql.h"

#include "program.h"

#include <string.h>
#include <sys/stat.h>
#include <time.h>

#define DAY_MS ((int64_t)86400000)

static char path[128];

static int setup(void **state)
{
    (void)state;
    if (make_folder() != 0) return -1;
    snprintf(path, sizeof path, "%s/s.db", folder);
    return 0;
}

static Store *open_store(void)
{
    Store *store = NULL;
    assert_int_equal(store_open(&store, path, STORE_WRITE), RESULT_OK);
    return store;
}

// ---- templates ----------------------------------------------------------------------------------

static void check_template(int index)
{
    const HourTemplate *told = hour_template(index);
    const HourPlan plan = hour_template_plan(index, SIDE_LEFT);
    bool one = false, two_after_one = false;
    assert_true(told->reason[0] && strlen(told->reason) < HOUR_TEXT_MAX - 1);
    assert_in_range(plan.count, 3, HOUR_STEPS_MAX);
    assert_at_most(hour_plan_minutes(&plan), HOUR_WARN_MINUTES);
    assert_int_equal(plan.step[plan.count - 1].kind, HOUR_CALM);
    for (int i = 0; i < plan.count; i++) {
        const HourStep *step = &plan.step[i];
        PlayPlan child = plan_default();
        child.play.spotter = true;
        for (int posture = 0; posture < POSTURE_COUNT; posture++) {
            child.play.setup.profile.posture = (Posture)posture;
            if (!(told->postures & 1u << posture)) continue;
            assert_true(plan_suits(&child, step->game));
            if (step->other) assert_true(plan_suits(&child, step->other));
        }
        if (step->hand == HAND_BOTH) assert_true(told->both_arms);
        two_after_one |= one && step->hand == HAND_BOTH;
        one |= step->hand == HAND_LEFT;
        assert_true(i == plan.count - 1 || step->break_s >= 30);
    }
    assert_int_equal(one, told->one_hand);
    assert_int_equal(two_after_one, told->one_hand);
}

static void templates_suit_whom_they_are_for(void **state)
{
    (void)state;
    unsigned postures = 0;
    for (int i = 0; i < hour_template_count(); i++) {
        check_template(i);
        assert_int_equal(hour_template_find(hour_template(i)->name), i);
        postures |= hour_template(i)->postures;
    }
    assert_int_equal(postures, (1u << POSTURE_COUNT) - 1);
    assert_int_equal(hour_template_find("nothing"), -1);
}

static void templates_look_at_arms_and_posture(void **state)
{
    (void)state;
    Profile profile = plan_default().play.setup.profile;
    const HourTemplate *hands = hour_template(hour_template_find("Two hands"));
    const HourTemplate *balance = hour_template(hour_template_find("Balance"));
    assert_true(hour_template_suits(hands, &profile) && hour_template_suits(balance, &profile));
    profile.without = 1u << LIMB_ARM_LEFT;
    assert_false(hour_template_suits(hands, &profile));
    profile = (Profile){ .posture = POSTURE_WHEELCHAIR };
    assert_true(hour_template_suits(hands, &profile));
    assert_false(hour_template_suits(balance, &profile));
    HourPlan right = hour_template_plan(hour_template_find("One hand, then two"), SIDE_RIGHT);
    HourPlan open = hour_template_plan(hour_template_find("One hand, then two"), -1);
    assert_int_equal(right.step[0].hand, HAND_RIGHT);
    assert_int_equal(open.step[0].hand, HAND_EITHER);
}

// ---- documents ----------------------------------------------------------------------------------

static HourPlan full_plan(void)
{
    HourPlan plan = hour_template_plan(hour_template_find("First visit"), -1);
    HourStep *step = &plan.step[0];
    snprintf(plan.name, sizeof plan.name, "Anna Smith's \xc3\xa9vening");
    plan.warn_minutes = 12;
    plan.stop_minutes = 18;
    step->knobs_set = 2;
    step->knob[1] = 0.7f;
    step->side_bias = 0.25f;
    step->hand = HAND_ALTERNATE;
    step->success = 0;
    plan.step[plan.count] = hour_step_of(game_assessment());
    plan.step[plan.count++].success = 0.75f;
    return plan;
}

static void assert_same(const HourPlan *a, const HourPlan *b)
{
    char *left = hour_plan_text(a), *right = hour_plan_text(b);
    assert_non_null(left);
    assert_string_equal(left, right);
    assert_int_equal(a->count, b->count);
    for (int i = 0; i < a->count; i++) {
        assert_ptr_equal(a->step[i].game, b->step[i].game);
        assert_ptr_equal(a->step[i].other, b->step[i].other);
        assert_int_equal(a->step[i].kind, b->step[i].kind);
        assert_int_equal(a->step[i].seconds, b->step[i].seconds);
        assert_int_equal(a->step[i].knobs_set, b->step[i].knobs_set);
        assert_memory_equal(a->step[i].knob, b->step[i].knob, sizeof a->step[i].knob);
    }
    free(left);
    free(right);
}

static void a_plan_comes_back(void **state)
{
    (void)state;
    Store *store = open_store();
    const HourPlan plan = full_plan();
    HourPlan read = hour_plan_empty();
    HourPlanRow rows[4];
    int count = 0;
    assert_int_equal(hour_plan_load(store, "FOX-1", "", &read), RESULT_NOT_FOUND);
    assert_int_equal(hour_plan_save(store, "FOX-1", "", &plan), RESULT_OK);
    assert_int_equal(hour_plan_save(store, "FOX-1", "Home", &plan), RESULT_OK);
    assert_int_equal(hour_plan_save(store, "", "Mondays", &plan), RESULT_OK);
    assert_int_equal(hour_plan_save(store, "", "", &plan), RESULT_USAGE);
    assert_int_equal(hour_plan_save(store, "", "a\nb", &plan), RESULT_USAGE);
    assert_int_equal(hour_plan_load(store, "FOX-1", "", &read), RESULT_OK);
    assert_same(&plan, &read);
    assert_int_equal(hour_plans_list(store, NULL, rows, 4, &count), RESULT_OK);
    assert_int_equal(count, 3);
    assert_int_equal(hour_plans_list(store, "", rows, 4, &count), RESULT_OK);
    assert_int_equal(count, 1);
    assert_string_equal(rows[0].name, "Mondays");
    assert_int_equal(hour_plan_remove(store, "FOX-1", "Home"), RESULT_OK);
    assert_int_equal(hour_plan_load(store, "FOX-1", "Home", &read), RESULT_NOT_FOUND);
    store_close(&store);
}

#define STEP(fields)                                                                               \
    "{\"version\":1,\"steps\":[{\"kind\":\"game\",\"game\":\"drum_twins\",\"seconds\":60" fields   \
    "}]}"

static void what_is_no_plan_is_told(void **state)
{
    (void)state;
    static const struct {
        const char *text, *word;
        Result result;
    } wrong[] = {
        { "", "damaged", RESULT_MALFORMED },
        { "[]", "damaged", RESULT_MALFORMED },
        { "{\"steps\":[]}", "damaged", RESULT_MALFORMED },
        { "{\"version\":2}", "newer", RESULT_VERSION },
        { "{\"version\":1}", "no steps", RESULT_MALFORMED },
        { "{\"version\":1,\"steps\":[7]}", "step 1", RESULT_MALFORMED },
        { "{\"version\":1,\"warn_minutes\":40,\"steps\":[]}", "warns at 40", RESULT_MALFORMED },
        { "{\"version\":1,\"stop_minutes\":900,\"steps\":[]}", "stops at 900", RESULT_MALFORMED },
        { "{\"version\":1,\"steps\":[{\"kind\":\"game\",\"game\":\"kites\",\"seconds\":9}]}",
          "no game \"kites\"", RESULT_MALFORMED },
        { STEP(",\"level\":6"), "level", RESULT_MALFORMED },
        { STEP(",\"level\":-1"), "level", RESULT_MALFORMED },
        { STEP(",\"side_bias\":1.5"), "side", RESULT_MALFORMED },
        { STEP(",\"success\":0.2"), "successes", RESULT_MALFORMED },
        { STEP(",\"break_s\":601"), "break", RESULT_MALFORMED },
        { STEP(",\"hand\":\"third\""), "hand", RESULT_MALFORMED },
        { STEP(",\"other\":\"snail_trail\""), "choice", RESULT_MALFORMED },
        { STEP(",\"knobs\":{\"radius\":\"big\"}"), "radius", RESULT_MALFORMED },
        { STEP(",\"kind\":\"game\""), "damaged", RESULT_MALFORMED },
        { "{\"version\":1,\"steps\":[{\"kind\":\"checkup\",\"game\":\"drum_twins\",\"seconds\":9}]"
          "}",
          "check-up", RESULT_MALFORMED },
    };
    HourPlan plan = hour_plan_empty();
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        Result result = hour_plan_read(&plan, wrong[i].text);
        if (result != wrong[i].result || !strstr(fail_text(), wrong[i].word))
            fail_msg("%s: %d, %s", wrong[i].text, (int)result, fail_text());
        assert_int_equal(plan.count, 0);
    }
    assert_int_equal(hour_plan_read(&plan, STEP("")), RESULT_OK);
    char many[4096] = "{\"version\":1,\"steps\":[0";
    for (int i = 0; i < HOUR_STEPS_MAX; i++) strcat(many, ",0");
    assert_int_equal(hour_plan_read(&plan, strcat(many, "]}")), RESULT_MALFORMED);
    assert_non_null(strstr(fail_text(), "17 steps"));
}

// ---- check-up -----------------------------------------------------------------------------------

// A play of `child` that ended just now.
static void play(const char *child, const Game *game)
{
    SessionDesc desc = { .plan = plan_default(),
                         .model = "full",
                         .camera_kind = "demo",
                         .camera_name = "drawn child",
                         .build = "test" };
    SessionSummary summary = { .pose_fps = 30 };
    Session *session = NULL;
    snprintf(desc.plan.child, sizeof desc.plan.child, "%s", child);
    desc.plan.play.game = game;
    desc.plan.play.setup.success = 0;
    summary.quality.steps = 600;
    assert_int_equal(session_open(&session, path, &desc), RESULT_OK);
    session_finish(session, SESSION_COMPLETE, &summary);
    assert_int_equal(session_close(&session), RESULT_OK);
}

static void a_check_up_is_due_by_dates_and_visits(void **state)
{
    (void)state;
    assert_false(checkup_is_due(-1, 0));  // the first visit
    assert_true(checkup_is_due(-1, 1));
    assert_false(checkup_is_due(29, 3));
    assert_true(checkup_is_due(30, 0));
    assert_true(checkup_is_due(7, 4));
    assert_false(checkup_is_due(0, 0));
}

static void days_and_visits_are_counted(void **state)
{
    (void)state;
    CheckupDue due;
    struct timespec now;
    clock_gettime(CLOCK_REALTIME, &now);
    int64_t today = (int64_t)now.tv_sec * 1000;
    play("OWL-2", game_find("drum_twins"));
    play("OWL-2", game_find("snail_trail"));
    play("FOX-1", game_assessment());
    Store *store = open_store();
    assert_int_equal(checkup_due(store, "OWL-2", today, 0, &due), RESULT_OK);
    assert_true(due.days == -1 && due.visits == 0 && !due.due);  // today's does not count
    assert_int_equal(checkup_due(store, "OWL-2", today + 2 * DAY_MS, 0, &due), RESULT_OK);
    assert_true(due.days == -1 && due.visits == 1 && due.due);  // two games are one visit
    assert_int_equal(checkup_due(store, "FOX-1", today + 2 * DAY_MS, 0, &due), RESULT_OK);
    assert_true(due.days >= 1 && due.days <= 3 && due.visits == 0 && !due.due);
    assert_int_equal(checkup_due(store, "FOX-1", today + 31 * DAY_MS, 0, &due), RESULT_OK);
    assert_true(due.due);
    assert_int_equal(checkup_due(store, "NEW-1", today, 0, &due), RESULT_OK);
    assert_false(due.due);
    store_close(&store);
}

// A play or check-up so many days before `today_ms`.
static void play_then(const char *child, const Game *game, int64_t today_ms, int days)
{
    play(child, game);
    Store *store = open_store();
    assert_int_equal(sql_change(store,
                                "UPDATE session SET started_utc_ms=?1 WHERE id=(SELECT max(id) "
                                "FROM session)",
                                "i", today_ms - days * DAY_MS),
                     RESULT_OK);
    store_close(&store);
}

static void only_days_after_the_newest_check_up_count(void **state)
{
    (void)state;
    CheckupDue due;
    const Game *game = game_find("drum_twins");
    const int64_t today = clock_day(clock_utc_ms(), 0) * DAY_MS + DAY_MS / 2;
    play_then("ELK-4", game, today, 20);
    play_then("ELK-4", game_assessment(), today, 15);
    play_then("ELK-4", game, today, 12);
    play_then("ELK-4", game_assessment(), today, 10);
    play_then("ELK-4", game, today, 10);  // the check-up's own day
    play_then("ELK-4", game, today, 8);
    play_then("ELK-4", game, today, 8);
    play_then("ELK-4", game, today, 3);
    play_then("ELK-4", game, today, 0);
    play_then("ELK-4", game_assessment(), today, -2);  // by a clock that was wrong
    Store *store = open_store();
    assert_int_equal(store_hold_reading(store), RESULT_OK);
    assert_int_equal(checkup_due(store, "ELK-4", today, 0, &due), RESULT_OK);
    assert_int_equal(store_release(store, RESULT_OK), RESULT_OK);
    assert_int_equal(due.days, 10);
    assert_int_equal(due.visits, 2);
    assert_false(due.due);
    // The newest two were not done to their end: the one before counts.
    assert_int_equal(sql_run(store, "UPDATE session SET status='stopped' WHERE child='ELK-4' AND "
                                    "started_utc_ms<>(SELECT min(started_utc_ms) FROM session "
                                    "WHERE child='ELK-4' AND game='checkup')"),
                     RESULT_OK);
    assert_int_equal(checkup_due(store, "ELK-4", today, 0, &due), RESULT_OK);
    assert_int_equal(due.days, 15);
    assert_int_equal(due.visits, 4);
    assert_true(due.due);
    store_close(&store);
}

// ---- on the way to another machine --------------------------------------------------------------

static Store *open_named(const char *name)
{
    Store *store = NULL;
    char at[128];
    snprintf(at, sizeof at, "%s/%s", folder, name);
    assert_int_equal(store_open(&store, at, STORE_WRITE), RESULT_OK);
    return store;
}

static char *sent(Store *store, const HourPlan *plan, size_t *size)
{
    char *bytes = NULL;
    FILE *to = open_memstream(&bytes, size);
    assert_non_null(to);
    assert_int_equal(plan_file_write(store, plan, to), RESULT_OK);
    fclose(to);
    return bytes;
}

static void a_plan_goes_home_without_a_name(void **state)
{
    (void)state;
    Store *clinic = open_named("clinic.db"), *home = open_named("home.db");
    const HourPlan plan = full_plan();
    HourPlan read = hour_plan_empty();
    PlanSender sender;
    unsigned char key[STATION_PUBLIC];
    char code[STATION_CODE];
    struct stat info;
    size_t size;
    char *bytes = sent(clinic, &plan, &size), file[128];
    assert_null(strstr(bytes, "Anna"));
    assert_int_equal(station_public(clinic, key), RESULT_OK);
    station_code(key, code);
    snprintf(file, sizeof file, "%s/clinic.db.key", folder);
    assert_int_equal(stat(file, &info), 0);
    assert_int_equal(info.st_mode & 0777, 0600);

    assert_int_equal(plan_file_read(home, bytes, size, &read, &sender), RESULT_OK);
    assert_false(sender.known);
    assert_int_equal(plan_sender_check(home, &sender, NULL), RESULT_NOT_PERMITTED);
    assert_int_equal(plan_sender_check(home, &sender, "7777-7777-7777"), RESULT_NOT_PERMITTED);
    assert_int_equal(plan_file_read(home, bytes, size, &read, &sender), RESULT_OK);
    assert_false(sender.known);  // a wrong code is no acceptance
    for (char *c = code; *c; c++) *c = *c == '-' ? ' ' : *c >= 'A' ? (char)(*c + 32) : *c;
    assert_int_equal(plan_sender_check(home, &sender, code), RESULT_OK);
    assert_int_equal(plan_file_read(home, bytes, size, &read, &sender), RESULT_OK);
    assert_true(sender.known);
    assert_int_equal(plan_sender_check(home, &sender, NULL), RESULT_OK);
    assert_int_equal(read.count, plan.count);
    assert_float_equal(read.step[0].knob[1], 0.7f, 1e-6f);
    assert_int_equal(plan_file_read(clinic, bytes, size, &read, &sender), RESULT_OK);
    assert_true(sender.known);  // its own
    free(bytes);

    Store *other = open_named("other.db");  // one that was accepted vouches for no other
    bytes = sent(other, &plan, &size);
    assert_int_equal(plan_file_read(home, bytes, size, &read, &sender), RESULT_OK);
    assert_int_equal(plan_sender_check(home, &sender, NULL), RESULT_NOT_PERMITTED);
    free(bytes);
    store_close(&other);
    store_close(&home);
    store_close(&clinic);
}

// Every byte changed, every length but the whole one: nothing of it is ever a plan.
static void a_file_that_is_not_whole_is_refused(void **state)
{
    (void)state;
    Store *store = open_named("fuzz.db");
    const HourPlan plan = hour_template_plan(5, -1);
    HourPlan read = hour_plan_empty();
    PlanSender sender;
    size_t size;
    char *bytes = sent(store, &plan, &size);
    assert_int_equal(plan_file_read(store, bytes, size, &read, &sender), RESULT_OK);
    read = hour_plan_empty();
    for (size_t i = 0; i < size; i++) {
        static const char masks[] = { 0x01, 0x20, 0x7f };
        for (size_t m = 0; m < sizeof masks; m++) {
            bytes[i] ^= masks[m];
            Result result = plan_file_read(store, bytes, size, &read, &sender);
            bytes[i] ^= masks[m];
            assert_true(result == RESULT_MALFORMED || result == RESULT_VERSION);
        }
        assert_int_not_equal(plan_file_read(store, bytes, i, &read, &sender), RESULT_OK);
    }
    assert_int_equal(read.count, 0);
    char *newer = strstr(bytes, "plan 1");
    newer[5] = '2';
    assert_int_equal(plan_file_read(store, bytes, size, &read, &sender), RESULT_VERSION);
    free(bytes);
    char *huge = calloc(1, PLAN_FILE_MAX + 1);
    strcpy(huge, "tiptoe plan 1\n");
    assert_int_equal(plan_file_read(store, huge, PLAN_FILE_MAX + 1, &read, &sender),
                     RESULT_MALFORMED);
    assert_int_equal(plan_file_read(store, huge, PLAN_FILE_MAX, &read, &sender), RESULT_MALFORMED);
    free(huge);
    store_close(&store);
}

static void a_key_that_others_may_read_is_not_used(void **state)
{
    (void)state;
    Store *store = open_named("open.db");
    unsigned char first[STATION_PUBLIC], again[STATION_PUBLIC];
    char file[128];
    snprintf(file, sizeof file, "%s/open.db.key", folder);
    assert_int_equal(station_public(store, first), RESULT_OK);
    assert_int_equal(station_public(store, again), RESULT_OK);
    assert_memory_equal(first, again, sizeof first);  // made once
    assert_int_equal(chmod(file, 0644), 0);
    assert_int_equal(station_public(store, again), RESULT_NOT_PERMITTED);
    assert_int_equal(chmod(file, 0600), 0);
    assert_int_equal(truncate(file, 31), 0);
    assert_int_equal(station_public(store, again), RESULT_MALFORMED);
    store_close(&store);
}

// "action object " of each line of the log of the store `name`.
static const char *log_of(const char *name)
{
    static char text[1024];
    char file[160];
    Store *store = NULL;
    sqlite3_stmt *query = NULL;
    bool row = false;
    uint32_t lines = 0;
    int64_t broken = 0;
    snprintf(file, sizeof file, "%s/%s.db", folder, name);
    assert_int_equal(store_open(&store, file, STORE_READ), RESULT_OK);
    assert_int_equal(audit_verify(store, &lines, &broken), RESULT_OK);
    assert_int_equal(broken, 0);
    assert_int_equal(sql_prepare(store, &query,
                                 "SELECT coalesce(group_concat(account || ' ' || action || ' ' || "
                                 "object || CASE id WHEN '' THEN '' ELSE ' by its id' END, '; '), "
                                 "'') FROM (SELECT * FROM audit ORDER BY seq)"),
                     RESULT_OK);
    assert_int_equal(sql_next(store, query, &row), RESULT_OK);
    snprintf(text, sizeof text, "%s", sql_text(query, 0));
    sql_free(query);
    store_close(&store);
    return text;
}

// Who reads, changes or takes a plan along by the command stands in the log, in the same change.
static void each_command_leaves_a_line(void **state)
{
    (void)state;
    char code[64], file[160];
    Store *store = NULL;
    assert_int_equal(tiptoe("plan export 'Balance' %s/l.plan --store %s/l.db", folder, folder), 0);
    assert_int_equal(sscanf(strstr(output, "station: "), "station: %63s", code), 1);
#define ONE "command export plan"
    assert_string_equal(log_of("l"), ONE);
    assert_int_equal(
        tiptoe("plan import %s/l.plan --accept %s --as X --store %s/l.db", folder, code, folder),
        0);
#define TWO ONE "; command write plan"
    assert_string_equal(log_of("l"), TWO);
#define THREE TWO "; command read plan"
    assert_int_equal(tiptoe("plan import %s/l.plan --as X --store %s/l.db", folder, folder), 0);
    assert_string_equal(log_of("l"), THREE);
    assert_int_equal(tiptoe("plan --store %s/l.db", folder), 0);
    assert_int_equal(tiptoe("plan show X --store %s/l.db", folder), 0);
    assert_int_equal(tiptoe("plan check X --store %s/l.db", folder), 0);
#define SIX THREE "; command read plan; command read plan; command read plan"
    assert_string_equal(log_of("l"), SIX);
    // A child is named by the random id of its page.
    snprintf(file, sizeof file, "%s/l.db", folder);
    const ChildRecord record = child_record_new("KIT-1", &(PlayPlan){ 0 });
    assert_int_equal(store_open(&store, file, STORE_WRITE), RESULT_OK);
    assert_int_equal(child_record_save(store, &record), RESULT_OK);
    assert_int_equal(tiptoe("plan import %s/l.plan --child KIT-1 --store %s/l.db", folder, folder),
                     0);
    assert_string_equal(log_of("l"), SIX "; command write child by its id");
    // Where the log takes no line, nothing is changed.
    assert_int_equal(sql_run(store, "CREATE TRIGGER no BEFORE INSERT ON audit BEGIN "
                                    "SELECT raise(FAIL, 'no'); END"),
                     RESULT_OK);
    assert_int_not_equal(tiptoe("plan remove X --store %s/l.db", folder), 0);
    assert_int_not_equal(tiptoe("plan import %s/l.plan --as Y --store %s/l.db", folder, folder), 0);
    assert_int_equal(sql_run(store, "DROP TRIGGER no"), RESULT_OK);
    assert_int_equal(tiptoe("plan show Y --store %s/l.db", folder), 66);
    store_close(&store);
    assert_int_equal(tiptoe("plan remove X --store %s/l.db", folder), 0);
    assert_string_equal(log_of("l"), SIX
                        "; command write child by its id; command read plan; command write plan");
}

static void plans_by_the_command(void **state)
{
    (void)state;
    char code[64];
    assert_int_equal(tiptoe("plan --store %s/none.db", folder), 0);
    assert_non_null(strstr(output, "One hand, then two"));
    assert_int_equal(tiptoe("plan show nothing --store %s/none.db", folder), 66);
    assert_int_equal(tiptoe("plan show --store %s/none.db", folder), 64);
    assert_int_equal(tiptoe("plan tell --store %s/none.db", folder), 64);
    assert_int_equal(tiptoe("plan export 'Balance' %s/b.plan --store %s/c.db", folder, folder), 0);
    assert_int_equal(sscanf(strstr(output, "station: "), "station: %63s", code), 1);
    assert_int_equal(tiptoe("plan import %s/b.plan --store %s/h.db", folder, folder), 77);
    assert_non_null(strstr(output, "--accept CODE"));
    assert_null(strstr(output, code));  // it is the sender's people who tell it
    assert_int_equal(tiptoe("plan check %s/b.plan --store %s/h.db", folder, folder), 0);
    assert_non_null(strstr(output, "not known here"));
    assert_int_equal(tiptoe("plan import %s/b.plan --accept %s --child KIT-1 --store %s/h.db",
                            folder, code, folder),
                     0);
    assert_non_null(strstr(output, "kept for KIT-1"));
    assert_int_equal(tiptoe("plan import %s/b.plan --child KIT-1 --store %s/h.db", folder, folder),
                     0);
    assert_non_null(strstr(output, "nothing was changed"));  // the same file once more
    assert_int_equal(tiptoe("plan export 'Rhythm' %s/r.plan --store %s/c.db", folder, folder), 0);
    assert_int_equal(tiptoe("plan import %s/r.plan --as 'At home' --store %s/h.db", folder, folder),
                     0);
    assert_null(strstr(output, "in place of"));
    assert_int_equal(tiptoe("plan import %s/b.plan --as 'At home' --store %s/h.db", folder, folder),
                     0);
    assert_non_null(strstr(output, "in place of another"));
    assert_int_equal(tiptoe("plan list --store %s/h.db", folder), 0);
    const char *first = strstr(output, "At home");
    assert_non_null(first);
    assert_null(strstr(first + 1, "At home"));  // once
    assert_int_equal(tiptoe("plan --json --store %s/h.db", folder), 0);
    assert_non_null(strstr(output, "\"At home\""));
    assert_non_null(strstr(output, "\"KIT-1\""));
    assert_int_equal(tiptoe("plan show --child KIT-1 --json --store %s/h.db", folder), 0);
    HourPlan plan;
    assert_int_equal(hour_plan_read(&plan, output), RESULT_OK);
    assert_int_equal(plan.count, 4);
    assert_int_equal(tiptoe("plan remove 'At home' --store %s/h.db", folder), 0);
    assert_int_equal(tiptoe("plan show 'At home' --store %s/h.db", folder), 66);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(templates_suit_whom_they_are_for),
        cmocka_unit_test(templates_look_at_arms_and_posture),
        cmocka_unit_test(a_plan_comes_back),
        cmocka_unit_test(what_is_no_plan_is_told),
        cmocka_unit_test(a_check_up_is_due_by_dates_and_visits),
        cmocka_unit_test(days_and_visits_are_counted),
        cmocka_unit_test(only_days_after_the_newest_check_up_count),
        cmocka_unit_test(a_plan_goes_home_without_a_name),
        cmocka_unit_test(a_file_that_is_not_whole_is_refused),
        cmocka_unit_test(a_key_that_others_may_read_is_not_used),
        cmocka_unit_test(plans_by_the_command),
        cmocka_unit_test(each_command_leaves_a_line),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
