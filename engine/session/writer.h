// SPDX-License-Identifier: MIT
// writer.h: the recorder's thread: from the ring into the store. Inside this module only.
#pragma once

#include "base/ring.h"
#include "session/input_record.h"
#include "session/recording.h"
#include "session/seal.h"
#include "session/sql.h"
#include "session/track_page.h"

#include <pthread.h>

#define WRITER_RING       1024               // steps: 17 s
#define WRITER_BYTES      (8 * 1024 * 1024)  // of inputs: 6 minutes at 30 poses/s
#define WRITER_EVENTS     8192
#define WRITER_TRIALS     2048
#define WRITER_DIGESTS    1024
#define WRITER_COMMIT_US  300000  // from one commit to the next
#define WRITER_POLL_US    10000
#define WRITER_RETRY_US   1000000             // after a commit that failed
#define WRITER_GIVE_UP_US 3000000             // how long the last commit is tried
#define WRITER_RESERVE    (16 * 1024 * 1024)  // bytes of disk held back for a full disk

// One step on its way from the main thread.
typedef struct StepRecord {
    PlayInput in;
    PoseRecord pose;  // of `in`, if it has one
    uint64_t digest;
    int event_count, trial_count;
    GameEvent event[PLAY_EVENTS_MAX];
    Trial trial[PLAY_TRIALS_MAX];
} StepRecord;

// A part of the batch, from its start.
typedef struct Reach {
    size_t bytes;
    uint32_t count, next;  // steps; number of the step after them
} Reach;

// What came out of the ring and is not safe yet. Kept until a commit succeeds. The steps of the
// page that grows are kept until it is whole: a small page of the new ones is committed each time,
// and the whole page replaces the small ones.
typedef struct Batch {
    Bytes to;                     // over bytes[]
    uint32_t first, next, count;  // number of the first step, of the last plus one; how many
    Reach safe;                   // what is on the disk in small pages
    uint32_t new_first;           // number of the first step that is not
    uint32_t event_count, trial_count, digest_count;
    RecordedEvent event[WRITER_EVENTS];
    Trial trial[WRITER_TRIALS];
    uint32_t trial_step[WRITER_TRIALS];  // that gave it
    RecordedDigest digest[WRITER_DIGESTS];
    unsigned char bytes[WRITER_BYTES];
} Batch;

enum { STAGE_RUN, STAGE_END };

struct Session {
    // Set before the thread starts, then read only.
    Store *store;  // the writer's alone while it runs
    int64_t id;
    bool may_block;
    pthread_t thread;

    // Where the threads meet.
    Ring ring;
    atomic_int stage;
    atomic_int result;
    atomic_uint recorded, stored, lost;

    // The main thread's, until it sets STAGE_END.
    SessionStatus status;
    SessionSummary summary;
    bool has_summary;
    StepRecord record;

    // The writer's.
    sqlite3_stmt *drop, *page, *event, *trial, *digest, *progress, *end, *listed;
    int reserve_fd;                 // -1: given up
    Seal track_seal, track_stored;  // of all steps: with what is not safe yet, and without
    uint32_t event_seq, trial_seq;  // of the first in the batch
    StepRecord taken;
    TrackWork *work;
    Reach sealed;  // what the transaction put into whole pages: forgotten once it is committed
    Batch batch;
    StepRecord slot[WRITER_RING];
};

Result writer_prepare(Session *session);  // statements and reserve, before the thread starts
void *writer_run(void *session);
void writer_free(Session *session);
