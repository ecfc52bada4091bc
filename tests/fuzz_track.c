// SPDX-License-Identifier: MIT
// fuzz_track.c: a page of the track with any bytes (packed anew here, as no change gets through its
// zlib stream), the step records in it, and a pose alone: read, or refused.
#include "session/input_record.h"
#include "session/track_page.h"

#include <stdlib.h>

#define HEADER 33  // bytes, of a page
#define SIZE   13  // where the header says how long its content is

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

static void read_steps(const uint8_t *bytes, size_t size, uint32_t next)
{
    Bytes from = bytes_over((void *)bytes, size);
    while (from.left > 0) {
        PlayInput in;
        if (input_unpack(&from, &in, next) != RESULT_OK) return;
        next = in.step + 1;
    }
}

static void read_page(const uint8_t *bytes, size_t size)
{
    static TrackWork *work;
    TrackPage page;
    size_t used;
    const unsigned char *records;
    if (!work) work = track_work_open();
    if (work && track_unpack(work, bytes, size, &page, &records, &used) == RESULT_OK)
        read_steps(records, used, page.first);
}

static void read_content(const uint8_t *bytes, size_t size)
{
    static uint8_t packed[1 << 20];
    uLongf room = sizeof packed - HEADER;
    if (size < HEADER || compressBound(size) > room) return;
    memcpy(packed, bytes, HEADER);
    Bytes length = bytes_over(packed + SIZE, 4);
    bytes_put(&length, size - HEADER, 4);
    if (compress2(packed + HEADER, &room, bytes + HEADER, size - HEADER, 0) == Z_OK)
        read_page(packed, HEADER + room);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    Pose pose;
    size_t used;
    read_page(bytes, size);
    read_content(bytes, size);
    read_steps(bytes, size, 0);
    if (pose_unpack(&pose, bytes, size, &used) == RESULT_OK) {
        PoseRecord once, twice;
        pose_quantise(&pose, &once);
        pose_quantise(&pose, &twice);
        REQUIRE(once.size == twice.size && !memcmp(once.bytes, twice.bytes, once.size));
    }
    return 0;
}
