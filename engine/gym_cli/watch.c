// SPDX-License-Identifier: MIT
// watch.c: plays a session again in the window.
#include "gym_cli/watch.h"

#include "base/assets.h"
#include "gym/screen.h"

#include <stdlib.h>

#define TOLD_S 4

typedef struct Replay {
    const Recording *recording;
    Run run;  // only its play and what the screen shows; nothing is recorded
    Screen screen;
    Settings settings;
    uint32_t next;   // input
    uint32_t told;   // events
    int64_t due_us;  // of it; 0: the first frame is still to come
    bool paused, leave;
} Replay;

static void take_event(void *self, const RenderEvent *event)
{
    Replay *replay = self;
    int key = event->kind == RENDER_KEY ? event->key : 0;
    if (event->kind == RENDER_QUIT || key == RENDER_KEY_ESCAPE || key == 'q') replay->leave = true;
    if (key == ' ') replay->paused = !replay->paused;
    if (key == RENDER_KEY_F1 + 2) replay->screen.panel = !replay->screen.panel;
}

static bool is_over(void *self)
{
    const Replay *replay = self;
    return replay->leave || replay->next >= replay->recording->input_count;
}

// What the therapist did, marked and noted is told at its step.
static void tell(Replay *replay, uint32_t step)
{
    const Recording *r = replay->recording;
    Screen *screen = &replay->screen;
    for (; replay->told < r->event_count && r->event[replay->told].step <= step; replay->told++) {
        const RecordedEvent *event = &r->event[replay->told];
        const char *written = timeline_written(r, event);
        if (timeline_words(&event->event, written, screen->told, sizeof screen->told))
            screen->told_until = step + TOLD_S * GAME_STEPS_PER_SECOND;
    }
}

static void draw(void *self, int64_t now_us)
{
    Replay *replay = self;
    const Recording *r = replay->recording;
    if (!replay->due_us) replay->due_us = now_us;
    for (; replay->due_us <= now_us; replay->due_us += RUN_STEP_US) {
        if (replay->paused || replay->next >= r->input_count) continue;
        play_step(replay->run.play, &r->input[replay->next], &replay->run.out);
        replay->run.step = r->input[replay->next++].step;
        tell(replay, replay->run.step);
        screen_step(&replay->screen, &replay->run);
    }
    screen_draw(&replay->screen, &replay->run, &replay->settings);
}

// Watches it from its start, then the page after it. True: once more.
static bool watch(Replay *replay)
{
    const Recording *r = replay->recording;
    Window window = { .render = replay->screen.render, .canvas = &replay->screen.canvas };
    replay->run = (Run){ .play = play_open(&r->info.desc.plan.play), .summary = r->info.summary };
    if (!replay->run.play) return false;
    replay->next = replay->told = 0;
    replay->screen.told_until = 0;
    replay->due_us = 0;
    screen_prepare(&replay->screen, &replay->settings);
    screen_warm(&replay->screen, &replay->run);
    window_run(&window, &(Page){ replay, draw, take_event, is_over, NULL });
    Summary summary = screen_summary(&replay->run, &replay->settings, r->info.id);
    summary.replayed = true;
    bool again = !replay->leave && summary_run(&window, &summary) == SUMMARY_AGAIN;
    play_close(&replay->run.play);
    return again;
}

Result watch_recording(const Recording *r, const char *store)
{
    Replay *replay = calloc(1, sizeof *replay);
    if (!replay) return fail(RESULT_FULL, "out of memory: close other programs");
    RenderOptions window = { .title = "Tiptoe: replay", .asset_folder = assets_folder() };
    Result result = render_open(&replay->screen.render, &window);
    if (result == RESULT_UNAVAILABLE)
        result = fail(result, "no display to replay on: use `tiptoe replay --verify`, or show");
    if (!result) {
        render_limits(replay->screen.render, &r->info.desc.plan.play.setup.profile.sensory);
        replay->recording = r;
        replay->settings = settings_default();
        replay->settings.plan = r->info.desc.plan;
        replay->settings.machine.store = store;
        // Another play or game would now be seen beside a child who met the old one.
        if (!recording_is_comparable(&r->info))
            replay->screen.movement_only = "Recorded by another version: the movement alone";
        while (watch(replay)) continue;
    }
    render_close(&replay->screen.render);
    free(replay);
    return result;
}
