// SPDX-License-Identifier: MIT
// test_gym_whole_hour.c: a new child from the start screen to the end page and out again, in the
// real window: by a controller alone, and with TIPTOE_SOAK=1 by touch alone, through SDL's own
// events. Whoever presses knows what a person sees: the words on the pages, and which button has
// the focus. Two games are begun, noted, stopped, rated; what is kept of it is read back.
#include "base/clock.h"
#include "demo/demo_camera.h"
#include "gym/hour.h"
#include "session/child_record.h"
#include "session/hour_log.h"
#include "session/recording.h"
#include "session/session_list.h"
#include "standing.h"

#include "test.h"

#include <SDL2/SDL.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define WIDTH      320  // of the window
#define HEIGHT     180
#define PATIENCE_S 240
#define INPUTS     12  // to the first game, at most
#define REST       8   // frames between two presses
#define REST_PLAY  30  // in a play a button that has just come waits
#define WALK_MOST  60  // steps of the focus to one button

typedef enum Seen {
    NOTHING,
    START,
    LEAVING,
    CHILD,
    CHILDREN,
    PLAN,
    SCHEDULE,
    CHOICE,
    BREAK,
    PLAY,
    AFTER,
    GOODBYE,
    END
} Seen;

// The controller's own: another button is one of SDL's.
enum { WALK = -1, TRIGGER = -2, SHIFT_START = -3, NO = -4, AGE = -5 };

// What is done, one after the other: a touch on the n-th of these words ("": in the page's middle,
// "medal": the child's page's own corner, NULL: nothing), a button of the controller.
typedef struct Deed {
    Seen page;
    const char *touch;
    int nth, pad;
} Deed;

#define PAD(name) SDL_CONTROLLER_BUTTON_##name

static const Deed deeds[] = {
    { START, "Children", 0, PAD(Y) },
    { CHILD, "6", 0, AGE },  // six years are there: up is held for the months, and both are taken
    { CHILD, "4", 0, PAD(A) },
    { CHILD, "116", 0, WALK },
    { CHILD, "No", 0, WALK },
    { CHILD, "No", 1, WALK },
    { CHILD, "No", 2, WALK },
    { CHILD, "No", 3, WALK },
    { CHILD, "Keep the track", 0, WALK },  // else there is nothing to replay
    { CHILD, "Today's hour", 0, PAD(START) },
    { PLAN, "Start", 0, PAD(START) },
    { SCHEDULE, "", 0, PAD(START) },  // it would go on by itself
    // A quick note, then one that is written.
    { PLAY, "", 0, NO },
    { PLAY, "Note", 0, PAD(RIGHTSTICK) },
    { PLAY, NULL, 0, PAD(DPAD_RIGHT) },
    { PLAY, NULL, 0, PAD(DPAD_RIGHT) },
    { PLAY, "Pain", 0, PAD(A) },
    { PLAY, "", 0, NO },
    { PLAY, "Note", 0, PAD(RIGHTSTICK) },
    { PLAY, "Write ...", 0, PAD(RIGHTSTICK) },
    { PLAY, NULL, 0, PAD(DPAD_RIGHT) },
    { PLAY, "b", 0, PAD(A) },
    { PLAY, "Done", 0, PAD(START) },
    { PLAY, "Stop", 0, TRIGGER },
    { PLAY, "Leave", 0, SHIFT_START },
    { AFTER, "fun", 0, WALK },
    { AFTER, "easy", 0, WALK },
    { AFTER, "bar", 0, WALK },
    { AFTER, "Note", 0, WALK },
    { AFTER, "Tired", 0, WALK },
    { AFTER, "Stop", 0, TRIGGER },
    { AFTER, "Go on", 0, PAD(START) },
    { AFTER, "Break, 60 s", 0, PAD(START) },
    { BREAK, "medal", 0, NO },
    { BREAK, "Go on", 0, PAD(START) },
    { CHOICE, "right", 0, PAD(DPAD_RIGHT) },
    { CHOICE, NULL, 0, PAD(START) },
    { PLAY, "Stop", 0, TRIGGER },
    { PLAY, "Leave", 0, SHIFT_START },
    { AFTER, "End", 0, WALK },
    { GOODBYE, "medal", 0, NO },
    { GOODBYE, "Go on", 0, PAD(START) },
    { END, "Write", 0, WALK },
    { END, "a", 0, WALK },
    { END, "Done", 0, PAD(START) },
    { END, "Next child", 0, PAD(START) },
    { CHILDREN, "Back", 0, PAD(B) },
    { START, "Leave", 0, PAD(B) },
    { LEAVING, "Leave", -1, PAD(START) },
};
enum { DEEDS = sizeof deeds / sizeof *deeds };

typedef struct Script {
    bool pad;
    int next, frames, walked, inputs, first_game;
    int consent;  // of the inputs: that the track may be kept, which nobody must be asked
    int down;     // what is held on the controller, or NO
    Vec2 focus;   // before the last step of it
    bool stayed;  // it did not move then
    int64_t give_up_us;
    char stuck[80];
} Script;

static char store[64];
static Live live;
static SDL_Joystick *pad;

// ---- what is seen -------------------------------------------------------------------------------

static bool plays(void)
{
    return live.run.play && (!run_done(&live.run) || live.arc.ending);
}

// The n-th of these words in the order of drawing; -1: the last, which lies over the others.
static bool find_on(const Canvas *page, const char *words, int nth, Vec2 *at)
{
    bool found = false;
    int count = 0;
    for (int i = 0; i < page->item_count; i++) {
        const CanvasItem *item = &page->item[i];
        if (item->kind != CANVAS_TEXT || strcmp(item->text, words) != 0) continue;
        *at = item->at;
        if (count++ == nth) return true;
        found = true;
    }
    return found && nth < 0;
}

static bool find(const char *words, int nth, Vec2 *at)
{
    const Buttons *buttons = &live.screen.buttons;
    for (int i = 0; plays() && i < buttons->count; i++) {
        *at = buttons->list[i].at;
        if (!strcmp(buttons->list[i].words, words)) return true;
    }
    if (plays()) return find_on(&live.screen.over, words, nth, at);
    return find_on(&live.screen.canvas, words, nth, at) ||
           (live.course && find_on(&live.screen.over, words, nth, at));
}

static bool says(const char *words)
{
    Vec2 at;
    return find_on(&live.screen.canvas, words, 0, &at);
}

static bool shows(const char *image)
{
    const Canvas *page = &live.screen.canvas;
    for (int i = 0; i < page->item_count; i++)
        if (page->item[i].kind == CANVAS_IMAGE && !strcmp(page->item[i].image, image)) return true;
    return false;
}

static Seen seen(void)
{
    if (live.playing) return plays() ? PLAY : NOTHING;
    if (says("Leave Tiptoe?")) return LEAVING;
    if (says("Was that fun?") || says("A note about this game")) return AFTER;
    if (says("Played") || says("For next time")) return live.course ? END : CHILD;
    if (says("Quick game")) return CHILDREN;
    if (says("Before play")) return CHILD;
    if (says("Minutes") && says("This step")) return PLAN;
    if (says("Children") && says("Play")) return START;
    if (!live.course) return NOTHING;
    switch (live.course->at) {
    case HOUR_AT_SCHEDULE: return SCHEDULE;
    case HOUR_AT_CHOICE: return CHOICE;
    case HOUR_AT_BREAK: return shows("cup") ? BREAK : NOTHING;
    case HOUR_AT_GOODBYE: return shows("duck_awake") ? GOODBYE : NOTHING;
    default: return NOTHING;
    }
}

// The blue edge round one button.
static bool focused(Vec2 *at)
{
    const Canvas *page = &live.screen.canvas;
    for (int i = 0; i < page->item_count; i++) {
        const CanvasItem *item = &page->item[i];
        bool blue = item->color.r == 0 && item->color.g == 0.45f && item->color.b == 0.70f;
        if (item->kind != CANVAS_BOX || !blue) continue;
        *at = item->at;
        return true;
    }
    return false;
}

// ---- two ways -----------------------------------------------------------------------------------

static void touch(Vec2 at)
{
    SDL_Event event = { .tfinger = { .type = SDL_FINGERDOWN, .touchId = 7 } };
    event.tfinger.x = at.x / STAGE_WIDTH;
    event.tfinger.y = 1 - at.y / STAGE_HEIGHT;
    SDL_PushEvent(&event);
}

static void set_axis(int axis, bool held)
{
    SDL_JoystickSetVirtualAxis(pad, axis, held ? 32767 : -32768);
}

static void set_pad(int button, bool down)
{
    if (button == TRIGGER) set_axis(SDL_CONTROLLER_AXIS_TRIGGERRIGHT, down);
    if (button == SHIFT_START) set_axis(SDL_CONTROLLER_AXIS_TRIGGERLEFT, down);
    if (button == SHIFT_START) button = PAD(START);
    if (button >= 0) SDL_JoystickSetVirtualButton(pad, button, down);
}

static void press(Script *s, int button)
{
    set_pad(button, true);
    s->down = button;
    s->inputs++;
    s->frames = 0;
}

// A step of the focus towards that place, or the press. Whether it was pressed. The start screen
// chooses along its rows: there one goes up and down alone.
static bool walk_to(Script *s, Vec2 to, bool rows)
{
    Vec2 at = { -9, -9 };
    bool any = focused(&at);
    s->stayed = any && at.x == s->focus.x && at.y == s->focus.y;
    s->focus = at;
    if (s->walked++ > WALK_MOST) snprintf(s->stuck, sizeof s->stuck, "the focus does not come");
    // The words lie in the button, not always in its middle.
    if (any && fabsf(at.x - to.x) < 0.75f && fabsf(at.y - to.y) < 0.7f) {
        press(s, PAD(A));
        return true;
    }
    bool lost = !any || s->stayed || s->walked % 12 == 0, above = to.y > at.y;
    if (rows)
        press(s, PAD(DPAD_DOWN));
    else if (lost)
        press(s, PAD(RIGHTSHOULDER));
    else if (fabsf(to.y - at.y) > 0.6f)
        press(s, above ? PAD(DPAD_UP) : PAD(DPAD_DOWN));
    else
        press(s, to.x > at.x ? PAD(DPAD_RIGHT) : PAD(DPAD_LEFT));
    return false;
}

static bool do_by_pad(Script *s, const Deed *deed)
{
    Vec2 at;
    if (deed->pad == NO) return true;
    if (deed->pad == AGE) {
        if (s->down != PAD(DPAD_UP)) press(s, PAD(DPAD_UP));
        bool there = says("6 y 4 m");
        if (there) set_pad(s->down, false), s->down = NO;
        return there;
    }
    if (deed->pad != WALK) {
        press(s, deed->pad);
        return true;
    }
    return find(deed->touch, deed->nth, &at) && walk_to(s, at, deed->page == START);
}

static bool do_by_touch(Script *s, const Deed *deed)
{
    Vec2 at = { 8, 4 };
    if (!deed->touch) return true;
    if (!strcmp(deed->touch, "medal"))
        at = vec2(15.2f, 8.23f);
    else if (!strcmp(deed->touch, "right"))
        at = vec2(11.6f, 5.6f);
    else if (deed->touch[0] && !find(deed->touch, deed->nth, &at))
        return false;
    touch(at);
    s->inputs++;
    s->frames = 0;
    return true;
}

// The rule and the measuring are not waited for.
static void hurry(Script *s)
{
    Vec2 at;
    if (s->frames < REST_PLAY || play_phase(live.run.play) >= PHASE_PLAY) return;
    s->frames = 0;
    if (s->pad) {
        set_pad(PAD(B), true);
        s->down = PAD(B);
    } else if (find("Skip", 0, &at)) {
        touch(at);
    }
}

static void each_frame(void *watcher, Live *of)
{
    Script *s = watcher;
    Seen page = seen();
    const Deed *deed = &deeds[s->next < DEEDS ? s->next : DEEDS - 1];
    if (clock_us() > s->give_up_us || s->stuck[0]) {
        of->leave = true;
        SDL_PushEvent(&(SDL_Event){ .type = SDL_QUIT });
    }
    bool held = deed->pad == AGE && s->down == PAD(DPAD_UP);
    s->frames++;
    if (s->frames == 2 && s->down != NO && !held) {
        set_pad(s->down, false);
        s->down = NO;
    }
    if (page == PLAY && !s->first_game) s->first_game = s->inputs;
    if (page == PLAY && deed->page == PLAY) hurry(s);
    if (page == PLAY && (live.arc.ending || play_phase(live.run.play) < PHASE_PLAY)) return;
    int rest = page == PLAY ? REST_PLAY : s->walked ? 4 : held ? 1 : REST, before = s->inputs;
    if (s->next == DEEDS || page != deed->page || s->frames < rest) return;
    bool done = s->pad ? do_by_pad(s, deed) : do_by_touch(s, deed);
    if (deed->touch && !strcmp(deed->touch, "Keep the track")) s->consent += s->inputs - before;
    if (!done) return;
    s->next++;
    s->walked = 0;
}

// ---- the room -----------------------------------------------------------------------------------

static Script go_through(bool by_pad)
{
    Script script = { .pad = by_pad,
                      .down = NO,
                      .give_up_us = clock_us() + PATIENCE_S * 1000000LL };
    DemoOptions options = {
        .script = "still 900", .width = 320, .height = 240, .fps = 30, .seed = 1
    };
    unlink(store);
    assert_int_equal(demo_open(&standing, &options), RESULT_OK);
    memset(&live, 0, sizeof live);
    live.settings = settings_default();
    live.settings.machine.store = store;
    live.settings.machine.camera.source = "demo:still";
    live.settings.machine.window_width = WIDTH;
    live.settings.machine.window_height = HEIGHT;
    live.frame = each_frame;
    live.watcher = &script;
    if (rounds_run(&live, open_standing)) fail_msg("%s", fail_text());
    if (script.next != DEEDS)
        fail_msg("%d: \"%s\" was never there (page %d) %s", script.next,
                 deeds[script.next].touch ? deeds[script.next].touch : "-", (int)seen(),
                 script.stuck);
    run_free(&live.run);
    demo_close(&standing);
    return script;
}

// ---- what is kept -------------------------------------------------------------------------------

// Its inputs, stepped again, behave as they did.
static void expect_replayed(const Recording *r)
{
    PlayOutput out;
    char behaviour[17];
    PlaySetup setup = r->info.desc.plan.play;
    setup.game = game_find(r->info.game_id);
    Play *again = play_open(&setup);
    for (uint32_t i = 0; i < r->input_count; i++) play_step(again, &r->input[i], &out);
    play_behaviour_text(again, behaviour);
    assert_string_equal(behaviour, r->info.summary.behaviour);
    play_close(&again);
}

static int count_of(const Recording *r, Event event, int note)
{
    int count = 0;
    for (uint32_t i = 0; i < r->event_count; i++)
        count += r->event[i].event.event == event &&
                 (event != EVENT_NOTE || r->event[i].event.note == note);
    return count;
}

static void expect_first_game(Store *open, const SessionRow *row, const char *child)
{
    static Recording r;
    Rating rating;
    assert_int_equal(recording_load(&r, open, row->id), RESULT_OK);
    assert_string_equal(r.info.game_id, "bubble_garden");
    assert_int_equal(count_of(&r, EVENT_NOTE, NOTE_PAIN), 1);
    assert_int_equal(count_of(&r, EVENT_NOTE, NOTE_WRITTEN), 1);
    assert_int_equal(count_of(&r, EVENT_STOP, 0), 1);
    assert_int_equal(r.mark_count, 2);
    assert_string_equal(r.mark[0].text, "B");
    assert_string_equal(r.mark[1].text, "Tired");  // after the play
    assert_true(r.mark[1].step >= r.info.step_count);
    expect_replayed(&r);
    assert_int_equal(rating_load(open, child, r.info.uuid, &rating), RESULT_OK);
    assert_int_equal(rating.fun, 4);
    assert_int_equal(rating.hard, 2);
    assert_int_equal(rating.support, 1u << SUPPORT_BAR);
    recording_free(&r);
}

static void expect_kept(void)
{
    static Recording r;
    Store *open = NULL;
    SessionRow rows[4];
    ChildRecord record;
    uint32_t count = 0;
    assert_int_equal(store_open_given(&open, store, STORE_READ), RESULT_OK);
    assert_int_equal(session_page(open, NULL, NULL, 4, rows, &count), RESULT_OK);
    assert_int_equal(count, 2);
    assert_int_equal(recording_load(&r, open, rows[0].id), RESULT_OK);
    const char *child = r.info.desc.plan.child;
    expect_replayed(&r);
    assert_true(r.info.desc.plan.play.known.done);  // its size serves the second game
    expect_first_game(open, &rows[1], child);
    assert_int_equal(child_record_load(open, child, &record), RESULT_OK);
    assert_int_equal(record.age_months, 76);
    assert_int_equal((int)record.height_cm, 116);
    assert_string_equal(record.notes, "A");
    recording_free(&r);
    store_close(&open);
    assert_true(hour_was_last(store));
}

static void by_touch_alone(void **state)
{
    (void)state;
    Script s = go_through(false);
    print_message("touch: %d inputs to the first game, %d in all\n", s.first_game, s.inputs);
    assert_at_most(s.first_game, INPUTS);
    expect_kept();
    unlink(store);
}

static void by_controller_alone(void **state)
{
    (void)state;
    SDL_InitSubSystem(SDL_INIT_GAMECONTROLLER);
    int index = SDL_JoystickAttachVirtual(SDL_JOYSTICK_TYPE_GAMECONTROLLER, SDL_CONTROLLER_AXIS_MAX,
                                          SDL_CONTROLLER_BUTTON_MAX, 0);
    if (index < 0) skip_not_allowed("SDL makes no virtual controller here: %s", SDL_GetError());
    pad = SDL_JoystickOpen(index);
    assert_non_null(pad);
    set_axis(SDL_CONTROLLER_AXIS_TRIGGERLEFT, false);
    set_axis(SDL_CONTROLLER_AXIS_TRIGGERRIGHT, false);
    Script s = go_through(true);
    print_message(
        "controller: %d inputs to the first game, of these %d for the consent; %d in all\n",
        s.first_game, s.consent, s.inputs);
    assert_at_most(s.first_game - s.consent, INPUTS);
    expect_kept();
    SDL_JoystickClose(pad);
    SDL_JoystickDetachVirtual(index);
    SDL_QuitSubSystem(SDL_INIT_GAMECONTROLLER);
    unlink(store);
}

int main(void)
{
    snprintf(store, sizeof store, "%s/tiptoe-whole-%d.db", P_tmpdir, (int)getpid());
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(by_controller_alone),
    };
    const struct CMUnitTest soak[] = { cmocka_unit_test(by_touch_alone) };
    setenv("SDL_VIDEODRIVER", "dummy", 1);
    setenv("ALSOFT_DRIVERS", "null", 1);
    camera_register(&demo_camera_source);
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    if (getenv("TIPTOE_SOAK")) failed += cmocka_run_group_tests(soak, NULL, NULL);
    unlink(store);
    return failed;
}
