// SPDX-License-Identifier: MIT
// test_clinic_export.c: the JSON of an export and its published schema say the same names and
// kinds, the values are those of the tables, and of a child nothing that is kept is left out.
#include "clinic_fixture.h"

#include "clinic/export.h"
#include "program.h"
#include "session/child_record.h"
#include "session/documents.h"
#include "session/presets.h"
#include "session/reports.h"

#include <jansson.h>

#define CHILD   "OTTER-3"
#define WORDS   "words that one row alone holds, "
#define REPORTS "report of that child"

static void keep(Store *store)
{
    const ChildRecord record = child_record_new(CHILD, &(PlayPlan){ 0 });
    const WeeklyGoals goals = { .reps = { 10, 20, 30, 4321 } };
    char id[REPORT_ID];
    assert_int_equal(child_record_save(store, &record), RESULT_OK);
    assert_int_equal(goals_save(store, CHILD, &goals), RESULT_OK);
    for (int kind = 0; kind < DOCUMENT_COUNT; kind++) {
        char body[128];
        snprintf(body, sizeof body, "{\"words\":\"" WORDS "%d, \xc3\xa4\"}", kind);
        const DocumentKey key = { (DocumentKind)kind, CHILD, "", "x" };
        assert_int_equal(document_save(store, key, body), RESULT_OK);
    }
    const DocumentKey other = { DOCUMENT_MARK, "FOX-1", "", "" };
    assert_int_equal(document_save(store, other, "{\"words\":\"of another\"}"), RESULT_OK);
    const ReportToSign report = {
        "somebody", CHILD, "clinic", "f", "{}", REPORTS, strlen(REPORTS)
    };
    assert_int_equal(report_sign(store, &report, id), RESULT_OK);
}

static int setup(void **state)
{
    Store *store = NULL;
    if (clinic_setup(state) != 0 || make_folder() != 0) return -1;
    assert_int_equal(clinic_play(&(ClinicPlan){ .seed = 5, .from = 1, .count = 1 }), 1);
    assert_int_equal(clinic_keep(clinic_store, 1), RESULT_OK);
    const ClinicPlan play = { .game = "drum_twins", .child = CHILD, .seed = 4, .seconds = 10 };
    assert_int_equal(clinic_play(&play), 2);
    assert_int_equal(store_open(&store, clinic_store, STORE_WRITE), RESULT_OK);
    keep(store);
    store_close(&store);
    return 0;
}

static int teardown_both(void **state)
{
    int gone = teardown(state);
    return clinic_teardown(state) || gone;
}

// ---- the schema ---------------------------------------------------------------------------------

static json_t *load(const char *path)
{
    json_error_t error;
    json_t *tree = json_load_file(path, JSON_REJECT_DUPLICATES, &error);
    if (!tree) fail_msg("%s: line %d: %s", path, error.line, error.text);
    return tree;
}

static const char *type_of(const json_t *value)
{
    switch (json_typeof(value)) {
    case JSON_OBJECT: return "object";
    case JSON_ARRAY: return "array";
    case JSON_STRING: return "string";
    case JSON_INTEGER: return "integer";
    case JSON_REAL: return "number";
    default: return "null";
    }
}

static void has_kind(const char *name, const json_t *value, const json_t *types)
{
    size_t i;
    json_t *type;
    const char *is = type_of(value);
    json_array_foreach(types, i, type)
    {
        const char *may = json_string_value(type);
        if (!strcmp(may, is) || (!strcmp(may, "number") && !strcmp(is, "integer"))) return;
    }
    fail_msg("%s is of kind %s", name, is);
}

typedef struct Walk {
    const json_t *defs;
    int values, rows;
} Walk;

// An object of one row, by its part of the schema; lists in it are waiting to be walked.
static void walk_row(Walk *w, const json_t *row, const char *def)
{
    const json_t *schema = json_object_get(w->defs, def), *name;
    const json_t *properties = json_object_get(schema, "properties");
    size_t i;
    json_t *value;
    const char *key;
    assert_non_null(schema);
    json_array_foreach(json_object_get(schema, "required"), i, name)
    {
        if (!json_object_get(row, json_string_value(name)))
            fail_msg("%s has no %s", def, json_string_value(name));
    }
    json_object_foreach((json_t *)row, key, value)
    {
        const json_t *property = json_object_get(properties, key);
        if (!property) fail_msg("the schema knows no %s of %s", key, def);
        const json_t *types = json_object_get(property, "type");
        if (json_is_array(types)) has_kind(key, value, types);
        assert_true(json_is_array(types) || json_is_array(value));
        w->values++;
    }
    w->rows++;
}

static void walk_list(Walk *w, const json_t *in, const char *name)
{
    size_t i;
    json_t *row;
    json_array_foreach(json_object_get(in, name), i, row) walk_row(w, row, name);
}

static void walk_export(Walk *w, const json_t *export)
{
    static const char *const lists[] = { "events",  "trials", "reaches", "results",
                                         "history", "scores", "plays" };
    size_t i;
    json_t *session;
    walk_list(w, export, "measures");
    walk_list(w, export, "sessions");
    walk_list(w, export, "kept");
    walk_list(w, export, "audit");
    json_array_foreach(json_object_get(export, "sessions"), i,
                       session) for (size_t k = 0; k < 7; k++) walk_list(w, session, lists[k]);
}

static void test_schema(void **state)
{
    (void)state;
    char path[512];
    // What is printed is what is published.
    assert_int_equal(tiptoe("export --schema '%s/schema.json'", folder), 0);
    assert_int_equal(shell("diff '%s/schema.json' docs/export.schema.json", folder), 0);
    json_t *schema = load("docs/export.schema.json");
    const char *id = json_string_value(json_object_get(schema, "$id"));
    static const char *const whats[] = { "--session 1", "--session 2", "--child " CHILD, "--all" };
    for (int i = 0; i < 4; i++) {
        Walk walk = { .defs = json_object_get(schema, "$defs") };
        assert_int_equal(
            tiptoe("export %s --json '%s/e.json' --store '%s'", whats[i], folder, clinic_store), 0);
        snprintf(path, sizeof path, "%s/e.json", folder);
        json_t *export = load(path);
        const char *key;
        json_t *value;
        json_object_foreach(export, key, value)
            assert_non_null(json_object_get(json_object_get(schema, "properties"), key));
        assert_string_equal(json_string_value(json_object_get(export, "$schema")), id);
        walk_export(&walk, export);
        assert_above(walk.values, 1000);
        json_decref(export);
    }
    json_decref(schema);
}

// Each cell of each table, to the digit; an empty one is null.
static void test_json_is_the_tables(void **state)
{
    (void)state;
    for (int session = 1; session <= 2; session++) {
        assert_int_equal(tiptoe("export --session %d --json '%s/s.json' --store '%s'", session,
                                folder, clinic_store),
                         0);
        assert_int_equal(tiptoe("export --session %d --csv '%s/s%d' --store '%s'", session, folder,
                                session, clinic_store),
                         0);
        assert_int_equal(
            shell("python3 -c \"import csv, json; n = 0\n"
                  "s = json.load(open('%s/s.json'), parse_float=str, parse_int=str)"
                  "['sessions'][0]\n"
                  "for t in s:\n"
                  "    if not isinstance(s[t], list): continue\n"
                  "    rows = list(csv.DictReader(open('%s/s%d/' + t + '.csv', newline='')))\n"
                  "    assert len(rows) == len(s[t]), t\n"
                  "    for a, b in zip(rows, s[t]):\n"
                  "        for k in b:\n"
                  "            assert a[k] == (b[k] or ''), (t, k, a[k], b[k])\n"
                  "            n += 1\n"
                  "print(n)\"",
                  folder, folder, session),
            0);
        assert_above(atoi(output), 500);
    }
}

// ---- a child, whole -----------------------------------------------------------------------------

static void test_child_is_whole(void **state)
{
    (void)state;
    assert_int_equal(tiptoe("show 1 --store '%s'", clinic_store), 0);
    assert_int_equal(tiptoe("sessions --child " CHILD " --store '%s'", clinic_store), 0);
    assert_int_equal(
        tiptoe("export --child " CHILD " --csv '%s/c' --store '%s'", folder, clinic_store), 0);
    assert_int_equal(
        shell("cd '%s/c' && grep -o '" WORDS "[0-9]*' kept.csv | sort -u | wc -l", folder), 0);
    assert_int_equal(atoi(output), DOCUMENT_COUNT);
    assert_int_equal(shell("cd '%s/c' && grep -c 4321 kept.csv; grep -c 'of another' kept.csv; "
                           "cut -d, -f3 kept.csv | sort -u | tr '\\n' ' '",
                           folder),
                     0);
    assert_string_equal(output, "1\n0\ndocument goal report result_set session table verdict ");
    assert_int_equal(shell("cd '%s/c' && cat report_*.pdf", folder), 0);
    assert_string_equal(output, REPORTS);
    // Who looked stands there, this export too, and no code of the child's but as the key.
    assert_int_equal(
        shell("cd '%s/c' && cut -d, -f5-7 audit.csv | sort | uniq -c | tr '\\n' ' '", folder), 0);
    if (!strstr(output, "command,exported,a child") || !strstr(output, "command,read,a child") ||
        !strstr(output, "command,read,a session"))
        fail_msg("%s", output);
    assert_int_equal(tiptoe("verify --all --store '%s'", clinic_store), 0);
    // Every file's columns are in the dictionary.
    assert_int_equal(
        shell("cd '%s/c' && for f in kept audit; do head -n 1 $f.csv | tr -d '\\r' | tr , '\\n' | "
              "while read c; do grep -q \"^$f.csv,$c,\" data_dictionary.csv || echo $c; done; "
              "done",
              folder),
        0);
    assert_string_equal(output, "");
    assert_int_equal(
        tiptoe("export --child NOBODY --json '%s/n' --store '%s'", folder, clinic_store), 66);
    assert_int_equal(shell("test ! -e '%s/n'", folder), 0);
    assert_int_equal(tiptoe("export --all --schema -"), 64);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_schema),
        cmocka_unit_test(test_json_is_the_tables),
        cmocka_unit_test(test_child_is_whole),
    };
    return cmocka_run_group_tests(tests, setup, teardown_both);
}
