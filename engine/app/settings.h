// settings.h: every setting of a play, from the command line.
#pragma once

#include "play/play.h"
#include "session/session.h"
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

#define SETTINGS_GUEST "guest"  // the child's code where none is given

typedef struct Settings {
    const char *child, *store;
    const Game *game;
    bool game_given;  // no start screen then
    int level;
    uint32_t seconds;
    uint64_t seed;
    bool seed_given;
    Profile profile;
    SensoryPreset sensory;
    const char *sense_text[SENSE_COUNT];  // "name=value" as given, on top of the preset
    int sense_count;
    float success;       // of the just-right challenge; 0: nothing adapts
    bool success_given;  // else it is higher for the young and in a child's first session
    const char *preset, *save_preset;  // names; NULL: none
    unsigned knobs_set;
    float knob[GAME_KNOBS_MAX];
    const char *knob_text[GAME_KNOBS_MAX];  // "name=value" as given; read once the game is known
    int knob_count;
    float height_cm;
    unsigned age_months;  // 0: unknown
    unsigned support;     // what holds the child from the start: a set of SUPPORT_LIST
    CameraRequest camera;
    bool camera_given;
    Choose choose;  // who of several people is the player
    bool smaller;   // of several on the play spot the smaller one
    Model model;
    bool model_given;  // else lite may take over where the machine is too slow
    bool headless, fast, json, full_screen;
    int window_width, window_height;
    ChildPicture picture;
} Settings;

// For argp_child: `input` is a Settings that settings_default() has filled.
extern const struct argp settings_argp;

Settings settings_default(void);

// The check-up instead of a game, with all the time it may need: it ends by itself.
void settings_checkup(Settings *settings);

// After parsing: what depends on several options. USAGE with a line that says what to do.
Result settings_finish(Settings *settings);

PlaySetup settings_play(const Settings *settings);

// "demo", "device", "file" or "picture", as stored with a session.
const char *settings_camera_kind(const char *source);

// Whether somebody is before the camera who can be asked and shown things; a clip goes on
// meanwhile.
bool settings_has_player(const Settings *settings);

// The first real camera's source, or NULL if this machine has none.
const char *settings_first_device(void);

// Reads a whole number or a number with decimals; false if the text is anything else.
bool settings_number(const char *text, double low, double high, double *value);
