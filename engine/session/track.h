// SPDX-License-Identifier: MIT
// track.h: a session's inputs read back from its pages, step by step. Inside this module only.
#pragma once

#include "play/play.h"
#include "session/seal.h"
#include "session/sql.h"

// Takes one step; what it returns ends the reading unless it is OK.
typedef Result (*TrackVisit)(void *with, const PlayInput *in);

// Goes through the track of session `id` and digests its step records. `visit` may be NULL; so may
// `digest`, which takes a third of the time.
// `*page`: the first step of the page that is being read; after MALFORMED that which is damaged.
// MALFORMED, VERSION, BUSY, LOST, FULL.
SQL_MUST_USE Result track_read(Store *store, int64_t id, TrackVisit visit, void *with,
                               char digest[SEAL_TEXT], int64_t *page);

// The steps of those pages alone that hold any from `from` to `to`; nothing is digested. Errors as
// above.
SQL_MUST_USE Result track_read_part(Store *store, int64_t id, uint32_t from, uint32_t to,
                                    TrackVisit visit, void *with);

// Puts the small pages that a recorder left at the end of session `id` into one, in the running
// transaction: the steps stay what they are. A track that is damaged is left as it is. BUSY, LOST,
// FULL.
SQL_MUST_USE Result track_seal(Store *store, int64_t id);
