// SPDX-License-Identifier: MIT
// sizes.h: a page of grown-ups in windows of the sizes that clinics have, with letters of 100, 125
// and 150 percent: every word whole, on its plate, beside no other, dark or light enough, and no
// smaller than 28 px at 1080p (plates.h says how it is looked).
#pragma once

#include "page_kinds.h"
#include "render/render.h"

// One page, as it lies over the canvases before it; `page`: which of its kind. What is found is
// kept.
void sizes_open(void);
void sizes_look(PageKind kind, const char *page, const Canvas *canvas);
// The same, after another canvas of the same frame.
void sizes_look_over(PageKind kind, const char *page, const Canvas *below, const Canvas *canvas);
// Fails where a kind of page of that test was not looked at since sizes_open().
void sizes_check_kinds(PageKindTest test);
// Fails with what was found since; says how many pages were looked at, and how much larger their
// words are with letters of 125 and 150 percent.
void sizes_check(void);
const char *sizes_found(void);  // a line of each fault; "" for none
void sizes_forget(void);
Render *sizes_window(void);  // for what measures words itself
void sizes_close(void);
// Both for a group of tests.
int sizes_open_group(void **state);
int sizes_close_group(void **state);
