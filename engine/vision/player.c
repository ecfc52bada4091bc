// player.c: the tests that tell the player from everybody else. The limits were set on real clips: a
// person's size stays within 9 % from frame to frame, clothing keeps 40 % of its colours in a squat with
// the arms before the chest, proportions vary by 10 %.
#include "vision/player.h"
#ifdef LOCKDEBUG
#include <stdio.h>
#endif

#define OWN_MIN          0.4f  // of the trunk shows colours that the body has somewhere; less: it is
#define OWN_TIMES        2.5f    // hidden, or another's. Each may fill more of the trunk than usual
#define RETURN_CLOTHES   0.45f   // the same for one who was lost: a fresh decision
#define SIZE_FACTOR      1.3f    // from one frame to what the last half second was like
#define RETURN_FACTOR    1.45f   // of one who comes back nearer or farther
#define BONES_MAX        0.35f   // mean of the absolute logarithms
#define NEAR_M           0.3f    // a jump that noise can make, in metres of the model
#define SPEED_M          5.0f    // m/s; faster is another body
#define BLINK_US         300000  // one who was lost for no longer is back in one frame
#define FIRM_US          500000
#define RETURN_FRAMES    2
#define TRUNK_PARTS      3      // the trunk counts as much as so many limbs
#define LIMB_WIDTH       0.12f  // of the trunk's length
#define STILL_M          0.08f
#define UPRIGHT_MIN      0.17f  // people 0.26 to 0.36, a bar table 0.01 to 0.13
#define SIZE_MEMORY_S    0.5f   // time constants of what is learned
#define BONES_MEMORY_S   2.0f
#define CLOTHES_MEMORY_S 10.0f

typedef struct Bone {
    Landmark from, to;
} Bone;

static const Bone bones[PLAYER_BONES][2] = {
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

// How many px of the picture a metre of the model's skeleton is: the spread of one set of joints over
// that of the other. Unlike any single length it hardly changes with the posture.
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

// The colours of the whole body: an own arm before the own shirt is no stranger.
static Appearance colours_of(const Image *image, const Vec3 *px, const Appearance *trunk,
                             float width)
{
    Appearance all = *trunk;
    float parts = TRUNK_PARTS;
    for (int i = 2; i < PLAYER_BONES - 1; i++) {
        for (int side = 0; side < 2; side++) {
            Bone bone = bones[i][side];
            Appearance limb = appearance_of(image, flat(px[bone.from]), flat(px[bone.to]), width);
            appearance_learn(&all, &limb, 1 / ++parts);
        }
    }
    return all;
}

PlayerSign player_sign(const Landmarks *landmarks, const Image *image)
{
    const Vec3 *px = landmarks->image_px, *m = landmarks->world_m;
    Vec2 shoulders = middle(px, LANDMARK_SHOULDER_LEFT, LANDMARK_SHOULDER_RIGHT);
    Vec2 hips = middle(px, LANDMARK_HIP_LEFT, LANDMARK_HIP_RIGHT);
    float trunk = vec2_distance(shoulders, hips), height = (float)image->height;
    float broad =
        vec2_distance(flat(px[LANDMARK_SHOULDER_LEFT]), flat(px[LANDMARK_SHOULDER_RIGHT]));
    float yardstick =
        2 * vec2_distance(flat(px[LANDMARKS_HIPS]), flat(px[LANDMARKS_REACH])) + 1e-6f;
    // Within the sleeves from the front, within the chest from the side.
    float width = clampf(0.8f * broad, 0.3f * trunk, 0.6f * trunk);
    PlayerSign sign = {
        .place = vec2_scale(hips, 1 / height),
        .size = px_per_metre(landmarks) / height,
        .upright = trunk / yardstick,
        .clothes = appearance_of(image, shoulders, hips, width),
    };
    sign.colours = colours_of(image, px, &sign.clothes, LIMB_WIDTH * trunk);
    float sum = 1e-6f;
    for (int i = 0; i < PLAYER_BONES; i++) {
        for (int side = 0; side < 2; side++)
            sign.bone[i] += distance3(m[bones[i][side].from], m[bones[i][side].to]);
        sum += sign.bone[i];
    }
    for (int i = 0; i < PLAYER_BONES; i++) sign.bone[i] /= sum;
    return sign;
}

bool player_sign_is_body(const PlayerSign *sign)
{
    return sign->upright >= UPRIGHT_MIN;
}

bool player_sign_is_same(const PlayerSign *a, const PlayerSign *b)
{
    return vec2_distance(a->place, b->place) < NEAR_M * fminf(a->size, b->size) &&
           fabsf(logf(a->size / b->size)) < logf(SIZE_FACTOR);
}

bool player_sign_is_still(const PlayerSign *sign, Vec2 place)
{
    return vec2_distance(sign->place, place) < STILL_M * sign->size;
}

static float bones_difference(const PlayerSign *a, const PlayerSign *b)
{
    float sum = 0;
    for (int i = 0; i < PLAYER_BONES; i++)
        sum += fabsf(logf((a->bone[i] + 1e-3f) / (b->bone[i] + 1e-3f)));
    return sum / PLAYER_BONES;
}

static float size_difference(const PlayerSign *a, const PlayerSign *b)
{
    return fabsf(logf((a->size + 1e-6f) / (b->size + 1e-6f)));
}

float player_range(const Player *player, int64_t now_us)
{
    float seconds = fmaxf((float)(now_us - player->seen_us) * 1e-6f, 0);
    return (NEAR_M + SPEED_M * seconds) * player->known.size;
}

void player_lock(Player *player, const PlayerSign *sign, int64_t now_us)
{
    player->state = PLAYER_LOCKED;
    if (++player->last_number == 0) player->last_number = 1;  // 0 is nobody
    player->number = player->last_number;
    player->locked_us = player->seen_us = now_us;
    player->matches = 0;
    player->known = *sign;
}

static void learn(PlayerSign *known, const PlayerSign *sign, float seconds)
{
    known->place = sign->place;
    known->size = mixf(known->size, sign->size, 1 - expf(-seconds / SIZE_MEMORY_S));
    float share = 1 - expf(-seconds / BONES_MEMORY_S);
    for (int i = 0; i < PLAYER_BONES; i++)
        known->bone[i] = mixf(known->bone[i], sign->bone[i], share);
    share = 1 - expf(-seconds / CLOTHES_MEMORY_S);
    appearance_learn(&known->clothes, &sign->clothes, share);
    appearance_learn(&known->colours, &sign->colours, share);
}

static bool stays(const Player *player, const PlayerSign *sign, int64_t now_us)
{
    const PlayerSign *known = &player->known;
    return vec2_distance(sign->place, known->place) < player_range(player, now_us) &&
           size_difference(sign, known) < logf(SIZE_FACTOR) &&
           bones_difference(sign, known) < BONES_MAX &&
           appearance_likeness(&sign->clothes, &known->colours, OWN_TIMES) >= OWN_MIN;
}

float player_difference(const Player *player, const PlayerSign *sign, int64_t now_us)
{
    const PlayerSign *known = &player->known;
    float place = vec2_distance(sign->place, known->place) / player_range(player, now_us);
    float size = size_difference(sign, known) / logf(RETURN_FACTOR);
    float body = bones_difference(sign, known) / BONES_MAX;
    float clothes =
        (1 - appearance_likeness(&sign->clothes, &known->clothes, 1)) / (1 - RETURN_CLOTHES);
    // Any one of them says no on its own.
    if (!sign->clothes.known || !player_sign_is_body(sign)) return 1;
    return fmaxf(fmaxf(place, size), fmaxf(body, clothes));
}

bool player_follow(Player *player, const PlayerSign *sign, int64_t now_us)
{
    if (now_us < player->seen_us) player->seen_us = now_us;  // time began anew
#ifdef LOCKDEBUG
    #define A(x,k) appearance_likeness(&sign->clothes,&player->known.x,k)
    fprintf(stderr, "   %lld %s place %.2f size %.2f bones %.2f clothes %.2f own %.2f own1 %.2f own15 %.2f own2 %.2f cl15 %.2f cl2 %.2f known %d up %.2f diff %.2f\n", (long long)now_us/1000, player_state_name(player->state), vec2_distance(sign->place, player->known.place)/player->known.size, expf(size_difference(sign,&player->known)), bones_difference(sign,&player->known), A(clothes,1),A(colours,2.5),A(colours,1),A(colours,1.5),A(colours,2),A(clothes,1.5),A(clothes,2), sign->clothes.known, sign->upright, player_difference(player,sign,now_us));
#endif
    if (player->state == PLAYER_LOCKED && !stays(player, sign, now_us)) player_lose(player);
    if (player->state == PLAYER_LOST) {
        bool same = player_difference(player, sign, now_us) < 1;
        player->matches = same ? player->matches + 1 : 0;
        int needed = now_us - player->seen_us <= BLINK_US ? 1 : RETURN_FRAMES;
        if (player->matches < needed) return false;
    }
    float seconds = player->state == PLAYER_LOCKED ? (float)(now_us - player->seen_us) * 1e-6f : 0;
    if (player->state == PLAYER_LOST) player->known.size = sign->size;  // nearer or farther now
    learn(&player->known, sign, seconds);
    player->state = PLAYER_LOCKED;
    player->seen_us = now_us;
    player->matches = 0;
    return true;
}

void player_lose(Player *player)
{
    if (player->state == PLAYER_LOCKED) player->state = PLAYER_LOST;
    player->matches = 0;
}

void player_reconsider(Player *player)
{
    if (player->state != PLAYER_LOST || player->seen_us - player->locked_us >= FIRM_US) return;
    *player = (Player){ .last_number = (uint16_t)(player->number - 1) };
}

void player_forget(Player *player)
{
    *player = (Player){ .last_number = player->last_number };
}
