// SPDX-License-Identifier: MIT
// test_games_flash.c: every game at level 5 with the liveliest senses, drawn for a minute: no
// picture is missing, and what is shown stays within the limit of flashes without the governor's
// help.
#include "puppet.h"
#include "render/flash.h"
#include "render/render.h"
#include "test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define WIDTH     320
#define HEIGHT    180
#define SECONDS   60
#define TAMED_MAX 0  // pictures of a whole minute that may be held back

static Render *render;
static Canvas canvas;
static FlashMeter meter;
static FlashGrid grid;

static int setup(void **state)
{
    (void)state;
    RenderOptions options = {
        .width = WIDTH, .height = HEIGHT, .headless = true, .asset_folder = TIPTOE_BUILT_ASSETS
    };
    if (render_open(&render, &options) != RESULT_OK) return -1;
    Sensory sensory = sensory_preset(SENSORY_LIVELY);
    render_limits(render, &sensory);
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    render_close(&render);
    return 0;
}

static void measure_shown(uint32_t step)
{
    static uint8_t bgr[3 * WIDTH * HEIGHT];
    static uint32_t pixels[WIDTH * HEIGHT];
    Image image = { .width = WIDTH, .height = HEIGHT, .stride = 3 * WIDTH, .bgr = bgr };
    assert_int_equal(render_read(render, &image), RESULT_OK);
    for (int i = 0; i < WIDTH * HEIGHT; i++)
        pixels[i] =
            (uint32_t)bgr[3 * i + 2] << 16 | (uint32_t)bgr[3 * i + 1] << 8 | (uint32_t)bgr[3 * i];
    flash_grid(&grid, pixels, WIDTH, HEIGHT);
    flash_measure(&meter, &grid, (int64_t)step * 1000000 / GAME_STEPS_PER_SECOND);
}

static void check_pictures(const char *id)
{
    bool all = !canvas.background || render_has_image(render, canvas.background) == RESULT_OK;
    if (!all) print_error("%s: no background %s\n", id, canvas.background);
    for (int i = 0; i < canvas.item_count; i++) {
        const CanvasItem *item = &canvas.item[i];
        if (item->kind != CANVAS_IMAGE || render_has_image(render, item->image) == RESULT_OK)
            continue;
        print_error("%s: no picture %s\n", id, item->image);
        all = false;
    }
    assert_true(all);
}

static void play(const Game *game)
{
    GameSetup plan = { .seed = 11,
                       .level = GAME_LEVELS,
                       .seconds = SECONDS,
                       .profile = { .hand = HAND_EITHER,
                                    .side_bias = 0.5f,
                                    .posture = POSTURE_STANDING,
                                    .sensory = sensory_preset(SENSORY_LIVELY) } };
    memcpy(plan.knob, game->level[GAME_LEVELS - 1], sizeof plan.knob);
    Calibration size = puppet_child(false);
    Puppet puppet;
    puppet_start(&puppet, &size, puppet_skill(0.9f), 12);
    Body now = { 0 }, before;
    puppet_body(&puppet, 0, &now);
    before = now;
    GameOutput out = { 0 };
    GameInput in = { .setup = &plan,
                     .size = &size,
                     .body = &now,
                     .body_before = &before,
                     .knob = plan.knob,
                     .hands = 3,
                     .feet = 3,
                     .reach = { 1, 1 } };
    void *state = calloc(1, game->state_size);
    assert_non_null(state);
    memset(&meter, 0, sizeof meter);
    int worst[FLASH_KINDS] = { 0 }, tamed = render_tamed(render);
    game->start(state, &in);
    for (uint32_t step = 0; step < SECONDS * GAME_STEPS_PER_SECOND && !out.finished; step++) {
        before = now;
        puppet_step(&puppet, &out, step, &now);
        in.step = step;
        memset(&out, 0, sizeof out);
        game->step(state, &in, &out);
        canvas_clear(&canvas);
        game->draw(state, &in, &canvas);
        if (step % 20 == 0) check_pictures(game->id);
        render_begin(render);
        render_canvas(render, &canvas);
        render_present(render);
        measure_shown(step);
        for (int kind = 0; kind < FLASH_KINDS; kind++) {
            int flashes = flash_count(&meter, (FlashKind)kind);
            if (flashes > worst[kind]) worst[kind] = flashes;
        }
    }
    free(state);
    tamed = render_tamed(render) - tamed;
    print_message("%-18s general %d, red %d in the worst second, %d pictures held back\n", game->id,
                  worst[FLASH_GENERAL], worst[FLASH_RED], tamed);
    assert_in_range(worst[FLASH_GENERAL], 0, FLASH_LIMIT);
    assert_in_range(worst[FLASH_RED], 0, FLASH_LIMIT);
    assert_in_range(tamed, 0, TAMED_MAX);
}

static void test_no_game_flashes(void **state)
{
    (void)state;
    for (int i = 0; i < game_count; i++) play(game_list[i]);
}

static void test_every_game_has_its_picture_card(void **state)
{
    (void)state;
    for (int i = 0; i < game_count; i++) {
        char card[64];
        snprintf(card, sizeof card, "card_%s", game_list[i]->id);
        if (render_has_image(render, card) != RESULT_OK) print_error("%s\n", fail_text());
        assert_int_equal(render_has_image(render, card), RESULT_OK);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(test_every_game_has_its_picture_card),
                                        cmocka_unit_test(test_no_game_flashes) };
    return cmocka_run_group_tests(tests, setup, teardown);
}
