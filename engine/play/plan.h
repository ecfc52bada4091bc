// SPDX-License-Identifier: MIT
// plan.h: what was chosen for one play. Each choice stands once in PLAN_LIST; the store, reports,
// the command line and the start screen walk the list. Plain data; any thread.
//
// A game's knobs and what a child may sense are choices too, but have lists of their own:
// Game.knobs and SENSORY_LIST.
#pragma once

#include "play/hold_choice.h"
#include "play/play.h"
#include "tiptoe/checkup.h"
#include "tiptoe/spoken.h"

#define PLAN_CHILD_MAX       32
#define PLAN_GUEST           "guest"  // the child's code where none is given
#define PLAN_SUCCESS_FITTING -1.0f    // the share of successes is found when play begins

typedef struct PlayPlan {
    char child[PLAN_CHILD_MAX + 1];  // pseudonym: letters, digits, - and _
    PlaySetup play;                  // exactly what play_open() is given
    unsigned age_months;             // 0: unknown
    unsigned support;                // what holds the child from the start: a set of SUPPORT_LIST
    bool smaller;                    // of several people on the play spot the smaller one plays
    float hold_s;                    // how long a hand stays where it chooses; 0: the usual time
} PlayPlan;

_Static_assert(sizeof(void *) != 8 || sizeof(PlayPlan) == 384, "a new choice is to be listed");

// What a choice is, and what its option takes.
typedef enum PlanKind {
    PLAN_KIND_CODE,           // a child's code
    PLAN_KIND_GAME,           // the id of a game
    PLAN_KIND_WHOLE,          // a whole number, low to high
    PLAN_KIND_SEED,           // likewise, 64 bits
    PLAN_KIND_NUMBER,         // low to high
    PLAN_KIND_NUMBER_OR_FIT,  // likewise, or "fit", which is -1; 0: none
    PLAN_KIND_SHARE,          // likewise, 0..1; its option is in percent
    PLAN_KIND_SHARE_OR_NONE,  // likewise, or 0
    PLAN_KIND_FLAG,           // its option takes no value
    PLAN_KIND_NAME,  // one of a list's words; high is the number of the last, the first is 0
    PLAN_KIND_SET,   // several of them: bit 1 << number of the word
} PlanKind;

// Where the store keeps it.
typedef enum PlanKept {
    PLAN_IN_ROW,       // in a column of its own
    PLAN_IN_SETTINGS,  // in the session's settings, under its stored name
    PLAN_IN_EVENTS,    // as a command before the first step
} PlanKept;

// Every choice, in the order of reports and of the help. The name is that of reports. Names and
// stored names are never changed. What an older session does not name is 0, or the usual word.
// X(name, member, kind, low, high, its words by number, where it is kept, stored name, option, the
//   option's argument, what it is)
#define PLAN_LIST(X)                                                                               \
    X(child, child, CODE, 0, 0, NULL, IN_ROW, "child", "child", "CODE", "Whose play it is")        \
    X(game, play.game, GAME, 0, 0, NULL, IN_ROW, "game", "game", "GAME", "Which game")             \
    X(level, play.setup.level, WHOLE, 1, GAME_LEVELS, NULL, IN_ROW, "level", "level", "N",         \
      "From easy to hard")                                                                         \
    X(seconds, play.setup.seconds, WHOLE, 1, 3600, NULL, IN_ROW, "seconds", "seconds", "S",        \
      "How long to play")                                                                          \
    X(seed, play.setup.seed, SEED, 0, 9007199254740992.0, NULL, IN_ROW, "seed", "seed", "K",       \
      "The same seed offers the same targets")                                                     \
    X(hand, play.setup.profile.hand, NAME, 0, HAND_RULE_COUNT - 1, hand_word, IN_SETTINGS, "hand", \
      "hand", "RULE", "Which hand scores")                                                         \
    X(side_bias, play.setup.profile.side_bias, SHARE, 0, 1, NULL, IN_SETTINGS, "side_bias",        \
      "side-bias", "PERCENT", "Share of targets on the child's right")                             \
    X(posture, play.setup.profile.posture, NAME, 0, POSTURE_COUNT - 1, posture_word, IN_SETTINGS,  \
      "posture", "posture", "P", "How the child stands or sits")                                   \
    X(height_cm, play.height_cm, NUMBER, 50, 220, NULL, IN_SETTINGS, "height_cm", "height", "CM",  \
      "The child's height, so that lengths come out in cm")                                        \
    X(age_months, age_months, WHOLE, 12, 300, NULL, IN_SETTINGS, "age_months", "age-months", "N",  \
      "The child's age, for norms where any are published")                                        \
    X(success, play.setup.success, SHARE_OR_NONE, STAIRCASE_SUCCESS_LOW, STAIRCASE_SUCCESS_HIGH,   \
      NULL, IN_SETTINGS, "success", "success", "PERCENT",                                          \
      "Just-right challenge, the share of targets to be reached (75; 85 under 6 years and in a "   \
      "child's first session)")                                                                    \
    X(smaller, smaller, FLAG, 0, 1, NULL, IN_SETTINGS, "smaller", "smaller", NULL,                 \
      "Of several people on the spot, the smaller one")                                            \
    X(without, play.setup.profile.without, SET, 0, LIMB_COUNT - 1, limb_word, IN_SETTINGS,         \
      "without_limbs", "without", "LIMBS", "Limbs that are absent or left out, one arm at most")   \
    X(spotter, play.spotter, FLAG, 0, 1, NULL, IN_SETTINGS, "spotter", "spotter", NULL,            \
      "Somebody stands by: one leg, heel to toe, closed eyes may be asked for")                    \
    X(jumps, play.jumps, FLAG, 0, 1, NULL, IN_SETTINGS, "jumps", "jumps", NULL,                    \
      "The child may jump")                                                                        \
    X(gain, play.gain, NUMBER_OR_FIT, 1, GAIN_MOST, NULL, IN_SETTINGS, "gain", "gain", "FACTOR",   \
      "Movement gain, so much wider is a movement shown; fit: by the range that the hands show")   \
    X(hold_s, hold_s, NUMBER, HOLD_SHORTEST_S, HOLD_LONGEST_S, NULL, IN_SETTINGS, "hold_s",        \
      "hold", "S", "How long a hand stays where the child chooses, seconds (1.5)")                 \
    X(speech_rate, play.speech_rate, WHOLE, SPOKEN_RATE_LOW, SPOKEN_RATE_HIGH, NULL, IN_SETTINGS,  \
      "speech_rate", "speech-rate", "PERCENT", "How fast the words are said; 100 is as usual")     \
    X(support, support, SET, 0, SUPPORT_COUNT - 1, support_word, IN_EVENTS, NULL, "support",       \
      "LIST", "What holds the child")

typedef enum PlanChoice {
#define X(name, ...) PLAN_##name,
    PLAN_LIST(X)
#undef X
        PLAN_COUNT
} PlanChoice;

typedef struct PlanField {
    const char *name;
    size_t offset;  // in PlayPlan
    PlanKind kind;
    PlanKept kept;
    double low, high;
    const char *(*word)(int number);  // of NAME and SET
    const char *stored, *option, *argument, *what;
} PlanField;

const PlanField *plan_field(PlanChoice choice);

// Whether `code` may stand for a child: 1 to 32 of the letters, digits, - and _.
bool plan_child_is_valid(const char *code);

// A guest plays the first game as most children do.
PlayPlan plan_default(void);

// A choice as a number, all but code and game: a flag is 0 or 1, a set its bits. plan_set() takes
// what a person or the store says and keeps it as it is.
double plan_value(const PlayPlan *plan, PlanChoice choice);
void plan_set(PlayPlan *plan, PlanChoice choice, double value);

// Takes what the option was given; a flag's text is NULL. False, and nothing changed: it is none of
// what plan_wanted() tells.
bool plan_read(PlayPlan *plan, PlanChoice choice, const char *text);
void plan_wanted(PlanChoice choice, char *text, size_t size);

// The choice as its option spells it; empty where nothing was chosen.
void plan_text(const PlayPlan *plan, PlanChoice choice, char *text, size_t size);

// What `game` would ask for as planned, and nobody has ticked: bits 1 << Care.
unsigned plan_missing(const PlayPlan *plan, const Game *game);
// Why `game` cannot be played as planned, in words that follow its title; false and empty: it can.
bool plan_refusal(const PlayPlan *plan, const Game *game, char *text, size_t size);
// Whether somebody who stands or sits as planned can play `game`, and is let.
bool plan_suits(const PlayPlan *plan, const Game *game);
