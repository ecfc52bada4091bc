// SPDX-License-Identifier: MIT
// dose_ledger.c: the dose ledger.
#include "session/dose_ledger.h"

#include <string.h>
#include <time.h>

#define DAY_S 86400

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

static void add(DoseWeek *week, const SessionSummary *summary)
{
    const PlayScore *score = &summary->score;
    const double step_s = 1.0 / GAME_STEPS_PER_SECOND;
    week->sessions++;
    week->play_s += summary->quality.steps * step_s;
    for (int limb = 0; limb < LIMB_COUNT; limb++) {
        bool arm = limb <= LIMB_ARM_RIGHT;
        int side = limb - (arm ? LIMB_ARM_LEFT : LIMB_LEG_LEFT);
        week->reps[limb] += score->reps[limb];
        week->active_s[limb] += (arm ? score->hand_steps : score->foot_steps)[side] * step_s;
    }
}

void dose_weeks(const SessionInfo *list, uint32_t count, const char *child, int64_t now_utc_ms,
                int zone_minutes, DoseWeek *week, int weeks)
{
    REQUIRE(weeks > 0);
    int64_t now = week_of(now_utc_ms, zone_minutes);
    memset(week, 0, (size_t)weeks * sizeof *week);
    for (int i = 0; i < weeks; i++) name_monday(now - i, week[i].monday);
    for (uint32_t i = 0; i < count; i++) {
        const SessionInfo *info = &list[i];
        int64_t ago = now - week_of(info->started_utc_ms, info->zone_minutes);
        bool counts = info->has_summary && !info->damaged && ago >= 0 && ago < weeks;
        if (counts && !strcmp(info->desc.plan.child, child)) add(&week[ago], &info->summary);
    }
}

uint32_t dose_best(const SessionInfo *list, uint32_t count, const SessionInfo *session)
{
    const GameSetup *own = &session->desc.plan.play.setup;
    uint32_t best = 0;
    for (uint32_t i = 0; i < count; i++) {
        const SessionInfo *info = &list[i];
        const GameSetup *other = &info->desc.plan.play.setup;
        bool same = info->id < session->id && info->has_summary && !info->damaged &&
                    !strcmp(info->game_id, session->game_id) &&
                    !strcmp(info->desc.plan.child, session->desc.plan.child);
        bool comparable = other->level == own->level && other->seconds == own->seconds;
        if (same && comparable && info->summary.score.hits > best) best = info->summary.score.hits;
    }
    return best;
}
