// SPDX-License-Identifier: MIT
// test_gym_again_place.c: what an ending's last picture offers lies on no friend in it, on none of
// the child's hands and on no edge of the stage: in every game, every form of its ending, lively
// and calm, standing and seated. A window of any shape shows the same stage.
#include "gym/again.h"
#include "plates.h"
#include "staged.h"
#include "test.h"

#include <string.h>

#define PLAY_S 8
#define SEEN   0.1f  // alpha

// Who has a face: by how its pictures' names begin.
static const char *const friends[] = {
    "animal",    "audience",  "bear",       "bee",     "bird",     "bunny",  "butterfly", "cat",
    "comet",     "drum_twin", "duck",       "firefly", "flamingo", "frog",   "hedgehog",  "monster",
    "moon",      "mouse",     "nightcap",   "otter",   "planet",   "rocket", "sleeping",  "snail",
    "star_hare", "star_swan", "star_whale", "sun",     "teddy",
};
static const char *const nobody[] = { "comet_tail",  "monster_mirror", "monster_room",
                                      "moon_ground", "rocket_flame",   "snail_meadow" };

static bool is_one_of(const char *image, const char *const *names, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (!strncmp(image, names[i], strlen(names[i]))) return true;
    return false;
}

static bool is_friend(const CanvasItem *item)
{
    return item->kind == CANVAS_IMAGE && item->color.a >= SEEN &&
           is_one_of(item->image, friends, sizeof friends / sizeof *friends) &&
           !is_one_of(item->image, nobody, sizeof nobody / sizeof *nobody);
}

// How far from the disc a picture's box stays, stage units.
static float room_beside(const CanvasItem *item)
{
    Vec2 off = vec2_sub(AGAIN_AT, item->at);
    float c = cosf(item->turn), s = sinf(item->turn), shape = picture_shape(item->image);
    assert_above(shape, 0);
    float x = fmaxf(fabsf(c * off.x + s * off.y) - item->size * shape / 2, 0);
    float y = fmaxf(fabsf(c * off.y - s * off.x) - item->size / 2, 0);
    return sqrtf(x * x + y * y) - AGAIN_RADIUS;
}

static int friends_under(const Canvas *canvas, const char *of, int *seen)
{
    int count = 0;
    for (int i = 0; i < canvas->item_count; i++) {
        const CanvasItem *item = &canvas->item[i];
        if (!is_friend(item)) continue;
        ++*seen;
        float room = room_beside(item);
        if (room >= 0) continue;
        print_message("%s: %s lies %.2f under it\n", of, item->image, (double)-room);
        count++;
    }
    return count;
}

static int under_it(const Staged *g, int variation, const char *of, int *seen)
{
    static Canvas back, front;
    ArcMoment m = arc_moment(g->run.play, &g->screen.trail, ARC_ENDING, ARC_ENDING_S + ARC_REST_S);
    m.variation = variation;
    canvas_clear(&back);
    canvas_clear(&front);
    ArcStage stage = arc_paint(g->run.play, &m, &g->screen.avatar, &back, &front);
    for (int side = 0; side < SIDE_COUNT; side++) {
        Vec2 hand = vec2_add(m.body->hand[side], stage.moved);
        assert_above(vec2_distance(hand, AGAIN_AT), AGAIN_RADIUS + 0.5f);
    }
    int behind = friends_under(&back, of, seen);
    return behind + friends_under(&front, of, seen);
}

static int look_at(const Game *game, SensoryPreset senses, Posture posture, int *seen)
{
    static Staged g;
    char of[128];
    int count = 0;
    Settings s = staged_settings(game, senses, posture);
    if (!plan_suits(&s.plan, game)) return 0;
    staged_open(&g, NULL, &s, "play");
    while (play_phase(g.run.play) < PHASE_PLAY && g.run.step < 6000) staged_step(&g, 10);
    staged_step(&g, PLAY_S * GAME_STEPS_PER_SECOND);
    for (int v = 0; v < ARC_VARIATIONS; v++) {
        snprintf(of, sizeof of, "%s, %s, %s, ending %d", game->id, sensory_preset_name(senses),
                 posture_name(posture), v);
        count += under_it(&g, v, of, seen);
    }
    staged_close(&g);
    return count;
}

static void test_again_lies_on_no_friend(void **state)
{
    (void)state;
    int under = 0, seen = 0;
    for (int i = 0; i < game_count; i++) {
        if (game_list[i]->role != ROLE_PLAY) continue;
        for (int calm = 0; calm < 2; calm++) {
            SensoryPreset senses = calm ? SENSORY_CALM : SENSORY_LIVELY;
            under += look_at(game_list[i], senses, POSTURE_STANDING, &seen);
            under += look_at(game_list[i], senses, POSTURE_SEATED, &seen);
        }
    }
    print_message("%d friends in all endings\n", seen);
    assert_above(seen, 500);
    assert_int_equal(under, 0);
}

static void test_it_is_whole_on_the_stage(void **state)
{
    (void)state;
    Vec2 at = AGAIN_AT;
    assert_at_most(at.x + AGAIN_RADIUS, STAGE_WIDTH);
    assert_at_most(at.y + AGAIN_RADIUS, STAGE_HEIGHT);
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(test_again_lies_on_no_friend),
                                        cmocka_unit_test(test_it_is_whole_on_the_stage) };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
