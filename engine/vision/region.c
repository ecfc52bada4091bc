// SPDX-License-Identifier: MIT
// region.c: the geometry of the region of interest, after MediaPipe's pose graph.
#include "vision/region.h"

#include "tiptoe/base.h"

#define BODY_MARGIN 1.25f  // room around the circle that holds the body
#define SIDE_MIN    8.0f   // px; a smaller body is noise
#define SIDE_MAX    8.0f   // in sides of the picture

Region region_of_picture(int width, int height)
{
    REQUIRE(width > 0 && height > 0);
    return (Region){ .centre = { (float)width / 2, (float)height / 2 },
                     .side = (float)(width > height ? width : height) };
}

Region region_of_body(Vec2 hip, Vec2 reach)
{
    Vec2 up = vec2_sub(reach, hip);
    float angle = PI_F / 2 - atan2f(-up.y, up.x);
    angle -= 2 * PI_F * floorf((angle + PI_F) / (2 * PI_F));
    return (Region){ hip, 2 * vec2_length(up) * BODY_MARGIN, angle };
}

bool region_is_sane(Region region, int width, int height)
{
    float longest = (float)(width > height ? width : height);
    return region.side >= SIDE_MIN && region.side <= SIDE_MAX * longest &&
           fabsf(region.centre.x) <= SIDE_MAX * longest &&
           fabsf(region.centre.y) <= SIDE_MAX * longest && isfinite(region.angle);
}

Region region_scale(Region region, float scale)
{
    REQUIRE(scale > 0);
    return (Region){ vec2_scale(region.centre, scale), region.side * scale, region.angle };
}

Vec2 region_turn(Region region, Vec2 inner)
{
    float c = cosf(region.angle), s = sinf(region.angle);
    return vec2(c * inner.x - s * inner.y, s * inner.x + c * inner.y);
}

Vec2 region_point(Region region, Vec2 inner)
{
    Vec2 from_centre = vec2_scale(vec2_sub(inner, vec2(0.5f, 0.5f)), region.side);
    return vec2_add(region.centre, region_turn(region, from_centre));
}
