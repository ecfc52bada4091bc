// SPDX-License-Identifier: MIT
// test_clinic_papers.c: reports on a child: what stands on the page and on paper is what the
// child's page says, escaped, on so many sheets of A4, with the fonts in the file.
#include "clinic_fixture.h"

#include "clinic/assess.h"
#include "clinic/child_report.h"
#include "program.h"
#include "session/child_record.h"
#include "session/hour_plans.h"

#include <time.h>

#define CHILD    "OTTER-3"
#define CHECKUPS 7

// One step of the check-up, a week apart: practice, baseline, and some more.
static int setup(void **state)
{
    if (clinic_setup(state) != 0 || make_folder() != 0) return -1;
    for (int i = 1; i <= CHECKUPS; i++) {
        ClinicPlan plan = { .seed = 4 + (uint64_t)i, .from = 1, .count = 1, .height_cm = 120 };
        assert_int_equal(clinic_play(&plan), i);
        clinic_put_on_day(i, 7 * i);
        assert_int_equal(clinic_keep(clinic_store, i), RESULT_OK);
    }
    assert_int_equal(clinic_play(&(ClinicPlan){
                         .game = "drum_twins", .child = "FOX-1", .seed = 4, .seconds = 10 }),
                     CHECKUPS + 1);
    return 0;
}

static int teardown_both(void **state)
{
    int gone = teardown(state);
    return clinic_teardown(state) || gone;
}

static ChildReport *open_report(const char *child, ChildReportKind kind, Store **store)
{
    ChildReport *report = NULL;
    assert_int_equal(store_open(store, clinic_store, STORE_READ), RESULT_OK);
    const ChildReportOf of = { child, kind, "", "", INT64_C(1800000000000), 0 };
    Result result = child_report_open(&report, *store, &of);
    if (result) print_message("%s\n", fail_text());
    assert_int_equal(result, RESULT_OK);
    return report;
}

static void says(const char *what)
{
    if (!strstr(output, what)) fail_msg("no \"%s\" in: %.2000s", what, output);
}

static void is_silent_about(const char *what)
{
    const char *words = strstr(output, "</style>");
    if (strstr(words ? words : output, what)) fail_msg("\"%s\" in: %.2000s", what, output);
}

// Every cell and every word of the blocks stands on the page; and every sort of block is there.
static void test_the_page_is_the_document(void **state)
{
    (void)state;
    Store *store = NULL;
    ChildReport *report = open_report(CHILD, CHILD_REPORT_CLINIC, &store);
    const PaperDocument *d = child_report_document(report);
    int kinds[PAPER_SIGN + 1] = { 0 }, cells = 0;
    assert_int_equal(
        tiptoe("report --child " CHILD " --store '%s' --html '%s/r.html'", clinic_store, folder),
        0);
    assert_int_equal(shell("cat '%s/r.html'", folder), 0);
    for (int i = 0; i < d->count; i++) {
        const PaperBlock *b = &d->block[i];
        kinds[b->kind]++;
        for (int k = 0; k < b->rows * b->columns; k++, cells++)
            if (!strpbrk(b->cell[k], "<>&\"'")) says(b->cell[k]);
        if (b->kind != PAPER_TABLE && b->kind != PAPER_SMALL && !strpbrk(b->text, "&'\""))
            says(b->text);
        if (b->kind == PAPER_CHART) assert_true(b->height_pt > 50 && b->height_pt < 400);
    }
    for (int kind = 0; kind <= PAPER_SIGN; kind++)
        if (kind != PAPER_BOX) assert_above(kinds[kind], 0);
    assert_above(cells, 6);
    assert_above(kinds[PAPER_CHART], 0);
    child_report_close(&report);
    store_close(&store);
}

static int sheets_in(const char *file)
{
    // Sheets are objects of the file; cairo packs other objects, not these.
    assert_int_equal(shell("head -c 5 '%s/%s'", folder, file), 0);
    says("%PDF-");
    assert_int_equal(shell("python3 -c \"import re, sys, zlib; b = open('%s/%s', 'rb').read(); "
                           "s = b''.join(zlib.decompressobj().decompress(m) for m in "
                           "re.findall(rb'stream\\r?\\n(x.*?)endstream', b, re.S)); "
                           "print(len(re.findall(rb'/Type */Page\\b', b + s)), "
                           "(b + s).count(b'/FontFile'))\"",
                           folder, file),
                     0);
    char *end;
    long sheets = strtol(output, &end, 10);
    assert_above(strtol(end, NULL, 10), 0);
    return (int)sheets;
}

static void test_paper(void **state)
{
    (void)state;
    assert_int_equal(
        tiptoe("report --child " CHILD " --store '%s' --pdf '%s/c.pdf'", clinic_store, folder), 0);
    assert_in_range(sheets_in("c.pdf"), 1, 6);
    assert_int_equal(tiptoe("report --child " CHILD " --parents --store '%s' --pdf '%s/p.pdf'",
                            clinic_store, folder),
                     0);
    assert_int_equal(sheets_in("p.pdf"), 1);
    assert_int_equal(
        tiptoe("report --child FOX-1 --store '%s' --pdf '%s/f.pdf'", clinic_store, folder), 0);
    assert_in_range(sheets_in("f.pdf"), 1, 2);
}

// What to play at home is the child's plan of that name; without one the sheet says so.
static void test_home_is_the_plan(void **state)
{
    (void)state;
    Store *store = NULL;
    HourPlan *plan = calloc(1, sizeof *plan);
    assert_non_null(plan);
    assert_int_equal(tiptoe("report --child FOX-1 --parents --store '%s'", clinic_store), 0);
    says("There is no plan for home yet");
    *plan = hour_plan_empty();
    plan->count = 1;
    plan->step[0] = hour_step_of(game_find("drum_twins"));
    plan->step[0].seconds = 420;
    strcpy(plan->reason, "Monday and Thursday");
    ChildRecord record = child_record_new("FOX-1", &(PlayPlan){ 0 });
    record.posture = POSTURE_WHEELCHAIR;
    assert_int_equal(store_open(&store, clinic_store, STORE_WRITE), RESULT_OK);
    assert_int_equal(child_record_save(store, &record), RESULT_OK);
    assert_int_equal(hour_plan_save(store, "FOX-1", REPORT_HOME_PLAN, plan), RESULT_OK);
    assert_int_equal(tiptoe("report --child FOX-1 --parents --store '%s'", clinic_store), 0);
    says("Drum Twins: 7 minutes");
    says("Monday and Thursday. 7 minutes in all");
    says("plays in the wheelchair");
    is_silent_about("There is no plan for home");
    assert_int_equal(hour_plan_remove(store, "FOX-1", REPORT_HOME_PLAN), RESULT_OK);
    store_close(&store);
    free(plan);
}

// No number of the clinic's, no other child, no word about what is not better.
static void test_parents_read_plain_words(void **state)
{
    (void)state;
    assert_int_equal(tiptoe("report --child " CHILD " --parents --store '%s'", clinic_store), 0);
    says("What got easier");
    says("The play box");
    is_silent_about("95&#32;%");
    is_silent_about("worse");
    is_silent_about("percentile");
    is_silent_about("FOX-1");
}

static void test_what_is_wrongly_asked_for(void **state)
{
    (void)state;
    assert_int_equal(tiptoe("report --child NOBODY-1 --store '%s'", clinic_store), 66);
    says("NOBODY-1");
    assert_int_equal(tiptoe("report --parents --store '%s'", clinic_store), 64);
    assert_int_equal(tiptoe("report --child " CHILD " --session 1 --store '%s'", clinic_store), 64);
    assert_int_equal(tiptoe("report --child " CHILD " --html a --pdf b"), 64);
    assert_int_equal(tiptoe("report --child " CHILD " --store '%s' --pdf /dev/full", clinic_store),
                     74);
    assert_int_equal(
        tiptoe("report --child " CHILD " --store '%s' --comment '<b>&\"' --html -", clinic_store),
        0);
    says("&lt;b&gt;&amp;&quot;");
    is_silent_about("<b>&");
}

// For a hospital: what is referred to is there, each value is one of results.csv to the digit and
// has a unit that UCUM knows, what has no value says why, and no code of a child is told.
static void test_a_bundle(void **state)
{
    (void)state;
    assert_int_equal(
        tiptoe("export --session 3 --store '%s' --fhir '%s/b.json'", clinic_store, folder), 0);
    assert_int_equal(tiptoe("export --session 3 --store '%s' --csv '%s/t'", clinic_store, folder),
                     0);
    assert_int_equal(
        shell("cd '%s' && python3 -c \"\n"
              "import csv, json\n"
              "b = json.load(open('b.json'))\n"
              "entries = b['entry']\n"
              "urls = {e['fullUrl'] for e in entries}\n"
              "assert len(urls) == len(entries)\n"
              "def refs(x):\n"
              "    if isinstance(x, dict):\n"
              "        for k, v in x.items():\n"
              "            if k == 'reference': yield v\n"
              "            else: yield from refs(v)\n"
              "    elif isinstance(x, list):\n"
              "        for v in x: yield from refs(v)\n"
              "assert set(refs(b)) <= urls and set(refs(b))\n"
              "o = [e['resource'] for e in entries if e['resource']['resourceType'] == "
              "'Observation']\n"
              "assert all(('valueQuantity' in x) != ('dataAbsentReason' in x) for x in o)\n"
              "assert all(x['valueQuantity']['code'] for x in o if 'valueQuantity' in x)\n"
              "told = sorted((x['code']['coding'][0]['code'], x['valueQuantity']['value']) for x "
              "in o "
              "if 'valueQuantity' in x)\n"
              "rows = [r for r in csv.DictReader(open('t/results.csv')) if r['trial'] == '0']\n"
              "kept = sorted((r['measure'], float(r['value'])) for r in rows if r['value'])\n"
              "assert told == kept and len(o) == len(rows) and told\n"
              "assert '" CHILD "' not in json.dumps(b)\n"
              "\" 2>&1",
              folder),
        0);
    assert_int_equal(shell("cp '%s/b.json' '%s/c.json'", folder, folder), 0);
    assert_int_equal(
        tiptoe("export --session 3 --store '%s' --fhir '%s/b.json'", clinic_store, folder), 0);
    assert_int_equal(shell("cmp '%s/b.json' '%s/c.json'", folder, folder), 0);
    assert_int_equal(
        tiptoe("export --session %d --store '%s' --fhir -", CHECKUPS + 1, clinic_store), 64);
    says("is a play");
}

// X(reason, how HL7 says it)
#define ABSENT_LIST(X)                                                                             \
    X(INVALID, "error")                                                                            \
    X(SHORT, "error")                                                                              \
    X(FEW, "unknown")                                                                              \
    X(FORMULA, "not-a-number")                                                                     \
    X(SLOW, "unsupported")                                                                         \
    X(FAST, "unsupported")                                                                         \
    X(LONG, "error")                                                                               \
    X(CONSTANT, "error")                                                                           \
    X(NO_STANCE, "not-performed")                                                                  \
    X(NO_REACH, "not-performed")                                                                   \
    X(AT_CAMERA, "error")

// Each reason of the store has its own word in a bundle, and our words beside it.
static void test_why_nothing_is_in_a_bundle(void **state)
{
    (void)state;
    enum { LAST = CHECKUPS };
    static const char *const codes[FINDING_REASON_COUNT] = {
#define X(reason, code) [FINDING_##reason] = code,
        ABSENT_LIST(X)
#undef X
    };
    Finding list[FINDING_REASON_COUNT];
    char formulas[FINDING_FORMULAS_MAX], wanted[160];
    Store *store = NULL;
    for (int i = 0; i < FINDING_REASON_COUNT; i++) {
        list[i] = (Finding){ .kind = CHECKUP_REACHES,
                             .measure = (Measure)i,
                             .version = 1,
                             .value = NAN,
                             .error = NAN,
                             .quality = 1,
                             .unit = "s",
                             .reason = (FindingReason)i,
                             .measure_low = NAN,
                             .measure_high = NAN,
                             .value_low = NAN,
                             .value_high = NAN };
    }
    list[FINDING_NONE].reason = FINDING_FEW;  // nothing lay beyond the midline
    list[FINDING_NONE].measure = MEASURE_MIDLINE_CROSSING;
    assess_formulas(formulas);
    assert_int_equal(store_open(&store, clinic_store, STORE_WRITE), RESULT_OK);
    assert_int_equal(findings_save(store, LAST, formulas, list, FINDING_REASON_COUNT), RESULT_OK);
    store_close(&store);
    assert_int_equal(
        tiptoe("export --session %d --store '%s' --fhir '%s/w.json'", LAST, clinic_store, folder),
        0);
    assert_int_equal(
        shell("python3 -c \"import json; [print(x['code']['coding'][0]['code'], "
              "x['dataAbsentReason']['coding'][0]['code'], x['dataAbsentReason']['text']) for x in "
              "(e['resource'] for e in json.load(open('%s/w.json'))['entry']) if "
              "'dataAbsentReason' in x]\"",
              folder),
        0);
    for (int i = FINDING_NONE + 1; i < FINDING_REASON_COUNT; i++) {
        assert_non_null(codes[i]);
        snprintf(wanted, sizeof wanted, "%s %s %s\n", measure_info((Measure)i)->name, codes[i],
                 finding_reason_text((FindingReason)i));
        says(wanted);
    }
    says("midline_crossing not-performed ");
}

// A track stays as long as the child's page says, whatever the clinic keeps of the rest.
static void test_a_track_goes_with_its_consent(void **state)
{
    (void)state;
    const int64_t day = 86400000, now = (int64_t)time(NULL) * 1000;
    ChildRecord record = child_record_new("FOX-1", &(PlayPlan){ 0 });
    Store *store = NULL;
    record.keep_track = true;
    for (int ended = 0; ended < 2; ended++) {
        record.keep_until_utc_ms = ended ? now - day : now + day;
        assert_int_equal(store_open(&store, clinic_store, STORE_WRITE), RESULT_OK);
        assert_int_equal(child_record_save(store, &record), RESULT_OK);
        store_close(&store);
        assert_int_equal(tiptoe("forget --due --store '%s'", clinic_store), ended ? 0 : 64);
        if (ended) says("FOX-1                            consent ended, tracks of joints kept: 1");
        assert_int_equal(tiptoe("forget --purge --store '%s'", clinic_store), ended ? 0 : 64);
        if (ended) says("dropped: 1. Scores stay.");
    }
    assert_int_equal(tiptoe("forget --due --store '%s'", clinic_store), 64);
    assert_int_equal(tiptoe("show %d --store '%s'", CHECKUPS + 1, clinic_store), 0);
    says("FOX-1");
    assert_int_equal(tiptoe("verify --all --store '%s'", clinic_store), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_the_page_is_the_document),
        cmocka_unit_test(test_paper),
        cmocka_unit_test(test_parents_read_plain_words),
        cmocka_unit_test(test_home_is_the_plan),
        cmocka_unit_test(test_what_is_wrongly_asked_for),
        cmocka_unit_test(test_a_bundle),
        cmocka_unit_test(test_why_nothing_is_in_a_bundle),
        cmocka_unit_test(test_a_track_goes_with_its_consent),
    };
    return cmocka_run_group_tests(tests, setup, teardown_both);
}
