// SPDX-License-Identifier: MIT
// tutorial.c: when the demonstration is shown.
#include "gym/tutorial.h"

#include "base/bytes.h"

#include <string.h>

#define AHEAD_STEPS 10  // each frame: play is run ahead at ten times its pace
#define AHEAD_MAX   (40 * GAME_STEPS_PER_SECOND)  // and no further

static uint64_t key_of(const PlayPlan *plan)
{
    const char *id = plan->play.game->id;
    uint64_t child = bytes_hash(BYTES_HASH_START, plan->child, strlen(plan->child) + 1);
    return bytes_hash(child, id, strlen(id));
}

static bool knows(const Tutorial *s, uint64_t key)
{
    for (unsigned i = 0; i < s->known_count && i < TUTORIAL_KNOWN_MAX; i++)
        if (s->known[i] == key) return true;
    return false;
}

void tutorial_learn(Tutorial *s, const PlayPlan *plan)
{
    uint64_t key = key_of(plan);
    if (!knows(s, key)) s->known[s->known_count++ % TUTORIAL_KNOWN_MAX] = key;
}

static void show(Tutorial *s, const PlayPlan *plan, uint32_t run_step)
{
    if (!demonstration_open(&s->shown, plan)) return;
    s->shown_at = s->quiet_at = run_step;
    tutorial_learn(s, plan);
}

void tutorial_start(Tutorial *s, const Settings *settings)
{
    tutorial_stop(s);
    demonstration_open(&s->ahead, &settings->plan);
    s->holds = false;
    s->quiet_at = s->freed_at = 0;
    bool watches = !settings->machine.headless && settings_has_player(settings);
    if (watches && !knows(s, key_of(&settings->plan))) show(s, &settings->plan, 0);
}

// One thing at a time: the child is asked for nothing while it watches.
static void hold(Tutorial *s, Run *run)
{
    bool shown = s->shown.play, paused = play_paused(run->play);
    if (shown && !s->holds && !paused) {
        s->holds = true;
        run_command(run, COMMAND_PAUSE, 0);
    } else if (!shown && s->holds && !s->freed_at && run->step >= s->quiet_at) {
        s->freed_at = run->step + 1;
        run_command(run, COMMAND_RESUME, 0);
    } else if (s->freed_at && run->step >= s->freed_at) {
        // Until the next step has resumed it this is no pause of the therapist's, with its card.
        s->holds = false;
        s->freed_at = 0;
    }
}

const char *tutorial_step(Tutorial *s, Run *run, Render *render, Canvas *canvas)
{
    bool playing = play_phase(run->play) >= PHASE_PLAY;
    if (s->ahead.play) {
        demonstration_step(&s->ahead, AHEAD_STEPS);
        canvas_clear(canvas);
        play_draw(s->ahead.play, canvas);
        render_warm(render, canvas);
        if (playing || s->ahead.step - s->ahead.ready_steps > AHEAD_MAX)
            demonstration_close(&s->ahead);
    }
    const char *words = NULL;
    if (s->shown.play) {
        demonstration_step(&s->shown, (int)(run->step - s->shown_at));
        s->shown_at = run->step;
        words = demonstration_words(&s->shown);
        if (demonstration_over(&s->shown)) tutorial_end(s);
    }
    hold(s, run);
    return words;
}

const Demonstration *tutorial_now(const Tutorial *s)
{
    return s->shown.play ? &s->shown : NULL;
}

void tutorial_ask(Tutorial *s, const PlayPlan *plan, const Run *run)
{
    REQUIRE(run->play);
    if (s->shown.play) return;
    if (play_phase(run->play) >= PHASE_PLAY && !play_paused(run->play)) return;
    PlayPlan now = *plan;
    now.play.setup.level = play_setup(run->play)->level;
    show(s, &now, run->step);
}

bool tutorial_end(Tutorial *s)
{
    bool shown = s->shown.play;
    if (shown) s->quiet_at = s->shown_at + play_words_left(s->shown.play);
    if (shown) demonstration_close(&s->shown);
    return shown;
}

void tutorial_stop(Tutorial *s)
{
    demonstration_close(&s->shown);
    demonstration_close(&s->ahead);
}
