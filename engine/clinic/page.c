// SPDX-License-Identifier: MIT
// page.c: the pages: who and what, the results, the curves, what was done, how to read it.
#include "clinic/page.h"

#include "base/build.h"
#include "clinic/channels.h"
#include "clinic/completeness.h"
#include "clinic/easing.h"
#include "clinic/movement.h"
#include "clinic/page_style.h"
#include "clinic/report.h"
#include "clinic/scratch.h"
#include "clinic/timeline.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static void fact(Html *h, const char *name, const char *value)
{
    html_element(h, "<div><dt>", name, "</dt>");
    html_element(h, "<dd>", value, "</dd></div>");
}

static void write_head(Html *h, const ClinicSession *s, const char *title)
{
    const Recording *r = &s->recording;
    bool checkup = s->is_checkup;
    const SessionInfo *info = &r->info;
    const SessionDesc *d = &info->desc;
    const PlayQuality *q = &info->summary.quality;
    char text[128];
    html_mark(h, "<!doctype html>\n<html lang=en>\n<head>\n<meta charset=utf-8>\n"
                 "<meta name=viewport content=\"width=device-width, initial-scale=1\">\n"
                 "<meta http-equiv=Content-Security-Policy content=\"default-src 'none'; style-src "
                 "'unsafe-inline'\">\n<title>");
    report_time(info, text);
    html_text(h, "%s, %s, %.10s", title, d->plan.child, text);
    html_mark(h, "</title>\n<style>");
    html_mark(h, page_style);
    html_mark(h, "</style>\n</head>\n<body>\n<main>\n<header><h1>");
    html_text(h, checkup ? "%s" : "%s: how the child moved", title);
    html_mark(h, "</h1><p class=quiet>");
    html_text(h, "Session %lld, %s, %s", (long long)info->id, text, completeness_status(s));
    html_mark(h, "</p><dl>");
    fact(h, "Child (code)", d->plan.child);
    if (d->plan.age_months) {
        snprintf(text, sizeof text, "%u years %u months", d->plan.age_months / 12,
                 d->plan.age_months % 12);
        fact(h, "Age", text);
    }
    snprintf(text, sizeof text, "%s, %s hand", posture_name(d->plan.play.setup.profile.posture),
             hand_rule_name(d->plan.play.setup.profile.hand));
    fact(h, "Posture and hands", text);
    if (info->summary.calibration.height_cm > 0)
        snprintf(text, sizeof text, "%.0f cm, typed", (double)info->summary.calibration.height_cm);
    else
        snprintf(text, sizeof text, "not typed: lengths in %% of it");
    fact(h, "Body height", text);
    snprintf(text, sizeof text, "%.1f min", info->step_count / 60.0 / GAME_STEPS_PER_SECOND);
    fact(h, "Duration", text);
    snprintf(text, sizeof text, "%s, %dx%d at %.3g fps, model %s", d->camera_kind, d->camera_width,
             d->camera_height, d->camera_fps, d->model);
    fact(h, "Camera", text);
    snprintf(text, sizeof text, "%.1f %% of %u frames",
             q->poses ? 100.0 * q->found / q->poses : 0.0, q->poses);
    fact(h, "Child in view", text);
    html_mark(h, "</dl></header>\n");
}

// ---- a check-up ----

static void write_change(Html *h, const Finding *f, const Judgement *j)
{
    char number[24];
    if (f->reason != FINDING_NONE || !j->trended) return;
    if (j->course) {
        page_mark(h, j->course);
        return;
    }
    html_mark(h, "<span class=\"quiet small\">exploratory");
    if (isfinite(j->difference)) {
        clinic_number(j->difference, NAN, number, sizeof number);
        html_text(h, ": %s%s %s", j->difference > 0 ? "+" : "", number,
                  strcmp(j->unit, "1") ? j->unit : "");
    }
    html_mark(h, "</span>");
}

static void write_norm(Html *h, const Norm *n, const char *unit)
{
    if (!n) return;
    html_text(h, "%s %g", n->text, n->value);
    if (isfinite(n->sd)) html_text(h, " \xc2\xb1 %g", n->sd);
    html_text(h, " %s (%s)", unit, n->source);
}

static void unit_text(const char *unit, char *text, size_t size)
{
    snprintf(text, size, "%s", strcmp(unit, "1") ? unit : "");
}

// The few that are looked at first.
static void write_card(Html *h, const ClinicCheckup *c, const char *name, CheckupKind kind,
                       int side, Measure measure)
{
    const Finding *f = assess_find(c->finding, c->count, kind, side, measure);
    if (!f) return;
    char value[96], interval[64], unit[FINDING_UNIT_MAX];
    clinic_value(f, value, sizeof value);
    unit_text(f->unit, unit, sizeof unit);
    html_mark(h, "<div class=card>");
    html_element(h, "<b>", name, "</b>");
    if (f->reason == FINDING_NONE) {
        html_element(h, "<span class=value>", value, " <small>");
        html_element(h, "", unit, "</small></span>");
        clinic_interval(f->value_low, f->value_high, interval, sizeof interval);
        if (*interval) html_element(h, "<span class=\"quiet small\">", interval, "</span>");
    } else {
        html_element(h, "<span class=none>", value, "</span>");
    }
    write_change(h, f, &c->judgement[f - c->finding]);
    html_mark(h, "</div>\n");
}

static void write_cards(Html *h, const ClinicCheckup *c)
{
    html_mark(h, "<section><h2>At a glance</h2><div class=cards>\n");
    write_card(h, c, "Single-leg stance, right", CHECKUP_ONE_LEG, SIDE_RIGHT,
               MEASURE_SINGLE_LEG_STANCE);
    write_card(h, c, "Single-leg stance, left", CHECKUP_ONE_LEG, SIDE_LEFT,
               MEASURE_SINGLE_LEG_STANCE);
    write_card(h, c, "Lateral reach, right", CHECKUP_REACH_SIDE, SIDE_RIGHT, MEASURE_LATERAL_REACH);
    write_card(h, c, "Lateral reach, left", CHECKUP_REACH_SIDE, SIDE_LEFT, MEASURE_LATERAL_REACH);
    write_card(h, c, "Sway, eyes open (RMS)", CHECKUP_STAND_OPEN, -1, MEASURE_SWAY_RMS);
    write_card(h, c, "Sway, sitting (RMS)", CHECKUP_SIT_STILL, -1, MEASURE_SWAY_RMS);
    write_card(h, c, "Reaction time, right", CHECKUP_REACHES, SIDE_RIGHT, MEASURE_REACTION_TIME);
    write_card(h, c, "Reaction time, left", CHECKUP_REACHES, SIDE_LEFT, MEASURE_REACTION_TIME);
    write_card(h, c, "Hands in turn (R)", CHECKUP_DRUM_ALTERNATE, -1,
               MEASURE_DISCRETE_PHASE_LOCKING);
    html_mark(h, "</div></section>\n");
}

// "single-leg stance" of single_leg_stance.
static const char *readable(const char *name, char *text, size_t size)
{
    snprintf(text, size, "%s", name);
    for (char *at = text; *at; at++)
        if (*at == '_') *at = ' ';
    return text;
}

// What the child's own mean over repeats may be; opened, the part that tracking has in it.
static void write_interval(Html *h, const ClinicCheckup *c, const Finding *f)
{
    char text[64], part[64];
    const Finding *floor = assess_floor(c->finding, c->count, f);
    clinic_interval(f->value_low, f->value_high, text, sizeof text);
    clinic_interval(f->measure_low, f->measure_high, part, sizeof part);
    html_element(h, "", text, "<details><summary>");
    html_mark(h, *text ? "how" : "one trial</summary>");
    if (*text) html_element(h, "</summary>", finding_interval_text(f->interval), "<br>");
    if (*part)
        html_element(h, "tracking alone: ", part, "");
    else
        html_mark(h, "tracking's part is not known");
    if (floor) {
        clinic_number(floor->value, NAN, part, sizeof part);
        html_element(h, "<br>noise floor: ", part, "");
    }
    html_mark(h, "</details>");
}

static void write_row(Html *h, const ClinicCheckup *c, const Finding *f, const Judgement *j)
{
    const MeasureInfo *info = measure_info(f->measure);
    char text[128], unit[FINDING_UNIT_MAX];
    html_element(h, "<tr><th scope=row>", readable(info->name, text, sizeof text), "</th>");
    html_element(h, "<td>", clinic_side(f->side), "</td>");
    clinic_value(f, text, sizeof text);
    if (f->reason != FINDING_NONE) {
        html_element(h, "<td colspan=3 class=none>", text, "</td>");
    } else {
        html_element(h, "<td class=n>", text, "</td><td class=n>");
        write_interval(h, c, f);
        unit_text(f->unit, unit, sizeof unit);
        html_element(h, "</td><td>", unit, "</td>");
    }
    html_mark(h, "<td class=n>");
    html_text(h, "%.0f %%", 100 * f->quality);
    html_mark(h, "</td><td class=line>");
    html_text(h, "%s of %d", finding_statistic_name(f->statistic), f->count);
    html_mark(h, "</td><td>");
    clinic_trust(f, true, text, sizeof text);
    html_element(h, "", text, *text ? ", " : "");
    html_text(h, "v%d", f->version);
    clinic_support(f->support, text, sizeof text);
    html_element(h, "</td><td>", text, "</td><td>");
    write_change(h, f, j);
    if (j->norm) {
        html_mark(h, "<br><span class=\"quiet small\">Norm: ");
        write_norm(h, j->norm, f->unit);
        html_mark(h, "</span>");
    }
    html_mark(h, "</td></tr>\n");
}

static void write_findings(Html *h, const ClinicCheckup *c)
{
    html_mark(
        h,
        "<section><h2>Measures</h2><div class=tablebox><table><caption>Over the counted trials, at "
        "fixed difficulty. Valid: share of frames that could be used. Trust: A to D, and the "
        "formula's version.</caption><thead><tr><th scope=col>Measure<th scope=col>Side<th "
        "scope=col class=n>Value<th scope=col class=n>95 %<th scope=col>Unit<th scope=col "
        "class=n>Valid<th scope=col>Over<th scope=col>Trust<th scope=col>Support<th scope=col>"
        "Against own earlier check-ups</tr></thead>\n");
    for (int kind = 0; kind < CHECKUP_COUNT; kind++) {
        bool open = false;
        for (int i = 0; i < c->count; i++) {
            const Finding *f = &c->finding[i];
            if (f->item != 0 || (int)f->kind != kind) continue;
            if (!open) {
                html_element(h, "<tbody class=step><tr><th scope=rowgroup colspan=10>",
                             checkup_title((CheckupKind)kind), "</th></tr>\n");
                open = true;
            }
            write_row(h, c, f, &c->judgement[i]);
        }
        if (open) html_mark(h, "</tbody>\n");
    }
    html_mark(h, "</table></div></section>\n");
}

static double of_item(const ClinicCheckup *c, int item, Measure measure)
{
    for (int i = 0; i < c->count; i++)
        if (c->finding[i].item == item && c->finding[i].measure == measure)
            return c->finding[i].value;
    return NAN;
}

static void write_item(Html *h, const ClinicCheckup *c, const CheckupItem *t)
{
    char text[64];
    double valid = of_item(c, t->number, MEASURE_QUALITY_VALID);
    double rate = of_item(c, t->number, MEASURE_QUALITY_RATE), seconds = t->end_s - t->begin_s;
    html_mark(h, "<tr><td class=n>");
    html_text(h, "%d", t->number);
    html_element(h, "</td><th scope=row>", checkup_title(t->kind), "</th>");
    html_element(h, "<td>", clinic_side(t->side), "</td><td>");
    if (t->attempt == 0)
        html_mark(h, "practice");
    else
        html_text(h, "%d", t->attempt);
    html_mark(h, "</td>");
    if (t->done) {
        html_mark(h, "<td class=n>");
        html_text(h, "%.1f", seconds);
        html_mark(h, "</td><td class=n>");
        if (isfinite(valid)) html_text(h, "%.1f", seconds * valid / 100);
        html_mark(h, "</td><td class=n>");
        if (isfinite(valid)) html_text(h, "%.0f %%", valid);
        html_mark(h, "</td><td class=n>");
        if (isfinite(rate)) html_text(h, "%.1f", rate);
        html_mark(h, "</td>");
    } else {
        html_element(h, "<td colspan=4 class=none>", clinic_void_text(t->why), "</td>");
    }
    clinic_support(t->support, text, sizeof text);
    html_element(h, "<td>", text, "</td>");
    html_element(h, "<td>", t->by_therapist ? "ended by the therapist" : "", "</td></tr>\n");
}

static void write_items(Html *h, const ClinicSession *s)
{
    html_mark(h,
              "<section><h2>What was done</h2><div class=tablebox><table><thead><tr><th scope=col "
              "class=n>Trial<th scope=col>Step<th scope=col>Side<th scope=col>Attempt<th scope=col "
              "class=n>Seconds<th scope=col class=n>Seconds valid<th scope=col class=n>Valid<th "
              "scope=col class=n>Frames/s<th scope=col>Support<th scope=col>Remark</tr></thead>"
              "<tbody>\n");
    for (int i = 0; i < s->kinematics.item_count; i++)
        write_item(h, &s->checkup, &s->kinematics.item[i]);
    html_mark(h, "</tbody></table></div></section>\n");
}

static void write_formulas(Html *h, const ClinicCheckup *c)
{
    bool used[MEASURE_COUNT] = { false };
    for (int i = 0; i < c->count; i++) used[c->finding[i].measure] = true;
    html_mark(h, "<section><h2>Formulas</h2><div class=tablebox><table><thead><tr><th scope=col>"
                 "Measure<th scope=col class=n>Version<th scope=col>Trust<th scope=col>Better<th "
                 "scope=col class=n>Low-pass<th scope=col>Formula<th scope=col>Source</tr></thead>"
                 "<tbody>\n");
    for (int m = 0; m < MEASURE_COUNT; m++) {
        const MeasureInfo *info = measure_info((Measure)m);
        if (!used[m]) continue;
        html_element(h, "<tr><th scope=row>", info->name, "</th><td class=n>");
        html_text(h, "%d", info->version);
        html_mark(h, "</td><td>");
        html_text(h, "%c", info->trust);
        html_element(h, "</td><td>", measure_better_text(info->better), "</td><td class=n>");
        if (info->cutoff_hz > 0) html_text(h, "%g Hz", info->cutoff_hz);
        html_element(h, "</td><td>", info->formula, "</td>");
        html_element(h, "<td>", info->source, "</td></tr>\n");
    }
    html_mark(h, "</tbody></table></div></section>\n");
}

static void write_how_to_read(Html *h)
{
    html_mark(
        h,
        "<section><h2>How to read it</h2>"
        "<p><b>95 %</b> is where the child's own mean over repeats lies, as far as these trials "
        "and the tracking tell; of a best-of value, the mean that such a best has. Opened, it says "
        "how, and what tracking and scale alone leave open of these very trials: from drawn "
        "children whose true joints are known. One trial tells no spread.</p>"
        "<p><b>Change</b> is told of the primary measures, against the mean of a baseline of four "
        "check-ups; the first check-up is practice. <b>Possible</b>: today's value left its limit; "
        "look again. <b>Better</b> or <b>worse</b>: the mean of the last two did, or the slope. "
        "All "
        "false words of one check-up together are held at 5 %. Where a change would have to be "
        "larger to be seen, it says how large. Only check-ups of the same posture, support, model "
        "and camera are compared; lengths are judged in % of the body height (%H), so that growing "
        "is no change. NAP and Tau are the field's own figures of overlap, beside the word.</p>"
        "<p><b>Norms</b> stand only where one is published for this age, step and posture; "
        "otherwise "
        "the child is the only measure of the child.</p>"
        "<p><b>Trust</b> is earned against true joints: A follows them (r at least 0.9) with an "
        "error below half of the change that matters, B and C less so, D is not proven or not from "
        "such a camera. Beside B to D stands what keeps it from the next better class.</p>"
        "<p><b>Not measurable today</b> means what it says, with the reason: less than 80 % of the "
        "frames were valid, too few pictures a second, too few reaches. It is no result of the "
        "child, has no trust and is not compared. <b>Not done</b> at the top lists what the child "
        "was not seen doing.</p></section>\n");
}

// ---- a play ----

// A value that is none is a dash and the reason.
static void write_number(Html *h, double value, const char *why)
{
    char text[32] = "\xe2\x80\x93 ";
    if (isfinite(value)) clinic_number(value, NAN, text, sizeof text);
    html_element(h, "<td class=n>", text, "");
    if (!isfinite(value)) html_element(h, "<span class=none>", why, "</span>");
    html_mark(h, "</td>");
}

static const char *symmetry_why(const Movement *m, MovementValue v)
{
    if (!movement_is_amount(v)) return "amounts only";
    return m->why[v][SIDE_LEFT] || m->why[v][SIDE_RIGHT] ? "one hand has no value" : "both are 0";
}

static void write_movement(Html *h, const Recording *r, const Movement *m)
{
    const PlayScore *score = &r->info.summary.score;
    html_mark(h, "<section><h2>Movement quality</h2><div class=cards>");
    html_mark(h, "<div class=card><b>Active time</b><span class=value>");
    if (isfinite(m->active_s)) {
        html_text(h, "%.1f", m->active_s / 60);
        html_mark(h, " <small>min</small></span>");
    } else {
        html_mark(h, "\xe2\x80\x93</span><span class=none>the hands were hardly seen</span>");
    }
    html_text(h, "of %.1f min played", m->played_s / 60);
    html_mark(h, "</div><div class=card><b>Targets reached</b><span class=value>");
    html_text(h, "%u", score->hits);
    html_mark(h, "</span>");
    html_text(h, "of %u offered", score->offered);
    if (score->hits_helped) html_text(h, ", %u with help", score->hits_helped);
    html_mark(h, "</div><div class=card><b>Trunk lean</b><span class=value>");
    if (isfinite(m->trunk_lean_deg)) {
        html_text(h, "%.0f", m->trunk_lean_deg);
        html_mark(h, " <small>deg</small></span>95 % of the time less");
    } else {
        html_mark(h, "\xe2\x80\x93</span><span class=none>the trunk was hardly seen</span>");
    }
    html_mark(h, "</div><div class=card><b>Frames valid</b><span class=value>");
    html_text(h, "%.0f", 100 * m->valid);
    html_mark(h, " <small>%</small></span>hands and trunk</div></div>\n");
    html_mark(
        h, "<div class=tablebox><table><caption>By hand. Symmetry: 100 (R &#8722; L) / (0.5 (R + "
           "L)); 0 is even.</caption><thead><tr><th scope=col>Play value<th scope=col>Unit<th "
           "scope=col class=n>Left<th scope=col class=n>Right<th scope=col class=n>Symmetry, %<th "
           "scope=col>What it is</tr></thead><tbody>\n");
    for (int v = 0; v < MOVEMENT_COUNT; v++) {
        char unit[16];
        unit_text(movement_unit((MovementValue)v), unit, sizeof unit);
        html_element(h, "<tr><th scope=row>", movement_name((MovementValue)v), "</th>");
        html_element(h, "<td>", unit, "</td>");
        for (int side = SIDE_LEFT; side <= SIDE_RIGHT; side++)
            write_number(h, m->value[v][side], movement_why_text(m->why[v][side]));
        write_number(h, m->symmetry[v], symmetry_why(m, (MovementValue)v));
        html_element(h, "<td>", movement_meaning((MovementValue)v), "</td></tr>\n");
    }
    html_mark(h, "</tbody></table></div><p class=\"quiet small\">");
    html_text(
        h,
        "Medians over %d reaches of the left and %d of the right hand. AL: the child's own arm "
        "length.",
        m->reaches[SIDE_LEFT], m->reaches[SIDE_RIGHT]);
    html_mark(h, "</p></section>\n");
}

static void write_hand_charts(Html *h, const Kinematics *t)
{
    static const Channel channels[] = { CHANNEL_HAND_RIGHT_X, CHANNEL_HAND_RIGHT_Y,
                                        CHANNEL_HAND_LEFT_X, CHANNEL_HAND_LEFT_Y };
    double *memory = scratch(4 * t->count, sizeof *memory);
    if (!memory) return;
    for (size_t s = 0; s < 4; s++)
        for (size_t i = 0; i < t->count; i++)
            memory[s * t->count + i] = channel_value(channels[s], t, NULL, i);
    Chart chart = {
        .title = "Where the hands were",
        .description = "Path of both hands from the middle of the chest, as the child sees "
                       "it in the mirror.",
        .x_label = "arm lengths from the middle",
        .y_label = "up, arm lengths",
        .series = { { memory, memory + t->count, t->count, "right" },
                    { memory + 2 * t->count, memory + 3 * t->count, t->count, "left" } },
        .series_count = 2,
        .points_max = 1800,
        .line = NAN,
        .line2 = NAN
    };
    html_mark(h, "<section><h2>Curves</h2><div class=charts>\n");
    chart_write(h, &chart);
    html_mark(h, "</div></section>\n");
    free(memory);
}

// ---- both ----

static void write_foot(Html *h, const Recording *r)
{
    html_mark(h, "<footer><p>Computed from landmarks only; no picture of the child is kept. Not a "
                 "medical device: for use by therapists, who know the child.</p><p>");
    html_text(h, "Tiptoe %s; session %s; recorded with %s; digest of the inputs %s.", build_name(),
              r->info.uuid, r->info.desc.build, r->info.track_digest);
    html_mark(h, "</p></footer>\n</main>\n</body>\n</html>\n");
}

Result page_write(FILE *to, const ClinicSession *s, const char *title)
{
    Html html = { to };
    const Recording *r = &s->recording;
    Movement movement;
    unsigned before = scratch_failures();
    Result result = clinic_need_measured(s);
    if (!result && !s->is_checkup) result = movement_of(&s->kinematics, &movement);
    if (result) return result;
    write_head(&html, s, title);
    if (s->is_checkup) {
        if (s->measured) completeness_html(&html, &s->kinematics);
        page_change(&html, &s->checkup.judged);
        write_cards(&html, &s->checkup);
        write_findings(&html, &s->checkup);
        page_curves(&html, &s->kinematics);
        write_items(&html, s);
        timeline_html(&html, r);
        write_how_to_read(&html);
        write_formulas(&html, &s->checkup);
    } else {
        page_scores(&html, &s->scores, &r->info);
        easing_page(&html, r);
        timeline_html(&html, r);
        write_movement(&html, r, &movement);
        write_hand_charts(&html, &s->kinematics);
    }
    write_foot(&html, r);
    if (scratch_failures() != before)
        return fail(RESULT_FULL, "out of memory: close other programs");
    if (fflush(to) || ferror(to))
        return fail(RESULT_FULL, "the page could not be written: make room on the disk");
    return RESULT_OK;
}
