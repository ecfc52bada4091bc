// SPDX-License-Identifier: MIT
// validity_run.c: one check-up is played: seen by the tracker, and known from the joints.
#include "validity_track.h"

#include "base/clock.h"
#include "play/play.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <turbojpeg.h>

#define STEPS_A_FRAME (GAME_STEPS_PER_SECOND / CHECKUP_FPS)
#define SELDOM        3  // between trials every so many pictures are looked at
#define STEPS_MAX     (12 * 60 * GAME_STEPS_PER_SECOND)
#define AFTER_END     21  // steps after a trial's end at which the next one's words are skipped
#define EYES_SHUT     60

typedef struct Runner {
    const CheckupRun *run;
    Track *track;
    Demo *demo;
    Tracker *tracker;  // NULL: the child is known by its joints alone
    Play *play;
    tjhandle press, unpress;
    uint8_t *jpeg;
    unsigned long jpeg_room;
    Image image;
    double scale;
    const char *script;  // NULL: it plays what it is shown
    PlayOutput out;
    uint32_t step;
    Presser presser;
    bool in_trial;
} Runner;

static Result open_all(Runner *r, bool tracks)
{
    const CheckupRun *run = r->run;
    DemoOptions child = { .width = run->width,
                          .height = run->height,
                          .fps = CHECKUP_FPS,
                          .seed = run->seed,
                          .seated = checkup_is_seated(run),
                          .script = r->script,
                          .skill = run->skill,
                          .reaction_ms = run->reaction_ms,
                          .rig = &run->rig };
    PlaySetup setup = checkup_setup(run);
    r->image = (Image){ run->width, run->height, run->width * 3,
                        malloc((size_t)run->width * (size_t)run->height * 3) };
    r->play = play_open(&setup);
    if (!r->image.bgr || !r->play) return fail(RESULT_FULL, "no memory for a check-up");
    Result result = track_open(r->track, STEPS_MAX / STEPS_A_FRAME);
    if (!result) result = demo_open(&r->demo, &child);
    if (!tracks || result) return result;
    TrackerOptions choice = { .model = run->model };
    r->jpeg_room = tjBufSize(run->width, run->height, TJSAMP_420);
    r->jpeg = malloc(r->jpeg_room);
    r->press = tjInitCompress();
    r->unpress = tjInitDecompress();
    if (!r->jpeg || !r->press || !r->unpress) return fail(RESULT_FULL, "no memory for a picture");
    return tracker_open(&r->tracker, &choice);
}

static void close_all(Runner *r)
{
    demo_close(&r->demo);
    tracker_close(&r->tracker);
    if (r->play) play_close(&r->play);
    if (r->press) tjDestroy(r->press);
    if (r->unpress) tjDestroy(r->unpress);
    free(r->jpeg);
    free(r->image.bgr);
}

// The picture goes through the camera's own compression.
static void compress(Runner *r)
{
    const Image *i = &r->image;
    unsigned long size = r->jpeg_room;
    if (!r->run->jpeg) return;
    bool pressed = !tjCompress2(r->press, i->bgr, i->width, i->stride, i->height, TJPF_BGR,
                                &r->jpeg, &size, TJSAMP_420, r->run->jpeg, TJFLAG_NOREALLOC);
    bool back = pressed && !tjDecompress2(r->unpress, r->jpeg, size, i->bgr, i->width, i->stride,
                                          i->height, TJPF_BGR, 0);
    REQUIRE(back);
}

void presser_hear(Presser *p, const PlayOutput *out, uint32_t step)
{
    for (int i = 0; i < out->event_count; i++)
        if (out->event[i].event == EVENT_TRIAL_END) p->at = step + AFTER_END;
    // Eyes closed waits for its start.
    if (out->say && !strcmp(out->say, "checkup_closed")) p->at = step + EYES_SHUT;
}

void presser_press(Presser *p, const Play *play, PlayInput *in)
{
    bool tells = play_phase(play) == PHASE_TELL && !p->told;
    bool first = play_phase(play) == PHASE_PLAY && play_game_step(play) == 3;
    if (!tells && !first && !(p->at && in->step == p->at)) return;
    in->command[in->command_count++] = (PlayCommand){ COMMAND_START_STOP, 0 };
    p->told = true;
}

static void take_events(Runner *r)
{
    for (int i = 0; i < r->out.event_count; i++) {
        const GameEvent *e = &r->out.event[i];
        Vec2 seen =
            image_from_stage(play_calibration(r->play), r->run->width, r->run->height, e->at);
        Vec2 place = r->tracker ? demo_plane(r->demo, seen) : track_true_place(r->run, seen);
        track_event(r->track, r->step, e, place);
        // Trials that no measure is taken of need not be seen well.
        if (e->event == EVENT_TRIAL_BEGIN) r->in_trial = e->attempt > 0;
        if (e->event == EVENT_TRIAL_END || e->event == EVENT_TRIAL_VOID) r->in_trial = false;
    }
}

// A play that has the true joints shows its targets in their flat picture; the child sees them
// where its camera would.
static void show_truly(const Runner *r, DemoAim *aim)
{
    float w = (float)r->run->width, h = (float)r->run->height, tall = rig_stature_m(&r->run->rig);
    View view = rig_view(&r->run->rig, r->run->width, r->run->height, tall);
    for (int i = 0; i < aim->count; i++) {
        DemoTarget *t = &aim->target[i];
        Vec2 m = track_true_place(r->run, t->at);
        Vec2 px = view_px(&view, (Vec3){ m.x, m.y, 0 });
        float per_m = h / vec2_distance(track_true_place(r->run, vec2(0, 0)),
                                        track_true_place(r->run, vec2(0, 1)));
        t->at = vec2(px.x / w, px.y / h);
        t->radius *= view.px_per_m / per_m;
    }
}

// One picture: painted, tracked, and its truth noted.
static void take_picture(Runner *r, DemoAim *aim, PlayInput *in)
{
    Vec3 joint[LANDMARK_COUNT];
    in->taken_us = (int64_t)r->step * 1000000 / GAME_STEPS_PER_SECOND;
    if (r->tracker) {
        demo_frame(r->demo, aim, &r->image, &in->pose);
        compress(r);
        tracker_next(r->tracker, &r->image, in->taken_us, &in->pose);
    } else {
        demo_move(r->demo, aim, NULL);
    }
    demo_landmarks(r->demo, joint);
    if (!r->tracker) track_true_pose(r->run, joint, &in->pose);
    for (int i = 0; i < LANDMARK_COUNT && r->scale != 1; i++)
        in->pose.image[i].x = (float)(0.5 + ((double)in->pose.image[i].x - 0.5) * r->scale);
    in->pose.number = r->step + 1;
    in->pose.captured_us = in->pose.ready_us = in->taken_us;
    pose_quantise(&in->pose, &(PoseRecord){ 0 });
    track_add(r->track, r->step, &in->pose, joint);
}

// Between trials most pictures are only moved through.
static void see(Runner *r, DemoAim *aim, PlayInput *in)
{
    const Calibration *size = play_calibration(r->play);
    uint32_t frame = r->step / STEPS_A_FRAME;
    if (size->done)
        *aim = demo_aim(r->out.target, r->out.target_count, play_game_step(r->play), size,
                        r->run->width, r->run->height);
    if (!r->tracker) show_truly(r, aim);
    bool before = play_phase(r->play) < PHASE_TELL;
    in->has_pose = before || r->in_trial || frame % SELDOM == 0;
    if (!in->has_pose) {
        demo_move(r->demo, aim, NULL);
        return;
    }
    take_picture(r, aim, in);
}

static Result play_through(Runner *r)
{
    DemoAim aim = { 0 };
    while (r->step < STEPS_MAX && play_phase(r->play) != PHASE_DONE) {
        PlayInput in = { .step = r->step };
        if (r->step % STEPS_A_FRAME == 0) see(r, &aim, &in);
        presser_press(&r->presser, r->play, &in);
        play_step(r->play, &in, &r->out);
        take_events(r);
        presser_hear(&r->presser, &r->out, r->step);
        r->step++;
    }
    if (play_phase(r->play) != PHASE_DONE)
        return fail(RESULT_NOT_FOUND, "run %d: the check-up did not come to its end",
                    r->run->number);
    return RESULT_OK;
}

static void note_end(Runner *r, int64_t before)
{
    Vec2 a = demo_plane(r->demo, vec2(0.55f, 0.5f)), b = demo_plane(r->demo, vec2(0.45f, 0.5f));
    r->track->m_per_px = vec2_distance(a, b) / (0.1f * (float)r->run->width);
    r->track->steps = r->step;
    r->track->seconds = (double)(clock_thread_us() - before) / 1e6;
}

Result checkup_play(const CheckupRun *run, double scale, bool tracks, Track *track)
{
    Runner r = { .run = run, .track = track, .scale = scale };
    int64_t before = clock_thread_us();
    Result result = open_all(&r, tracks);
    if (!result) result = play_through(&r);
    if (!result) {
        track->size = *play_calibration(r.play);
        note_end(&r, before);
    }
    close_all(&r);
    return result;
}

Result checkup_record(const CheckupRun *run, const char *script, double seconds, Track *track)
{
    Runner r = { .run = run, .track = track, .scale = 1, .script = script };
    int64_t before = clock_thread_us();
    Result result = open_all(&r, true);
    for (; !result && r.step < seconds * GAME_STEPS_PER_SECOND; r.step += STEPS_A_FRAME)
        take_picture(&r, &(DemoAim){ 0 }, &(PlayInput){ .step = r.step });
    if (!result) note_end(&r, before);
    close_all(&r);
    return result;
}
