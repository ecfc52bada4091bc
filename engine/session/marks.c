// SPDX-License-Identifier: MIT
// marks.c: written notes as documents.
#include "session/marks.h"

#include "session/documents.h"
#include "session/fields.h"
#include "session/session_list.h"

#include <stdio.h>
#include <stdlib.h>

static const Field mark_fields[] = {
    FIELD(Mark, UINT, step, "step"),
    FIELD(Mark, TEXT, text, "text"),
};
enum { MARK_FIELDS = sizeof mark_fields / sizeof *mark_fields };

static void write_mark(JsonOut *json, const void *from)
{
    json_begin(json, NULL);
    for (int i = 0; i < MARK_FIELDS; i++) field_write(json, &mark_fields[i], from);
    json_end(json);
}

Result mark_save(Store *store, int64_t id, const Mark *mark)
{
    SessionInfo info;
    char name[16];
    Result result = session_info(store, id, &info);
    if (result) return result;
    char *body = json_string_of(write_mark, mark, 9);
    if (!body) return fail(RESULT_FULL, "out of memory: close other programs");
    snprintf(name, sizeof name, "%010u", mark->step);
    result = document_save(
        store, (DocumentKey){ DOCUMENT_MARK, info.desc.plan.child, info.uuid, name }, body);
    free(body);
    return result;
}

typedef struct Found {
    Mark *mark;
    uint32_t count, room;
    Result result;
} Found;

static bool take(void *self, const Document *document)
{
    Found *found = self;
    if (found->count == found->room) {
        uint32_t room = found->room ? 2 * found->room : 16;
        Mark *mark = realloc(found->mark, room * sizeof *mark);
        if (!mark) {
            found->result = fail(RESULT_FULL, "out of memory: close other programs");
            return false;
        }
        found->mark = mark;
        found->room = room;
    }
    json_t *body = NULL;
    Mark *mark = &found->mark[found->count++];
    *mark = (Mark){ 0 };
    found->result = fields_parse(document->body, &body);
    if (!found->result && !fields_read(mark_fields, MARK_FIELDS, mark, body))
        found->result = fail(RESULT_MALFORMED, "a written note is damaged");
    fields_free(body);
    return !found->result;
}

static int by_step(const void *one, const void *other)
{
    const Mark *a = one, *b = other;
    return (a->step > b->step) - (a->step < b->step);
}

Result marks_load(Store *store, const char *uuid, Mark **marks, uint32_t *count)
{
    Found found = { 0 };
    Result result = documents_visit(store, DOCUMENT_MARK, NULL, uuid, take, &found);
    if (!result) result = found.result;
    if (!result && found.count) qsort(found.mark, found.count, sizeof *found.mark, by_step);
    if (result) free(found.mark);
    *marks = result ? NULL : found.mark;
    *count = result ? 0 : found.count;
    return result;
}
