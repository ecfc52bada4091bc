// SPDX-License-Identifier: MIT
// test_cli_ends.c: however a play is ended from without, by a signal, a terminal or a display that
// goes away, its session is stored as stopped, with its summary.
#include <errno.h>
#include <fcntl.h>
#include <pty.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "program.h"
#include "test.h"

#define PATIENCE 600  // tenths of a second; a busy machine with a sanitizer needs many

typedef struct OnePlay {
    char store[96];
    pid_t pid;
    int terminal;  // its controlling terminal's other end; -1: none
} OnePlay;

static int setup(void **state)
{
    (void)state;
    return make_folder();
}

static void pause_ms(int ms)
{
    struct timespec time = { ms / 1000, ms % 1000 * 1000000L };
    while (nanosleep(&time, &time) != 0 && errno == EINTR) continue;
}

static void become_play(const OnePlay *play, bool window, const char *display)
{
    if (display) setenv("DISPLAY", display, 1);
    unsetenv("WAYLAND_DISPLAY");
    setenv("TIPTOE_LOG", "info", 1);  // so that it has something to say to whoever is gone
    const char *const args[] = { TIPTOE_PROGRAM,
                                 "play",
                                 "--camera",
                                 "demo",
                                 "--model",
                                 "lite",
                                 "--game",
                                 "bubble_garden",
                                 "--store",
                                 play->store,
                                 "--seconds",
                                 "60",
                                 window ? NULL : "--headless",
                                 NULL };
    execv(TIPTOE_PROGRAM, (char *const *)args);
    _exit(127);
}

static void begin(OnePlay *play, const char *name, bool terminal, const char *display)
{
    snprintf(play->store, sizeof play->store, "%s/%s.db", folder, name);
    play->terminal = -1;
    play->pid = terminal ? forkpty(&play->terminal, NULL, NULL, NULL) : fork();
    if (terminal && play->pid < 0) skip_not_allowed("this system gives no terminal of its own");
    assert_at_least(play->pid, 0);
    if (play->pid > 0) return;
    int nothing = open("/dev/null", O_RDWR);
    if (!terminal) dup2(nothing, 1), dup2(nothing, 2);
    become_play(play, display, display);
}

// Until its first chunks are stored.
static void wait_until_recorded(const OnePlay *play)
{
    for (int i = 0; i < PATIENCE; i++) {
        if (play->terminal >= 0) {  // nobody may wait for us to read
            char said[4096];
            fcntl(play->terminal, F_SETFL, O_NONBLOCK);
            while (read(play->terminal, said, sizeof said) > 0) continue;
        }
        if (tiptoe("sessions --store %s", play->store) == 0 && strstr(output, "bubble_garden")) {
            pause_ms(400);
            return;
        }
        pause_ms(100);
    }
    fail_msg("the play has recorded nothing after a minute");
}

// Gives how it ended; what is not gone after a minute is killed, and fails.
static int end_of(const OnePlay *play)
{
    int status = 0;
    for (int i = 0; i < PATIENCE; i++) {
        if (waitpid(play->pid, &status, WNOHANG) == play->pid) return status;
        pause_ms(100);
    }
    kill(play->pid, SIGKILL);
    waitpid(play->pid, &status, 0);
    fail_msg("the play did not end");
    return status;
}

static void assert_stopped(const OnePlay *play, const char *ended)
{
    char line[64];
    snprintf(line, sizeof line, "\"ended\": \"%s\"", ended);
    assert_int_equal(tiptoe("sessions --store %s", play->store), 0);
    if (!strstr(output, "stopped")) fail_msg("not stopped: %s", output);
    assert_int_equal(tiptoe("show last --json --store %s", play->store), 0);
    assert_non_null(strstr(output, "\"hits\": "));  // the summary
    if (!strstr(output, line)) fail_msg("no %s in: %s", line, output);
    assert_int_equal(tiptoe("replay last --verify --store %s", play->store), 0);
}

static void test_signals(void **state)
{
    (void)state;
    need_tracking();
    static const int signals[] = { SIGINT, SIGTERM, SIGHUP, SIGQUIT };
    for (size_t i = 0; i < sizeof signals / sizeof *signals; i++) {
        char name[16];
        snprintf(name, sizeof name, "signal%d", signals[i]);
        OnePlay play;
        begin(&play, name, false, NULL);
        wait_until_recorded(&play);
        kill(play.pid, signals[i]);
        int status = end_of(&play);
        assert_true(WIFEXITED(status));
        assert_int_equal(WEXITSTATUS(status), 128 + signals[i]);
        assert_stopped(&play, "program");
    }
}

// The terminal is closed: SIGHUP comes, and whatever is written to it fails.
static void test_a_closed_terminal(void **state)
{
    (void)state;
    need_tracking();
    OnePlay play;
    begin(&play, "terminal", true, NULL);
    wait_until_recorded(&play);
    close(play.terminal);
    assert_true(WIFEXITED(end_of(&play)));
    assert_stopped(&play, "program");
}

// Whoever read what it says is gone: play goes on to its end.
static void test_a_closed_pipe(void **state)
{
    (void)state;
    need_tracking();
    char line[512];
    snprintf(line, sizeof line,
             "TIPTOE_LOG=info '%s' play --headless --fast --camera demo --model lite --seconds 2 "
             "--store %s/pipe.db 2>&1 | true",
             TIPTOE_PROGRAM, folder);
    assert_int_equal(system(line), 0);
    assert_int_equal(tiptoe("sessions --store %s/pipe.db", folder), 0);
    if (!strstr(output, "complete")) fail_msg("not complete: %s", output);
}

// A server of X without a screen; its display's name, ":N".
static pid_t begin_display(char name[16])
{
    int ends[2];
    assert_int_equal(pipe(ends), 0);
    pid_t server = fork();
    assert_at_least(server, 0);
    if (server == 0) {
        int nothing = open("/dev/null", O_RDWR);
        dup2(ends[1], 1), dup2(nothing, 2);
        execlp("Xvfb", "Xvfb", "-displayfd", "1", "-screen", "0", "640x360x24", "-nolisten", "tcp",
               NULL);
        _exit(127);
    }
    close(ends[1]);
    name[0] = ':';
    ssize_t length = read(ends[0], name + 1, 8);
    close(ends[0]);
    if (length <= 0) {
        waitpid(server, NULL, 0);
        skip_test("there is no Xvfb here: tools/setup xvfb");
    }
    name[1 + strcspn(name + 1, "\n")] = '\0';
    return server;
}

static void test_a_lost_display(void **state)
{
    (void)state;
    need_tracking();
    char display[16] = "";
    pid_t server = begin_display(display);
    OnePlay play;
    begin(&play, "display", false, display);
    wait_until_recorded(&play);
    kill(server, SIGKILL);
    waitpid(server, NULL, 0);
    int status = end_of(&play);
    assert_true(WIFEXITED(status));
    assert_int_equal(WEXITSTATUS(status), 74);
    assert_stopped(&play, "window");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_signals),
        cmocka_unit_test(test_a_closed_terminal),
        cmocka_unit_test(test_a_closed_pipe),
        cmocka_unit_test(test_a_lost_display),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
