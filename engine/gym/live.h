// SPDX-License-Identifier: MIT
// live.h: one play in real time: the vision threads run, steps fall due sixty times a second, each
// present shows the newest pose that there is. Main thread.
#pragma once

#include "audio/audio.h"
#include "gym/again.h"
#include "gym/arc_show.h"
#include "gym/hour_check.h"
#include "gym/known.h"
#include "gym/live_buttons.h"
#include "gym/opening.h"
#include "gym/screen.h"
#include "gym/tutorial.h"
#include "gym/unkept.h"
#include "play/hour_course.h"
#include "render/window.h"
#include "session/camera_mounts.h"

// Camera and networks that are being opened by a thread of their own: until its end all but
// `beside` is the thread's.
typedef struct LiveOpening {
    CameraRequest camera;
    TrackerOptions tracker;
    VisionChoice choice;
    PoseMaker maker;  // instead of a tracker; `next` NULL: none
    Opening opening;
    Vision *vision;
    bool beside;  // pages go on meanwhile, and nobody waits for it
} LiveOpening;

typedef struct Live {
    Settings settings;
    Run run;
    DemoLink demo;
    KnownMount mounts[CAMERA_MOUNTS_MAX];  // of cameras, read before each opening
    char camera_source[24];                // of the settings, if it was chosen on its page
    const char *camera_given;              // the one before that; NULL: none was named
    Screen screen;
    Vision *vision;
    LiveOpening ahead;
    HourCheck check;  // of all this, while the child comes
    Render *render;
    Audio *audio;
    Opening sound_opening;                      // while the start screen is shown already ...
    Audio *audio_opened;                        // ... its thread's until then
    const volatile sig_atomic_t *asked_to_end;  // NULL: nobody asks
    // Tests and benches draw over each frame and look at what was presented. NULL: nobody does.
    void (*overlay)(void *watcher, struct Live *live);
    void (*presented)(void *watcher, struct Live *live);
    void (*frame)(void *watcher, struct Live *live);  // of every page, the start screen's too
    void *watcher;
    int64_t shown_us;   // first frame of this play; 0: still to come
    int64_t start_us;   // of the session, its first step; 0: still to come
    int64_t due_us;     // when the next step is due
    VisionStamps pose;  // of the pose in use; captured_us 0: none yet
    bool pose_fresh;    // not shown yet
    int64_t sooner_us;  // the next frame had better begin; after a pose that waited
    LoopStamps stamps;  // of the frame under way, or the last one
    Tutorial tutorial;
    ArcShow arc;
    Again again;
    int page;                          // that is shown (screen_page)
    PlayPhase phase_heard;             // its music
    int64_t asleep_us;                 // of the machine, when last looked at
    bool muted;                        // the game wants silence just now
    uint32_t paced_step, paced_poses;  // when the poses were last counted, before a check-up
    bool slow_noted;                   // it was told that too few poses come for the game
    uint32_t opening_presents;         // of the window, while the rest was being opened
    bool away;                         // another window had the keyboard then
    LivePlace place;                   // which buttons there are, and since which step
    uint32_t place_step;
    uint32_t buttons_until;    // step up to which those come that are asked for
    Vec2 pointer;              // where the mouse was when it last called them
    Companion panel;           // the therapist's own window
    const struct Desk *desk;   // the page of the therapist's that is shown; NULL: none
    KnownWeek week;            // of the child who plays, before this play; for it
    const HourCourse *course;  // of the hour under way; NULL: none
    Unkept unkept;             // of its answers and notes
    bool playing;              // live_play() is at it, else a page is shown
    bool leave;                // the window was closed
} Live;

// Opens the window as the settings say, and keeps one that is open already. The errors of
// render_open().
Result live_open_window(Live *live);

// The open window and sound, for any page.
Window live_window(Live *live);

// The sound is opened by a thread of its own, so that nothing waits for it; taking it waits. Its
// errors come with the taking.
Result live_begin_sound(Live *live);
Result live_take_sound(Live *live);

// The camera of the settings, with the way to the drawn child if that stands before it.
const CameraRequest *live_camera(Live *live);

// Begins to open networks and camera as the settings say, on threads of their own, beside whatever
// page is shown. The errors of opening_start().
Result live_begin(Live *live);
Result live_begin_with(Live *live, PoseMaker maker);  // with a stand-in for the tracker

// What was begun is open, or was given up: window and sound too. The window shows the garden
// meanwhile. Its close button leaves, a stop key gives up: then it is OK and `vision` is NULL. The
// errors of vision_start(), audio_open(), render_open().
Result live_finish(Live *live);

// Once a frame of a page: what was begun beside it is taken when it is open.
void live_poll(Live *live);

// The newest pose of the open camera, for pages between plays. False: there is none.
bool live_take_pose(Live *live, Pose *pose);

// Networks and camera are closed, or those that are being opened given up.
void live_stop_vision(Live *live);

// Begins and finishes.
Result live_open(Live *live);
Result live_open_with(Live *live, PoseMaker maker);

// The music of its play goes on.
void live_music(Live *live);

// The next picture comes softly over the one that is shown now.
void live_soften(Live *live);

// Plays one session to its end; the run is closed but not freed, so that it can be looked at.
Result live_play(Live *live);

void live_close(Live *live);  // all but the run; safe after a failed opening
