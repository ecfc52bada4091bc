// SPDX-License-Identifier: MIT
// demo.h: a drawn child in a drawn room, who can play. Stands in for a child before the camera, and
// for the truth: the joints are known. The same options and aims give the same pictures, always.
#pragma once

#include "base/image.h"
#include "tiptoe/game.h"

#define DEMO_TARGETS_MAX 8

// What the child sees on the screen, in the camera's picture, and what it is invited to do with it:
// the kinds of GameTarget.
typedef struct DemoTarget {
    int id;
    TargetKind kind;
    Vec2 at;         // fractions of width and height of the picture, not mirrored
    float radius;    // fraction of the height
    float value;     // LEAN: degrees, + to the child's right; SQUAT, LIFT: leg lengths (LIFT of a
                     // seated child: of the knee, in trunk lengths)
    unsigned sides;  // bit 1 << side: whose hand or foot; 0: left, 1: right of the child
    bool both;       // both hands together
    float due_s;     // be there in so many seconds; 0: as soon as possible
} DemoTarget;

typedef struct DemoAim {
    int count;
    DemoTarget target[DEMO_TARGETS_MAX];
} DemoAim;

// What a game's targets look like to the child before a camera of width x height px at `step` of
// play (GameInput.step).
DemoAim demo_aim(const GameTarget *target, int count, uint32_t step, const Calibration *size,
                 int width, int height);

// Zero is a usual child in every field but width, height and fps.
typedef struct DemoOptions {
    // NULL or "" is "play". Steps divided by commas, each a word, its values and how long it lasts
    // in seconds; the whole is repeated for ever:
    //   play            reaches for what it is shown
    //   still           stands, with a child's own sway
    //   sway A F        mid-hip x = A sin(2 pi F t) in cm and Hz, about the ankles, nothing else
    //   oneleg SIDE     stands on that leg
    //   squat, step, jump    one every 2.4, 2.4 and 2.0 s
    //   reach SIDE      left, right or both: one every 2.6 s to the side, diagonally up, overhead
    //   raise           both arms level to the sides, then overhead, then down
    //   wave            both hands overhead
    //   leave           walks out of the picture and back again
    //   lean SIDE A     shifts the weight: mid-hip A cm to that side, held, and back
    //   stretch SIDE A  holds the arm out at 90 degrees, then reaches A cm farther, and back
    //   abduct SIDE D   raises a straight arm (left, right, both) sideways to D deg, and lowers it
    //   drum D F        both arms up and down at F Hz, the left D deg of the cycle ahead
    //   cross           crosses the arms on the chest, which says no, and lowers them again
    //   spin            turns about itself, once a second and a half
    //   away            turns its back to the camera for a while
    //   hide            behind a curtain that comes down before it
    //   mocap FILE      moves as the recorded child in this table did (mocap.h), for its length; a
    //                   path without blanks and commas
    //   stray SIDE A    steps A cm to that side, stands there, and comes back
    //   near A          likewise towards the camera; below 0 away from it
    //   crouch          on its heels; seated: slips down from the seat
    //   bow             bends right down
    //   lie             lies down on the floor, and gets up again
    // "still 2, sway 1.5cm 0.3Hz 20, oneleg left 5, squat 4.8, leave 6, reach right 8s"
    // At the end may follow "; visitor front", "behind" or "beside": a grown-up who walks through
    // the picture from 5-8 s on, at times and from a side that the seed decides, hides the child
    // for a moment or is hidden by it ("beside": comes, lays a hand on its shoulder, goes;
    // "edge": one as tall as the child, in much the same clothes, comes no nearer than two fifths
    // of the picture's width), and is away for 3-8 s.
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
    float age_years;           // 0: not said (traits.h)
    float reach_cm;  // how far its hands come from the shoulder for a target; 0: the whole arm
    float range_cm;  // ... from where they rest; 0: as far as the arm comes
    const struct DemoRig
        *rig;  // NULL: none. Else it gives body, room, light and camera (demo_rig.h)
} DemoOptions;

typedef struct Demo Demo;

// MALFORMED: the script, or a table that it names, cannot be read; the line says where. NOT_FOUND:
// no such table.
Result demo_open(Demo **demo, const DemoOptions *options);

// Moves on by one frame (1/fps) with what the child can see now (NULL: as before), and paints it
// into `image`, which must have the size of the options. The first frame is time 0.
// `truth`, if not NULL, gets the true landmarks (found false while mid-hip is out of the picture);
// its number counts frames, its captured_us is the frame's time from the start, its visibility is
// 1, or 0 for what is hidden behind a visitor. Nothing is allocated.
void demo_frame(Demo *demo, const DemoAim *aim, Image *image, Pose *truth);

// As demo_frame without painting: for thousands of simulated sessions.
void demo_move(Demo *demo, const DemoAim *aim, Pose *truth);

// All landmarks of the last frame in metres: x right in the picture, y up from the floor, z towards
// the child's front; the child's own frontal plane, whatever camera looks at it.
void demo_landmarks(const Demo *demo, Vec3 out[LANDMARK_COUNT]);

// A point of the picture (fractions) in the child's frontal plane, m, as demo_landmarks().
Vec2 demo_plane(const Demo *demo, Vec2 image);

// The visitor's own landmarks in the last frame: false while it is not in the picture.
bool demo_visitor(const Demo *demo, Pose *pose);

void demo_close(Demo **demo);  // *demo becomes NULL; NULL is allowed
