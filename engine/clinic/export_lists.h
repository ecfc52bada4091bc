// SPDX-License-Identifier: MIT
// export_lists.h: the columns of each exported table, which are also its part of the dictionary.
#pragma once

// X(name, unit, meaning)
// Every row of every table begins with these.
#define KEY_COLUMNS(X)                                                                             \
    X("session", "", "uuid of the session")                                                        \
    X("child", "", "code of the child; never a name")
#define SESSION_COLUMNS(X)                                                                         \
    X("started", "", "date, time and zone (ISO 8601)")                                             \
    X("status", "", "complete, stopped, interrupted; what is missing of a check-up")               \
    X("game", "", "its id; checkup")                                                               \
    X("game_version", "", "of the game's rules")                                                   \
    X("level", "", "chosen by the therapist")                                                      \
    X("age_months", "months", "empty: unknown")                                                    \
    X("height_cm", "cm", "as it was typed; empty: unknown")                                        \
    X("posture", "", "standing, seated, wheelchair")                                               \
    X("support", "", "what held the child from the start")                                         \
    X("hand", "", "hand rule")                                                                     \
    X("minutes", "min", "that were played, without pauses")                                        \
    X("offered", "", "targets or tries")                                                           \
    X("hits", "", "of these")                                                                      \
    X("reps_arm_left", "", "repetitions of this limb")                                             \
    X("reps_arm_right", "", "likewise")                                                            \
    X("reps_leg_left", "", "likewise")                                                             \
    X("reps_leg_right", "", "likewise")                                                            \
    X("tracked", "1", "share of the poses in which the child was found")                           \
    X("model", "", "the network")                                                                  \
    X("camera", "", "its name")                                                                    \
    X("camera_fps", "Hz", "pictures a second, as it said")                                         \
    X("build", "", "the program that recorded it")                                                 \
    X("stage_height", "stage", "of the child")                                                     \
    X("stage_per_px", "stage/px", "scale of the stage")                                            \
    X("stage_origin_x", "stage", "place of the picture's origin")                                  \
    X("stage_origin_y", "stage", "likewise")                                                       \
    X("picture_origin_x_px", "px", "the origin in the picture")                                    \
    X("picture_origin_y_px", "px", "likewise")                                                     \
    X("stage_arm_left", "stage", "length of the arm, as calibrated")                               \
    X("stage_arm_right", "stage", "likewise")                                                      \
    X("stage_leg_left", "stage", "length of the leg")                                              \
    X("stage_leg_right", "stage", "likewise")
// Of analysis.csv: one row a session, then one column for each measure of a check-up.
#define ANALYSIS_COLUMNS(X)                                                                        \
    X("started", "", "date, time and zone (ISO 8601)")                                             \
    X("game", "", "its id; checkup")                                                               \
    X("level", "", "chosen by the therapist")                                                      \
    X("posture", "", "standing, seated, wheelchair")                                               \
    X("support", "", "what held the child from the start")                                         \
    X("minutes", "min", "that were played, without pauses")                                        \
    X("success", "1", "share of the targets or tries that was reached; empty: there were none")    \
    X("difficulty", "level", "reached, from the chosen level; empty: cannot be said")              \
    X("difficulty_low", "level", "its 95 % interval, from")                                        \
    X("difficulty_high", "level", "its 95 % interval, to")                                         \
    X("tracked", "1", "share of the poses in which the child was found")
#define LANDMARK_COLUMNS(X)                                                                        \
    X("frame", "", "number of the camera's frame")                                                 \
    X("time_s", "s", "capture, from the session's start")                                          \
    X("taken_s", "s", "when play took this pose")                                                  \
    X("step", "", "step of the session (60 a second) that took it")                                \
    X("found", "", "1: the child was found")                                                       \
    X("presence", "1", "the network's own opinion, 0..1")                                          \
    X("player_state", "", "how sure it is who the child is")                                       \
    X("width_px", "px", "of the picture")                                                          \
    X("height_px", "px", "of the picture")
// What only some kinds of events have: EVENT_FIELD_LIST.
#define EVENT_FIELD_COLUMNS(X)                                                                     \
    X("level", "", "the therapist's new one")                                                      \
    X("measure", "", "its place among the game's measures, from 0")                                \
    X("knob", "", "its place among the game's knobs, from 0")                                      \
    X("cause", "", "why the knob turned: success, miss, therapist")                                \
    X("position", "", "the staircase's, in levels from the chosen one")                            \
    X("supports", "", "what holds the child from now on")                                          \
    X("item", "", "which step of the check-up")                                                    \
    X("attempt", "", "0 is practice")                                                              \
    X("by_therapist", "", "1: a key ended the trial")                                              \
    X("why", "", "why the trial does not count")                                                   \
    X("model", "", "the network from now on")                                                      \
    X("key", "", "which key withdrew the try")                                                     \
    X("again", "", "number of the try that is offered again")
#define EVENT_COLUMNS(X)                                                                           \
    X("step", "", "step of the session, 60 a second")                                              \
    X("time_s", "s", "session time of that step")                                                  \
    X("event", "", "what happened")                                                                \
    X("target", "", "number of the target or trial; 0 none")                                       \
    X("side", "", "left, right or empty; the child's own")                                         \
    X("x", "stage", "place on the stage, 16 wide")                                                 \
    X("y", "stage", "place on the stage, 9 high, up")                                              \
    X("value", "", "as the event defines it (offer: s it stays; measure: in its unit)")            \
    EVENT_FIELD_COLUMNS(X)
#define TRIAL_COLUMNS(X)                                                                           \
    X("trial", "", "number in the session")                                                        \
    X("step", "", "which step of the check-up")                                                    \
    X("side", "", "leg that stands, hand that reaches")                                            \
    X("attempt", "", "0: practice, does not count")                                                \
    X("begin_s", "s", "session time")                                                              \
    X("end_s", "s", "session time")                                                                \
    X("counts", "", "1: done and counted")                                                         \
    X("void", "", "why it does not count")                                                         \
    X("ended_by_therapist", "", "1: by a key")                                                     \
    X("support", "", "what held the child")
#define REACH_COLUMNS(X)                                                                           \
    X("target", "", "number of the target")                                                        \
    X("side", "", "hand that reached it; empty: missed")                                           \
    X("hit", "", "1: reached")                                                                     \
    X("helped", "", "1: the therapist had asked for an easy one")                                  \
    X("offer_s", "s", "play time of its appearance")                                               \
    X("end_s", "s", "play time of its end")                                                        \
    X("x", "stage", "place on the stage")                                                          \
    X("y", "stage", "place on the stage")                                                          \
    X("radius_al", "AL", "of the target")                                                          \
    X("distance_al", "AL", "of the target from the hand at the offer")                             \
    X("valid_share", "1", "of the frames of this reach")
#define RESULT_COLUMNS(X)                                                                          \
    X("trial", "", "number in the session; 0: over the counted trials")                            \
    X("step", "", "which step of the check-up")                                                    \
    X("side", "", "left, right or empty")                                                          \
    X("attempt", "", "0: practice, or over several")                                               \
    X("statistic", "", "of the trials: trial, mean, best, median, ratio")                          \
    X("measure", "", "name in the list of measures, below")                                        \
    X("version", "", "of the formula")                                                             \
    X("trust", "", "A to D with one frontal camera")                                               \
    X("value", "unit", "empty: not measurable, see reason")                                        \
    X("unit", "", "of value and error; %H is percent of the body height")                          \
    X("error", "unit", "half of the widest interval that follows")                                 \
    X("measure_low", "unit", "95 % of what tracking leaves open of these trials, from")            \
    X("measure_high", "unit", "the same, to; empty: not known")                                    \
    X("value_low", "unit", "95 % of the child's own mean over repeats, from")                      \
    X("value_high", "unit", "the same, to; empty: one trial tells no spread")                      \
    X("interval", "", "how: t, order, bootstrap, proportion, ratio, none")                         \
    X("quality", "1", "share of valid frames")                                                     \
    X("reason", "", "why there is no value")                                                       \
    X("n", "", "trials or reaches in the value")                                                   \
    X("support", "", "what held the child")                                                        \
    X("change", "", "of a primary measure, against the child's baseline; exploratory")             \
    X("cannot_say", "", "why it cannot be said")                                                   \
    X("toward", "", "1 better, -1 worse, 0 neither")                                               \
    X("change_unit", "", "of the columns that follow; lengths in %H")                              \
    X("difference", "change_unit", "from the baseline's mean")                                     \
    X("low", "change_unit", "its 95 % interval, from")                                             \
    X("high", "change_unit", "its 95 % interval, to")                                              \
    X("least", "change_unit", "smallest change that could have been seen")                         \
    X("worthwhile", "change_unit", "smallest worthwhile change; empty: not known")                 \
    X("nap", "1", "non-overlap of all pairs with the baseline")                                    \
    X("tau", "1", "2 NAP - 1")                                                                     \
    X("pool_df", "1", "pairs of other children that the error stands on")
#define HISTORY_COLUMNS(X)                                                                         \
    X("checkup", "", "number of the check-up")                                                     \
    X("started", "", "date, time and zone (ISO 8601)")                                             \
    X("step", "", "which step of the check-up")                                                    \
    X("side", "", "left, right or empty")                                                          \
    X("measure", "", "a primary measure")                                                          \
    X("value", "unit", "by today's formulas; empty: none")                                         \
    X("unit", "", "of value; lengths in %H")                                                       \
    X("baseline", "", "1: belongs to the baseline")                                                \
    X("left_out", "", "why it is not compared; empty: it is")
#define SCORE_COLUMNS(X)                                                                           \
    X("kind", "", "play: no assessment; comparable with plays of the same kind only")              \
    X("score", "", "what the game measures")                                                       \
    X("side", "", "left, right or empty")                                                          \
    X("statistic", "", "of what the game measured: median, mean, best, sum")                       \
    X("value", "unit", "in this play")                                                             \
    X("unit", "", "of the values")                                                                 \
    X("n", "", "of what the game measured")                                                        \
    X("earlier_n", "", "earlier plays alike that have it; a best or a sum: as long")               \
    X("earlier_median", "unit", "of these")                                                        \
    X("earlier_last", "unit", "of the latest of these")                                            \
    X("meaning", "", "what it is")
#define PLAY_COLUMNS(X)                                                                            \
    X("kind", "", "play: no assessment; comparable with plays of the same kind only")              \
    X("play", "", "number of this play, or of an earlier one alike")                               \
    X("started", "", "date, time and zone (ISO 8601)")                                             \
    X("level", "", "chosen by the therapist")                                                      \
    X("difficulty", "level", "difficulty reached, from the chosen level; empty: see cannot_say")   \
    X("low", "level", "its 95 % interval, from; -1: the ladder's easy end, or beyond")             \
    X("high", "level", "its 95 % interval, to; 1: the ladder's hard end, or beyond")               \
    X("success", "1", "share of the targets that is reached there")                                \
    X("tries", "", "that count: without help, not made easy, not repeated")                        \
    X("hits", "", "of these")                                                                      \
    X("cannot_say", "", "why there is none")
#define DICTIONARY_COLUMNS(X)                                                                      \
    X("file", "", "or \"measure\" for a row of the list of measures")                              \
    X("column", "", "its name")                                                                    \
    X("unit", "", "of its values; AL arm lengths, LL leg lengths of the child")                    \
    X("meaning", "", "what it is; for measures formula and source")

// The parts of a landmark. X(suffix, unit, meaning)
#define PART_LIST(X)                                                                               \
    X("x", "width",                                                                                \
      "fraction of the picture's width, from the left, not mirrored; to a millionth")              \
    X("y", "height", "fraction of the picture's height, from the top")                             \
    X("z", "width", "in the scale of x, towards the camera negative; a guess")                     \
    X("visibility", "1", "the network's own opinion, 0..1; it lies at times")                      \
    X("world_x_m", "m", "from mid-hip, the network's guess")                                       \
    X("world_y_m", "m", "from mid-hip, down")                                                      \
    X("world_z_m", "m", "from mid-hip, away from the camera")
