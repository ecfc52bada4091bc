// SPDX-License-Identifier: MIT
// demo_rig.h: under which conditions the drawn child is measured: its body by age, what it wears,
// what it stands in, the room and its light, the camera. One table a factor. For the proof of the
// measures (tools/validity); without a rig the drawn child is as it always was. Any thread.
#pragma once

#include "figure.h"
#include "view.h"

// Girth over that of a usual child [ours]: 1.25 and 1.18 squared are over 1.3 of the mass, and the
// 95th centile of BMI is 1.24-1.30 of the median at 6-12 years (WHO 2007).
// X(name, word, trunk, limbs)
#define RIG_BUILD_LIST(X)                                                                          \
    X(USUAL, "usual", 1, 1)                                                                        \
    X(THIN, "thin", 0.9f, 0.85f)                                                                   \
    X(HEAVY, "above the 95th centile of BMI", 1.25f, 1.18f)

// X(name, word)
#define RIG_AID_LIST(X)                                                                            \
    X(NONE, "none")                                                                                \
    X(WALKER, "walker")                                                                            \
    X(FRAME, "standing frame")                                                                     \
    X(WHEELCHAIR, "wheelchair")                                                                    \
    X(ORTHOSIS, "orthosis")

// A room with its light: the picture's gain, that of blue and of red, the sensor's noise (grey
// levels). X(name, word, gain, blue, red, noise)
#define RIG_ROOM_LIST(X)                                                                           \
    X(GYM, "gym by day", 1, 1, 1, 2.2f)                                                            \
    X(CLASSROOM, "classroom, warm lamps", 0.85f, 0.78f, 1.06f, 3)                                  \
    X(PAPER, "room with striped wallpaper", 0.9f, 1, 1, 2.6f)                                      \
    X(CORRIDOR, "corridor, dim", 0.55f, 0.9f, 1, 4.5f)                                             \
    X(EVENING, "home in the evening, low light", 0.34f, 0.72f, 1.1f, 6.5f)

// The child's height over the picture's. X(name, word, share)
#define RIG_DISTANCE_LIST(X) X(MIDDLE, "middle", 0.57f) X(NEAR, "near", 0.66f) X(FAR, "far", 0.46f)

// Down and sideways, degrees. X(name, word, pitch, roll)
#define RIG_TILT_LIST(X) X(LEVEL, "level", 2, 0) X(SOME, "8 deg", 8, 1.5f) X(MUCH, "15 deg", 15, -2)

// Focal length over the picture's height; distortion. X(name, word, focal, k1)
#define RIG_LENS_LIST(X)                                                                           \
    X(USUAL, "usual", 1.27f, -0.02f) X(PHONE, "phone", 1.1f, -0.05f) X(WIDE, "wide", 0.9f, -0.1f)

// Of the time between two pictures that the shutter is open. X(name, word, share)
#define RIG_SHUTTER_LIST(X) X(SHORT, "short", 0) X(HALF, "half", 0.5f) X(LONG, "long", 0.9f)

#define RIG_ENUM(name, ...) RIG_OF(name),
#define RIG_OF(name)        RIG_BUILD_##name
typedef enum RigBuild { RIG_BUILD_LIST(RIG_ENUM) RIG_BUILD_COUNT } RigBuild;
#undef RIG_OF
#define RIG_OF(name) RIG_AID_##name
typedef enum RigAid { RIG_AID_LIST(RIG_ENUM) RIG_AID_COUNT } RigAid;
#undef RIG_OF
#define RIG_OF(name) RIG_ROOM_##name
typedef enum RigRoom { RIG_ROOM_LIST(RIG_ENUM) RIG_ROOM_COUNT } RigRoom;
#undef RIG_OF
#define RIG_OF(name) RIG_DISTANCE_##name
typedef enum RigDistance { RIG_DISTANCE_LIST(RIG_ENUM) RIG_DISTANCE_COUNT } RigDistance;
#undef RIG_OF
#define RIG_OF(name) RIG_TILT_##name
typedef enum RigTilt { RIG_TILT_LIST(RIG_ENUM) RIG_TILT_COUNT } RigTilt;
#undef RIG_OF
#define RIG_OF(name) RIG_LENS_##name
typedef enum RigLens { RIG_LENS_LIST(RIG_ENUM) RIG_LENS_COUNT } RigLens;
#undef RIG_OF
#define RIG_OF(name) RIG_SHUTTER_##name
typedef enum RigShutter { RIG_SHUTTER_LIST(RIG_ENUM) RIG_SHUTTER_COUNT } RigShutter;
#undef RIG_OF

#define RIG_OUTFITS 6  // child.h has their colours

// The conditions. Zero in all but `age_years` is a usual boy before a usual camera.
typedef struct DemoRig {
    float age_years;  // 4-16
    bool girl;
    float stature;  // SD from the median
    RigBuild build;
    int outfit;  // 0 .. RIG_OUTFITS - 1
    RigAid aid;
    float turn_deg;  // the child is turned from the camera, + to its left
    float
        forward_deg;  // how far before the frontal plane its arms move, where they are not straight
    float bow;        // of a reach: how far aside its middle lies, over its length; 0: straight
    float sway;       // factor of the usual sway at that age; 0: 1
    RigRoom room;
    RigDistance distance;
    RigTilt tilt;
    RigLens lens;
    RigShutter shutter;
    Figure own;   // a body that is known, in the place of the age's; height 0: none
    float aside;  // of the child from the picture's middle, its heights, + to the right
} DemoRig;

// Median stature of that age and sex with the SD, m.
float rig_stature_m(const DemoRig *rig);
// The bow of a path that is `ratio` (1 ..) times as long as the straight one.
float rig_bow(float ratio);
// A body in the proportions published for that age.
Figure rig_figure(const DemoRig *rig);
// The camera before a child of that height.
View rig_view(const DemoRig *rig, int width, int height, float child_m);

// ---- sway ----

#define RIG_SWAY_LINES 48

// A sum of lines whose power is flat to 0.1 Hz, falls by f^-2 to the corner and by f^-3 from there,
// as an inverted pendulum of the child's height passes it on to the trunk. So the trunk has the
// slopes of an adult's centre of mass: -2.2 to -2.8 below 0.5 Hz, -5.5 to -5.9 from there to 2 Hz.
typedef struct RigSway {
    float amplitude_m[RIG_SWAY_LINES], hz[RIG_SWAY_LINES], turns[RIG_SWAY_LINES];
} RigSway;

// What is known of a child of that age: RMS of the centre of pressure, corner, natural frequency.
typedef struct RigSwayForm {
    float side_m, front_m, corner_hz, pendulum_hz;
} RigSwayForm;

RigSwayForm rig_sway_form(float age_years);
void rig_sway_make(RigSway *sway, float pressure_rms_m, const RigSwayForm *form, Rng *rng);
float rig_sway_at(const RigSway *sway, double now_s);
