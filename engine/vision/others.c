// SPDX-License-Identifier: MIT
// others.c: follows those around the player by place alone.
#include "vision/others.h"

#include "tiptoe/base.h"

#define MEMORY_US  3000000
#define LINK_US    300000  // one who may be the player is followed over no longer a gap
#define NEAR_RADII 0.4f    // what the detector is off by, over the body's radius
#define WALK_RADII 1.6f    // in a second: a metre, of one who is 1.20 m tall
#define EDGE_RADII 0.5f    // who is so near to a side of the picture is coming in
#define RATHER     0.6f    // the other must be nearer than the player by this factor

static float reach_of(const Other *other, int64_t now_us)
{
    float seconds = fmaxf((float)(now_us - other->seen_us) * 1e-6f, 0);
    return (NEAR_RADII + WALK_RADII * seconds) * other->radius;
}

// The one who may be at `place`, the nearest within `best`; NULL: none. `other_one`: of those who
// are not the player.
static const Other *who(const Others *others, bool other_one, Vec2 place, float best,
                        int64_t now_us)
{
    const Other *nearest = NULL;
    for (int i = 0; i < others->count; i++) {
        const Other *other = &others->one[i];
        float off = vec2_distance(place, other->place);
        if (!other_one && now_us - other->seen_us > LINK_US) continue;
        if (other->other != other_one || off >= best || off >= reach_of(other, now_us)) continue;
        best = off;
        nearest = other;
    }
    return nearest;
}

bool others_explain(const Others *others, Vec2 place, Vec2 player, int64_t now_us)
{
    return who(others, true, place, RATHER * vec2_distance(place, player), now_us) != NULL;
}

void others_look(Others *others, const OthersLook *look)
{
    REQUIRE(look->height > 0 && look->count >= 0 && look->count <= SEARCH_PEOPLE_MAX);
    Others now = { 0 };
    bool taken[SEARCH_PEOPLE_MAX] = { false };
    for (int i = 0; i < look->count; i++) {
        const Sighting *s = &look->seen[i];
        Vec2 place = vec2_scale(s->person.point[PERSON_HIPS], 1 / look->height);
        float far = vec2_distance(place, look->player), radius = s->radius / look->height;
        float edge = fminf(place.x, look->width / look->height - place.x);
        const Other *before = who(others, true, place, RATHER * far, look->captured_us);
        bool other = before || far > look->range;
        if (!before) before = who(others, false, place, INFINITY, look->captured_us);
        if (!before && look->inside && edge < EDGE_RADII * radius) other = true;  // comes in
        if (before) taken[before - others->one] = true;
        now.one[now.count++] = (Other){ place, radius, look->captured_us, other };
    }
    for (int i = 0; i < others->count && now.count < SEARCH_PEOPLE_MAX; i++) {
        int64_t age_us = look->captured_us - others->one[i].seen_us;
        if (!taken[i] && age_us >= 0 && age_us < MEMORY_US) now.one[now.count++] = others->one[i];
    }
    *others = now;
}
