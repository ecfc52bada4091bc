// SPDX-License-Identifier: MIT
// page_kinds.h: every kind of page, card and plate with words on it, what draws it, and which test
// looks at it in the four sizes (sizes.h). test_gym_pages fails where a header of the rooms that
// draw pages has one that stands in neither list; a test fails where it did not look at one of its
// own.
#pragma once

// X(name, what draws it, whose: test_gym_...)
#define PAGE_KIND_LIST(X)                                                                          \
    X(START, start_draw, SIZES)                                                                    \
    X(CAMERA, camera_page_draw, SIZES)                                                             \
    X(PLAY_BOX, play_box_page_draw, SIZES)                                                         \
    X(KEYS, keys_draw, SIZES)                                                                      \
    X(FACES, after_draw, SIZES) /* fun and effort, after a game */                                 \
    X(CARE, care_draw, SIZES)                                                                      \
    X(HOUR_END, hour_end_draw, SIZES)                                                              \
    X(LETTERS, letters_page_draw, SIZES)                                                           \
    X(SUMMARY, summary_draw, SIZES)                                                                \
    X(STICKERS, sticker_draw, SIZES)                                                               \
    X(CHILDREN, children_page_draw, CHILDREN)                                                      \
    X(CHILD, child_page_draw, CHILDREN)                                                            \
    X(PLAN, plan_page_draw, PLANNING)                                                              \
    X(ALARM, alarm_card_draw, PAGES)                                                               \
    X(SCHEDULE, schedule_draw, PAGES)                                                              \
    X(BREAK, schedule_draw_break, PAGES)                                                           \
    X(BREATHING, schedule_draw_breathing, PAGES)                                                   \
    X(CHOICE, schedule_draw_choice, PAGES)                                                         \
    X(GOODBYE, schedule_draw_goodbye, PAGES)                                                       \
    X(WARDROBE, wardrobe_draw, PAGES)                                                              \
    X(SELF_TEST, check_draw, PAGES)                                                                \
    X(SPOT, spot_draw_front, PAGES)       /* come, nearer, back */                                 \
    X(CALIBRATION, spot_draw_back, PAGES) /* stand still, arms out */                              \
    X(AWAY, spot_draw_away, PAGES)                                                                 \
    X(ASIDE, spot_draw_aside, PAGES) /* beside the demonstration */                                \
    X(STOP, cards_plate, PAGES)                                                                    \
    X(SIGN, sign_card_draw, PAGES)                                                                 \
    X(NOTES, notes_draw, PAGES)                                                                    \
    X(PLAY, screen_draw, PAGES)                                                                    \
    X(FIGURES, panel_draw, PAGES)                                                                  \
    X(PANEL, panel_page_draw, PAGES)

// Parts of those, and what has no words.
#define PAGE_PART_LIST(X)                                                                          \
    X(board_draw)                                                                                  \
    X(button_draw)                                                                                 \
    X(camera_page_draw_back)                                                                       \
    X(check_draw_back)                                                                             \
    X(hour_check_draw)                                                                             \
    X(again_draw)                                                                                  \
    X(body_choice_draw)                                                                            \
    X(body_press_draw)                                                                             \
    X(demonstration_draw)                                                                          \
    X(overlay_draw)                                                                                \
    X(overlay_draw_movement) X(overlay_draw_level) X(overlay_draw_muted) X(sign_card_draw_back)

typedef enum PageKind {
#define X(name, draws, whose) PAGE_KIND_##name,
    PAGE_KIND_LIST(X)
#undef X
        PAGE_KIND_COUNT
} PageKind;

typedef enum PageKindTest {
    PAGE_KINDS_OF_SIZES,
    PAGE_KINDS_OF_CHILDREN,
    PAGE_KINDS_OF_PLANNING,
    PAGE_KINDS_OF_PAGES,
} PageKindTest;
