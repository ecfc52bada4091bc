// SPDX-License-Identifier: MIT
// upgrade.h: what SQL alone cannot do when an older store is brought up to date. Inside this module
// only; each runs within the transaction of its step.
#pragma once

#include "session/sql.h"

// To version 5: fills the columns of lists, compares the FNV digests of before a last time, and
// signs every session ('migration', or 'damaged' where they do not hold), preset, goal and the
// results.
SQL_MUST_USE Result upgrade_5(Store *store);
