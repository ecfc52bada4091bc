// SPDX-License-Identifier: MIT
// rounds.c: what follows on what, from the start screen to the last game.
#include "gym/rounds.h"

#include "gym/book.h"
#include "gym/hour.h"
#include "gym/hours.h"
#include "gym/known.h"
#include "gym/menu.h"
#include "gym/wardrobe.h"

// Whether the child has its sticker of this game since the play that just ended.
static bool has_new_sticker(const Live *live)
{
    const PlayPlan *plan = &live->settings.plan;
    uint32_t plays[STICKER_GAMES_MAX];
    known_plays(live->settings.machine.store, plan->child, plays, STICKER_GAMES_MAX);
    for (int i = 0; i < game_count && i < STICKER_GAMES_MAX; i++)
        if (game_list[i] == plan->play.game) return plays[i] == 1;
    return false;
}

// `chosen`: on the start screen.
static SummaryAnswer show_summary(Live *live, bool chosen)
{
    Window window = live_window(live);
    Summary summary = screen_summary(&live->run, &live->settings, live->run.id);
    summary.chosen = chosen;
    if (summary.best_before > 0 && summary.score.hits > summary.best_before)
        audio_say(live->audio, "own_best");
    bool fresh = summary.sticker[0] && has_new_sticker(live);
    const Game *played = summary.sticker[0] ? live->settings.plan.play.game : NULL;
    SummaryAnswer answer = summary_run(&window, &summary);
    while (!live->leave && (answer == SUMMARY_BOOK || answer == SUMMARY_LOOK)) {
        if (answer == SUMMARY_BOOK) book_show(live, &live->settings.plan, played, fresh);
        if (answer == SUMMARY_LOOK) wardrobe_open(live, &live->settings);
        fresh = fresh && answer == SUMMARY_LOOK;
        if (!live->leave) answer = summary_run(&window, &summary);
    }
    return live->leave ? SUMMARY_LEAVE : answer;
}

// What M made of the child's picture is how it is shown next time.
static void keep_picture(Live *live)
{
    Machine *m = &live->settings.machine;
    if (live->screen.picture == m->picture) return;
    m->picture = live->screen.picture;
    unkept_picture(&live->unkept, m->store, live->settings.plan.child,
                   child_picture_name(m->picture));
}

// Window, sound, networks and camera; anew where the child's picture now needs masks.
static bool has_opened(Live *live, RoundOpen open, Result *result)
{
    bool lacks = live->settings.machine.picture >= PICTURE_CUTOUT && !live->screen.masked;
    if (live->vision && live->audio && !lacks) return true;
    if (lacks || (!live->vision && !live->ahead.beside)) {  // else only the sound is waited for
        live_stop_vision(live);
        *result = open(live);
    }
    if (!*result) *result = live_finish(live);
    return !*result && live->vision;  // else it was given up by a key
}

Result rounds_play(Live *live, RoundOpen open, bool *played)
{
    Result result = RESULT_OK;
    *played = has_opened(live, open, &result);
    if (!*played) return result;
    run_free(&live->run);
    result = live_play(live);
    keep_picture(live);
    live->settings.plan.play.setup.seed++;
    return result;
}

// Plays the game until the therapist has seen enough of it, which is the answer.
static Result play_round(Live *live, RoundOpen open, bool chosen, SummaryAnswer *answer)
{
    bool more = true;
    Result result = RESULT_OK;
    while (more) {
        *answer = chosen ? SUMMARY_OTHER : SUMMARY_LEAVE;
        result = rounds_play(live, open, &more);
        if (more) *answer = SUMMARY_LEAVE;
        more = more && !result && !live->settings.machine.headless && !live->leave;
        if (more) *answer = live->again.asked ? SUMMARY_AGAIN : show_summary(live, chosen);
        more = more && *answer == SUMMARY_AGAIN;
    }
    live_stop_vision(live);
    return result;
}

static bool may_ask(const Live *live)
{
    return !live->leave && !(live->asked_to_end && *live->asked_to_end);
}

// The start screen, and from there games or hours, as often as somebody likes. `hours`: the
// children come first.
static Result ask_and_play(Live *live, RoundOpen open, const PlayPlan *usual, bool hours)
{
    Result result = RESULT_OK;
    SummaryAnswer answer;
    while (!result && may_ask(live)) {
        MenuAnswer chosen = hours ? MENU_CHILDREN : menu_choose(live, usual);
        if (chosen == MENU_LEAVE) break;
        if (chosen == MENU_CHILDREN)
            result = hours_run(live, open, usual);
        else
            result = play_round(live, open, true, &answer);
        hours = false;
    }
    return result;
}

Result rounds_run(Live *live, RoundOpen open)
{
    Settings *s = &live->settings;
    const PlayPlan usual = s->plan;  // for a child who is new
    Result result = live_open_window(live);
    bool ask = !settings_given(s, PLAN_game) && !s->machine.headless;
    SummaryAnswer answer = SUMMARY_LEAVE;
    bool hours = !result && ask && hour_was_last(s->machine.store);
    if (!result && !ask) result = known_apply(s);
    if (!result && !ask) result = play_round(live, open, false, &answer);
    if (!result && (ask || answer == SUMMARY_OTHER))
        result = ask_and_play(live, open, &usual, hours);
    if (!result && live->render && render_is_lost(live->render))
        result = fail(RESULT_LOST, "the display went away: what was played until then is stored");
    live_close(live);
    return result;
}
