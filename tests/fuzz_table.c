// SPDX-License-Identifier: MIT
// fuzz_table.c: anybody's table, as `tiptoe measure` reads it, and its columns measured.
#include "cli/table.h"
#include "measure/measure.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

static void measure_all(const Table *table)
{
    MeasureOptions options = measure_options();
    MeasureTable in = { .count = table->rows, .time_s = table->value[0] };
    for (int c = 0; c < MEASURE_COLUMN_COUNT; c++) in.column[c] = table->value[c % table->columns];
    for (int m = 0; m < MEASURE_COUNT; m++) {
        size_t count;
        MeasureValue value;
        if (measure_work((Measure)m, &in, &options, &count) || count > 1 << 20) continue;
        double *work = malloc(count * sizeof *work);
        if (work) (void)measure_compute((Measure)m, &in, &options, work, count, &value);
        free(work);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    static const char *const names[] = { "time", "x_cm", "1", "2", "" };
    Table table;
    char unit[TABLE_NAME_MAX];
    int column;
    Result result = table_parse(&table, (const char *)bytes, size, "a table");
    for (size_t i = 0; !result && i < sizeof names / sizeof *names; i++)
        if (table_column(&table, names[i], &column) == RESULT_OK) table_unit(&table, column, unit);
    if (!result && table.rows < 500) measure_all(&table);
    table_free(&table);
    return 0;
}
