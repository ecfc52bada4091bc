// SPDX-License-Identifier: MIT
// channels.h: what is read from the raw body at one instant, in the child's own units: the columns
// that measures and curves are made of.
#pragma once

#include "clinic/kinematics.h"

// "length" is cm if the child's height was typed, else percent of the body height. x grows to the
// player's right, y upwards. The last column is one of channels.c: of which landmarks, how.
// X(name, unit, meaning, value)
#define CHANNEL_LIST(X)                                                                            \
    X(HIP_X, "length", "mid-hip sideways", MIDDLE(HIP, hips, x))                                   \
    X(HIP_LEFT_X, "length", "left hip sideways", JOINT(OF_LEFT, HIP, x))                           \
    X(HIP_RIGHT_X, "length", "right hip sideways", JOINT(OF_RIGHT, HIP, x))                        \
    X(COM_X, "length", "centre of mass (seated: mid-shoulder) sideways", CENTRE_OF_MASS)           \
    X(ANKLE_LEFT_X, "length", "left ankle sideways", JOINT(OF_LEFT, ANKLE, x))                     \
    X(ANKLE_RIGHT_X, "length", "right ankle sideways", JOINT(OF_RIGHT, ANKLE, x))                  \
    X(FEET_LEFT_X, "LL", "left ankle sideways", FOOT(OF_LEFT, x))                                  \
    X(FEET_LEFT_Y, "LL", "left ankle's height", FOOT(OF_LEFT, y))                                  \
    X(FEET_RIGHT_X, "LL", "right ankle sideways", FOOT(OF_RIGHT, x))                               \
    X(FEET_RIGHT_Y, "LL", "right ankle's height", FOOT(OF_RIGHT, y))                               \
    X(SHOULDERS_X, "length", "mid-shoulder sideways", MIDDLE(SHOULDER, shoulders, x))              \
    X(SHOULDERS_Y, "length", "mid-shoulder's height", MIDDLE(SHOULDER, shoulders, y))              \
    X(HIPS_X, "length", "mid-hip sideways", MIDDLE(HIP, hips, x))                                  \
    X(HIPS_Y, "length", "mid-hip's height", MIDDLE(HIP, hips, y))                                  \
    X(LIFTED, "LL", "lifted ankle above its standing height", FOOT(OF_OTHER, y))                   \
    X(STANCE_X, "LL", "standing ankle sideways", FOOT(OF_ITEM, x))                                 \
    X(STANCE_Y, "LL", "standing ankle's height", FOOT(OF_ITEM, y))                                 \
    X(FINGER_X, "length", "fingertip sideways", JOINT(OF_ITEM, INDEX, x))                          \
    X(FINGER_Y, "length", "fingertip's height", JOINT(OF_ITEM, INDEX, y))                          \
    X(ELBOW_X, "length", "elbow sideways", JOINT(OF_ITEM, ELBOW, x))                               \
    X(ELBOW_Y, "length", "elbow's height", JOINT(OF_ITEM, ELBOW, y))                               \
    X(SHOULDER_X, "length", "shoulder sideways", JOINT(OF_ITEM, SHOULDER, x))                      \
    X(SHOULDER_Y, "length", "shoulder's height", JOINT(OF_ITEM, SHOULDER, y))                      \
    X(HIP_SIDE_X, "length", "hip of that side sideways", JOINT(OF_ITEM, HIP, x))                   \
    X(HIP_SIDE_Y, "length", "hip of that side, height", JOINT(OF_ITEM, HIP, y))                    \
    X(HAND_LEFT_Y, "AL", "left hand above its shoulder at rest", HAND(OF_LEFT, y))                 \
    X(HAND_RIGHT_Y, "AL", "right hand above its shoulder at rest", HAND(OF_RIGHT, y))              \
    X(HAND_LEFT_X, "AL", "left hand from the body's middle", HAND(OF_LEFT, x))                     \
    X(HAND_RIGHT_X, "AL", "right hand from the body's middle", HAND(OF_RIGHT, x))                  \
    X(HIP_DROP, "%LL", "mid-hip below its standing height", HIP_DROP)                              \
    X(ARM_RAISE, "deg", "arm of that side from hanging, unless at the camera", ARM_RAISE)

typedef enum Channel {
    CHANNEL_NONE,
#define X(name, ...) CHANNEL_##name,
    CHANNEL_LIST(X)
#undef X
        CHANNEL_COUNT
} Channel;

// NaN where a landmark that is needed was not seen or not trusted. `item` tells the side; NULL: no
// channel that needs one.
double channel_value(Channel channel, const Kinematics *kinematics, const CheckupItem *item,
                     size_t pose);
