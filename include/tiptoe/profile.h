// SPDX-License-Identifier: MIT
// profile.h: how the world must be for this player: which hand, which posture, how much to sense.
#pragma once

#include "tiptoe/base.h"

// Which hand scores. Constraint-induced practice without a splint. X(name, stored name, meaning)
#define HAND_RULE_LIST(X)                                                                          \
    X(LEFT, "left", "the left hand only")                                                          \
    X(RIGHT, "right", "the right hand only")                                                       \
    X(EITHER, "either", "whichever hand the child likes")                                          \
    X(BOTH, "both", "both hands together")                                                         \
    X(ALTERNATE, "alternate", "left and right in turn")

typedef enum HandRule {
#define X(name, stored, meaning) HAND_##name,
    HAND_RULE_LIST(X)
#undef X
        HAND_RULE_COUNT
} HandRule;

// X(name, stored name, meaning, true if the legs play no part)
#define POSTURE_LIST(X)                                                                            \
    X(STANDING, "standing", "standing free", false)                                                \
    X(SUPPORTED, "supported", "standing with a bar, chair or hand", false)                         \
    X(SEATED, "seated", "sitting on a stool or chair", true)                                       \
    X(WHEELCHAIR, "wheelchair", "sitting in a wheelchair", true)

typedef enum Posture {
#define X(name, stored, meaning, seated) POSTURE_##name,
    POSTURE_LIST(X)
#undef X
        POSTURE_COUNT
} Posture;

// The stored names, and back. An unknown name gives the COUNT of the list.
const char *hand_rule_name(HandRule rule);
const char *hand_rule_words(HandRule rule);  // for people
HandRule hand_rule_find(const char *name);
const char *posture_name(Posture posture);
Posture posture_find(const char *name);
bool posture_is_seated(Posture posture);

// What a child may sense, each a slider of the therapist. The field's name is the stored one.
// X(name, field of Sensory, its kind, low, high, meaning)
#define SENSORY_LIST(X)                                                                            \
    X(BRIGHTNESS, brightness, FLOAT, 0.2f, 1, "brightness of the picture")                         \
    X(SATURATION, saturation, FLOAT, 0, 1, "colourfulness")                                        \
    X(CONTRAST, contrast, FLOAT, 0.3f, 1, "contrast of the scene")                                 \
    X(MUSIC, music, FLOAT, 0, 1, "volume of the music")                                            \
    X(EFFECTS, effects, FLOAT, 0, 1, "volume of effects")                                          \
    X(SPEECH, speech, FLOAT, 0, 1, "volume of speech")                                             \
    X(THINGS, things_max, INT, 1, 8, "moving things at once")                                      \
    X(MOTION, background_motion, INT, 0, 3, "background motion")                                   \
    X(SURPRISE, surprise, INT, 0, 2, "surprises")                                                  \
    X(PACE, pace, FLOAT, 0.5f, 1.5f, "speed of play")

typedef enum Sense {
#define X(name, field, kind, low, high, meaning) SENSE_##name,
    SENSORY_LIST(X)
#undef X
        SENSE_COUNT
} Sense;

STATE_BEGIN

// Limits that the renderer and the mixer enforce: no game can exceed them.
typedef struct Sensory {
    float brightness;              // 0..1 of the picture
    float saturation;              // 0 grey .. 1 full colour
    float contrast;                // 0 soft .. 1 full, of the scene
    float music, effects, speech;  // 0..1, volumes
    int things_max;                // moving things on the stage at once, 1-8
    int background_motion;         // 0 none .. 3 lively
    int surprise;                  // 0-2
    float pace;                    // 0.5-1.5, multiplies the speed of play
} Sensory;

STATE_END

// X(name, stored name)
#define SENSORY_PRESET_LIST(X) X(CALM, "calm") X(STANDARD, "standard") X(LIVELY, "lively")

typedef enum SensoryPreset {
#define X(name, stored) SENSORY_##name,
    SENSORY_PRESET_LIST(X)
#undef X
        SENSORY_PRESET_COUNT
} SensoryPreset;

Sensory sensory_preset(SensoryPreset preset);
Sensory sensory_clamped(Sensory sensory);  // every field inside its limits; NaN becomes calm
const char *sensory_preset_name(SensoryPreset preset);
SensoryPreset sensory_preset_find(const char *name);

// Limbs that may be absent or left out. X(name, stored name, in words)
#define LIMB_LIST(X)                                                                               \
    X(ARM_LEFT, "arm_left", "left arm")                                                            \
    X(ARM_RIGHT, "arm_right", "right arm")                                                         \
    X(LEG_LEFT, "leg_left", "left leg")                                                            \
    X(LEG_RIGHT, "leg_right", "right leg")

typedef enum Limb {
#define X(name, stored, words) LIMB_##name,
    LIMB_LIST(X)
#undef X
        LIMB_COUNT
} Limb;

#define LIMBS_ARMS (1u << LIMB_ARM_LEFT | 1u << LIMB_ARM_RIGHT)
#define LIMBS_LEGS (1u << LIMB_LEG_LEFT | 1u << LIMB_LEG_RIGHT)

const char *limb_name(Limb limb);   // the stored name
const char *limb_words(Limb limb);  // for people
Limb limb_find(const char *name);

SensoryPreset sensory_preset_of(const Sensory *sensory);  // COUNT: none, it was tuned

const char *sense_name(Sense sense);  // the stored name
const char *sense_meaning(Sense sense);
float sense_low(Sense sense);
float sense_high(Sense sense);
bool sense_is_whole(Sense sense);
Sense sense_find(const char *name);  // SENSE_COUNT: unknown
float sense_value(const Sensory *sensory, Sense sense);
void sense_set(Sensory *sensory, Sense sense, float value);  // clamped; NaN becomes calm

STATE_BEGIN

typedef struct Profile {
    HandRule hand;
    float side_bias;  // 0..1, share of the targets that lie on the player's right; 0.5 even
    Posture posture;
    uint32_t without;  // limbs absent or left out: bit 1 << LIMB_...
    Sensory sensory;
} Profile;

STATE_END

// Whether the legs play no part: by the posture, or because both are left out.
bool profile_is_seated(const Profile *profile);

// The sides whose arms (legs) may score, bit 1 << Side: by the hand rule, without the limbs that
// are left out. `turn`: the side whose turn it is under the alternate rule. A rule that names
// only a limb that is left out gives the other one.
unsigned profile_hands(const Profile *profile, int turn);
unsigned profile_feet(const Profile *profile, int turn);
