// SPDX-License-Identifier: MIT
// test_gym_visits.c: a child comes five times: what is new each time, in a table. Each play is
// stepped by the drawn child, recorded, and what the next one shows is asked of the store: the
// book, the ending, the look. As fast as it goes; with TIPTOE_SOAK=1 in the window too, in real
// time, through the rounds.
#include "avatar/looks.h"
#include "base/clock.h"
#include "demo/demo_camera.h"
#include "gym/arc_show.h"
#include "gym/known.h"
#include "gym/rounds.h"
#include "gym/unkept.h"
#include "standing.h"
#include "therapist/sticker_book.h"

#include "test.h"

#include <SDL2/SDL.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define WIDTH      640
#define HEIGHT     480
#define HIGH       360  // of the window
#define FPS        30
#define PLAY_S     6
#define STEPS_MOST (60 * (int)GAME_STEPS_PER_SECOND)
#define CHILD      "BLUE-FOX-27"

typedef enum Way { TO_THE_END, STOPPED, NOBODY_CAME } Way;

// What is played in which visit, and what it is expected to bring.
typedef struct Visit {
    int visit;
    const char *game;
    Way way;
    bool same;      // "same every time"
    int variation;  // of the ending, seen only in a play to the end
    bool sticker;   // a new one
    int in_book;    // then
} Visit;

static const Visit visits[] = {
    { 1, "bubble_garden", TO_THE_END, false, 0, true, 1 },
    { 1, "drum_twins", TO_THE_END, false, 0, true, 2 },
    { 2, "bubble_garden", TO_THE_END, false, 0, false, 2 },
    { 2, "monster_mirror", STOPPED, false, 0, true, 3 },  // for coming, not for the end
    { 3, "bubble_garden", TO_THE_END, false, 1, false, 3 },
    { 3, "rocket_squat", NOBODY_CAME, false, 0, false, 3 },
    { 4, "bubble_garden", TO_THE_END, false, 0, false, 3 },
    { 4, "bubble_garden", TO_THE_END, false, 0, false, 3 },
    { 4, "snail_trail", TO_THE_END, false, 0, true, 4 },
    { 5, "bubble_garden", TO_THE_END, false, 2, false, 4 },
    { 5, "drum_twins", TO_THE_END, true, 0, false, 4 },
};
enum { VISITS = sizeof visits / sizeof *visits };

static Unkept unkept;
static char store[64];
static Run run;

static Settings settings_of(const Visit *v)
{
    Settings s = settings_default();
    s.machine.store = store;
    s.machine.fast = true;  // the recorder keeps up, however fast it goes
    s.machine.camera.source = "demo:play";
    snprintf(s.plan.child, sizeof s.plan.child, "%s", CHILD);
    s.plan.play.game = game_find(v->game);
    s.plan.play.setup.seconds = PLAY_S;
    s.plan.play.setup.seed = 7;
    if (v->same) s.plan.play.setup.profile.sensory.surprise = 0;
    s.plan.play.tells = 0;
    settings_settle(&s);
    s.plan.play.tells = 0;  // nobody waits for words
    assert_int_equal(known_apply(&s), RESULT_OK);
    return s;
}

static void step_child(Demo *child, uint32_t step)
{
    Pose pose;
    bool posed = step % (GAME_STEPS_PER_SECOND / FPS) == 0;
    int64_t now_us = (int64_t)step * RUN_STEP_US;
    if (posed) {
        DemoAim aim = run_aim(&run);
        demo_move(child, &aim, &pose);
        pose.number = step + 1;
        pose.captured_us = pose.ready_us = now_us;
    }
    run_step(&run, posed ? &pose : NULL, now_us);
}

// Whether an ending was shown.
static bool play(const Visit *v, const Settings *s, ArcShow *show)
{
    Demo *child = NULL;
    const CameraInfo camera = { .width = WIDTH, .height = HEIGHT, .fps = FPS, .name = "drawn" };
    DemoOptions options = { .width = WIDTH, .height = HEIGHT, .fps = FPS, .seed = 3 };
    assert_int_equal(demo_open(&child, &options), RESULT_OK);
    arc_show_start(show, s, known_visits(store, CHILD, s->plan.play.game));
    assert_int_equal(run_open(&run, s, &camera), RESULT_OK);
    for (uint32_t i = 0; !run_done(&run); i++) {
        assert_below(i, STEPS_MOST);
        uint32_t played = play_game_step(run.play);
        bool ends = v->way == STOPPED ? played == 2 * GAME_STEPS_PER_SECOND
                                      : v->way == NOBODY_CAME && i == 200;
        if (ends) run_end(&run, PLAY_END_KEY);
        if (v->way == NOBODY_CAME)
            run_step(&run, NULL, 0);
        else
            step_child(child, i);
    }
    bool ending = arc_show_end(show, &run);
    assert_int_equal(run_close(&run), RESULT_OK);
    run_free(&run);
    demo_close(&child);
    return ending;
}

static int in_book(const char *game, bool *got)
{
    StickerBook book;
    uint32_t plays[STICKER_GAMES_MAX];
    char image[STICKER_NAME_MAX];
    int count = 0;
    *got = false;
    known_plays(store, CHILD, plays, STICKER_GAMES_MAX);
    sticker_image(image, game_find(game));
    sticker_open(&book, CHILD, plays, NULL, false);
    for (int i = 0; i < book.count; i++) {
        count += book.place[i].got;
        if (!strcmp(book.place[i].image, image)) *got = book.place[i].got;
    }
    return count;
}

static void test_five_visits(void **state)
{
    (void)state;
    static const char *const ways[] = { "to the end", "stopped", "nobody came" };
    const Look chosen = look_ready(3);
    print_message(
        "visit  game            how          opening  ending       new sticker  book  look\n");
    for (int i = 0; i < VISITS; i++) {
        const Visit *v = &visits[i];
        ArcShow show;
        bool before, after;
        if (v->visit == 2 && visits[i - 1].visit == 1) unkept_look(&unkept, store, CHILD, &chosen);
        Settings s = settings_of(v);
        in_book(v->game, &before);
        bool ending = play(v, &s, &show);
        int count = in_book(v->game, &after);
        char variation[24] = "-";
        if (ending) snprintf(variation, sizeof variation, "variation %d", show.variation);
        print_message("%-6d %-15s %-12s %-8s %-12s %-12s %-5d %s\n", v->visit, v->game,
                      ways[v->way], show.known ? "1.5 s" : "5 s", variation,
                      after && !before ? "yes" : "-", count,
                      s.machine.look_chosen ? "chosen" : "by its code");
        assert_int_equal(ending, v->way == TO_THE_END);
        if (ending) assert_int_equal(show.variation, v->variation);
        assert_int_equal(after && !before, v->sticker);
        assert_int_equal(count, v->in_book);
        assert_true(after >= before);  // never taken back
        assert_int_equal(s.machine.look_chosen, v->visit >= 2);
        if (s.machine.look_chosen) assert_memory_equal(&s.machine.look, &chosen, sizeof chosen);
    }
}

// ---- through the window -------------------------------------------------------------------------

// Five visits in real time: the rounds from opening to leaving, pressed by a mouse. The child only
// stands there, and comes for all that.
typedef struct Script {
    int frames, pressed;  // since the last press; how many of `presses`
    int variation, in_book, settled;
    int64_t give_up_us;
    bool ending, stuck;
} Script;

static const char *const presses[] = { "Book", "Close", "Leave" };
enum { PRESSES = sizeof presses / sizeof *presses };

static Live live;

static bool press(const char *word)
{
    const Canvas *page = &live.screen.canvas;
    for (int i = 0; i < page->item_count; i++) {
        const CanvasItem *item = &page->item[i];
        if (item->kind != CANVAS_TEXT || strcmp(item->text, word) != 0) continue;
        SDL_Event mouse = { .button = { .type = SDL_MOUSEBUTTONDOWN } };
        mouse.button.x = (int)(item->at.x * WIDTH / STAGE_WIDTH);
        mouse.button.y = (int)((STAGE_HEIGHT - item->at.y) * HIGH / STAGE_HEIGHT);
        SDL_PushEvent(&mouse);
        return true;
    }
    return false;
}

static int stickers_shown(void)
{
    const Canvas *page = &live.screen.canvas;
    int count = 0;
    for (int i = 0; i < page->item_count; i++)
        count +=
            page->item[i].kind == CANVAS_IMAGE && !strcmp(page->item[i].image, "sticker_shadow");
    return count;
}

static void each_frame(void *watcher, Live *of)
{
    Script *s = watcher;
    bool playing = of->run.play && !run_done(&of->run);
    s->frames++;
    if (clock_us() > s->give_up_us) {
        s->stuck = of->leave = true;
        SDL_PushEvent(&(SDL_Event){ .type = SDL_QUIT });
    }
    if (playing && play_phase(of->run.play) < PHASE_TELL && s->frames % 60 == 0) {
        SDL_Event next = { .key = { .type = SDL_KEYDOWN } };
        next.key.keysym.sym = 's';
        next.key.keysym.scancode = SDL_SCANCODE_S;
        SDL_PushEvent(&next);
    }
    if (of->arc.ending) {
        s->ending = true;
        s->variation = of->arc.variation;
    }
    if (s->pressed == 1 && s->frames == 150) s->in_book = stickers_shown();
    bool waits = s->frames < (s->pressed == 1 ? 180 : 30);  // the book is looked at
    if (playing || of->arc.ending || !of->run.play || waits || s->pressed == PRESSES) return;
    if (!press(presses[s->pressed])) return;
    s->pressed++;
    s->frames = 0;
}

static Script visit_in_window(const char *game)
{
    Script script = { .give_up_us = clock_us() + 120 * 1000000LL };
    DemoOptions options = {
        .script = "still 600", .width = WIDTH, .height = HEIGHT, .fps = FPS, .seed = 1
    };
    assert_int_equal(demo_open(&standing, &options), RESULT_OK);
    memset(&live, 0, sizeof live);
    live.settings = settings_default();
    live.settings.given |= 1u << PLAN_game;
    live.settings.machine.store = store;
    live.settings.machine.camera.source = "demo:still";
    live.settings.machine.window_width = WIDTH;
    live.settings.machine.window_height = HIGH;
    snprintf(live.settings.plan.child, sizeof live.settings.plan.child, "GOLD-SEAL-31");
    live.settings.plan.play.game = game_find(game);
    live.settings.plan.play.setup.seconds = PLAY_S;
    settings_settle(&live.settings);
    live.frame = each_frame;
    live.watcher = &script;
    Result result = rounds_run(&live, open_standing);
    if (result) fail_msg("%s", fail_text());
    assert_false(script.stuck);
    run_free(&live.run);
    demo_close(&standing);
    return script;
}

static void test_five_visits_in_the_window(void **state)
{
    (void)state;
    static const char *const games[] = { "bubble_garden", "bubble_garden", "bubble_garden",
                                         "stepping_stars", "bubble_garden" };
    static const int variations[] = { 0, 0, 1, 0, 0 }, books[] = { 1, 1, 1, 2, 2 };
    print_message("visit  game            ending       stickers in the open book\n");
    for (int i = 0; i < 5; i++) {
        Script s = visit_in_window(games[i]);
        print_message("%-6d %-15s variation %d  %d\n", i + 1, games[i], s.variation, s.in_book);
        assert_true(s.ending);
        assert_int_equal(s.variation, variations[i]);
        assert_int_equal(s.in_book, books[i]);
    }
}

// Another child's book has none of it.
static void test_a_book_is_one_child_s(void **state)
{
    (void)state;
    uint32_t plays[STICKER_GAMES_MAX];
    known_plays(store, "RED-OWL-11", plays, STICKER_GAMES_MAX);
    for (int i = 0; i < game_count; i++) assert_int_equal(plays[i], 0);
    known_plays("/nowhere/at/all.db", CHILD, plays, STICKER_GAMES_MAX);
    for (int i = 0; i < game_count; i++) assert_int_equal(plays[i], 0);
}

int main(void)
{
    snprintf(store, sizeof store, "%s/tiptoe-visits-%d.db", P_tmpdir, (int)getpid());
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_five_visits),
        cmocka_unit_test(test_a_book_is_one_child_s),
    };
    const struct CMUnitTest soak[] = { cmocka_unit_test(test_five_visits_in_the_window) };
    setenv("SDL_VIDEODRIVER", "dummy", 1);
    setenv("ALSOFT_DRIVERS", "null", 1);
    camera_register(&demo_camera_source);
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    if (getenv("TIPTOE_SOAK")) failed += cmocka_run_group_tests(soak, NULL, NULL);
    unlink(store);
    return failed;
}
