// SPDX-License-Identifier: MIT
// schema.c: the shape of the store, as numbered steps from nothing to today.
#include "session/schema.h"

#include "base/log.h"
#include "session/seal.h"
#include "session/upgrade.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

// A random uuid, version 4, as text: SQLite's own chance is seeded by the system's.
#define UUID                                                                                       \
    "lower(hex(randomblob(4)) || '-' || hex(randomblob(2)) || '-4' || "                            \
    "substr(hex(randomblob(2)), 2) || '-' || substr('89AB', 1 + (random() & 3), 1) || "            \
    "substr(hex(randomblob(2)), 2) || '-' || hex(randomblob(6)))"

// Units end a column's name: _s, _ms, _us, _al (arm lengths), _al_s (arm lengths a second). A reach
// value that could not be measured is NULL, and <value>_missing says why (REACH_REASON_LIST).
static const char step_1[] =
    "CREATE TABLE session("
    " id INTEGER PRIMARY KEY AUTOINCREMENT,"
    " uuid TEXT NOT NULL UNIQUE,"
    " started_utc_ms INTEGER NOT NULL,"
    " zone_minutes INTEGER NOT NULL,"  // east of Greenwich
    " child TEXT NOT NULL,"            // pseudonym
    " game TEXT NOT NULL,"
    " game_version INTEGER NOT NULL,"
    " level INTEGER NOT NULL,"
    " seconds INTEGER NOT NULL,"
    " seed INTEGER NOT NULL,"   // 64 bits, read as unsigned
    " settings TEXT NOT NULL,"  // JSON
    " status TEXT NOT NULL,"
    " step_count INTEGER NOT NULL DEFAULT 0,"
    " steps_lost INTEGER NOT NULL DEFAULT 0,"
    " input_digest TEXT NOT NULL,"  // FNV-1a, 64 bits, hexadecimal
    " event_digest TEXT NOT NULL,"
    " calibration TEXT,"  // JSON, as are the next two; NULL until the session ends
    " scores TEXT,"
    " quality TEXT) STRICT;"
    "CREATE INDEX session_of_child ON session(child, id);"
    "CREATE TABLE chunk("  // what play_step() was given: input_record.h
    " session_id INTEGER NOT NULL REFERENCES session(id) ON DELETE CASCADE,"
    " first_step INTEGER NOT NULL,"
    " step_count INTEGER NOT NULL,"
    " hash TEXT NOT NULL,"  // of the bytes: FNV-1a, 64 bits
    " bytes BLOB NOT NULL,"
    " UNIQUE(session_id, first_step)) STRICT;"
    "CREATE TABLE event("
    " session_id INTEGER NOT NULL REFERENCES session(id) ON DELETE CASCADE,"
    " seq INTEGER NOT NULL,"
    " step INTEGER NOT NULL,"
    " event TEXT NOT NULL,"
    " target INTEGER NOT NULL,"  // 0: none
    " side INTEGER NOT NULL,"    // 0 left, 1 right, -1 none; so in trial
    " at_x REAL, at_y REAL,"     // stage
    " value REAL,"
    " PRIMARY KEY(session_id, seq)) STRICT, WITHOUT ROWID;"
    "CREATE TABLE trial("
    " session_id INTEGER NOT NULL REFERENCES session(id) ON DELETE CASCADE,"
    " seq INTEGER NOT NULL,"
    " target INTEGER NOT NULL,"
    " side INTEGER NOT NULL,"
    " offer_step INTEGER NOT NULL,"
    " end_step INTEGER NOT NULL,"
    " hit INTEGER NOT NULL,"
    " at_x REAL, at_y REAL,"  // stage
    " radius_al REAL, distance_al REAL,"
    " reaction_s REAL, movement_s REAL, path_efficiency REAL, peak_speed_al_s REAL,"
    " time_to_peak REAL, trunk_displacement_al REAL, velocity_peaks REAL, sparc REAL,"
    " reaction_s_missing TEXT, movement_s_missing TEXT, path_efficiency_missing TEXT,"
    " peak_speed_al_s_missing TEXT, time_to_peak_missing TEXT,"
    " trunk_displacement_al_missing TEXT, velocity_peaks_missing TEXT, sparc_missing TEXT,"
    " onset_s REAL,"      // session time
    " track_share REAL,"  // of the poses of this reach that could be trusted
    " PRIMARY KEY(session_id, seq)) STRICT, WITHOUT ROWID;"
    "CREATE TABLE state_digest("  // of all that play did up to this step: behaviour.h
    " session_id INTEGER NOT NULL REFERENCES session(id) ON DELETE CASCADE,"
    " step INTEGER NOT NULL,"
    " digest TEXT NOT NULL,"
    " PRIMARY KEY(session_id, step)) STRICT, WITHOUT ROWID;";

static const char step_2[] =
    "CREATE TABLE result("  // a check-up's measures as computed when it ended: findings.h
    " session_id INTEGER NOT NULL REFERENCES session(id) ON DELETE CASCADE,"
    " seq INTEGER NOT NULL,"
    " trial INTEGER NOT NULL,"  // 0: over the counted trials
    " kind TEXT NOT NULL,"
    " side INTEGER NOT NULL,"
    " attempt INTEGER NOT NULL,"
    " statistic TEXT NOT NULL,"
    " measure TEXT NOT NULL,"
    " version INTEGER NOT NULL,"  // of the formula
    " unit TEXT NOT NULL,"
    " value REAL, error REAL, quality REAL,"
    " reason TEXT NOT NULL,"
    " support INTEGER NOT NULL,"
    " count INTEGER NOT NULL,"
    " PRIMARY KEY(session_id, seq)) STRICT, WITHOUT ROWID;"
    "CREATE INDEX result_of_measure ON result(measure, kind, side, trial);";

static const char step_3[] =
    "CREATE TABLE preset("
    " child TEXT NOT NULL,"
    " game TEXT NOT NULL,"
    " name TEXT NOT NULL,"
    " knobs TEXT NOT NULL,"  // JSON: those that are the therapist's own, by name
    " PRIMARY KEY(child, game, name)) STRICT, WITHOUT ROWID;"
    "CREATE TABLE goal("
    " child TEXT NOT NULL,"
    " limb TEXT NOT NULL,"
    " reps INTEGER NOT NULL,"  // a week; 0: none
    " PRIMARY KEY(child, limb)) STRICT, WITHOUT ROWID;";

// What was recorded before has play version 1; its digests are of the bytes of the state.
static const char step_4[] =
    "ALTER TABLE session ADD COLUMN play_version INTEGER NOT NULL DEFAULT 1;"
    "ALTER TABLE trial ADD COLUMN helped INTEGER NOT NULL DEFAULT 0;";

// 5. Rows that a person makes or changes know where and when, and keep their place when erased;
// what was recorded is sealed (proof.h); the track lies apart; lists have columns of their own.
static const char step_5[] =
    "CREATE TABLE station("
    " id TEXT NOT NULL PRIMARY KEY,"  // uuid, as every id of this step
    " made_utc_ms INTEGER NOT NULL,"
    " here INTEGER NOT NULL) STRICT, WITHOUT ROWID;"  // 1: this store stands there
    "INSERT INTO station VALUES(" UUID ", unixepoch() * 1000, 1);"
    "ALTER TABLE chunk RENAME TO track;"
    "ALTER TABLE event ADD COLUMN detail TEXT;"   // JSON; NULL: the event has none
    "ALTER TABLE trial ADD COLUMN step INTEGER;"  // that gave it; NULL: recorded before
    "ALTER TABLE session ADD COLUMN station TEXT NOT NULL DEFAULT '';"
    "ALTER TABLE session ADD COLUMN author TEXT NOT NULL DEFAULT 'gym';"
    "ALTER TABLE session ADD COLUMN changed_utc_ms INTEGER NOT NULL DEFAULT 0;"
    "ALTER TABLE session ADD COLUMN deleted_utc_ms INTEGER;"        // NULL: it lives
    "ALTER TABLE session ADD COLUMN track_dropped_utc_ms INTEGER;"  // NULL: it is there
    // What lists need of the scores and the quality: LISTED_COLUMNS in rows.h. NULL as these are.
    "ALTER TABLE session ADD COLUMN offered INTEGER;"
    "ALTER TABLE session ADD COLUMN hits INTEGER;"
    "ALTER TABLE session ADD COLUMN reps_arm_left INTEGER;"
    "ALTER TABLE session ADD COLUMN reps_arm_right INTEGER;"
    "ALTER TABLE session ADD COLUMN reps_leg_left INTEGER;"
    "ALTER TABLE session ADD COLUMN reps_leg_right INTEGER;"
    "ALTER TABLE session ADD COLUMN hand_steps_left INTEGER;"
    "ALTER TABLE session ADD COLUMN hand_steps_right INTEGER;"
    "ALTER TABLE session ADD COLUMN foot_steps_left INTEGER;"
    "ALTER TABLE session ADD COLUMN foot_steps_right INTEGER;"
    "ALTER TABLE session ADD COLUMN steps_played INTEGER;"
    "ALTER TABLE session ADD COLUMN poses INTEGER;"
    "ALTER TABLE session ADD COLUMN poses_found INTEGER;"
    // Digests, SHA-256; NULL while it is recorded.
    "ALTER TABLE session ADD COLUMN session_digest TEXT;"
    "ALTER TABLE session ADD COLUMN events_digest TEXT;"
    "ALTER TABLE session ADD COLUMN trials_digest TEXT;"
    "ALTER TABLE session ADD COLUMN marks_digest TEXT;"
    "ALTER TABLE session ADD COLUMN rows_digest TEXT;"
    "ALTER TABLE session ADD COLUMN track_digest TEXT;"
    "ALTER TABLE session ADD COLUMN signed_by TEXT;"
    "UPDATE session SET station=(SELECT id FROM station), changed_utc_ms=started_utc_ms;"
    // Nobody records: schema_migrate() sees to it.
    "UPDATE session SET status='interrupted' WHERE status='recording';"
    "DROP INDEX session_of_child;"
    "CREATE INDEX session_by_time ON session(started_utc_ms, id) WHERE deleted_utc_ms IS NULL;"
    "CREATE INDEX session_of_child ON session(child, started_utc_ms, id)"
    " WHERE deleted_utc_ms IS NULL;"
    "CREATE INDEX session_of_play ON session(child, game, level, seconds, hits, id)"
    " WHERE deleted_utc_ms IS NULL;"
    "CREATE INDEX session_not_signed ON session(signed_by) WHERE signed_by IS NULL;"
    "CREATE TABLE result_set("  // the results of a session as they were kept together
    " session_id INTEGER NOT NULL PRIMARY KEY REFERENCES session(id) ON DELETE CASCADE,"
    " station TEXT NOT NULL,"
    " changed_utc_ms INTEGER NOT NULL,"
    " digest TEXT NOT NULL) STRICT;"
    "ALTER TABLE preset RENAME TO old_preset;"
    "ALTER TABLE goal RENAME TO old_goal;"
    "CREATE TABLE preset("
    " id TEXT NOT NULL PRIMARY KEY,"
    " station TEXT NOT NULL,"
    " author TEXT NOT NULL,"
    " changed_utc_ms INTEGER NOT NULL,"
    " deleted_utc_ms INTEGER,"
    " child TEXT NOT NULL,"
    " game TEXT NOT NULL,"
    " name TEXT NOT NULL,"
    " knobs TEXT NOT NULL,"  // JSON: those that are the therapist's own, by name
    " digest TEXT NOT NULL) STRICT, WITHOUT ROWID;"
    "CREATE UNIQUE INDEX preset_of_child ON preset(child, game, name)"
    " WHERE deleted_utc_ms IS NULL;"
    "CREATE TABLE goal("
    " id TEXT NOT NULL PRIMARY KEY,"
    " station TEXT NOT NULL,"
    " author TEXT NOT NULL,"
    " changed_utc_ms INTEGER NOT NULL,"
    " deleted_utc_ms INTEGER,"
    " child TEXT NOT NULL,"
    " limb TEXT NOT NULL,"
    " reps INTEGER NOT NULL,"  // a week; 0: none
    " digest TEXT NOT NULL) STRICT, WITHOUT ROWID;"
    "CREATE UNIQUE INDEX goal_of_child ON goal(child, limb) WHERE deleted_utc_ms IS NULL;"
    "INSERT INTO preset SELECT " UUID ", station.id, 'gym', unixepoch() * 1000, NULL,"
    " child, game, name, knobs, '' FROM old_preset, station;"
    "INSERT INTO goal SELECT " UUID ", station.id, 'gym', unixepoch() * 1000, NULL,"
    " child, limb, reps, '' FROM old_goal, station;"
    "DROP TABLE old_preset;"
    "DROP TABLE old_goal;";
static const char step_5_after[] =  // they were read, and compared a last time
    "ALTER TABLE session DROP COLUMN input_digest;"
    "ALTER TABLE session DROP COLUMN event_digest;";

// 6. What a verdict on change stands on and what it was: baselines that were set anew, the measures
// that are judged, and the words with the clinic's error of that day.
static const char step_6[] =
    // Of what the results were computed: a later set computes them anew. '': before there was one.
    "ALTER TABLE result_set ADD COLUMN formulas TEXT NOT NULL DEFAULT '';"
    "CREATE TABLE baseline("  // a log: the latest of a child is in force
    " id TEXT NOT NULL PRIMARY KEY,"
    " station TEXT NOT NULL,"
    " author TEXT NOT NULL,"
    " changed_utc_ms INTEGER NOT NULL,"
    " deleted_utc_ms INTEGER,"
    " child TEXT NOT NULL,"
    " session TEXT NOT NULL,"  // uuid of the check-up that it begins with
    " reason TEXT NOT NULL,"
    " digest TEXT NOT NULL) STRICT, WITHOUT ROWID;"
    "CREATE INDEX baseline_of_child ON baseline(child, changed_utc_ms)"
    " WHERE deleted_utc_ms IS NULL;"
    "CREATE TABLE primary_set("
    " id TEXT NOT NULL PRIMARY KEY,"
    " station TEXT NOT NULL,"
    " author TEXT NOT NULL,"
    " changed_utc_ms INTEGER NOT NULL,"
    " deleted_utc_ms INTEGER,"
    " child TEXT NOT NULL,"     // '': the template of a posture
    " posture TEXT NOT NULL,"   // '': the child's own
    " measures TEXT NOT NULL,"  // as primaries_write() says them
    " digest TEXT NOT NULL) STRICT, WITHOUT ROWID;"
    "CREATE UNIQUE INDEX primary_set_of ON primary_set(child, posture)"
    " WHERE deleted_utc_ms IS NULL;"
    "CREATE TABLE verdict("
    " id TEXT NOT NULL PRIMARY KEY,"
    " station TEXT NOT NULL,"
    " author TEXT NOT NULL,"
    " changed_utc_ms INTEGER NOT NULL,"
    " deleted_utc_ms INTEGER,"
    " session_id INTEGER NOT NULL REFERENCES session(id) ON DELETE CASCADE,"
    " kind TEXT NOT NULL,"  // kind, side, measure: as in result
    " side INTEGER NOT NULL,"
    " measure TEXT NOT NULL,"
    " version INTEGER NOT NULL,"  // of the formula
    " unit TEXT NOT NULL,"
    " change TEXT NOT NULL,"
    " detail TEXT NOT NULL,"  // JSON: the numbers, the pool of that day
    " digest TEXT NOT NULL) STRICT, WITHOUT ROWID;"
    "CREATE UNIQUE INDEX verdict_of_session ON verdict(session_id, kind, side, measure)"
    " WHERE deleted_utc_ms IS NULL;";

// 7. Choices of primary measures are a log with reasons, as baselines are.
static const char step_7[] =
    "ALTER TABLE primary_set ADD COLUMN reason TEXT NOT NULL DEFAULT '';"  // '': before this step
    "DROP INDEX primary_set_of;"
    "CREATE INDEX primary_set_of ON primary_set(child, posture, changed_utc_ms)"
    " WHERE deleted_utc_ms IS NULL;";

// 8. How a child wants to be seen; how the cameras of this machine hang.
static const char step_8[] =
    "CREATE TABLE child_look("
    " id TEXT NOT NULL PRIMARY KEY,"
    " station TEXT NOT NULL,"
    " author TEXT NOT NULL,"
    " changed_utc_ms INTEGER NOT NULL,"
    " deleted_utc_ms INTEGER,"
    " child TEXT NOT NULL,"
    " look TEXT NOT NULL,"     // '': none was chosen
    " picture TEXT NOT NULL,"  // likewise
    " digest TEXT NOT NULL) STRICT, WITHOUT ROWID;"
    "CREATE UNIQUE INDEX look_of_child ON child_look(child) WHERE deleted_utc_ms IS NULL;"
    "CREATE TABLE camera_mount("
    " camera TEXT NOT NULL PRIMARY KEY,"  // its name
    " changed_utc_ms INTEGER NOT NULL,"
    " turn INTEGER NOT NULL,"  // degrees clockwise
    " mirror INTEGER NOT NULL) STRICT, WITHOUT ROWID;";

// 9. What people keep beside what was recorded: documents.h.
static const char step_9[] =
    "CREATE TABLE document("
    " id TEXT NOT NULL PRIMARY KEY,"
    " station TEXT NOT NULL,"
    " author TEXT NOT NULL,"
    " changed_utc_ms INTEGER NOT NULL,"
    " deleted_utc_ms INTEGER,"
    " kind TEXT NOT NULL,"     // DOCUMENT_LIST
    " child TEXT NOT NULL,"    // '': of no child
    " session TEXT NOT NULL,"  // its uuid; '': of no session
    " name TEXT NOT NULL,"
    " body TEXT NOT NULL,"  // JSON; '': removed
    " digest TEXT NOT NULL) STRICT, WITHOUT ROWID;"
    "CREATE UNIQUE INDEX document_of ON document(kind, child, session, name)"
    " WHERE deleted_utc_ms IS NULL;"
    "CREATE INDEX document_of_session ON document(session) WHERE deleted_utc_ms IS NULL;";

// 10. Who reads and changes what the clinic sees; reports as they were signed; two intervals a
// value.
static const char step_10[] =
    "CREATE TABLE account("
    " id TEXT NOT NULL PRIMARY KEY,"
    " station TEXT NOT NULL,"
    " author TEXT NOT NULL,"  // 'gym', or the id of the account that made the row; so below
    " changed_utc_ms INTEGER NOT NULL,"
    " deleted_utc_ms INTEGER,"
    " name TEXT NOT NULL,"      // with which one signs in
    " role TEXT NOT NULL,"      // therapist, lead, admin
    " password TEXT NOT NULL,"  // argon2id, as libsodium writes it
    " digest TEXT NOT NULL) STRICT, WITHOUT ROWID;"
    "CREATE UNIQUE INDEX account_of_name ON account(name) WHERE deleted_utc_ms IS NULL;"
    "CREATE TABLE audit("  // a chain: each digest covers the one before; random ids alone
    " seq INTEGER PRIMARY KEY AUTOINCREMENT,"
    " utc_ms INTEGER NOT NULL,"
    " account TEXT NOT NULL,"  // id; 'gym', 'command', or '' before anybody signed in
    " action TEXT NOT NULL,"   // read, write, sign_in, ...
    " object TEXT NOT NULL,"   // what kind of thing
    " id TEXT NOT NULL,"       // its random id; '' where there is none
    " digest TEXT NOT NULL) STRICT;"
    "CREATE TABLE report("  // frozen when it is signed
    " id TEXT NOT NULL PRIMARY KEY,"
    " station TEXT NOT NULL,"
    " author TEXT NOT NULL,"
    " changed_utc_ms INTEGER NOT NULL,"
    " deleted_utc_ms INTEGER,"
    " child TEXT NOT NULL,"
    " kind TEXT NOT NULL,"      // clinic, parents
    " formulas TEXT NOT NULL,"  // the set that it was written by
    " view TEXT NOT NULL,"      // JSON: all that stands on it
    " pdf BLOB NOT NULL,"
    " digest TEXT NOT NULL) STRICT, WITHOUT ROWID;"
    "CREATE INDEX report_of_child ON report(child, changed_utc_ms)"
    " WHERE deleted_utc_ms IS NULL;"
    // 95 %: of the same trials by true joints; of the child's own mean. NULL: none can be told.
    "ALTER TABLE result ADD COLUMN measure_low REAL;"
    "ALTER TABLE result ADD COLUMN measure_high REAL;"
    "ALTER TABLE result ADD COLUMN value_low REAL;"
    "ALTER TABLE result ADD COLUMN value_high REAL;"
    "ALTER TABLE result ADD COLUMN interval TEXT;";  // how they came about; NULL: before this step

static const SchemaStep steps[] = {
    { step_1, NULL, NULL },
    { step_2, NULL, NULL },
    { step_3, NULL, NULL },
    { step_4, NULL, NULL },
    { step_5, upgrade_5, step_5_after },
    { step_6, NULL, NULL },
    { step_7, NULL, NULL },
    { step_8, NULL, NULL },
    { step_9, NULL, NULL },
    { step_10, NULL, NULL },
};

const Schema schema_current = { steps, (int)(sizeof steps / sizeof steps[0]) };

static Result not_ours(const Store *store)
{
    return fail(RESULT_MALFORMED,
                "%s: is not a store of Tiptoe, or damaged; it was left as it is: "
                "name another for the sessions",
                store->path);
}

static Result read_version(Store *store, int64_t *version, bool *empty)
{
    int64_t application = 0, things = 0;
    Result result = sql_number(store, "PRAGMA application_id", &application);
    if (result == RESULT_OK) result = sql_number(store, "PRAGMA user_version", version);
    if (result == RESULT_OK)
        result = sql_number(store, "SELECT count(*) FROM sqlite_schema", &things);
    if (result != RESULT_OK) return result;
    *empty = application == 0 && *version == 0 && things == 0;
    if (*empty || (application == SCHEMA_APPLICATION_ID && *version > 0)) return RESULT_OK;
    return not_ours(store);
}

static Result take_step(Store *store, const SchemaStep *step)
{
    Result result = sql_run(store, step->sql);
    if (!result && step->convert) result = step->convert(store);
    return !result && step->after ? sql_run(store, step->after) : result;
}

// One digest over all that the store is made of, whatever the spaces and quotes: those of two
// versions of SQLite differ. What ANALYZE adds changes no answer.
static Result seal_schema(Store *store, char digest[SEAL_TEXT])
{
    Seal seal = seal_start();
    sqlite3_stmt *query = NULL;
    bool row = false;
    Result result = sql_prepare(store, &query,
                                "SELECT type, name, tbl_name, sql FROM sqlite_schema "
                                "WHERE name NOT LIKE 'sqlite^_stat_' ESCAPE '^' ORDER BY 1, 2, 3");
    while (!result && !(result = sql_next(store, query, &row)) && row)
        for (int i = 0; i < 4; i++) {
            for (const char *c = sql_text(query, i); *c; c++)
                if (!strchr(" \t\n\"", *c)) seal_add(&seal, c, 1);
            seal_add(&seal, "", 1);
        }
    sql_free(query);
    seal_text(&seal, digest);
    return result;
}

// What the steps to `version` make, in memory.
static Result seal_steps(const Schema *schema, int64_t version, char digest[SEAL_TEXT])
{
    Store *made = calloc(1, sizeof *made);
    if (!made) return fail(RESULT_FULL, "out of memory: close other programs");
    made->lock_fd = -1;
    strcpy(made->path, "the form of the store");
    int code = sqlite3_open_v2(":memory:", &made->db, SQLITE_OPEN_READWRITE, NULL);
    Result result = code == SQLITE_OK ? RESULT_OK : sql_fail(made, "opening");
    for (int64_t i = 0; i < version && !result; i++) result = take_step(made, &schema->step[i]);
    if (!result) result = seal_schema(made, digest);
    store_close(&made);
    return result;
}

static Result compare(Store *store, const Schema *schema, int64_t version)
{
    // What today's steps make is always the same, and takes longer than all else of an opening.
    static _Thread_local char todays[SEAL_TEXT];
    bool today = schema == &schema_current && version == schema->version;
    char is[SEAL_TEXT], should_be[SEAL_TEXT];
    Result result = seal_schema(store, is);
    if (today && todays[0])
        strcpy(should_be, todays);
    else if (!result)
        result = seal_steps(schema, version, should_be);
    if (!result && today) strcpy(todays, should_be);
    if (result || !strcmp(is, should_be)) return result;
    return not_ours(store);
}

// What version the store has, if it is ours and not newer than the schema.
static Result look(Store *store, const Schema *schema, int64_t *version, bool *empty)
{
    Result result = read_version(store, version, empty);
    if (result != RESULT_OK || *empty) return result;
    if (*version <= schema->version) return compare(store, schema, *version);
    return fail(RESULT_VERSION,
                "%s: was written by a newer Tiptoe (store version %d, this one "
                "knows %d): update Tiptoe or name another for the sessions",
                store->path, (int)*version, schema->version);
}

// Copies the store beside itself under a name that appears only once the copy is whole.
static Result back_up(Store *store, int64_t version)
{
    char part[STORE_PATH_MAX + 32], whole[STORE_PATH_MAX + 32];
    snprintf(whole, sizeof whole, "%s.v%d-backup", store->path, (int)version);
    snprintf(part, sizeof part, "%s.v%d-backup.part", store->path, (int)version);
    unlink(part);
    int file = open(part, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0600);
    if (file < 0)
        return fail(RESULT_CANNOT_CREATE,
                    "%s: %s: make room for a copy of the store before it is "
                    "brought up to date",
                    part, strerror(errno));
    close(file);
    Result result = sql_change(store, "VACUUM INTO ?1", "t", part);
    if (result == RESULT_OK && rename(part, whole) != 0)
        result = fail(RESULT_CANNOT_CREATE, "%s: %s", whole, strerror(errno));
    if (result != RESULT_OK) unlink(part);
    return result;
}

// An older Tiptoe that records would find its tables gone.
static Result need_nobody(Store *store)
{
    bool any = false;
    Result result = store_any_recording(store, &any);
    if (result || !any) return result;
    return fail(RESULT_BUSY,
                "%s: an older Tiptoe is recording into it: let its play end, then try again",
                store->path);
}

// Inside the transaction: another program may have been here since the version was read.
static Result take_steps(Store *store, const Schema *schema)
{
    int64_t version = 0;
    char mark[96];
    Result result = sql_number(store, "PRAGMA user_version", &version);
    if (result == RESULT_OK && version > 0 && version < schema->version)
        result = need_nobody(store);
    for (int64_t i = version; result == RESULT_OK && i < schema->version; i++)
        result = take_step(store, &schema->step[i]);
    if (result != RESULT_OK || version >= schema->version) return result;
    snprintf(mark, sizeof mark, "PRAGMA application_id=%d; PRAGMA user_version=%d",
             SCHEMA_APPLICATION_ID, schema->version);
    return sql_run(store, mark);
}

Result schema_migrate(Store *store, const Schema *schema)
{
    int64_t version = 0;
    bool empty = false;
    Result result = sql_run(store, "BEGIN");  // another program may be migrating it
    if (result == RESULT_OK) result = sql_end(store, look(store, schema, &version, &empty));
    if (result != RESULT_OK || version == schema->version) return result;
    store->patient = true;
    if (!empty) result = back_up(store, version);
    if (result == RESULT_OK) result = sql_run(store, "BEGIN IMMEDIATE");
    if (result == RESULT_OK) result = sql_end(store, take_steps(store, schema));
    store->patient = false;
    if (result == RESULT_OK)
        log_info("store migrated from=%d to=%d", (int)version, schema->version);
    return result;
}
