// SPDX-License-Identifier: MIT
// sizes.c: pages in four sizes of the window and three of the letters.
#include "sizes.h"

#include "plates.h"
#include "render/parts.h"
#include "test.h"

#include <stdio.h>
#include <string.h>

static const struct {
    int width, height;
} shapes[] = { { 1024, 768 }, { 1280, 720 }, { 1920, 1080 }, { 2560, 1080 } };
static const float wishes[] = { 1, 1.25f, 1.5f };
enum {
    SHAPES = sizeof shapes / sizeof *shapes,
    WISHES = sizeof wishes / sizeof *wishes,
    FULL_HD = 2,
    LEAST_PX = 28,  // at 1080 lines
    REPORT = 65536,
};

static Render *window[SHAPES];
static char report[REPORT];
static int pages, words[WISHES];
static float grew[WISHES], least_grew[WISHES] = { 9, 9, 9 };
static bool looked_at[PAGE_KIND_COUNT];

static const struct {
    const char *draws;
    PageKindTest test;
} kinds[] = {
#define X(name, draws, whose) { #draws, PAGE_KINDS_OF_##whose },
    PAGE_KIND_LIST(X)
#undef X
};

void sizes_open(void)
{
    const Sensory senses = sensory_preset(SENSORY_STANDARD);
    for (int i = 0; i < SHAPES; i++) {
        RenderOptions options = { .width = shapes[i].width,
                                  .height = shapes[i].height,
                                  .headless = true,
                                  .ungoverned = true,
                                  .asset_folder = TIPTOE_BUILT_ASSETS };
        assert_int_equal(render_open(&window[i], &options), RESULT_OK);
        render_limits(window[i], &senses);
    }
}

void sizes_close(void)
{
    for (int i = 0; i < SHAPES; i++) render_close(&window[i]);
}

int sizes_open_group(void **state)
{
    (void)state;
    sizes_open();
    return 0;
}

int sizes_close_group(void **state)
{
    (void)state;
    sizes_close();
    return 0;
}

// What is not in the report yet.
static void note(const char *page, int shape, float wish, const char *told)
{
    for (const char *from = told; *from; from += strcspn(from, "\n"), from += *from == '\n') {
        char line[512];
        snprintf(line, sizeof line, "%.*s", (int)strcspn(from, "\n"), from);
        char *place = strstr(line, " (");
        if (place) *place = '\0';
        if (strstr(report, line)) continue;
        size_t at = strlen(report);
        snprintf(report + at, sizeof report - at, "%s: %.*s in %dx%d, letters %.0f %%\n", page,
                 (int)strcspn(from, "\n"), from, shapes[shape].width, shapes[shape].height,
                 100 * (double)wish);
    }
}

// The frame without its words: what they are read against.
static const Image *bare_of(const Canvas *below, const Canvas *canvas)
{
    static uint8_t pixels[3 * 1024 * 768];
    static Canvas bare;
    static const Image image = { .width = 1024, .height = 768, .stride = 3 * 1024, .bgr = pixels };
    const Canvas *both[] = { below, canvas };
    Image to = image;
    render_begin(window[0]);
    for (int k = 0; k < 2; k++) {
        if (!both[k]) continue;
        canvas_clear(&bare);
        bare.background = both[k]->background;
        for (int i = 0; i < both[k]->item_count; i++)
            if (both[k]->item[i].kind != CANVAS_TEXT)
                bare.item[bare.item_count++] = both[k]->item[i];
        render_canvas(window[0], &bare);
    }
    render_present(window[0]);
    assert_int_equal(render_read(window[0], &to), RESULT_OK);
    return &image;
}

static bool is_within(TextBox seen, TextBox t)
{
    return t.low.x >= seen.low.x && t.high.x <= seen.high.x && t.low.y >= seen.low.y &&
           t.high.y <= seen.high.y;
}

// Each line of words can be had whole in one of the parts that the window shows.
static void look_for_parts(const char *page, int shape, int wish, const Plates *plates)
{
    Render *render = window[shape];
    TextBox seen[LENS_PARTS];
    for (int part = 0; part < LENS_PARTS; part++) {
        lens_part(render, part);
        seen[part] = lens_seen(render);
    }
    for (int i = 0; i < plates->count; i++) {
        const CanvasItem *item = &plates->item[i];
        if (item->kind != CANVAS_TEXT || !item->text[0] || item->size <= 0) continue;
        TextBox t = render_text_box(render, item);
        bool found = t.high.y - t.low.y < 1e-3f;
        for (int part = 0; part < LENS_PARTS; part++) found |= is_within(seen[part], t);
        char told[512];
        snprintf(told, sizeof told, "\"%s\" is whole in no part (%.2f..%.2f, %.2f..%.2f)",
                 item->text, (double)t.low.x, (double)t.high.x, (double)t.low.y, (double)t.high.y);
        if (!found) note(page, shape, wishes[wish], told);
    }
}

static float px_of(Render *render, const CanvasItem *item)
{
    TextBox t = render_text_box(render, item);
    return (t.high.x - t.low.x) * render->px_per_unit;
}

// How much wider they are than without a wish.
static void measure(const Canvas *canvas, int wish)
{
    Render *render = window[FULL_HD];
    for (int i = 0; i < canvas->item_count; i++) {
        const CanvasItem *item = &canvas->item[i];
        if (item->kind != CANVAS_TEXT || strlen(item->text) < 2 || item->size <= 0) continue;
        lens_take(render, canvas);
        float larger = px_of(render, item);
        lens_off(render);
        float by = larger / px_of(render, item);
        words[wish]++;
        grew[wish] += by - 1;
        least_grew[wish] = fminf(least_grew[wish], by);
    }
}

static void look_in(const char *page, int shape, int wish, const Canvas *below,
                    const Canvas *canvas, const Image *bare)
{
    static Plates plates;
    static char told[REPORT];
    Render *render = window[shape];
    render->text = wishes[wish];
    bool parts = wish && canvas->grown_ups && !canvas->whole;
    lens_off(render);
    lens_take(render, canvas);
    plates_begin(&plates, render);
    // Glyphs are whole px: how small letters are is said of the window that the limit is told for.
    if (shape == FULL_HD)
        plates.least = 0.98f * LEAST_PX / (render->px_per_unit * render->letters.em_per_height);
    if (below) plates_add(&plates, below);
    plates_add(&plates, canvas);
    if (plates_faults(&plates, bare, told, sizeof told)) note(page, shape, wishes[wish], told);
    if (parts) look_for_parts(page, shape, wish, &plates);
    if (shape == FULL_HD && parts) measure(canvas, wish);
    lens_off(render);
}

void sizes_look_over(PageKind kind, const char *page, const Canvas *below, const Canvas *canvas)
{
    looked_at[kind] = true;
    window[0]->text = 1;
    lens_off(window[0]);
    const Image *bare = bare_of(below, canvas);
    for (int shape = 0; shape < SHAPES; shape++)
        for (int wish = 0; wish < WISHES; wish++)
            look_in(page, shape, wish, below, canvas, shape || wish ? NULL : bare);
    pages++;
}

void sizes_look(PageKind kind, const char *page, const Canvas *canvas)
{
    sizes_look_over(kind, page, NULL, canvas);
}

void sizes_check_kinds(PageKindTest test)
{
    for (int kind = 0; kind < PAGE_KIND_COUNT; kind++)
        if (kinds[kind].test == test && !looked_at[kind])
            fail_msg("no look at what %s() draws", kinds[kind].draws);
}

Render *sizes_window(void)
{
    return window[FULL_HD];
}

const char *sizes_found(void)
{
    return report;
}

void sizes_forget(void)
{
    report[0] = '\0';
    pages = 0;
    memset(words, 0, sizeof words);
    memset(grew, 0, sizeof grew);
    for (int i = 0; i < WISHES; i++) least_grew[i] = 9;
}

void sizes_check(void)
{
    print_message("%d pages in %d sizes", pages, SHAPES);
    for (int i = 1; i < WISHES; i++)
        print_message("; letters wished %.0f %% are %.0f %% in the mean, %.0f %% at least",
                      100 * (double)wishes[i],
                      words[i] ? 100 + 100 * (double)grew[i] / words[i] : 100.0,
                      100 * (double)least_grew[i]);
    print_message("\n");
    fputs(report, stderr);
    bool clean = !report[0];
    for (int i = 1; i < WISHES && words[i]; i++)
        assert_at_least(1 + grew[i] / (float)words[i], wishes[i] - (i == 1 ? 0.03f : 0.05f));
    sizes_forget();
    assert_true(clean);
}
