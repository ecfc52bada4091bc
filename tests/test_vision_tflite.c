// SPDX-License-Identifier: MIT
// test_vision_tflite.c: the reader of model files, the graph and the networks built from them:
// known models are read right, damaged ones are refused and never harm, and all engines say the
// same.
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "test.h"
#include "vision/graph.h"
#include "vision/network.h"
#include "vision/tensor_shapes.h"
#include "vision/tflite.h"
#include "vision/tracker.h"

static const char *const models[] = { "pose_detector.tflite", "pose_landmark_lite.tflite",
                                      "pose_landmark_full.tflite", "pose_landmark_heavy.tflite" };

static const char *file_of(int which)
{
    static char path[4096];
    assert_int_equal(model_path(path, sizeof path, NULL, models[which]), RESULT_OK);
    return path;
}

static int count_code(const Tflite *model, TfliteCode code)
{
    int count = 0;
    for (int i = 0; i < model->operation_count; i++) count += model->operation[i].code == code;
    return count;
}

static void the_models_have_the_known_operators(void **state)
{
    (void)state;
    need_models();
    static const struct {
        TfliteCode code;
        int count[4];  // detector, lite, full, heavy
    } known[] = {
        { TFLITE_CONV_2D, { 45, 54, 58, 116 } },
        { TFLITE_DEPTHWISE_CONV_2D, { 28, 34, 38, 82 } },
        { TFLITE_ADD, { 15, 25, 28, 73 } },
        { TFLITE_PAD, { 8, 5, 5, 8 } },
        { TFLITE_RESIZE_BILINEAR, { 2, 5, 5, 5 } },
        { TFLITE_RESHAPE, { 6, 3, 3, 3 } },
        { TFLITE_MAX_POOL_2D, { 0, 2, 2, 5 } },
        { TFLITE_LOGISTIC, { 0, 1, 1, 1 } },
        { TFLITE_DEPTH_TO_SPACE, { 3, 0, 0, 0 } },
        { TFLITE_CONCATENATION, { 2, 0, 0, 0 } },
        { TFLITE_DENSIFY, { 38, 0, 0, 0 } },
    };
    for (int which = 0; which < 4; which++) {
        Tflite model;
        assert_int_equal(tflite_open(&model, file_of(which)), RESULT_OK);
        for (size_t i = 0; i < sizeof known / sizeof known[0]; i++)
            assert_int_equal(count_code(&model, known[i].code), known[i].count[which]);
        for (int i = 0; i < model.operation_count; i++)
            assert_true(shapes_agree(&model, &model.operation[i]));
        assert_int_equal(model.tensor[model.input[0]].dim[1], which == 0 ? 224 : 256);
        assert_int_equal(model.output_count, which == 0 ? 2 : 5);
        tflite_close(&model);
        assert_null(model.bytes);
    }
}

static void halves_become_floats(void **state)
{
    (void)state;
    static const uint16_t halves[] = { 0x3c00, 0xc000, 0x7bff, 0x0001,
                                       0x83ff, 0x0000, 0x7c00, 0x3555 };
    static const float floats[] = { 1, -2, 65504, 0x1p-24f, -0x3ffp-24f, 0, INFINITY, 0x1.554p-2f };
    TfliteTensor tensor = { .type = TFLITE_FLOAT16,
                            .dim_count = 1,
                            .dim = { 8 },
                            .count = 8,
                            .data = (const uint8_t *)halves };
    float out[8];
    tflite_unpack(&tensor, out);
    for (int i = 0; i < 8; i++) assert_true(out[i] == floats[i]);
}

static void sparse_rows_are_spread(void **state)
{
    (void)state;
    static const float values[] = { 5, 6, 7 };
    uint32_t segment[] = { 0, 1, 1, 3 }, column[] = { 2, 0, 3 };
    TfliteTensor tensor = { .dim_count = 2,
                            .dim = { 3, 4 },
                            .count = 12,
                            .data = (const uint8_t *)values,
                            .segment = segment,
                            .column = column };
    static const float expected[12] = { 0, 0, 5, 0, 0, 0, 0, 0, 6, 0, 0, 7 };
    float out[12];
    tflite_unpack(&tensor, out);
    assert_memory_equal(out, expected, sizeof out);
}

static void sizes_that_lie_are_seen(void **state)
{
    (void)state;
    TfliteTensor tensors[4] = {
        { .dim_count = 4, .dim = { 1, 8, 8, 3 }, .count = 192 },
        { .dim_count = 4, .dim = { 16, 3, 3, 3 }, .count = 432 },
        { .dim_count = 1, .dim = { 16 }, .count = 16 },
        { .dim_count = 4, .dim = { 1, 4, 4, 16 }, .count = 256 },
    };
    Tflite model = { .tensor = tensors, .tensor_count = 4 };
    TfliteOperator op = { .code = TFLITE_CONV_2D,
                          .input_count = 3,
                          .input = { 0, 1, 2 },
                          .output = 3,
                          .padding = TFLITE_SAME,
                          .stride_h = 2,
                          .stride_w = 2,
                          .dilation_h = 1,
                          .dilation_w = 1 };
    assert_true(shapes_agree(&model, &op));
    op.padding = TFLITE_VALID;  // makes 3 by 3
    assert_false(shapes_agree(&model, &op));
    op.padding = TFLITE_SAME;
    op.stride_w = 0;
    assert_false(shapes_agree(&model, &op));
    op.stride_w = 2;
    tensors[2].count = 15;
    assert_false(shapes_agree(&model, &op));
    tensors[2].count = 16;
    tensors[1].dim[3] = 4;
    assert_false(shapes_agree(&model, &op));
    tensors[1].dim[3] = 3;
    tensors[3].dim[1] = 5;
    assert_false(shapes_agree(&model, &op));
}

static void what_is_no_model_is_refused(void **state)
{
    (void)state;
    Tflite model;
    assert_int_equal(tflite_open(&model, "no/such/model.tflite"), RESULT_NOT_FOUND);
    assert_non_null(strstr(fail_text(), "tools/setup"));
    assert_int_equal(tflite_open(&model, "CMakeLists.txt"), RESULT_MALFORMED);
    assert_non_null(strstr(fail_text(), "tools/setup"));
    assert_int_equal(tflite_open(&model, "tests"), RESULT_MALFORMED);
    Network *network;
    assert_int_equal(network_open(&network, "no/such/model.tflite", (int[]){ 0 }, 1, 1),
                     RESULT_NOT_FOUND);
    assert_null(network);
    for (size_t size = 0; size < 64; size++) {  // a valid head and then nothing
        uint8_t *bytes = calloc(1, size + 1);
        if (size >= 8) memcpy(bytes, "\x08\0\0\0TFL3", 8);
        assert_int_equal(tflite_parse(&model, bytes, size, "short"), RESULT_MALFORMED);
    }
}

// ---- damage ----------------------------------------------------------------------------------

static uint8_t *copy_of(const Tflite *model)
{
    uint8_t *bytes = malloc(model->size);
    assert_non_null(bytes);
    memcpy(bytes, model->bytes, model->size);
    return bytes;
}

static void cut_files_are_refused(void **state)
{
    (void)state;
    need_models();
    Tflite whole, model;
    assert_int_equal(tflite_open(&whole, file_of(0)), RESULT_OK);
    Rng rng = rng_seed(1);
    for (int i = 0; i < 200; i++) {
        size_t size = (size_t)rng_next(&rng) % whole.size;
        uint8_t *bytes = malloc(size + 1);  // no byte more than was kept, so that a sanitizer sees
        memcpy(bytes, whole.bytes, size);
        bytes = realloc(bytes, size ? size : 1);
        assert_int_equal(tflite_parse(&model, bytes, size, "cut"), RESULT_MALFORMED);
    }
    tflite_close(&whole);
}

// Marks the bytes that are not weights: the tables, offsets and counts.
static size_t structure_of(const Tflite *model, uint32_t *places)
{
    uint8_t *weight = calloc(1, model->size);
    for (int i = 0; i < model->tensor_count; i++) {
        const TfliteTensor *tensor = &model->tensor[i];
        if (!tensor->data || tensor->type == TFLITE_INT32) continue;
        size_t rows =
            tensor->segment ? tensor->count / (size_t)tensor->dim[tensor->dim_count - 1] : 0;
        size_t count = tensor->segment ? tensor->segment[rows] : tensor->count;
        memset(weight + (tensor->data - model->bytes), 1,
               count * (tensor->type == TFLITE_FLOAT16 ? 2 : 4));
    }
    size_t count = 0;
    for (size_t i = 0; i < model->size; i++)
        if (!weight[i]) places[count++] = (uint32_t)i;
    free(weight);
    return count;
}

// Whatever is in the tables: the reader and the network builder answer, and nothing else happens.
static void damaged_tables_do_no_harm(void **state)
{
    (void)state;
    need_models();
    int refused = 0, built = 0;
    for (int which = 0; which < 2; which++) {
        Tflite whole, model;
        assert_int_equal(tflite_open(&whole, file_of(which)), RESULT_OK);
        uint32_t *places = malloc(whole.size * sizeof *places);
        size_t count = structure_of(&whole, places);
        assert_in_range(count, 10000, whole.size / 2);
        char path[] = "/tmp/tiptoe-test-XXXXXX";
        int file = mkstemp(path);
        assert_at_least(file, 0);
        Rng rng = rng_seed(7);
        for (int round = 0; round < 300; round++) {
            uint8_t *bytes = copy_of(&whole);
            for (int i = 0, hits = 1 + rng_below(&rng, 3); i < hits; i++) {
                uint8_t junk = (uint8_t)rng_next(&rng);
                bytes[places[rng_below(&rng, (int)count)]] = junk;
            }
            if (round % 3 == 0)
                assert_int_equal(pwrite(file, bytes, whole.size, 0), (ssize_t)whole.size);
            Result result = tflite_parse(&model, bytes, whole.size, "damaged");
            assert_true(result == RESULT_OK || result == RESULT_MALFORMED);
            if (result == RESULT_OK) tflite_close(&model);
            if (round % 3 != 0) continue;
            Network *network;
            Result answer = network_open(&network, path, (int[]){ 0, 1 }, 2, 1);
            assert_true(answer == RESULT_OK || answer == RESULT_MALFORMED);
            if (answer == RESULT_OK) assert_int_equal(network_run(network), RESULT_OK);
            built += answer == RESULT_OK;
            refused += answer != RESULT_OK;
            network_close(&network);
        }
        close(file);
        unlink(path);
        free(places);
        tflite_close(&whole);
    }
    print_message("of 200 damaged models %d were refused and %d still ran\n", refused, built);
    assert_above(refused, 0);
}

// ---- pruning ---------------------------------------------------------------------------------

static void an_output_nobody_wants_changes_nothing(void **state)
{
    (void)state;
    need_models();
    static const int all[] = { 0, 1, 2, 3, 4 }, some[] = { 4, 0 };
    Network *whole, *pruned;
    assert_int_equal(network_open(&whole, file_of(1), all, 5, 1), RESULT_OK);
    assert_int_equal(network_open(&pruned, file_of(1), some, 2, 1), RESULT_OK);
    size_t count = network_input_count(whole);
    assert_int_equal(count, 256 * 256 * 3);
    Rng rng = rng_seed(3);
    for (size_t i = 0; i < count; i++)
        network_input(whole)[i] = network_input(pruned)[i] = rng_between(&rng, 0, 1);
    assert_int_equal(network_run(whole), RESULT_OK);
    assert_int_equal(network_run(pruned), RESULT_OK);
    assert_int_equal(network_output_count(pruned, 0), 117);
    assert_int_equal(network_output_count(pruned, 1), 195);
    assert_memory_equal(network_output(whole, 4), network_output(pruned, 0), 117 * sizeof(float));
    assert_memory_equal(network_output(whole, 0), network_output(pruned, 1), 195 * sizeof(float));
    float presence = network_output(whole, 1)[0];
    assert_above(presence, 0);
    assert_below(presence, 1);
    network_close(&whole);
    network_close(&pruned);
    assert_null(pruned);
}

// ---- the graph ---------------------------------------------------------------------------------

static const int of_landmarks[] = { 0, 1, 3, 4 }, of_detector[] = { 0, 1 };

static int count_kind(const Graph *graph, GraphKind kind)
{
    int count = 0;
    for (int i = 0; i < graph->operation_count; i++) count += graph->operation[i].kind == kind;
    return count;
}

// Whatever is read was made before; what is read last is the last to read it.
static void check_order(const Graph *graph)
{
    bool *made = calloc((size_t)graph->value_count, sizeof *made);
    assert_non_null(made);
    made[0] = true;
    for (int i = 0; i < graph->operation_count; i++) {
        const GraphOperation *op = &graph->operation[i];
        assert_true(made[op->input]);
        assert_true(op->second == GRAPH_NONE || made[op->second]);
        assert_false(made[op->output]);
        assert_at_least(graph->value[op->input].last_use, i);
        made[op->output] = true;
    }
    for (int i = 0; i < graph->part_count; i++) {
        assert_true(made[graph->part[i].value]);
        assert_int_equal(graph->value[graph->part[i].value].last_use, graph->operation_count);
    }
    free(made);
}

// The few sums that are left have operands that are cut off by their own activations.
static void sums_and_paddings_are_fused(void **state)
{
    (void)state;
    need_models();
    static const int convolutions[] = { 73, 75, 83, 185 }, sums[] = { 2, 0, 0, 3 };
    for (int which = 0; which < 4; which++) {
        Graph graph;
        const int *wanted = which == 0 ? of_detector : of_landmarks;
        assert_int_equal(graph_open(&graph, file_of(which), wanted, which == 0 ? 2 : 4), RESULT_OK);
        check_order(&graph);
        assert_int_equal(count_kind(&graph, GRAPH_CONVOLUTION) +
                             count_kind(&graph, GRAPH_DEPTHWISE),
                         convolutions[which]);
        assert_int_equal(count_kind(&graph, GRAPH_ADD), sums[which]);
        assert_int_equal(count_kind(&graph, GRAPH_PAD), which == 3 ? 3 : 0);
        const GraphOperation *first = &graph.operation[0];  // a pixel of zeros around the picture
        assert_int_equal(first->kind, GRAPH_CONVOLUTION);
        assert_int_equal(first->top + first->bottom + first->left + first->right, 4);
        assert_true(first->relu6);
        graph_close(&graph);
        assert_null(graph.operation);
    }
}

// ---- engines -----------------------------------------------------------------------------------

// A soft blob on grey: no noise, which no camera shows and which makes the networks' numbers wild.
static void paint(Network *network, int size)
{
    float *to = network_input(network);
    for (int y = 0; y < size; y++)
        for (int x = 0; x < size; x++)
            for (int c = 0; c < 3; c++) {
                float across = (float)(x - size / 2) / (float)size;
                float down = (float)(y - size / 3 - c) / (float)size;
                *to++ = 0.3f + 0.6f * expf(-20 * (across * across + down * down / 4));
            }
}

// The mask's numbers grow to a thousand from differences of small ones.
#define AGREEMENT       1e-4  // of the largest number of an output, and
#define AGREEMENT_LEAST 1e-6  // of a presence next to nothing
#define MASK_AGREEMENT  5e-3

static void check_agreement(Network *reference, Network *network, int output, double agreement)
{
    const float *x = network_output(reference, output), *y = network_output(network, output);
    double largest = 0, difference = 0;
    for (size_t i = 0; i < network_output_count(reference, output); i++) {
        largest = fmax(largest, fabs((double)x[i]));
        difference = fmax(difference, fabs((double)x[i] - (double)y[i]));
    }
    assert_above(largest, 0);
    assert_at_most(difference, agreement * largest + AGREEMENT_LEAST);
}

static Result open_by(Network **network, int which, NetworkEngineId engine)
{
    static const int everything[] = { 0, 1, 3, 4, 2 };
    Result result =
        network_open_by(network, file_of(which), everything, which == 0 ? 2 : 5, engine, 1);
    if (result == RESULT_OK) paint(*network, which == 0 ? 224 : 256);
    return result;
}

static void every_engine_says_the_same(void **state)
{
    (void)state;
    need_models();
    for (int which = 0; which < 3; which++) {
        Network *reference, *network;
        assert_int_equal(open_by(&reference, which, NETWORK_XNNPACK), RESULT_OK);
        assert_int_equal(network_run(reference), RESULT_OK);
        Result result = open_by(&network, which, NETWORK_ONEDNN);
        if (result == RESULT_UNAVAILABLE) print_message("oneDNN cannot run here\n");
        if (result == RESULT_OK) {
            int count = which == 0 ? 2 : 5;
            size_t size = network_output_count(network, 0) * sizeof(float);
            float *first = malloc(size);
            assert_non_null(first);
            assert_int_equal(network_run(network), RESULT_OK);
            for (int i = 0; i < count; i++)
                check_agreement(reference, network, i, i == 4 ? MASK_AGREEMENT : AGREEMENT);
            memcpy(first, network_output(network, 0), size);
            assert_int_equal(network_run(network), RESULT_OK);  // finds its buffers used
            assert_memory_equal(first, network_output(network, 0), size);
            free(first);
        }
        network_close(&network);
        network_close(&reference);
        assert_true(result == RESULT_OK || result == RESULT_UNAVAILABLE);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_models_have_the_known_operators),
        cmocka_unit_test(halves_become_floats),
        cmocka_unit_test(sparse_rows_are_spread),
        cmocka_unit_test(sizes_that_lie_are_seen),
        cmocka_unit_test(what_is_no_model_is_refused),
        cmocka_unit_test(cut_files_are_refused),
        cmocka_unit_test(damaged_tables_do_no_harm),
        cmocka_unit_test(an_output_nobody_wants_changes_nothing),
        cmocka_unit_test(sums_and_paddings_are_fused),
        cmocka_unit_test(every_engine_says_the_same),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
