// SPDX-License-Identifier: MIT
// rig_aid.h: paints what a child stands in or wears: walker, standing frame, orthosis.
#pragma once

#include "demo_rig.h"
#include "paint.h"

// The part behind the child, before it is painted; the part before it, afterwards.
void rig_aid_paint(Paint *paint, const View *view, const Figure *figure, const FigureJoints *joints,
                   RigAid aid, bool before);
