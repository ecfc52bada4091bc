// SPDX-License-Identifier: MIT
// bench_draw.c: drawing without a graphics card: each game played by the made-up player, and each
// way to see the child, at two sizes of the window. The time is the thread's own, so that a busy
// machine spoils little, and stands beside that of a plain copy of as many bytes.
#include "tools/bench.h"

#include "base/assets.h"
#include "gym/screen.h"
#include "tests/puppet.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define SECONDS     20u
#define WAIT_STEPS  600u  // to be seen and calibrated
#define DRAWN_EVERY 5u    // steps; play moves on between
#define ARC_EVERY_S 0.1f  // of a game's opening, sign and endings
#define COPIES      101
#define SIZES       2
#define KINDS       8
#define ARCS        (ARC_ENDING + ARC_VARIATIONS)
#define CAMERA_W    640
#define CAMERA_H    480

static const struct Size {
    int width, height;
    double limit_ms;  // of p95, on a core with AVX2
} sizes[SIZES] = { { 1280, 720, 8 }, { 1920, 1080, 14 } };

// What differs from the drawn child in a lively play.
typedef struct Kind {
    const char *name;
    ChildPicture picture;
    SensoryPreset senses;
    bool panel, help, stopped;
} Kind;

static const Kind kinds[KINDS] = {
    { "", PICTURE_AVATAR, SENSORY_LIVELY, false, false, false },
    { "calm", PICTURE_AVATAR, SENSORY_CALM, false, false, false },
    { "mirror", PICTURE_MIRROR, SENSORY_LIVELY, false, false, false },
    { "cutout", PICTURE_CUTOUT, SENSORY_LIVELY, false, false, false },
    { "cutout, calm", PICTURE_CUTOUT, SENSORY_CALM, false, false, false },
    { "shadow", PICTURE_SHADOW, SENSORY_LIVELY, false, false, false },
    { "stopped, panel", PICTURE_AVATAR, SENSORY_LIVELY, true, false, true },
    { "keys", PICTURE_AVATAR, SENSORY_LIVELY, false, true, false },
};

static int64_t thread_us(void)
{
    struct timespec now;
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return (int64_t)now.tv_sec * 1000000 + now.tv_nsec / 1000;
}

// What a child and a room would be for the cutout: an upright oval in a picture of many colours.
static void fill_camera(Screen *screen, Silhouette *who)
{
    static uint8_t bgr[3 * CAMERA_W * CAMERA_H];
    for (int i = 0; i < 3 * CAMERA_W * CAMERA_H; i++)
        bgr[i] = (uint8_t)(i % (3 * CAMERA_W) / 9 + i / (3 * CAMERA_W) * (1 + i % 3) / 4);
    screen->camera =
        (Image){ .width = CAMERA_W, .height = CAMERA_H, .stride = 3 * CAMERA_W, .bgr = bgr };
    who->where = (Region){ .centre = { CAMERA_W / 2, CAMERA_H / 2 }, .side = CAMERA_H };
    for (int y = 0; y < SILHOUETTE_SIZE; y++)
        for (int x = 0; x < SILHOUETTE_SIZE; x++) {
            float dx = ((float)x / SILHOUETTE_SIZE - 0.5f) / 0.22f;
            float dy = ((float)y / SILHOUETTE_SIZE - 0.5f) / 0.47f;
            who->share[y * SILHOUETTE_SIZE + x] =
                (uint8_t)(255 * clampf(3 * (1.2f - dx * dx - dy * dy), 0, 1));
        }
    screen->cutout = (VisionCutout){ .image = screen->camera, .silhouette = who };
}

static void next_picture(Screen *screen, uint32_t step)
{
    screen->camera_number = screen->cutout.number = 1 + step / 2;
    screen->cutout_step = step;
}

// The made-up player stands still until it is calibrated.
static void move(Puppet *puppet, const Run *run, Pose *pose)
{
    const Calibration *size = play_calibration(run->play);
    float trust[LANDMARK_COUNT];
    if (size->done && memcmp(&puppet->size, size, sizeof *size))
        puppet_start(puppet, size, puppet_skill(0.8f), 7);
    GameOutput seen = { .target_count = size->done ? run->out.target_count : 0 };
    memcpy(seen.target, run->out.target, sizeof seen.target);
    uint32_t step = play_game_step(run->play);
    puppet_step(puppet, &seen, step, NULL);
    puppet_pose(puppet, step, pose, trust);
    pose->number = run->step + 1;
    pose->captured_us = pose->ready_us = (int64_t)run->step * RUN_STEP_US;
}

static int64_t draw_timed(Screen *screen, const Run *run, const Settings *settings)
{
    int64_t start = thread_us();
    screen_draw(screen, run, settings);
    render_present(screen->render);
    return thread_us() - start;
}

// What the game drawn last took for each of its arcs.
static const char *const arc_names[ARCS] = { "opens", "sign", "ends", "ends, 2nd form",
                                             "ends, 3rd form" };
static Histogram of_arc[ARCS][SIZES];

// Opening, sign and every ending, where the play has come to. What is seen first is read first: the
// first round warms it.
static void draw_arcs(Screen *screen, const Run *run, const Settings *settings, Histogram *times,
                      int size)
{
    static const float lasts[] = {
        [ARC_OPENING] = ARC_OPENING_S, [ARC_SIGN] = ARC_SIGN_S, [ARC_ENDING] = ARC_ENDING_S
    };
    for (int one = 0; one < ARCS; one++) of_arc[one][size] = (Histogram){ 0 };
    for (int shown = 0; shown < 2 * ARCS; shown++) {
        int one = shown % ARCS;
        ArcPart part = one < ARC_ENDING ? (ArcPart)one : ARC_ENDING;
        int moments = (int)(lasts[part] / ARC_EVERY_S);
        for (int i = 0; i <= moments; i++) {
            ArcMoment moment = arc_moment(run->play, &screen->trail, part, (float)i * ARC_EVERY_S);
            moment.variation = one - (int)part;
            screen->arc = &moment;
            int64_t us = draw_timed(screen, run, settings);
            if (shown == one) continue;
            histogram_add(times, us);
            histogram_add(&of_arc[one][size], us);
        }
    }
    screen->arc = NULL;
}

static void play_and_draw(Screen *screen, const Settings *settings, Histogram *times,
                          Histogram *arcs, int size)
{
    static Run run;
    static PlayInput in;
    Puppet puppet;
    Calibration child = puppet_child(false);
    run = (Run){ .play = play_open(&settings->plan.play) };
    REQUIRE(run.play);
    puppet_start(&puppet, &child, puppet_skill(0.8f), 1);
    screen_prepare(screen, settings);
    screen_warm(screen, &run);
    while (run.step < SECONDS * GAME_STEPS_PER_SECOND + WAIT_STEPS && !run_done(&run)) {
        in = (PlayInput){ .step = run.step, .has_pose = run.step % 2 == 0 };
        in.taken_us = (int64_t)run.step * RUN_STEP_US;
        if (in.has_pose) move(&puppet, &run, &in.pose);
        play_step(run.play, &in, &run.out);
        screen_step(screen, &run);
        next_picture(screen, run.step);
        if (run.step++ % DRAWN_EVERY) continue;
        // What is seen first is read first: a play warms it.
        int64_t us = draw_timed(screen, &run, settings);
        if (run.step > 10 * DRAWN_EVERY) histogram_add(times, us);
    }
    if (arcs) draw_arcs(screen, &run, settings, arcs, size);
    play_close(&run.play);
}

static void draw_scene(Screen *screen, const Game *game, const Kind *kind, Histogram *times,
                       Histogram *arcs, int size)
{
    static Settings settings;
    settings = settings_default();
    PlaySetup *play = &settings.plan.play;
    play->game = game;
    play->setup.level = GAME_LEVELS;
    play->setup.seconds = SECONDS;
    play->setup.seed = 1;
    play->setup.profile.sensory = sensory_preset(kind->senses);
    memcpy(play->setup.knob, game->level[GAME_LEVELS - 1], sizeof play->setup.knob);
    screen->picture = kind->picture;
    screen->panel = kind->panel;
    screen->help = kind->help;
    screen->stopped = kind->stopped;
    render_limits(screen->render, &play->setup.profile.sensory);
    play_and_draw(screen, &settings, times, arcs, size);
}

static double copy_ms(int width, int height)
{
    size_t bytes = 4 * (size_t)width * (size_t)height;
    char *from = malloc(bytes), *to = malloc(bytes);
    Histogram times = { 0 };
    REQUIRE(from && to);
    memset(from, 1, bytes);
    for (int i = 0; i < COPIES; i++) {
        int64_t start = thread_us();
        memcpy(to, from, bytes);
        from[(size_t)i % bytes] = to[bytes / 2];  // each copy is needed
        histogram_add(&times, thread_us() - start);
    }
    free(from);
    free(to);
    return fmax(histogram_ms(&times, 0.5), 0.001);
}

static void print_scene(const char *game, const char *kind, const Histogram times[SIZES],
                        const double copy[SIZES])
{
    char name[64];
    if (!times[0].count) return;
    snprintf(name, sizeof name, "%s%s%s", game, *kind ? ", " : "", kind);
    printf("  %-32s", name);
    bool good = true;
    for (int i = 0; i < SIZES; i++) {
        double p95 = histogram_ms(&times[i], 0.95);
        printf(" %7.2f %7.2f %6.1f  ", histogram_ms(&times[i], 0.5), p95, p95 / copy[i]);
        good = good && p95 <= sizes[i].limit_ms;
    }
    printf("%s\n", good ? "" : "ABOVE THE LIMIT");
}

// First each game, then the kinds of the first one, then the arcs of each, those of a game `alone`
// one by one.
static void print_scenes(const Histogram (*times)[SIZES], int scenes, const double copy[SIZES],
                         const char *alone)
{
    printf("\n%-34s", "draw, ms of the thread");
    for (int i = 0; i < SIZES; i++) printf("  %d: p50     p95  copies ", sizes[i].height);
    printf("\n");
    for (int s = 0; s < scenes; s++) {
        int kind = s - game_count + 1, game = s - game_count - KINDS + 1;
        if (s < game_count)
            print_scene(game_list[s]->id, "", times[s], copy);
        else if (kind < KINDS)
            print_scene(game_list[0]->id, kinds[kind].name, times[s], copy);
        else
            print_scene(game_list[game]->id, "opens and ends", times[s], copy);
    }
    for (int one = 0; alone && one < ARCS; one++)
        print_scene(alone, arc_names[one], of_arc[one], copy);
    printf("  a copy of the frame's bytes takes %.2f and %.2f ms; copies: p95 in such\n", copy[0],
           copy[1]);
}

Result bench_draw(const char *only)
{
    static Silhouette who;
    double copy[SIZES];
    const int first_arc = game_count + KINDS - 1, scenes = first_arc + game_count;
    if (only && !game_find(only)) return fail(RESULT_USAGE, "there is no game %s", only);
    Histogram(*times)[SIZES] = calloc((size_t)scenes, sizeof *times);
    REQUIRE(times);
    BenchLoad load = bench_load_start();
    Result result = RESULT_OK;
    for (int i = 0; i < SIZES && !result; i++) {
        static Screen screen;
        screen = (Screen){ 0 };
        fill_camera(&screen, &who);
        RenderOptions window = { .title = "bench",
                                 .width = sizes[i].width,
                                 .height = sizes[i].height,
                                 .headless = true,
                                 .asset_folder = assets_folder() };
        copy[i] = copy_ms(window.width, window.height);
        result = render_open(&screen.render, &window);
        for (int s = 0; s < first_arc && !result; s++) {
            bool play = s < game_count && game_list[s]->role == ROLE_PLAY;
            const Game *game = game_list[s < game_count ? s : 0];
            if (only && (s >= game_count || strcmp(only, game->id) != 0)) continue;
            draw_scene(&screen, game, &kinds[s < game_count ? 0 : s - game_count + 1], &times[s][i],
                       play ? &times[first_arc + s][i] : NULL, i);
        }
        render_close(&screen.render);
    }
    if (!result) print_scenes((const Histogram(*)[SIZES])times, scenes, copy, only);
    free(times);
    bench_load_end(load);
    return result;
}
