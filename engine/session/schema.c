// SPDX-License-Identifier: MIT
// schema.c: the shape of the store, as numbered steps from nothing to today.
#include "session/schema.h"

#include "base/log.h"
#include "measure/reach.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

// Units end a column's name: _s, _ms, _us, _al (arm lengths), _al_s (arm lengths a second). A reach
// value that could not be measured is NULL, and <value>_missing says why (REACH_REASON_LIST).
static const char *const steps[] = {
    // 1
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
    " PRIMARY KEY(session_id, step)) STRICT, WITHOUT ROWID;",
    // 2
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
    "CREATE INDEX result_of_measure ON result(measure, kind, side, trial);",
    // 3
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
    " PRIMARY KEY(child, limb)) STRICT, WITHOUT ROWID;",
    // 4: what was recorded before has play version 1; its digests are of the bytes of the state
    ("ALTER TABLE session ADD COLUMN play_version INTEGER NOT NULL DEFAULT 1;"
     "ALTER TABLE trial ADD COLUMN helped INTEGER NOT NULL DEFAULT 0;"),
};

const Schema schema_current = { steps, (int)(sizeof steps / sizeof steps[0]) };

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
    return fail(RESULT_MALFORMED,
                "%s: is not a store of Tiptoe, or damaged; it was left as it is: "
                "name another for the sessions",
                store->path);
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
    sqlite3_stmt *copy = NULL;
    Result result = sql_prepare(store, &copy, "VACUUM INTO ?1");
    if (result == RESULT_OK) {
        sql_bind(copy, "t", part);
        result = sql_finish(store, copy);
    }
    sqlite3_finalize(copy);
    if (result == RESULT_OK && rename(part, whole) != 0)
        result = fail(RESULT_CANNOT_CREATE, "%s: %s", whole, strerror(errno));
    if (result != RESULT_OK) unlink(part);
    return result;
}

// Inside the transaction: another program may have been here since the version was read.
static Result take_steps(Store *store, const Schema *schema)
{
    int64_t version = 0;
    char mark[96];
    Result result = sql_number(store, "PRAGMA user_version", &version);
    for (int64_t i = version; result == RESULT_OK && i < schema->version; i++)
        result = sql_run(store, schema->step[i]);
    if (result != RESULT_OK || version >= schema->version) return result;
    snprintf(mark, sizeof mark, "PRAGMA application_id=%d; PRAGMA user_version=%d",
             SCHEMA_APPLICATION_ID, schema->version);
    return sql_run(store, mark);
}

Result schema_migrate(Store *store, const Schema *schema)
{
    int64_t version = 0;
    bool empty = false;
    Result result = read_version(store, &version, &empty);
    if (result != RESULT_OK || version == schema->version) return result;
    if (version > schema->version)
        return fail(RESULT_VERSION,
                    "%s: was written by a newer Tiptoe (store version %d, this one "
                    "knows %d): update Tiptoe or name another for the sessions",
                    store->path, (int)version, schema->version);
    if (!empty) result = back_up(store, version);
    if (result == RESULT_OK) result = sql_run(store, "BEGIN IMMEDIATE");
    if (result != RESULT_OK) return result;
    result = take_steps(store, schema);
    result = sql_end(store, result);
    if (result == RESULT_OK)
        log_info("store migrated from=%d to=%d", (int)version, schema->version);
    return result;
}
