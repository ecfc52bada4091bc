// SPDX-License-Identifier: MIT
// render.c: the window, the stage in it, a frame from begin to present, the ceilings.
#include "base/clock.h"
#include "base/log.h"
#include "render/parts.h"

#include <stdlib.h>

#define GLOW_SIDE        128    // px
#define TRIALS           6      // presents that are timed at opening
#define DISSOLVE_MOST_US 50000  // in one frame
#define FAST_IN_A_ROW    30     // presents: half a second without waiting is no vsync any more
#define POINTER_HIDE_MS  3000

// Round the stage where the window has another shape: a calm dusk blue.
static const SDL_Color letterbox = { 38, 50, 66, 255 };

static Result make_glow(Render *render)
{
    static uint32_t pixels[GLOW_SIDE * GLOW_SIDE];
    for (int y = 0; y < GLOW_SIDE; y++) {
        for (int x = 0; x < GLOW_SIDE; x++) {
            float dx = ((float)x + 0.5f) / (GLOW_SIDE / 2) - 1;
            float dy = ((float)y + 0.5f) / (GLOW_SIDE / 2) - 1;
            float rest = fmaxf(0, 1 - dx * dx - dy * dy);
            pixels[y * GLOW_SIDE + x] = (uint32_t)(255 * rest * rest + 0.5f) << 24 | 0xffffffu;
        }
    }
    Result result = texture_open(render, &render->glow, GLOW_SIDE, GLOW_SIDE);
    if (result == RESULT_OK) texture_write(render, &render->glow, NULL, pixels, 4 * GLOW_SIDE);
    return result;
}

// Fits the stage into the window and makes the textures that have its size.
static Result fit(Render *render)
{
    int width = 0, height = 0;
    SDL_GetWindowSize(render->window, &width, &height);
    if (width == render->width && height == render->height) return RESULT_OK;
    if (width < 16 || height < 9) return RESULT_OK;  // minimised: keep what we have
    render->width = width;
    render->height = height;
    float k = fminf((float)width / STAGE_WIDTH, (float)height / STAGE_HEIGHT);
    render->plain_px_per_unit = k;
    render->stage.w = (int)(STAGE_WIDTH * k + 0.5f);
    render->stage.h = (int)(STAGE_HEIGHT * k + 0.5f);
    render->stage.x = (width - render->stage.w) / 2;
    render->stage.y = (height - render->stage.h) / 2;
    lens_off(render);
    backdrops_close(render);
    Result result = device_resize(render);
    log_info("render width=%d height=%d px_per_unit=%.1f", width, height, (double)k);
    return result;
}

int64_t render_period_us(const Render *render)
{
    SDL_DisplayMode mode = { 0 };
    if (render->lost) return 1000000 / 60;
    int display = SDL_GetWindowDisplayIndex(render->window);
    SDL_GetCurrentDisplayMode(display < 0 ? 0 : display, &mode);
    return 1000000 / (mode.refresh_rate > 0 ? mode.refresh_rate : 60);
}

// The shortest time between presents that a waiting screen allows, with a margin of a half.
static int64_t least_period_us(const Render *render)
{
    return render_period_us(render) / 2;
}

int64_t render_drawn_us(const Render *render)
{
    return render->drawn_us;
}

// What a driver says about vsync is not to be trusted: a few empty frames are timed.
static bool vsync_works(Render *render)
{
    if (!render->sdl) return false;
    int64_t before_us = 0;
    for (int i = 0; i < TRIALS; i++) {
        if (i == 1) before_us = clock_us();  // the first one may only fill the queue
        device_clear(render, letterbox);
        device_show(render);
        device_flip(render);
    }
    int64_t mean_us = (clock_us() - before_us) / (TRIALS - 1);
    log_info("render present_us=%lld", (long long)mean_us);
    return mean_us > least_period_us(render);
}

static Result open_parts(Render *render, const RenderOptions *options)
{
    if (TTF_Init() != 0) return fail(RESULT_UNAVAILABLE, "no text: %s", TTF_GetError());
    Result result = fit(render);
    log_info("start part=window");
    if (result == RESULT_OK) result = letters_open(render);
    log_info("start part=letters");
    if (result == RESULT_OK) result = pictures_open(render, options->asset_folder);
    if (result == RESULT_OK && render->sdl) result = make_glow(render);
    if (result != RESULT_OK) return result;
    pictures_icon(render);
    return RESULT_OK;
}

Result render_open(Render **out, const RenderOptions *options)
{
    REQUIRE(out && options);
    *out = NULL;
    Render *render = (Render *)calloc(1, sizeof *render);
    if (!render) return fail(RESULT_FULL, "no memory for the window");
    render->tones = (Tones){ 1, 1, 1 };
    render->headless = options->headless;
    render->text = options->text > 1 ? fminf(options->text, RENDER_TEXT_LARGEST) : 1;
    if (!key_map_read(&render->keys, options->keys)) log_warn("render keys=\"%s\"", options->keys);
    render->ungoverned = options->headless && options->ungoverned;
    render->mouse_shown = true;
    render->first = options->beside;
    Result result = device_open(render, options);
    if (result == RESULT_OK) result = open_parts(render, options);
    if (result != RESULT_OK) {
        render_close(&render);
        return result;
    }
    render->vsync = vsync_works(render);
    render->presented_us = clock_us();
    if (render->first) render->first->beside = render;
    *out = render;
    return RESULT_OK;
}

const KeyMap *render_keys(const Render *render)
{
    return &render->keys;
}

void render_close(Render **out)
{
    Render *render = out ? *out : NULL;
    if (!render) return;
    *out = NULL;
    REQUIRE(!render->beside);
    if (render->first) {
        render->first->beside = NULL;
        place_back(render->first);
        render->lost = render->first->lost;
    }
    if (render->lost && render->sdl) return;  // no card's driver is asked to tidy what is gone
    pictures_close(render);
    backdrops_close(render);
    letters_close(render);
    controllers_close(render);
    texture_close(&render->camera);
    texture_close(&render->glow);
    free(render->camera_pixels.at);
    device_close(render);
    if (TTF_WasInit()) TTF_Quit();
    free(render);
}

void render_limits(Render *render, const Sensory *sensory)
{
    REQUIRE(sensory);
    Tones tones = tones_of(sensory);
    if (tones_same(tones, render->tones)) return;
    render->tones = tones;
    render->tone_table = tones_table(&tones);
    render->camera_number = 0;  // the next picture is uploaded anew
    pictures_forget(render);
    backdrops_close(render);
}

bool render_is_lost(const Render *render)
{
    return render->lost;
}

void render_begin(Render *render)
{
    if (render->lost) return;
    REQUIRE(fit(render) == RESULT_OK);
    lens_off(render);
    render->frame++;
    while (pictures_take(render, false)) continue;
    device_swap(render);
    device_clear(render, letterbox);
}

static bool is_sane(float value)
{
    return fabsf(value) < 1e4f;
}  // false for NaN

static bool can_be_drawn(const CanvasItem *item)
{
    return is_sane(item->at.x) && is_sane(item->at.y) && is_sane(item->to.x) &&
           is_sane(item->to.y) && is_sane(item->size) && is_sane(item->size2) &&
           is_sane(item->turn) && item->size > 0 && item->size2 >= 0 && item->color.a > 0;
}

static void draw_text(Render *render, const CanvasItem *item, float by)
{
    CanvasItem larger = *item;
    larger.size *= by;
    larger.size2 *= by;
    letters_draw(render, &larger);
}

// One colour over all of the stage, its round corners outside.
static bool is_veil(const CanvasItem *item)
{
    const float corner = 0.5f, wide = STAGE_WIDTH / 2, high = STAGE_HEIGHT / 2;
    return item->kind == CANVAS_BOX && item->turn == 0 && can_be_drawn(item) &&
           fabsf(item->at.x - wide) + wide + corner <= item->size / 2 &&
           fabsf(item->at.y - high) + high + corner <= item->size2 / 2;
}

// How many items were drawn with it: a veil that comes first is.
static int draw_background(Render *render, const Canvas *canvas)
{
    bool veiled = canvas->item_count > 0 && is_veil(&canvas->item[0]);
    SDL_Color veil = { 0 };
    if (!canvas->background) return 0;
    if (veiled) veil = to_color(render, canvas->item[0].color);
    return backdrop_draw(render, canvas->background, veil) && veiled ? 1 : 0;
}

static void draw_item(Render *render, const Canvas *canvas, int i, float by)
{
    const CanvasItem *item = &canvas->item[i];
    if (!can_be_drawn(item)) return;
    if (item->kind == CANVAS_IMAGE)
        picture_draw(render, item);
    else if (item->kind == CANVAS_TEXT)
        draw_text(render, item, by);
    else if (item->kind == CANVAS_CURVE || item->kind == CANVAS_WAY)
        curve_draw(render, item, &canvas->point[item->first]);
    else
        shape_draw(render, item);
}

int render_canvas_part(Render *render, const Canvas *canvas, int first, int64_t until_us)
{
    static float by[CANVAS_ITEMS_MAX];
    bool larger = canvas->grown_ups && canvas->whole && render->text > 1,
         timed = until_us < INT64_MAX;
    REQUIRE(canvas->item_count >= 0 && canvas->item_count <= CANVAS_ITEMS_MAX);
    REQUIRE(canvas->point_count >= 0 && canvas->point_count <= CANVAS_POINTS_MAX);
    int i = first == 0 ? draw_background(render, canvas) : first;
    lens_take(render, canvas);
    if (larger) enlarge(render, canvas, by);
    for (; i < canvas->item_count; i++) {
        if (timed && i > first && clock_us() >= until_us) break;
        draw_item(render, canvas, i, larger ? by[i] : 1);
        if (timed) batch_flush(render);  // now, not in the time of somebody else
    }
    if (i == canvas->item_count) lens_draw_edges(render);
    batch_flush(render);
    return i;
}

void render_canvas(Render *render, const Canvas *canvas)
{
    render_canvas_part(render, canvas, 0, INT64_MAX);
}

void render_hurry(Render *render, bool hurried)
{
    render->hurried = hurried;
}

void render_warm(Render *render, const Canvas *canvas)
{
    REQUIRE(canvas->item_count >= 0 && canvas->item_count <= CANVAS_ITEMS_MAX);
    if (canvas->background) backdrop_warm(render, canvas->background);
    for (int i = 0; i < canvas->item_count; i++) {
        const CanvasItem *item = &canvas->item[i];
        if (!can_be_drawn(item)) continue;
        if (item->kind == CANVAS_IMAGE) picture_warm(render, item->image);
        if (item->kind == CANVAS_TEXT) letters_warm(render, item);
    }
}

// The pointer hides when the mouse has rested for a while, so that it is not in the child's way.
static void hide_pointer(Render *render)
{
    if (render->first) return;  // which knows of the mouse in both
    bool show = SDL_GetTicks() - render->mouse_ms < POINTER_HIDE_MS;
    if (show == render->mouse_shown) return;
    render->mouse_shown = show;
    SDL_ShowCursor(show ? SDL_ENABLE : SDL_DISABLE);
}

void render_dissolve(Render *render, float seconds)
{
    REQUIRE(seconds >= 0);
    render->dissolve_us = (int64_t)(seconds * 1e6f);
}

// Each frame goes its share of what is left of the way, so that all of it is straight. One that
// comes late goes no farther for it.
static void dissolve(Render *render, int64_t now_us)
{
    int64_t past_us = now_us - render->framed_us, left_us = render->dissolve_us;
    if (past_us > DISSOLVE_MOST_US) past_us = DISSOLVE_MOST_US;
    render->framed_us = now_us;
    if (left_us <= 0 || render->presented) return;
    render->dissolve_us -= past_us;
    if (past_us < left_us && render->has_before)
        device_mix(render, (float)past_us / (float)left_us);
}

// Between what was drawn and what is shown stands the governor of flashes. A picture that cannot be
// measured is shown: without a picture there is no therapy, and the log tells.
static void govern(Render *render, int64_t now_us)
{
    static FlashGrid grid;
    if (render->ungoverned || render->presented) return;
    if (device_grid(render, &grid) != RESULT_OK) {
        if (!render->unmeasured_told) log_warn("render flash=unmeasured");
        render->unmeasured_told = true;
        return;
    }
    float share = flash_govern(&render->flash, &grid, now_us);
    if (share >= 1) {
        flash_shown(&render->flash, NULL);
        return;
    }
    if (render->flash.tamed == 1) log_warn("render flash=tamed");
    if (render->has_before) device_mix(render, share);
    if (device_grid(render, &grid) == RESULT_OK) flash_shown(&render->flash, &grid);
}

int render_tamed(const Render *render)
{
    return render->flash.tamed;
}

void render_present(Render *render)
{
    render->loss_told = false;
    if (render->lost) return;
    batch_flush(render);
    int64_t now_us = render->headless ? (render->headless_us += 1000000 / 60) : clock_us();
    dissolve(render, now_us);
    govern(render, now_us);
    render->presented = true;
    device_show(render);
    render->drawn_us = clock_us();
    device_flip(render);
    hide_pointer(render);
    int64_t shown_us = clock_us();
    // A covered window may stop waiting for the screen; then the caller has to pace the loop.
    bool fast = shown_us - render->presented_us < least_period_us(render);
    render->fast_presents = fast ? render->fast_presents + 1 : 0;
    if (render->vsync && render->fast_presents >= FAST_IN_A_ROW) {
        render->vsync = false;
        log_warn("render vsync=lost");
    }
    render->presented_us = shown_us;
}

bool render_has_vsync(const Render *render)
{
    return render->vsync && !render->lost;
}

void render_size(const Render *render, int *width, int *height)
{
    *width = render->width;
    *height = render->height;
}

Vec2 render_to_stage(const Render *render, int x, int y)
{
    return vec2(((float)x - render->origin.x) / render->px_per_unit,
                STAGE_HEIGHT - ((float)y - render->origin.y) / render->px_per_unit);
}

void render_toggle_full_screen(Render *render)
{
    bool full = SDL_GetWindowFlags(render->window) & SDL_WINDOW_FULLSCREEN_DESKTOP;
    if (SDL_SetWindowFullscreen(render->window, full ? 0 : SDL_WINDOW_FULLSCREEN_DESKTOP) != 0)
        log_warn("render full_screen=refused");
}

Result render_read(Render *render, Image *image)
{
    if (image->width != render->width || image->height != render->height)
        return fail(RESULT_MALFORMED, "the window is %dx%d px, not %dx%d", render->width,
                    render->height, image->width, image->height);
    return device_read(render, image);
}
