// SPDX-License-Identifier: MIT
// window.c: the one loop of every screen.
#include "render/window.h"

#include "base/clock.h"
#include "render/frame_pace.h"

// True: it is no event of the page.
static bool is_for_beside(Companion *beside, RenderEvent *event)
{
    bool toggles = event->kind == RENDER_KEY && event->key == WINDOW_BESIDE_KEY && !event->pad;
    if (!beside) return false;
    if (toggles || (event->beside && event->kind == RENDER_QUIT)) {
        beside->toggle(beside->self);
        return true;
    }
    bool point = event->kind == RENDER_POINT,
         moves = event->kind == RENDER_MOVE || event->kind == RENDER_DRAG;
    if (!event->beside || !(point || moves)) return false;
    int key = point ? beside->point(beside->self, event->at) : 0;
    *event = (RenderEvent){ .kind = RENDER_KEY, .key = key };
    return key == 0;
}

static void tell_events(const Window *window, const Page *page)
{
    RenderEvent event;
    while (render_event(window->render, &event))
        if (!is_for_beside(window->beside, &event)) page->event(page->self, &event);
    if (window->asked_to_end && *window->asked_to_end)
        page->event(page->self, &(RenderEvent){ .kind = RENDER_QUIT });
}

static int64_t sooner(const Window *window)
{
    int64_t us = window->sooner_us ? *window->sooner_us : 0;
    if (us) *window->sooner_us = 0;
    return us;
}

void window_run(const Window *window, const Page *page)
{
    REQUIRE(window->render && page->draw && page->event && page->over);
    FramePace pace = { .period_us = render_period_us(window->render) };
    int64_t due_us = 0;
    render_first_part(window->render);
    while (!page->over(page->self)) {
        tell_events(window, page);
        int64_t now_us = clock_us();
        if (!due_us) due_us = now_us;
        if (due_us <= now_us) due_us += ((now_us - due_us) / WINDOW_FRAME_US + 1) * WINDOW_FRAME_US;
        page->draw(page->self, now_us);
        if (window->beside) companion_draw_told(window->beside, window->render, now_us);
        due_us -= sooner(window);
        render_present(window->render);
        int64_t presented_us = clock_us();
        if (page->presented) page->presented(page->self);
        if (window->update_sound) window->update_sound(window->sound, clock_us());
        if (render_has_vsync(window->render))
            due_us = frame_pace_next(&pace, now_us, render_drawn_us(window->render), presented_us);
        if (window->beside) companion_work(window->beside, window->render, due_us);
        clock_sleep_until(due_us);
    }
}
