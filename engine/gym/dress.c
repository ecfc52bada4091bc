// SPDX-License-Identifier: MIT
// dress.c: the avatar of this child in this play.
#include "gym/dress.h"

#include "avatar/mannequin.h"

#include <string.h>

#define DEEP_SQUAT  0.2f  // leg lengths: effort
#define SLEEPY      (20 * GAME_STEPS_PER_SECOND)
#define NUMBER_SEED 2166136261u  // FNV-1a
#define NUMBER_BY   16777619u

bool dress_is_dark(const char *scene)
{
    static const char *const dark[] = { "bedroom_night", "space", "sky", "drum_stage" };
    for (size_t i = 0; scene && i < sizeof dark / sizeof *dark; i++)
        if (!strcmp(scene, dark[i])) return true;
    return false;
}

static Look look_of(const char *child)
{
    uint32_t number = NUMBER_SEED;
    for (const char *c = child ? child : ""; *c; c++)
        number = (number ^ (unsigned char)*c) * NUMBER_BY;
    // Aids are chosen, never guessed; nor is a child made a robot.
    for (;; number++) {
        Look look = look_ready((int)(number % LOOK_READY_COUNT));
        if (look.aids == 0 && look.style < STYLE_HIJAB) return look;
    }
}

void dress(Avatar *a, const PlayPlan *plan, const Look *chosen, const char *scene)
{
    const Profile *profile = &plan->play.setup.profile;
    a->look = chosen ? *chosen : look_of(plan->child);
    a->years = (float)plan->age_months / 12;
    a->calm = sensory_preset_of(&profile->sensory) == SENSORY_CALM;
    a->night = dress_is_dark(scene);
    a->seat = profile->posture == POSTURE_WHEELCHAIR ? SEAT_WHEELCHAIR
              : profile_is_seated(profile)           ? SEAT_STOOL
                                                     : SEAT_NONE;
}

static bool is_told(const PlayOutput *out, Event event)
{
    for (int i = 0; i < out->event_count; i++)
        if (out->event[i].event == event) return true;
    return false;
}

// A hand that is where it is invited to be takes hold of it.
static bool holds(const Body *body, const PlayOutput *out, int side)
{
    for (int i = 0; i < out->target_count; i++) {
        const GameTarget *t = &out->target[i];
        if (t->kind == TARGET_HAND && t->sides & 1u << side &&
            vec2_distance(body->hand[side], t->at) <= t->radius)
            return body->hand_trust[side] >= BODY_TRUST_MIN;
    }
    return false;
}

void dress_step(Avatar *a, const Play *play, const PlayOutput *out)
{
    const Body *body = play_body(play);
    AvatarNews news = { .success = is_told(out, EVENT_HIT), .appeared = is_told(out, EVENT_OFFER) };
    news.effort = body->value_trust[BODY_HIP_DROP] >= BODY_TRUST_MIN &&
                  body->value[BODY_HIP_DROP] > DEEP_SQUAT;
    a->rested = play_paused(play) || !body->seen ? a->rested + 1 : 0;
    news.resting = a->rested > SLEEPY;
    for (int side = 0; side < SIDE_COUNT; side++) news.holds[side] = holds(body, out, side);
    if (out->target_count > 0) {
        news.target = true;
        news.target_at = out->target[0].at;
    }
    avatar_step(a, body, play_calibration(play), &news);
}

void dress_show(const Avatar *avatar, Render *render, const Canvas *canvas, Canvas *scratch)
{
    REQUIRE(canvas != scratch);
    render_canvas(render, canvas);
    for (int i = 0; i < canvas->figure_count; i++) {
        canvas_clear(scratch);
        mannequin_draw(avatar, scratch, &canvas->figure[i]);
        render_canvas(render, scratch);
    }
}
