// SPDX-License-Identifier: MIT
// identity.h: identity: whether the body in this frame is the one that was chosen. By place, size,
// proportions of the body and colours of the clothing. Pure functions over one struct.
#pragma once

#include "tiptoe/pose.h"
#include "vision/appearance.h"
#include "vision/landmarks.h"

#define IDENTITY_BONES 6  // shoulders and hips, trunk, upper arms, forearms, thighs, shanks

// What one frame tells of a body.
typedef struct IdentitySign {
    Vec2 place;     // mid-hip, in heights of the picture
    float size;     // how large a metre of the model is, in heights of the picture
    float upright;  // the trunk's length in the picture, over the yardstick of the pose
    float bone[IDENTITY_BONES];  // shares of their sum
    Appearance clothes;          // the trunk's
} IdentitySign;

typedef struct Identity {
    PlayerState state;
    uint16_t number;       // of the one who is locked or lost; 0: nobody
    uint16_t last_number;  // given so far
    int64_t locked_us;     // capture time of the choice
    int64_t seen_us;       // capture time when last known for sure
    int matches;           // frames in a row in which a lost player was recognised
    float distance;        // in the last frame; one who stands still raises about 0.2
    IdentitySign known;    // slowly updated while locked
} Identity;

IdentitySign identity_sign(const Landmarks *landmarks, const Image *image);

// A body that can be chosen: furniture that the network takes for one has no trunk worth the name.
bool identity_sign_is_body(const IdentitySign *sign);

// Both are the same body in the same picture, seen twice.
bool identity_sign_is_same(const IdentitySign *a, const IdentitySign *b);

// Moved by no more than one who stands still.
bool identity_sign_is_still(const IdentitySign *sign, Vec2 place);

// Chooses this body: a new number.
void identity_lock(Identity *identity, const IdentitySign *sign, int64_t now_us);

// The next frame of the body that is followed, while locked or lost. True: it is the player for
// sure, and `known` has learned from it. False: the player is lost at once, and stays so until
// recognised in one frame, or if it took longer, or elsewhere, in two. With `others_near`, somebody
// else who is about, less doubt is enough.
bool identity_follow(Identity *identity, const IdentitySign *sign, bool others_near,
                     int64_t now_us);

// How far the sign is from what is known of a lost player: 0 the same, below 1 may be, from 1
// somebody else.
float identity_difference(const Identity *identity, const IdentitySign *sign, int64_t now_us);

// How far a lost player can have got by now, in heights of the picture.
float identity_range(const Identity *identity, int64_t now_us);

void identity_lose(Identity *identity);  // nothing changes unless locked

// Searching again, if the player was chosen less than a second before being lost: somebody who was
// just coming in is chosen anew, with the same number, when there is more to be seen.
void identity_reconsider(Identity *identity);

void identity_forget(Identity *identity);  // searching again
