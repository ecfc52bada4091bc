// SPDX-License-Identifier: MIT
// track_page.h: step records (input_record.h) packed into a page of the track, and back. Format 2;
// docs/recording.md says it exactly. Inside this module only.
#pragma once

#include "base/bytes.h"
#include "session/track_columns.h"
#include "tiptoe/base.h"

#include <zlib.h>

#define TRACK_FORMAT   2
#define TRACK_PAGE_MAX (6 * 1024 * 1024)  // bytes, of a page's content and of the page itself

// Room for the work, some megabytes: nothing is allocated while a page is packed or unpacked.
typedef struct TrackWork TrackWork;

TrackWork *track_work_open(void);  // NULL: out of memory
void track_work_close(TrackWork *work);

typedef struct TrackPage {
    uint32_t first, steps;  // number of its first step; how many step records
    const unsigned char *bytes;
    size_t size;
    uint32_t next;  // number of the step after its last, of those that are packed
    size_t used;    // bytes of step records that were packed
} TrackPage;

// Packs step records from the start of `size` bytes that input_pack() wrote, at most
// TRACK_STEPS_MAX of them; `first` is the number of the first. `whole`: a page that stays, worth
// the time to find what foretells what. The page's bytes are the work's, until it is used again.
TrackPage track_pack(TrackWork *work, const unsigned char *records, size_t size, uint32_t first,
                     bool whole);

// Of a page's bytes, as its row keeps it.
void page_hash(char text[17], const TrackPage *page);

// A commit that failed may be on the disk all the same: what is tried again replaces it.
#define TRACK_DROP "DELETE FROM track WHERE session_id=?1 AND first_step>=?2"
#define TRACK_INSERT                                                                               \
    "INSERT INTO track(session_id, first_step, step_count, hash, bytes) "                          \
    "VALUES(?1,?2,?3,?4,?5)"

// What track_pack() was given: `*records` are the work's, until it is used again. Its first step
// and number of steps are in the page. MALFORMED: damaged; VERSION: another format, or other steps
// than these of pose_record.h. Whatever the bytes say, no more room than the work's is used.
Result track_unpack(TrackWork *work, const unsigned char *bytes, size_t size, TrackPage *page,
                    const unsigned char **records, size_t *records_size);
