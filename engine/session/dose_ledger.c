// SPDX-License-Identifier: MIT
// dose_ledger.c: the dose ledger.
#include "session/dose_ledger.h"

#include <string.h>
#include <time.h>

#define DAY_S     86400
#define DOSE_PAGE 64
#define DOSE_WEEK 12  // sessions of a busy one: a page is no larger than what is asked for

static int64_t floor_by(int64_t value, int64_t by)
{
    REQUIRE(by > 0);
    return value / by - (value % by < 0);
}

// Weeks since the one that held 1 January 1970, which was a Thursday.
static int64_t week_of(int64_t utc_ms, int zone_minutes)
{
    int64_t local_s = floor_by(utc_ms, 1000) + (int64_t)zone_minutes * 60;
    return floor_by(floor_by(local_s, DAY_S) + 3, 7);
}

static void name_monday(int64_t week, char text[11])
{
    time_t at = (time_t)((week * 7 - 3) * DAY_S);
    struct tm parts;
    gmtime_r(&at, &parts);
    strftime(text, 11, "%Y-%m-%d", &parts);
}

static void add(DoseWeek *week, const SessionRow *row)
{
    const double step_s = 1.0 / GAME_STEPS_PER_SECOND;
    week->sessions++;
    week->play_s += row->steps_played * step_s;
    for (int limb = 0; limb < LIMB_COUNT; limb++) {
        bool arm = limb <= LIMB_ARM_RIGHT;
        int side = limb - (arm ? LIMB_ARM_LEFT : LIMB_LEG_LEFT);
        week->reps[limb] += row->reps[limb];
        week->active_s[limb] += (arm ? row->hand_steps : row->foot_steps)[side] * step_s;
    }
}

static void begin(int64_t now, DoseWeek *week, int weeks)
{
    REQUIRE(weeks > 0);
    memset(week, 0, (size_t)weeks * sizeof *week);
    for (int i = 0; i < weeks; i++) name_monday(now - i, week[i].monday);
}

static void add_all(const SessionRow *list, uint32_t count, const char *child, int64_t now,
                    DoseWeek *week, int weeks)
{
    for (uint32_t i = 0; i < count; i++) {
        const SessionRow *row = &list[i];
        int64_t ago = now - week_of(row->started_utc_ms, row->zone_minutes);
        bool counts = row->has_summary && !row->damaged && ago >= 0 && ago < weeks;
        if (counts && !strcmp(row->child, child)) add(&week[ago], row);
    }
}

void dose_weeks(const SessionRow *list, uint32_t count, const char *child, int64_t now_utc_ms,
                int zone_minutes, DoseWeek *week, int weeks)
{
    int64_t now = week_of(now_utc_ms, zone_minutes);
    begin(now, week, weeks);
    add_all(list, count, child, now, week, weeks);
}

Result dose_read(Store *store, const char *child, int64_t now_utc_ms, int zone_minutes,
                 DoseWeek *week, int weeks)
{
    SessionRow rows[DOSE_PAGE];
    SessionKey key = { INT64_MAX, INT64_MAX };
    uint32_t page = weeks < DOSE_PAGE / DOSE_WEEK ? (uint32_t)weeks * DOSE_WEEK : DOSE_PAGE;
    uint32_t count = page;
    int64_t now = week_of(now_utc_ms, zone_minutes);
    int64_t oldest_ms = now_utc_ms - (weeks + 1) * (int64_t)7 * DAY_S * 1000;  // in every zone
    Result result = RESULT_OK;
    begin(now, week, weeks);
    while (!result && count == page && key.started_utc_ms >= oldest_ms) {
        result = session_page(store, child, &key, page, rows, &count);
        if (result || !count) break;
        add_all(rows, count, child, now, week, weeks);
        key = rows[count - 1].key;
    }
    return result;
}
