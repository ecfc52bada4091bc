// SPDX-License-Identifier: MIT
// pool.h: the clinic's error of a measure: the successive comparable check-ups of all its other
// children, as of one day.
#pragma once

#include "clinic/comparable.h"
#include "measure/change.h"

typedef struct Pool Pool;

// The pool of the measure of `like`, a finding over items of the check-up `today` (NULL: it has
// none, and so has the measure), in the unit of verdicts. The conditions of the clinic's check-ups
// are read at the first call (`*pool` NULL); of these, those that are comparable with today's
// count, and those that other formulas had scored are then scored anew, once, with `keep`: the
// store is open for writing. Without they wait, and are passed over. BUSY, LOST, FULL.
Result pool_pairs(Pool **pool, Store *store, const SessionInfo *today, const Finding *like,
                  bool keep, ChangePairs *pairs);
int pool_waiting(const Pool *pool);  // such check-ups that were passed over; NULL: 0
void pool_free(Pool **pool);
