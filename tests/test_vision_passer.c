// SPDX-License-Identifier: MIT
// test_vision_passer.c: a child that spins, jumps, turns its back and hides is lost at times; then
// one as tall, in much the same clothes, who passes at the edge of the picture, is not taken for
// it. Where both really are is known in every frame. TIPTOE_SOAK=1 plays 40 seeds with both
// networks.
#include "demo/demo.h"
#include "test.h"
#include "vision/tracker.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define WIDTH  640
#define HEIGHT 480
#define FPS    15
#define SEEDS  40  // TIPTOE_SOAK; else TESTED
#define TESTED 4
#define FIRST  (3 * FPS)
#define END    (20 * FPS)
#define ASTRAY (0.16f * HEIGHT)  // px, between mid-hips: such a pose is not the child's

typedef struct Lock {
    int frames, found, swapped, losses, returns, missed, longest;
} Lock;

static Demo *open_demo(uint64_t seed)
{
    static const char *const acts[] = {
        "spin 3", "jump 4", "away 4",       "hide 2.5", "spin 4.5",
        "away 3", "hide 4", "reach both 3", "jump 2",   "squat 2.4"
    };
    Rng rng = rng_seed(seed * 77 + 3);
    char script[256] = "still 4";
    for (int i = 0; i < 6; i++) {
        size_t used = strlen(script);
        snprintf(script + used, sizeof script - used, ", %s, still 0.7",
                 acts[rng_below(&rng, sizeof acts / sizeof *acts)]);
    }
    strcat(script, "; visitor edge");
    static const float heights[] = { 120, 105, 140, 150 };
    DemoOptions options = { .script = script,
                            .width = WIDTH,
                            .height = HEIGHT,
                            .fps = FPS,
                            .seed = seed,
                            .height_cm = heights[seed % 4] };
    Demo *demo;
    assert_int_equal(demo_open(&demo, &options), RESULT_OK);
    return demo;
}

static Vec2 hips(const Pose *pose)
{
    Vec3 a = pose->image[LANDMARK_HIP_LEFT], b = pose->image[LANDMARK_HIP_RIGHT];
    return vec2((a.x + b.x) / 2 * WIDTH, (a.y + b.y) / 2 * HEIGHT);
}

static Lock play(uint64_t seed, Model model)
{
    static uint8_t bgr[WIDTH * HEIGHT * 3];
    Image image = { WIDTH, HEIGHT, WIDTH * 3, bgr };
    Lock lock = { 0 };
    Tracker *tracker;
    TrackerOptions options = { .model = model };
    assert_int_equal(tracker_open(&tracker, &options), RESULT_OK);
    Demo *demo = open_demo(seed);
    for (int i = 0; i < FIRST; i++) demo_move(demo, NULL, NULL);
    bool was = false;
    for (int i = FIRST, missed = 0; i < END; i++) {
        Pose child, other, pose = { 0 };
        demo_frame(demo, NULL, &image, &child);
        bool there = demo_visitor(demo, &other);
        tracker_next(tracker, &image, (int64_t)i * 1000000 / FPS, &pose);
        tracker_look_around(tracker, &image);
        int seen = 0;
        for (int k = 0; k < LANDMARK_COUNT; k++) seen += child.visibility[k] > 0;
        bool own = pose.found && vec2_distance(hips(&pose), hips(&child)) < ASTRAY;
        bool swapped =
            pose.found && !own && there && vec2_distance(hips(&pose), hips(&other)) < ASTRAY;
        lock.frames++;
        lock.found += own;
        lock.swapped += swapped;
        lock.losses += was && !pose.found;
        lock.returns += !was && own && i > FIRST;
        missed = seen == LANDMARK_COUNT && !pose.found ? missed + 1 : 0;
        lock.missed += missed > 0;
        lock.longest = missed > lock.longest ? missed : lock.longest;
        was = pose.found;
    }
    demo_close(&demo);
    tracker_close(&tracker);
    return lock;
}

static void who_passes_at_the_edge_is_never_the_child(void **state)
{
    (void)state;
    need_models();
    bool soak = getenv("TIPTOE_SOAK");
    Lock sum = { 0 };
    static const int tested[TESTED] = { 1, 5, 15, 20 };  // once, all four were taken over
    for (int i = 0; i < (soak ? SEEDS : TESTED); i++) {
        int seed = soak ? i + 1 : tested[i];
        for (int k = 0; k < 2; k++) {
            if (!soak && k != i % 2) continue;
            Lock lock = play((uint64_t)seed, k ? MODEL_FULL : MODEL_LITE);
            if (lock.swapped)
                print_message("seed %d, %s: %d frames the passer-by's\n", seed, k ? "full" : "lite",
                              lock.swapped);
            sum.frames += lock.frames;
            sum.found += lock.found;
            sum.swapped += lock.swapped;
            sum.losses += lock.losses;
            sum.returns += lock.returns;
            sum.missed += lock.missed;
            sum.longest = lock.longest > sum.longest ? lock.longest : sum.longest;
        }
    }
    print_message("%d frames, the child followed in %d, the passer-by in %d; %d losses, %d right "
                  "returns, in view and not found in %d, at most %.1f s\n",
                  sum.frames, sum.found, sum.swapped, sum.losses, sum.returns, sum.missed,
                  (double)sum.longest / FPS);
    assert_int_equal(sum.swapped, 0);
    assert_at_least(sum.losses, TESTED - 1);  // the test tests something
    assert_at_least(sum.returns, TESTED / 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(who_passes_at_the_edge_is_never_the_child),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
