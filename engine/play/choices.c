// SPDX-License-Identifier: MIT
// choices.c: what the therapist chooses and marks while a child plays, and when it begins to count.
#include "play/play_parts.h"

// An event whose one field is what the command says. A recording may hold any number.
static GameEvent *note(PlayOutput *out, Event event, float value)
{
    GameEvent told = { .event = event, .side = -1, .value = value };
    if (!event_from_form1(&told)) return NULL;
    GameEvent *noted = play_note(out, event, 0);
    *noted = told;
    return noted;
}

// A check-up keeps its own sides and hands.
static void ask_hand(PlayState *s, float value, PlayOutput *out)
{
    const GameEvent *told = s->is_game ? note(out, EVENT_HAND, value) : NULL;
    if (!told) return;
    s->hand_asked = 1 + told->hand;
    s->hand_step = s->game_step;
}

// A game asks for the side anew with each offer, so the bias counts from the next one on.
static void take_side(PlayState *s, float value, PlayOutput *out)
{
    if (!s->is_game || !(value >= 0 && value <= 1)) return;
    s->setup.profile.side_bias = value;
    play_note(out, EVENT_SIDE, value);
}

// A helper who is announced by it may come near.
static void take_support(PlayState *s, float value, PlayOutput *out)
{
    const GameEvent *told = note(out, EVENT_SUPPORT, value);
    if (told) s->support = (uint32_t)told->supports;
}

bool choices_take(PlayState *s, const PlayCommand *command, PlayOutput *out)
{
    float value = command->value;
    switch (command->command) {
    case COMMAND_SIDE: take_side(s, value, out); return true;
    case COMMAND_HAND: ask_hand(s, value, out); return true;
    case COMMAND_LOCK:
        s->staircase.locked = !s->staircase.locked;
        note(out, EVENT_LOCK, (float)s->staircase.locked);
        return true;
    case COMMAND_PRAISE:
        play_note(out, EVENT_PRAISE, 0);
        play_cue(out, CUE_PRAISE);
        return true;
    case COMMAND_SOUND:
        if (value >= 0 && value <= 1) play_note(out, EVENT_SOUND, value);
        return true;
    case COMMAND_MUTE: note(out, EVENT_MUTE, value); return true;
    case COMMAND_GOOD: play_note(out, EVENT_GOOD, 0); return true;
    case COMMAND_HARD: play_note(out, EVENT_HARD, 0); return true;
    case COMMAND_NOTE: note(out, EVENT_NOTE, value); return true;
    case COMMAND_MODEL: note(out, EVENT_MODEL, value); return true;
    case COMMAND_SUPPORT: take_support(s, value, out); return true;
    case COMMAND_ANSWER:
        if (s->asks) note(out, EVENT_ANSWER, value);
        return true;
    default: return false;
    }
}

// What is open was offered under the rule before and ends under it; meanwhile the game offers
// nothing new (GameInput.last). A try that does not end waits no longer than one whose time is up.
void choices_step(PlayState *s)
{
    if (!s->hand_asked) return;
    bool open = s->phase >= PHASE_PLAY && try_watch_open(&s->tries, s->tries.count);
    if (open && s->game_step < s->hand_step + PLAY_LAST_TRY_S * GAME_STEPS_PER_SECOND) return;
    s->setup.profile.hand = (HandRule)(s->hand_asked - 1);
    s->hand_asked = 0;
}
