// SPDX-License-Identifier: MIT
// test_vision_threads.c: the camera and pose threads with a stand-in for the network: nothing
// queues, nothing tears, everything is counted, and a camera may come and go.
#include "test.h"
#include "vision/vision.h"

#include "demo/demo_camera.h"
#include "fake_device.h"
#include <dirent.h>
#include <stdatomic.h>
#include <stdio.h>
#include <unistd.h>

#define PATIENCE_US                                                                                \
    20000000  // a machine under load or a sanitizer may be slow; this is not a measure
#define PICTURES 24

static char folder[64];

// The stand-in: takes `work_us`, and tells in the pose what it saw.
typedef struct Stub {
    int64_t work_us;
    int opened, torn;  // pictures that were not of one colour
} Stub;

static void stub_next(void *self, const Image *image, int64_t captured_us, Pose *pose)
{
    Stub *stub = self;
    int luma = image->bgr[0];
    bool torn = false;
    for (int y = 0; y < image->height; y++) {
        const uint8_t *row = image->bgr + (ptrdiff_t)y * image->stride;
        for (int x = 0; x < image->width * 3; x++) torn = torn || abs(row[x] - luma) > 1;
    }
    stub->torn += torn;
    if (stub->work_us) clock_sleep_until(clock_us() + stub->work_us);
    *pose = (Pose){
        .captured_us = captured_us,
        .width = (uint16_t)image->width,
        .height = (uint16_t)image->height,
        .found = luma > 60,
        .presence = (float)luma,
    };
}

static TrackerTimes stub_times(const void *self)
{
    return (TrackerTimes){ .total_us = ((const Stub *)self)->work_us };
}

static void stub_close(void *self)
{
    ((Stub *)self)->opened--;
}

static PoseMaker maker_of(Stub *stub)
{
    return (PoseMaker){ .self = stub, .next = stub_next, .times = stub_times, .close = stub_close };
}

static Vision *start(Stub *stub, CameraRequest request)
{
    Vision *vision;
    stub->opened++;
    assert_int_equal(vision_start_with(&vision, &request, maker_of(stub)), RESULT_OK);
    return vision;
}

static void stop(Vision **vision, const Stub *stub)
{
    vision_stop(vision);
    assert_null(*vision);
    assert_int_equal(stub->opened, 0);
    assert_int_equal(stub->torn, 0);
}

static void rest(void)
{
    clock_sleep_until(clock_us() + 1000);
}

// Numbered pictures in a folder; number k has the brightness fake_luma(k - 1), so that a picture
// tells which frame it is.
static int make_pictures(void **state)
{
    (void)state;
    snprintf(folder, sizeof folder, "%s/tiptoe-test-XXXXXX", P_tmpdir);
    if (!mkdtemp(folder)) return -1;
    for (int k = 1; k <= PICTURES; k++) {
        char path[128];
        snprintf(path, sizeof path, "%s/%02d.ppm", folder, k);
        FILE *file = fopen(path, "wb");
        if (!file) return -1;
        int width = k % 5 == 0 ? 96 : 64;  // the size changes now and then
        fprintf(file, "P6 %d 48 255\n", width);
        for (int i = 0; i < width * 48 * 3; i++) fputc(fake_luma(k - 1), file);
        fclose(file);
    }
    return 0;
}

static int remove_pictures(void **state)
{
    (void)state;
    for (int k = 1; k <= PICTURES; k++) {
        char path[128];
        snprintf(path, sizeof path, "%s/%02d.ppm", folder, k);
        unlink(path);
    }
    return rmdir(folder);
}

static CameraRequest pictures_at(double fps)
{
    static char pattern[128];
    snprintf(pattern, sizeof pattern, "%s/%%02d.ppm", folder);
    return (CameraRequest){ .source = pattern, .fps = fps };
}

// Reads poses until the clip has ended and every frame is accounted for.
static VisionHealth watch_to_the_end(Vision *vision, Pose *last)
{
    int64_t give_up_us = clock_us() + PATIENCE_US;
    *last = (Pose){ 0 };
    for (;;) {
        VisionHealth health = vision_health(vision);
        bool ended =
            health.camera == RESULT_NOT_FOUND && health.posed + health.dropped == health.captured;
        Pose pose;
        while (vision_take_pose(vision, &pose)) {
            assert_above(pose.number, last->number);
            assert_above(pose.captured_us, last->captured_us);
            assert_int_equal((int)pose.presence, fake_luma((int)pose.number - 1));
            VisionStamps stamps = vision_stamps(vision);
            assert_int_equal(stamps.captured_us, pose.captured_us);
            assert_int_equal(stamps.source, STAMP_SCHEDULE);
            assert_at_most(stamps.captured_us, stamps.dequeued_us);
            assert_at_most(stamps.dequeued_us, stamps.decoded_us);
            assert_at_most(stamps.decoded_us, stamps.started_us);
            assert_at_most(stamps.started_us, stamps.ready_us);
            assert_int_equal(stamps.ready_us, pose.ready_us);
            *last = pose;
        }
        if (ended) return health;
        assert_below(clock_us(), give_up_us);
        rest();
    }
}

static void every_frame_is_posed_or_counted_as_dropped(void **state)
{
    (void)state;
    static const int64_t work_us[] = { 0, 25000, 50000 };
    for (size_t i = 0; i < sizeof work_us / sizeof work_us[0]; i++) {
        Stub stub = { .work_us = work_us[i] };
        Vision *vision = start(&stub, pictures_at(200));
        assert_int_equal(vision_camera(vision).frame_count, PICTURES);
        Pose last;
        VisionHealth health = watch_to_the_end(vision, &last);
        assert_int_equal(health.captured, PICTURES);
        assert_int_equal(health.damaged, 0);
        assert_int_equal(health.reopened, 0);
        assert_string_equal(health.trouble, "the clip has ended");
        assert_in_range((int)health.luma, fake_luma(PICTURES - 1) - 1, fake_luma(PICTURES - 1) + 1);
        assert_above(health.fps, 1);
        // The newest wins: however slow the pose, the last frame is never the one that is lost.
        assert_int_equal(last.number, PICTURES);
        assert_int_equal(last.width, 64);
        if (work_us[i] > 0) assert_above(health.dropped, 0);
        assert_int_equal(vision_times(vision).total_us, work_us[i]);
        stop(&vision, &stub);
    }
}

static void the_mirror_gets_whole_pictures_that_stay(void **state)
{
    (void)state;
    Stub stub = { .work_us = 8000 };
    Vision *vision = start(&stub, pictures_at(250));
    int64_t give_up_us = clock_us() + PATIENCE_US;
    Image image = { 0 };
    int taken = 0;
    while (vision_health(vision).camera == RESULT_OK) {
        assert_below(clock_us(), give_up_us);
        taken += vision_take_picture(vision, &image);
        // Read slowly: the camera thread goes on, this picture must not change.
        for (int y = 0; taken && y < image.height; y++) {
            for (int x = 0; x < image.width * 3; x++) {
                assert_int_equal(image.bgr[y * image.stride + x], image.bgr[0]);
            }
        }
        rest();
    }
    taken += vision_take_picture(vision, &image);
    assert_above(taken, 0);
    assert_int_equal(image.bgr[0], fake_luma(PICTURES - 1));
    assert_false(vision_take_picture(vision, &image));
    stop(&vision, &stub);
}

static void await(Vision *vision, Result result, uint32_t posed);

// A mask that tells which picture it is of: its square lies at the picture's brightness.
typedef struct Masker {
    Stub stub;  // first: its calls are used
    float luma;
    float logits[SILHOUETTE_SIZE * SILHOUETTE_SIZE];
} Masker;

static void masker_next(void *self, const Image *image, int64_t captured_us, Pose *pose)
{
    Masker *masker = self;
    stub_next(&masker->stub, image, captured_us, pose);
    masker->luma = image->bgr[0];
}

static bool masker_mask(const void *self, TrackerMask *mask)
{
    const Masker *masker = self;
    Region where = { .centre = { masker->luma, 1 }, .side = 40 };
    *mask = (TrackerMask){ masker->logits, where };
    return masker->luma > 60;  // else nobody was found
}

static void a_mask_comes_with_its_own_picture(void **state)
{
    (void)state;
    static Masker masker;
    for (int i = 0; i < SILHOUETTE_SIZE * SILHOUETTE_SIZE; i++) masker.logits[i] = 9;
    for (int64_t work_us = 0; work_us <= 8000; work_us += 8000) {
        masker.stub = (Stub){ .work_us = work_us };
        CameraRequest request = pictures_at(250);
        PoseMaker maker = { .self = &masker, .next = masker_next, .mask = masker_mask };
        Vision *vision;
        assert_int_equal(vision_start_with(&vision, &request, maker), RESULT_OK);
        VisionCutout cutout = { 0 };
        int taken = 0;
        int64_t give_up_us = clock_us() + PATIENCE_US;
        for (bool more = true; more;) {
            assert_below(clock_us(), give_up_us);
            VisionHealth health = vision_health(vision);
            more = health.camera == RESULT_OK || health.posed + health.dropped != health.captured;
            uint32_t before = cutout.number;
            if (vision_take_cutout(vision, &cutout)) {
                assert_above(cutout.number, before);
                taken++;
            }
            // Read slowly: both threads go on, picture and mask must stay what they are.
            rest();
            for (int y = 0; taken && y < cutout.image.height; y++) {
                const uint8_t *row = cutout.image.bgr + (ptrdiff_t)y * cutout.image.stride;
                for (int x = 0; x < cutout.image.width * 3; x++)
                    assert_int_equal(row[x], fake_luma((int)cutout.number - 1));
            }
            if (!taken) continue;
            assert_int_equal((int)cutout.silhouette->where.centre.x, cutout.image.bgr[0]);
            assert_int_equal(cutout.silhouette->share[77], 255);
            assert_above(cutout.image.bgr[0], 60);
        }
        assert_above(taken, 0);
        vision_stop(&vision);
    }
    Stub stub = { 0 };
    Vision *vision = start(&stub, pictures_at(250));
    VisionCutout cutout;
    await(vision, RESULT_NOT_FOUND, 1);
    assert_false(vision_take_cutout(vision, &cutout));  // nobody asked for masks
    stop(&vision, &stub);
}

// The square of a quiet picture, moved by one of its pixels and turned, with the player in its left
// half.
static void a_silhouette_is_steady_and_leaves_no_ghost(void **state)
{
    (void)state;
    static float logits[SILHOUETTE_SIZE * SILHOUETTE_SIZE];
    static Silhouette first, next;
    const int half = SILHOUETTE_SIZE / 2, row = 100 * SILHOUETTE_SIZE;
    TrackerMask mask = { logits, { { 320, 240 }, 512, 0 } };  // 2 px of the picture a step
    for (int i = 0; i < SILHOUETTE_SIZE * SILHOUETTE_SIZE; i++)
        logits[i] = i % SILHOUETTE_SIZE < half ? 9 : -9;
    silhouette_make(&first, NULL, &mask);
    assert_int_equal(first.share[row + half - 1], 255);
    assert_int_equal(first.share[row + half], 0);
    // Where the network is undecided, the picture before speaks.
    for (int i = 0; i < SILHOUETTE_SIZE * SILHOUETTE_SIZE; i++) logits[i] = 0;
    silhouette_make(&next, &first, &mask);
    assert_in_range(next.share[row + 20], 215, 218);
    assert_in_range(next.share[row + half + 20], 37, 40);
    // The square went 10 of its pixels to the right, so the edge is 10 farther left in it.
    mask.where.centre.x += 20;
    silhouette_make(&next, &first, &mask);
    assert_in_range(next.share[row + half - 12], 215, 218);
    assert_in_range(next.share[row + half - 9], 37, 40);
    // Turned by a quarter clockwise: the picture's left is the square's bottom.
    mask.where = (Region){ { 320, 240 }, 512, PI_F / 2 };
    silhouette_make(&next, &first, &mask);
    assert_in_range(next.share[200 * SILHOUETTE_SIZE + 50], 215, 218);
    assert_in_range(next.share[50 * SILHOUETTE_SIZE + 200], 37, 40);
    // Where it is sure, nothing stays.
    for (int i = 0; i < SILHOUETTE_SIZE * SILHOUETTE_SIZE; i++) logits[i] = -5;
    silhouette_make(&next, &first, &mask);
    for (int i = 0; i < SILHOUETTE_SIZE * SILHOUETTE_SIZE; i++) assert_below(next.share[i], 8);
}

static void a_start_that_fails_closes_what_it_was_given(void **state)
{
    (void)state;
    Stub stub = { .opened = 1 };
    PoseMaker maker = maker_of(&stub);
    Vision *vision;
    CameraRequest request = { .source = "no/such/clip.mp4" };
    assert_int_equal(vision_start_with(&vision, &request, maker), RESULT_NOT_FOUND);
    assert_null(vision);
    assert_int_equal(stub.opened, 0);
    vision_stop(&vision);
}

// --- a scripted device in real time ---

static void fake_request(FakeDevice *fake, DeviceCalls *calls, CameraRequest *request)
{
    fake->real_time = true;
    if (!fake->modes[0].pixels) fake->modes[0] = (FakeMode){ V4L2_PIX_FMT_MJPEG, 64, 48, 60 };
    *calls = fake_calls(fake);
    *request = (CameraRequest){ .source = "0", .fps = fake->modes[0].fps, .device = calls };
}

static void await(Vision *vision, Result result, uint32_t posed)
{
    int64_t give_up_us = clock_us() + PATIENCE_US;
    VisionHealth health = vision_health(vision);
    while (health.camera != result || health.posed < posed) {
        assert_below(clock_us(), give_up_us);
        rest();
        health = vision_health(vision);
    }
}

static void a_lost_camera_comes_back_by_itself(void **state)
{
    (void)state;
    static const struct {
        FakeKind kind;
        const char *word;
    } losses[] = {
        { FAKE_UNPLUG, "/dev/video0" },
        { FAKE_IO_ERROR, "lost" },
        { FAKE_SILENT, "no pictures" },
        { FAKE_FROZEN, "frozen" },
    };
    for (size_t i = 0; i < sizeof losses / sizeof losses[0]; i++) {
        int count = losses[i].kind == FAKE_UNPLUG || losses[i].kind == FAKE_IO_ERROR ? 1 : 60;
        FakeDevice fake = { .steps = { { 12, FAKE_GOOD }, { count, losses[i].kind } } };
        DeviceCalls calls;
        CameraRequest request;
        fake_request(&fake, &calls, &request);
        Stub stub = { 0 };
        Vision *vision = start(&stub, request);
        assert_true(vision_camera(vision).live);
        await(vision, RESULT_LOST, 1);
        VisionHealth health = vision_health(vision);
        if (!strstr(health.trouble, losses[i].word)) fail_msg("not said: %s", health.trouble);
        uint32_t posed = health.posed, captured = health.captured;
        Pose pose;
        vision_take_pose(vision, &pose);
        uint32_t number = pose.number;
        await(vision, RESULT_OK, posed + 5);
        health = vision_health(vision);
        assert_string_equal(health.trouble, "");
        assert_int_equal(health.reopened, 1);
        assert_above(health.captured, captured);
        assert_true(vision_take_pose(vision, &pose));
        assert_above(pose.number, number);
        stop(&vision, &stub);
        assert_int_equal(fake.opened, 2);
        assert_int_equal(fake.open_files, 0);
        assert_int_equal(fake.maps, 0);
        assert_int_equal(fake.queue_errors, 0);
    }
}

static void damaged_frames_are_counted_and_told(void **state)
{
    (void)state;
    FakeDevice fake = { .steps = { { 5, FAKE_GOOD }, { 90, FAKE_GARBAGE } } };
    DeviceCalls calls;
    CameraRequest request;
    fake_request(&fake, &calls, &request);
    Stub stub = { 0 };
    Vision *vision = start(&stub, request);
    await(vision, RESULT_MALFORMED, 1);
    assert_non_null(strstr(vision_health(vision).trouble, "damaged"));
    await(vision, RESULT_OK, 8);
    VisionHealth health = vision_health(vision);
    assert_above(health.damaged, 0);
    assert_at_most(health.damaged, 90);
    assert_at_least(health.dropped, health.damaged);
    stop(&vision, &stub);
}

// A stand-in that is always behind: it is done with a picture once the next one waits.
typedef struct Behind {
    atomic_int painted;
    atomic_bool leave;
    atomic_int looks;
    int posed, looked_at[2];  // poses before each look around
} Behind;

static size_t behind_paint(FakeDevice *fake, uint8_t *to)
{
    Behind *behind = fake->painter;
    size_t size = (size_t)fake->mode.width * (size_t)fake->mode.height * 2;
    atomic_fetch_add(&behind->painted, 1);
    memset(to, 128, size);
    return size;
}

static void behind_next(void *self, const Image *image, int64_t captured_us, Pose *pose)
{
    Behind *behind = self;
    (void)image;
    // When a second one is asked for, the first was handed on.
    int until = atomic_load(&behind->painted) + 2;
    while (atomic_load(&behind->painted) < until && !atomic_load(&behind->leave)) rest();
    behind->posed++;
    *pose = (Pose){ .captured_us = captured_us };
}

static void behind_look(void *self, const Image *image)
{
    Behind *behind = self;
    int looks = atomic_load(&behind->looks);
    (void)image;
    if (looks < 2) behind->looked_at[looks] = behind->posed;
    atomic_store(&behind->looks, looks + 1);
}

// A look around takes as long as a pose, so the picture that waits goes first; but whoever stands
// around is looked for even where there always is one.
static void a_look_around_lets_thirty_pictures_go_first(void **state)
{
    (void)state;
    Behind behind = { 0 };
    FakeDevice fake = { .modes = { { V4L2_PIX_FMT_YUYV, 64, 48, 200 } },
                        .paint = behind_paint,
                        .painter = &behind };
    DeviceCalls calls;
    CameraRequest request;
    fake_request(&fake, &calls, &request);
    PoseMaker maker = { .self = &behind, .next = behind_next, .look_around = behind_look };
    Vision *vision;
    assert_int_equal(vision_start_with(&vision, &request, maker), RESULT_OK);
    int64_t give_up_us = clock_us() + PATIENCE_US;
    while (atomic_load(&behind.looks) < 2 && clock_us() < give_up_us) rest();
    atomic_store(&behind.leave, true);
    vision_stop(&vision);
    assert_int_equal(behind.looked_at[0], 31);
    assert_int_equal(behind.looked_at[1], 62);
}

static int open_descriptors(void)
{
    int count = 0;
    DIR *list = opendir("/proc/self/fd");
    assert_non_null(list);
    while (readdir(list)) count++;
    closedir(list);
    return count;
}

static void twenty_starts_and_stops_leave_nothing_behind(void **state)
{
    (void)state;
    int before = open_descriptors();
    for (int i = 0; i < 20; i++) {
        FakeDevice fake = { .steps = { { 1 + i % 4, FAKE_GOOD }, { 1, FAKE_UNPLUG } } };
        DeviceCalls calls;
        CameraRequest request;
        fake_request(&fake, &calls, &request);
        Stub stub = { .work_us = i % 3 * 1000 };
        Vision *vision = start(&stub, i % 2 ? pictures_at(500) : request);
        for (int k = 0; k < i; k++) {
            Pose pose;
            Image image;
            vision_take_pose(vision, &pose);
            vision_take_picture(vision, &image);
            rest();
        }
        stop(&vision, &stub);
        assert_int_equal(fake.open_files, 0);
        assert_int_equal(fake.maps, 0);
    }
    assert_int_equal(open_descriptors(), before);
}

static void aims_travel_to_the_demo_child(void **state)
{
    (void)state;
    Stub stub = { 0 };
    DemoLink link;
    demo_link_init(&link);
    CameraRequest request = {
        .source = "demo", .width = 160, .height = 120, .fps = 60, .seed = 1, .link = &link
    };
    Vision *vision = start(&stub, request);
    assert_false(vision_camera(vision).live);
    DemoAim aim = { .count = 1, .target = { { .id = 1, .radius = 0.05f, .sides = 3 } } };
    for (int i = 0; i < 50 || vision_health(vision).posed < 20; i++) {
        aim.target[0].id = 1 + i / 10;
        aim.target[0].at = vec2(0.4f + 0.02f * (float)(i % 10), 0.4f);
        demo_link_aim(&link, &aim);
        rest();
    }
    assert_int_equal(vision_health(vision).camera, RESULT_OK);
    stub.torn = 0;  // the drawing is not of one colour
    vision_stop(&vision);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_frame_is_posed_or_counted_as_dropped),
        cmocka_unit_test(the_mirror_gets_whole_pictures_that_stay),
        cmocka_unit_test(a_mask_comes_with_its_own_picture),
        cmocka_unit_test(a_silhouette_is_steady_and_leaves_no_ghost),
        cmocka_unit_test(a_start_that_fails_closes_what_it_was_given),
        cmocka_unit_test(a_lost_camera_comes_back_by_itself),
        cmocka_unit_test(damaged_frames_are_counted_and_told),
        cmocka_unit_test(a_look_around_lets_thirty_pictures_go_first),
        cmocka_unit_test(twenty_starts_and_stops_leave_nothing_behind),
        cmocka_unit_test(aims_travel_to_the_demo_child),
    };
    camera_register(&demo_camera_source);
    return cmocka_run_group_tests(tests, make_pictures, remove_pictures);
}
