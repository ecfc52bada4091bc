// SPDX-License-Identifier: MIT
// test_vision_camera.c: every kind of camera: pictures, patterns, clips, the demo child, and a
// scripted V4L2 camera with all its faults.
#include "test.h"
#include "vision/camera.h"

#include "demo/demo_camera.h"
#include "fake_device.h"
#include <dirent.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#define YUYV V4L2_PIX_FMT_YUYV
#define MJPG V4L2_PIX_FMT_MJPEG

static char folder[64];

static const char *in_folder(const char *name)
{
    static char path[2][384];
    static int turn;
    turn = !turn;
    snprintf(path[turn], sizeof path[turn], "%s/%s", folder, name);
    return path[turn];
}

static int make_folder(void **state)
{
    (void)state;
    snprintf(folder, sizeof folder, "%s/tiptoe-test-XXXXXX", P_tmpdir);
    return mkdtemp(folder) ? 0 : -1;
}

static int remove_folder(void **state)
{
    (void)state;
    DIR *list = opendir(folder);
    for (struct dirent *entry = readdir(list); entry; entry = readdir(list)) {
        if (entry->d_name[0] != '.') unlink(in_folder(entry->d_name));
    }
    closedir(list);
    return rmdir(folder);
}

// --- files ---

static void write_ppm(const char *name, int width, int height, int luma)
{
    FILE *file = fopen(in_folder(name), "wb");
    assert_non_null(file);
    fprintf(file, "P6 %d %d 255\n", width, height);
    for (int i = 0; i < width * height * 3; i++) fputc(luma, file);
    assert_int_equal(fclose(file), 0);
}

static void write_bytes(const char *name, const void *bytes, size_t size)
{
    FILE *file = fopen(in_folder(name), "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(bytes, 1, size, file), size);
    assert_int_equal(fclose(file), 0);
}

// A clip without compression: frame k has the luma 16 + 10 k.
static void write_clip(const char *name, int frames, int fps)
{
    FILE *file = fopen(in_folder(name), "wb");
    assert_non_null(file);
    fprintf(file, "YUV4MPEG2 W64 H48 F%d:1 Ip A1:1 C420jpeg\n", fps);
    for (int k = 0; k < frames; k++) {
        fprintf(file, "FRAME\n");
        for (int i = 0; i < 64 * 48; i++) fputc(16 + 10 * k, file);
        for (int i = 0; i < 64 * 48 / 2; i++) fputc(128, file);
    }
    assert_int_equal(fclose(file), 0);
}

static Result open_source(Camera **camera, const char *source)
{
    return camera_open(camera, &(CameraRequest){ .source = source });
}

static int luma_of(const Frame *frame)
{
    const Image *image = &frame->image;
    return image->bgr[image->height / 2 * image->stride + image->width / 2 * 3 + 1];
}

static void a_picture_is_a_clip_of_one_frame(void **state)
{
    (void)state;
    write_ppm("one.ppm", 64, 48, 99);
    Camera *camera;
    assert_int_equal(open_source(&camera, in_folder("one.ppm")), RESULT_OK);
    CameraInfo info = camera_info(camera);
    assert_string_equal(info.name, "one.ppm");
    assert_int_equal(info.width, 64);
    assert_int_equal(info.height, 48);
    assert_int_equal(info.frame_count, 1);
    assert_false(info.live);
    Frame frame;
    assert_int_equal(camera_read(camera, &frame), RESULT_OK);
    assert_int_equal(frame.number, 1);
    assert_int_equal(frame.captured_us, 33333);
    assert_int_equal(frame.stamp_source, STAMP_SCHEDULE);
    assert_int_equal(luma_of(&frame), 99);
    assert_int_equal(camera_read(camera, &frame), RESULT_NOT_FOUND);
    camera_close(&camera);
    assert_null(camera);
    camera_close(&camera);
}

static void a_paced_picture_never_ends(void **state)
{
    (void)state;
    write_ppm("one.ppm", 64, 48, 99);
    Camera *camera;
    CameraRequest request = { .source = in_folder("one.ppm"), .fps = 200, .paced = true };
    assert_int_equal(camera_open(&camera, &request), RESULT_OK);
    assert_int_equal(camera_info(camera).frame_count, 0);
    Frame frame;
    int64_t before_us = 0;
    for (uint32_t k = 1; k <= 20; k++) {
        assert_int_equal(camera_read(camera, &frame), RESULT_OK);
        assert_int_equal(frame.number, k);
        // On the monotonic clock, never before it was due, and growing.
        assert_at_least(frame.dequeued_us, frame.captured_us);
        assert_above(frame.captured_us, before_us);
        before_us = frame.captured_us;
    }
    camera_close(&camera);
}

static void numbered_pictures_come_in_order_and_a_gap_is_told(void **state)
{
    (void)state;
    for (int k = 0; k < 6; k++) {
        char name[32];
        snprintf(name, sizeof name, "n%03d.ppm", k == 5 ? 9 : k + 3);  // 3..7, then 9
        write_ppm(name, k == 2 ? 32 : 64, 48, 10 * k);
    }
    Camera *camera;
    CameraRequest request = { .source = in_folder("n%03d.ppm"), .fps = 5 };
    assert_int_equal(camera_open(&camera, &request), RESULT_OK);
    assert_int_equal(camera_info(camera).frame_count, 5);
    for (int k = 0; k < 5; k++) {
        Frame frame;
        assert_int_equal(camera_read(camera, &frame), RESULT_OK);
        assert_int_equal(frame.number, k + 1);
        assert_int_equal(frame.captured_us, (k + 1) * 200000);
        assert_int_equal(frame.image.width, k == 2 ? 32 : 64);  // the size may change
        assert_int_equal(luma_of(&frame), 10 * k);
    }
    Frame frame;
    assert_int_equal(camera_read(camera, &frame), RESULT_MALFORMED);
    assert_non_null(strstr(fail_text(), "before number 8, and goes on at 9"));
    assert_int_equal(camera_read(camera, &frame), RESULT_NOT_FOUND);
    camera_close(&camera);
}

static void a_damaged_picture_in_a_row_is_told_and_passed(void **state)
{
    (void)state;
    write_ppm("d1.ppm", 64, 48, 10);
    write_bytes("d2.ppm", "P6 64 48 255\nshort", 18);
    write_bytes("d3.ppm", "no picture at all", 17);
    write_ppm("d4.ppm", 64, 48, 40);
    Camera *camera;
    assert_int_equal(open_source(&camera, in_folder("d%d.ppm")), RESULT_OK);
    Frame frame;
    assert_int_equal(camera_read(camera, &frame), RESULT_OK);
    assert_int_equal(camera_read(camera, &frame), RESULT_MALFORMED);
    assert_non_null(strstr(fail_text(), "d2.ppm"));
    assert_int_equal(camera_read(camera, &frame), RESULT_MALFORMED);
    assert_non_null(strstr(fail_text(), "d3.ppm"));
    assert_int_equal(camera_read(camera, &frame), RESULT_OK);
    assert_int_equal(frame.number, 4);
    assert_int_equal(luma_of(&frame), 40);
    camera_close(&camera);
}

static void a_clip_is_read_frame_by_frame_without_loss(void **state)
{
    (void)state;
    write_clip("clip.y4m", 12, 25);
    Camera *camera;
    assert_int_equal(open_source(&camera, in_folder("clip.y4m")), RESULT_OK);
    CameraInfo info = camera_info(camera);
    assert_int_equal(info.width, 64);
    assert_int_equal(info.height, 48);
    assert_true(info.fps == 25);
    Frame frame;
    int last = -1;
    for (int k = 1; k <= 12; k++) {
        assert_int_equal(camera_read(camera, &frame), RESULT_OK);
        assert_int_equal(frame.number, k);
        assert_int_equal(frame.captured_us, k * 40000);
        assert_above(luma_of(&frame), last);
        last = luma_of(&frame);
    }
    assert_int_equal(camera_read(camera, &frame), RESULT_NOT_FOUND);
    assert_int_equal(camera_read(camera, &frame), RESULT_NOT_FOUND);
    camera_close(&camera);
    // Another rate in place of the file's own.
    CameraRequest request = { .source = in_folder("clip.y4m"), .fps = 50 };
    assert_int_equal(camera_open(&camera, &request), RESULT_OK);
    assert_int_equal(camera_read(camera, &frame), RESULT_OK);
    assert_int_equal(frame.captured_us, 20000);
    camera_close(&camera);
}

static void the_shared_clips_are_whole(void **state)
{
    (void)state;
    static const struct {
        const char *path;
        int width, height, frames;
    } clips[] = {
        { "video/squats.mp4", 720, 1280, 65 },
        { "video/jump_reach_frontal.mp4", 464, 832, 322 },
        { "video/oneleg_rendered.mp4", 576, 576, 120 },
    };
    for (size_t i = 0; i < sizeof clips / sizeof clips[0]; i++) {
        Camera *camera;
        assert_int_equal(open_source(&camera, test_media(clips[i].path)), RESULT_OK);
        Frame frame;
        int frames = 0;
        while (camera_read(camera, &frame) == RESULT_OK) {
            frames++;
            assert_int_equal(frame.image.width, clips[i].width);
            assert_int_equal(frame.image.height, clips[i].height);
        }
        assert_int_equal(frames, clips[i].frames);
        camera_close(&camera);
    }
}

static void assert_refused(const char *source, Result result, const char *word)
{
    Camera *camera;
    assert_int_equal(open_source(&camera, source), result);
    assert_null(camera);
    if (!strstr(fail_text(), word)) fail_msg("no '%s' in: %s", word, fail_text());
    assert_null(strchr(fail_text(), '\n'));
}

static void what_cannot_be_opened_says_why(void **state)
{
    (void)state;
    write_bytes("text.mp4", "this is not a clip", 18);
    write_bytes("empty.png", "", 0);
    write_bytes("cut.png", "\x89PNG\r\n\x1a\n\0\0\0\rIHDR", 16);
    assert_refused("no/such/file.mp4", RESULT_NOT_FOUND, "--camera demo");
    assert_refused("", RESULT_NOT_FOUND, "--camera demo");
    assert_refused("/dev/video97", RESULT_NOT_FOUND, "/dev/video97");
    assert_refused("97", RESULT_NOT_FOUND, "/dev/video97");
    assert_refused(folder, RESULT_MALFORMED, "folder");
    assert_refused(in_folder("text.mp4"), RESULT_MALFORMED, "text.mp4");
    assert_refused(in_folder("empty.png"), RESULT_MALFORMED, "empty.png");
    assert_refused(in_folder("cut.png"), RESULT_MALFORMED, "cut.png");
    assert_refused(in_folder("none%04d.png"), RESULT_NOT_FOUND, "none%04d.png");
    assert_refused(in_folder("odd%s.png"), RESULT_USAGE, "%06d");
    assert_refused(in_folder("two%d%d.png"), RESULT_USAGE, "%06d");
    assert_refused("/dev/null", RESULT_UNAVAILABLE, "not a camera");
}

// --- the demo child ---

static void the_demo_repeats_and_knows_the_truth(void **state)
{
    (void)state;
    CameraRequest request = { .source = "demo:still", .width = 320, .height = 240, .seed = 5 };
    Camera *twins[2];
    DemoLink link;
    demo_link_init(&link);
    const Pose *truth = &link.truth;
    for (int i = 0; i < 2; i++) {
        request.link = i ? NULL : &link;
        assert_int_equal(camera_open(&twins[i], &request), RESULT_OK);
    }
    for (uint32_t k = 1; k <= 5; k++) {
        Frame a, b;
        assert_int_equal(camera_read(twins[0], &a), RESULT_OK);
        assert_int_equal(camera_read(twins[1], &b), RESULT_OK);
        assert_int_equal(a.image.stride, 320 * 3);
        assert_memory_equal(a.image.bgr, b.image.bgr, 320 * 240 * 3);
        assert_true(truth->found);
        assert_int_equal(truth->number, k);
        assert_near(truth->captured_us, a.captured_us - 1e6 / 30, 1);
        assert_int_equal(truth->width, 320);
    }
    for (int i = 0; i < 2; i++) camera_close(&twins[i]);
    assert_refused("demo:fly away", RESULT_MALFORMED, "");
    assert_refused("demo:skill=2; still", RESULT_USAGE, "0.01 to 1");
    assert_refused("demonstration", RESULT_NOT_FOUND, "");
    request.width = 10;
    assert_int_equal(camera_open(&twins[0], &request), RESULT_USAGE);
}

// --- a scripted device ---

static const FakeMode one_mode[] = { { MJPG, 320, 240, 30 } };

static Camera *open_fake(FakeDevice *fake, DeviceCalls *calls, int width, int height)
{
    *calls = fake_calls(fake);
    if (!fake->modes[0].pixels) fake->modes[0] = one_mode[0];
    CameraRequest request = { .source = "0", .width = width, .height = height, .device = calls };
    Camera *camera;
    assert_int_equal(camera_open(&camera, &request), RESULT_OK);
    return camera;
}

static void close_fake(FakeDevice *fake, Camera **camera)
{
    camera_close(camera);
    assert_int_equal(fake->open_files, 0);
    assert_int_equal(fake->maps, 0);
    assert_int_equal(fake->queue_errors, 0);
}

static void the_rate_comes_before_the_size(void **state)
{
    (void)state;
    static const struct {
        FakeMode modes[FAKE_MODES_MAX];
        int width, height;
        FakeMode expected;
    } cases[] = {
        // Raw where it keeps up; MJPG where it does not.
        { { { YUYV, 640, 480, 30 },
            { YUYV, 1280, 720, 10 },
            { MJPG, 640, 480, 30 },
            { MJPG, 1280, 720, 30 } },
          0,
          0,
          { YUYV, 640, 480, 30 } },
        { { { YUYV, 640, 480, 30 },
            { YUYV, 1280, 720, 10 },
            { MJPG, 640, 480, 30 },
            { MJPG, 1280, 720, 30 } },
          1280,
          720,
          { MJPG, 1280, 720, 30 } },
        // 60 fps before 30, whatever the size; but no faster than 60, and never a stamp-sized
        // picture.
        { { { YUYV, 640, 480, 30 }, { MJPG, 1280, 720, 60 } }, 0, 0, { MJPG, 1280, 720, 60 } },
        { { { YUYV, 320, 240, 120 }, { YUYV, 640, 480, 30 } }, 0, 0, { YUYV, 640, 480, 30 } },
        { { { MJPG, 640, 480, 60 }, { MJPG, 640, 480, 120 } }, 0, 0, { MJPG, 640, 480, 60 } },
        { { { YUYV, 640, 480, 15 }, { YUYV, 640, 480, 30 }, { YUYV, 640, 480, 5 } },
          0,
          0,
          { YUYV, 640, 480, 30 } },
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        FakeDevice fake = { 0 };
        memcpy(fake.modes, cases[i].modes, sizeof fake.modes);
        DeviceCalls calls;
        Camera *camera = open_fake(&fake, &calls, cases[i].width, cases[i].height);
        assert_int_equal(fake.mode.pixels, cases[i].expected.pixels);
        assert_int_equal(fake.mode.width, cases[i].expected.width);
        assert_int_equal(fake.mode.fps, cases[i].expected.fps);
        assert_int_equal(fake.exposure_priority, 0);
        CameraInfo info = camera_info(camera);
        assert_string_equal(info.name, "Scripted camera");
        assert_int_equal(info.height, cases[i].expected.height);
        assert_true(info.live);
        close_fake(&fake, &camera);
    }
}

static void frames_carry_the_time_of_capture(void **state)
{
    (void)state;
    for (int fps = 5; fps <= 60; fps += 11) {
        for (int raw = 0; raw <= 1; raw++) {
            FakeDevice fake = { .modes = { { raw ? YUYV : MJPG, 320, 240, fps } } };
            DeviceCalls calls;
            Camera *camera = open_fake(&fake, &calls, 0, 0);
            for (int k = 0; k < 20; k++) {
                Frame frame;
                assert_int_equal(camera_read(camera, &frame), RESULT_OK);
                assert_int_equal(frame.number, k + 1);
                assert_int_equal(frame.stamp_source, STAMP_CAPTURE);
                assert_int_equal(frame.dequeued_us - frame.captured_us, FAKE_STAMP_AGE_US);
                int shown = raw ? (fake_luma(k) - 16) * 255 / 219 : fake_luma(k);
                assert_in_range(luma_of(&frame), shown - 2, shown + 2);
            }
            close_fake(&fake, &camera);
        }
    }
}

static void a_late_reader_gets_the_newest_frame(void **state)
{
    (void)state;
    FakeDevice fake = { 0 };
    DeviceCalls calls;
    Camera *camera = open_fake(&fake, &calls, 0, 0);
    Frame frame;
    assert_int_equal(camera_read(camera, &frame), RESULT_OK);
    fake.now_us += 100000;  // three frames pass
    assert_int_equal(camera_read(camera, &frame), RESULT_OK);
    assert_int_equal(frame.number, 4);
    assert_in_range(luma_of(&frame), fake_luma(3) - 1, fake_luma(3) + 1);
    close_fake(&fake, &camera);
}

static void a_wrong_stamp_becomes_one_of_arrival(void **state)
{
    (void)state;
    static const FakeKind wrong[] = { FAKE_BACKWARDS, FAKE_NO_STAMP, FAKE_OTHER_CLOCK };
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        FakeDevice fake = { .steps = { { 3, FAKE_GOOD }, { 2, wrong[i] } } };
        DeviceCalls calls;
        Camera *camera = open_fake(&fake, &calls, 0, 0);
        int64_t before_us = 0;
        for (int k = 0; k < 10; k++) {
            Frame frame;
            assert_int_equal(camera_read(camera, &frame), RESULT_OK);
            bool expected = k == 3 || k == 4;
            assert_int_equal(frame.stamp_source, expected ? STAMP_ARRIVAL : STAMP_CAPTURE);
            // The delay of the good stamps is taken off, so the time flows evenly.
            if (k > 0) assert_in_range(frame.captured_us - before_us, 33332, 33335);
            before_us = frame.captured_us;
        }
        close_fake(&fake, &camera);
    }
}

static void a_damaged_frame_is_told_and_the_next_is_well(void **state)
{
    (void)state;
    static const FakeKind damage[] = { FAKE_ERROR_FLAG, FAKE_GARBAGE, FAKE_CUT_OFF };
    for (size_t i = 0; i < sizeof damage / sizeof damage[0]; i++) {
        FakeDevice fake = { .steps = { { 2, FAKE_GOOD }, { 3, damage[i] } } };
        DeviceCalls calls;
        Camera *camera = open_fake(&fake, &calls, 0, 0);
        for (int k = 0; k < 9; k++) {
            Frame frame;
            bool damaged = k >= 2 && k < 5;
            assert_int_equal(camera_read(camera, &frame), damaged ? RESULT_MALFORMED : RESULT_OK);
            assert_int_equal(frame.number, k + 1);
            if (!damaged) assert_in_range(luma_of(&frame), fake_luma(k) - 1, fake_luma(k) + 1);
        }
        close_fake(&fake, &camera);
    }
    // A raw frame that is too short.
    FakeDevice fake = { .steps = { { 1, FAKE_CUT_OFF } }, .modes = { { YUYV, 320, 240, 30 } } };
    DeviceCalls calls;
    Camera *camera = open_fake(&fake, &calls, 0, 0);
    Frame frame;
    assert_int_equal(camera_read(camera, &frame), RESULT_MALFORMED);
    assert_int_equal(camera_read(camera, &frame), RESULT_OK);
    close_fake(&fake, &camera);
}

static void the_size_may_change(void **state)
{
    (void)state;
    FakeDevice fake = { .steps = { { 2, FAKE_GOOD }, { 2, FAKE_SMALLER } } };
    DeviceCalls calls;
    Camera *camera = open_fake(&fake, &calls, 0, 0);
    for (int k = 0; k < 6; k++) {
        Frame frame;
        assert_int_equal(camera_read(camera, &frame), RESULT_OK);
        assert_int_equal(frame.image.width, k == 2 || k == 3 ? 160 : 320);
        assert_int_equal(frame.image.height, k == 2 || k == 3 ? 120 : 240);
    }
    close_fake(&fake, &camera);
}

static void a_lost_camera_is_told_in_time(void **state)
{
    (void)state;
    static const struct {
        FakeKind kind;
        const char *word;
    } losses[] = {
        { FAKE_UNPLUG, "lost" },
        { FAKE_IO_ERROR, "lost" },
        { FAKE_SILENT, "no pictures" },
        { FAKE_FROZEN, "frozen" },
    };
    for (size_t i = 0; i < sizeof losses / sizeof losses[0]; i++) {
        FakeDevice fake = { .steps = { { 4, FAKE_GOOD }, { 90, losses[i].kind } } };
        DeviceCalls calls;
        Camera *camera = open_fake(&fake, &calls, 0, 0);
        Frame frame;
        for (int k = 0; k < 4; k++) assert_int_equal(camera_read(camera, &frame), RESULT_OK);
        int64_t last_us = fake.now_us;
        assert_int_equal(camera_read(camera, &frame), RESULT_LOST);
        if (!strstr(fail_text(), losses[i].word)) fail_msg("not said: %s", fail_text());
        assert_below(fake.now_us - last_us, 1000000);
        close_fake(&fake, &camera);
    }
    // A short stall is no loss.
    FakeDevice fake = {
        .steps = { { 4, FAKE_GOOD }, { 15, FAKE_SILENT }, { 3, FAKE_GOOD }, { 10, FAKE_FROZEN } }
    };
    DeviceCalls calls;
    Camera *camera = open_fake(&fake, &calls, 0, 0);
    Frame frame;
    for (int k = 0; k < 12; k++) assert_int_equal(camera_read(camera, &frame), RESULT_OK);
    assert_int_equal(frame.number, 12);
    close_fake(&fake, &camera);
}

static void a_device_that_cannot_be_had_says_why(void **state)
{
    (void)state;
    static const struct {
        FakeDevice fake;
        Result result;
        const char *word;
    } cases[] = {
        { { .open_error = ENOENT }, RESULT_NOT_FOUND, "--camera demo" },
        { { .open_error = ENODEV }, RESULT_NOT_FOUND, "--camera demo" },
        { { .open_error = EACCES }, RESULT_NOT_PERMITTED, "group video" },
        { { .open_error = EBUSY }, RESULT_BUSY, "close" },
        { { .format_error = EBUSY }, RESULT_BUSY, "another program" },
        { { .stream_error = EBUSY }, RESULT_BUSY, "another program" },
        { { .stream_error = ENOSPC }, RESULT_UNAVAILABLE, "socket" },
        { { .stream_error = EIO }, RESULT_UNAVAILABLE, "starting" },
        { { .metadata_only = true }, RESULT_UNAVAILABLE, "no pictures" },
        { { .modes = { { V4L2_PIX_FMT_SBGGR8, 640, 480, 30 } } }, RESULT_UNAVAILABLE, "format" },
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        FakeDevice fake = cases[i].fake;
        if (!fake.modes[0].pixels) fake.modes[0] = one_mode[0];
        DeviceCalls calls = fake_calls(&fake);
        Camera *camera;
        CameraRequest request = { .source = "/dev/video0", .device = &calls };
        assert_int_equal(camera_open(&camera, &request), cases[i].result);
        assert_null(camera);
        if (!strstr(fail_text(), cases[i].word)) fail_msg("not said: %s", fail_text());
        assert_int_equal(fake.open_files, 0);
        assert_int_equal(fake.maps, 0);
    }
}

static void two_hundred_faults_leave_nothing_behind(void **state)
{
    (void)state;
    static const FakeKind faults[] = { FAKE_UNPLUG,  FAKE_IO_ERROR, FAKE_SILENT,    FAKE_FROZEN,
                                       FAKE_GARBAGE, FAKE_CUT_OFF,  FAKE_BACKWARDS, FAKE_SMALLER };
    for (int cycle = 0; cycle < 200; cycle++) {
        FakeDevice fake = { .steps = { { 1 + cycle % 3, FAKE_GOOD }, { 30, faults[cycle % 8] } } };
        DeviceCalls calls;
        Camera *camera = open_fake(&fake, &calls, 0, 0);
        Frame frame;
        for (int k = 0; k < 6; k++) {
            if (camera_read(camera, &frame) == RESULT_LOST) break;
        }
        close_fake(&fake, &camera);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_picture_is_a_clip_of_one_frame),
        cmocka_unit_test(a_paced_picture_never_ends),
        cmocka_unit_test(numbered_pictures_come_in_order_and_a_gap_is_told),
        cmocka_unit_test(a_damaged_picture_in_a_row_is_told_and_passed),
        cmocka_unit_test(a_clip_is_read_frame_by_frame_without_loss),
        cmocka_unit_test(the_shared_clips_are_whole),
        cmocka_unit_test(what_cannot_be_opened_says_why),
        cmocka_unit_test(the_demo_repeats_and_knows_the_truth),
        cmocka_unit_test(the_rate_comes_before_the_size),
        cmocka_unit_test(frames_carry_the_time_of_capture),
        cmocka_unit_test(a_late_reader_gets_the_newest_frame),
        cmocka_unit_test(a_wrong_stamp_becomes_one_of_arrival),
        cmocka_unit_test(a_damaged_frame_is_told_and_the_next_is_well),
        cmocka_unit_test(the_size_may_change),
        cmocka_unit_test(a_lost_camera_is_told_in_time),
        cmocka_unit_test(a_device_that_cannot_be_had_says_why),
        cmocka_unit_test(two_hundred_faults_leave_nothing_behind),
    };
    camera_register(&demo_camera_source);
    return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
