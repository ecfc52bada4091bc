// SPDX-License-Identifier: MIT
// arc_parts.h: what the openings and endings of several games draw with. Pure functions.
#pragma once

#include "tiptoe/game.h"

// Where the child's soles are, or what carries it stands: stage units above the stage's lower rim.
float arc_floor(const ArcMoment *m);
// In the first second the child's picture glides to where it stands (or its seat does) at `place`.
void arc_stand(const ArcMoment *m, ArcStage *stage, Vec2 place);
// The child's picture sits, its hips at `seat`, whether it stands, squats or sits before the
// camera. `there` 0..1: how much of the way from where it stands it has been carried.
void arc_sit(const ArcMoment *m, ArcStage *stage, Vec2 seat, float there);
// The side that an opening shows: the one that plays, the right one of both.
Side arc_side(const ArcMoment *m);
// One colour over all of the stage.
void arc_veil(Canvas *canvas, Color color);
Color arc_rgb(unsigned rgb, float alpha);  // 0xrrggbb

Vec2 arc_bezier(const Vec2 p[4], float t);
// A line through points, `width` wide within an edge: a neck, an arm, a beam.
void arc_hose(Canvas *canvas, const Vec2 *point, int count, float width, float edge, Color fill,
              Color line);

// Stars of an evening in the upper sky, each at a place of its own; they come slowly.
void arc_evening_stars(Canvas *canvas, const ArcMoment *m);

// The bunny ("bunny") or the bear ("teddy") sits at `at` and waves from `from` seconds on until
// `until`; in calm it lifts its paw once.
typedef enum ArcFriend { FRIEND_BUNNY, FRIEND_TEDDY } ArcFriend;
void arc_friend(Canvas *canvas, const ArcMoment *m, ArcFriend who, Vec2 at, float height,
                float from, float until);
