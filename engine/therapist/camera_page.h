// SPDX-License-Identifier: MIT
// camera_page.h: which camera is looked through, and how its picture is made upright. It draws
// plates and buttons; the camera's picture lies between its two layers. Main thread.
#pragma once

#include "base/camera_source.h"
#include "therapist/board.h"

#define CAMERA_PAGE_ROWS    10
#define CAMERA_PAGE_MIDDLE  ((Vec2){ 5.15f, 5.15f })  // of the camera's picture, on the stage
#define CAMERA_PAGE_WIDTH   8.9f
#define CAMERA_PAGE_HEIGHT  5.5f
#define CAMERA_PAGE_FINDING 200

typedef enum CameraAnswer {
    CAMERA_STAY,
    CAMERA_OTHER,  // `chosen` is another one
    CAMERA_HUNG,   // `mount` was changed
    CAMERA_BOX,    // the play box in its picture is asked for
    CAMERA_DONE,
} CameraAnswer;

// Zeroed, but for names and count: nothing is chosen yet.
typedef struct CameraPage {
    char name[CAMERA_PAGE_ROWS][CAMERA_NAME_MAX];
    int count, chosen;
    bool none;  // no real camera is there
    CameraMount mount;
    bool opening;                       // the picture is still to come
    char trouble[CAMERA_PAGE_FINDING];  // what to do, if it does not come
    char finding[CAMERA_PAGE_FINDING];  // what came
    Board board;
} CameraPage;

// A key as render.h names them, or a point of the stage that was clicked or touched.
CameraAnswer camera_page_key(CameraPage *page, int key);
CameraAnswer camera_page_point(CameraPage *page, Vec2 at);

void camera_page_draw_back(const CameraPage *page, Canvas *canvas);  // under the picture
void camera_page_draw(CameraPage *page, Canvas *canvas);
