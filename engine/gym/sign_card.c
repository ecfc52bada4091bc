// SPDX-License-Identifier: MIT
// sign_card.c: the card after the child's sign.
#include "gym/sign_card.h"

#include "render/render.h"
#include "therapist/child_parts.h"
#include "therapist/palette.h"

#include <stdio.h>
#include <string.h>

#define NEAR_EDGE    0.7f    // of the reach that the hand showed
#define UPWARDS      0.38f   // radians above the shoulder
#define IN           0.17f   // beyond the edge, stage units
#define OUT          1.25f   // radii
#define DWELL_STEPS  90.0f   // 1.5 s ...
#define CALM_STEPS   120.0f  // ... calm 2 s
#define WAITS_STEPS  24u     // a hand that slipped out
#define GUARD_STEPS  90u     // a hand that was there before the card
#define LEAVE_STEPS  48u     // the flower is seen
#define SCAN_STEPS   120u
#define SWITCH_STEPS 36u  // a second press within it was no press

static const struct {
    float radius;
    const char *image, *words;
    Vec2 words_at;  // from its middle
    int key;        // 0: all stays as it is
} ways[SIGN_WAYS] = {
    { 1.25f, "teddy_asleep", "Rest", { 0, -1.65f }, 0 },
    { 1.0f, "house", "Q: end", { 2.5f, 0.2f }, 'q' },
    { 1.25f, NULL, "Enter: go on", { 0, -1.65f }, RENDER_KEY_ENTER },
};

// Rest at the left, on at the right, each where that hand comes easily; home above.
static void lay_out(SignCard *card, const Calibration *size)
{
    for (int side = 0; side < SIDE_COUNT; side++) {
        int way = side == SIDE_LEFT ? SIGN_REST : SIGN_GO_ON;
        float far = NEAR_EDGE * size->reach[side] * size->arm[side] + ways[way].radius;
        float outwards = (side == SIDE_LEFT ? -1 : 1) * far * cosf(UPWARDS);
        Vec2 at = vec2_add(size->shoulder[side], vec2(outwards, far * sinf(UPWARDS)));
        card->at[way] = vec2(clampf(at.x, 1.6f, STAGE_WIDTH - 1.6f), clampf(at.y, 3.6f, 7.2f));
    }
    card->at[SIGN_HOME] = vec2(STAGE_WIDTH / 2, 7.9f);
}

static bool is_in(const SignCard *card, const Body *body, int way, bool stays)
{
    float radius = ways[way].radius, edge = stays ? OUT * radius : radius + IN;
    for (int side = 0; side < SIDE_COUNT; side++)
        if (body->hand_trust[side] >= BODY_TRUST_MIN &&
            vec2_distance(body->hand[side], card->at[way]) <= edge)
            return true;
    return false;
}

// The way in which a hand is; the one that came first keeps it.
static int way_of_hands(SignCard *card, const Body *body)
{
    int found = -1;
    for (int way = 0; way < SIGN_WAYS; way++) {
        bool in = body->seen && is_in(card, body, way, way == card->held);
        if (card->step == 0 && in) card->guarded |= 1u << way;
        if (!in || card->step >= GUARD_STEPS) card->guarded &= ~(1u << way);
        if (in && !(card->guarded & 1u << way) && (found < 0 || way == card->held)) found = way;
    }
    return found;
}

static void dwell(SignCard *card, const Body *body)
{
    float by = 1 / (card->calm ? CALM_STEPS : DWELL_STEPS);
    int way = way_of_hands(card, body);
    if (card->held < 0) card->held = way;
    if (way >= 0 && way == card->held) {
        bool full = card->share >= 1;
        card->left_steps = 0;
        card->share = fminf(card->share + by, 1);
        if (card->share < 1 || full) return;
        card->taken = way;
        card->taken_step = card->step;
        return;
    }
    bool leaves = card->taken >= 0 && card->step - card->taken_step <= LEAVE_STEPS;
    if (card->held < 0 || leaves || ++card->left_steps < WAITS_STEPS) return;
    card->share -= by;
    if (card->share <= 0 || card->taken == card->held) card->held = card->taken = -1;
    card->share = card->held < 0 ? 0 : card->share;
}

void sign_card_step(SignCard *card, const Play *play, bool calm)
{
    bool shown = play_is_paused_by_child(play) && play_phase(play) != PHASE_DONE;
    if (shown && !card->open) {
        *card = (SignCard){ .open = true, .held = -1, .focus = -1, .taken = -1 };
        lay_out(card, play_calibration(play));
    }
    card->open = shown;
    card->calm = calm;
    if (!shown) return;
    dwell(card, play_body(play));
    if (card->scans && card->step - card->focus_step >= SCAN_STEPS) {
        card->focus = (card->focus + 1) % SIGN_WAYS;
        card->focus_step = card->step;
    }
    card->step++;
}

int sign_card_take(SignCard *card)
{
    bool now = card->open && card->taken >= 0 && card->step - card->taken_step == LEAVE_STEPS;
    return now ? ways[card->taken].key : 0;
}

static int press_switch(SignCard *card)
{
    bool again = card->focus >= 0 && card->step - card->focus_step < SWITCH_STEPS;
    if (card->scans) return again ? 0 : ways[card->focus].key;
    card->scans = true;
    card->focus = SIGN_REST;
    card->focus_step = card->step;
    return 0;
}

int sign_card_key(SignCard *card, int key)
{
    if (!card->open) return key;
    switch (key) {
    case RENDER_KEY_LEFT: card->focus = SIGN_REST; break;
    case RENDER_KEY_UP: card->focus = SIGN_HOME; break;
    case RENDER_KEY_RIGHT: card->focus = SIGN_GO_ON; break;
    case RENDER_KEY_TAB: return press_switch(card);
    case RENDER_KEY_ENTER: return card->focus < 0 ? key : ways[card->focus].key;
    default: return key;
    }
    card->scans = false;
    return 0;
}

int sign_card_point(const SignCard *card, Vec2 at)
{
    for (int way = 0; card->open && way < SIGN_WAYS; way++)
        if (vec2_distance(at, card->at[way]) <= ways[way].radius) return ways[way].key;
    return 0;
}

void sign_card_draw_back(Canvas *c)
{
    canvas_box(c, vec2(STAGE_WIDTH / 2, STAGE_HEIGHT / 2), STAGE_WIDTH + 2, STAGE_HEIGHT + 2,
               (Color){ 0.95f, 0.92f, 0.85f, 0.55f });
    canvas_picture(c, "spot_seat", vec2(STAGE_WIDTH / 2, 0.72f), 1.3f, 1);
}

static void draw_way(const SignCard *card, const char *image, int way, Canvas *c)
{
    Vec2 at = card->at[way], words = vec2_add(at, ways[way].words_at);
    float radius = ways[way].radius;
    child_medal(c, at, radius, image, way == SIGN_GO_ON ? 1.2f * radius : 1.45f * radius);
    if (way == SIGN_GO_ON) canvas_picture(c, "icon_play", vec2(at.x + 0.8f, at.y - 0.8f), 0.95f, 1);
    if (way == card->held && card->share > 0) child_vine(c, at, radius + 0.13f, card->share);
    if (way == card->focus) child_focus(c, at, radius + 0.13f);
    canvas_box(c, words, 2.2f, 0.46f, PALETTE_PAPER);
    canvas_text_within(c, words, 0.26f, 2.0f, PALETTE_INK, "%s", ways[way].words);
}

void sign_card_draw(const SignCard *card, const Game *game, Canvas *c)
{
    static char picture[48];  // the canvas keeps the name
    snprintf(picture, sizeof picture, "card_%s", game->id);
    canvas_picture(c, "bunny_awake", vec2(10.6f, 1.55f), 2.17f, 1);
    for (int way = 0; way < SIGN_WAYS; way++)
        draw_way(card, ways[way].image ? ways[way].image : picture, way, c);
    game_draw_card_child(c, game, card->at[SIGN_GO_ON], 1.2f * ways[SIGN_GO_ON].radius);
    child_bird(c, false);
}

void sign_card_warm(Canvas *c)
{
    const SignCard card = { .held = -1, .focus = SIGN_REST };
    sign_card_draw_back(c);
    for (int way = 0; way < SIGN_WAYS; way++)
        draw_way(&card, ways[way].image ? ways[way].image : "bunny_awake", way, c);
    child_vine(c, vec2(8, 4), 1, 0.5f);
    child_vine(c, vec2(8, 4), 1, 1);
}
