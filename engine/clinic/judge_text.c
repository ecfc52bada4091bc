// SPDX-License-Identifier: MIT
// judge_text.c: a verdict in words: sign, word, size, interval; the field's figures.
#include "clinic/judge.h"

#include "clinic/clinic.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

const char *judge_sign(const ChangeVerdict *v)
{
    switch (v->change) {
    case CHANGE_BETTER: return "\xe2\x96\xb2";  // a triangle up
    case CHANGE_WORSE: return "\xe2\x96\xbc";   // down
    case CHANGE_POSSIBLE: return "?";
    case CHANGE_SAME: return "=";
    case CHANGE_TAKEN_BACK: return "\xe2\x86\xa9";  // an arrow back
    default: return "\xe2\x80\x93";
    }
}

static size_t add(char *text, size_t size, size_t used, const char *more)
{
    int length = used < size ? snprintf(text + used, size - used, "%s", more) : 0;
    return used + (size_t)(length > 0 ? length : 0);
}

// "+3.1 %H (+4.2 cm)" as fine as the error allows; without a sign where none is meant.
static void fine_text(const Course *c, double value, double error, bool is_signed, char *text,
                      size_t size)
{
    char body[32], cm[32];
    clinic_number(value, error, body, sizeof body);
    const char *plus = is_signed && strtod(body, NULL) > 0 ? "+" : "";
    snprintf(text, size, "%s%s%s%s", plus, body, strcmp(c->said.unit, "1") ? " " : "",
             strcmp(c->said.unit, "1") ? c->said.unit : "");
    if (!isfinite(c->cm)) return;
    size_t used = strlen(text);
    clinic_number(value * c->cm, error * c->cm, cm, sizeof cm);
    snprintf(text + used, size - used, " (%s%s cm%s)", plus, cm, c->said.unit + 2);
}

static void length_text(const Course *c, double value, bool is_signed, char *text, size_t size)
{
    double error = isfinite(c->said.verdict.sem) ? c->said.verdict.sem : fabs(value) / 10;
    fine_text(c, value, error, is_signed, text, size);
}

static size_t add_size(const Course *c, char *text, size_t size, size_t used)
{
    const ChangeVerdict *v = &c->said.verdict;
    char part[96], low[32], high[32];
    length_text(c, v->difference, true, part, sizeof part);
    used = add(text, size, used, part);
    if (!isfinite(v->low) || !isfinite(v->high)) return used;
    clinic_number(v->low, v->sem, low, sizeof low);
    clinic_number(v->high, v->sem, high, sizeof high);
    snprintf(part, sizeof part, ", 95 %% %s%s to %s%s", v->low > 0 ? "+" : "", low,
             v->high > 0 ? "+" : "", high);
    return add(text, size, used, part);
}

void judge_sentence(const Course *c, char *text, size_t size)
{
    const ChangeVerdict *v = &c->said.verdict;
    const CoursePoint *today = &c->point[c->count - 1];
    char part[96];
    size_t used = add(text, size, 0, judge_sign(v));
    used = add(text, size, used, " ");
    used = add(text, size, used, change_text(v->change));
    if (v->change == CHANGE_POSSIBLE)
        used = add(text, size, used,
                   v->toward > 0   ? " (towards better)"
                   : v->toward < 0 ? " (towards worse)"
                                   : "");
    used = add(text, size, used, ": ");
    if (v->change == CHANGE_CANNOT_SAY) {
        add(text, size, used,
            today->left_out ? left_out_text(today->left_out) : change_unknown_text(v->why));
        return;
    }
    used = add_size(c, text, size, used);
    if (v->change == CHANGE_SAME || v->change == CHANGE_TAKEN_BACK) {
        length_text(c, v->least, false, part, sizeof part);
        used = add(text, size, used, "; smallest change that could have been seen ");
        used = add(text, size, used, part);
    }
    if (isfinite(c->said.worthwhile)) {
        fine_text(c, c->said.worthwhile, c->said.worthwhile / 10, false, part, sizeof part);
        used = add(text, size, used, "; smallest worthwhile change ");
        used = add(text, size, used, part);
        if (v->toward != 0) add(text, size, used, v->worthwhile ? ": reached" : ": not reached");
    }
}

void judge_figures(const Course *c, char *text, size_t size)
{
    const ChangeVerdict *v = &c->said.verdict;
    char part[96];
    size_t used = 0;
    text[0] = '\0';
    if (isfinite(v->nap)) {
        snprintf(part, sizeof part, "NAP %.2f, Tau %.2f (95 %% %.2f to %.2f); ", v->nap, v->tau,
                 v->tau_low, v->tau_high);
        used = add(text, size, used, part);
    }
    snprintf(part, sizeof part, "baseline of %d", c->said.baseline);
    used = add(text, size, used, part);
    if (isfinite(v->baseline)) {
        used = add(text, size, used, ": ");
        length_text(c, v->baseline, false, part, sizeof part);
        used = add(text, size, used, part);
    }
    snprintf(part, sizeof part, "; error pooled over %.0f pairs of other children",
             c->said.pool.df);
    used = add(text, size, used, part);
    if (!isfinite(c->said.worthwhile))
        add(text, size, used, "; smallest worthwhile change not known");
}

void judge_name(const FindingKey *key, char *text, size_t size)
{
    char name[64];
    snprintf(name, sizeof name, "%s", measure_info(key->measure)->name);
    for (char *at = name; *at; at++)
        if (*at == '_') *at = ' ';
    snprintf(text, size, "%s%s%s (%s)", name, key->side < 0 ? "" : ", ", clinic_side(key->side),
             checkup_title(key->kind));
}

void judge_names(const Primaries *p, char *text, size_t size)
{
    char name[128];
    size_t used = 0;
    text[0] = '\0';
    for (int i = 0; i < p->count; i++) {
        judge_name(&p->key[i], name, sizeof name);
        used = add(text, size, used, i ? "; " : "");
        used = add(text, size, used, name);
    }
}
