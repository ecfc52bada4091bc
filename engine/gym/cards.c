// SPDX-License-Identifier: MIT
// cards.c: the count-in, and what is said over a play that waits.
#include "gym/cards.h"

#include "play/play.h"
#include "therapist/palette.h"

#define WAKING_BEATS 0.45f  // of a lantern of the count-in

static const float middle_x = STAGE_WIDTH / 2;

static void draw_veil(Canvas *c, float share)
{
    canvas_box(c, vec2(middle_x, 4.5f), STAGE_WIDTH + 2, STAGE_HEIGHT + 2,
               (Color){ 0.95f, 0.92f, 0.85f, share });
}

// From 0 to 1, slow at both ends.
static float awake(float beats, int lantern)
{
    float share = clampf((beats - (float)lantern) / WAKING_BEATS, 0, 1);
    return share * share * (3 - 2 * share);
}

// The still picture gets its colour back in three steps, and a lantern wakes with each.
void cards_count_in(Canvas *c, float beats)
{
    static const Vec2 at[PLAY_BEATS] = { { 5.33f, 7.75f }, { 8, 7.9f }, { 10.67f, 7.75f } };
    static const Vec2 rope[] = {
        { 2.4f, 9.4f }, { 5.33f, 8.55f }, { 8, 8.7f }, { 10.67f, 8.55f }, { 13.6f, 9.4f }
    };
    const float size = 1.7f;
    float all = 0;
    if (beats < 0) return;
    for (int i = 0; i < PLAY_BEATS; i++) all += awake(beats, i);
    draw_veil(c, 0.34f * (1 - all / PLAY_BEATS));
    for (size_t i = 0; i + 1 < sizeof rope / sizeof *rope; i++)
        canvas_limb(c, rope[i], rope[i + 1], 0.07f, 0.07f, (Color){ 0.72f, 0.55f, 0.41f, 1 });
    for (int i = 0; i < PLAY_BEATS; i++) {
        float lit = awake(beats, i);
        canvas_glow(c, at[i], 1.6f * lit, (Color){ 1, 0.93f, 0.7f, 0.5f * lit });
        canvas_image(c, "lantern_off", at[i], size, 0, COLOR_WHITE);
        canvas_image(c, "lantern", at[i], size, 0, (Color){ 1, 1, 1, lit });
    }
}

void cards_plate(Canvas *c, CardsPlate plate)
{
    static const struct {
        const char *image, *words, *hint;
    } plates[CARDS_PLATE_COUNT] = {
#define X(name, image, words, hint) { image, words, hint },
        CARDS_LIST(X)
#undef X
    };
    const char *image = plates[plate].image, *words = plates[plate].words;
    const char *hint = plates[plate].hint;
    canvas_box(c, vec2(middle_x, 4.5f), STAGE_WIDTH + 2, STAGE_HEIGHT + 2,
               (Color){ 0.10f, 0.16f, 0.24f, 0.35f });
    const float width = 8.2f;
    canvas_box(c, vec2(middle_x, 4.6f), width + 0.4f, 5.4f, PALETTE_PAPER);
    canvas_image(c, image, vec2(middle_x, 5.5f), 2.3f, 0, COLOR_WHITE);
    canvas_text_within(c, vec2(middle_x, 3.55f), 0.74f, width, PALETTE_INK, "%s", words);
    canvas_text_within(c, vec2(middle_x, 2.6f), 0.36f, width, PALETTE_QUIET, "%s", hint);
}
