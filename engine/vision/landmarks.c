// SPDX-License-Identifier: MIT
// landmarks.c: decoding of BlazePose's landmark network, after MediaPipe's pose graph.
#include "vision/landmarks.h"

#include "base/clock.h"
#include "vision/image_bridge.h"
#include "vision/network.h"
#include <stdlib.h>

#define INPUT_SIZE 256
#define POINTS     39  // of which the last four are never used
#define ROW        5   // x, y, z, visibility, presence
#define HEAT_SIZE  64
#define HEAT_REACH 3     // a window of 7 by 7
#define HEAT_MIN   0.5f  // below, the map knows no better than the landmark itself

enum { OUT_POINTS, OUT_PRESENCE, OUT_HEAT, OUT_WORLD, OUT_MASK, OUT_COUNT };
static const int output_places[OUT_COUNT] = { 0, 1, 3, 4, 2 };  // in the file's list
static const size_t output_sizes[OUT_COUNT] = { POINTS * ROW, 1, HEAT_SIZE *HEAT_SIZE *POINTS,
                                                POINTS * 3,
                                                (size_t)LANDMARKS_MASK_SIZE *LANDMARKS_MASK_SIZE };

struct LandmarkFinder {
    Network *network;
    bool mask;
    uint8_t scratch[INPUT_SIZE * INPUT_SIZE * 3];
};

Result landmarks_open(LandmarkFinder **finder, const char *path, bool mask, int threads)
{
    REQUIRE(finder && path);
    *finder = NULL;
    Network *network;
    int outputs = mask ? OUT_COUNT : OUT_COUNT - 1;
    Result result = network_open(&network, path, output_places, outputs, threads);
    if (result != RESULT_OK) return result;
    bool fits = network_input_count(network) == INPUT_SIZE * INPUT_SIZE * 3;
    for (int i = 0; i < outputs; i++) fits &= network_output_count(network, i) == output_sizes[i];
    LandmarkFinder *f = fits ? calloc(1, sizeof *f) : NULL;
    if (f) {
        f->network = network;
        f->mask = mask;
        *finder = f;
        return RESULT_OK;
    }
    network_close(&network);
    return fail(RESULT_MALFORMED, "%s is not a landmark model: delete it and run tools/setup",
                path);
}

LandmarkCost landmarks_cost(LandmarkFinder *finder, int runs, int64_t until_us)
{
    LandmarkCost least = { INT64_MAX, INT64_MAX };
    float *input = network_input(finder->network);
    for (size_t i = 0; i < network_input_count(finder->network); i++) input[i] = 0;
    for (int i = 0; i < runs && (i == 0 || clock_us() < until_us); i++) {
        int64_t own_us = clock_thread_us(), wall_us = clock_us();
        if (network_run(finder->network) != RESULT_OK) break;
        wall_us = clock_us() - wall_us;
        own_us = clock_thread_us() - own_us;
        if (wall_us < least.wall_us) least.wall_us = wall_us;
        if (own_us < least.own_us) least.own_us = own_us;
    }
    return least;
}

static float sigmoid(float x)
{
    return 1 / (1 + expf(-x));
}

// The mean place of the heat around a landmark, if there is enough of it. 0..1 of the square.
static Vec2 refine(Vec2 at, const float *heat, int landmark)
{
    float across = at.x * HEAT_SIZE, down = at.y * HEAT_SIZE;
    if (!(across > -1 && across < HEAT_SIZE && down > -1 && down < HEAT_SIZE)) return at;
    int column = (int)across, row = (int)down;
    int left = column > HEAT_REACH ? column - HEAT_REACH : 0;
    int top = row > HEAT_REACH ? row - HEAT_REACH : 0;
    int right = column + HEAT_REACH < HEAT_SIZE ? column + HEAT_REACH : HEAT_SIZE - 1;
    int bottom = row + HEAT_REACH < HEAT_SIZE ? row + HEAT_REACH : HEAT_SIZE - 1;
    float sum = 0, sum_x = 0, sum_y = 0, most = 0;
    for (int y = top; y <= bottom; y++) {
        for (int x = left; x <= right; x++) {
            float weight = sigmoid(heat[(y * HEAT_SIZE + x) * POINTS + landmark]);
            sum += weight;
            sum_x += weight * (float)x;
            sum_y += weight * (float)y;
            most = fmaxf(most, weight);
        }
    }
    return most >= HEAT_MIN ? vec2(sum_x / sum / HEAT_SIZE, sum_y / sum / HEAT_SIZE) : at;
}

static void decode(const LandmarkFinder *finder, Region where, Landmarks *landmarks)
{
    const float *points = network_output(finder->network, OUT_POINTS);
    const float *heat = network_output(finder->network, OUT_HEAT);
    const float *world = network_output(finder->network, OUT_WORLD);
    for (int i = 0; i < LANDMARKS_ALL; i++) {
        const float *row = points + ROW * i;
        Vec2 at = refine(vec2(row[0] / INPUT_SIZE, row[1] / INPUT_SIZE), heat, i);
        Vec2 px = region_point(where, at);
        landmarks->image_px[i] = (Vec3){ px.x, px.y, row[2] / INPUT_SIZE * where.side };
    }
    for (int i = 0; i < LANDMARK_COUNT; i++) {
        Vec2 turned = region_turn(where, vec2(world[3 * i], world[3 * i + 1]));
        landmarks->world_m[i] = (Vec3){ turned.x, turned.y, world[3 * i + 2] };
        landmarks->visibility[i] = sigmoid(points[ROW * i + 3]);
    }
}

bool landmarks_find(LandmarkFinder *finder, const Image *image, Region where, Landmarks *landmarks,
                    LandmarkTimes *times)
{
    REQUIRE(image->bgr && landmarks);
    static const CropStyle style = { INPUT_SIZE, CROP_REPEATED, 0, 1 };
    int64_t start = clock_us();
    image_crop(image, where, style, finder->scratch, network_input(finder->network));
    int64_t cropped = clock_us();
    bool ran = network_run(finder->network) == RESULT_OK;
    int64_t answered = clock_us();
    landmarks->presence = ran ? network_output(finder->network, OUT_PRESENCE)[0] : 0;
    bool found = landmarks->presence > LANDMARKS_PRESENCE_MIN;
    if (found) decode(finder, where, landmarks);
    *times = (LandmarkTimes){ cropped - start, answered - cropped, clock_us() - answered };
    return found;
}

const float *landmarks_mask(const LandmarkFinder *finder)
{
    return finder->mask ? network_output(finder->network, OUT_MASK) : NULL;
}

void landmarks_close(LandmarkFinder **finder)
{
    if (!*finder) return;
    network_close(&(*finder)->network);
    free(*finder);
    *finder = NULL;
}
