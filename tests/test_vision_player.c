// SPDX-License-Identifier: MIT
// test_vision_player.c: the lock on the player: whom it takes, that it stays with this person and
// with nobody else, and that it says so when it does not know.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "demo/demo.h"
#include "demo/room.h"
#include "test.h"
#include "vision/appearance.h"
#include "vision/camera.h"
#include "vision/search.h"
#include "vision/tracker.h"

#define WIDTH  640
#define HEIGHT 480
#define BYTES  (WIDTH * HEIGHT * 3)

static Tracker *open_tracker(TrackerOptions options)
{
    Tracker *tracker;
    need_models();
    assert_int_equal(tracker_open(&tracker, &options), RESULT_OK);
    return tracker;
}

static Vec2 hips_of(const Pose *pose)
{
    Vec3 a = pose->image[LANDMARK_HIP_LEFT], b = pose->image[LANDMARK_HIP_RIGHT];
    return vec2((a.x + b.x) / 2 * pose->width, (a.y + b.y) / 2 * pose->height);
}

// ---- the stage: the drawn child, and a second person made of another drawn child --------------

// Where and how the second person stands: its picture is scaled about the feet and moved.
typedef struct Other {
    bool there, front;
    float x;      // px to the right of the middle
    float scale;  // 1: as tall as the child
    float down;   // px nearer to the camera
    int colours;  // which other clothes
} Other;

typedef struct Stage {
    Demo *child, *double_;
    uint8_t *room, *child_bgr, *double_bgr, *shown;
    Image image;   // what the camera sees
    Pose truth;    // of the child
    float hidden;  // share of the child that the other covers
} Stage;

static Image picture(uint8_t *bgr)
{
    return (Image){ WIDTH, HEIGHT, WIDTH * 3, bgr };
}

static Demo *open_demo(const char *script, uint64_t seed, double fps)
{
    Demo *demo;
    DemoOptions options = {
        .script = script, .width = WIDTH, .height = HEIGHT, .fps = fps, .seed = seed
    };
    assert_int_equal(demo_open(&demo, &options), RESULT_OK);
    return demo;
}

static Stage open_stage(const char *script, uint64_t seed, double fps)
{
    Stage s = { .child = open_demo(script, seed, fps),
                .double_ = open_demo("step 3, reach both 3", seed + 1000, fps) };
    uint8_t *memory = malloc(4 * BYTES);
    assert_non_null(memory);
    s.room = memory;
    s.child_bgr = memory + BYTES;
    s.double_bgr = memory + 2 * BYTES;
    s.shown = memory + 3 * BYTES;
    Image room = picture(s.room);
    room_paint(&room, RIG_ROOM_GYM);
    s.image = picture(s.shown);
    return s;
}

static void close_stage(Stage *s)
{
    demo_close(&s->child);
    demo_close(&s->double_);
    free(s->room);
}

// Part of somebody, not of the empty room with its noise.
static bool is_body(const uint8_t *pixel, const uint8_t *room)
{
    int most = 0;
    for (int c = 0; c < 3; c++) {
        int off = abs(pixel[c] - room[c]);
        most = off > most ? off : most;
    }
    return most > 26;
}

// Other clothes: skin and hair stay, the rest takes one of four colours, light and shade with it.
static void dress(uint8_t out[3], const uint8_t in[3], int colours)
{
    static const float cloth[4][3] = {
        { 0.7f, 0.3f, 0.2f }, { 0.25f, 0.6f, 0.3f }, { 0.2f, 0.2f, 0.2f }, { 0.15f, 0.6f, 0.75f }
    };
    int b = in[0], g = in[1], r = in[2];
    float light = fmaxf(fmaxf((float)b, (float)g), (float)r);
    bool skin = r > g && g > b && r - b > 25 && r - b < 105 && b < 170;
    for (int c = 0; c < 3; c++) out[c] = skin ? in[c] : (uint8_t)(cloth[colours][c] * light);
}

static void next_picture(Stage *s, const Other *other)
{
    Image child = picture(s->child_bgr), twin = picture(s->double_bgr);
    demo_frame(s->child, NULL, &child, &s->truth);
    demo_frame(s->double_, NULL, &twin, NULL);
    memcpy(s->shown, s->child_bgr, BYTES);
    s->hidden = 0;
    if (!other || !other->there) return;
    const float feet = 0.9f * HEIGHT;
    int child_pixels = 0, covered = 0;
    for (int y = 0; y < HEIGHT; y++) {
        for (int x = 0; x < WIDTH; x++) {
            size_t at = 3 * ((size_t)y * WIDTH + (size_t)x);
            bool own = is_body(s->child_bgr + at, s->room + at);
            child_pixels += own;
            float from_x = ((float)x - WIDTH / 2.0f - other->x) / other->scale + WIDTH / 2.0f;
            float from_y = ((float)y - feet - other->down) / other->scale + feet;
            if (!(from_x >= 0 && from_x < WIDTH && from_y >= 0 && from_y < HEIGHT)) continue;
            size_t from = 3 * ((size_t)from_y * WIDTH + (size_t)from_x);
            if (!is_body(s->double_bgr + from, s->room + from) || (own && !other->front)) continue;
            dress(s->shown + at, s->double_bgr + from, other->colours);
            covered += own;
        }
    }
    s->hidden = child_pixels ? (float)covered / (float)child_pixels : 0;
}

// ---- somebody walks by ------------------------------------------------------------------------

#define CHILD_PX     (0.625f * HEIGHT)
#define WALK_FPS     15
#define WRONG_FRAMES 1
#define WALK_FRAMES  (7 * WALK_FPS)

// Six of them come from either side in all four colours; two stay, and one child waves. In front
// of the child from 1 s on, some stay for a second; behind the child from 4.5 s on.
static Other walker(uint64_t seed, double now)
{
    Rng rng = rng_seed(seed);
    float side = seed % 2 ? 1 : -1, speed = rng_between(&rng, 200, 380);  // px/s: 0.8 to 1.5 m/s
    float stay = seed % 3 == 0 ? 1.0f : 0, scale = rng_between(&rng, 1.25f, 1.5f);
    Other other = { .colours = (int)(seed % 4) };
    double start = now < 4.5 ? 1 : 4.5;
    if (now < start) return other;
    other.front = now < 4.5;
    other.scale = other.front ? scale : 0.85f * scale;
    other.down = other.front ? 18 : -14;
    float t = (float)(now - start), reach = 420, middle = reach / speed;
    if (other.front && t > middle) t = t < middle + stay ? middle : t - stay;
    other.x = side * (t * speed - reach);
    other.there = fabsf(other.x) <= reach;
    return other;
}

typedef struct Walk {
    int frames, found, swapped, astray, hidden, late_freezes, late_returns, losses;
} Walk;

static Walk walk(uint64_t seed)
{
    Tracker *tracker = open_tracker((TrackerOptions){ .model = MODEL_FULL });
    Stage stage = open_stage(seed % 5 == 0 ? "wave" : "still", seed, WALK_FPS);
    Walk w = { 0 };
    int covered_for = 0, missed_for = 0, wrong_for = 0;
    bool was = false;
    for (int i = 0; i < WALK_FRAMES; i++) {
        double now = (double)i / WALK_FPS;
        Other other = walker(seed, now);
        next_picture(&stage, &other);
        Pose pose = { 0 };
        tracker_next(tracker, &stage.image, (int64_t)(now * 1e6) + 1, &pose);
        tracker_look_around(tracker, &stage.image);
        w.frames++;
        w.found += pose.found;
        w.losses += was && !pose.found;
        was = pose.found;
        w.hidden += stage.hidden > 0.6f;
        covered_for = stage.hidden > 0.6f ? covered_for + 1 : 0;
        missed_for = stage.hidden < 0.1f && !pose.found ? missed_for + 1 : 0;
        w.late_freezes += pose.found && covered_for > WALK_FPS / 2;
        w.late_returns += missed_for > WALK_FPS;
        assert_true(pose.player == 1);
        assert_true(pose.state == (pose.found ? PLAYER_LOCKED : PLAYER_LOST));
        if (!pose.found) wrong_for = 0;
        if (!pose.found) continue;
        Vec2 at = hips_of(&pose), child = hips_of(&stage.truth);
        Vec2 stranger = vec2(WIDTH / 2.0f + other.x, child.y);
        bool astray = vec2_distance(at, child) > 0.15f * CHILD_PX;
        w.astray += astray;
        bool wrong =
            astray && other.there && vec2_distance(at, stranger) < vec2_distance(at, child);
        wrong_for = wrong ? wrong_for + 1 : 0;
        // While the network slides from one body to the other, one frame may lie between them.
        w.swapped += wrong_for > WRONG_FRAMES;
    }
    close_stage(&stage);
    tracker_close(&tracker);
    return w;
}

static void who_walks_by_never_takes_the_lock(void **state)
{
    (void)state;
    Walk sum = { 0 };
    uint64_t walks = getenv("TIPTOE_SOAK") ? 20 : 6;
    for (uint64_t seed = 1; seed <= walks; seed++) {
        Walk w = walk(seed);
        sum.frames += w.frames;
        sum.found += w.found;
        sum.swapped += w.swapped;
        sum.astray += w.astray;
        sum.hidden += w.hidden;
        sum.late_freezes += w.late_freezes;
        sum.late_returns += w.late_returns;
        sum.losses += w.losses;
    }
    print_message("%d walks: %d frames, the child found in %d, somebody else in %d, astray in %d, "
                  "hidden in %d, %d losses\n",
                  (int)walks, sum.frames, sum.found, sum.swapped, sum.astray, sum.hidden,
                  sum.losses);
    assert_int_equal(sum.swapped, 0);
    assert_in_range(sum.astray, 0, sum.found / 200);
    assert_int_equal(sum.late_freezes, 0);
    assert_int_equal(sum.late_returns, 0);
    assert_above(sum.hidden, 5 * (int)walks);  // the test tests something
    assert_above(sum.found, sum.frames * 8 / 10);
}

// ---- choosing -----------------------------------------------------------------------------------

static void choice_words_are_known(void **state)
{
    (void)state;
    assert_int_equal(choose_find("spot"), CHOOSE_SPOT);
    assert_int_equal(choose_find("smallest"), CHOOSE_SMALLEST);
    assert_int_equal(choose_find("tallest"), CHOOSE_COUNT);
}

static Sighting sighting_at(float x, float feet_y, float radius)
{
    return (Sighting){ .person = { .score = 0.9f,
                                   .point = { [PERSON_HIPS] = { x, feet_y - radius },
                                              [PERSON_REACH] = { x, feet_y - 2 * radius } } },
                       .radius = radius };
}

// x of who comes first.
static float first_of(Choose choose, bool smaller)
{
    Image image = { .width = 1000, .height = 500 };
    Sighting seen[] = { sighting_at(100, 480, 120), sighting_at(480, 240, 70),
                        sighting_at(560, 470, 90), sighting_at(590, 495, 60),
                        sighting_at(900, 450, 50) };
    search_sort(seen, 5, choose, smaller, &image);
    return seen[0].person.point[PERSON_HIPS].x;
}

static void people_are_sorted_by_every_choice(void **state)
{
    (void)state;
    assert_true(first_of(CHOOSE_SPOT, false) == 560);  // 480 stands too far back
    assert_true(first_of(CHOOSE_SPOT, true) == 590);
    assert_true(first_of(CHOOSE_LEFT, false) == 100);
    assert_true(first_of(CHOOSE_RIGHT, false) == 900);
    assert_true(first_of(CHOOSE_CENTRE, false) == 480);
    assert_true(first_of(CHOOSE_LARGEST, false) == 100);
    assert_true(first_of(CHOOSE_SMALLEST, false) == 900);
}

// The child on the spot and a grown-up to the right of it.
static const Other beside = { .there = true, .front = true, .x = 200, .scale = 1.3f, .colours = 1 };

static void the_chosen_one_stands_still_first(void **state)
{
    (void)state;
    Tracker *tracker = open_tracker((TrackerOptions){ .model = MODEL_LITE, .confirm = true });
    Stage stage = open_stage("step 2, still 8", 3, 10);
    double locked = -1;
    for (int i = 0; i < 60 && locked < 0; i++) {
        next_picture(&stage, &beside);
        Pose pose = { 0 };
        tracker_next(tracker, &stage.image, i * 100000, &pose);
        tracker_look_around(tracker, &stage.image);
        if (pose.state == PLAYER_LOCKED) locked = i * 0.1;
        assert_true(pose.found == (pose.state == PLAYER_LOCKED));
        assert_true(pose.player == (pose.found ? 1 : 0));
        if (pose.found) assert_below(vec2_distance(hips_of(&pose), hips_of(&stage.truth)), 40);
    }
    print_message("moved until 2 s, locked at %.1f s\n", locked);
    assert_at_least(locked, 2);
    assert_at_most(locked, 5);
    close_stage(&stage);
    tracker_close(&tracker);
}

static void the_key_steps_through_the_people(void **state)
{
    (void)state;
    Tracker *tracker = open_tracker((TrackerOptions){ .model = MODEL_LITE });
    Stage stage = open_stage("still", 3, 10);
    for (int i = 0; i < 40; i++) {
        if (i > 0 && i % 10 == 0) tracker_choose_next(tracker);
        next_picture(&stage, &beside);
        Pose pose = { 0 };
        tracker_next(tracker, &stage.image, i * 100000, &pose);
        assert_true(pose.found && pose.state == PLAYER_LOCKED);
        assert_int_equal(pose.player, 1 + i / 10);  // a new number for every choice
        assert_int_equal(pose.people, 2);
        float expected = hips_of(&stage.truth).x + (i / 10 % 2 ? beside.x : 0);
        assert_below(fabsf(hips_of(&pose).x - expected), 80);
    }
    close_stage(&stage);
    tracker_close(&tracker);
}

static void the_other_people_are_told(void **state)
{
    (void)state;
    Tracker *tracker = open_tracker((TrackerOptions){ .model = MODEL_LITE });
    Stage stage = open_stage("still", 3, 10);
    assert_true(tracker_people(tracker)->captured_us == INT64_MIN);
    int looks = 0;
    for (int i = 0; i < 30; i++) {
        next_picture(&stage, i < 5 ? NULL : &beside);  // comes in later
        Pose pose = { 0 };
        tracker_next(tracker, &stage.image, i * 100000, &pose);
        assert_true((tracker_times(tracker).detect_us > 0) == (i == 0));
        bool looked = tracker_look_around(tracker, &stage.image);
        looks += looked;
        const TrackerPeople *people = tracker_people(tracker);
        assert_true(looked == (i > 0 && people->captured_us == i * 100000));
        if (looked) assert_int_equal(people->count, 2);
        assert_int_equal(pose.people, i <= 10 ? 1 : 2);
        for (int k = 0; k < people->count; k++) {
            const TrackerPerson *p = &people->person[k];
            assert_at_least(p->low.x, 0);
            assert_below(p->low.x, p->high.x);
            assert_at_most(p->high.x, 1);
            assert_at_least(p->low.y, 0);
            assert_below(p->low.y, p->high.y);
            assert_at_most(p->high.y, 1);
            assert_at_least(p->score, 0.5f);
            assert_at_most(p->score, 1);
        }
    }
    assert_int_equal(looks, 2);  // once a second
    close_stage(&stage);
    tracker_close(&tracker);
}

// ---- the small and the far
// ------------------------------------------------------------------------

// A child 240 px tall in a picture of 1920x1080, with the feet at `x` and `y`, fractions.
static bool small_child_is_found(float x, float y, Choose choose)
{
    enum { W = 1920, H = 1080, W2 = 512, H2 = 384 };
    uint8_t *big = malloc(W * H * 3), *small = malloc(W2 * H2 * 3), *room = malloc(W2 * H2 * 3);
    Image wide = { W, H, W * 3, big }, narrow = { W2, H2, W2 * 3, small }, empty = narrow;
    empty.bgr = room;
    room_paint(&wide, RIG_ROOM_GYM);
    room_paint(&empty, RIG_ROOM_GYM);
    Demo *demo;
    DemoOptions options = { .script = "still", .width = W2, .height = H2, .fps = 30, .seed = 4 };
    assert_int_equal(demo_open(&demo, &options), RESULT_OK);
    demo_frame(demo, NULL, &narrow, NULL);
    int left = (int)(x * W) - W2 / 2, top = (int)(y * H) - (int)(0.9f * H2);
    for (int i = 0; i < W2 * H2; i++) {
        int to_x = left + i % W2, to_y = top + i / W2;
        if (!is_body(small + 3 * i, room + 3 * i) || to_x < 0 || to_x >= W || to_y < 0 || to_y >= H)
            continue;
        memcpy(big + 3 * ((size_t)to_y * W + (size_t)to_x), small + 3 * i, 3);
    }
    Tracker *tracker = open_tracker((TrackerOptions){ .model = MODEL_FULL, .choose = choose });
    Pose pose = { 0 };
    tracker_next(tracker, &wide, 1, &pose);
    bool found = pose.found && fabsf(hips_of(&pose).x - x * W) < 40;
    tracker_close(&tracker);
    demo_close(&demo);
    free(big);
    free(small);
    free(room);
    return found;
}

static void a_small_child_is_found(void **state)
{
    (void)state;
    assert_true(small_child_is_found(0.5f, 0.95f, CHOOSE_SPOT));
    assert_true(small_child_is_found(0.5f, 0.8f, CHOOSE_SPOT));
    assert_true(small_child_is_found(0.42f, 0.7f, CHOOSE_SPOT));
    assert_true(small_child_is_found(0.15f, 0.85f, CHOOSE_LEFT));
    assert_true(small_child_is_found(0.85f, 0.85f, CHOOSE_RIGHT));
}

// ---- lost and found
// -------------------------------------------------------------------------------

static void an_empty_room_is_searched_twice_a_second(void **state)
{
    (void)state;
    Tracker *tracker = open_tracker((TrackerOptions){ .model = MODEL_LITE });
    Stage stage = open_stage("still", 3, 10);
    Image room = picture(stage.room);
    int early = 0, late = 0, found_at = -1;
    for (int i = 0; i < 120; i++) {
        Pose pose = { 0 };
        if (i >= 100) next_picture(&stage, NULL);
        tracker_next(tracker, i < 100 ? &room : &stage.image, i * 100000, &pose);
        int looked = tracker_times(tracker).detect_us > 0;
        if (i < 50) early += looked;
        if (i >= 50 && i < 100) late += looked;
        assert_false(pose.found && i < 100);
        if (pose.found && found_at < 0) found_at = i;
    }
    assert_in_range(early, 40, 50);
    assert_in_range(late, 8, 10);
    assert_in_range(found_at, 100, 110);  // within a second of coming
    close_stage(&stage);
    tracker_close(&tracker);
}

// The child goes; a stranger stands there; the child comes back.
static void nobody_else_is_taken_for_the_child(void **state)
{
    (void)state;
    Tracker *tracker = open_tracker((TrackerOptions){ .model = MODEL_FULL });
    Stage stage = open_stage("still 1, leave 8, still 5", 9, 10);
    const Other stranger = { .there = true, .x = -130, .scale = 1.05f, .colours = 3 };
    int gone = 0, gone_for = 0, back_after = -1, here_for = 0;
    for (int i = 0; i < 120; i++) {
        next_picture(&stage, i >= 25 && i < 80 ? &stranger : NULL);
        Pose pose = { 0 };
        tracker_next(tracker, &stage.image, i * 100000, &pose);
        assert_int_equal(pose.player, 1);
        Vec2 child = hips_of(&stage.truth);
        bool here = stage.truth.found && child.x > 60 && child.x < WIDTH - 60;
        here_for = here ? here_for + 1 : 0;
        gone += !stage.truth.found;
        gone_for = stage.truth.found ? 0 : gone_for + 1;
        if (gone_for > 5) assert_false(pose.found);
        if (pose.found && here) assert_below(vec2_distance(hips_of(&pose), child), 60);
        if (gone && here && pose.found && back_after < 0) back_after = here_for;
        if (here_for > 10) assert_true(pose.found);
    }
    print_message("gone for %.1f s, back after %.1f s\n", gone * 0.1, back_after * 0.1);
    assert_at_least(gone, 10);
    assert_at_least(back_after, 0);
    close_stage(&stage);
    tracker_close(&tracker);
}

// A grown-up's hands at the child's waist, skin before the shirt.
static void helping_hands_do_not_break_the_lock(void **state)
{
    (void)state;
    Tracker *tracker = open_tracker((TrackerOptions){ .model = MODEL_FULL });
    Stage stage = open_stage("still", 12, 10);
    for (int i = 0; i < 30; i++) {
        next_picture(&stage, NULL);
        Vec2 hips = hips_of(&stage.truth);
        for (int k = 0; i >= 10 && k < 2 * 24 * 26; k++) {
            int x = (int)hips.x + (k % 2 ? 12 : -36) + k / 2 % 24, y = (int)hips.y - 46 + k / 48;
            memcpy(stage.shown + 3 * (y * WIDTH + x), (uint8_t[]){ 120, 160, 215 }, 3);
        }
        Pose pose = { 0 };
        tracker_next(tracker, &stage.image, i * 100000, &pose);
        assert_true(pose.found && pose.player == 1);
    }
    close_stage(&stage);
    tracker_close(&tracker);
}

// ---- real clips
// -----------------------------------------------------------------------------------

// The same man twice in the same clothes: the right one 62 % as tall and 1.4 s ahead.
static void follow_player(Choose choose, float low_x, float high_x)
{
    const char *clip = test_media("video/two_players_composite.mp4");
    Tracker *tracker = open_tracker((TrackerOptions){ .model = MODEL_FULL, .choose = choose });
    Camera *camera;
    assert_int_equal(camera_open(&camera, &(CameraRequest){ .source = clip }), RESULT_OK);
    Frame frame;
    int frames = 0, followed = 0, other = 0;
    for (; camera_read(camera, &frame) == RESULT_OK; frames++) {
        Pose pose = { 0 };
        tracker_next(tracker, &frame.image, frame.captured_us, &pose);
        tracker_look_around(tracker, &frame.image);
        float x = hips_of(&pose).x / (float)frame.image.width;
        bool right_one = x > low_x && x < high_x;
        followed += pose.found && pose.player == 1 && right_one;
        other += pose.found && !right_one;
    }
    print_message("%s: %d frames, the chosen one followed in %d, the other in %d\n",
                  choose == CHOOSE_LEFT ? "left" : "right", frames, followed, other);
    assert_int_equal(frames, 119);
    assert_int_equal(followed, 119);
    assert_int_equal(other, 0);
    camera_close(&camera);
    tracker_close(&tracker);
}

static void the_left_player_is_followed(void **state)
{
    (void)state;
    follow_player(CHOOSE_LEFT, 0.1f, 0.4f);
}

static void the_right_player_is_followed(void **state)
{
    (void)state;
    follow_player(CHOOSE_RIGHT, 0.65f, 0.9f);
}

// Frames of the clip between which the room is empty, and somebody stands before the camera.
static const struct {
    int empty, empty_end, there, there_end;
} visits[] = { { 0, 62, 90, 185 },     { 202, 224, 255, 430 },  { 452, 500, 530, 680 },
               { 703, 743, 770, 850 }, { 873, 918, 952, 1185 }, { 1204, 1232, 1260, 1345 },
               { 1366, 1393, 9999, 0 } };

#define VISITS 6

static void one_after_the_other_is_found(void **state)
{
    (void)state;
    const char *clip = test_media("video/one_by_one_from_behind.mp4");
    Tracker *tracker = open_tracker((TrackerOptions){ .model = MODEL_FULL, .renew = true });
    Camera *camera;
    assert_int_equal(camera_open(&camera, &(CameraRequest){ .source = clip }), RESULT_OK);
    Frame frame;
    int visit = 0, seen = 0, expected = 0, ghosts = 0, strangers = 0;
    for (int i = 0; camera_read(camera, &frame) == RESULT_OK; i++) {
        Pose pose = { 0 };
        tracker_next(tracker, &frame.image, frame.captured_us, &pose);
        if (visit < VISITS && i >= visits[visit + 1].empty) visit++;
        bool there = i >= visits[visit].there && i <= visits[visit].there_end;
        ghosts += i <= visits[visit].empty_end && pose.found;
        expected += there;
        seen += there && pose.found;
        strangers += there && pose.player != visit + 1;  // each visitor has a new number
    }
    print_message("visitors seen in %d of %d frames, %d ghosts\n", seen, expected, ghosts);
    assert_int_equal(visit, VISITS);
    assert_int_equal(ghosts, 0);
    assert_int_equal(strangers, 0);
    assert_at_least(seen, expected * 98 / 100);
    camera_close(&camera);
    tracker_close(&tracker);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(choice_words_are_known),
        cmocka_unit_test(people_are_sorted_by_every_choice),
        cmocka_unit_test(the_chosen_one_stands_still_first),
        cmocka_unit_test(the_key_steps_through_the_people),
        cmocka_unit_test(the_other_people_are_told),
        cmocka_unit_test(a_small_child_is_found),
        cmocka_unit_test(an_empty_room_is_searched_twice_a_second),
        cmocka_unit_test(nobody_else_is_taken_for_the_child),
        cmocka_unit_test(helping_hands_do_not_break_the_lock),
        cmocka_unit_test(the_left_player_is_followed),
        cmocka_unit_test(the_right_player_is_followed),
        cmocka_unit_test(one_after_the_other_is_found),
        cmocka_unit_test(who_walks_by_never_takes_the_lock),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
