// SPDX-License-Identifier: MIT
// play_parts.h: the state of a play, for the files that make up play.c. Inside this module only.
#pragma once

#include "play/ease.h"
#include "play/play.h"
#include "play/safety.h"
#include "play/sign.h"
#include "play/trials.h"
#include "play/voice.h"

STATE_BEGIN

// Why a play is frozen.
typedef enum Frozen {
    FROZEN_AWAY,
    FROZEN_STALLED,  // no pose comes; the child may well be there
    FROZEN_OUTSIDE,
    FROZEN_SOMEBODY,
} Frozen;

// All that a step changes, apart from the game's own state: plain, so that its bytes are its value.
typedef struct PlayState {
    PlayPhase phase;
    uint32_t step, game_step;  // of the session; of the game (pauses and losses not counted)
    int32_t paused;
    int32_t alternate;    // the Side whose turn it is under the alternate rule
    int32_t too_slow;     // fewer poses come than a game needs
    int64_t pose_us;      // capture of the newest pose
    int64_t taken_us;     // when it was taken ...
    uint32_t taken_step;  // ... and by which step
    uint32_t moving;      // limbs that move now: bits 0, 1 hands; 2, 3 feet (left, right)
    int32_t drift_told;
    float drift;           // of the trunk's length from its calibrated one, over some seconds
    int64_t seen_us;       // session time at which the child was last in view
    int32_t frozen_by;     // of PHASE_LOST: a Frozen
    uint32_t rate_step;    // since when poses are counted; 0: not yet ...
    uint32_t rate_poses;   // ... and how many had come by then
    uint32_t is_game;      // and no check-up
    uint32_t frozen_step;  // of PHASE_LOST: when it began
    uint32_t by_sign;      // paused by the child's sign
    uint32_t count_step;   // of PHASE_COUNT_IN: so many are counted
    uint32_t tell_step;    // of PHASE_TELL, pauses not counted
    int32_t last_tries;    // tries that had been offered when the time was over
    uint32_t end_step;     // of the game: then its time is over
    uint32_t fits;         // poses in a row that fit the size that is known
    uint32_t asks;         // paused by an alarm: 1 + Alarm; 0: not
    uint32_t support;      // what holds the child now: a set of SUPPORT_LIST
    uint32_t unused;
    int32_t hand_asked;  // a HandRule that waits for the next offer, plus 1; 0: none
    uint32_t hand_step;  // game_step at which it was asked for
    float knob[GAME_KNOBS_MAX];
    GameSetup setup;
    Body body, before, raw;
    Body wide, wide_before;  // body and before, by the gain
    Gain gain;
    Calibration size;
    int32_t offered_count;  // by the step before: a hit tells only the number of its target
    TryWatch tries;
    PoseSmoother smoother;
    TrustWatch trust;
    Calibrator calibrator;
    ArmReach reach;
    SignWatch sign;
    SafetyWatch safety;
    PlayScore score;
    Staircase staircase;
    Ease ease;
    PlayQuality quality;
    Trials trials;
    GameTarget offered[GAME_TARGETS_MAX];
} PlayState;

STATE_END

uint32_t play_steps_left(const PlayState *s);  // of the play's time
// Session time of this step: the last pose's own, and the steps since.
int64_t play_step_us(const PlayState *s);
GameEvent *play_note(PlayOutput *out, Event event, float value);
void play_cue(PlayOutput *out, Cue which);

// Time stands still until somebody resumes.
void play_pause(PlayState *s, PlayOutput *out);

// choices.c: a command that is the therapist's choice or mark; false: it is none of these. And,
// once a step, the hand rule that waits.
bool choices_take(PlayState *s, const PlayCommand *command, PlayOutput *out);
void choices_step(PlayState *s);

// sight.c, once a step: whether the child is seen, and whether poses come.
void sight_step(Play *play, PlayOutput *out);
void sight_measure_anew(PlayState *s);  // somebody else may stand there
void sight_count_in(PlayState *s);      // play goes on after its beats ...
void sight_go_on(PlayState *s);         // ... or at once
void sight_freeze(PlayState *s, Frozen by);

// recall.c: whether this pose completes those that show that the size that is known is the child's:
// then it is its size; the reach that belongs to it; it is somebody else, whose size is not known.
bool recall_size(Play *play, const Pose *pose);
void recall_reach(Play *play);
void recall_nobody(Play *play);

// guard.c: the rules of safety.h in the order of a step.
void guard_pose(Play *play, const Pose *smooth, const float trust[LANDMARK_COUNT]);
void guard_step(Play *play, PlayOutput *out);
bool guard_holds(const Play *play);  // of PHASE_LOST: what froze it is not over
bool guard_accept(PlayState *s);     // whoever is near may stay; true: that was waited for

// challenge.c. The level that play begins with, or the nearest below it that the ticks allow;
// another one, as a command says; the answer to what the game told in this step.
void challenge_level_is(Play *play, int level);
void challenge_level(Play *play, float value, PlayOutput *out);
void challenge_step(Play *play, const GameOutput *game, PlayOutput *out);

// What is being said, and of which phase.
#define TELL_NOTHING (-1)

typedef struct Tell {
    Voice voice;
    int phase;         // the PlayPhase whose words were begun; TELL_NOTHING: of none yet
    bool skipped;      // they are known: nothing waits for them
    bool ending;       // the child was told that the last one comes
    uint32_t praises;  // that the game has said
} Tell;

// tell.c. Whether this phase still waits for the end of its words; whether a check-up's step waits
// for their beginning; the key that ends the waiting; the stop that cuts them; the child's own.
bool tell_waits(const Play *play);
bool tell_holds_game(const Play *play);
void tell_skip(Play *play);
void tell_stop(Play *play);
void tell_sign(Play *play);
void tell_ask(Play *play);                     // whether the child is all right
void tell_game(Play *play, const char *line);  // a line of the game's own
void tell_step(Play *play, PlayOutput *out);   // the last of a step: `say`

struct Play {
    const Game *game;
    unsigned knobs_set;
    float height_cm;
    bool ask_reach, spotter, jumps;
    PlayBox box;
    uint32_t tells;               // a PlayTells
    Calibration known;            // PlaySetup.known
    float asked[GAME_KNOBS_MAX];  // the therapist's own values, where knobs_set says so
    Behaviour behaviour;
    Tell tell;
    PlayState s;
    _Alignas(16) unsigned char game_state[GAME_STATE_MAX];
};
