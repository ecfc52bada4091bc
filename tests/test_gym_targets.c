// SPDX-License-Identifier: MIT
// test_gym_targets.c: what a game asks to be touched stands out from its scene: going outwards from
// its middle one crosses an edge of 3 : 1 in most directions, calm and lively alike; and seen
// through the calm palette it, and the child, stand out as much as through the standard one.
#include "plates.h"
#include "staged.h"
#include "test.h"

#include <stdlib.h>
#include <string.h>

#define WIDTH      640
#define HEIGHT     360
#define PLAY_S     24
#define DIRECTIONS 24
#define STRIDE     0.04f  // between two points on the way out, stage units
#define EDGE       2      // strides that an edge may take
#define SHOWN      50u    // steps until what is offered has grown
#define CHILD_S    4      // between two looks at the child
#define HEAD       1.2f   // stage units from the nose past the hair
#define LEAST      0.95f  // of what the standard palette shows

static Render *render, *standard;
static Canvas canvas;
static uint8_t pixels[3 * WIDTH * HEIGHT];
static Image shot = { .width = WIDTH, .height = HEIGHT, .stride = 3 * WIDTH, .bgr = pixels };

static int open_windows(void **state)
{
    (void)state;
    RenderOptions options = { .width = WIDTH,
                              .height = HEIGHT,
                              .headless = true,
                              .ungoverned = true,
                              .asset_folder = TIPTOE_BUILT_ASSETS };
    bool opened = render_open(&render, &options) == RESULT_OK &&
                  render_open(&standard, &options) == RESULT_OK;
    return opened ? 0 : -1;
}

static int close_windows(void **state)
{
    (void)state;
    render_close(&standard);
    render_close(&render);
    return 0;
}

static void shoot(void)
{
    render_begin(render);
    render_canvas(render, &canvas);
    render_present(render);
    assert_int_equal(render_read(render, &shot), RESULT_OK);
}

static bool color_at(Vec2 at, float rgb[3])
{
    int x = (int)(at.x * WIDTH / STAGE_WIDTH),
        y = (int)((STAGE_HEIGHT - at.y) * WIDTH / STAGE_WIDTH);
    if (x < 0 || y < 0 || x >= WIDTH || y >= HEIGHT) return false;
    const uint8_t *px = pixels + y * shot.stride + 3 * x;
    for (int c = 0; c < 3; c++) rgb[c] = px[2 - c];
    return true;
}

// The sharpest edge on the way out in one direction, from half the radius to half beyond it.
static float edge_towards(Vec2 middle, float radius, float turn)
{
    float best = 1, reach = 1.6f * radius + 0.4f;
    for (float r = 0.4f * radius; r < reach; r += STRIDE) {
        float inner[3], outer[3];
        Vec2 a = vec2_add(middle, vec2_polar(turn, r));
        Vec2 b = vec2_add(middle, vec2_polar(turn, r + EDGE * STRIDE));
        if (color_at(a, inner) && color_at(b, outer)) best = fmaxf(best, contrast_of(inner, outer));
    }
    return best;
}

static int by_size(const void *a, const void *b)
{
    float x = *(const float *)a, y = *(const float *)b;
    return (x > y) - (x < y);
}

// What two thirds of the directions have at least; those that leave the picture do not count.
static float contrast_of_target(Vec2 middle, float radius)
{
    float edge[DIRECTIONS], rgb[3];
    int count = 0;
    for (int i = 0; i < DIRECTIONS; i++) {
        float turn = 2 * PI_F * (float)i / DIRECTIONS;
        if (color_at(vec2_add(middle, vec2_polar(turn, radius + 0.2f)), rgb))
            edge[count++] = edge_towards(middle, radius, turn);
    }
    assert_above(count, DIRECTIONS / 4);
    qsort(edge, (size_t)count, sizeof edge[0], by_size);
    return edge[count / 3];
}

static void test_the_eye_of_the_test(void **state)
{
    (void)state;
    const Color pale = { 0.7f, 0.85f, 0.95f, 1 }, paler = { 0.9f, 0.95f, 1, 1 };
    canvas_clear(&canvas);
    canvas_box(&canvas, vec2(8, 4.5f), 20, 12, pale);
    canvas_disc(&canvas, vec2(4, 4.5f), 0.6f, paler);
    canvas_disc(&canvas, vec2(8, 4.5f), 0.6f, paler);
    canvas_ring(&canvas, vec2(8, 4.5f), 0.6f, 0.1f, (Color){ 0.1f, 0.3f, 0.4f, 1 });
    canvas_arc(&canvas, vec2(12, 4.5f), 0.6f, 0.1f, 0.4f, (Color){ 0.1f, 0.3f, 0.4f, 1 });
    Sensory lively = sensory_preset(SENSORY_LIVELY);
    render_limits(render, &lively);
    shoot();
    assert_below(contrast_of_target(vec2(4, 4.5f), 0.6f), 2);
    assert_above(contrast_of_target(vec2(8, 4.5f), 0.6f), 4);
    assert_below(contrast_of_target(vec2(12, 4.5f), 0.6f), 2);  // a piece of a ring is not enough
}

typedef struct Seen {
    int id;
    uint32_t since;
} Seen;

// Since when this target has been offered.
static uint32_t age_of(Seen *seen, const GameTarget *target, uint32_t step)
{
    Seen *at = &seen[target->id & 63];
    if (at->id != target->id) *at = (Seen){ target->id, step };
    return step - at->since;
}

// Their targets are postures: where hands and feet are in a figure that is copied, a dance, a
// stance.
static const char *const postures[] = { "monster_mirror", "statue_sleepover", "tightrope_town" };

static bool is_thing(const Game *game, const GameTarget *target)
{
    for (size_t i = 0; i < sizeof postures / sizeof postures[0]; i++)
        if (!strcmp(postures[i], game->id)) return false;
    return target->radius > 0 && (target->kind == TARGET_HAND || target->kind == TARGET_FOOT);
}

static Settings settings_for(const Game *game, int preset)
{
    Settings s = settings_default();
    s.plan.play.game = game;
    s.plan.play.setup.level = preset == SENSORY_CALM ? 2 : 4;
    s.plan.play.setup.seconds = PLAY_S;
    s.plan.play.setup.seed = 5;
    s.plan.play.setup.profile.sensory = sensory_preset((SensoryPreset)preset);
    settings_settle(&s);
    return s;
}

static float faintest_of(const Game *game, int preset, int *count)
{
    static Staged staged;
    static Seen seen[64];
    float faintest = 21;
    Settings s = settings_for(game, preset);
    render_limits(render, &s.plan.play.setup.profile.sensory);
    memset(seen, 0, sizeof seen);
    staged_open(&staged, render, &s, "play");
    while (play_phase(staged.run.play) != PHASE_DONE && staged.run.step < 60 * 60) {
        bool shot_now = false;
        staged_step(&staged, 1);
        if (play_phase(staged.run.play) != PHASE_PLAY) continue;
        for (int i = 0; i < staged.run.out.target_count; i++) {
            const GameTarget *target = &staged.run.out.target[i];
            uint32_t age = age_of(seen, target, staged.run.step);
            if (!is_thing(game, target) || age < SHOWN || age % SHOWN) continue;
            canvas_clear(&canvas);
            play_draw(staged.run.play, &canvas);
            if (!shot_now) shoot();
            shot_now = true;
            float contrast = contrast_of_target(target->at, target->radius);
            if (contrast < CONTRAST_BIG)
                print_message("%s: %.2f : 1 at %.1f, %.1f, radius %.2f, step %u\n", game->id,
                              (double)contrast, (double)target->at.x, (double)target->at.y,
                              (double)target->radius, staged.run.step);
            faintest = fminf(faintest, contrast);
            ++*count;
        }
    }
    staged_close(&staged);
    return faintest;
}

static void test_every_target_stands_out(void **state)
{
    (void)state;
    int faults = 0;
    for (int preset = SENSORY_CALM; preset <= SENSORY_LIVELY; preset += SENSORY_LIVELY)
        for (int i = 0; i < game_count; i++) {
            int count = 0;
            float faintest = faintest_of(game_list[i], preset, &count);
            if (count)
                print_message("%-18s %-8s %3d looks, the faintest %.2f : 1\n", game_list[i]->id,
                              sensory_preset_name((SensoryPreset)preset), count, (double)faintest);
            faults += faintest < CONTRAST_BIG;
        }
    assert_int_equal(faults, 0);
}

// ---- through two palettes -----------------------------------------------------------------------

typedef struct Stands {
    int looks;
    float least;         // of calm's contrast to standard's, of any one
    double calm, usual;  // sums
} Stands;

static void look_through(Staged *staged, Render *through)
{
    staged->screen.render = through;
    staged_draw(staged);
    render_present(through);
    assert_int_equal(render_read(through, &shot), RESULT_OK);
}

// The places that are looked at: what is to be touched, and the child's head.
static int places_of(const Staged *staged, const Game *game, Seen *seen, Vec2 *at, float *radius)
{
    int count = 0;
    const PlayOutput *out = &staged->run.out;
    for (int i = 0; i < out->target_count; i++) {
        const GameTarget *target = &out->target[i];
        uint32_t age = age_of(seen, target, staged->run.step);
        if (!is_thing(game, target) || age < SHOWN || age % SHOWN) continue;
        at[count] = target->at;
        radius[count++] = target->radius;
    }
    if (staged->run.step % (CHILD_S * GAME_STEPS_PER_SECOND) == 0) {
        at[count] = play_body(staged->run.play)->head;
        radius[count++] = HEAD;
    }
    return count;
}

static void compare_looks(Staged *staged, const Game *game, Seen *seen, Stands *stands)
{
    Vec2 at[GAME_TARGETS_MAX + 1];
    float radius[GAME_TARGETS_MAX + 1], calm[GAME_TARGETS_MAX + 1];
    int count = places_of(staged, game, seen, at, radius);
    if (count == 0) return;
    look_through(staged, render);
    for (int i = 0; i < count; i++) calm[i] = contrast_of_target(at[i], radius[i]);
    look_through(staged, standard);
    for (int i = 0; i < count; i++) {
        float usual = contrast_of_target(at[i], radius[i]);
        stands->least = fminf(stands->least, calm[i] / usual);
        stands->calm += (double)calm[i];
        stands->usual += (double)usual;
        stands->looks++;
    }
}

static void test_calm_keeps_the_contrast(void **state)
{
    (void)state;
    Sensory calm = sensory_preset(SENSORY_CALM), usual = sensory_preset(SENSORY_STANDARD);
    render_limits(render, &calm);
    render_limits(standard, &usual);
    int faults = 0;
    for (int i = 0; i < game_count; i++) {
        static Staged staged;
        static Seen seen[64];
        Stands stands = { .least = 21 };
        Settings s = settings_for(game_list[i], SENSORY_CALM);
        memset(seen, 0, sizeof seen);
        staged_open(&staged, render, &s, "play");
        while (play_phase(staged.run.play) != PHASE_DONE && staged.run.step < 60 * 60) {
            staged_step(&staged, 1);
            if (play_phase(staged.run.play) == PHASE_PLAY)
                compare_looks(&staged, game_list[i], seen, &stands);
        }
        staged_close(&staged);
        if (stands.looks == 0) continue;
        float mean = (float)(stands.calm / stands.usual);
        print_message("%-18s %3d looks, %.3f of standard's contrast, at least %.3f\n",
                      game_list[i]->id, stands.looks, (double)mean, (double)stands.least);
        faults += stands.least < LEAST;
    }
    assert_int_equal(faults, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_the_eye_of_the_test),
        cmocka_unit_test(test_every_target_stands_out),
        cmocka_unit_test(test_calm_keeps_the_contrast),
    };
    return cmocka_run_group_tests(tests, open_windows, close_windows);
}
