// SPDX-License-Identifier: MIT
// tuner.c: what it has opened lies in a mailbox for each network, posted once.
#include "vision/tuner.h"

#include "base/clock.h"
#include "base/log.h"
#include "base/mailbox.h"
#include "vision/models.h"
#include <limits.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <unistd.h>

#define RUNS       10
#define MEASURE_US 1000000  // from its start; then what is known is enough
#define NICENESS   10       // it must not take the loop's time
#define BUSY       1.25     // of its own time: the machine had other things to do

struct Tuner {
    TunerOptions options;
    char folder[PATH_MAX];
    pthread_t thread;
    atomic_bool stop;
    // Writer: the tuner. Reader: the pose thread.
    Mailbox box[MODEL_COUNT];
    LandmarkFinder *opened[MODEL_COUNT][MAILBOX_SLOTS];
};

// NULL: it cannot be had, and play goes on with what is open.
static LandmarkFinder *open_one(const Tuner *t, Model model, int threads)
{
    char path[PATH_MAX];
    LandmarkFinder *finder = NULL;
    if (atomic_load(&t->stop)) return NULL;
    if (model_path(path, sizeof path, t->options.model_folder, model_file(model)) ||
        landmarks_open(&finder, path, t->options.mask, threads))
        log_warn("vision model=%s \"%s\"", model_name(model), fail_text());
    return finder;
}

static void hand_on(Tuner *t, Model model, LandmarkFinder *finder)
{
    if (!finder) return;
    t->opened[model][t->box[model].write] = finder;
    mailbox_post(&t->box[model]);
}

static void remember(const Tuner *t)
{
    char path[PATH_MAX], key[SPEED_KEY_MAX];
    speed_key(key, t->options.cores);
    if (model_cache_path(path, sizeof path, SPEED_FILE) || speed_keep(t->options.speed, path, key))
        log_info("speed \"%s\"", fail_text());
}

// Decides on how many threads, and remembers it. Gives what it opened on two, if that is better.
static LandmarkFinder *measure(Tuner *t, int64_t until_us)
{
    TunerOptions *o = &t->options;
    Speed *speed = &o->speed[o->timed];
    LandmarkCost two = { 0 };
    LandmarkFinder *finder =
        speed_may_use_two(o->cores) ? open_one(t, o->timed, SPEED_THREADS_MAX) : NULL;
    if (finder) two = landmarks_cost(finder, RUNS, until_us);
    bool busy = (double)two.wall_us > BUSY * (double)two.own_us;
    log_info("speed model=%s one_us=%lld two_us=%lld busy=%d", model_name(o->timed),
             (long long)speed->us, (long long)two.wall_us, busy);
    if (speed_threads(o->cores, speed->us, two.wall_us) == 1)
        landmarks_close(&finder);
    else
        *speed = (Speed){ SPEED_THREADS_MAX, two.wall_us };
    if (!busy && !atomic_load(&t->stop)) remember(t);
    return finder;
}

static void *tuner_thread(void *argument)
{
    Tuner *t = argument;
    TunerOptions *o = &t->options;
    int64_t until_us = clock_us() + MEASURE_US;
    (void)setpriority(PRIO_PROCESS, (id_t)gettid(), NICENESS);
    LandmarkFinder *better = o->measure ? measure(t, until_us) : NULL;
    if (better) {
        hand_on(t, o->timed, better);
        o->open_on[o->timed] = SPEED_THREADS_MAX;
    }
    int threads = o->speed[o->timed].threads;
    for (int i = 0; i < MODEL_COUNT; i++)
        if (o->wanted[i] && o->open_on[i] != threads)
            hand_on(t, (Model)i, open_one(t, (Model)i, threads));
    return NULL;
}

Tuner *tuner_start(const TunerOptions *options)
{
    Tuner *t = calloc(1, sizeof *t);
    if (!t) return NULL;
    t->options = *options;
    if (options->model_folder) {
        snprintf(t->folder, sizeof t->folder, "%s", options->model_folder);
        t->options.model_folder = t->folder;
    }
    atomic_init(&t->stop, false);
    for (int i = 0; i < MODEL_COUNT; i++) mailbox_init(&t->box[i]);
    sigset_t all, before;
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    bool started = pthread_create(&t->thread, NULL, tuner_thread, t) == 0;
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    if (started)
        pthread_setname_np(t->thread, "tiptoe-tuner");
    else
        free(t);
    return started ? t : NULL;
}

LandmarkFinder *tuner_take(Tuner *tuner, Model model)
{
    Mailbox *box = &tuner->box[model];
    return mailbox_take(box) ? tuner->opened[model][box->read] : NULL;
}

void tuner_stop(Tuner **tuner)
{
    Tuner *t = *tuner;
    if (!t) return;
    atomic_store(&t->stop, true);
    pthread_join(t->thread, NULL);
    for (int i = 0; i < MODEL_COUNT; i++) {
        LandmarkFinder *left = tuner_take(t, (Model)i);
        landmarks_close(&left);
    }
    free(t);
    *tuner = NULL;
}
