// player.h: identity: whether the body in this frame is the one that was chosen. By place, size,
// proportions of the body and colours of the clothing. Pure functions over one struct.
#pragma once

#include "tiptoe/pose.h"
#include "vision/appearance.h"
#include "vision/landmarks.h"

#define PLAYER_BONES 6  // shoulders and hips, trunk, upper arms, forearms, thighs, shanks

// What one frame tells of a body.
typedef struct PlayerSign {
    Vec2 place;                // mid-hip, in heights of the picture
    float size;                // how large a metre of the model is, in heights of the picture
    float upright;             // the trunk's length in the picture, over the yardstick of the pose
    float bone[PLAYER_BONES];  // shares of their sum
    Appearance clothes;        // the trunk's
} PlayerSign;

typedef struct Player {
    PlayerState state;
    uint16_t number;       // of the one who is locked or lost; 0: nobody
    uint16_t last_number;  // given so far
    int64_t locked_us;     // capture time of the choice
    int64_t seen_us;       // capture time when last known for sure
    int matches;           // frames in a row in which a lost player was recognised
    float doubts;          // in the last frame; one who stands still raises about 0.2
    PlayerSign known;      // slowly updated while locked
} Player;

PlayerSign player_sign(const Landmarks *landmarks, const Image *image);

// A body that can be chosen: furniture that the network takes for one has no trunk worth the name.
bool player_sign_is_body(const PlayerSign *sign);

// Both are the same body in the same picture, seen twice.
bool player_sign_is_same(const PlayerSign *a, const PlayerSign *b);

// Moved by no more than one who stands still.
bool player_sign_is_still(const PlayerSign *sign, Vec2 place);

// Chooses this body: a new number.
void player_lock(Player *player, const PlayerSign *sign, int64_t now_us);

// The next frame of the body that is followed, while locked or lost. True: it is the player for
// sure, and `known` has learned from it. False: the player is lost at once, and stays so until
// recognised in one frame, or if it took longer, in two. With `company`, somebody else who is
// about, less doubt is enough.
bool player_follow(Player *player, const PlayerSign *sign, bool company, int64_t now_us);

// How far the sign is from what is known of a lost player: 0 the same, below 1 may be, from 1
// somebody else.
float player_difference(const Player *player, const PlayerSign *sign, int64_t now_us);

// How far a lost player can have got by now, in heights of the picture.
float player_range(const Player *player, int64_t now_us);

void player_lose(Player *player);  // nothing changes unless locked

// Searching again, if the player was chosen less than a second before being lost: somebody who was
// just coming in is chosen anew, with the same number, when there is more to be seen.
void player_reconsider(Player *player);

void player_forget(Player *player);  // searching again
