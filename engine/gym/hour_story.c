// SPDX-License-Identifier: MIT
// hour_story.c: an hour read back from its sessions.
#include "gym/hour_story.h"

#include "base/clock.h"
#include "clinic/timeline.h"
#include "gym/known.h"
#include "session/hour_log.h"

#include <stdio.h>
#include <string.h>

#define PAGE 64u

double hour_story_today(const char *given, const char *child)
{
    SessionRow rows[PAGE];
    Store *store = NULL;
    uint32_t count = 0;
    double seconds = 0;
    int64_t today = clock_day(clock_utc_ms(), clock_zone_minutes());
    if (store_open_given(&store, given, STORE_READ) == RESULT_OK &&
        session_page(store, child, NULL, PAGE, rows, &count) == RESULT_OK)
        for (uint32_t i = 0; i < count; i++)
            if (clock_day(rows[i].started_utc_ms, rows[i].zone_minutes) == today)
                seconds += (double)rows[i].steps_played / GAME_STEPS_PER_SECOND;
    store_close(&store);
    return seconds;
}

// ---- what changed -------------------------------------------------------------------------------

static HourLine *add_change(HourEnd *end, const char *image, const Game *game)
{
    if (end->change_count == HOUR_CHANGES_MAX) return NULL;
    HourLine *line = &end->change[end->change_count++];
    line->image = image;
    snprintf(line->what, sizeof line->what, "%s", game->title);
    return line;
}

// Minutes and seconds of the session.
static void put_time(char text[16], uint32_t step)
{
    unsigned seconds = step / GAME_STEPS_PER_SECOND;
    snprintf(text, 16, "%u:%02u", seconds / 60 % 1000, seconds % 60);
}

static void put_support(char *text, size_t size, unsigned set)
{
    size_t at = 0;
    snprintf(text, size, "none");
    for (int i = 0; i < SUPPORT_COUNT; i++)
        if (set >> i & 1 && at < size)
            at += (size_t)snprintf(text + at, size - at, "%s%s", at ? ", " : "",
                                   support_name((Support)i));
    for (char *c = text; *c; c++)
        if (*c == '_') *c = ' ';
}

static void note_level(HourEnd *end, HourRow *row, const RecordedEvent *e)
{
    char at[16];
    HourLine *line =
        add_change(end, e->event.level >= row->level_to ? "icon_harder" : "icon_easier", row->game);
    put_time(at, e->step);
    row->level_to = e->event.level;
    if (line)
        snprintf(line->words, sizeof line->words, "you chose level %d, at %s", row->level_to, at);
}

static void note_support(HourEnd *end, const HourRow *row, const RecordedEvent *e)
{
    char at[16], words[64];
    if (e->step == 0) return;  // as it was planned
    HourLine *line = add_change(end, "icon_support", row->game);
    put_time(at, e->step);
    put_support(words, sizeof words, e->event.supports);
    if (line) snprintf(line->words, sizeof line->words, "%s, at %s", words, at);
}

// The staircase, in one line for all of its turns: how far from the chosen level it ended.
static void note_staircase(HourEnd *end, const HourRow *row, int ups, int downs)
{
    if (!ups && !downs) return;
    HourLine *line = add_change(end, ups >= downs ? "icon_harder" : "icon_easier", row->game);
    if (line)
        snprintf(line->words, sizeof line->words, "by itself: %d %s harder, %d easier", ups,
                 ups == 1 ? "step" : "steps", downs);
}

// Of the child's sides, hands and what it hears; at step 0 as it was before.
static void note_choice(HourEnd *end, const HourRow *row, const RecordedEvent *e)
{
    char words[TIMELINE_WORDS_MAX], at[16];
    const char *image = e->event.event == EVENT_SIDE    ? "icon_side"
                        : e->event.event == EVENT_HAND  ? "icon_hands"
                        : e->event.event == EVENT_SOUND ? "icon_sound"
                        : e->event.event == EVENT_MUTE  ? "icon_mute"
                                                        : NULL;
    if (!image || e->step == 0 || !timeline_words(&e->event, NULL, words, sizeof words)) return;
    HourLine *line = add_change(end, image, row->game);
    put_time(at, e->step);
    if (line) snprintf(line->words, sizeof line->words, "%.60s, at %s", words, at);
}

// What the plan asked of the senses, where it is another than in the game before.
static void note_senses(HourEnd *end, const HourRow *row, SensoryPreset now, SensoryPreset before)
{
    if (now == before) return;
    HourLine *line = add_change(end, "icon_tune", row->game);
    if (line)
        snprintf(line->words, sizeof line->words, "senses: %s",
                 now < SENSORY_PRESET_COUNT ? sensory_preset_name(now) : "tuned for this child");
}

static void add_note(HourEnd *end, const HourRow *row, const char *when, const char *words)
{
    if (end->note_count == HOUR_NOTES_MAX) return;
    HourLine *line = &end->note[end->note_count++];
    line->image = "icon_note";
    snprintf(line->what, sizeof line->what, "%s", when);
    snprintf(line->words, sizeof line->words, "%s: %.60s", row->game->title, words);
}

// A note, or a mark of the therapist.
static void tell_note(HourEnd *end, const HourRow *row, const Recording *r, const RecordedEvent *e)
{
    const char *words = NULL;
    if (e->event.event == EVENT_GOOD) {
        words = "that was good";
    } else if (e->event.event == EVENT_HARD) {
        words = "that was hard";
    } else if (e->event.event == EVENT_NOTE) {
        words = e->event.note == NOTE_WRITTEN ? timeline_written(r, e)
                                              : note_words((Note)e->event.note);
    }
    if (!words) return;
    char at[16];
    put_time(at, e->step);
    add_note(end, row, at, words);
}

// A turn of the staircase may turn several knobs: it is one.
static void note_events(HourEnd *end, HourRow *row, const Recording *r)
{
    int turns[2] = { 0, 0 };
    uint32_t last = UINT32_MAX;
    for (uint32_t i = 0; i < r->event_count; i++) {
        const RecordedEvent *e = &r->event[i];
        bool turned = e->event.event == EVENT_DIFFICULTY &&
                      e->event.cause != DIFFICULTY_THERAPIST && e->step != last;
        if (turned) turns[e->event.cause == DIFFICULTY_MISS]++;
        if (turned) last = e->step;
        if (e->event.event == EVENT_LEVEL) note_level(end, row, e);
        if (e->event.event == EVENT_SUPPORT) note_support(end, row, e);
        note_choice(end, row, e);
        tell_note(end, row, r, e);
    }
    note_staircase(end, row, turns[0], turns[1]);
    for (uint32_t i = timeline_after(r); i < r->mark_count; i++)
        add_note(end, row, "after", r->mark[i].text);
}

// ---- the whole ----------------------------------------------------------------------------------

typedef struct Seen {
    uint32_t poses, found;
    bool any;
    SensoryPreset senses;  // of the game before
} Seen;

static void tell_session(Store *store, HourEnd *end, HourRow *row, const char *uuid, Seen *seen)
{
    Recording recording = { 0 };
    Rating rating;
    int64_t id = 0;
    if (recording_find(store, uuid, &id) || recording_load(&recording, store, id)) return;
    const SessionSummary *sum = &recording.info.summary;
    row->level_from = row->level_to = recording.info.desc.plan.play.setup.level;
    row->offered = sum->score.offered;
    row->hits = sum->score.hits;
    seen->poses += sum->quality.poses;
    seen->found += sum->quality.found;
    for (int limb = 0; limb < LIMB_COUNT; limb++) end->reps[limb] += sum->score.reps[limb];
    SensoryPreset now = sensory_preset_of(&recording.info.desc.plan.play.setup.profile.sensory);
    if (seen->any) note_senses(end, row, now, seen->senses);
    seen->any = true;
    seen->senses = now;
    note_events(end, row, &recording);
    if (rating_load(store, end->child, uuid, &rating) == RESULT_OK) {
        row->fun = rating.fun;
        row->hard = rating.hard;
    }
    recording_free(&recording);
}

static void tell_week(const char *given, HourEnd *end)
{
    Known known;
    known_load(&known, given);
    KnownWeek week = known_week(&known, end->child);
    memcpy(end->week, week.dose.reps, sizeof end->week);
    memcpy(end->goal, week.goals.reps, sizeof end->goal);
    known_free(&known);
}

void hour_story_tell(const char *given, const char *child, const HourCourse *course, double whole_s,
                     HourEnd *end)
{
    Store *store = NULL;
    Seen seen = { 0 };
    *end = (HourEnd){ .whole_s = whole_s, .keeps = strcmp(child, PLAN_GUEST) != 0 };
    snprintf(end->child, sizeof end->child, "%s", child);
    bool open = store_open_given(&store, given, STORE_READ) == RESULT_OK;
    for (int i = 0; i < course->done_count; i++) {
        const HourDone *done = &course->done[i];
        HourRow *row = &end->row[end->row_count++];
        *row = (HourRow){ .game = done->game,
                          .active_s = done->active_s,
                          .skipped = done->skipped,
                          .again = done->again };
        if (open && done->session[0]) tell_session(store, end, row, done->session, &seen);
    }
    end->found = seen.poses ? (double)seen.found / seen.poses : 0;
    store_close(&store);
    tell_week(given, end);
}
