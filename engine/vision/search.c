// SPDX-License-Identifier: MIT
// search.c: merges what the detector sees in several views, and sorts it.
#include "vision/search.h"

#include <string.h>

#define VIEW_SHARE   0.66f  // of the picture's shorter side
#define SAME_RADII   0.5f   // hips nearer than this share of the smaller radius are one person's
#define FIT_MAX      1.0f   // a body larger than the view is guessed
#define FIT_GOOD     0.35f  // seen larger than this, the detector knows well how large
#define FIT_MIN      0.25f  // smaller in its view: a bar table scores up to 0.56, as a child may
#define SURE         0.7f   // a small one counts from this score on, or in a nearer view
#define SURE_WITHIN  0.75f  // one inside a larger body may be a part of it, up to this score
#define SPOT_Y       0.67f  // the play spot is as high as the lower third of the picture ...
#define SPOT_REACH   0.2f   // ... and this share of the width to both sides
#define BODY_BREADTH 0.45f  // half of the box around an upright body, over its radius

Choose choose_find(const char *word)
{
    static const char *const words[CHOOSE_COUNT] = {
#define X(name, stored, meaning) stored,
        CHOOSE_LIST(X)
#undef X
    };
    int choose = 0;
    while (choose < CHOOSE_COUNT && strcmp(words[choose], word) != 0) choose++;
    return (Choose)choose;
}

void search_views(int width, int height, Region views[SEARCH_VIEWS_MAX])
{
    REQUIRE(width > 0 && height > 0);
    float w = (float)width, h = (float)height;
    float side = VIEW_SHARE * fminf(w, h), y = h - side / 2;
    views[0] = region_of_picture(width, height);
    views[1] = (Region){ { w / 2, y }, side, 0 };
    views[2] = (Region){ { side / 2, y }, side, 0 };
    views[3] = (Region){ { w - side / 2, y }, side, 0 };
}

static bool is_inside(Vec2 at, Region view)
{
    Vec2 off = vec2_sub(at, view.centre);
    return fabsf(off.x) < view.side / 2 && fabsf(off.y) < view.side / 2;
}

static Sighting sight(const Person *person, Region view)
{
    float radius = vec2_distance(person->point[PERSON_HIPS], person->point[PERSON_REACH]);
    return (Sighting){ *person, radius, 2 * radius / view.side };
}

static bool is_same(const Sighting *a, const Sighting *b)
{
    return vec2_distance(a->person.point[PERSON_HIPS], b->person.point[PERSON_HIPS]) <
           SAME_RADII * fminf(a->radius, b->radius);
}

// Legs alone, or a bag, look like a small person to the detector at times.
static bool is_part(const Sighting *now, const Sighting *seen, int count)
{
    if (now->person.score >= SURE_WITHIN) return false;
    for (int i = 0; i < count; i++) {
        float off =
            vec2_distance(now->person.point[PERSON_HIPS], seen[i].person.point[PERSON_HIPS]);
        if (off < seen[i].radius && now->radius < seen[i].radius) return true;
    }
    return false;
}

int search_insert(Sighting *seen, int count, const Sighting *now)
{
    REQUIRE(count >= 0 && count <= SEARCH_PEOPLE_MAX);
    int k = 0;
    while (k < count && !is_same(&seen[k], now)) k++;
    if (k == count && count < SEARCH_PEOPLE_MAX && !is_part(now, seen, count))
        seen[count++] = *now;
    else if (k < count && seen[k].fit < FIT_GOOD && now->fit > seen[k].fit)
        seen[k] = *now;
    return count;
}

int search_add(Detector *detector, const Image *image, Region view, Sighting *seen, int count)
{
    REQUIRE(count >= 0 && count <= SEARCH_PEOPLE_MAX);
    Person people[DETECTOR_PEOPLE_MAX];
    int found = detector_find(detector, image, view, people);
    // In the whole picture everything counts, a close-up too. A part of it cuts people in two.
    bool part = view.side < (float)image->width || view.side < (float)image->height;
    for (int i = 0; i < found; i++) {
        Sighting now = sight(&people[i], view);
        bool cut = now.fit > FIT_MAX || !is_inside(now.person.point[PERSON_HIPS], view) ||
                   !is_inside(now.person.point[PERSON_SHOULDERS], view);
        bool faint = now.fit < FIT_MIN && now.person.score < SURE;
        if (!faint && !(part && cut)) count = search_insert(seen, count, &now);
    }
    return count;
}

// What is sorted by, the least first.
static float key_of(const Sighting *s, Choose choose, bool smaller, const Image *image)
{
    float w = (float)image->width, h = (float)image->height;
    Vec2 hips = s->person.point[PERSON_HIPS];
    float feet_y = hips.y + s->radius, short_of = fmaxf(SPOT_Y * h - feet_y, 0);
    switch (choose) {
    case CHOOSE_LEFT: return hips.x;
    case CHOOSE_RIGHT: return -hips.x;
    case CHOOSE_CENTRE: return vec2_distance(hips, vec2(w / 2, h / 2));
    case CHOOSE_LARGEST: return -s->radius;
    case CHOOSE_SMALLEST: return s->radius;
    case CHOOSE_SPOT:
    case CHOOSE_COUNT: break;
    }
    float off = vec2_length(vec2(hips.x - w / 2, short_of));
    bool on_spot = off < SPOT_REACH * w;
    return smaller && on_spot ? s->radius - 8 * (w + h) : off;
}

void search_sort(Sighting *seen, int count, Choose choose, bool smaller, const Image *image)
{
    REQUIRE(choose >= 0 && choose < CHOOSE_COUNT);
    for (int i = 1; i < count; i++) {
        Sighting moved = seen[i];
        float key = key_of(&moved, choose, smaller, image);
        int k = i;
        for (; k > 0 && key_of(&seen[k - 1], choose, smaller, image) > key; k--)
            seen[k] = seen[k - 1];
        seen[k] = moved;
    }
}

void sighting_box(const Sighting *sighting, Vec2 *low, Vec2 *high)
{
    const Person *p = &sighting->person;
    Vec2 up = vec2_sub(p->point[PERSON_REACH], p->point[PERSON_HIPS]);
    // Upright it is tall and narrow, lying down it is wide and low.
    Vec2 half = { fmaxf(fabsf(up.x), BODY_BREADTH * fabsf(up.y)),
                  fmaxf(fabsf(up.y), BODY_BREADTH * fabsf(up.x)) };
    *low = vec2_sub(p->point[PERSON_HIPS], half);
    *high = vec2_add(p->point[PERSON_HIPS], half);
}
