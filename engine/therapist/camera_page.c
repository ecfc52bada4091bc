// SPDX-License-Identifier: MIT
// camera_page.c: the cameras of this machine as a list, and the buttons that turn and mirror.
#include "therapist/camera_page.h"

#include "render/render.h"
#include "therapist/palette.h"

#include <stdio.h>

enum { ROW_CAMERA, ROW_TURN, ROW_MIRROR, ROW_BOX, ROW_DONE };

#define LIST_X 12.95f
#define LOW_Y  1.2f  // of turn and mirror

static void add(Buttons *all, int row, int value, Vec2 at, float width, const char *words)
{
    button_say(button_add(all, row, value, at, width, 0.6f), NULL, words);
}

static void lay_out(CameraPage *page)
{
    static const char *const turns[] = { "0°", "90°", "180°", "270°" };
    static const char *const mirrors[] = { "no", "yes" };
    Buttons *all = &page->board.all;
    board_begin(&page->board);
    for (int i = 0; i < page->count; i++)
        add(all, ROW_CAMERA, i, vec2(LIST_X, 7.6f - 0.68f * (float)i), 5.1f, page->name[i]);
    for (int i = 0; i < 4; i++)
        add(all, ROW_TURN, 90 * i, vec2(2.35f + 1.05f * (float)i, LOW_Y), 0.97f, turns[i]);
    for (int i = 0; i < 2; i++)
        add(all, ROW_MIRROR, i, vec2(8.0f + 1.05f * (float)i, LOW_Y), 0.97f, mirrors[i]);
    for (int i = 0; i < all->count; i++) {
        Button *b = &all->list[i];
        int chosen = b->row == ROW_CAMERA ? page->chosen
                     : b->row == ROW_TURN ? page->mount.turn
                                          : page->mount.mirror;
        b->chosen = (int)b->value == chosen;
    }
    Button *box = button_add(all, ROW_BOX, 0, vec2(5.15f, 0.33f), 3.4f, 0.56f);
    button_say(box, NULL, "Play box (P)");
    box->press = 'p';
    Button *done = button_add(all, ROW_DONE, 0, vec2(LIST_X, 0.65f), 4.0f, 1.0f);
    button_say(done, "icon_check", "Done");
    done->look = BUTTON_GREEN;
    done->press = RENDER_KEY_ESCAPE;
}

static CameraAnswer press(CameraPage *page, const Button *b)
{
    if (!b) return CAMERA_STAY;
    int value = (int)b->value;
    switch (b->row) {
    case ROW_CAMERA:
        if (page->chosen == value && !page->trouble[0]) return CAMERA_STAY;
        page->chosen = value;
        return CAMERA_OTHER;
    case ROW_TURN: page->mount.turn = value; return CAMERA_HUNG;
    case ROW_MIRROR: page->mount.mirror = value; return CAMERA_HUNG;
    case ROW_BOX: return CAMERA_BOX;
    default: return CAMERA_DONE;
    }
}

CameraAnswer camera_page_key(CameraPage *page, int key)
{
    lay_out(page);
    switch (key) {
    case 't': page->mount.turn = (page->mount.turn + 90) % 360; return CAMERA_HUNG;
    case 'm': page->mount.mirror = !page->mount.mirror; return CAMERA_HUNG;
    default: return press(page, board_key(&page->board, key));
    }
}

CameraAnswer camera_page_point(CameraPage *page, Vec2 at)
{
    lay_out(page);
    return press(page, board_point(&page->board, at));
}

void camera_page_draw_back(const CameraPage *page, Canvas *canvas)
{
    board_ground(canvas, "Camera", NULL);
    canvas_box(canvas, vec2(5.15f, 4.4f), 9.4f, 7.4f, PALETTE_PAPER);
    float high = 0.68f * (float)(page->count + page->none) + 0.32f;
    canvas_box(canvas, vec2(LIST_X, 8.1f - high / 2), 5.6f, high, PALETTE_PAPER);
    canvas_box(canvas, CAMERA_PAGE_MIDDLE, CAMERA_PAGE_WIDTH, CAMERA_PAGE_HEIGHT,
               (Color){ 0.16f, 0.20f, 0.26f, 1 });
}

void camera_page_draw(CameraPage *page, Canvas *canvas)
{
    const Vec2 below = { 5.15f, 1.97f };
    lay_out(page);
    canvas_text(canvas, vec2(1.2f, LOW_Y), 0.27f, PALETTE_QUIET, "Turn");
    canvas_text(canvas, vec2(6.75f, LOW_Y), 0.27f, PALETTE_QUIET, "Mirrored");
    if (page->trouble[0])
        canvas_text_within(canvas, below, 0.27f, 9.0f, PALETTE_AMBER, "%s", page->trouble);
    else
        canvas_text_within(canvas, below, 0.27f, 9.0f, PALETTE_QUIET, "%s",
                           page->opening ? "One moment ..." : page->finding);
    if (page->none)
        canvas_text_within(canvas, vec2(LIST_X, 7.6f - 0.68f * (float)page->count), 0.27f, 5.2f,
                           PALETTE_AMBER, "Plug in a camera, and come here again");
    board_draw(&page->board, canvas);
}
