// SPDX-License-Identifier: MIT
// export_lists.h: the columns of each exported table, which are also its part of the dictionary.
#pragma once

// X(name, CellKind, unit, meaning)
// Every row of every table begins with these.
#define KEY_COLUMNS(X)                                                                             \
    X("session", TEXT, "", "uuid of the session")                                                  \
    X("child", TEXT, "", "code of the child; never a name")
#define SESSION_COLUMNS(X)                                                                         \
    X("started", TEXT, "", "date, time and zone (ISO 8601)")                                       \
    X("status", TEXT, "", "complete, stopped, interrupted; what is missing of a check-up")         \
    X("game", TEXT, "", "its id; checkup")                                                         \
    X("game_version", WHOLE, "", "of the game's rules")                                            \
    X("level", WHOLE, "", "chosen by the therapist")                                               \
    X("age_months", WHOLE, "months", "empty: unknown")                                             \
    X("height_cm", NUMBER, "cm", "as it was typed; empty: unknown")                                \
    X("posture", TEXT, "", "standing, seated, wheelchair")                                         \
    X("support", TEXT, "", "what held the child from the start")                                   \
    X("hand", TEXT, "", "hand rule")                                                               \
    X("minutes", NUMBER, "min", "that were played, without pauses")                                \
    X("offered", WHOLE, "", "targets or tries")                                                    \
    X("hits", WHOLE, "", "of these")                                                               \
    X("reps_arm_left", WHOLE, "", "repetitions of this limb")                                      \
    X("reps_arm_right", WHOLE, "", "likewise")                                                     \
    X("reps_leg_left", WHOLE, "", "likewise")                                                      \
    X("reps_leg_right", WHOLE, "", "likewise")                                                     \
    X("tracked", NUMBER, "1", "share of the poses in which the child was found")                   \
    X("model", TEXT, "", "the network")                                                            \
    X("camera", TEXT, "", "its name")                                                              \
    X("camera_fps", NUMBER, "Hz", "pictures a second, as it said")                                 \
    X("build", TEXT, "", "the program that recorded it")                                           \
    X("stage_height", NUMBER, "stage", "of the child")                                             \
    X("stage_per_px", NUMBER, "stage/px", "scale of the stage")                                    \
    X("stage_origin_x", NUMBER, "stage", "place of the picture's origin")                          \
    X("stage_origin_y", NUMBER, "stage", "likewise")                                               \
    X("picture_origin_x_px", NUMBER, "px", "the origin in the picture")                            \
    X("picture_origin_y_px", NUMBER, "px", "likewise")                                             \
    X("stage_arm_left", NUMBER, "stage", "length of the arm, as calibrated")                       \
    X("stage_arm_right", NUMBER, "stage", "likewise")                                              \
    X("stage_leg_left", NUMBER, "stage", "length of the leg")                                      \
    X("stage_leg_right", NUMBER, "stage", "likewise")
// Of analysis.csv: one row a session, then one column for each measure of a check-up.
#define ANALYSIS_COLUMNS(X)                                                                        \
    X("started", TEXT, "", "date, time and zone (ISO 8601)")                                       \
    X("game", TEXT, "", "its id; checkup")                                                         \
    X("level", WHOLE, "", "chosen by the therapist")                                               \
    X("posture", TEXT, "", "standing, seated, wheelchair")                                         \
    X("support", TEXT, "", "what held the child from the start")                                   \
    X("minutes", NUMBER, "min", "that were played, without pauses")                                \
    X("success", NUMBER, "1",                                                                      \
      "share of the targets or tries that was reached; empty: there were none")                    \
    X("difficulty", NUMBER, "level", "reached, from the chosen level; empty: cannot be said")      \
    X("difficulty_low", NUMBER, "level", "its 95 % interval, from")                                \
    X("difficulty_high", NUMBER, "level", "its 95 % interval, to")                                 \
    X("tracked", NUMBER, "1", "share of the poses in which the child was found")
#define LANDMARK_COLUMNS(X)                                                                        \
    X("frame", WHOLE, "", "number of the camera's frame")                                          \
    X("time_s", NUMBER, "s", "capture, from the session's start")                                  \
    X("taken_s", NUMBER, "s", "when play took this pose")                                          \
    X("step", WHOLE, "", "step of the session (60 a second) that took it")                         \
    X("found", WHOLE, "", "1: the child was found")                                                \
    X("presence", NUMBER, "1", "the network's own opinion, 0..1")                                  \
    X("player_state", TEXT, "", "how sure it is who the child is")                                 \
    X("width_px", WHOLE, "px", "of the picture")                                                   \
    X("height_px", WHOLE, "px", "of the picture")
// What only some kinds of events have: EVENT_FIELD_LIST.
#define EVENT_FIELD_COLUMNS(X)                                                                     \
    X("level", WHOLE, "", "the therapist's new one")                                               \
    X("measure", WHOLE, "", "its place among the game's measures, from 0")                         \
    X("knob", WHOLE, "", "its place among the game's knobs, from 0")                               \
    X("cause", TEXT, "", "why the knob turned: success, miss, therapist")                          \
    X("position", NUMBER, "", "the staircase's, in levels from the chosen one")                    \
    X("supports", TEXT, "", "what holds the child from now on")                                    \
    X("item", TEXT, "", "which step of the check-up")                                              \
    X("attempt", WHOLE, "", "0 is practice")                                                       \
    X("by_therapist", WHOLE, "", "1: a key ended the trial")                                       \
    X("why", TEXT, "", "why the trial does not count")                                             \
    X("model", TEXT, "", "the network from now on")                                                \
    X("key", TEXT, "", "which key withdrew the try")                                               \
    X("again", WHOLE, "", "number of the try that is offered again")
#define EVENT_COLUMNS(X)                                                                           \
    X("step", WHOLE, "", "step of the session, 60 a second")                                       \
    X("time_s", NUMBER, "s", "session time of that step")                                          \
    X("event", TEXT, "", "what happened")                                                          \
    X("target", WHOLE, "", "number of the target or trial; 0 none")                                \
    X("side", TEXT, "", "left, right or empty; the child's own")                                   \
    X("x", NUMBER, "stage", "place on the stage, 16 wide")                                         \
    X("y", NUMBER, "stage", "place on the stage, 9 high, up")                                      \
    X("value", NUMBER, "", "as the event defines it (offer: s it stays; measure: in its unit)")    \
    EVENT_FIELD_COLUMNS(X)
#define TRIAL_COLUMNS(X)                                                                           \
    X("trial", WHOLE, "", "number in the session")                                                 \
    X("step", TEXT, "", "which step of the check-up")                                              \
    X("side", TEXT, "", "leg that stands, hand that reaches")                                      \
    X("attempt", WHOLE, "", "0: practice, does not count")                                         \
    X("begin_s", NUMBER, "s", "session time")                                                      \
    X("end_s", NUMBER, "s", "session time")                                                        \
    X("counts", WHOLE, "", "1: done and counted")                                                  \
    X("void", TEXT, "", "why it does not count")                                                   \
    X("ended_by_therapist", WHOLE, "", "1: by a key")                                              \
    X("support", TEXT, "", "what held the child")
#define REACH_COLUMNS(X)                                                                           \
    X("target", WHOLE, "", "number of the target")                                                 \
    X("side", TEXT, "", "hand that reached it; empty: missed")                                     \
    X("hit", WHOLE, "", "1: reached")                                                              \
    X("helped", WHOLE, "", "1: the therapist had asked for an easy one")                           \
    X("offer_s", NUMBER, "s", "play time of its appearance")                                       \
    X("end_s", NUMBER, "s", "play time of its end")                                                \
    X("x", NUMBER, "stage", "place on the stage")                                                  \
    X("y", NUMBER, "stage", "place on the stage")                                                  \
    X("radius_al", NUMBER, "AL", "of the target")                                                  \
    X("distance_al", NUMBER, "AL", "of the target from the hand at the offer")                     \
    X("valid_share", NUMBER, "1", "of the frames of this reach")
#define RESULT_COLUMNS(X)                                                                          \
    X("trial", WHOLE, "", "number in the session; 0: over the counted trials")                     \
    X("step", TEXT, "", "which step of the check-up")                                              \
    X("side", TEXT, "", "left, right or empty")                                                    \
    X("attempt", WHOLE, "", "0: practice, or over several")                                        \
    X("statistic", TEXT, "", "of the trials: trial, mean, best, median, ratio")                    \
    X("measure", TEXT, "", "name in the list of measures, below")                                  \
    X("version", WHOLE, "", "of the formula")                                                      \
    X("trust", TEXT, "", "A to D with one frontal camera")                                         \
    X("value", NUMBER, "unit", "empty: not measurable, see reason")                                \
    X("unit", TEXT, "", "of value and error; %H is percent of the body height")                    \
    X("error", NUMBER, "unit", "half of the widest interval that follows")                         \
    X("measure_low", NUMBER, "unit", "95 % of what tracking leaves open of these trials, from")    \
    X("measure_high", NUMBER, "unit", "the same, to; empty: not known")                            \
    X("value_low", NUMBER, "unit", "95 % of the child's own mean over repeats, from")              \
    X("value_high", NUMBER, "unit", "the same, to; empty: one trial tells no spread")              \
    X("interval", TEXT, "", "how: t, order, bootstrap, proportion, ratio, none")                   \
    X("quality", NUMBER, "1", "share of valid frames")                                             \
    X("reason", TEXT, "", "why there is no value")                                                 \
    X("n", WHOLE, "", "trials or reaches in the value")                                            \
    X("support", TEXT, "", "what held the child")                                                  \
    X("change", TEXT, "", "of a primary measure, against the child's baseline; exploratory")       \
    X("cannot_say", TEXT, "", "why it cannot be said")                                             \
    X("toward", WHOLE, "", "1 better, -1 worse, 0 neither")                                        \
    X("change_unit", TEXT, "", "of the columns that follow; lengths in %H")                        \
    X("difference", NUMBER, "change_unit", "from the baseline's mean")                             \
    X("low", NUMBER, "change_unit", "its 95 % interval, from")                                     \
    X("high", NUMBER, "change_unit", "its 95 % interval, to")                                      \
    X("least", NUMBER, "change_unit", "smallest change that could have been seen")                 \
    X("worthwhile", NUMBER, "change_unit", "smallest worthwhile change; empty: not known")         \
    X("nap", NUMBER, "1", "non-overlap of all pairs with the baseline")                            \
    X("tau", NUMBER, "1", "2 NAP - 1")                                                             \
    X("pool_df", NUMBER, "1", "pairs of other children that the error stands on")
#define HISTORY_COLUMNS(X)                                                                         \
    X("checkup", WHOLE, "", "number of the check-up")                                              \
    X("started", TEXT, "", "date, time and zone (ISO 8601)")                                       \
    X("step", TEXT, "", "which step of the check-up")                                              \
    X("side", TEXT, "", "left, right or empty")                                                    \
    X("measure", TEXT, "", "a primary measure")                                                    \
    X("value", NUMBER, "unit", "by today's formulas; empty: none")                                 \
    X("unit", TEXT, "", "of value; lengths in %H")                                                 \
    X("baseline", WHOLE, "", "1: belongs to the baseline")                                         \
    X("left_out", TEXT, "", "why it is not compared; empty: it is")
#define SCORE_COLUMNS(X)                                                                           \
    X("kind", TEXT, "", "play: no assessment; comparable with plays of the same kind only")        \
    X("score", TEXT, "", "what the game measures")                                                 \
    X("side", TEXT, "", "left, right or empty")                                                    \
    X("statistic", TEXT, "", "of what the game measured: median, mean, best, sum")                 \
    X("value", NUMBER, "unit", "in this play")                                                     \
    X("unit", TEXT, "", "of the values")                                                           \
    X("n", WHOLE, "", "of what the game measured")                                                 \
    X("earlier_n", WHOLE, "", "earlier plays alike that have it; a best or a sum: as long")        \
    X("earlier_median", NUMBER, "unit", "of these")                                                \
    X("earlier_last", NUMBER, "unit", "of the latest of these")                                    \
    X("meaning", TEXT, "", "what it is")
#define PLAY_COLUMNS(X)                                                                            \
    X("kind", TEXT, "", "play: no assessment; comparable with plays of the same kind only")        \
    X("play", WHOLE, "", "number of this play, or of an earlier one alike")                        \
    X("started", TEXT, "", "date, time and zone (ISO 8601)")                                       \
    X("level", WHOLE, "", "chosen by the therapist")                                               \
    X("difficulty", NUMBER, "level",                                                               \
      "difficulty reached, from the chosen level; empty: see cannot_say")                          \
    X("low", NUMBER, "level", "its 95 % interval, from; -1: the ladder's easy end, or beyond")     \
    X("high", NUMBER, "level", "its 95 % interval, to; 1: the ladder's hard end, or beyond")       \
    X("success", NUMBER, "1", "share of the targets that is reached there")                        \
    X("tries", WHOLE, "", "that count: without help, not made easy, not repeated")                 \
    X("hits", WHOLE, "", "of these")                                                               \
    X("cannot_say", TEXT, "", "why there is none")
#define DICTIONARY_COLUMNS(X)                                                                      \
    X("file", TEXT, "", "or \"measure\" for a row of the list of measures")                        \
    X("column", TEXT, "", "its name")                                                              \
    X("kind", TEXT, "", "text, whole number, number, JSON object")                                 \
    X("unit", TEXT, "", "of its values; AL arm lengths, LL leg lengths of the child")              \
    X("meaning", TEXT, "", "what it is; for measures formula and source")

// Of one child: every row that is kept of it beside what was recorded, and who read or changed it.
#define KEPT_COLUMNS(X)                                                                            \
    X("table", TEXT, "", "of the store: document, baseline, goal, verdict, report ...")            \
    X("id", TEXT, "", "random id of the row")                                                      \
    X("changed", TEXT, "", "date and time (ISO 8601, UTC)")                                        \
    X("content", OBJECT, "", "the row, column by column; bytes are left out")
#define LOG_COLUMNS(X)                                                                             \
    X("line", WHOLE, "", "number in the audit log")                                                \
    X("time", TEXT, "", "date and time (ISO 8601, UTC)")                                           \
    X("account", TEXT, "", "random id of who; command: whoever typed one at the machine")          \
    X("action", TEXT, "", "read, changed, exported, signed, erased, was refused")                  \
    X("object", TEXT, "", "a child, a session, a report")                                          \
    X("id", TEXT, "", "random id of the object")
// The list of measures, in JSON.
#define MEASURE_COLUMNS(X)                                                                         \
    X("measure", TEXT, "", "its name")                                                             \
    X("unit", TEXT, "", "of its values")                                                           \
    X("version", WHOLE, "", "of the formula")                                                      \
    X("trust", TEXT, "", "A to D with one frontal camera")                                         \
    X("why", TEXT, "", "of that trust")                                                            \
    X("better", TEXT, "", "which way")                                                             \
    X("formula", TEXT, "", "what is computed")                                                     \
    X("source", TEXT, "", "of the formula")

// The parts of a landmark. X(suffix, CellKind, unit, meaning)
#define PART_LIST(X)                                                                               \
    X("x", NUMBER, "width",                                                                        \
      "fraction of the picture's width, from the left, not mirrored; to a millionth")              \
    X("y", NUMBER, "height", "fraction of the picture's height, from the top")                     \
    X("z", NUMBER, "width", "in the scale of x, towards the camera negative; a guess")             \
    X("visibility", NUMBER, "1", "the network's own opinion, 0..1; it lies at times")              \
    X("world_x_m", NUMBER, "m", "from mid-hip, the network's guess")                               \
    X("world_y_m", NUMBER, "m", "from mid-hip, down")                                              \
    X("world_z_m", NUMBER, "m", "from mid-hip, away from the camera")
