// SPDX-License-Identifier: MIT
// test_gym_camera.c: the page of cameras in the window, before two scripted ones: which is looked
// through, how it hangs, what is kept, and that nothing stays open.
#include "fake_device.h"
#include "gym/camera_choice.h"

#include "test.h"

#include <stdio.h>
#include <string.h>

#define PATIENCE_S  10
#define OTHER_FILES 1000  // files of the second device are numbered so much higher

// ---- two devices: /dev/video0, and /dev/video2 behind what gives no pictures --------------------

static FakeDevice one, two, none;

static FakeDevice *device_of(int *file)
{
    FakeDevice *all[] = { &one, &two, &none };
    FakeDevice *device = all[*file / OTHER_FILES - 1];
    *file = 1000;
    return device;
}

static int two_open(void *world, const char *path)
{
    static const char *const paths[] = { "/dev/video0", "/dev/video2", "/dev/video1" };
    (void)world;
    for (int i = 0; i < 3; i++) {
        int file = (i + 1) * OTHER_FILES;
        if (strcmp(path, paths[i]) != 0) continue;
        int opened = fake_open(device_of(&file), "/dev/video0");
        return opened < 0 ? opened : (i + 1) * OTHER_FILES;
    }
    return fake_error(ENOENT);
}

static int two_close(void *world, int file)
{
    (void)world;
    FakeDevice *device = device_of(&file);
    return fake_close(device, file);
}

static int two_ioctl(void *world, int file, unsigned long request, void *argument)
{
    (void)world;
    FakeDevice *device = device_of(&file);
    int result = fake_ioctl(device, file, request, argument);
    if (request == VIDIOC_QUERYCAP && device == &two)
        strcpy((char *)((struct v4l2_capability *)argument)->card, "Second camera");
    return result;
}

static void *two_map(void *world, size_t length, int file, int64_t offset)
{
    (void)world;
    FakeDevice *device = device_of(&file);
    return fake_map(device, length, file, offset);
}

static int two_unmap(void *world, void *memory, size_t length)
{
    (void)world;
    FakeDevice *device = two.maps > 0 ? &two : &one;  // one is open at a time
    return fake_unmap(device, memory, length);
}

static int two_poll(void *world, int file, int timeout_ms)
{
    (void)world;
    FakeDevice *device = device_of(&file);
    return fake_poll(device, file, timeout_ms);
}

static int64_t two_clock(void *world)
{
    (void)world;
    return clock_us();
}

static const DeviceCalls two_devices = { NULL,    two_open,  two_close, two_ioctl,
                                         two_map, two_unmap, two_poll,  two_clock };

// ---- the person ---------------------------------------------------------------------------------

// A key that is pressed once the page says `when`; NULL: at once.
typedef struct Press {
    const char *when;
    int key;
} Press;

static Live live;
static const Press *next;
static int64_t give_up_us;

static bool says(const char *words)
{
    const Canvas *page = &live.screen.canvas;
    for (int i = 0; i < page->item_count; i++)
        if (page->item[i].kind == CANVAS_TEXT && strstr(page->item[i].text, words)) return true;
    return false;
}

bool __real_render_event(Render *render, RenderEvent *event);
bool __wrap_render_event(Render *render, RenderEvent *event);
bool __wrap_render_event(Render *render, RenderEvent *event)
{
    (void)render;
    if (clock_us() > give_up_us) fail_msg("the page never said \"%s\"", next->when);
    if (!next->key || (next->when && !says(next->when))) return false;
    *event = (RenderEvent){ .kind = RENDER_KEY, .key = next++->key };
    return true;
}

static void choose(const Press *presses)
{
    next = presses;
    give_up_us = clock_us() + PATIENCE_S * 1000000LL;
    camera_choose(&live);
    assert_int_equal(one.open_files + two.open_files + none.open_files, 0);
    assert_int_equal(one.maps + two.maps, 0);
}

static char folder[] = "/tmp/tiptoe-camera-XXXXXX", store[64];

static int setup(void **state)
{
    (void)state;
    const FakeMode mode = { V4L2_PIX_FMT_YUYV, 320, 240, 30 };
    one = (FakeDevice){ .modes = { mode }, .real_time = true };
    two = (FakeDevice){ .modes = { mode }, .real_time = true };
    none = (FakeDevice){ .metadata_only = true, .real_time = true };
    (void)fake_calls(&one);
    (void)fake_calls(&two);
    (void)fake_calls(&none);
    if (!store[0]) snprintf(store, sizeof store, "%s/a.db", mkdtemp(folder));
    live = (Live){ .settings = settings_default() };
    Machine *m = &live.settings.machine;
    m->store = store;
    m->headless = true;
    m->window_width = 640;
    m->window_height = 360;
    m->camera.device = &two_devices;
    assert_int_equal(settings_finish(&live.settings), RESULT_OK);
    return live_open_window(&live);
}

static int teardown(void **state)
{
    (void)state;
    live_close(&live);
    return 0;
}

static void the_chosen_camera_is_kept_and_how_it_hangs(void **state)
{
    (void)state;
    const CameraRequest *camera = &live.settings.machine.camera;
    KnownMount known[CAMERA_MOUNTS_MAX];
    assert_string_equal(camera->source, "/dev/video0");
    static const Press presses[] = {
        { "320 x 240", RENDER_KEY_DOWN },
        { NULL, ' ' },
        { "One moment", 'x' },
        { "320 x 240", 't' },
        { "240 x 320", 'm' },
        { "One moment", 'x' },
        { "240 x 320", RENDER_KEY_ENTER },
        { NULL, 0 },
    };
    choose(presses);
    assert_string_equal(camera->source, "/dev/video2");
    assert_int_equal(two.opened, 2 + 3);  // asked for its name twice, opened, turned, mirrored
    assert_int_equal(camera_mounts_load(store, known), 1);
    assert_string_equal(known[0].camera, "Second camera");
    assert_int_equal(known[0].mount.turn, 90);
    assert_true(known[0].mount.mirror);
    // The next time the program starts it is the usual one, and hangs as it was left.
    assert_string_equal(settings_usual_camera(store, &two_devices), "/dev/video2");
    live.settings.machine.camera.mount_given = false;
    static const Press looks[] = { { "240 x 320", RENDER_KEY_ESCAPE }, { NULL, 0 } };
    choose(looks);
}

static void what_is_only_looked_at_is_not_kept(void **state)
{
    (void)state;
    KnownMount known[CAMERA_MOUNTS_MAX];
    remove(store);
    static const Press presses[] = { { "320 x 240", RENDER_KEY_ESCAPE }, { NULL, 0 } };
    choose(presses);
    assert_int_equal(camera_mounts_load(store, known), 0);
}

static void a_camera_that_cannot_be_had_says_so(void **state)
{
    (void)state;
    one.open_error = EBUSY;
    assert_string_equal(live.settings.machine.camera.source, "/dev/video0");
    static const Press presses[] = { { "another program", RENDER_KEY_DOWN },
                                     { NULL, ' ' },
                                     { "320 x 240", RENDER_KEY_ENTER },
                                     { NULL, 0 } };
    choose(presses);
    assert_string_equal(live.settings.machine.camera.source, "/dev/video2");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(the_chosen_camera_is_kept_and_how_it_hangs, setup,
                                        teardown),
        cmocka_unit_test_setup_teardown(what_is_only_looked_at_is_not_kept, setup, teardown),
        cmocka_unit_test_setup_teardown(a_camera_that_cannot_be_had_says_so, setup, teardown),
    };
    setenv("SDL_VIDEODRIVER", "dummy", 1);
    setenv("ALSOFT_DRIVERS", "null", 1);
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    remove(store);
    rmdir(folder);
    return failed;
}
