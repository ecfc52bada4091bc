// SPDX-License-Identifier: MIT
// flash.h: the governor of flashes on the final picture, and the measure that it works by: general
// and red flashes as WCAG 2.3.1 counts them. Pure functions of pictures and times.
//
// A general flash is a pair of opposing changes of relative luminance by 0.1 or more, the darker
// state below 0.80. A red flash is a pair of opposing changes of which a state is saturated red
// (R / (R + G + B) >= 0.8, linear) and which differ by more than 0.2 in CIE 1976 u'v'. Either
// counts where it takes a quarter or more of a field of ten degrees: a third of the picture's width
// by a third of its height (341x256 px at 1024x768). WCAG allows three in any second, Tiptoe two.
//
// The picture is seen in cells of about one degree; what is smaller than a cell is averaged, as
// fine patterns are by the eye. Cells count together whose changes come within 60 ms, whichever way
// they go: a pattern that turns inside out is a flash, a thing that moves through the picture is
// none.
#pragma once

#include "tiptoe/base.h"

#define FLASH_COLUMNS 64
#define FLASH_ROWS    36
#define FLASH_CELLS   (FLASH_COLUMNS * FLASH_ROWS)
#define FLASH_LIMIT   2   // flashes in any second
#define FLASH_SEEN    12  // changes that a cell remembers; more in a second are not told apart

// The mean colour of each cell as it is shown: red, green, blue, 0..255 as in the picture.
typedef struct FlashGrid {
    float rgb[FLASH_CELLS][3];
} FlashGrid;

typedef enum FlashKind { FLASH_GENERAL, FLASH_RED, FLASH_KINDS } FlashKind;

// A light as the two measures see it.
typedef struct FlashLight {
    float luminance;  // 0..1
    float u, v;       // CIE 1976
    bool red;         // saturated
} FlashLight;

// A cell's latest turn, and when its changes were complete.
typedef struct FlashTrack {
    FlashLight extreme;  // the farthest in the present direction
    int8_t direction;    // +1 rising, -1 falling, 0 not known yet
    uint8_t next, count;
    uint32_t at_ms[FLASH_SEEN];
} FlashTrack;

// Zeroed: has seen nothing.
typedef struct FlashMeter {
    bool started;
    uint32_t now_ms;
    FlashTrack track[FLASH_KINDS][FLASH_CELLS];
} FlashMeter;

// One more picture. Times never fall.
void flash_measure(FlashMeter *meter, const FlashGrid *grid, int64_t now_us);

// Changes (two are a flash): a quarter of some field has just had its so manieth within a second;
// at most FLASH_SEEN. To be asked after every picture; the worst answer is the measure of a scene.
int flash_changes(const FlashMeter *meter, FlashKind kind);
int flash_count(const FlashMeter *meter, FlashKind kind);  // flashes

// From 0xXXRRGGBB pixels, rows from the top, every second one of every second row.
void flash_grid(FlashGrid *grid, const uint32_t *pixels, int width, int height);

typedef struct FlashGovernor {
    FlashMeter meter[2];  // `meter[shown]` has seen what was shown; the other is for trials
    int shown;
    FlashGrid grid, trial;  // as shown last, as it may be shown now
    int64_t now_us, calm_until_us;
    int tamed;  // pictures that were not shown as drawn
} FlashGovernor;

// How much of the drawn picture to show now: 1 all of it; else `share` of it mixed with the picture
// shown last. The caller shows just that and then tells: `mixed` is the picture that came of it
// (rounding and all), NULL where it is as drawn.
float flash_govern(FlashGovernor *governor, const FlashGrid *drawn, int64_t now_us);
void flash_shown(FlashGovernor *governor, const FlashGrid *mixed);
