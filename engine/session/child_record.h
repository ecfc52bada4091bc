// SPDX-License-Identifier: MIT
// child_record.h: the page of a child: what is chosen for each of its plays, what must be asked
// before them, what may be kept of them. A code, never a name. One document a child
// (session/documents.h).
#pragma once

#include "play/plan.h"
#include "session/store.h"

#define CHILD_NOTES_MAX   320  // with its end
#define CHILD_ASK_DAYS    30   // how long the answers before play hold at most [ours]
#define CHILD_ASKED_HOURS 12   // for which they are those of this visit
#define CHILD_AGE_MAX     300  // months
#define CHILD_HEIGHT_LOW  50   // cm
#define CHILD_HEIGHT_HIGH 220
#define CHILD_GAIN_MAX    GAIN_MOST
#define CHILD_RECORDS_MAX 512  // that are listed

// What is asked before play. X(name, stored name, in words)
#define CHILD_QUESTION_LIST(X)                                                                     \
    X(SURGERY, "surgery", "Surgery, botulinum")                                                    \
    X(EPILEPSY, "epilepsy", "Epilepsy, uncontrolled")                                              \
    X(PAIN, "pain", "Pain today")                                                                  \
    X(DIZZINESS, "dizziness", "Dizzy today")

typedef enum ChildQuestion {
#define X(name, stored, words) QUESTION_##name,
    CHILD_QUESTION_LIST(X)
#undef X
        QUESTION_COUNT
} ChildQuestion;

#define QUESTIONS_ALL ((1u << QUESTION_COUNT) - 1)

const char *child_question_words(ChildQuestion question);

// The side that moves less well. X(name, stored name)
#define AFFECTED_LIST(X)                                                                           \
    X(NONE, "none")                                                                                \
    X(LEFT, "left")                                                                                \
    X(RIGHT, "right")                                                                              \
    X(BOTH, "both")

typedef enum Affected {
#define X(name, stored) AFFECTED_##name,
    AFFECTED_LIST(X)
#undef X
        AFFECTED_COUNT
} Affected;

// Times are UTC; 0: never.
typedef struct ChildRecord {
    char child[PLAN_CHILD_MAX + 1];  // code
    unsigned age_months;             // as it was said ...
    int64_t age_utc_ms;              // ... then; 0 months: unknown
    float height_cm;                 // 0: unknown
    Posture posture;
    unsigned support;  // a set of SUPPORT_LIST
    Affected affected;
    HandRule hand;
    unsigned without;  // a set of LIMB_LIST, one arm at most
    Sensory sensory;
    float success;                // a share, 0 (the staircase stands) or PLAN_SUCCESS_FITTING
    float gain;                   // GAIN_FIT, or 1..CHILD_GAIN_MAX; 0: none
    float hold_s;                 // how long a hand stays where it chooses; 0: the usual time
    unsigned speech_rate;         // percent; 0: as usual
    unsigned answered, yes;       // sets of CHILD_QUESTION_LIST: at the last asking
    int64_t asked_utc_ms;         // when all were answered
    bool keep_track;              // else only scores are kept
    int64_t keep_until_utc_ms;    // 0: until it is taken back
    char notes[CHILD_NOTES_MAX];  // for the next time
    bool archived;
} ChildRecord;

// A child of whom nothing is known but the code: plays as `usual`, only scores are kept, nothing
// was asked.
ChildRecord child_record_new(const char *child, const PlayPlan *usual);

// A child who played before it had a page: as in its last plan, of `utc_ms`. Its tracks were kept,
// and are until somebody says otherwise.
ChildRecord child_record_of_plan(const PlayPlan *last, int64_t utc_ms);

// Age goes on from the day it was said. 0: unknown.
unsigned child_record_age(const ChildRecord *record, int64_t now_utc_ms);
void child_record_set_age(ChildRecord *record, unsigned months, int64_t now_utc_ms);

// What the child's page says becomes the plan's; game, level, minutes and chance stay.
void child_record_apply(const ChildRecord *record, int64_t now_utc_ms, PlayPlan *plan);

// Whether all questions were answered on this visit.
bool child_record_is_asked(const ChildRecord *record, int64_t now_utc_ms);

// Whether they must be asked one by one before play: not on this visit, and never, too long ago, or
// with a yes the last time.
bool child_record_must_ask(const ChildRecord *record, int64_t now_utc_ms);

// The first answer of a visit begins a new asking: those of the last time are gone.
void child_record_answer(ChildRecord *record, ChildQuestion question, bool yes, int64_t now_utc_ms);

// "Nothing new today": the answers of the last time hold from now on. Only where they need not be
// asked one by one.
void child_record_nothing_new(ChildRecord *record, int64_t now_utc_ms);

// Whether a track may be kept now.
bool child_record_keeps_track(const ChildRecord *record, int64_t now_utc_ms);

// USAGE: no child's code. FULL, BUSY, LOST.
Result child_record_save(Store *store, const ChildRecord *record);

// NOT_FOUND, without a line: the child has no page; MALFORMED: damaged.
Result child_record_load(Store *store, const char *child, ChildRecord *record);

// A child of the list: one with a page, or one that played.
typedef struct ChildEntry {
    char child[PLAN_CHILD_MAX + 1];
    bool has_page, archived;
    int64_t played_utc_ms;   // the last session; 0: none
    int64_t changed_utc_ms;  // its page; 0: it has none
} ChildEntry;

// All children, archived ones too, who played or was changed last first; at most `room`. The guest
// is nobody. A page that is damaged is listed and told when it is opened.
Result child_records_list(Store *store, ChildEntry *list, int room, int *count);

// Deletes a child for good: its sessions as session_erase() does, its page, plans, hours, marks,
// ratings, look, presets, goals and reports, signed ones too. The store is open for writing. BUSY:
// one is being recorded.
Result child_record_delete(Store *store, const char *child);

// ---- consent ------------------------------------------------------------------------------------

// Session `id` has ended: its track goes unless the child's page keeps it; scores and results stay.
// Who has no page keeps what was always kept. As track_drop().
Result child_consent_obey(Store *store, int64_t id, int64_t now_utc_ms);

// Each child whose page keeps no track any longer, its consent having ended or been taken back, and
// that has some. `visit` may write; its failure ends it.
Result child_tracks_due(Store *store, int64_t now_utc_ms,
                        Result (*visit)(void *self, const char *child, int tracks), void *self);

// At the program's start: every track that no page keeps any longer goes. How many went.
Result child_tracks_purge(Store *store, int64_t now_utc_ms, int *dropped);
