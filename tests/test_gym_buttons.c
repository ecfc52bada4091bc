// SPDX-License-Identifier: MIT
// test_gym_buttons.c: a first play by the mouse alone and one by fingers alone, from the start
// screen through two games until the program is left: what is pressed is found by its word on the
// screen. And the buttons themselves: big enough, apart from each other, none headless.
#include "base/clock.h"
#include "demo/demo_camera.h"
#include "gym/live_keys.h"
#include "gym/rounds.h"
#include "session/session_list.h"
#include "test.h"

#include <SDL2/SDL.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define WIDTH     640
#define HEIGHT    360
#define FRAMES    3         // before a word of a page is pressed
#define STEADY    26        // steps, before a button of a new place is
#define GIVE_UP_S 240       // seconds: of a loaded machine with sanitizers
#define FINGER_PX 64        // at 720 lines
#define PX        80.0f     // a unit at 720 lines
#define REVEAL    "reveal"  // nothing is pressed, but the mouse moves or a finger comes

// What somebody does who knows no key.
static const char *const first_play[] = {
    "Book",       "Close",                                                // the start screen
    "Comet",      "1",      "Play",                                       // a title has two lines
    "Skip",                                                               // the demonstration
    REVEAL,       "Harder", "Pause", "Go on",      "Stop",       "Keys",  // play
    "Go on",      REVEAL,   "Leave", "Leave",                             // asked once
    "Book",       "Close",                                                // after the play
    "Again",      "Stop",   "Leave", "Other game",                        // the second time
    "Drum Twins", "Play",   "Stop",  "Leave",      "Other game",          // the second game
    "Leave",      "Stay",   "Leave", "Leave",                             // asked as well
};
enum { FIRST_PLAY = sizeof first_play / sizeof *first_play };

typedef struct Script {
    bool finger;
    int at, frames;
    int64_t give_up_us;
    const char *stuck;  // what was looked for in vain
} Script;

static Live live;
static Demo *child;
static char store[64];

static void next_pose(void *self, const Image *image, int64_t captured_us, Pose *pose)
{
    (void)self;
    (void)image;
    demo_move(child, NULL, pose);
    pose->captured_us = captured_us;
}

static void open_child(void)
{
    DemoOptions options = {
        .script = "still 600", .width = 640, .height = 480, .fps = 30, .seed = 1
    };
    assert_int_equal(demo_open(&child, &options), RESULT_OK);
}

static Result open_with_child(Live *of)
{
    return live_begin_with(of, (PoseMaker){ .next = next_pose });
}

static void px_of(Vec2 at, int *x, int *y)
{
    *x = (int)(at.x * WIDTH / STAGE_WIDTH);
    *y = (int)((STAGE_HEIGHT - at.y) * HEIGHT / STAGE_HEIGHT);
}

// As SDL has it: a finger comes as a mouse too.
static void press_at(Vec2 at, bool finger)
{
    int x, y;
    px_of(at, &x, &y);
    SDL_Event mouse = { .button = { .type = SDL_MOUSEBUTTONDOWN,
                                    .which = finger ? SDL_TOUCH_MOUSEID : 0,
                                    .x = x,
                                    .y = y } };
    SDL_Event touch = { .tfinger = { .type = SDL_FINGERDOWN,
                                     .touchId = 7,
                                     .x = ((float)x + 0.5f) / WIDTH,
                                     .y = ((float)y + 0.5f) / HEIGHT } };
    if (finger) SDL_PushEvent(&touch);
    SDL_PushEvent(&mouse);
}

static void reveal(bool finger)
{
    SDL_Event move = { .motion = { .type = SDL_MOUSEMOTION, .x = 400, .y = 100 } };
    if (finger)
        press_at(vec2(9, 8.5f), true);
    else
        SDL_PushEvent(&move);
}

static bool plays(void)
{
    return live.run.play && !run_done(&live.run);
}

// The uppermost of that word: a question lies over the page that asks it.
static bool find(const char *word, Vec2 *at)
{
    bool found = false;
    const Buttons *buttons = &live.screen.buttons;
    const Canvas *page = &live.screen.canvas;
    if (plays()) {
        for (int i = 0; i < buttons->count; i++) {
            if (strcmp(buttons->list[i].words, word) != 0) continue;
            *at = buttons->list[i].at;
            found = true;
        }
        return found && live.run.step - live.place_step >= STEADY;
    }
    for (int i = 0; i < page->item_count; i++) {
        const CanvasItem *item = &page->item[i];
        if (item->kind != CANVAS_TEXT || strcmp(item->text, word) != 0) continue;
        *at = item->at;
        found = true;
        if (!strcmp(word, "1")) break;  // a level stands before the minutes
    }
    return found;
}

static void each_frame(void *watcher, Live *of)
{
    Script *s = watcher;
    (void)of;
    if (clock_us() > s->give_up_us && !s->stuck) {
        s->stuck = first_play[s->at < FIRST_PLAY ? s->at : FIRST_PLAY - 1];
        live.leave = true;
        SDL_PushEvent(&(SDL_Event){ .type = SDL_QUIT });
    }
    if (s->stuck || s->at == FIRST_PLAY || ++s->frames < FRAMES) return;
    const char *word = first_play[s->at];
    Vec2 at;
    bool shows = !strcmp(word, REVEAL);
    if (shows ? live.place != LIVE_PLAYING || !plays() : !find(word, &at)) return;
    if (shows)
        reveal(s->finger);
    else
        press_at(at, s->finger);
    s->at++;
    s->frames = 0;
}

typedef struct Told {
    bool stopped;
    int level, ended;
} Told;

static Told told_by(const Recording *r)
{
    Told told = { .ended = PLAY_END_COUNT };
    for (uint32_t i = 0; i < r->event_count; i++) {
        const GameEvent *e = &r->event[i].event;
        told.stopped |= e->event == EVENT_STOP;
        if (e->event == EVENT_LEVEL) told.level = e->level;
        if (e->event == EVENT_FINISH) told.ended = e->ended;
    }
    return told;
}

// Three plays were stored, each as it was ended; the presses are in them as keys are.
static void check_stored(int64_t first)
{
    static const char *const games[] = { "comet_keeper", "comet_keeper", "drum_twins" };
    static const PlayEnd ends[] = { PLAY_END_KEY, PLAY_END_STOP, PLAY_END_STOP };
    Store *opened = NULL;
    assert_int_equal(store_open(&opened, store, STORE_READ), RESULT_OK);
    for (int i = 0; i < 3; i++) {
        static Recording r;
        assert_int_equal(recording_load(&r, opened, first + i), RESULT_OK);
        assert_string_equal(r.info.game_id, games[i]);
        assert_int_equal(r.info.status, SESSION_STOPPED);
        Told told = told_by(&r);
        assert_int_equal(told.ended, ends[i]);
        assert_true(told.stopped);
        assert_int_equal(told.level, i == 0 ? 2 : 0);
        recording_free(&r);
    }
    store_close(&opened);
}

static void first_play_by(bool finger)
{
    static int64_t sessions;
    Script script = { .finger = finger, .give_up_us = clock_us() + GIVE_UP_S * 1000000LL };
    open_child();
    memset(&live, 0, sizeof live);
    live.settings = settings_default();
    live.frame = each_frame;
    live.watcher = &script;
    live.settings.machine.store = store;
    live.settings.machine.camera.source = "demo:still";
    live.settings.machine.window_width = WIDTH;
    live.settings.machine.window_height = HEIGHT;
    Result result = rounds_run(&live, open_with_child);
    if (result) fail_msg("%s", fail_text());
    if (script.stuck) fail_msg("stuck before \"%s\"", script.stuck);
    assert_int_equal(script.at, FIRST_PLAY);
    assert_int_equal(run_close(&live.run), RESULT_OK);
    run_free(&live.run);
    demo_close(&child);
    check_stored(sessions + 1);
    sessions += 3;
}

static void test_by_mouse_alone(void **state)
{
    (void)state;
    first_play_by(false);
}

static void test_by_fingers_alone(void **state)
{
    (void)state;
    first_play_by(true);
}

// ---- the buttons themselves ---------------------------------------------------------------------

static bool apart(const Button *a, const Button *b)
{
    float x = fabsf(a->at.x - b->at.x) - (a->width + b->width) / 2;
    float y = fabsf(a->at.y - b->at.y) - (a->height + b->height) / 2;
    return fmaxf(x, y) * PX > 7;
}

static void check_list(const Buttons *all)
{
    for (int i = 0; i < all->count; i++) {
        const Button *b = &all->list[i];
        assert_at_least(b->height * PX + 0.01f, FINGER_PX);
        assert_at_least(b->width * PX, 2 * FINGER_PX);
        assert_above(b->at.x - b->width / 2, 0);
        assert_above(b->at.y - b->height / 2, 0);
        assert_below(b->at.x + b->width / 2, STAGE_WIDTH);
        assert_below(b->at.y + b->height / 2, STAGE_HEIGHT);
        assert_above(strlen(b->words), 2);  // not by its picture or colour alone
        assert_non_null(b->key);
        assert_int_equal(render_has_image(live.render, b->image), RESULT_OK);
        for (int k = 0; k < i; k++) assert_true(apart(b, &all->list[k]));
        assert_ptr_equal(button_at(all, b->at), b);
    }
}

static bool has(const Buttons *all, int key)
{
    for (int i = 0; i < all->count; i++)
        if ((int)all->list[i].value == key) return true;
    return false;
}

// Steps the play with what was asked for, and lays the buttons out for what it is then.
static void obey(void)
{
    PlayInput in = { .command_count = live.run.command_count };
    memcpy(in.command, live.run.command, sizeof in.command);
    play_step(live.run.play, &in, &live.run.out);
    live.run.command_count = 0;
    live_buttons_lay_out(&live);
    check_list(&live.screen.buttons);
}

// Wherever it is, there is stop or what stop leads to, and a way on and out.
static void test_each_place_has_its_buttons(void **state)
{
    (void)state;
    const Buttons *all = &live.screen.buttons;
    memset(&live, 0, sizeof live);
    live.settings = settings_default();
    live.settings.plan.play.game = game_find("bubble_garden");
    live.settings.machine.camera.source = "demo:still";
    open_child();
    assert_int_equal(open_with_child(&live), RESULT_OK);
    assert_int_equal(live_finish(&live), RESULT_OK);
    live.run.play = play_open(&live.settings.plan.play);
    obey();
    assert_int_equal(live.place, LIVE_WAITING);
    assert_true(has(all, ' ') && has(all, 'q') && has(all, 'd'));
    live_key(&live, RENDER_KEY_ESCAPE);
    obey();
    assert_int_equal(live.place, LIVE_PAUSED);
    assert_true(has(all, ' ') && has(all, 'q') && has(all, RENDER_KEY_ENTER));
    live_key(&live, RENDER_KEY_F1);
    obey();
    assert_int_equal(live.place, LIVE_HELP);
    assert_true(has(all, ' ') && has(all, RENDER_KEY_ENTER));
    live_key(&live, ' ');
    obey();
    assert_int_equal(live.place, LIVE_STOPPED);
    assert_true(!has(all, ' ') && has(all, 'q') && has(all, RENDER_KEY_ENTER));
    live_key(&live, RENDER_KEY_ENTER);
    obey();
    assert_int_equal(live.place, LIVE_WAITING);
    live_key(&live, 'd');
    obey();
    assert_int_equal(live.place, LIVE_SHOWN);
    assert_true(has(all, ' ') && has(all, 'q') && has(all, 's'));
    live.settings.machine.headless = true;
    live_buttons_lay_out(&live);
    assert_int_equal(all->count, 0);
    tutorial_stop(&live.tutorial);
    play_close(&live.run.play);
    live_close(&live);
    demo_close(&child);
}

// The card after the sign, for a child of the usual size.
static SignCard said_no(void)
{
    SignCard card = { .open = true, .held = -1, .focus = -1, .taken = -1 };
    card.at[SIGN_REST] = vec2(4.9f, 5.9f);
    card.at[SIGN_HOME] = vec2(8, 7.75f);
    card.at[SIGN_GO_ON] = vec2(11.1f, 5.9f);
    return card;
}

// What is drawn on the child's card can be pressed where it is drawn.
static void test_the_child_s_card_is_pressed(void **state)
{
    (void)state;
    static Canvas card;
    const Game *game = game_find("bubble_garden");
    SignCard sign = said_no();
    int found = 0;
    canvas_clear(&card);
    sign_card_draw(&sign, game, &card);
    for (int i = 0; i < card.item_count; i++) {
        const CanvasItem *item = &card.item[i];
        if (item->kind != CANVAS_IMAGE) continue;
        int key = !strcmp(item->image, "house")       ? 'q'
                  : !strcmp(item->image, "icon_play") ? RENDER_KEY_ENTER
                                                      : 0;
        if (!strcmp(item->image, "bunny_awake") || !strcmp(item->image, "bird")) continue;
        if (!strncmp(item->image, "card_", 5)) key = RENDER_KEY_ENTER;
        assert_int_equal(sign_card_point(&sign, item->at), key);
        found += key != 0;
    }
    assert_int_equal(found, 3);
}

int main(void)
{
    setenv("SDL_VIDEODRIVER", "dummy", 1);
    setenv("ALSOFT_DRIVERS", "null", 1);
    snprintf(store, sizeof store, "%s/tiptoe-test-%d.db", P_tmpdir, (int)getpid());
    camera_register(&demo_camera_source);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_each_place_has_its_buttons),
        cmocka_unit_test(test_the_child_s_card_is_pressed),
        cmocka_unit_test(test_by_mouse_alone),
        cmocka_unit_test(test_by_fingers_alone),
    };
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    unlink(store);
    return failed;
}
