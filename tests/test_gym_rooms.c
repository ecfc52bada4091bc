// SPDX-License-Identifier: MIT
// test_gym_rooms.c: seven nasty rooms: no sound server, a mute one, a Cyrillic keyboard, a window
// that loses the focus, a machine that sleeps, one that is slow, one that stutters. A session plays
// to its end in each. In real time, so all seven only with TIPTOE_SOAK; else the last one, shortly.
#include "base/clock.h"
#include "demo/demo_camera.h"
#include "gym/live.h"
#include "session/session_list.h"

#include "test.h"

#include <SDL2/SDL.h>
#include <netinet/in.h>
#include <signal.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>

#define PICTURE_FPS 30.0

typedef struct Room {
    const char *name;
    bool mute_server, no_server;
    SDL_Event event;  // pauses the play; none: nothing does
    bool sleeps;      // the whole program is stopped for four seconds
    int pose_ms;      // each pose takes so long
    int gap_ms;       // and every fifteenth so long
} Room;

static Live live;
static char store[64];

typedef struct Maker {
    const Room *room;
    Demo *child;
    int poses;
} Maker;

// The drawn child's own landmarks, as late as the room has them.
static void make_pose(void *self, const Image *image, int64_t captured_us, Pose *pose)
{
    Maker *m = self;
    (void)image;
    demo_move(m->child, NULL, pose);
    pose->captured_us = captured_us;
    int wait_ms = ++m->poses % 15 == 0 ? m->room->gap_ms : m->room->pose_ms;
    if (wait_ms) clock_sleep_until(clock_us() + wait_ms * 1000);
    pose->ready_us = clock_us();
}

static void push_key(SDL_Keycode key, SDL_Scancode place)
{
    SDL_Event event = { .key = { .type = SDL_KEYDOWN } };
    event.key.keysym.sym = key;
    event.key.keysym.scancode = place;
    assert_int_equal(SDL_PushEvent(&event), 1);
}

// Somebody else stops this program and lets it go on, as a lid that is shut and opened does.
static void sleep_for_a_while(void)
{
    pid_t other = fork();
    if (other) {
        assert_at_least(other, 0);
        return;
    }
    struct timespec moment = { .tv_sec = 4 };
    kill(getppid(), SIGSTOP);
    nanosleep(&moment, NULL);
    kill(getppid(), SIGCONT);
    _exit(0);
}

typedef struct Visit {
    const Room *room;
    bool begun, paused, gone_on;
} Visit;

// In the middle of play the room does what it does; what paused is let go on by a key.
static void watch(void *watcher, Live *l)
{
    Visit *v = watcher;
    const Play *play = l->run.play;
    if (play_phase(play) == PHASE_PLAY && play_game_step(play) > 20 && !v->begun) {
        v->begun = true;
        SDL_Event event = v->room->event;
        if (event.type) assert_int_equal(SDL_PushEvent(&event), 1);
        if (v->room->sleeps) sleep_for_a_while();
    }
    if (v->begun && !v->paused && play_paused(play)) {
        v->paused = true;
        push_key(SDLK_RETURN, SDL_SCANCODE_RETURN);
    }
    if (v->paused && !play_paused(play)) v->gone_on = true;
}

// Connections are taken by the kernel, and nobody ever answers.
static int listen_mutely(void)
{
    int listener = socket(AF_INET, SOCK_STREAM, 0);
    struct sockaddr_in at = { .sin_family = AF_INET, .sin_addr = { htonl(INADDR_LOOPBACK) } };
    socklen_t size = sizeof at;
    assert_int_equal(bind(listener, (struct sockaddr *)&at, size), 0);
    assert_int_equal(listen(listener, 16), 0);
    assert_int_equal(getsockname(listener, (struct sockaddr *)&at, &size), 0);
    char server[64];
    snprintf(server, sizeof server, "tcp:127.0.0.1:%d", ntohs(at.sin_port));
    setenv("PULSE_SERVER", server, 1);
    return listener;
}

static void open_room(const Room *room, Maker *maker, uint32_t seconds)
{
    memset(&live, 0, sizeof live);
    live.settings = settings_default();
    Settings *s = &live.settings;
    s->plan.play.game = game_find("bubble_garden");
    s->plan.play.setup.seconds = seconds;
    s->plan.play.setup.success = 0;  // nothing is found out before
    s->machine.store = store;
    s->machine.camera = (CameraRequest){
        .source = "demo:still", .width = 320, .height = 240, .fps = PICTURE_FPS, .paced = true
    };
    DemoOptions child = { .width = 320, .height = 240, .fps = PICTURE_FPS, .script = "still" };
    *maker = (Maker){ .room = room };
    assert_int_equal(demo_open(&maker->child, &child), RESULT_OK);
    RenderOptions window = { .headless = true, .asset_folder = TIPTOE_BUILT_ASSETS };
    AudioOptions audio = { .asset_folder = TIPTOE_BUILT_ASSETS,
                           .silent = !room->no_server && !room->mute_server };
    assert_int_equal(render_open(&live.render, &window), RESULT_OK);
    assert_int_equal(audio_open(&live.audio, &audio), RESULT_OK);
    live.screen.render = live.render;
    tutorial_learn(&live.tutorial, &s->plan);  // nothing is shown before
}

static void check_room(const Room *room, const Visit *visit, uint32_t seconds)
{
    const PlayQuality *q = play_quality(live.run.play);
    print_message("%-20s %u of %u s played in %.0f s, %.1f poses a second, %u stalls, %u losses\n",
                  room->name, play_game_step(live.run.play) / GAME_STEPS_PER_SECOND, seconds,
                  live.run.step / 60.0, live.run.summary.pose_fps, q->stalls, q->losses);
    assert_int_equal(play_phase(live.run.play), PHASE_DONE);
    assert_int_equal(live.run.ended, PLAY_END_TIME);
    assert_int_equal(play_seconds_left(live.run.play), 0);
    assert_int_equal(q->losses, 0);  // the child stood there all the time
    bool pauses = room->event.type || room->sleeps;
    assert_int_equal(visit->paused, pauses);
    assert_int_equal(visit->gone_on, pauses);
    if (room->gap_ms) assert_above(q->stalls, 0);
    if (room->pose_ms > 1000 / PLAY_POSES_LEAST) assert_above(q->steps_slow, 0);
}

static void play_in(const Room *room, uint32_t seconds)
{
    Maker maker;
    Visit visit = { .room = room };
    int listener = -1;
    setenv("ALSOFT_DRIVERS", "pulse", 1);
    setenv("PULSE_SERVER", "unix:/nonexistent/sound", 1);
    if (room->mute_server) listener = listen_mutely();
    open_room(room, &maker, seconds);
    PoseMaker poses = { .self = &maker, .next = make_pose };
    assert_int_equal(live_open_with(&live, poses), RESULT_OK);
    live.presented = watch;
    live.watcher = &visit;
    assert_int_equal(live_play(&live), RESULT_OK);
    check_room(room, &visit, seconds);
    vision_stop(&live.vision);
    demo_close(&maker.child);
    run_free(&live.run);
    live_close(&live);
    if (listener >= 0) close(listener);
}

static void a_session_plays_to_its_end(void **state)
{
    (void)state;
    const SDL_Event cyrillic = {
        .key = { .type = SDL_KEYDOWN, .keysym = { .scancode = SDL_SCANCODE_Q, .sym = 0x439 } }
    };
    const SDL_Event unfocused = { .window = { .type = SDL_WINDOWEVENT,
                                              .event = SDL_WINDOWEVENT_FOCUS_LOST } };
    const Room rooms[] = {
        { .name = "no sound server", .no_server = true },
        { .name = "a mute sound server", .mute_server = true },
        { .name = "a Cyrillic layout", .event = cyrillic },
        { .name = "focus lost", .event = unfocused },
        { .name = "suspended", .sleeps = true },
        { .name = "a slow machine", .pose_ms = 350 },
        { .name = "poses with gaps", .gap_ms = 700 },
    };
    const int count = (int)(sizeof rooms / sizeof *rooms);
    bool soak = getenv("TIPTOE_SOAK");
    for (int i = soak ? 0 : count - 1; i < count; i++) play_in(&rooms[i], soak ? 8 : 2);
}

static int setup(void **state)
{
    (void)state;
    camera_register(&demo_camera_source);
    snprintf(store, sizeof store, "/tmp/tiptoe_rooms_%d.db", (int)getpid());
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    return unlink(store);
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(a_session_plays_to_its_end) };
    return cmocka_run_group_tests(tests, setup, teardown);
}
