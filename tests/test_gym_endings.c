// SPDX-License-Identifier: MIT
// test_gym_endings.c: every game's opening and ending with the child in it: nothing flashes, no
// picture is missing, everything finds room, and nothing swings faster than twice a second.
// TIPTOE_SOAK=1 looks at sixty pictures a second, at the sign and every form of the ending too,
// seated and in calm.
#include "render/flash.h"
#include "staged.h"
#include "test.h"

#include <stdlib.h>
#include <string.h>

#define WIDTH       320
#define HEIGHT      180
#define PLAY_S      8
#define SWINGS_MAX  4      // turns in a second: twice there and back
#define ELSEWHERE   0.25f  // stage units from one picture to the next
#define SWING_LEAST 0.02f  // radians; less is not seen

static Render *render;
static FlashMeter meter;
static FlashGrid grid;
static int pictures_s;  // a second
static bool all;

static int faults;

#define fault(...) (print_error(__VA_ARGS__), print_error("\n"), faults++)

// How often what was drawn as this number of its picture has turned back, by its tilt.
typedef struct Swing {
    const char *image;
    int number, turns, way;
    float extreme;
    Vec2 at;
} Swing;

static Swing swings[2 * CANVAS_ITEMS_MAX];
static int swing_count;

static int setup(void **state)
{
    (void)state;
    RenderOptions options = {
        .width = WIDTH, .height = HEIGHT, .headless = true, .asset_folder = TIPTOE_BUILT_ASSETS
    };
    all = getenv("TIPTOE_SOAK");
    pictures_s = all ? GAME_STEPS_PER_SECOND : 6;
    options.ungoverned = !all;  // its second has sixty pictures
    return render_open(&render, &options) == RESULT_OK ? 0 : -1;
}

static int teardown(void **state)
{
    (void)state;
    render_close(&render);
    return 0;
}

static void measure_shown(int picture)
{
    static uint8_t bgr[3 * WIDTH * HEIGHT];
    static uint32_t pixels[WIDTH * HEIGHT];
    Image image = { .width = WIDTH, .height = HEIGHT, .stride = 3 * WIDTH, .bgr = bgr };
    assert_int_equal(render_read(render, &image), RESULT_OK);
    for (int i = 0; i < WIDTH * HEIGHT; i++)
        pixels[i] =
            (uint32_t)bgr[3 * i + 2] << 16 | (uint32_t)bgr[3 * i + 1] << 8 | (uint32_t)bgr[3 * i];
    flash_grid(&grid, pixels, WIDTH, HEIGHT);
    flash_measure(&meter, &grid, (int64_t)picture * 1000000 / pictures_s);
}

static Swing *swing_of(const char *image, int number)
{
    for (int i = 0; i < swing_count; i++)
        if (swings[i].number == number && !strcmp(swings[i].image, image)) return &swings[i];
    assert_below(swing_count, sizeof swings / sizeof *swings);
    Swing *fresh = &swings[swing_count++];
    *fresh = (Swing){ .image = image, .number = number };
    return fresh;
}

// What is elsewhere all at once is another one: as many are not always drawn.
static void watch_swing(Swing *s, Vec2 at, float turn)
{
    if (vec2_distance(at, s->at) > ELSEWHERE) {
        s->way = 0;
        s->extreme = turn;
    }
    s->at = at;
    float moved = turn - s->extreme;
    if ((s->way >= 0 && moved > 0) || (s->way <= 0 && moved < 0)) {
        if (fabsf(moved) >= SWING_LEAST) s->way = moved > 0 ? 1 : -1;
        if (s->way) s->extreme = turn;
    } else if (fabsf(moved) >= SWING_LEAST) {
        s->way = -s->way;
        s->turns++;
        s->extreme = turn;
    }
}

// Numbers from `first` on: what lies before the child is another thing than what lies behind.
static void check_canvas(const Canvas *c, const char *id, int first)
{
    static const char *seen[CANVAS_ITEMS_MAX];
    int count = 0;
    if (c->dropped || c->cut) fail_msg("%s: %d things find no room", id, c->dropped + c->cut);
    for (int i = 0; i < c->item_count; i++) {
        const CanvasItem *item = &c->item[i];
        if (item->kind != CANVAS_IMAGE) continue;
        if (render_has_image(render, item->image) != RESULT_OK)
            fail_msg("%s: no picture %s", id, item->image);
        int number = first;
        for (int k = 0; k < count; k++) number += !strcmp(seen[k], item->image);
        seen[count++] = item->image;
        watch_swing(swing_of(item->image, number), item->at, item->turn);
    }
}

static void check_swings(const char *id, float seconds)
{
    for (int i = 0; i < swing_count; i++)
        if ((float)swings[i].turns > SWINGS_MAX * seconds)
            fault("%s: %s turns %d times in %.1f s", id, swings[i].image, swings[i].turns,
                  (double)seconds);
}

static void look_at(Staged *g, ArcPart part, int variation, float lasts_s)
{
    static Canvas back, front;
    const Game *game = play_game(g->run.play);
    bool calm = g->screen.avatar.calm;
    int pictures = (int)(lasts_s * (float)pictures_s * (calm ? ARC_CALM_FACTOR : 1));
    bool worst = false;
    memset(&meter, 0, sizeof meter);
    swing_count = 0;
    for (int i = 0; i <= pictures; i++) {
        ArcMoment m =
            arc_moment(g->run.play, &g->screen.trail, part, lasts_s * (float)i / (float)pictures);
        m.variation = variation;
        canvas_clear(&back);
        canvas_clear(&front);
        if (part == ARC_SIGN)
            arc_paint_sign(g->run.play, &m, &g->screen.avatar, &back, &front);
        else
            arc_paint(g->run.play, &m, &g->screen.avatar, &back, &front);
        check_canvas(&back, game->id, 0);
        check_canvas(&front, game->id, CANVAS_ITEMS_MAX);
        g->screen.arc = &m;
        staged_draw(g);
        render_present(render);
        measure_shown(i);
        for (FlashKind kind = 0; kind < FLASH_KINDS; kind++)
            worst |= flash_count(&meter, kind) > FLASH_LIMIT;
        g->screen.arc = NULL;
    }
    if (worst) fault("%s: part %d, variation %d flashes", game->id, part, variation);
    check_swings(game->id, calm ? ARC_CALM_FACTOR * lasts_s : lasts_s);
}

static void look_through(const Game *game, SensoryPreset senses, Posture posture)
{
    static Staged g;
    Settings settings = staged_settings(game, senses, posture);
    if (!plan_suits(&settings.plan, game)) return;
    render_limits(render, &settings.plan.play.setup.profile.sensory);
    staged_open(&g, render, &settings, "play");
    while (play_phase(g.run.play) < PHASE_TELL && g.run.step < 3000)
        staged_step(&g, GAME_STEPS_PER_SECOND);
    int tamed = render_tamed(render);
    look_at(&g, ARC_OPENING, 0, ARC_OPENING_S);
    while (play_phase(g.run.play) < PHASE_PLAY && g.run.step < 6000)
        staged_step(&g, GAME_STEPS_PER_SECOND);
    staged_step(&g, PLAY_S * GAME_STEPS_PER_SECOND);
    if (all) look_at(&g, ARC_SIGN, 0, ARC_SIGN_S);
    for (int v = 0; v < (all ? ARC_VARIATIONS : 1); v++) look_at(&g, ARC_ENDING, v, ARC_ENDING_S);
    tamed = render_tamed(render) - tamed;
    if (tamed) fault("%s: %d pictures held back", game->id, tamed);
    staged_close(&g);
}

static void test_nothing_flashes_in_an_arc(void **state)
{
    (void)state;
    for (int i = 0; i < game_count; i++) {
        const Game *game = game_list[i];
        if (game->role != ROLE_PLAY) continue;
        look_through(game, SENSORY_LIVELY, POSTURE_STANDING);
        if (!all) continue;
        look_through(game, SENSORY_CALM, POSTURE_STANDING);
        look_through(game, SENSORY_LIVELY, POSTURE_SEATED);
    }
    assert_int_equal(faults, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(test_nothing_flashes_in_an_arc) };
    return cmocka_run_group_tests(tests, setup, teardown);
}
