// SPDX-License-Identifier: MIT
// avatar.c: the drawn child: soft limbs over the tracked joints.
#include "gym/avatar.h"

#include "tiptoe/look.h"
#include "tiptoe/moves.h"

static Color faint(Color color, float trust)
{
    if (trust < BODY_TRUST_MIN) color.a *= 0.35f;
    return color;
}

_Static_assert(SIDE_LEFT == 0 && SIDE_RIGHT == 1, "the right landmark follows the left one");

static Vec2 joint(const Body *b, int landmark, int side)
{
    return b->joint[landmark + side];
}

static void draw_leg(Canvas *canvas, const Body *b, const Calibration *size, int side)
{
    float w = size->shoulder_width;
    float trust = b->trust[LANDMARK_KNEE_LEFT + side];
    Vec2 hip = vec2_mix(joint(b, LANDMARK_HIP_LEFT, side), b->hips, -0.05f);
    Vec2 knee = joint(b, LANDMARK_KNEE_LEFT, side), ankle = joint(b, LANDMARK_ANKLE_LEFT, side);
    Vec2 heel = joint(b, LANDMARK_HEEL_LEFT, side), toe = joint(b, LANDMARK_FOOT_INDEX_LEFT, side);
    canvas_limb(canvas, heel, toe, 0.26f * w, 0.22f * w, faint(LOOK_SHOES, trust));
    canvas_limb(canvas, hip, knee, 0.46f * w, 0.36f * w, faint(LOOK_TROUSERS, trust));
    canvas_limb(canvas, knee, ankle, 0.36f * w, 0.27f * w, faint(LOOK_TROUSERS, trust));
}

// Seated legs are not tracked: they are drawn at rest, with what the child sits on.
static void draw_seat(Canvas *canvas, const Body *b, const Calibration *size, bool wheels)
{
    static const Color wood = { 0.62f, 0.44f, 0.28f, 1 }, rubber = { 0.25f, 0.27f, 0.32f, 1 };
    static const Color steel = { 0.62f, 0.67f, 0.72f, 1 };
    float w = size->shoulder_width, floor = b->hips.y - 1.75f * w;
    Vec2 seat = vec2(b->hips.x, b->hips.y - 0.32f * w);
    if (wheels) {
        for (int side = -1; side <= 1; side += 2) {
            Vec2 hub = vec2(b->hips.x + 1.02f * w * (float)side, b->hips.y - 0.75f * w);
            canvas_limb(canvas, vec2(hub.x, hub.y - 0.95f * w), vec2(hub.x, hub.y + 0.95f * w),
                        0.24f * w, 0.24f * w, rubber);
            canvas_limb(canvas, vec2(hub.x, hub.y - 0.7f * w), vec2(hub.x, hub.y + 0.7f * w),
                        0.08f * w, 0.08f * w, steel);
        }
        canvas_box(canvas, vec2(b->hips.x, b->hips.y + 0.5f * w), 1.7f * w, 1.6f * w, rubber);
    } else {
        for (int side = -1; side <= 1; side += 2)
            canvas_limb(canvas, vec2(seat.x + 0.62f * w * (float)side, seat.y),
                        vec2(seat.x + 0.72f * w * (float)side, floor), 0.17f * w, 0.14f * w, wood);
    }
    canvas_box(canvas, seat, 1.75f * w, 0.34f * w, wheels ? rubber : wood);
    for (int side = 0; side < SIDE_COUNT; side++) {
        float out = side == SIDE_LEFT ? -1 : 1;
        Vec2 hip = vec2(b->hips.x + 0.26f * w * out, b->hips.y - 0.02f * w);
        Vec2 knee = vec2(hip.x + 0.14f * w * out, hip.y - 0.30f * w);
        Vec2 ankle = vec2(knee.x + 0.02f * w * out, knee.y - 1.15f * w);
        canvas_limb(canvas, ankle, vec2(ankle.x + 0.1f * w * out, ankle.y - 0.12f * w), 0.3f * w,
                    0.34f * w, LOOK_SHOES);
        canvas_limb(canvas, knee, ankle, 0.40f * w, 0.28f * w, LOOK_TROUSERS);
        canvas_limb(canvas, hip, knee, 0.52f * w, 0.48f * w, LOOK_TROUSERS);
    }
}

static void draw_arm(Canvas *canvas, const Body *b, const Calibration *size, int side)
{
    float w = size->shoulder_width;
    Vec2 shoulder = joint(b, LANDMARK_SHOULDER_LEFT, side);
    Vec2 elbow = joint(b, LANDMARK_ELBOW_LEFT, side), wrist = joint(b, LANDMARK_WRIST_LEFT, side);
    float trust = b->trust[LANDMARK_ELBOW_LEFT + side];
    canvas_limb(canvas, elbow, wrist, 0.24f * w, 0.19f * w, faint(LOOK_SKIN, b->hand_trust[side]));
    canvas_limb(canvas, shoulder, elbow, 0.34f * w, 0.29f * w, faint(LOOK_SLEEVE, trust));
    canvas_limb(canvas, wrist, b->hand[side], 0.24f * w, 0.27f * w,
                faint(LOOK_SKIN, b->hand_trust[side]));
}

static void draw_trunk(Canvas *canvas, const Body *b, const Calibration *size)
{
    float w = size->shoulder_width;
    Vec2 left = joint(b, LANDMARK_SHOULDER_LEFT, 0), right = joint(b, LANDMARK_SHOULDER_RIGHT, 0);
    Vec2 hip_left = joint(b, LANDMARK_HIP_LEFT, 0), hip_right = joint(b, LANDMARK_HIP_RIGHT, 0);
    canvas_limb(canvas, hip_left, hip_right, 0.5f * w, 0.5f * w, LOOK_TROUSERS);
    canvas_limb(canvas, vec2_mix(left, right, 0.18f), hip_left, 0.5f * w, 0.46f * w, LOOK_SHIRT);
    canvas_limb(canvas, vec2_mix(right, left, 0.18f), hip_right, 0.5f * w, 0.46f * w, LOOK_SHIRT);
    canvas_limb(canvas, vec2_mix(b->shoulders, b->hips, 0.1f),
                vec2_mix(b->hips, b->shoulders, 0.12f), 0.8f * w, 0.62f * w, LOOK_SHIRT);
    canvas_limb(canvas, left, right, 0.3f * w, 0.3f * w, LOOK_SHIRT);
}

static void draw_face(Canvas *canvas, Vec2 head, Vec2 across, Vec2 up, float r, Vec2 nose)
{
    Vec2 look = vec2_scale(vec2_sub(nose, head), 0.5f);
    for (int side = -1; side <= 1; side += 2) {
        Vec2 eye =
            vec2_add(vec2_add(head, look), vec2_add(vec2_scale(across, 0.36f * r * (float)side),
                                                    vec2_scale(up, 0.10f * r)));
        canvas_disc(canvas, eye, 0.125f * r, LOOK_DARK);
        canvas_disc(canvas, vec2_add(eye, vec2(0.03f * r, 0.04f * r)), 0.045f * r, COLOR_WHITE);
        Vec2 cheek =
            vec2_add(vec2_add(head, look), vec2_add(vec2_scale(across, 0.55f * r * (float)side),
                                                    vec2_scale(up, -0.22f * r)));
        canvas_glow(canvas, cheek, 0.3f * r, (Color){ 0.95f, 0.45f, 0.38f, 0.5f });
    }
    Vec2 mouth = vec2_add(vec2_add(head, look), vec2_scale(up, -0.30f * r));
    Vec2 last = vec2_add(mouth, vec2_scale(across, -0.32f * r));
    for (int i = 1; i <= 6; i++) {
        float t = (float)i / 3 - 1;
        Vec2 next = vec2_add(mouth, vec2_add(vec2_scale(across, 0.32f * r * t),
                                             vec2_scale(up, -0.16f * r * (1 - t * t))));
        canvas_limb(canvas, last, next, 0.08f * r, 0.08f * r, (Color){ 0.62f, 0.22f, 0.18f, 1 });
        last = next;
    }
}

static void draw_head(Canvas *canvas, const Body *b, const Calibration *size)
{
    Vec2 ears = vec2_mix(joint(b, LANDMARK_EAR_LEFT, 0), joint(b, LANDMARK_EAR_RIGHT, 0), 0.5f);
    Vec2 across = vec2_sub(joint(b, LANDMARK_EAR_RIGHT, 0), joint(b, LANDMARK_EAR_LEFT, 0));
    // A head in profile has its ears one behind the other: then it is drawn level.
    float length = vec2_length(across);
    across = length > 0.1f * size->shoulder_width ? vec2_scale(across, 1 / length) : vec2(1, 0);
    Vec2 up = vec2(-across.y, across.x);
    float r = 0.105f * size->height;
    Vec2 head = vec2_add(ears, vec2_scale(up, 0.10f * r));
    Vec2 neck = vec2_mix(b->shoulders, head, 0.25f);
    canvas_limb(canvas, neck, head, 0.7f * r, 0.6f * r, LOOK_SKIN);
    canvas_disc(canvas, vec2_add(head, vec2_scale(up, 0.16f * r)), 1.08f * r, LOOK_HAIR);
    canvas_disc(canvas, vec2_add(head, vec2_scale(across, -0.98f * r)), 0.2f * r, LOOK_SKIN);
    canvas_disc(canvas, vec2_add(head, vec2_scale(across, 0.98f * r)), 0.2f * r, LOOK_SKIN);
    canvas_disc(canvas, vec2_add(head, vec2_scale(up, -0.06f * r)), 0.97f * r, LOOK_SKIN);
    canvas_limb(canvas,
                vec2_add(head, vec2_add(vec2_scale(across, -0.62f * r), vec2_scale(up, 0.70f * r))),
                vec2_add(head, vec2_add(vec2_scale(across, 0.62f * r), vec2_scale(up, 0.70f * r))),
                0.62f * r, 0.5f * r, LOOK_HAIR);
    draw_face(canvas, head, across, up, r, b->head);
}

void avatar_draw(Canvas *canvas, const Body *b, const Calibration *size, bool wheels)
{
    if (b->pose_number == 0 || !size->done) return;
    if (size->seated)
        draw_seat(canvas, b, size, wheels);
    else
        for (int side = 0; side < SIDE_COUNT; side++) draw_leg(canvas, b, size, side);
    draw_trunk(canvas, b, size);
    draw_head(canvas, b, size);
    for (int side = 0; side < SIDE_COUNT; side++) draw_arm(canvas, b, size, side);
}

void avatar_hands(Canvas *canvas, const Body *b, const Calibration *size, unsigned hands,
                  uint32_t step)
{
    // Told apart by colour and by shape: the left hand wears one ring, the right hand two.
    if (!b->seen || !size->done) return;
    float breath = 1 + 0.06f * sinf((float)step * 0.07f);
    for (int side = 0; side < SIDE_COUNT; side++) {
        bool on = (hands & 1u << side) && b->hand_trust[side] >= BODY_TRUST_MIN;
        float r = 0.34f * breath;
        canvas_glow(canvas, b->hand[side], 1.7f * r, game_side_color(side, on ? 0.6f : 0.15f));
        if (!on) continue;
        Color color = game_side_color(side, 1), dark = { 0.12f, 0.12f, 0.20f, 0.85f };
        canvas_ring(canvas, b->hand[side], r, 0.13f, dark);
        canvas_ring(canvas, b->hand[side], r, 0.08f, color);
        if (side == SIDE_LEFT) continue;
        canvas_ring(canvas, b->hand[side], 0.6f * r, 0.12f, dark);
        canvas_ring(canvas, b->hand[side], 0.6f * r, 0.07f, color);
    }
}
