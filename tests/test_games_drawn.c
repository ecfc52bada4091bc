// SPDX-License-Identifier: MIT
// test_games_drawn.c: every game's pictures, drawn without a card, beside those of a plain twin
// that does the same sums a pixel at a time: equal within 2 of 255, and the same to the governor of
// flashes.
#include "puppet.h"
#include "render/parts.h"
#include "test.h"

#include <string.h>

#define WIDTH   333  // odd, with a bar above and below the stage
#define HEIGHT  191
#define SECONDS 20
#define EVERY   100u  // steps
#define NEAR    2     // of 255

void __real_device_clear(Render *render, SDL_Color color);
void __real_device_backdrop(Render *render, const Texture *texture, SDL_Color veil);
void __real_device_glow(Render *render, SDL_FPoint middle, float radius, SDL_Color color);
void __real_device_triangles(Render *render, const Batch *batch);

static uint32_t plain[HEIGHT][WIDTH];
static Canvas canvas;
static int worst;

static uint32_t pixel_of(SDL_Color c)
{
    return 0xff000000u | (uint32_t)c.r << 16 | (uint32_t)c.g << 8 | c.b;
}

void __wrap_device_clear(Render *render, SDL_Color color)
{
    for (int i = 0; i < WIDTH * HEIGHT; i++) plain[i / WIDTH][i % WIDTH] = pixel_of(color);
    __real_device_clear(render, color);
}

static int clamped(int value, int most)
{
    return value < 0 ? 0 : value > most ? most : value;
}

// A channel of a texture, u and v in 1/256 px from the middle of its first pixel.
static int channel_at(const Pixels *texture, int shift, int u, int v)
{
    int part[4], right = texture->width - 1, bottom = texture->height - 1;
    for (int i = 0; i < 4; i++) {
        int x = clamped((u >> 8) + i % 2, right), y = clamped((v >> 8) + i / 2, bottom);
        part[i] = (int)(texture->at[y * texture->width + x] >> shift & 255);
    }
    int across = u & 255, down = v & 255;
    int upper = (part[0] * (256 - across) + part[1] * across) / 256;
    int lower = (part[2] * (256 - across) + part[3] * across) / 256;
    return (upper * (256 - down) + lower * down) / 256;
}

// A value that changes evenly over the triangle: at a point, and by how much with x.
static float value_at(const Corner c[3], const float of[3], float x, float y, float *by_x)
{
    float x1 = c[1].x - c[0].x, y1 = c[1].y - c[0].y, x2 = c[2].x - c[0].x, y2 = c[2].y - c[0].y;
    float area = x1 * y2 - x2 * y1;
    *by_x = 0;
    if (fabsf(area) < 1e-6f) return of[0];
    *by_x = ((of[1] - of[0]) * y2 - (of[2] - of[0]) * y1) / area;
    float by_y = ((of[2] - of[0]) * x1 - (of[1] - of[0]) * x2) / area;
    return of[0] + *by_x * (x - c[0].x) + by_y * (y - c[0].y);
}

// u and v in 1/65536 px.
static void plain_pixel(uint32_t *to, int alpha, uint32_t rgb, const Pixels *texture, int u, int v)
{
    uint32_t mixed = 0xff000000u;
    u >>= 8, v >>= 8;
    if (texture) alpha = channel_at(texture, 24, u, v) * (alpha + 1) / 256;
    int share = alpha + alpha / 128;
    for (int shift = 0; shift < 24; shift += 8) {
        int color = (int)(rgb >> shift & 255);
        if (texture) color = channel_at(texture, shift, u, v) * (color + 1) / 256;
        int value = ((int)(*to >> shift & 255) * (256 - share) + color * share) / 256;
        mixed |= (uint32_t)value << shift;
    }
    *to = mixed;
}

void __wrap_device_backdrop(Render *render, const Texture *texture, SDL_Color veil)
{
    const SDL_Rect *s = &render->stage;
    for (int y = 0; y < s->h; y++)
        for (int x = 0; x < s->w; x++) {
            uint32_t *to = &plain[s->y + y][s->x + x];
            *to = texture->pixels.at[y * s->w + x];
            plain_pixel(to, veil.a, pixel_of(veil) & 0xffffffu, NULL, 0, 0);
        }
    __real_device_backdrop(render, texture, veil);
}

static void plain_span(int row, int from, int end, const Corner c[3], uint32_t rgb,
                       const Pixels *texture)
{
    float x = (float)from + 0.5f, y = (float)row + 0.5f, u_by_x, v_by_x, by_x;
    float u = value_at(c, (float[]){ c[0].u, c[1].u, c[2].u }, x, y, &u_by_x);
    float v = value_at(c, (float[]){ c[0].v, c[1].v, c[2].v }, x, y, &v_by_x);
    float alpha = value_at(c, (float[]){ c[0].alpha, c[1].alpha, c[2].alpha }, x, y, &by_x);
    int u_now = (int)lrintf(65536 * u) - 32768, v_now = (int)lrintf(65536 * v) - 32768;
    if (texture) alpha = c[0].alpha, by_x = 0;
    for (int i = from; i < end; i++, alpha += by_x) {
        plain_pixel(&plain[row][i], clamped((int)floorf(alpha + 0.5f), 255), rgb, texture, u_now,
                    v_now);
        u_now += (int)lrintf(65536 * u_by_x);
        v_now += (int)lrintf(65536 * v_by_x);
    }
}

static float cross_x(const Corner *a, const Corner *b, float y)
{
    bool turned = a->y > b->y || (a->y == b->y && a->x > b->x);
    const Corner *from = turned ? b : a, *to = turned ? a : b;
    return from->x + (to->x - from->x) * ((y - from->y) / (to->y - from->y));
}

// Every pixel whose middle lies between the two sides that its row crosses.
static void plain_triangle(const Corner c[3], uint32_t rgb, const Pixels *texture, SDL_Rect clip)
{
    for (int row = clip.y; row < clip.y + clip.h; row++) {
        float y = (float)row + 0.5f, left = 1e9f, right = -1e9f;
        for (int i = 0; i < 3; i++) {
            const Corner *a = &c[i], *b = &c[(i + 1) % 3];
            if ((a->y <= y) == (b->y <= y)) continue;
            left = fminf(left, cross_x(a, b, y));
            right = fmaxf(right, cross_x(a, b, y));
        }
        if (left > right) continue;
        int from = clip.x, end = clip.x + clip.w;
        while (from < end && (float)from + 0.5f < left) from++;
        while (end > from && (float)end - 0.5f >= right) end--;
        plain_span(row, from, end, c, rgb, texture);
    }
}

void __wrap_device_triangles(Render *render, const Batch *batch)
{
    const Pixels *texture = batch->texture ? &batch->texture->pixels : NULL;
    float w = texture ? (float)texture->width : 0, h = texture ? (float)texture->height : 0;
    for (int i = 0; i < batch->index_count; i += 3) {
        Corner c[3];
        for (int n = 0; n < 3; n++) {
            const SDL_Vertex *from = &batch->vertex[batch->index[i + n]];
            c[n] = (Corner){ from->position.x, from->position.y, from->color.a,
                             from->tex_coord.x * w, from->tex_coord.y * h };
        }
        SDL_Color color = batch->vertex[batch->index[i]].color;
        plain_triangle(c, pixel_of(color) & 0xffffffu, texture, render->stage);
    }
    __real_device_triangles(render, batch);
}

void __wrap_device_glow(Render *render, SDL_FPoint middle, float radius, SDL_Color color)
{
    const SDL_Rect *s = &render->stage;
    for (int y = s->y; y < s->y + s->h; y++)
        for (int x = s->x; x < s->x + s->w; x++) {
            float across = ((float)x + 0.5f - middle.x) / radius;
            float down = ((float)y + 0.5f - middle.y) / radius;
            float rest = fmaxf(0, 1 - across * across - down * down);
            int share = (int)((float)color.a * 256 / 255 * rest * rest);
            for (int shift = 0; shift < 24; shift += 8) {
                int there = (int)(plain[y][x] >> shift & 255);
                int light = (int)(pixel_of(color) >> shift & 255);
                int mixed = (there * (256 - share) + light * share) / 256;
                plain[y][x] += (uint32_t)(mixed - there) << shift;
            }
        }
    __real_device_glow(render, middle, radius, color);
}

static void check_grid(const Render *render)
{
    static FlashGrid grid;
    const uint32_t *pixels = render->picture.pixels.at;
    flash_grid(&grid, pixels, WIDTH, HEIGHT);
    for (int cell = 0; cell < FLASH_CELLS; cell++) {
        int row = cell / FLASH_COLUMNS, column = cell % FLASH_COLUMNS, count = 0, sum[3] = { 0 };
        for (int y = row * HEIGHT / FLASH_ROWS; y < (row + 1) * HEIGHT / FLASH_ROWS; y += 2)
            for (int x = column * WIDTH / FLASH_COLUMNS; x < (column + 1) * WIDTH / FLASH_COLUMNS;
                 x += 2, count++)
                for (int c = 0; c < 3; c++)
                    sum[c] += (int)(pixels[y * WIDTH + x] >> (16 - 8 * c) & 255);
        for (int c = 0; c < 3; c++) assert_true(grid.rgb[cell][c] == (float)sum[c] / (float)count);
    }
}

// What is drawn, and that it is shown.
static void check_picture(Render *render)
{
    static uint8_t bgr[3 * WIDTH * HEIGHT];
    Image image = { .width = WIDTH, .height = HEIGHT, .stride = 3 * WIDTH, .bgr = bgr };
    assert_int_equal(render_read(render, &image), RESULT_OK);
    for (int i = 0; i < WIDTH * HEIGHT; i++)
        for (int c = 0; c < 3; c++) {
            int should = (int)(plain[i / WIDTH][i % WIDTH] >> (8 * c) & 255);
            int is = (int)(render->picture.pixels.at[i] >> (8 * c) & 255);
            assert_at_most(abs(is - should), NEAR);
            if (abs(is - should) > worst) worst = abs(is - should);
            assert_int_equal(bgr[3 * i + c], is);
        }
    check_grid(render);
}

static void draw(Render *render, uint32_t step)
{
    static uint8_t bgr[3 * 64 * 48], share[32 * 32];
    for (int i = 0; i < 3 * 64 * 48; i++) bgr[i] = (uint8_t)(i * 7 + i / 192 * 5);
    for (int i = 0; i < 32 * 32; i++) share[i] = (uint8_t)(i % 32 * 8 > i / 4 ? 255 : i);
    const Image image = { .width = 64, .height = 48, .stride = 192, .bgr = bgr };
    PictureLayer layer = { &image, step + 1, { 32, 24 }, { 8, 4.5f }, 0.13f, 0.8f };
    CutoutLayer cutout = { layer, share, 32, { 32, 24 }, 40, 0.2f, step / EVERY % 2 };
    render_begin(render);
    if (step / EVERY % 3 != 0) render_canvas(render, &canvas);
    if (step / EVERY % 3 == 1) render_picture(render, &layer);
    if (step / EVERY % 3 == 2) render_cutout(render, &cutout);
    if (step / EVERY % 3 == 0) render_canvas(render, &canvas);
    render_present(render);
    check_picture(render);
}

typedef struct Drawing {
    Render *render;
    const Game *game;
} Drawing;

static void draw_step(void *user, const void *state, const GameInput *in)
{
    const Drawing *drawing = user;
    if (in->step % EVERY) return;
    canvas_clear(&canvas);
    drawing->game->draw(state, in, &canvas);
    draw(drawing->render, in->step);
}

static void play(Render *render, const Game *game)
{
    Drawing drawing = { render, game };
    PuppetResult result = puppet_play(&(PuppetPlay){ .game = game,
                                                     .level = GAME_LEVELS,
                                                     .seconds = SECONDS,
                                                     .seed = 5,
                                                     .lively = true,
                                                     .skill = puppet_skill(0.9f),
                                                     .draw = draw_step,
                                                     .user = &drawing });
    assert_above(result.steps, 10 * EVERY);
}

static void test_every_game_is_drawn_as_a_plain_twin_would(void **state)
{
    (void)state;
    RenderOptions options = { .width = WIDTH,
                              .height = HEIGHT,
                              .headless = true,
                              .ungoverned = true,
                              .asset_folder = TIPTOE_BUILT_ASSETS };
    Render *render;
    assert_int_equal(render_open(&render, &options), RESULT_OK);
    for (int i = 0; i < game_count; i++) {
        Sensory sensory = sensory_preset(i % 2 ? SENSORY_LIVELY : SENSORY_CALM);
        render_limits(render, &sensory);
        worst = 0;
        play(render, game_list[i]);
        print_message("%-18s at most %d of 255 from the plain twin\n", game_list[i]->id, worst);
    }
    render_close(&render);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_game_is_drawn_as_a_plain_twin_would),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
