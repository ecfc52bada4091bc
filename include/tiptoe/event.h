// SPDX-License-Identifier: MIT
// event.h: what happened in a play: one event, and what each kind of event carries.
#pragma once

#include "tiptoe/checkup.h"
#include "tiptoe/geometry.h"
#include "tiptoe/pose.h"
#include "tiptoe/profile.h"

// Names are stored: append freely, never rename, never reorder. What an event carries beside its
// target, side, place and value stands in EVENT_FIELD_LIST. X(name, stored name)
#define EVENT_LIST(X)                                                                              \
    X(OFFER, "offer")               /* a target appeared; value: time it stays, s */               \
    X(HIT, "hit")                   /* reached as asked */                                         \
    X(MISS, "miss")                 /* floated away; no loss, no sound */                          \
    X(RESTING_HAND, "resting_hand") /* touched by a hand that rests today; no penalty */           \
    X(HELP, "help")                 /* the therapist helps: this try was made surely reachable */  \
    X(SEEN, "seen")                 /* the child is in view (again) */                             \
    X(LOST, "lost")                 /* the child is out of view: play freezes */                   \
    X(CALIBRATED, "calibrated")                                                                    \
    X(PAUSE, "pause")                                                                              \
    X(RESUME, "resume")                                                                            \
    X(LEVEL, "level") /* the therapist chose another */                                            \
    X(FINISH, "finish")                                                                            \
    X(MEASURE, "measure")         /* of the game's own; value: in its unit */                      \
    X(DIFFICULTY, "difficulty")   /* the ledger: a knob turned; value: the knob's new one */       \
    X(SCALE_DRIFT, "scale_drift") /* the child came nearer or went away; value: share */           \
    X(PRAISE, "praise")           /* by the therapist's key */                                     \
    X(SUPPORT, "support")         /* what holds the child from now on */                           \
    X(TRIAL_BEGIN, "trial_begin") /* the check-up's. target: number of the trial; side: leg or */  \
    X(TRIAL_END, "trial_end")     /* hand; value at the end: seconds */                            \
    X(TRIAL_VOID, "trial_void")   /* this one does not count */                                    \
    X(MODEL, "model")             /* another pose model makes the poses now */                     \
    X(SKIP, "skip")               /* the therapist withdrew this try */                            \
    X(REDO, "redo")               /* this try, whose result stays, is offered again */             \
    X(STALL, "stall")             /* no pose comes, which is the machine's doing: play freezes */  \
    X(STOP, "stop")               /* the stop key: everything stands still and is silent */        \
    X(NEXT_PERSON, "next_person") /* the therapist chose the next person in view */                \
    X(SIGN, "sign")               /* the child crossed the arms on the chest: play pauses */       \
    X(EASE, "ease")               /* nothing succeeded: the game eased by itself */                \
    X(ALARM, "alarm")             /* play stopped for the child's sake */                          \
    X(ANSWER, "answer")           /* the therapist says what an alarm was */                       \
    X(LOCK, "lock")               /* the therapist holds the difficulty, or lets it go */          \
    X(SIDE, "side")   /* another side bias from the next offer on; value: as Profile */            \
    X(HAND, "hand")   /* another hand rule from the next offer on */                               \
    X(SOUND, "sound") /* as loud as this from now on; value: share of the profile's */             \
    X(MUTE, "mute")   /* nothing is heard from now on, or again */                                 \
    X(GOOD, "good")   /* the therapist's mark: that was good */                                    \
    X(HARD, "hard")   /* the therapist's mark: that was hard for the child */                      \
    X(NOTE, "note")   /* the therapist's note about this moment */

typedef enum Event {
#define X(name, stored) EVENT_##name,
    EVENT_LIST(X)
#undef X
        EVENT_COUNT
} Event;

// Why a knob turned. Stored. X(name, stored name)
#define DIFFICULTY_CAUSE_LIST(X)                                                                   \
    X(SUCCESS, "success")     /* the staircase went up */                                          \
    X(MISS, "miss")           /* the staircase went down */                                        \
    X(THERAPIST, "therapist") /* a key: another level */                                           \
    X(EASE, "ease")           /* nothing succeeded: a level down by itself */

typedef enum DifficultyCause {
#define X(name, stored) DIFFICULTY_##name,
    DIFFICULTY_CAUSE_LIST(X)
#undef X
        DIFFICULTY_CAUSE_COUNT
} DifficultyCause;

// How a game eases by itself, in this order. Stored. X(name, stored name)
#define EASE_LIST(X)                                                                               \
    X(HELP, "help")   /* the next try is made surely reachable */                                  \
    X(LEVEL, "level") /* a level down, where there is one and the level may turn */                \
    X(END, "end")     /* nothing new is offered, and the game ends */

typedef enum EaseKind {
#define X(name, stored) EASE_##name,
    EASE_LIST(X)
#undef X
        EASE_COUNT
} EaseKind;

// How a play ended. Stored: append only. X(name, stored name, words of a report)
#define PLAY_END_LIST(X)                                                                           \
    X(TIME, "time", "its time was up, or the game was over")                                       \
    X(STOP, "stop", "by the stop key")                                                             \
    X(KEY, "key", "by the therapist's key")                                                        \
    X(WINDOW, "window", "the window was closed or lost")                                           \
    X(PROGRAM, "program", "the program was asked to end")                                          \
    X(CAMERA, "camera", "the camera's pictures ended")                                             \
    X(NOBODY, "nobody", "nobody played for too long")                                              \
    X(KINDLY, "kindly", "kindly, by itself: nothing succeeded")                                    \
    X(NEXT, "next", "kindly, by the therapist: on to the next of the plan")

typedef enum PlayEnd {
#define X(name, stored, words) PLAY_END_##name,
    PLAY_END_LIST(X)
#undef X
        PLAY_END_COUNT
} PlayEnd;

// What stops a play for the child's sake (play/safety.h). Stored: append only.
// X(name, stored name, words)
#define ALARM_LIST(X)                                                                              \
    X(OUTSIDE, "outside", "a foot was outside the play box")                                       \
    X(HIPS, "hips_low", "the hips were low")                                                       \
    X(HEAD, "head_low", "the head was down")                                                       \
    X(SOMEBODY, "somebody", "somebody else came near")

typedef enum Alarm {
#define X(name, stored, words) ALARM_##name,
    ALARM_LIST(X)
#undef X
        ALARM_COUNT
} Alarm;

// What it was. Stored: append only. X(name, stored name, words on its key)
#define ALARM_ANSWER_LIST(X)                                                                       \
    X(SAT_DOWN, "sat_down", "Sat down")                                                            \
    X(FELL, "fell", "Fell")                                                                        \
    X(REST, "rest", "Rest")                                                                        \
    X(PAIN, "pain", "Pain")                                                                        \
    X(WRONG, "wrong_alarm", "Wrong alarm")

typedef enum AlarmAnswer {
#define X(name, stored, words) ALARM_ANSWER_##name,
    ALARM_ANSWER_LIST(X)
#undef X
        ALARM_ANSWER_COUNT
} AlarmAnswer;

const char *alarm_words(Alarm alarm);
const char *alarm_answer_words(AlarmAnswer answer);

// What a therapist often notes while a child plays, each by one key. Stored: append only; a typed
// note is text of its own beside it. X(name, stored name, words)
#define NOTE_LIST(X)                                                                               \
    X(WRITTEN, "written", "Write ...")                                                             \
    X(TIRED, "tired", "Tired")                                                                     \
    X(PAIN, "pain", "Pain")                                                                        \
    X(LAUGHED, "laughed", "Laughed")                                                               \
    X(HELPED, "helped", "Helped")                                                                  \
    X(DISTRACTED, "distracted", "Distracted")                                                      \
    X(TRUNK_LEANT, "trunk_leant", "Trunk leant")                                                   \
    X(SHOULDER_UP, "shoulder_up", "Shoulder up")                                                   \
    X(LEFT_HAND, "left_hand", "Left hand")                                                         \
    X(RIGHT_HAND, "right_hand", "Right hand")                                                      \
    X(SAT_DOWN, "sat_down", "Sat down")

typedef enum Note {
#define X(name, stored, words) NOTE_##name,
    NOTE_LIST(X)
#undef X
        NOTE_COUNT
} Note;

const char *note_name(Note note);   // the stored name
const char *note_words(Note note);  // for people

// Keys of the therapist as a game sees them. Of a game for play the engine owns the last three and
// gives it `withdraw`, `again` and `sure` instead; an assessment gets them all as they are. Stored.
// X(name, stored name)
#define GAME_COMMAND_LIST(X)                                                                       \
    X(START_STOP, "start_stop") /* starts or ends what the camera can't see */                     \
    X(REDO, "redo")             /* the last try again */                                           \
    X(SKIP, "skip")             /* on to the next */                                               \
    X(ASSIST, "assist")         /* the next one shall surely succeed */

typedef enum GameCommand {
#define X(name, stored) GAME_##name,
    GAME_COMMAND_LIST(X)
#undef X
        GAME_COMMAND_COUNT
} GameCommand;

// What stands in a field: a whole number from 0, a truth (0, 1), any number, or a place in a list
// (a set of it) that is stored by name. X(name, how many values)
#define EVENT_VALUE_LIST(X)                                                                        \
    X(WHOLE, INT32_MAX)                                                                            \
    X(TRUTH, 2)                                                                                    \
    X(REAL, 0)                                                                                     \
    X(CAUSE, DIFFICULTY_CAUSE_COUNT)                                                               \
    X(KEY, GAME_COMMAND_COUNT)                                                                     \
    X(MODEL, MODEL_COUNT)                                                                          \
    X(ITEM, CHECKUP_COUNT)                                                                         \
    X(WHY, CHECKUP_VOID_COUNT)                                                                     \
    X(SUPPORTS, 1 << SUPPORT_COUNT)                                                                \
    X(END, PLAY_END_COUNT)                                                                         \
    X(EASING, EASE_COUNT)                                                                          \
    X(ALARM, ALARM_COUNT)                                                                          \
    X(ANSWER, ALARM_ANSWER_COUNT)                                                                  \
    X(HAND, HAND_RULE_COUNT)                                                                       \
    X(NOTE, NOTE_COUNT)

// The typed fields of each kind of event. The last column is the number in which the field stood
// before it had a name of its own: old stores and form 1 of the behaviour have it there.
// X(event, field, EVENT_VALUE_, place in form 1)
#define EVENT_FIELD_LIST(X)                                                                        \
    X(LEVEL, level, WHOLE, VALUE)                                                                  \
    X(MEASURE, measure, WHOLE, TARGET) /* its place among the game's measures */                   \
    X(DIFFICULTY, knob, WHOLE, TARGET) /* its place among the game's knobs */                      \
    X(DIFFICULTY, cause, CAUSE, AT_X)                                                              \
    X(DIFFICULTY, position, REAL, AT_Y) /* the staircase's, in levels from the chosen one */       \
    X(SUPPORT, supports, SUPPORTS, VALUE)                                                          \
    X(TRIAL_BEGIN, item, ITEM, VALUE)                                                              \
    X(TRIAL_BEGIN, attempt, WHOLE, AT_X) /* 0 is practice */                                       \
    X(TRIAL_END, by_therapist, TRUTH, AT_X)                                                        \
    X(TRIAL_VOID, item, ITEM, VALUE)                                                               \
    X(TRIAL_VOID, why, WHY, AT_X)                                                                  \
    X(TRIAL_VOID, attempt, WHOLE, AT_Y)                                                            \
    X(MODEL, model, MODEL, VALUE)                                                                  \
    X(SKIP, key, KEY, VALUE)     /* by which key */                                                \
    X(REDO, again, WHOLE, VALUE) /* number of the new try */                                       \
    X(FINISH, ended, END, AT_X)  /* by whom or what */                                             \
    X(EASE, easing, EASING, VALUE)                                                                 \
    X(ALARM, alarm, ALARM, VALUE)                                                                  \
    X(ANSWER, answer, ANSWER, VALUE)                                                               \
    X(LOCK, on, TRUTH, VALUE)                                                                      \
    X(HAND, hand, HAND, VALUE)                                                                     \
    X(MUTE, on, TRUTH, VALUE)                                                                      \
    X(NOTE, note, NOTE, VALUE)

// Fields that the kind of an event does not have are 0: outputs are compared byte for byte.
typedef struct GameEvent {
    Event event;
    int target;  // 0: none
    int side;    // a Side, or -1
    Vec2 at;     // stage
    float value;
    float position;
    int32_t level, measure, knob, cause, supports, item, attempt, by_therapist, why, model, key,
        again, ended, easing, alarm, answer, on, hand, note;
} GameEvent;

typedef enum EventValue {
#define X(name, count) EVENT_VALUE_##name,
    EVENT_VALUE_LIST(X)
#undef X
        EVENT_VALUE_COUNT
} EventValue;

typedef enum EventPlace {
    EVENT_PLACE_TARGET,
    EVENT_PLACE_AT_X,
    EVENT_PLACE_AT_Y,
    EVENT_PLACE_VALUE
} EventPlace;

// One row of EVENT_FIELD_LIST.
typedef struct EventField {
    Event event;
    const char *name;
    EventValue value;
    EventPlace place;
    size_t offset;  // of an int32_t in GameEvent; of a float if `value` is REAL
} EventField;

// The fields of `event`: the first of `*count`, NULL and 0 if it has none.
const EventField *event_fields(Event event, int *count);

// Of a field that holds a number, and of any other.
float event_real(const GameEvent *event, const EventField *field);
void event_set_real(GameEvent *event, const EventField *field, float real);
int32_t event_whole(const GameEvent *event, const EventField *field);
// False, and nothing is changed: not a value of that field.
bool event_set_whole(GameEvent *event, const EventField *field, int64_t whole);

// The stored name of value `whole` of the field, or of bit `whole` of a set; NULL if it is no name.
const char *event_value_name(EventValue value, int whole);
int event_value_names(EventValue value);  // how many names there are; 0: a number

// The event with its fields where form 1 has them, and back. False: a value that the field cannot
// have.
GameEvent event_to_form1(const GameEvent *event);
bool event_from_form1(GameEvent *event);

const char *event_name(Event event);
Event event_find(const char *name);  // EVENT_COUNT: unknown
