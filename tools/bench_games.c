// SPDX-License-Identifier: MIT
// bench_games.c: each game played at each level by the made-up player of the tests: the time of its
// step and of its drawing, and how much it draws.
#include "tools/bench.h"

#include "tests/puppet.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#define SECONDS 60u
#define STEP_US 50.0  // limit of one step, p99
#define NS_A_US 1000

typedef struct GameTimes {
    Histogram step_ns, draw_ns;
    int items_most, dropped;
} GameTimes;

// A step is over within a microsecond or two: this needs a finer clock than the engine's.
static int64_t now_ns(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000000000 + now.tv_nsec;
}

static void play(const Game *game, int level, GameTimes *times)
{
    static Canvas canvas;
    GameSetup setup = { .seed = (uint64_t)level,
                        .level = level,
                        .seconds = SECONDS,
                        .profile = { .hand = HAND_EITHER,
                                     .side_bias = 0.5f,
                                     .sensory = sensory_preset(SENSORY_LIVELY) } };
    for (int k = 0; k < game->knob_count; k++) setup.knob[k] = game->level[level - 1][k];
    Calibration size = puppet_child(false);
    Puppet puppet;
    puppet_start(&puppet, &size, puppet_skill(0.8f), (uint64_t)level);
    Body now = { 0 }, before;
    puppet_body(&puppet, 0, &now);
    GameOutput out = { 0 };
    GameInput in = { .setup = &setup,
                     .size = &size,
                     .body = &now,
                     .body_before = &before,
                     .knob = setup.knob,
                     .hands = 3,
                     .feet = 3,
                     .reach = { 1, 1 } };
    void *state = calloc(1, game->state_size);
    REQUIRE(state);
    before = now;
    game->start(state, &in);
    for (in.step = 0; in.step < SECONDS * GAME_STEPS_PER_SECOND && !out.finished; in.step++) {
        before = now;
        puppet_step(&puppet, &out, in.step, &now);
        out = (GameOutput){ 0 };
        canvas_clear(&canvas);
        int64_t start = now_ns();
        game->step(state, &in, &out);
        int64_t stepped = now_ns();
        game->draw(state, &in, &canvas);
        histogram_add(&times->draw_ns, now_ns() - stepped);
        histogram_add(&times->step_ns, stepped - start);
        if (canvas.item_count > times->items_most) times->items_most = canvas.item_count;
        times->dropped += canvas.dropped;
    }
    free(state);
}

Result bench_games(void)
{
    printf("\n%-20s %27s %18s   %s\n%-20s %8s %8s %9s %9s %8s\n", "us, five levels of 60 s", "step",
           "drawing up", "things drawn at most", "", "p50", "p99", "max", "p50", "p99");
    BenchLoad load = bench_load_start();
    for (int i = 0; i < game_count; i++) {
        static GameTimes times;
        times = (GameTimes){ 0 };
        for (int level = 1; level <= GAME_LEVELS; level++) play(game_list[i], level, &times);
        // The histogram's milliseconds are microseconds here, as it was given nanoseconds.
        double p99 = histogram_ms(&times.step_ns, 0.99);
        printf("%-20s %8.2f %8.2f %9.2f %9.2f %8.2f   %d%s%s\n", game_list[i]->id,
               histogram_ms(&times.step_ns, 0.5), p99, (double)times.step_ns.largest / NS_A_US,
               histogram_ms(&times.draw_ns, 0.5), histogram_ms(&times.draw_ns, 0.99),
               times.items_most, times.dropped ? "  SOME FOUND NO ROOM" : "",
               p99 > STEP_US ? "  STEP ABOVE 50 us" : "");
    }
    bench_load_end(load);
    return RESULT_OK;
}
