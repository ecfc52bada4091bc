// SPDX-License-Identifier: MIT
// test_audio_server.c: a sound server that accepts and never answers holds nobody up.
#include "audio/audio.h"
#include "test.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <pthread.h>
#include <stdatomic.h>
#include <sys/socket.h>
#include <time.h>

#define HANG_UP_S 20  // whoever still waits by then was held up

// The listener takes every connection and says nothing. It hangs up when the test is through, or in
// the end by itself, which is what the test looks for.
static int listener;
static atomic_bool through, met, hung_up;

static void *be_mute(void *unused)
{
    (void)unused;
    int guest[16], guests = 0;
    for (int tenths = 0; !through && tenths < 10 * HANG_UP_S; tenths++) {
        struct pollfd at = { .fd = listener, .events = POLLIN };
        if (poll(&at, 1, 100) <= 0 || guests == 16) continue;
        guest[guests] = accept(listener, NULL, NULL);
        if (guest[guests] >= 0) guests++;
        met = true;
    }
    hung_up = !through;
    while (guests > 0) close(guest[--guests]);
    close(listener);
    return NULL;
}

static void listen_mutely(pthread_t *thread)
{
    listener = socket(AF_INET, SOCK_STREAM, 0);
    struct sockaddr_in address = { .sin_family = AF_INET, .sin_addr = { htonl(INADDR_LOOPBACK) } };
    socklen_t size = sizeof address;
    assert_int_equal(bind(listener, (struct sockaddr *)&address, size), 0);
    assert_int_equal(listen(listener, 8), 0);
    assert_int_equal(getsockname(listener, (struct sockaddr *)&address, &size), 0);
    char server[64];
    snprintf(server, sizeof server, "tcp:127.0.0.1:%d", ntohs(address.sin_port));
    setenv("PULSE_SERVER", server, 1);
    setenv("ALSOFT_DRIVERS", "pulse", 1);
    assert_int_equal(pthread_create(thread, NULL, be_mute, NULL), 0);
}

static void a_mute_server_holds_nobody_up(void **state)
{
    (void)state;
    pthread_t thread;
    listen_mutely(&thread);
    Audio *audio = NULL;
    AudioOptions options = { .asset_folder = TIPTOE_BUILT_ASSETS };
    assert_int_equal(audio_open(&audio, &options), RESULT_OK);
    assert_true(audio_is_opening(audio));
    assert_string_equal(audio_device(audio), "no sound device");
    // A play of 30 s goes on, with all that it asks for; the server has been asked by then.
    struct timespec moment = { .tv_nsec = 2000000 };
    for (int i = 1; i <= 1800 || (!met && !hung_up); i++) {
        audio_update(audio, 1000000 + i * 16667L);
        audio_say(audio, "welcome");
        audio_music(audio, i % 600 < 300 ? "garden" : "calm");
        audio_cue(audio, &(GameCue){ .cue = CUE_SUCCESS });
        if (!met || i % 100 == 0) nanosleep(&moment, NULL);
    }
    if (!met) skip_test("this OpenAL has no way to a sound server");
    assert_true(audio_is_opening(audio));
    audio_close(&audio);
    assert_false(hung_up);  // nobody waited for it
    through = true;
    assert_int_equal(pthread_join(thread, NULL), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(a_mute_server_holds_nobody_up) };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
