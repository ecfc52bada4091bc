// SPDX-License-Identifier: MIT
// seed_play.c: one play of a drawn child at body level, without camera and network, as fast as it
// goes; keys, marks and ratings as a therapist would give them.
#include "seed.h"

#include "clinic/clinic.h"
#include "demo/demo.h"
#include "play/pose_record.h"
#include "session/hour_log.h"
#include "session/marks.h"
#include "session/session.h"
#include "session/session_list.h"
#include "session/verify.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define FPS        30
#define WIDTH      640
#define HEIGHT     480
#define PLAY_LEAST 20  // s
#define PLAY_MOST  40

static const char *const written[] = { "Turns the trunk instead of reaching when it is high.",
                                       "Looks at the left hand before it moves.",
                                       "Asked for this game by itself.",
                                       "Shoe came off, put on again." };

static float skill_of(const SeedItem *item)
{
    const SeedChild *c = item->child;
    float gain = item->way > 0.6 ? c->gain_of_skill : 0;  // after the baseline, if there is one
    float skill = c->skill + (c->worse ? -gain : gain);
    return fminf(0.95f, fmaxf(0.08f, skill));
}

// Check-ups are made alike, so that they may be compared; play needs less support later.
static unsigned support_of(const SeedItem *item)
{
    unsigned always = item->child->support & (1u << SUPPORT_ORTHOSIS);
    return item->checkup || item->way >= 0.55 ? always : item->child->support;
}

static PlayPlan plan_of(const SeedItem *item, Rng *rng)
{
    const SeedChild *c = item->child;
    PlayPlan plan = { .age_months = c->age_months + (unsigned)(item->way * 7),
                      .support = support_of(item) };
    GameSetup *setup = &plan.play.setup;
    snprintf(plan.child, sizeof plan.child, "%s", c->code);
    plan.play.game = item->game;
    plan.play.height_cm = c->height_cm + (float)(3 * item->way);
    plan.play.tells = TELLS_NOBODY;
    plan.play.spotter = true;
    bool early = item->way < 0.5 && c->number % 3 == 0;
    *setup = (GameSetup){ .seed = item->seed,
                          .level = item->checkup ? 1 : 1 + (int)(2.9 * item->way),
                          .seconds = item->checkup
                                         ? CHECKUP_SECONDS_MAX
                                         : PLAY_LEAST +
                                               (uint32_t)rng_below(rng, PLAY_MOST - PLAY_LEAST + 1),
                          .success = item->checkup ? 0 : 0.75f };
    setup->profile =
        (Profile){ .hand = item->checkup ? HAND_EITHER : c->hand,
                   .side_bias = 0.5f,
                   .posture = c->posture,
                   .sensory = sensory_preset(early ? SENSORY_CALM : SENSORY_STANDARD) };
    return plan;
}

// What the therapist does in this play: one key at one step.
typedef struct Hand {
    uint32_t step;
    PlayCommand key;
    const char *text;  // of a written note
    uint32_t resume;   // 0: nothing was paused
} Hand;

static Hand hand_of(const SeedItem *item, Rng *rng)
{
    static const PlayCommand keys[] = {
        { COMMAND_PRAISE, 0 },
        { COMMAND_GOOD, 0 },
        { COMMAND_HARD, 0 },
        { COMMAND_NOTE, NOTE_TIRED },
        { COMMAND_NOTE, NOTE_LAUGHED },
        { COMMAND_ASSIST, 0 },
        { COMMAND_NOTE, NOTE_WRITTEN },
        { COMMAND_PAUSE, 0 },
        { COMMAND_SKIP, 0 },
        { COMMAND_NOTE, NOTE_PAIN },
    };
    enum { KEYS = sizeof keys / sizeof *keys };
    Hand hand = { .step = UINT32_MAX };
    if (item->checkup || rng_below(rng, 3) != 0) return hand;
    int which = rng_below(rng, KEYS);
    if (keys[which].command == COMMAND_NOTE && keys[which].value == (float)NOTE_PAIN &&
        rng_below(rng, 8) != 0)
        which = 1;  // pain is seldom
    hand.key = keys[which];
    hand.step = (uint32_t)(10 + rng_below(rng, 8)) * GAME_STEPS_PER_SECOND;
    if (hand.key.command == COMMAND_PAUSE) hand.resume = hand.step + 4 * GAME_STEPS_PER_SECOND;
    if (hand.key.command == COMMAND_NOTE && hand.key.value == (float)NOTE_WRITTEN)
        hand.text = written[rng_below(rng, (int)(sizeof written / sizeof *written))];
    return hand;
}

static void press(const Hand *hand, unsigned support, PlayInput *in)
{
    if (in->step == 0 && support)
        in->command[in->command_count++] = (PlayCommand){ COMMAND_SUPPORT, (float)support };
    if (in->step == hand->step) in->command[in->command_count++] = hand->key;
    if (hand->resume && in->step == hand->resume)
        in->command[in->command_count++] = (PlayCommand){ COMMAND_RESUME, 0 };
}

// The check-up waits for the therapist where it closes the child's eyes.
static void press_start(PlayInput *in, const PlayOutput *before, uint32_t *wait)
{
    if (before->say && !strcmp(before->say, "checkup_closed")) *wait = 1;
    if (*wait && ++*wait == 340)
        in->command[in->command_count++] = (PlayCommand){ COMMAND_START_STOP, 0 };
}

static void run(const PlayPlan *plan, const Hand *hand, Session *session, Play *play, Demo *demo)
{
    static PlayOutput out;
    DemoAim aim = { 0 };
    uint32_t limit = (plan->play.setup.seconds + 60) * GAME_STEPS_PER_SECOND, wait = 0;
    memset(&out, 0, sizeof out);
    for (uint32_t step = 0; step < limit && play_phase(play) != PHASE_DONE; step++) {
        PlayInput in = { .step = step };
        PoseRecord record;
        if (step % (GAME_STEPS_PER_SECOND / FPS) == 0) {
            const Calibration *size = play_calibration(play);
            if (size->done)
                aim = demo_aim(out.target, out.target_count, play_game_step(play), size, WIDTH,
                               HEIGHT);
            in.has_pose = true;
            in.taken_us = (int64_t)step * 1000000 / GAME_STEPS_PER_SECOND;
            demo_move(demo, &aim, &in.pose);
            in.pose.state = PLAYER_LOCKED;
            in.pose.player = in.pose.people = 1;
            pose_quantise(&in.pose, &record);
        }
        press(hand, plan->support, &in);
        press_start(&in, &out, &wait);
        play_step(play, &in, &out);
        bool due = (step + 1) % SESSION_DIGEST_STEPS == 0;
        session_record(session, &in, in.has_pose ? &record : NULL, &out,
                       due ? behaviour_mark(play_behaviour(play)) : 0);
    }
}

static SessionSummary summary_of(const Play *play)
{
    SessionSummary summary = { .calibration = *play_calibration(play),
                               .score = *play_score(play),
                               .quality = *play_quality(play),
                               .pose_fps = FPS };
    play_behaviour_text(play, summary.behaviour);
    snprintf(summary.model_used, sizeof summary.model_used, "full");
    return summary;
}

static Result open_child(const SeedItem *item, Demo **demo)
{
    const SeedChild *c = item->child;
    float more = c->worse || item->way <= 0.6 ? 0 : c->gain_of_skill;
    DemoOptions options = { .width = WIDTH,
                            .height = HEIGHT,
                            .fps = FPS,
                            .seed = item->seed,
                            .height_cm = c->height_cm,
                            .skill = skill_of(item),
                            .weakness = { c->weak[0] / (1 + 3 * more),
                                          c->weak[1] / (1 + 3 * more) },
                            .seated = posture_is_seated(c->posture),
                            .wheelchair = c->posture == POSTURE_WHEELCHAIR };
    return demo_open(demo, &options);
}

// What the child answered, what was noted; and the track goes where none is kept.
static Result write_beside(const SeedItem *item, const Hand *hand, int64_t id, Rng *rng,
                           const char *path)
{
    Store *store = NULL;
    SessionInfo *info = calloc(1, sizeof *info);
    Result result = info ? store_open(&store, path, STORE_WRITE) : RESULT_FULL;
    if (!result) result = session_info(store, id, info);
    Rating rating = { .by_grown_up = item->child->age_months < 72, .support = support_of(item) };
    rating.fun = 3 + rng_below(rng, 3);
    rating.hard = 1 + rng_below(rng, 4);
    if (!result && !item->checkup && rng_below(rng, 4))
        result = rating_save(store, item->child->code, info->uuid, &rating);
    Mark mark = { .step = hand->step };
    if (!result && hand->text) {
        snprintf(mark.text, sizeof mark.text, "%s", hand->text);
        result = mark_save(store, id, &mark);
    }
    if (!result && !item->keep_track) result = track_drop(store, id);
    store_close(&store);
    free(info);
    return result;
}

Result seed_play(const SeedItem *item, const char *path)
{
    Rng rng = rng_seed(item->seed * 7 + 3);
    PlayPlan plan = plan_of(item, &rng);
    Hand hand = hand_of(item, &rng);
    Demo *demo = NULL;
    Session *session = NULL;
    SessionDesc desc = { .plan = plan,
                         .model = "full",
                         .camera_kind = "demo",
                         .camera_name = "drawn child",
                         .camera_fps = FPS,
                         .camera_width = WIDTH,
                         .camera_height = HEIGHT,
                         .build = "seed-clinic",
                         .may_block = true };
    seed_now_ms = item->at_utc_ms;
    Result result = open_child(item, &demo);
    if (!result) result = session_open(&session, path, &desc);
    Play *play = result ? NULL : play_open(&desc.plan.play);
    if (!result && !play) result = fail(RESULT_FULL, "out of memory: close other programs");
    int64_t id = 0;
    if (!result) {
        id = session_id(session);
        run(&plan, &hand, session, play, demo);
        SessionSummary summary = summary_of(play);
        session_finish(session, SESSION_COMPLETE, &summary);
        seed_now_ms += (int64_t)plan.play.setup.seconds * 1000;
        result = session_close(&session);
    }
    if (!result && item->checkup) result = clinic_keep(path, id);
    if (!result) result = write_beside(item, &hand, id, &rng, path);
    play_close(&play);
    demo_close(&demo);
    return result;
}
