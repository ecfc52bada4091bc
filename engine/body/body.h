// body.h: from a pose to the body on the stage. Pure functions.
#pragma once

#include "tiptoe/body.h"

// A point of the picture (fractions) on the stage.
Vec2 stage_from_image(const Calibration *calibration, const Pose *pose, Vec2 image);
// And back: fractions of a picture of width x height px.
Vec2 image_from_stage(const Calibration *calibration, int width, int height, Vec2 stage);

// Brings `body` up to date from a smoothed or raw pose and what trust_update() thinks of the raw
// one. Where nothing is found or trusted the last good values stay.
void body_update(Body *body, const Pose *pose, const float trust[LANDMARK_COUNT],
                 const Calibration *calibration);
