// SPDX-License-Identifier: MIT
// test_clinic_template.c: templates are filled from views, escaped, and never half right in
// silence.
#include "test.h"

#include "clinic/template.h"
#include "session/fields.h"
#include "session/json_out.h"

#include <stdlib.h>
#include <string.h>

static char folder[] = "/tmp/tiptoe-templates-XXXXXX";
static Templates *templates;

static void write_page(const char *name, const char *text)
{
    char path[128];
    snprintf(path, sizeof path, "%s/%s.html", folder, name);
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    fputs(text, file);
    assert_int_equal(fclose(file), 0);
}

static int open_pages(void **state)
{
    (void)state;
    assert_non_null(mkdtemp(folder));
    write_page("hole", "<p title=\"{{text}}\">{{text}} {{whole}}{{none}}</p>");
    write_page("chart", "{{{svg_line}}}");
    write_page("raw", "{{{text}}}");
    write_page("list", "{{#rows}}<{{name}}{{#last}}!{{/last}}{{^last}},{{/last}}{{text}}>{{/rows}}"
                       "{{^rows}}none{{/rows}}");
    write_page("words", "{{#words}}[{{.}}]{{/words}}");
    write_page("nested", "{{#rows}}{{#inner}}{{.}}{{name}} {{/inner}}{{/rows}}");
    write_page("outer", "a{{>hole}}{{!words of ours}}b");
    write_page("itself", "{{>itself}}");
    write_page("missing", "{{nothing}}");
    write_page("open", "{{#rows}}x");
    write_page("crossed", "{{#rows}}{{#inner}}{{/rows}}{{/inner}}");
    write_page("torn", "x {{text");
    assert_int_equal(templates_open(&templates, folder), RESULT_OK);
    return 0;
}

static int close_pages(void **state)
{
    (void)state;
    char command[128];
    templates_close(&templates);
    snprintf(command, sizeof command, "rm -r %s", folder);
    return system(command);
}

static json_t *view(int rows)
{
    json_t *tree = NULL;
    JsonOut json = json_view();
    json_begin(&json, NULL);
    json_text(&json, "text", "<i a='1' b=\"2\">&");
    json_text(&json, "svg_line", "<svg/>");
    json_whole(&json, "whole", -12);
    json_none(&json, "none");
    json_number(&json, "number", 0.5);
    json_list(&json, "words");
    json_text(&json, NULL, "to");
    json_text(&json, NULL, "<be>");
    json_end(&json);
    json_list(&json, "rows");
    for (int i = 0; i < rows; i++) {
        char name[16];
        snprintf(name, sizeof name, "r%d", i);
        json_begin(&json, NULL);
        json_text(&json, "name", name);
        json_flag(&json, "last", i == rows - 1);
        json_list(&json, "inner");
        json_whole(&json, NULL, i);
        json_whole(&json, NULL, i + 10);
        json_end(&json);
        json_end(&json);
    }
    json_end(&json);
    json_end(&json);
    assert_int_equal(json_tree(&json, &tree), RESULT_OK);
    return tree;
}

static void assert_filled(const char *name, int rows, const char *expected)
{
    char *text = NULL;
    size_t size = 0;
    json_t *with = view(rows);
    Result result = template_text(templates, name, with, &text, &size);
    if (result) print_message("%s\n", fail_text());
    assert_int_equal(result, RESULT_OK);
    assert_string_equal(text, expected);
    assert_int_equal(size, strlen(expected));
    free(text);
    fields_free(with);
}

static void assert_refused(const char *name, Result expected, const char *words)
{
    char *text = NULL;
    size_t size = 0;
    json_t *with = view(2);
    assert_int_equal(template_text(templates, name, with, &text, &size), expected);
    assert_null(text);
    if (!strstr(fail_text(), words)) print_message("%s\n", fail_text());
    assert_non_null(strstr(fail_text(), words));
    fields_free(with);
}

static void test_holes_are_escaped(void **state)
{
    (void)state;
#define ESCAPED "&lt;i a=&#39;1&#39; b=&quot;2&quot;&gt;&amp;"
    assert_filled("hole", 0, "<p title=\"" ESCAPED "\">" ESCAPED " -12</p>");
    assert_filled("outer", 0, "a<p title=\"" ESCAPED "\">" ESCAPED " -12</p>b");
    assert_filled("chart", 0, "<svg/>");
    assert_filled("words", 0, "[to][&lt;be&gt;]");
}

static void test_sections(void **state)
{
    (void)state;
    assert_filled("list", 0, "none");
    assert_filled("list", 2, "<r0," ESCAPED "><r1!" ESCAPED ">");
    assert_filled("nested", 2, "0r0 10r0 1r1 11r1 ");
}

static void test_faults_are_told(void **state)
{
    (void)state;
    assert_refused("raw", RESULT_MALFORMED, "is no chart");
    assert_refused("missing", RESULT_MALFORMED, "is not in its view");
    assert_refused("itself", RESULT_MALFORMED, "too deep");
    assert_refused("open", RESULT_MALFORMED, "is not closed");
    assert_refused("crossed", RESULT_MALFORMED, "closes what is not open");
    assert_refused("torn", RESULT_MALFORMED, "is no mark");
    assert_refused("nobody", RESULT_NOT_FOUND, "there is no page");
}

static void test_no_folder(void **state)
{
    (void)state;
    Templates *none = NULL;
    assert_int_equal(templates_open(&none, "/tmp/there/is/none"), RESULT_NOT_FOUND);
    assert_null(none);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_holes_are_escaped),
        cmocka_unit_test(test_sections),
        cmocka_unit_test(test_faults_are_told),
        cmocka_unit_test(test_no_folder),
    };
    return cmocka_run_group_tests(tests, open_pages, close_pages);
}
