// SPDX-License-Identifier: MIT
// hour_course.c: what follows on what in a therapy hour.
#include "play/hour_course.h"

#include <stdio.h>

static double left_s(const HourCourse *c)
{
    return 60.0 * c->plan.stop_minutes - c->active_s;
}

bool hour_course_is_over(const HourCourse *c)
{
    return left_s(c) < HOUR_LEAST_S || c->done_count == HOUR_DONE_MAX;
}

bool hour_course_leaves_time(const HourCourse *c)
{
    return left_s(c) - hour_course_seconds(c) >= HOUR_LEAST_S && c->done_count + 1 < HOUR_DONE_MAX;
}

bool hour_course_warns(const HourCourse *c)
{
    return c->active_s >= 60.0 * c->plan.warn_minutes;
}

const HourStep *hour_course_next(const HourCourse *c)
{
    bool more = c->next < c->plan.count && !hour_course_is_over(c);
    return more ? &c->plan.step[c->next] : NULL;
}

const HourDone *hour_course_last(const HourCourse *c)
{
    for (int i = c->done_count - 1; i >= 0; i--)
        if (!c->done[i].skipped) return &c->done[i];
    return NULL;
}

const Game *hour_course_game(const HourCourse *c)
{
    return c->other && c->now.kind == HOUR_CHOICE ? c->now.other : c->now.game;
}

unsigned hour_course_seconds(const HourCourse *c)
{
    double left = left_s(c);
    return c->now.seconds < left ? c->now.seconds : (unsigned)(left > 1 ? left : 1);
}

// To what comes next, or to the end of the hour.
static void come_to_next(HourCourse *c)
{
    c->at = hour_course_next(c) ? HOUR_AT_SCHEDULE : HOUR_AT_GOODBYE;
}

void hour_course_start(HourCourse *c, const HourPlan *plan, double active_s)
{
    REQUIRE(plan->count >= 0 && plan->count <= HOUR_STEPS_MAX);
    *c = (HourCourse){ .plan = *plan, .active_s = active_s };
    come_to_next(c);
}

static void play_next(HourCourse *c, bool other)
{
    c->now = c->plan.step[c->next++];
    c->other = other;
    c->again = false;
    c->at = HOUR_AT_GAME;
}

static void note(HourCourse *c, const HourStep *step, const Game *game, bool skipped)
{
    REQUIRE(c->done_count < HOUR_DONE_MAX);
    c->done[c->done_count++] = (HourDone){ .step = *step, .game = game, .skipped = skipped };
}

static void skip_next(HourCourse *c)
{
    const HourStep *step = &c->plan.step[c->next++];
    note(c, step, step->game, true);
    come_to_next(c);
}

// The last game once more, where the day has time for it.
static bool play_again(HourCourse *c)
{
    const HourDone *last = hour_course_last(c);
    if (!last || hour_course_is_over(c)) return false;
    c->other = last->step.kind == HOUR_CHOICE && last->game == last->step.other;
    c->now = last->step;
    c->again = true;
    c->at = HOUR_AT_GAME;
    return true;
}

static bool rest(HourCourse *c, unsigned seconds)
{
    if (!hour_course_next(c)) return false;
    c->break_s = seconds < HOUR_BREAK_S_MAX ? seconds : HOUR_BREAK_S_MAX;
    c->at = HOUR_AT_BREAK;
    return true;
}

static bool say_before_game(HourCourse *c, HourWord word)
{
    const HourStep *next = hour_course_next(c);
    bool choosing = c->at == HOUR_AT_CHOICE;
    REQUIRE(next);
    if (word == HOUR_SKIP) {
        skip_next(c);
    } else if (word == HOUR_GO_ON && !choosing && next->kind == HOUR_CHOICE) {
        c->at = HOUR_AT_CHOICE;
    } else if (word == HOUR_GO_ON && !choosing) {
        play_next(c, false);
    } else if ((word == HOUR_FIRST || word == HOUR_OTHER) && choosing) {
        play_next(c, word == HOUR_OTHER);
    } else if (word == HOUR_LONGER) {
        return rest(c, HOUR_LONGER_S);
    } else {
        return false;
    }
    return true;
}

static bool say_after_game(HourCourse *c, HourWord word)
{
    bool longer = word == HOUR_LONGER;
    if (word != HOUR_GO_ON && !longer) return false;
    unsigned seconds = c->now.break_s + (longer ? HOUR_LONGER_S : 0);
    if (!seconds || !rest(c, seconds)) come_to_next(c);
    return true;
}

bool hour_course_say(HourCourse *c, HourWord word)
{
    bool between = c->at <= HOUR_AT_BREAK && c->at != HOUR_AT_GAME;
    if (between && word == HOUR_AGAIN) return play_again(c);
    if (between && word == HOUR_FINISH) {
        c->at = HOUR_AT_GOODBYE;
        return true;
    }
    switch (c->at) {
    case HOUR_AT_SCHEDULE:
    case HOUR_AT_CHOICE: return say_before_game(c, word);
    case HOUR_AT_AFTER: return say_after_game(c, word);
    case HOUR_AT_BREAK:
        if (word == HOUR_LONGER) return rest(c, c->break_s + HOUR_LONGER_S);
        if (word != HOUR_GO_ON && word != HOUR_SKIP) return false;
        come_to_next(c);
        return true;
    case HOUR_AT_GOODBYE:
    case HOUR_AT_END:
        if (word == HOUR_GO_ON) c->at++;
        return word == HOUR_GO_ON;
    case HOUR_AT_GAME:
    case HOUR_AT_CLOSED: break;
    }
    return false;
}

void hour_course_played(HourCourse *c, const char *session, double active_s)
{
    REQUIRE(c->at == HOUR_AT_GAME);
    note(c, &c->now, hour_course_game(c), false);
    HourDone *done = &c->done[c->done_count - 1];
    done->again = c->again;
    done->active_s = active_s;
    snprintf(done->session, sizeof done->session, "%s", session);
    c->active_s += active_s;
    c->at = HOUR_AT_AFTER;
}

void hour_course_give_up(HourCourse *c)
{
    REQUIRE(c->at == HOUR_AT_GAME);
    note(c, &c->now, hour_course_game(c), true);
    come_to_next(c);
}

void hour_course_replan(HourCourse *c, const HourPlan *plan)
{
    REQUIRE(plan->count >= 0 && plan->count <= HOUR_STEPS_MAX);
    c->plan = *plan;
    if (c->next > c->plan.count) c->next = c->plan.count;
    if (c->at == HOUR_AT_CHOICE || c->at == HOUR_AT_SCHEDULE) come_to_next(c);
}
