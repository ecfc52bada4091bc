// SPDX-License-Identifier: MIT
// play_boxes.c: play boxes as documents.
#include "session/play_boxes.h"

#include "session/documents.h"
#include "session/fields.h"

#include <stdlib.h>

#define CORNER(i, name)                                                                            \
    FIELD(PlayBox, FLOAT, corner[i].x, name "_x"), FIELD(PlayBox, FLOAT, corner[i].y, name "_y")

static const Field box_fields[] = {
    FIELD(PlayBox, FLOAT, width_m, "width_m"),
    FIELD(PlayBox, FLOAT, depth_m, "depth_m"),
    CORNER(0, "far_left"),
    CORNER(1, "far_right"),
    CORNER(2, "near_right"),
    CORNER(3, "near_left"),
};
enum { FIELD_COUNT = sizeof box_fields / sizeof box_fields[0] };

static DocumentKey key_of(const char *camera)
{
    return (DocumentKey){ .kind = DOCUMENT_PLAY_BOX, .child = "", .session = "", .name = camera };
}

static void write_box(JsonOut *json, const void *box)
{
    fields_write(json, NULL, box_fields, FIELD_COUNT, box);
}

Result play_box_save(Store *store, const char *camera, const PlayBox *box)
{
    if (!camera[0]) return fail(RESULT_USAGE, "the camera has no name to keep a play box by");
    if (!play_box_is_sound(box))
        return fail(RESULT_USAGE, "these corners are no rectangle on a floor: start anew");
    char *body = json_string_of(write_box, box, 17);
    if (!body) return fail(RESULT_FULL, "out of memory: close other programs");
    Result result = document_save(store, key_of(camera), body);
    free(body);
    return result;
}

PlayBox play_box_load(const char *given, const char *camera)
{
    PlayBox box = { 0 };
    Store *store = NULL;
    char *body = NULL;
    json_t *object = NULL;
    Result result = camera[0] ? store_open_given(&store, given, STORE_READ) : RESULT_NOT_FOUND;
    if (!result) result = document_load(store, key_of(camera), &body);
    if (!result) result = fields_parse(body, &object);
    bool good = !result && fields_read(box_fields, FIELD_COUNT, &box, object);
    if (object) fields_free(object);
    free(body);
    store_close(&store);
    return good && play_box_is_sound(&box) ? box : (PlayBox){ 0 };
}
