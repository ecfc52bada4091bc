// SPDX-License-Identifier: MIT
// seed_clinic.c: a whole clinic for looking at and for measuring: children, visits over months,
// check-ups of some, tracks of few. What is there already is gone on with.
#include "seed.h"

#include "base/clock.h"
#include "session/child_record.h"
#include "session/hour_plans.h"
#include "session/presets.h"
#include "session/session_list.h"
#include "session/verdicts.h"

#include <argp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <sysexits.h>
#include <time.h>
#include <unistd.h>

#define DAY_MS           86400000LL
#define CHECKUPS_A_CHILD 8
#define PLAYS_A_VISIT    4
#define BUSY_TRIES       20  // of a play that the other players kept from the store
#define SMALL_CHILDREN   12
#define SMALL_PLAYS      16  // of each child

int64_t seed_now_ms;
int64_t __wrap_clock_utc_ms(void);
int64_t __wrap_clock_utc_ms(void)
{
    return seed_now_ms;
}

typedef struct Clinic {
    const char *store;
    int children, plays, tracks, checkups, weeks, jobs;
    int64_t today_ms;
    SeedChild *child;
    SeedItem *item;
    int count;
} Clinic;

// ---- the children -------------------------------------------------------------------------------

SeedChild seed_child(int number)
{
    static const char *const colour[] = { "BLUE", "GREEN", "AMBER", "PLUM",  "TEAL",
                                          "GREY", "RED",   "SAND",  "IVORY", "SLATE" };
    static const char *const beast[] = { "FOX",  "OWL",  "HARE", "WREN",  "OTTER", "HERON",
                                         "LYNX", "MOLE", "NEWT", "RAVEN", "SEAL" };
    static const Posture postures[] = { POSTURE_STANDING,  POSTURE_STANDING, POSTURE_SUPPORTED,
                                        POSTURE_STANDING,  POSTURE_SEATED,   POSTURE_STANDING,
                                        POSTURE_WHEELCHAIR };
    Rng rng = rng_seed((uint64_t)number * 97 + 11);
    SeedChild c = { .number = number,
                    .age_months = 60 + (unsigned)rng_below(&rng, 72),
                    .posture = postures[number % 7],
                    .hand = number % 4 == 1 ? HAND_LEFT : HAND_EITHER,
                    .skill = rng_between(&rng, 0.15f, 0.35f),
                    .worse = number % 5 == 3 };
    if (c.worse) c.skill = 0.75f;
    c.height_cm = 66 + 0.62f * (float)c.age_months + rng_between(&rng, -4, 4);
    c.gain_of_skill = number % 3 == 0 || c.worse ? 0.6f : 0;
    c.weak[number % 2] = rng_between(&rng, 0, 0.8f);
    if (number % 3 == 0) c.support = 1u << SUPPORT_BAR | 1u << SUPPORT_ORTHOSIS;
    if (number % 4 == 2) c.support = 1u << SUPPORT_HAND;
    snprintf(c.code, sizeof c.code, "%s-%s-%02d", colour[number % 10], beast[number % 11],
             10 + number * 37 % 90);
    return c;
}

static ChildRecord record_of(const SeedChild *c, int64_t now_ms)
{
    PlayPlan usual = plan_default();
    ChildRecord r = child_record_new(c->code, &usual);
    child_record_set_age(&r, c->age_months, now_ms);
    r.height_cm = c->height_cm;
    r.posture = c->posture;
    r.support = c->support & (1u << SUPPORT_ORTHOSIS);
    r.affected = c->number % 2 ? AFFECTED_RIGHT : AFFECTED_LEFT;
    r.hand = c->hand;
    r.success = 0.75f;
    r.answered = QUESTIONS_ALL;
    r.asked_utc_ms = now_ms;
    r.keep_track = true;
    snprintf(r.notes, sizeof r.notes, "%s",
             c->number % 2 ? "Begin with a game that the child knows."
                           : "Reaches farther after a short rest.");
    return r;
}

// What practice of reaching changes is judged, where a check-up is in the plan at all.
static Result save_primaries(Store *store, const SeedChild *c)
{
    Primaries p = { .count = 0 };
    bool good =
        primaries_read(&p, posture_is_seated(c->posture) ? "reach_large:left:movement_time,"
                                                           "reach_large:right:movement_time,"
                                                           "lateral_reach:left:lateral_reach,"
                                                           "lateral_reach:right:lateral_reach"
                                                         : "reach_large:left:movement_time,"
                                                           "reach_large:right:movement_time,"
                                                           "one_leg_stance:left:single_leg_stance,"
                                                           "lateral_reach:left:lateral_reach");
    REQUIRE(good);
    snprintf(p.reason, sizeof p.reason, "The hour practises reaching");
    snprintf(p.author, sizeof p.author, "therapist-1");
    return primaries_set(store, c->code, "", &p);
}

static Result save_plan(Store *store, const SeedChild *c)
{
    static const char *const ids[] = { "bubble_garden", "rainbow_cross", "drum_twins" };
    HourPlan plan = hour_plan_empty();
    for (size_t i = 0; i < sizeof ids / sizeof *ids; i++)
        plan.step[plan.count++] = hour_step_of(game_find(ids[i]));
    snprintf(plan.name, sizeof plan.name, "Today");
    snprintf(plan.reason, sizeof plan.reason, "Reaching across, then both hands");
    return hour_plan_save(store, c->code, "", &plan);
}

Result seed_pages(const SeedChild *child, int count, int64_t today_ms, const char *path)
{
    Store *store = NULL;
    Result result = store_open(&store, path, STORE_WRITE);
    for (int i = 0; i < count && !result; i++) {
        ChildRecord record = record_of(&child[i], today_ms);
        WeeklyGoals goals = { { 120, 120, i % 2 ? 60 : 0, i % 2 ? 60 : 0 } };
        result = child_record_save(store, &record);
        if (!result) result = goals_save(store, child[i].code, &goals);
        int64_t before = seed_now_ms;
        seed_now_ms = today_ms;  // a plan is of its day
        if (!result && i % 7 == 0) result = save_plan(store, &child[i]);
        seed_now_ms = before;
        if (!result && i % 2 == 0) result = save_primaries(store, &child[i]);
    }
    store_close(&store);
    return result;
}

// ---- their history ------------------------------------------------------------------------------

static const Game *game_of(const SeedChild *c, uint64_t at)
{
    PlayPlan plan = { .play.setup.profile = { .posture = c->posture, .hand = c->hand },
                      .play.spotter = true };
    for (int tries = 0; tries < 4 * game_count; tries++) {
        const Game *game = game_list[(7 * at + 3 * (uint64_t)tries) % (uint64_t)game_count];
        if (game->role == ROLE_PLAY && plan_suits(&plan, game)) return game;
    }
    return game_find("bubble_garden");
}

static void add(Clinic *k, const SeedChild *c, int visit, int visits, int order, bool checkup)
{
    double way = visits > 1 ? (double)visit / (visits - 1) : 1;
    int64_t day = (int64_t)((1 - way) * 7 * k->weeks) + c->number % 7;
    SeedItem item = { .child = c,
                      .game = checkup ? game_find("checkup")
                                      : game_of(c, (uint64_t)(c->number + (visit + order) % 5)),
                      .seed = (uint64_t)(c->number * 100000 + visit * 100 + order + 1),
                      .way = way,
                      .visit = visit,
                      .order = order,
                      .checkup = checkup,
                      .keep_track = checkup };
    item.at_utc_ms = k->today_ms - day * DAY_MS - (int64_t)(PLAYS_A_VISIT + 2 - order) * 300000;
    k->item[k->count++] = item;
}

static int by_time(const void *a, const void *b)
{
    const SeedItem *one = a, *other = b;
    if (one->at_utc_ms != other->at_utc_ms) return one->at_utc_ms < other->at_utc_ms ? -1 : 1;
    return one->child->number - other->child->number;
}

// Check-ups stand at even distances; those of the first children fill the clinic's pool.
static int checkups_of_child(const Clinic *k, int number)
{
    int left = k->checkups - number * CHECKUPS_A_CHILD;
    return left <= 0 ? 0 : left < CHECKUPS_A_CHILD ? left : CHECKUPS_A_CHILD;
}

static void plan_child(Clinic *k, int number)
{
    const SeedChild *c = &k->child[number];
    int plays = k->plays / k->children + (number < k->plays % k->children);
    int visits = (plays + PLAYS_A_VISIT - 1) / PLAYS_A_VISIT,
        checkups = checkups_of_child(k, number);
    if (visits < checkups) visits = checkups;
    for (int v = 0, next = 0; v < visits; v++) {
        if (next < checkups && v >= next * (visits - 1) / (checkups > 1 ? checkups - 1 : 1)) {
            add(k, c, v, visits, PLAYS_A_VISIT, true);
            next++;
        }
        int now = (plays + visits - v - 1) / (visits - v);  // the rest in even parts
        for (int order = 0; order < now; order++, plays--) add(k, c, v, visits, order, false);
    }
}

static Result plan_clinic(Clinic *k)
{
    k->child = calloc((size_t)k->children, sizeof *k->child);
    k->item = calloc((size_t)k->plays + (size_t)k->checkups, sizeof *k->item);
    if (!k->child || !k->item) return fail(RESULT_FULL, "out of memory: close other programs");
    for (int i = 0; i < k->children; i++) k->child[i] = seed_child(i);
    for (int i = 0; i < k->children; i++) plan_child(k, i);
    qsort(k->item, (size_t)k->count, sizeof *k->item, by_time);
    int plays = 0;
    for (int i = k->count; i-- > 0;)  // the latest keep their tracks
        if (!k->item[i].checkup && plays++ < k->tracks) k->item[i].keep_track = true;
    return RESULT_OK;
}

// ---- what is there already
// -----------------------------------------------------------------------

static bool is_item(const SeedItem *item, const SessionRow *row)
{
    return item->at_utc_ms == row->started_utc_ms && !strcmp(item->child->code, row->child);
}

// An interrupted one is played once more, beside what there is of it.
static void mark_done(const Clinic *k, const SessionRow *row)
{
    int low = 0, high = k->count;
    if (row->status != SESSION_COMPLETE && row->status != SESSION_STOPPED) return;
    while (low < high) {
        int middle = (low + high) / 2;
        if (k->item[middle].at_utc_ms < row->started_utc_ms)
            low = middle + 1;
        else
            high = middle;
    }
    for (; low < k->count && k->item[low].at_utc_ms == row->started_utc_ms; low++)
        if (is_item(&k->item[low], row)) k->item[low].done = true;
}

static Result done_before(const Clinic *k)
{
    static SessionRow row[SESSION_PAGE_MAX];
    Store *store = NULL;
    uint32_t count = SESSION_PAGE_MAX;
    SessionKey after;
    Result result = store_open(&store, k->store, STORE_WRITE);
    for (bool first = true; !result && count == SESSION_PAGE_MAX; first = false) {
        result = session_page(store, NULL, first ? NULL : &after, SESSION_PAGE_MAX, row, &count);
        for (uint32_t i = 0; i < count && !result; i++) mark_done(k, &row[i]);
        if (!result && count) after = row[count - 1].key;
    }
    store_close(&store);
    return result;
}

// One child of the program's own plays each of them; the store takes turns. A check-up waits for no
// other: what it is judged by may differ with who came first.
static Result play_patiently(const SeedItem *item, const char *store)
{
    Result result = seed_play(item, store);
    for (int tries = 1; result == RESULT_BUSY && tries < BUSY_TRIES; tries++)
        result = seed_play(item, store);
    return result;
}

static int work(const Clinic *k, int worker)
{
    int64_t began = clock_us();
    for (int i = 0; i < k->count; i++) {
        if (k->item[i].done || i % k->jobs != worker) continue;
        if (play_patiently(&k->item[i], k->store)) {
            fprintf(stderr, "seed-clinic: %s\n", fail_text());
            return EX_SOFTWARE;
        }
        if (worker || (i % (200 * k->jobs) && i + k->jobs < k->count)) continue;
        fprintf(stderr, "seed-clinic: %d of %d, %.0f s\n", i + 1, k->count,
                (double)(clock_us() - began) / 1e6);
    }
    return EX_OK;
}

static int seed(Clinic *k)
{
    Result result = plan_clinic(k);
    seed_now_ms = k->today_ms - (7 * (int64_t)k->weeks + 14) * DAY_MS;  // pages come first
    if (!result) result = done_before(k);
    if (!result) result = seed_pages(k->child, k->children, k->today_ms, k->store);
    if (result) {
        fprintf(stderr, "seed-clinic: %s\n", fail_text());
        return EX_SOFTWARE;
    }
    int worst = EX_OK;
    for (int w = 1; w < k->jobs; w++) {
        pid_t child = fork();
        if (child == 0) _exit(work(k, w));
        if (child < 0) worst = EX_OSERR;
    }
    int own = work(k, 0), status = 0;
    while (wait(&status) > 0)
        if (!WIFEXITED(status) || WEXITSTATUS(status)) worst = EX_SOFTWARE;
    return own ? own : worst;
}

// ---- the command --------------------------------------------------------------------------------

enum {
    OPT_STORE = 's',
    OPT_SMALL = 'm',
    OPT_CHILDREN = 'c',
    OPT_PLAYS = 'p',
    OPT_TRACKS = 't',
    OPT_CHECKUPS = 'u',
    OPT_WEEKS = 'w',
    OPT_TODAY = 'd',
    OPT_JOBS = 'j'
};

static int number(const char *text, int low, int high, struct argp_state *state)
{
    char *end = NULL;
    long value = strtol(text, &end, 10);
    if (*end || end == text || value < low || value > high)
        argp_error(state, "%s: a number from %d to %d is wanted", text, low, high);
    return (int)value;
}

static error_t parse(int key, char *arg, struct argp_state *state)
{
    Clinic *k = state->input;
    struct tm day = { .tm_hour = 15 };
    switch (key) {
    case OPT_STORE: k->store = arg; return 0;
    case OPT_SMALL:
        k->children = SMALL_CHILDREN;
        k->plays = SMALL_CHILDREN * SMALL_PLAYS;
        k->tracks = 60;
        k->checkups = 6 * CHECKUPS_A_CHILD;
        return 0;
    case OPT_CHILDREN: k->children = number(arg, 1, SEED_CHILDREN_MAX, state); return 0;
    case OPT_PLAYS: k->plays = number(arg, 0, 100000, state); return 0;
    case OPT_TRACKS: k->tracks = number(arg, 0, 100000, state); return 0;
    case OPT_CHECKUPS: k->checkups = number(arg, 0, 1000, state); return 0;
    case OPT_WEEKS: k->weeks = number(arg, 1, 100, state); return 0;
    case OPT_JOBS: k->jobs = number(arg, 1, 64, state); return 0;
    case OPT_TODAY: {
        const char *end = strptime(arg, "%Y-%m-%d", &day);
        if (!end || *end) argp_error(state, "%s: a day as 2026-11-30 is wanted", arg);
        k->today_ms = (int64_t)timegm(&day) * 1000;
        return 0;
    }
    default: return ARGP_ERR_UNKNOWN;
    }
}

int main(int argc, char **argv)
{
    static const struct argp_option options[] = {
        { "store", OPT_STORE, "FILE", 0, "The store to fill; what is in it already is gone on with",
          0 },
        { "small", OPT_SMALL, 0, 0, "12 children, 192 plays, 48 check-ups", 0 },
        { "children", OPT_CHILDREN, "N", 0, "Usually 200", 0 },
        { "plays", OPT_PLAYS, "N", 0, "Usually 19,900: with the check-ups 20,000 sessions", 0 },
        { "tracks", OPT_TRACKS, "N", 0, "So many plays, the latest, keep their tracks: usually 500",
          0 },
        { "checkups", OPT_CHECKUPS, "N", 0, "Usually 100, up to 8 a child; all keep their tracks",
          0 },
        { "weeks", OPT_WEEKS, "N", 0, "How far back the clinic goes: usually 26", 0 },
        { "jobs", OPT_JOBS, "N", 0, "So many play at once: usually one a processor", 0 },
        { "today", OPT_TODAY, "DATE", 0, "Its last day; usually today", 0 },
        { 0 }
    };
    static const struct argp argp = { options,
                                      parse,
                                      NULL,
                                      "A clinic of drawn children, made by the games and the "
                                      "recorder. The same options make the same clinic.",
                                      0,
                                      0,
                                      0 };
    Clinic k = { .children = 200,
                 .plays = 19900,
                 .tracks = 500,
                 .checkups = 100,
                 .weeks = 26,
                 .jobs = (int)sysconf(_SC_NPROCESSORS_ONLN) };
    struct timespec now;
    clock_gettime(CLOCK_REALTIME, &now);
    k.today_ms = (int64_t)now.tv_sec * 1000;
    argp_parse(&argp, argc, argv, 0, 0, &k);
    if (!k.store) {
        fprintf(stderr, "seed-clinic: --store FILE is needed: which store shall be filled\n");
        return EX_USAGE;
    }
    int status = seed(&k);
    free(k.item);
    free(k.child);
    return status;
}
