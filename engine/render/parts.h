// SPDX-License-Identifier: MIT
// parts.h: what the files of render share: the open window, the batch, pictures, letters.
#pragma once

#include "render/flash.h"
#include "render/loader.h"
#include "render/raster.h"
#include "render/render.h"
#include "render/tones.h"
#include <SDL.h>
#include <SDL_ttf.h>

#define BATCH_VERTICES_MAX 8192
#define BATCH_INDICES_MAX  (3 * BATCH_VERTICES_MAX)

#define PICTURES_MAX     512
#define PICTURE_SIDE_MAX 4096
#define BACKDROPS_MAX    4

#define GLYPHS_MAX 2048  // a power of two
#define ATLAS_SIDE 2048  // px

// 0xAARRGGBB; on the graphics card (`sdl`), or in `pixels` where the processor draws.
typedef struct Texture {
    SDL_Texture *sdl;
    Pixels pixels;
} Texture;

// Triangles waiting to be drawn with one texture.
typedef struct Batch {
    const Texture *texture;  // NULL: plain colours
    int vertex_count, index_count;
    SDL_Vertex vertex[BATCH_VERTICES_MAX];
    int index[BATCH_INDICES_MAX];
} Batch;

// A picture in full size and in halves, quarters ..., so that small ones stay smooth. It is only
// known by name and size until it is first drawn or warmed.
typedef struct Picture {
    char name[PICTURE_NAME_MAX];
    int width, height;  // px
    bool damaged;       // told once
    bool asked;         // of the loader
    uint32_t frame;     // drawn last in this one
    int levels;         // 0: not read
    Texture level[PICTURE_LEVELS];
} Picture;

// A background in the stage's size.
typedef struct Backdrop {
    char name[PICTURE_NAME_MAX];  // "": none
    uint32_t frame;               // drawn last in this one
    bool asked;                   // of the loader
    Texture texture;
} Backdrop;

// A letter in the atlas. `size` 0: an empty place in the table.
typedef struct Glyph {
    uint32_t code;
    int16_t size;                 // px of an em
    int16_t outline;              // px; 0: the letter itself
    int16_t x, y, width, height;  // in the atlas
    int16_t left, top;            // from pen and base line to the cell's corner, px, y down
    int16_t advance;
} Glyph;

typedef struct Letters {
    TTF_Font *font;
    float em_per_height, cap;  // em for a text of height 1; capital height in em
    Texture atlas;
    int next_x, next_y, row;  // where the next cell goes, height of the row
    int glyph_count;
    Glyph glyph[GLYPHS_MAX];
} Letters;

// What the camera's texture holds.
typedef enum CameraUse { CAMERA_WHOLE, CAMERA_CUTOUT, CAMERA_SHADOW } CameraUse;

// A game controller that is plugged in.
#define CONTROLLERS_MAX 4
typedef struct Controller {
    SDL_GameController *sdl;  // NULL: a free place
    SDL_JoystickID id;
    bool shift, stop, tilt[4];  // left trigger, right trigger, stick: pressed far enough
    bool lean[4];               // the right stick
    int held;                   // the arrow that is held, and when it counts again, ms of SDL
    Uint32 again_ms;
} Controller;

// A part of a grown-ups' page that is shown larger: of two rows that lap over, and of three places
// beside each other, so that each line of words is whole in one.
#define LENS_COLUMNS 3
#define LENS_PARTS   (2 * LENS_COLUMNS)
typedef struct Lens {
    bool on;  // the newest canvas was drawn through it
    int column;
    bool low;
    Vec2 focus;            // of the keys, when it was last looked for
    Vec2 stop, stop_size;  // of the page's own button that stops; size 0: it has none
} Lens;

struct Render {
    SDL_Window *window;
    Render *beside;     // the second window; NULL: none
    Render *first;      // of a second one, the other; NULL: this is the first
    SDL_Rect alone;     // where it lay before it made room for the second; no width: it did not
    SDL_Renderer *sdl;  // NULL: the processor draws
    int width, height;  // of the window, px
    float px_per_unit;
    float plain_px_per_unit;  // without the lens
    SDL_FPoint origin;        // the stage's upper left as it is drawn: px_per_unit from there
    Lens lens;
    SDL_Rect stage;         // the 16x9 units in the window
    Tones tones;            // the ceilings: everything is drawn within them ...
    ToneTable tone_table;   // ... for the camera's pixels
    Texture picture;        // this frame
    Texture before;         // the frame shown last, for the governor of flashes
    SDL_Texture *small[3];  // on the card: the picture on its way down to the flash grid
    uint32_t bare;          // not 0: the stage is still to be filled with this pixel
    bool presented;         // `picture` was shown; the next frame takes the other texture
    bool has_before;        // `before` is a frame of this size
    bool headless, ungoverned;
    int64_t headless_us;  // the time of pictures that nobody waits for: 60 in a second
    int64_t dissolve_us;  // still to go of a soft change
    int64_t framed_us;    // the time of the frame shown last
    uint32_t frame;       // begun so far
    Backdrop backdrops[BACKDROPS_MAX];
    Texture camera;  // mirrored
    Pixels camera_pixels;
    uint32_t camera_number;
    CameraUse camera_use;
    SDL_Rect camera_part;  // of the texture, where the cutout lies; empty: nobody is there
    Texture glow;          // white, fading to nothing: for a card
    bool vsync;
    int64_t drawn_us;      // clock of the last frame, before it was handed to the screen
    int64_t presented_us;  // clock of the last present
    int fast_presents;     // in a row, too fast for a screen to have been waited for
    uint32_t mouse_ms;     // SDL ticks when the mouse was last used
    bool mouse_shown;
    bool lost;             // the display is gone: nothing of SDL's window is called any more
    bool loss_told;        // in this frame
    bool hurried;          // no frame waits for a picture
    bool missing_told;     // an unknown picture was logged
    bool unmeasured_told;  // and a picture that the governor could not see
    float text;            // how large a grown-ups' page wants its letters
    char art_folder[1024];
    Loader *loader;
    int picture_count;
    Picture pictures[PICTURES_MAX];
    Letters letters;
    Batch batch;
    FlashGovernor flash;
    Controller controllers[CONTROLLERS_MAX];
    KeyMap keys;
    bool controllers_asked;  // SDL was asked for them
};

// window_place.c: where a window of that size is put; one beside another may make that smaller
SDL_Rect place_of_window(const RenderOptions *options, int width, int height);
void place_first_in_front(Render *first);  // it keeps the keyboard where it made room
void place_back(Render *first);            // where it lay before

// render_device.c: the two ways to draw, behind one door
Result device_open(Render *render, const RenderOptions *options);
Result texture_open(Render *render, Texture *texture, int width, int height);
// `part` NULL: all of it. `stride` in bytes.
void texture_write(Render *render, Texture *texture, const SDL_Rect *part, const void *pixels,
                   int stride);
// A texture with this memory, which it takes over or frees; nothing is left in `pixels`.
Result texture_give(Render *render, Texture *texture, Pixels *pixels);
void texture_close(Texture *texture);
Result device_resize(Render *render);  // the frame takes the window's size
void device_clear(Render *render, SDL_Color color);
void device_cover(Render *render);  // what is still bare of the stage; where the processor draws
// Opaque, of the stage's size, and a veil over it, whose alpha may be 0.
void device_backdrop(Render *render, const Texture *texture, SDL_Color veil);
void device_triangles(Render *render, const Batch *batch);  // within the stage
// A round light, px; only where the processor draws.
void device_glow(Render *render, SDL_FPoint middle, float radius, SDL_Color color);
void device_swap(Render *render);                     // the frame becomes `before`
Result device_grid(Render *render, FlashGrid *grid);  // the frame in the governor's cells
void device_mix(Render *render, float share);         // that much of it over `before`
void device_show(Render *render);                     // the frame
void device_flip(Render *render);
Result device_read(Render *render, Image *image);
void device_close(Render *render);

// events.c
int key_of(const SDL_Keysym *key);  // 0: none of ours

// controller.c
void controllers_open(Render *render);
void controllers_close(Render *render);
// The next arrow that is held long enough to count again.
bool controllers_repeat(Render *render, RenderEvent *event);
bool controller_take(Render *render, const SDL_Event *from, RenderEvent *event);

// display.c
void display_watch(Render *render);  // render->lost, once the display is

// batch.c
SDL_FPoint to_px(const Render *render, Vec2 at);
SDL_Color to_color(const Render *render, Color color);  // within the ceilings
SDL_Color to_tint(const Render *render, Color color);   // of a picture that is within them itself
void batch_flush(Render *render);
// Room for so many; flushes first if the texture changes. The first vertex' number comes back.
int batch_begin(Render *render, const Texture *texture, int vertices, int indices);
void batch_vertex(Render *render, SDL_FPoint at, SDL_Color color, float u, float v);
void batch_triangle(Render *render, int a, int b, int c);
// Triangles of a convex outline whose vertices lie `apart` from each other. They go from the top
// down, now on the one side, now on the other: the processor draws row by row, and none is high.
void batch_convex(Render *render, int first, int count, int apart);
// A quad of a texture's part: middle and half size in px, turned anticlockwise by `turn` radians.
void batch_quad(Render *render, const Texture *texture, SDL_FPoint middle, SDL_FPoint half,
                float turn, SDL_FRect part, SDL_Color color);

// lens.c: grown-ups' pages with larger letters
void lens_off(Render *render);                         // a frame begins
void lens_take(Render *render, const Canvas *canvas);  // before it is drawn
void lens_draw_edges(Render *render);                  // after it
void lens_part(Render *render, int part);  // of LENS_PARTS: beside each other, then below
TextBox lens_seen(const Render *render);   // what the edges leave of the page
// True: it was for the lens, and is nothing of the page's. A point of the stage, which on the stop
// of the edge becomes the page's own; a step of a part forward or back.
bool lens_point(Render *render, Vec2 *at);
bool lens_go(Render *render, int by);
void lens_lean(Render *render, Vec2 way);  // of a stick

// enlarge.c: how much larger each text of a page that stays whole is to be drawn
void enlarge(Render *render, const Canvas *canvas, float by[CANVAS_ITEMS_MAX]);

// shapes.c: everything that is neither picture nor text
void shape_draw(Render *render, const CanvasItem *item);

// curves.c: what goes through points; those of the item
void curve_draw(Render *render, const CanvasItem *item, const CanvasPoint *point);

// pictures.c
Result pictures_open(Render *render, const char *folder);
void pictures_icon(Render *render);    // the window's
void pictures_forget(Render *render);  // they are read anew when needed
// Takes what the loader has read, one thing. False: nothing came.
bool pictures_take(Render *render, bool wait);
void picture_draw(Render *render, const CanvasItem *item);
void picture_warm(Render *render, const char *name);
void pictures_close(Render *render);
Picture *picture_find(Render *render, const char *name);  // or NULL
// Asks the loader, for a background in that size, else 0. False: too many are waiting.
bool picture_ask(Render *render, const Picture *picture, int backdrop_width, int backdrop_height);
void picture_missing(Render *render, const char *name);  // tells it, the first time

// backdrop.c: the backgrounds
// False: none is there yet, and nothing was drawn.
bool backdrop_draw(Render *render, const char *name, SDL_Color veil);
void backdrop_warm(Render *render, const char *name);
void backdrop_take(Render *render, LoaderAnswer *answer);
void backdrops_close(Render *render);  // they are made anew when needed

// camera_layer.c
bool camera_fits(Render *render, const Image *image);  // texture and pixels have its size
// One row of the picture's columns from..to, mirrored, opaque, within the ceilings.
void camera_row(Render *render, const Image *image, int y, int from, int to);
void camera_draw(Render *render, const PictureLayer *layer, SDL_Rect part);  // of the texture

// letters.c
Result letters_open(Render *render);
void letters_draw(Render *render, const CanvasItem *item);
Color letters_outline(Color letters);  // light round dark ones, dark round light ones
void letters_warm(Render *render, const CanvasItem *item);
void letters_close(Render *render);
