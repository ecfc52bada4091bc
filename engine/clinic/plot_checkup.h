// SPDX-License-Identifier: MIT
// plot_checkup.h: the curves of a check-up, low-passed as its measures are.
#pragma once

#include "clinic/kinematics.h"
#include "session/json_out.h"

// Adds one object a chart to the list that is open: title, y_label, svg_curve, legend.
void plot_checkup(JsonOut *json, const Kinematics *kinematics);
