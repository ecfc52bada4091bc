// SPDX-License-Identifier: MIT
// picture_file.c: JPEG through libturbojpeg, which cameras send thirty times a second; the others
// through libavcodec.
#include "vision/picture_file.h"

#include "vision/bgr.h"
#include "vision/exif.h"
#include "vision/upright.h"
#include <libavcodec/avcodec.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <turbojpeg.h>

struct PictureFile {
    tjhandle jpeg;
    uint8_t *bgr;  // of a JPEG
    size_t capacity;
    Bgr other;
    Upright upright;
};

PictureFile *picture_file_open(void)
{
    av_log_set_level(AV_LOG_QUIET);
    PictureFile *file = calloc(1, sizeof *file);
    if (!file) return NULL;
    file->jpeg = tjInitDecompress();
    if (file->jpeg) return file;
    free(file);
    return NULL;
}

// Only these are handed to the libraries, whatever else they could read.
static enum AVCodecID kind_of(const uint8_t *bytes, size_t size)
{
    static const struct {
        const char *start;
        enum AVCodecID kind;
    } kinds[] = {
        { "\xFF\xD8\xFF", AV_CODEC_ID_MJPEG },
        { "\x89PNG\r\n", AV_CODEC_ID_PNG },
        { "BM", AV_CODEC_ID_BMP },
        { "P3", AV_CODEC_ID_PPM },
        { "P5", AV_CODEC_ID_PGM },
        { "P6", AV_CODEC_ID_PPM },
        { "II*", AV_CODEC_ID_TIFF },
        { "MM", AV_CODEC_ID_TIFF },
    };
    for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++) {
        size_t length = strlen(kinds[i].start);
        if (size >= length && memcmp(bytes, kinds[i].start, length) == 0) return kinds[i].kind;
    }
    bool webp = size >= 12 && !memcmp(bytes, "RIFF", 4) && !memcmp(bytes + 8, "WEBP", 4);
    return webp ? AV_CODEC_ID_WEBP : AV_CODEC_ID_NONE;
}

bool picture_file_begins_like_one(const uint8_t *bytes, size_t size)
{
    return kind_of(bytes, size) != AV_CODEC_ID_NONE;
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

static bool decode_other(PictureFile *file, enum AVCodecID kind, const uint8_t *bytes, size_t size,
                         Image *image)
{
    const AVCodec *codec = avcodec_find_decoder(kind);
    AVCodecContext *decoder = codec ? avcodec_alloc_context3(codec) : NULL;
    AVFrame *frame = av_frame_alloc();
    bool decoded = false;
    if (decoder && frame) {
        decoder->thread_count = 1;
        decoded = avcodec_open2(decoder, codec, NULL) == 0 &&
                  decode_packet(decoder, bytes, size, frame) &&
                  bgr_of_frame(&file->other, frame, image);
    }
    av_frame_free(&frame);
    avcodec_free_context(&decoder);
    return decoded;
}

static bool decode_jpeg(PictureFile *file, const uint8_t *bytes, size_t size, Image *image)
{
    int width = 0, height = 0, subsampling, space;
    if (tjDecompressHeader3(file->jpeg, bytes, size, &width, &height, &subsampling, &space) != 0 ||
        width <= 0 || height <= 0)
        return false;
    if (space == TJCS_CMYK || space == TJCS_YCCK)  // of a printer's four inks it makes no B, G, R
        return decode_other(file, AV_CODEC_ID_MJPEG, bytes, size, image);
    size_t needed = (size_t)width * (size_t)height * 3;
    if (needed > file->capacity) {
        uint8_t *bgr = realloc(file->bgr, needed);
        if (!bgr) return false;
        file->bgr = bgr;
        file->capacity = needed;
    }
    *image = (Image){ width, height, 3 * width, file->bgr };
    return tjDecompress2(file->jpeg, bytes, size, file->bgr, width, 3 * width, height, TJPF_BGR,
                         0) == 0 ||
           tjGetErrorCode(file->jpeg) == TJERR_WARNING;
}

bool picture_file_decode(PictureFile *file, const uint8_t *bytes, size_t size, bool upright,
                         Image *image)
{
    enum AVCodecID kind = kind_of(bytes, size);
    if (kind == AV_CODEC_ID_TIFF && exif_tiff_holds_jpeg(bytes, size)) return false;  // comes black
    if (kind == AV_CODEC_ID_NONE || size > INT_MAX - AV_INPUT_BUFFER_PADDING_SIZE) return false;
    if (!(kind == AV_CODEC_ID_MJPEG ? decode_jpeg(file, bytes, size, image)
                                    : decode_other(file, kind, bytes, size, image)))
        return false;
    return !upright || upright_turn(&file->upright, exif_orientation(bytes, size), image);
}

void picture_file_close(PictureFile *file)
{
    if (!file) return;
    tjDestroy(file->jpeg);
    free(file->bgr);
    bgr_free(&file->other);
    upright_free(&file->upright);
    free(file);
}
