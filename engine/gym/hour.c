// SPDX-License-Identifier: MIT
// hour.c: a therapy hour from its first page to its last.
#include "gym/hour.h"

#include "base/clock.h"
#include "base/log.h"
#include "gym/desk.h"
#include "gym/hour_pages.h"
#include "gym/hour_story.h"
#include "gym/known.h"
#include "session/child_record.h"
#include "session/hour_log.h"
#include "session/marks.h"
#include "therapist/after_page.h"
#include "therapist/care_page.h"

#include <stdio.h>
#include <string.h>

typedef struct Hour {
    Live *live;
    RoundOpen open;
    HourReplan replan;
    HourCourse course;
    PlayPlan own;       // the child's, whatever a step asks for
    Calibration known;  // as the hour's first game found it; `done` false: to be found anew
    int64_t started_utc_ms, started_us;
} Hour;

static const char *store_of(const Hour *h)
{
    return h->live->settings.machine.store;
}

// What cannot be kept waits, is told and tried again; the hour goes on.
static void keep_hour(const Hour *h)
{
    const HourLog log = { .child = h->own.child,
                          .started_utc_ms = h->started_utc_ms,
                          .ended_utc_ms = clock_utc_ms(),
                          .course = &h->course };
    if (h->course.done_count) unkept_hour(&h->live->unkept, store_of(h), &log);
}

// ---- a game -------------------------------------------------------------------------------------

// What the step asks for, over what is the child's own; the chance goes on from game to game.
static Result prepare(Hour *h)
{
    Settings *s = &h->live->settings;
    const HourCourse *course = &h->course;
    const Game *game = hour_course_game(course);
    uint64_t seed = s->plan.play.setup.seed;
    SessionInfo info;
    Known known;
    s->plan = h->own;
    s->plan.play.setup.seed = seed;
    s->plan.play.known = h->known;
    known_load(&known, store_of(h));
    bool played = known_last(&known, h->own.child, game, &info);
    known_free(&known);
    if (played) s->plan.play.setup.level = info.desc.plan.play.setup.level;
    hour_step_apply(&course->now, course->other, &s->plan);
    if (game->role == ROLE_ASSESSMENT)
        settings_checkup(s);  // it has its own time
    else
        s->plan.play.setup.seconds = hour_course_seconds(course);
    settings_settle(s);
    Result result = known_apply(s);
    if (played) tutorial_learn(&h->live->tutorial, &s->plan);
    return result;
}

// ---- who stands by ------------------------------------------------------------------------------

typedef struct Ask {
    Live *live;
    CarePage page;
    CareAnswer answer;
} Ask;

static void ask_event(void *self, const RenderEvent *event)
{
    Ask *ask = self;
    if (ask->answer != CARE_STAY) return;
    if (event->kind == RENDER_QUIT) {
        ask->live->leave = true;
        ask->answer = CARE_FINISH;
    }
    if (event->kind == RENDER_KEY) ask->answer = care_key(&ask->page, event->key);
    if (event->kind == RENDER_POINT) ask->answer = care_point(&ask->page, event->at);
}

static void ask_draw(void *self, Canvas *canvas)
{
    Ask *ask = self;
    care_draw(&ask->page, canvas);
}

static bool ask_over(void *self)
{
    return ((const Ask *)self)->answer != CARE_STAY;
}

// Once an hour for each tick, when the first game comes that asks for it. Whether the game may
// begin; else it was skipped, or the hour goes to its end.
static bool has_care(Hour *h)
{
    PlayPlan *plan = &h->live->settings.plan;
    unsigned missing = plan_missing(plan, plan->play.game);
    if (!missing) return true;
    Ask ask = { .live = h->live };
    care_open(&ask.page, plan->play.game, missing);
    dress(&h->live->screen.avatar, plan, NULL, NULL);
    log_info("page=care");
    desk_run(h->live, &(Desk){ &ask, ask_draw, ask_event, ask_over, &h->live->screen.avatar });
    if (ask.answer == CARE_TICKED) {
        if (missing & 1u << CARE_JUMP) h->own.play.jumps = plan->play.jumps = true;
        if (missing & ~(1u << CARE_JUMP)) h->own.play.spotter = plan->play.spotter = true;
        return true;
    }
    hour_course_give_up(&h->course);
    if (ask.answer == CARE_FINISH) hour_course_say(&h->course, HOUR_FINISH);
    keep_hour(h);
    return false;
}

// The session's uuid: the run knows its number.
static void find_session(const Hour *h, char uuid[HOUR_SESSION_MAX])
{
    Store *store = NULL;
    SessionInfo info;
    uuid[0] = '\0';
    if (store_open_given(&store, store_of(h), STORE_READ) == RESULT_OK &&
        session_info(store, h->live->run.id, &info) == RESULT_OK)
        snprintf(uuid, HOUR_SESSION_MAX, "%s", info.uuid);
    store_close(&store);
}

// The child's size serves the next game too, until this one saw it drift; a check-up's own way of
// measuring is not the games'.
static void keep_size(Hour *h)
{
    const Play *play = h->live->run.play;
    const Calibration *size = play_calibration(play);
    if (play_game(play)->role == ROLE_ASSESSMENT || !size->done) return;
    h->known = *size;
    if (play_drift(play) != 0) h->known.done = false;
}

// A check-up chooses its own model, which no game has to keep.
static Result play(Hour *h)
{
    Live *live = h->live;
    const Game *before = live->settings.plan.play.game;
    char uuid[HOUR_SESSION_MAX] = "";
    bool played = false;
    Result result = prepare(h);
    const Game *game = live->settings.plan.play.game;
    bool checkup = game->role == ROLE_ASSESSMENT;
    if (!result && !has_care(h)) return result;
    if (checkup || (before && before->role == ROLE_ASSESSMENT)) live_stop_vision(live);
    log_info("hour game=%s step=%d", game->id, h->course.next);
    live->again.no_time = !hour_course_leaves_time(&h->course);
    if (!result) result = rounds_play(live, h->open, &played);
    if (played) find_session(h, uuid);
    if (played) keep_size(h);
    double active_s = played ? (double)live->run.summary.quality.steps / GAME_STEPS_PER_SECOND : 0;
    hour_course_played(&h->course, uuid, active_s);
    keep_hour(h);
    return result;
}

// ---- the page after it --------------------------------------------------------------------------

typedef struct After {
    Hour *hour;
    AfterPage page;
    AfterAnswer answer;
    int notes;  // that were kept
} After;

// The game that is over.
static bool is_stored(const Hour *h)
{
    const HourDone *done = hour_course_last(&h->course);
    return done && done->session[0];
}

static void keep_rating(const Hour *h, const Rating *rating)
{
    const HourDone *done = hour_course_last(&h->course);
    if (is_stored(h))
        unkept_rating(&h->live->unkept, store_of(h), h->own.child, done->session, rating);
}

// It stands after the last step, and one after the other.
static void keep_note(After *after)
{
    const Hour *h = after->hour;
    const Run *run = &h->live->run;
    Mark mark = { .step = run->step + (uint32_t)after->notes++ };
    snprintf(mark.text, sizeof mark.text, "%s", after->page.note);
    unkept_mark(&h->live->unkept, store_of(h), run->id, &mark);
}

static void silence(Live *live, bool silent)
{
    log_info("after stopped=%d", silent);
    if (live->audio && silent) audio_silence(live->audio);
    if (live->audio && !silent) audio_music(live->audio, "menu");
}

static void take_answer(After *after, AfterAnswer answer)
{
    switch (answer) {
    case AFTER_STAY: break;
    case AFTER_RATED: keep_rating(after->hour, &after->page.rating); break;
    case AFTER_NOTED: keep_note(after); break;
    case AFTER_STOPPED:
    case AFTER_RESUMED: silence(after->hour->live, answer == AFTER_STOPPED); break;
    default: after->answer = answer;
    }
}

// The right trigger stops, A presses; the same stick as in a play opens the notes.
static AfterAnswer press_after(AfterPage *page, const RenderEvent *event)
{
    switch (event->pad & ~RENDER_PAD_SHIFT) {
    case RENDER_PAD_RT: return after_stop(page);
    case RENDER_PAD_A: return after_take(page);
    case RENDER_PAD_R3: return page->mode == AFTER_LETTERS ? AFTER_STAY : after_key(page, 't');
    default: return after_key(page, event->key);
    }
}

static void after_event(void *self, const RenderEvent *event)
{
    After *after = self;
    if (after->answer != AFTER_STAY) return;
    if (event->kind == RENDER_QUIT) {
        after->hour->live->leave = true;
        after->answer = AFTER_FINISH;
    }
    if (event->kind == RENDER_KEY) take_answer(after, press_after(&after->page, event));
    if (event->kind == RENDER_POINT) take_answer(after, after_point(&after->page, event->at));
}

static void after_show(void *self, Canvas *canvas)
{
    After *after = self;
    const Hour *h = after->hour;
    unkept_tick(&h->live->unkept, store_of(h), clock_us());
    unkept_words(&h->live->unkept, after->page.trouble);
    after_draw(&after->page, canvas);
}

static bool after_over(void *self)
{
    return ((const After *)self)->answer != AFTER_STAY;
}

// How the last game went, in one line.
static void put_just_now(const Hour *h, char *text, size_t size)
{
    const Run *run = &h->live->run;
    const HourDone *done = hour_course_last(&h->course);
    if (!is_stored(h) || !run->play) {
        snprintf(text, size, "it was not played");
        return;
    }
    const PlayScore *score = &run->summary.score;
    int from = h->live->settings.plan.play.setup.level, to = play_setup(run->play)->level;
    char level[40];
    if (from == to)
        snprintf(level, sizeof level, "level %d", to);
    else
        snprintf(level, sizeof level, "level %d to %d", from, to);
    snprintf(text, size, "%u of %u reached, %s, left arm %u, right arm %u moves, %.1f min",
             score->hits, score->offered, level, score->reps[LIMB_ARM_LEFT],
             score->reps[LIMB_ARM_RIGHT], done->active_s / 60);
}

static void put_beside(const HourCourse *c, char *text, size_t size)
{
    double minutes = c->active_s / 60;
    if (hour_course_is_over(c))
        snprintf(text, size, "%.0f minutes of play today: time to say goodbye", minutes);
    else if (hour_course_warns(c))
        snprintf(text, size, "%.0f minutes of play today: come to an end", minutes);
    else
        snprintf(text, size, "%.0f of %u minutes of play today", minutes, c->plan.stop_minutes);
}

static void put_green(const HourCourse *c, char *text, size_t size)
{
    const HourStep *next = hour_course_next(c);
    if (!next)
        snprintf(text, size, "Goodbye");
    else if (c->now.break_s)
        snprintf(text, size, "Break, %u s", c->now.break_s);
    else
        snprintf(text, size, "%s",
                 next->kind == HOUR_CHOICE ? "The child chooses" : next->game->title);
}

static HourWord word_of(AfterAnswer answer)
{
    switch (answer) {
    case AFTER_AGAIN: return HOUR_AGAIN;
    case AFTER_LONGER: return HOUR_LONGER;
    case AFTER_FINISH: return HOUR_FINISH;
    default: return HOUR_GO_ON;
    }
}

static void replan(Hour *h)
{
    HourPlan plan = h->course.plan;
    Settings *s = &h->live->settings;
    const PlayPlan played = s->plan;
    s->plan = h->own;
    h->replan(h->live, h->own.child, &plan, h->course.next);
    s->plan = played;
    hour_course_replan(&h->course, &plan);
}

static void show_after(Hour *h)
{
    HourCourse *c = &h->course;
    char just_now[128], green[40], beside[96];
    if (h->live->again.asked && hour_course_say(c, HOUR_AGAIN)) return;  // the child said so
    put_just_now(h, just_now, sizeof just_now);
    put_beside(c, beside, sizeof beside);
    put_green(c, green, sizeof green);
    const AfterNews news = { .game = hour_course_game(c)->title,
                             .just_now = just_now,
                             .green = green,
                             .beside = beside,
                             .again = !hour_course_is_over(c),
                             .longer = hour_course_next(c) != NULL,
                             .may_plan = h->replan != NULL,
                             .may_note = is_stored(h) };
    static After after;  // large
    after = (After){ .hour = h };
    after_open(&after.page, &news, h->own.age_months, h->live->run.support);
    desk_run(h->live, &(Desk){ &after, after_show, after_event, after_over, NULL });
    if (after.answer == AFTER_PLAN)
        replan(h);
    else
        hour_course_say(c, word_of(after.answer));
}

// ---- the end ------------------------------------------------------------------------------------

typedef struct Last {
    Hour *hour;
    HourEnd end;
    HourEndPage page;
    int pressed;  // to go, while something was not kept
    bool over;
} Last;

// The note of the child's page. A guest has none.
static void read_note(const Hour *h, char note[CHILD_NOTES_MAX])
{
    Store *store = NULL;
    ChildRecord record;
    if (store_open_given(&store, store_of(h), STORE_READ) == RESULT_OK &&
        child_record_load(store, h->own.child, &record) == RESULT_OK)
        snprintf(note, CHILD_NOTES_MAX, "%s", record.notes);
    store_close(&store);
}

// What was changed in the hour and is the child's own. `note` NULL: it stays.
static void keep_page(const Hour *h, const char *note)
{
    unkept_page(&h->live->unkept, store_of(h), &h->own, note);
}

static void last_show(void *self, Canvas *canvas)
{
    Last *last = self;
    const Hour *h = last->hour;
    unkept_tick(&h->live->unkept, store_of(h), clock_us());
    unkept_words(&h->live->unkept, last->page.trouble);
    hour_end_draw(&last->page, canvas);
}

// While something waits for the store the page is left at the second press: it was read that it is
// not kept.
static bool may_go(Last *last)
{
    Unkept *unkept = &last->hour->live->unkept;
    unkept_try(unkept, store_of(last->hour));
    return !unkept_waits(unkept) || last->pressed++;
}

static void last_event(void *self, const RenderEvent *event)
{
    Last *last = self;
    HourEndAnswer answer = HOUR_END_STAY;
    if (last->over) return;
    if (event->kind == RENDER_KEY) answer = hour_end_key(&last->page, event->key);
    if (event->kind == RENDER_POINT) answer = hour_end_point(&last->page, event->at);
    bool left = event->kind == RENDER_QUIT;
    if (left) last->hour->live->leave = true;
    if (answer == HOUR_END_NOTED || (left && last->page.writing))
        keep_page(last->hour, last->page.next_time);
    last->over = left || (answer == HOUR_END_DONE && may_go(last));
}

static bool last_over(void *self)
{
    return ((const Last *)self)->over;
}

static void show_end(Hour *h)
{
    static Last last;  // large
    double whole_s = (double)(clock_us() - h->started_us) * 1e-6;
    last = (Last){ .hour = h };
    hour_story_tell(store_of(h), h->own.child, &h->course, whole_s, &last.end);
    if (last.end.keeps) read_note(h, last.end.next_time);
    hour_end_open(&last.page, &last.end);
    desk_run(h->live, &(Desk){ &last, last_show, last_event, last_over, NULL });
    hour_course_say(&h->course, HOUR_GO_ON);
}

// ---- the hour -----------------------------------------------------------------------------------

static void show_page(Hour *h)
{
    Settings *s = &h->live->settings;
    const PlayPlan played = s->plan;
    int before = h->course.done_count;
    s->plan = h->own;  // between the games the child has its own hand
    int said = hour_page_show(h->live, &h->course, &h->known, h->replan != NULL);
    bool changed = s->plan.hold_s != h->own.hold_s;
    h->own.hold_s = s->plan.hold_s;
    s->plan = played;
    if (changed) keep_page(h, NULL);
    if (said == HOUR_SAID_PLAN)
        replan(h);
    else if (said != HOUR_SAID_LEAVE)
        hour_course_say(&h->course, (HourWord)said);
    if (h->course.done_count > before) keep_hour(h);  // what was skipped
}

static const char *name_of(HourAt at)
{
    static const char *const names[] = {
        [HOUR_AT_SCHEDULE] = "schedule", [HOUR_AT_CHOICE] = "choice", [HOUR_AT_GAME] = "game",
        [HOUR_AT_AFTER] = "after",       [HOUR_AT_BREAK] = "break",   [HOUR_AT_GOODBYE] = "goodbye",
        [HOUR_AT_END] = "end",           [HOUR_AT_CLOSED] = "closed",
    };
    return names[at];
}

void hour_look_ahead(Live *live, RoundOpen open)
{
    if (live->vision || live->ahead.beside) return;
    const Profile *profile = &live->settings.plan.play.setup.profile;
    hour_check_start(&live->check, live->settings.machine.store, profile_is_seated(profile));
    Result result = open(live);
    if (result) hour_check_camera(&live->check, result, fail_text(), &(CameraInfo){ 0 });
}

Result hour_run(Live *live, RoundOpen open, const HourPlan *plan, HourReplan change)
{
    Hour h = { .live = live,
               .open = open,
               .replan = change,
               .own = live->settings.plan,
               .started_utc_ms = clock_utc_ms(),
               .started_us = clock_us() };
    Result result = live_begin_sound(live);
    hour_look_ahead(live, open);
    hour_course_start(&h.course, plan, hour_story_today(store_of(&h), h.own.child));
    live->course = &h.course;
    while (!result && !live->leave && h.course.at != HOUR_AT_CLOSED) {
        log_info("page=%s", name_of(h.course.at));
        switch (h.course.at) {
        case HOUR_AT_GAME: result = play(&h); break;
        case HOUR_AT_AFTER: show_after(&h); break;
        case HOUR_AT_END: show_end(&h); break;
        default: show_page(&h);
        }
    }
    keep_hour(&h);
    unkept_tell(&live->unkept);
    live_stop_vision(live);
    live->course = NULL;
    live->again.no_time = false;                                  // quick games have their own time
    h.own.play.setup.seed = live->settings.plan.play.setup.seed;  // it goes on
    live->settings.plan = h.own;
    return result;
}

bool hour_was_last(const char *given)
{
    Store *store = NULL;
    SessionRow row;
    uint32_t count = 0;
    int64_t hour_ms = 0;
    bool last = store_open_given(&store, given, STORE_READ) == RESULT_OK &&
                hour_log_newest(store, &hour_ms) == RESULT_OK && hour_ms &&
                session_page(store, NULL, NULL, 1, &row, &count) == RESULT_OK &&
                (!count || hour_ms >= row.started_utc_ms);
    store_close(&store);
    return last;
}
