// SPDX-License-Identifier: MIT
// script.c: reads the words of a demo script.
#include "script.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define STEP_TEXT_MAX 440
#define WORDS_MAX     5

static const struct {
    const char *word;
    float usual;
    bool legs;
} acts[] = {
#define X(name, word, usual, legs) { word, usual, legs },
    SCRIPT_LIST(X)
#undef X
};

bool script_needs_legs(Act act)
{
    REQUIRE(act >= 0 && act < ACT_COUNT);
    return acts[act].legs;
}

// A number with its unit, which may be left out.
static bool number(const char *word, const char *unit, float low, float high, float *value)
{
    char *end = NULL;
    float v = strtof(word, &end);
    if (end == word || !(v >= low && v <= high)) return false;
    if (*end != 0 && strcmp(end, unit) != 0) return false;
    *value = v;
    return true;
}

static bool read_side(const char *word, bool both_allowed, bool side[SIDE_COUNT])
{
    bool both = both_allowed && strcmp(word, "both") == 0;
    side[SIDE_LEFT] = both || strcmp(word, "left") == 0;
    side[SIDE_RIGHT] = both || strcmp(word, "right") == 0;
    return side[SIDE_LEFT] || side[SIDE_RIGHT];
}

static Result wrong(const char *whole, const char *right)
{
    return fail(RESULT_MALFORMED, "demo script: \"%s\": write \"%s\"", whole, right);
}

static Result read_sway(ScriptStep *step, char *words[], int count, const char *whole)
{
    float cm = 0;
    if (count < 3 || !number(words[1], "cm", 0, 10, &cm) ||
        !number(words[2], "Hz", 0.02f, 3, &step->sway_hz))
        return wrong(whole, "sway 1.5cm 0.3Hz 20\" (0-10 cm, 0.02-3 Hz, seconds) for \"sway");
    step->sway_m = cm / 100;
    return RESULT_OK;
}

static Result read_sided(ScriptStep *step, char *words[], int count, const char *whole)
{
    bool both_allowed = step->act == ACT_REACH || step->act == ACT_ABDUCT;
    if (count >= 2 && read_side(words[1], both_allowed, step->side)) return RESULT_OK;
    return fail(RESULT_MALFORMED, "demo script: \"%s\": write \"%s left\" or \"right\"%s", whole,
                words[0], both_allowed ? " or \"both\"" : "");
}

// "lean left 8cm", "stretch right 10cm", "abduct both 120deg"
static Result read_far(ScriptStep *step, char *words[], int count, const char *whole)
{
    Result result = read_sided(step, words, count, whole);
    if (result != RESULT_OK) return result;
    float cm = 0;
    if (step->act == ACT_ABDUCT) {
        bool fine = count >= 3 && number(words[2], "deg", 0, 175, &step->degrees);
        return fine ? RESULT_OK : wrong(whole, "abduct both 120deg");
    }
    const bool walks = step->act == ACT_STRAY;
    if (count < 3 || !number(words[2], "cm", 0, walks ? 300 : 40, &cm))
        return wrong(whole, walks                   ? "stray left 120cm"
                            : step->act == ACT_LEAN ? "lean left 6cm"
                                                    : "stretch left 10cm");
    step->sway_m = cm / 100;
    return RESULT_OK;
}

static Result read_near(ScriptStep *step, char *words[], int count, const char *whole)
{
    float cm = 0;
    if (count < 2 || !number(words[1], "cm", -150, 150, &cm)) return wrong(whole, "near 80cm");
    step->sway_m = cm / 100;
    return RESULT_OK;
}

static Result read_drum(ScriptStep *step, char *words[], int count, const char *whole)
{
    if (count < 3 || !number(words[1], "deg", -180, 180, &step->degrees) ||
        !number(words[2], "Hz", 0.1f, 2, &step->sway_hz))
        return wrong(whole, "drum 90deg 0.5Hz");
    return RESULT_OK;
}

static Result read_file(ScriptStep *step, char *words[], int count, const char *whole)
{
    if (count < 2 || strlen(words[1]) >= sizeof step->file)
        return wrong(whole, "mocap FILE\", a path without blanks, for \"mocap");
    snprintf(step->file, sizeof step->file, "%s", words[1]);
    return RESULT_OK;
}

// How many words an act takes, itself counted, and what reads them.
static const struct {
    Act act;
    int words;
    Result (*read)(ScriptStep *step, char *words[], int count, const char *whole);
} details[] = {
    { ACT_SWAY, 3, read_sway }, { ACT_ONELEG, 2, read_sided }, { ACT_REACH, 2, read_sided },
    { ACT_LEAN, 3, read_far },  { ACT_STRETCH, 3, read_far },  { ACT_ABDUCT, 3, read_far },
    { ACT_DRUM, 3, read_drum }, { ACT_MOCAP, 2, read_file },   { ACT_STRAY, 3, read_far },
    { ACT_NEAR, 2, read_near },
};

// The words of one step, cut in place.
static Result read_step(ScriptStep *step, char *words[], int count, const char *whole)
{
    int next = 1;
    for (step->act = ACT_PLAY; step->act < ACT_COUNT; step->act++)
        if (strcmp(words[0], acts[step->act].word) == 0) break;
    if (step->act == ACT_COUNT) {
        return fail(RESULT_MALFORMED,
                    "demo script: \"%s\" is no step: use play, still, sway, oneleg, "
                    "squat, step, jump, reach, raise, wave, leave, lean, stretch, abduct, drum, "
                    "cross, spin, away, hide, mocap, stray, near, crouch, bow or lie",
                    words[0]);
    }
    step->seconds = acts[step->act].usual;
    for (unsigned i = 0; i < sizeof details / sizeof details[0]; i++) {
        if (details[i].act != step->act) continue;
        Result result = details[i].read(step, words, count, whole);
        if (result != RESULT_OK) return result;
        next = details[i].words;
    }
    if (next < count && number(words[next], "s", 0.1f, 36000, &step->seconds)) next++;
    if (next < count) {
        return fail(RESULT_MALFORMED,
                    "demo script: \"%s\": \"%s\" is not a duration of 0.1-36000 s", whole,
                    words[next]);
    }
    return RESULT_OK;
}

static Result read_step_text(ScriptStep *step, const char *text, size_t length)
{
    char whole[STEP_TEXT_MAX], cut[STEP_TEXT_MAX], *words[WORDS_MAX], *rest = NULL;
    if (length >= sizeof whole) {
        return fail(RESULT_MALFORMED,
                    "demo script: a step of %zu letters is too long: divide steps "
                    "by commas",
                    length);
    }
    memcpy(whole, text, length);
    whole[length] = 0;
    memcpy(cut, whole, length + 1);
    int count = 0;
    char *word = strtok_r(cut, " \t\n", &rest);
    for (; word && count < WORDS_MAX; word = strtok_r(NULL, " \t\n", &rest)) words[count++] = word;
    if (count == 0)
        return fail(RESULT_MALFORMED,
                    "demo script: an empty step: write a word between the commas");
    return read_step(step, words, count, whole);
}

// What follows a semicolon: "visitor front".
static Result read_extra(Script *script, const char *text)
{
    static const char *const ways[] = {
#define X(name, word) word,
        VISITOR_LIST(X)
#undef X
    };
    char cut[STEP_TEXT_MAX] = "", *rest = NULL;
    strncat(cut, text, sizeof cut - 1);
    const char *first = strtok_r(cut, " \t\n", &rest), *second = strtok_r(NULL, " \t\n", &rest);
    if (first && second && strcmp(first, "visitor") == 0 && !strtok_r(NULL, " \t\n", &rest))
        for (int way = 0; way < VISITOR_COUNT; way++)
            if (strcmp(second, ways[way]) == 0) {
                script->visitor = (VisitorWay)way;
                return RESULT_OK;
            }
    return fail(
        RESULT_MALFORMED,
        "demo script: \"%s\": write \"; visitor front\", \"behind\", \"beside\" or \"edge\"", text);
}

Result script_parse(Script *script, const char *text)
{
    memset(script, 0, sizeof *script);
    if (!text || text[strspn(text, " \t\n")] == 0) text = "play";
    for (const char *at = text;; at++) {
        if (script->count == SCRIPT_STEPS_MAX) {
            return fail(RESULT_MALFORMED, "demo script: more than %d steps: it is repeated anyway",
                        SCRIPT_STEPS_MAX);
        }
        size_t length = strcspn(at, ",;");
        Result result = read_step_text(&script->step[script->count], at, length);
        if (result != RESULT_OK) return result;
        script->count++;
        at += length;
        if (*at == ';') return read_extra(script, at + 1);
        if (*at == 0) return RESULT_OK;
    }
}
