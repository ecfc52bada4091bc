// SPDX-License-Identifier: MIT
// scores.c: the game's values of a play, and the child's earlier plays of the same kind.
#include "clinic/scores.h"

#include "measure/signal.h"
#include "session/session_list.h"
#include "session/verdicts.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

// ---- one play ----

static double statistic(Statistic kind, double *values, uint32_t count)
{
    double sum = 0, best = -INFINITY;
    for (uint32_t i = 0; i < count; i++) {
        sum += values[i];
        best = fmax(best, values[i]);
    }
    if (count == 0) return NAN;
    switch (kind) {
    case STAT_MEDIAN: return signal_median(values, count);
    case STAT_MEAN: return sum / count;
    case STAT_BEST: return best;
    case STAT_SUM: return sum;
    }
    return NAN;
}

const char *scores_statistic(const Scores *s, const PlayValue *value)
{
    static const char *const names[] = { "median", "mean", "best", "sum" };
    return names[s->game->measures[value->measure].statistic];
}

// Of what the game measured. `work` has room for all events.
static PlayValue value_of(const Recording *r, const Game *game, int measure, int side, double *work)
{
    PlayValue v = { .measure = measure, .side = side, .median = NAN, .last = NAN };
    for (uint32_t i = 0; i < r->event_count; i++) {
        const GameEvent *e = &r->event[i].event;
        if (e->event == EVENT_MEASURE && e->measure == measure && e->side == side)
            work[v.count++] = (double)e->value;
    }
    v.value = statistic(game->measures[measure].statistic, work, v.count);
    return v;
}

static Result values_of(const Recording *r, const Game *game, PlayValue value[SCORES_MAX])
{
    double *work = calloc((size_t)r->event_count + 1, sizeof *work);
    if (!work) return fail(RESULT_FULL, "out of memory: close other programs");
    for (int i = 0; i < game->measure_count * (1 + SIDE_COUNT); i++)
        value[i] = value_of(r, game, i / (1 + SIDE_COUNT), i % (1 + SIDE_COUNT) - 1, work);
    free(work);
    return RESULT_OK;
}

// ---- of one kind ----

static bool same_knobs(const PlaySetup *a, const PlaySetup *b)
{
    if (a->knobs_set != b->knobs_set) return false;
    for (int k = 0; k < GAME_KNOBS_MAX; k++)
        if (a->knobs_set & 1u << k && a->setup.knob[k] != b->setup.knob[k]) return false;
    return true;
}

static bool same_senses(const Sensory *a, const Sensory *b)
{
    for (int i = 0; i < SENSE_COUNT; i++)
        if (sense_value(a, (Sense)i) != sense_value(b, (Sense)i)) return false;
    return true;
}

// By what stands in their rows.
static bool same_kind(const SessionInfo *one, const SessionInfo *other)
{
    const SessionDesc *d = &one->desc, *e = &other->desc;
    const PlaySetup *a = &d->plan.play, *b = &e->plan.play;
    const Profile *p = &a->setup.profile, *q = &b->setup.profile;
    return !strcmp(one->game_id, other->game_id) && one->game_version == other->game_version &&
           a->gain == b->gain && a->speech_rate == b->speech_rate &&
           a->setup.level == b->setup.level && a->setup.success == b->setup.success &&
           same_knobs(a, b) && same_senses(&p->sensory, &q->sensory) && p->hand == q->hand &&
           p->side_bias == q->side_bias && p->without == q->without && p->posture == q->posture &&
           !strcmp(d->model, e->model) &&
           !strcmp(one->summary.model_used, other->summary.model_used) &&
           !strcmp(d->camera_kind, e->camera_kind);
}

// All that held the child at any time.
static unsigned support_of(const Recording *r)
{
    unsigned support = 0;
    for (uint32_t i = 0; i < r->event_count; i++)
        if (r->event[i].event.event == EVENT_SUPPORT)
            support |= (unsigned)r->event[i].event.supports;
    return support;
}

// Which hands and sides were chosen anew while it was played.
static unsigned chosen_anew(const Recording *r)
{
    unsigned chosen = 0;
    for (uint32_t i = 0; i < r->event_count; i++) {
        const GameEvent *e = &r->event[i].event;
        if (e->event == EVENT_HAND) chosen |= 1u << e->hand;
        if (e->event == EVENT_SIDE) chosen |= 1u << HAND_RULE_COUNT;
    }
    return chosen;
}

bool scores_alike(const Recording *one, const Recording *other)
{
    return same_kind(&one->info, &other->info) && support_of(one) == support_of(other) &&
           chosen_anew(one) == chosen_anew(other);
}

// ---- earlier plays ----

static bool was_ended(const SessionInfo *info)
{
    return info->has_summary &&
           (info->status == SESSION_COMPLETE || info->status == SESSION_STOPPED);
}

// Played to the end: neither stopped, nor ended by itself because nothing succeeded.
static bool is_whole(const Recording *r)
{
    if (r->info.status != SESSION_COMPLETE) return false;
    for (uint32_t i = r->event_count; i-- > 0;)
        if (r->event[i].event.event == EVENT_FINISH)
            return r->event[i].event.ended != PLAY_END_KINDLY;
    return true;
}

static bool is_as_long(const Recording *one, const Recording *other)
{
    return is_whole(one) && is_whole(other) &&
           one->info.desc.plan.play.setup.seconds == other->info.desc.plan.play.setup.seconds;
}

static Result take_earlier(Scores *s, const Recording *today, const Recording *r)
{
    PlayValue value[SCORES_MAX];
    EarlierPlay *play = &s->earlier[s->earlier_count];
    *play = (EarlierPlay){ .id = r->info.id,
                           .started_utc_ms = r->info.started_utc_ms,
                           .zone_minutes = r->info.zone_minutes,
                           .as_long = is_as_long(today, r) };
    memcpy(play->uuid, r->info.uuid, sizeof play->uuid);
    Result result = values_of(r, s->game, value);
    if (!result) result = difficulty_of(r, &play->difficulty);
    for (int i = 0; i < s->game->measure_count * (1 + SIDE_COUNT) && !result; i++)
        play->value[i] = value[i].value;
    s->earlier_count += !result;
    return result;
}

// Whatever of one play cannot be read leaves the others alone.
static bool only_this_one(Result result)
{
    return result == RESULT_MALFORMED || result == RESULT_VERSION || result == RESULT_NOT_FOUND;
}

static Result look_at(Scores *s, Store *store, const Recording *today, int64_t id)
{
    SessionInfo info;
    Recording r = { 0 };
    bool alike = false;
    Result result = session_info(store, id, &info);
    bool later = !result && (info.started_utc_ms != today->info.started_utc_ms
                                 ? info.started_utc_ms > today->info.started_utc_ms
                                 : id >= today->info.id);
    if (later) return RESULT_OK;
    if (!result && was_ended(&info) && same_kind(&info, &today->info)) {
        result = recording_load(&r, store, id);
        alike = !result && scores_alike(&r, today);
        if (alike) result = take_earlier(s, today, &r);
        recording_free(&r);
    }
    s->others += !alike;
    return only_this_one(result) ? RESULT_OK : result;
}

static void turn_round(Scores *s)
{
    for (int i = 0, k = s->earlier_count - 1; i < k; i++, k--) {
        EarlierPlay kept = s->earlier[i];
        s->earlier[i] = s->earlier[k];
        s->earlier[k] = kept;
    }
}

static void set_beside(const Scores *s, PlayValue *v)
{
    double value[SCORES_EARLIER_MAX];
    Statistic kind = s->game->measures[v->measure].statistic;
    for (int i = 0; i < s->earlier_count; i++) {
        const EarlierPlay *play = &s->earlier[i];
        double one = play->value[v->measure * (1 + SIDE_COUNT) + v->side + 1];
        bool fits = play->as_long || (kind != STAT_BEST && kind != STAT_SUM);
        if (!fits || !isfinite(one)) continue;
        value[v->earlier++] = v->last = one;
    }
    if (v->earlier) v->median = signal_median(value, (size_t)v->earlier);
}

// The latest first, until there are enough.
static Result load_earlier(Scores *s, Store *store, const Recording *today)
{
    const SessionInfo *info = &today->info;
    int64_t *id = NULL;
    int ids = 0;
    if (!strcmp(info->desc.plan.child, PLAN_GUEST)) return RESULT_OK;  // many children
    s->earlier = calloc(SCORES_EARLIER_MAX, sizeof *s->earlier);
    if (!s->earlier) return fail(RESULT_FULL, "out of memory: close other programs");
    Result result = checkups_of(store, info->desc.plan.child, info->game_id, &id, &ids);
    for (int i = ids - 1; i >= 0 && !result && s->earlier_count < SCORES_EARLIER_MAX; i--)
        result = look_at(s, store, today, id[i]);
    free(id);
    turn_round(s);
    return result;
}

Result scores_load(Scores *s, Store *store, const Recording *r)
{
    PlayValue value[SCORES_MAX];
    *s = (Scores){ .game = game_find(r->info.game_id) };
    if (s->game && s->game->role == ROLE_ASSESSMENT) s->game = NULL;
    if (!s->game) return RESULT_OK;
    Result result = values_of(r, s->game, value);
    if (!result) result = difficulty_of(r, &s->difficulty);
    if (!result) result = load_earlier(s, store, r);
    for (int i = 0; i < s->game->measure_count * (1 + SIDE_COUNT) && !result; i++) {
        if (value[i].count == 0 || !isfinite(value[i].value)) continue;
        set_beside(s, &value[i]);
        s->value[s->count++] = value[i];
    }
    if (result) scores_free(s);
    return result;
}

void scores_free(Scores *s)
{
    free(s->earlier);
    *s = (Scores){ .game = NULL };
}

// ---- words ----

static int end_text(double position, char *text, size_t size)
{
    if (fabs(position) < 1) return snprintf(text, size, "%+.2f", position);
    return snprintf(text, size, "%+.0f or beyond", position);
}

void difficulty_text(const Difficulty *d, int level, char *text, size_t size)
{
    char low[24], high[24];
    if (d->why) {
        snprintf(text, size, "cannot say: %s", difficulty_why_text(d->why));
        return;
    }
    end_text(d->reached.low, low, sizeof low);
    end_text(d->reached.high, high, sizeof high);
    snprintf(text, size, "level %d %+.2f (95 %%: %s to %s)", level, d->reached.position, low, high);
}
