// SPDX-License-Identifier: MIT
// test_gym_spot.c: the child's pages: where to stand, how far the arms come, and the card after its
// sign, chosen from by hand, touch, keys and one switch.
#include "staged.h"
#include "test.h"
#include "therapist/child_parts.h"

#include <string.h>

static Canvas canvas;

static void open_play(Staged *g, Posture posture, const char *script)
{
    Settings settings = settings_default();
    settings.plan.play.game = game_find("bubble_garden");
    settings.plan.play.setup.seconds = 60;
    settings.plan.play.setup.seed = 3;
    settings.plan.play.setup.profile.posture = posture;
    settings.plan.play.ask_reach = 1;
    settings_settle(&settings);
    staged_open(g, NULL, &settings, script);
}

static SpotPage page_of(const Staged *g)
{
    return g->screen.spot.page;
}

static float flowers_of(const Spot *spot)
{
    float sum = 0;
    for (int i = 0; i < SPOT_FLOWERS; i++) sum += spot->flower[i];
    return sum;
}

// The arch opens while the child is still, flower after flower, and closes where it moves.
static void test_the_arch_opens_on_the_spot(void **state)
{
    (void)state;
    static Staged g;
    float most = 0;
    open_play(&g, POSTURE_STANDING, "still 60");
    while (play_phase(g.run.play) < PHASE_REACH) {
        staged_step(&g, 1);
        const Spot *s = &g.screen.spot;
        float open = flowers_of(s), due = SPOT_FLOWERS * play_progress(g.run.play);
        if (page_of(&g) == SPOT_REACH) break;
        assert_at_most(open, due + 1);  // never ahead of what is measured
        for (int i = 1; i < SPOT_FLOWERS; i++) assert_at_least(s->flower[i - 1], s->flower[i]);
        most = fmaxf(most, open);
        assert_below(g.run.step, 1200);
    }
    assert_above(most, 0.7f * SPOT_FLOWERS);
    staged_close(&g);
}

// Each flower that opens is heard once, higher than the one before; in calm it is quiet.
static void count_sounds(bool calm, int heard[CUE_COUNT])
{
    static Staged g;
    GameCue cue;
    int pitch = -99;
    SpotPage page = SPOT_COME;
    open_play(&g, POSTURE_STANDING, "still 5, stretch left 30cm 60");
    g.screen.avatar.calm = calm;
    memset(heard, 0, CUE_COUNT * sizeof *heard);
    while (play_phase(g.run.play) < PHASE_TELL) {
        assert_below(g.run.step, 2400);
        staged_step(&g, 1);
        if (page_of(&g) != page) pitch = -99;
        page = page_of(&g);
        if (!spot_sound(&g.screen.spot, &cue)) continue;
        assert_above(cue.pitch, pitch);
        pitch = cue.pitch;
        heard[cue.cue]++;
    }
    staged_close(&g);
}

static void test_flowers_are_heard(void **state)
{
    (void)state;
    int heard[CUE_COUNT];
    count_sounds(false, heard);
    assert_at_least(heard[CUE_TOUCH], SPOT_FLOWERS / 2);
    assert_at_least(heard[CUE_APPEAR], 1);
    count_sounds(true, heard);
    for (int i = 0; i < CUE_COUNT; i++) assert_int_equal(heard[i], 0);
}

// Where the figure stood the measured child stands: it does not jump.
static void test_the_figure_becomes_the_child(void **state)
{
    (void)state;
    static const Posture postures[] = { POSTURE_STANDING, POSTURE_WHEELCHAIR };
    for (int i = 0; i < 2; i++) {
        static Staged g;
        Body last = { 0 };
        open_play(&g, postures[i], "still 60");
        while (!play_calibration(g.run.play)->done) {
            last = g.screen.spot.body;
            staged_step(&g, 1);
            assert_below(g.run.step, 1200);
        }
        const Body *now = play_body(g.run.play);
        assert_below(vec2_distance(last.head, now->head), 0.4f);
        assert_below(vec2_distance(last.shoulders, now->shoulders), 0.4f);
        if (i == 0) assert_below(vec2_distance(last.hips, now->hips), 0.4f);
        staged_close(&g);
    }
}

static SpotPage page_at(Posture posture, float zoom)
{
    static Staged g;
    open_play(&g, posture, "still 60");
    g.zoom = zoom;
    staged_step(&g, 1);
    while (play_phase(g.run.play) < PHASE_CALIBRATE && g.run.step < 600) staged_step(&g, 1);
    staged_step(&g, 80);
    SpotPage page = page_of(&g);
    staged_close(&g);
    return page;
}

static void test_nearer_and_back(void **state)
{
    (void)state;
    assert_int_equal(page_at(POSTURE_STANDING, 0), SPOT_STILL);
    assert_int_equal(page_at(POSTURE_STANDING, 0.45f), SPOT_NEARER);
    assert_int_equal(page_at(POSTURE_STANDING, 2.4f), SPOT_BACK);
    assert_int_equal(page_at(POSTURE_SEATED, 0), SPOT_STILL);
    assert_int_equal(page_at(POSTURE_SEATED, 0.4f), SPOT_NEARER);
    assert_int_equal(page_at(POSTURE_SEATED, 2.4f), SPOT_BACK);
}

// How low the garland hangs, and how many flowers it has.
static void look_at_garland(Staged *g, float *lowest, int *flowers)
{
    canvas_clear(&canvas);
    spot_draw_front(&g->screen.spot, &g->run, &canvas, false);
    assert_int_equal(canvas.dropped, 0);
    *lowest = 9;
    *flowers = 0;
    for (int i = 0; i < canvas.item_count; i++) {
        const CanvasItem *item = &canvas.item[i];
        if (item->kind != CANVAS_IMAGE || strncmp(item->image, "flower_", 7) != 0) continue;
        *lowest = fminf(*lowest, item->at.y);
        ++*flowers;
    }
}

// The wider the arms, the more flowers; wherever the hands are it leaves the face free.
static void test_the_garland_follows_the_hands(void **state)
{
    (void)state;
    static Staged g;
    int most = 0, least = SPOT_FLOWERS;
    open_play(&g, POSTURE_STANDING, "still 5, raise 60");
    while (play_phase(g.run.play) <= PHASE_REACH && g.run.step < 2400) {
        staged_step(&g, 10);
        if (play_phase(g.run.play) != PHASE_REACH || g.screen.spot.garland < 1) continue;
        float lowest;
        int flowers;
        look_at_garland(&g, &lowest, &flowers);
        if (flowers > most) most = flowers;
        if (flowers < least) least = flowers;
        if (flowers > 2) assert_below(lowest, play_body(g.run.play)->shoulders.y);
    }
    assert_at_least(most, SPOT_FLOWERS - 2);
    assert_at_most(least, most - 3);
    staged_close(&g);
}

// ---- the card after the sign --------------------------------------------------------------------

static void say_no(Staged *g, Posture posture)
{
    open_play(g, posture, "still 1, play 12, cross 9");
    while (!play_is_paused_by_child(g->run.play)) {
        staged_step(g, 1);
        assert_below(g->run.step, 3000);
    }
    assert_true(g->screen.sign.open);
}

// Nothing is taken by who only stands there with crossed arms, and nothing comes by itself.
static void test_nothing_is_preset(void **state)
{
    (void)state;
    static Staged g;
    say_no(&g, POSTURE_STANDING);
    for (int i = 0; i < 400; i++) {
        if (i < 200)
            staged_step(&g, 1);  // the arms stay crossed
        else
            sign_card_step(&g.screen.sign, g.run.play, false);
        assert_int_equal(sign_card_take(&g.screen.sign), 0);
    }
    assert_int_equal(g.screen.sign.focus, -1);
    staged_close(&g);
}

// A hand brought there in the place of the child's own.
static int hold_hand_at(Staged *g, int way, int steps, int *at)
{
    Body *body = (Body *)play_body(g->run.play);  // of this test's own play
    int key = 0;
    for (int i = 0; i < steps && !key; i++) {
        body->seen = true;
        body->hand_trust[SIDE_LEFT] = 1;
        body->hand[SIDE_LEFT] = g->screen.sign.at[way];
        sign_card_step(&g->screen.sign, g->run.play, false);
        key = sign_card_take(&g->screen.sign);
        *at = i;
    }
    return key;
}

static void test_a_hand_that_stays_chooses(void **state)
{
    (void)state;
    static const int keys[SIGN_WAYS] = { 0, 'q', RENDER_KEY_ENTER };
    for (int way = 0; way < SIGN_WAYS; way++) {
        static Staged g;
        int at;
        say_no(&g, POSTURE_STANDING);
        assert_int_equal(hold_hand_at(&g, way, 60, &at), 0);  // a second is not enough
        assert_int_equal(hold_hand_at(&g, way, 300, &at), keys[way]);
        if (keys[way]) assert_at_most(at, 120);
        assert_int_equal(hold_hand_at(&g, way, 300, &at), 0);  // once
        staged_close(&g);
    }
}

// Rest and go on lie where the hands come; they do not lie on each other or on the child's head.
static void test_ways_lie_within_reach(void **state)
{
    (void)state;
    static const Posture postures[] = { POSTURE_STANDING, POSTURE_WHEELCHAIR };
    for (int i = 0; i < 2; i++) {
        static Staged g;
        say_no(&g, postures[i]);
        const Calibration *size = play_calibration(g.run.play);
        const SignCard *card = &g.screen.sign;
        for (int side = 0; side < SIDE_COUNT; side++) {
            Vec2 at = card->at[side == SIDE_LEFT ? SIGN_REST : SIGN_GO_ON];
            float far = vec2_distance(at, size->shoulder[side]) - 1.25f;
            assert_at_most(far, 0.71f * size->reach[side] * size->arm[side]);
            assert_at_least(at.y, size->shoulder[side].y - 0.01f);
            assert_above(vec2_distance(at, card->at[SIGN_HOME]), 2.4f);
            assert_above(vec2_distance(at, play_body(g.run.play)->head), 1.25f + 0.6f);
        }
        staged_close(&g);
    }
}

static void test_keys_and_one_switch(void **state)
{
    (void)state;
    static Staged g;
    say_no(&g, POSTURE_STANDING);
    SignCard *card = &g.screen.sign;
    assert_int_equal(sign_card_key(card, RENDER_KEY_ENTER), RENDER_KEY_ENTER);  // as ever
    assert_int_equal(sign_card_key(card, ' '), ' ');
    assert_int_equal(sign_card_key(card, RENDER_KEY_LEFT), 0);
    assert_int_equal(sign_card_key(card, RENDER_KEY_ENTER), 0);  // rest: all stays
    assert_int_equal(sign_card_key(card, RENDER_KEY_UP), 0);
    assert_int_equal(sign_card_key(card, RENDER_KEY_ENTER), 'q');
    card->focus = -1;
    assert_int_equal(sign_card_key(card, RENDER_KEY_TAB), 0);  // it wakes, rest first
    assert_int_equal(card->focus, SIGN_REST);
    for (int i = 0; i < 130; i++) sign_card_step(card, g.run.play, false);
    assert_int_equal(card->focus, SIGN_HOME);
    assert_int_equal(sign_card_key(card, RENDER_KEY_TAB), 0);  // a press that trembles
    for (int i = 0; i < 160; i++) sign_card_step(card, g.run.play, false);
    assert_int_equal(card->focus, SIGN_GO_ON);
    assert_int_equal(sign_card_key(card, RENDER_KEY_TAB), RENDER_KEY_ENTER);
    card->open = false;
    assert_int_equal(sign_card_key(card, RENDER_KEY_TAB), RENDER_KEY_TAB);
    staged_close(&g);
}

// Each page has a number of its own, so that the next one fades in; a stop does not.
static void test_pages_differ(void **state)
{
    (void)state;
    static Staged g;
    int last = -1, turned = 0;
    open_play(&g, POSTURE_STANDING, "still 1, play 26, leave 7, play 60");
    while (g.run.step < 3600 && turned < 6) {
        staged_step(&g, 1);
        int page = screen_page(&g.screen, &g.run);
        turned += page != last;
        last = page;
    }
    assert_int_equal(turned, 6);  // still, reach, play, away, count-in, play
    assert_int_equal(last, 0);
    staged_close(&g);
    say_no(&g, POSTURE_STANDING);
    assert_int_not_equal(screen_page(&g.screen, &g.run), 0);
    g.screen.stopped = true;
    assert_int_equal(screen_page(&g.screen, &g.run), 0);
    staged_close(&g);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_the_arch_opens_on_the_spot),
        cmocka_unit_test(test_flowers_are_heard),
        cmocka_unit_test(test_the_figure_becomes_the_child),
        cmocka_unit_test(test_nearer_and_back),
        cmocka_unit_test(test_the_garland_follows_the_hands),
        cmocka_unit_test(test_nothing_is_preset),
        cmocka_unit_test(test_a_hand_that_stays_chooses),
        cmocka_unit_test(test_ways_lie_within_reach),
        cmocka_unit_test(test_keys_and_one_switch),
        cmocka_unit_test(test_pages_differ),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
