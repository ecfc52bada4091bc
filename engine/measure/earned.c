// SPDX-License-Identifier: MIT
// earned.c: the table of classes that tools/validity writes, looked up.
#include "measure/earned.h"

#include "measure/earned_list.h"

#include <math.h>

static const Earned rows[] = {
#define X(measure, trust, pairs, r_low, reach, half, matters, why)                                 \
    { MEASURE_##measure, trust, pairs, r_low, reach, half, matters, why },
    EARNED_LIST(X)
#undef X
};

const Earned *earned_find(Measure measure)
{
    REQUIRE((unsigned)measure < MEASURE_COUNT);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (rows[i].measure == measure) return &rows[i];
    return NULL;
}

static bool is_of_record(Measure measure)
{
    return measure_info(measure)->kind == MEASURE_ROWS;
}

char earned_trust(Measure measure)
{
    const Earned *row = earned_find(measure);
    if (is_of_record(measure)) return 'A';
    return row ? row->trust : 'D';
}

const char *earned_why(Measure measure)
{
    const Earned *row = earned_find(measure);
    if (is_of_record(measure)) return "counted, not measured";
    return row ? row->why : "not compared with the truth in check-ups";
}
