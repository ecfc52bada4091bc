// SPDX-License-Identifier: MIT
// play.h: one play of one game, stepped sixty times a second. What play_step() is given is all that
// it knows, so a recording of its inputs plays again byte for byte. Main thread; nothing is
// allocated after play_open().
#pragma once

#include "body/arm_reach.h"
#include "body/body_update.h"
#include "body/calibrate.h"
#include "body/pose_smooth.h"
#include "body/trust.h"
#include "measure/reach.h"
#include "play/behaviour.h"
#include "play/gain.h"
#include "play/play_box.h"
#include "play/staircase.h"
#include "play/try_watch.h"
#include "tiptoe/game.h"

#define PLAY_COMMANDS_MAX 4
#define PLAY_OWN_EVENTS   11  // of a step at most: seen, lost, calibrated, drift, alarm, ease, end
// What a game may tell in a step, what the keys make of its tries, the ledger of every level that
// is chosen, of the staircase and of the easing, and the engine's own.
#define PLAY_EVENTS_MAX                                                                            \
    (GAME_EVENTS_MAX + TRIES_KEPT + 2 + (PLAY_COMMANDS_MAX + 2) * (GAME_KNOBS_MAX + 1) +           \
     PLAY_OWN_EVENTS)
#define PLAY_TRIALS_MAX  32
#define PLAY_POSES_LEAST 8    // a second: between two of them a fast hand goes 25 cm [ours]
#define PLAY_BEATS       3    // of the count-in, which a check-up does not have
#define PLAY_BEAT_STEPS  54u  // between them, and from the last one to play
#define PLAY_LAST_TRY_S  8u   // after the end of its time, at most, for a try that is still open
#define PLAY_LAST_ONE_S  15u  // before the end: then the child is told that it comes
#define PLAY_HISTORY     1024

// What the therapist (or the window) may do while playing. Stored: append only. X(name, stored
// name)
#define COMMAND_LIST(X)                                                                            \
    X(PAUSE, "pause")                                                                              \
    X(RESUME, "resume")                                                                            \
    X(LEVEL, "level")           /* value: 1-5 */                                                   \
    X(FINISH, "finish")         /* ends the play; value: by whom or what, a PlayEnd */             \
    X(START_STOP, "start_stop") /* this and the next three go to the game (GameCommand) */         \
    X(REDO, "redo")                                                                                \
    X(SKIP, "skip")                                                                                \
    X(ASSIST, "assist")                                                                            \
    X(LOCK, "lock") /* the staircase stands still, or goes on */                                   \
    X(PRAISE, "praise")                                                                            \
    X(SUPPORT, "support") /* value: a set of SUPPORT_LIST, checkup.h */                            \
    X(MODEL, "model")     /* another pose model makes the poses now; value: as EVENT_MODEL's */    \
    X(STOP, "stop")       /* the stop key: a pause, told as a stop */                              \
    X(NEXT_PERSON, "next_person") /* the next person in view plays */                              \
    X(ANSWER, "answer")           /* what an alarm was; value: an AlarmAnswer */                   \
    X(SIDE, "side")               /* value: the side bias from the next offer on, as of Profile */ \
    X(HAND, "hand")               /* value: the HandRule from the next offer on */                 \
    X(SOUND, "sound") /* value: share of the profile's loudness that is heard from now on */       \
    X(MUTE, "mute")   /* value: 1: nothing is heard; 0: again */                                   \
    X(GOOD, "good")                                                                                \
    X(HARD, "hard")                                                                                \
    X(NOTE, "note") /* value: a Note */

typedef enum Command {
#define X(name, stored) COMMAND_##name,
    COMMAND_LIST(X)
#undef X
        COMMAND_COUNT
} Command;

typedef struct PlayCommand {
    Command command;
    float value;
} PlayCommand;

// The recorded door: everything that a step may depend on.
typedef struct PlayInput {
    uint32_t step;     // 0, 1, 2... since the session began, waiting and pauses counted
    bool has_pose;     // a new pose came since the step before
    Pose pose;         // as pose_quantise() left it; times from the session's start
    int64_t taken_us;  // session time at which this step took it
    int command_count;
    PlayCommand command[PLAY_COMMANDS_MAX];
} PlayInput;

typedef enum PlayPhase {
    PHASE_WAIT,       // nobody in view yet
    PHASE_CALIBRATE,  // the child is seen and asked to keep still
    PHASE_REACH,      // ... to stretch the arms out, if the setup asks for it
    PHASE_TELL,       // the game's rule is told; nothing is asked yet
    PHASE_PLAY,
    PHASE_LOST,      // was playing; the game is frozen: the child is out of view or outside its
                     // box, somebody else is near, or no pose comes
    PHASE_COUNT_IN,  // the child is back, or a pause is over: three beats, and play goes on
    PHASE_DONE,
} PlayPhase;

// Raised with every change of what play_step() answers to the same inputs, and with nothing else. A
// recording of another version is shown and scored, but proves nothing (docs/recording.md).
#define PLAY_VERSION 5

// One target from its offer to its end, for one hand.
typedef struct Trial {
    int32_t target;
    int32_t side;  // a Side; -1: missed, no hand
    uint32_t offer_step, end_step;
    bool hit;
    bool helped;        // the therapist had asked for an easy one
    Vec2 at;            // stage
    float radius_al;    // in arm lengths
    float distance_al;  // of the target from the hand at the offer, in arm lengths
    ReachMeasures reach;
} Trial;

struct PlayOutput {
    int event_count, cue_count, target_count, trial_count;
    GameEvent event[PLAY_EVENTS_MAX];
    GameCue cue[GAME_CUES_MAX];
    GameTarget target[GAME_TARGETS_MAX];
    Trial trial[PLAY_TRIALS_MAX];
    const char *say;  // the line that begins now, or NULL; never cut by the next one (play/voice.h)
    bool mute;        // the music is silent now
};

STATE_BEGIN

struct PlayScore {
    uint32_t offered, hits, misses, resting_touches;
    uint32_t hits_by_side[SIDE_COUNT];
    uint32_t streak, best_streak;
    uint32_t hand_steps[SIDE_COUNT];  // steps of play in which this hand was moving: the dose
    uint32_t foot_steps[SIDE_COUNT];  // likewise
    uint32_t reps[LIMB_COUNT];        // repetitions that each limb did
    uint32_t helped;                  // tries made easy, by a key or by the game itself ...
    uint32_t hits_helped;             // ... and of the hits those
    uint32_t skipped, redone;         // tries withdrawn by a key; tries offered again
};

// How well the child was tracked, from the session's start.
typedef struct PlayQuality {
    uint32_t poses, found;          // poses that came; those with the child in them
    uint32_t steps, steps_seen;     // steps while playing (not paused); those with the child seen
    uint32_t judged;                // poses while playing; of these:
    uint32_t trusted[GROUP_COUNT];  // those in which that part of the body could be trusted
    uint32_t other_people;          // those with somebody else in view
    float drift_max;                // share by which the scale drifted at most
    uint32_t losses;                // times that play froze because the child was out of view
    uint32_t stalls;                // ... because no pose came: the machine's doing
    uint32_t steps_waited;          // steps before play
    uint32_t steps_slow;            // steps in which fewer poses came than a game needs
    uint32_t signs;                 // times that the child's sign paused
    double age_sum_ms;              // of the pose in use, over all steps_seen
} PlayQuality;

STATE_END

// Whom the words before play are for. Stored by number.
typedef enum PlayTells {
    TELLS_NOBODY,   // play goes on while its rule is said
    TELLS_CHILD,    // each phase before play waits for the end of its words, or for a key
    TELLS_NEW_ONE,  // who has not played this before: the rule waits for the whole opening too
} PlayTells;

typedef struct PlaySetup {
    const Game *game;
    GameSetup setup;
    unsigned knobs_set;  // bit k: knob k was set by the therapist, not by the level
    float height_cm;     // 0: unknown
    uint32_t ask_reach;  // 1: the child shows how far each hand comes before play; 0: usual
    uint32_t tells;      // a PlayTells
    // As an earlier play found the child and measured its reach; `done` false: found anew. It is
    // found anew all the same where the child does not fit it now, and by every assessment.
    Calibration known;
    PlayBox box;           // of the room; not set: the child may be anywhere in the picture
    bool spotter;          // somebody stands by: one leg, heel to toe, eyes closed may be asked for
    bool jumps;            // so may jumps
    float gain;            // of movement: 1-5, or GAIN_FIT; 0: none (gain.h)
    uint32_t speech_rate;  // how fast the words are said, percent; 0: as usual
} PlaySetup;

// Of this play: an assessment always speaks as usual, so that one is like the other. Percent.
uint32_t play_speech_rate(const PlaySetup *setup);

typedef struct Play Play;

// `setup` is copied. A level or knob outside its limits is clamped. NULL: memory is out.
Play *play_open(const PlaySetup *setup);
void play_step(Play *play, const PlayInput *in, PlayOutput *out);
void play_draw(const Play *play, Canvas *canvas);  // the game's own picture
// The game's own opening, sign or ending. false: it has none, and nothing was painted.
bool play_draw_arc(const Play *play, const ArcMoment *moment, ArcStage *stage);
void play_close(Play **play);

// What to show and store about it. Pointers stay valid; their contents change with the steps.
PlayPhase play_phase(const Play *play);
bool play_paused(const Play *play);
// What this level would ask for without its tick: bit 1 << Care. Such a level is not given.
unsigned play_missing(const Play *play, int level);
// No trial is open, nor anything measured: what makes the poses may change.
bool play_between_trials(const Play *play, const PlayOutput *last);
uint32_t play_words_left(const Play *play);  // steps until what is being said is over
uint32_t play_tell_step(const Play *play);   // of PHASE_TELL, pauses not counted
uint32_t play_game_step(const Play *play);   // GameInput.step: pauses and losses not counted
float play_progress(const Play *play);       // 0..1 of the time; before play: of this phase
uint32_t play_seconds_left(const Play *play);
const Body *play_body(const Play *play);  // as it is shown: widened, where there is a gain
const Gain *play_gain(const Play *play);
const Calibration *play_calibration(const Play *play);
const PlayScore *play_score(const Play *play);
const PlayQuality *play_quality(const Play *play);
const GameSetup *play_setup(const Play *play);
const Game *play_game(const Play *play);
float play_drift(const Play *play);              // of the scale, if it is worth telling; else 0
bool play_is_paused_by_child(const Play *play);  // by the arms crossed on the chest (sign.h)
float play_count_in(const Play *play);           // beats since it began; -1: none is under way
bool play_is_slow(const Play *play);             // fewer poses come now than a game needs
bool play_is_away(const Play *play);             // poses come, and the child is not in them
Alarm play_asks(const Play *play);               // that paused the play; ALARM_COUNT: none
Alarm play_waits_for(const Play *play);          // likewise, that froze it: it goes on by itself
const PlayBox *play_box(const Play *play);
Vec2 play_place(const Play *play);  // in it, m: where the child was last seen to stand or sit
// Whether it was the machine that kept a child from a game that never began.
bool play_was_too_slow(const PlayQuality *quality);
const Staircase *play_staircase(const Play *play);
unsigned play_hands(const Play *play);       // bit 1 << Side: allowed now by the hand rule
HandRule play_hand_rule(const Play *play);   // the one last asked for, in force from the next offer
Behaviour play_behaviour(const Play *play);  // of all steps so far, the final score once it is done
// Of all that is kept of it, with the score as it is now: 16 hexadecimal digits.
void play_behaviour_text(const Play *play, char text[17]);
uint64_t play_digest(const Play *play);  // of the bytes of the whole state: of twins in one build
