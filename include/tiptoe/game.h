// SPDX-License-Identifier: MIT
// game.h: everything a game may see. A game is one file that defines one `const Game`.
//
// The engine calls step() sixty times a second with what the body did, and draw() whenever the
// screen is ready. A game owns no memory, no threads, no files, no clock and no error path, so the
// same inputs always give the same session: that is what lets a therapist replay it.
#pragma once

#include "tiptoe/arc.h"
#include "tiptoe/base.h"
#include "tiptoe/body.h"
#include "tiptoe/draw.h"
#include "tiptoe/event.h"
#include "tiptoe/moves.h"
#include "tiptoe/profile.h"
#include "tiptoe/try.h"

#define GAME_STEPS_PER_SECOND 60
#define GAME_STATE_MAX        (64 * 1024)
#define GAME_LEVELS           5
#define GAME_KNOBS_MAX        12
#define GAME_EVENTS_MAX       16
#define GAME_CUES_MAX         8
#define GAME_TARGETS_MAX      8
#define GAME_MEASURES_MAX     12
#define GAME_PRAISE_MAX       3

// A number the therapist may turn. The engine draws the slider, clamps, stores and replays it.
typedef struct Knob {
    const char *name, *unit, *meaning;
    float low, high, usual;
} Knob;

STATE_BEGIN

typedef struct GameSetup {
    uint64_t seed;
    int level;         // 1-5, the row that knob[] was filled from
    uint32_t seconds;  // how long to play
    Profile profile;
    float knob[GAME_KNOBS_MAX];  // in the order of Game.knobs
    float success;               // the share of targets that should be reached; 0: nothing adapts
    uint32_t unused;
} GameSetup;

STATE_END

struct GameInput {
    uint32_t step;  // 0, 1, 2...; sixty are a second of play, pauses not counted
    const GameSetup *setup;
    const Calibration *size;  // body units of this child
    const Body *body;         // this step
    const Body *body_before;  // the step before: crossings and speeds come from the pair
    const float *knob;        // may change between steps (therapist, staircase)
    unsigned hands;           // bit 1 << Side set: this hand may score now (the hand rule)
    unsigned feet;            // likewise the foot on that side, by the same rule
    bool both;                // the rule wants both hands together, and both are there
    unsigned commands;        // an assessment's: bit 1 << GameCommand, keys since the step before
    bool withdraw;            // every open try ends now, neither hit nor miss (game_withdrawn)
    bool again;               // the next offer is the last one once more (game_dice)
    bool sure;                // the next one must surely be reached: two were missed, or help was
                              // asked for
    bool last;                // the time is over: what is open goes on, nothing new is offered
    float wide[SIDE_COUNT];   // so far does a widened hand come from `rest`, stage units; 0: the
    Vec2 rest[SIDE_COUNT];    // hand is not widened, and comes from its shoulder as ever
    float reach[SIDE_COUNT];  // comfortable reach of each hand, in its own arm lengths
};

// What is heard. Each is a score in assets/sounds. X(name, file name without ending)
#define CUE_LIST(X)                                                                                \
    X(APPEAR, "appear")                                                                            \
    X(TOUCH, "touch")                                                                              \
    X(SUCCESS, "success")                                                                          \
    X(AWAY, "away") /* soft; never sounds like a mistake */                                        \
    X(PRAISE, "praise")                                                                            \
    X(READY, "ready")                                                                              \
    X(FINISH, "finish")                                                                            \
    X(SELECT, "select")                                                                            \
    X(DRUM_LOW, "drum_low")                                                                        \
    X(DRUM_HIGH, "drum_high")                                                                      \
    X(BEAT, "beat") /* of the count-in */

typedef enum Cue {
#define X(name, file) CUE_##name,
    CUE_LIST(X)
#undef X
        CUE_COUNT
} Cue;

const char *cue_name(Cue cue);  // its file's name, without ending

// What the body is invited to do with a target. X(name, stored name)
#define TARGET_KIND_LIST(X)                                                                        \
    X(HAND, "hand")   /* bring the hand to `at`, within `radius` */                                \
    X(FOOT, "foot")   /* set the foot at `at`, within `radius` */                                  \
    X(HIPS, "hips")   /* shift the weight: mid-hip to at.x, within `radius` */                     \
    X(LEAN, "lean")   /* lean the trunk to `value` degrees, + to the player's right */             \
    X(SQUAT, "squat") /* lower the hips by `value` leg lengths; seated: -`value` up from the */    \
                      /* seat, a leg being 0.4 of the height */                                    \
    X(LIFT, "lift")   /* lift the foot by `value` leg lengths (seated: the knee, of the trunk) */  \
    X(STILL, "still") /* keep still */

typedef enum TargetKind {
#define X(name, stored) TARGET_##name,
    TARGET_KIND_LIST(X)
#undef X
        TARGET_KIND_COUNT
} TargetKind;

const char *target_kind_name(TargetKind kind);  // the stored name

// Where the body is invited to be now. The engine measures reaches from it (hands), the demo child
// plays by it, the assist shows it. Several targets at once are wishes for several limbs. Nothing
// is asked of a limb that rests or is left out: `sides` are bits of in->hands or in->feet. While
// in->both is set, a target of both hands is within the reach of both and carries `both`.
typedef struct GameTarget {
    int id;  // as in the target's events; never reused in a session
    TargetKind kind;
    Vec2 at;
    float radius;
    float value;
    unsigned sides;     // bit 1 << Side: either of these limbs; with `both`, all of them
    uint32_t both;      // 1: all of `sides` together (no bool: outputs are compared byte for byte)
    uint32_t due_step;  // be there at this step of play (rhythm, catching); 0: as soon as you can
} GameTarget;

typedef struct GameCue {
    Cue cue;
    float pan;  // -1 left .. 1 right of the stage
    int pitch;  // semitones up or down
} GameCue;

// What a step produced. Fixed size; the engine empties it before every step.
struct GameOutput {
    int event_count, cue_count, target_count;
    GameEvent event[GAME_EVENTS_MAX];
    GameCue cue[GAME_CUES_MAX];
    GameTarget target[GAME_TARGETS_MAX];
    const char *say;  // a line of assets/speech/speech.txt to speak now, or NULL: a string literal
    bool finished;    // over before its time; the engine ends it at the setup's seconds anyway
    bool mute;        // the music falls silent while this is set
};

// Returns it, for the fields that its kind has.
GameEvent *game_event(GameOutput *out, Event event, int target, int side, Vec2 at, float value);
void game_cue(GameOutput *out, Cue cue, Vec2 where, int pitch);
void game_target(GameOutput *out, GameTarget target);
// The usual target: `at` within `radius`, any of `sides`. Returns it, for what is unusual about it.
GameTarget *game_invite(GameOutput *out, int id, TargetKind kind, Vec2 at, float radius,
                        unsigned sides);

// The hand rule as a game asks it. game_touch: which allowed, trusted hands touch the disc now or
// crossed it since the step before (bit mask, 0 none; with `both`, 0 until both are there).
unsigned game_touch(const GameInput *in, Vec2 at, float radius);
// Any hand that rests by the rule but touches.
unsigned game_touch_resting(const GameInput *in, Vec2 at, float radius);
// Semitones of the n-th success in a row, 0 the first: upwards on a scale on which nothing sounds
// wrong.
int game_scale(int streak);
// A value of one of the game's own measures; `side` -1 for none.
void game_measure(GameOutput *out, int measure, int side, float value);
// 1 for the right, -1 for the left: which way is outwards on that side of the stage.
float game_outward(int side);
// Mean length of the arms, stage units.
float game_arm(const GameInput *in);
// On which side the next target lies, by the side bias. Asked once for each try: asking again while
// looking for a free place would undo the bias.
Side game_side(const GameInput *in, Rng *rng);
// `at`, drawn in to where a disc of `radius` round it is seen by the camera and shown by the stage.
Vec2 game_in_view(const GameInput *in, Vec2 at, float radius);
// `at`, drawn in to where each of `hands` (bits 1 << Side) comes from its resting shoulder: its
// calibrated reach and `more` arm lengths, which are a lean that the level trains or the target's
// own radius. A target of any one of several hands is placed by one of them.
Vec2 game_in_reach(const GameInput *in, unsigned hands, Vec2 at, float more);
// Whether both legs carry and are seen: standing, and none is left out.
bool game_both_legs(const GameInput *in);

// A number that a game measures beside the reaches that the engine measures for all. The values of
// game_measure() become one per side and session.
typedef enum Statistic { STAT_MEDIAN, STAT_MEAN, STAT_BEST, STAT_SUM } Statistic;

typedef struct GameMeasure {
    const char *name, *unit, *meaning;  // the name is stored: never changed
    Statistic statistic;
} GameMeasure;

// How a game deals with left and right.
typedef enum GameSides {
    SIDES_BY_BIAS,   // each target lies to one side, drawn by the side bias: game_side()
    SIDES_TOGETHER,  // asks both sides at once
    SIDES_NONE,      // knows no side
} GameSides;

// From where a hand's reach to the game's targets is counted.
typedef enum GameAnchor {
    ANCHOR_REST,       // the resting shoulder: game_in_reach()
    ANCHOR_SHOULDERS,  // the same, moved sideways with the middle of the shoulders
    ANCHOR_HIPS,       // the same, moved with the hips
} GameAnchor;

// What is asked of a child with a therapist's tick alone. X(name, words, whose tick: that a spotter
// stands by, or that the child may jump)
#define CARE_LIST(X)                                                                               \
    X(ONE_LEG, "standing on one leg", SPOTTER)                                                     \
    X(TANDEM, "standing heel to toe", SPOTTER)                                                     \
    X(EYES_CLOSED, "closed eyes", SPOTTER)                                                         \
    X(JUMP, "jumping", JUMPS)

typedef enum Care {
#define X(name, words, tick) CARE_##name,
    CARE_LIST(X)
#undef X
        CARE_COUNT
} Care;

const char *care_words(Care care);
unsigned care_missing(unsigned asked, bool spotter, bool jumps);  // those without their tick

// What a game is for.
typedef enum GameRole {
    ROLE_PLAY,        // it adapts, and scores say how this play went
    ROLE_ASSESSMENT,  // the check-up: never adapts, its own script, followed over time
} GameRole;

typedef struct Game {
    const char *id;      // equals the file name; stored in recordings, never changed
    const char *title;   // as the child's picture card says it
    CanvasFigure card;   // how the child stands on that card: feet from its middle and height in
                         // shares of its side; a height of 0: it does not
    const char *trains;  // one line for the therapist
    const char *invite;  // one short sentence, spoken and shown before play
    const char *token;   // the picture that a success earns; NULL: a star
    GameRole role;
    int version;        // raise it whenever step() would answer old inputs differently
    size_t state_size;  // one plain struct without pointers, zeroed by the engine
    int knob_count;
    Knob knobs[GAME_KNOBS_MAX];
    float level[GAME_LEVELS][GAME_KNOBS_MAX];  // the knobs of level 1-5
    // Which knobs the just-right challenge may turn, in this order, towards the next level's row or
    // the one before. Never base of support, side or posture.
    int ladder_count;
    int ladder[GAME_KNOBS_MAX];
    int measure_count;
    GameMeasure measures[GAME_MEASURES_MAX];
    bool needs_legs;  // no seated form
    bool goes_low;    // it asks for low hips: they alone are no alarm (play/safety.h)
    // What these knobs ask of such a child, bits 1 << Care; NULL: nothing of the list.
    unsigned (*care)(const Profile *profile, const float knob[GAME_KNOBS_MAX]);
    // What generic tests hold the game to. The lines that it says about how a try was done; a game
    // with a ladder has at least one. Nobody who sits is praised for standing.
    const char *praise[GAME_PRAISE_MAX];
    float lean[GAME_LEVELS];  // standing: arm lengths that a level asks of a hand beyond its reach
    GameAnchor anchor;
    GameSides sides;
    void (*start)(void *state, const GameInput *first);
    void (*step)(void *state, const GameInput *in, GameOutput *out);
    void (*draw)(const void *state, const GameInput *in, Canvas *canvas);
    const GameArc *arc;  // how it opens and ends; NULL: as the engine does by itself
} Game;

unsigned game_care(const Game *game, const Profile *profile, const float knob[GAME_KNOBS_MAX]);

// The child on the game's picture card, which lies at `at`, `size` high.
void game_draw_card_child(Canvas *canvas, const Game *game, Vec2 at, float size);

// All games in games/, sorted by id. Generated at build time from the file names.
extern const Game *const game_list[];
extern const int game_count;
const Game *game_find(const char *id);  // NULL if there is no such game
// Whether the game of that id is the assessment. A game that this program lacks is none.
bool game_is_assessment(const char *id);
const Game *game_assessment(void);  // the check-up; NULL if this program has none
