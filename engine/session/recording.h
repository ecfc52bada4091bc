// SPDX-License-Identifier: MIT
// recording.h: a session read back whole, ready to be played again.
#pragma once

#include "session/marks.h"
#include "session/session.h"

#define RECORDING_STEPS_MAX (4 * 60 * 60 * GAME_STEPS_PER_SECOND)  // four hours

// A session's row. `desc.plan.play.game` is NULL: find it by `game_id`, and compare `game_version`.
typedef struct SessionInfo {
    int64_t id;
    char uuid[37];
    int64_t started_utc_ms;
    int zone_minutes;
    SessionStatus status;  // RECORDING only while its program really runs
    char game_id[33];
    int game_version, play_version;
    SessionDesc desc;
    uint32_t step_count;  // of the last step stored, plus one
    uint32_t steps_lost;  // of these
    // SHA-256 in hexadecimal digits: of all inputs, of all events, of all rows of the session; and
    // who signed them: "writer", "recovery", "migration". All empty while it is recorded.
    char track_digest[65], events_digest[65], rows_digest[65], signed_by[10];
    bool has_summary;    // false: interrupted before its end
    bool track_dropped;  // on purpose: there are no inputs any more
    SessionSummary summary;
    bool damaged;  // the row could be read in part only
} SessionInfo;

typedef struct RecordedEvent {
    uint32_t step;
    GameEvent event;
} RecordedEvent;

typedef struct RecordedDigest {
    uint32_t step;    // after this step ...
    uint64_t digest;  // ... behaviour_mark() said this
} RecordedDigest;

// A session read whole. Steps ascend; without losses input[i].step is i.
typedef struct Recording {
    SessionInfo info;
    PlayInput *input;
    RecordedEvent *event;
    Trial *trial;
    RecordedDigest *digest;
    Mark *mark;  // what was written about it, by step
    uint32_t input_count, event_count, trial_count, digest_count, mark_count;
} Recording;

// The session that a person means by `text`: its number, its uuid or the first 4 or more characters
// of it, or "last". NOT_FOUND; USAGE if several fit.
Result recording_find(Store *store, const char *text, int64_t *id);

// Reads all of a session. NOT_FOUND, MALFORMED, VERSION, BUSY, LOST, FULL (memory).
Result recording_load(Recording *recording, Store *store, int64_t id);

// Likewise for a page that shows it: without the digests of its states, and the seal of its track
// is not worked out, which takes a third of the time: damage is found, and so is any change of the
// other rows; a track that was written anew on purpose is found by `tiptoe verify`. As above.
Result recording_load_shown(Recording *recording, Store *store, int64_t id);

// Its row, its events and trials, and of its inputs only the pages that hold steps `from` to `to`,
// half a minute each: to show a moment. Whether it is as it was written is not asked. As above.
Result recording_load_part(Recording *recording, Store *store, int64_t id, uint32_t from,
                           uint32_t to);

// What the track of session `id` takes, in bytes; 0: it has none. BUSY, LOST.
Result recording_track_size(Store *store, int64_t id, int64_t *bytes);

// Whether `recording` was made by this play and this version of its game (desc.play.game must be
// set), so that stepping it again must give the same. If not, it can still be shown and scored.
bool recording_is_comparable(const SessionInfo *info);

// Whether two events are the same to the store, which keeps neither -0 nor the bits of a NaN.
bool recording_event_same(const GameEvent *one, const GameEvent *other);

void recording_free(Recording *recording);  // leaves it zeroed
