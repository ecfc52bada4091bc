// SPDX-License-Identifier: MIT
// test_gym_visits.c: a child comes five times: what is new each time, in a table. Each play is
// stepped by the drawn child, recorded, and what the next one shows is asked of the store: the
// book, the ending, the look. As fast as it goes; no window.
#include "avatar/looks.h"
#include "demo/demo.h"
#include "gym/arc_show.h"
#include "gym/known.h"
#include "therapist/sticker_book.h"

#include "test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define WIDTH      640
#define HEIGHT     480
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
    { 2, "flamingo_pond", STOPPED, false, 0, true, 3 },  // for coming, not for the end
    { 3, "bubble_garden", TO_THE_END, false, 1, false, 3 },
    { 3, "rocket_squat", NOBODY_CAME, false, 0, false, 3 },
    { 4, "bubble_garden", TO_THE_END, false, 0, false, 3 },
    { 4, "bubble_garden", TO_THE_END, false, 0, false, 3 },
    { 4, "snail_trail", TO_THE_END, false, 0, true, 4 },
    { 5, "bubble_garden", TO_THE_END, false, 2, false, 4 },
    { 5, "drum_twins", TO_THE_END, true, 0, false, 4 },
};
enum { VISITS = sizeof visits / sizeof *visits };

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
        if (v->visit == 2 && visits[i - 1].visit == 1) known_keep_look(store, CHILD, &chosen);
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
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    unlink(store);
    return failed;
}
