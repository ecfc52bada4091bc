// SPDX-License-Identifier: MIT
// mocap.c: reads a Kinect skeleton table and turns the drawn child's joints to it.
#include "mocap.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define LINE_MAX_BYTES 8192
#define COLUMNS_MAX    256
#define ROWS_MAX       100000
#define FOOT_NOISE_M   0.04f  // an ankle this near to its lowest place stands

// In the order that is kept. X(name, column's name without X, Y, Z)
#define JOINT_LIST(X)                                                                              \
    X(HEAD, "Head")                                                                                \
    X(NECK, "ShoulderCenter")                                                                      \
    X(SHOULDER_LEFT, "ShoulderLeft")                                                               \
    X(SHOULDER_RIGHT, "ShoulderRight")                                                             \
    X(ELBOW_LEFT, "ElbowLeft")                                                                     \
    X(ELBOW_RIGHT, "ElbowRight")                                                                   \
    X(WRIST_LEFT, "WristLeft")                                                                     \
    X(WRIST_RIGHT, "WristRight")                                                                   \
    X(HAND_LEFT, "HandLeft")                                                                       \
    X(HAND_RIGHT, "HandRight")                                                                     \
    X(HIP_LEFT, "HipLeft")                                                                         \
    X(HIP_RIGHT, "HipRight")                                                                       \
    X(KNEE_LEFT, "KneeLeft")                                                                       \
    X(KNEE_RIGHT, "KneeRight")                                                                     \
    X(ANKLE_LEFT, "AnkleLeft")                                                                     \
    X(ANKLE_RIGHT, "AnkleRight")

enum {
#define X(name, column) JOINT_##name,
    JOINT_LIST(X)
#undef X
        JOINT_COUNT
};

static const char *const joint_column[] = {
#define X(name, column) column,
    JOINT_LIST(X)
#undef X
};

// x right in the picture, y up, z towards the camera.
typedef struct Row {
    double at_s;
    Vec3 joint[JOINT_COUNT];
} Row;

struct Mocap {
    int count, room;
    Row *row;
    float leg;    // of the recorded child, m
    float floor;  // height of its lower ankle as it stands
    float start;  // x of its hips in the first half second
};

static Vec3 vec(float x, float y, float z)
{
    return (Vec3){ x, y, z };
}

static Vec3 between(Vec3 a, Vec3 b, float t)
{
    return vec(mixf(a.x, b.x, t), mixf(a.y, b.y, t), mixf(a.z, b.z, t));
}

static float distance(Vec3 a, Vec3 b)
{
    return sqrtf((a.x - b.x) * (a.x - b.x) + (a.y - b.y) * (a.y - b.y) + (a.z - b.z) * (a.z - b.z));
}

// ---- reading ----

typedef struct Columns {
    int of[JOINT_COUNT][3];
} Columns;

static int split(char *line, char *cell[COLUMNS_MAX])
{
    int count = 0;
    line[strcspn(line, "\r\n")] = 0;
    for (char *at = line; at && count < COLUMNS_MAX; count++) {
        cell[count] = at;
        at = strchr(at, ',');
        if (at) *at++ = 0;
    }
    return count;
}

static Result read_header(char *line, const char *path, Columns *columns)
{
    char *cell[COLUMNS_MAX];
    int count = split(line, cell);
    for (int joint = 0; joint < JOINT_COUNT; joint++)
        for (int axis = 0; axis < 3; axis++) {
            char name[40];
            snprintf(name, sizeof name, "%s%c", joint_column[joint], "XYZ"[axis]);
            int column = 1;
            while (column < count && strcmp(cell[column], name) != 0) column++;
            if (column >= count)
                return fail(RESULT_MALFORMED, "%s: line 1: there is no column %s", path, name);
            columns->of[joint][axis] = column;
        }
    return RESULT_OK;
}

static bool read_number(const char *text, double *value)
{
    char *end = NULL;
    *value = strtod(text, &end);
    return end != text && end[strspn(end, " ")] == 0 && isfinite(*value);
}

static Result read_row(char *line, const char *path, int number, const Columns *columns, Row *row)
{
    char *cell[COLUMNS_MAX];
    int count = split(line, cell);
    double ms;
    if (!read_number(cell[0], &ms))
        return fail(RESULT_MALFORMED, "%s: line %d: the time \"%s\" is not a number", path, number,
                    cell[0]);
    row->at_s = ms / 1000;
    for (int joint = 0; joint < JOINT_COUNT; joint++) {
        double v[3];
        for (int axis = 0; axis < 3; axis++) {
            int column = columns->of[joint][axis];
            if (column >= count || !read_number(cell[column], &v[axis]) || fabs(v[axis]) > 20)
                return fail(RESULT_MALFORMED, "%s: line %d: %s%c is not a place in metres", path,
                            number, joint_column[joint], "XYZ"[axis]);
        }
        row->joint[joint] = vec((float)-v[0], (float)v[1], (float)-v[2]);
    }
    return RESULT_OK;
}

static Result add_row(Mocap *m, const Row *row, const char *path)
{
    if (m->count > 0 && row->at_s <= m->row[m->count - 1].at_s) return RESULT_OK;
    if (m->count == m->room) {
        int room = m->room ? 2 * m->room : 512;
        Row *more = room <= ROWS_MAX ? realloc(m->row, (size_t)room * sizeof *more) : NULL;
        if (!more) return fail(RESULT_FULL, "%s: more rows than can be kept", path);
        m->row = more;
        m->room = room;
    }
    m->row[m->count++] = *row;
    return RESULT_OK;
}

static Result read_table(Mocap *m, FILE *file, const char *path)
{
    char line[LINE_MAX_BYTES];
    Columns columns;
    Result result = RESULT_OK;
    if (!fgets(line, sizeof line, file))
        return fail(RESULT_MALFORMED, "%s: the file is empty", path);
    result = read_header(line, path, &columns);
    for (int number = 2; result == RESULT_OK && fgets(line, sizeof line, file); number++) {
        Row row;
        if (line[strspn(line, " ,\r\n")] == 0) continue;
        result = read_row(line, path, number, &columns, &row);
        if (result == RESULT_OK) result = add_row(m, &row, path);
    }
    if (result == RESULT_OK && m->count < 8)
        result = fail(RESULT_MALFORMED, "%s: %d rows are too few for a movement", path, m->count);
    if (result) return result;
    double step_s = (m->row[m->count - 1].at_s - m->row[0].at_s) / (m->count - 1);
    if (step_s < 0.002 || step_s > 1)  // of a child's body
        return fail(RESULT_MALFORMED, "%s: %d rows of %.3g s each: is the time in milliseconds?",
                    path, m->count, step_s);
    return RESULT_OK;
}

// ---- sizes ----

static Vec3 hips_of(const Row *row)
{
    return between(row->joint[JOINT_HIP_LEFT], row->joint[JOINT_HIP_RIGHT], 0.5f);
}

static float lower_ankle(const Row *row)
{
    return fminf(row->joint[JOINT_ANKLE_LEFT].y, row->joint[JOINT_ANKLE_RIGHT].y);
}

static int by_value(const void *a, const void *b)
{
    float x = *(const float *)a, y = *(const float *)b;
    return (x > y) - (x < y);
}

// The sensor trembles: each place becomes a mean with its neighbours' (1 2 1), twice.
static void calm(Mocap *m)
{
    for (int joint = 0; joint < JOINT_COUNT; joint++)
        for (int pass = 0; pass < 2; pass++) {
            Vec3 before = m->row[0].joint[joint];
            for (int i = 1; i + 1 < m->count; i++) {
                Vec3 *now = &m->row[i].joint[joint], old = *now;
                *now = between(between(before, m->row[i + 1].joint[joint], 0.5f), old, 0.5f);
                before = old;
            }
        }
}

static Result take_sizes(Mocap *m, const char *path)
{
    float *sorted = malloc((size_t)m->count * sizeof *sorted);
    if (!sorted) return fail(RESULT_FULL, "%s: no memory for %d rows", path, m->count);
    int first = 0;
    for (int i = 0; i < m->count; i++) sorted[i] = lower_ankle(&m->row[i]);
    qsort(sorted, (size_t)m->count, sizeof *sorted, by_value);
    m->floor = sorted[m->count / 4];
    for (int i = 0; i < m->count; i++) {
        const Vec3 *j = m->row[i].joint;
        sorted[i] = 0.5f * (distance(j[JOINT_HIP_LEFT], j[JOINT_KNEE_LEFT]) +
                            distance(j[JOINT_KNEE_LEFT], j[JOINT_ANKLE_LEFT]) +
                            distance(j[JOINT_HIP_RIGHT], j[JOINT_KNEE_RIGHT]) +
                            distance(j[JOINT_KNEE_RIGHT], j[JOINT_ANKLE_RIGHT]));
    }
    qsort(sorted, (size_t)m->count, sizeof *sorted, by_value);
    m->leg = sorted[m->count / 2];
    free(sorted);
    if (m->leg < 0.15f || m->leg > 1.5f)
        return fail(RESULT_MALFORMED, "%s: legs of %.2f m are nobody's: is the table in metres?",
                    path, (double)m->leg);
    float sum = 0;
    for (; first < m->count && m->row[first].at_s - m->row[0].at_s < 0.5; first++)
        sum += hips_of(&m->row[first]).x;
    m->start = sum / (float)first;
    return RESULT_OK;
}

// The middle of the distance between two joints, m.
static float length_of(const Mocap *m, float *sorted, int a, int b)
{
    for (int i = 0; i < m->count; i++) sorted[i] = distance(m->row[i].joint[a], m->row[i].joint[b]);
    qsort(sorted, (size_t)m->count, sizeof *sorted, by_value);
    return sorted[m->count / 2];
}

static float trunk_of(const Mocap *m, float *sorted)
{
    for (int i = 0; i < m->count; i++) {
        const Vec3 *j = m->row[i].joint;
        sorted[i] = distance(hips_of(&m->row[i]),
                             between(j[JOINT_SHOULDER_LEFT], j[JOINT_SHOULDER_RIGHT], 0.5f));
    }
    qsort(sorted, (size_t)m->count, sizeof *sorted, by_value);
    return sorted[m->count / 2];
}

Result mocap_figure(const Mocap *m, Figure *f)
{
    float *sorted = malloc((size_t)m->count * sizeof *sorted);
    if (!sorted) return fail(RESULT_FULL, "no memory for %d rows", m->count);
#define BOTH(a, b)                                                                                 \
    (0.5f * (length_of(m, sorted, JOINT_##a##_LEFT, JOINT_##b##_LEFT) +                            \
             length_of(m, sorted, JOINT_##a##_RIGHT, JOINT_##b##_RIGHT)))
    float before = f->thigh + f->shank + f->trunk;
    f->upper_arm = BOTH(SHOULDER, ELBOW);
    f->forearm = BOTH(ELBOW, WRIST);
    f->thigh = BOTH(HIP, KNEE);
    f->shank = BOTH(KNEE, ANKLE);
#undef BOTH
    f->trunk = trunk_of(m, sorted);
    f->shoulder = 0.5f * length_of(m, sorted, JOINT_SHOULDER_LEFT, JOINT_SHOULDER_RIGHT);
    f->hip = 0.5f * length_of(m, sorted, JOINT_HIP_LEFT, JOINT_HIP_RIGHT);
    free(sorted);
    float larger = (f->thigh + f->shank + f->trunk) / before;
    f->head *= larger;
    f->neck *= larger;
    f->palm *= larger;
    f->foot *= larger;
    f->ankle *= larger;
    f->height = f->ankle + f->shank + f->thigh + f->trunk + f->neck + f->head;
    return RESULT_OK;
}

Result mocap_open(Mocap **out, const char *path)
{
    REQUIRE(out && path);
    *out = NULL;
    FILE *file = fopen(path, "r");
    if (!file)
        return fail(RESULT_NOT_FOUND, "cannot read the movement %s: %s", path, strerror(errno));
    Mocap *m = calloc(1, sizeof *m);
    Result result = m ? read_table(m, file, path) : fail(RESULT_FULL, "no memory for %s", path);
    fclose(file);
    if (result == RESULT_OK) {
        calm(m);
        result = take_sizes(m, path);
    }
    if (result != RESULT_OK)
        mocap_close(&m);
    else
        *out = m;
    return result;
}

double mocap_seconds(const Mocap *m)
{
    REQUIRE(m->count > 0);
    return m->row[m->count - 1].at_s - m->row[0].at_s;
}

void mocap_close(Mocap **m)
{
    if (!*m) return;
    free((*m)->row);
    free(*m);
    *m = NULL;
}

// ---- retargeting ----

static Row row_at(const Mocap *m, double t)
{
    double at = m->row[0].at_s + fmin(fmax(t, 0), mocap_seconds(m));
    int low = 0, high = m->count - 1;
    while (high - low > 1) {
        int middle = (low + high) / 2;
        if (m->row[middle].at_s <= at)
            low = middle;
        else
            high = middle;
    }
    Row row = m->row[low];
    float share = (float)((at - m->row[low].at_s) / (m->row[high].at_s - m->row[low].at_s));
    for (int i = 0; i < JOINT_COUNT; i++)
        row.joint[i] = between(m->row[low].joint[i], m->row[high].joint[i], share);
    return row;
}

// From `from`, in the direction in which the recording goes from `a` to `b`, by `length`.
static Vec3 onward(Vec3 from, Vec3 a, Vec3 b, float length)
{
    float far = distance(a, b);
    if (far < 0.01f) return vec(from.x, from.y - length, from.z);
    float k = length / far;
    return vec(from.x + k * (b.x - a.x), from.y + k * (b.y - a.y), from.z + k * (b.z - a.z));
}

static void turn_limbs(const Figure *f, const Vec3 *r, Side side, FigureJoints *j)
{
    int s = (int)side;
    Vec3 shoulder = r[JOINT_SHOULDER_LEFT + s], elbow = r[JOINT_ELBOW_LEFT + s];
    Vec3 wrist = r[JOINT_WRIST_LEFT + s], hand = r[JOINT_HAND_LEFT + s];
    Vec3 hip = r[JOINT_HIP_LEFT + s], knee = r[JOINT_KNEE_LEFT + s];
    j->elbow[side] = onward(j->shoulder[side], shoulder, elbow, f->upper_arm);
    j->wrist[side] = onward(j->elbow[side], elbow, wrist, f->forearm);
    // The recorded hand is a guess near the wrist: half of its direction.
    j->palm[side] =
        onward(j->wrist[side], between(elbow, wrist, 0.7f), between(wrist, hand, 0.7f), f->palm);
    j->knee[side] = onward(j->hip[side], hip, knee, f->thigh);
    j->ankle[side] = onward(j->knee[side], knee, r[JOINT_ANKLE_LEFT + s], f->shank);
}

static void move_all(FigureJoints *j, Vec3 by)
{
    Vec3 *part[] = { j->shoulder, j->elbow, j->wrist, j->palm, j->hip, j->knee, j->ankle };
    for (unsigned i = 0; i < sizeof part / sizeof part[0]; i++)
        for (int side = 0; side < SIDE_COUNT; side++) {
            Vec3 *p = &part[i][side];
            *p = vec(p->x + by.x, p->y + by.y, p->z + by.z);
        }
}

void mocap_joints(const Mocap *m, const Figure *f, double t, Stance *s, FigureJoints *j)
{
    REQUIRE(m->count > 0);
    Row row = row_at(m, t);
    const Vec3 *r = row.joint;
    Vec3 hips = hips_of(&row), none = vec(0, 0, 0);
    Vec3 shoulders = between(r[JOINT_SHOULDER_LEFT], r[JOINT_SHOULDER_RIGHT], 0.5f);
    Vec3 neck = onward(none, hips, shoulders, f->trunk);
    for (Side side = SIDE_LEFT; side <= SIDE_RIGHT; side++) {
        int own = (int)side, other = (int)!side;
        j->shoulder[side] =
            onward(neck, r[JOINT_SHOULDER_LEFT + other], r[JOINT_SHOULDER_LEFT + own], f->shoulder);
        j->hip[side] = onward(none, r[JOINT_HIP_LEFT + other], r[JOINT_HIP_LEFT + own], f->hip);
        turn_limbs(f, r, side, j);
    }
    float scale = (f->thigh + f->shank) / m->leg;
    float above = fmaxf(0, lower_ankle(&row) - m->floor - FOOT_NOISE_M) * scale;
    float low = fminf(j->ankle[SIDE_LEFT].y, j->ankle[SIDE_RIGHT].y);
    Vec3 place = vec((hips.x - m->start) * scale, f->ankle + above - low, 0);
    move_all(j, place);
    const float flat[SIDE_COUNT] = { 0, 0 };
    figure_feet(f, flat, j);
    s->pelvis = vec2(place.x, place.y);
    s->trunk = exact_atan2(shoulders.x - hips.x, shoulders.y - hips.y);
    Vec3 head = r[JOINT_HEAD], base = r[JOINT_NECK];
    float tilt = exact_atan2(head.x - base.x, fmaxf(head.y - base.y, 0.02f));
    s->head_tilt = clampf(tilt, -0.5f, 0.5f) - 0.5f * s->trunk;
    figure_head(f, s, j);
}
