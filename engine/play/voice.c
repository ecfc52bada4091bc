// SPDX-License-Identifier: MIT
// voice.c: who speaks when.
#include "play/voice.h"

#include <string.h>

static const uint32_t patience[VOICE_RANK_COUNT] = {
    // 0: for ever
    [VOICE_PRAISE] = VOICE_PRAISE_STEPS,
    [VOICE_HINT] = VOICE_HINT_STEPS,
};

static bool has(const Voice *v, const char *line)
{
    if (v->saying && !strcmp(v->saying, line)) return true;
    for (int rank = 0; rank < VOICE_RANK_COUNT; rank++)
        if (v->waiting[rank].line && !strcmp(v->waiting[rank].line, line)) return true;
    return false;
}

void voice_add(Voice *v, VoiceRank rank, const char *line)
{
    REQUIRE(line && (unsigned)rank < VOICE_RANK_COUNT);
    if (!has(v, line)) v->waiting[rank] = (struct VoiceWaiting){ .line = line };
}

void voice_drop(Voice *v, VoiceRank rank)
{
    REQUIRE((unsigned)rank < VOICE_RANK_COUNT);
    v->waiting[rank].line = NULL;
}

const char *voice_step(Voice *v)
{
    if (v->left > 0 && --v->left == 0) v->saying = NULL;
    const char *begun = NULL;
    for (int rank = 0; rank < VOICE_RANK_COUNT; rank++) {
        struct VoiceWaiting *w = &v->waiting[rank];
        if (!w->line) continue;
        if (!v->saying) {
            begun = v->saying = w->line;
            v->left = spoken_steps_at(begun, v->rate) + VOICE_BREATH_STEPS;
            w->line = NULL;
        } else if (patience[rank] && ++w->age >= patience[rank]) {
            w->line = NULL;
        }
    }
    return begun;
}

bool voice_is_quiet(const Voice *v)
{
    for (int rank = 0; rank < VOICE_RANK_COUNT; rank++)
        if (v->waiting[rank].line) return false;
    return !v->saying;
}
