// SPDX-License-Identifier: MIT
// staged_hour.c: an hour for those who look at its pages.
#include "staged_hour.h"

#include "render/render.h"

#include <stdio.h>
#include <string.h>

static const char *const games[] = { "bubble_garden",   "rainbow_cross", "drum_twins",
                                     "flamingo_pond",   "comet_keeper",  "snail_trail",
                                     "statue_sleepover" };
enum { GAMES = sizeof games / sizeof *games };

static HourPlan plan_of_all(void)
{
    HourPlan plan = hour_plan_empty();
    for (int i = 0; i < GAMES; i++) plan.step[plan.count++] = hour_step_of(game_find(games[i]));
    plan.step[3].break_s = 60;
    plan.step[4].kind = HOUR_CHOICE;
    plan.step[4].other = game_find("rocket_squat");
    plan.step[6].kind = HOUR_CALM;
    return plan;
}

void staged_course(HourCourse *course)
{
    const HourPlan plan = plan_of_all();
    hour_course_start(course, &plan, 0);
    for (int i = 0; i < 4; i++) {
        hour_course_say(course, i == 1 ? HOUR_SKIP : HOUR_GO_ON);
        if (course->at == HOUR_AT_GAME) hour_course_played(course, "uuid", 175);
        if (i < 3 && course->at == HOUR_AT_AFTER) hour_course_say(course, HOUR_GO_ON);
    }
}

static void fill_changes(HourEnd *end)
{
    for (int i = 0; i < 7; i++) {
        HourLine *change = &end->change[end->change_count++];
        change->image = i % 2 ? "icon_support" : "icon_harder";
        snprintf(change->what, sizeof change->what, "%s", game_find(games[i])->title);
        snprintf(change->words, sizeof change->words, "%s",
                 i % 2 ? "bar, hand held, walker, orthosis, shoes, at 12:34"
                       : "by itself: 12 steps harder, 23 easier");
    }
    for (int i = 0; i < 4; i++) {
        HourLine *note = &end->note[end->note_count++];
        note->image = "icon_note";
        snprintf(note->what, sizeof note->what, "%d:%02d", i + 2, 17 * i % 60);
        snprintf(note->words, sizeof note->words, "left hand opened alone");
    }
}

void staged_hour_end(const HourCourse *course, bool full, HourEnd *end)
{
    *end = (HourEnd){ .whole_s = 41 * 60, .keeps = true, .found = 0.97 };
    snprintf(end->child, sizeof end->child, "%s",
             full ? "Nursery-school-north-2/child-017" : "BLUE-FOX-27");
    for (int i = 0; i < course->done_count; i++)
        end->row[end->row_count++] = (HourRow){ .game = course->done[i].game,
                                                .level_from = 2,
                                                .level_to = 2 + i % 2,
                                                .active_s = full ? 1800 : 175,
                                                .offered = 27,
                                                .hits = full ? 27 : 21,
                                                .fun = 1 + (i + 3) % 5,
                                                .hard = 1 + i % 5,
                                                .skipped = course->done[i].skipped,
                                                .again = full };
    for (int limb = 0; limb < (full ? LIMB_COUNT : 2); limb++) {
        end->reps[limb] = full ? 1234 : 142;
        end->week[limb] = full ? 12345 : 265;
        end->goal[limb] = full ? 10000 : limb ? 0 : 300;
    }
    if (full) fill_changes(end);
    snprintf(end->next_time, sizeof end->next_time, "%s",
             "start with drums. comet keeper: bigger rings. check-up is due.");
}

void staged_after(const HourCourse *course, unsigned age_months, AfterPage *page)
{
    const AfterNews news = {
        .game = hour_course_game(course)->title,
        .just_now = "21 of 27 reached, level 2 to 3, left arm 142, right arm 18 moves, 3.0 min",
        .green = "The child chooses",
        .beside = "12 of 30 minutes of play today",
        .again = true,
        .longer = true,
        .may_plan = true,
        .may_note = true,
    };
    after_open(page, &news, age_months, 1u << 3);
    after_key(page, '4');
}
