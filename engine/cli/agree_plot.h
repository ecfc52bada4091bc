// SPDX-License-Identifier: MIT
// agree_plot.h: differences over means (Bland & Altman 1986) as a picture.
#pragma once

#include "measure/agree.h"

// SVG, without a script: each person a dot, the bias, both limits with their intervals. `first`,
// `second`: what the columns are called. CANNOT_CREATE.
Result agree_plot(const char *path, const Agree *agree, const double *first, const double *second,
                  const char *first_name, const char *second_name);
