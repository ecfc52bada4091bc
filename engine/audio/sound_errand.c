// SPDX-License-Identifier: MIT
// sound_errand.c: opens and closes the sound device on a thread of its own.
#include "audio/sound_errand.h"

#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

#define CLOSE_NS 250000000L

// Shared by two: the last to leave frees it.
struct SoundErrand {
    pthread_mutex_t lock;
    pthread_cond_t done_now;
    bool closing, headphones, done, left;
    Device device;
};

static atomic_int under_way;  // threads that still ask a server
static bool guarded;          // main thread

// The libraries of sound are taken down when a program ends. A thread that is still inside of them
// would fall over that; so then the program ends without.
static void end_without(int status, void *unused)
{
    (void)unused;
    if (!under_way) return;
    fflush(NULL);
    _exit(status);
}

static void forget(SoundErrand *errand)
{
    pthread_mutex_destroy(&errand->lock);
    pthread_cond_destroy(&errand->done_now);
    free(errand);
}

static void *run(void *of)
{
    SoundErrand *errand = of;
    Device device = errand->device;
    if (errand->closing)
        sound_device_close(&device);
    else
        sound_device_open(&device, false, errand->headphones);
    pthread_mutex_lock(&errand->lock);
    errand->device = device;
    errand->done = true;
    bool left = errand->left;
    pthread_cond_signal(&errand->done_now);
    pthread_mutex_unlock(&errand->lock);
    if (left) {
        sound_device_close(&device);
        forget(errand);
    }
    under_way--;
    return NULL;
}

static SoundErrand *send(SoundErrand with)
{
    SoundErrand *errand = malloc(sizeof *errand);
    if (!errand) return NULL;
    *errand = with;
    pthread_condattr_t clock;
    pthread_condattr_init(&clock);
    pthread_condattr_setclock(&clock, CLOCK_MONOTONIC);
    pthread_mutex_init(&errand->lock, NULL);
    pthread_cond_init(&errand->done_now, &clock);
    pthread_condattr_destroy(&clock);
    // Signals are the main thread's: this one may stand still for long.
    sigset_t all, before;
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    pthread_t thread;
    if (!guarded) guarded = on_exit(end_without, NULL) == 0;
    under_way++;
    bool sent = pthread_create(&thread, NULL, run, errand) == 0;
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    if (sent) {
        pthread_detach(thread);
        return errand;
    }
    under_way--;
    forget(errand);
    return NULL;
}

SoundErrand *sound_errand_open(bool headphones)
{
    return send((SoundErrand){ .headphones = headphones });
}

bool sound_errand_taken(SoundErrand **errand, Device *device)
{
    SoundErrand *it = *errand;
    pthread_mutex_lock(&it->lock);
    bool done = it->done;
    pthread_mutex_unlock(&it->lock);
    if (!done) return false;
    *device = it->device;
    forget(it);
    *errand = NULL;
    return true;
}

void sound_errand_leave(SoundErrand **errand)
{
    SoundErrand *it = *errand;
    if (!it) return;
    *errand = NULL;
    pthread_mutex_lock(&it->lock);
    bool done = it->done;
    it->left = true;
    pthread_mutex_unlock(&it->lock);
    if (!done) return;
    sound_device_close(&it->device);
    forget(it);
}

void sound_errand_close(Device *device, bool waiting)
{
    SoundErrand *errand = send((SoundErrand){ .closing = true, .device = *device });
    if (!errand) {
        sound_device_close(device);
        return;
    }
    *device = (Device){ .loopback = device->loopback };
    struct timespec until;
    clock_gettime(CLOCK_MONOTONIC, &until);
    until.tv_nsec += CLOSE_NS;
    until.tv_sec += until.tv_nsec / 1000000000L;
    until.tv_nsec %= 1000000000L;
    pthread_mutex_lock(&errand->lock);
    for (int waited = 0; waiting && !errand->done && waited == 0;)
        waited = pthread_cond_timedwait(&errand->done_now, &errand->lock, &until);
    pthread_mutex_unlock(&errand->lock);
    sound_errand_leave(&errand);
}
