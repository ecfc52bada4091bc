// SPDX-License-Identifier: MIT
// test_vision_sign.c: the child's sign as the network sees it on drawn pictures: 19 of 20 are
// understood, and other movements are none. One sign; twenty with TIPTOE_SOAK.
#include "demo/demo.h"
#include "lamps.h"
#include "play/pose_record.h"
#include "vision/tracker.h"

#define WIDTH   640
#define HEIGHT  480
#define FPS     30
#define STILL_S 5
#define CROSS_S 5
#define ROUND_S (STILL_S + CROSS_S)

typedef struct Watched {
    Play *play;
    Demo *demo;
    Tracker *tracker;
    Image image;
    uint32_t step;
    int signs;
} Watched;

static void open_watched(Watched *w, Model model, bool seated, const char *script)
{
    PlaySetup setup = { .game = &game_lamps };
    setup.setup = (GameSetup){ .seed = 1, .level = 1, .seconds = 600 };
    setup.setup.profile = (Profile){ .hand = HAND_EITHER,
                                     .posture = seated ? POSTURE_SEATED : POSTURE_STANDING,
                                     .sensory = sensory_preset(SENSORY_STANDARD) };
    DemoOptions child = {
        .script = script, .width = WIDTH, .height = HEIGHT, .fps = FPS, .seed = 5, .seated = seated
    };
    *w = (Watched){ .play = play_open(&setup) };
    w->image = (Image){ WIDTH, HEIGHT, 3 * WIDTH, malloc((size_t)3 * WIDTH * HEIGHT) };
    assert_non_null(w->image.bgr);
    assert_int_equal(demo_open(&w->demo, &child), RESULT_OK);
    assert_int_equal(tracker_open(&w->tracker, &(TrackerOptions){ .model = model }), RESULT_OK);
}

// One step of play; after a sign the therapist goes on at once, without a count.
static void step_watched(Watched *w)
{
    static PlayOutput out;
    PlayInput in = { .step = w->step, .taken_us = (int64_t)w->step * 1000000 / 60 };
    in.has_pose = w->step % (60 / FPS) == 0;
    if (in.has_pose) {
        Pose truth;
        demo_frame(w->demo, NULL, &w->image, &truth);
        tracker_next(w->tracker, &w->image, in.taken_us, &in.pose);
        in.pose.captured_us = in.pose.ready_us = in.taken_us;
        pose_quantise(&in.pose, &(PoseRecord){ 0 });
    }
    play_step(w->play, &in, &out);
    w->step++;
    for (int i = 0; i < out.event_count; i++) w->signs += out.event[i].event == EVENT_SIGN;
}

static void go_on(Watched *w)
{
    static PlayOutput out;
    PlayInput in = { .step = w->step++, .command_count = 2 };
    in.taken_us = (int64_t)in.step * 1000000 / 60;
    in.command[0].command = COMMAND_RESUME;
    in.command[1].command = COMMAND_START_STOP;
    play_step(w->play, &in, &out);
}

static void close_watched(Watched *w)
{
    tracker_close(&w->tracker);
    demo_close(&w->demo);
    play_close(&w->play);
    free(w->image.bgr);
}

static void signs_are_understood(void **state)
{
    (void)state;
    need_models();
    const bool soak = getenv("TIPTOE_SOAK");
    const int rounds = soak ? 5 : 1;
    int asked = 0, found = 0;
    char script[40];
    snprintf(script, sizeof script, "still %d, cross %d", STILL_S, CROSS_S);
    for (int kind = 0; kind < (soak ? 4 : 1); kind++) {
        Model model = kind / 2 ? MODEL_FULL : MODEL_LITE;
        Watched w;
        open_watched(&w, model, kind % 2, script);
        for (int round = 0; round < rounds; round++) {
            int before = w.signs;
            while (w.step < (uint32_t)(60 * ROUND_S * (round + 1)) - 1) step_watched(&w);
            go_on(&w);
            found += w.signs > before;
            asked++;
        }
        print_message("%s %s: %d signs of %d so far\n", model_name(model),
                      kind % 2 ? "seated" : "standing", found, asked);
        close_watched(&w);
    }
    assert_at_least(20 * found, 19 * asked);
}

static void other_movements_are_none(void **state)
{
    (void)state;
    need_models();
    if (!getenv("TIPTOE_SOAK")) return;
    for (int seated = 0; seated < 2; seated++) {
        Watched w;
        open_watched(
            &w, MODEL_LITE, seated,
            "still 4, reach both 8, wave 4, raise 6, drum 0deg 0.5Hz 6, abduct both 120deg "
            "4, stretch left 10cm 6, reach left 8, drum 180deg 1Hz 5");
        while (w.step < 60 * 51) step_watched(&w);
        assert_int_equal(play_phase(w.play), PHASE_PLAY);
        assert_int_equal(w.signs, 0);
        close_watched(&w);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(signs_are_understood),
        cmocka_unit_test(other_movements_are_none),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
