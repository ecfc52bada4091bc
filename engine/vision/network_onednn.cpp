// SPDX-License-Identifier: MIT
// network_onednn.cpp: a graph as primitives of oneDNN, whose kernels are made for the processor
// while they load. Values lie in blocks of channels, as wide as the processor's vectors; what is no
// convolution is a short loop over such blocks here, since the library's own are slow.
#include "vision/network_engine.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <cstring>
#include <dnnl.hpp>
#include <memory>
#include <new>
#include <vector>

extern "C" void omp_set_num_threads(int count);  // of libgomp, which oneDNN runs on

namespace
{

using dnnl::memory;
using Tag = memory::format_tag;

constexpr int lane = 4;  // channels that the loops here move at once: every processor can

using Lane [[gnu::vector_size(lane * sizeof(float))]] = float;

struct Free {
    void operator()(void *bytes) const { free(bytes); }
};
using Floats = std::unique_ptr<float, Free>;

// A value in blocks: [channels / block][height][width][block], the last block filled up with zeros.
struct Blocks {
    int height, width, lanes, block_lanes;
    Lane *data;

    // The lanes of the pixels of one row, `step()` apart.
    Lane *row(int at, int y) const
    {
        size_t plane = (size_t)(at / block_lanes) * (size_t)height + (size_t)y;
        return data + plane * (size_t)width * (size_t)block_lanes + at % block_lanes;
    }
    int step() const { return block_lanes; }
};

struct Step {
    const GraphOperation *op;
    dnnl::primitive primitive;  // empty: a loop of ours
    std::vector<dnnl_exec_arg_t> arguments;
    std::vector<memory> kept;  // what the arguments name
};

struct Built {
    const Graph *graph;
    float *input;
    float *const *output;
    int threads, block;
    dnnl::engine engine{ dnnl::engine::kind::cpu, 0 };
    dnnl::stream stream{ engine };
    std::vector<int> buffer_of;  // of a value
    std::vector<size_t> buffer_size;
    std::vector<Floats> buffer, constant;
    std::vector<Step> steps;
};

Floats floats(size_t count)
{
    size_t bytes = (count * sizeof(float) + 255) / 256 * 256;
    Floats made(static_cast<float *>(aligned_alloc(64, bytes)));
    if (!made) throw std::bad_alloc();
    return made;
}

Floats zeros(size_t count)
{
    Floats made = floats(count);
    memset(made.get(), 0, count * sizeof(float));
    return made;
}

// ---- loops -------------------------------------------------------------------------------------

Blocks blocks_of(const Built &b, int value)
{
    const GraphValue &v = b.graph->value[value];
    int lanes = (v.channels + b.block - 1) / b.block * (b.block / lane);
    float *data = b.buffer[(size_t)b.buffer_of[(size_t)value]].get();
    return { v.height, v.width, lanes, b.block / lane, reinterpret_cast<Lane *>(data) };
}

Lane finish(Lane sum, bool relu6)
{
    if (!relu6) return sum;
    const Lane zero = {}, six = zero + 6;
    sum = sum > zero ? sum : zero;
    return sum < six ? sum : six;
}

void add(const Blocks &a, const Blocks &b, const Blocks &out, bool relu6)
{
    size_t count = (size_t)(out.lanes * out.height * out.width);
    for (size_t i = 0; i < count; i++) out.data[i] = finish(a.data[i] + b.data[i], relu6);
}

// A line of twice the pixels: every pixel becomes two, a quarter of the way to its neighbours.
void resize(const Blocks &in, const Blocks &out, const Blocks *second, bool relu6)
{
    int step = in.step();
    for (int at = 0; at < out.lanes; at++) {
        for (int y = 0; y < out.height; y++) {
            int near = y / 2, far = y % 2 ? near + 1 : near - 1;
            far = far < 0 ? 0 : far >= in.height ? in.height - 1 : far;
            const Lane *a = in.row(at, near), *b = in.row(at, far);
            const Lane *more = second ? second->row(at, y) : nullptr;
            Lane *to = out.row(at, y);
            Lane before = a[0] * 0.75f + b[0] * 0.25f, here = before;
            for (int x = 0; x < in.width; x++) {
                int next = (x + 1 < in.width ? x + 1 : x) * step;
                Lane after = a[next] * 0.75f + b[next] * 0.25f;
                Lane left = here * 0.75f + before * 0.25f, right = here * 0.75f + after * 0.25f;
                if (more) {
                    left += more[2 * x * step];
                    right += more[(2 * x + 1) * step];
                }
                to[2 * x * step] = finish(left, relu6);
                to[(2 * x + 1) * step] = finish(right, relu6);
                before = here;
                here = after;
            }
        }
    }
}

void max_pool(const Blocks &in, const Blocks &out)
{
    int step = in.step();
    for (int at = 0; at < out.lanes; at++) {
        for (int y = 0; y < out.height; y++) {
            const Lane *a = in.row(at, 2 * y), *b = in.row(at, 2 * y + 1);
            Lane *to = out.row(at, y);
            for (int x = 0; x < out.width; x++) {
                int left = 2 * x * step, right = left + step;
                Lane top = a[left] > a[right] ? a[left] : a[right];
                Lane low = b[left] > b[right] ? b[left] : b[right];
                to[x * step] = top > low ? top : low;
            }
        }
    }
}

void pad(const Blocks &in, const Blocks &out, const Blocks *second, bool relu6)
{
    int step = out.step();
    for (int at = 0; at < out.lanes; at++) {
        for (int y = 0; y < out.height; y++) {
            const Lane *from = at < in.lanes ? in.row(at, y) : nullptr;
            const Lane *more = second ? second->row(at, y) : nullptr;
            Lane *to = out.row(at, y);
            for (int x = 0; x < out.width; x++) {
                Lane sum = {};
                if (from) sum = from[x * step];
                if (more) sum += more[x * step];
                to[x * step] = finish(sum, relu6);
            }
        }
    }
}

void depth_to_space(const Blocks &in, const Blocks &out, int channels)
{
    int step = in.step(), lanes = channels / lane;
    for (int at = 0; at < out.lanes; at++) {
        for (int y = 0; y < out.height; y++) {
            Lane *to = out.row(at, y);
            for (int x = 0; x < out.width; x++) {
                int part = y % 2 * 2 + x % 2;
                Lane zero = {};
                to[x * step] = at < lanes ? in.row(part * lanes + at, y / 2)[x / 2 * step] : zero;
            }
        }
    }
}

void logistic(const Blocks &in, const Blocks &out)
{
    size_t count = (size_t)(out.lanes * out.height * out.width * lane);
    const float *from = reinterpret_cast<const float *>(in.data);
    float *to = reinterpret_cast<float *>(out.data);
    for (size_t i = 0; i < count; i++) to[i] = 1 / (1 + expf(-from[i]));
}

void run_loop(const Built &b, const GraphOperation &op)
{
    Blocks in = blocks_of(b, op.input), out = blocks_of(b, op.output), second = {};
    bool summed = op.second != GRAPH_NONE;
    if (summed) second = blocks_of(b, op.second);
    const Blocks *more = summed ? &second : nullptr;
    switch (op.kind) {
    case GRAPH_ADD: add(in, second, out, op.relu6); return;
    case GRAPH_RESIZE: resize(in, out, more, op.relu6); return;
    case GRAPH_MAX_POOL: max_pool(in, out); return;
    case GRAPH_PAD: pad(in, out, more, op.relu6); return;
    case GRAPH_LOGISTIC: logistic(in, out); return;
    case GRAPH_DEPTH_TO_SPACE: depth_to_space(in, out, b.graph->value[op.output].channels); return;
    case GRAPH_CONVOLUTION:
    case GRAPH_DEPTHWISE: return;  // never a loop
    }
}

// The picture comes pixel by pixel; its first convolution reads it colour by colour.
void split_colours(const Built &b)
{
    const GraphValue &v = b.graph->value[0];
    float *to = b.buffer[(size_t)b.buffer_of[0]].get();
    int pixels = v.height * v.width;
    for (int i = 0; i < pixels; i++)
        for (int c = 0; c < v.channels; c++) to[c * pixels + i] = b.input[i * v.channels + c];
}

void write_part(const Built &b, const GraphPart &part)
{
    const GraphValue &v = b.graph->value[part.value];
    const float *from = b.buffer[(size_t)b.buffer_of[(size_t)part.value]].get();
    float *to = b.output[part.output] + part.offset;
    int pixels = v.height * v.width;
    for (int first = 0; first < v.channels; first += b.block, from += pixels * b.block) {
        int count = v.channels - first < b.block ? v.channels - first : b.block;
        for (int i = 0; i < pixels; i++)
            memcpy(to + i * v.channels + first, from + i * b.block, (size_t)count * sizeof *to);
    }
}

// ---- building ----------------------------------------------------------------------------------

// Channels that fill up a last block are told to the library like any other: it has no fast kernel
// for an output of one channel, but one for a whole block.
memory::dim channels_of(const Built &b, int value)
{
    int channels = b.graph->value[value].channels;
    return value == 0 ? channels : (channels + b.block - 1) / b.block * b.block;
}

memory::desc describe(const Built &b, int value)
{
    const GraphValue &v = b.graph->value[value];
    Tag tag = value == 0 ? Tag::nchw : b.block == 16 ? Tag::nChw16c : Tag::nChw8c;
    return memory::desc({ 1, channels_of(b, value), v.height, v.width }, memory::data_type::f32,
                        tag);
}

int take_buffer(Built &b, std::vector<int> &idle, size_t size)
{
    if (idle.empty()) {
        idle.push_back((int)b.buffer_size.size());
        b.buffer_size.push_back(0);
    }
    int taken = idle.back();
    idle.pop_back();
    if (b.buffer_size[(size_t)taken] < size) b.buffer_size[(size_t)taken] = size;
    return taken;
}

bool is_convolution(const GraphOperation &op)
{
    return op.kind == GRAPH_CONVOLUTION || op.kind == GRAPH_DEPTHWISE;
}

// The primitive adds to what lies at its output: there lies the other operand, if nobody needs it
// any more.
bool sums_in_place(const Built &b, int operation)
{
    const GraphOperation &op = b.graph->operation[operation];
    return is_convolution(op) && op.second > 0 && op.second != op.input &&
           b.graph->value[op.second].last_use == operation;
}

// Values lie where a value that nobody reads any more has lain, the one that is warmest in the
// cache.
void place_values(Built &b)
{
    const Graph &g = *b.graph;
    std::vector<int> idle;
    b.buffer_of.assign((size_t)g.value_count, GRAPH_NONE);
    b.buffer_of[0] = take_buffer(b, idle, describe(b, 0).get_size());
    for (int i = 0; i < g.operation_count; i++) {
        const GraphOperation &op = g.operation[i];
        bool in_place = sums_in_place(b, i);
        b.buffer_of[(size_t)op.output] =
            in_place ? b.buffer_of[(size_t)op.second]
                     : take_buffer(b, idle, describe(b, op.output).get_size());
        if (g.value[op.input].last_use == i) idle.push_back(b.buffer_of[(size_t)op.input]);
        if (op.second != GRAPH_NONE && op.second != op.input && !in_place &&
            g.value[op.second].last_use == i)
            idle.push_back(b.buffer_of[(size_t)op.second]);
        if (g.value[op.output].last_use == GRAPH_NONE)
            idle.push_back(b.buffer_of[(size_t)op.output]);
    }
    for (size_t size : b.buffer_size) b.buffer.push_back(zeros(size / sizeof(float)));
}

// The library's versions 2 and 3 name these differently.
#if DNNL_VERSION_MAJOR >= 3
void append_relu6(dnnl::post_ops &after)
{
    after.append_eltwise(dnnl::algorithm::eltwise_clip, 0, 6);
}

dnnl::convolution_forward::primitive_desc choose(const Built &b, const GraphOperation &op,
                                                 const memory::desc &weights,
                                                 const memory::desc &bias,
                                                 const dnnl::primitive_attr &attributes)
{
    return { b.engine,
             dnnl::prop_kind::forward_inference,
             dnnl::algorithm::convolution_direct,
             describe(b, op.input),
             weights,
             bias,
             describe(b, op.output),
             { op.stride_h, op.stride_w },
             { op.top, op.left },
             { op.bottom, op.right },
             attributes };
}
#else
void append_relu6(dnnl::post_ops &after)
{
    after.append_eltwise(1, dnnl::algorithm::eltwise_clip, 0, 6);
}

dnnl::convolution_forward::primitive_desc choose(const Built &b, const GraphOperation &op,
                                                 const memory::desc &weights,
                                                 const memory::desc &bias,
                                                 const dnnl::primitive_attr &attributes)
{
    dnnl::convolution_forward::desc asked(
        dnnl::prop_kind::forward_inference, dnnl::algorithm::convolution_direct,
        describe(b, op.input), weights, bias, describe(b, op.output), { op.stride_h, op.stride_w },
        { op.top, op.left }, { op.bottom, op.right });
    return { asked, attributes, b.engine };
}
#endif

memory keep_constant(Built &b, const memory::desc &shape)
{
    b.constant.push_back(floats(shape.get_size() / sizeof(float)));
    return memory(shape, b.engine, b.constant.back().get());
}

// The weights with zeros for the channels that fill up a last block.
Floats fill_up(const Graph &g, const GraphOperation &op, size_t in, size_t out)
{
    bool depthwise = op.kind == GRAPH_DEPTHWISE;
    size_t window = (size_t)(op.filter_h * op.filter_w);
    size_t made = (size_t)g.value[op.output].channels;
    size_t rows = depthwise ? window : made * window;
    size_t given = depthwise ? made : (size_t)g.value[op.input].channels;
    size_t wide = depthwise ? out : in;
    Floats filled = zeros(in * out * window);
    for (size_t i = 0; i < rows; i++)
        memcpy(filled.get() + i * wide, op.weights + i * given, given * sizeof(float));
    return filled;
}

void build_convolution(Built &b, int operation, Step &step)
{
    const GraphOperation &op = *step.op;
    const auto f32 = memory::data_type::f32;
    bool depthwise = op.kind == GRAPH_DEPTHWISE, in_place = sums_in_place(b, operation);
    memory::desc source = describe(b, op.input), target = describe(b, op.output);
    memory::dim in = depthwise ? 1 : channels_of(b, op.input), out = channels_of(b, op.output);
    memory::dim high = op.filter_h, wide = op.filter_w;
    memory::dims dims = { out, in, high, wide }, strides = { high * wide * in, 1, wide * in, in };
    if (depthwise) {
        dims = { out, 1, 1, high, wide };
        strides = { 1, 1, 1, wide * out, out };
    }
    dnnl::post_ops after;
    if (in_place) after.append_sum();
    if (op.relu6) append_relu6(after);
    dnnl::primitive_attr attributes;
    attributes.set_post_ops(after);
    memory::desc bias_shape({ out }, f32, Tag::x), any(dims, f32, Tag::any);
    auto chosen = choose(b, op, any, bias_shape, attributes);
    memory weights = keep_constant(b, chosen.weights_desc()), bias = keep_constant(b, bias_shape);
    Floats filled;
    const GraphValue &reads = b.graph->value[op.input], &makes = b.graph->value[op.output];
    if (out != makes.channels || (!depthwise && in != reads.channels))
        filled = fill_up(*b.graph, op, (size_t)in, (size_t)out);
    memory given(memory::desc(dims, f32, strides), b.engine,
                 filled ? filled.get() : const_cast<float *>(op.weights));
    dnnl::reorder(given, weights).execute(b.stream, given, weights);
    b.stream.wait();
    float *biases = static_cast<float *>(bias.get_data_handle());
    std::fill(std::copy(op.bias, op.bias + makes.channels, biases), biases + out, 0.0f);

    float *from = b.buffer[(size_t)b.buffer_of[(size_t)op.input]].get();
    float *to = b.buffer[(size_t)b.buffer_of[(size_t)op.output]].get();
    step.primitive = dnnl::convolution_forward(chosen);
    step.kept = { memory(source, b.engine, from), weights, bias, memory(target, b.engine, to) };
    step.arguments = { { DNNL_ARG_SRC, step.kept[0].get() },
                       { DNNL_ARG_WEIGHTS, step.kept[1].get() },
                       { DNNL_ARG_BIAS, step.kept[2].get() },
                       { DNNL_ARG_DST, step.kept[3].get() } };
}

// What is taken for granted: whole lanes of channels, the picture read by convolutions, sums that
// can be made in place.
bool fits(const Built &b, int operation)
{
    const Graph &g = *b.graph;
    const GraphOperation &op = g.operation[operation];
    if (op.second == 0) return false;
    if (is_convolution(op)) return op.second == GRAPH_NONE || sums_in_place(b, operation);
    bool moves = op.kind == GRAPH_PAD || op.kind == GRAPH_DEPTH_TO_SPACE;
    if (moves && (g.value[op.input].channels % lane || g.value[op.output].channels % lane))
        return false;
    return op.input != 0;
}

bool build(Built &b)
{
    const Graph &g = *b.graph;
    place_values(b);
    for (int i = 0; i < g.operation_count; i++) {
        if (!fits(b, i)) return false;
        b.steps.push_back({ &g.operation[i], {}, {}, {} });
        if (is_convolution(g.operation[i])) build_convolution(b, i, b.steps.back());
    }
    return true;
}

void close_built(void *built)
{
    delete static_cast<Built *>(built);
}

// The widest vectors that the library uses here, in floats; 0: it has no kernels of its own here.
int vector_width()
{
#if defined(__x86_64__)
    int isa = (int)dnnl::get_effective_cpu_isa();
    return isa >= (int)dnnl::cpu_isa::avx512_core ? 16 : isa >= (int)dnnl::cpu_isa::avx2 ? 8 : 0;
#else
    return 0;
#endif
}

Result open_built(void **built, const Graph *graph, float *input, float *const *output, int threads)
{
    *built = nullptr;
    int width = vector_width();
    if (width == 0) return RESULT_UNAVAILABLE;
    omp_set_num_threads(threads);
    try {
        auto b = std::make_unique<Built>();
        b->graph = graph;
        b->input = input;
        b->output = output;
        b->threads = threads;
        b->block = width;
        if (!build(*b)) return RESULT_MALFORMED;
        *built = b.release();
        return RESULT_OK;
    } catch (const dnnl::error &) {
    } catch (const std::bad_alloc &) {
    }
    return RESULT_MALFORMED;
}

bool run_built(void *built)
{
    const Built &b = *static_cast<const Built *>(built);
    omp_set_num_threads(b.threads);
    split_colours(b);
    for (const Step &step : b.steps) {
        if (step.arguments.empty()) {
            run_loop(b, *step.op);
            continue;
        }
        if (dnnl_primitive_execute(step.primitive.get(), b.stream.get(), (int)step.arguments.size(),
                                   step.arguments.data()) != dnnl_success)
            return false;
    }
    for (int i = 0; i < b.graph->part_count; i++) write_part(b, b.graph->part[i]);
    return true;
}

}  // namespace

const NetworkEngine network_onednn = { open_built, true, run_built, close_built };
