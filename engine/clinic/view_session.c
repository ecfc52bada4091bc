// SPDX-License-Identifier: MIT
// view_session.c: who and what, the sentence on top, timeline, hands, six moments, the record.
#include "clinic/view_session.h"

#include "clinic/completeness.h"
#include "clinic/easing.h"
#include "clinic/page_words.h"
#include "clinic/plot_hands.h"
#include "clinic/plot_skeleton.h"
#include "clinic/plot_timeline.h"
#include "clinic/timeline.h"
#include "clinic/view_course.h"
#include "session/hour_log.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define STILLS 6

static double seconds(uint32_t steps)
{
    return (double)steps / GAME_STEPS_PER_SECOND;
}

// All that held the child at any time of it, as the child's page counts it.
static unsigned supports_of(const Recording *r)
{
    unsigned set = 0;
    for (uint32_t i = 0; i < r->event_count; i++)
        if (r->event[i].event.event == EVENT_SUPPORT) set |= (unsigned)r->event[i].event.supports;
    return set;
}

static void view_facts(JsonOut *j, const ClinicSession *s)
{
    const SessionInfo *info = &s->recording.info;
    const PlayPlan *plan = &info->desc.plan;
    const Profile *p = &plan->play.setup.profile;
    char text[160], day[WORDS_DAY_MAX], time[WORDS_DAY_MAX], support[64];
    words_day(info->started_utc_ms, info->zone_minutes, day);
    words_time(info->started_utc_ms, info->zone_minutes, time);
    clinic_support(supports_of(&s->recording), support, sizeof support);
    json_list(j, "facts");
    snprintf(text, sizeof text, "%s, %s", day, time);
    json_text(j, NULL, text);
    uint32_t whole = info->step_count / GAME_STEPS_PER_SECOND;
    snprintf(text, sizeof text, "%u" NBSP "min %02u" NBSP "s", whole / 60, whole % 60);
    json_text(j, NULL, text);
    snprintf(text, sizeof text, "%s, support: %s", posture_name(p->posture), support);
    json_text(j, NULL, text);
    snprintf(text, sizeof text, "hands: %s", hand_rule_words(p->hand));
    if (fabsf(p->side_bias - 0.5f) > 0.005f)
        words_add(text, sizeof text, ", %.0f" NBSP "%% of targets right",
                  100 * (double)p->side_bias);
    json_text(j, NULL, text);
    if (plan->age_months) {
        snprintf(text, sizeof text, "%u" NBSP "y %u" NBSP "mo", plan->age_months / 12,
                 plan->age_months % 12);
        json_text(j, NULL, text);
    }
    json_text(j, NULL, completeness_status(s));
    json_end(j);
}

static void view_title(JsonOut *j, const ClinicSession *s)
{
    const SessionInfo *info = &s->recording.info;
    const Game *game = game_find(info->game_id);
    char text[160], day[WORDS_DAY_MAX], time[WORDS_DAY_MAX];
    bool checkup = game_is_assessment(info->game_id);
    snprintf(text, sizeof text, "%s", game ? game->title : info->game_id);
    if (!checkup) words_add(text, sizeof text, ", level %d", info->desc.plan.play.setup.level);
    json_text(j, "game", text);
    json_text(j, "child", info->desc.plan.child);
    words_day(info->started_utc_ms, info->zone_minutes, day);
    words_time(info->started_utc_ms, info->zone_minutes, time);
    snprintf(text, sizeof text, "%s, %s, %s", info->desc.plan.child,
             game ? game->title : info->game_id, day);
    json_text(j, "title", text);
    snprintf(text, sizeof text, "%s \u00b7 %s \u00b7 %s, %s", info->desc.plan.child,
             game ? game->title : info->game_id, day, time);
    json_text(j, "running", text);
    json_text(j, "session", info->uuid);
    json_flag(j, "is_checkup", s->is_checkup);
    json_flag(j, "is_play", !s->is_checkup);
}

// ---- the sentence -------------------------------------------------------------------------------

static void play_sentence(JsonOut *j, const Recording *r)
{
    const PlayScore *score = &r->info.summary.score;
    const GameSetup *setup = &r->info.desc.plan.play.setup;
    char text[320];
    int pauses = 0;
    for (uint32_t i = 0; i < r->event_count; i++) {
        Event kind = r->event[i].event.event;
        pauses += kind == EVENT_PAUSE || kind == EVENT_STOP || kind == EVENT_SIGN;
    }
    snprintf(text, sizeof text, "%u of %u targets were reached", score->hits, score->offered);
    json_text(j, "finding_first", text);
    text[0] = '\0';
    if (score->offered) {
        words_add(text, sizeof text, " (%.0f" NBSP "%%", 100.0 * score->hits / score->offered);
        if (setup->success > 0)
            words_add(text, sizeof text, ", wanted %.0f" NBSP "%%", 100 * (double)setup->success);
        words_add(text, sizeof text, ")");
    }
    words_add(text, sizeof text, "; left hand %u, right %u", score->hits_by_side[SIDE_LEFT],
              score->hits_by_side[SIDE_RIGHT]);
    if (score->hits_helped) words_add(text, sizeof text, "; %u with help", score->hits_helped);
    if (pauses) words_add(text, sizeof text, pauses == 1 ? "; one pause" : "; %d pauses", pauses);
    words_add(text, sizeof text, ".");
    json_text(j, "finding_rest", text);
}

static void checkup_sentence(JsonOut *j, const ClinicSession *s)
{
    const Judged *judged = &s->checkup.judged;
    int of[CHANGE_COUNT] = { 0 };
    char text[320] = "", name[COURSE_NAME_MAX], change[128];
    for (int i = 0; i < judged->count; i++) {
        const Course *c = &judged->course[i];
        Change word = c->said.verdict.change;
        of[word]++;
        if (word != CHANGE_BETTER && word != CHANGE_WORSE) continue;
        course_name(&c->said.key, name);
        course_change(c, change, sizeof change);
        words_add(text, sizeof text, "%s%s: %s, %s", text[0] ? "; " : "", name, change_text(word),
                  change);
    }
    if (text[0])
        words_add(text, sizeof text, ".");
    else if (judged->count && of[CHANGE_CANNOT_SAY] == judged->count)
        words_add(text, sizeof text,
                  "Of no primary measure it can be said yet whether it changed.");
    else
        words_add(text, sizeof text, "None of the primary measures is told to have changed.");
    json_text(j, "finding_first", text);
    text[0] = '\0';
    if (of[CHANGE_POSSIBLE])
        words_add(text, sizeof text, " %d to look at again.", of[CHANGE_POSSIBLE]);
    if (of[CHANGE_SAME] + of[CHANGE_TAKEN_BACK])
        words_add(text, sizeof text, " %d the same.", of[CHANGE_SAME] + of[CHANGE_TAKEN_BACK]);
    if (of[CHANGE_CANNOT_SAY] && of[CHANGE_CANNOT_SAY] < judged->count)
        words_add(text, sizeof text, " Of %d it cannot be said.", of[CHANGE_CANNOT_SAY]);
    json_text(j, "finding_rest", text);
}

static void view_sentence(JsonOut *j, const ClinicSession *s)
{
    if (!s->recording.info.has_summary) {
        json_text(j, "finding_first", "It was interrupted: no scores were kept.");
        json_text(j, "finding_rest", "");
    } else if (s->is_checkup) {
        checkup_sentence(j, s);
    } else {
        play_sentence(j, &s->recording);
    }
}

// ---- what happened ------------------------------------------------------------------------------

static void view_events(JsonOut *j, const Recording *r)
{
    bool any = false;
    json_list(j, "events");
    for (uint32_t i = 0; i < r->event_count; i++) {
        char words[TIMELINE_WORDS_MAX], time[WORDS_NUMBER_MAX];
        const RecordedEvent *e = &r->event[i];
        if (!timeline_words(&e->event, timeline_written(r, e), words, sizeof words)) continue;
        any = true;
        words_clock(seconds(e->step), time);
        json_begin(j, NULL);
        json_text(j, "time", time);
        json_text(j, "what", words);
        json_end(j);
    }
    for (uint32_t i = timeline_after(r); i < r->mark_count; i++) {
        char words[TIMELINE_WORDS_MAX];
        any = true;
        snprintf(words, sizeof words, "note: %s", r->mark[i].text);
        json_begin(j, NULL);
        json_text(j, "time", "after");
        json_text(j, "what", words);
        json_end(j);
    }
    json_end(j);
    json_flag(j, "has_events", any);
    json_list(j, "easings");
    for (uint32_t i = 0; i < r->event_count; i++) {
        char words[EASING_TEXT];
        if (easing_text(&r->event[i], words)) json_text(j, NULL, words);
    }
    json_end(j);
}

static void view_hands(JsonOut *j, const ClinicSession *s)
{
    static const char *const figure[SIDE_COUNT] = { "svg_hand_left", "svg_hand_right" };
    static const char *const words[SIDE_COUNT] = { "hand_left", "hand_right" };
    HandWay way[SIDE_COUNT] = { { 0 } };
    char text[200];
    json_flag(j, "has_hands", s->measured);
    if (s->measured) hands_way(&s->kinematics, way);
    for (int side = 0; side < SIDE_COUNT && s->measured; side++) {
        plot_hand(j, figure[side], &s->kinematics, side);
        if (way[side].seen)
            snprintf(text, sizeof text,
                     "crossed the midline %d times; %.0f" NBSP "%% of its way beyond it, to "
                     "%.2f of an arm",
                     way[side].crossings, 100 * way[side].beyond, way[side].far_al);
        else
            snprintf(text, sizeof text, "was hardly seen");
        json_text(j, words[side], text);
    }
    if (!s->measured) return;
    plot_hand_share(j, "svg_hand_share", way);
    snprintf(text, sizeof text, "in the whole way moved, %.0f arm lengths",
             way[SIDE_LEFT].way_al + way[SIDE_RIGHT].way_al);
    json_text(j, "hand_share", text);
}

static void view_stills(JsonOut *j, const ClinicSession *s)
{
    json_flag(j, "has_replay", s->measured);
    json_list(j, "stills");
    for (int i = 0; i < STILLS && s->measured; i++) {
        double all = s->kinematics.count ? s->kinematics.time_s[s->kinematics.count - 1] : 0;
        double at = all * (i + 0.5) / STILLS;
        size_t pose = 0;
        char time[WORDS_NUMBER_MAX], what[80];
        if (!skeleton_near(&s->kinematics, at, &pose)) continue;
        words_clock(s->kinematics.time_s[pose], time);
        snprintf(what, sizeof what, "Skeleton at %s", time);
        json_begin(j, NULL);
        json_text(j, "time", time);
        plot_skeleton(j, "svg_still", &s->kinematics, pose, what);
        json_end(j);
    }
    json_end(j);
}

// ---- the record ---------------------------------------------------------------------------------

static void view_senses(JsonOut *j, const SessionInfo *info)
{
    const Sensory *sensory = &info->desc.plan.play.setup.profile.sensory;
    SensoryPreset preset = sensory_preset_of(sensory);
    char text[480] = "", name[48];
    for (int i = 0; i < SENSE_COUNT; i++) {
        words_readable(sense_name((Sense)i), !i, name, sizeof name);
        words_add(text, sizeof text, "%s%s %g", i ? ", " : "", name,
                  round(1000 * (double)sense_value(sensory, (Sense)i)) / 1000);
    }
    words_add(text, sizeof text, " (%s).",
              preset < SENSORY_PRESET_COUNT ? sensory_preset_name(preset) : "tuned");
    json_text(j, "senses", text);
}

static void view_record(JsonOut *j, const ClinicSession *s)
{
    const SessionInfo *info = &s->recording.info;
    const SessionDesc *d = &info->desc;
    const PlayQuality *q = &info->summary.quality;
    char text[480];
    view_senses(j, info);
    snprintf(text, sizeof text,
             "Camera %s, %d" NBSP "× %d at %.3g pictures a second, model %s; the child was seen in "
             "%.1f" NBSP "%% of %u pictures, %.1f poses a second.",
             d->camera_kind, d->camera_width, d->camera_height, d->camera_fps, d->model,
             q->poses ? 100.0 * q->found / q->poses : 0.0, q->poses, info->summary.pose_fps);
    json_text(j, "camera", text);
    if (info->summary.calibration.height_cm > 0)
        snprintf(text, sizeof text, "Body height %.0f" NBSP "cm, typed.",
                 (double)info->summary.calibration.height_cm);
    else
        snprintf(text, sizeof text, "Body height not typed: lengths are in %% of it.");
    json_text(j, "height", text);
    snprintf(text, sizeof text, "Recorded with %s; session %s; digest of the inputs %.16s.",
             d->build, info->uuid, info->track_digest);
    json_text(j, "record", text);
}

static Result view_rating(JsonOut *j, Store *store, const SessionInfo *info)
{
    Rating rating = { 0 };
    char text[128] = "Not answered.";
    Result result = rating_load(store, info->desc.plan.child, info->uuid, &rating);
    if (result && result != RESULT_NOT_FOUND) return result;
    if (!result && (rating.fun || rating.hard))
        snprintf(text, sizeof text, "Fun %d of %d, hard %d of %d, said by %s (0: not answered).",
                 rating.fun, RATING_FACES, rating.hard, RATING_FACES,
                 rating.by_grown_up ? "the therapist" : "the child");
    json_text(j, "rating", text);
    return RESULT_OK;
}

Result view_session(JsonOut *j, Store *store, const ClinicSession *s)
{
    view_title(j, s);
    view_facts(j, s);
    view_sentence(j, s);
    plot_timeline(j, "svg_timeline", &s->recording);
    view_events(j, &s->recording);
    view_play(j, s);
    view_checkup(j, s);
    view_hands(j, s);
    view_stills(j, s);
    view_not_done(j, s);
    view_record(j, s);
    return view_rating(j, store, &s->recording.info);
}
