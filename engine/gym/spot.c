// SPDX-License-Identifier: MIT
// spot.c: which page the child needs, and how its figure, flowers and garland come to be as they
// are, little by little.
#include "gym/spot.h"

#include <string.h>

// Shares of the picture's height.
#define SMALL      0.36f  // a child lower than this is asked to come nearer
#define FULL       0.50f  // from here on the figure has its full height
#define WIDE       0.25f  // shoulders of a seated child who is too near
#define NARROW     0.08f  // ... and too far
#define UNDER_WAY  0.15f  // progress: it is measured where it is
#define HOLD_STEPS 30u    // a page stays until another has been needed for so long

// Of the child: shares of its height.
#define NOSE_TO_ANKLE 0.84f  // as in body/calibrate.c
#define ANKLE         0.05f
#define SHOULDER      0.79f
#define SHOULDER_SEAT 0.60f  // above where a seated figure's floor is
#define TRUNK         0.30f
#define SHOULDERS     0.21f  // their width

#define STAGE_FULL 6.0f         // stage units: as the measured child stands there
#define PEEP       8.4f         // of a child too near
#define BY         (1.0f / 18)  // 0.3 s
#define STILL_MOST 0.3f         // stage units; a hand that moves less rests
#define STILL_FOR  60u
#define WIDE_SHARE 0.35f  // of the arms: less is hanging

static bool sees(const Body *body, int landmark)
{
    return body->trust[landmark] >= BODY_TRUST_MIN;
}

static Vec2 feet_of(const Body *body)
{
    bool left = sees(body, LANDMARK_ANKLE_LEFT), right = sees(body, LANDMARK_ANKLE_RIGHT);
    Vec2 a = body->joint[LANDMARK_ANKLE_LEFT], b = body->joint[LANDMARK_ANKLE_RIGHT];
    return left && !right ? a : right && !left ? b : vec2_mix(a, b, 0.5f);
}

static float shoulders_of(const Body *body)
{
    return vec2_distance(body->joint[LANDMARK_SHOULDER_LEFT], body->joint[LANDMARK_SHOULDER_RIGHT]);
}

static bool sees_feet(const Body *body)
{
    return sees(body, LANDMARK_ANKLE_LEFT) || sees(body, LANDMARK_ANKLE_RIGHT);
}

// In the picture, whole on the stage.
static float height_seen(const Spot *s, const Body *body)
{
    if (s->seated) return fmaxf(vec2_distance(body->shoulders, body->hips) / TRUNK, 1);
    if (sees_feet(body)) return fmaxf((body->head.y - feet_of(body).y) / NOSE_TO_ANKLE, 0.5f);
    return fmaxf(shoulders_of(body) / SHOULDERS, 1);
}

static SpotPage page_needed(const Spot *s, const Play *play)
{
    const Body *body = play_body(play);
    PlayPhase phase = play_phase(play);
    if (phase == PHASE_REACH) return SPOT_REACH;
    if (phase != PHASE_CALIBRATE || !body->seen) return SPOT_COME;
    if (play_progress(play) > UNDER_WAY) return SPOT_STILL;
    if (s->seated) {
        float share = shoulders_of(body) / STAGE_HEIGHT;
        return share > WIDE ? SPOT_BACK : share < NARROW ? SPOT_NEARER : SPOT_STILL;
    }
    if (!sees_feet(body)) return SPOT_BACK;
    return height_seen(s, body) / STAGE_HEIGHT < SMALL ? SPOT_NEARER : SPOT_STILL;
}

static void turn_page(Spot *s, SpotPage needed)
{
    s->wanted_steps = needed == s->wanted ? s->wanted_steps + 1 : 0;
    s->wanted = needed;
    bool at_once = needed == SPOT_REACH || s->page == SPOT_COME;
    if (needed == s->page || (!at_once && s->wanted_steps < HOLD_STEPS)) return;
    s->page = needed;
    if (needed != SPOT_REACH) return;
    s->heard = 0;
    memset(s->flower, 0, sizeof s->flower);  // the arch's; now they are the garland's
}

// Where the figure's floor is: a child farther away stands higher in the picture.
static float floor_of(const Spot *s, float height)
{
    if (height > STAGE_FULL) return 0.45f - 2.85f * (height - STAGE_FULL);
    return (s->seated ? 1.4f : 0.45f) + 0.62f * (STAGE_FULL - height);
}

static float towards(float now, float to, float by)
{
    return now + clampf(to - now, -by, by);
}

static void rest_limbs(Spot *s, const Body *body)
{
    for (int side = 0; side < SIDE_COUNT; side++) {
        float arm = body->hand_trust[side] < BODY_TRUST_MIN;
        float leg = !sees(body, LANDMARK_ANKLE_LEFT + side);
        s->rest[side] = towards(s->rest[side], arm, BY);
        s->rest[SIDE_COUNT + side] = towards(s->rest[SIDE_COUNT + side], leg, BY);
    }
}

// The body as it is seen, moved to where the figure stands and as high as that.
static void place_figure(Spot *s, const Body *seen)
{
    float scale = s->height / height_seen(s, seen);
    bool by_feet = !s->seated && sees_feet(seen);
    Vec2 from = by_feet ? feet_of(seen) : seen->shoulders, to = s->feet;
    bool sits = s->seated && s->page != SPOT_BACK;  // who is too near peeps in, seated or not
    to.y += s->height * (by_feet ? ANKLE : sits ? SHOULDER_SEAT : SHOULDER);
    s->body = *seen;
    for (int i = 0; i < LANDMARK_COUNT; i++)
        s->body.joint[i] = vec2_add(to, vec2_scale(vec2_sub(seen->joint[i], from), scale));
    for (int side = 0; side < SIDE_COUNT; side++)
        s->body.hand[side] = vec2_add(to, vec2_scale(vec2_sub(seen->hand[side], from), scale));
    s->body.head = vec2_add(to, vec2_scale(vec2_sub(seen->head, from), scale));
    s->body.shoulders = vec2_add(to, vec2_scale(vec2_sub(seen->shoulders, from), scale));
    s->body.hips = vec2_add(to, vec2_scale(vec2_sub(seen->hips, from), scale));
    if (!by_feet) s->body.hips = vec2(to.x, to.y - TRUNK * s->height);  // they are not seen
    s->size = (Calibration){ .done = true, .seated = s->seated, .height = s->height };
    s->size.trunk = vec2_distance(s->body.shoulders, s->body.hips);
    s->size.shoulder_width = scale * shoulders_of(seen);
    s->size.hip = vec2(s->feet.x, s->body.hips.y);
    for (int side = 0; side < SIDE_COUNT; side++) {
        s->size.arm[side] = 0.33f * s->height;
        s->size.ankle_y[side] = s->feet.y + ANKLE * s->height;
    }
}

// The figure follows the child a little later, and comes to where the measured child will stand.
static void follow_child(Spot *s, const Play *play)
{
    const Body *body = play_body(play);
    float share = height_seen(s, body) / STAGE_HEIGHT, apart = 1 - play_progress(play);
    float height = s->page == SPOT_BACK ? PEEP : STAGE_FULL * clampf(share / FULL, 0.35f, 1);
    if (s->seated && s->page != SPOT_BACK) height = STAGE_FULL;
    if (s->page == SPOT_STILL) height = mixf(STAGE_FULL, height, apart);
    float at = s->seated || !sees_feet(body) ? body->shoulders.x : feet_of(body).x;
    float x = STAGE_WIDTH / 2 + 0.6f * apart * (at - STAGE_WIDTH / 2);
    float by = s->shown ? BY : 1;
    s->height += by * (height - s->height);
    s->feet.x += by * (x - s->feet.x);
    s->feet.y = floor_of(s, s->height);
    s->shown = true;
    place_figure(s, body);
}

// Each is heard once; who moved and begins again hears them again.
static void hear_flowers(Spot *s, int open)
{
    s->opened = open > s->heard;
    s->heard = open == 0 || s->opened ? open : s->heard;
    s->open = open;
}

bool spot_sound(const Spot *s, GameCue *cue)
{
    static const int scale[SPOT_FLOWERS] = { -12, -10, -8, -5, -3, 0, 2, 4, 7, 9, 12 };
    bool garland = s->page == SPOT_REACH;
    if (!s->opened || s->calm) return false;
    *cue = (GameCue){ .cue = garland ? CUE_APPEAR : CUE_TOUCH, .pitch = scale[s->open - 1] };
    return true;
}

// Flowers open from the left foot to the right one as the measuring goes on, and close as it does.
static void open_arch(Spot *s, const Play *play)
{
    float share = s->page == SPOT_STILL ? play_progress(play) : 0;
    int count = 0;
    for (int i = 0; i < SPOT_FLOWERS; i++) {
        bool open = share * SPOT_FLOWERS > (float)i + 0.5f;
        s->flower[i] = towards(s->flower[i], open, s->calm ? BY / 2 : BY);
        count += open;
    }
    hear_flowers(s, count);
}

// How far apart the hands are: 0 hanging .. 1 as far as two arms go.
static float span_of(const Body *body, const Calibration *size)
{
    float arms = size->arm[SIDE_LEFT] + size->arm[SIDE_RIGHT];
    float apart = fabsf(body->hand[SIDE_RIGHT].x - body->hand[SIDE_LEFT].x);
    return clampf((apart - size->shoulder_width) / fmaxf(arms, 1), 0, 1);
}

// The wider the arms, the more flowers show, from the middle outwards.
static void open_garland(Spot *s, const Body *body, const Calibration *size)
{
    float span = span_of(body, size);
    int count = 0;
    for (int i = 0; i < SPOT_FLOWERS; i++) {
        float off = fabsf((float)i - (SPOT_FLOWERS - 1) / 2.0f) / ((SPOT_FLOWERS - 1) / 2.0f);
        bool open = span > 0.15f + 0.7f * off;
        s->flower[i] = towards(s->flower[i], open, s->calm ? BY / 2 : BY);
        count += open;
    }
    hear_flowers(s, count);
}

// Where a hand rests, stretched, the butterfly lands: that far is right.
static void fly(Spot *s, const Body *body, const Calibration *size)
{
    int best = -1;
    for (int side = 0; side < SIDE_COUNT; side++) {
        bool wide = fabsf(body->hand[side].x - body->shoulders.x) >
                    size->shoulder_width / 2 + WIDE_SHARE * size->arm[side];
        bool still = vec2_distance(s->hand[side], body->hand[side]) < STILL_MOST;
        bool rests = wide && still && body->hand_trust[side] >= BODY_TRUST_MIN;
        s->rested[side] = rests ? s->rested[side] + 1 : 0;
        if (!rests) s->hand[side] = body->hand[side];
        if (s->rested[side] > STILL_FOR && (best < 0 || s->rested[side] > s->rested[best]))
            best = side;
    }
    float landed = s->landed;
    // From its own side: nothing flies across the face.
    if (best >= 0 && landed <= 0) s->butterfly = vec2(best == SIDE_LEFT ? 3.5f : 12.5f, 9.6f);
    s->landed = towards(landed, best >= 0, 1.0f / 48);
    if (best < 0) return;
    Vec2 on = vec2_add(body->hand[best], vec2(best == SIDE_LEFT ? -0.35f : 0.35f, 0.62f));
    float left = 1 - landed;
    s->butterfly = vec2_mix(s->butterfly, on, left > 0.02f ? 1 / (48 * left + 4) : 1);
}

void spot_step(Spot *s, const Play *play, bool calm)
{
    bool before = play_phase(play) < PHASE_TELL;
    const Body *body = play_body(play);
    if (before && s->garland > 0 && play_phase(play) < PHASE_REACH) *s = (Spot){ 0 };
    if (before && s->step == 0) s->arch = 1;
    s->step++;
    s->opened = false;
    s->calm = calm;
    s->seated = play_calibration(play)->seated;
    if (before) turn_page(s, page_needed(s, play));
    float fade = calm ? 1.0f / 48 : 1.0f / 24;
    s->arch = towards(s->arch, before && s->page != SPOT_REACH, fade);
    s->garland = towards(s->garland, before && s->page == SPOT_REACH, fade);
    s->far = towards(s->far, s->page == SPOT_BACK, BY);
    if (!before) return;
    rest_limbs(s, body);
    if (s->page == SPOT_REACH && body->seen) {
        open_garland(s, body, play_calibration(play));
        fly(s, body, play_calibration(play));
    } else if (s->page != SPOT_REACH) {
        if (body->seen) follow_child(s, play);
        s->shown = body->seen;
        open_arch(s, play);
    }
}
