// SPDX-License-Identifier: MIT
// mocap.h: the recorded movement of a real child (Kinect v1 skeleton, CSV), carried over to the
// drawn one: the directions of the bones are the recording's, their lengths the figure's.
#pragma once

#include "figure.h"

typedef struct Mocap Mocap;

// A table with a header: the first column is the time in ms, then <Joint>X, <Joint>Y, <Joint>Z in
// metres, y up, z away from the camera, x as in a mirror; other columns are passed over. Rows whose
// time does not rise are left out. NOT_FOUND: no such file. MALFORMED: with the line that cannot be
// read.
Result mocap_open(Mocap **mocap, const char *path);
double mocap_seconds(const Mocap *mocap);

// The recorded child's own lengths, in the middle of its poses; what the sensor does not see (head,
// neck, palm, foot, height of the ankle) grows with the rest. FULL.
Result mocap_figure(const Mocap *mocap, Figure *figure);

// All joints at `t` seconds from the start (held at both ends), and what the painter wants to know
// of the stance. The child starts in the middle; its hips move as far as the recorded ones, by its
// leg length; the lower foot stands on the floor or is as high above it.
void mocap_joints(const Mocap *mocap, const Figure *figure, double t, Stance *stance,
                  FigureJoints *joints);

void mocap_close(Mocap **mocap);  // *mocap becomes NULL; NULL is allowed
