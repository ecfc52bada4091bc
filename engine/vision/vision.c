// SPDX-License-Identifier: MIT
// vision.c: camera thread -> frame mailbox -> pose thread -> pose mailbox -> main thread. Pictures
// for the mirror and notes on health travel in mailboxes of their own.
#include "vision/vision.h"

#include "base/clock.h"
#include "base/log.h"
#include "base/mailbox.h"
#include "vision/pace.h"
#include <errno.h>
#include <limits.h>
#include <pthread.h>
#include <semaphore.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

#define RETRY_US          500000   // between attempts to open a lost device
#define STOP_POLL_US      50000    // how long a stop may wait for such an attempt
#define DAMAGED_US        1000000  // the camera is in trouble after this time without a whole frame
#define LUMA_STRIDE       16       // px between the samples of the brightness
#define POSE_NICE         10  // of the pose thread: a tenth of the main thread's share of a core
#define LOOKS_PUT_OFF_MAX 30  // pictures that go before a look around
#define STEADY_US         300000  // a mask older than this has no say in a new one

typedef struct FrameSlot {
    Frame frame;  // image.bgr is `memory`
    uint8_t *memory;
    size_t capacity;
} FrameSlot;

typedef struct PoseSlot {
    Pose pose;
    VisionStamps stamps;
} PoseSlot;

typedef struct CutoutSlot {
    FrameSlot picture;
    Silhouette silhouette;
} CutoutSlot;

typedef struct CameraNote {
    CameraInfo info;
    uint32_t captured, dropped, damaged, reopened;
    float fps, luma;
    Result result;
    char trouble[sizeof(((VisionHealth *)0)->trouble)];
} CameraNote;

typedef struct PoseNote {
    TrackerTimes times;
    uint32_t posed, found;
    Model model;
} PoseNote;

struct Vision {
    // Set before the threads start, read by them.
    CameraRequest request;
    char source[PATH_MAX];
    PoseMaker maker;
    pthread_t camera_thread, pose_thread;
    atomic_bool stop;
    sem_t frame_posted;  // wakes the pose thread; carries no data

    // The camera thread's own.
    Camera *camera;
    CameraNote note;
    uint32_t number_before;  // frames of the openings before this one
    int64_t last_captured_us, last_whole_us;

    // The pose thread's own.
    PoseNote pose_note;
    Pace pace;
    int64_t masked_us;     // 0: no mask yet; capture of the picture in ...
    unsigned last_cutout;  // ... this slot, the last one posted
    int looks_put_off;     // pictures in a row

    // Where threads meet. Writer, reader: camera, pose.
    Mailbox frame_box;
    FrameSlot frames[MAILBOX_SLOTS];
    // camera, main
    Mailbox picture_box;
    FrameSlot pictures[MAILBOX_SLOTS];
    Mailbox note_box;
    CameraNote notes[MAILBOX_SLOTS];
    // pose, main
    Mailbox pose_box;
    PoseSlot poses[MAILBOX_SLOTS];
    Mailbox pose_note_box;
    PoseNote pose_notes[MAILBOX_SLOTS];
    Mailbox cutout_box;
    CutoutSlot *cutouts;  // MAILBOX_SLOTS; NULL: no masks
    // main, camera
    // main, pose
    Mailbox choice_box;  // posted: the next person, please; carries nothing else
    Mailbox change_box;  // whether the model may change
    bool change_allowed[MAILBOX_SLOTS];
};

// --- the camera thread ---

// Room for a picture of this size. Allocates at the start, and again only if the size grows.
static bool slot_reserve(FrameSlot *slot, int width, int height)
{
    size_t size = (size_t)width * (size_t)height * 3;
    if (size <= slot->capacity) return true;
    uint8_t *memory = realloc(slot->memory, size);
    if (!memory) return false;
    slot->memory = memory;
    slot->capacity = size;
    return true;
}

static bool slot_fill(FrameSlot *slot, const Frame *frame)
{
    const Image *from = &frame->image;
    if (!slot_reserve(slot, from->width, from->height)) return false;
    size_t row = (size_t)from->width * 3;
    slot->frame = *frame;
    slot->frame.image.stride = (int)row;
    slot->frame.image.bgr = slot->memory;
    for (int y = 0; y < from->height; y++) {
        memcpy(slot->memory + (size_t)y * row, from->bgr + (ptrdiff_t)y * from->stride, row);
    }
    return true;
}

static void post_note(Vision *vision)
{
    vision->notes[vision->note_box.write] = vision->note;
    mailbox_post(&vision->note_box);
}

static void note_trouble(Vision *vision, Result result, const char *text)
{
    LogLevel level = result == RESULT_NOT_FOUND ? LOG_INFO : LOG_WARN;
    if (vision->note.result != result)
        log_write(level, "camera result=%d \"%s\"", (int)result, text);
    vision->note.result = result;
    snprintf(vision->note.trouble, sizeof(vision->note.trouble), "%s", text);
    post_note(vision);
}

static float mean_luma(const Image *image)
{
    unsigned long sum = 0, count = 0;
    for (int y = LUMA_STRIDE / 2; y < image->height; y += LUMA_STRIDE) {
        const uint8_t *row = image->bgr + (ptrdiff_t)y * image->stride;
        for (int x = LUMA_STRIDE / 2; x < image->width; x += LUMA_STRIDE, count++) {
            sum += (29u * row[3 * x] + 150u * row[3 * x + 1] + 77u * row[3 * x + 2]) >> 8;
        }
    }
    return count ? (float)sum / (float)count : 0;
}

// The rate as a running mean over about a second.
static void measure_rate(CameraNote *note, int64_t interval_us, uint32_t frames)
{
    if (interval_us <= 0 || frames == 0) return;
    float seconds = (float)interval_us / 1e6f;
    float now = (float)frames / seconds;
    float share = note->fps > 0 ? seconds / (1 + seconds) : 1;
    // The mean is one of intervals: short ones must not count for more than they last.
    note->fps = note->fps > 0 ? 1 / ((1 - share) / note->fps + share / now) : now;
}

static void deliver(Vision *vision, Frame *frame)
{
    CameraNote *note = &vision->note;
    frame->number += vision->number_before;
    uint32_t step = frame->number - note->captured;
    measure_rate(note, note->captured ? frame->captured_us - vision->last_captured_us : 0, step);
    note->captured = frame->number;
    note->dropped += step - 1;
    note->luma = mean_luma(&frame->image);
    vision->last_captured_us = frame->captured_us;
    vision->last_whole_us = frame->decoded_us;

    if (slot_fill(&vision->frames[vision->frame_box.write], frame)) {
        if (mailbox_post(&vision->frame_box)) note->dropped++;
        sem_post(&vision->frame_posted);
    } else {
        note->dropped++;
    }
    if (slot_fill(&vision->pictures[vision->picture_box.write], frame)) {
        mailbox_post(&vision->picture_box);
    }
    note->result = RESULT_OK;
    note->trouble[0] = '\0';
    post_note(vision);
}

static void count_damaged(Vision *vision, const Frame *frame)
{
    CameraNote *note = &vision->note;
    uint32_t number = frame->number + vision->number_before;
    note->damaged++;
    note->dropped += number - note->captured;
    note->captured = number;
    bool live = note->info.live;
    if (clock_us() - vision->last_whole_us > DAMAGED_US) {
        note_trouble(vision, RESULT_MALFORMED,
                     live
                         ? "the camera sends damaged pictures only: try another cable or USB socket"
                         : fail_text());
    } else {
        post_note(vision);
    }
}

// Waits, then tries to open the camera that was lost.
static void reopen(Vision *vision)
{
    int64_t due_us = clock_us() + RETRY_US;
    while (clock_us() < due_us && !atomic_load(&vision->stop)) {
        clock_sleep_until(clock_us() + STOP_POLL_US);
    }
    if (atomic_load(&vision->stop)) return;
    if (camera_open(&vision->camera, &vision->request) != RESULT_OK) {
        note_trouble(vision, RESULT_LOST, fail_text());
        return;
    }
    vision->note.info = camera_info(vision->camera);
    vision->note.reopened++;
    vision->note.fps = 0;
    vision->number_before = vision->note.captured;
    vision->last_whole_us = clock_us();
}

static void *camera_thread(void *argument)
{
    Vision *vision = argument;
    Result result = RESULT_OK;
    vision->last_whole_us = clock_us();
    while (!atomic_load(&vision->stop)) {
        if (!vision->camera) {
            reopen(vision);
            continue;
        }
        Frame frame;
        Result last = result;
        result = camera_read(vision->camera, &frame);
        if (result == RESULT_OK) {
            deliver(vision, &frame);
        } else if (result == RESULT_MALFORMED) {
            count_damaged(vision, &frame);
        } else if (result == RESULT_NOT_FOUND) {
            // What breaks off says so in its last words.
            note_trouble(vision, result,
                         last == RESULT_MALFORMED ? fail_text() : "the clip has ended");
            break;
        } else {
            note_trouble(vision, RESULT_LOST, fail_text());
            camera_close(&vision->camera);
        }
    }
    return NULL;
}

// --- the pose thread ---

// What makes the poses is changed between two trials only.
static void watch_pace(Vision *vision, const PoseSlot *slot)
{
    const PoseMaker *maker = &vision->maker;
    Pace *pace = &vision->pace;
    if (!maker->use) return;
    const PacePose pose = { .number = slot->pose.number,
                            .captured_us = slot->stamps.captured_us,
                            .took_us = vision->pose_note.times.total_us,
                            .found = slot->pose.found };
    Model wanted = pace_next(pace, &pose);
    mailbox_take(&vision->change_box);
    if (wanted == pace->model || !vision->change_allowed[vision->change_box.read]) return;
    if (!maker->use(maker->self, wanted)) return;
    pace_take(pace, wanted);
    vision->pose_note.model = wanted;
    log_warn("vision model=%s took_us=%lld", model_name(wanted), (long long)pose.took_us);
}

static void make_pose(Vision *vision, const Frame *frame)
{
    PoseSlot *slot = &vision->poses[vision->pose_box.write];
    slot->stamps = (VisionStamps){
        .captured_us = frame->captured_us,
        .dequeued_us = frame->dequeued_us,
        .decoded_us = frame->decoded_us,
        .started_us = clock_us(),
        .source = frame->stamp_source,
    };
    vision->maker.next(vision->maker.self, &frame->image, frame->captured_us, &slot->pose);
    slot->pose.number = frame->number;
    slot->pose.ready_us = slot->stamps.ready_us = clock_us();

    PoseNote *note = &vision->pose_note;
    note->posed++;
    note->found += slot->pose.found;
    if (vision->maker.times) note->times = vision->maker.times(vision->maker.self);
    watch_pace(vision, slot);
    mailbox_post(&vision->pose_box);
    vision->pose_notes[vision->pose_note_box.write] = *note;
    mailbox_post(&vision->pose_note_box);
}

// Hands the picture on with its mask. Its memory changes places with an older one's; the frame's
// image still shows the picture, which nobody writes to, until this thread takes another frame.
static void give_cutout(Vision *vision, FrameSlot *slot)
{
    TrackerMask mask;
    if (!vision->cutouts || !vision->maker.mask(vision->maker.self, &mask)) return;
    int64_t age_us = slot->frame.captured_us - vision->masked_us;
    const Image *now = &slot->frame.image;
    const Image *before = &vision->cutouts[vision->last_cutout].picture.frame.image;
    bool steady = vision->masked_us && age_us > 0 && age_us < STEADY_US &&
                  now->width == before->width && now->height == before->height;
    CutoutSlot *cutout = &vision->cutouts[vision->cutout_box.write];
    silhouette_make(&cutout->silhouette,
                    steady ? &vision->cutouts[vision->last_cutout].silhouette : NULL, &mask);
    FrameSlot older = cutout->picture;
    cutout->picture = *slot;
    slot->memory = older.memory;
    slot->capacity = older.capacity;
    vision->masked_us = slot->frame.captured_us;
    vision->last_cutout = vision->cutout_box.write;
    mailbox_post(&vision->cutout_box);
}

// Whether those around may be looked for now: the next picture goes first, if it is there already,
// but not for ever.
static bool may_look_around(Vision *vision)
{
    bool busy = mailbox_waiting(&vision->frame_box);
    vision->looks_put_off = busy ? vision->looks_put_off + 1 : 0;
    if (busy && vision->looks_put_off <= LOOKS_PUT_OFF_MAX) return false;
    vision->looks_put_off = 0;
    return true;
}

static void *pose_thread(void *argument)
{
    Vision *vision = argument;
    // The network would keep the cores that the main thread needs when a present is due; the
    // threads that an engine starts from here stand back as well. Where that is refused, it is
    // only slower.
    (void)setpriority(PRIO_PROCESS, (id_t)gettid(), POSE_NICE);
    for (;;) {
        while (sem_wait(&vision->frame_posted) != 0) continue;  // interrupted by a signal
        if (atomic_load(&vision->stop)) return NULL;
        if (mailbox_take(&vision->frame_box)) {
            FrameSlot *slot = &vision->frames[vision->frame_box.read];
            PoseMaker *maker = &vision->maker;
            if (mailbox_take(&vision->choice_box) && maker->choose_next)
                maker->choose_next(maker->self);
            make_pose(vision, &slot->frame);
            give_cutout(vision, slot);
            if (maker->look_around && may_look_around(vision))
                maker->look_around(maker->self, &slot->frame.image);
        }
    }
}

// --- the main thread ---

static void free_vision(Vision *vision)
{
    camera_close(&vision->camera);
    if (vision->maker.close) vision->maker.close(vision->maker.self);
    for (int i = 0; i < MAILBOX_SLOTS; i++) {
        free(vision->frames[i].memory);
        free(vision->pictures[i].memory);
        if (vision->cutouts) free(vision->cutouts[i].picture.memory);
    }
    free(vision->cutouts);
    sem_destroy(&vision->frame_posted);
    free(vision);
}

static bool reserve_slots(Vision *vision)
{
    int width = vision->note.info.width, height = vision->note.info.height;
    bool good = true;
    if (vision->maker.mask) vision->cutouts = calloc(MAILBOX_SLOTS, sizeof(*vision->cutouts));
    if (vision->maker.mask && !vision->cutouts) return false;
    for (int i = 0; i < MAILBOX_SLOTS; i++) {
        good = good && slot_reserve(&vision->frames[i], width, height) &&
               slot_reserve(&vision->pictures[i], width, height) &&
               (!vision->cutouts || slot_reserve(&vision->cutouts[i].picture, width, height));
    }
    return good;
}

static bool start_thread(pthread_t *thread, void *(*run)(void *), void *argument, const char *name)
{
    if (pthread_create(thread, NULL, run, argument) != 0) return false;
    pthread_setname_np(*thread, name);
    return true;
}

// Both threads leave signals to the main thread.
static Result start_threads(Vision *vision)
{
    sigset_t all, before;
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    bool pose = start_thread(&vision->pose_thread, pose_thread, vision, "tiptoe-pose");
    bool camera =
        pose && start_thread(&vision->camera_thread, camera_thread, vision, "tiptoe-camera");
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    if (camera) return RESULT_OK;
    if (pose) {
        atomic_store(&vision->stop, true);
        sem_post(&vision->frame_posted);
        pthread_join(vision->pose_thread, NULL);
    }
    return fail(RESULT_UNAVAILABLE, "the system gives no more threads: close other programs");
}

Result vision_start_with(Vision **vision, const CameraRequest *camera, PoseMaker maker)
{
    REQUIRE(vision && camera && camera->source && maker.next);
    *vision = NULL;
    Vision *made = calloc(1, sizeof(*made));
    if (!made || strlen(camera->source) >= sizeof(made->source)) {
        free(made);
        if (maker.close) maker.close(maker.self);
        return fail(RESULT_FULL, "no room to start the camera: close other programs");
    }
    made->maker = maker;
    made->pose_note.model = maker.model;
    for (int i = 0; i < MAILBOX_SLOTS; i++) made->pose_notes[i] = made->pose_note;
    pace_start(&made->pace, maker.model);
    made->request = *camera;
    strcpy(made->source, camera->source);
    made->request.stop = &made->stop;
    made->request.source = made->source;
    made->request.paced = true;
    atomic_init(&made->stop, false);
    sem_init(&made->frame_posted, 0, 0);
    Mailbox *boxes[] = { &made->frame_box,  &made->picture_box,   &made->note_box,
                         &made->pose_box,   &made->pose_note_box, &made->cutout_box,
                         &made->choice_box, &made->change_box };
    for (size_t i = 0; i < sizeof(boxes) / sizeof(boxes[0]); i++) mailbox_init(boxes[i]);

    Result result = camera_open(&made->camera, &made->request);
    if (result == RESULT_OK) {
        log_info("start part=camera");
        made->note.info = camera_info(made->camera);
        made->notes[made->note_box.read] = made->note;
        result = reserve_slots(made) ? start_threads(made)
                                     : fail(RESULT_FULL, "no memory for the camera's pictures");
    }
    if (result != RESULT_OK) {
        free_vision(made);
        return result;
    }
    *vision = made;
    return RESULT_OK;
}

bool vision_take_pose(Vision *vision, Pose *pose)
{
    REQUIRE(pose);
    if (!mailbox_take(&vision->pose_box)) return false;
    *pose = vision->poses[vision->pose_box.read].pose;
    return true;
}

VisionStamps vision_stamps(const Vision *vision)
{
    return vision->poses[vision->pose_box.read].stamps;
}

bool vision_take_picture(Vision *vision, Image *image)
{
    REQUIRE(image);
    if (!mailbox_take(&vision->picture_box)) return false;
    *image = vision->pictures[vision->picture_box.read].frame.image;
    return true;
}

bool vision_take_cutout(Vision *vision, VisionCutout *cutout)
{
    REQUIRE(cutout);
    if (!mailbox_take(&vision->cutout_box)) return false;
    const CutoutSlot *slot = &vision->cutouts[vision->cutout_box.read];
    *cutout =
        (VisionCutout){ slot->picture.frame.image, slot->picture.frame.number, &slot->silhouette };
    return true;
}

CameraInfo vision_camera(Vision *vision)
{
    mailbox_take(&vision->note_box);
    return vision->notes[vision->note_box.read].info;
}

VisionHealth vision_health(Vision *vision)
{
    mailbox_take(&vision->note_box);
    mailbox_take(&vision->pose_note_box);
    const CameraNote *camera = &vision->notes[vision->note_box.read];
    const PoseNote *pose = &vision->pose_notes[vision->pose_note_box.read];
    VisionHealth health = {
        .captured = camera->captured,
        .dropped = camera->dropped,
        .damaged = camera->damaged,
        .posed = pose->posed,
        .found = pose->found,
        .reopened = camera->reopened,
        .fitted = vision->maker.use != NULL,
        .model = pose->model,
        .fps_most = camera->info.live && vision->request.fps == 0 ? vision->request.fps_most : 0,
        .fps = camera->fps,
        .luma = camera->luma,
        .camera = camera->result,
    };
    memcpy(health.trouble, camera->trouble, sizeof(health.trouble));
    return health;
}

TrackerTimes vision_times(Vision *vision)
{
    mailbox_take(&vision->pose_note_box);
    return vision->pose_notes[vision->pose_note_box.read].times;
}

void vision_choose_next(Vision *vision)
{
    mailbox_post(&vision->choice_box);
}

void vision_allow_change(Vision *vision, bool allowed)
{
    vision->change_allowed[vision->change_box.write] = allowed;
    mailbox_post(&vision->change_box);
}

void vision_stop(Vision **vision)
{
    if (!*vision) return;
    atomic_store(&(*vision)->stop, true);
    sem_post(&(*vision)->frame_posted);
    pthread_join((*vision)->camera_thread, NULL);
    pthread_join((*vision)->pose_thread, NULL);
    free_vision(*vision);
    *vision = NULL;
}
