// SPDX-License-Identifier: MIT
// names.c: the stored names of every list in include/tiptoe.
#include "tiptoe/game.h"

#include <string.h>

static int find(const char *name, const char *const *names, int count)
{
    for (int i = 0; name && i < count; i++)
        if (!strcmp(name, names[i])) return i;
    return count;
}

static const char *const landmark_names[LANDMARK_COUNT] = {
#define X(name, stored) stored,
    LANDMARK_LIST(X)
#undef X
};
static const char *const body_value_names[BODY_VALUE_COUNT] = {
#define X(name, stored, unit, meaning) stored,
    BODY_VALUE_LIST(X)
#undef X
};
static const char *const body_value_units[BODY_VALUE_COUNT] = {
#define X(name, stored, unit, meaning) unit,
    BODY_VALUE_LIST(X)
#undef X
};
static const char *const hand_rule_names[HAND_RULE_COUNT] = {
#define X(name, stored, meaning) stored,
    HAND_RULE_LIST(X)
#undef X
};
static const char *const hand_rule_meanings[HAND_RULE_COUNT] = {
#define X(name, stored, meaning) meaning,
    HAND_RULE_LIST(X)
#undef X
};
static const char *const posture_names[POSTURE_COUNT] = {
#define X(name, stored, meaning, seated) stored,
    POSTURE_LIST(X)
#undef X
};
static const bool posture_seated[POSTURE_COUNT] = {
#define X(name, stored, meaning, seated) seated,
    POSTURE_LIST(X)
#undef X
};
static const char *const sensory_names[SENSORY_PRESET_COUNT] = {
#define X(name, stored) stored,
    SENSORY_PRESET_LIST(X)
#undef X
};
static const char *const limb_names[LIMB_COUNT] = {
#define X(name, stored, words) stored,
    LIMB_LIST(X)
#undef X
};
static const char *const limb_texts[LIMB_COUNT] = {
#define X(name, stored, words) words,
    LIMB_LIST(X)
#undef X
};
static const char *const model_names[MODEL_COUNT] = {
#define X(name, stored) stored,
    MODEL_LIST(X)
#undef X
};
static const char *const cue_names[CUE_COUNT] = {
#define X(name, file) file,
    CUE_LIST(X)
#undef X
};
static const char *const target_kind_names[TARGET_KIND_COUNT] = {
#define X(name, stored) stored,
    TARGET_KIND_LIST(X)
#undef X
};
static const char *const player_state_names[PLAYER_STATE_COUNT] = {
#define X(name, stored, meaning) stored,
    PLAYER_STATE_LIST(X)
#undef X
};

const char *landmark_name(Landmark landmark)
{
    REQUIRE(landmark >= 0 && landmark < LANDMARK_COUNT);
    return landmark_names[landmark];
}
const char *player_state_name(PlayerState state)
{
    REQUIRE(state >= 0 && state < PLAYER_STATE_COUNT);
    return player_state_names[state];
}
const char *body_value_name(BodyValue value)
{
    REQUIRE(value >= 0 && value < BODY_VALUE_COUNT);
    return body_value_names[value];
}
const char *body_value_unit(BodyValue value)
{
    REQUIRE(value >= 0 && value < BODY_VALUE_COUNT);
    return body_value_units[value];
}
const char *hand_rule_name(HandRule rule)
{
    REQUIRE(rule >= 0 && rule < HAND_RULE_COUNT);
    return hand_rule_names[rule];
}
const char *hand_rule_words(HandRule rule)
{
    REQUIRE(rule >= 0 && rule < HAND_RULE_COUNT);
    return hand_rule_meanings[rule];
}
const char *posture_name(Posture posture)
{
    REQUIRE(posture >= 0 && posture < POSTURE_COUNT);
    return posture_names[posture];
}
bool posture_is_seated(Posture posture)
{
    REQUIRE(posture >= 0 && posture < POSTURE_COUNT);
    return posture_seated[posture];
}
const char *sensory_preset_name(SensoryPreset preset)
{
    REQUIRE(preset >= 0 && preset < SENSORY_PRESET_COUNT);
    return sensory_names[preset];
}
const char *model_name(Model model)
{
    REQUIRE(model >= 0 && model < MODEL_COUNT);
    return model_names[model];
}
Model model_find(const char *name)
{
    return (Model)find(name, model_names, MODEL_COUNT);
}
const char *cue_name(Cue cue)
{
    REQUIRE(cue >= 0 && cue < CUE_COUNT);
    return cue_names[cue];
}
const char *target_kind_name(TargetKind kind)
{
    REQUIRE(kind >= 0 && kind < TARGET_KIND_COUNT);
    return target_kind_names[kind];
}

const char *limb_name(Limb limb)
{
    REQUIRE(limb >= 0 && limb < LIMB_COUNT);
    return limb_names[limb];
}
const char *limb_words(Limb limb)
{
    REQUIRE(limb >= 0 && limb < LIMB_COUNT);
    return limb_texts[limb];
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
