// SPDX-License-Identifier: MIT
// test_vision_files.c: pictures of every kind come out with the very pixels that were written,
// upright by their own mark, with square pixels, and whole or not at all.
#include "test.h"
#include "vision/exif.h"
#include "vision/picture_file.h"

#include "fake_device.h"
#include <stdio.h>
#include <string.h>

enum { WIDTH = 24, HEIGHT = 18 };

typedef struct File {
    uint8_t bytes[65536];
    size_t size;
} File;

static void put(File *file, const void *bytes, size_t size)
{
    assert_at_most(file->size + size, sizeof file->bytes);
    memcpy(file->bytes + file->size, bytes, size);
    file->size += size;
}

// `length` bytes, the least first or last.
static void number(File *file, uint32_t value, int length, bool little)
{
    for (int i = 0; i < length; i++) {
        uint8_t byte = (uint8_t)(value >> 8 * (little ? i : length - 1 - i));
        put(file, &byte, 1);
    }
}

// A picture in which no two pixels are alike.
static uint8_t value(int x, int y, int part)
{
    return (uint8_t)(part == 0 ? 10 * x : part == 1 ? 14 * y : 7 * x + 3 * y);
}

// A directory's entry: places and lengths (273, 279) are long; of three numbers `what` is the
// place.
static void tag(File *file, bool little, int name, int count, uint32_t what)
{
    bool longer = name == 273 || name == 279;
    number(file, (uint32_t)name, 2, little);
    number(file, longer ? 4 : 3, 2, little);
    number(file, (uint32_t)count, 4, little);
    number(file, what, longer || count > 1 ? 4 : 2, little);
    if (!longer && count == 1) number(file, 0, 2, little);
}

// R, G, B without compression, of either byte order.
static void make_tiff(File *file, bool little, int orientation)
{
    file->size = 0;
    put(file, little ? "II" : "MM", 2);
    number(file, 42, 2, little);
    number(file, 8, 4, little);
    number(file, 10, 2, little);
    const uint32_t bits = 8 + 2 + 10 * 12 + 4, pixels = bits + 6;
    tag(file, little, 256, 1, WIDTH);
    tag(file, little, 257, 1, HEIGHT);
    tag(file, little, 258, 3, bits);
    tag(file, little, 259, 1, 1);  // no compression
    tag(file, little, 262, 1, 2);  // R, G, B
    tag(file, little, 273, 1, pixels);
    tag(file, little, 274, 1, (uint32_t)orientation);
    tag(file, little, 277, 1, 3);
    tag(file, little, 278, 1, HEIGHT);
    tag(file, little, 279, 1, WIDTH * HEIGHT * 3);
    number(file, 0, 4, little);
    for (int i = 0; i < 3; i++) number(file, 8, 2, little);
    for (int y = 0; y < HEIGHT; y++)
        for (int x = 0; x < WIDTH; x++)
            for (int part = 0; part < 3; part++) number(file, value(x, y, part), 1, little);
}

// Where the pixel that is seen at x, y was stored, by EXIF's words for each orientation.
static void stored_at(int orientation, int *x, int *y)
{
    const int left = *x, top = *y, right = WIDTH - 1, bottom = HEIGHT - 1;
    switch (orientation) {
    case 2: *x = right - left; break;                     // mirrored
    case 3: *x = right - left, *y = bottom - top; break;  // half a turn
    case 4: *y = bottom - top; break;                     // mirrored, half a turn
    case 5: *x = top, *y = left; break;                   // rows are columns
    case 6: *x = top, *y = bottom - left; break;          // lies on its left side
    case 7: *x = right - top, *y = bottom - left; break;  // mirrored, on its left side
    case 8: *x = right - top, *y = left; break;           // lies on its right side
    default: break;
    }
}

static void every_orientation_comes_upright(void **state)
{
    (void)state;
    static File file;
    PictureFile *decoder = picture_file_open();
    assert_non_null(decoder);
    for (int orientation = 0; orientation <= 9; orientation++) {
        make_tiff(&file, orientation % 2, orientation);
        int known = orientation >= 1 && orientation <= 8 ? orientation : EXIF_UPRIGHT;
        assert_int_equal(exif_orientation(file.bytes, file.size), known);
        for (int upright = 0; upright <= 1; upright++) {
            Image image;
            assert_true(picture_file_decode(decoder, file.bytes, file.size, upright, &image));
            bool turned = upright && known >= 5;
            assert_int_equal(image.width, turned ? HEIGHT : WIDTH);
            assert_int_equal(image.height, turned ? WIDTH : HEIGHT);
            for (int i = 0; i < WIDTH * HEIGHT; i++) {
                int x = i % image.width, y = i / image.width;
                const uint8_t *pixel = image.bgr + y * image.stride + 3 * x;
                if (upright) stored_at(known, &x, &y);
                for (int part = 0; part < 3; part++)
                    assert_int_equal(pixel[2 - part], value(x, y, part));
            }
        }
    }
    picture_file_close(decoder);
}

static void a_photograph_is_turned_and_a_cameras_picture_is_not(void **state)
{
    (void)state;
    static File file;
    static const uint8_t mark[] = { 0xFF, 0xE1, 0, 34, 'E', 'x', 'i', 'f', 0, 0,    'M', 'M',
                                    0,    42,   0, 0,  0,   8,   0,   1,   1, 0x12, 0,   3,
                                    0,    0,    0, 1,  0,   6,   0,   0,   0, 0,    0,   0 };
    static uint8_t jpeg[65536];
    size_t size = fake_jpeg(jpeg, 64, 48, 120);
    file.size = 0;
    put(&file, jpeg, 2);
    put(&file, mark, sizeof mark);
    put(&file, jpeg + 2, size - 2);
    assert_int_equal(exif_orientation(file.bytes, file.size), EXIF_CLOCKWISE);
    PictureFile *decoder = picture_file_open();
    Image image;
    assert_true(picture_file_decode(decoder, file.bytes, file.size, false, &image));
    assert_int_equal(image.width, 64);
    assert_true(picture_file_decode(decoder, file.bytes, file.size, true, &image));
    assert_int_equal(image.width, 48);
    assert_int_equal(image.height, 64);
    assert_in_range(image.bgr[0], 119, 121);
    picture_file_close(decoder);
}

static void head(File *file, const char *text)
{
    file->size = 0;
    put(file, text, strlen(text));
}

static void assert_pixel(const File *file, int x, int y, int b, int g, int r)
{
    PictureFile *decoder = picture_file_open();
    Image image;
    assert_true(picture_file_decode(decoder, file->bytes, file->size, true, &image));
    const uint8_t *pixel = image.bgr + y * image.stride + 3 * x;
    assert_int_equal(pixel[0], b);
    assert_int_equal(pixel[1], g);
    assert_int_equal(pixel[2], r);
    picture_file_close(decoder);
}

// Grey, deep and indexed colours lose nothing on their way.
static void no_kind_of_colour_is_changed(void **state)
{
    (void)state;
    static File file;
    head(&file, "P5 16 16 255\n");
    for (int i = 0; i < 256; i++) number(&file, (uint32_t)i, 1, false);
    for (int i = 0; i < 256; i++) assert_pixel(&file, i % 16, i / 16, i, i, i);
    head(&file, "P5 16 16 65535\n");
    for (uint32_t i = 0; i < 256; i++) number(&file, i << 8 | (255 - i), 2, false);
    assert_pixel(&file, 3, 9, 147, 147, 147);
    head(&file, "P6 16 16 65535\n");
    for (uint32_t i = 0; i < 3 * 256; i++) number(&file, (i % 251) << 8 | 0xFF, 2, false);
    assert_pixel(&file, 5, 0, 17, 16, 15);
    head(&file, "P3\n# plain\n16 16\n255\n");
    for (int i = 0; i < 256; i++) put(&file, "1 22 133\n", 9);
    assert_pixel(&file, 15, 15, 133, 22, 1);
    // A BMP of 256 colours: colour i is i, 255 - i, i ^ 85; its rows go up.
    head(&file, "BM");
    static const uint32_t fields[] = {
        54 + 1024 + 256, 0, 54 + 1024, 40, 16, 16, 1 | 8 << 16, 0, 256, 2835, 2835, 256, 0
    };
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++) number(&file, fields[i], 4, true);
    for (uint32_t i = 0; i < 256; i++) number(&file, i | (255 - i) << 8 | (i ^ 85) << 16, 4, true);
    for (uint32_t i = 0; i < 256; i++) number(&file, i, 1, true);
    assert_pixel(&file, 2, 0, 242, 13, 242 ^ 85);
}

// A stranger's bytes end in a picture or in an error, within their own bounds.
static void damaged_files_are_refused_or_read(void **state)
{
    (void)state;
    static File file;
    PictureFile *decoder = picture_file_open();
    Rng rng = rng_seed(7);
    Image image;
    for (int i = 0; i < 400; i++) {
        make_tiff(&file, i % 2, 1 + i % 8);
        for (int k = 0; k < 3; k++)
            file.bytes[rng_below(&rng, 160)] = (uint8_t)rng_below(&rng, 256);
        size_t size = (size_t)rng_below(&rng, (int)file.size);
        uint8_t *exact = malloc(size + 1);  // a sanitizer sees one byte too far
        memcpy(exact, file.bytes, size);
        assert_in_range(exif_orientation(exact, size), 1, 8);
        if (picture_file_decode(decoder, exact, size, true, &image)) assert_above(image.width, 0);
        free(exact);
    }
    assert_false(picture_file_decode(decoder, (const uint8_t *)"MM", 2, true, &image));
    assert_false(picture_file_decode(decoder, NULL, 0, true, &image));
    picture_file_close(decoder);
}

// A JPEG of one colour, cut to its first `size` bytes.
static bool is_read(PictureFile *decoder, const uint8_t *jpeg, size_t size, bool upright)
{
    Image image;
    uint8_t *exact = malloc(size + 1);
    memcpy(exact, jpeg, size);
    bool read = picture_file_decode(decoder, exact, size, upright, &image);
    free(exact);
    return read;
}

static void half_a_picture_is_none(void **state)
{
    (void)state;
    static uint8_t jpeg[65536];
    static File file;
    size_t size = fake_jpeg(jpeg, 64, 48, 120);
    PictureFile *decoder = picture_file_open();
    assert_true(is_read(decoder, jpeg, size, true));
    memcpy(jpeg + size, "and more that some phones put behind it", 39);
    assert_true(is_read(decoder, jpeg, size + 39, true));
    for (size_t cut = 1; cut < size; cut += 7) assert_false(is_read(decoder, jpeg, cut, true));
    memset(jpeg + size / 2, 0, size / 2);  // as long as ever, the rest never came
    assert_false(is_read(decoder, jpeg, size, true));
    static const char *const heads[] = { "P6 64 48 255\n", "P5 64 48 255\n" };
    for (int i = 0; i < 2; i++) {
        head(&file, heads[i]);
        size_t start = file.size, whole = (size_t)(i ? 1 : 3) * 64 * 48;
        for (size_t k = 0; k < whole; k++) number(&file, 7, 1, true);
        assert_true(is_read(decoder, file.bytes, file.size, true));
        assert_false(is_read(decoder, file.bytes, start + whole / 2, true));
    }
    make_tiff(&file, true, 1);
    assert_true(is_read(decoder, file.bytes, file.size, true));
    assert_false(is_read(decoder, file.bytes, file.size / 2, true));
    picture_file_close(decoder);
}

// As ffmpeg numbers the pictures of a clip whose pixels are not square.
static void a_pictures_pixels_become_square(void **state)
{
    (void)state;
    static uint8_t plain[65536];
    static const uint8_t jfif[18] = { 0xFF, 0xE0, 0, 16, 'J', 'F', 'I', 'F', 0, 1, 2 };
    size_t size = fake_jpeg(plain, 64, 48, 120) + sizeof jfif;
    uint8_t *jpeg = malloc(size);
    memcpy(jpeg, plain, 2);
    memcpy(jpeg + 2, jfif, sizeof jfif);
    memcpy(jpeg + 2 + sizeof jfif, plain + 2, size - 2 - sizeof jfif);
    PictureFile *decoder = picture_file_open();
    static const uint8_t densities[][5] = {
        { 0, 0, 4, 0, 2 }, { 0, 0, 1, 0, 2 }, { 0, 0, 1, 0, 1 }, { 1, 0, 204, 0, 98 }
    };
    static const int sizes[][2] = { { 128, 48 }, { 64, 96 }, { 64, 48 }, { 64, 48 } };
    for (int i = 0; i < 4; i++) {
        // A pixel's width and height; or a printer's dots to an inch.
        memcpy(jpeg + 13, densities[i], 5);
        Image image;
        assert_true(picture_file_decode(decoder, jpeg, size, true, &image));
        assert_int_equal(image.width, sizes[i][0]);
        assert_int_equal(image.height, sizes[i][1]);
        assert_in_range(image.bgr[0], 118, 122);
        assert_true(picture_file_decode(decoder, jpeg, size, false, &image));  // a camera's
        assert_int_equal(image.width, 64);
        assert_int_equal(image.height, 48);
    }
    free(jpeg);
    picture_file_close(decoder);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_orientation_comes_upright),
        cmocka_unit_test(a_photograph_is_turned_and_a_cameras_picture_is_not),
        cmocka_unit_test(no_kind_of_colour_is_changed),
        cmocka_unit_test(damaged_files_are_refused_or_read),
        cmocka_unit_test(half_a_picture_is_none),
        cmocka_unit_test(a_pictures_pixels_become_square),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
