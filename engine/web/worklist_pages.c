// SPDX-License-Identifier: MIT
// worklist_pages.c: today's children.
#include "web/pages.h"

Result page_worklist(const WebRequest *request, WebReply *reply)
{
    json_list(request->view, "children");
    json_end(request->view);
    return web_page(reply, "worklist");
}
