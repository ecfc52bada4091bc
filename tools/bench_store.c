// SPDX-License-Identifier: MIT
// bench_store.c: what recordings take on the disk and how long it takes to read them: a minute of
// play seen by the real model, a check-up, and many sessions, all made by the recorder itself.
#include "tools/bench.h"

#include "base/clock.h"
#include "clinic/clinic.h"
#include "demo/demo.h"
#include "gym/known.h"
#include "play/pose_record.h"
#include "session/session.h"

#include <fcntl.h>
#include <ftw.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#define WIDTH       640
#define HEIGHT      480
#define FPS         30
#define AGAIN       4      // minutes that are the same
#define PAGE        20     // sessions of one page of a list
#define CHILDREN    6      // that the start screen offers
#define LIST_MS     50.0   // for a page, and for the start screen
#define CPU_S       1.0    // for export and report of a check-up
#define FORMAT_1    662.0  // bytes of a pose, before
#define LIMIT_STEPS (20 * 60 * GAME_STEPS_PER_SECOND)

static char folder[64], store[80], tables[80], page[80];

// Whose poses a play gets: the drawn child's own; seen by `tracker`; or as they were, from `kept`.
typedef struct Source {
    Tracker *tracker;
    Image image;
    Pose *kept;
    int count, max;
    bool again;  // from `kept`
    Rng noise;
} Source;

static int64_t file_size(void)
{
    struct stat info;
    return stat(store, &info) == 0 ? (int64_t)info.st_size : 0;
}

// As noisy as a camera makes them, so that they are no smaller on the disk than in a room.
static void add_noise(Source *source, Pose *pose)
{
    float shared[3] = { 0 };
    for (int i = 0; i < LANDMARK_COUNT; i++) {
        for (int k = 0; k < 3; k++)
            shared[k] = 0.9f * shared[k] + 0.4f * rng_normal(&source->noise);
        pose->image[i].x += 0.0002f * shared[0];
        pose->image[i].y += 0.0004f * shared[1];
        pose->image[i].z += 0.004f * shared[2];
        pose->world_m[i].x += 0.0015f * shared[0];
        pose->world_m[i].y += 0.003f * shared[1];
        pose->world_m[i].z += 0.006f * shared[2];
    }
}

static void next_pose(Source *source, Demo *demo, const DemoAim *aim, int64_t at_us, Pose *pose)
{
    if (source->again) {
        *pose = source->kept[source->count++ % source->max];
    } else if (source->tracker) {
        Pose truth;
        demo_frame(demo, aim, &source->image, &truth);
        tracker_next(source->tracker, &source->image, at_us, pose);
    } else {
        demo_move(demo, aim, pose);
        add_noise(source, pose);
        pose->state = PLAYER_LOCKED;
        pose->player = pose->people = 1;
    }
    pose->number = (uint32_t)(at_us * FPS / 1000000) + 1;
    pose->captured_us = at_us;
    pose->ready_us = at_us + 20000;
    if (source->kept && !source->again && source->count < source->max)
        source->kept[source->count++] = *pose;
}

static uint32_t step_all(Source *source, Play *play, Session *session, Demo *demo, uint32_t limit)
{
    PlayOutput out = { 0 };
    uint32_t step = 0;
    for (; step < limit && play_phase(play) != PHASE_DONE; step++) {
        PlayInput in = { .step = step };
        PoseRecord record;
        if (step % (GAME_STEPS_PER_SECOND / FPS) == 0) {
            const Calibration *size = play_calibration(play);
            int count = size->done ? out.target_count : 0;
            DemoAim aim = demo_aim(out.target, count, play_game_step(play), size, WIDTH, HEIGHT);
            in.has_pose = true;
            in.taken_us = (int64_t)step * 1000000 / GAME_STEPS_PER_SECOND + 25000;
            next_pose(source, demo, &aim, in.taken_us - 25000, &in.pose);
            pose_quantise(&in.pose, &record);
        }
        play_step(play, &in, &out);
        bool due = (step + 1) % SESSION_DIGEST_STEPS == 0;
        session_record(session, &in, in.has_pose ? &record : NULL, &out,
                       due ? behaviour_mark(play_behaviour(play)) : 0);
    }
    return step;
}

// Plays and records. Gives how many steps, and the session's number.
static Result record(Source *source, const Game *game, uint32_t seconds, uint64_t seed,
                     uint32_t *steps, int64_t *id)
{
    SessionDesc desc = {
        .model = "full", .camera_kind = "demo", .build = "bench", .may_block = true
    };
    DemoOptions options = { .width = WIDTH, .height = HEIGHT, .fps = FPS, .seed = seed };
    Demo *demo = NULL;
    Session *session = NULL;
    snprintf(desc.plan.child, sizeof desc.plan.child, "BENCH-%u", (unsigned)(seed % 40));
    desc.camera_fps = FPS;
    desc.plan.play = (PlaySetup){ .game = game, .height_cm = 120 };
    desc.plan.play.setup =
        (GameSetup){ .seed = seed,
                     .level = 2,
                     .seconds = seconds,
                     .profile = { .hand = HAND_EITHER,
                                  .side_bias = 0.5f,
                                  .sensory = sensory_preset(SENSORY_STANDARD) } };
    Result result = demo_open(&demo, &options);
    if (!result) result = session_open(&session, store, &desc);
    if (result) {
        demo_close(&demo);
        return result;
    }
    *id = session_id(session);
    Play *play = play_open(&desc.plan.play);
    *steps = step_all(source, play, session, demo, LIMIT_STEPS);
    SessionSummary summary = { .calibration = *play_calibration(play),
                               .score = *play_score(play),
                               .quality = *play_quality(play),
                               .pose_fps = FPS };
    play_behaviour_text(play, summary.behaviour);
    session_finish(session, SESSION_COMPLETE, &summary);
    result = session_close(&session);
    play_close(&play);
    demo_close(&demo);
    bool measured = game->role == ROLE_ASSESSMENT;
    return !result && measured ? clinic_keep(store, *id) : result;
}

// What the track of session `id` takes, beside what format 1 would have taken of the same steps,
// and what the file grew by: also events, trials, marks.
static Result print_size(const char *what, int64_t id, int64_t grew, uint32_t steps)
{
    double poses = (double)steps * FPS / GAME_STEPS_PER_SECOND;
    double before = poses * (FORMAT_1 + 8) + steps;
    int64_t bytes = 0;
    Store *opened = NULL;
    Result result = store_open(&opened, store, STORE_READ);
    if (!result) result = recording_track_size(opened, id, &bytes);
    store_close(&opened);
    if (result) return result;
    printf("  %-32s %8.0f kB of track in %.0f s: %.1f bytes a pose, %.0f kB a minute, 1/%.1f of "
           "format 1 (%.0f kB); all of it %.0f kB\n",
           what, (double)bytes / 1000, poses / FPS, (double)bytes / poses,
           (double)bytes / poses * 60 * FPS / 1000, before / (double)bytes, before / 1000,
           (double)grew / 1000);
    return RESULT_OK;
}

// The same minute again and again: by then the room that small pages leave is taken and left anew.
static Result minute_of_play(void)
{
    static Pose kept[120 * FPS];
    TrackerOptions options = { .model = MODEL_FULL };
    Source source = { .kept = kept, .max = (int)(sizeof kept / sizeof kept[0]) };
    uint32_t steps = 0;
    int64_t id = 0;
    Result result = tracker_open(&source.tracker, &options);
    if (result) return result;
    source.image = (Image){ WIDTH, HEIGHT, WIDTH * 3, malloc((size_t)WIDTH * HEIGHT * 3) };
    REQUIRE(source.image.bgr);
    result = record(&source, game_list[0], 60, 1, &steps, &id);
    source.again = true;
    source.max = source.count;
    int64_t before = 0;
    for (int i = 0; i < 1 + AGAIN && !result; i++) {
        if (i == 1) before = file_size();
        source.count = 0;
        result = record(&source, game_list[0], 60, 1, &steps, &id);
    }
    if (!result)
        result =
            print_size("a minute of play, model full", id, (file_size() - before) / AGAIN, steps);
    tracker_close(&source.tracker);
    free(source.image.bgr);
    return result;
}

// Runs the program beside this one. CPU time in s; -1: it failed.
static double run_program(char *const args[])
{
    char path[PATH_MAX];
    struct rusage use;
    int status = -1;
    ssize_t length = readlink("/proc/self/exe", path, sizeof path - 8);
    while (length > 0 && path[length - 1] != '/') length--;
    if (length <= 0) return -1;
    strcpy(path + length, "tiptoe");
    pid_t child = fork();
    if (child == 0) {
        int sink = open("/dev/null", O_WRONLY | O_CLOEXEC);
        if (sink >= 0 && dup2(sink, 1) == 1) execv(path, args);
        _exit(127);
    }
    if (child < 0 || wait4(child, &status, 0, &use) != child || status != 0) return -1;
    return (double)(use.ru_utime.tv_sec + use.ru_stime.tv_sec) +
           (double)(use.ru_utime.tv_usec + use.ru_stime.tv_usec) * 1e-6;
}

static void print_cpu(const char *what, char *const args[])
{
    double cpu_s = run_program(args);
    if (cpu_s < 0)
        printf("  %-32s failed\n", what);
    else
        printf("  %-32s %8.2f s of CPU%s\n", what, cpu_s, cpu_s > CPU_S ? ", MORE THAN 1 s" : "");
}

static Result whole_checkup(void)
{
    const Game *checkup = game_find("checkup");
    Source source = { .noise = rng_seed(3) };
    uint32_t steps = 0;
    int64_t id = 0, before = file_size();
    REQUIRE(checkup);
    Result result = record(&source, checkup, 900, 3, &steps, &id);
    if (!result) result = print_size("a check-up", id, file_size() - before, steps);
    if (result) return result;
    print_cpu("export of it", (char *[]){ "tiptoe", "export", "--session", "last", "--csv", tables,
                                          "--store", store, NULL });
    print_cpu("report of it", (char *[]){ "tiptoe", "report", "--session", "last", "--html", page,
                                          "--store", store, NULL });
    return RESULT_OK;
}

static void print_list(const char *what, Histogram *times)
{
    double ms = histogram_ms(times, 0.5);
    printf("  %-32s %8.1f ms%s\n", what, ms, ms > LIST_MS ? ", MORE THAN 50 ms" : "");
}

static Result read_lists(void)
{
    static Histogram first_page, start;
    Result result = RESULT_OK;
    for (int i = 0; i < 9 && !result; i++) {
        Store *opened = NULL;
        static SessionRow list[PAGE];
        char children[CHILDREN][PLAN_CHILD_MAX + 1];
        uint32_t count = 0;
        int64_t from_us = clock_us();
        result = store_open(&opened, store, STORE_READ);
        if (!result) result = session_page(opened, NULL, NULL, PAGE, list, &count);
        histogram_add(&first_page, clock_us() - from_us);
        store_close(&opened);
        Known known;
        from_us = clock_us();
        known_load(&known, store);
        known_children(&known, children, CHILDREN);
        histogram_add(&start, clock_us() - from_us);
        known_free(&known);
    }
    if (result) return result;
    print_list("opening it and listing a page", &first_page);
    print_list("the start screen's list", &start);
    return RESULT_OK;
}

static Result many_sessions(unsigned sessions)
{
    Source source = { .noise = rng_seed(5) };
    int64_t from_us = clock_us(), bytes = file_size();
    Result result = RESULT_OK;
    for (unsigned i = 0; i < sessions && !result; i++) {
        uint32_t steps = 0;
        int64_t id = 0;
        const Game *game = game_list[i % (unsigned)game_count];
        if (game->role != ROLE_ASSESSMENT) result = record(&source, game, 5, 10 + i, &steps, &id);
        if (isatty(2) && i % 100 == 99) fprintf(stderr, "%u sessions\r", i + 1);
    }
    if (result) return result;
    printf("  %-32s %8.1f s, the file grew by %.1f MB\n", "many short ones",
           (double)(clock_us() - from_us) * 1e-6, (double)(file_size() - bytes) * 1e-6);
    return read_lists();
}

static int remove_one(const char *path, const struct stat *info, int type, struct FTW *at)
{
    (void)info, (void)type, (void)at;
    return remove(path);
}

Result bench_store(unsigned sessions)
{
    const char *root = getenv("TMPDIR");
    snprintf(folder, sizeof folder, "%.40s/tiptoe-bench-XXXXXX", root ? root : "/tmp");
    if (!mkdtemp(folder)) return fail(RESULT_CANNOT_CREATE, "%s: cannot be made", folder);
    snprintf(store, sizeof store, "%s/s.db", folder);
    snprintf(tables, sizeof tables, "%s/tables", folder);
    snprintf(page, sizeof page, "%s/page.html", folder);
    printf("\nrecordings, in %s\n", folder);
    Result result = minute_of_play();
    if (!result) result = whole_checkup();
    if (!result) result = many_sessions(sessions);
    nftw(folder, remove_one, 8, FTW_DEPTH | FTW_PHYS);
    return result;
}
