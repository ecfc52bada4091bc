// SPDX-License-Identifier: MIT
// validity_trials.c: the known movements: sway, stances, leans, reaches, arms, squats, recorded
// children.
#include "validity.h"

#include "demo/mocap.h"
#include <glob.h>
#include <math.h>
#include <stdarg.h>
#include <string.h>

#define REACH_EVERY_S 2.6

static Session *begin(Session *list, int *count, const char *name)
{
    Session *s = &list[(*count)++];
    memset(s, 0, sizeof *s);
    s->name = name;
    snprintf(s->script, sizeof s->script, "still %g", STILL_S);
    s->seconds = STILL_S;
    s->child.seed = (uint64_t)*count;
    return s;
}

// One more act, which is measured from `after` s behind its start on.
__attribute__((format(printf, 6, 7))) static void
add(Session *s, Family family, Side side, double seconds, double after, const char *format, ...)
{
    size_t used = strlen(s->script);
    va_list values;
    used += (size_t)snprintf(s->script + used, sizeof s->script - used, ", ");
    va_start(values, format);
    used += (size_t)vsnprintf(s->script + used, sizeof s->script - used, format, values);
    va_end(values);
    snprintf(s->script + used, sizeof s->script - used, " %.3fs", seconds);
    REQUIRE(s->window_count < WINDOWS_MAX);
    s->window[s->window_count++] = (Window){
        .family = family, .side = side, .from = s->seconds + after, .to = s->seconds + seconds
    };
    s->seconds += seconds;
}

static void make_sway(Session *s, bool brief)
{
    // Amplitude, cm, and frequency, Hz; RMS is amplitude / sqrt 2.
    static const double sine[][2] = { { 0.43, 0.3 }, { 0.9, 0.5 }, { 0.5, 0.8 }, { 1.8, 0.5 },
                                      { 3.0, 0.2 },  { 1.0, 1.0 }, { 0.6, 0.1 }, { 0.43, 0.5 },
                                      { 2.2, 0.3 },  { 0.7, 0.25 } };
    add(s, FAMILY_STILL, SIDE_LEFT, brief ? 8 : 12, 1, "sway 0cm 0.3Hz");
    for (int i = 0; i < (brief ? 3 : 9); i++) {
        // Whole periods after the first second and a half.
        double periods = ceil((brief ? 6 : 7.5) * sine[i][1]);
        add(s, FAMILY_SWAY, SIDE_LEFT, 1.5 + periods / sine[i][1], 1.5, "sway %gcm %gHz",
            sine[i][0], sine[i][1]);
    }
    if (!brief) add(s, FAMILY_STILL, SIDE_LEFT, 10, 1, "sway 0cm 0.3Hz");
    for (int i = 0; i < (brief ? 1 : 2); i++)
        add(s, FAMILY_QUIET, SIDE_LEFT, brief ? 9 : 13, 1, "still");
}

static void make_stances(Session *s, bool brief)
{
    static const double seconds[] = { 4, 6.5, 3.2, 9.5, 5, 7.2, 3.6, 4.4 };
    for (int i = 0; i < (brief ? 2 : 8); i++)
        add(s, FAMILY_STANCE, i % 2 ? SIDE_LEFT : SIDE_RIGHT, seconds[i], 0, "oneleg %s",
            i % 2 ? "right" : "left");
}

static void make_leans(Session *s, bool brief)
{
    static const double cm[] = { 6, 10, 3.5, 8, 5, 12 };
    for (int i = 0; i < (brief ? 2 : 6); i++) {
        const char *side = i % 2 ? "left" : "right";
        Side leaned = i % 2 ? SIDE_LEFT : SIDE_RIGHT;
        add(s, FAMILY_LEAN, leaned, 5, 0, "lean %s %gcm", side, fmin(cm[i], 8));
        add(s, FAMILY_STRETCH, leaned, 6, 1.2, "stretch %s %gcm", side, cm[i] + 2);
        s->window[s->window_count - 1].to -= 1.0;  // before the arm goes down
    }
}

static void make_arms(Session *s, bool brief)
{
    static const double degrees[][2] = { { 120, 120 }, { 90, 60 }, { 165, 165 }, { 50, 140 } };
    for (int i = 0; i < (brief ? 2 : 4); i++) {
        add(s, FAMILY_ABDUCT, SIDE_RIGHT, 3.6, 0.6, "abduct right %gdeg", degrees[i][0]);
        add(s, FAMILY_ABDUCT, SIDE_LEFT, 3.6, 0.6, "abduct left %gdeg", degrees[i][1]);
    }
    static const double drum[][2] = { { 0, 0.8 }, { 180, 0.8 }, { 90, 0.6 }, { -45, 1 } };
    for (int i = 0; i < (brief ? 1 : 4); i++)
        add(s, FAMILY_DRUM, SIDE_LEFT, 7, 1.5, "drum %gdeg %gHz", drum[i][0], drum[i][1]);
    add(s, FAMILY_SQUAT, SIDE_LEFT, 2.4, 0, "squat");
    add(s, FAMILY_SQUAT, SIDE_LEFT, 2.4, 0, "squat");
}

// Places in child's heights, right of the middle in the picture and above the floor.
static void make_reaches(Session *s, float skill, float reaction_ms, int count)
{
    static const Vec2 place[] = { { 0.33f, 0.85f },  { -0.30f, 0.98f }, { 0.22f, 1.08f },
                                  { -0.36f, 0.78f }, { 0.38f, 0.95f },  { -0.24f, 0.70f } };
    s->child.skill = skill;
    s->child.reaction_ms = reaction_ms;
    strcat(s->script, ", play 600");
    for (int i = 0; i < count; i++) {
        Vec2 at = place[i % 6];
        at.x *= 1 - 0.1f * (float)(i / 6 % 3);
        s->window[s->window_count++] = (Window){ .family = FAMILY_REACH,
                                                 .side = at.x > 0 ? SIDE_LEFT : SIDE_RIGHT,
                                                 .from = s->seconds + 0.9,
                                                 .to = s->seconds + 0.9 + REACH_EVERY_S,
                                                 .target = at };
        s->seconds += REACH_EVERY_S;
    }
    s->seconds += 0.9;
}

static void make_recorded(Session *s, const char *media, int most)
{
    static const char *const wanted[] = { "*Raise-your-hand*", "*jumping-jacks*", "*Fly-like*",
                                          "*lean-to-the-side*", "*Lift-your-leg-to-one*" };
    for (int i = 0; i < 5; i++) {
        char pattern[400];
        glob_t found;
        snprintf(pattern, sizeof pattern, "%s/%s", media, wanted[i]);
        if (glob(pattern, 0, NULL, &found) != 0) continue;
        for (size_t k = 0; k < found.gl_pathc && (int)k < most; k++) {
            // A different child first for each movement.
            const char *path = found.gl_pathv[(k + (size_t)i) % found.gl_pathc];
            Mocap *mocap = NULL;
            if (strlen(s->script) + strlen(path) + 40 > sizeof s->script) break;
            if (mocap_open(&mocap, path) != RESULT_OK) continue;
            double seconds = fmin(mocap_seconds(mocap), 8);
            mocap_close(&mocap);
            add(s, FAMILY_MOCAP, SIDE_LEFT, seconds, 0.7, "mocap %s", path);
        }
        globfree(&found);
    }
}

int sessions_make(Session *list, int max, bool brief, bool full, const char *media)
{
    int count = 0;
    REQUIRE(max >= 16);
    for (int round = 0; round < (full ? 2 : 1); round++) {
        make_sway(begin(list, &count, "sway"), brief);
        make_stances(begin(list, &count, "stance"), brief);
        make_leans(begin(list, &count, "lean"), brief);
        make_arms(begin(list, &count, "arms"), brief);
        make_reaches(begin(list, &count, "reach"), 0.9f, 350, brief ? 6 : 12);
        if (!brief) make_reaches(begin(list, &count, "reach"), 0.45f, 520, 12);
    }
    if (brief && !full) return count;
    Session *recorded = begin(list, &count, "recorded");
    make_recorded(recorded, media, full ? 5 : 2);
    if (recorded->window_count == 0) {
        fprintf(stderr, "no recordings of real children in %s: left out\n", media);
        count--;
    }
    return count;
}
