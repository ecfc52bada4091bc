// SPDX-License-Identifier: MIT
// start_sliders.c: what can be tuned: a game's knobs, what a child may sense, and the child itself.
#include "therapist/start_parts.h"

#include <stdio.h>
#include <string.h>

#define TOP_Y     6.85f
#define PITCH     0.47f
#define GOAL_HIGH 1000.0f
#define GOAL_STEP 25.0f
#define RATE_STEP 5.0f  // percent

// Below the least factor the slider of the movement gain has two places without a number.
#define GAIN_AS_IT_IS 0.5f
#define GAIN_BY_REACH 1.0f

// The child's own numbers, in the order shown; then a weekly goal for each limb. Ages and heights
// reach as far as the children who play; the command line takes more.
static const struct {
    PlanChoice choice;
    const char *meaning, *unit;
    float low, high, step;  // in units
    double per_unit;        // of the choice's value
} numbers[] = {
    { PLAN_success, "targets to be reached", "%", 100 * STAIRCASE_SUCCESS_LOW,
      100 * STAIRCASE_SUCCESS_HIGH, 5, 0.01 },
    { PLAN_age_months, "age", "years", 3, 16, 0.5f, 12 },
    { PLAN_height_cm, "height", "cm", 80, 190, 1, 1 },
    { PLAN_gain, "hands shown farther out", "times", GAIN_AS_IT_IS, GAIN_MOST, 0.5f, 1 },
};
#define NUMBERS ((int)(sizeof numbers / sizeof numbers[0]))
_Static_assert(NUMBERS + LIMB_COUNT <= SLIDERS_MAX, "the child's page is full");
_Static_assert(GAME_KNOBS_MAX <= SLIDERS_MAX && SENSE_COUNT < SLIDERS_MAX, "a page is full");

static Slider slider_of(const char *meaning, float low, float high, float step, float value,
                        bool own)
{
    Slider s = { .low = low, .high = high, .step = step, .value = value, .own = own };
    snprintf(s.meaning, sizeof s.meaning, "%s", meaning);
    return s;
}

static int game_sliders(const StartScreen *s, Slider *list)
{
    const PlaySetup *play = &s->plan.play;
    for (int k = 0; k < play->game->knob_count; k++) {
        const Knob *knob = &play->game->knobs[k];
        bool own = play->knobs_set & 1u << k;
        float value = own ? play->setup.knob[k] : play->game->level[play->setup.level - 1][k];
        list[k] = slider_of(knob->meaning, knob->low, knob->high, (knob->high - knob->low) / 20,
                            value, own);
        bool plain = !knob->unit[0] || !strcmp(knob->unit, "1");  // a share has no unit to be read
        snprintf(list[k].words, sizeof list[k].words, plain ? "%.3g" : "%.3g %s", (double)value,
                 knob->unit);
    }
    return play->game->knob_count;
}

static int sense_sliders(const StartScreen *s, Slider *list)
{
    Sensory preset = sensory_preset(s->sensory);
    for (int i = 0; i < SENSE_COUNT; i++) {
        Sense sense = (Sense)i;
        bool whole = sense_is_whole(sense);
        float value = sense_value(&s->plan.play.setup.profile.sensory, sense);
        bool own = fabsf(value - sense_value(&preset, sense)) > 1e-4f;
        list[i] = slider_of(sense_meaning(sense), sense_low(sense), sense_high(sense),
                            whole ? 1 : 0.05f, value, own);
        if (whole)
            snprintf(list[i].words, sizeof list[i].words, "%.0f", (double)value);
        else
            snprintf(list[i].words, sizeof list[i].words, "%.0f %%", 100 * (double)value);
    }
    Slider *speech = &list[SENSE_COUNT];
    uint32_t rate = s->plan.play.speech_rate;
    *speech = slider_of("speed of speech", SPOKEN_RATE_LOW, SPOKEN_RATE_HIGH, RATE_STEP,
                        rate ? (float)rate : 100, rate != 0);
    snprintf(speech->words, sizeof speech->words, "%.0f %%", (double)speech->value);
    return SENSE_COUNT + 1;
}

// Of the last slider of that page. As usual is no choice.
static void set_speech(StartScreen *s, float percent)
{
    s->plan.play.speech_rate = percent == 100 ? 0 : (uint32_t)(percent + 0.5f);
}

static double gain_on_slider(double gain)
{
    return gain == 0 ? (double)GAIN_AS_IT_IS : gain < 0 ? (double)GAIN_BY_REACH : gain;
}

static double gain_of_slider(double place)
{
    return place < 0.75 ? 0 : place < 1.25 ? (double)GAIN_FIT : place;
}

// What is shown of one of `numbers`: the plan's, or what play will find where none was chosen.
static double number_of(const StartScreen *s, PlanChoice choice, bool *own)
{
    const PlayPlan none = plan_default();
    double value = plan_value(&s->plan, choice);
    *own = value != plan_value(&none, choice);
    if (choice == PLAN_gain) return gain_on_slider(value);
    if (*own || choice != PLAN_success) return value;
    return s->memory.success ? (double)s->memory.success(s->memory.self, &s->plan)
                             : (double)STAIRCASE_SUCCESS_USUAL;
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
    for (int i = 0; i < NUMBERS; i++) {
        bool own;
        float value = (float)(number_of(s, numbers[i].choice, &own) / numbers[i].per_unit);
        list[i] = slider_of(numbers[i].meaning, numbers[i].low, numbers[i].high, numbers[i].step,
                            value, own);
        say_number(&list[i], value, numbers[i].unit);
        if (numbers[i].choice == PLAN_gain && value <= GAIN_BY_REACH)
            snprintf(list[i].words, sizeof list[i].words,
                     value < GAIN_BY_REACH ? "as they are" : "by reach");
    }
    for (int limb = 0; limb < LIMB_COUNT; limb++) {
        Slider *slider = &list[NUMBERS + limb];
        float goal = (float)s->week.goal[limb];
        *slider = slider_of("", 0, GOAL_HIGH, GOAL_STEP, goal, goal > 0);
        snprintf(slider->meaning, sizeof slider->meaning, "weekly goal, %s",
                 limb_words((Limb)limb));
        say_number(slider, goal, "times");
    }
    return NUMBERS + LIMB_COUNT;
}

int start_sliders(const StartScreen *s, Slider list[SLIDERS_MAX])
{
    int count = s->page == PAGE_GAME     ? game_sliders(s, list)
                : s->page == PAGE_SENSES ? sense_sliders(s, list)
                : s->page == PAGE_CHILD  ? child_sliders(s, list)
                                         : 0;
    float high = s->page == PAGE_CHILD ? 3.1f : 4.7f;  // limbs and player lie below
    float pitch = fminf(PITCH, high / (float)(count > 1 ? count - 1 : 1));
    for (int i = 0; i < count; i++) list[i].y = TOP_Y - pitch * (float)i;
    return count;
}

static void set_goal(StartScreen *s, Limb limb, float reps)
{
    s->week.goal[limb] = (uint32_t)reps;
    if (s->memory.set_goals) s->memory.set_goals(s->memory.self, s->plan.child, s->week.goal);
}

// `value` NAN: back to what would be there anyway.
static void set_child(StartScreen *s, int slider, float value)
{
    const PlayPlan none = plan_default();
    bool reset = value != value;
    if (slider >= NUMBERS) {
        set_goal(s, (Limb)(slider - NUMBERS), reset ? 0 : value);
        return;
    }
    PlanChoice choice = numbers[slider].choice;
    double chosen = (double)value * numbers[slider].per_unit;
    if (choice == PLAN_gain) chosen = gain_of_slider(chosen);
    plan_set(&s->plan, choice, reset ? plan_value(&none, choice) : chosen);
}

void start_turn(StartScreen *s, int slider, float value)
{
    Slider list[SLIDERS_MAX];
    Sensory *sensory = &s->plan.play.setup.profile.sensory;
    REQUIRE(slider >= 0);
    if (slider >= start_sliders(s, list)) return;
    const Slider *turned = &list[slider];
    value = clampf(value, turned->low, turned->high);
    value = turned->low + turned->step * floorf((value - turned->low) / turned->step + 0.5f);
    s->slider = slider;
    if (s->page == PAGE_GAME) {
        s->plan.play.setup.knob[slider] = value;
        s->plan.play.knobs_set |= 1u << slider;
    } else if (s->page == PAGE_SENSES && slider == SENSE_COUNT) {
        set_speech(s, value);
    } else if (s->page == PAGE_SENSES) {
        sense_set(sensory, (Sense)slider, value);
    } else {
        set_child(s, slider, value);
    }
}

void start_reset(StartScreen *s, int slider)
{
    Sensory preset = sensory_preset(s->sensory), *sensory = &s->plan.play.setup.profile.sensory;
    REQUIRE(slider >= 0 && slider < SLIDERS_MAX);
    s->slider = slider;
    if (s->page == PAGE_GAME)
        s->plan.play.knobs_set &= ~(1u << slider);
    else if (s->page == PAGE_SENSES && slider == SENSE_COUNT)
        set_speech(s, 100);
    else if (s->page == PAGE_SENSES)
        sense_set(sensory, (Sense)slider, sense_value(&preset, (Sense)slider));
    else if (s->page == PAGE_CHILD)
        set_child(s, slider, NAN);
}
