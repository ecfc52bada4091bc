// SPDX-License-Identifier: MIT
// plan.c: the list of choices: each as a number, and as its option takes and spells it.
#include "play/plan.h"

#include "base/number.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#define WORD(name, of, Type)                                                                       \
    static const char *name##_word(int number)                                                     \
    {                                                                                              \
        return of((Type)number);                                                                   \
    }
WORD(hand, hand_rule_name, HandRule)
WORD(posture, posture_name, Posture)
WORD(limb, limb_name, Limb)
WORD(support, support_name, Support)

static const PlanField fields[PLAN_COUNT] = {
#define X(name, member, kind, low, high, word, kept, stored, option, argument, what)               \
    { #name,                                                                                       \
      offsetof(PlayPlan, member),                                                                  \
      PLAN_KIND_##kind,                                                                            \
      PLAN_##kept,                                                                                 \
      (double)(low),                                                                               \
      (double)(high),                                                                              \
      word,                                                                                        \
      stored,                                                                                      \
      option,                                                                                      \
      argument,                                                                                    \
      what },
    PLAN_LIST(X)
#undef X
};

// A member that cannot hold its kind does not compile.
#define IS(value, type)             _Generic((value), type : 1, default : 0)
#define IS_WORD(value)              (IS(value, int) || IS(value, unsigned))
#define PLAN_HOLDS_CODE(m)          IS(&(m), char(*)[PLAN_CHILD_MAX + 1])
#define PLAN_HOLDS_GAME(m)          IS(m, const Game *)
#define PLAN_HOLDS_WHOLE(m)         IS_WORD(m)
#define PLAN_HOLDS_SEED(m)          IS(m, uint64_t)
#define PLAN_HOLDS_NUMBER(m)        IS(m, float)
#define PLAN_HOLDS_NUMBER_OR_FIT(m) IS(m, float)
#define PLAN_HOLDS_SHARE(m)         IS(m, float)
#define PLAN_HOLDS_SHARE_OR_NONE(m) IS(m, float)
#define PLAN_HOLDS_FLAG(m)          IS(m, bool)
#define PLAN_HOLDS_NAME(m)          IS_WORD(m)
#define PLAN_HOLDS_SET(m)           IS_WORD(m)
#define X(name, member, kind, ...)                                                                 \
    _Static_assert(PLAN_HOLDS_##kind(((PlayPlan *)0)->member), #name " is of another kind");
PLAN_LIST(X)
#undef X

const PlanField *plan_field(PlanChoice choice)
{
    REQUIRE((unsigned)choice < PLAN_COUNT);
    return &fields[choice];
}

bool plan_child_is_valid(const char *code)
{
    size_t good = strspn(code, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_");
    return good >= 1 && good <= PLAN_CHILD_MAX && code[good] == '\0';
}

PlayPlan plan_default(void)
{
    PlayPlan plan = { .child = PLAN_GUEST };
    plan.play.game = game_find("bubble_garden");
    plan.play.setup = (GameSetup){ .level = 1,
                                   .seconds = 180,
                                   .success = PLAN_SUCCESS_FITTING,
                                   .profile = { .hand = HAND_EITHER,
                                                .side_bias = 0.5f,
                                                .posture = POSTURE_STANDING,
                                                .sensory = sensory_preset(SENSORY_STANDARD) } };
    return plan;
}

double plan_value(const PlayPlan *plan, PlanChoice choice)
{
    const PlanField *field = plan_field(choice);
    const char *at = (const char *)plan + field->offset;
    switch (field->kind) {
    case PLAN_KIND_WHOLE:
    case PLAN_KIND_NAME:
    case PLAN_KIND_SET: return *(const uint32_t *)at;
    case PLAN_KIND_SEED: return (double)*(const uint64_t *)at;
    case PLAN_KIND_NUMBER:
    case PLAN_KIND_NUMBER_OR_FIT:
    case PLAN_KIND_SHARE:
    case PLAN_KIND_SHARE_OR_NONE: return (double)*(const float *)at;
    case PLAN_KIND_FLAG: return *(const bool *)at;
    case PLAN_KIND_CODE:
    case PLAN_KIND_GAME: break;
    }
    REQUIRE(!"a choice that is a number");
    return 0;
}

void plan_set(PlayPlan *plan, PlanChoice choice, double value)
{
    const PlanField *field = plan_field(choice);
    char *at = (char *)plan + field->offset;
    switch (field->kind) {
    case PLAN_KIND_WHOLE:
    case PLAN_KIND_NAME:
    case PLAN_KIND_SET: *(uint32_t *)at = (uint32_t)(value + 0.5); break;
    case PLAN_KIND_SEED: *(uint64_t *)at = (uint64_t)value; break;
    case PLAN_KIND_NUMBER:
    case PLAN_KIND_NUMBER_OR_FIT:
    case PLAN_KIND_SHARE:
    case PLAN_KIND_SHARE_OR_NONE: *(float *)at = (float)value; break;
    case PLAN_KIND_FLAG: *(bool *)at = value != 0; break;
    case PLAN_KIND_CODE:
    case PLAN_KIND_GAME: REQUIRE(!"a choice that is a number");
    }
}

// The number of the `length` characters at `text` among the field's words; -1: it is none of them.
static int word_find(const PlanField *field, const char *text, size_t length)
{
    for (int i = 0; i <= (int)field->high; i++)
        if (strlen(field->word(i)) == length && !strncmp(field->word(i), text, length)) return i;
    return -1;
}

// Words with commas between, or "none".
static bool read_set(const PlanField *field, const char *text, double *value)
{
    unsigned set = 0;
    bool good = true;
    const char *word = strcmp(text, "none") ? text : NULL;
    while (good && word) {
        size_t length = strcspn(word, ",");
        int number = word_find(field, word, length);
        good = number >= 0;
        if (good) set |= 1u << number;
        word = word[length] ? word + length + 1 : NULL;
    }
    *value = set;
    return good;
}

static bool read_share(const PlanField *field, const char *text, double *value)
{
    if (!number_read(text, 0, 100, value)) return false;
    *value = (double)((float)*value / 100);
    bool none = field->kind == PLAN_KIND_SHARE_OR_NONE && *value == 0;
    return none || (*value >= field->low && *value <= field->high);
}

bool plan_read(PlayPlan *plan, PlanChoice choice, const char *text)
{
    const PlanField *field = plan_field(choice);
    REQUIRE(text || field->kind == PLAN_KIND_FLAG);
    const Game *game = NULL;
    double value = 1;
    bool good = true;
    switch (field->kind) {
    case PLAN_KIND_CODE:
        good = plan_child_is_valid(text);
        if (good) snprintf(plan->child, sizeof plan->child, "%s", text);
        return good;
    case PLAN_KIND_GAME:
        game = game_find(text);
        if (game) plan->play.game = game;
        return game;
    case PLAN_KIND_WHOLE:
    case PLAN_KIND_SEED: good = number_read_whole(text, field->low, field->high, &value); break;
    case PLAN_KIND_NUMBER_OR_FIT:
        good = !strcmp(text, "fit") || number_read(text, field->low, field->high, &value);
        if (good && !strcmp(text, "fit")) value = (double)GAIN_FIT;
        break;
    case PLAN_KIND_NUMBER: good = number_read(text, field->low, field->high, &value); break;
    case PLAN_KIND_SHARE:
    case PLAN_KIND_SHARE_OR_NONE: good = read_share(field, text, &value); break;
    case PLAN_KIND_FLAG: break;
    case PLAN_KIND_NAME:
        value = word_find(field, text, strlen(text));
        good = value >= 0;
        break;
    case PLAN_KIND_SET: good = read_set(field, text, &value); break;
    }
    // With neither arm there is nothing to reach with.
    if (choice == PLAN_without && ((unsigned)value & LIMBS_ARMS) == LIMBS_ARMS) good = false;
    if (good) plan_set(plan, choice, value);
    return good;
}

// The words of a set with `comma` between them and `last` before the last one.
static void join(const PlanField *field, unsigned set, const char *comma, const char *last,
                 char *text, size_t size)
{
    size_t used = 0;
    text[0] = '\0';
    for (int i = 0; i <= (int)field->high && used < size; i++) {
        if (!(set & 1u << i)) continue;
        const char *between = used == 0 ? "" : set >> i == 1 ? last : comma;
        used += (size_t)snprintf(text + used, size - used, "%s%s", between, field->word(i));
    }
    REQUIRE(used < size);
}

void plan_wanted(PlanChoice choice, char *text, size_t size)
{
    const PlanField *field = plan_field(choice);
    const unsigned all = field->word ? (2u << (unsigned)field->high) - 1 : 0;
    char words[160];
    switch (field->kind) {
    case PLAN_KIND_CODE:
        snprintf(text, size, "a code of up to %d letters, digits, - and _, never a name",
                 PLAN_CHILD_MAX);
        break;
    case PLAN_KIND_GAME: snprintf(text, size, "one of those that `tiptoe games` lists"); break;
    case PLAN_KIND_WHOLE:
    case PLAN_KIND_NUMBER: snprintf(text, size, "%g to %g", field->low, field->high); break;
    case PLAN_KIND_NUMBER_OR_FIT:
        snprintf(text, size, "%g to %g, or fit", field->low, field->high);
        break;
    case PLAN_KIND_SEED: snprintf(text, size, "a whole number"); break;
    case PLAN_KIND_SHARE:
        snprintf(text, size, "%g to %g percent", 100 * field->low, 100 * field->high);
        break;
    case PLAN_KIND_SHARE_OR_NONE:
        snprintf(text, size, "%g to %g percent, or 0 for none", 100 * field->low,
                 100 * field->high);
        break;
    case PLAN_KIND_FLAG: text[0] = '\0'; break;
    case PLAN_KIND_NAME: join(field, all, ", ", " or ", text, size); break;
    case PLAN_KIND_SET:
        join(field, all, ", ", ", ", words, sizeof words);
        snprintf(text, size, "a list of %s, or none", words);
        break;
    }
}

void plan_text(const PlayPlan *plan, PlanChoice choice, char *text, size_t size)
{
    const PlanField *field = plan_field(choice);
    bool text_kind = field->kind == PLAN_KIND_CODE || field->kind == PLAN_KIND_GAME;
    double value = text_kind ? 0 : plan_value(plan, choice);
    text[0] = '\0';
    switch (field->kind) {
    case PLAN_KIND_CODE: snprintf(text, size, "%s", plan->child); break;
    case PLAN_KIND_GAME:
        if (plan->play.game) snprintf(text, size, "%s", plan->play.game->id);
        break;
    case PLAN_KIND_SEED: snprintf(text, size, "%" PRIu64, plan->play.setup.seed); break;
    case PLAN_KIND_WHOLE:
    case PLAN_KIND_NUMBER:
    case PLAN_KIND_NUMBER_OR_FIT:
        if (value < 0) snprintf(text, size, "fit");
        if (value > 0) snprintf(text, size, "%.10g", value);
        break;
    case PLAN_KIND_SHARE:
    case PLAN_KIND_SHARE_OR_NONE:
        if (value >= 0) snprintf(text, size, "%g", 100 * value);
        break;
    case PLAN_KIND_FLAG:
        if (value != 0) snprintf(text, size, "yes");
        break;
    case PLAN_KIND_NAME: snprintf(text, size, "%s", field->word((int)value)); break;
    case PLAN_KIND_SET: join(field, (unsigned)value, ",", ",", text, size); break;
    }
}

unsigned plan_missing(const PlayPlan *plan, const Game *game)
{
    const PlaySetup *play = &plan->play;
    float knob[GAME_KNOBS_MAX] = { 0 };
    int level = play->setup.level < 1 || play->setup.level > GAME_LEVELS ? 1 : play->setup.level;
    for (int k = 0; k < game->knob_count; k++) {
        bool own = game == play->game && play->knobs_set & 1u << k;
        knob[k] = own ? play->setup.knob[k] : game->level[level - 1][k];
    }
    unsigned asked = game_care(game, &play->setup.profile, knob);
    return care_missing(asked, play->spotter, play->jumps);
}

bool plan_refusal(const PlayPlan *plan, const Game *game, char *text, size_t size)
{
    unsigned missing = plan_missing(plan, game);
    text[0] = '\0';
    if (game->needs_legs && profile_is_seated(&plan->play.setup.profile)) {
        snprintf(text, size, "needs the legs: choose standing");
        return true;
    }
    for (int care = 0; care < CARE_COUNT; care++) {
        if (!(missing & 1u << care)) continue;
        bool jump = care == CARE_JUMP;
        snprintf(text, size, "asks for %s: %s", care_words((Care)care),
                 jump ? "tick that the child may jump" : "a spotter first");
        return true;
    }
    return false;
}

bool plan_suits(const PlayPlan *plan, const Game *game)
{
    bool sits = profile_is_seated(&plan->play.setup.profile);
    return !(game->needs_legs && sits) && !plan_missing(plan, game);
}
