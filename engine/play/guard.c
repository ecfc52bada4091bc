// SPDX-License-Identifier: MIT
// guard.c: the alarms of safety.h in a play: some freeze it until they are over, some ask.
#include "play/play_parts.h"

static SafetyRules rules_of(const Play *play)
{
    const PlayState *s = &play->s;
    return (SafetyRules){ .box = &play->box,
                          .posture = s->setup.profile.posture,
                          .goes_low = play->game->goes_low,
                          .helper = play->spotter || (s->support & 1u << SUPPORT_HAND) };
}

void guard_pose(Play *play, const Pose *smooth, const float trust[LANDMARK_COUNT])
{
    const SafetyRules rules = rules_of(play);
    safety_pose(&play->s.safety, smooth, trust, &play->s.size, &rules);
}

bool guard_holds(const Play *play)
{
    const SafetyRules rules = rules_of(play);
    Alarm alarm = play_waits_for(play);
    return alarm != ALARM_COUNT && !safety_is_over(&play->s.safety, alarm, &rules);
}

bool guard_accept(PlayState *s)
{
    bool waited = s->phase == PHASE_LOST && s->frozen_by == FROZEN_SOMEBODY && !s->paused;
    safety_accept(&s->safety);
    if (waited) sight_count_in(s);
    return waited;
}

static void tell(PlayOutput *out, Alarm alarm)
{
    play_note(out, EVENT_ALARM, 0)->alarm = (int32_t)alarm;
}

void guard_step(Play *play, PlayOutput *out)
{
    PlayState *s = &play->s;
    const SafetyRules rules = rules_of(play);
    bool told = s->phase >= PHASE_TELL && s->phase < PHASE_DONE;
    if (!told || s->paused || !s->size.done) {
        safety_rest(&s->safety);
        return;
    }
    Alarm alarm = safety_step(&s->safety, &s->body, &s->size, &rules);
    bool moves = s->phase == PHASE_PLAY || s->phase == PHASE_COUNT_IN;
    if (alarm == ALARM_HIPS || alarm == ALARM_HEAD) {
        tell(out, alarm);
        s->asks = 1 + (uint32_t)alarm;
        play_pause(s, out);
        tell_ask(play);
    } else if (alarm != ALARM_COUNT && moves) {
        tell(out, alarm);
        sight_freeze(s, alarm == ALARM_OUTSIDE ? FROZEN_OUTSIDE : FROZEN_SOMEBODY);
    }
}
