// SPDX-License-Identifier: MIT
// clip.c: clips, through libavformat and libavcodec.
#include "film/bgr.h"
#include "film/film_parts.h"
#include "vision/exif.h"

#include <errno.h>
#include <fcntl.h>
#include <libavcodec/avcodec.h>
#include <libavformat/avformat.h>
#include <libavutil/display.h>
#include <libavutil/mathematics.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define DAMAGED_MAX  512   // packets in a row without a frame
#define READS_MAX    4096  // packets in a row of other streams
#define BUFFER_BYTES 32768
#define ASKEW        0.0087  // the tangent of half a degree

struct Clip {
    int handle;  // of the open file
    AVIOContext *io;
    AVFormatContext *file;
    AVStream *stream;
    AVCodecContext *decoder;
    AVPacket *packet;
    AVFrame *frame;
    bool drained;  // the file has ended, the decoder is told
    Bgr bgr;
};

// --- the file ---

static int read_bytes(void *self, uint8_t *bytes, int size)
{
    const Clip *clip = self;
    ssize_t got;
    do {
        got = read(clip->handle, bytes, (size_t)size);
    } while (got < 0 && errno == EINTR);
    return got > 0 ? (int)got : got < 0 ? AVERROR(errno) : AVERROR_EOF;
}

static int64_t seek(void *self, int64_t offset, int whence)
{
    const Clip *clip = self;
    if (whence & AVSEEK_SIZE) {
        off_t here = lseek(clip->handle, 0, SEEK_CUR), end = lseek(clip->handle, 0, SEEK_END);
        return lseek(clip->handle, here, SEEK_SET) < 0 ? AVERROR(errno) : end;
    }
    off_t place = lseek(clip->handle, offset, whence & ~AVSEEK_FORCE);
    return place < 0 ? AVERROR(errno) : place;
}

// A list of other files or of addresses, which some formats are, is not followed.
static int refuse(AVFormatContext *file, AVIOContext **io, const char *url, int flags,
                  AVDictionary **options)
{
    (void)file, (void)io, (void)url, (void)flags, (void)options;
    return AVERROR(EACCES);
}

// libavformat never learns the file's name, which it might take for an address, nor may it open
// anything by any protocol.
static bool open_file(Clip *clip, const char *path)
{
    clip->handle = open(path, O_RDONLY | O_CLOEXEC);
    uint8_t *buffer = clip->handle >= 0 ? av_malloc(BUFFER_BYTES) : NULL;
    if (!buffer) return false;
    bool seekable = lseek(clip->handle, 0, SEEK_CUR) >= 0;
    clip->io =
        avio_alloc_context(buffer, BUFFER_BYTES, 0, clip, read_bytes, NULL, seekable ? seek : NULL);
    clip->file = avformat_alloc_context();
    if (!clip->io) av_free(buffer);
    AVDictionary *options = NULL;
    if (!clip->io || !clip->file || av_dict_set(&options, "protocol_whitelist", "none", 0) < 0)
        return false;
    clip->file->pb = clip->io;
    clip->file->io_open = refuse;
    bool opened = avformat_open_input(&clip->file, "", NULL, &options) == 0;
    av_dict_free(&options);
    return opened && avformat_find_stream_info(clip->file, NULL) >= 0;
}

static void close_file(Clip *clip)
{
    avformat_close_input(&clip->file);
    if (clip->io) av_freep(&clip->io->buffer);
    avio_context_free(&clip->io);
    if (clip->handle >= 0) close(clip->handle);
}

static bool open_decoder(Clip *clip)
{
    for (unsigned i = 0; i < clip->file->nb_streams && !clip->stream; i++)
        if (clip->file->streams[i]->codecpar->codec_type == AVMEDIA_TYPE_VIDEO)
            clip->stream = clip->file->streams[i];
    if (!clip->stream) return false;
    const AVCodec *codec = avcodec_find_decoder(clip->stream->codecpar->codec_id);
    clip->decoder = codec ? avcodec_alloc_context3(codec) : NULL;
    if (!clip->decoder) return false;
    clip->decoder->thread_count = 2;  // what is made of damage depends on it, not on the machine
    clip->decoder->pkt_timebase = clip->stream->time_base;
    return avcodec_parameters_to_context(clip->decoder, clip->stream->codecpar) >= 0 &&
           avcodec_open2(clip->decoder, codec, NULL) == 0;
}

Clip *clip_open(const char *path)
{
    av_log_set_level(AV_LOG_QUIET);
    Clip *clip = calloc(1, sizeof *clip);
    if (!clip) return NULL;
    clip->handle = -1;
    clip->packet = av_packet_alloc();
    clip->frame = av_frame_alloc();
    if (clip->packet && clip->frame && open_file(clip, path) && open_decoder(clip)) return clip;
    clip_close(clip);
    return NULL;
}

// --- what it says of itself ---

double clip_fps(const Clip *clip)
{
    AVRational rate = clip->stream->avg_frame_rate;
    if (rate.num <= 0 || rate.den <= 0) rate = av_guess_frame_rate(clip->file, clip->stream, NULL);
    return rate.num > 0 && rate.den > 0 ? av_q2d(rate) : 0;
}

int64_t clip_length_us(const Clip *clip)
{
    const AVStream *stream = clip->stream;
    if (stream->duration > 0)
        return av_rescale_q(stream->duration, stream->time_base, AV_TIME_BASE_Q);
    // The file's length is that of its longest stream, which may be the sound's.
    return clip->file->nb_streams == 1 && clip->file->duration > 0 ? clip->file->duration : 0;
}

// A film that was trimmed without coding it anew still holds what is not to be shown.
static int64_t frames_shown(const Clip *clip)
{
    int64_t shown = 0, count = avformat_index_get_entries_count(clip->stream);
    bool listed = strstr(clip->file->iformat->name, "mov") && count > 0;
    for (int i = 0; listed && i < count; i++)
        shown += !(avformat_index_get_entry(clip->stream, i)->flags & AVINDEX_DISCARD_FRAME);
    return listed ? shown : clip->stream->nb_frames;
}

int64_t clip_frames(const Clip *clip)
{
    if (clip->stream->nb_frames > 0) return frames_shown(clip);
    double frames = floor((double)clip_length_us(clip) * 1e-6 * clip_fps(clip) + 0.5);
    return frames < 1e15 ? (int64_t)frames : 0;
}

// --- reading ---

static const int32_t *matrix_of_stream(const AVStream *stream)
{
#if LIBAVFORMAT_VERSION_MAJOR >= 61
    const AVPacketSideData *side =
        av_packet_side_data_get(stream->codecpar->coded_side_data,
                                stream->codecpar->nb_coded_side_data, AV_PKT_DATA_DISPLAYMATRIX);
    return side ? (const int32_t *)side->data : NULL;
#else
    return (const int32_t *)av_stream_get_side_data(stream, AV_PKT_DATA_DISPLAYMATRIX, NULL);
#endif
}

// Quarter turns and mirror images alone; a camera that was held askew is left askew. The matrix
// takes x to a x + c y, and y to b x + d y.
static int orientation_of(const Clip *clip)
{
    const AVFrameSideData *side = av_frame_get_side_data(clip->frame, AV_FRAME_DATA_DISPLAYMATRIX);
    const int32_t *m = side ? (const int32_t *)side->data : matrix_of_stream(clip->stream);
    if (!m) return EXIF_UPRIGHT;
    double a = m[0], b = m[1], c = m[3], d = m[4];
    if (fabs(b) <= ASKEW * fabs(a) && fabs(c) <= ASKEW * fabs(d))
        return a > 0   ? (d > 0 ? EXIF_UPRIGHT : EXIF_FLIPPED)
               : d > 0 ? EXIF_MIRRORED
                       : EXIF_HALF_TURN;
    if (fabs(a) <= ASKEW * fabs(b) && fabs(d) <= ASKEW * fabs(c))
        return b > 0   ? (c > 0 ? EXIF_TRANSPOSED : EXIF_CLOCKWISE)
               : c > 0 ? EXIF_COUNTER
                       : EXIF_TRANSVERSED;
    return EXIF_UPRIGHT;
}

// Hands the decoder the clip's next packet, or the word that there is none any more. False: that
// was said already, or nothing of the clip comes.
static bool feed(Clip *clip)
{
    if (clip->drained) return false;
    for (int i = 0; i < READS_MAX; i++) {
        av_packet_unref(clip->packet);
        if (av_read_frame(clip->file, clip->packet) < 0) {
            clip->drained = true;
            return avcodec_send_packet(clip->decoder, NULL) == 0;
        }
        if (clip->packet->stream_index != clip->stream->index) continue;
        (void)avcodec_send_packet(clip->decoder, clip->packet);  // damage is passed over
        return true;
    }
    return false;
}

static bool fill(Clip *clip, ClipFrame *frame)
{
    AVRational aspect = av_guess_sample_aspect_ratio(clip->file, clip->stream, clip->frame);
    int64_t stamp = clip->frame->best_effort_timestamp;
    *frame = (ClipFrame){ .orientation = orientation_of(clip), .stamp_us = CLIP_NO_STAMP };
    if (stamp != AV_NOPTS_VALUE)
        frame->stamp_us = av_rescale_q(stamp, clip->stream->time_base, AV_TIME_BASE_Q);
    return bgr_of_frame(&clip->bgr, clip->frame, aspect, &frame->image);
}

bool clip_read(Clip *clip, ClipFrame *frame)
{
    for (int i = 0; i < DAMAGED_MAX; i++) {
        if (avcodec_receive_frame(clip->decoder, clip->frame) == 0) return fill(clip, frame);
        if (!feed(clip)) return false;
    }
    return false;
}

void clip_close(Clip *clip)
{
    if (!clip) return;
    bgr_free(&clip->bgr);
    av_packet_free(&clip->packet);
    av_frame_free(&clip->frame);
    avcodec_free_context(&clip->decoder);
    close_file(clip);
    free(clip);
}
