// SPDX-License-Identifier: MIT
// loader.c: reads pictures and makes their smaller sizes, beside the main thread.
#include "render/loader.h"

#include "base/ring.h"

#include <pthread.h>
#include <semaphore.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

#include <stb/stb_image.h>

#define LEVEL_HEIGHT_MIN 24   // px; smaller ones are made from this by the screen's own filter
#define WAITING_MAX      256  // asked for and not taken; a power of two
#define NICENESS         10   // after the first one, which a window waits for

struct Loader {
    char folder[1024];
    pthread_t thread;
    atomic_bool stop;
    sem_t asked, answered;  // wake a thread; carry no data
    Ring asks, answers;
    LoaderAsk ask[WAITING_MAX];
    LoaderAnswer answer[WAITING_MAX];
    int waiting;  // the main thread's
};

static unsigned alpha_near(const uint8_t *bgra, int width, int height, int x, int y)
{
    const uint8_t *alpha = bgra + 4 * ((size_t)y * (size_t)width + (size_t)x) + 3;
    return alpha[0] | (y > 0 ? alpha[-4 * (ptrdiff_t)width] : 0u) |
           (y + 1 < height ? alpha[4 * (ptrdiff_t)width] : 0u);
}

// Pixels that cannot be seen take the colour of a neighbour that can, else a smooth edge would mix
// in their black.
static void bleed(uint8_t *bgra, int width, int height)
{
    for (int y = 0; y < height; y++) {
        // What can be seen in the three rows of the columns before, at and after x: most pixels of
        // most pictures have nothing near.
        unsigned before = 0, here = 0, after = alpha_near(bgra, width, height, 0, y);
        for (int x = 0; x < width; x++) {
            before = here;
            here = after;
            after = x + 1 < width ? alpha_near(bgra, width, height, x + 1, y) : 0;
            uint8_t *pixel = bgra + 4 * ((size_t)y * (size_t)width + (size_t)x);
            if (pixel[3] || !(before | here | after)) continue;
            int sum[3] = { 0 }, seen = 0;
            for (int n = 0; n < 9; n++) {
                int nx = x + n % 3 - 1, ny = y + n / 3 - 1;
                if (nx < 0 || ny < 0 || nx >= width || ny >= height) continue;
                const uint8_t *near = bgra + 4 * ((size_t)ny * (size_t)width + (size_t)nx);
                if (!near[3]) continue;
                for (int c = 0; c < 3; c++) sum[c] += near[c];
                seen++;
            }
            for (int c = 0; c < 3 && seen; c++) pixel[c] = (uint8_t)(sum[c] / seen);
        }
    }
}

// Half the size: each new pixel is the mean of four, weighed by how much they cover.
static Pixels halved(const Pixels *from)
{
    Pixels half = { .width = from->width / 2, .height = from->height / 2 };
    half.at = (uint32_t *)malloc(4 * (size_t)half.width * (size_t)half.height);
    for (int y = 0; half.at && y < half.height; y++) {
        for (int x = 0; x < half.width; x++) {
            unsigned sum[4] = { 0 };
            for (int n = 0; n < 4; n++) {
                size_t at = (size_t)(2 * y + n / 2) * (size_t)from->width + (size_t)(2 * x + n % 2);
                const uint8_t *pixel = (const uint8_t *)(from->at + at);
                for (int c = 0; c < 3; c++) sum[c] += (unsigned)pixel[c] * pixel[3];
                sum[3] += pixel[3];
            }
            uint8_t *to = (uint8_t *)(half.at + (size_t)y * (size_t)half.width + (size_t)x);
            for (int c = 0; c < 3; c++) to[c] = (uint8_t)(sum[3] ? sum[c] / sum[3] : 0);
            to[3] = (uint8_t)(sum[3] / 4);
        }
    }
    return half;
}

uint8_t *loader_read(const char *folder, const char *name, int width, int height)
{
    char path[1400];
    snprintf(path, sizeof path, "%s/%s.png", folder, name);
    int file_width = 0, file_height = 0, parts = 0;
    uint8_t *bgra = stbi_load(path, &file_width, &file_height, &parts, 4);
    if (!bgra || file_width != width || file_height != height) {
        stbi_image_free(bgra);
        return NULL;
    }
    for (size_t i = 0; i < (size_t)width * (size_t)height; i++) {
        uint8_t *pixel = bgra + 4 * i, red = pixel[0];
        pixel[0] = pixel[2];
        pixel[2] = red;
    }
    return bgra;
}

static Pixels scaled(const Pixels *from, int width, int height)
{
    Pixels to = { .width = width, .height = height };
    to.at = (uint32_t *)calloc((size_t)width * (size_t)height, sizeof *to.at);
    if (!to.at) return to;
    float w = (float)width, h = (float)height, u = (float)from->width, v = (float)from->height;
    const Corner corner[4] = {
        { 0, 0, 255, 0, 0 }, { w, 0, 255, u, 0 }, { w, h, 255, u, v }, { 0, h, 255, 0, v }
    };
    const Corner other[3] = { corner[0], corner[2], corner[3] };
    RasterClip all = { 0, 0, width, height };
    raster_triangle(&to, all, corner, 0xffffff, from);
    raster_triangle(&to, all, other, 0xffffff, from);
    return to;
}

static void make_backdrop(LoaderAnswer *a, Pixels file)
{
    Pixels *to = &a->level[0];
    *to = scaled(&file, a->ask.backdrop_width, a->ask.backdrop_height);
    free(file.at);
    if (!to->at) return;
    tones_scene(&a->ask.tones, (uint8_t *)to->at, to->width, to->height);
    a->levels = 1;
}

static void make_levels(LoaderAnswer *a, Pixels file)
{
    bleed((uint8_t *)file.at, file.width, file.height);
    tones_picture(&a->ask.tones, (uint8_t *)file.at, (size_t)file.width * (size_t)file.height);
    while (file.at) {
        a->level[a->levels++] = file;
        if (a->levels == PICTURE_LEVELS || file.width < 2 || file.height / 2 < LEVEL_HEIGHT_MIN)
            return;
        file = halved(&file);
        if (file.at) bleed((uint8_t *)file.at, file.width, file.height);
    }
}

static void *loader_thread(void *argument)
{
    Loader *l = argument;
    for (bool first = true;;) {
        while (sem_wait(&l->asked) != 0) continue;
        if (atomic_load(&l->stop)) return NULL;
        LoaderAnswer a = { 0 };
        REQUIRE(ring_take(&l->asks, &a.ask));
        uint8_t *bgra = loader_read(l->folder, a.ask.name, a.ask.width, a.ask.height);
        Pixels file = { a.ask.width, a.ask.height, (uint32_t *)(void *)bgra };
        if (bgra && a.ask.backdrop_width > 0)
            make_backdrop(&a, file);
        else if (bgra)
            make_levels(&a, file);
        REQUIRE(ring_put(&l->answers, &a));  // there is room for all that may be asked
        sem_post(&l->answered);
        if (first) (void)setpriority(PRIO_PROCESS, (id_t)gettid(), NICENESS);
        first = false;
    }
}

Result loader_open(Loader **out, const char *folder)
{
    *out = NULL;
    Loader *l = (Loader *)calloc(1, sizeof *l);
    if (!l) return fail(RESULT_FULL, "no memory for the pictures: close other programs");
    snprintf(l->folder, sizeof l->folder, "%s", folder);
    atomic_init(&l->stop, false);
    ring_init(&l->asks, l->ask, sizeof l->ask[0], WAITING_MAX);
    ring_init(&l->answers, l->answer, sizeof l->answer[0], WAITING_MAX);
    sem_init(&l->asked, 0, 0);
    sem_init(&l->answered, 0, 0);
    sigset_t all, before;  // signals are the main thread's
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    bool started = pthread_create(&l->thread, NULL, loader_thread, l) == 0;
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    if (!started) {
        free(l);
        return fail(RESULT_UNAVAILABLE, "the system gives no more threads: close other programs");
    }
    pthread_setname_np(l->thread, "tiptoe-loader");
    *out = l;
    return RESULT_OK;
}

bool loader_ask(Loader *l, const LoaderAsk *ask)
{
    if (l->waiting == WAITING_MAX) return false;
    REQUIRE(ring_put(&l->asks, ask));
    l->waiting++;
    sem_post(&l->asked);
    return true;
}

bool loader_take(Loader *l, LoaderAnswer *answer, bool wait)
{
    while (!ring_take(&l->answers, answer)) {
        if (!wait || l->waiting == 0) return false;
        while (sem_wait(&l->answered) != 0) continue;
    }
    l->waiting--;
    return true;
}

void loader_close(Loader **loader)
{
    Loader *l = *loader;
    if (!l) return;
    atomic_store(&l->stop, true);
    sem_post(&l->asked);
    pthread_join(l->thread, NULL);
    LoaderAnswer left;
    while (loader_take(l, &left, false))
        for (int i = 0; i < left.levels; i++) free(left.level[i].at);
    sem_destroy(&l->asked);
    sem_destroy(&l->answered);
    free(l);
    *loader = NULL;
}
