// SPDX-License-Identifier: MIT
// track_columns.c: columns of numbers as what is left once they are foretold.
#include "session/track_columns.h"

#include "tiptoe/base.h"

#include <math.h>

#define NEIGHBOURS   6
#define FIT_ROWS     32  // fewer give no weights worth their room
#define WEIGHT_ONE   256
#define RIDGE        1e-5
#define LEFT_MAX     (1 << 20)
#define MEAN_START   256
#define MEAN_ONE     64
#define SYMBOL_MORE  255
#define IMAGE_COLUMN TRACK_PLAIN
#define WORLD_COLUMN (TRACK_PLAIN + 3 * LANDMARK_COUNT)

void varint_put(Bytes *to, uint64_t value)
{
    for (; value >= 128; value >>= 7) bytes_put(to, (value & 127) | 128, 1);
    bytes_put(to, value, 1);
}

uint64_t varint_get(Bytes *from)
{
    uint64_t value = 0;
    for (int shift = 0; shift < 64; shift += 7) {
        uint64_t byte = bytes_get(from, 1);
        value |= (byte & 127) << shift;
        if (byte < 128) return value;
    }
    from->good = false;
    return 0;
}

// Bytes of a number in a pose's record.
static size_t size_of(int column)
{
    if (column == 1 || (column >= IMAGE_COLUMN && column < WORLD_COLUMN)) return 4;
    return column < IMAGE_COLUMN ? 1 : 2;
}

static bool fits(int column, int64_t value)
{
    size_t size = size_of(column);
    if (size == 1) return value >= 0 && value <= UINT8_MAX;
    if (size == 2) return value >= INT16_MIN && value <= INT16_MAX;
    return value >= INT32_MIN && value <= INT32_MAX;
}

bool columns_take(TrackColumns *columns, uint32_t row, Bytes *from)
{
    for (int c = 0; c < TRACK_COLUMNS; c++) {
        size_t size = size_of(c);
        uint64_t bits = bytes_get(from, size);
        columns->value[c][row] = size == 2 ? (int16_t)(uint16_t)bits : (int32_t)(uint32_t)bits;
    }
    return from->good;
}

bool columns_give(const TrackColumns *columns, uint32_t row, Bytes *to)
{
    for (int c = 0; c < TRACK_COLUMNS; c++) {
        uint64_t value = (uint64_t)(int64_t)columns->value[c][row];
        switch (size_of(c)) {  // a size that the compiler knows is one store
        case 1: bytes_put(to, value, 1); break;
        case 2: bytes_put(to, value, 2); break;
        default: bytes_put(to, value, 4); break;
        }
    }
    return to->good;
}

// What foretells a change: the change of another column in the same row, or its own, so many rows
// before.
typedef struct Tap {
    int column, lag;
} Tap;

static int taps_of(int column, Tap tap[TRACK_TAPS_MAX])
{
    int count = 0;
    if (column < IMAGE_COLUMN) return 0;
    int first = column < WORLD_COLUMN ? IMAGE_COLUMN : WORLD_COLUMN;
    tap[count++] = (Tap){ column, 1 };
    tap[count++] = (Tap){ column, 2 };
    for (int i = 1; i <= NEIGHBOURS && column - 3 * i >= first; i++)
        tap[count++] = (Tap){ column - 3 * i, 0 };
    if (first == WORLD_COLUMN) tap[count++] = (Tap){ column - 3 * LANDMARK_COUNT, 0 };
    return count;
}

static int64_t change(const TrackColumns *columns, Tap tap, int64_t row)
{
    int64_t at = row - tap.lag;
    const int32_t *value = columns->value[tap.column];
    return at < 1 ? 0 : (int64_t)value[at] - value[at - 1];
}

// The taps of one column. What other columns add is known for every row before the first is read.
typedef struct Foretelling {
    int64_t others[TRACK_STEPS_MAX];
    int16_t own[2];  // by lag
} Foretelling;

static void foretell(Foretelling *f, const TrackColumns *columns, int column)
{
    Tap tap[TRACK_TAPS_MAX];
    int taps = taps_of(column, tap);
    f->own[0] = f->own[1] = 0;
    for (uint32_t row = 0; row < columns->rows; row++) f->others[row] = WEIGHT_ONE / 2;
    for (int i = 0; i < taps; i++) {
        int64_t weight = columns->weight[column][i];
        const int32_t *value = columns->value[tap[i].column];
        if (tap[i].lag)
            f->own[tap[i].lag - 1] = (int16_t)weight;
        else if (weight)
            for (uint32_t row = 1; row < columns->rows; row++)
                f->others[row] += weight * ((int64_t)value[row] - value[row - 1]);
    }
}

static int64_t foretold(const Foretelling *f, const int32_t *value, uint32_t row)
{
    int64_t last = row > 1 ? (int64_t)value[row - 1] - value[row - 2] : 0;
    int64_t older = row > 2 ? (int64_t)value[row - 2] - value[row - 3] : 0;
    int64_t sum = f->others[row] + f->own[0] * last + f->own[1] * older;
    return sum >= 0 ? sum / WEIGHT_ONE : -((WEIGHT_ONE - 1 - sum) / WEIGHT_ONE);
}

typedef double Equations[TRACK_TAPS_MAX][TRACK_TAPS_MAX + 1];

// Least squares: the sums of products of all sources, and of each with the column itself.
static void sum_products(const TrackColumns *columns, int column, const Tap *tap, int taps,
                         Equations sum)
{
    double now[TRACK_TAPS_MAX + 1];
    for (uint32_t row = 1; row < columns->rows; row++) {
        for (int i = 0; i < taps; i++) now[i] = (double)change(columns, tap[i], row);
        now[taps] = (double)change(columns, (Tap){ column, 0 }, row);
        for (int i = 0; i < taps; i++)
            for (int k = i; k <= taps; k++) sum[i][k] += now[i] * now[k];
    }
    for (int i = 0; i < taps; i++)
        for (int k = 0; k < i; k++) sum[i][k] = sum[k][i];
}

static void solve(Equations sum, int taps)
{
    for (int i = 0; i < taps; i++) sum[i][i] += RIDGE * sum[i][i] + 1e-3;
    for (int i = 0; i < taps; i++)
        for (int j = 0; j < taps; j++) {
            double factor = j == i ? 0 : sum[j][i] / sum[i][i];
            for (int k = i; factor != 0 && k <= taps; k++) sum[j][k] -= factor * sum[i][k];
        }
}

void columns_fit(TrackColumns *columns)
{
    memset(columns->weight, 0, sizeof columns->weight);
    if (columns->rows < FIT_ROWS) return;
    for (int c = IMAGE_COLUMN; c < TRACK_COLUMNS; c++) {
        Tap tap[TRACK_TAPS_MAX];
        Equations sum = { { 0 } };
        int taps = taps_of(c, tap);
        sum_products(columns, c, tap, taps, sum);
        solve(sum, taps);
        for (int i = 0; i < taps; i++) {
            double weight = WEIGHT_ONE * sum[i][taps] / sum[i][i];
            bool good = fabs(weight) < INT16_MAX;  // a NaN is not
            columns->weight[c][i] = good ? (int16_t)lrint(weight) : 0;
        }
    }
}

// How many bits of what is left say nothing about what comes next: by the running mean of a column.
typedef struct Split {
    uint32_t mean;
    bool never;  // of the columns that repeat themselves, where a byte is best left whole
} Split;

static unsigned split_bits(const Split *split)
{
    unsigned bits = 0;
    while (!split->never && split->mean > (uint32_t)MEAN_ONE << bits) bits++;
    return bits;
}

static void split_learn(Split *split, int64_t left)
{
    uint64_t size = (uint64_t)(left < 0 ? -left : left);
    uint32_t part = size > LEFT_MAX ? LEFT_MAX : (uint32_t)size;
    split->mean += 16 * part - split->mean / 4;
}

typedef struct BitStream {
    Bytes *bytes;
    uint64_t held;
    unsigned count;  // of the bits in `held`
} BitStream;

static void bits_put(BitStream *stream, uint64_t value, unsigned count)
{
    stream->held |= (value & ((1u << count) - 1)) << stream->count;
    for (stream->count += count; stream->count >= 8; stream->count -= 8, stream->held >>= 8)
        bytes_put(stream->bytes, stream->held & 255, 1);
}

static uint64_t bits_get(BitStream *stream, unsigned count)
{
    for (; stream->count < count; stream->count += 8)
        stream->held |= bytes_get(stream->bytes, 1) << stream->count;
    uint64_t value = stream->held & ((1u << count) - 1);
    stream->held >>= count;
    stream->count -= count;
    return value;
}

void columns_write(const TrackColumns *columns, Bytes *to, Bytes *bits, size_t *plain_end)
{
    BitStream stream = { bits, 0, 0 };
    size_t left_before = to->left;
    Tap tap[TRACK_TAPS_MAX];
    Foretelling foretelling;
    if (columns->rows == 0) return;
    for (int c = 0; c < TRACK_COLUMNS; c++)
        for (int i = 0, taps = taps_of(c, tap); i < taps; i++)
            bytes_put(to, (uint16_t)columns->weight[c][i], 2);
    for (int c = 0; c < TRACK_COLUMNS; c++) varint_put(to, zigzag(columns->value[c][0]));
    for (int c = 0; c < TRACK_COLUMNS; c++) {
        Split split = { MEAN_START, c < TRACK_PLAIN };
        foretell(&foretelling, columns, c);
        if (c == TRACK_PLAIN && plain_end) *plain_end = left_before - to->left;
        for (uint32_t row = 1; row < columns->rows; row++) {
            int64_t left = change(columns, (Tap){ c, 0 }, row) -
                           foretold(&foretelling, columns->value[c], row);
            unsigned low = split_bits(&split);
            uint64_t high = zigzag(left) >> low;
            bits_put(&stream, zigzag(left), low);
            bytes_put(to, high < SYMBOL_MORE ? high : SYMBOL_MORE, 1);
            if (high >= SYMBOL_MORE) varint_put(to, high - SYMBOL_MORE);
            split_learn(&split, left);
        }
    }
    bits_put(&stream, 0, 7);  // what is held comes out
}

static bool read_column(TrackColumns *columns, int column, Bytes *from, BitStream *stream)
{
    Foretelling foretelling;
    Split split = { MEAN_START, column < TRACK_PLAIN };
    int32_t *value = columns->value[column];
    foretell(&foretelling, columns, column);
    for (uint32_t row = 1; row < columns->rows; row++) {
        unsigned low = split_bits(&split);
        uint64_t high = bytes_get(from, 1);
        if (high == SYMBOL_MORE) high += varint_get(from);
        if (!from->good || high > (uint64_t)1 << 40) return false;
        int64_t left = zagzig(high << low | bits_get(stream, low));
        int64_t next = value[row - 1] + left + foretold(&foretelling, value, row);
        if (!fits(column, next)) return false;
        value[row] = (int32_t)next;
        split_learn(&split, left);
    }
    return stream->bytes->good;
}

bool columns_read(TrackColumns *columns, uint32_t rows, Bytes *from, Bytes *bits)
{
    BitStream stream = { bits, 0, 0 };
    Tap tap[TRACK_TAPS_MAX];
    bool good = rows <= TRACK_STEPS_MAX;
    columns->rows = rows;
    if (rows == 0) return true;
    memset(columns->weight, 0, sizeof columns->weight);
    for (int c = 0; c < TRACK_COLUMNS; c++)
        for (int i = 0, taps = taps_of(c, tap); i < taps; i++)
            columns->weight[c][i] = (int16_t)(uint16_t)bytes_get(from, 2);
    for (int c = 0; good && c < TRACK_COLUMNS; c++) {
        int64_t value = zagzig(varint_get(from));
        good = from->good && fits(c, value);
        columns->value[c][0] = good ? (int32_t)value : 0;
    }
    for (int c = 0; good && c < TRACK_COLUMNS; c++) good = read_column(columns, c, from, &stream);
    return good;
}
