// SPDX-License-Identifier: MIT
// still.c: pictures, through libavcodec.
#include "film/bgr.h"
#include "film/film_parts.h"

#include <libavcodec/avcodec.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>

struct Still {
    Bgr bgr;
};

Still *still_open(void)
{
    av_log_set_level(AV_LOG_QUIET);
    return calloc(1, sizeof(Still));
}

// The whole file is one packet.
static bool decode_packet(AVCodecContext *decoder, const uint8_t *bytes, size_t size,
                          AVFrame *frame)
{
    AVPacket *packet = av_packet_alloc();
    bool decoded = packet && av_new_packet(packet, (int)size) == 0;
    if (decoded) {
        memcpy(packet->data, bytes, size);
        decoded =
            avcodec_send_packet(decoder, packet) == 0 && avcodec_receive_frame(decoder, frame) == 0;
    }
    av_packet_free(&packet);
    return decoded;
}

bool still_read(Still *still, StillKind kind, const uint8_t *bytes, size_t size, Image *image)
{
    static const enum AVCodecID codecs[STILL_KINDS] = {
        [STILL_JPEG] = AV_CODEC_ID_MJPEG, [STILL_PNG] = AV_CODEC_ID_PNG,
        [STILL_BMP] = AV_CODEC_ID_BMP,    [STILL_PPM] = AV_CODEC_ID_PPM,
        [STILL_TIFF] = AV_CODEC_ID_TIFF,  [STILL_WEBP] = AV_CODEC_ID_WEBP,
    };
    if ((unsigned)kind >= STILL_KINDS || size == 0 || size > INT_MAX - AV_INPUT_BUFFER_PADDING_SIZE)
        return false;
    const AVCodec *codec = avcodec_find_decoder(codecs[kind]);
    AVCodecContext *decoder = codec ? avcodec_alloc_context3(codec) : NULL;
    AVFrame *frame = av_frame_alloc();
    bool read = false;
    if (decoder && frame) {
        decoder->thread_count = 1;
        read = avcodec_open2(decoder, codec, NULL) == 0 &&
               decode_packet(decoder, bytes, size, frame) &&
               bgr_of_frame(&still->bgr, frame, frame->sample_aspect_ratio, image);
    }
    av_frame_free(&frame);
    avcodec_free_context(&decoder);
    return read;
}

void still_close(Still *still)
{
    if (still) bgr_free(&still->bgr);
    free(still);
}
