// player.h: how the drawn child reaches for what it sees: reaction, choice of hand, sub-movements.
#pragma once

#include "demo.h"
#include "figure.h"
#include "view.h"

#define GLIDE_STROKES_MAX 8
#define PLAYER_MEMORY_MAX 16

// A point that moves by minimum-jerk strokes laid over each other: an aim that is corrected on the way
// stays smooth (Flash and Henis, J Cogn Neurosci 1991).
typedef struct Glide {
    Vec2 base, goal;
    int count;
    struct {
        Vec2 by;
        double start;
        float seconds;
    } stroke[GLIDE_STROKES_MAX];
} Glide;

float minimum_jerk(float t);  // 10t^3 - 15t^4 + 6t^5, held at 0 and 1 outside
void glide_start(Glide *glide, Vec2 at);
void glide_to(Glide *glide, Vec2 goal, double now, float seconds);
Vec2 glide_at(Glide *glide, double now);
double glide_end(const Glide *glide);  // when the last stroke ends; 0: at rest

typedef struct Seen {
    int id;
    bool present;
    Vec2 at, velocity;  // m, m/s
    float radius;       // m
    unsigned hands;
    bool both;
    double seen, ready;      // s: first seen, understood
    Vec2 error[SIDE_COUNT];  // of the aim, m
} Seen;

typedef struct Player {
    const Figure *figure;
    View view;
    bool seated;
    float skill, reaction_s, tremor_m, weakness[SIDE_COUNT], attention_s;
    Rng rng;
    double before;  // time of the last step, s
    Seen memory[PLAYER_MEMORY_MAX];
    int current;                // index of the pursued target, or -1
    unsigned using;             // hands that pursue it
    double looked_s;            // when the aim was last corrected
    double free_s;              // since when nothing is pursued
    double away_from, away_to;  // looks away between these
    double joy_until;
    Glide hand[SIDE_COUNT];  // palm from the shoulder
    Glide body;              // x: lateral lean of the trunk, rad; y: pelvis up (-: down), m
    Vec2 gaze;               // m from the face, low-passed
    double tremor_phase[SIDE_COUNT];
} Player;

void player_init(Player *player, const Figure *figure, const View *view, const DemoOptions *options,
                 bool seated);
void player_rest(Player *player);  // hands down at once; forgets what it saw

// Changes `stance` (upright or seated) to what the child does at `now`, s, with `aim` on the screen.
void player_step(Player *player, double now, const DemoAim *aim, Stance *stance);
