// SPDX-License-Identifier: MIT
// child_report_clinic.c: the finding, what it stands on, what was practised, method and limits.
#include "clinic/child_report_parts.h"

#include "measure/measure.h"

#include <string.h>

#define CHART_KEEP    180.0  // pt: a chart and its words
#define COLUMNS(list) (int)(sizeof(list) / sizeof *(list))

static void introduction(ChildReport *r, const char *comment)
{
    const char *facts = "";
    size_t i;
    json_t *fact;
    json_array_foreach(json_object_get(r->view, "facts"), i, fact) facts =
        report_keep(r, "%s%s%s", facts, *facts ? "; " : "", json_string_value(fact));
    report_block(r, PAPER_TITLE, r->document.code);
    report_block(r, PAPER_SMALL, facts);
    if (json_is_true(json_object_get(r->view, "has_checkup")))
        report_block(r, PAPER_SMALL,
                     report_keep(r, "Latest check-up %s; %d in all.",
                                 report_text(r->view, "checkup_day"),
                                 report_whole(r->view, "checkup_count")));
    report_block(r, PAPER_FINDING, report_text(r->view, "finding_first"));
    const char *rest = report_text(r->view, "finding_rest");
    if (*rest) report_block(r, PAPER_TEXT, rest + strspn(rest, " "));
    if (*comment)
        report_block(r, PAPER_BOX, report_keep(r, "Therapist\u2019s comment: %s", comment));
}

static void what_changed(ChildReport *r, const json_t *courses)
{
    static const PaperColumn columns[] = {
        { "Primary measure", 0.23, false },
        { "Verdict", 0.16, false },
        { "Unit", 0.07, false },
        { "Baseline", 0.09, true },
        { "Change (95 %)", 0.2, true },
        { "This check-up (95 %)", 0.25, true },
    };
    size_t i;
    json_t *course;
    report_block(r, PAPER_HEADING, "What changed");
    const char **cell = report_table(r, columns, COLUMNS(columns), json_array_size(courses));
    json_array_foreach(courses, i, course)
    {
        if (!cell) break;
        const char *since = report_text(course, "since");
        *cell++ = report_text(course, "name");
        *cell++ = report_keep(r, "%s%s%s", report_text(course, "word"), *since ? ", " : "", since);
        *cell++ = report_text(course, "unit");
        *cell++ = report_text(course, "baseline");
        *cell++ =
            report_keep(r, "%s %s", report_text(course, "change"), report_text(course, "interval"));
        *cell++ = report_keep(r, "%s %s", report_text(course, "today"),
                              report_text(course, "today_interval"));
    }
    report_block(
        r, PAPER_SMALL,
        report_keep(r,
                    "Judged against this child\u2019s own baseline; %s. All false words of "
                    "these measures together: at most 5 in 100 check-ups, so a word is "
                    "stricter than the 95 %% interval of one measure.",
                    report_text(r->view, "whose")));
}

static void trends(ChildReport *r, const json_t *courses)
{
    size_t i, k;
    json_t *course, *note;
    report_block(r, PAPER_HEADING, "Check-ups over time");
    json_array_foreach(courses, i, course)
    {
        const char *unit = report_text(course, "unit");
        const char *words = report_keep(r, "%s: %s. %s", report_text(course, "name"),
                                        report_text(course, "word"), report_text(course, "why"));
        report_block(r, PAPER_TEXT, words)->keep_pt = CHART_KEEP;
        report_block(r, PAPER_SMALL,
                     report_keep(r, "%s%s%s is better. %s", unit, *unit ? "; " : "",
                                 report_text(course, "better_way"),
                                 report_text(course, "figures")));
        report_chart(r, report_text(course, "svg_trend"));
        json_array_foreach(json_object_get(course, "notes"), k, note) report_block(
            r, PAPER_SMALL,
            report_keep(r, "%s  %s", report_text(note, "letter"), report_text(note, "words")));
    }
}

static void practised(ChildReport *r)
{
    static const PaperColumn columns[] = {
        { "Game", 0.28, false },    { "Level now", 0.14, false }, { "Position", 0.14, true },
        { "Success", 0.12, true },  { "Plays", 0.08, true },      { "Minutes", 0.1, true },
        { "Support", 0.14, false },
    };
    const json_t *games = json_object_get(r->view, "games");
    size_t i;
    json_t *game;
    report_block(r, PAPER_HEADING, "What was practised");
    report_block(r, PAPER_TEXT,
                 report_keep(r, "%s; %s.", report_text(r->view, "week_minutes"),
                             report_text(r->view, "week_reps")));
    const char **cell = report_table(r, columns, COLUMNS(columns), json_array_size(games));
    json_array_foreach(games, i, game)
    {
        if (!cell) break;
        *cell++ = report_text(game, "game");
        *cell++ = report_text(game, "level");
        *cell++ = report_text(game, "position");
        *cell++ = report_text(game, "success");
        *cell++ = report_keep(r, "%d", report_whole(game, "plays"));
        *cell++ = report_text(game, "minutes");
        *cell++ = report_text(game, "support");
    }
    report_block(
        r, PAPER_SMALL,
        cell ? "The staircase at the end of the latest plays. Of play: no word is made of it."
             : "No play yet.");
}

static void marks(ChildReport *r)
{
    size_t i;
    json_t *mark;
    const json_t *list = json_object_get(r->view, "marks");
    report_block(r, PAPER_HEADING, "Marks and notes");
    json_array_foreach(list, i, mark) report_block(
        r, PAPER_TEXT,
        report_keep(r, "%s, %s: %s%s", report_text(mark, "day"), report_text(mark, "game"),
                    json_is_true(json_object_get(mark, "pain")) ? "pain: " : "",
                    report_text(mark, "what")));
    if (!json_array_size(list)) report_block(r, PAPER_TEXT, "None in the latest plays.");
}

static void method(ChildReport *r, const json_t *courses, const char *signed_by)
{
    size_t i;
    json_t *course;
    report_block(r, PAPER_HEADING, "Method and limits");
    report_block(
        r, PAPER_TEXT,
        "One camera follows 33 landmarks of the body; each measure is computed from them by "
        "the formula and version named here. An interval holds the child\u2019s own mean in "
        "95 of 100 cases, the tracking\u2019s error included, as far as that could be "
        "proved with drawn children. Depth is not measured. What was not compared, or not "
        "measured, is marked in the charts with the reason.");
    json_array_foreach(courses, i, course)
    {
        Measure m = measure_find(report_text(course, "measure"));
        if (m >= MEASURE_COUNT) continue;
        const MeasureInfo *info = measure_info(m);
        report_block(r, PAPER_SMALL,
                     report_keep(r, "%s: %s, version %d; %s", report_text(course, "name"),
                                 info->name, info->version, info->formula));
    }
    report_block(r, PAPER_SMALL, report_keep(r, "Set of formulas %s.", r->formulas));
    if (*signed_by)
        report_block(r, PAPER_TEXT,
                     report_keep(r, "Signed by %s on %s. A later report does not change this one.",
                                 signed_by, r->document.day));
    report_block(r, PAPER_SIGN, "Name, date, signature");
}

void report_for_clinic(ChildReport *r, const ChildReportOf *of)
{
    const json_t *courses = json_object_get(r->view, "courses");
    introduction(r, of->comment);
    if (json_array_size(courses)) {
        what_changed(r, courses);
        trends(r, courses);
    }
    practised(r);
    marks(r);
    method(r, courses, of->signed_by);
}
