// SPDX-License-Identifier: MIT
// panel_parts.h: where things lie in the therapist's window. Inside this room only.
#pragma once

#define PANEL_LEVEL_Y   4.22f
#define PANEL_SUPPORT_Y 3.78f
#define PANEL_NOTES_Y   3.19f
#define PANEL_NOTES_ROW 0.6f
#define PANEL_FOOT_Y    0.66f
