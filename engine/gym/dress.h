// SPDX-License-Identifier: MIT
// dress.h: the avatar of this child in this play: its look, its seat, its scene, what it answers
// to.
#pragma once

#include "avatar/avatar.h"
#include "play/plan.h"
#include "play/play.h"
#include "render/render.h"

// The look that was chosen (NULL: none was), else one that stays the same for the same child. The
// avatar's life goes on.
void dress(Avatar *avatar, const PlayPlan *plan, const Look *chosen, const char *scene);

// A dark scene, before which the figure wears a light rim. NULL: none.
bool dress_is_dark(const char *scene);

// After each step of a play.
void dress_step(Avatar *avatar, const Play *play, const PlayOutput *out);

// Shows a canvas, and over it the figures that it asks for, as this child looks. `scratch` is
// cleared.
void dress_show(const Avatar *avatar, Render *render, const Canvas *canvas, Canvas *scratch);
