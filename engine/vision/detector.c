// SPDX-License-Identifier: MIT
// detector.c: anchors, decoding and weighted non-maximum suppression of BlazePose's detector, after
// MediaPipe's pose graph.
#include "vision/detector.h"

#include "vision/image_bridge.h"
#include "vision/network.h"
#include <stdlib.h>

#define INPUT_SIZE   224
#define ANCHORS      2254
#define ROW          12  // centre, size and four points, each x and y
#define SCORE_MIN    0.5f
#define OVERLAP_MAX  0.3f  // boxes that overlap by more are one person
#define ANCHOR_SIZES 3

struct Detector {
    Network *network;
    Vec2 anchor[ANCHORS];  // 0..1 of the square
    Person candidate[ANCHORS];
    uint8_t scratch[INPUT_SIZE * INPUT_SIZE * 3];
};

static void lay_anchors(Vec2 *anchor)
{
    static const struct {
        int grid, each;
    } layers[ANCHOR_SIZES] = { { 28, 2 }, { 14, 2 }, { 7, 6 } };
    for (int layer = 0; layer < ANCHOR_SIZES; layer++) {
        int grid = layers[layer].grid, each = layers[layer].each;
        for (int i = 0; i < grid * grid * each; i++) {
            int cell = i / each;
            *anchor++ = vec2(((float)(cell % grid) + 0.5f) / (float)grid,
                             ((float)(cell / grid) + 0.5f) / (float)grid);
        }
    }
}

Result detector_open(Detector **detector, const char *path, int threads)
{
    REQUIRE(detector && path);
    *detector = NULL;
    Network *network;
    Result result = network_open(&network, path, (const int[]){ 0, 1 }, 2, threads);
    if (result != RESULT_OK) return result;
    Detector *d = calloc(1, sizeof *d);
    if (d && network_input_count(network) == INPUT_SIZE * INPUT_SIZE * 3 &&
        network_output_count(network, 0) == ANCHORS * ROW &&
        network_output_count(network, 1) == ANCHORS) {
        d->network = network;
        lay_anchors(d->anchor);
        *detector = d;
        return RESULT_OK;
    }
    free(d);
    network_close(&network);
    return fail(RESULT_MALFORMED, "%s is not the pose detector: delete it and run tools/setup",
                path);
}

static bool decode(Person *person, const float *row, float logit, Vec2 anchor)
{
    float score = 1 / (1 + expf(-clampf(logit, -100, 100)));
    if (!(score >= SCORE_MIN) || row[2] < 0 || row[3] < 0) return false;
    Vec2 centre = vec2_add(anchor, vec2(row[0] / INPUT_SIZE, row[1] / INPUT_SIZE));
    Vec2 half = vec2(row[2] / INPUT_SIZE / 2, row[3] / INPUT_SIZE / 2);
    *person =
        (Person){ .score = score, .low = vec2_sub(centre, half), .high = vec2_add(centre, half) };
    for (int i = 0; i < PERSON_POINT_COUNT; i++)
        person->point[i] =
            vec2_add(anchor, vec2(row[4 + 2 * i] / INPUT_SIZE, row[5 + 2 * i] / INPUT_SIZE));
    return true;
}

static float area(Vec2 low, Vec2 high)
{
    return fmaxf(high.x - low.x, 0) * fmaxf(high.y - low.y, 0);
}

// Intersection over union of the boxes.
static float overlap(const Person *a, const Person *b)
{
    Vec2 low = { fmaxf(a->low.x, b->low.x), fmaxf(a->low.y, b->low.y) };
    Vec2 high = { fminf(a->high.x, b->high.x), fminf(a->high.y, b->high.y) };
    float common = area(low, high), all = area(a->low, a->high) + area(b->low, b->high) - common;
    return all > 0 ? common / all : 0;
}

static void add_weighted(Person *sum, const Person *person)
{
    float weight = person->score;
    sum->score += weight;
    sum->low = vec2_add(sum->low, vec2_scale(person->low, weight));
    sum->high = vec2_add(sum->high, vec2_scale(person->high, weight));
    for (int i = 0; i < PERSON_POINT_COUNT; i++)
        sum->point[i] = vec2_add(sum->point[i], vec2_scale(person->point[i], weight));
}

// Takes the best candidate and all that overlap it out of the list; their mean by score is one
// person.
static Person take_best(Person *candidate, int *count)
{
    int best = 0, kept = 0;
    for (int i = 1; i < *count; i++)
        if (candidate[i].score > candidate[best].score) best = i;
    Person first = candidate[best], sum = { 0 };
    for (int i = 0; i < *count; i++) {
        if (i == best || overlap(&candidate[i], &first) > OVERLAP_MAX)
            add_weighted(&sum, &candidate[i]);
        else
            candidate[kept++] = candidate[i];
    }
    *count = kept;
    float share = 1 / sum.score;
    Person person = { .score = first.score,
                      .low = vec2_scale(sum.low, share),
                      .high = vec2_scale(sum.high, share) };
    for (int i = 0; i < PERSON_POINT_COUNT; i++) person.point[i] = vec2_scale(sum.point[i], share);
    return person;
}

int detector_find(Detector *detector, const Image *image, Region where, Person *people)
{
    REQUIRE(image->bgr && people);
    static const CropStyle style = { INPUT_SIZE, CROP_BLACK, -1, 1 };
    image_crop(image, where, style, detector->scratch, network_input(detector->network));
    if (network_run(detector->network) != RESULT_OK) return 0;
    const float *rows = network_output(detector->network, 0);
    const float *logits = network_output(detector->network, 1);
    int candidates = 0, count = 0;
    for (int i = 0; i < ANCHORS; i++)
        candidates += decode(&detector->candidate[candidates], rows + ROW * i, logits[i],
                             detector->anchor[i]);
    while (candidates > 0 && count < DETECTOR_PEOPLE_MAX) {
        Person person = take_best(detector->candidate, &candidates);
        person.low = region_point(where, person.low);
        person.high = region_point(where, person.high);
        for (int i = 0; i < PERSON_POINT_COUNT; i++)
            person.point[i] = region_point(where, person.point[i]);
        people[count++] = person;
    }
    return count;
}

void detector_close(Detector **detector)
{
    if (!*detector) return;
    network_close(&(*detector)->network);
    free(*detector);
    *detector = NULL;
}
