// SPDX-License-Identifier: MIT
// files.c: the table of files.
#include "web/files.h"

#include "base/assets.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define FILE_MOST (4 << 20)  // bytes

static WebFile files[] = {
    { "/clinic.css", "text/css; charset=utf-8", NULL, 0, NULL },
    { "/charts.css", "text/css; charset=utf-8", NULL, 0, NULL },
    { "/letters.css", "text/css; charset=utf-8", NULL, 0, NULL },
    { "/lock.js", "text/javascript; charset=utf-8", NULL, 0, NULL },
    { "/replay.js", "text/javascript; charset=utf-8", NULL, 0, NULL },
    { "/at_once.js", "text/javascript; charset=utf-8", NULL, 0, NULL },
    { "/Andika-Regular.ttf", "font/ttf", NULL, 0, "Andika-Regular.ttf" },
    { "/Andika-Bold.ttf", "font/ttf", NULL, 0, "Andika-Bold.ttf" },
};
enum { FILES = sizeof files / sizeof *files };

// Where systems put Andika (SIL, OFL); the window draws with the same (render/letters.c).
static FILE *open_font(const char *name)
{
    static const char *const folders[] = { "/usr/share/fonts/truetype/andika",
                                           "/usr/local/share/fonts",
                                           "/usr/share/fonts/sil-andika-fonts",
                                           "/usr/share/fonts/TTF" };
    FILE *from = NULL;
    for (size_t i = 0; !from && i < sizeof folders / sizeof *folders; i++) {
        char path[256];
        snprintf(path, sizeof path, "%s/%s", folders[i], name);
        from = fopen(path, "rbe");
    }
    return from;
}

static Result read_file(WebFile *file)
{
    char path[4096];
    snprintf(path, sizeof path, "%s/web%s", assets_folder(), file->path);
    FILE *from = file->font ? open_font(file->font) : fopen(path, "rbe");
    if (!from && file->font) return RESULT_OK;
    if (!from) return fail(RESULT_NOT_FOUND, "%s: %s: install Tiptoe again", path, strerror(errno));
    file->bytes = malloc(FILE_MOST);
    file->size = file->bytes ? fread(file->bytes, 1, FILE_MOST, from) : 0;
    bool good = file->bytes && feof(from) && !ferror(from);
    fclose(from);
    char *fitting = good ? realloc(file->bytes, file->size + 1) : NULL;
    if (fitting) file->bytes = fitting;
    if (!file->bytes) return fail(RESULT_FULL, "out of memory: close other programs");
    return good ? RESULT_OK
                : fail(RESULT_MALFORMED, "%s: cannot be read: install Tiptoe again", path);
}

Result files_open(void)
{
    Result result = RESULT_OK;
    for (int i = 0; i < FILES && !result; i++) result = read_file(&files[i]);
    if (result) files_close();
    return result;
}

void files_close(void)
{
    for (int i = 0; i < FILES; i++) {
        free(files[i].bytes);
        files[i].bytes = NULL;
    }
}

const WebFile *files_find(const char *path)
{
    for (int i = 0; i < FILES; i++)
        if (files[i].bytes && !strcmp(files[i].path, path)) return &files[i];
    return NULL;
}
