// SPDX-License-Identifier: MIT
// template.h: pages as files: markup with holes, which a view fills. The one way in which HTML is
// written. Marks are those of mustache, as far as pages need them; no library of the systems that
// Tiptoe runs on fills them in C. One Templates may be read by any number of threads.
//
//   {{name}}               the view's text or whole number, & < > " ' escaped; a view without that
//                          name is a fault, null is nothing
//   {{{svg_name}}}         a chart, as it is: names that begin with svg_ alone, made by plot.h; or
//                          with style_, a style sheet of the program's own
//   {{#name}}...{{/name}}  once for each of a list, or once if it is an object or text that is not
//                          empty or true; inside, its names come before those around it, {{.}} is
//                          the element itself
//   {{^name}}...{{/name}}  where there is none, or it is empty or false
//   {{>name}}              the template of that name, over the same view
//   {{!words}}             nothing
#pragma once

#include "tiptoe/base.h"

#include <stdio.h>

struct json_t;

typedef struct Templates Templates;

// Reads every file *.html of `folder`: a template is called as its file is, without the ending.
// NOT_FOUND: there is no such folder, or none in it; MALFORMED: too large; FULL: memory.
Result templates_open(Templates **templates, const char *folder);
void templates_close(Templates **templates);  // NULL is allowed

// Writes template `name`, filled from `view` (session/json_out.h, json_view()). What the template
// asks for and the view has not is told as MALFORMED, in part written by then. FULL: `to` did not
// take it.
Result template_write(const Templates *templates, const char *name, const struct json_t *view,
                      FILE *to);

// As text to free(). The errors above.
Result template_text(const Templates *templates, const char *name, const struct json_t *view,
                     char **text, size_t *size);
