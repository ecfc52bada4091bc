// SPDX-License-Identifier: MIT
// test_session_power.c: the power goes while a session is recorded. SQLite's way to the disk is
// watched; then the disk is laid out as it can stand after a cut at any of them: what
// was synced is there, of the rest any sectors, in any order, torn or not.
#include "base/clock.h"
#include "disk_vfs.h"
#include "session/store.h"
#include "session_fixture.h"

#include <fcntl.h>
#include <stdatomic.h>

#define OPS_MAX 65536
#define FILES   2  // the store and its journal

typedef struct Op {
    DiskCall call;
    int file;
    int64_t offset, size;
    unsigned char *bytes;
    int64_t at_us;
    uint32_t recorded, stored;  // steps handed over; steps that were promised to be safe
} Op;

static struct {
    Op op[OPS_MAX];
    uint32_t count;
    Session *session;  // NULL before it is open
} power;

static int note(DiskCall call, int file, int64_t offset, int64_t size, const void *bytes)
{
    bool noted =
        call == DISK_WRITE || call == DISK_TRUNCATE || call == DISK_SYNCED || call == DISK_DELETE;
    if (!noted || file < 0) return SQLITE_OK;
    assert_below(power.count, OPS_MAX);
    Op *op = &power.op[power.count++];
    *op = (Op){ .call = call, .file = file, .offset = offset, .size = size };
    op->at_us = clock_us();
    if (power.session) {
        SessionHealth health = session_health(power.session);
        op->recorded = health.steps_recorded;
        op->stored = health.steps_stored;
    }
    if (!bytes) return SQLITE_OK;
    op->bytes = malloc((size_t)size);
    assert_non_null(op->bytes);
    memcpy(op->bytes, bytes, (size_t)size);
    return SQLITE_OK;
}

// A file as it may stand: what is certain, and what may still be missing.
typedef struct Disk {
    unsigned char *bytes;
    int64_t size, room;
} Disk;

static void resize(Disk *disk, int64_t size)
{
    if (size > disk->room) {
        disk->bytes = realloc(disk->bytes, (size_t)size * 2);
        assert_non_null(disk->bytes);
        disk->room = size * 2;
    }
    if (size > disk->size) memset(disk->bytes + disk->size, 0, (size_t)(size - disk->size));
    disk->size = size;
}

static void put(Disk *disk, int64_t offset, const unsigned char *bytes, int64_t size)
{
    if (offset + size > disk->size) resize(disk, offset + size);
    memcpy(disk->bytes + offset, bytes, (size_t)size);
}

static void apply_whole(Disk *disk, const Op *op)
{
    if (op->call == DISK_WRITE) put(disk, op->offset, op->bytes, op->size);
    if (op->call == DISK_TRUNCATE || op->call == DISK_DELETE) resize(disk, op->size);
}

// `keep` is the chance of each sector to have reached the disk.
static void apply_torn(Disk *disk, const Op *op, float keep, Rng *rng)
{
    if (op->call != DISK_WRITE) {
        if (rng_between(rng, 0, 1) < keep) apply_whole(disk, op);
        return;
    }
    for (int64_t done = 0; done < op->size;) {
        int64_t sector = DISK_SECTOR - (op->offset + done) % DISK_SECTOR;
        if (sector > op->size - done) sector = op->size - done;
        int64_t part = rng_below(rng, 20) ? sector : sector / 2;  // some sectors are torn
        if (rng_between(rng, 0, 1) < keep) put(disk, op->offset + done, op->bytes + done, part);
        done += sector;
    }
}

static void write_file(const char *path, const Disk *disk)
{
    int file = open(path, O_CREAT | O_TRUNC | O_WRONLY, 0600);
    assert_at_least(file, 0);
    assert_int_equal(write(file, disk->bytes, (size_t)disk->size), disk->size);
    close(file);
}

static Disk read_file(const char *path)
{
    Disk disk = { 0 };
    FILE *file = fopen(path, "rb");
    assert_non_null(file);
    fseek(file, 0, SEEK_END);
    resize(&disk, ftell(file));
    rewind(file);
    assert_int_equal(fread(disk.bytes, 1, (size_t)disk.size, file), disk.size);
    fclose(file);
    return disk;
}

// Lays out the disk after a cut behind operation `cut`.
static void lay_out(const Disk *start, uint32_t cut, Rng *rng, const char *store)
{
    const float chances[] = { 0, 1, 0.5f, 0.1f, 0.9f };
    float keep = chances[rng_below(rng, 5)];
    char path[200];
    for (int file = 0; file < FILES; file++) {
        Disk disk = { 0 };
        uint32_t synced = 0;
        if (file == 0) put(&disk, 0, start->bytes, start->size);
        for (uint32_t i = 0; i <= cut; i++)
            if (power.op[i].file == file && power.op[i].call == DISK_SYNCED) synced = i;
        for (uint32_t i = 0; i <= cut; i++) {
            if (power.op[i].file != file) continue;
            if (i < synced)
                apply_whole(&disk, &power.op[i]);
            else
                apply_torn(&disk, &power.op[i], keep, rng);
        }
        snprintf(path, sizeof path, "%s%s", store, file ? "-journal" : "");
        write_file(path, &disk);
        free(disk.bytes);
    }
}

static int compare(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static void record(const char *child, uint32_t steps, int64_t *at_us)
{
    Session *session = NULL;
    SessionDesc desc = fixture_desc();
    snprintf(desc.plan.child, sizeof desc.plan.child, "%s", child);
    desc.may_block = !at_us;
    assert_int_equal(session_open(&session, fixture_store, &desc), RESULT_OK);
    if (at_us) power.session = session;
    int64_t start = clock_us();
    for (uint32_t step = 0; step < steps; step++) {
        if (at_us) clock_sleep_until(start + (int64_t)step * 1000000 / GAME_STEPS_PER_SECOND);
        if (at_us) at_us[step] = clock_us();
        fixture_record(session, step);
    }
    SessionSummary summary = { .model_used = "full" };
    session_finish(session, SESSION_COMPLETE, &summary);
    power.session = NULL;
    assert_int_equal(session_close(&session), RESULT_OK);
}

// Everything that was promised is there, nothing else is hurt. Gives the seconds that were lost.
static double look(const char *store, const Op *cut, const int64_t *at_us)
{
    Store *opened = NULL;
    Recording recording;
    double lost_s = 0;
    if (store_open(&opened, store, STORE_WRITE) != RESULT_OK) fail_msg("%s", fail_text());
    assert_int_equal(recording_load(&recording, opened, 1), RESULT_OK);
    assert_int_equal(recording.input_count, 120);
    fixture_verify(&recording);
    recording_free(&recording);
    int64_t id = 0;
    if (recording_find(opened, "2", &id) == RESULT_OK) {
        if (recording_load(&recording, opened, id) != RESULT_OK) fail_msg("%s", fail_text());
        fixture_verify(&recording);
        assert_at_least(recording.input_count, cut->stored);
        if (recording.input_count < cut->recorded)
            lost_s = (double)(cut->at_us - at_us[recording.input_count]) * 1e-6;
        recording_free(&recording);
    } else {
        assert_int_equal(cut->stored, 0);
        if (cut->recorded) lost_s = (double)(cut->at_us - at_us[0]) * 1e-6;
    }
    store_close(&opened);
    return lost_s;
}

static void test_the_power_goes(void **state)
{
    (void)state;
    const char *soak = getenv("TIPTOE_SOAK");
    int states = soak ? atoi(soak) : 60;
    uint32_t steps = (soak ? 40 : 3) * GAME_STEPS_PER_SECOND;
    int64_t *at_us = calloc(steps, sizeof *at_us);
    double *lost = calloc((size_t)states, sizeof *lost);
    assert_true(at_us && lost);
    record("EARLIER", 120, NULL);
    Disk start = read_file(fixture_store);

    assert_int_equal(disk_vfs_install(), SQLITE_OK);
    disk_vfs.hook = note;
    record("CUT", steps, at_us);
    disk_vfs_remove();
    assert_at_least(power.count, 60);

    Rng rng = rng_seed(11);
    char store[160];
    snprintf(store, sizeof store, "%s/cut.db", fixture_folder);
    for (int i = 0; i < states; i++) {
        uint32_t cut = (uint32_t)rng_below(&rng, (int)power.count);
        lay_out(&start, cut, &rng, store);
        lost[i] = look(store, &power.op[cut], at_us);
    }
    qsort(lost, (size_t)states, sizeof *lost, compare);
    print_message("%d cuts among %u writes: lost p50 %.2f, p95 %.2f, at most %.2f s\n", states,
                  power.count, lost[states / 2], lost[states * 95 / 100], lost[states - 1]);
    for (uint32_t i = 0; i < power.count; i++) free(power.op[i].bytes);
    free(start.bytes);
    free(at_us);
    free(lost);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_the_power_goes, fixture_open, fixture_close),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
