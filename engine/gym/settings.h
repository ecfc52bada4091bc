// SPDX-License-Identifier: MIT
// settings.h: what the command line says of a play: what was chosen for it, and on which machine.
#pragma once

#include "avatar/looks.h"
#include "play/plan.h"
#include "vision/camera.h"
#include "vision/tracker.h"

#include <argp.h>

// How the child sees itself. Those from CUTOUT on need the network's mask. X(name, stored name)
#define CHILD_PICTURE_LIST(X)                                                                      \
    X(AVATAR, "avatar") X(MIRROR, "mirror") X(CUTOUT, "cutout") X(SHADOW, "shadow")

typedef enum ChildPicture {
#define X(name, stored) PICTURE_##name,
    CHILD_PICTURE_LIST(X)
#undef X
        PICTURE_COUNT
} ChildPicture;

// When the therapist's own window is there. X(name, stored name)
#define PANEL_CHOICE_LIST(X) X(AUTO, "auto") X(WINDOW, "window") X(OFF, "off")

typedef enum PanelChoice {
#define X(name, stored) PANEL_##name,
    PANEL_CHOICE_LIST(X)
#undef X
        PANEL_CHOICE_COUNT
} PanelChoice;

// Where and with what is played; nothing of it belongs to the child.
typedef struct Machine {
    const char *store;  // NULL: the usual one
    CameraRequest camera;
    Choose choose;  // who of several people is the player
    Model model;
    bool model_kept;  // it is that of the check-up before
    bool headless, fast, json, full_screen;
    int window_width, window_height;
    const char *keys;   // other keys for ours; NULL: none
    PanelChoice panel;  // where there is a second display, in any case, never
    int display;        // the child's, from 1; 0: the largest
    float text;         // size of the letters of grown-ups' pages; 0: 1
    ChildPicture picture;
    Look look;         // of the avatar ...
    bool look_chosen;  // ... if there is one, by the option or by the child
} Machine;

// Options beside those of PLAN_LIST whose being given matters.
enum {
    SETTINGS_CAMERA = PLAN_COUNT,
    SETTINGS_MODEL,
    SETTINGS_LOOK,
    SETTINGS_PICTURE,
    SETTINGS_GIVEN_COUNT
};
_Static_assert(SETTINGS_GIVEN_COUNT <= 32, "a bit for each");

typedef struct Settings {
    PlayPlan plan;
    Machine machine;
    uint32_t given;                    // bit 1 << a PlanChoice or one of the four above
    const char *preset, *save_preset;  // names; NULL: none
    // "name=value" as given, read once the game is known.
    const char *knob[GAME_KNOBS_MAX], *sense[SENSE_COUNT];
    int knob_count, sense_count;
} Settings;

// The options of every command that opens a camera that may hang on its side.
#define SETTINGS_MOUNT_OPTIONS(turn, mirror)                                                       \
    { "turn",                                                                                      \
      turn,                                                                                        \
      "DEGREES",                                                                                   \
      0,                                                                                           \
      "Turn the camera's pictures clockwise by 0, 90, 180 or 270; with --mirror it is kept for a " \
      "camera of this name",                                                                       \
      0 },                                                                                         \
    {                                                                                              \
        "mirror", mirror, 0, 0,                                                                    \
            "Exchange left and right of pictures that the camera's driver mirrors; --turn 0 "      \
            "alone ends "                                                                          \
            "both",                                                                                \
            0                                                                                      \
    }

// How large the letters of grown-ups' pages are, 100, 125 or 150 percent; false: none of these.
#define SETTINGS_TEXT_OPTION(key)                                                                  \
    {                                                                                              \
        "text-size", key, "PERCENT", 0,                                                            \
            "The grown-ups' pages so much larger: 100, 125 or 150; Page Down shows the rest", 0    \
    }
// Other keys for ours, as key_map_read() takes them.
#define SETTINGS_KEYS_OPTION(key)                                                                  \
    {                                                                                              \
        "keys", key, "LIST", 0,                                                                    \
            "Other keys for those on the card, for a pedal or a switch: F12=Space, "               \
            "PageDown=Enter",                                                                      \
            0                                                                                      \
    }
#define SETTINGS_KEYS_WANTED                                                                       \
    "pairs as F12=Space, PageDown=Enter, of keys by their names, 16 at most"

bool settings_text(float *text, const char *percent);

bool settings_turn(CameraRequest *camera, const char *degrees);  // false: no such turn
void settings_mirror(CameraRequest *camera);

// For argp_child: `input` is a Settings that settings_default() has filled.
extern const struct argp settings_argp;

Settings settings_default(void);

const char *child_picture_name(ChildPicture picture);
ChildPicture child_picture_find(const char *name);  // COUNT: there is none
bool settings_given(const Settings *settings, int choice);

// After parsing: what depends on several options. USAGE with a line that says what to do.
Result settings_finish(Settings *settings);

// The check-up instead of a game, with all the time it may need: it ends by itself.
void settings_checkup(Settings *settings);

bool settings_is_checkup(const Settings *settings);

// What follows from the plan, after each change of it: whether the reach is asked for (the check-up
// measures it itself), and that the drawn child before the camera is like the planned one.
void settings_settle(Settings *settings);

// "demo", "device", "file" or "picture", as stored with a session.
const char *settings_camera_kind(const char *source);

// Whether somebody is before the camera who can be asked and shown things; a clip goes on
// meanwhile.
bool settings_has_player(const Settings *settings);

// The real camera that was chosen last, else the first; NULL: this machine has none. Valid until
// the next call. `store` as given; NULL: the usual one. `device` as in a
// CameraRequest.
const char *settings_usual_camera(const char *store, const struct DeviceCalls *device);
