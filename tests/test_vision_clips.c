// SPDX-License-Identifier: MIT
// test_vision_clips.c: clips as phones, browsers and editors make them: which way up, when, how
// wide, how much of it, and nothing but the file itself.
#include "clip_writer.h"
#include "fake_device.h"
#include "vision/camera.h"
#include "vision/picture_file.h"

#include <arpa/inet.h>
#include <dirent.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

enum { WIDTH = 96, HEIGHT = 64 };

static char folder[64], before[4096];

static int enter_folder(void **state)
{
    (void)state;
    snprintf(folder, sizeof folder, "%s/tiptoe-clips-XXXXXX", P_tmpdir);
    return getcwd(before, sizeof before) && mkdtemp(folder) && !chdir(folder) ? 0 : -1;
}

static int leave_folder(void **state)
{
    (void)state;
    DIR *list = opendir(".");
    for (struct dirent *entry = readdir(list); entry; entry = readdir(list))
        if (strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0)
            unlink(entry->d_name);
    closedir(list);
    return chdir(before) || rmdir(folder) ? -1 : 0;
}

// Bright at the top, less so at its left: every turn and mirror image of it is another.
static uint8_t corners(int frame, int x, int y)
{
    (void)frame;
    return (uint8_t)((y < HEIGHT / 2 ? 128 : 16) + (x < WIDTH / 2 ? 0 : 64));
}

static uint8_t brighter(int frame, int x, int y)
{
    (void)x, (void)y;
    return (uint8_t)(20 + 3 * frame);
}

static ClipWriter writer(const char *path, const char *format)
{
    return (ClipWriter){ .path = path,
                         .format = format,
                         .codec = AV_CODEC_ID_MPEG4,
                         .width = WIDTH,
                         .height = HEIGHT,
                         .luma = brighter };
}

static Camera *open_clip(const char *path)
{
    Camera *camera;
    if (camera_open(&camera, &(CameraRequest){ .source = path })) fail_msg("%s", fail_text());
    return camera;
}

static int luma_at(const Image *image, float x, float y)
{
    int column = (int)(x * (float)image->width), row = (int)(y * (float)image->height);
    return image->bgr[row * image->stride + 3 * column + 1];
}

// --- which way up ---

// What stands in the file: a and b, c and d of its matrix. What is seen: the corners from the top
// left, row by row, told by those of `corners`.
static const struct {
    int a, b, c, d;
    int corner[4];
} marks[] = {
    { 1, 0, 0, 1, { 0, 1, 2, 3 } },    // upright
    { 0, 1, -1, 0, { 2, 0, 3, 1 } },   // a quarter clockwise makes it so
    { -1, 0, 0, -1, { 3, 2, 1, 0 } },  // half a turn
    { 0, -1, 1, 0, { 1, 3, 0, 2 } },   // a quarter counter-clockwise
    { -1, 0, 0, 1, { 1, 0, 3, 2 } },   // a mirror image
    { 1, 0, 0, -1, { 2, 3, 0, 1 } },   // the same, half a turn
    { 0, 1, 1, 0, { 0, 2, 1, 3 } },    // rows are columns
    { 0, -1, -1, 0, { 3, 1, 2, 0 } },  // the same, half a turn
};

static void a_clip_comes_upright_by_its_mark(void **state)
{
    (void)state;
    static const float at[] = { 0.25f, 0.75f };
    static const int lumas[] = { 128, 192, 16, 80 };
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        int32_t matrix[9] = { marks[i].a * 65536,
                              marks[i].b * 65536,
                              0,
                              marks[i].c * 65536,
                              marks[i].d * 65536,
                              0,
                              0,
                              0,
                              1 << 30 };
        ClipWriter w = writer("turned.mp4", "mp4");
        w.matrix = matrix;
        w.luma = corners;
        clip_begin(&w);
        clip_add(&w, 0);
        clip_end(&w);
        ClipFacts facts = clip_facts("turned.mp4");
        if (i > 0) assert_true(facts.marked);
        if (i > 0) assert_memory_equal(facts.matrix, matrix, 5 * sizeof *matrix);
        Camera *camera = open_clip("turned.mp4");
        Frame frame;
        assert_int_equal(camera_read(camera, &frame), RESULT_OK);
        bool exchanged = marks[i].a == 0;
        assert_int_equal(frame.image.width, exchanged ? HEIGHT : WIDTH);
        assert_int_equal(frame.image.height, exchanged ? WIDTH : HEIGHT);
        assert_int_equal(camera_info(camera).width, frame.image.width);
        for (int k = 0; k < 4; k++)
            assert_near(luma_at(&frame.image, at[k % 2], at[k / 2]), lumas[marks[i].corner[k]], 20);
        camera_close(&camera);
    }
}

// How a camera hangs, as --turn and --mirror say; which of the marks does the same.
static void a_camera_may_hang_on_its_side(void **state)
{
    (void)state;
    static const float at[] = { 0.25f, 0.75f };
    static const int lumas[] = { 128, 192, 16, 80 };
    static const int same[4][2] = { { 0, 4 }, { 1, 6 }, { 2, 5 }, { 3, 7 } };
    ClipWriter w = writer("hung.mp4", "mp4");
    w.luma = corners;
    clip_begin(&w);
    clip_add(&w, 0);
    clip_end(&w);
    for (int i = 0; i < 8; i++) {
        CameraRequest request = { .source = "hung.mp4",
                                  .mount_given = true,
                                  .mount = { 90 * (i / 2), i % 2 } };
        Camera *camera;
        Frame frame;
        assert_int_equal(camera_open(&camera, &request), RESULT_OK);
        assert_int_equal(camera_read(camera, &frame), RESULT_OK);
        assert_int_equal(frame.image.width, i / 2 % 2 ? HEIGHT : WIDTH);
        assert_int_equal(camera_info(camera).width, frame.image.width);
        assert_int_equal(camera_info(camera).height, frame.image.height);
        for (int k = 0; k < 4; k++)
            assert_near(luma_at(&frame.image, at[k % 2], at[k / 2]),
                        lumas[marks[same[i / 2][i % 2]].corner[k]], 20);
        camera_close(&camera);
    }
}

static void a_camera_is_known_by_its_name(void **state)
{
    (void)state;
    static const KnownMount known[] = { { "Another camera", { 180, true } },
                                        { "Scripted camera", { 90, false } } };
    for (int given = 0; given <= 1; given++) {
        FakeDevice fake = { .modes = { { V4L2_PIX_FMT_YUYV, 320, 240, 30 } } };
        DeviceCalls calls = fake_calls(&fake);
        CameraRequest request = {
            .source = "0", .device = &calls, .mount_given = given, .mounts = known, .mount_count = 2
        };
        Camera *camera;
        Frame frame;
        assert_int_equal(camera_open(&camera, &request), RESULT_OK);
        assert_int_equal(camera_info(camera).mount.turn, given ? 0 : 90);
        assert_int_equal(camera_read(camera, &frame), RESULT_OK);
        assert_int_equal(frame.image.width, given ? 320 : 240);
        assert_int_equal(camera_info(camera).width, frame.image.width);
        camera_close(&camera);
    }
}

// --- when ---

#define FRAMES 60

// The stamps of the first frames against `expected_ms` from the first on.
static void assert_times(const char *path, const CameraRequest *request, const int64_t *expected_ms,
                         int count)
{
    CameraRequest wish = *request;
    wish.source = path;
    Camera *camera;
    Frame frame;
    int64_t first_us = 0;
    assert_int_equal(camera_open(&camera, &wish), RESULT_OK);
    for (int k = 0; k < count; k++) {
        assert_int_equal(camera_read(camera, &frame), RESULT_OK);
        assert_int_equal(frame.number, k + 1);
        if (k == 0) first_us = frame.captured_us;
        assert_near(frame.captured_us - first_us, 1000 * expected_ms[k], 1000);
    }
    assert_int_equal(camera_read(camera, &frame), RESULT_NOT_FOUND);
    camera_close(&camera);
}

static void a_clip_keeps_its_own_time(void **state)
{
    (void)state;
    // 60 pictures a second: 20 are missing; one in four is there; or all at odd times.
    for (int kind = 0; kind < 3; kind++) {
        for (int mkv = 0; mkv <= 1; mkv++) {
            const char *path = mkv ? "time.mkv" : "time.mp4";
            int64_t ms[FRAMES];
            int count = 0;
            ClipWriter w = writer(path, mkv ? "matroska" : "mp4");
            clip_begin(&w);
            for (int k = 0; k < FRAMES; k++) {
                if (kind == 0 ? k >= 15 && k < 35 : kind == 1 ? k % 4 != 0 : false) continue;
                ms[count] = (1000 * k + 30) / 60 + (kind == 2 ? 7 * (k % 3) : 0);
                clip_add(&w, ms[count++]);
            }
            clip_end(&w);
            ClipFacts facts = clip_facts(path);
            assert_int_equal(facts.packets, count);
            for (int k = 0; k < count; k++) assert_near(facts.stamp_ms[k], ms[k], 1);
            assert_times(path, &(CameraRequest){ 0 }, ms, count);
            for (int k = 0; k < count; k++) ms[k] = 20 * k;
            assert_times(path, &(CameraRequest){ .fps = 50 }, ms, count);
        }
    }
}

// Paced, it is played as it was taken.
static void a_hole_in_a_clip_is_waited_for(void **state)
{
    (void)state;
    ClipWriter w = writer("hole.mkv", "matroska");
    clip_begin(&w);
    for (int k = 0; k < 4; k++) clip_add(&w, k < 2 ? 10 * k : 200 + 10 * k);
    clip_end(&w);
    Camera *camera;
    CameraRequest request = { .source = "hole.mkv", .paced = true };
    assert_int_equal(camera_open(&camera, &request), RESULT_OK);
    Frame frames[4];
    for (int k = 0; k < 4; k++) assert_int_equal(camera_read(camera, &frames[k]), RESULT_OK);
    camera_close(&camera);
    assert_at_least(frames[2].captured_us - frames[1].captured_us, 209000);
    for (int k = 0; k < 4; k++) assert_at_least(frames[k].dequeued_us, frames[k].captured_us);
    // Who is to stop does not wait for an hour.
    w = writer("hour.mkv", "matroska");
    clip_begin(&w);
    clip_add(&w, 0);
    clip_add(&w, 20000);
    clip_end(&w);
    atomic_bool stop = true;
    request = (CameraRequest){ .source = "hour.mkv", .paced = true, .stop = &stop };
    assert_int_equal(camera_open(&camera, &request), RESULT_OK);
    for (int k = 0; k < 2; k++) assert_int_equal(camera_read(camera, &frames[k]), RESULT_OK);
    assert_at_least(frames[1].captured_us - frames[0].captured_us, 19999000);
    assert_below(frames[1].dequeued_us, frames[1].captured_us);
    camera_close(&camera);
}

// --- how wide ---

static void pixels_become_square(void **state)
{
    (void)state;
    static const struct {
        AVRational aspect;
        int width, height;
    } cases[] = {
        { { 2, 1 }, 2 * WIDTH, HEIGHT },
        { { 1, 2 }, WIDTH, 2 * HEIGHT },
        { { 4, 3 }, WIDTH * 4 / 3, HEIGHT },
        { { 1, 1 }, WIDTH, HEIGHT },
        { { 0, 1 }, WIDTH, HEIGHT },
        { { 99, 1 }, WIDTH, HEIGHT },  // nonsense is passed over
    };
    int32_t clockwise[9] = { 0, 65536, 0, -65536, 0, 0, 0, 0, 1 << 30 };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        for (int turned = 0; turned <= 1; turned++) {
            ClipWriter w = writer("wide.mp4", "mp4");
            w.aspect = cases[i].aspect;
            w.matrix = turned ? clockwise : NULL;
            w.luma = corners;
            clip_begin(&w);
            clip_add(&w, 0);
            clip_end(&w);
            ClipFacts facts = clip_facts("wide.mp4");
            if (i < 4) assert_int_equal(av_cmp_q(facts.aspect, cases[i].aspect), 0);
            Camera *camera = open_clip("wide.mp4");
            Frame frame;
            assert_int_equal(camera_read(camera, &frame), RESULT_OK);
            assert_int_equal(frame.image.width, turned ? cases[i].height : cases[i].width);
            assert_int_equal(frame.image.height, turned ? cases[i].width : cases[i].height);
            assert_near(luma_at(&frame.image, turned ? 0.75f : 0.25f, 0.25f), 128, 20);
            camera_close(&camera);
        }
    }
}

static void the_size_may_change_on_the_way(void **state)
{
    (void)state;
    ClipWriter w = writer("sizes.mkv", "matroska");
    w.codec = AV_CODEC_ID_MJPEG;
    clip_begin(&w);
    for (int k = 0; k < 9; k++) {
        if (k == 3) clip_resize(&w, 2 * WIDTH, 2 * HEIGHT);
        if (k == 6) clip_resize(&w, HEIGHT, WIDTH);
        clip_add(&w, 40 * k);
    }
    clip_end(&w);
    Camera *camera = open_clip("sizes.mkv");
    Frame frame;
    for (int k = 0; k < 9; k++) {
        assert_int_equal(camera_read(camera, &frame), RESULT_OK);
        assert_int_equal(frame.image.width, k < 3 ? WIDTH : k < 6 ? 2 * WIDTH : HEIGHT);
        assert_int_equal(frame.image.height, k < 3 ? HEIGHT : k < 6 ? 2 * HEIGHT : WIDTH);
        assert_near(luma_at(&frame.image, 0.5f, 0.5f), brighter(k, 0, 0), 6);
    }
    assert_int_equal(camera_read(camera, &frame), RESULT_NOT_FOUND);
    camera_close(&camera);
}

// --- how much of it ---

// Trimmed without coding it anew: the first pictures are in the file, and are not to be shown.
static void a_trimmed_clip_is_whole(void **state)
{
    (void)state;
    for (int kind = 0; kind <= 1; kind++) {
        ClipWriter w = writer("trimmed.mp4", "mp4");
        if (kind) w.codec = AV_CODEC_ID_MJPEG;
        clip_begin(&w);
        for (int k = 0; k < FRAMES; k++)
            clip_add(&w, 20 * (k - 40));  // 40 of them before its start
        clip_end(&w);
        ClipFacts facts = clip_facts("trimmed.mp4");
        assert_int_equal(facts.nb_frames, FRAMES);
        Camera *camera = open_clip("trimmed.mp4");
        assert_in_range(camera_info(camera).frame_count, 20, 21);
        Frame frame;
        int frames = 0;
        Result result;
        while ((result = camera_read(camera, &frame)) == RESULT_OK) {
            if (frames++ == 0)
                assert_near(luma_at(&frame.image, 0.5f, 0.5f), brighter(40, 0, 0), 6);
        }
        if (result != RESULT_NOT_FOUND) fail_msg("%s", fail_text());
        assert_int_equal(frames, 20);
        camera_close(&camera);
    }
}

static void cut(const char *path, double share)
{
    FILE *file = fopen(path, "rb");
    assert_non_null(file);
    fseek(file, 0, SEEK_END);
    long size = ftell(file);
    fclose(file);
    assert_int_equal(truncate(path, (off_t)((double)size * share)), 0);
}

static void half_a_clip_is_told(void **state)
{
    (void)state;
    for (int mkv = 0; mkv <= 1; mkv++) {
        const char *path = mkv ? "half.mkv" : "half.mp4";
        ClipWriter w = writer(path, mkv ? "matroska" : "mp4");
        w.codec = AV_CODEC_ID_MJPEG;
        w.luma = corners;
        clip_begin(&w);
        for (int k = 0; k < FRAMES; k++) clip_add(&w, 20 * k);
        clip_end(&w);
        cut(path, 0.5);
        Camera *camera = open_clip(path);
        Frame frame;
        int frames = 0;
        Result result;
        while ((result = camera_read(camera, &frame)) == RESULT_OK) frames++;
        assert_int_equal(result, RESULT_MALFORMED);
        assert_non_null(strstr(fail_text(), "breaks off"));
        assert_in_range(frames, FRAMES * 4 / 10, FRAMES * 6 / 10);
        assert_int_equal(camera_read(camera, &frame), RESULT_NOT_FOUND);
        camera_close(&camera);
    }
}

static void too_large_a_picture_is_told_at_once(void **state)
{
    (void)state;
    ClipWriter w = writer("large.mkv", "matroska");
    w.codec = AV_CODEC_ID_MJPEG;
    w.width = 9000;
    w.height = 32;
    clip_begin(&w);
    for (int k = 0; k < 3; k++) clip_add(&w, 20 * k);
    clip_end(&w);
    Camera *camera;
    assert_int_equal(camera_open(&camera, &(CameraRequest){ .source = "large.mkv" }),
                     RESULT_MALFORMED);
    assert_non_null(strstr(fail_text(), "9000x32: pictures of 16 to 8192 px"));
}

// --- pictures ---

static void write_ppm(const char *path, int luma)
{
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    fprintf(file, "P6 64 48 255\n");
    for (int i = 0; i < 64 * 48 * 3; i++) fputc(luma, file);
    assert_int_equal(fclose(file), 0);
}

static void any_number_and_any_folder_will_do(void **state)
{
    (void)state;
    char path[64];
    assert_int_equal(mkdir("50% of%d", 0700), 0);
    for (int k = 0; k < 3; k++) {
        snprintf(path, sizeof path, "50%% of%%d/100%% %d.ppm", 123456 + k);
        write_ppm(path, 10 * k);
    }
    write_ppm("50% of%d/100% 07.ppm", 99);  // not as %d writes it
    Camera *camera = open_clip("50% of%d/100% %d.ppm");
    assert_int_equal(camera_info(camera).frame_count, 3);
    Frame frame;
    for (int k = 0; k < 3; k++) {
        assert_int_equal(camera_read(camera, &frame), RESULT_OK);
        assert_int_equal(luma_at(&frame.image, 0.5f, 0.5f), 10 * k);
    }
    assert_int_equal(camera_read(camera, &frame), RESULT_NOT_FOUND);
    camera_close(&camera);
    assert_int_equal(system("rm -r '50% of%d'"), 0);
}

// One picture, as FFmpeg writes it.
static size_t encode(enum AVCodecID id, enum AVPixelFormat pixels, AVRational aspect,
                     uint8_t bytes[1 << 16])
{
    const AVCodec *codec = avcodec_find_encoder(id);
    assert_non_null(codec);
    AVCodecContext *encoder = avcodec_alloc_context3(codec);
    AVFrame *frame = av_frame_alloc();
    AVPacket *packet = av_packet_alloc();
    frame->width = encoder->width = WIDTH;
    frame->height = encoder->height = HEIGHT;
    frame->format = encoder->pix_fmt = pixels;
    frame->sample_aspect_ratio = encoder->sample_aspect_ratio = aspect;
    encoder->time_base = (AVRational){ 1, 25 };
    assert_int_equal(avcodec_open2(encoder, codec, NULL), 0);
    assert_int_equal(av_frame_get_buffer(frame, 0), 0);
    for (int y = 0; y < HEIGHT; y++)  // noise, so that half the bytes are half the picture
        for (int x = 0; x < 3 * WIDTH; x++)
            frame->data[0][y * frame->linesize[0] + x] = (uint8_t)(x * x * 31 + y * y * 17 + x * y);
    assert_int_equal(avcodec_send_frame(encoder, frame), 0);
    assert_int_equal(avcodec_receive_packet(encoder, packet), 0);
    size_t size = (size_t)packet->size;
    assert_below(size, 1 << 16);
    memcpy(bytes, packet->data, size);
    av_packet_free(&packet);
    av_frame_free(&frame);
    avcodec_free_context(&encoder);
    return size;
}

static void half_a_picture_of_any_kind_is_none(void **state)
{
    (void)state;
    static const struct {
        enum AVCodecID id;
        enum AVPixelFormat pixels;
    } kinds[] = {
        { AV_CODEC_ID_PNG, AV_PIX_FMT_RGB24 },
        { AV_CODEC_ID_TIFF, AV_PIX_FMT_RGB24 },
        { AV_CODEC_ID_BMP, AV_PIX_FMT_BGR24 },
        { AV_CODEC_ID_PPM, AV_PIX_FMT_RGB24 },
    };
    static uint8_t bytes[1 << 16];
    PictureFile *decoder = picture_file_open();
    Image image;
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        size_t size = encode(kinds[i].id, kinds[i].pixels, (AVRational){ 1, 1 }, bytes);
        assert_true(picture_file_decode(decoder, bytes, size, true, &image));
        assert_int_equal(image.width, WIDTH);
        for (int k = 1; k < 10; k++)
            if (picture_file_decode(decoder, bytes, size * (size_t)k / 10, true, &image))
                fail_msg("kind %d is read of its first %d tenths", (int)i, k);
    }
    // As ffmpeg numbers the pictures of a clip whose pixels are not square.
    size_t size = encode(AV_CODEC_ID_PNG, AV_PIX_FMT_RGB24, (AVRational){ 2, 1 }, bytes);
    assert_true(picture_file_decode(decoder, bytes, size, true, &image));
    assert_int_equal(image.width, 2 * WIDTH);
    assert_int_equal(image.height, HEIGHT);
    picture_file_close(decoder);
}

// --- nothing but the file itself ---

static void write_text(const char *path, const char *text)
{
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    fputs(text, file);
    assert_int_equal(fclose(file), 0);
}

static void a_name_is_no_address(void **state)
{
    (void)state;
    int listener = socket(AF_INET, SOCK_STREAM, 0);
    struct sockaddr_in here = { .sin_family = AF_INET, .sin_addr = { htonl(INADDR_LOOPBACK) } };
    socklen_t size = sizeof here;
    assert_int_equal(bind(listener, (struct sockaddr *)&here, size), 0);
    assert_int_equal(listen(listener, 8), 0);
    assert_int_equal(getsockname(listener, (struct sockaddr *)&here, &size), 0);
    char names[6][64];
    snprintf(names[0], sizeof names[0], "tcp:127.0.0.1:%d", ntohs(here.sin_port));
    strcpy(names[1], "2024-05-01T10:00:00.mp4");
    strcpy(names[2], "concat:a|b");
    strcpy(names[3], "pipe:0");
    strcpy(names[4], "data:,");
    strcpy(names[5], "a%03d.mp4");
    for (int i = 0; i < 6; i++) {
        ClipWriter w = writer(names[i], "mp4");
        clip_begin(&w);
        for (int k = 0; k < 3; k++) clip_add(&w, 20 * k);
        clip_end(&w);
        Camera *camera = open_clip(names[i]);
        Frame frame;
        for (int k = 0; k < 3; k++) assert_int_equal(camera_read(camera, &frame), RESULT_OK);
        camera_close(&camera);
    }
    // Lists of other files, and of addresses.
    char text[256];
    write_text("list.mp4", "ffconcat version 1.0\nfile '2024-05-01T10:00:00.mp4'\n");
    snprintf(text, sizeof text,
             "#EXTM3U\n#EXT-X-TARGETDURATION:9\n#EXTINF:9,\nhttp://127.0.0.1:%d/a.ts\n"
             "#EXT-X-ENDLIST\n",
             ntohs(here.sin_port));
    write_text("list.m3u8", text);
    snprintf(text, sizeof text,
             "v=0\no=- 0 0 IN IP4 127.0.0.1\ns=x\nc=IN IP4 127.0.0.1\nt=0 0\n"
             "m=video %d RTP/AVP 96\na=rtpmap:96 H264/90000\n",
             ntohs(here.sin_port));
    write_text("list.sdp", text);
    static const char *const lists[] = { "list.mp4", "list.m3u8", "list.sdp" };
    for (int i = 0; i < 3; i++) {
        Camera *camera;
        assert_int_equal(camera_open(&camera, &(CameraRequest){ .source = lists[i] }),
                         RESULT_MALFORMED);
    }
    struct pollfd called = { .fd = listener, .events = POLLIN };
    assert_int_equal(poll(&called, 1, 0), 0);
    close(listener);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_clip_comes_upright_by_its_mark),
        cmocka_unit_test(a_camera_may_hang_on_its_side),
        cmocka_unit_test(a_camera_is_known_by_its_name),
        cmocka_unit_test(a_clip_keeps_its_own_time),
        cmocka_unit_test(a_hole_in_a_clip_is_waited_for),
        cmocka_unit_test(pixels_become_square),
        cmocka_unit_test(the_size_may_change_on_the_way),
        cmocka_unit_test(a_trimmed_clip_is_whole),
        cmocka_unit_test(half_a_clip_is_told),
        cmocka_unit_test(too_large_a_picture_is_told_at_once),
        cmocka_unit_test(any_number_and_any_folder_will_do),
        cmocka_unit_test(half_a_picture_of_any_kind_is_none),
        cmocka_unit_test(a_name_is_no_address),
    };
    return cmocka_run_group_tests(tests, enter_folder, leave_folder);
}
