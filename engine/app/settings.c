// settings.c: every setting of a play, from the command line.
#include "app/settings.h"

#include "tiptoe/checkup.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum {
    OPT_GAME = 0x100,
    OPT_LEVEL,
    OPT_HAND,
    OPT_SIDE_BIAS,
    OPT_POSTURE,
    OPT_SECONDS,
    OPT_SEED,
    OPT_SENSORY,
    OPT_KNOB,
    OPT_SUCCESS,
    OPT_HEIGHT_CM,
    OPT_CAMERA,
    OPT_SIZE,
    OPT_FPS,
    OPT_MODEL,
    OPT_STORE,
    OPT_CHILD,
    OPT_HEADLESS,
    OPT_FAST,
    OPT_JSON,
    OPT_FULL_SCREEN,
    OPT_WINDOW,
    OPT_PICTURE,
    OPT_AGE_MONTHS,
    OPT_SUPPORT,
    OPT_WITHOUT,
    OPT_SENSE,
    OPT_PRESET,
    OPT_SAVE_PRESET,
    OPT_CHOOSE,
    OPT_SMALLER,
    OPT_LAST,
};

static const struct argp_option options[] = {
    { 0, 0, 0, 0, "The child and the game", 1 },
    { "child", OPT_CHILD, "CODE", 0, "The child's code, never a name (default: guest)", 0 },
    { "game", OPT_GAME, "GAME", 0, "Which game; `tiptoe games` lists them", 0 },
    { "level", OPT_LEVEL, "N", 0, "1 (easiest) to 5 (default: 1)", 0 },
    { "hand", OPT_HAND, "RULE", 0, "left, right, either, both or alternate (default: either)", 0 },
    { "side-bias", OPT_SIDE_BIAS, "PERCENT", 0, "Share of targets on the child's right (50)", 0 },
    { "posture", OPT_POSTURE, "P", 0, "standing, supported, seated or wheelchair", 0 },
    { "without", OPT_WITHOUT, "LIMBS", 0,
      "Limbs that are absent or left out: one arm, legs; arm_left, arm_right, leg_left, leg_right, "
      "with commas between",
      0 },
    { "seconds", OPT_SECONDS, "S", 0, "How long to play, 10-600 (default: 180)", 0 },
    { "sensory", OPT_SENSORY, "PRESET", 0, "calm, standard or lively (default: standard)", 0 },
    { "sense", OPT_SENSE, "NAME=VALUE", 0,
      "One of the preset's limits otherwise: brightness, saturation, contrast, music, effects, "
      "speech, things_max, background_motion, surprise, pace; may be repeated",
      0 },
    { "preset", OPT_PRESET, "NAME", 0, "The child's own knobs of this game, as saved", 0 },
    { "save-preset", OPT_SAVE_PRESET, "NAME", 0, "Save the knobs that are turned now", 0 },
    { "knob", OPT_KNOB, "NAME=VALUE", 0, "Turn one of the game's knobs; may be repeated", 0 },
    { "success", OPT_SUCCESS, "PERCENT", 0,
      "Just-right challenge: the share of targets to be reached, 70-90, or 0 for none (75; 85 "
      "under "
      "6 years and in a child's first session)",
      0 },
    { "height", OPT_HEIGHT_CM, "CM", 0, "The child's height, so that lengths come out in cm", 0 },
    { "age-months", OPT_AGE_MONTHS, "N", 0, "The child's age, for norms where any are published",
      0 },
    { "support", OPT_SUPPORT, "LIST", 0,
      "What holds the child: bar, hand_held, walker, orthosis, shoes, with commas between "
      "(default: "
      "none)",
      0 },
    { "seed", OPT_SEED, "K", 0, "The same seed offers the same targets", 0 },
    { 0, 0, 0, 0, "Camera and tracking", 2 },
    { "camera", OPT_CAMERA, "SOURCE", 0,
      "0 or /dev/video0, a clip, a picture, frames/%06d.png, demo or demo:SCRIPT "
      "(default: the first camera, else demo)",
      0 },
    { "size", OPT_SIZE, "WxH", 0, "Wished-for size of the camera's picture", 0 },
    { "fps", OPT_FPS, "F", 0, "Wished-for rate; replaces a file's own", 0 },
    { "choose", OPT_CHOOSE, "WHO", 0,
      "The player among several people: spot (the default), left, right, centre, largest or "
      "smallest",
      0 },
    { "smaller", OPT_SMALLER, 0, 0, "Of several people on the spot, the smaller one", 0 },
    { "model", OPT_MODEL, "M", 0,
      "lite, full or heavy (default: full; lite takes over where that is too slow)", 0 },
    { 0, 0, 0, 0, "Running", 3 },
    { "store", OPT_STORE, "FILE", 0, "Where sessions are kept", 0 },
    { "headless", OPT_HEADLESS, 0, 0, "Without window and sound; prints the summary", 0 },
    { "fast", OPT_FAST, 0, 0, "With --headless: a clip or the demo, as fast as it goes", 0 },
    { "json", OPT_JSON, 0, 0, "Print the summary as JSON", 0 },
    { "full-screen", OPT_FULL_SCREEN, 0, 0, "Start in full screen", 0 },
    { "window", OPT_WINDOW, "WxH", 0, "Size of the window (default: 1280x720)", 0 },
    { "picture", OPT_PICTURE, "P", 0,
      "How the child is shown: avatar, mirror, cutout or shadow (default: avatar)", 0 },
    { 0 },
};

bool settings_number(const char *text, double low, double high, double *value)
{
    char *end = NULL;
    errno = 0;
    *value = strtod(text, &end);
    return end != text && *end == '\0' && errno == 0 && *value >= low && *value <= high;
}

static void need(struct argp_state *state, bool good, const char *option, const char *wanted,
                 const char *given)
{
    if (!good) argp_error(state, "--%s %s: it must be %s", option, given, wanted);
}

static double number(struct argp_state *state, const char *option, const char *text, double low,
                     double high, const char *wanted)
{
    double value = 0;
    need(state, settings_number(text, low, high, &value), option, wanted, text);
    return value;
}

static void size(struct argp_state *state, const char *option, const char *text, int *width,
                 int *height)
{
    char rest = 0;
    bool good = sscanf(text, "%dx%d%c", width, height, &rest) == 2 && *width >= 160 &&
                *height >= 120 && *width <= 7680 && *height <= 4320;
    need(state, good, option, "WIDTHxHEIGHT, such as 1280x720", text);
}

static const char *support_word(int i)
{
    return support_name((Support)i);
}
static const char *limb_word(int i)
{
    return limb_name((Limb)i);
}

// A set of words with commas between: bit i for the i-th of the `count` that `name` knows.
static unsigned set_of(struct argp_state *state, const char *option, const char *text,
                       const char *(*name)(int), int count, const char *wanted)
{
    unsigned set = 0;
    if (!strcmp(text, "none")) return 0;
    for (const char *word = text; word;) {
        size_t length = strcspn(word, ",");
        int found = 0;
        while (found < count &&
               (strlen(name(found)) != length || strncmp(name(found), word, length) != 0))
            found++;
        need(state, found < count, option, wanted, text);
        set |= 1u << found;
        word = word[length] ? word + length + 1 : NULL;
    }
    return set;
}

// The rest of the body must be able to play.
static unsigned limbs_left_out(struct argp_state *state, const char *text)
{
    unsigned set = set_of(state, "without", text, limb_word, LIMB_COUNT,
                          "a list of arm_left, arm_right, leg_left, leg_right, or none");
    need(state, (set & LIMBS_ARMS) != LIMBS_ARMS, "without", "one arm at most", text);
    return set;
}

static void parse_child_option(Settings *s, int key, char *arg, struct argp_state *state)
{
    switch (key) {
    case OPT_CHILD:
        s->child = arg;
        need(state, plan_child_is_valid(arg), "child",
             "a code of up to 32 letters, digits, - and _, never a name", arg);
        break;
    case OPT_GAME:
        s->game = game_find(arg);
        s->game_given = true;
        need(state, s->game, "game", "one of those that `tiptoe games` lists", arg);
        break;
    case OPT_LEVEL: s->level = (int)number(state, "level", arg, 1, 5, "1 to 5"); break;
    case OPT_HAND:
        s->profile.hand = hand_rule_find(arg);
        need(state, s->profile.hand != HAND_RULE_COUNT, "hand",
             "left, right, either, both or alternate", arg);
        break;
    case OPT_SIDE_BIAS:
        s->profile.side_bias =
            (float)number(state, "side-bias", arg, 0, 100, "0 to 100 percent") / 100;
        break;
    case OPT_POSTURE:
        s->profile.posture = posture_find(arg);
        need(state, s->profile.posture != POSTURE_COUNT, "posture",
             "standing, supported, seated or wheelchair", arg);
        break;
    case OPT_SECONDS:
        s->seconds = (uint32_t)number(state, "seconds", arg, 1, 3600, "1 to 3600");
        break;
    case OPT_SENSORY:
        s->sensory = sensory_preset_find(arg);
        need(state, s->sensory != SENSORY_PRESET_COUNT, "sensory", "calm, standard or lively", arg);
        break;
    case OPT_KNOB:
        need(state, s->knob_count < GAME_KNOBS_MAX, "knob", "given at most 12 times", arg);
        s->knob_text[s->knob_count++] = arg;
        break;
    case OPT_SUCCESS: {
        double percent = number(state, "success", arg, 0, 90, "70 to 90 percent, or 0");
        need(state, percent == 0 || percent >= 70, "success", "70 to 90 percent, or 0", arg);
        s->success = (float)percent / 100;
        s->success_given = true;
        break;
    }
    case OPT_HEIGHT_CM:
        s->height_cm = (float)number(state, "height", arg, 50, 220, "50 to 220 cm");
        break;
    case OPT_AGE_MONTHS:
        s->age_months = (unsigned)number(state, "age-months", arg, 12, 300, "12 to 300 months");
        break;
    case OPT_SUPPORT:
        s->support = set_of(state, "support", arg, support_word, SUPPORT_COUNT,
                            "a list of bar, hand_held, walker, orthosis, shoes, or none");
        break;
    case OPT_WITHOUT: s->profile.without = limbs_left_out(state, arg); break;
    case OPT_SENSE:
        need(state, s->sense_count < SENSE_COUNT, "sense", "given at most 10 times", arg);
        s->sense_text[s->sense_count++] = arg;
        break;
    case OPT_PRESET: s->preset = arg; break;
    case OPT_SAVE_PRESET: s->save_preset = arg; break;
    case OPT_SEED:
        s->seed = (uint64_t)number(state, "seed", arg, 0, 9007199254740992.0, "a whole number");
        s->seed_given = true;
        break;
    }
}

static ChildPicture find_picture(const char *name)
{
    static const char *const names[] = {
#define X(name, stored) stored,
        CHILD_PICTURE_LIST(X)
#undef X
    };
    int i = 0;
    while (i < PICTURE_COUNT && strcmp(names[i], name) != 0) i++;
    return (ChildPicture)i;
}

static error_t parse(int key, char *arg, struct argp_state *state)
{
    Settings *s = state->input;
    switch (key) {
    case OPT_CAMERA:
        s->camera.source = arg;
        s->camera_given = true;
        break;
    case OPT_CHOOSE:
        s->choose = choose_find(arg);
        need(state, s->choose != CHOOSE_COUNT, "choose",
             "spot, left, right, centre, largest or smallest", arg);
        break;
    case OPT_SMALLER: s->smaller = true; break;
    case OPT_SIZE: size(state, "size", arg, &s->camera.width, &s->camera.height); break;
    case OPT_FPS: s->camera.fps = number(state, "fps", arg, 1, 240, "1 to 240"); break;
    case OPT_MODEL:
        s->model = model_find(arg);
        s->model_given = true;
        need(state, s->model != MODEL_COUNT, "model", "lite, full or heavy", arg);
        break;
    case OPT_STORE: s->store = arg; break;
    case OPT_HEADLESS: s->headless = true; break;
    case OPT_FAST: s->fast = true; break;
    case OPT_JSON: s->json = true; break;
    case OPT_FULL_SCREEN: s->full_screen = true; break;
    case OPT_WINDOW: size(state, "window", arg, &s->window_width, &s->window_height); break;
    case OPT_PICTURE:
        s->picture = find_picture(arg);
        need(state, s->picture != PICTURE_COUNT, "picture", "avatar, mirror, cutout or shadow",
             arg);
        break;
    default:
        if (key < OPT_GAME || key >= OPT_LAST) return ARGP_ERR_UNKNOWN;
        parse_child_option(s, key, arg, state);
    }
    return 0;
}

const struct argp settings_argp = { .options = options, .parser = parse };

Settings settings_default(void)
{
    return (Settings){
        .child = SETTINGS_GUEST,
        .game = game_find("bubble_garden"),
        .level = 1,
        .seconds = 180,
        .profile = { .hand = HAND_EITHER, .side_bias = 0.5f, .posture = POSTURE_STANDING },
        .sensory = SENSORY_STANDARD,
        .success = STAIRCASE_SUCCESS_USUAL,
        .model = MODEL_FULL,
        .picture = PICTURE_AVATAR,
    };
}

void settings_checkup(Settings *s)
{
    s->game = game_find("checkup");
    s->seconds = 900;  // long before that it is over
}

static Result read_knob(Settings *s, const char *text)
{
    const char *equals = strchr(text, '=');
    for (int k = 0; equals && k < s->game->knob_count; k++) {
        const Knob *knob = &s->game->knobs[k];
        size_t length = (size_t)(equals - text);
        if (strlen(knob->name) != length || strncmp(text, knob->name, length) != 0) continue;
        double value = 0;
        if (!settings_number(equals + 1, (double)knob->low, (double)knob->high, &value))
            return fail(RESULT_USAGE, "--knob %s: %s goes from %g to %g %s", text, knob->name,
                        (double)knob->low, (double)knob->high, knob->unit);
        s->knob[k] = (float)value;
        s->knobs_set |= 1u << k;
        return RESULT_OK;
    }
    return fail(RESULT_USAGE, "--knob %s: %s has no such knob; `tiptoe games` lists them", text,
                s->game->id);
}

static Result read_sense(Settings *s, const char *text)
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
    if (!settings_number(equals + 1, low, high, &value))
        return fail(RESULT_USAGE, "--sense %s: %s goes from %.3g to %.3g", text, name, low, high);
    sense_set(&s->profile.sensory, sense, (float)value);
    return RESULT_OK;
}

const char *settings_first_device(void)
{
    static char number[4];
    for (int i = 0; i < 10; i++) {
        char path[24];
        struct stat info;
        snprintf(path, sizeof path, "/dev/video%d", i);
        if (stat(path, &info) || !S_ISCHR(info.st_mode)) continue;
        snprintf(number, sizeof number, "%d", i);
        return number;
    }
    return NULL;
}

Result settings_finish(Settings *s)
{
    for (int i = 0; i < s->knob_count; i++) {
        Result result = read_knob(s, s->knob_text[i]);
        if (result) return result;
    }
    s->profile.sensory = sensory_preset(s->sensory);
    for (int i = 0; i < s->sense_count; i++) {
        Result result = read_sense(s, s->sense_text[i]);
        if (result) return result;
    }
    if (!s->camera.source) {
        const char *device = settings_first_device();
        s->camera.source = device ? device : "demo";
    }
    s->camera.seed = s->seed;
    s->camera.seated = profile_is_seated(&s->profile);
    s->camera.wheelchair = s->profile.posture == POSTURE_WHEELCHAIR;
    s->camera.height_cm = s->height_cm;
    if (s->fast && !strcmp(settings_camera_kind(s->camera.source), "device"))
        return fail(RESULT_USAGE,
                    "--fast needs a clip, pictures or the demo: a camera runs in real "
                    "time; leave --fast away");
    if (s->fast) s->headless = true;
    if (s->game->needs_legs && profile_is_seated(&s->profile))
        return fail(RESULT_USAGE,
                    "%s needs the legs and has no seated form: choose another game "
                    "or --posture standing",
                    s->game->title);
    return RESULT_OK;
}

bool settings_has_player(const Settings *s)
{
    const char *kind = s->camera.source ? settings_camera_kind(s->camera.source) : "demo";
    return !strcmp(kind, "device") || !strcmp(kind, "demo");
}

// The check-up measures the reach itself.
static bool asks_reach(const Settings *s)
{
    return settings_has_player(s) && strcmp(s->game->id, "checkup");
}

PlaySetup settings_play(const Settings *s)
{
    PlaySetup play = { .game = s->game,
                       .knobs_set = s->knobs_set,
                       .height_cm = s->height_cm,
                       .ask_reach = asks_reach(s) };
    play.setup = (GameSetup){ .seed = s->seed,
                              .level = s->level,
                              .seconds = s->seconds,
                              .profile = s->profile,
                              .success = s->success };
    memcpy(play.setup.knob, s->knob, sizeof s->knob);
    return play;
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
