// SPDX-License-Identifier: MIT
// render.h: the window. Draws a canvas on the stage, scaled to fit, within the sensory limits.
// Main thread only. Nothing is allocated by a frame whose letters and pictures have all been seen
// before.
#pragma once

#include "base/image.h"
#include "render/key_map.h"
#include "tiptoe/base.h"
#include "tiptoe/draw.h"
#include "tiptoe/profile.h"

#define RENDER_TEXT_LARGEST 1.5f

typedef struct RenderOptions {
    const char *title;
    int width, height;  // of the window, px; 0: 1280x720
    bool full_screen;
    bool headless;     // SDL's dummy driver: everything is drawn, nothing is shown
    bool ungoverned;   // headless only, for tests of single pictures: flashes are let through
    float text;        // grown-ups' pages so much larger, 1 to RENDER_TEXT_LARGEST; 0: 1
    const char *keys;  // other keys for ours, as key_map_read() takes them; NULL: none
    const char *asset_folder;  // pictures as <folder>/art/<name>.png
    int display;  // that it opens on, from 1; RENDER_DISPLAY_CHILDS; 0: the system's own choice
    // A second window beside this one: the processor draws it, its events come through the other's,
    // and it is closed before. NULL: this is the first.
    struct Render *beside;
} RenderOptions;

#define RENDER_DISPLAY_CHILDS (-1)  // as displays.h chooses, where there are several

typedef struct Render Render;

// UNAVAILABLE: no display. NOT_FOUND: pictures or font missing.
// MALFORMED: a picture is damaged or larger than 4096x4096.
Result render_open(Render **render, const RenderOptions *options);

// OK if the picture's file was found at opening, else NOT_FOUND with a line that names it. It is
// read by a thread of its own, when it is first drawn. What has an unknown name, or turns out to be
// damaged, shows as a soft disc.
Result render_has_image(const Render *render, const char *name);

// Ceilings from now on (tones.h). After a change every picture is read anew when it is next drawn:
// call it between rounds of play rather than in one.
void render_limits(Render *render, const Sensory *sensory);

// One frame: begin, layers in any number and order, present. Text is drawn with an outline, light
// round dark letters and dark round light ones, so it stays readable on any picture.
void render_begin(Render *render);
void render_canvas(Render *render, const Canvas *canvas);

// A grown-ups' page that is larger than the window begins with its upper left.
void render_first_part(Render *render);

// A part of it, from item `first` on, until that time of the clock is over: at least one. The first
// item that is left; all are drawn at canvas->item_count.
int render_canvas_part(Render *render, const Canvas *canvas, int first, int64_t until_us);

// What another window has presented last, small, as a layer: in that room on the stage round
// `middle`. Only where the processor draws.
void render_view(Render *render, Render *other, Vec2 middle, Vec2 room);

// The display on which a second window would show nothing of this one, from 1; 0: there is none.
int render_other_display(const Render *render);

// Whether a second window has a place: on a display of its own, or beside this one, which then
// makes room until the other is closed (that is opened with display 0).
typedef enum BesideRoom { BESIDE_ROOM, BESIDE_FULL_SCREEN, BESIDE_TOO_SMALL } BesideRoom;
BesideRoom render_room_beside(const Render *render);

// Whether frames come in time rather than whole: then no frame waits for a picture that is not read
// yet. It is asked for, and is drawn from the frame on in which it is there. False at opening.
void render_hurry(Render *render, bool hurried);

// Reads what this canvas would need, so that it can be drawn later without a hitch. In a hurry it
// only asks for the pictures.
void render_warm(Render *render, const Canvas *canvas);

// The camera's picture (mirrored) as a layer, so that the picture's point `origin_px` lies at
// `origin` on the stage; `alpha` 0..1. The picture is uploaded once per `number`.
typedef struct PictureLayer {
    const Image *image;
    uint32_t number;
    Vec2 origin_px, origin;
    float stage_per_px;
    float alpha;
} PictureLayer;
void render_picture(Render *render, const PictureLayer *layer);

// Only the player out of such a picture, or the player's shadow. `share` tells where he is: 0..255,
// `side` x `side`, rows from the top, over a square of the picture turned clockwise by `angle`.
typedef struct CutoutLayer {
    PictureLayer picture;
    const uint8_t *share;
    int side;
    Vec2 centre_px;  // of the square, in the picture
    float side_px, angle;
    bool shadow;
} CutoutLayer;
void render_cutout(Render *render, const CutoutLayer *layer);

// From the frame shown last the next ones come softly, over so many seconds.
void render_dissolve(Render *render, float seconds);

// Shows the frame; flashes are held below the limit of flash.h on the way, by mixing it with the
// frame before. Headless, sixty presents count as a second. Returns when it is on its way to the
// screen (vsync where there is one).
void render_present(Render *render);

// True where presents were seen to wait for the screen; else the caller paces the loop itself.
bool render_has_vsync(const Render *render);

// The time of one refresh of the screen, us, as the system states it.
int64_t render_period_us(const Render *render);

// When everything of the frame that was presented last was drawn, before its present waited for the
// screen. Monotonic clock, us.
int64_t render_drawn_us(const Render *render);

// The display went away, and the window with it. Drawing then does nothing, and every page is told
// to quit.
bool render_is_lost(const Render *render);

// What the person at the machine did.
// A key is its lower-case character ('a', ' ', '+') or one of these.
enum {
    RENDER_KEY_BACKSPACE = 8,
    RENDER_KEY_TAB = 9,
    RENDER_KEY_ENTER = 13,
    RENDER_KEY_ESCAPE = 27,
    RENDER_KEY_F1 = 256,  // F1 to F12 follow each other
    RENDER_KEY_LEFT = 300,
    RENDER_KEY_RIGHT,
    RENDER_KEY_UP,
    RENDER_KEY_DOWN,
};

// Buttons of a game controller, by their places: A is the lowest of the four, whatever stands on
// it. RT is the right trigger; the left one held adds RENDER_PAD_SHIFT. PAD(name, shown)
// clang-format off
#define RENDER_PAD_LIST(PAD)                                                                       \
    PAD(A, "A") PAD(B, "B") PAD(X, "X") PAD(Y, "Y") PAD(LB, "LB") PAD(RB, "RB") PAD(RT, "RT")      \
    PAD(VIEW, "View") PAD(START, "Start") PAD(L3, "L3") PAD(R3, "R3") PAD(UP, "up")                \
    PAD(DOWN, "down") PAD(LEFT, "left") PAD(RIGHT, "right")
// clang-format on

enum {
    RENDER_PAD_NONE,
#define PAD(name, shown) RENDER_PAD_##name,
    RENDER_PAD_LIST(PAD)
#undef PAD
        RENDER_PAD_COUNT,
    RENDER_PAD_SHIFT = 32
};

const KeyMap *render_keys(const Render *render);  // of its options
const char *render_pad_name(int pad);             // without RENDER_PAD_SHIFT

#define RENDER_TEXT_MAX 32  // with its end

typedef enum RenderEventKind {
    RENDER_QUIT,     // the window's own close button; once a frame where the display is lost
    RENDER_KEY,      // a key went down; repeats are left out
    RENDER_POINT,    // mouse button or finger went down
    RENDER_UNFOCUS,  // neither of our windows has the keyboard now
    RENDER_MOVE,     // the mouse was moved
    RENDER_TEXT,     // letters were typed; their keys come before, as RENDER_KEY
    RENDER_REPEAT,   // an arrow, of a keyboard or a controller, is still held: again and again
    RENDER_DRAG,     // the mouse was moved with its button down, or a finger: since RENDER_POINT
} RenderEventKind;

typedef struct RenderEvent {
    RenderEventKind kind;
    int key;       // RENDER_KEY
    bool control;  // RENDER_KEY: held with Ctrl
    int pad;  // RENDER_KEY: the controller's button that it came from, of which `key` is what does
              // the same on a page, or 0; 0: from a keyboard
    Vec2 at;  // RENDER_POINT, RENDER_MOVE, RENDER_DRAG: on the stage
    char text[RENDER_TEXT_MAX];  // RENDER_TEXT: UTF-8
    bool beside;                 // it was done in the second window
} RenderEvent;

// The next event; false: none is left. F11 and Alt+Enter toggle full screen and are not handed out.
bool render_event(Render *render, RenderEvent *event);

// Stage units from a point of the window in px, for the mouse and touch.
Vec2 render_to_stage(const Render *render, int x, int y);
void render_toggle_full_screen(Render *render);
void render_size(const Render *render, int *width, int *height);  // of the window, px

// How wide canvas_text() would come out, stage units.
float render_text_width(Render *render, float height, const char *text);

// Where the letters of a CANVAS_TEXT come to lie in this window, outline and all: the corners of
// the smallest box round them, stage units.
typedef struct TextBox {
    Vec2 low, high;
} TextBox;
TextBox render_text_box(Render *render, const CanvasItem *text);

// How many frames were not shown as drawn, because they would have flashed.
int render_tamed(const Render *render);

// Reads back what was presented last, BGR, for tests (`image` owned by the caller, of the window's
// size).
Result render_read(Render *render, Image *image);
void render_close(Render **render);  // NULL is allowed
