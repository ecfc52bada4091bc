// SPDX-License-Identifier: MIT
// test_clinic_reader.c: a reader in another language, written by docs/recording.md alone, finds in
// the store's file what the program found, and refuses a file of which one byte was changed.
#include "clinic_fixture.h"

#include <jansson.h>
#include <sqlite3.h>
#include <sys/wait.h>

// Its exit status; `text` gets the first line it prints.
static int ask_reader(const char *store, int64_t id, char text[1024])
{
    char command[512];
    snprintf(command, sizeof command, "tests/read_recording.py '%s' %lld 2>&1", store,
             (long long)id);
    FILE *reader = popen(command, "r");
    assert_non_null(reader);
    if (!fgets(text, 1024, reader)) strcpy(text, "");
    int status = pclose(reader);
    assert_true(WIFEXITED(status));
    return WEXITSTATUS(status);
}

static const char *text_of(const json_t *answer, const char *name)
{
    const char *text = json_string_value(json_object_get(answer, name));
    assert_non_null(text);
    return text;
}

static json_t *read_well(int64_t id, Recording *recording)
{
    char text[1024];
    int status = ask_reader(clinic_store, id, text);
    if (status != 0) print_error("%s\n", text);
    assert_int_equal(status, 0);
    json_t *answer = json_loads(text, 0, NULL);
    assert_non_null(answer);
    clinic_load(id, recording);
    assert_int_equal(json_integer_value(json_object_get(answer, "steps")), recording->input_count);
    assert_string_equal(text_of(answer, "track_digest"), recording->info.track_digest);
    assert_string_equal(text_of(answer, "rows_digest"), recording->info.rows_digest);
    assert_string_equal(text_of(answer, "behaviour"), recording->info.summary.behaviour);
    return answer;
}

static void test_a_stranger_reads_a_checkup(void **state)
{
    (void)state;
    int64_t id = clinic_play(&(ClinicPlan){ .seed = 4, .from = 5, .count = 1, .height_cm = 120 });
    assert_int_equal(clinic_keep(clinic_store, id), RESULT_OK);
    Recording recording;
    json_t *answer = read_well(id, &recording);
    double rms = json_number_value(json_object_get(answer, "sway_rms"));
    print_message("sway RMS by the reader: %.4f cm\n", rms);
    assert_in_range(rms * 1000, 50, 1000);  // the reader compared it with the stored one
    json_decref(answer);
    recording_free(&recording);
}

static void test_a_stranger_reads_a_play(void **state)
{
    (void)state;
    const char *game = game_list[0]->role == ROLE_ASSESSMENT ? game_list[1]->id : game_list[0]->id;
    int64_t id = clinic_play(&(ClinicPlan){ .game = game, .seed = 2, .seconds = 20 });
    Recording recording;
    json_decref(read_well(id, &recording));
    assert_above(recording.trial_count, 3);
    recording_free(&recording);
}

static unsigned char *slurp(const char *path, size_t *size)
{
    FILE *file = fopen(path, "rb");
    assert_non_null(file);
    fseek(file, 0, SEEK_END);
    *size = (size_t)ftell(file);
    rewind(file);
    unsigned char *bytes = malloc(*size);
    assert_int_equal(fread(bytes, 1, *size, file), *size);
    fclose(file);
    return bytes;
}

static void write_flipped(const char *path, unsigned char *bytes, size_t size, size_t at)
{
    FILE *file = fopen(path, "wb");
    bytes[at] ^= 4;
    assert_non_null(file);
    assert_int_equal(fwrite(bytes, 1, size, file), size);
    assert_int_equal(fclose(file), 0);
    bytes[at] ^= 4;
}

// Where `column` of the session's first row of a table begins in the file.
static size_t place_of(const unsigned char *bytes, size_t size, const char *query)
{
    sqlite3 *db = NULL;
    sqlite3_stmt *row = NULL;
    assert_int_equal(sqlite3_open_v2(clinic_store, &db, SQLITE_OPEN_READONLY, NULL), SQLITE_OK);
    assert_int_equal(sqlite3_prepare_v2(db, query, -1, &row, NULL), SQLITE_OK);
    assert_int_equal(sqlite3_step(row), SQLITE_ROW);
    const void *part = sqlite3_column_blob(row, 0);
    size_t length = (size_t)sqlite3_column_bytes(row, 0);
    const unsigned char *found = memmem(bytes, size, part, length > 200 ? 200 : length);
    assert_non_null(found);
    sqlite3_finalize(row);
    sqlite3_close(db);
    return (size_t)(found - bytes);
}

static void test_one_flipped_byte_is_refused(void **state)
{
    (void)state;
    static const char *const parts[] = {
        "SELECT bytes FROM track LIMIT 1", "SELECT scores FROM session",
        "SELECT calibration FROM session", "SELECT digest FROM state_digest ORDER BY step LIMIT 1",
        "SELECT settings FROM session",
    };
    int64_t id = clinic_play(&(ClinicPlan){ .seed = 4, .from = 1, .count = 1, .height_cm = 120 });
    size_t size;
    unsigned char *bytes = slurp(clinic_store, &size);
    char path[200], text[1024];
    snprintf(path, sizeof path, "%s-flipped", clinic_store);
    for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++) {
        write_flipped(path, bytes, size, place_of(bytes, size, parts[i]) + (i == 0 ? 120 : 11));
        int status = ask_reader(path, id, text);
        print_message("%s: %s", parts[i], text);
        assert_int_equal(status, 1);
        assert_non_null(strstr(text, "refused"));
    }
    unlink(path);
    free(bytes);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, clinic_setup, clinic_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_a_stranger_reads_a_checkup),
        TEST(test_a_stranger_reads_a_play),
        TEST(test_one_flipped_byte_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
