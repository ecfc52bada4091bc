// names.c: the stored names of every list in include/tiptoe, and the sensory presets.
#include "tiptoe/game.h"

#include <string.h>

static int find(const char *name, const char *const *names, int count)
{
    for (int i = 0; name && i < count; i++)
        if (!strcmp(name, names[i])) return i;
    return count;
}

static const char *const landmark_names[] = {
#define X(name, stored) stored,
    LANDMARK_LIST(X)
#undef X
};
static const char *const body_value_names[] = {
#define X(name, stored, unit, meaning) stored,
    BODY_VALUE_LIST(X)
#undef X
};
static const char *const body_value_units[] = {
#define X(name, stored, unit, meaning) unit,
    BODY_VALUE_LIST(X)
#undef X
};
static const char *const hand_rule_names[] = {
#define X(name, stored, meaning) stored,
    HAND_RULE_LIST(X)
#undef X
};
static const char *const posture_names[] = {
#define X(name, stored, meaning, seated) stored,
    POSTURE_LIST(X)
#undef X
};
static const bool posture_seated[] = {
#define X(name, stored, meaning, seated) seated,
    POSTURE_LIST(X)
#undef X
};
static const char *const sensory_names[] = {
#define X(name, stored) stored,
    SENSORY_PRESET_LIST(X)
#undef X
};
static const char *const limb_names[] = {
#define X(name, stored) stored,
    LIMB_LIST(X)
#undef X
};
static const char *const event_names[] = {
#define X(name, stored) stored,
    EVENT_LIST(X)
#undef X
};

static const char *const player_state_names[] = {
#define X(name, stored, meaning) stored,
    PLAYER_STATE_LIST(X)
#undef X
};

const char *landmark_name(Landmark landmark)
{
    return landmark_names[landmark];
}
const char *player_state_name(PlayerState state)
{
    REQUIRE(state >= 0 && state < PLAYER_STATE_COUNT);
    return player_state_names[state];
}
const char *body_value_name(BodyValue value)
{
    return body_value_names[value];
}
const char *body_value_unit(BodyValue value)
{
    return body_value_units[value];
}
const char *hand_rule_name(HandRule rule)
{
    return hand_rule_names[rule];
}
const char *posture_name(Posture posture)
{
    return posture_names[posture];
}
bool posture_is_seated(Posture posture)
{
    return posture_seated[posture];
}
const char *sensory_preset_name(SensoryPreset preset)
{
    return sensory_names[preset];
}
const char *event_name(Event event)
{
    return event_names[event];
}

const char *limb_name(Limb limb)
{
    return limb_names[limb];
}
Limb limb_find(const char *name)
{
    return (Limb)find(name, limb_names, LIMB_COUNT);
}

HandRule hand_rule_find(const char *name)
{
    return (HandRule)find(name, hand_rule_names, HAND_RULE_COUNT);
}

Posture posture_find(const char *name)
{
    return (Posture)find(name, posture_names, POSTURE_COUNT);
}

SensoryPreset sensory_preset_find(const char *name)
{
    return (SensoryPreset)find(name, sensory_names, SENSORY_PRESET_COUNT);
}

Sensory sensory_preset(SensoryPreset preset)
{
    static const Sensory presets[SENSORY_PRESET_COUNT] = {
        [SENSORY_CALM] = { .brightness = 0.75f,
                           .saturation = 0.6f,
                           .contrast = 0.8f,
                           .music = 0.25f,
                           .effects = 0.4f,
                           .speech = 0.7f,
                           .things_max = 2,
                           .background_motion = 0,
                           .surprise = 0,
                           .pace = 0.8f },
        [SENSORY_STANDARD] = { .brightness = 0.95f,
                               .saturation = 0.9f,
                               .contrast = 1,
                               .music = 0.45f,
                               .effects = 0.7f,
                               .speech = 0.85f,
                               .things_max = 5,
                               .background_motion = 1,
                               .surprise = 1,
                               .pace = 1 },
        [SENSORY_LIVELY] = { .brightness = 1,
                             .saturation = 1,
                             .contrast = 1,
                             .music = 0.6f,
                             .effects = 0.9f,
                             .speech = 0.9f,
                             .things_max = 8,
                             .background_motion = 3,
                             .surprise = 2,
                             .pace = 1.1f },
    };
    REQUIRE((unsigned)preset < SENSORY_PRESET_COUNT);
    return presets[preset];
}

// NaN compares false with everything, so it takes the calm value.
static float within(float value, float low, float high, float calm)
{
    if (!(value >= low)) return value < low ? low : calm;
    return value > high ? high : value;
}

static int within_int(int value, int low, int high)
{
    return value < low ? low : value > high ? high : value;
}

Sensory sensory_clamped(Sensory s)
{
    Sensory calm = sensory_preset(SENSORY_CALM);
    s.brightness = within(s.brightness, 0.2f, 1, calm.brightness);
    s.saturation = within(s.saturation, 0, 1, calm.saturation);
    s.contrast = within(s.contrast, 0.3f, 1, calm.contrast);
    s.music = within(s.music, 0, 1, calm.music);
    s.effects = within(s.effects, 0, 1, calm.effects);
    s.speech = within(s.speech, 0, 1, calm.speech);
    s.pace = within(s.pace, 0.5f, 1.5f, calm.pace);
    s.things_max = within_int(s.things_max, 1, 8);
    s.background_motion = within_int(s.background_motion, 0, 3);
    s.surprise = within_int(s.surprise, 0, 2);
    return s;
}
