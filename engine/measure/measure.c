// SPDX-License-Identifier: MIT
// measure.c: the list of measures as rows that can be looked up.
#include "measure/measure.h"

#include <math.h>
#include <string.h>

static const MeasureInfo infos[] = {
#define X(name, stored, unit, version, trust, better, kind, cutoff, needs, may, text, source,      \
          formula)                                                                                 \
    { stored, unit,  version, trust, BETTER_##better, MEASURE_##kind,                              \
      cutoff, needs, may,     text,  source },
    MEASURE_LIST(X)
#undef X
};

static const char *const column_names[] = {
#define X(name, option) option,
    MEASURE_COLUMN_LIST(X)
#undef X
};

const MeasureInfo *measure_info(Measure measure)
{
    REQUIRE(measure < MEASURE_COUNT);
    return &infos[measure];
}

Measure measure_find(const char *name)
{
    int i = 0;
    while (i < MEASURE_COUNT && strcmp(infos[i].name, name) != 0) i++;
    return (Measure)i;
}

const char *measure_none_name(MeasureNone none)
{
    static const char *const words[] = {
#define X(name, word, meaning) word,
        MEASURE_NONE_LIST(X)
#undef X
    };
    REQUIRE((unsigned)none < MEASURE_NONE_COUNT);
    return words[none];
}

const char *measure_none_meaning(MeasureNone none)
{
    static const char *const meanings[] = {
#define X(name, word, meaning) meaning,
        MEASURE_NONE_LIST(X)
#undef X
    };
    REQUIRE((unsigned)none < MEASURE_NONE_COUNT);
    return meanings[none];
}

const char *measure_better_text(MeasureBetter better)
{
    static const char *const texts[] = { "higher", "lower", "nearer to zero", "neither" };
    REQUIRE((size_t)better < sizeof texts / sizeof *texts);
    return texts[better];
}

const char *measure_column_name(MeasureColumn column)
{
    REQUIRE(column < MEASURE_COLUMN_COUNT);
    return column_names[column];
}

MeasureOptions measure_options(void)
{
    MeasureOptions options = { 0 };
#define X(field, unit, usual, ...) options.set.field = usual;
    MEASURE_PARAMETER_LIST(X)
#undef X
    return options;
}
