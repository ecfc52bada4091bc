// SPDX-License-Identifier: MIT
// test_render_borders.c: nothing drawn in a picture of assets/art touches the border of its box,
// where it would be cut flat; but for backgrounds and what is meant to go on beyond it.
#include "render/loader.h"
#include "render/parts.h"
#include "test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define FAINT 8  // of 255: what is less is not seen

// What hangs from above or stands on the stage's floor, goes on from picture to picture, or is a
// layer of a scene that goes on beyond the stage.
static const char *const meant[] = {
    "lantern",         "rocket_flame",        "stem",
    "flamingo_wader",  "flamingo_wader_left", "monster_mirror_front",
    "moon_ground",     "spot_arch",           "spot_arch_low",
    "stage_curtain",   "stage_valance",       "town_snow_left",
    "town_snow_right", "town_windows_left",   "town_windows_right"
};

static bool is_meant(const char *name)
{
    for (size_t i = 0; i < sizeof meant / sizeof meant[0]; i++)
        if (!strcmp(meant[i], name)) return true;
    return false;
}

// Pixels of the border in which something is seen.
static int touching(const uint8_t *bgra, int width, int height)
{
    int count = 0;
    for (int y = 0; y < height; y++)
        for (int x = 0; x < width; x += y == 0 || y == height - 1 ? 1 : width - 1)
            count += bgra[4 * (y * width + x) + 3] > FAINT;
    return count;
}

static void test_the_count_sees_the_border_alone(void **state)
{
    (void)state;
    uint8_t bgra[4 * 5 * 4] = { 0 };
    bgra[4 * (1 * 5 + 2) + 3] = 255;  // within
    assert_int_equal(touching(bgra, 5, 4), 0);
    bgra[4 * (1 * 5 + 4) + 3] = 255;  // right
    bgra[4 * (2 * 5 + 0) + 3] = 255;  // left
    bgra[4 * (0 * 5 + 0) + 3] = 255;  // a corner
    bgra[4 * (3 * 5 + 2) + 3] = 255;  // below
    assert_int_equal(touching(bgra, 5, 4), 4);
}

static void test_nothing_is_cut_flat(void **state)
{
    (void)state;
    Render *render;
    RenderOptions options = {
        .width = 64, .height = 36, .headless = true, .asset_folder = TIPTOE_BUILT_ASSETS
    };
    int found = 0, faults = 0;
    assert_int_equal(render_open(&render, &options), RESULT_OK);
    for (int i = 0; i < render->picture_count; i++) {
        const Picture *picture = &render->pictures[i];
        uint8_t *bgra =
            loader_read(TIPTOE_BUILT_ASSETS "/art", picture->name, picture->width, picture->height);
        assert_non_null(bgra);
        int touches = touching(bgra, picture->width, picture->height);
        free(bgra);
        found += is_meant(picture->name);
        bool background = touches == 2 * (picture->width + picture->height) - 4;
        if (background || is_meant(picture->name) == (touches > 0)) continue;
        faults++;
        fprintf(stderr,
                touches ? "%s: %d pixels of its border\n"
                        : "%s is listed, and touches its border with %d pixels\n",
                picture->name, touches);
    }
    render_close(&render);
    assert_int_equal(faults, 0);
    assert_int_equal(found, sizeof meant / sizeof meant[0]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_the_count_sees_the_border_alone),
        cmocka_unit_test(test_nothing_is_cut_flat),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
