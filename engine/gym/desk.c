// SPDX-License-Identifier: MIT
// desk.c: in which window a page of the therapist's stands.
#include "gym/desk.h"

#include "gym/hour_pages.h"
#include "gym/known.h"
#include "gym/live_panel.h"

typedef struct Shown {
    Live *live;
    const Desk *desk;
    ScheduleView way;
    Avatar child;
    bool dressed;
    int64_t last_us;
} Shown;

static bool is_apart(const Live *live)
{
    return live->desk && live->course && live_panel_is_open(live);
}

// Pictures alone, as between the games; it leads nowhere by itself.
static void show_way(Shown *s, int64_t now_us)
{
    Live *live = s->live;
    Screen *screen = &live->screen;
    bool last = live->course->at == HOUR_AT_END;
    if (!s->dressed) hour_page_dress(live, live->course, &s->way, &s->child);
    s->dressed = true;
    s->way.now_s += s->last_us ? (float)(now_us - s->last_us) * 1e-6f : 0;
    s->last_us = now_us;
    if (last)
        schedule_draw_goodbye(&s->way, &screen->canvas);
    else
        schedule_draw(&s->way, &screen->canvas);
    render_begin(live->render);
    dress_show(&s->child, live->render, &screen->canvas, &screen->figures);
}

static void draw(void *self, int64_t now_us)
{
    Shown *s = self;
    Live *live = s->live;
    Screen *screen = &live->screen;
    if (is_apart(live)) {
        show_way(s, now_us);
        return;
    }
    s->desk->draw(s->desk->self, &screen->canvas);
    render_begin(live->render);
    if (s->desk->avatar)
        dress_show(s->desk->avatar, live->render, &screen->canvas, &screen->figures);
    else
        render_canvas(live->render, &screen->canvas);
}

// A touch in the child's window presses no button that lies in the other one.
static void event(void *self, const RenderEvent *event)
{
    const Shown *s = self;
    bool points = event->kind == RENDER_POINT || event->kind == RENDER_DRAG;
    if (!points || !is_apart(s->live)) s->desk->event(s->desk->self, event);
}

static bool over(void *self)
{
    const Shown *s = self;
    return s->desk->over(s->desk->self);
}

void desk_run(Live *live, const Desk *desk)
{
    static Shown shown;  // large
    const Desk *before = live->desk;
    Window window = live_window(live);
    shown = (Shown){ .live = live, .desk = desk };
    live->desk = desk;
    window_run(&window, &(Page){ &shown, draw, event, over, NULL });
    live->desk = before;
}

bool desk_paint(const Live *live, Canvas *canvas)
{
    if (!is_apart(live)) return false;
    live->desk->draw(live->desk->self, canvas);
    return true;
}

bool desk_point(const Live *live, Vec2 at)
{
    if (!is_apart(live)) return false;
    const RenderEvent event = { .kind = RENDER_POINT, .at = at };
    if (!live->desk->over(live->desk->self)) live->desk->event(live->desk->self, &event);
    return true;
}
