// SPDX-License-Identifier: MIT
// rig_sway.c: sway with a spectrum.
#include "demo_rig.h"

#include <math.h>

#define FLAT_HZ 0.1f  // below it the power is flat
#define LOW_HZ  0.03f
#define HIGH_HZ 3.0f

// At 4, 6, ... 16 years. No sway of children was published in mm: RMS of the centre of pressure are
// the middles of a range to sweep (4-9 mm at 4-6, 3-6 at 10, 2.5-5 at 16 years), sideways 0.8 of
// the front's as in adults (3.3 and 5.0 mm: PMC3966255); corner 0.8-1.2 Hz at 4-6, else 0.5-0.7 Hz
// (Riach & Hayes 1987: most energy below 0.7, the youngest also 0.8-2 Hz). Natural frequency: an
// inverted pendulum with Snyder's heights of the centre of mass (1977).
static const RigSwayForm forms[7] = {
    { .0055f, .0070f, 1.0f, .58f }, { .0050f, .0062f, .9f, .55f }, { .0042f, .0053f, .7f, .53f },
    { .0037f, .0047f, .65f, .51f }, { .0034f, .0043f, .6f, .49f }, { .0031f, .0040f, .6f, .47f },
    { .0029f, .0037f, .6f, .46f },
};

RigSwayForm rig_sway_form(float age)
{
    float after = clampf((age - 4) / 2, 0, 6);
    int row = after < 6 ? (int)after : 5;
    const RigSwayForm *a = &forms[row], *b = a + 1;
    float t = after - (float)row;
    return (RigSwayForm){ mixf(a->side_m, b->side_m, t), mixf(a->front_m, b->front_m, t),
                          mixf(a->corner_hz, b->corner_hz, t),
                          mixf(a->pendulum_hz, b->pendulum_hz, t) };
}

static double power_at(double hz, const RigSwayForm *form)
{
    double low = hz / (double)FLAT_HZ, corner = hz / (double)form->corner_hz;
    return 1 / ((1 + low * low) * (1 + corner));
}

void rig_sway_make(RigSway *sway, float rms_m, const RigSwayForm *form, Rng *rng)
{
    double ratio = pow((double)(HIGH_HZ / LOW_HZ), 1.0 / RIG_SWAY_LINES), all = 0;
    double from = (double)LOW_HZ, power[RIG_SWAY_LINES];
    for (int i = 0; i < RIG_SWAY_LINES; i++, from *= ratio) {
        double hz = from * (1 + (ratio - 1) * (double)rng_between(rng, 0, 1));
        sway->hz[i] = (float)hz;
        sway->turns[i] = rng_between(rng, 0, 1);
        power[i] = power_at(hz, form) * from * (ratio - 1);
        all += power[i];
    }
    for (int i = 0; i < RIG_SWAY_LINES; i++) {
        double own = (double)(sway->hz[i] / form->pendulum_hz);
        double passed = 1 / (1 + own * own);
        sway->amplitude_m[i] = (float)((double)rms_m * passed * sqrt(2 * power[i] / all));
    }
}

float rig_sway_at(const RigSway *sway, double now)
{
    float sum = 0;
    for (int i = 0; i < RIG_SWAY_LINES; i++) {
        double turns = now * (double)sway->hz[i] + (double)sway->turns[i];
        sum += sway->amplitude_m[i] * exact_sin((float)(turns - floor(turns)) * 2 * PI_F);
    }
    return sum;
}
