// SPDX-License-Identifier: MIT
// figure.h: a child's body: its lengths, and the way from a few chosen points to all joints.
// Metres; x right in the picture from the middle, y up from the floor, z towards the camera.
#pragma once

#include "tiptoe/body.h"
#include "tiptoe/pose.h"

typedef struct Figure {
    float height;    // crown to sole
    float head;      // chin to crown
    float neck;      // mid-shoulder to chin
    float trunk;     // mid-hip to mid-shoulder
    float shoulder;  // half the distance between the shoulder joints
    float hip;       // half the distance between the hip joints
    float upper_arm, forearm;
    float palm;  // wrist to the middle of the palm
    float thigh, shank;
    float ankle;                     // ankle joint above the sole
    float foot;                      // heel to toe
    float face, nose;                // so much higher is the face, and the nose on it, head heights
    float girth_trunk, girth_limbs;  // over the usual; 1 is usual
    float forward;  // tangent of the angle before the frontal plane in which the arms move
} Figure;

// Where eyes and nose usually are, head heights above the middle of the head.
#define FIGURE_EYES (-0.045f)
#define FIGURE_NOSE (-0.130f)

// What is decided; all else follows. Floats only: two stances can be mixed.
typedef struct Stance {
    Vec2 pelvis;               // mid-hip
    float pelvis_z;            // behind (-) the ankles, as when squatting or seated
    float trunk;               // lateral lean, radians, + to the right in the picture
    float bow;                 // forward lean, radians
    float shrug;               // shoulders raised, by breath or reach
    float head_tilt;           // lateral, radians, on top of half the trunk's
    float head_turn;           // about the vertical, + looks to the right in the picture
    float head_nod;            // + looks up
    float smile;               // 0..1, of the mouth
    float eyes_shut;           // 0..1
    Vec2 hand[SIDE_COUNT];     // middle of the palm from the shoulder joint
    float flat[SIDE_COUNT];    // 1: a bent arm stays in the picture's plane; 0: the hand in front
    Vec3 ankle[SIDE_COUNT];    // ankle joint
    float tiptoe[SIDE_COUNT];  // heel above the toe
    float spin;                // of all about the vertical, radians; 0 faces the camera
    float cover;               // 0..1: so far a curtain before it has come down
} Stance;

#define FIGURE_CURTAIN 1.2f  // its height over that of the figure

typedef struct FigureJoints {
    Vec3 shoulder[SIDE_COUNT], elbow[SIDE_COUNT], wrist[SIDE_COUNT], palm[SIDE_COUNT];
    Vec3 hip[SIDE_COUNT], knee[SIDE_COUNT], ankle[SIDE_COUNT], heel[SIDE_COUNT], toe[SIDE_COUNT];
    Vec3 neck;                             // mid-shoulder
    Vec3 head;                             // centre of the skull
    Vec3 head_right, head_up, head_front;  // unit vectors of the face
} FigureJoints;

static inline float figure_sign(Side side)
{
    return side == SIDE_LEFT ? 1.0f : -1.0f;
}

Figure figure_of(float height_m);  // proportions of a child of 6-8 years

// Standing upright with hanging arms, or sitting on a seat of the height of the own shanks.
Stance figure_stand(const Figure *figure);
Stance figure_sit(const Figure *figure);

Vec2 figure_hand_rest(const Figure *figure, Side side);  // from the shoulder
Vec2 figure_shoulder(const Figure *figure, const Stance *stance,
                     Side side);  // in the picture's plane
Stance stance_mix(const Stance *a, const Stance *b, float t);
FigureJoints joints_mix(const FigureJoints *a, const FigureJoints *b, float t);

// Two-bone inverse kinematics of arms and legs; what is out of reach is reached towards.
void figure_solve(const Figure *figure, const Stance *stance, FigureJoints *joints);

// Parts of it, for joints that come from elsewhere: feet from the ankles; neck and head from the
// shoulders and the stance's head and trunk.
void figure_feet(const Figure *figure, const float tiptoe[SIDE_COUNT], FigureJoints *joints);
void figure_head(const Figure *figure, const Stance *stance, FigureJoints *joints);

// A point of the face in head heights from the centre of the skull: right, up, front.
Vec3 figure_face(const Figure *figure, const FigureJoints *joints, float right, float up,
                 float front);

// All 33 landmarks in metres, in the axes above.
void figure_landmarks(const Figure *figure, const FigureJoints *joints, Vec3 out[LANDMARK_COUNT]);
