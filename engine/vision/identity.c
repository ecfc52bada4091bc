// SPDX-License-Identifier: MIT
// identity.c: the tests that tell the player from everybody else. The limits were set on real
// clips: a person's size stays within 9 % from frame to frame, clothing keeps 45 % of its colours
// in a squat with the arms before the chest, proportions vary by 10 %.
#include "vision/identity.h"

#define CLOTHES_MIN          0.38f  // likeness below: somebody or something else, or hidden
#define DISTANCE_MAX         1.5f   // sum of four differences, each over its own limit
#define DISTANCE_OTHERS_NEAR 1.1f   // the same while others are near; real squats reach 1.09
#define BLINK_SHARE          0.67f  // of those sums, of one who was lost for no longer than a blink
#define RETURN_CLOTHES       0.55f  // CLOTHES_MIN for one who was lost for longer
#define SIZE_FACTOR          1.3f   // from one frame to what the last half second was like
#define RETURN_FACTOR        1.45f  // of one who comes back nearer or farther
#define BONES_MAX            0.35f  // mean of the absolute logarithms
#define NEAR_M               0.3f   // a jump that noise can make, in metres of the model
#define SPEED_M              5.0f   // m/s; faster is another body
#define BLINK_US             300000  // one who was lost for no longer is back in one frame
#define COMING_IN_US         1000000
#define RETURN_FRAMES        2
#define STILL_M              0.08f
#define UPRIGHT_MIN          0.17f  // people 0.26 to 0.36, a bar table 0.01 to 0.13
#define SIZE_MEMORY_S        0.5f   // time constants of what is learned
#define BONES_MEMORY_S       2.0f
#define CLOTHES_MEMORY_S     10.0f

typedef struct Bone {
    Landmark from, to;
} Bone;

static const Bone bones[IDENTITY_BONES][2] = {
    { { LANDMARK_SHOULDER_LEFT, LANDMARK_SHOULDER_RIGHT },
      { LANDMARK_HIP_LEFT, LANDMARK_HIP_RIGHT } },
    { { LANDMARK_SHOULDER_LEFT, LANDMARK_HIP_LEFT },
      { LANDMARK_SHOULDER_RIGHT, LANDMARK_HIP_RIGHT } },
    { { LANDMARK_SHOULDER_LEFT, LANDMARK_ELBOW_LEFT },
      { LANDMARK_SHOULDER_RIGHT, LANDMARK_ELBOW_RIGHT } },
    { { LANDMARK_ELBOW_LEFT, LANDMARK_WRIST_LEFT },
      { LANDMARK_ELBOW_RIGHT, LANDMARK_WRIST_RIGHT } },
    { { LANDMARK_HIP_LEFT, LANDMARK_KNEE_LEFT }, { LANDMARK_HIP_RIGHT, LANDMARK_KNEE_RIGHT } },
    { { LANDMARK_KNEE_LEFT, LANDMARK_ANKLE_LEFT }, { LANDMARK_KNEE_RIGHT, LANDMARK_ANKLE_RIGHT } },
};

static float distance3(Vec3 a, Vec3 b)
{
    float x = a.x - b.x, y = a.y - b.y, z = a.z - b.z;
    return sqrtf(x * x + y * y + z * z);
}

static Vec2 flat(Vec3 v)
{
    return vec2(v.x, v.y);
}

static Vec2 middle(const Vec3 *points, Landmark a, Landmark b)
{
    return vec2_mix(flat(points[a]), flat(points[b]), 0.5f);
}

// How many px of the picture a metre of the model's skeleton is: the spread of one set of joints
// over that of the other. Unlike any single length it hardly changes with the posture.
static float px_per_metre(const Landmarks *landmarks)
{
    static const Landmark joints[] = {
        LANDMARK_EAR_LEFT,   LANDMARK_EAR_RIGHT,   LANDMARK_SHOULDER_LEFT, LANDMARK_SHOULDER_RIGHT,
        LANDMARK_ELBOW_LEFT, LANDMARK_ELBOW_RIGHT, LANDMARK_HIP_LEFT,      LANDMARK_HIP_RIGHT,
        LANDMARK_KNEE_LEFT,  LANDMARK_KNEE_RIGHT,  LANDMARK_ANKLE_LEFT,    LANDMARK_ANKLE_RIGHT,
    };
    enum { COUNT = sizeof joints / sizeof joints[0] };
    Vec2 mean_px = { 0 }, mean_m = { 0 };
    for (int i = 0; i < COUNT; i++) {
        mean_px = vec2_add(mean_px, vec2_scale(flat(landmarks->image_px[joints[i]]), 1.0f / COUNT));
        mean_m = vec2_add(mean_m, vec2_scale(flat(landmarks->world_m[joints[i]]), 1.0f / COUNT));
    }
    float sum_px = 0, sum_m = 1e-9f;
    for (int i = 0; i < COUNT; i++) {
        Vec2 px = vec2_sub(flat(landmarks->image_px[joints[i]]), mean_px);
        Vec2 m = vec2_sub(flat(landmarks->world_m[joints[i]]), mean_m);
        sum_px += vec2_dot(px, px);
        sum_m += vec2_dot(m, m);
    }
    return sqrtf(sum_px / sum_m);
}

// The trunk's colours, where neither forearms and hands nor thighs are before it.
static Appearance clothes_of(const Image *image, const Vec3 *px, Vec2 shoulders, Vec2 hips)
{
    static const struct {
        Landmark from, to;
        float radius;  // over the trunk's length
    } limbs[] = {
        { LANDMARK_ELBOW_LEFT, LANDMARK_WRIST_LEFT, 0.12f },
        { LANDMARK_ELBOW_RIGHT, LANDMARK_WRIST_RIGHT, 0.12f },
        { LANDMARK_WRIST_LEFT, LANDMARK_INDEX_LEFT, 0.12f },
        { LANDMARK_WRIST_RIGHT, LANDMARK_INDEX_RIGHT, 0.12f },
        { LANDMARK_HIP_LEFT, LANDMARK_KNEE_LEFT, 0.2f },
        { LANDMARK_HIP_RIGHT, LANDMARK_KNEE_RIGHT, 0.2f },
    };
    enum { COUNT = sizeof limbs / sizeof limbs[0] };
    float trunk = vec2_distance(shoulders, hips);
    float broad =
        vec2_distance(flat(px[LANDMARK_SHOULDER_LEFT]), flat(px[LANDMARK_SHOULDER_RIGHT]));
    Capsule own[COUNT];
    for (int i = 0; i < COUNT; i++)
        own[i] =
            (Capsule){ flat(px[limbs[i].from]), flat(px[limbs[i].to]), limbs[i].radius * trunk };
    // Within the sleeves from the front, within the chest from the side.
    float width = clampf(0.8f * broad, 0.3f * trunk, 0.6f * trunk);
    return appearance_of(image, shoulders, hips, width, own, COUNT);
}

IdentitySign identity_sign(const Landmarks *landmarks, const Image *image)
{
    REQUIRE(image->bgr);
    const Vec3 *px = landmarks->image_px, *m = landmarks->world_m;
    Vec2 shoulders = middle(px, LANDMARK_SHOULDER_LEFT, LANDMARK_SHOULDER_RIGHT);
    Vec2 hips = middle(px, LANDMARK_HIP_LEFT, LANDMARK_HIP_RIGHT);
    float trunk = vec2_distance(shoulders, hips), height = (float)image->height;
    float yardstick =
        2 * vec2_distance(flat(px[LANDMARKS_HIPS]), flat(px[LANDMARKS_REACH])) + 1e-6f;
    IdentitySign sign = {
        .place = vec2_scale(hips, 1 / height),
        .size = px_per_metre(landmarks) / height,
        .upright = trunk / yardstick,
        .clothes = clothes_of(image, px, shoulders, hips),
    };
    float sum = 1e-6f;
    for (int i = 0; i < IDENTITY_BONES; i++) {
        for (int side = 0; side < 2; side++)
            sign.bone[i] += distance3(m[bones[i][side].from], m[bones[i][side].to]);
        sum += sign.bone[i];
    }
    for (int i = 0; i < IDENTITY_BONES; i++) sign.bone[i] /= sum;
    return sign;
}

bool identity_sign_is_body(const IdentitySign *sign)
{
    return sign->upright >= UPRIGHT_MIN;
}

bool identity_sign_is_same(const IdentitySign *a, const IdentitySign *b)
{
    return vec2_distance(a->place, b->place) < NEAR_M * fminf(a->size, b->size) &&
           fabsf(logf(a->size / b->size)) < logf(SIZE_FACTOR);
}

bool identity_sign_is_still(const IdentitySign *sign, Vec2 place)
{
    return vec2_distance(sign->place, place) < STILL_M * sign->size;
}

static float bones_difference(const IdentitySign *a, const IdentitySign *b)
{
    float sum = 0;
    for (int i = 0; i < IDENTITY_BONES; i++)
        sum += fabsf(logf((a->bone[i] + 1e-3f) / (b->bone[i] + 1e-3f)));
    return sum / IDENTITY_BONES;
}

static float size_difference(const IdentitySign *a, const IdentitySign *b)
{
    return fabsf(logf((a->size + 1e-6f) / (b->size + 1e-6f)));
}

float identity_range(const Identity *identity, int64_t now_us)
{
    float seconds = fmaxf((float)(now_us - identity->seen_us) * 1e-6f, 0);
    return (NEAR_M + SPEED_M * seconds) * identity->known.size;
}

void identity_lock(Identity *identity, const IdentitySign *sign, int64_t now_us)
{
    identity->state = PLAYER_LOCKED;
    if (++identity->last_number == 0) identity->last_number = 1;  // 0 is nobody
    identity->number = identity->last_number;
    identity->locked_us = identity->seen_us = now_us;
    identity->matches = 0;
    identity->known = *sign;
}

static void learn(IdentitySign *known, const IdentitySign *sign, float seconds)
{
    known->place = sign->place;
    known->size = mixf(known->size, sign->size, 1 - expf(-seconds / SIZE_MEMORY_S));
    float share = 1 - expf(-seconds / BONES_MEMORY_S);
    for (int i = 0; i < IDENTITY_BONES; i++)
        known->bone[i] = mixf(known->bone[i], sign->bone[i], share);
    share = 1 - expf(-seconds / CLOTHES_MEMORY_S);
    appearance_learn(&known->clothes, &sign->clothes, share);
}

// One doubt alone may be large, as in a squat with the arms before the chest. Two at a time are
// what a network does that slides from one body to another.
static bool stays(Identity *identity, const IdentitySign *sign, int64_t now_us, float distance_max)
{
    const IdentitySign *known = &identity->known;
    float place = vec2_distance(sign->place, known->place) / identity_range(identity, now_us);
    float size = size_difference(sign, known) / logf(SIZE_FACTOR);
    float body = bones_difference(sign, known) / BONES_MAX;
    float clothes = (1 - appearance_likeness(&sign->clothes, &known->clothes)) / (1 - CLOTHES_MIN);
    identity->distance = place + size + body + clothes;
    return fmaxf(fmaxf(place, size), fmaxf(body, clothes)) < 1 && identity->distance < distance_max;
}

float identity_difference(const Identity *identity, const IdentitySign *sign, int64_t now_us)
{
    const IdentitySign *known = &identity->known;
    float place = vec2_distance(sign->place, known->place) / identity_range(identity, now_us);
    float size = size_difference(sign, known) / logf(RETURN_FACTOR);
    float body = bones_difference(sign, known) / BONES_MAX;
    float clothes =
        (1 - appearance_likeness(&sign->clothes, &known->clothes)) / (1 - RETURN_CLOTHES);
    // Any one of them says no on its own.
    if (!sign->clothes.known || !identity_sign_is_body(sign)) return 1;
    return fmaxf(fmaxf(place, size), fmaxf(body, clothes));
}

bool identity_follow(Identity *identity, const IdentitySign *sign, bool others_near, int64_t now_us)
{
    float distance = others_near ? DISTANCE_OTHERS_NEAR : DISTANCE_MAX;
    if (now_us < identity->seen_us) identity->seen_us = now_us;  // time began again
    if (identity->state == PLAYER_LOCKED && !stays(identity, sign, now_us, distance))
        identity_lose(identity);
    float seconds = (float)(now_us - identity->seen_us) * 1e-6f;
    if (identity->state == PLAYER_LOST) {
        bool blink = now_us - identity->seen_us <= BLINK_US;
        bool same = blink ? stays(identity, sign, now_us, BLINK_SHARE * distance)
                          : identity_difference(identity, sign, now_us) < 1;
        identity->matches = same ? identity->matches + 1 : 0;
        // One frame is enough where the player was; elsewhere two must agree.
        float off = vec2_distance(sign->place, identity->known.place);
        bool there = blink && off < NEAR_M * identity->known.size;
        if (identity->matches < (there ? 1 : RETURN_FRAMES)) return false;
        if (!blink) identity->known.size = sign->size;  // nearer or farther now
        seconds = 0;
    }
    learn(&identity->known, sign, seconds);
    identity->state = PLAYER_LOCKED;
    identity->seen_us = now_us;
    identity->matches = 0;
    return true;
}

void identity_lose(Identity *identity)
{
    if (identity->state == PLAYER_LOCKED) identity->state = PLAYER_LOST;
    identity->matches = 0;
}

void identity_reconsider(Identity *identity)
{
    if (identity->state != PLAYER_LOST || identity->seen_us - identity->locked_us >= COMING_IN_US)
        return;
    *identity = (Identity){ .last_number = (uint16_t)(identity->number - 1) };
}

void identity_forget(Identity *identity)
{
    *identity = (Identity){ .last_number = identity->last_number };
}
