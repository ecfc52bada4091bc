// SPDX-License-Identifier: MIT
// tracker.c: the detector finds the player once, then each picture's landmarks say where to look in
// the next one, after MediaPipe's pose graph.
#include "vision/tracker.h"

#include "base/clock.h"
#include "base/one_euro.h"
#include "vision/detector.h"
#include "vision/identity.h"
#include "vision/others.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

// The detector costs as much as a landmark network, so it rests between looks. Capture time.
#define SEARCH_PAUSE_US  100000   // while nobody is followed
#define IDLE_PAUSE_US    500000   // while the room is empty
#define IDLE_AFTER_US    5000000  // the room counts as empty after this time without anybody
#define LOOK_AROUND_US   1000000  // while the player is followed
#define LOOK_DOUBTFUL_US 300000   // while the body that is followed is unlike the player
#define LOOK_DISTANCE    0.7f     // it is unlike the player from this distance on
#define STRAY_US         200000   // a body that may not be the player's is followed this long
#define OTHERS_NEAR_US   3000000  // others count as near this long after they were seen
#define CONFIRM_US       2000000
#define RENEW_US         2000000
#define NEVER            INT64_MIN

#define SOMEONE_SURE   0.7f  // a score that no piece of furniture reached
#define CHOICES_MAX    3     // sightings that the landmark network looks at in one picture
#define RETURNS_MAX    2
#define AROUND_SIDES   1.6f     // the view around the last place, over the side of the last region
#define RADIUS_RATIO   2.0f     // a sighting's size is known no better than by this factor
#define FOLLOWED_SHARE 2.5f     // a body is small if the picture is this many times its region
#define HIDDEN_US      5000000  // nobody goes out of the picture unseen in less, and comes in again
#define INSIDE         0.4f     // from the picture's side, over that of the last region
#define CLOTHES_OTHER  0.38f    // likeness below: not the player
#define UNCLEAR        0.25f    // two differences nearer than this are the same

#define SCALE_MIN 1e-6f  // px; below, nothing is filtered
static const OneEuroTuning steering = { .min_cutoff = 0.01f, .beta = 10, .d_cutoff = 1 };

// A body that the landmark network has looked at.
typedef struct Looked {
    Region where;
    Landmarks landmarks;
    IdentitySign sign;
} Looked;

struct Tracker {
    TrackerOptions options;
    Detector *detector;
    LandmarkFinder *finders[MODEL_COUNT];  // NULL: not open
    LandmarkFinder *finder;                // of these, the one that makes the poses
    int width, height;                     // of the last picture; 0: none yet
    bool tracking;        // `next` says where somebody was last: the player, or who may become it
    bool found;           // the last pose
    bool masked;          // the network's mask is of `body`
    Region next;          // to look at in the next picture
    Region last_region;   // of the player, when last known; lengths in heights of the picture
    Looked body, other;   // looked at last; and the best so far, while several are compared
    OneEuro steer[2][2];  // the filters of both auxiliary landmarks, x and y
    int64_t last_us;      // capture time of the last picture
    int64_t search_us;    // when nobody is followed: no detector before this capture time
    int64_t someone_us;   // when somebody was last seen
    int64_t others_us;    // when somebody else was last seen
    int64_t still_us;     // since when the one to confirm has stood still
    Vec2 still_at;
    int view;          // of an empty room, the one to look at next: the whole, the play spot
    bool choose_next;  // the therapist's key was pressed
    Identity identity;
    Others others;  // than the player
    Sighting seen[SEARCH_PEOPLE_MAX];
    int seen_count;
    TrackerPeople people;
    TrackerTimes times;
};

static Result open_networks(Tracker *t, const TrackerOptions *options)
{
    char path[4096];
    const char *folder = options->model_folder;
    Result result = model_path(path, sizeof path, folder, MODEL_DETECTOR_FILE);
    int threads = options->threads > 0 ? options->threads : 1;
    if (result == RESULT_OK) result = detector_open(&t->detector, path, threads);
    if (result == RESULT_OK)
        result = model_path(path, sizeof path, folder, model_file(options->model));
    if (result == RESULT_OK) result = landmarks_open(&t->finder, path, options->mask, threads);
    t->finders[options->model] = t->finder;
    return result;
}

Result tracker_open(Tracker **tracker, const TrackerOptions *options)
{
    REQUIRE(options->model >= 0 && options->model < MODEL_COUNT);
    REQUIRE(options->choose >= 0 && options->choose < CHOOSE_COUNT);
    *tracker = NULL;
    Tracker *t = calloc(1, sizeof *t);
    if (!t) return fail(RESULT_FULL, "no memory for the pose tracker: close other programs");
    t->options = *options;
    t->people.captured_us = NEVER;
    Result result = open_networks(t, options);
    if (result != RESULT_OK) {
        tracker_close(&t);
        return result;
    }
    tracker_forget(t);
    *tracker = t;
    return RESULT_OK;
}

LandmarkCost tracker_cost(Tracker *tracker, int runs, int64_t until_us)
{
    return landmarks_cost(tracker->finder, runs, until_us);
}

void tracker_give(Tracker *tracker, Model model, LandmarkFinder *finder)
{
    REQUIRE(finder && (unsigned)model < MODEL_COUNT);
    LandmarkFinder *before = tracker->finders[model];
    tracker->finders[model] = finder;
    if (before == tracker->finder) {
        tracker->finder = finder;
        tracker->masked = false;
    }
    landmarks_close(&before);
}

bool tracker_use(Tracker *tracker, Model model)
{
    REQUIRE((unsigned)model < MODEL_COUNT);
    LandmarkFinder *finder = tracker->finders[model];
    if (!finder) return false;
    if (finder != tracker->finder) tracker->masked = false;
    tracker->finder = finder;
    return true;
}

void tracker_forget(Tracker *tracker)
{
    tracker->tracking = tracker->choose_next = false;
    tracker->last_us = tracker->search_us = tracker->someone_us = NEVER;
    tracker->others_us = NEVER;
    tracker->view = 0;
    tracker->others.count = 0;
    identity_forget(&tracker->identity);
}

void tracker_choose_next(Tracker *tracker)
{
    tracker->choose_next = true;
}

// --- one body: looking at it, following it ---

// Runs the landmark network. False: nobody is there.
static bool examine(Tracker *t, const Image *image, Region where)
{
    LandmarkTimes times = { 0 };
    if (!region_is_sane(where, image->width, image->height)) return false;
    t->body.where = where;
    bool found = landmarks_find(t->finder, image, where, &t->body.landmarks, &times);
    t->times.crop_us += times.crop_us;
    t->times.network_us += times.network_us;
    t->times.decode_us += times.decode_us;
    if (found) t->body.sign = identity_sign(&t->body.landmarks, image);
    t->masked = found;
    return found;
}

static float yardstick(const Landmarks *landmarks)
{
    const Vec3 *aux = &landmarks->image_px[LANDMARKS_HIPS];
    return 2 * vec2_distance(vec2(aux[0].x, aux[0].y), vec2(aux[1].x, aux[1].y));
}

// Steers the next picture's region by the filtered auxiliary landmarks. False: it cannot be
// followed.
static bool steer(Tracker *t, const Image *image, int64_t captured_us)
{
    const Vec3 *aux = &t->body.landmarks.image_px[LANDMARKS_HIPS];
    float rate = t->tracking ? 1e6f / (float)(captured_us - t->last_us) : 0;
    float scale = yardstick(&t->body.landmarks);
    Vec2 steady[2];
    for (int i = 0; i < 2; i++) {
        steady[i] = vec2(aux[i].x, aux[i].y);
        OneEuro *x = &t->steer[i][0], *y = &t->steer[i][1];
        if (!t->tracking || scale < SCALE_MIN) {
            one_euro_start(x, aux[i].x);
            one_euro_start(y, aux[i].y);
        } else {
            steady[i].x = one_euro_next(x, steering, aux[i].x, 1 / scale, rate);
            steady[i].y = one_euro_next(y, steering, aux[i].y, 1 / scale, rate);
        }
    }
    t->next = region_of_body(steady[0], steady[1]);
    t->tracking = region_is_sane(t->next, image->width, image->height);
    return t->tracking;
}

// Nobody is followed any more; the detector looks at the very next picture.
static void drop(Tracker *t)
{
    t->tracking = false;
    t->search_us = NEVER;
    identity_lose(&t->identity);
    if (!t->options.confirm) identity_reconsider(&t->identity);
}

// The picture has another size than the one before: what was known in px is of another picture. A
// camera that comes back in another mode most likely sees as much from top to bottom, and the same
// middle; the player is sought there.
static void take_size(Tracker *t, const Image *image)
{
    int width = t->width, height = t->height;
    t->width = image->width;
    t->height = image->height;
    if (height == 0 || (width == image->width && height == image->height)) return;
    float shift =
        0.5f * ((float)image->width / (float)image->height - (float)width / (float)height);
    t->identity.known.place.x += shift;
    t->last_region.centre.x += shift;
    drop(t);
}

// The body in `t->body` may become the player: is it confirmed by now?
static bool confirm(Tracker *t, int64_t captured_us, bool started)
{
    const IdentitySign *sign = &t->body.sign;
    if (started || !identity_sign_is_still(sign, t->still_at)) {
        t->still_at = sign->place;
        t->still_us = captured_us;
    }
    if (t->options.confirm && captured_us - t->still_us < CONFIRM_US) return false;
    identity_lock(&t->identity, sign, captured_us);
    return true;
}

// Who walks behind the player is not seen for a moment, and is there all the same.
static bool is_player(Tracker *t, int64_t captured_us)
{
    bool others_near = t->others_us != NEVER && captured_us - t->others_us < OTHERS_NEAR_US;
    return identity_follow(&t->identity, &t->body.sign, others_near, captured_us);
}

// The body of the last picture in this one. True: it is the player's.
static bool follow(Tracker *t, const Image *image, int64_t captured_us)
{
    if (!examine(t, image, t->next) || !steer(t, image, captured_us)) {
        drop(t);
        return false;
    }
    t->someone_us = captured_us;
    if (t->identity.state == PLAYER_SEARCHING) return confirm(t, captured_us, false);
    if (is_player(t, captured_us)) return true;
    if (captured_us - t->identity.seen_us > STRAY_US && t->identity.matches == 0) drop(t);
    return false;
}

// --- nobody is followed: looking for somebody ---

static void list_people(Tracker *t, const Image *image, int64_t captured_us)
{
    TrackerPeople *people = &t->people;
    float width = (float)image->width, height = (float)image->height;
    people->captured_us = captured_us;
    people->count = t->seen_count;
    if (people->count > 1) t->others_us = captured_us;
    for (int i = 0; i < t->seen_count; i++) {
        Vec2 low, high;
        sighting_box(&t->seen[i], &low, &high);
        people->person[i] = (TrackerPerson){
            .low = vec2(clampf(low.x / width, 0, 1), clampf(low.y / height, 0, 1)),
            .high = vec2(clampf(high.x / width, 0, 1), clampf(high.y / height, 0, 1)),
            .score = t->seen[i].person.score,
        };
    }
}

static void detect(Tracker *t, const Image *image, const Region *views, int count,
                   int64_t captured_us)
{
    int64_t start = clock_us();
    t->seen_count = 0;
    for (int i = 0; i < count; i++)
        t->seen_count = search_add(t->detector, image, views[i], t->seen, t->seen_count);
    t->times.detect_us += clock_us() - start;
    for (int i = 0; i < t->seen_count; i++)
        if (t->seen[i].person.score >= SOMEONE_SURE) t->someone_us = captured_us;
    list_people(t, image, captured_us);
    const Identity *player = &t->identity;
    if (player->number == 0) return;
    float x = player->known.place.x, side = t->last_region.side;
    bool inside = player->state == PLAYER_LOST && captured_us - player->seen_us < HIDDEN_US &&
                  fminf(x, (float)image->width / (float)image->height - x) > INSIDE * side;
    others_look(&t->others, &(OthersLook){ .seen = t->seen,
                                           .count = t->seen_count,
                                           .width = (float)image->width,
                                           .inside = inside,
                                           .height = (float)image->height,
                                           .player = player->known.place,
                                           .range = identity_range(player, captured_us),
                                           .captured_us = captured_us });
}

// Fills `t->seen`, if it is time to look. A lost player is sought around the last place first.
static bool search(Tracker *t, const Image *image, int64_t captured_us)
{
    if (captured_us < t->search_us) return false;
    if (t->someone_us == NEVER) t->someone_us = captured_us;
    Region views[SEARCH_VIEWS_MAX + 1];
    search_views(image->width, image->height, views);
    int count = SEARCH_VIEWS_MAX;
    bool idle = captured_us - t->someone_us >= IDLE_AFTER_US;
    t->search_us = captured_us + (idle ? IDLE_PAUSE_US : SEARCH_PAUSE_US);
    if (idle) {
        views[0] = views[t->view];
        t->view = 1 - t->view;
        count = 1;
    } else if (t->identity.state == PLAYER_LOST) {
        views[2] = (Region){ vec2_scale(t->identity.known.place, (float)image->height),
                             t->last_region.side * (float)image->height * AROUND_SIDES, 0 };
        count = 3;
    }
    detect(t, image, views, count, captured_us);
    return t->seen_count > 0;
}

static Region region_of_sighting(const Sighting *sighting)
{
    return region_of_body(sighting->person.point[PERSON_HIPS],
                          sighting->person.point[PERSON_REACH]);
}

// Chooses among the people seen, by the options. True: the player is locked.
static bool choose(Tracker *t, const Image *image, int64_t captured_us)
{
    search_sort(t->seen, t->seen_count, t->options.choose, t->options.smaller, image);
    for (int i = 0; i < t->seen_count && i < CHOICES_MAX; i++) {
        if (!examine(t, image, region_of_sighting(&t->seen[i]))) continue;
        if (!identity_sign_is_body(&t->body.sign) || !steer(t, image, captured_us)) continue;
        return confirm(t, captured_us, true);
    }
    return false;
}

// How unlike the lost player a sighting is, before the landmark network has looked; 1 or more: no
// use to look. Place and size are known roughly, colours between shoulders and hips.
static float unlikeness(const Tracker *t, const Sighting *s, const Image *image, int64_t now_us)
{
    Vec2 hips = s->person.point[PERSON_HIPS], shoulders = s->person.point[PERSON_SHOULDERS];
    float off = vec2_distance(vec2_scale(hips, 1 / (float)image->height), t->identity.known.place);
    float far = off / (identity_range(&t->identity, now_us) + s->radius / (float)image->height);
    float ratio = region_of_sighting(s).side / (t->last_region.side * (float)image->height);
    if (far >= 1 || ratio > RADIUS_RATIO || ratio < 1 / RADIUS_RATIO) return 1;
    Appearance clothes =
        appearance_of(image, shoulders, hips, 0.5f * vec2_distance(shoulders, hips), NULL, 0);
    return 0.5f * far + 0.5f * (1 - appearance_likeness(&clothes, &t->identity.known.clothes));
}

// The search for a lost player in one picture.
typedef struct Return {
    float best;    // difference of the best body so far; 1: none
    float far;     // its distance from the last place, heights of the picture
    float score;   // the detector's; of the body that is where the player was, above all others
    bool unclear;  // another is as good
} Return;
static Vec2 place_of(const Sighting *s, const Image *image)
{
    return vec2_scale(s->person.point[PERSON_HIPS], 1 / (float)image->height);
}

// Compares the body in `where` with the lost player and keeps the best. True: it was seen well, and
// is somebody else by its clothes.
static bool compare(Tracker *t, const Image *image, Region where, float score, int64_t captured_us,
                    Return *r)
{
    if (!examine(t, image, where)) return false;
    const IdentitySign *sign = &t->body.sign, *known = &t->identity.known;
    float difference = identity_difference(&t->identity, sign, captured_us);
    if (others_explain(&t->others, sign->place, known->place, captured_us)) return true;
    if (difference >= 1)
        return sign->clothes.known && identity_sign_is_body(sign) &&
               appearance_likeness(&sign->clothes, &known->clothes) < CLOTHES_OTHER;
    bool same = r->best < 1 && identity_sign_is_same(sign, &t->other.sign);
    r->unclear = r->best < 1 && !same && fabsf(difference - r->best) < UNCLEAR;
    t->masked = difference < r->best;  // else the mask is of the one that is not taken
    if (difference >= r->best) return false;
    r->best = difference;
    r->far = vec2_distance(sign->place, known->place);
    r->score = score;
    t->other = t->body;
    return false;
}

// Looks for the lost player where it was last and among the people seen. Nobody is taken while one
// who is nearer, and as sure, may be the player: in a flip the right one looks like nobody for a
// moment. True: recognised, and locked.
static bool recognise(Tracker *t, const Image *image, int64_t captured_us)
{
    float key[SEARCH_PEOPLE_MAX];
    bool told[SEARCH_PEOPLE_MAX];  // somebody else for sure
    Return r = { .best = 1 };
    Vec2 known = t->identity.known.place;
    compare(t, image, region_scale(t->last_region, (float)image->height), 1, captured_us, &r);
    for (int i = 0; i < t->seen_count; i++) {
        key[i] = unlikeness(t, &t->seen[i], image, captured_us);
        told[i] = key[i] >= 1 ||
                  others_explain(&t->others, place_of(&t->seen[i], image), known, captured_us);
        if (told[i]) key[i] = 1;
    }
    for (int looked = 0; looked < RETURNS_MAX; looked++) {
        int next = 0;
        for (int i = 1; i < t->seen_count; i++)
            if (key[i] < key[next]) next = i;
        if (key[next] >= 1) break;
        key[next] = 1;
        told[next] = compare(t, image, region_of_sighting(&t->seen[next]),
                             t->seen[next].person.score, captured_us, &r);
    }
    for (int i = 0; i < t->seen_count; i++) {
        float off = vec2_distance(place_of(&t->seen[i], image), known);
        float margin = 0.5f * t->seen[i].radius / (float)image->height;
        if (!told[i] && off + margin < r.far && t->seen[i].person.score >= r.score)
            r.unclear = true;
    }
    if (r.best >= 1 || r.unclear) return false;
    t->body = t->other;
    return steer(t, image, captured_us) && is_player(t, captured_us);
}

static bool seek(Tracker *t, const Image *image, int64_t captured_us)
{
    bool seen = search(t, image, captured_us);
    if (t->identity.state == PLAYER_SEARCHING) return seen && choose(t, image, captured_us);
    if (seen && recognise(t, image, captured_us)) return true;
    // A clip's next player may come; a child in play is waited for.
    if (t->options.renew && captured_us - t->someone_us >= RENEW_US) identity_forget(&t->identity);
    return false;
}

// Whether the sighting is the body that is followed, or of the player who was lost.
static bool is_current(const Tracker *t, const Sighting *s, Vec2 place)
{
    return t->identity.number != 0 &&
           vec2_distance(s->person.point[PERSON_HIPS], place) < s->radius / 2;
}

// The therapist's key. True: somebody else is the player now.
static bool step_to_next(Tracker *t, const Image *image, int64_t captured_us)
{
    Region views[SEARCH_VIEWS_MAX];
    search_views(image->width, image->height, views);
    detect(t, image, views, SEARCH_VIEWS_MAX, captured_us);
    search_sort(t->seen, t->seen_count, CHOOSE_LEFT, false, image);
    Vec2 place = vec2_scale(t->identity.known.place, (float)image->height);
    int first = 0, count = t->seen_count;
    while (t->identity.number && first < count &&
           t->seen[first].person.point[PERSON_HIPS].x <= place.x)
        first++;
    for (int i = 0; i < count; i++) {
        const Sighting *s = &t->seen[(first + i) % count];
        if (is_current(t, s, place) || !examine(t, image, region_of_sighting(s)) ||
            !identity_sign_is_body(&t->body.sign))
            continue;
        t->tracking = false;  // the filters start again
        if (!steer(t, image, captured_us)) continue;
        identity_lock(&t->identity, &t->body.sign, captured_us);
        return true;
    }
    return false;
}

// --- the public door ---

static void fill_pose(const Landmarks *landmarks, Pose *pose)
{
    float width = pose->width, height = pose->height;
    pose->found = true;
    pose->presence = landmarks->presence;
    pose->scale_px = yardstick(landmarks);
    for (int i = 0; i < LANDMARK_COUNT; i++) {
        Vec3 px = landmarks->image_px[i];
        pose->image[i] = (Vec3){ px.x / width, px.y / height, px.z / width };
        pose->visibility[i] = landmarks->visibility[i];
        pose->world_m[i] = landmarks->world_m[i];
    }
}

static bool look(Tracker *t, const Image *image, int64_t captured_us)
{
    if (t->choose_next) {
        t->choose_next = false;
        if (step_to_next(t, image, captured_us)) return true;
    }
    bool found = t->tracking ? follow(t, image, captured_us) : seek(t, image, captured_us);
    return found && t->tracking;
}

void tracker_next(Tracker *tracker, const Image *image, int64_t captured_us, Pose *pose)
{
    REQUIRE(image->width > 0 && image->width <= UINT16_MAX);
    REQUIRE(image->height > 0 && image->height <= UINT16_MAX);
    Tracker *t = tracker;
    int64_t start = clock_us();
    if (captured_us <= t->last_us) {  // time began again
        drop(t);
        t->someone_us = captured_us;
        t->identity.locked_us += captured_us - t->identity.seen_us;
        t->identity.seen_us = captured_us;
    }
    t->times = (TrackerTimes){ 0 };
    take_size(t, image);
    t->found = look(t, image, captured_us);
    t->last_us = captured_us;
    if (t->found) t->last_region = region_scale(t->next, 1 / (float)image->height);
    uint32_t number = pose->number;
    int64_t ready_us = pose->ready_us;
    *pose = (Pose){ .number = number,
                    .width = (uint16_t)image->width,
                    .height = (uint16_t)image->height,
                    .captured_us = captured_us,
                    .ready_us = ready_us,
                    .player = t->identity.number,
                    .state = (uint8_t)t->identity.state,
                    .people = (uint8_t)t->people.count };
    if (t->found) fill_pose(&t->body.landmarks, pose);
    if (t->found && pose->people == 0) pose->people = 1;
    t->times.total_us = clock_us() - start;
}

// The followed body as the detector would list it.
static Sighting sighting_of_body(const Looked *body)
{
    const Vec3 *px = body->landmarks.image_px;
    Vec2 hips = vec2(px[LANDMARKS_HIPS].x, px[LANDMARKS_HIPS].y);
    Vec2 reach = vec2(px[LANDMARKS_REACH].x, px[LANDMARKS_REACH].y);
    return (Sighting){ .person = { .score = body->landmarks.presence,
                                   .point = { [PERSON_HIPS] = hips, [PERSON_REACH] = reach } },
                       .radius = vec2_distance(hips, reach) };
}

// While the one to confirm moves about, somebody else may have come to stand on the spot.
static void choose_again(Tracker *t, const Image *image)
{
    search_sort(t->seen, t->seen_count, t->options.choose, t->options.smaller, image);
    Vec2 place = vec2_scale(t->body.sign.place, (float)image->height);
    const Sighting *best = &t->seen[0];
    if (vec2_distance(best->person.point[PERSON_HIPS], place) < best->radius / 2) return;
    if (!examine(t, image, region_of_sighting(best)) || !identity_sign_is_body(&t->body.sign))
        return;
    t->tracking = false;
    if (steer(t, image, t->last_us)) confirm(t, t->last_us, true);
}

bool tracker_look_around(Tracker *tracker, const Image *image)
{
    REQUIRE(image->bgr);
    Tracker *t = tracker;
    int64_t looked_us = t->people.captured_us;  // later than now: time began again
    int64_t pause_us = t->identity.distance > LOOK_DISTANCE ? LOOK_DOUBTFUL_US : LOOK_AROUND_US;
    if (!t->tracking || (looked_us <= t->last_us && t->last_us - looked_us < pause_us))
        return false;
    Region views[SEARCH_VIEWS_MAX];
    search_views(image->width, image->height, views);
    // Who stands around is about as large as the player: one view will do.
    bool small = t->next.side * FOLLOWED_SHARE < views[0].side;
    Sighting followed = sighting_of_body(&t->body);
    detect(t, image, &views[small], 1, t->last_us);
    t->seen_count = search_insert(t->seen, t->seen_count, &followed);
    list_people(t, image, t->last_us);
    if (t->identity.state == PLAYER_SEARCHING) choose_again(t, image);
    return true;
}

const TrackerPeople *tracker_people(const Tracker *tracker)
{
    return &tracker->people;
}

TrackerTimes tracker_times(const Tracker *tracker)
{
    return tracker->times;
}

bool tracker_mask(const Tracker *tracker, TrackerMask *mask)
{
    REQUIRE(mask);
    *mask = (TrackerMask){ landmarks_mask(tracker->finder), tracker->body.where };
    return tracker->found && tracker->masked && mask->logits;
}

void tracker_close(Tracker **tracker)
{
    Tracker *t = *tracker;
    if (!t) return;
    detector_close(&t->detector);
    for (int i = 0; i < MODEL_COUNT; i++) landmarks_close(&t->finders[i]);
    free(t);
    *tracker = NULL;
}
