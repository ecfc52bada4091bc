// SPDX-License-Identifier: MIT
// page.c: the server's templates and styles, put into one file.
#include "clinic/page.h"

#include "base/build.h"
#include "clinic/scratch.h"
#include "clinic/template.h"
#include "clinic/view_session.h"
#include "session/fields.h"

#include <stdlib.h>
#include <string.h>

#define STYLE_MAX (1 << 16)

Result page_style(const char *assets, const char *name, char **style)
{
    char path[4096];
    snprintf(path, sizeof path, "%s/web/%s", assets, name);
    FILE *file = fopen(path, "rbe");
    *style = calloc(1, STYLE_MAX);
    size_t size = file && *style ? fread(*style, 1, STYLE_MAX - 1, file) : 0;
    if (file) fclose(file);
    if (!*style) return fail(RESULT_FULL, "out of memory: close other programs");
    if (size > 0) return RESULT_OK;
    free(*style);
    *style = NULL;
    return fail(RESULT_NOT_FOUND, "%s: is not installed", path);
}

static Result add_styles(JsonOut *view, const char *assets)
{
    static const char *const names[][2] = { { "style_page", "clinic.css" },
                                            { "style_charts", "charts.css" } };
    Result result = RESULT_OK;
    for (int i = 0; i < 2 && !result; i++) {
        char *style = NULL;
        result = page_style(assets, names[i][1], &style);
        if (!result) json_text(view, names[i][0], style);
        free(style);
    }
    return result;
}

// Written only once it is whole: a page that memory cut short is none. `said`: what came of filling
// the view.
static Result write_filled(FILE *to, const char *assets, const char *name, JsonOut *view,
                           Result said)
{
    Templates *templates = NULL;
    json_t *tree = NULL;
    char folder[4096], *text = NULL;
    size_t size = 0;
    Result result = said ? said : add_styles(view, assets);
    json_end(view);
    Result made = json_tree(view, &tree);
    if (!result) result = made;
    snprintf(folder, sizeof folder, "%s/web", assets);
    if (!result) result = templates_open(&templates, folder);
    if (!result) result = template_text(templates, name, tree, &text, &size);
    if (!result && (fwrite(text, 1, size, to) != size || fflush(to)))
        result = fail(RESULT_FULL, "the page could not be written: make room on the disk");
    free(text);
    templates_close(&templates);
    fields_free(tree);
    return result;
}

Result page_write(FILE *to, const char *assets, const char *name, JsonOut *view)
{
    return write_filled(to, assets, name, view, RESULT_OK);
}

Result page_session_write(FILE *to, const char *assets, const ClinicSession *session)
{
    unsigned before = scratch_failures();
    JsonOut view = json_view();
    json_begin(&view, NULL);
    json_text(&view, "version", build_name());
    json_flag(&view, "served", false);
    Result result = view_session(&view, session->store, session);
    if (!result && scratch_failures() != before)
        result = fail(RESULT_FULL, "out of memory: close other programs");
    return write_filled(to, assets, "session_file", &view, result);
}
