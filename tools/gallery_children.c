// SPDX-License-Identifier: MIT
// gallery_children.c: the pages of the children and of one child.
#include "gym/dress.h"
#include "therapist/child_page.h"
#include "therapist/children_page.h"
#include "tools/gallery.h"

#include <stdio.h>
#include <string.h>

#define NOW_MS INT64_C(1796120000000)  // 1 December 2026

static const char *const codes[] = { "BLUE-FOX-27",   "PINK-OWL-52",  "GOLD-BEAR-14",
                                     "WHITE-HARE-60", "RED-FROG-18",  "GREY-SEAL-73",
                                     "GREEN-WREN-45", "PINK-DUCK-90", "BLUE-LYNX-36",
                                     "GOLD-MOLE-11",  "AB12" };

static int list(void *self, bool archived, char (*to)[PLAN_CHILD_MAX + 1], int *today)
{
    int count = archived ? 2 : (int)(sizeof codes / sizeof *codes);
    (void)self;
    for (int i = 0; i < count; i++) snprintf(to[i], PLAN_CHILD_MAX + 1, "%s", codes[i]);
    *today = archived ? 0 : 4;
    return count;
}

static void look_up(void *self, const char *child, ChildGlance *glance)
{
    bool first = child[0] == 'B';
    (void)self;
    *glance = (ChildGlance){ .last = "24 Nov 2026",
                             .who = "6 y 4 m, 116 cm",
                             .body = "wheelchair, left hand",
                             .must_ask = !first };
    snprintf(glance->hour, sizeof glance->hour, "%s", first ? "Reach and midline, 13 min" : "");
    snprintf(glance->due, sizeof glance->due, "%s", child[0] == 'P' ? "check-up due" : "");
    snprintf(glance->asked, sizeof glance->asked, "%s",
             first ? "All no on 24 Nov 2026. Start says: nothing new"
                   : "Never asked: its page asks four questions");
    snprintf(glance->notes, sizeof glance->notes, "%s",
             "Left hand first. Loves the drums. Keep the sound low.");
}

static bool archive(void *self, const char *child, bool archived)
{
    (void)self, (void)child, (void)archived;
    return true;
}

static bool erase(void *self, const char *child)
{
    (void)self;
    return child;
}

static void keep(Render *window, const Canvas *canvas, const char *name, const char *shape)
{
    char file[64];
    static Canvas figures;
    render_begin(window);
    dress_show(&(Avatar){ .look = look_ready(1) }, window, canvas, &figures);
    Image shot = gallery_shot(window);
    snprintf(file, sizeof file, "page_%s_%s", name, shape);
    gallery_write(file, &shot);
}

static void show_list(Render *window, const char *shape)
{
    static Canvas canvas;
    static const struct {
        const char *name, *keys;
    } shown[] = { { "children", "" },
                  { "children_undo", "a" },
                  { "children_archive", "r" },
                  { "children_delete", "rd" },
                  { "children_find", "ffox" } };
    for (size_t i = 0; i < sizeof shown / sizeof *shown; i++) {
        ChildrenPage page;
        children_page_open(&page, (ChildrenMemory){ NULL, list, look_up, archive, erase },
                           "1 Dec 2026");
        for (const char *key = shown[i].keys; *key; key++) children_page_key(&page, *key);
        children_page_tick(&page, 9000000);
        canvas_clear(&canvas);
        children_page_draw(&page, &canvas);
        keep(window, &canvas, shown[i].name, shape);
    }
}

static void show_child(Render *window, const char *shape)
{
    static Canvas canvas;
    static const struct {
        const char *name, *keys;
        bool fresh;
    } shown[] = { { "child", "", false },           { "child_new", "", true },
                  { "child_months", "6", true },    { "child_height", "641", true },
                  { "child_asked", "    ", false }, { "child_tuned", "k", false },
                  { "child_note", "eLoves", false } };
    for (size_t i = 0; i < sizeof shown / sizeof *shown; i++) {
        ChildPage page;
        PlayPlan usual = plan_default();
        ChildRecord record = child_record_new("BLUE-FOX-27", &usual);
        if (!shown[i].fresh) {
            child_record_set_age(&record, 76, NOW_MS);
            record.height_cm = 116;
            record.posture = POSTURE_WHEELCHAIR;
            record.without = LIMBS_LEGS;
            record.support = 1u << SUPPORT_ORTHOSIS;
            record.hand = HAND_LEFT;
            record.keep_track = true;
            snprintf(record.notes, sizeof record.notes, "Left hand first. Keep the sound low.");
        }
        child_page_open(&page, &record, shown[i].fresh, NOW_MS, 60);
        for (const char *key = shown[i].keys; *key; key++) child_page_key(&page, *key);
        canvas_clear(&canvas);
        child_page_draw(&page, &canvas);
        keep(window, &canvas, shown[i].name, shape);
    }
}

void gallery_children(Render *window, const char *shape)
{
    show_list(window, shape);
    show_child(window, shape);
}
