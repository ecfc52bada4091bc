// SPDX-License-Identifier: MIT
// validity_track.c: tracks in memory and in files, and the true pose.
#include "validity_track.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>

#define EVENTS_MAX 8192u
#define TRUE_SHARE 0.5f  // the child's height over the picture's in the true, flat picture
#define TRUE_FLOOR 0.9f

bool checkup_is_seated(const CheckupRun *run)
{
    return run->rig.aid == RIG_AID_WHEELCHAIR;
}

PlaySetup checkup_setup(const CheckupRun *run)
{
    PlaySetup setup = { .game = game_find("checkup"),
                        .height_cm = roundf(100 * rig_stature_m(&run->rig)),
                        .spotter = true };
    setup.setup = (GameSetup){ .seed = run->seed,
                               .level = 1,
                               .seconds = CHECKUP_SECONDS_MAX,
                               .profile = { .hand = HAND_EITHER,
                                            .side_bias = 0.5f,
                                            .posture = checkup_is_seated(run) ? POSTURE_WHEELCHAIR
                                                                              : POSTURE_STANDING,
                                            .sensory = sensory_preset(SENSORY_STANDARD) } };
    return setup;
}

Result track_open(Track *track, uint32_t room)
{
    *track = (Track){ .room = room };
    track->pose = malloc(room * sizeof *track->pose);
    track->event = malloc(EVENTS_MAX * sizeof *track->event);
    if (track->pose && track->event) return RESULT_OK;
    track_close(track);
    return fail(RESULT_FULL, "no memory for a check-up");
}

void track_close(Track *track)
{
    free(track->pose);
    free(track->event);
    *track = (Track){ 0 };
}

Track *track_new(void)
{
    return calloc(1, sizeof(Track));
}

void track_add(Track *track, uint32_t step, const Pose *seen, const Vec3 joint[LANDMARK_COUNT])
{
    REQUIRE(track->count < track->room);
    TrackPose *p = &track->pose[track->count++];
    memset(p, 0, sizeof *p);
    p->step = step;
    p->seen = *seen;
    memcpy(p->joint, joint, sizeof p->joint);
}

void track_event(Track *track, uint32_t step, const GameEvent *event, Vec2 place)
{
    REQUIRE(track->event_count < EVENTS_MAX);
    TrackEvent *e = &track->event[track->event_count++];
    memset(e, 0, sizeof *e);
    e->step = step;
    e->place = place;
    e->event = *event;
}

void track_true_pose(const CheckupRun *run, const Vec3 m[LANDMARK_COUNT], Pose *pose)
{
    float w = (float)run->width, h = (float)run->height, tall = rig_stature_m(&run->rig);
    float k = TRUE_SHARE * h / tall;
    Vec3 a = m[LANDMARK_HIP_LEFT], b = m[LANDMARK_HIP_RIGHT];
    Vec3 hip = { 0.5f * (a.x + b.x), 0.5f * (a.y + b.y), 0.5f * (a.z + b.z) };
    memset(pose, 0, sizeof *pose);
    pose->width = (uint16_t)run->width;
    pose->height = (uint16_t)run->height;
    pose->found = true;
    pose->presence = 1;
    pose->state = PLAYER_LOCKED;
    pose->player = pose->people = 1;
    pose->scale_px = tall * k;
    for (int i = 0; i < LANDMARK_COUNT; i++) {
        pose->visibility[i] = 1;
        pose->image[i] =
            (Vec3){ 0.5f + m[i].x * k / w, TRUE_FLOOR - m[i].y * k / h, -(m[i].z - hip.z) * k / w };
        pose->world_m[i] = (Vec3){ m[i].x - hip.x, hip.y - m[i].y, hip.z - m[i].z };
    }
}

Vec2 track_true_place(const CheckupRun *run, Vec2 image)
{
    float k = TRUE_SHARE * (float)run->height / rig_stature_m(&run->rig);
    return vec2((image.x - 0.5f) * (float)run->width / k,
                (TRUE_FLOOR - image.y) * (float)run->height / k);
}

// ---- files: of one build only; its sizes stand at the head ----

typedef struct Head {
    uint32_t sizes[3];
    Track track;
} Head;

static Head head_of(const Track *track)
{
    Head head;
    memset(&head, 0, sizeof head);
    head.sizes[0] = sizeof(Track);
    head.sizes[1] = sizeof(TrackPose);
    head.sizes[2] = sizeof(TrackEvent);
    head.track = *track;
    return head;
}

static void name_of(char *path, size_t size, const char *lines, int number, const char *model)
{
    snprintf(path, size, "%s.%s.%03d.track", lines, model, number);
}

static bool write_all(gzFile file, const void *bytes, size_t size)
{
    return gzwrite(file, bytes, (unsigned)size) == (int)size;
}

Result track_save(const Track *track, const char *lines, int number, const char *model)
{
    char path[512];
    name_of(path, sizeof path, lines, number, model);
    gzFile file = gzopen(path, "wb1");
    Head head = head_of(track);
    bool written = file && write_all(file, &head, sizeof head) &&
                   write_all(file, track->pose, track->count * sizeof *track->pose) &&
                   write_all(file, track->event, track->event_count * sizeof *track->event);
    if (file && gzclose(file) != Z_OK) written = false;
    return written ? RESULT_OK : fail(RESULT_CANNOT_CREATE, "cannot write %s", path);
}

static bool read_all(gzFile file, void *bytes, size_t size)
{
    return gzread(file, bytes, (unsigned)size) == (int)size;
}

Result track_load(Track *track, const char *lines, int number, const char *model)
{
    char path[512];
    Head head, own = head_of(track);
    name_of(path, sizeof path, lines, number, model);
    gzFile file = gzopen(path, "rb");
    bool good = file && read_all(file, &head, sizeof head) &&
                !memcmp(head.sizes, own.sizes, sizeof own.sizes) &&
                head.track.event_count <= EVENTS_MAX && head.track.count <= head.track.room;
    Result result = good ? track_open(track, head.track.count + 1) : RESULT_OK;
    if (good && result == RESULT_OK) {
        TrackPose *pose = track->pose;
        TrackEvent *event = track->event;
        *track = head.track;
        track->pose = pose;
        track->event = event;
        good = read_all(file, pose, track->count * sizeof *pose) &&
               read_all(file, event, track->event_count * sizeof *event);
        if (!good) track_close(track);
    }
    if (file) gzclose(file);
    if (result) return result;
    return good ? RESULT_OK : fail(RESULT_NOT_FOUND, "no track of this build in %s", path);
}
