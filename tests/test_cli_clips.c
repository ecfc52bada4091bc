// SPDX-License-Identifier: MIT
// test_cli_clips.c: `tiptoe track` says what it knows of a clip or a row of pictures that is not
// whole, and keeps what came before.
#include "program.h"

#include "clip_writer.h"
#include <unistd.h>

static int setup(void **state)
{
    (void)state;
    return make_folder();
}

static uint8_t noise(int frame, int x, int y)
{
    return (uint8_t)(x * x * 31 + y * y * 17 + 7 * frame);
}

static const char *in_folder(const char *name)
{
    static char path[256];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    return path;
}

static void write_clip(const char *path, int frames)
{
    ClipWriter w = { .path = path,
                     .format = "matroska",
                     .codec = AV_CODEC_ID_MJPEG,
                     .width = 160,
                     .height = 120,
                     .luma = noise };
    clip_begin(&w);
    for (int k = 0; k < frames; k++) clip_add(&w, 40 * k);
    clip_end(&w);
}

static int lines_of(const char *path)
{
    int lines = 0;
    FILE *file = fopen(path, "r");
    assert_non_null(file);
    for (int c = fgetc(file); c != EOF; c = fgetc(file)) lines += c == '\n';
    fclose(file);
    return lines;
}

static void what_breaks_off_is_told_and_kept(void **state)
{
    (void)state;
    need_tracking();
    write_clip(in_folder("whole.mkv"), 20);
    assert_int_equal(
        tiptoe("track --model lite --camera %s/whole.mkv --json %s/whole.jsonl", folder, folder),
        0);
    assert_null(strstr(output, "tiptoe track:"));
    assert_int_equal(lines_of(in_folder("whole.jsonl")), 20);
    assert_int_equal(
        shell("cd %s && head -c $(($(stat -c %%s whole.mkv) / 2)) whole.mkv >half.mkv", folder), 0);
    assert_int_equal(
        tiptoe("track --model lite --camera %s/half.mkv --json %s/half.jsonl", folder, folder), 65);
    assert_non_null(strstr(output, "the clip breaks off after"));
    assert_in_range(lines_of(in_folder("half.jsonl")), 7, 12);
}

static void a_row_tells_of_its_gap_and_its_damage(void **state)
{
    (void)state;
    need_tracking();
    for (int k = 1; k <= 5; k++) {
        char name[32];
        snprintf(name, sizeof name, "p%d.ppm", k < 5 ? k : 7);
        FILE *file = fopen(in_folder(name), "wb");
        assert_non_null(file);
        fprintf(file, "P6 64 48 255\n");
        for (int i = 0; k != 2 && i < 64 * 48 * 3; i++) fputc(i, file);
        fclose(file);
    }
    int status =
        tiptoe("track --model lite --camera '%s/p%%d.ppm' --json %s/row.jsonl", folder, folder);
    assert_int_equal(status, 65);
    assert_non_null(strstr(output, "p2.ppm is not a picture, or it is damaged"));
    assert_non_null(strstr(output, "before number 5, and goes on at 7"));
    assert_int_equal(lines_of(in_folder("row.jsonl")), 3);
}

// A play goes over what is damaged, and says so once.
static void a_fast_play_tells_what_it_passed_over(void **state)
{
    (void)state;
    need_tracking();
    for (int k = 1; k <= 6; k++) {
        char name[32];
        snprintf(name, sizeof name, "q%d.ppm", k);
        FILE *file = fopen(in_folder(name), "wb");
        assert_non_null(file);
        fprintf(file, "P6 64 48 255\n");
        for (int i = 0; k != 2 && k != 4 && i < 64 * 48 * 3; i++) fputc(i, file);
        fclose(file);
    }
    assert_int_equal(tiptoe("play --game bubble_garden --fast --model lite --store %s/fast.db "
                            "--camera '%s/q%%d.ppm'",
                            folder, folder),
                     0);
    assert_non_null(strstr(output, "passed over what could not be read (2 in all): "));
    assert_non_null(strstr(output, "q2.ppm is not a picture, or it is damaged"));
    assert_null(strstr(output, "q4.ppm"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_breaks_off_is_told_and_kept),
        cmocka_unit_test(a_row_tells_of_its_gap_and_its_damage),
        cmocka_unit_test(a_fast_play_tells_what_it_passed_over),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
