// SPDX-License-Identifier: MIT
// network_onednn.c: a graph as primitives of oneDNN, whose kernels are made for the processor while
// they load. Values lie in blocks of channels, as wide as the processor's vectors; what is no
// convolution is a loop of lanes.h.
#include "vision/network_engine.h"

#include "vision/lanes.h"
#include <dnnl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

extern void omp_set_num_threads(int count);  // of libgomp, which oneDNN runs on

typedef struct Step {
    const GraphOperation *op;
    dnnl_primitive_t primitive;  // NULL: a loop of ours
    dnnl_exec_arg_t argument[5];
    int argument_count;
    float *weights, *bias;  // as the primitive wants them
    float *scratch;
} Step;

typedef struct Buffer {
    size_t count;  // of floats
    float *data;
} Buffer;

typedef struct Built {
    const Graph *graph;
    float *input;
    float *const *output;
    int threads, block;
    dnnl_engine_t engine;
    dnnl_stream_t stream;
    int *buffer_of;  // of a value
    Buffer *buffer;
    int buffer_count;
    Step *step;
    int step_count;
} Built;

__attribute__((warn_unused_result)) static bool well(dnnl_status_t status)
{
    return status == dnnl_success;
}

// Freeing fails only where a pointer is none of the library's.
static void freed(dnnl_status_t status)
{
    REQUIRE(status == dnnl_success);
}

// ---- the library's versions --------------------------------------------------------------------

// Versions 2 and 3 differ in who holds a description of memory, in two names and in how a
// convolution is asked for. Shape is a pointer in both: NULL has nothing to free.
#if DNNL_VERSION_MAJOR >= 3

typedef dnnl_memory_desc_t Shape;
typedef const_dnnl_memory_desc_t ShapeSeen;

static bool shape_by_tag(Shape *shape, int count, const dnnl_dims_t dims, dnnl_format_tag_t tag)
{
    return well(dnnl_memory_desc_create_with_tag(shape, count, dims, dnnl_f32, tag));
}

static bool shape_by_strides(Shape *shape, int count, const dnnl_dims_t dims,
                             const dnnl_dims_t strides)
{
    return well(dnnl_memory_desc_create_with_strides(shape, count, dims, dnnl_f32, strides));
}

static void shape_free(Shape shape)
{
    if (shape) freed(dnnl_memory_desc_destroy(shape));
}

static bool append_sum(dnnl_post_ops_t after)
{
    return well(dnnl_post_ops_append_sum(after, 1, 0, dnnl_data_type_undef));
}

static bool append_relu6(dnnl_post_ops_t after)
{
    return well(dnnl_post_ops_append_eltwise(after, dnnl_eltwise_clip, 0, 6));
}

#else

typedef dnnl_memory_desc_t *Shape;
typedef const dnnl_memory_desc_t *ShapeSeen;

static bool shape_by_tag(Shape *shape, int count, const dnnl_dims_t dims, dnnl_format_tag_t tag)
{
    *shape = calloc(1, sizeof **shape);
    return *shape && well(dnnl_memory_desc_init_by_tag(*shape, count, dims, dnnl_f32, tag));
}

static bool shape_by_strides(Shape *shape, int count, const dnnl_dims_t dims,
                             const dnnl_dims_t strides)
{
    *shape = calloc(1, sizeof **shape);
    return *shape && well(dnnl_memory_desc_init_by_strides(*shape, count, dims, dnnl_f32, strides));
}

static void shape_free(Shape shape)
{
    free(shape);
}

static bool append_sum(dnnl_post_ops_t after)
{
    return well(dnnl_post_ops_append_sum(after, 1));
}

static bool append_relu6(dnnl_post_ops_t after)
{
    return well(dnnl_post_ops_append_eltwise(after, 1, dnnl_eltwise_clip, 0, 6));
}

#endif

// What it takes to make one convolution.
typedef struct Maker {
    const Built *built;
    const GraphOperation *op;
    bool depthwise, sums;
    dnnl_dim_t in, out;  // channels of the weights
    Shape source, weights, bias, target, given;
    dnnl_post_ops_t after;
    dnnl_primitive_attr_t attributes;
    dnnl_primitive_desc_t chosen;
    float *filled;  // the weights as `given`
} Maker;

static bool choose(Maker *m)
{
    const GraphOperation *op = m->op;
    const dnnl_dims_t strides = { op->stride_h, op->stride_w };
    const dnnl_dims_t before = { op->top, op->left }, behind = { op->bottom, op->right };
#if DNNL_VERSION_MAJOR >= 3
    const dnnl_dims_t dense = { 0 };
    return well(dnnl_convolution_forward_primitive_desc_create(
        &m->chosen, m->built->engine, dnnl_forward_inference, dnnl_convolution_direct, m->source,
        m->weights, m->bias, m->target, strides, dense, before, behind, m->attributes));
#else
    dnnl_convolution_desc_t asked;
    return well(dnnl_convolution_forward_desc_init(&asked, dnnl_forward_inference,
                                                   dnnl_convolution_direct, m->source, m->weights,
                                                   m->bias, m->target, strides, before, behind)) &&
           well(dnnl_primitive_desc_create(&m->chosen, &asked, m->attributes, m->built->engine,
                                           NULL));
#endif
}

// ---- places ------------------------------------------------------------------------------------

static float *make_floats(size_t count)
{
    size_t bytes = (count * sizeof(float) + 255) / 256 * 256;
    return aligned_alloc(64, bytes);
}

static float *make_zeros(size_t count)
{
    float *made = make_floats(count);
    if (made) memset(made, 0, count * sizeof *made);
    return made;
}

static float *data_of(const Built *b, int value)
{
    return b->buffer[b->buffer_of[value]].data;
}

// Channels that fill up a last block are told to the library like any other: it has no fast kernel
// for an output of one channel, but one for a whole block.
static int channels_of(const Built *b, int value)
{
    int channels = b->graph->value[value].channels;
    return value == 0 ? channels : (channels + b->block - 1) / b->block * b->block;
}

static bool is_convolution(const GraphOperation *op)
{
    return op->kind == GRAPH_CONVOLUTION || op->kind == GRAPH_DEPTHWISE;
}

// The primitive adds to what lies at its output: there lies the other operand, if nobody needs it
// any more.
static bool sums_in_place(const Built *b, int operation)
{
    const GraphOperation *op = &b->graph->operation[operation];
    return is_convolution(op) && op->second > 0 && op->second != op->input &&
           b->graph->value[op->second].last_use == operation;
}

// Buffers where nothing lies that is still to be read.
typedef struct Idle {
    int *buffer, count;
} Idle;

// The one that is warmest in the cache.
static int take_buffer(Built *b, Idle *idle, int value)
{
    const GraphValue *v = &b->graph->value[value];
    size_t count = (size_t)channels_of(b, value) * (size_t)v->height * (size_t)v->width;
    int taken = idle->count ? idle->buffer[--idle->count] : b->buffer_count++;
    if (b->buffer[taken].count < count) b->buffer[taken].count = count;
    return taken;
}

static void leave_buffer(const Built *b, Idle *idle, int value)
{
    idle->buffer[idle->count++] = b->buffer_of[value];
}

static void place_values(Built *b, Idle *idle)
{
    const Graph *g = b->graph;
    b->buffer_of[0] = take_buffer(b, idle, 0);
    for (int i = 0; i < g->operation_count; i++) {
        const GraphOperation *op = &g->operation[i];
        bool in_place = sums_in_place(b, i);
        b->buffer_of[op->output] =
            in_place ? b->buffer_of[op->second] : take_buffer(b, idle, op->output);
        if (g->value[op->input].last_use == i) leave_buffer(b, idle, op->input);
        if (op->second != GRAPH_NONE && op->second != op->input && !in_place &&
            g->value[op->second].last_use == i)
            leave_buffer(b, idle, op->second);
        if (g->value[op->output].last_use == GRAPH_NONE) leave_buffer(b, idle, op->output);
    }
}

static bool make_buffers(Built *b)
{
    size_t values = (size_t)b->graph->value_count;
    b->buffer_of = calloc(values, sizeof *b->buffer_of);
    b->buffer = calloc(values, sizeof *b->buffer);
    Idle idle = { .buffer = calloc(values, sizeof *idle.buffer) };
    bool made = b->buffer_of && b->buffer && idle.buffer;
    if (made) place_values(b, &idle);
    free(idle.buffer);
    for (int i = 0; made && i < b->buffer_count; i++) {
        b->buffer[i].data = make_zeros(b->buffer[i].count);
        made = b->buffer[i].data != NULL;
    }
    return made;
}

// ---- convolutions ------------------------------------------------------------------------------

static bool describe(const Built *b, int value, Shape *shape)
{
    const GraphValue *v = &b->graph->value[value];
    const dnnl_dims_t dims = { 1, channels_of(b, value), v->height, v->width };
    dnnl_format_tag_t blocks = b->block == 16 ? dnnl_nChw16c : dnnl_nChw8c;
    return shape_by_tag(shape, 4, dims, value == 0 ? dnnl_nchw : blocks);
}

static bool describe_all(Maker *m)
{
    dnnl_dim_t high = m->op->filter_h, wide = m->op->filter_w, in = m->in, out = m->out;
    const dnnl_dims_t dense = { out, in, high, wide }, each = { out, 1, 1, high, wide };
    const dnnl_dims_t biases = { out };
    const dnnl_dims_t dense_strides = { high * wide * in, 1, wide * in, in };
    const dnnl_dims_t each_strides = { 1, 1, 1, wide * out, out };
    int count = m->depthwise ? 5 : 4;
    const dnnl_dim_t *dims = m->depthwise ? each : dense;
    return describe(m->built, m->op->input, &m->source) &&
           describe(m->built, m->op->output, &m->target) &&
           shape_by_tag(&m->weights, count, dims, dnnl_format_tag_any) &&
           shape_by_tag(&m->bias, 1, biases, dnnl_x) &&
           shape_by_strides(&m->given, count, dims, m->depthwise ? each_strides : dense_strides);
}

static bool make_attributes(Maker *m)
{
    return well(dnnl_post_ops_create(&m->after)) && (!m->sums || append_sum(m->after)) &&
           (!m->op->relu6 || append_relu6(m->after)) &&
           well(dnnl_primitive_attr_create(&m->attributes)) &&
           well(dnnl_primitive_attr_set_post_ops(m->attributes, m->after)) &&
           well(dnnl_primitive_attr_set_scratchpad_mode(m->attributes, dnnl_scratchpad_mode_user));
}

// The weights with zeros for the channels that fill up a last block.
static float *fill_up(const Maker *m)
{
    const GraphOperation *op = m->op;
    const GraphValue *value = m->built->graph->value;
    size_t window = (size_t)(op->filter_h * op->filter_w);
    size_t made = (size_t)value[op->output].channels;
    size_t rows = m->depthwise ? window : made * window;
    size_t given = m->depthwise ? made : (size_t)value[op->input].channels;
    size_t wide = (size_t)(m->depthwise ? m->out : m->in);
    float *filled = make_zeros((size_t)(m->in * m->out) * window);
    for (size_t i = 0; filled && i < rows; i++)
        memcpy(filled + i * wide, op->weights + i * given, given * sizeof *filled);
    return filled;
}

static bool add_argument(const Built *b, Step *step, int number, ShapeSeen shape, float *data)
{
    dnnl_exec_arg_t *argument = &step->argument[step->argument_count];
    argument->arg = number;
    if (!data || !well(dnnl_memory_create(&argument->memory, shape, b->engine, data))) return false;
    step->argument_count++;
    return true;
}

static bool reorder(const Maker *m, ShapeSeen wanted, dnnl_memory_t to)
{
    dnnl_engine_t engine = m->built->engine;
    dnnl_memory_t from = NULL;
    dnnl_primitive_desc_t chosen = NULL;
    dnnl_primitive_t primitive = NULL;
    bool made =
        well(dnnl_memory_create(&from, m->given, engine, m->filled)) &&
        well(dnnl_reorder_primitive_desc_create(&chosen, m->given, engine, wanted, engine, NULL)) &&
        well(dnnl_primitive_create(&primitive, chosen));
    if (made) {
        const dnnl_exec_arg_t arguments[] = { { DNNL_ARG_FROM, from }, { DNNL_ARG_TO, to } };
        made = well(dnnl_primitive_execute(primitive, m->built->stream, 2, arguments)) &&
               well(dnnl_stream_wait(m->built->stream));
    }
    if (primitive) freed(dnnl_primitive_destroy(primitive));
    if (chosen) freed(dnnl_primitive_desc_destroy(chosen));
    if (from) freed(dnnl_memory_destroy(from));
    return made;
}

// The library's own scratch memory belongs to the thread that made a primitive; one thread opens a
// network and another runs it.
static bool add_scratch(const Maker *m, Step *step)
{
    ShapeSeen shape = dnnl_primitive_desc_query_md(m->chosen, dnnl_query_scratchpad_md, 0);
    size_t bytes = shape ? dnnl_memory_desc_get_size(shape) : 0;
    if (bytes == 0) return true;
    step->scratch = make_floats(bytes / sizeof(float) + 1);
    return add_argument(m->built, step, DNNL_ARG_SCRATCHPAD, shape, step->scratch);
}

static bool add_arguments(Maker *m, Step *step)
{
    const Built *b = m->built;
    const GraphOperation *op = m->op;
    ShapeSeen wanted = dnnl_primitive_desc_query_md(m->chosen, dnnl_query_weights_md, 0);
    m->filled = fill_up(m);
    step->bias = make_zeros((size_t)m->out);
    if (!wanted || !m->filled || !step->bias) return false;
    step->weights = make_floats(dnnl_memory_desc_get_size(wanted) / sizeof(float));
    memcpy(step->bias, op->bias, (size_t)b->graph->value[op->output].channels * sizeof *step->bias);
    return add_argument(b, step, DNNL_ARG_WEIGHTS, wanted, step->weights) &&
           reorder(m, wanted, step->argument[0].memory) &&
           add_argument(b, step, DNNL_ARG_BIAS, m->bias, step->bias) &&
           add_argument(b, step, DNNL_ARG_SRC, m->source, data_of(b, op->input)) &&
           add_argument(b, step, DNNL_ARG_DST, m->target, data_of(b, op->output)) &&
           add_scratch(m, step);
}

static void free_maker(Maker *m)
{
    shape_free(m->source);
    shape_free(m->weights);
    shape_free(m->bias);
    shape_free(m->target);
    shape_free(m->given);
    if (m->after) freed(dnnl_post_ops_destroy(m->after));
    if (m->attributes) freed(dnnl_primitive_attr_destroy(m->attributes));
    if (m->chosen) freed(dnnl_primitive_desc_destroy(m->chosen));
    free(m->filled);
}

static bool build_convolution(const Built *b, int operation, Step *step)
{
    const GraphOperation *op = step->op;
    bool depthwise = op->kind == GRAPH_DEPTHWISE;
    Maker m = { .built = b,
                .op = op,
                .depthwise = depthwise,
                .sums = sums_in_place(b, operation),
                .in = depthwise ? 1 : channels_of(b, op->input),
                .out = channels_of(b, op->output) };
    bool made = describe_all(&m) && make_attributes(&m) && choose(&m) && add_arguments(&m, step) &&
                well(dnnl_primitive_create(&step->primitive, m.chosen));
    free_maker(&m);
    return made;
}

// ---- the whole ---------------------------------------------------------------------------------

// What is taken for granted: whole lanes of channels, the picture read by convolutions, sums that
// can be made in place.
static bool fits(const Built *b, int operation)
{
    const Graph *g = b->graph;
    const GraphOperation *op = &g->operation[operation];
    if (op->second == 0) return false;
    if (is_convolution(op)) return op->second == GRAPH_NONE || sums_in_place(b, operation);
    bool moves = op->kind == GRAPH_PAD || op->kind == GRAPH_DEPTH_TO_SPACE;
    if (moves && (g->value[op->input].channels % LANE_CHANNELS ||
                  g->value[op->output].channels % LANE_CHANNELS))
        return false;
    return op->input != 0;
}

static bool build(Built *b)
{
    const Graph *g = b->graph;
    b->step = calloc((size_t)g->operation_count, sizeof *b->step);
    if (!b->step || !make_buffers(b) || !well(dnnl_engine_create(&b->engine, dnnl_cpu, 0)) ||
        !well(dnnl_stream_create(&b->stream, b->engine, dnnl_stream_default_flags)))
        return false;
    for (int i = 0; i < g->operation_count; i++) {
        if (!fits(b, i)) return false;
        Step *step = &b->step[b->step_count++];
        step->op = &g->operation[i];
        if (is_convolution(step->op) && !build_convolution(b, i, step)) return false;
    }
    return true;
}

static void free_step(Step *step)
{
    if (step->primitive) freed(dnnl_primitive_destroy(step->primitive));
    for (int i = 0; i < step->argument_count; i++)
        freed(dnnl_memory_destroy(step->argument[i].memory));
    free(step->weights);
    free(step->bias);
    free(step->scratch);
}

static void close_built(void *built)
{
    Built *b = built;
    if (!b) return;
    for (int i = 0; i < b->step_count; i++) free_step(&b->step[i]);
    if (b->stream) freed(dnnl_stream_destroy(b->stream));
    if (b->engine) freed(dnnl_engine_destroy(b->engine));
    for (int i = 0; i < b->buffer_count; i++) free(b->buffer[i].data);
    free(b->buffer);
    free(b->buffer_of);
    free(b->step);
    free(b);
}

// The widest vectors that the library uses here, in floats; 0: it has no kernels of its own here.
static int vector_width(void)
{
#if defined(__x86_64__)
    int isa = (int)dnnl_get_effective_cpu_isa();
    return isa >= (int)dnnl_cpu_isa_avx512_core ? 16 : isa >= (int)dnnl_cpu_isa_avx2 ? 8 : 0;
#else
    return 0;
#endif
}

static Result open_built(void **built, const Graph *graph, float *input, float *const *output,
                         int threads)
{
    *built = NULL;
    int width = vector_width();
    if (width == 0) return RESULT_UNAVAILABLE;
    omp_set_num_threads(threads);
    Built *b = calloc(1, sizeof *b);
    if (!b) return RESULT_MALFORMED;
    *b = (Built){
        .graph = graph, .input = input, .output = output, .threads = threads, .block = width
    };
    if (!build(b)) {
        close_built(b);
        return RESULT_MALFORMED;
    }
    *built = b;
    return RESULT_OK;
}

static LaneBlocks blocks_of(const Built *b, int value)
{
    const GraphValue *v = &b->graph->value[value];
    return (LaneBlocks){ .height = v->height,
                         .width = v->width,
                         .channels = v->channels,
                         .lanes = channels_of(b, value) / LANE_CHANNELS,
                         .block_lanes = b->block / LANE_CHANNELS,
                         .data = (Lane *)data_of(b, value) };
}

static void run_loop(const Built *b, const GraphOperation *op)
{
    bool summed = op->second != GRAPH_NONE;
    LaneBlocks in = blocks_of(b, op->input), out = blocks_of(b, op->output);
    LaneBlocks second = summed ? blocks_of(b, op->second) : (LaneBlocks){ 0 };
    lanes_run(op, &in, summed ? &second : NULL, &out);
}

// The picture comes pixel by pixel; its first convolution reads it colour by colour.
static void split_colours(const Built *b)
{
    const GraphValue *v = &b->graph->value[0];
    float *to = data_of(b, 0);
    int pixels = v->height * v->width;
    for (int i = 0; i < pixels; i++)
        for (int c = 0; c < v->channels; c++) to[c * pixels + i] = b->input[i * v->channels + c];
}

static void write_part(const Built *b, const GraphPart *part)
{
    const GraphValue *v = &b->graph->value[part->value];
    const float *from = data_of(b, part->value);
    float *to = b->output[part->output] + part->offset;
    int pixels = v->height * v->width;
    for (int first = 0; first < v->channels; first += b->block, from += pixels * b->block) {
        int count = v->channels - first < b->block ? v->channels - first : b->block;
        for (int i = 0; i < pixels; i++)
            memcpy(to + i * v->channels + first, from + i * b->block, (size_t)count * sizeof *to);
    }
}

static bool run_built(void *built)
{
    const Built *b = built;
    omp_set_num_threads(b->threads);
    split_colours(b);
    for (int i = 0; i < b->step_count; i++) {
        const Step *step = &b->step[i];
        if (!step->primitive)
            run_loop(b, step->op);
        else if (!well(dnnl_primitive_execute(step->primitive, b->stream, step->argument_count,
                                              step->argument)))
            return false;
    }
    for (int i = 0; i < b->graph->part_count; i++) write_part(b, &b->graph->part[i]);
    return true;
}

static void tell_version(char *text, size_t size)
{
    const dnnl_version_t *v = dnnl_version();
    snprintf(text, size, "%d.%d.%d", v->major, v->minor, v->patch);
}

const NetworkEngine network_onednn = { .open = open_built,
                                       .version = tell_version,
                                       .copies_weights = true,
                                       .run = run_built,
                                       .close = close_built };
