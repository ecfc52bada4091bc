// SPDX-License-Identifier: MIT
// test_gym_model.c: a child's check-ups keep the model of the one before.
#include "gym/known.h"
#include "session/session.h"
#include "test.h"

#include <string.h>

static char store[] = "/tmp/tiptoe-model-XXXXXX/s.db";

static int make_store(void **state)
{
    (void)state;
    store[strlen(store) - 5] = '\0';
    bool made = mkdtemp(store) != NULL;
    store[strlen(store)] = '/';
    return made ? 0 : -1;
}

static int remove_store(void **state)
{
    (void)state;
    static const char *const parts[] = { "", "-lock", "-journal" };
    char path[64];
    for (int i = 0; i < 3; i++) {
        snprintf(path, sizeof path, "%s%s", store, parts[i]);
        unlink(path);
    }
    *strrchr(store, '/') = '\0';
    return rmdir(store);
}

static void record(const char *child, const char *game, const char *model)
{
    SessionDesc desc = { .camera_kind = "demo",
                         .camera_name = "drawn child",
                         .camera_fps = 30,
                         .camera_width = 640,
                         .camera_height = 480,
                         .plan = settings_default().plan,
                         .may_block = true };
    snprintf(desc.model, sizeof desc.model, "%s", model);
    snprintf(desc.plan.child, sizeof desc.plan.child, "%s", child);
    desc.plan.play.game = game_find(game);
    desc.plan.play.setup.success = 0;
    assert_non_null(desc.plan.play.game);
    Session *session = NULL;
    SessionSummary summary = { 0 };
    if (session_open(&session, store, &desc)) fail_msg("%s: %s", store, fail_text());
    session_finish(session, SESSION_COMPLETE, &summary);
    assert_int_equal(session_close(&session), RESULT_OK);
}

static Settings apply(const char *child, const char *game, bool given)
{
    Settings s = settings_default();
    s.machine.store = store;
    snprintf(s.plan.child, sizeof s.plan.child, "%s", child);
    s.plan.play.game = game_find(game);
    if (given) s.given |= 1u << SETTINGS_MODEL;
    assert_int_equal(known_apply(&s), RESULT_OK);
    return s;
}

static void test_a_check_up_keeps_its_model(void **state)
{
    (void)state;
    record("OTTER", "checkup", "lite");
    record("OTTER", "bubble_garden", "heavy");  // plays do not matter
    record("guest", "checkup", "lite");
    Settings s = apply("OTTER", "checkup", false);
    assert_true(s.machine.model_kept);
    assert_int_equal(s.machine.model, MODEL_LITE);
    assert_false(apply("OTTER", "checkup", true).machine.model_kept);  // the therapist's word
    assert_false(apply("OTTER", "bubble_garden", false).machine.model_kept);
    assert_false(apply("FINCH", "checkup", false).machine.model_kept);  // the first
    assert_false(apply("guest", "checkup", false).machine.model_kept);  // nobody's first or second
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_a_check_up_keeps_its_model, make_store, remove_store),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
