// SPDX-License-Identifier: MIT
// template.c: templates are read at the start and filled without recursion.
#include "clinic/template.h"

#include <dirent.h>
#include <errno.h>
#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#define TEMPLATES_MAX 64
#define FILE_MAX      (1 << 18)  // bytes
#define TEMPLATE_NAME 48         // with its end
#define DEPTH_MAX     32

typedef struct Template {
    char name[TEMPLATE_NAME];
    char *text;
} Template;

struct Templates {
    int count;
    Template template[TEMPLATES_MAX];
};

// A section that is open, or a template within which another is filled.
typedef struct Frame {
    char name[TEMPLATE_NAME];
    const json_t *value;  // NULL: nothing is looked up in it
    const json_t *list;   // NULL: filled once
    size_t next;          // element of the list
    const char *body;     // of a section: to be filled again
    const char *back;     // of a template: where it goes on afterwards; NULL: a section
} Frame;

typedef struct Filling {
    const Templates *templates;
    const char *name, *at;
    FILE *to;
    int depth;
    Frame frame[DEPTH_MAX];
} Filling;

typedef struct Tag {
    char kind;  // # ^ / > ! or 0; '{': raw
    char name[TEMPLATE_NAME];
    const char *end;  // behind it
} Tag;

static const Template *find(const Templates *templates, const char *name)
{
    for (int i = 0; i < templates->count; i++)
        if (!strcmp(templates->template[i].name, name)) return &templates->template[i];
    return NULL;
}

// The tag that opens at `at`. False: it is none.
static bool read_tag(const char *at, Tag *tag)
{
    const char *close = "}}";
    at += 2;
    tag->kind = *at && strchr("#^/>!{", *at) ? *at++ : '\0';
    if (tag->kind == '{') close = "}}}";
    const char *end = strstr(at, close);
    if (!end) return false;
    tag->end = end + strlen(close);
    size_t length = (size_t)(end - at);
    if (tag->kind == '!') length = 0;
    if (length >= sizeof tag->name || (!length && tag->kind != '!')) return false;
    memcpy(tag->name, at, length);
    tag->name[length] = '\0';
    return strspn(tag->name, "abcdefghijklmnopqrstuvwxyz_0123456789.") == length;
}

// The innermost value of that name.
static const json_t *look_up(const Filling *f, const char *name)
{
    bool own = !strcmp(name, ".");
    for (int i = f->depth - 1; i >= 0; i--) {
        const json_t *value = f->frame[i].value;
        if (own && value) return value;
        value = value && !own ? json_object_get(value, name) : NULL;
        if (value) return value;
    }
    return NULL;
}

static bool is_there(const json_t *value)
{
    if (json_is_array(value)) return json_array_size(value) > 0;
    if (json_is_string(value)) return json_string_length(value) > 0;
    return value && !json_is_false(value) && !json_is_null(value);
}

static void escape(FILE *to, const char *text)
{
    static const char *const marks[] = {
        ['&'] = "&amp;", ['<'] = "&lt;", ['>'] = "&gt;", ['"'] = "&quot;", ['\''] = "&#39;"
    };
    for (const char *c = text; *c; c++) {
        size_t letter = (unsigned char)*c;
        if (letter < sizeof marks / sizeof *marks && marks[letter])
            fputs(marks[letter], to);
        else
            fputc(*c, to);
    }
}

static Result fault(const Filling *f, const Tag *tag, const char *words)
{
    return fail(RESULT_MALFORMED, "the page %s: {{%s}} %s", f->name, tag->name, words);
}

static Result fill_hole(Filling *f, const Tag *tag)
{
    const json_t *value = look_up(f, tag->name);
    bool raw = tag->kind == '{';
    if (raw && strncmp(tag->name, "svg_", 4) && strncmp(tag->name, "style_", 6))
        return fault(f, tag, "is no chart: it is escaped");
    if (json_is_integer(value) && !raw)
        fprintf(f->to, "%" JSON_INTEGER_FORMAT, json_integer_value(value));
    else if (json_is_string(value) && raw)
        fputs(json_string_value(value), f->to);
    else if (json_is_string(value))
        escape(f->to, json_string_value(value));
    else if (!json_is_null(value))
        return fault(f, tag, value ? "is neither text nor a whole number" : "is not in its view");
    f->at = tag->end;
    return RESULT_OK;
}

static Result push(Filling *f, const Tag *tag, Frame frame)
{
    if (f->depth == DEPTH_MAX) return fault(f, tag, "lies too deep");
    snprintf(frame.name, sizeof frame.name, "%s", tag->name);
    f->frame[f->depth++] = frame;
    return RESULT_OK;
}

// Behind the end of the section that `tag` begins.
static Result pass_over(Filling *f, const Tag *tag)
{
    int open = 1;
    Tag inner = *tag;
    f->at = tag->end;
    while (open > 0) {
        f->at = strstr(f->at, "{{");
        if (!f->at || !read_tag(f->at, &inner)) return fault(f, tag, "is not closed");
        open += (inner.kind == '#' || inner.kind == '^') - (inner.kind == '/');
        f->at = inner.end;
    }
    return strcmp(inner.name, tag->name) ? fault(f, tag, "is closed by another name") : RESULT_OK;
}

static Result open_section(Filling *f, const Tag *tag)
{
    const json_t *value = look_up(f, tag->name);
    bool inverted = tag->kind == '^';
    if (is_there(value) == inverted) return pass_over(f, tag);
    Frame frame = { .body = tag->end };
    if (!inverted && json_is_array(value)) {
        frame.list = value;
        frame.value = json_array_get(value, 0);
        frame.next = 1;
    } else if (!inverted && (json_is_object(value) || json_is_string(value))) {
        frame.value = value;
    }
    f->at = tag->end;
    return push(f, tag, frame);
}

static Result close_section(Filling *f, const Tag *tag)
{
    Frame *frame = f->depth > 1 ? &f->frame[f->depth - 1] : NULL;
    if (!frame || frame->back || strcmp(frame->name, tag->name))
        return fault(f, tag, "closes what is not open");
    if (frame->list && frame->next < json_array_size(frame->list)) {
        frame->value = json_array_get(frame->list, frame->next++);
        f->at = frame->body;
    } else {
        f->depth--;
        f->at = tag->end;
    }
    return RESULT_OK;
}

static Result open_template(Filling *f, const Tag *tag)
{
    const Template *inner = find(f->templates, tag->name);
    if (!inner) return fault(f, tag, "is no template");
    f->at = inner->text;
    return push(f, tag, (Frame){ .back = tag->end });
}

// The text has ended: of a template within another, or of all.
static Result end_text(Filling *f, bool *done)
{
    const Frame *frame = &f->frame[f->depth - 1];
    if (f->depth > 1 && !frame->back)
        return fail(RESULT_MALFORMED, "the page %s: {{#%s}} is not closed", f->name, frame->name);
    *done = f->depth == 1;
    if (!*done) f->at = frame->back;
    f->depth -= !*done;
    return RESULT_OK;
}

Result template_write(const Templates *templates, const char *name, const json_t *view, FILE *to)
{
    const Template *outer = find(templates, name);
    if (!outer) return fail(RESULT_NOT_FOUND, "there is no page called %s", name);
    Filling f = { templates, name, outer->text, to, 1, { { .value = view } } };
    Result result = RESULT_OK;
    bool done = false;
    while (!result && !done) {
        Tag tag = { 0 };
        const char *open = strstr(f.at, "{{");
        size_t length = open ? (size_t)(open - f.at) : strlen(f.at);
        fwrite(f.at, 1, length, to);
        f.at += length;
        if (!open)
            result = end_text(&f, &done);
        else if (!read_tag(open, &tag))
            result = fail(RESULT_MALFORMED, "the page %s: '%.20s' is no mark", name, open);
        else if (tag.kind == '#' || tag.kind == '^')
            result = open_section(&f, &tag);
        else if (tag.kind == '/')
            result = close_section(&f, &tag);
        else if (tag.kind == '>')
            result = open_template(&f, &tag);
        else if (tag.kind == '!')
            f.at = tag.end;
        else
            result = fill_hole(&f, &tag);
    }
    if (!result && (fflush(to) != 0 || ferror(to)))
        result = fail(RESULT_FULL, "the page could not be written: make room");
    return result;
}

Result template_text(const Templates *templates, const char *name, const json_t *view, char **text,
                     size_t *size)
{
    *text = NULL;
    *size = 0;
    FILE *to = open_memstream(text, size);
    if (!to) return fail(RESULT_FULL, "out of memory: close other programs");
    Result result = template_write(templates, name, view, to);
    if (fclose(to) != 0 && !result)
        result = fail(RESULT_FULL, "out of memory: close other programs");
    if (!result) return RESULT_OK;
    free(*text);
    *text = NULL;
    return result;
}

// ---- reading ------------------------------------------------------------------------------------

static Result read_file(const char *path, char **text)
{
    FILE *file = fopen(path, "rbe");
    *text = malloc(FILE_MAX);
    size_t size = file && *text ? fread(*text, 1, FILE_MAX, file) : 0;
    Result result = RESULT_OK;
    if (!file)
        result = fail(RESULT_NOT_FOUND, "%s: %s", path, strerror(errno));
    else if (!*text)
        result = fail(RESULT_FULL, "out of memory: close other programs");
    else if (ferror(file) || size == FILE_MAX)
        result = fail(RESULT_MALFORMED, "%s: cannot be read, or is too large", path);
    else
        (*text)[size] = '\0';
    if (file) fclose(file);
    return result;
}

// Takes the file in if it is a template.
static Result take(Templates *templates, const char *folder, const char *file)
{
    char path[4096];
    const char *end = strrchr(file, '.');
    if (!end || strcmp(end, ".html")) return RESULT_OK;
    size_t length = (size_t)(end - file);
    if (templates->count == TEMPLATES_MAX || length >= TEMPLATE_NAME ||
        snprintf(path, sizeof path, "%s/%s", folder, file) >= (int)sizeof path)
        return fail(RESULT_MALFORMED, "%s: too many pages, or too long a name: %s", folder, file);
    Template *to = &templates->template[templates->count++];
    memcpy(to->name, file, length);
    return read_file(path, &to->text);
}

Result templates_open(Templates **templates, const char *folder)
{
    *templates = NULL;
    DIR *dir = opendir(folder);
    if (!dir)
        return fail(RESULT_NOT_FOUND, "%s: %s: the pages are not installed", folder,
                    strerror(errno));
    *templates = calloc(1, sizeof **templates);
    Result result = *templates ? RESULT_OK : fail(RESULT_FULL, "out of memory: close others");
    for (struct dirent *entry; !result && (entry = readdir(dir));)
        result = take(*templates, folder, entry->d_name);
    closedir(dir);
    if (!result && !(*templates)->count)
        result = fail(RESULT_NOT_FOUND, "%s: there is no page in it", folder);
    if (result) templates_close(templates);
    return result;
}

void templates_close(Templates **templates)
{
    if (!*templates) return;
    for (int i = 0; i < (*templates)->count; i++) free((*templates)->template[i].text);
    free(*templates);
    *templates = NULL;
}
