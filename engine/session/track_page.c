// SPDX-License-Identifier: MIT
// track_page.c: step records as columns of differences, and these through zlib.
#include "session/track_page.h"

#include "play/pose_record.h"
#include "session/input_record.h"

#include <stdio.h>
#include <stdlib.h>

#define PAGE_HEADER  (1 + 5 * 4 + 6 * 2)
#define RECORDS_MAX  (TRACK_STEPS_MAX * (size_t)INPUT_RECORD_MAX)
#define HEAD_ROWS    (TRACK_STEPS_MAX * PLAY_COMMANDS_MAX)
#define MEMORY_LEVEL 8  // of zlib: how many symbols share one table

// What stands before the numbers of a pose, and keys. Each is a column of its own with as many rows
// as there are steps, poses or keys. `order`: 0 as it is, 1 the difference from the row before, 2
// the difference of these differences. X(name, order)
#define HEAD_LIST(X)                                                                               \
    X(MARKS, 0)                                                                                    \
    X(STEP, 0) /* less the step before, of the page */                                             \
    X(FOUND, 0)                                                                                    \
    X(NUMBER, 2)                                                                                   \
    X(WIDTH, 1)                                                                                    \
    X(HEIGHT, 1)                                                                                   \
    X(CAPTURED, 2)                                                                                 \
    X(READY, 1) /* less captured */                                                                \
    X(PLAYER, 1)                                                                                   \
    X(STATE, 1)                                                                                    \
    X(PEOPLE, 1)                                                                                   \
    X(TAKEN, 1) /* less ready of the last pose */                                                  \
    X(KEY, 0)                                                                                      \
    X(VALUE, 0)

enum Head {
#define X(name, order) HEAD_##name,
    HEAD_LIST(X)
#undef X
        HEAD_COUNT
};

static const int head_order[HEAD_COUNT] = {
#define X(name, order) order,
    HEAD_LIST(X)
#undef X
};

static const uint16_t pose_steps[6] = { POSE_STEPS_X,  POSE_STEPS_Y,  POSE_STEPS_Z,
                                        POSE_STEPS_WX, POSE_STEPS_WY, POSE_STEPS_WZ };

// Numbers wrap around: every 64 bits come back.
typedef struct HeadColumn {
    uint32_t rows;
    uint64_t value[HEAD_ROWS];
} HeadColumn;

struct TrackWork {
    z_stream deflate, inflate;
    HeadColumn head[HEAD_COUNT];
    TrackColumns columns;
    unsigned char content[TRACK_PAGE_MAX], bits[TRACK_PAGE_MAX / 2];
    unsigned char out[TRACK_PAGE_MAX];
    unsigned char records[RECORDS_MAX];
};

TrackWork *track_work_open(void)
{
    TrackWork *work = calloc(1, sizeof *work);
    if (!work) return NULL;
    if (deflateInit2(&work->deflate, 9, Z_DEFLATED, 15, MEMORY_LEVEL, Z_FILTERED) == Z_OK &&
        inflateInit(&work->inflate) == Z_OK)
        return work;
    track_work_close(work);
    return NULL;
}

void track_work_close(TrackWork *work)
{
    if (!work) return;
    deflateEnd(&work->deflate);
    inflateEnd(&work->inflate);
    free(work);
}

static void put(TrackWork *work, enum Head head, uint64_t value)
{
    HeadColumn *column = &work->head[head];
    column->value[column->rows++] = value;
}

// ---- from step records to columns ----

static uint64_t take_pose(TrackWork *work, Bytes *from)
{
    unsigned version = (unsigned)bytes_get(from, 1), found = (unsigned)bytes_get(from, 1);
    REQUIRE(version == POSE_RECORD_VERSION);
    put(work, HEAD_FOUND, found);
    put(work, HEAD_NUMBER, bytes_get(from, 4));
    put(work, HEAD_WIDTH, bytes_get(from, 2));
    put(work, HEAD_HEIGHT, bytes_get(from, 2));
    uint64_t captured = bytes_get(from, 8), ready = bytes_get(from, 8);
    put(work, HEAD_CAPTURED, captured);
    put(work, HEAD_READY, ready - captured);
    put(work, HEAD_PLAYER, bytes_get(from, 2));
    put(work, HEAD_STATE, bytes_get(from, 1));
    put(work, HEAD_PEOPLE, bytes_get(from, 1));
    if (found) columns_take(&work->columns, work->columns.rows++, from);
    return ready;
}

// Answers with the number of the last one plus one.
static uint32_t take_steps(TrackWork *work, Bytes *from, uint32_t first)
{
    uint64_t ready = 0;
    uint32_t step = first;
    while (from->left > 0 && work->head[HEAD_MARKS].rows < TRACK_STEPS_MAX) {
        unsigned marks = (unsigned)bytes_get(from, 1);
        uint64_t taken = 0;
        put(work, HEAD_MARKS, marks);
        if (marks & INPUT_HAS_STEP) {
            uint32_t number = (uint32_t)bytes_get(from, 4);
            put(work, HEAD_STEP, number - (uint64_t)step);
            step = number;
        }
        step++;
        if (marks & INPUT_HAS_TIME) taken = bytes_get(from, 8);
        if (marks & INPUT_HAS_POSE) ready = take_pose(work, from);
        if (marks & INPUT_HAS_TIME) put(work, HEAD_TAKEN, taken - ready);
        for (unsigned i = 0; i < marks >> INPUT_KEYS_SHIFT; i++) {
            put(work, HEAD_KEY, bytes_get(from, 1));
            put(work, HEAD_VALUE, bytes_get(from, 4));
        }
    }
    return step;
}

static void write_heads(const TrackWork *work, Bytes *to)
{
    for (int h = 0; h < HEAD_COUNT; h++) {
        const HeadColumn *column = &work->head[h];
        uint64_t before = 0, change = 0;
        for (uint32_t row = 0; row < column->rows; row++) {
            uint64_t value = column->value[row];
            uint64_t foretold = head_order[h] ? before : 0;
            if (head_order[h] == 2) foretold += change;
            varint_put(to, zigzag((int64_t)(value - foretold)));
            change = row ? value - before : 0;
            before = value;
        }
    }
}

// The first part repeats itself; what is left of foretold numbers is noise, which is only coded.
static size_t squeeze(TrackWork *work, const unsigned char *content, size_t size, size_t noise_at,
                      unsigned char *out, size_t room)
{
    z_stream *z = &work->deflate;
    REQUIRE(deflateReset(z) == Z_OK);
    z->next_out = out;
    z->avail_out = (unsigned)room;
    z->next_in = (unsigned char *)content;
    z->avail_in = 0;
    REQUIRE(deflateParams(z, 9, Z_FILTERED) == Z_OK);
    z->avail_in = (unsigned)noise_at;
    REQUIRE(deflate(z, Z_NO_FLUSH) == Z_OK || noise_at == 0);
    REQUIRE(deflateParams(z, 9, Z_HUFFMAN_ONLY) == Z_OK);
    z->avail_in = (unsigned)(size - noise_at);
    REQUIRE(deflate(z, Z_FINISH) == Z_STREAM_END);
    return room - z->avail_out;
}

TrackPage track_pack(TrackWork *work, const unsigned char *records, size_t size, uint32_t first,
                     bool whole)
{
    Bytes from = bytes_over((void *)records, size);
    Bytes to = bytes_over(work->content, sizeof work->content);
    Bytes bits = bytes_over(work->bits, sizeof work->bits);
    for (int h = 0; h < HEAD_COUNT; h++) work->head[h].rows = 0;
    work->columns.rows = 0;
    uint32_t step = take_steps(work, &from, first);
    REQUIRE(from.good);
    if (whole)
        columns_fit(&work->columns);
    else
        memset(work->columns.weight, 0, sizeof work->columns.weight);
    write_heads(work, &to);
    size_t head = sizeof work->content - to.left, noise = 0;
    columns_write(&work->columns, &to, &bits, &noise);
    size_t bits_at = sizeof work->content - to.left, bits_size = sizeof work->bits - bits.left;
    unsigned char *room = bytes_next(&to, bits_size);
    REQUIRE(room && bits.good && to.good);
    memcpy(room, work->bits, bits_size);
    Bytes page = bytes_over(work->out, sizeof work->out);
    const uint32_t number[] = { first, work->head[HEAD_MARKS].rows, work->columns.rows,
                                (uint32_t)(bits_at + bits_size), (uint32_t)bits_at };
    bytes_put(&page, TRACK_FORMAT, 1);
    for (int i = 0; i < 5; i++) bytes_put(&page, number[i], 4);
    for (int i = 0; i < 6; i++) bytes_put(&page, pose_steps[i], 2);
    size_t packed =
        squeeze(work, work->content, bits_at + bits_size, head + noise, page.at, page.left);
    return (TrackPage){ .first = first,
                        .steps = number[1],
                        .bytes = work->out,
                        .size = PAGE_HEADER + packed,
                        .next = input_number(&from, step),
                        .used = size - from.left };
}

void page_hash(char text[17], const TrackPage *page)
{
    uint64_t hash = bytes_hash(BYTES_HASH_START, page->bytes, page->size);
    snprintf(text, 17, "%016llx", (unsigned long long)hash);
}

// ---- and back ----

static Result damaged(const char *what)
{
    return fail(RESULT_MALFORMED, "a page of a recording is damaged: %s", what);
}

static bool read_head(TrackWork *work, enum Head head, uint32_t rows, Bytes *from)
{
    HeadColumn *column = &work->head[head];
    uint64_t before = 0, change = 0;
    column->rows = rows;
    for (uint32_t row = 0; row < rows; row++) {
        uint64_t value = (uint64_t)zagzig(varint_get(from));
        if (head_order[head]) value += before;
        if (head_order[head] == 2) value += change;
        change = row ? value - before : 0;
        before = column->value[row] = value;
    }
    return from->good;
}

// How many rows each column has is what the marks say.
static bool read_heads(TrackWork *work, uint32_t steps, uint32_t bodies, Bytes *from)
{
    uint32_t poses = 0, numbers = 0, times = 0, keys = 0, found = 0;
    bool good = read_head(work, HEAD_MARKS, steps, from);
    for (uint32_t i = 0; good && i < steps; i++) {
        uint64_t marks = work->head[HEAD_MARKS].value[i];
        good = (marks & ~(uint64_t)INPUT_KNOWN_BITS) == 0 &&
               marks >> INPUT_KEYS_SHIFT <= PLAY_COMMANDS_MAX;
        poses += (marks & INPUT_HAS_POSE) != 0;
        numbers += (marks & INPUT_HAS_STEP) != 0;
        times += (marks & INPUT_HAS_TIME) != 0;
        keys += (uint32_t)(marks >> INPUT_KEYS_SHIFT);
    }
    for (int h = HEAD_STEP; good && h < HEAD_COUNT; h++) {
        uint32_t rows = h == HEAD_STEP ? numbers : h == HEAD_TAKEN ? times : poses;
        good = read_head(work, (enum Head)h, h == HEAD_KEY || h == HEAD_VALUE ? keys : rows, from);
    }
    for (uint32_t i = 0; good && i < poses; i++) {
        good = work->head[HEAD_FOUND].value[i] <= 1;
        found += work->head[HEAD_FOUND].value[i] == 1;
    }
    return good && found == bodies;
}

// Walks along the columns: where each of them is.
typedef struct Walk {
    TrackWork *work;
    uint32_t row[HEAD_COUNT], body;
} Walk;

static uint64_t next_of(Walk *walk, enum Head head)
{
    return walk->work->head[head].value[walk->row[head]++];
}

static uint64_t give_pose(Walk *walk, Bytes *to)
{
    uint64_t found = next_of(walk, HEAD_FOUND);
    bytes_put(to, POSE_RECORD_VERSION, 1);
    bytes_put(to, found, 1);
    bytes_put(to, next_of(walk, HEAD_NUMBER), 4);
    bytes_put(to, next_of(walk, HEAD_WIDTH), 2);
    bytes_put(to, next_of(walk, HEAD_HEIGHT), 2);
    uint64_t captured = next_of(walk, HEAD_CAPTURED), ready = captured + next_of(walk, HEAD_READY);
    bytes_put(to, captured, 8);
    bytes_put(to, ready, 8);
    bytes_put(to, next_of(walk, HEAD_PLAYER), 2);
    bytes_put(to, next_of(walk, HEAD_STATE), 1);
    bytes_put(to, next_of(walk, HEAD_PEOPLE), 1);
    if (found) columns_give(&walk->work->columns, walk->body++, to);
    return ready;
}

static void give_steps(TrackWork *work, const TrackPage *page, Bytes *to)
{
    Walk walk = { .work = work };
    uint64_t ready = 0, step = page->first;
    for (uint32_t i = 0; i < page->steps; i++) {
        unsigned marks = (unsigned)next_of(&walk, HEAD_MARKS);
        bytes_put(to, marks, 1);
        if (marks & INPUT_HAS_STEP) {
            step += next_of(&walk, HEAD_STEP);
            bytes_put(to, step, 4);
        }
        step++;
        unsigned char *time = marks & INPUT_HAS_TIME ? bytes_next(to, 8) : NULL;
        if (marks & INPUT_HAS_POSE) ready = give_pose(&walk, to);
        Bytes taken = bytes_over(time, 8);
        if (time) bytes_put(&taken, next_of(&walk, HEAD_TAKEN) + ready, 8);
        for (unsigned k = 0; k < marks >> INPUT_KEYS_SHIFT; k++) {
            bytes_put(to, next_of(&walk, HEAD_KEY), 1);
            bytes_put(to, next_of(&walk, HEAD_VALUE), 4);
        }
    }
}

static bool expand(TrackWork *work, Bytes *from, size_t size)
{
    z_stream *z = &work->inflate;
    if (inflateReset(z) != Z_OK) return false;
    z->next_in = from->at;
    z->avail_in = (unsigned)from->left;
    z->next_out = work->content;
    z->avail_out = (unsigned)size;
    return inflate(z, Z_FINISH) == Z_STREAM_END && z->avail_in == 0 && z->avail_out == 0;
}

static Result check_header(Bytes *from, uint32_t number[5])
{
    unsigned format = (unsigned)bytes_get(from, 1);
    bool known = format == TRACK_FORMAT;
    for (int i = 0; i < 5; i++) number[i] = (uint32_t)bytes_get(from, 4);
    for (int i = 0; i < 6; i++) known = bytes_get(from, 2) == pose_steps[i] && known;
    if (from->good && !known)
        return fail(RESULT_VERSION, "a page of a recording has another form: update Tiptoe");
    bool good = from->good && number[1] > 0 && number[1] <= TRACK_STEPS_MAX &&
                number[2] <= number[1] && number[3] <= TRACK_PAGE_MAX && number[4] <= number[3];
    return good ? RESULT_OK : damaged("its header");
}

Result track_unpack(TrackWork *work, const unsigned char *bytes, size_t size, TrackPage *page,
                    const unsigned char **records, size_t *records_size)
{
    uint32_t number[5];
    Bytes from = bytes_over((void *)bytes, size);
    Result result = check_header(&from, number);
    if (result != RESULT_OK) return result;
    *page = (TrackPage){ .first = number[0], .steps = number[1], .bytes = bytes, .size = size };
    if (size > TRACK_PAGE_MAX || !expand(work, &from, number[3])) return damaged("its zlib stream");
    Bytes content = bytes_over(work->content, number[4]);
    Bytes bits = bytes_over(work->content + number[4], number[3] - number[4]);
    if (!read_heads(work, page->steps, number[2], &content)) return damaged("its heads");
    if (!columns_read(&work->columns, number[2], &content, &bits) || content.left || bits.left)
        return damaged("its columns");
    Bytes to = bytes_over(work->records, sizeof work->records);
    give_steps(work, page, &to);
    REQUIRE(to.good);
    *records = work->records;
    *records_size = sizeof work->records - to.left;
    return RESULT_OK;
}
