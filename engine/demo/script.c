// script.c: reads the words of a demo script.
#include "script.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define STEP_TEXT_MAX 96
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

// The words of one step, cut in place.
static Result read_step(ScriptStep *step, char *words[], int count, const char *whole)
{
    int next = 1;
    for (step->act = ACT_PLAY; step->act < ACT_COUNT; step->act++)
        if (strcmp(words[0], acts[step->act].word) == 0) break;
    if (step->act == ACT_COUNT) {
        return fail(RESULT_MALFORMED,
                    "demo script: \"%s\" is no step: use play, still, sway, oneleg, "
                    "squat, step, jump, reach, raise, wave or leave",
                    words[0]);
    }
    step->seconds = acts[step->act].usual;
    if (step->act == ACT_SWAY) {
        float cm = 0;
        if (count < 3 || !number(words[1], "cm", 0, 10, &cm) ||
            !number(words[2], "Hz", 0.02f, 3, &step->sway_hz))
            return fail(RESULT_MALFORMED,
                        "demo script: \"%s\": write \"sway 1.5cm 0.3Hz 20\" "
                        "(0-10 cm, 0.02-3 Hz, seconds)",
                        whole);
        step->sway_m = cm / 100;
        next = 3;
    } else if (step->act == ACT_ONELEG || step->act == ACT_REACH) {
        bool both_allowed = step->act == ACT_REACH;
        if (count < 2 || !read_side(words[1], both_allowed, step->side))
            return fail(RESULT_MALFORMED, "demo script: \"%s\": write \"%s left\" or \"right\"%s",
                        whole, words[0], both_allowed ? " or \"both\"" : "");
        next = 2;
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
    return fail(RESULT_MALFORMED,
                "demo script: \"%s\": write \"; visitor front\", \"behind\" or \"beside\"", text);
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
