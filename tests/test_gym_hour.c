// SPDX-License-Identifier: MIT
// test_gym_hour.c: a therapy hour in the window, in real time, with a child who only stands there:
// a day whose time is over; with TIPTOE_SOAK=1 from the first page to the last by keyboard alone,
// and by mouse alone. Whoever presses sees no more than a person does: what is on the canvas.
#include "base/clock.h"
#include "demo/demo_camera.h"
#include "gym/hour.h"
#include "session/documents.h"
#include "session/hour_log.h"
#include "session/session_list.h"

#include "test.h"

#include <SDL2/SDL.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define WIDTH  640
#define HEIGHT 360
#define FPS    30
#define CHILD  "BLUE-FOX-27"

static Live live;
static Demo *standing;
static float taller = 1;  // who stands there now than the drawn child
static char store[64];

static void next_pose(void *self, const Image *image, int64_t captured_us, Pose *pose)
{
    (void)self;
    (void)image;
    demo_move(standing, NULL, pose);
    Vec3 foot = pose->image[LANDMARK_ANKLE_LEFT];
    for (int i = 0; i < LANDMARK_COUNT; i++) {
        Vec3 *at = &pose->image[i];
        *at = (Vec3){ 0.5f + (at->x - 0.5f) * taller, foot.y + (at->y - foot.y) * taller,
                      at->z * taller };
    }
    pose->captured_us = captured_us;
}

static Result open_standing(Live *of)
{
    return live_begin_with(of, (PoseMaker){ .next = next_pose });
}

// ---- what a person sees and presses -------------------------------------------------------------

typedef enum Seen { NOTHING, PLAY, SCHEDULE, CHOICE, BREAK, AFTER, GOODBYE, END, SEEN_COUNT } Seen;

static bool shows(const char *image, const char *words)
{
    const Canvas *page = &live.screen.canvas;
    for (int i = 0; i < page->item_count; i++) {
        const CanvasItem *item = &page->item[i];
        if (image && item->kind == CANVAS_IMAGE && !strcmp(item->image, image)) return true;
        if (words && item->kind == CANVAS_TEXT && !strcmp(item->text, words)) return true;
    }
    return false;
}

static Seen seen(void)
{
    if (live.run.play && (!run_done(&live.run) || live.arc.ending)) return PLAY;
    if (shows(NULL, "Was that fun?")) return AFTER;
    if (shows(NULL, "Played") || shows(NULL, "For next time")) return END;  // or its letters
    if (shows("duck_awake", NULL)) return GOODBYE;
    if (shows("cup", NULL)) return BREAK;
    if (shows("bud_2", NULL)) return CHOICE;
    return shows("house", NULL) ? SCHEDULE : NOTHING;
}

static void press_key(int key)
{
    SDL_Event event = { .key = { .type = SDL_KEYDOWN } };
    event.key.keysym.sym = key;
    event.key.keysym.scancode = SDL_GetScancodeFromKey(key);
    SDL_PushEvent(&event);
}

static void click(Vec2 at)
{
    SDL_Event event = { .button = { .type = SDL_MOUSEBUTTONDOWN } };
    event.button.x = (int)(at.x * WIDTH / STAGE_WIDTH);
    event.button.y = (int)((STAGE_HEIGHT - at.y) * HEIGHT / STAGE_HEIGHT);
    SDL_PushEvent(&event);
}

static void move_mouse(void)
{
    SDL_Event event = { .motion = { .type = SDL_MOUSEMOTION, .x = WIDTH / 2, .y = HEIGHT / 2 } };
    SDL_PushEvent(&event);
}

static bool click_words(const Canvas *page, const char *words)
{
    for (int i = 0; i < page->item_count; i++) {
        const CanvasItem *item = &page->item[i];
        if (item->kind != CANVAS_TEXT || strcmp(item->text, words) != 0) continue;
        click(item->at);
        return true;
    }
    return false;
}

// ---- two people ---------------------------------------------------------------------------------

typedef struct Script {
    bool (*press)(struct Script *script, Seen page, int turn);  // whether something was pressed
    int turn[SEEN_COUNT];  // presses on this page so far, since it came
    int visits[SEEN_COUNT];
    Seen last;
    int wait, inputs;
    int64_t give_up_us;
    bool stuck;
    int gardens;  // the first pages came after a wait
    float px[4];  // how tall the child of each play was found to be
    bool lit;     // the self-test's lights were on
} Script;

// The n-th key on a page; 0: no more.
static bool press_by_key(Script *s, Seen page, int turn)
{
    static const char first[] = { '4', '2', 'r', 0 }, later[] = { '5', '1', SDLK_RETURN, 0 };
    static const char words[] = { 'e', 'd', 'r', 'u', 'm', 's', SDLK_RETURN, SDLK_RETURN, 0 };
    const char on[] = { SDLK_RETURN, 0 }, two[] = { '2', 0 }, skip[] = { 's', 0 };
    const char *keys = page == AFTER    ? (s->visits[AFTER] == 1 ? first : later)
                       : page == CHOICE ? two
                       : page == PLAY   ? skip
                       : page == END    ? words
                                        : on;
    if (turn >= (int)strlen(keys)) return false;
    press_key(keys[turn]);
    return true;
}

static bool press_by_mouse(Script *s, Seen page, int turn)
{
    static const char *const answers[] = { "fun", "easy", "" };
    const Canvas *canvas = &live.screen.canvas;
    (void)s;
    switch (page) {
    case AFTER:
        if (turn < 2) return click_words(canvas, answers[turn]);
        click(vec2(13.6f, 0.65f));  // the green one
        return turn == 2;
    case CHOICE: click(vec2(11.6f, 5.6f)); return turn == 0;
    case SCHEDULE: click(vec2(8, 4)); return turn == 0;
    case BREAK:
    case GOODBYE:
        if (turn == 0)
            move_mouse();
        else
            click_words(&live.screen.over, "Go on");
        return turn < 2;
    case END: return click_words(canvas, "Next child");
    default: return false;
    }
}

static void each_frame(void *watcher, Live *of)
{
    Script *s = watcher;
    Seen page = seen();
    if (clock_us() > s->give_up_us) {
        s->stuck = of->leave = true;
        SDL_PushEvent(&(SDL_Event){ .type = SDL_QUIT });
    }
    if (page != s->last) {
        s->visits[page]++;
        s->turn[page] = 0;
        s->wait = 10;  // a person looks first
    }
    s->last = page;
    if (page == NOTHING || s->wait-- > 0) return;
    s->wait = 8;
    if (page == PLAY) {
        const Calibration *size = play_calibration(of->run.play);
        int visit = s->visits[PLAY] - 1;
        if (size->done && visit < 4) s->px[visit] = size->height / size->stage_per_px;
        // Words before play and the ending are not waited for.
        if (of->arc.ending || play_phase(of->run.play) < PHASE_PLAY) press_key('s');
        return;
    }
    if (s->press(s, page, s->turn[page])) s->inputs++;
    s->turn[page]++;
}

static Script run_hour(bool (*press)(Script *, Seen, int), const HourPlan *plan, const char *child)
{
    Script script = { .press = press, .give_up_us = clock_us() + 600 * 1000000LL };
    unlink(store);  // of the hour before
    DemoOptions options = { .script = child, .width = WIDTH, .height = 480, .fps = FPS, .seed = 1 };
    assert_int_equal(demo_open(&standing, &options), RESULT_OK);
    memset(&live, 0, sizeof live);
    live.settings = settings_default();
    Machine *m = &live.settings.machine;
    m->store = store;
    m->camera.source = "demo:still";
    m->window_width = WIDTH;
    m->window_height = HEIGHT;
    snprintf(live.settings.plan.child, sizeof live.settings.plan.child, CHILD);
    live.settings.plan.age_months = 100;
    live.frame = each_frame;
    live.watcher = &script;
    assert_int_equal(live_open_window(&live), RESULT_OK);
    Result result = hour_run(&live, open_standing, plan, NULL);
    if (result) fail_msg("%s", fail_text());
    assert_null(live.vision);
    live_close(&live);
    run_free(&live.run);
    demo_close(&standing);
    assert_false(script.stuck);
    return script;
}

static HourPlan short_plan(void)
{
    HourPlan plan = hour_plan_empty();
    snprintf(plan.name, sizeof plan.name, "Two short games");
    plan.count = 2;
    plan.step[0] = hour_step_of(game_find("bubble_garden"));
    plan.step[0].break_s = 40;
    plan.step[1] = hour_step_of(game_find("drum_twins"));
    plan.step[1].kind = HOUR_CHOICE;
    plan.step[1].other = game_find("stepping_stars");
    for (int i = 0; i < 2; i++) plan.step[i].seconds = 2;
    return plan;
}

// ---- what is kept -------------------------------------------------------------------------------

typedef struct Kept {
    int count;
    char body[4096];
} Kept;

static bool take_body(void *self, const Document *document)
{
    Kept *kept = self;
    if (!kept->count++) snprintf(kept->body, sizeof kept->body, "%s", document->body);
    return true;
}

static void check_rating(Store *open, const char *session, int fun, int hard)
{
    Rating rating;
    assert_int_equal(rating_load(open, CHILD, session, &rating), RESULT_OK);
    assert_int_equal(rating.fun, fun);
    assert_int_equal(rating.hard, hard);
    assert_false(rating.by_grown_up);
}

// Its inputs, stepped again, behave as they did. Whether the size of the child was among them.
static bool replays(Store *open, int64_t id)
{
    Recording r;
    PlayOutput out;
    char behaviour[17];
    assert_int_equal(recording_load(&r, open, id), RESULT_OK);
    PlaySetup setup = r.info.desc.plan.play;
    setup.game = game_find(r.info.game_id);
    Play *again = play_open(&setup);
    for (uint32_t i = 0; i < r.input_count; i++) play_step(again, &r.input[i], &out);
    play_behaviour_text(again, behaviour);
    assert_string_equal(behaviour, r.info.summary.behaviour);
    play_close(&again);
    recording_free(&r);
    return setup.known.done;
}

static void test_by_keyboard_alone(void **state)
{
    (void)state;
    const HourPlan plan = short_plan();
    Script s = run_hour(press_by_key, &plan, "still 600");
    Store *open = NULL;
    SessionRow rows[8];
    uint32_t count = 0;
    Kept hours = { 0 }, children = { 0 };
    print_message("%d inputs; pages after a game %d, schedules %d\n", s.inputs, s.visits[AFTER],
                  s.visits[SCHEDULE]);
    assert_int_equal(s.visits[AFTER], 3);  // the first game was played again
    assert_int_equal(s.visits[CHOICE], 1);
    assert_int_equal(s.visits[BREAK], 1);
    assert_int_equal(s.visits[GOODBYE], 1);
    assert_int_equal(store_open_given(&open, store, STORE_READ), RESULT_OK);
    assert_int_equal(session_page(open, CHILD, NULL, 8, rows, &count), RESULT_OK);
    assert_int_equal(count, 3);
    assert_string_equal(rows[0].game_id, "stepping_stars");  // the child's choice
    assert_string_equal(rows[1].game_id, "bubble_garden");
    for (int i = 0; i < 3; i++)  // the size is found in the first game, and serves the others
        assert_int_equal(replays(open, rows[i].id), i < 2);
    check_rating(open, rows[2].uuid, 4, 2);
    check_rating(open, rows[0].uuid, 5, 1);
    assert_int_equal(documents_visit(open, DOCUMENT_HOUR, CHILD, NULL, take_body, &hours),
                     RESULT_OK);
    assert_int_equal(hours.count, 1);
    assert_non_null(strstr(hours.body, "\"plan\":\"Two short games\""));
    assert_non_null(strstr(hours.body, "\"again\":true"));
    assert_non_null(strstr(hours.body, rows[0].uuid));
    assert_int_equal(documents_visit(open, DOCUMENT_CHILD, CHILD, NULL, take_body, &children),
                     RESULT_OK);
    assert_non_null(strstr(children.body, "Drums"));
    store_close(&open);
    assert_true(hour_was_last(store));
}

static void test_by_mouse_alone(void **state)
{
    (void)state;
    const HourPlan plan = short_plan();
    Script s = run_hour(press_by_mouse, &plan, "still 600");
    assert_int_equal(s.visits[AFTER], 2);
    assert_int_equal(s.visits[END], 1);
}

// On the child's own pages nobody presses. While the choice is there the camera has been opened
// beside the pages, and its lights are known.
static bool press_for_adults(Script *s, Seen page, int turn)
{
    if (page == CHOICE || page == SCHEDULE) {
        s->gardens += live.opening_presents > 0;
        s->lit |= hour_check_light(&live.check, HOUR_LIGHT_CAMERA) == CHECK_GREEN ||
                  hour_check_light(&live.check, HOUR_LIGHT_CAMERA) == CHECK_AMBER;
        return false;
    }
    return press_by_key(s, page, page == END ? 7 : turn);
}

// The child's right hand goes to the picture on its right and stays there.
static void test_the_child_chooses_by_its_body(void **state)
{
    (void)state;
    HourPlan plan = short_plan();
    plan.step[0] = plan.step[1];
    plan.count = 1;
    Script s = run_hour(press_for_adults, &plan, "still 6, stretch right 3cm 60");
    Store *open = NULL;
    SessionRow rows[2];
    uint32_t count = 0;
    assert_int_equal(s.visits[CHOICE], 1);
    assert_true(s.lit);
    assert_int_equal(s.gardens, 0);
    assert_int_equal(store_open_given(&open, store, STORE_READ), RESULT_OK);
    assert_int_equal(session_page(open, CHILD, NULL, 2, rows, &count), RESULT_OK);
    store_close(&open);
    assert_int_equal(count, 2);  // and once more
    for (int i = 0; i < 2; i++) assert_string_equal(rows[i].game_id, "stepping_stars");
}

// A sister stands there after the first game: she is looked at on the page between, and measured.
static bool press_for_a_sister(Script *s, Seen page, int turn)
{
    if (page == SCHEDULE || page == BREAK) return false;
    if (page == AFTER && s->visits[AFTER] == 1) taller = 1.25f;
    const char keys[] = { '4', '2', SDLK_RETURN };
    if (page != AFTER) return press_by_key(s, page, turn);
    if (turn < 3) press_key(keys[turn]);
    return turn < 3;
}

static void test_somebody_of_another_size_is_measured(void **state)
{
    (void)state;
    HourPlan plan = short_plan();
    Store *open = NULL;
    SessionRow rows[3];
    uint32_t count = 0;
    plan.step[0].break_s = 0;
    plan.step[1] = hour_step_of(game_find("drum_twins"));
    plan.step[1].seconds = 2;
    plan.step[2] = plan.step[1];
    plan.count = 3;
    Script s = run_hour(press_for_a_sister, &plan, "still 600");
    taller = 1;
    print_message("%.0f px, %.0f px, %.0f px\n", (double)s.px[0], (double)s.px[1], (double)s.px[2]);
    assert_int_equal(s.visits[PLAY], 3);
    assert_near(s.px[1] / s.px[0], 1.25, 0.02);
    assert_near(s.px[2] / s.px[1], 1, 0.01);
    assert_int_equal(store_open_given(&open, store, STORE_READ), RESULT_OK);
    assert_int_equal(session_page(open, CHILD, NULL, 3, rows, &count), RESULT_OK);
    assert_int_equal(count, 3);
    for (int i = 0; i < 3; i++)  // the newest first: hers serves her second game
        assert_int_equal(replays(open, rows[i].id), i == 0);
    store_close(&open);
}

// The day has no time left: not a game more, and yet a goodbye.
static void test_a_day_that_is_over(void **state)
{
    (void)state;
    HourPlan plan = short_plan();
    plan.stop_minutes = 0;
    Script s = run_hour(press_by_key, &plan, "still 600");
    assert_int_equal(s.visits[SCHEDULE] + s.visits[AFTER], 0);
    assert_int_equal(s.visits[GOODBYE], 1);
    assert_int_equal(s.visits[END], 1);
}

int main(void)
{
    snprintf(store, sizeof store, "%s/tiptoe-hour-%d.db", P_tmpdir, (int)getpid());
    const struct CMUnitTest tests[] = { cmocka_unit_test(test_a_day_that_is_over),
                                        cmocka_unit_test(test_the_child_chooses_by_its_body) };
    const struct CMUnitTest soak[] = {
        cmocka_unit_test(test_by_keyboard_alone),
        cmocka_unit_test(test_by_mouse_alone),
        cmocka_unit_test(test_somebody_of_another_size_is_measured),
    };
    setenv("SDL_VIDEODRIVER", "dummy", 1);
    setenv("ALSOFT_DRIVERS", "null", 1);
    camera_register(&demo_camera_source);
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    if (getenv("TIPTOE_SOAK")) failed += cmocka_run_group_tests(soak, NULL, NULL);
    unlink(store);
    return failed;
}
