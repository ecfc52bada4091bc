// SPDX-License-Identifier: MIT
// change_pool.h: what the clinic's pool of change.h weighs in one child's error. Any thread.
#pragma once

#include "measure/change.h"

// Degrees of freedom from that many successive differences: they share values, so they are worth
// fewer than there are (von Neumann 1941).
double change_steps_df(double steps);

// The pool's part in a child's variance: degrees of freedom, and its sum of squares. Both 0 if
// there is no pool.
void change_pool_share(const ChangePool *pool, double *df, double *squares);
