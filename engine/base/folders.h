// SPDX-License-Identifier: MIT
// folders.h: files of the program's own in the user's folders. Any thread.
#pragma once

#include <stdbool.h>
#include <stddef.h>

// "$VARIABLE/tiptoe/FILE" where that is absolute (a relative one counts for nothing, as the XDG
// specification says), else "~/USUAL/tiptoe/FILE". False: there is no home, or the path has no room
// in `size`; `path` is then empty.
bool folders_file(char *path, size_t size, const char *variable, const char *usual,
                  const char *file);

// Makes every missing folder on the way to the file `path`, for its owner only. 0, or the errno
// with which one could not be made: `failed` (of `size`) then has its path.
int folders_make(const char *path, char *failed, size_t size);
