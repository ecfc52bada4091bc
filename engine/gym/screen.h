// SPDX-License-Identifier: MIT
// screen.h: what the child and the therapist see: scene, child, hands, words, the live panel.
#pragma once

#include "base/image.h"
#include "clinic/timeline.h"
#include "gym/again.h"
#include "gym/alarm_card.h"
#include "gym/arc_scene.h"
#include "gym/demonstration.h"
#include "gym/dress.h"
#include "gym/known.h"
#include "gym/notes.h"
#include "gym/run.h"
#include "gym/sign_card.h"
#include "gym/spot.h"
#include "render/render.h"
#include "therapist/button.h"
#include "therapist/summary.h"
#include "vision/vision.h"

typedef struct Screen {
    Render *render;
    ChildPicture picture;
    Avatar avatar;
    bool panel;     // F3
    bool apart;     // the therapist has a window of his own: here is nothing of his
    bool help;      // F1
    bool too_slow;  // too few poses for a check-up that can be compared
    bool muted;     // 0
    int quieter;    // notches of , below the loudness of the profile
    bool stopped;   // Space: frozen and silent (a pause is `paused` of the play)
    Image camera;   // newest picture; bgr NULL: none yet
    uint32_t camera_number;
    bool masked;               // cutouts come
    VisionCutout cutout;       // the newest; silhouette NULL: none yet
    uint32_t cutout_step;      // of the run, when it came
    uint32_t model_until;      // of the run: it is said which model makes the poses
    uint32_t hands_until;      // of the run: hands play a part until then
    uint32_t cat_stirs_until;  // the resting hand touched something a moment before
    bool held;  // play waits for the demonstration and its words: no pause of the therapist's
    const Demonstration *demonstration;  // shown instead of the play; NULL: none
    Buttons buttons;                     // for mouse and touch; of a replay none
    char told[TIMELINE_WORDS_MAX];       // what a key did that nothing else shows ...
    uint32_t told_until;                 // ... up to that step of the run
    const char *movement_only;           // the child alone, without the game, and why; or NULL
    Notes notes;                         // T
    SignCard sign;                       // after the child said no
    AlarmCard alarm;                     // while an alarm holds the play
    Spot spot;                           // the pages before play
    ArcTrail trail;                      // of the child
    bool arc_frozen;                     // the ending is held
    const ArcMoment *arc;  // that is shown: its opening or ending instead of the game; NULL: none
    const Again *again;    // what the ending's last picture offers; NULL: nothing
    Canvas canvas, over;
    Canvas figures;       // scratch: one of those that a canvas asks for
    VisionHealth health;  // for the panel
    TrackerTimes times;
    SessionHealth storing;
} Screen;

// After each step of the run.
void screen_step(Screen *screen, const Run *run);

// After each step of an ending; `begins`: its first.
void screen_step_after(Screen *screen, const Run *run, const Body *body, bool begins);

// The whole frame but its present, which is the caller's.
void screen_draw(Screen *screen, const Run *run, const Settings *settings);

// A number for what is shown, another one for what should fade over into it: a page of the child's,
// the count-in, an opening or ending, the play (0).
int screen_page(const Screen *screen, const Run *run);

// Reads ahead what any play shows beside its game: the words are drawn as letters, some tens of
// milliseconds, before the first play alone.
void screen_prepare(Screen *screen, const Settings *settings);

// Before each play: nothing is left of the one before.
void screen_warm(Screen *screen, const Run *run);

// What the page after a play tells of it; `session`: its number in the store.
Summary screen_summary(const Run *run, const Settings *settings, int64_t session);
