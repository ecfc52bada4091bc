// demo.h: a drawn child in a drawn room, who can play. Stands in for a child before the camera, and for
// the truth: the joints are known. Deterministic: the same options and aims give the same pictures.
#pragma once

#include "base/image.h"
#include "tiptoe/base.h"
#include "tiptoe/body.h"
#include "tiptoe/pose.h"

#define DEMO_TARGETS_MAX 8

// What the child sees on the screen, in the camera's picture. Filled by the engine from the game's targets.
typedef struct DemoTarget {
    int id;
    Vec2 at;         // fractions of width and height of the picture, not mirrored
    float radius;    // fraction of the height
    unsigned hands;  // bit 1 << side: who may touch; 0: left, 1: right hand of the child
    bool both;
} DemoTarget;

typedef struct DemoAim {
    int count;
    DemoTarget target[DEMO_TARGETS_MAX];
} DemoAim;

// Zero is a usual child in every field but width, height and fps.
typedef struct DemoOptions {
    // NULL or "" is "play". Steps divided by commas, each a word, its values and how long it lasts in
    // seconds; the whole is repeated for ever:
    //   play            reaches for what it is shown
    //   still           stands, with a child's own sway
    //   sway A F        mid-hip x = A sin(2 pi F t) in cm and Hz, pivoting at the ankles, nothing else
    //   oneleg SIDE     stands on that leg
    //   squat, step, jump    one every 2.4, 2.4 and 2.0 s
    //   reach SIDE      left, right or both: one every 2.6 s to the side, diagonally up, overhead
    //   raise           both arms level to the sides, then overhead, then down
    //   wave            both hands overhead
    //   leave           walks out of the picture and back again
    // "still 2, sway 1.5cm 0.3Hz 20, oneleg left 5, squat 4.8, leave 6, reach right 8s"
    const char *script;
    int width, height;  // 640x480 or 1280x720 (any size works)
    double fps;
    uint64_t seed;      // of the noise of camera and child
    float height_cm;    // of the child, who is always 5/8 of the picture tall; 0: 120
    bool seated;        // on a padded bench; steps that need the legs are sat through
    bool wheelchair;    // seated in a wheelchair instead
    float skill;        // 0 (as 0.8): usual; above 0 .. 1: how fast and exactly it aims
    float reaction_ms;  // mean until a hand starts, standard deviation 17 % of it; 0: 350
    float tremor_cm;    // RMS of a 6-8 Hz shaking of the hands
    float
        weakness[SIDE_COUNT];  // this side is 1 + weakness times as slow and inexact, and used less
    float attention_s;         // mean time until the child looks away for a while; 0: never
} DemoOptions;

typedef struct Demo Demo;

// MALFORMED: the script cannot be read; the line says where.
Result demo_open(Demo **demo, const DemoOptions *options);

// Moves on by one frame (1/fps) with what the child can see now (NULL: as before), and paints it into
// `image`, which must have the size of the options. The first frame is time 0.
// `truth`, if not NULL, gets the true landmarks (found false while the child is outside); its number
// counts frames, its captured_us is the frame's time from the start.
// Nothing is allocated.
void demo_frame(Demo *demo, const DemoAim *aim, Image *image, Pose *truth);

// As demo_frame without painting: for thousands of simulated sessions.
void demo_move(Demo *demo, const DemoAim *aim, Pose *truth);

void demo_close(Demo **demo);  // *demo becomes NULL; NULL is allowed
