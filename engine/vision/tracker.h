// SPDX-License-Identifier: MIT
// tracker.h: one picture in, one pose out: BlazePose's detector and landmark network, the choice
// of the player, and the region of interest that follows that person and nobody else. One thread;
// nothing is allocated after opening.
//
// searching -> locked  somebody is chosen: at once, or with `confirm` after standing still for
//                      2 s, or by tracker_choose_next(). A new number.
// locked -> lost       in the first frame whose body is not the player's for sure: hidden, gone,
//                      or somebody else's. No pose is found from that frame on. Less doubt is
//                      enough for 3 s after somebody else was seen.
// lost -> locked       the same person is recognised by place, size, proportions and clothing,
//                      where it was last or where the detector sees somebody. The number stays.
//                      Two people who could both be the player are nobody; nor is one taken who
//                      was somebody else before (others.h), or while one who is nearer to the last
//                      place, and as sure, is not told from the player.
// lost -> searching    tracker_forget(); with `renew` once the room has been empty for 2 s; without
//                      `confirm` if lost within a second of the choice: who was just coming in is
//                      chosen anew.
#pragma once

#include "base/image.h"
#include "tiptoe/base.h"
#include "tiptoe/pose.h"
#include "vision/landmarks.h"
#include "vision/models.h"
#include "vision/region.h"
#include "vision/search.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct TrackerOptions {
    Model model;
    const char *model_folder;  // NULL: $TIPTOE_MODELS, else the cache folder that tools/setup fills
    int threads;               // that the networks run on; 0: one
    bool mask;                 // also separate the player from the background: 4 ms more a picture
    Choose choose;             // who is the player; 0: who stands on the play spot
    bool smaller;              // of several on the play spot the smaller one
    bool confirm;  // for live play: the chosen one is locked after standing still for 2 s. false:
                   // in the first picture with somebody in it
    bool renew;    // for files: who was lost is given up once the room has been empty for 2 s, so
                   // that the next one to come is a new player. false: waited for without end
} TrackerOptions;

// Time that one picture took, stage by stage. Microseconds; 0: the stage did not run.
typedef struct TrackerTimes {
    int64_t detect_us, crop_us, network_us, decode_us, total_us;
} TrackerTimes;

typedef struct Tracker Tracker;

// NOT_FOUND: no model file. MALFORMED: damaged. Each with a line that says what to do.
Result tracker_open(Tracker **tracker, const TrackerOptions *options);

// Fills all of `pose` but `number` and `ready_us`. Nobody found is `found` false, not an error.
// `captured_us` should grow from call to call; if it does not, the player must be recognised anew.
// While nobody is followed, the detector looks every 100 ms of capture time, several views each
// time; every 500 ms, one view each time, once it has seen nobody for 5 s; at once for who was just
// lost. Landmarks are raw; only the two that steer the next region are filtered.
void tracker_next(Tracker *tracker, const Image *image, int64_t captured_us, Pose *pose);

// To be called after tracker_next() with the same picture, when the pose has been handed on: once a
// second while somebody is followed it runs the detector (7 ms) to see who else is there, and after
// 300 ms when that body is no longer quite like the player. True: it did; the next pose counts
// them.
bool tracker_look_around(Tracker *tracker, const Image *image);

// The therapist's key: in the next picture the next person to the right is the player, after the
// last one the first from the left, without waiting for stillness. Nothing changes if nobody else
// is seen.
void tracker_choose_next(Tracker *tracker);

// Whom the detector saw when it last ran, and the player if it missed him.
typedef struct TrackerPerson {
    Vec2 low, high;  // the box around the body, fractions of width and height, within the picture
    float score;     // 0.5..1, the detector's; of a player it missed, the network's presence
} TrackerPerson;

typedef struct TrackerPeople {
    int64_t captured_us;  // of the picture that it looked at; INT64_MIN: it has not run yet
    int count;
    TrackerPerson person[SEARCH_PEOPLE_MAX];
} TrackerPeople;

const TrackerPeople *tracker_people(const Tracker *tracker);  // valid until the next call

// What one run of the landmark network takes (landmarks.h).
LandmarkCost tracker_cost(Tracker *tracker, int runs, int64_t until_us);

// A network that was opened elsewhere, with a mask if the options say so: the tracker's from now
// on. It takes the place of the one of that model, if there is one, which is closed.
void tracker_give(Tracker *tracker, Model model, LandmarkFinder *finder);

// From the next picture on this model makes the poses; the player stays the player. False: its
// network is not open.
bool tracker_use(Tracker *tracker, Model model);

void tracker_forget(
    Tracker *tracker);  // the next picture starts with the detector and a new choice
TrackerTimes tracker_times(const Tracker *tracker);  // of the last tracker_next()

// Where the player is in the last picture, as TRACKER_MASK_SIZE squared logits (above 0: the
// player), rows from the top, over the square `where` of the picture. Valid until the next call.
#define TRACKER_MASK_SIZE 256
typedef struct TrackerMask {
    const float *logits;
    Region where;
} TrackerMask;

// False: opened without a mask, or the last pose was not found.
bool tracker_mask(const Tracker *tracker, TrackerMask *mask);

void tracker_close(Tracker **tracker);  // *tracker becomes NULL; NULL is allowed

#ifdef __cplusplus
}
#endif
