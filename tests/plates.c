// SPDX-License-Identifier: MIT
#include "plates.h"

#include "render/parts.h"
#include "therapist/palette.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define BIG       0.45f  // letters of a twentieth of the picture's height and more
#define SMALLEST  0.13f  // letters; smaller ones are not read from where a therapist stands
#define MARGIN    0.02f  // of a plate, kept free round its words
#define SEEN      0.5f   // alpha from which something covers what is behind it
#define VEIL      0.3f   // alpha from which what lies behind the whole picture's width is no page
#define FADING    0.9f   // alpha of words on the bare scene that come or go
#define LINE_MOST (CANVAS_TEXT_MAX + 128)
#define SHARE_LOW 25  // percent of the pixels behind a text that may be harder to read on

void plates_begin(Plates *p, Render *render)
{
    p->render = render;
    p->cut = p->count = 0;
    p->least = SMALLEST;
}

// On a page that stays whole, where larger letters are wished for.
static void enlarge_words(Plates *p, const Canvas *canvas)
{
    static float by[CANVAS_ITEMS_MAX];
    enlarge(p->render, canvas, by);
    for (int i = 0; i < canvas->item_count; i++) {
        CanvasItem *item = &p->item[p->count + i];
        if (item->kind != CANVAS_TEXT || !item->text[0]) continue;
        item->size *= by[i];
        item->size2 *= by[i];
    }
}

void plates_add(Plates *p, const Canvas *canvas)
{
    p->cut += canvas->cut;
    REQUIRE(p->count + canvas->item_count <= PLATES_MAX);
    memcpy(&p->item[p->count], canvas->item, (size_t)canvas->item_count * sizeof canvas->item[0]);
    if (canvas->grown_ups && canvas->whole && p->render->text > 1) enlarge_words(p, canvas);
    p->count += canvas->item_count;
}

static bool is_plate(const CanvasItem *item)
{
    return (item->kind == CANVAS_BOX || item->kind == CANVAS_DISC) && item->color.a >= SEEN &&
           item->size > 0;
}

static bool is_words(const CanvasItem *item)
{
    return item->kind == CANVAS_TEXT && item->text[0] && item->color.a > 0.02f && item->size > 0;
}

static TextBox box_of(const CanvasItem *plate)
{
    float x = plate->size, y = plate->size;
    if (plate->kind == CANVAS_BOX) x = plate->size / 2, y = plate->size2 / 2;
    return (TextBox){ vec2(plate->at.x - x, plate->at.y - y),
                      vec2(plate->at.x + x, plate->at.y + y) };
}

static bool holds(const CanvasItem *plate, Vec2 at)
{
    TextBox b = box_of(plate);
    if (plate->kind == CANVAS_DISC) return vec2_distance(plate->at, at) <= plate->size;
    return at.x >= b.low.x && at.x <= b.high.x && at.y >= b.low.y && at.y <= b.high.y;
}

static bool holds_all(const CanvasItem *plate, TextBox t)
{
    return holds(plate, t.low) && holds(plate, t.high) && holds(plate, vec2(t.low.x, t.high.y)) &&
           holds(plate, vec2(t.high.x, t.low.y));
}

static bool meet(TextBox a, TextBox b)
{
    return a.low.x < b.high.x && b.low.x < a.high.x && a.low.y < b.high.y && b.low.y < a.high.y;
}

// The filled part of a bar: words run from it on to the rest of the bar.
static bool is_filling(const Plates *p, int i)
{
    const CanvasItem *item = &p->item[i];
    if (i == 0 || item->kind != CANVAS_BOX || p->item[i - 1].kind != CANVAS_BOX) return false;
    TextBox a = box_of(item), b = box_of(&p->item[i - 1]);
    const float near = 1e-3f;
    return fabsf(a.low.y - b.low.y) < near && fabsf(a.high.y - b.high.y) < near &&
           fabsf(a.low.x - b.low.x) < near && a.high.x <= b.high.x + near;
}

static const CanvasItem *plate_of(const Plates *p, int text)
{
    for (int i = text - 1; i >= 0; i--)
        if (is_plate(&p->item[i]) && !is_filling(p, i) && holds(&p->item[i], p->item[text].at))
            return &p->item[i];
    return NULL;
}

// A veil over the whole picture: a card in front of it has the page.
static bool is_veil(const CanvasItem *item)
{
    TextBox b = box_of(item);
    return item->kind == CANVAS_BOX && item->color.a >= VEIL && b.low.x <= 0 && b.low.y <= 0 &&
           b.high.x >= STAGE_WIDTH && b.high.y >= STAGE_HEIGHT;
}

// The therapist's own plate over a play lies on whatever is there.
static bool is_therapists(const CanvasItem *item)
{
    const Color dusk = PALETTE_DUSK;
    return memcmp(&item->color, &dusk, sizeof dusk) == 0;
}

// Wholly under a later plate: nobody sees it, and nothing is asked of it. `partly`: its rest shows.
static bool is_covered(const Plates *p, int text, TextBox t, bool *partly)
{
    *partly = false;
    for (int i = text + 1; i < p->count; i++) {
        if (is_veil(&p->item[i])) return true;
        if (!is_plate(&p->item[i])) continue;
        if (holds_all(&p->item[i], t)) return true;
        if (is_therapists(&p->item[i]) && meet(box_of(&p->item[i]), t)) return true;
        *partly = *partly || meet(box_of(&p->item[i]), t);
    }
    return false;
}

// Where each text of the frame lies in this window.
static TextBox boxes[PLATES_MAX];

static const char *fault_of_place(const Plates *p, int text)
{
    TextBox t = boxes[text];
    const CanvasItem *plate = plate_of(p, text);
    bool partly;
    TextBox roomy = { vec2(t.low.x - MARGIN, t.low.y - MARGIN),
                      vec2(t.high.x + MARGIN, t.high.y + MARGIN) };
    if (is_covered(p, text, t, &partly)) return NULL;
    if (partly) return "is covered in part";
    if (t.low.x < 0 || t.low.y < 0 || t.high.x > STAGE_WIDTH || t.high.y > STAGE_HEIGHT)
        return "leaves the picture";
    if (plate && !holds_all(plate, roomy)) return "leaves its plate";
    if (t.high.y - t.low.y < 1e-3f) return NULL;  // blanks
    float rim = 2 / p->render->px_per_unit;       // outlines may meet
    t = (TextBox){ vec2(t.low.x + rim, t.low.y + rim), vec2(t.high.x - rim, t.high.y - rim) };
    for (int i = text + 1; i < p->count; i++) {
        if (is_words(&p->item[i]) && meet(t, boxes[i]) && !is_covered(p, i, boxes[i], &partly))
            return "lies on other words";
    }
    return NULL;
}

// ---- contrast -----------------------------------------------------------------------------------

static float luminance(const float rgb[3])
{
    static const float weight[3] = { 0.2126f, 0.7152f, 0.0722f };
    float sum = 0;
    for (int i = 0; i < 3; i++) {
        float c = rgb[i] / 255;
        sum += weight[i] * (c <= 0.04045f ? c / 12.92f : powf((c + 0.055f) / 1.055f, 2.4f));
    }
    return sum;
}

float contrast_of(const float a[3], const float b[3])
{
    float la = luminance(a), lb = luminance(b);
    return (fmaxf(la, lb) + 0.05f) / (fminf(la, lb) + 0.05f);
}

// As it is shown through the ceilings over `behind`.
static void shown(const Render *render, Color color, const float behind[3], float rgb[3])
{
    SDL_Color c = to_color(render, color);
    const float part[3] = { c.r, c.g, c.b };
    for (int i = 0; i < 3; i++) rgb[i] = behind[i] + (part[i] - behind[i]) * clampf(color.a, 0, 1);
}

static int by_size(const void *a, const void *b)
{
    float x = *(const float *)a, y = *(const float *)b;
    return (x > y) - (x < y);
}

// Against the pixels that the text covers; what three quarters of them have at least.
static float contrast_on(const Render *render, Color color, TextBox t, const Image *bare)
{
    static float found[65536];
    int count = 0, left = render->stage.x + (int)(t.low.x * render->px_per_unit);
    int right = render->stage.x + (int)(t.high.x * render->px_per_unit);
    int top = render->stage.y + (int)((STAGE_HEIGHT - t.high.y) * render->px_per_unit);
    int bottom = render->stage.y + (int)((STAGE_HEIGHT - t.low.y) * render->px_per_unit);
    for (int y = top < 0 ? 0 : top; y < bottom && y < bare->height; y += 2)
        for (int x = left < 0 ? 0 : left; x < right && x < bare->width && count < 65536; x += 2) {
            const uint8_t *px = bare->bgr + y * bare->stride + 3 * x;
            const float behind[3] = { px[2], px[1], px[0] };
            float rgb[3];
            shown(render, color, behind, rgb);
            found[count++] = contrast_of(rgb, behind);
        }
    if (!count) return 21;
    qsort(found, (size_t)count, sizeof found[0], by_size);
    return found[count * SHARE_LOW / 100];
}

// What has no plate of its own is read against its outline.
static float contrast_of_text(const Plates *p, int text, TextBox t, const Image *bare)
{
    const CanvasItem *item = &p->item[text];
    if (plate_of(p, text)) return contrast_on(p->render, item->color, t, bare);
    const float grey[3] = { 128, 128, 128 };
    float letters[3], around[3];
    Color outline = letters_outline(item->color);
    shown(p->render, outline, grey, around);
    shown(p->render, item->color, around, letters);
    return contrast_of(letters, around);
}

static uint64_t mix(uint64_t hash, const void *bytes, size_t size)
{
    const unsigned char *at = bytes;
    for (size_t i = 0; i < size; i++) hash = (hash ^ at[i]) * 1099511628211u;
    return hash;
}

static uint64_t mix_item(uint64_t hash, const CanvasItem *item)
{
    const float place[] = { roundf(16 * item->at.x), roundf(16 * item->at.y), item->size,
                            item->size2 };
    hash = mix(hash, place, sizeof place);
    hash = mix(hash, &item->color, sizeof item->color);
    return mix(hash, item->text, strlen(item->text));
}

uint64_t plates_mark(const Plates *p)
{
    uint64_t hash = 14695981039346656037u ^ (uint64_t)p->cut;
    hash = mix(hash, &p->render->tones, sizeof p->render->tones);
    for (int i = 0; i < p->count; i++) {
        if (!is_words(&p->item[i])) continue;
        const CanvasItem *plate = plate_of(p, i);
        hash = mix_item(hash, &p->item[i]);
        if (plate) hash = mix_item(hash, plate);
    }
    return hash;
}

int plates_faults(const Plates *p, const Image *bare, char *told, size_t size)
{
    int faults = p->cut, at = 0;
    told[0] = '\0';
    if (p->cut) at = snprintf(told, size, "%d texts are longer than a canvas keeps\n", p->cut);
    for (int i = 0; i < p->count; i++)
        if (is_words(&p->item[i])) boxes[i] = render_text_box(p->render, &p->item[i]);
    for (int i = 0; i < p->count; i++) {
        const CanvasItem *item = &p->item[i];
        TextBox t = boxes[i];
        if (!is_words(item)) continue;
        float width = t.high.x - t.low.x;
        float asked = render_text_width(p->render, item->size, item->text);
        bool partly;
        const char *fault = fault_of_place(p, i);
        if (!fault && item->size * fminf(1, width / fmaxf(asked, 0.01f)) < p->least)
            fault = "is too small";
        float contrast = 21, least = item->size >= BIG ? CONTRAST_BIG : CONTRAST;
        bool fading = item->color.a < FADING && !plate_of(p, i);
        if (!fault && bare && !fading && !is_covered(p, i, t, &partly))
            contrast = contrast_of_text(p, i, t, bare);
        if (!fault && contrast < least) fault = "is too faint";
        if (!fault) continue;
        faults++;
        if ((size_t)at + LINE_MOST > size) continue;
        at += snprintf(told + at, size - (size_t)at,
                       "\"%s\" %s (%.2f..%.2f, %.2f..%.2f, contrast %.2f)\n", item->text, fault,
                       (double)t.low.x, (double)t.high.x, (double)t.low.y, (double)t.high.y,
                       (double)contrast);
    }
    return faults;
}

float picture_shape(const char *image)
{
    char path[512];
    uint8_t head[24];
    snprintf(path, sizeof path, "%s/art/%s.png", TIPTOE_BUILT_ASSETS, image);
    FILE *file = fopen(path, "rb");
    size_t got = file ? fread(head, 1, sizeof head, file) : 0;
    if (file) fclose(file);
    if (got < sizeof head) return 0;
    return (float)(head[18] << 8 | head[19]) / (float)(head[22] << 8 | head[23]);
}
