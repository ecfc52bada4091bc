// SPDX-License-Identifier: MIT
// letters.c: text. Each letter is drawn once per size into an atlas; a line of text is quads of it.
#include "base/log.h"
#include "render/parts.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

// Andika (SIL, OFL) is made for beginning readers; Debian has it as fonts-sil-andika.
static const char *const font_files[] = {
    "/usr/share/fonts/truetype/andika/Andika-Bold.ttf",
    "/usr/share/fonts/truetype/andika/Andika-Regular.ttf",
    "/usr/local/share/fonts/Andika-Bold.ttf",
    "/usr/share/fonts/sil-andika-fonts/Andika-Bold.ttf",
    "/usr/share/fonts/TTF/Andika-Bold.ttf",
};

#define MEASURE_SIZE 200  // px, for the font's proportions

static void measure(Letters *letters)
{
    int top = 0, bottom = 0, cap = 0;
    TTF_SetFontSize(letters->font, MEASURE_SIZE);
    TTF_GlyphMetrics32(letters->font, 'l', NULL, NULL, NULL, &top, NULL);
    TTF_GlyphMetrics32(letters->font, 'g', NULL, NULL, &bottom, NULL, NULL);
    TTF_GlyphMetrics32(letters->font, 'H', NULL, NULL, NULL, &cap, NULL);
    letters->em_per_height = (float)MEASURE_SIZE / (float)(top - bottom);
    letters->cap = (float)cap / MEASURE_SIZE;
}

static void forget_all(Render *render)
{
    Letters *letters = &render->letters;
    batch_flush(render);  // it may still point into the atlas
    memset(letters->glyph, 0, sizeof letters->glyph);
    letters->glyph_count = letters->next_x = letters->next_y = letters->row = 0;
}

Result letters_open(Render *render)
{
    Letters *letters = &render->letters;
    for (size_t i = 0; i < sizeof font_files / sizeof font_files[0] && !letters->font; i++)
        if (access(font_files[i], R_OK) == 0)
            letters->font = TTF_OpenFont(font_files[i], MEASURE_SIZE);
    if (!letters->font)
        return fail(RESULT_NOT_FOUND, "the font Andika is missing: install fonts-sil-andika");
    TTF_SetFontHinting(letters->font, TTF_HINTING_LIGHT);
    measure(letters);
    return texture_open(render, &letters->atlas, ATLAS_SIDE, ATLAS_SIDE);
}

void letters_close(Render *render)
{
    if (render->letters.font) TTF_CloseFont(render->letters.font);
    texture_close(&render->letters.atlas);
    render->letters.font = NULL;
}

// The next code point; damaged UTF-8 gives '?'.
static uint32_t next_code(const char **text)
{
    const unsigned char *at = (const unsigned char *)*text;
    uint32_t code = at[0];
    int more = code < 0x80                   ? 0
               : code >= 0xf0 && code < 0xf8 ? 3
               : code >= 0xe0                ? 2
               : code >= 0xc0                ? 1
                                             : -1;
    if (more > 0) code &= 0x3fu >> more;
    int taken = 1;
    for (; taken <= more && (at[taken] & 0xc0) == 0x80; taken++)
        code = code << 6 | (at[taken] & 0x3fu);
    *text += taken;
    return more < 0 || taken <= more ? '?' : code;
}

// Sizes are whole px so that letters stay crisp; coarser steps for large ones keep the atlas small.
static int round_size(float em_px)
{
    int size = (int)(clampf(em_px, 6, 192) + 0.5f);
    return size > 96 ? size & ~3 : size > 48 ? size & ~1 : size;
}

static int outline_of(int size)
{
    return size < 20 ? 1 : size / 14 + 1;
}

static Glyph *place_of(Letters *letters, uint32_t code, int size, int outline)
{
    uint32_t hash = (code * 2654435761u) ^ ((uint32_t)size * 40503u) ^ ((uint32_t)outline << 9);
    for (uint32_t i = 0;; i++) {
        Glyph *glyph = &letters->glyph[(hash + i) & (GLYPHS_MAX - 1)];
        if (glyph->size == 0) return glyph;
        if (glyph->code == code && glyph->size == size && glyph->outline == outline) return glyph;
    }
}

// The rows and columns of a surface that are not empty.
static SDL_Rect crop(const SDL_Surface *surface)
{
    int left = surface->w, right = 0, top = surface->h, bottom = 0;
    for (int y = 0; y < surface->h; y++) {
        const uint8_t *row = (const uint8_t *)surface->pixels + y * surface->pitch;
        for (int x = 0; x < surface->w; x++) {
            if (!row[4 * x + 3]) continue;
            if (x < left) left = x;
            if (x >= right) right = x + 1;
            if (y < top) top = y;
            bottom = y + 1;
        }
    }
    return (SDL_Rect){ left, top, right > left ? right - left : 0,
                       bottom > top ? bottom - top : 0 };
}

// Finds room for a cell and a clear pixel around it; forgets everything when the atlas is full.
static void find_room(Render *render, int width, int height)
{
    Letters *letters = &render->letters;
    if (letters->next_x + width + 2 > ATLAS_SIDE) {
        letters->next_x = 0;
        letters->next_y += letters->row;
        letters->row = 0;
    }
    if (letters->next_y + height + 2 > ATLAS_SIDE || letters->glyph_count > GLYPHS_MAX * 3 / 4) {
        log_info("render letters_forgotten=%d", letters->glyph_count);
        forget_all(render);
    }
    if (height + 2 > letters->row) letters->row = height + 2;
}

// The letter with a clear pixel around it, which its edge is mixed with where it is drawn smaller.
// So the atlas, 16 MB, is only touched where there are letters.
static void write_cell(Render *render, const SDL_Surface *surface, SDL_Rect part, SDL_Rect cell)
{
    uint32_t *pixels = (uint32_t *)calloc((size_t)cell.w * (size_t)cell.h, sizeof *pixels);
    REQUIRE(pixels);
    for (int y = 0; y < part.h; y++) {
        const uint8_t *row = (const uint8_t *)surface->pixels + (part.y + y) * surface->pitch;
        memcpy(pixels + (ptrdiff_t)(y + 1) * cell.w + 1, row + 4 * part.x, 4 * (size_t)part.w);
    }
    texture_write(render, &render->letters.atlas, &cell, pixels, 4 * cell.w);
    free(pixels);
}

static const Glyph *make_glyph(Render *render, uint32_t code, int size, int outline)
{
    Letters *letters = &render->letters;
    TTF_SetFontSize(letters->font, size);
    TTF_SetFontOutline(letters->font, 0);
    int min_x = 0, advance = 0;
    TTF_GlyphMetrics32(letters->font, code, &min_x, NULL, NULL, NULL, &advance);
    int ascent = TTF_FontAscent(letters->font);
    TTF_SetFontOutline(letters->font, outline);
    SDL_Surface *surface =
        TTF_RenderGlyph32_Blended(letters->font, code, (SDL_Color){ 255, 255, 255, 255 });
    Glyph made = { .code = code,
                   .size = (int16_t)size,
                   .outline = (int16_t)outline,
                   .advance = (int16_t)advance };
    SDL_Rect part = surface ? crop(surface) : (SDL_Rect){ 0 };
    find_room(render, part.w, part.h);
    if (part.w > 0 && part.h > 0) {
        // The surface begins at the pen, or left of it for a letter that reaches back.
        made.left = (int16_t)(part.x + (min_x < 0 ? min_x : 0) - outline);
        made.top = (int16_t)(part.y - ascent - outline);
        made.x = (int16_t)(letters->next_x + 1);
        made.y = (int16_t)(letters->next_y + 1);
        made.width = (int16_t)part.w;
        made.height = (int16_t)part.h;
        SDL_Rect cell = { letters->next_x, letters->next_y, part.w + 2, part.h + 2 };
        write_cell(render, surface, part, cell);
        letters->next_x += part.w + 2;
    }
    SDL_FreeSurface(surface);
    Glyph *glyph = place_of(letters, code, size, outline);
    *glyph = made;
    letters->glyph_count++;
    return glyph;
}

static const Glyph *glyph_for(Render *render, uint32_t code, int size, int outline)
{
    const Glyph *glyph = place_of(&render->letters, code, size, outline);
    return glyph->size ? glyph : make_glyph(render, code, size, outline);
}

static int line_width(Render *render, const char *text, int size)
{
    int width = 0;
    while (*text) width += glyph_for(render, next_code(&text), size, 0)->advance;
    return width;
}

// One pass over a line: the outlines first, then the letters on top of them.
static void draw_pass(Render *render, const char *text, SDL_FPoint pen, int size, int outline,
                      float scale, SDL_Color color)
{
    const float texel = 1.0f / ATLAS_SIDE;
    while (*text) {
        uint32_t code = next_code(&text);
        int advance = glyph_for(render, code, size, 0)->advance;
        const Glyph *glyph = glyph_for(render, code, size, outline);
        if (glyph->width > 0) {
            SDL_FPoint half = { (float)glyph->width * scale / 2, (float)glyph->height * scale / 2 };
            SDL_FPoint middle = { pen.x + (float)glyph->left * scale + half.x,
                                  pen.y + (float)glyph->top * scale + half.y };
            SDL_FRect part = { (float)glyph->x * texel, (float)glyph->y * texel,
                               (float)glyph->width * texel, (float)glyph->height * texel };
            batch_quad(render, &render->letters.atlas, middle, half, 0, part, color);
        }
        pen.x += (float)advance * scale;
    }
}

// How large the letters of a text are in this window, and how wide the line comes out, px.
typedef struct Line {
    int size;     // em, px
    float scale;  // of letters that no size has; 1: none
    float width;
} Line;

static Line line_of(Render *render, const char *text, float height)
{
    float em = height * render->px_per_unit * render->letters.em_per_height;
    int size = round_size(em);
    float scale = em > 196 || em < 5 ? em / (float)size : 1;
    return (Line){ size, scale, (float)line_width(render, text, size) * scale };
}

// Of an item, whose line may be no wider than `size2`.
static Line fitted_line(Render *render, const CanvasItem *item)
{
    Line line = line_of(render, item->text, item->size);
    float most = item->size2 * render->px_per_unit;
    for (float height = item->size; most > 0 && line.width > most && height > 1e-3f;
         height *= fminf(0.98f, most / line.width))
        line = line_of(render, item->text, height);
    return line;
}

static SDL_FPoint pen_of(const Render *render, const CanvasItem *item, Line line)
{
    SDL_FPoint at = to_px(render, item->at);
    float drop = (float)line.size * line.scale * render->letters.cap / 2;
    return (SDL_FPoint){ roundf(at.x - line.width * (1 + item->turn) / 2), roundf(at.y + drop) };
}

void letters_draw(Render *render, const CanvasItem *item)
{
    Line line = fitted_line(render, item);
    SDL_FPoint pen = pen_of(render, item, line);
    const Color c = item->color;
    Color around = letters_outline(c);
    draw_pass(render, item->text, pen, line.size, outline_of(line.size), line.scale,
              to_color(render, around));
    draw_pass(render, item->text, pen, line.size, 0, line.scale, to_color(render, c));
}

Color letters_outline(Color c)
{
    bool dark = 0.2126f * c.r + 0.7152f * c.g + 0.0722f * c.b < 0.5f;
    return dark ? (Color){ 1, 1, 1, c.a } : (Color){ 0.09f, 0.15f, 0.24f, c.a };
}

void letters_warm(Render *render, const CanvasItem *item)
{
    int size = fitted_line(render, item).size;
    for (const char *text = item->text; *text;) {
        uint32_t code = next_code(&text);
        glyph_for(render, code, size, 0);
        glyph_for(render, code, size, outline_of(size));
    }
}

float render_text_width(Render *render, float height, const char *text)
{
    REQUIRE(text && height > 0);
    return line_of(render, text, height).width / render->px_per_unit;
}

TextBox render_text_box(Render *render, const CanvasItem *item)
{
    REQUIRE(item->kind == CANVAS_TEXT && item->size > 0);
    Line line = fitted_line(render, item);
    SDL_FPoint pen = pen_of(render, item, line);
    float left = pen.x, right = pen.x, top = pen.y, bottom = pen.y;
    for (const char *text = item->text; *text;) {
        uint32_t code = next_code(&text);
        int advance = glyph_for(render, code, line.size, 0)->advance;
        const Glyph *glyph = glyph_for(render, code, line.size, outline_of(line.size));
        if (glyph->width > 0) {
            float x = pen.x + (float)glyph->left * line.scale;
            float y = pen.y + (float)glyph->top * line.scale;
            left = fminf(left, x);
            right = fmaxf(right, x + (float)glyph->width * line.scale);
            top = fminf(top, y);
            bottom = fmaxf(bottom, y + (float)glyph->height * line.scale);
        }
        pen.x += (float)advance * line.scale;
    }
    Vec2 low = render_to_stage(render, (int)left, (int)ceilf(bottom));
    Vec2 high = render_to_stage(render, (int)ceilf(right), (int)top);
    return (TextBox){ .low = low, .high = high };
}
