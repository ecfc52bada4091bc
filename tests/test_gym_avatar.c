// SPDX-License-Identifier: MIT
// test_gym_avatar.c: the drawn child follows the tracked one: hands and feet exactly, nothing
// jumps, nothing is left out, whatever it looks like.
#include "avatar/avatar.h"
#include "avatar/pen.h"
#include "avatar/rig.h"
#include "body/body_update.h"
#include "body/calibrate.h"
#include "body/pose_smooth.h"
#include "body/trust.h"
#include "gym/demonstration.h"
#include "gym/settings.h"
#include "test.h"

#include <glob.h>
#include <jansson.h>
#include <string.h>

#define PLAY_STEPS     1500
#define RECORDED_STEPS 360   // most last as long; a shorter one begins anew
#define STEP_MORE      6.0f  // thousandths a step: noise of a pose that stands still
#define FASTER         1.5f

static const float ages[] = { 3, 4, 6, 8, 10, 12, 14, 16, 18 };
#define AGES ((int)(sizeof ages / sizeof *ages))

static Demonstration open_play(const Game *game, Posture posture)
{
    Demonstration d = { 0 };
    Settings s = settings_default();
    s.plan.play.game = game;
    s.plan.play.setup.level = 3;
    s.plan.play.setup.profile.posture = posture;
    settings_settle(&s);
    if (demonstration_open(&d, &s.plan)) assert_true(play_calibration(d.play)->done);
    return d;
}

static float gap(const Figure *f, Point drawn, Vec2 tracked)
{
    Point stage = f->origin + conjf(drawn) * f->scale;
    return hypotf(crealf(stage) - tracked.x, cimagf(stage) - tracked.y);
}

static Point joint_of(const Figure *f, int number)
{
    const Point *row[] = { f->shoulder, f->elbow, f->wrist, f->hand, f->hip, f->knee, f->ankle };
    return row[number / 2][number % 2];
}

// The fastest of the tracked joints that the rig is made of, thousandths of the stature.
static float fastest(const Body *now, const Body *before, const Calibration *size)
{
    float most = 0;
    for (int i = 0; i < LANDMARK_COUNT; i++) {
        bool drawn = i == LANDMARK_NOSE || i == LANDMARK_EAR_LEFT || i == LANDMARK_EAR_RIGHT ||
                     (i >= LANDMARK_SHOULDER_LEFT && i <= LANDMARK_ANKLE_RIGHT);
        if (drawn) most = fmaxf(most, vec2_distance(now->joint[i], before->joint[i]));
    }
    for (int side = 0; side < SIDE_COUNT; side++)
        most = fmaxf(most, vec2_distance(now->hand[side], before->hand[side]));
    return most / size->height * 1000;
}

// Of the drawn joints' steps.
typedef struct Speeds {
    int steps, jumps;   // all; those that were faster than the pose allows
    float worst;        // times the pose ...
    const char *joint;  // ... of this one
} Speeds;

static const char *const joint_names[] = { "shoulder", "elbow", "wrist", "hand",
                                           "hip",      "knee",  "ankle" };

static void add_speeds(Speeds *s, const Figure *f, const Figure *was, float pose)
{
    for (int j = 0; j < 14; j++) {
        float times = cabsf(joint_of(f, j) - joint_of(was, j)) / (pose + STEP_MORE);
        s->steps++;
        s->jumps += times > FASTER;
        if (times > s->worst) s->joint = joint_names[j / 2];
        s->worst = fmaxf(s->worst, times);
    }
}

static void follow(Demonstration *d, float years, int steps, Speeds *speeds)
{
    const RigRest none = { 0 };
    const Calibration *size = play_calibration(d->play);
    Body before = *play_body(d->play);
    Figure was;
    rig_solve(&was, &before, size, years, &none);
    for (int i = 0; i < steps && play_phase(d->play) == PHASE_PLAY; i++) {
        demonstration_step(d, 1);
        const Body *body = play_body(d->play);
        Figure f;
        rig_solve(&f, body, size, years, &none);
        for (int side = 0; side < SIDE_COUNT; side++) {
            assert_below(gap(&f, f.hand[side], body->hand[side]), 1e-4f);
            Vec2 ankle = body->joint[LANDMARK_ANKLE_LEFT + side];
            if (!f.seated) assert_below(gap(&f, f.ankle[side], ankle), 1e-4f);
        }
        add_speeds(speeds, &f, &was, fastest(body, &before, size));
        was = f;
        before = *body;
    }
}

static void test_hands_and_feet_are_exact_and_nothing_jumps(void **state)
{
    (void)state;
    Speeds speeds = { 0 };
    for (int i = 0; i < game_count; i++) {
        for (int posture = 0; posture < POSTURE_COUNT; posture++) {
            if (game_list[i]->needs_legs && posture_is_seated((Posture)posture)) continue;
            Demonstration d = open_play(game_list[i], (Posture)posture);
            if (d.play) follow(&d, ages[(i + posture) % AGES], PLAY_STEPS, &speeds);
            demonstration_close(&d);
        }
    }
    print_message("%d of %d joint steps faster than %.1f times the pose, worst %.2f\n",
                  speeds.jumps, speeds.steps, (double)FASTER, (double)speeds.worst);
    assert_above(speeds.steps, 100000);
    assert_int_equal(speeds.jumps, 0);
}

// A child who moves as that recorded one did, in a game that lasts long enough.
static Demonstration open_recorded(const char *path)
{
    char script[4300];
    Demonstration d = open_play(game_find("statue_sleepover"), POSTURE_STANDING);
    demo_close(&d.child);
    snprintf(script, sizeof script, "mocap %s", path);
    DemoOptions options = {
        .script = script, .width = 640, .height = 480, .fps = 30, .seed = 3, .age_years = 6
    };
    assert_int_equal(demo_open(&d.child, &options), RESULT_OK);
    return d;
}

// The reference rig, on the recordings themselves: 31 of 290,164 steps, the worst 2.9 times.
static void test_real_children_do_not_jump(void **state)
{
    (void)state;
    glob_t found;
    char pattern[4200];
    bool all = getenv("TIPTOE_SOAK");
    Speeds speeds = { .joint = "none" };
    snprintf(pattern, sizeof pattern, "%s/*.csv", test_media("mocap/kinder-gator"));
    assert_int_equal(glob(pattern, 0, NULL, &found), 0);
    for (size_t i = 0; i < found.gl_pathc; i += all ? 1 : 12) {
        for (int age = all ? 0 : 3; age < (all ? AGES : 4); age++) {
            Demonstration d = open_recorded(found.gl_pathv[i]);
            follow(&d, ages[age], RECORDED_STEPS, &speeds);
            demonstration_close(&d);
        }
    }
    globfree(&found);
    print_message("real children: %d of %d joint steps faster than %.1f times the pose, worst "
                  "%.2f (%s)\n",
                  speeds.jumps, speeds.steps, (double)FASTER, (double)speeds.worst, speeds.joint);
    assert_above(speeds.steps, 20000);
    assert_at_most(speeds.jumps, speeds.steps / 1000000);
    assert_below(speeds.worst, 2);
}

static Vec3 vec3_of(const json_t *list)
{
    float at[3];
    for (size_t i = 0; i < 3; i++) at[i] = (float)json_number_value(json_array_get(list, i));
    return (Vec3){ at[0], at[1], at[2] };
}

static bool read_pose(const json_t *frame, Pose *pose)
{
    const json_t *image = json_object_get(frame, "landmarks");
    const json_t *world = json_object_get(frame, "world");
    *pose = (Pose){ .state = PLAYER_LOCKED, .people = 1, .player = 1, .presence = 1 };
    pose->width = (uint16_t)json_integer_value(json_object_get(frame, "width"));
    pose->height = (uint16_t)json_integer_value(json_object_get(frame, "height"));
    pose->found = json_array_size(image) == LANDMARK_COUNT;
    for (size_t i = 0; pose->found && i < LANDMARK_COUNT; i++) {
        const json_t *mark = json_array_get(image, i);
        pose->image[i] = vec3_of(mark);
        pose->world_m[i] = vec3_of(json_array_get(world, i));
        pose->visibility[i] = (float)json_number_value(json_array_get(mark, 3));
    }
    float high = pose->image[LANDMARK_ANKLE_LEFT].y - pose->image[LANDMARK_NOSE].y;
    pose->scale_px = 1.2f * fabsf(high) * (float)pose->height;
    return pose->found;
}

// What play does with a pose, without a game: the clips are shorter than one.
typedef struct Watched {
    int64_t now_us;
    PoseSmoother smoother;
    TrustWatch trust;
    Calibrator calibrator;
    Calibration size;
    Body body;
} Watched;

static void watch(Watched *w, Pose pose, int64_t period_us)
{
    float trust[LANDMARK_COUNT];
    pose.number = (uint32_t)(1 + w->now_us / period_us);
    pose.captured_us = pose.ready_us = w->now_us += period_us;
    if (!w->size.done) calibrator_add(&w->calibrator, &pose, false, 0, &w->size);
    trust_update(&w->trust, &pose, &w->size, 0, trust);
    pose_smooth(&w->smoother, &pose);
    body_update(&w->body, &pose, trust, &w->size);
}

// The clip's first pose is held until the person in it is measured.
static void follow_clip(const char *golden, float years, Speeds *speeds)
{
    static Watched w;
    const RigRest none = { 0 };
    Pose pose;
    json_t *root = json_load_file(test_media(golden), 0, NULL);
    const json_t *frames = json_object_get(root, "frames");
    double fps = json_number_value(json_object_get(json_object_get(root, "meta"), "fps"));
    assert_above(fps, 1);
    w = (Watched){ 0 };
    assert_true(read_pose(json_array_get(frames, 0), &pose));
    while (!w.size.done) {
        watch(&w, pose, (int64_t)(1e6 / fps));
        assert_below(w.now_us, 10000000);
    }
    Body before = w.body;
    Figure was, f;
    rig_solve(&was, &before, &w.size, years, &none);
    for (size_t i = 1; i < json_array_size(frames); i++) {
        if (!read_pose(json_array_get(frames, i), &pose)) continue;
        watch(&w, pose, (int64_t)(1e6 / fps));
        rig_solve(&f, &w.body, &w.size, years, &none);
        for (int side = 0; side < SIDE_COUNT; side++)
            assert_below(gap(&f, f.hand[side], w.body.hand[side]), 1e-4f);
        add_speeds(speeds, &f, &was, fastest(&w.body, &before, &w.size));
        was = f;
        before = w.body;
    }
    json_decref(root);
}

// Grown people in real pictures, by the poses that two networks saw: a jump, one leg, squats.
static void test_people_in_clips_do_not_jump(void **state)
{
    (void)state;
    static const char *const clips[] = { "jump_reach", "oneleg_rendered", "squats" };
    static const char *const models[] = { "full", "lite" };
    char path[96];
    Speeds speeds = { .joint = "none" };
    for (int i = 0; i < 6; i++)
        for (int age = 0; age < AGES; age++) {
            snprintf(path, sizeof path, "golden/%s__%s__raw_cpu.json", clips[i / 2], models[i % 2]);
            follow_clip(path, ages[age], &speeds);
        }
    print_message("people in clips: %d of %d joint steps faster than %.1f times the pose, worst "
                  "%.2f (%s)\n",
                  speeds.jumps, speeds.steps, (double)FASTER, (double)speeds.worst, speeds.joint);
    assert_above(speeds.steps, 100000);
    assert_at_most(speeds.jumps, speeds.steps / 100000);
}

// The pieces of a limb overlap, and cover the joint, however far it bends.
static void assert_whole(float first, float second, float top, float mid, float low)
{
    for (int bend = 0; bend <= 150; bend++) {
        Point joint = point(0, first), end = joint + second * IM * turned((float)bend);
        PenTube tube = pen_limb(0, joint, end, top, mid, low);
        for (int i = 1; i < tube.count; i++) {
            float gap = point_length(tube.at[i] - tube.at[i - 1]);
            bool ends = i == 1 || i == tube.count - 1;  // straight on: one piece, no seam
            if (!ends) assert_below(gap, tube.half[i] + tube.half[i - 1]);
        }
        float off = point_length(tube.at[pen_limb_joint()] - joint);
        assert_below(off, tube.half[pen_limb_joint()]);
        assert_near(point_length(tube.at[tube.count - 1] - end), 0, 1e-3);
    }
}

static void test_no_joint_opens_up_to_150_degrees(void **state)
{
    (void)state;
    for (int i = 0; i < AGES; i++) {
        Proportions p = rig_proportions(ages[i]);
        assert_whole(p.upper, p.fore, 0.8f * p.arm_top, 0.94f * p.arm_mid, 0.94f * p.arm_end);
        assert_whole(p.hip_y - p.knee_y, p.knee_y - p.ankle_y, 0.84f * p.leg_top, 0.9f * p.leg_mid,
                     0.84f * p.leg_end);
    }
}

static void test_proportions_go_by_line_between_the_ages(void **state)
{
    (void)state;
    Proportions four = rig_proportions(4), six = rig_proportions(6), eight = rig_proportions(8);
    assert_float_equal(six.head, (four.head + eight.head) / 2, 1e-3);
    assert_float_equal(six.foot, (four.foot + eight.foot) / 2, 1e-3);
    assert_float_equal(rig_proportions(2).hip_y, four.hip_y, 0);
    assert_float_equal(rig_proportions(30).neck, rig_proportions(16).neck, 0);
    for (int i = 1; i < AGES; i++)
        assert_false(rig_proportions(ages[i]).head > rig_proportions(ages[i - 1]).head);
}

static Canvas canvas;

static float side_of(Vec2 a, Vec2 b, Vec2 p)
{
    return (b.x - a.x) * (p.y - a.y) - (b.y - a.y) * (p.x - a.x);
}

// An outline that crosses itself is filled beyond its edge.
static bool crosses_itself(const CanvasItem *curve)
{
    const CanvasPoint *p = &canvas.point[curve->first];
    int n = curve->count;
    for (int i = 0; i < n; i++)
        for (int k = i + 2; k < n - (i == 0); k++) {
            Vec2 a = p[i].at, b = p[(i + 1) % n].at, c = p[k].at, d = p[(k + 1) % n].at;
            if (side_of(a, b, c) * side_of(a, b, d) < 0 && side_of(c, d, a) * side_of(c, d, b) < 0)
                return true;
        }
    return false;
}

// Every look, seat and palette, over a play: all of it finds room.
static void test_every_look_is_drawn_whole(void **state)
{
    (void)state;
    const Game *game = game_find("bubble_garden");
    for (int look = 0; look < LOOK_READY_COUNT; look++) {
        for (int seat = SEAT_NONE; seat <= SEAT_WHEELCHAIR; seat++) {
            Demonstration d = open_play(game, seat == SEAT_NONE    ? POSTURE_STANDING
                                              : seat == SEAT_STOOL ? POSTURE_SEATED
                                                                   : POSTURE_WHEELCHAIR);
            Avatar a = { .look = look_ready(look), .seat = (AvatarSeat)seat, .night = true };
            a.look.aids = (1u << AID_COUNT) - 1;
            for (int mood = 0; mood < 5; mood++) {
                demonstration_step(&d, 60);
                a.mood = mood;
                a.calm = mood & 1;
                canvas_clear(&canvas);
                avatar_hands(&a, &canvas, play_body(d.play), play_calibration(d.play), 3);
                avatar_draw(&a, &canvas, play_body(d.play), play_calibration(d.play));
                assert_int_equal(canvas.dropped, 0);
                assert_above(canvas.item_count, 80);
                assert_below(canvas.item_count, CANVAS_ITEMS_MAX / 2);
                assert_below(canvas.point_count, CANVAS_POINTS_MAX / 2);
                for (int i = 0; i < canvas.item_count; i++)
                    assert_false(canvas.item[i].kind == CANVAS_CURVE &&
                                 crosses_itself(&canvas.item[i]));
                for (int i = 0; i < canvas.point_count; i++) {
                    assert_true(isfinite(canvas.point[i].at.x));
                    assert_true(isfinite(canvas.point[i].at.y));
                }
            }
            demonstration_close(&d);
        }
    }
}

static void test_a_limb_that_is_not_trusted_comes_to_rest_and_back(void **state)
{
    (void)state;
    Demonstration d = open_play(game_find("bubble_garden"), POSTURE_STANDING);
    Body body = *play_body(d.play);
    const Calibration *size = play_calibration(d.play);
    const AvatarNews nothing = { 0 };
    Avatar a = { 0 };
    body.hand_trust[SIDE_LEFT] = 0.1f;
    for (int i = 0; i < 9; i++) avatar_step(&a, &body, size, &nothing);
    assert_float_equal(a.rest[SIDE_LEFT], 0, 0);  // a moment's doubt is not shown
    for (int i = 0; i < 25; i++) avatar_step(&a, &body, size, &nothing);
    assert_float_equal(a.rest[SIDE_LEFT], 1, 1e-5);
    assert_float_equal(a.rest[SIDE_RIGHT], 0, 0);
    body.hand_trust[SIDE_LEFT] = 0.9f;
    for (int i = 0; i < 8; i++) avatar_step(&a, &body, size, &nothing);
    assert_float_equal(a.rest[SIDE_LEFT], 0, 0);
    demonstration_close(&d);
}

static void test_a_leg_and_a_hand_rest_where_they_belong(void **state)
{
    (void)state;
    Demonstration d = open_play(game_find("bubble_garden"), POSTURE_STANDING);
    const RigRest rest = { { 1, 1 }, { 1, 1 }, false }, walker = { { 1, 1 }, { 0, 0 }, true };
    Figure f;
    rig_solve(&f, play_body(d.play), play_calibration(d.play), 8, &rest);
    for (int side = 0; side < SIDE_COUNT; side++) {
        float sign = side == SIDE_LEFT ? -1 : 1;
        Point hand = f.hand[side] - f.hips, ankle = f.ankle[side];
        assert_near(crealf(hand), sign * (f.p.hem + 34), 1);  // beside the hem
        assert_near(cimagf(ankle), -f.p.ankle_y, 1);          // on the floor, under the hips
        assert_near(crealf(ankle - f.hips), sign * 62, 1);
    }
    rig_solve(&f, play_body(d.play), play_calibration(d.play), 8, &walker);
    for (int side = 0; side < SIDE_COUNT; side++)
        assert_near(point_length(f.hand[side] - rig_walker_grip(&f, side)), 0, 1e-3);
    demonstration_close(&d);
}

// Where a point of the figure is on the stage.
static Vec2 on_stage(const Figure *f, Point at)
{
    Point stage = f->origin + conjf(at) * f->scale;
    return vec2(crealf(stage), cimagf(stage));
}

static void put_hands(Body *body, const Figure *f, Point off)
{
    for (int side = 0; side < SIDE_COUNT; side++) {
        Point at = f->hips + point(crealf(off) * (side == SIDE_LEFT ? -1 : 1), cimagf(off));
        body->hand[side] = on_stage(f, at);
        body->hand_trust[side] = 1;
    }
}

static void test_hands_close_on_what_they_hold(void **state)
{
    (void)state;
    const AvatarNews nothing = { 0 }, holds = { .holds = { true, false } };
    Demonstration d = open_play(game_find("bubble_garden"), POSTURE_STANDING);
    Body body = *play_body(d.play);
    const Calibration *size = play_calibration(d.play);
    Avatar a = { .look = { .aids = 1u << AID_WALKER } };
    Figure f;
    rig_solve(&f, &body, size, 8, &(RigRest){ 0 });
    put_hands(&body, &f, point(178, -40));
    for (int i = 0; i < 30; i++) avatar_step(&a, &body, size, &nothing);
    assert_true(a.grip[SIDE_LEFT] && a.grip[SIDE_RIGHT]);
    put_hands(&body, &f, point(300, -400));
    for (int i = 0; i < 30; i++) avatar_step(&a, &body, size, &nothing);
    assert_false(a.grip[SIDE_LEFT] || a.grip[SIDE_RIGHT]);
    for (int i = 0; i < 30; i++) avatar_step(&a, &body, size, &holds);
    assert_true(a.grip[SIDE_LEFT] && !a.grip[SIDE_RIGHT]);
    demonstration_close(&d);
}

static void test_wheels_turn_with_the_pushes(void **state)
{
    (void)state;
    const AvatarNews nothing = { 0 };
    Demonstration d = open_play(game_find("bubble_garden"), POSTURE_WHEELCHAIR);
    Body body = *play_body(d.play);
    const Calibration *size = play_calibration(d.play);
    Avatar a = { .seat = SEAT_WHEELCHAIR, .years = 8 };
    Figure f;
    rig_solve(&f, &body, size, 8, &(RigRest){ 0 });
    Point rim = point(f.p.belly + 66, 0);
    for (int i = 0; i < 30; i++) {
        put_hands(&body, &f, rim - 30 * IM);
        avatar_step(&a, &body, size, &nothing);
    }
    assert_true(a.grip[SIDE_LEFT] && a.grip[SIDE_RIGHT]);
    float still = a.wheel[SIDE_LEFT];
    for (int i = 0; i < 30; i++) {  // forwards and down, and let go
        put_hands(&body, &f, rim - (30 - (float)i * 2) * IM);
        avatar_step(&a, &body, size, &nothing);
    }
    float pushed = a.wheel[SIDE_LEFT];
    assert_above(pushed - still, 0.2f);
    assert_near(a.wheel[SIDE_RIGHT], pushed, 1e-3);
    for (int i = 0; i < 30; i++) {
        put_hands(&body, &f, rim - 400 * IM);
        avatar_step(&a, &body, size, &nothing);
    }
    assert_above(a.wheel[SIDE_LEFT], pushed);  // it rolls on ...
    float rolling = a.wheel[SIDE_LEFT];
    for (int i = 0; i < 600; i++) avatar_step(&a, &body, size, &nothing);
    assert_below(fabsf(a.wheel_speed[SIDE_LEFT]), 1e-4f);  // ... and comes to rest
    assert_below(a.wheel[SIDE_LEFT] - rolling, 3);
    demonstration_close(&d);
}

// Each aid adds to the drawing, standing and where it belongs on a seat, in every outfit.
static void test_every_aid_is_seen(void **state)
{
    (void)state;
    static CanvasPoint before[CANVAS_POINTS_MAX];
    Demonstration d = open_play(game_find("bubble_garden"), POSTURE_STANDING);
    for (int outfit = 0; outfit < OUTFIT_COUNT; outfit++)
        for (int aid = 0; aid < AID_COUNT; aid++) {
            Avatar a = { .look = { .outfit = (LookOutfit)outfit }, .years = 8 };
            canvas_clear(&canvas);
            avatar_draw(&a, &canvas, play_body(d.play), play_calibration(d.play));
            int without = canvas.point_count;
            memcpy(before, canvas.point, sizeof before);
            a.look.aids = 1u << aid;
            canvas_clear(&canvas);
            avatar_draw(&a, &canvas, play_body(d.play), play_calibration(d.play));
            bool same =
                canvas.point_count == without && !memcmp(before, canvas.point, sizeof before);
            assert_false(same);
        }
    demonstration_close(&d);
}

static void test_the_face_answers_and_blinks(void **state)
{
    (void)state;
    Demonstration d = open_play(game_find("bubble_garden"), POSTURE_STANDING);
    const Body *body = play_body(d.play);
    const Calibration *size = play_calibration(d.play);
    const AvatarNews nothing = { 0 }, success = { .success = true }, effort = { .effort = true };
    Avatar a = { 0 };
    int blinks = 0;
    for (int i = 0; i < 3600; i++) {
        uint32_t before = a.blink_at;
        avatar_step(&a, body, size, &nothing);
        blinks += a.blink_at != before;
    }
    assert_above(blinks, 60 / 5.3);  // every 2.8 to 5.2 s
    assert_below(blinks, 60 / 2.7);
    int calm = a.mood;
    avatar_step(&a, body, size, &success);
    int joy = a.mood;
    assert_int_not_equal(joy, calm);
    for (int i = 0; i < 53; i++) avatar_step(&a, body, size, &effort);
    assert_int_equal(a.mood, joy);
    for (int i = 0; i < 3; i++) avatar_step(&a, body, size, &effort);
    assert_int_not_equal(a.mood, joy);
    demonstration_close(&d);
}

static void test_looks_have_names(void **state)
{
    (void)state;
    char text[LOOK_TEXT_MAX];
    for (int i = 0; i < LOOK_READY_COUNT; i++) {
        Look named, told;
        assert_true(look_from_text(&named, look_ready_name(i)));
        look_to_text(named, text);
        assert_true(look_from_text(&told, text));
        assert_memory_equal(&named, &told, sizeof named);
    }
    Look kept = look_ready(3);
    const char *const bad[] = { "",    "nobody", "tan-ink-hijab",     "tan-ink-hijab-plum+wings",
                                "tan", "-",      "tan-ink-plum-hijab" };
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        assert_false(look_from_text(&kept, bad[i]));
        const Look third = look_ready(3);
        assert_memory_equal(&kept, &third, sizeof kept);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_hands_and_feet_are_exact_and_nothing_jumps),
        cmocka_unit_test(test_real_children_do_not_jump),
        cmocka_unit_test(test_people_in_clips_do_not_jump),
        cmocka_unit_test(test_no_joint_opens_up_to_150_degrees),
        cmocka_unit_test(test_proportions_go_by_line_between_the_ages),
        cmocka_unit_test(test_every_look_is_drawn_whole),
        cmocka_unit_test(test_a_limb_that_is_not_trusted_comes_to_rest_and_back),
        cmocka_unit_test(test_a_leg_and_a_hand_rest_where_they_belong),
        cmocka_unit_test(test_hands_close_on_what_they_hold),
        cmocka_unit_test(test_wheels_turn_with_the_pushes),
        cmocka_unit_test(test_every_aid_is_seen),
        cmocka_unit_test(test_the_face_answers_and_blinks),
        cmocka_unit_test(test_looks_have_names),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
