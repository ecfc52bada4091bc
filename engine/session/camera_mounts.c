// SPDX-License-Identifier: MIT
// camera_mounts.c: how cameras hang, as rows.
#include "session/camera_mounts.h"

#include "base/clock.h"
#include "base/log.h"
#include "session/sql.h"

#include <stdio.h>

Result camera_mount_save(Store *store, const char *camera, CameraMount mount)
{
    REQUIRE(mount.turn >= 0 && mount.turn < 360 && mount.turn % 90 == 0);
    if (!camera[0]) return fail(RESULT_USAGE, "the camera has no name to keep its mount by");
    return sql_change(store,
                      "INSERT INTO camera_mount(camera, changed_utc_ms, turn, mirror) "
                      "VALUES(?1, ?2, ?3, ?4) ON CONFLICT(camera) DO UPDATE SET "
                      "changed_utc_ms=excluded.changed_utc_ms, turn=excluded.turn, "
                      "mirror=excluded.mirror",
                      "tiii", camera, clock_utc_ms(), (int64_t)mount.turn, (int64_t)mount.mirror);
}

void camera_mount_keep(const char *given, const CameraRequest *request, const CameraInfo *info)
{
    Store *store = NULL;
    if (!request->mount_given || !info->live) return;
    Result result = store_open_given(&store, given, STORE_WRITE);
    if (!result) result = camera_mount_save(store, info->name, request->mount);
    if (result) log_warn("camera mount \"%s\"", fail_text());
    store_close(&store);
}

int camera_mounts_load(const char *given, KnownMount mounts[CAMERA_MOUNTS_MAX])
{
    Store *store = NULL;
    sqlite3_stmt *query = NULL;
    bool row = false;
    int count = 0;
    Result result = store_open_given(&store, given, STORE_READ);
    if (!result)
        result = sql_query(store, &query,
                           "SELECT camera, turn, mirror FROM camera_mount "
                           "ORDER BY changed_utc_ms DESC LIMIT ?1",
                           "i", (int64_t)CAMERA_MOUNTS_MAX);
    while (!result && count < CAMERA_MOUNTS_MAX && !(result = sql_next(store, query, &row)) &&
           row) {
        int64_t turn = sqlite3_column_int64(query, 1);
        if (turn < 0 || turn > 270 || turn % 90 != 0) continue;  // nobody writes that
        KnownMount *known = &mounts[count++];
        snprintf(known->camera, sizeof known->camera, "%s", sql_text(query, 0));
        known->mount = (CameraMount){ (int)turn, sqlite3_column_int64(query, 2) != 0 };
    }
    sql_free(query);
    store_close(&store);
    return count;
}
