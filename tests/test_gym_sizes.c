// SPDX-License-Identifier: MIT
// test_gym_sizes.c: grown-ups' pages in the windows that clinics have, with letters of three sizes;
// those of children and plans stand in test_gym_children and test_gym_planning.
#include "gym/live_keys.h"
#include "render/render.h"
#include "selftest/check.h"
#include "sizes.h"
#include "staged_hour.h"
#include "test.h"
#include "therapist/camera_page.h"
#include "therapist/keys.h"
#include "therapist/play_box_page.h"
#include "therapist/start_parts.h"
#include "therapist/sticker_book.h"
#include "therapist/summary.h"

#include <stdio.h>
#include <string.h>

static Canvas canvas;

// ---- a tool that finds nothing proves nothing ---------------------------------------------------

// Words in a button that is too narrow for them, over which larger ones do not grow.
static void plant(float size, float wide, const char *words)
{
    canvas_clear(&canvas);
    canvas.grown_ups = true;
    canvas_box(&canvas, vec2(8, 4.5f), 20, 12, COLOR_WHITE);
    canvas_box(&canvas, vec2(8, 4), wide, 0.6f, (Color){ 0.9f, 0.9f, 0.9f, 1 });
    canvas_text(&canvas, vec2(8, 4), size, (Color){ 0, 0, 0, 1 }, "%s", words);
    sizes_look(PAGE_KIND_KEYS, "planted", &canvas);
}

static void test_planted_faults_are_found(void **state)
{
    (void)state;
    plant(0.3f, 4, "Today's hour");
    assert_string_equal(sizes_found(), "");
    plant(0.3f, 1.2f, "Today's hour");
    assert_non_null(strstr(sizes_found(), "leaves its plate"));
    plant(0.2f, 4, "the small print");
    assert_non_null(strstr(sizes_found(), "is too small"));
    sizes_forget();
}

// Letters of 125 and 150 percent: each line must be whole in one of the parts that are shown.
static void test_a_line_in_no_part_is_found(void **state)
{
    (void)state;
    static const struct {
        Vec2 at;
        const char *words, *found;
    } lines[] = {
        { { 5, 6 }, "a line that one of the parts has", NULL },
        { { 8, 6 },
          "a line from the one edge of the page to the other one, which lies half in each of them, "
          "and so nobody can read it",
          "is whole in no part" },
        { { 8, 8.95f }, "a line over the upper edge", "is whole in no part" },
    };
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
        canvas_clear(&canvas);
        canvas.grown_ups = true;
        canvas_box(&canvas, vec2(8, 4.5f), 20, 12, COLOR_WHITE);
        canvas_text(&canvas, lines[i].at, 0.3f, (Color){ 0, 0, 0, 1 }, "%s", lines[i].words);
        sizes_look(PAGE_KIND_KEYS, "planted", &canvas);
        if (lines[i].found)
            assert_non_null(strstr(sizes_found(), lines[i].found));
        else
            assert_string_equal(sizes_found(), "");
        sizes_forget();
    }
}

// ---- the start screen ---------------------------------------------------------------------------

static StartWeek full_week(void *self, const char *child)
{
    (void)self, (void)child;
    StartWeek week = { .minutes = 1234 };
    for (int limb = 0; limb < LIMB_COUNT; limb++) week.reps[limb] = week.goal[limb] = 1000;
    return week;
}

static void look_at(StartScreen *s, const char *page)
{
    canvas_clear(&canvas);
    start_draw(s, &canvas);
    sizes_look(PAGE_KIND_START, page, &canvas);
}

static void test_start(void **state)
{
    (void)state;
    static const char children[START_CHILDREN_MAX][PLAN_CHILD_MAX + 1] = {
        "WHITE-HARE-60", "BLUE-FOX-27", "GREY-SEAL-73", "PINK-OWL-52", "AB12", "GOLD-BEAR-46"
    };
    static const char *const pages[] = { "start", "tuning: the game", "tuning: the senses",
                                         "tuning: the child" };
    PlayPlan usual = plan_default();
    StartScreen *s =
        start_open(children, START_CHILDREN_MAX, &usual, (StartMemory){ .week = full_week }, 5);
    for (int i = 0; i < PAGE_COUNT * POSTURE_COUNT; i++) {
        Profile *profile = &s->plan.play.setup.profile;
        s->page = (StartPage)(i % PAGE_COUNT);
        s->plan.play.game = game_list[i % game_count];
        s->plan.play.setup.level = 1 + i % GAME_LEVELS;
        profile->posture = (Posture)(i / PAGE_COUNT);
        profile->hand = (HandRule)(i % HAND_RULE_COUNT);
        s->plan.age_months = i % 2 ? 0 : 16 * 12;
        s->plan.play.gain = i % 3 ? 2.5f : GAIN_FIT;
        s->week = full_week(NULL, "");
        look_at(s, pages[s->page]);
    }
    start_key(s, RENDER_KEY_ESCAPE);
    start_key(s, RENDER_KEY_ESCAPE);
    look_at(s, "start: leave?");
    start_key(s, RENDER_KEY_ESCAPE);
    s->typing = true;
    look_at(s, "start: a new child");
    s->focus = ROW_CHILD;
    start_key(s, 'w');
    look_at(s, "start: letters of a code");
    start_close(&s);
    sizes_check();
}

// ---- an hour ------------------------------------------------------------------------------------

static void test_hour(void **state)
{
    (void)state;
    static HourCourse course;
    AfterPage after;
    HourEnd end;
    HourEndPage last;
    CarePage care;
    staged_course(&course);
    for (int i = 0; i < 4; i++) {
        staged_after(&course, i % 2 ? 48 : 100, &after);
        after_draw(&after, &canvas);
        sizes_look(PAGE_KIND_FACES, "after", &canvas);
        after_key(&after, i % 2 ? 't' : ' ');
        after_draw(&after, &canvas);
        sizes_look(PAGE_KIND_FACES, "after, a note or a stop", &canvas);
        if (i % 2) after_key(&after, RENDER_KEY_ESCAPE);
        memcpy(after.trouble, "Not kept yet: make room on the disk. Tried again", 49);
        after_draw(&after, &canvas);
        sizes_look(PAGE_KIND_FACES, "after, not kept", &canvas);
        staged_hour_end(&course, i > 1, &end);
        snprintf(end.child, sizeof end.child, "WHITE-HARE-60");
        hour_end_open(&last, &end);
        for (int k = 0; k < i; k++) hour_end_key(&last, 'm');
        hour_end_draw(&last, &canvas);
        sizes_look(PAGE_KIND_HOUR_END, "end of an hour", &canvas);
        snprintf(last.trouble, sizeof last.trouble,
                 "Not kept yet: the store cannot be written, see its folder. Tried again");
        hour_end_draw(&last, &canvas);
        sizes_look(PAGE_KIND_HOUR_END, "not kept", &canvas);
        hour_end_key(&last, 'e');
        hour_end_draw(&last, &canvas);
        sizes_look(PAGE_KIND_LETTERS, "letters of a note", &canvas);
        care_open(&care, game_list[i % game_count], 1u + (unsigned)i);
        care_draw(&care, &canvas);
        sizes_look(PAGE_KIND_CARE, "who stands by", &canvas);
    }
    sizes_check();
}

// ---- set-up -------------------------------------------------------------------------------------

static void test_camera_and_play_box(void **state)
{
    (void)state;
    static Canvas back;
    CameraPage page = { .count = 3, .chosen = 1 };
    snprintf(page.name[0], sizeof page.name[0], "the drawn child");
    snprintf(page.name[1], sizeof page.name[1], "HD Webcam C920");
    snprintf(page.name[2], sizeof page.name[2], "USB2.0 Camera");
    for (int i = 0; i < 3; i++) {
        page.opening = i == 1;
        snprintf(page.finding, sizeof page.finding, i ? "" : "1920 x 1080, 30 pictures a second");
        snprintf(page.trouble, sizeof page.trouble, "%s",
                 i == 2 ? "the camera is busy: close other programs that use it" : "");
        canvas_clear(&back);
        camera_page_draw_back(&page, &back);
        canvas_clear(&canvas);
        camera_page_draw(&page, &canvas);
        sizes_look_over(PAGE_KIND_CAMERA, "camera", &back, &canvas);
    }
    PlayBoxPage box = play_box_page(&(PlayBox){ 0 }, CAMERA_PAGE_MIDDLE,
                                    vec2(CAMERA_PAGE_WIDTH, CAMERA_PAGE_HEIGHT));
    for (int way = BOX_BY_HAND; way <= BOX_TRY; way++) {
        box.way = (BoxWay)way;
        for (int stands = 0; stands < 2; stands++) {
            box.stands = stands;
            canvas_clear(&canvas);
            play_box_page_draw(&box, &canvas);
            sizes_look_over(PAGE_KIND_PLAY_BOX, "play box", &back, &canvas);
        }
    }
    sizes_check();
}

static void test_key_card(void **state)
{
    (void)state;
    canvas_clear(&canvas);
    keys_draw(sizes_window(), &canvas, live_key_rows, live_key_count, "Enter: go on");
    sizes_look(PAGE_KIND_KEYS, "keys", &canvas);
    sizes_check();
}

// ---- after a single game ------------------------------------------------------------------------

static void test_summary_and_book(void **state)
{
    (void)state;
    Summary s = { .child = "WHITE-HARE-60", .token = "star", .level = 5, .hand = HAND_ALTERNATE };
    s.score.offered = 47;
    s.week.play_s = 60 * 123;
    s.quality.poses = s.quality.found = 1000;
    s.pose_fps = 29;
    for (int i = 0; i < 4; i++) {
        s.score.hits = i % 2 ? 0 : 41;
        s.best_before = i > 1 ? 5 : 0;
        for (int limb = 0; limb < LIMB_COUNT; limb++) {
            s.week.reps[limb] = 1234;
            s.goals.reps[limb] = limb <= i ? 1000 : 0;
        }
        canvas_clear(&canvas);
        summary_draw(&s, &canvas);
        sizes_look(PAGE_KIND_SUMMARY, "summary", &canvas);
        StickerBook book;
        uint32_t plays[STICKER_GAMES_MAX] = { 1, 0, 3 };
        sticker_open(&book, "WHITE-HARE-60", plays, NULL, i % 2);
        canvas_clear(&canvas);
        sticker_draw(&book, &canvas);
        sizes_look(PAGE_KIND_STICKERS, "sticker book", &canvas);
    }
    sizes_check();
}

static void test_none_is_left_out(void **state)
{
    (void)state;
    sizes_check_kinds(PAGE_KINDS_OF_SIZES);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_planted_faults_are_found),
        cmocka_unit_test(test_a_line_in_no_part_is_found),
        cmocka_unit_test(test_start),
        cmocka_unit_test(test_hour),
        cmocka_unit_test(test_camera_and_play_box),
        cmocka_unit_test(test_key_card),
        cmocka_unit_test(test_summary_and_book),
        cmocka_unit_test(test_none_is_left_out),
    };
    return cmocka_run_group_tests(tests, sizes_open_group, sizes_close_group);
}
