// SPDX-License-Identifier: MIT
// child_report_parents.c: one sheet in plain words. No percentile, no other child, nothing that got
// harder: that is talked about, not handed out.
#include "clinic/child_report_parts.h"

#include "clinic/clinic.h"
#include "clinic/plot.h"
#include "session/child_record.h"
#include "session/fields.h"
#include "session/hour_plans.h"

#include <ctype.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#define WEEKS      8
#define GAMES_TOLD 6
#define PICTURE_PX 120.0

// What a measure is to somebody who never heard of it. X(how its name begins, words)
#define PLAIN_LIST(X)                                                                              \
    X("single_leg_stance", "standing on one leg")                                                  \
    X("tandem_stance", "standing with one foot before the other")                                  \
    X("feet_together_stance", "standing with the feet together")                                   \
    X("sway", "standing still")                                                                    \
    X("romberg", "standing still with closed eyes")                                                \
    X("lean", "leaning out and coming back")                                                       \
    X("trunk", "keeping the trunk upright")                                                        \
    X("lateral_reach", "reaching far to the side without a step")                                  \
    X("squat", "bending the knees")                                                                \
    X("reaction_time", "starting when something appears")                                          \
    X("movement_time", "moving the hand to something")                                             \
    X("path_efficiency", "moving the hand straight to something")                                  \
    X("reach_sparc", "moving the hand smoothly")                                                   \
    X("rom_", "lifting the arms")                                                                  \
    X("mirror_index", "both hands doing the same")                                                 \
    X("discrete", "drumming with both hands")                                                      \
    X("phase", "moving both hands together")                                                       \
    X("midline", "reaching across to the other side")                                              \
    X("tracking", "following something with the hand")                                             \
    X("timing", "keeping a beat")                                                                  \
    X("fitts", "aiming with the hand")

static const char *plain(const char *measure)
{
    static const struct {
        const char *name, *words;
    } list[] = {
#define X(name, words) { name, words },
        PLAIN_LIST(X)
#undef X
    };
    for (size_t i = 0; i < sizeof list / sizeof *list; i++)
        if (!strncmp(measure, list[i].name, strlen(list[i].name))) return list[i].words;
    return "moving";
}

static void easier(ChildReport *r)
{
    size_t i;
    json_t *course;
    bool any = false;
    report_block(r, PAPER_HEADING, "What got easier");
    json_array_foreach(json_object_get(r->view, "courses"), i, course)
    {
        if (strcmp(report_text(course, "class"), "better")) continue;
        const char *words = plain(report_text(course, "measure"));
        const char *side = strrchr(report_text(course, "name"), ',');
        report_block(r, PAPER_TEXT,
                     report_keep(r, "%c%s%s, %s.", toupper((unsigned char)*words), words + 1,
                                 side ? side : "", report_text(course, "since")));
        any = true;
    }
    if (!any)
        report_block(r, PAPER_TEXT,
                     "Nothing that we measure has changed for sure yet. That is usual: it takes "
                     "weeks, and coming and playing is what counts.");
}

static double minutes_of(const json_t *week)
{
    return strtod(report_text(week, "minutes"), NULL);
}

// Minutes a week, the oldest first: one picture that anybody reads.
static void picture(ChildReport *r)
{
    const json_t *weeks = json_object_get(r->view, "weeks");
    size_t count = json_array_size(weeks), shown = count < WEEKS ? count : WEEKS;
    double most = 1;
    json_t *tree = NULL;
    JsonOut json = json_view();
    for (size_t i = 0; i < shown; i++)
        most = fmax(most, minutes_of(json_array_get(weeks, count - shown + i)));
    Plot plot = plot_open("minutes", PICTURE_PX, "Minutes of play, week by week", "");
    for (size_t i = 0; i < shown; i++) {
        const json_t *week = json_array_get(weeks, count - shown + i);
        double x = 100.0 * (double)i / WEEKS, minutes = minutes_of(week);
        double height = (PICTURE_PX - 44) * minutes / most;
        plot_rect(&plot, "bar met", x + 2, PICTURE_PX - 22 - height, 100.0 / WEEKS - 4, height);
        plot_text(&plot, "b", x + 50.0 / WEEKS, 0, PICTURE_PX - 28 - height, "middle",
                  report_text(week, "minutes"));
        plot_text(&plot, "t", x + 50.0 / WEEKS, 0, PICTURE_PX - 6, "middle",
                  report_text(week, "monday"));
    }
    json_begin(&json, NULL);
    plot_put(&plot, &json, "svg_minutes");
    json_end(&json);
    if (json_tree(&json, &tree) != RESULT_OK) r->full = true;
    const char *svg = report_keep(r, "%s", report_text(tree, "svg_minutes"));
    fields_free(tree);
    report_block(r, PAPER_SMALL, "Minutes of play, week by week");
    report_chart(r, svg);
}

static void practised(ChildReport *r)
{
    size_t i;
    json_t *game;
    const char *list = "";
    json_array_foreach(json_object_get(r->view, "games"), i, game)
    {
        if (i == GAMES_TOLD) break;
        list = report_keep(r, "%s%s%s", list, *list ? ", " : "", report_text(game, "game"));
    }
    report_block(r, PAPER_HEADING, "What we practised");
    report_block(r, PAPER_TEXT, *list ? report_keep(r, "%s.", list) : "We have only just begun.");
    if (*list) picture(r);
}

// ---- at home ------------------------------------------------------------------------------------

static void step_at_home(ChildReport *r, const HourStep *step)
{
    const char *other = step->kind == HOUR_CHOICE && step->other ? step->other->title : "";
    const char *hand = step->hand == HAND_LEFT    ? ", with the left hand"
                       : step->hand == HAND_RIGHT ? ", with the right hand"
                                                  : "";
    const char *rest = "";
    if (step->break_s) rest = report_keep(r, ", then a rest of %u seconds", step->break_s);
    report_block(r, PAPER_TEXT,
                 report_keep(r, "\u2022 %s%s%s: %.3g minutes%s%s.", step->game->title,
                             *other ? " or " : "", other, step->seconds / 60.0, hand, rest));
}

// False: there is no such plan.
static bool plan_at_home(ChildReport *r)
{
    HourPlan *plan = calloc(1, sizeof *plan);
    Result result =
        plan ? hour_plan_load(r->store, r->document.code, REPORT_HOME_PLAN, plan) : RESULT_FULL;
    bool planned = result == RESULT_OK && plan->count > 0;
    if (result == RESULT_FULL) r->full = true;
    for (int i = 0; planned && i < plan->count; i++) step_at_home(r, &plan->step[i]);
    if (planned)
        report_block(r, PAPER_TEXT,
                     report_keep(r, "%s%s%.3g minutes in all. Stop while it is still fun.",
                                 plan->reason, *plan->reason ? ". " : "", hour_plan_minutes(plan)));
    free(plan);
    return planned;
}

static void general_at_home(ChildReport *r)
{
    const json_t *games = json_object_get(r->view, "games");
    const char *game = report_text(json_array_get(games, 0), "game");
    report_block(r, PAPER_TEXT,
                 *game ? report_keep(r,
                                     "There is no plan for home yet. In general: %s, ten minutes, "
                                     "three or four days a week. Stop while it is still fun.",
                                     game)
                       : "There is no plan for home yet: your therapist will tell you which game "
                         "to begin with.");
}

// How this child plays, from its page; "": it has none.
static const char *how_at_home(ChildReport *r)
{
    static const char *const postures[POSTURE_COUNT] = {
        [POSTURE_STANDING] = "Your child plays standing",
        [POSTURE_SUPPORTED] = "Your child plays standing, with something firm to hold",
        [POSTURE_SEATED] = "Your child plays on a chair: a firm one without wheels, both feet on "
                           "the floor, its back to a wall",
        [POSTURE_WHEELCHAIR] = "Your child plays in the wheelchair, brakes on",
    };
    ChildRecord record;
    char support[64];
    if (child_record_load(r->store, r->document.code, &record) != RESULT_OK) return "";
    clinic_support(record.support, support, sizeof support);
    return report_keep(r, "%s%s%s.\n", postures[record.posture], record.support ? ", with: " : "",
                       record.support ? support : "");
}

static void at_home(ChildReport *r)
{
    report_block(r, PAPER_HEADING, "To play at home");
    if (!plan_at_home(r)) general_at_home(r);
    const char *how = how_at_home(r);
    report_block(
        r, PAPER_BOX,
        report_keep(
            r,
            "%s%sThe play box: a free floor of at least 1.5 by 2.2 metres, nothing to trip over, "
            "shoes or bare feet, no socks. A grown-up stands within an arm\u2019s length.\n"
            "Instead of standing, on a chair: a firm chair without wheels, both feet on the floor, "
            "its back to a wall. A wheelchair: brakes on.\n"
            "Stop at once if it hurts, if your child is dizzy, out of breath, very tired, or "
            "upset. Do not play on the day of a fit or a fall, or while ill. Tell your therapist.",
            how, *how ? "For every child:\n" : "In general, for every child:\n"));
}

void report_for_parents(ChildReport *r, const ChildReportOf *of)
{
    report_block(r, PAPER_TITLE, r->document.code);
    if (*of->comment) report_block(r, PAPER_TEXT, report_keep(r, "%s", of->comment));
    practised(r);
    easier(r);
    at_home(r);
}
