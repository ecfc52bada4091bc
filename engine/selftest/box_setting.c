// SPDX-License-Identifier: MIT
// box_setting.c: the page of the play box, and the store behind it.
#include "selftest/box_setting.h"

#include "base/log.h"
#include "play/safety.h"
#include "session/play_boxes.h"

#define POSE_GAP_S 0.3f  // what is longer counts as so much of standing still

float box_setting_scale(const Image *picture, float width, float height)
{
    return fminf(width / (float)picture->width, height / (float)picture->height);
}

void box_setting_open(BoxSetting *b, const char *store, const char *camera, const Image *picture,
                      float scale, Vec2 middle)
{
    PlayBox kept = play_box_load(store, camera);
    Vec2 size = vec2((float)picture->width * scale, (float)picture->height * scale);
    *b = (BoxSetting){ .on = true, .store = store, .camera = camera };
    b->page = play_box_page(&kept, middle, size);
}

static void take(BoxSetting *b, BoxAnswer answer)
{
    Store *store = NULL;
    if (answer == BOX_STAY) return;
    b->on = false;
    if (answer != BOX_KEEP) return;
    Result result = store_open_given(&store, b->store, STORE_WRITE);
    if (!result) result = play_box_save(store, b->camera, &b->page.box);
    if (result) log_warn("play box \"%s\"", fail_text());
    store_close(&store);
}

void box_setting_event(BoxSetting *b, const RenderEvent *event)
{
    if (event->kind == RENDER_KEY) take(b, play_box_page_key(&b->page, event->key));
    if (event->kind == RENDER_POINT) take(b, play_box_page_point(&b->page, event->at));
    if (event->kind == RENDER_DRAG) play_box_page_drag(&b->page, event->at);
}

bool box_setting_watches(const BoxSetting *b)
{
    return b->on && play_box_page_watches(&b->page);
}

bool box_setting_pose(BoxSetting *b, const Pose *pose, int64_t now_us)
{
    Vec2 foot;
    float by_s = b->posed_us ? fminf((float)(now_us - b->posed_us) * 1e-6f, POSE_GAP_S) : 0;
    b->posed_us = now_us;
    bool seen = safety_stand(pose, &foot);
    return play_box_page_foot(&b->page, seen ? &foot : NULL, by_s);
}
