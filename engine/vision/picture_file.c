// SPDX-License-Identifier: MIT
// picture_file.c: JPEG through libturbojpeg, which cameras send thirty times a second; the others
// through the module that reads film.
#include "vision/picture_file.h"

#include "vision/exif.h"
#include "vision/film.h"
#include "vision/upright.h"
#include <stdlib.h>
#include <string.h>
#include <turbojpeg.h>

struct PictureFile {
    tjhandle jpeg;
    uint8_t *bgr;  // of a JPEG
    size_t capacity;
    const Film *film;  // NULL: nothing but JPEG has come yet
    Still *still;
    Upright upright;
};

PictureFile *picture_file_open(void)
{
    PictureFile *file = calloc(1, sizeof *file);
    if (!file) return NULL;
    file->jpeg = tjInitDecompress();
    if (file->jpeg) return file;
    free(file);
    return NULL;
}

// Only these are handed to the libraries, whatever else they could read.
static StillKind kind_of(const uint8_t *bytes, size_t size)
{
    static const struct {
        const char *start;
        StillKind kind;
    } kinds[] = {
        { "\xFF\xD8\xFF", STILL_JPEG },
        { "\x89PNG\r\n", STILL_PNG },
        { "BM", STILL_BMP },
        { "P3", STILL_PPM },
        { "P5", STILL_PPM },
        { "P6", STILL_PPM },
        { "II*", STILL_TIFF },
        { "MM", STILL_TIFF },
    };
    for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++) {
        size_t length = strlen(kinds[i].start);
        if (size >= length && memcmp(bytes, kinds[i].start, length) == 0) return kinds[i].kind;
    }
    bool webp = size >= 12 && !memcmp(bytes, "RIFF", 4) && !memcmp(bytes + 8, "WEBP", 4);
    return webp ? STILL_WEBP : STILL_NONE;
}

bool picture_file_begins_like_one(const uint8_t *bytes, size_t size)
{
    return kind_of(bytes, size) != STILL_NONE;
}

static Result need_film(PictureFile *file)
{
    Result result = file->film ? RESULT_OK : film_load(&file->film);
    if (result || file->still) return result;
    file->still = file->film->still_open();
    return file->still ? RESULT_OK
                       : fail(RESULT_FULL, "no memory for pictures: close other programs");
}

Result picture_file_prepare(PictureFile *file, const uint8_t *bytes, size_t size)
{
    StillKind kind = kind_of(bytes, size);
    return kind == STILL_NONE || kind == STILL_JPEG ? RESULT_OK : need_film(file);
}

static bool decode_other(PictureFile *file, StillKind kind, const uint8_t *bytes, size_t size,
                         Image *image)
{
    if (kind == STILL_TIFF && exif_tiff_holds_jpeg(bytes, size)) return false;  // comes black
    return need_film(file) == RESULT_OK &&
           file->film->still_read(file->still, kind, bytes, size, image);
}

static bool decode_jpeg(PictureFile *file, const uint8_t *bytes, size_t size, bool stretched,
                        Image *image)
{
    int width = 0, height = 0, subsampling, space;
    if (tjDecompressHeader3(file->jpeg, bytes, size, &width, &height, &subsampling, &space) != 0 ||
        width <= 0 || height <= 0)
        return false;
    // Of a printer's four inks it makes no B, G, R; and it stretches nothing.
    if (space == TJCS_CMYK || space == TJCS_YCCK || stretched)
        return decode_other(file, STILL_JPEG, bytes, size, image);
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
    StillKind kind = kind_of(bytes, size);
    if (kind == STILL_NONE) return false;
    bool jpeg_file = kind == STILL_JPEG && upright;
    if (jpeg_file && !exif_jpeg_is_whole(bytes, size)) return false;
    bool stretched = jpeg_file && exif_jpeg_is_stretched(bytes, size);
    if (!(kind == STILL_JPEG ? decode_jpeg(file, bytes, size, stretched, image)
                             : decode_other(file, kind, bytes, size, image)))
        return false;
    return !upright || upright_turn(&file->upright, exif_orientation(bytes, size), image);
}

void picture_file_close(PictureFile *file)
{
    if (!file) return;
    tjDestroy(file->jpeg);
    free(file->bgr);
    if (file->film) file->film->still_close(file->still);
    upright_free(&file->upright);
    free(file);
}
