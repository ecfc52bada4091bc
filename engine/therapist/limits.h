// SPDX-License-Identifier: MIT
// limits.h: from when on a figure is good enough to play with. The one list of these limits: the
// live panel, the self-test and the bench judge by it.
#pragma once

// Of what is shown, milliseconds: how old the pose is, the software's share of that, a frame.
#define LIMIT_AGE_P95_MS      100.0
#define LIMIT_SOFTWARE_P50_MS 50.0
#define LIMIT_SOFTWARE_P95_MS 66.0
#define LIMIT_SOFTWARE_P99_MS 100.0
#define LIMIT_FRAME_P99_MS    34.0  // two refreshes of the screen
#define LIMIT_POSE_MS         33.0  // a picture of a camera of 30 a second

// Of the camera.
#define LIMIT_FPS_GOOD   24.0f
#define LIMIT_FPS_LEAST  15.0f
#define LIMIT_FPS_SHARE  0.85f   // of what the camera promised
#define LIMIT_LUMA_LEAST 20.0f   // of 255: nobody is found in such a picture
#define LIMIT_LUMA_MOST  235.0f  // glaring; VISION_LUMA_MIN is the network's own limit

// Of the child, shares of the poses.
#define LIMIT_FOUND_GOOD 0.9
#define LIMIT_WHOLE_GOOD 0.9

// Permil of the picture's height, nose to ankle; seated nose to hip.
#define LIMIT_HEIGHT_LEAST 350
#define LIMIT_HEIGHT_MOST  900
#define LIMIT_SEATED_LEAST 180
#define LIMIT_SEATED_MOST  600

// Of the disk.
#define LIMIT_DISK_GOOD_MB  1024u  // a year of sessions of a busy clinic
#define LIMIT_DISK_LEAST_MB 100u
