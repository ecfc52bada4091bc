// SPDX-License-Identifier: MIT
// known.c: what the store knows of the children.
#include "gym/known.h"

#include "base/clock.h"
#include "base/log.h"
#include "session/child_look.h"

#include <stdio.h>
#include <string.h>

#define PAGE            16
#define KNOWN_GAMES_MAX 64  // a game beyond them is always new

void known_load(Known *known, const char *given)
{
    *known = (Known){ .given = given };
    // A store that is not there yet knows nobody; what is wrong with another is told when it is
    // used.
    (void)store_open_given(&known->store, given, STORE_READ);
}

void known_free(Known *known)
{
    store_close(&known->store);
}

bool known_last(const Known *known, const char *child, const Game *game, SessionInfo *info)
{
    SessionRow rows[PAGE];
    SessionKey key = { INT64_MAX, INT64_MAX };
    uint32_t count = PAGE;
    REQUIRE(child);
    while (known->store && count == PAGE) {
        if (session_page(known->store, child, &key, PAGE, rows, &count) || !count) return false;
        for (uint32_t i = 0; i < count; i++) {
            const Game *played = game_find(rows[i].game_id);
            if (!played || (game && played != game) || rows[i].damaged) continue;
            if (session_info(known->store, rows[i].id, info) == RESULT_OK) return true;
        }
        key = rows[count - 1].key;
    }
    return false;
}

int known_children(const Known *known, char (*children)[PLAN_CHILD_MAX + 1], int room)
{
    int count = 0;
    if (known->store && session_children(known->store, children, room, &count)) return 0;
    return count;
}

// Whether `child` had played anything before `key`.
static bool is_first(const Known *known, const char *child, SessionKey key)
{
    SessionRow row;
    uint32_t count = 0;
    if (!strcmp(child, PLAN_GUEST)) return false;
    return !known->store || session_page(known->store, child, &key, 1, &row, &count) || !count;
}

float known_success(const Known *known, const char *child, unsigned age_months)
{
    return staircase_success(is_first(known, child, (SessionKey){ INT64_MAX, INT64_MAX }),
                             age_months);
}

float known_success_then(const Known *known, const SessionInfo *info)
{
    const SessionKey key = { info->started_utc_ms, info->id };
    return staircase_success(is_first(known, info->desc.plan.child, key),
                             info->desc.plan.age_months);
}

// A share that was raised only because it was the first session is not the therapist's own, nor is
// one of a session that did not adapt.
float known_own_success(const Known *known, const SessionInfo *info)
{
    float success = info->desc.plan.play.setup.success;
    bool own = success > 0 && !(fabsf(success - known_success_then(known, info)) < 1e-3f);
    return own ? success : PLAN_SUCCESS_FITTING;
}

Result known_record(const Known *known, const char *child, const PlayPlan *usual,
                    ChildRecord *record)
{
    SessionInfo info;
    *record = child_record_new(child, usual);
    Result result = RESULT_NOT_FOUND;
    if (known->store) result = child_record_load(known->store, child, record);
    if (result != RESULT_NOT_FOUND) return result;
    if (known_last(known, child, NULL, &info)) {
        *record = child_record_of_plan(&info.desc.plan, info.started_utc_ms);
        record->success = known_own_success(known, &info);
    }
    return RESULT_OK;
}

void known_purge_tracks(const char *given)
{
    Store *store = NULL;
    Known known;
    int dropped = 0;
    known_load(&known, given);
    bool there = known.store;
    known_free(&known);
    if (!there || store_open_given(&store, given, STORE_WRITE) != RESULT_OK) return;
    (void)child_tracks_purge(store, clock_utc_ms(), &dropped);
    if (dropped) log_info("consent tracks_dropped=%d", dropped);
    store_close(&store);
}

KnownWeek known_week(Known *known, const char *child)
{
    KnownWeek week = { 0 };
    if (!known->store) known_load(known, known->given);  // a goal may have made it
    if (!known->store) return week;
    // Without them there is no bar to fill.
    (void)dose_read(known->store, child, clock_utc_ms(), clock_zone_minutes(), &week.dose, 1);
    (void)goals_load(known->store, child, &week.goals);
    return week;
}

KnownNews known_news(const char *store, const char *child, int64_t session)
{
    Known known;
    KnownNews news = { 0 };
    known_load(&known, store);
    if (known.store) (void)session_best(known.store, session, &news.best_before);
    news.week = known_week(&known, child);
    known_free(&known);
    return news;
}

static void ask_plays(const char *store, const char *child, uint32_t *plays, uint32_t *ends)
{
    Known known;
    known_load(&known, store);
    if (known.store) (void)session_plays(known.store, child, plays, ends, KNOWN_GAMES_MAX);
    known_free(&known);
}

void known_plays(const char *store, const char *child, uint32_t *plays, int room)
{
    uint32_t all[KNOWN_GAMES_MAX] = { 0 }, ends[KNOWN_GAMES_MAX];
    REQUIRE(room <= KNOWN_GAMES_MAX);
    ask_plays(store, child, all, ends);
    memcpy(plays, all, (size_t)room * sizeof *plays);
}

KnownVisits known_visits(const char *store, const char *child, const Game *game)
{
    uint32_t plays[KNOWN_GAMES_MAX] = { 0 }, ends[KNOWN_GAMES_MAX] = { 0 };
    ask_plays(store, child, plays, ends);
    for (int i = 0; i < game_count && i < KNOWN_GAMES_MAX; i++)
        if (game_list[i] == game) return (KnownVisits){ plays[i], ends[i] };
    return (KnownVisits){ 0 };
}

// The preset's knobs come under those that the command line names.
static void take_preset(PlaySetup *play, const PlaySetup *preset)
{
    unsigned fresh = preset->knobs_set & ~play->knobs_set;
    for (int k = 0; k < GAME_KNOBS_MAX; k++)
        if (fresh & 1u << k) play->setup.knob[k] = preset->setup.knob[k];
    play->knobs_set |= fresh;
}

static Result use_presets(Settings *s)
{
    Store *store = NULL;
    PlayPlan preset = s->plan;
    Result result = store_open_given(&store, s->machine.store, STORE_WRITE);
    if (!result && s->preset) result = preset_load(store, &preset, s->preset);
    if (!result) take_preset(&s->plan.play, &preset.play);
    if (!result && s->save_preset) result = preset_save(store, &s->plan, s->save_preset);
    store_close(&store);
    return result;
}

// A child's check-ups keep their model, or they could not be compared.
static void keep_model(Settings *s)
{
    const Game *game = s->plan.play.game;
    bool free_to_choose = game && game->role == ROLE_ASSESSMENT &&
                          !settings_given(s, SETTINGS_MODEL) && strcmp(s->plan.child, PLAN_GUEST);
    SessionInfo info;
    Known known;
    s->machine.model_kept = false;
    if (!free_to_choose) return;
    known_load(&known, s->machine.store);
    if (known_last(&known, s->plan.child, game, &info)) {
        Model model = model_find(info.desc.model);
        s->machine.model_kept = model != MODEL_COUNT;
        if (s->machine.model_kept) s->machine.model = model;
    }
    known_free(&known);
}

void known_dress(Settings *s)
{
    Machine *m = &s->machine;
    ChildLook kept = { 0 };
    Known known;
    known_load(&known, m->store);
    if (known.store) (void)child_look_load(known.store, s->plan.child, &kept);
    known_free(&known);
    if (!settings_given(s, SETTINGS_LOOK)) m->look_chosen = look_from_text(&m->look, kept.look);
    if (settings_given(s, SETTINGS_PICTURE)) return;
    ChildPicture picture = child_picture_find(kept.picture);
    m->picture = picture == PICTURE_COUNT ? PICTURE_AVATAR : picture;
}

Result known_put_look(Store *store, const char *child, const char *look, const char *picture)
{
    ChildLook kept;
    (void)child_look_load(store, child, &kept);
    if (look) snprintf(kept.look, sizeof kept.look, "%s", look);
    if (picture) snprintf(kept.picture, sizeof kept.picture, "%s", picture);
    return child_look_save(store, child, &kept);
}

Result known_apply(Settings *s)
{
    known_dress(s);
    float *success = &s->plan.play.setup.success;
    if (*success == PLAN_SUCCESS_FITTING) {
        Known known;
        known_load(&known, s->machine.store);
        *success = known_success(&known, s->plan.child, s->plan.age_months);
        known_free(&known);
    }
    keep_model(s);
    return s->preset || s->save_preset ? use_presets(s) : RESULT_OK;
}
