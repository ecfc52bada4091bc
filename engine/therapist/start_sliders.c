// start_sliders.c: what can be tuned: a game's knobs, what a child may sense, and the child itself.
#include "therapist/start_parts.h"

#include <stdio.h>
#include <string.h>

// The child's own numbers, in the order shown; then a weekly goal for each limb.
enum { CHILD_SUCCESS, CHILD_AGE, CHILD_HEIGHT, CHILD_GOALS };

#define TOP_Y       6.85f
#define PITCH       0.47f
#define AGE_LOW     3.0f
#define AGE_HIGH    16.0f
#define HEIGHT_LOW  80.0f
#define HEIGHT_HIGH 190.0f
#define GOAL_HIGH   1000.0f
#define GOAL_STEP   25.0f

static Slider slider_of(const char *meaning, float low, float high, float step, float value,
                        bool own)
{
    Slider s = { .low = low, .high = high, .step = step, .value = value, .own = own };
    snprintf(s.meaning, sizeof s.meaning, "%s", meaning);
    return s;
}

static int game_sliders(const StartScreen *s, Slider *list)
{
    const StartChoice *c = &s->choice;
    for (int k = 0; k < c->game->knob_count; k++) {
        const Knob *knob = &c->game->knobs[k];
        bool own = c->knobs_set & 1u << k;
        float value = own ? c->knob[k] : c->game->level[c->level - 1][k];
        list[k] = slider_of(knob->meaning, knob->low, knob->high, (knob->high - knob->low) / 20,
                            value, own);
        bool plain = !strcmp(knob->unit, "1");  // a share has no unit to be read
        snprintf(list[k].words, sizeof list[k].words, "%.3g %s", (double)value,
                 plain ? "" : knob->unit);
    }
    return c->game->knob_count;
}

static int sense_sliders(const StartScreen *s, Slider *list)
{
    Sensory preset = sensory_preset(s->choice.sensory);
    for (int i = 0; i < SENSE_COUNT; i++) {
        Sense sense = (Sense)i;
        bool whole = sense_is_whole(sense);
        float value = sense_value(&s->choice.senses, sense);
        bool own = fabsf(value - sense_value(&preset, sense)) > 1e-4f;
        list[i] = slider_of(sense_meaning(sense), sense_low(sense), sense_high(sense),
                            whole ? 1 : 0.05f, value, own);
        if (whole)
            snprintf(list[i].words, sizeof list[i].words, "%.0f", (double)value);
        else
            snprintf(list[i].words, sizeof list[i].words, "%.0f %%", 100 * (double)value);
    }
    return SENSE_COUNT;
}

static float success_of(const StartScreen *s)
{
    if (s->choice.success > 0) return s->choice.success;
    return s->memory.success ? s->memory.success(s->memory.self, &s->choice) : 0.75f;
}

static void say_number(Slider *slider, float value, const char *unit)
{
    if (value > 0)
        snprintf(slider->words, sizeof slider->words, "%.4g %s", (double)value, unit);
    else
        snprintf(slider->words, sizeof slider->words, "-");
}

static int child_sliders(const StartScreen *s, Slider *list)
{
    const StartChoice *c = &s->choice;
    float success = success_of(s), years = (float)c->age_months / 12;
    list[CHILD_SUCCESS] =
        slider_of("targets to be reached", 0.7f, 0.9f, 0.05f, success, c->success > 0);
    say_number(&list[CHILD_SUCCESS], 100 * success, "%");
    list[CHILD_AGE] = slider_of("age", AGE_LOW, AGE_HIGH, 0.5f, years, years > 0);
    say_number(&list[CHILD_AGE], years, "years");
    list[CHILD_HEIGHT] =
        slider_of("height", HEIGHT_LOW, HEIGHT_HIGH, 1, c->height_cm, c->height_cm > 0);
    say_number(&list[CHILD_HEIGHT], c->height_cm, "cm");
    for (int limb = 0; limb < LIMB_COUNT; limb++) {
        Slider *slider = &list[CHILD_GOALS + limb];
        float goal = (float)s->week.goal[limb];
        *slider = slider_of("", 0, GOAL_HIGH, GOAL_STEP, goal, goal > 0);
        snprintf(slider->meaning, sizeof slider->meaning, "weekly goal, %s",
                 limb_words((Limb)limb));
        say_number(slider, goal, "times");
    }
    return CHILD_GOALS + LIMB_COUNT;
}

int start_sliders(const StartScreen *s, Slider list[SLIDERS_MAX])
{
    int count = s->page == PAGE_GAME     ? game_sliders(s, list)
                : s->page == PAGE_SENSES ? sense_sliders(s, list)
                : s->page == PAGE_CHILD  ? child_sliders(s, list)
                                         : 0;
    float pitch = fminf(PITCH, 4.7f / (float)(count > 1 ? count - 1 : 1));
    for (int i = 0; i < count; i++) list[i].y = TOP_Y - pitch * (float)i;
    return count;
}

static void set_goal(StartScreen *s, Limb limb, float reps)
{
    s->week.goal[limb] = (uint32_t)reps;
    if (s->memory.set_goals) s->memory.set_goals(s->memory.self, s->choice.child, s->week.goal);
}

// `value` NAN: back to what would be there anyway.
static void set_child(StartScreen *s, int slider, float value)
{
    StartChoice *c = &s->choice;
    bool reset = value != value;
    if (reset) value = 0;
    switch (slider) {
    case CHILD_SUCCESS: c->success = value; break;
    case CHILD_AGE: c->age_months = (unsigned)(12 * value + 0.5f); break;
    case CHILD_HEIGHT: c->height_cm = value; break;
    default: set_goal(s, (Limb)(slider - CHILD_GOALS), value);
    }
}

void start_turn(StartScreen *s, int slider, float value)
{
    Slider list[SLIDERS_MAX];
    if (slider >= start_sliders(s, list)) return;
    const Slider *turned = &list[slider];
    value = clampf(value, turned->low, turned->high);
    value = turned->low + turned->step * floorf((value - turned->low) / turned->step + 0.5f);
    s->slider = slider;
    if (s->page == PAGE_GAME) {
        s->choice.knob[slider] = value;
        s->choice.knobs_set |= 1u << slider;
    } else if (s->page == PAGE_SENSES) {
        sense_set(&s->choice.senses, (Sense)slider, value);
    } else {
        set_child(s, slider, value);
    }
}

void start_reset(StartScreen *s, int slider)
{
    Sensory preset = sensory_preset(s->choice.sensory);
    s->slider = slider;
    if (s->page == PAGE_GAME)
        s->choice.knobs_set &= ~(1u << slider);
    else if (s->page == PAGE_SENSES)
        sense_set(&s->choice.senses, (Sense)slider, sense_value(&preset, (Sense)slider));
    else if (s->page == PAGE_CHILD)
        set_child(s, slider, NAN);
}
