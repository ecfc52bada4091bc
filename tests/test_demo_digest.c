// SPDX-License-Identifier: MIT
// test_demo_digest.c: the drawn child is the same whichever compiler, at whichever optimisation,
// has built it, and on every machine: digests of its landmarks and pictures are written down here.
// Whoever changes the child on purpose writes down the new ones, which the test prints.
#include "demo/demo.h"
#include "test.h"

#include <inttypes.h>

#define FPS     30
#define SECONDS 20

static uint64_t digest(uint64_t hash, const void *bytes, size_t size)  // FNV-1a
{
    for (size_t i = 0; i < size; i++)
        hash = (hash ^ ((const unsigned char *)bytes)[i]) * 1099511628211u;
    return hash;
}

// Hands, a lean and a stillness by turns, at places that wander.
static DemoAim aim_at(int frame)
{
    const TargetKind kinds[] = { TARGET_HAND, TARGET_HAND, TARGET_LEAN, TARGET_SQUAT };
    int id = frame / (2 * FPS), slot = id % 4;
    float away = (float)(id * 37 % 50) / 100;
    DemoTarget target = { .id = id,
                          .kind = kinds[slot],
                          .at = vec2(0.25f + away, 0.3f + away / 2),
                          .radius = 0.06f,
                          .value = slot == 2 ? 12 : 0.2f,
                          .sides = 1u + (unsigned)slot };
    return (DemoAim){ .count = 1, .target = { target } };
}

static uint64_t child(DemoOptions options)
{
    options.width = 320;
    options.height = 240;
    options.fps = FPS;
    Demo *demo = NULL;
    assert_int_equal(demo_open(&demo, &options), RESULT_OK);
    Image image = { .width = 320, .height = 240, .stride = 960, .bgr = malloc(960 * 240) };
    assert_non_null(image.bgr);
    uint64_t hash = 14695981039346656037u;
    for (int i = 0; i < SECONDS * FPS; i++) {
        DemoAim aim = aim_at(i);
        Pose pose;
        if (i % FPS) {
            demo_move(demo, &aim, &pose);
        } else {
            demo_frame(demo, &aim, &image, &pose);
            hash = digest(hash, image.bgr, 960 * 240);
        }
        hash = digest(hash, pose.image, sizeof pose.image);
        hash = digest(hash, pose.world_m, sizeof pose.world_m);
        hash = digest(hash, pose.visibility, sizeof pose.visibility);
    }
    free(image.bgr);
    demo_close(&demo);
    return hash;
}

static void test_same_child_from_every_compiler(void **state)
{
    (void)state;
    const struct {
        DemoOptions options;
        uint64_t wanted;
    } rows[] = {
        { { .script = "play", .seed = 1 }, 0xad3c18c7e676ebc6 },
        { { .script = "play; visitor front",
            .seed = 2,
            .skill = 0.3f,
            .reaction_ms = 500,
            .tremor_cm = 1.5f,
            .weakness = { 0.5f, 0 },
            .attention_s = 5 },
          0xf421287f5f1ccc96 },
        { { .script = "play", .seed = 3, .wheelchair = true }, 0xf4447b6df876b597 },
        { { .script = "sway 1.5cm 0.3Hz 4, oneleg left 3, squat 4, jump 3, reach both 6; "
                      "visitor beside",
            .seed = 4 },
          0xcd28cfc626408c13 },
        { { .script = "leave 6, lean left 8, stretch right 10, abduct both 90, drum 40 1",
            .seed = 5 },
          0x26656de5ec4f78a4 },
    };
    int differing = 0;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        uint64_t hash = child(rows[i].options);
        if (hash == rows[i].wanted) continue;
        print_message("row %zu is 0x%016" PRIx64 "\n", i, hash);
        differing++;
    }
    assert_int_equal(differing, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_same_child_from_every_compiler),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
