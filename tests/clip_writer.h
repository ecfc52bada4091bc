// SPDX-License-Identifier: MIT
// clip_writer.h: writes clips with every property that real ones have: marks of rotation, stamps of
// any kind, pixels that are not square, a trimmed start, a size that changes. By the libraries that
// the engine reads clips with; what was written is asserted by reading it back with them.
#pragma once

#include "test.h"

#include <libavcodec/avcodec.h>
#include <libavformat/avformat.h>
#include <libavutil/display.h>
#include <string.h>

typedef struct ClipWriter {
    // Filled by the test.
    const char *path, *format;  // mp4, matroska, avi
    enum AVCodecID codec;       // AV_CODEC_ID_MPEG4 (one whole picture in 30), AV_CODEC_ID_MJPEG
    int width, height;
    AVRational aspect;      // of a pixel; 0: nothing is said
    const int32_t *matrix;  // of 9; NULL: nothing is said
    uint8_t (*luma)(int frame, int x, int y);
    // The writer's own.
    AVFormatContext *file;
    AVStream *stream;
    AVCodecContext *encoder;
    int frames;
} ClipWriter;

#define CLIP_STAMPS_A_SECOND 1000

static inline void clip_encoder(ClipWriter *w)
{
    const AVCodec *codec = avcodec_find_encoder(w->codec);
    assert_non_null(codec);
    w->encoder = avcodec_alloc_context3(codec);
    w->encoder->width = w->width;
    w->encoder->height = w->height;
    w->encoder->pix_fmt = w->codec == AV_CODEC_ID_MJPEG ? AV_PIX_FMT_YUVJ420P : AV_PIX_FMT_YUV420P;
    w->encoder->color_range = AVCOL_RANGE_JPEG;
    w->encoder->time_base = (AVRational){ 1, CLIP_STAMPS_A_SECOND };
    w->encoder->sample_aspect_ratio = w->aspect;
    w->encoder->flags = AV_CODEC_FLAG_QSCALE;
    if (w->file->oformat->flags & AVFMT_GLOBALHEADER)
        w->encoder->flags |= AV_CODEC_FLAG_GLOBAL_HEADER;
    w->encoder->global_quality = 2 * FF_QP2LAMBDA;
    w->encoder->gop_size = 30;
    w->encoder->strict_std_compliance = FF_COMPLIANCE_UNOFFICIAL;
    assert_int_equal(avcodec_open2(w->encoder, codec, NULL), 0);
}

static inline void clip_mark(ClipWriter *w)
{
    size_t size = 9 * sizeof *w->matrix;
#if LIBAVFORMAT_VERSION_MAJOR >= 61
    AVCodecParameters *p = w->stream->codecpar;
    void *to = av_packet_side_data_new(&p->coded_side_data, &p->nb_coded_side_data,
                                       AV_PKT_DATA_DISPLAYMATRIX, size, 0)
                   ->data;
#else
    void *to = av_stream_new_side_data(w->stream, AV_PKT_DATA_DISPLAYMATRIX, size);
#endif
    assert_non_null(to);
    memcpy(to, w->matrix, size);
}

static inline void clip_begin(ClipWriter *w)
{
    av_log_set_level(AV_LOG_QUIET);
    char url[512];  // else its name might be an address
    snprintf(url, sizeof url, "file:%s", w->path);
    assert_at_least(avformat_alloc_output_context2(&w->file, NULL, w->format, url), 0);
    w->stream = avformat_new_stream(w->file, NULL);
    assert_non_null(w->stream);
    clip_encoder(w);
    assert_at_least(avcodec_parameters_from_context(w->stream->codecpar, w->encoder), 0);
    w->stream->time_base = w->encoder->time_base;
    w->stream->sample_aspect_ratio = w->aspect;
    if (w->matrix) clip_mark(w);
    w->file->avoid_negative_ts = AVFMT_AVOID_NEG_TS_DISABLED;  // they are a trimmed start
    assert_at_least(avio_open(&w->file->pb, url, AVIO_FLAG_WRITE), 0);
    AVDictionary *options = NULL;  // what is told of the clip stands before it
    av_dict_set(&options, "movflags", "+faststart", 0);
    assert_at_least(avformat_write_header(w->file, &options), 0);
    av_dict_free(&options);
}

static inline void clip_drain(ClipWriter *w)
{
    AVPacket *packet = av_packet_alloc();
    while (avcodec_receive_packet(w->encoder, packet) == 0) {
        av_packet_rescale_ts(packet, w->encoder->time_base, w->stream->time_base);
        packet->stream_index = w->stream->index;
        // A last picture that is shown for no time at all would be left out.
        if (packet->duration == 0)
            packet->duration = av_rescale_q(20, w->encoder->time_base, w->stream->time_base);
        assert_int_equal(av_write_frame(w->file, packet), 0);
    }
    av_packet_free(&packet);
}

// The next picture, to be shown at `at_ms`.
static inline void clip_add(ClipWriter *w, int64_t at_ms)
{
    AVFrame *frame = av_frame_alloc();
    frame->width = w->width;
    frame->height = w->height;
    frame->format = w->encoder->pix_fmt;
    frame->quality = w->encoder->global_quality;
    frame->pts = at_ms;
    assert_int_equal(av_frame_get_buffer(frame, 0), 0);
    for (int y = 0; y < w->height; y++)
        for (int x = 0; x < w->width; x++)
            frame->data[0][y * frame->linesize[0] + x] = w->luma(w->frames, x, y);
    for (int part = 1; part <= 2; part++)
        memset(frame->data[part], 128,
               (size_t)frame->linesize[part] * (size_t)((w->height + 1) / 2));
    assert_int_equal(avcodec_send_frame(w->encoder, frame), 0);
    av_frame_free(&frame);
    clip_drain(w);
    w->frames++;
}

// From the next picture on they are of another size.
static inline void clip_resize(ClipWriter *w, int width, int height)
{
    avcodec_free_context(&w->encoder);
    w->width = width;
    w->height = height;
    clip_encoder(w);
}

static inline void clip_end(ClipWriter *w)
{
    assert_int_equal(avcodec_send_frame(w->encoder, NULL), 0);
    clip_drain(w);
    assert_int_equal(av_write_trailer(w->file), 0);
    avcodec_free_context(&w->encoder);
    avio_closep(&w->file->pb);
    avformat_free_context(w->file);
    w->file = NULL;
}

// What a file says, as the libraries read it.
typedef struct ClipFacts {
    int64_t nb_frames, packets;
    AVRational aspect;
    bool marked;
    int32_t matrix[9];
    int64_t stamp_ms[256];  // of each packet, from the first on
} ClipFacts;

static inline ClipFacts clip_facts(const char *path)
{
    ClipFacts facts = { 0 };
    char url[512];
    snprintf(url, sizeof url, "file:%s", path);
    AVFormatContext *file = NULL;
    assert_int_equal(avformat_open_input(&file, url, NULL, NULL), 0);
    assert_at_least(avformat_find_stream_info(file, NULL), 0);
    AVStream *stream = file->streams[0];
    facts.nb_frames = stream->nb_frames;
    facts.aspect = av_guess_sample_aspect_ratio(file, stream, NULL);
#if LIBAVFORMAT_VERSION_MAJOR >= 61
    const AVPacketSideData *side =
        av_packet_side_data_get(stream->codecpar->coded_side_data,
                                stream->codecpar->nb_coded_side_data, AV_PKT_DATA_DISPLAYMATRIX);
    const void *matrix = side ? side->data : NULL;
#else
    const void *matrix = av_stream_get_side_data(stream, AV_PKT_DATA_DISPLAYMATRIX, NULL);
#endif
    facts.marked = matrix != NULL;
    if (matrix) memcpy(facts.matrix, matrix, sizeof facts.matrix);
    AVPacket *packet = av_packet_alloc();
    int64_t first = 0;
    for (; av_read_frame(file, packet) == 0; av_packet_unref(packet)) {
        int64_t ms = av_rescale_q(packet->pts, stream->time_base, (AVRational){ 1, 1000 });
        if (facts.packets == 0) first = ms;
        if (facts.packets < 256) facts.stamp_ms[facts.packets] = ms - first;
        facts.packets++;
    }
    av_packet_free(&packet);
    avformat_close_input(&file);
    return facts;
}
