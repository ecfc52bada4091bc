// SPDX-License-Identifier: MIT
// test_gym_looks.c: a look is chosen by keys, touch or one switch, and comes back with the child.
#include "gym/known.h"
#include "gym/unkept.h"
#include "gym/wardrobe.h"
#include "test.h"

#include <string.h>
#include <unistd.h>

static Unkept unkept;
static char store[64];

static int make_store(void **state)
{
    (void)state;
    snprintf(store, sizeof store, "/tmp/tiptoe-looks-%d.db", (int)getpid());
    return 0;
}

static int remove_store(void **state)
{
    (void)state;
    unlink(store);
    return 0;
}

static void press(Wardrobe *w, int key)
{
    wardrobe_event(w, &(RenderEvent){ .kind = RENDER_KEY, .key = key });
}

static bool wears(const Wardrobe *w, const char *text)
{
    char now[LOOK_TEXT_MAX];
    look_to_text(w->avatar.look, now);
    if (strcmp(now, text) != 0) print_message("%s\n", now);
    return !strcmp(now, text);
}

static void test_arrows_and_enter_choose(void **state)
{
    (void)state;
    Wardrobe w = { .avatar = { .look = look_ready(0) } };
    press(&w, RENDER_KEY_RIGHT);
    press(&w, RENDER_KEY_RIGHT);
    assert_true(wears(&w, "peach-brown-tuft-berry"));  // going along changes nothing
    press(&w, RENDER_KEY_ENTER);
    assert_true(wears(&w, "tan-ink-hijab-plum"));
    press(&w, RENDER_KEY_DOWN);
    press(&w, RENDER_KEY_DOWN);  // the skins lie below the ready ones
    press(&w, RENDER_KEY_ENTER);
    assert_false(wears(&w, "tan-ink-hijab-plum"));
    assert_int_equal(w.avatar.look.style, STYLE_HIJAB);
    assert_int_equal(w.answer, WARDROBE_STAY);
    press(&w, RENDER_KEY_ESCAPE);
    assert_int_equal(w.answer, WARDROBE_BACK);
}

// Whatever has the focus, the arrows lead to it.
static void test_arrows_reach_every_tile(void **state)
{
    (void)state;
    enum { TILES_MAX = 96 };
    bool seen[TILES_MAX] = { true };
    static const int keys[] = { RENDER_KEY_LEFT, RENDER_KEY_RIGHT, RENDER_KEY_UP, RENDER_KEY_DOWN };
    int tiles =
        LOOK_READY_COUNT + SKIN_COUNT + HAIR_COUNT + STYLE_COUNT + OUTFIT_COUNT + AID_COUNT + 1;
    for (int round = 0; round < tiles; round++)
        for (int from = 0; from < tiles; from++)
            for (int i = 0; seen[from] && i < 4; i++) {
                Wardrobe w = { .focus = from };
                press(&w, keys[i]);
                assert_in_range(w.focus, 0, tiles - 1);
                seen[w.focus] = true;
            }
    for (int i = 0; i < tiles; i++) assert_true(seen[i]);
}

static void test_touch_combines(void **state)
{
    (void)state;
    Wardrobe w = { .avatar = { .look = look_ready(0) } };
    Vec2 outfit = { 6.0f + 2 * 0.9f, 2.2f }, glasses = { 6.0f, 1.1f }, done = { 2.75f, 0.92f };
    wardrobe_event(&w, &(RenderEvent){ .kind = RENDER_POINT, .at = outfit });
    wardrobe_event(&w, &(RenderEvent){ .kind = RENDER_POINT, .at = glasses });
    assert_true(wears(&w, "peach-brown-tuft-petrol+glasses"));
    wardrobe_event(&w, &(RenderEvent){ .kind = RENDER_POINT, .at = glasses });
    assert_true(wears(&w, "peach-brown-tuft-petrol"));
    wardrobe_event(&w, &(RenderEvent){ .kind = RENDER_POINT, .at = done });
    assert_int_equal(w.answer, WARDROBE_CHOSEN);
}

// Two seconds on each of the ready ones, then on what is done.
static void test_one_switch_chooses(void **state)
{
    (void)state;
    Wardrobe w = { .avatar = { .look = look_ready(0) } };
    int64_t now = 0;
    press(&w, RENDER_KEY_TAB);
    for (int i = 0; i < 3; i++) wardrobe_tick(&w, now += 2000000);
    press(&w, ' ');
    assert_true(wears(&w, "fair-copper-bob-petrol+glasses"));
    for (int i = 3; i < LOOK_READY_COUNT; i++) wardrobe_tick(&w, now += 2000000);
    assert_true(w.scanning);
    press(&w, ' ');
    assert_int_equal(w.answer, WARDROBE_CHOSEN);
}

static void test_who_does_not_press_is_not_hurried(void **state)
{
    (void)state;
    Wardrobe w = { .avatar = { .look = look_ready(0) } };
    int64_t now = 0;
    press(&w, ' ');
    for (int i = 0; i < 4 * (LOOK_READY_COUNT + 1); i++) wardrobe_tick(&w, now += 2000000);
    assert_false(w.scanning);
    assert_int_equal(w.answer, WARDROBE_STAY);
    assert_true(wears(&w, "peach-brown-tuft-berry"));
}

static Settings settings_of(const char *child)
{
    Settings s = settings_default();
    s.machine.store = store;
    snprintf(s.plan.child, sizeof s.plan.child, "%s", child);
    return s;
}

static void test_a_child_keeps_its_look(void **state)
{
    (void)state;
    Look fox = look_ready(10), robot = look_ready(11);
    Settings s = settings_of("FOX-1");
    known_dress(&s);
    assert_false(s.machine.look_chosen);
    assert_int_equal(s.machine.picture, PICTURE_AVATAR);
    unkept_look(&unkept, store, "FOX-1", &fox);
    unkept_picture(&unkept, store, "FOX-1", child_picture_name(PICTURE_SHADOW));
    unkept_look(&unkept, store, "OWL-2", &robot);
    known_dress(&s);
    assert_true(s.machine.look_chosen);
    assert_memory_equal(&s.machine.look, &fox, sizeof fox);
    assert_int_equal(s.machine.picture, PICTURE_SHADOW);
    s = settings_of("OWL-2");
    known_dress(&s);
    assert_memory_equal(&s.machine.look, &robot, sizeof robot);
    assert_int_equal(s.machine.picture, PICTURE_AVATAR);
    s = settings_of("NEW-3");
    s.machine.look_chosen = true;  // of the child before
    known_dress(&s);
    assert_false(s.machine.look_chosen);
}

static void test_an_option_wins_and_a_guest_keeps_nothing(void **state)
{
    (void)state;
    Look fox = look_ready(10), kofi = look_ready(6);
    Settings s = settings_of("FOX-1");
    unkept_look(&unkept, store, "FOX-1", &fox);
    unkept_picture(&unkept, store, "FOX-1", child_picture_name(PICTURE_MIRROR));
    s.given = 1u << SETTINGS_LOOK | 1u << SETTINGS_PICTURE;
    s.machine.look = kofi;
    s.machine.look_chosen = true;
    s.machine.picture = PICTURE_CUTOUT;
    known_dress(&s);
    assert_memory_equal(&s.machine.look, &kofi, sizeof kofi);
    assert_int_equal(s.machine.picture, PICTURE_CUTOUT);
    unkept_look(&unkept, store, PLAN_GUEST, &fox);
    s = settings_of(PLAN_GUEST);
    known_dress(&s);
    assert_false(s.machine.look_chosen);
}

#define STORED(name) cmocka_unit_test_setup_teardown(name, make_store, remove_store)

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_arrows_and_enter_choose),
        cmocka_unit_test(test_arrows_reach_every_tile),
        cmocka_unit_test(test_touch_combines),
        cmocka_unit_test(test_one_switch_chooses),
        cmocka_unit_test(test_who_does_not_press_is_not_hurried),
        STORED(test_a_child_keeps_its_look),
        STORED(test_an_option_wins_and_a_guest_keeps_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
