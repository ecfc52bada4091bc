// SPDX-License-Identifier: MIT
// screen.c: what the child and the therapist see.
#include "gym/screen.h"

#include "body/body_update.h"
#include "gym/cards.h"
#include "gym/live_keys.h"
#include "gym/overlay.h"
#include "gym/spot.h"
#include "therapist/palette.h"

#include <stdio.h>
#include <string.h>

static const float middle_x = STAGE_WIDTH / 2;

#define STALL_TOLD_MS 1500.0f  // what is over sooner is not told: it would blink

#define FLAG_S      0.6f
#define HANDS_DIM_S 0.6f  // of the ending

#define CUTOUT_STAYS 12    // steps; the last mask is kept for this long
#define CUTOUT_FADES 18    // steps
#define CAT_STAYS    300u  // steps after the last target for a hand
#define CAT_STIRS    90u   // steps

// The child cut out of the camera's picture, or its shadow; it fades where nobody is found now.
static void draw_cutout(Screen *s, const Run *run, PictureLayer layer)
{
    const Silhouette *who = s->cutout.silhouette;
    if (!who) return;
    int age = (int)(run->step - s->cutout_step);
    layer.image = &s->cutout.image;
    layer.number = s->cutout.number;
    layer.alpha = clampf(1 - (float)(age - CUTOUT_STAYS) / CUTOUT_FADES, 0, 1);
    CutoutLayer cutout = { .picture = layer,
                           .share = who->share,
                           .side = SILHOUETTE_SIZE,
                           .centre_px = who->where.centre,
                           .side_px = who->where.side,
                           .angle = who->where.angle,
                           .shadow = s->picture == PICTURE_SHADOW };
    if (layer.alpha > 0) render_cutout(s->render, &cutout);
}

static void show(Screen *s, const Canvas *canvas)
{
    dress_show(&s->avatar, s->render, canvas, &s->figures);
}

static void dress_child(Screen *s, const Settings *settings, const char *scene)
{
    const Machine *m = &settings->machine;
    dress(&s->avatar, &settings->plan, m->look_chosen ? &m->look : NULL, scene);
}

static bool is_playing(const Run *run)
{
    return play_phase(run->play) >= PHASE_TELL;
}

// Where the networks make no masks, the child alone is still to come.
static ChildPicture picture_of(const Screen *s)
{
    return s->picture >= PICTURE_CUTOUT && !s->masked ? PICTURE_MIRROR : s->picture;
}

// The child himself out of the camera's picture, where that is how it is shown: its mirror image,
// or what is cut out of it. False: nothing was drawn.
static bool draw_camera(Screen *s, const Run *run, const Calibration *size)
{
    bool looking = s->picture != PICTURE_AVATAR || !size->done;
    if (!looking || !s->camera.bgr) return false;
    StagePlace place = stage_place(size, s->camera.width, s->camera.height);
    PictureLayer layer = { .image = &s->camera,
                           .number = s->camera_number,
                           .origin_px = place.origin_px,
                           .origin = size->origin,
                           .stage_per_px = place.stage_per_px,
                           .alpha = 1 };
    if (size->origin_px.x == 0 && size->origin_px.y == 0) {
        Calibration whole = calibration_provisional(s->camera.width, s->camera.height);
        layer.origin_px = whole.origin_px;
        layer.origin = whole.origin;
        layer.stage_per_px = whole.stage_per_px;
    }
    if (size->done && picture_of(s) >= PICTURE_CUTOUT)
        draw_cutout(s, run, layer);
    else
        render_picture(s->render, &layer);
    return true;
}

static void draw_child(Screen *s, const Run *run)
{
    const Calibration *size = play_calibration(run->play);
    const Body *body = play_body(run->play);
    bool drawn = draw_camera(s, run, size);
    canvas_clear(&s->over);
    if (is_playing(run)) avatar_hands(&s->avatar, &s->over, body, size, play_hands(run->play));
    // Where it was last seen it is no more.
    if (!drawn && !play_is_away(run->play)) avatar_draw(&s->avatar, &s->over, body, size);
    show(s, &s->over);
}

// In an ending nothing is asked of the hands: their light goes, slowly.
static void draw_arc_hands(Screen *s, const Body *body, const Calibration *size)
{
    float lit = s->arc->part == ARC_ENDING ? 1 - arc_linear(s->arc->at, 0, HANDS_DIM_S) : 1;
    if (lit <= 0) return;
    avatar_hands(&s->avatar, &s->over, body, size, s->arc->hands);
    for (int i = 0; i < s->over.item_count; i++) s->over.item[i].color.a *= lit;
}

// The mirror image would cover what stands behind the child.
static void draw_arc_child(Screen *s, const Run *run, const ArcStage *stage)
{
    Body body = *s->arc->body;
    Calibration size = *s->arc->size;
    Avatar child = s->avatar;
    arc_move_child(stage, &body, &size);
    child.air = stage->sits;
    child.horns = stage->horns;
    if (stage->sits && child.seat == SEAT_STOOL) child.seat = SEAT_NONE;
    bool drawn = picture_of(s) != PICTURE_MIRROR && draw_camera(s, run, &size);
    canvas_clear(&s->over);
    draw_arc_hands(s, &body, &size);
    if (!drawn) avatar_draw(&child, &s->over, &body, &size);
    show(s, &s->over);
}

// The opening or the ending, instead of the game's picture.
static void draw_arc(Screen *s, const Run *run, const Settings *settings)
{
    ArcStage stage = arc_paint(run->play, s->arc, &s->avatar, &s->over, &s->canvas);
    dress_child(s, settings, s->over.background);
    render_begin(s->render);
    show(s, &s->over);
    draw_arc_child(s, run, &stage);
    show(s, &s->canvas);
}

// The game's own picture, with its sign that it will soon be over.
static void draw_game(Screen *s, const Run *run, const Settings *settings)
{
    canvas_clear(&s->canvas);
    play_draw(run->play, &s->canvas);
    const char *scene = s->canvas.background ? s->canvas.background : "garden";
    s->canvas.background = NULL;
    dress_child(s, settings, scene);
    render_begin(s->render);
    canvas_clear(&s->over);
    canvas_background(&s->over, scene);
    if (s->arc) arc_paint_sign(run->play, s->arc, &s->avatar, &s->over, &s->canvas);
    show(s, &s->over);
    draw_child(s, run);
    show(s, &s->canvas);
}

// The whole camera's picture in a corner: who comes in finds himself there.
static void draw_inset(Screen *s, Vec2 middle, Vec2 room)
{
    const Image *camera = &s->camera;
    if (!camera->bgr) return;
    Vec2 size = vec2((float)camera->width, (float)camera->height);
    PictureLayer layer = { .image = camera,
                           .number = s->camera_number,
                           .origin_px = vec2_scale(size, 0.5f),
                           .origin = middle,
                           .stage_per_px = fminf(room.x / size.x, room.y / size.y),
                           .alpha = 1 };
    size = vec2_scale(size, layer.stage_per_px);
    canvas_clear(&s->over);
    canvas_box(&s->over, middle, size.x + 0.3f, size.y + 0.3f, PALETTE_PAPER);
    render_canvas(s->render, &s->over);
    render_picture(s->render, &layer);
}

// Before play: the avatar as big as the child is seen, or the camera's picture where that is how
// the child is shown.
static void draw_spot(Screen *s, const Run *run, const Settings *settings)
{
    const Calibration *size = play_calibration(run->play);
    bool measured = size->done, mirror = s->picture != PICTURE_AVATAR && s->camera.bgr;
    dress_child(s, settings, "garden");
    render_begin(s->render);
    canvas_clear(&s->over);
    canvas_background(&s->over, "garden");
    show(s, &s->over);
    if (mirror) draw_camera(s, run, size);
    canvas_clear(&s->over);
    spot_draw_back(&s->spot, &s->over);
    if (measured)
        avatar_hands(&s->avatar, &s->over, play_body(run->play), size, play_hands(run->play));
    if (!mirror && measured) {
        avatar_draw(&s->avatar, &s->over, play_body(run->play), size);
    } else if (!mirror && s->spot.shown) {
        Avatar child = s->avatar;
        memcpy(child.rest, s->spot.rest, sizeof child.rest);
        avatar_draw(&child, &s->over, &s->spot.body, &s->spot.size);
    }
    show(s, &s->over);
    if (!mirror && !measured) draw_inset(s, vec2(1.95f, 6.2f), vec2(3.2f, 2.4f));
}

// The child stands in front of the veil, and its hands may choose.
static void draw_sign(Screen *s, const Run *run)
{
    const Calibration *size = play_calibration(run->play);
    const Body *body = play_body(run->play);
    sign_card_draw_back(&s->over);
    avatar_hands(&s->avatar, &s->over, body, size, play_hands(run->play));
    if (s->picture == PICTURE_AVATAR) avatar_draw(&s->avatar, &s->over, body, size);
    sign_card_draw(&s->sign, play_game(run->play), &s->over);
}

static const char *token_of(const Game *game)
{
    return game->token ? game->token : "star";
}

// The child's own cards bear no number.
static bool has_childs_card(const Screen *s, const Run *run)
{
    PlayPhase phase = play_phase(run->play);
    if (s->stopped || phase < PHASE_TELL || phase == PHASE_DONE) return false;
    if (play_is_paused_by_child(run->play)) return true;
    return play_is_away(run->play) && (!play_paused(run->play) || s->held);
}

// The snail eats its way round the ring. Before the end it lifts a flag.
static void draw_snail(Canvas *c, Vec2 clock, float left, const ArcMoment *sign)
{
    const Color pole = { 0.45f, 0.32f, 0.22f, 1 }, cloth = { 0.94f, 0.71f, 0.16f, 1 };
    Vec2 at = vec2_add(clock, vec2_polar(PI_F / 2 - 2 * PI_F * left, 0.54f));
    canvas_image(c, "snail", at, 0.4f, 0, COLOR_WHITE);
    if (!sign) return;
    float raised = arc_in_out(sign->at, 0, FLAG_S);
    float out = at.x < clock.x ? -1 : 1;  // beside the digits
    Vec2 foot = vec2_add(at, vec2(0.1f * out, 0.08f));
    Vec2 top = vec2_add(foot, vec2(0.2f * out * raised, 0.4f * raised));
    canvas_limb(c, foot, top, 0.05f, 0.05f, pole);
    const CanvasPoint flag[] = { { .at = top },
                                 { .at = vec2(top.x + 0.3f * out * raised, top.y - 0.1f) },
                                 { .at = vec2_mix(top, foot, 0.45f) } };
    canvas_curve(c, flag, 3, cloth, pole, 0.02f);
}

static void draw_status(Screen *s, const Run *run)
{
    overlay_draw_muted(s);
    if (has_childs_card(s, run)) return;
    if (play_game(run->play)->role == ROLE_ASSESSMENT) return;  // it tells the time itself
    Canvas *c = &s->over;
    const PlayScore *score = play_score(run->play);
    float left = 1 - play_progress(run->play);
    Vec2 clock = vec2(1.0f, 8.1f), count = vec2(14.6f, 8.1f);
    canvas_disc(c, clock, 0.62f, PALETTE_PAPER);
    canvas_arc(c, clock, 0.5f, 0.16f, left, PALETTE_LEAF);
    draw_snail(c, clock, left, s->arc);
    uint32_t seconds = play_seconds_left(run->play);
    canvas_text(c, clock, 0.33f, PALETTE_INK, "%u:%02u", seconds / 60, seconds % 60);
    overlay_draw_level(s, run);
    canvas_box(c, count, 2.0f, 1.1f, PALETTE_PAPER);
    canvas_image(c, token_of(play_game(run->play)), vec2(count.x - 0.5f, count.y), 0.85f, 0,
                 COLOR_WHITE);
    canvas_text(c, vec2(count.x + 0.42f, count.y), 0.62f, PALETTE_INK, "%u", score->hits);
}

void screen_step(Screen *s, const Run *run)
{
    dress_step(&s->avatar, run->play, &run->out);
    sign_card_step(&s->sign, run->play, s->avatar.calm);
    alarm_card_step(&s->alarm, run->play);
    spot_step(&s->spot, run->play, s->avatar.calm);
    arc_trail_step(&s->trail, play_body(run->play), s->avatar.calm);
    for (int i = 0; i < run->out.target_count; i++)
        if (run->out.target[i].kind == TARGET_HAND) s->hands_until = run->step + CAT_STAYS;
    for (int i = 0; i < run->out.event_count; i++)
        if (run->out.event[i].event == EVENT_RESTING_HAND)
            s->cat_stirs_until = run->step + CAT_STIRS;
}

void screen_step_after(Screen *s, const Run *run, const Body *body, bool begins)
{
    AvatarNews news = { .success = begins };
    avatar_step(&s->avatar, body, play_calibration(run->play), &news);
    arc_trail_step(&s->trail, body, s->avatar.calm);
}

// The cat sleeps on the side of the hand that rests by the rule. It stirs a little when that hand
// reaches all the same: a reminder, no more.
static void draw_resting_hand(Screen *s, const Run *run)
{
    const Profile *profile = &play_setup(run->play)->profile;
    unsigned resting = ~play_hands(run->play) & ~(profile->without >> LIMB_ARM_LEFT) & 3u;
    bool rests = (profile->hand == HAND_LEFT || profile->hand == HAND_RIGHT) && resting;
    if (!rests || run->step >= s->hands_until) return;
    float x = resting & 1u << SIDE_RIGHT ? STAGE_WIDTH - 1.6f : 3.2f;  // stop is in the corner
    float left =
        run->step < s->cat_stirs_until ? (float)(s->cat_stirs_until - run->step) / CAT_STIRS : 0;
    canvas_image(&s->over, "sleeping_cat", vec2(x, 1.0f), 1.5f + 0.25f * sinf(PI_F * left),
                 0.08f * sinf(4 * PI_F * left), COLOR_WHITE);
}

static void draw_demonstration(Screen *s, const Run *run, const Settings *settings)
{
    PlayPhase phase = play_phase(run->play);
    bool waiting = phase < PHASE_PLAY;
    render_begin(s->render);
    dress_child(s, settings, NULL);
    demonstration_draw(s->demonstration, &s->avatar.look, s->render, &s->canvas);
    if (waiting) draw_inset(s, vec2(13.35f, 7.05f), vec2(4.2f, 2.8f));
    canvas_clear(&s->over);
    if (waiting) spot_draw_aside(&s->over, run, settings);
    overlay_draw(s, run);
    show(s, &s->over);
}

void screen_prepare(Screen *s, const Settings *settings)
{
    Canvas *c = &s->over;
    canvas_clear(c);
    spot_warm(c, settings);
    for (int i = 0; i < CARDS_PLATE_COUNT; i++) cards_plate(c, (CardsPlate)i);
    cards_count_in(c, 1.2f);
    sign_card_warm(c);
    canvas_image(c, "sleeping_cat", vec2(1.6f, 1), 1.5f, 0, COLOR_WHITE);
    for (int i = 0; i < live_key_count; i++)
        if (live_key_rows[i].image)
            canvas_image(c, live_key_rows[i].image, vec2(1, 1), 0.6f, 0, COLOR_WHITE);
    canvas_text(c, vec2(1, 8.1f), 0.33f, PALETTE_INK, "0123456789:");
    canvas_text(c, vec2(15, 8.1f), 0.62f, PALETTE_INK, "0123456789");
    render_warm(s->render, c);
}

void screen_warm(Screen *s, const Run *run)
{
    s->hands_until = s->cat_stirs_until = s->model_until = 0;
    s->trail.steps = 0;
    s->arc = NULL;
    s->arc_frozen = false;
    canvas_clear(&s->over);
    draw_status(s, run);
    render_warm(s->render, &s->over);
}

// What is left of a play that this program no longer plays alike: how the child moved.
static void draw_movement(Screen *s, const Run *run)
{
    render_begin(s->render);
    canvas_clear(&s->over);
    canvas_box(&s->over, vec2(middle_x, STAGE_HEIGHT / 2), STAGE_WIDTH + 2, STAGE_HEIGHT + 2,
               PALETTE_PAPER);
    canvas_text_within(&s->over, vec2(middle_x, 8.4f), 0.34f, 15.4f, PALETTE_INK, "%s",
                       s->movement_only);
    uint32_t seconds = run->step / GAME_STEPS_PER_SECOND;
    canvas_text(&s->over, vec2(1.0f, 0.6f), 0.34f, PALETTE_INK, "%u:%02u", seconds / 60,
                seconds % 60);
    show(s, &s->over);
    draw_child(s, run);
    canvas_clear(&s->over);
    overlay_draw_movement(s, run);
    show(s, &s->over);
}

int screen_page(const Screen *s, const Run *run)
{
    enum { COUNT_IN = ARC_ENDING + 2, NO, AWAY, SPOT };
    if (s->stopped) return 0;
    if (s->arc && s->arc->part != ARC_SIGN) return 1 + (int)s->arc->part;
    if (!is_playing(run)) return SPOT + (int)s->spot.page;
    if (has_childs_card(s, run)) return play_is_paused_by_child(run->play) ? NO : AWAY;
    return !play_paused(run->play) && play_count_in(run->play) >= 0 ? COUNT_IN : 0;
}

static void draw_cards(Screen *s, const Run *run)
{
    bool stalls = play_body(run->play)->age_ms > STALL_TOLD_MS;
    if (!play_paused(run->play)) cards_count_in(&s->over, play_count_in(run->play));
    if (s->notes.mode == NOTES_WRITING && !s->apart)
        return;  // it has a card of its own
    else if (s->stopped)
        cards_plate(&s->over, CARDS_STOPPED);
    else if (has_childs_card(s, run) && play_is_paused_by_child(run->play))
        draw_sign(s, run);
    else if (has_childs_card(s, run))
        spot_draw_away(&s->spot, &s->over, s->apart);
    else if (alarm_card_draw(&s->alarm, run->play, s->apart, &s->over))
        return;
    else if ((play_paused(run->play) && !s->held) || s->arc_frozen)
        cards_plate(&s->over, CARDS_PAUSED);
    else if (play_phase(run->play) == PHASE_LOST && stalls)
        cards_plate(&s->over, CARDS_SLOW);
}

void screen_draw(Screen *s, const Run *run, const Settings *settings)
{
    if (s->movement_only) {
        draw_movement(s, run);
        return;
    }
    REQUIRE(s->render && run->play && s->picture < PICTURE_COUNT);
    if (s->demonstration) {
        draw_demonstration(s, run, settings);
        return;
    }
    bool whole_arc = s->arc && s->arc->part != ARC_SIGN;
    bool playing = is_playing(run) && !whole_arc;
    if (whole_arc)
        draw_arc(s, run, settings);
    else if (!playing)
        draw_spot(s, run, settings);
    else
        draw_game(s, run, settings);

    canvas_clear(&s->over);
    if (playing) draw_resting_hand(s, run);
    if (playing)
        draw_status(s, run);
    else if (!whole_arc)
        spot_draw_front(&s->spot, run, &s->over, s->apart);
    draw_cards(s, run);
    if (s->again) again_draw(s->again, &s->over);
    overlay_draw(s, run);
    show(s, &s->over);
}

Summary screen_summary(const Run *run, const Settings *settings, int64_t session)
{
    KnownNews news = known_news(settings->machine.store, settings->plan.child, session);
    Summary summary = { .child = settings->plan.child,
                        .token = token_of(play_game(run->play)),
                        .level = play_setup(run->play)->level,
                        .hand = settings->plan.play.setup.profile.hand,
                        .score = run->summary.score,
                        .quality = run->summary.quality,
                        .pose_fps = run->summary.pose_fps,
                        .best_before = news.best_before,
                        .week = news.week.dose,
                        .goals = news.week.goals };
    if (run->summary.quality.steps > 0) sticker_image(summary.sticker, play_game(run->play));
    return summary;
}
