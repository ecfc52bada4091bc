// SPDX-License-Identifier: MIT
// test_clinic_signed.c: a signed report stays as it is, byte for byte, when newer formulas score
// its sessions anew; what is signed then is another report. The newer formulas stand before today's
// here: every value is a quarter higher.
#include "clinic_fixture.h"

#include "clinic/assess.h"
#include "clinic/child_report.h"
#include "session/reports.h"
#include "session/sql.h"
#include "session/verify.h"

#define CHILD    "OTTER-3"
#define CHECKUPS 6
#define NOW_MS   INT64_C(1800000000000)

static bool newer;

void __real_assess_formulas(char set[FINDING_FORMULAS_MAX]);
void __wrap_assess_formulas(char set[FINDING_FORMULAS_MAX]);
Result __real_assess(const Kinematics *kinematics, Finding *list, int *count);
Result __wrap_assess(const Kinematics *kinematics, Finding *list, int *count);

void __wrap_assess_formulas(char set[FINDING_FORMULAS_MAX])
{
    __real_assess_formulas(set);
    if (newer) set[0] = set[0] == '0' ? '1' : '0';
}

Result __wrap_assess(const Kinematics *kinematics, Finding *list, int *count)
{
    Result result = __real_assess(kinematics, list, count);
    for (int i = 0; i < *count && newer; i++) {
        list[i].value *= 1.25;
        list[i].version++;
    }
    return result;
}

static int setup(void **state)
{
    if (clinic_setup(state) != 0) return -1;
    for (int i = 1; i <= CHECKUPS; i++) {
        ClinicPlan plan = { .seed = 4 + (uint64_t)i, .from = 1, .count = 1, .height_cm = 120 };
        assert_int_equal(clinic_play(&plan), i);
        clinic_put_on_day(i, 7 * i);
        assert_int_equal(clinic_keep(clinic_store, i), RESULT_OK);
    }
    return 0;
}

// A report as the browser's page signs it; its bytes are those of the page, as the paper's are
// drawn by a module that a test does not load. To the store they are bytes.
typedef struct Frozen {
    char *pdf, *view;
    size_t size;
    char formulas[FINDING_FORMULAS_MAX], id[REPORT_ID];
} Frozen;

static void frozen_free(Frozen *frozen)
{
    free(frozen->pdf);
    free(frozen->view);
}

static Frozen sign_one(Store *store)
{
    const ChildReportOf of = { CHILD, CHILD_REPORT_CLINIC, "Reaches higher.", "ann", NOW_MS, 0 };
    ChildReport *report = NULL;
    Frozen paper = { 0 };
    assert_int_equal(child_report_open(&report, store, &of), RESULT_OK);
    FILE *to = open_memstream(&paper.pdf, &paper.size);
    assert_non_null(to);
    assert_int_equal(child_report_html(report, TIPTOE_BUILT_ASSETS, to), RESULT_OK);
    fclose(to);
    paper.view = child_report_json(report);
    snprintf(paper.formulas, sizeof paper.formulas, "%s", child_report_formulas(report));
    const ReportToSign what = { "ann",      CHILD,     "clinic",  paper.formulas,
                                paper.view, paper.pdf, paper.size };
    assert_int_equal(report_sign(store, &what, paper.id), RESULT_OK);
    child_report_close(&report);
    return paper;
}

static void assert_kept(Store *store, const Frozen *frozen)
{
    char *pdf = NULL;
    size_t size = 0;
    assert_int_equal(report_pdf(store, frozen->id, &pdf, &size), RESULT_OK);
    assert_int_equal(size, frozen->size);
    assert_memory_equal(pdf, frozen->pdf, size);
    free(pdf);
}

static double value_of(Store *store, int64_t id)
{
    Finding *list = NULL;
    int count = 0;
    double value = NAN;
    assert_int_equal(findings_load(store, id, &list, &count), RESULT_OK);
    for (int i = 0; i < count && !isfinite(value); i++) value = list[i].value;
    free(list);
    return value;
}

static bool write_row(void *self, const SignedReport *report)
{
    char *text = self;
    strcat(strcat(strcat(strcat(text, report->id), " "), report->formulas), "\n");
    return true;
}

static void test_a_newer_formula_makes_a_new_report(void **state)
{
    (void)state;
    char rows[256] = "", wanted[256];
    Store *store = NULL;
    VerifyReport verified;
    newer = false;
    assert_int_equal(store_open(&store, clinic_store, STORE_WRITE), RESULT_OK);
    Frozen before = sign_one(store);
    assert_kept(store, &before);
    double then = value_of(store, CHECKUPS);

    newer = true;
    assert_int_equal(clinic_rescore(store), RESULT_OK);
    assert_float_equal(value_of(store, CHECKUPS), 1.25 * then, 1e-9 * fabs(then));
    assert_kept(store, &before);

    Frozen after = sign_one(store);
    assert_string_not_equal(after.id, before.id);
    assert_string_not_equal(after.formulas, before.formulas);
    assert_string_not_equal(after.view, before.view);
    assert_true(after.size != before.size || memcmp(after.pdf, before.pdf, after.size) != 0);
    assert_kept(store, &before);
    assert_kept(store, &after);
    assert_int_equal(reports_visit(store, CHILD, write_row, rows), RESULT_OK);
    snprintf(wanted, sizeof wanted, "%s %s\n%s %s\n", after.id, after.formulas, before.id,
             before.formulas);
    assert_string_equal(rows, wanted);
    assert_int_equal(verify_store(store, 0, NULL, NULL, &verified), RESULT_OK);
    assert_int_equal(verified.reports, 2);

    // What is not as it was signed is not shown.
    char *pdf = NULL;
    size_t size = 0;
    assert_int_equal(
        sql_change(store,
                   "UPDATE report SET pdf=CAST(replace(CAST(pdf AS TEXT), 'Reaches', 'reaches') "
                   "AS BLOB) WHERE id=?1",
                   "t", before.id),
        RESULT_OK);
    assert_int_equal(report_pdf(store, before.id, &pdf, &size), RESULT_DIFFERS);
    free(pdf);
    store_close(&store);
    frozen_free(&before);
    frozen_free(&after);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_newer_formula_makes_a_new_report),
    };
    return cmocka_run_group_tests(tests, setup, clinic_teardown);
}
