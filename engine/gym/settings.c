// SPDX-License-Identifier: MIT
// settings.c: the options of a play: those of PLAN_LIST, and the machine's.
#include "gym/settings.h"
#include "demo/traits.h"

#include "base/number.h"
#include "render/key_map.h"
#include "session/camera_mounts.h"
#include "vision/camera_list.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    OPT_PLAN = 0x100,  // and the PlanChoice
    OPT_SENSORY = OPT_PLAN + PLAN_COUNT,
    OPT_SENSE,
    OPT_KNOB,
    OPT_PRESET,
    OPT_SAVE_PRESET,
    OPT_CAMERA,
    OPT_SIZE,
    OPT_FPS,
    OPT_TURN,
    OPT_MIRROR,
    OPT_CHOOSE,
    OPT_MODEL,
    OPT_STORE,
    OPT_HEADLESS,
    OPT_FAST,
    OPT_JSON,
    OPT_FULL_SCREEN,
    OPT_WINDOW,
    OPT_PANEL,
    OPT_DISPLAY,
    OPT_TEXT,
    OPT_KEYS,
    OPT_PICTURE,
    OPT_LOOK,
};

static const struct argp_option options[] = {
    { 0, 0, 0, 0, "The child and the game", 1 },
#define X(name, member, kind, low, high, word, kept, stored, option, argument, what)               \
    { option, OPT_PLAN + PLAN_##name, argument, 0, what, 0 },
    PLAN_LIST(X)
#undef X
        { "sensory", OPT_SENSORY, "PRESET", 0, "calm, standard or lively (default: standard)", 0 },
    { "sense", OPT_SENSE, "NAME=VALUE", 0, "One of the preset's limits otherwise", 0 },
    { "knob", OPT_KNOB, "NAME=VALUE", 0, "Turn one of the game's knobs; may be repeated", 0 },
    { "preset", OPT_PRESET, "NAME", 0, "The child's own knobs of this game, as saved", 0 },
    { "save-preset", OPT_SAVE_PRESET, "NAME", 0, "Save the knobs that are turned now", 0 },
    { 0, 0, 0, 0, "Camera and tracking", 2 },
    { "camera", OPT_CAMERA, "SOURCE", 0,
      "0 or /dev/video0, a clip, a picture, frames/%06d.png, demo or demo:SCRIPT "
      "(default: the first camera, else demo)",
      0 },
    { "size", OPT_SIZE, "WxH", 0, "Wished-for size of the camera's picture", 0 },
    { "fps", OPT_FPS, "F", 0, "Wished-for rate; replaces a file's own", 0 },
    SETTINGS_MOUNT_OPTIONS(OPT_TURN, OPT_MIRROR),
    { "choose", OPT_CHOOSE, "WHO", 0,
      "The player among several people: spot (the default), left, right, centre, largest or "
      "smallest",
      0 },
    { "model", OPT_MODEL, "M", 0,
      "lite, full or heavy (default: full; lite takes over where that is too slow)", 0 },
    { 0, 0, 0, 0, "Running", 3 },
    { "store", OPT_STORE, "FILE", 0, "Where sessions are kept", 0 },
    { "headless", OPT_HEADLESS, 0, 0, "Without window and sound; prints the summary", 0 },
    { "fast", OPT_FAST, 0, 0, "With --headless: a clip or the demo, as fast as it goes", 0 },
    { "json", OPT_JSON, 0, 0, "Print the summary as JSON", 0 },
    { "full-screen", OPT_FULL_SCREEN, 0, 0, "Start in full screen", 0 },
    { "window", OPT_WINDOW, "WxH", 0, "Size of the window (default: 1280x720)", 0 },
    { "panel", OPT_PANEL, "WHEN", 0,
      "The therapist's own window: auto (on a second display), window or off; F4 opens and closes "
      "it",
      0 },
    { "display", OPT_DISPLAY, "N", 0, "The child's of several displays (default: the largest)", 0 },
    SETTINGS_TEXT_OPTION(OPT_TEXT),
    SETTINGS_KEYS_OPTION(OPT_KEYS),
    { "picture", OPT_PICTURE, "P", 0,
      "How the child is shown: avatar, mirror, cutout or shadow (default: as it was last, else "
      "avatar)",
      0 },
    { "look", OPT_LOOK, "LOOK", 0,
      "What the avatar looks like: robin, amara, noor, pippa, maya, lena, kofi, finn, ravi, ida, "
      "fox, robot, or skin-hair-style-outfit+aids (default: the one that the child chose, else one "
      "that stays with the child's code)",
      0 },
    { 0 },
};

// What an option takes and what it is without: from the lists, so that the help cannot be wrong.
static char *plan_help(PlanChoice choice, const char *what)
{
    const PlayPlan usual = plan_default();
    char wanted[200], value[64];
    char *help = NULL;
    plan_wanted(choice, wanted, sizeof wanted);
    plan_text(&usual, choice, value, sizeof value);
    bool told = value[0] && choice != PLAN_seed;
    int length = asprintf(&help, "%s%s%s%s%s%s", what, wanted[0] ? ": " : "", wanted,
                          told ? " (default: " : "", told ? value : "", told ? ")" : "");
    REQUIRE(length > 0);
    return help;
}

static char *sense_help(const char *what)
{
    char names[200] = "";
    char *help = NULL;
    for (int i = 0; i < SENSE_COUNT; i++) {
        size_t used = strlen(names);
        snprintf(names + used, sizeof names - used, "%s%s", i ? ", " : "", sense_name((Sense)i));
    }
    int length = asprintf(&help, "%s: %s; may be repeated", what, names);
    REQUIRE(length > 0);
    return help;
}

static char *help_of(int key, const char *text, void *input)
{
    (void)input;
    if (key >= OPT_PLAN && key < OPT_PLAN + PLAN_COUNT)
        return plan_help((PlanChoice)(key - OPT_PLAN), text);
    return key == OPT_SENSE ? sense_help(text) : (char *)text;
}

static void need(struct argp_state *state, bool good, const char *option, const char *wanted,
                 const char *given)
{
    if (!good) argp_error(state, "--%s %s: it must be %s", option, given, wanted);
}

static void size(struct argp_state *state, const char *option, const char *text, int *width,
                 int *height)
{
    need(state, number_read_size(text, width, height), option, "WIDTHxHEIGHT, such as 1280x720",
         text);
}

static void parse_choice(Settings *s, PlanChoice choice, const char *arg, struct argp_state *state)
{
    char wanted[200];
    plan_wanted(choice, wanted, sizeof wanted);
    need(state, plan_read(&s->plan, choice, arg), plan_field(choice)->option, wanted, arg);
    s->given |= 1u << choice;
}

// The senses, and what is read once the game is known.
static error_t parse_tuning(Settings *s, int key, const char *arg, struct argp_state *state)
{
    SensoryPreset preset;
    switch (key) {
    case OPT_SENSORY:
        preset = sensory_preset_find(arg);
        need(state, preset != SENSORY_PRESET_COUNT, "sensory", "calm, standard or lively", arg);
        s->plan.play.setup.profile.sensory = sensory_preset(preset);
        break;
    case OPT_SENSE:
        need(state, s->sense_count < SENSE_COUNT, "sense", "given at most 10 times", arg);
        s->sense[s->sense_count++] = arg;
        break;
    case OPT_KNOB:
        need(state, s->knob_count < GAME_KNOBS_MAX, "knob", "given at most 12 times", arg);
        s->knob[s->knob_count++] = arg;
        break;
    case OPT_PRESET: s->preset = arg; break;
    case OPT_SAVE_PRESET: s->save_preset = arg; break;
    default: return ARGP_ERR_UNKNOWN;
    }
    return 0;
}

static const char *const picture_names[PICTURE_COUNT] = {
#define X(name, stored) stored,
    CHILD_PICTURE_LIST(X)
#undef X
};

const char *child_picture_name(ChildPicture picture)
{
    REQUIRE((unsigned)picture < PICTURE_COUNT);
    return picture_names[picture];
}

ChildPicture child_picture_find(const char *name)
{
    int i = 0;
    while (i < PICTURE_COUNT && strcmp(picture_names[i], name) != 0) i++;
    return (ChildPicture)i;
}

bool settings_turn(CameraRequest *camera, const char *degrees)
{
    double value = 0;
    if (!number_read(degrees, 0, 270, &value) || fmod(value, 90) > 0) return false;
    camera->mount.turn = (int)value;
    return camera->mount_given = true;
}

void settings_mirror(CameraRequest *camera)
{
    camera->mount.mirror = camera->mount_given = true;
}

bool settings_text(float *text, const char *percent)
{
    double value = 0;
    if (!number_read_whole(percent, 100, 150, &value) || fmod(value, 25) > 0) return false;
    *text = (float)value / 100;
    return true;
}

static PanelChoice panel_find(const char *name)
{
    static const char *const names[PANEL_CHOICE_COUNT] = {
#define X(name, stored) stored,
        PANEL_CHOICE_LIST(X)
#undef X
    };
    int i = 0;
    while (i < PANEL_CHOICE_COUNT && strcmp(names[i], name) != 0) i++;
    return (PanelChoice)i;
}

static bool read_display(const char *text, int *display)
{
    double value;
    if (!number_read_whole(text, 1, 8, &value)) return false;
    *display = (int)value;
    return true;
}

// Where the windows are and what they look like.
static error_t parse_window(Machine *m, int key, const char *arg, struct argp_state *state)
{
    switch (key) {
    case OPT_FULL_SCREEN: m->full_screen = true; break;
    case OPT_WINDOW: size(state, "window", arg, &m->window_width, &m->window_height); break;
    case OPT_PANEL:
        m->panel = panel_find(arg);
        need(state, m->panel != PANEL_CHOICE_COUNT, "panel", "auto, window or off", arg);
        break;
    case OPT_DISPLAY: need(state, read_display(arg, &m->display), "display", "1 to 8", arg); break;
    case OPT_TEXT:
        need(state, settings_text(&m->text, arg), "text-size", "100, 125 or 150", arg);
        break;
    default: return ARGP_ERR_UNKNOWN;
    }
    return 0;
}

static error_t parse_machine(Settings *s, int key, char *arg, struct argp_state *state)
{
    Machine *m = &s->machine;
    switch (key) {
    case OPT_CAMERA:
        m->camera.source = arg;
        s->given |= 1u << SETTINGS_CAMERA;
        break;
    case OPT_CHOOSE:
        m->choose = choose_find(arg);
        need(state, m->choose != CHOOSE_COUNT, "choose",
             "spot, left, right, centre, largest or smallest", arg);
        break;
    case OPT_SIZE: size(state, "size", arg, &m->camera.width, &m->camera.height); break;
    case OPT_FPS:
        need(state, number_read(arg, 1, 240, &m->camera.fps), "fps", "1 to 240", arg);
        break;
    case OPT_TURN:
        need(state, settings_turn(&m->camera, arg), "turn", "0, 90, 180 or 270", arg);
        break;
    case OPT_MIRROR: settings_mirror(&m->camera); break;
    case OPT_MODEL:
        m->model = model_find(arg);
        s->given |= 1u << SETTINGS_MODEL;
        need(state, m->model != MODEL_COUNT, "model", "lite, full or heavy", arg);
        break;
    case OPT_STORE: m->store = arg; break;
    case OPT_HEADLESS: m->headless = true; break;
    case OPT_FAST: m->fast = true; break;
    case OPT_JSON: m->json = true; break;
    case OPT_KEYS:
        need(state, key_map_read(&(KeyMap){ 0 }, arg), "keys", SETTINGS_KEYS_WANTED, arg);
        m->keys = arg;
        break;
    case OPT_PICTURE:
        m->picture = child_picture_find(arg);
        s->given |= 1u << SETTINGS_PICTURE;
        need(state, m->picture != PICTURE_COUNT, "picture", "avatar, mirror, cutout or shadow",
             arg);
        break;
    case OPT_LOOK:
        need(state, look_from_text(&m->look, arg), "look",
             "a name that --help lists, or as tan-ink-hijab-plum+glasses", arg);
        m->look_chosen = true;
        s->given |= 1u << SETTINGS_LOOK;
        break;
    default: return parse_window(m, key, arg, state);
    }
    return 0;
}

static error_t parse(int key, char *arg, struct argp_state *state)
{
    Settings *s = state->input;
    if (key >= OPT_PLAN && key < OPT_PLAN + PLAN_COUNT) {
        parse_choice(s, (PlanChoice)(key - OPT_PLAN), arg, state);
        return 0;
    }
    error_t error = parse_tuning(s, key, arg, state);
    return error ? parse_machine(s, key, arg, state) : 0;
}

const struct argp settings_argp = {
    .options = options, .parser = parse, .doc = "\v" TRAITS_HELP, .help_filter = help_of
};

Settings settings_default(void)
{
    return (Settings){ .plan = plan_default(),
                       .machine = { .model = MODEL_FULL, .picture = PICTURE_AVATAR } };
}

bool settings_given(const Settings *s, int choice)
{
    REQUIRE(choice >= 0 && choice < SETTINGS_GIVEN_COUNT);
    return s->given >> choice & 1;
}

static Result read_knob(PlaySetup *play, const char *text)
{
    const char *equals = strchr(text, '=');
    for (int k = 0; equals && k < play->game->knob_count; k++) {
        const Knob *knob = &play->game->knobs[k];
        size_t length = (size_t)(equals - text);
        if (strlen(knob->name) != length || strncmp(text, knob->name, length) != 0) continue;
        double value = 0;
        if (!number_read(equals + 1, (double)knob->low, (double)knob->high, &value))
            return fail(RESULT_USAGE, "--knob %s: %s goes from %g to %g %s", text, knob->name,
                        (double)knob->low, (double)knob->high, knob->unit);
        play->setup.knob[k] = (float)value;
        play->knobs_set |= 1u << k;
        return RESULT_OK;
    }
    return fail(RESULT_USAGE, "--knob %s: %s has no such knob; `tiptoe games` lists them", text,
                play->game->id);
}

static Result read_sense(Sensory *sensory, const char *text)
{
    char name[32] = "";
    const char *equals = strchr(text, '=');
    double value = 0;
    if (equals && (size_t)(equals - text) < sizeof name)
        memcpy(name, text, (size_t)(equals - text));
    Sense sense = sense_find(name);
    if (sense == SENSE_COUNT)
        return fail(RESULT_USAGE, "--sense %s: there is no such limit; see tiptoe play --help",
                    text);
    double low = (double)sense_low(sense), high = (double)sense_high(sense);
    if (!number_read(equals + 1, low, high, &value))
        return fail(RESULT_USAGE, "--sense %s: %s goes from %.3g to %.3g", text, name, low, high);
    sense_set(sensory, sense, (float)value);
    return RESULT_OK;
}

const char *settings_usual_camera(const char *store, const DeviceCalls *device)
{
    static FoundCamera found[CAMERAS_FOUND_MAX];
    KnownMount mounts[CAMERA_MOUNTS_MAX];
    int count = cameras_find(found, device);
    int known = count > 1 ? camera_mounts_load(store, mounts) : 0;
    for (int m = 0; m < known; m++)  // the newest first
        for (int i = 0; i < count; i++)
            if (!strcmp(mounts[m].camera, found[i].name)) return found[i].source;
    return count ? found[0].source : NULL;
}

// A game that the child cannot play, or may not without a tick.
static Result refuse_unsuited(const PlayPlan *plan)
{
    const Game *game = plan->play.game;
    unsigned missing = plan_missing(plan, game);
    if (plan_suits(plan, game)) return RESULT_OK;
    for (int care = 0; care < CARE_COUNT; care++)
        if (missing & 1u << care)
            return fail(RESULT_USAGE, "%s asks for %s: add %s", game->title, care_words((Care)care),
                        care == CARE_JUMP ? "--jumps if the child may"
                                          : "--spotter if somebody stands by");
    return fail(RESULT_USAGE,
                "%s needs the legs and has no seated form: choose another game "
                "or --posture standing",
                game->title);
}

Result settings_finish(Settings *s)
{
    PlaySetup *play = &s->plan.play;
    Machine *m = &s->machine;
    Result result = RESULT_OK;
    for (int i = 0; i < s->knob_count && !result; i++) result = read_knob(play, s->knob[i]);
    for (int i = 0; i < s->sense_count && !result; i++)
        result = read_sense(&play->setup.profile.sensory, s->sense[i]);
    if (result) return result;
    if (!m->camera.source) {
        const char *device = settings_usual_camera(m->store, m->camera.device);
        m->camera.source = device ? device : "demo";
    }
    m->camera.seed = play->setup.seed;
    settings_settle(s);
    if (m->fast && !strcmp(settings_camera_kind(m->camera.source), "device"))
        return fail(RESULT_USAGE,
                    "--fast needs a clip, pictures or the demo: a camera runs in real "
                    "time; leave --fast away");
    if (m->fast) m->headless = true;
    return refuse_unsuited(&s->plan);
}

bool settings_has_player(const Settings *s)
{
    const char *source = s->machine.camera.source;
    const char *kind = source ? settings_camera_kind(source) : "demo";
    return !strcmp(kind, "device") || !strcmp(kind, "demo");
}

void settings_checkup(Settings *s)
{
    s->plan.play.game = game_assessment();
    s->plan.play.setup.seconds = CHECKUP_SECONDS_MAX;  // it ends by itself before
}

bool settings_is_checkup(const Settings *s)
{
    return s->plan.play.game && s->plan.play.game->role == ROLE_ASSESSMENT;
}

void settings_settle(Settings *s)
{
    PlaySetup *play = &s->plan.play;
    CameraRequest *camera = &s->machine.camera;
    const Profile *profile = &play->setup.profile;
    REQUIRE(play->game);
    play->tells = settings_has_player(s);
    play->ask_reach = play->tells && play->game->role != ROLE_ASSESSMENT;
    camera->seated = profile_is_seated(profile);
    camera->wheelchair = profile->posture == POSTURE_WHEELCHAIR;
    camera->height_cm = play->height_cm;
}

const char *settings_camera_kind(const char *source)
{
    static const char *const pictures[] = { ".png", ".jpg", ".jpeg", ".bmp", ".ppm" };
    size_t length = strlen(source);
    if (!strcmp(source, "demo") || !strncmp(source, "demo:", 5)) return "demo";
    if (!strncmp(source, "/dev/", 5) || strspn(source, "0123456789") == length) return "device";
    for (size_t i = 0; i < sizeof pictures / sizeof *pictures; i++) {
        size_t ending = strlen(pictures[i]);
        if (length > ending && !strcasecmp(source + length - ending, pictures[i])) return "picture";
    }
    return "file";
}
