// SPDX-License-Identifier: MIT
// assets.h: where pictures, sounds, words and pages are.
#pragma once

// Where assets lie: $TIPTOE_ASSETS; or `assets` beside the program, as a build has them; or where
// an installation under any prefix has them. Never NULL. Main thread.
const char *assets_folder(void);
