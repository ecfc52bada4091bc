// SPDX-License-Identifier: MIT
// completeness.c: what of a check-up was not done, and why.
#include "clinic/completeness.h"

#include "clinic/clinic.h"

#include <string.h>

static bool same_step(const CheckupItem *item, const CheckupStep *step)
{
    return item->kind == step->kind && item->side == step->side && item->attempt == step->attempt;
}

static bool was_told(const Kinematics *t, const CheckupStep *step)
{
    for (int i = 0; i < t->item_count; i++)
        if (same_step(&t->item[i], step)) return true;
    return false;
}

void completeness_add_unreached(Kinematics *t)
{
    const SessionInfo *info = &t->recording->info;
    const PlaySetup *play = &info->desc.plan.play;
    const Game *game = game_find(info->game_id);
    if (!game || game->role != ROLE_ASSESSMENT) return;
    int count = 0, from = play->knobs_set & 1u ? (int)play->setup.knob[0] - 1 : 0;
    const CheckupStep *steps = checkup_battery_of(info->game_version, t->size.seated, &count);
    int last = play->knobs_set & 2u ? from + (int)play->setup.knob[1] : count;
    double end_s = t->step_count ? t->step_s[t->step_count - 1] : 0;
    for (int i = from > 0 ? from : 0; i < count && i < last; i++) {
        bool asked = steps[i].kind != CHECKUP_REST && checkup_asks(&steps[i], &play->setup.profile);
        if (!asked || was_told(t, &steps[i]) || t->item_count == CHECKUP_ITEMS_MAX) continue;
        t->item[t->item_count++] = (CheckupItem){ .kind = steps[i].kind,
                                                  .side = steps[i].side,
                                                  .attempt = steps[i].attempt,
                                                  .begin_step = t->step_count,
                                                  .end_step = t->step_count,
                                                  .begin_s = end_s,
                                                  .end_s = end_s,
                                                  .why = CHECKUP_VOID_NOT_REACHED };
    }
}

bool completeness_lacks(const Kinematics *t, const CheckupItem *item)
{
    REQUIRE(item >= t->item && item < t->item + t->item_count);
    if (item->done || item->attempt == 0 || item->why == CHECKUP_VOID_SPARED) return false;
    CheckupStep step = { item->kind, item->side, item->attempt };
    for (const CheckupItem *later = item + 1; later < t->item + t->item_count; later++)
        if (same_step(later, &step)) return false;
    return true;
}

int completeness_count(const Kinematics *t)
{
    int lacking = 0;
    for (int i = 0; i < t->item_count; i++) lacking += completeness_lacks(t, &t->item[i]);
    return lacking;
}

// "Lateral reach, left, attempt 2"
static void name_of(const CheckupItem *item, char *text, size_t size)
{
    snprintf(text, size, "%s%s%s, attempt %d", checkup_title(item->kind),
             item->side < 0 ? "" : ", ", clinic_side(item->side), item->attempt);
}

// The reason without the words that the line begins with.
static const char *why_of(const CheckupItem *item)
{
    static const char begins[] = "not done: ";
    const char *text = clinic_void_text(item->why);
    return strncmp(text, begins, sizeof begins - 1) ? text : text + sizeof begins - 1;
}

const char *completeness_status(const ClinicSession *s)
{
    bool known = s->is_checkup && s->measured;
    return known && completeness_count(&s->kinematics) > 0
               ? "partial"
               : session_status_name(s->recording.info.status);
}

void completeness_text(const Kinematics *t, FILE *to)
{
    char name[96];
    int lacking = completeness_count(t);
    fprintf(to, lacking ? "status: partial, %d not done\n" : "status: complete\n", lacking);
    for (int i = 0; i < t->item_count; i++) {
        if (!completeness_lacks(t, &t->item[i])) continue;
        name_of(&t->item[i], name, sizeof name);
        fprintf(to, "not done: %s: %s\n", name, why_of(&t->item[i]));
    }
}

void completeness_json(JsonOut *j, const Kinematics *t)
{
    json_list(j, "not_done");
    for (int i = 0; i < t->item_count; i++) {
        const CheckupItem *item = &t->item[i];
        if (!completeness_lacks(t, item)) continue;
        json_begin(j, NULL);
        json_text(j, "step", checkup_name(item->kind));
        json_text(j, "side", item->side < 0 ? NULL : clinic_side(item->side));
        json_whole(j, "attempt", item->attempt);
        json_text(j, "why", why_of(item));
        json_end(j);
    }
    json_end(j);
}
