// SPDX-License-Identifier: MIT
// clip.c: clips, through libavformat and libavcodec.
#include "film/bgr.h"
#include "film/film_parts.h"

#include <libavcodec/avcodec.h>
#include <libavformat/avformat.h>
#include <libavutil/display.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#define DAMAGED_MAX 512   // packets in a row without a frame
#define READS_MAX   4096  // packets in a row of other streams

struct Clip {
    AVFormatContext *file;
    AVStream *stream;
    AVCodecContext *decoder;
    AVPacket *packet;
    AVFrame *frame;
    int turn;      // degrees clockwise
    bool drained;  // the file has ended, the decoder is told
    Bgr bgr;
};

// --- opening ---

static bool open_file(Clip *clip, const char *path)
{
    // A list of other files or of addresses, which some formats are, is not followed.
    AVDictionary *options = NULL;
    if (av_dict_set(&options, "protocol_whitelist", "file", 0) < 0) return false;
    char *url = NULL;
    bool opened = asprintf(&url, "file:%s", path) > 0 &&
                  avformat_open_input(&clip->file, url, NULL, &options) == 0;
    free(url);
    av_dict_free(&options);
    return opened && avformat_find_stream_info(clip->file, NULL) >= 0;
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
    return avcodec_parameters_to_context(clip->decoder, clip->stream->codecpar) >= 0 &&
           avcodec_open2(clip->decoder, codec, NULL) == 0;
}

static const int32_t *display_matrix(const AVStream *stream)
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

// Quarter turns alone; a camera that was held askew is left askew.
static int turn_of(const AVStream *stream)
{
    const int32_t *matrix = display_matrix(stream);
    double degrees = matrix ? -av_display_rotation_get(matrix) : 0;  // clockwise
    if (isnan(degrees)) return 0;
    int turn = (int)lround(degrees < 0 ? degrees + 360 : degrees) % 360;
    return turn % 90 == 0 ? turn : 0;
}

Clip *clip_open(const char *path)
{
    av_log_set_level(AV_LOG_QUIET);
    Clip *clip = calloc(1, sizeof *clip);
    if (!clip) return NULL;
    clip->packet = av_packet_alloc();
    clip->frame = av_frame_alloc();
    if (clip->packet && clip->frame && open_file(clip, path) && open_decoder(clip)) {
        clip->turn = turn_of(clip->stream);
        return clip;
    }
    clip_close(clip);
    return NULL;
}

double clip_fps(const Clip *clip)
{
    AVRational rate = clip->stream->avg_frame_rate;
    if (rate.num <= 0 || rate.den <= 0) rate = av_guess_frame_rate(clip->file, clip->stream, NULL);
    return rate.num > 0 && rate.den > 0 ? av_q2d(rate) : 0;
}

int64_t clip_frames(const Clip *clip)
{
    if (clip->stream->nb_frames > 0) return clip->stream->nb_frames;
    double seconds = 0;
    if (clip->file->duration > 0)
        seconds = (double)clip->file->duration / AV_TIME_BASE;
    else if (clip->stream->duration > 0)
        seconds = (double)clip->stream->duration * av_q2d(clip->stream->time_base);
    double frames = floor(seconds * clip_fps(clip) + 0.5);
    return frames < 1e15 ? (int64_t)frames : 0;
}

int clip_turn(const Clip *clip)
{
    return clip->turn;
}

// --- reading ---

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

bool clip_read(Clip *clip, Image *image)
{
    for (int i = 0; i < DAMAGED_MAX; i++) {
        if (avcodec_receive_frame(clip->decoder, clip->frame) == 0)
            return bgr_of_frame(&clip->bgr, clip->frame, image);
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
    avformat_close_input(&clip->file);
    free(clip);
}
