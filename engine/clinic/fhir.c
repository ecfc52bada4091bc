// SPDX-License-Identifier: MIT
// fhir.c: resources and what they refer to. Ids are the session's with a number at the end.
#include "clinic/fhir.h"

#include "clinic/report.h"
#include "session/audit.h"
#include "session/json_out.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#define UCUM    "http://unitsofmeasure.org"
#define OURS    "urn:tiptoe:measure"  // the list of `tiptoe measure --list`
#define ABSENT  "http://terminology.hl7.org/CodeSystem/data-absent-reason"
#define EXAM    "http://terminology.hl7.org/CodeSystem/observation-category"
#define URL_MAX 64

// X(unit of a measure, code of UCUM)
#define UNIT_LIST(X)                                                                               \
    X("s", "s")                                                                                    \
    X("ms", "ms")                                                                                  \
    X("cm", "cm")                                                                                  \
    X("cm2", "cm2")                                                                                \
    X("cm/s", "cm/s")                                                                              \
    X("deg", "deg")                                                                                \
    X("Hz", "Hz")                                                                                  \
    X("1", "1")                                                                                    \
    X("%", "%")                                                                                    \
    X("%H", "%{body height}")                                                                      \
    X("%LL", "%{leg length}")                                                                      \
    X("AL", "{arm length}")                                                                        \
    X("LL", "{leg length}")                                                                        \
    X("AL/s", "{arm length}/s")                                                                    \
    X("bits", "bit")                                                                               \
    X("bits/s", "bit/s")

typedef struct Fhir {
    JsonOut *json;
    const SessionInfo *info;
    char when[32], patient[AUDIT_ID];
} Fhir;

enum { BUNDLE, DEVICE, REPORT, FIRST_OBSERVATION };

const char *fhir_unit(const char *unit)
{
    static const struct {
        const char *unit, *code;
    } list[] = {
#define X(unit, code) { unit, code },
        UNIT_LIST(X)
#undef X
    };
    for (size_t i = 0; i < sizeof list / sizeof *list; i++)
        if (!strcmp(list[i].unit, unit)) return list[i].code;
    return NULL;
}

static void url_of(const Fhir *f, int number, char url[URL_MAX])
{
    snprintf(url, URL_MAX, "urn:uuid:%.32s%04x", f->info->uuid, (unsigned)number);
}

static void begin_entry(Fhir *f, const char *url, const char *type)
{
    json_begin(f->json, NULL);
    json_text(f->json, "fullUrl", url);
    json_begin(f->json, "resource");
    json_text(f->json, "resourceType", type);
    json_text(f->json, "id", url + strlen("urn:uuid:"));
}

static void end_entry(Fhir *f)
{
    json_end(f->json);
    json_end(f->json);
}

static void reference(Fhir *f, const char *name, const char *url)
{
    json_begin(f->json, name);
    json_text(f->json, "reference", url);
    json_end(f->json);
}

static void concept(Fhir *f, const char *name, const char *system, const char *code,
                    const char *text)
{
    json_begin(f->json, name);
    if (system) {
        json_list(f->json, "coding");
        json_begin(f->json, NULL);
        json_text(f->json, "system", system);
        json_text(f->json, "code", code);
        json_end(f->json);
        json_end(f->json);
    }
    if (text) json_text(f->json, "text", text);
    json_end(f->json);
}

static void quantity(Fhir *f, double value, const char *unit)
{
    const char *code = fhir_unit(unit);
    json_begin(f->json, "valueQuantity");
    json_number(f->json, "value", value);
    json_text(f->json, "unit", unit);
    if (code) json_text(f->json, "system", UCUM);
    if (code) json_text(f->json, "code", code);
    json_end(f->json);
}

static void patient_url(const Fhir *f, char url[URL_MAX])
{
    snprintf(url, URL_MAX, "urn:uuid:%s", f->patient);
}

static void patient(Fhir *f)
{
    char url[URL_MAX];
    patient_url(f, url);
    begin_entry(f, url, "Patient");
    json_list(f->json, "identifier");
    json_begin(f->json, NULL);
    json_text(f->json, "system", "urn:tiptoe:child");
    json_text(f->json, "value", f->patient);
    json_end(f->json);
    json_end(f->json);
    end_entry(f);
}

static void device(Fhir *f)
{
    char url[URL_MAX];
    url_of(f, DEVICE, url);
    begin_entry(f, url, "Device");
    json_list(f->json, "deviceName");
    json_begin(f->json, NULL);
    json_text(f->json, "name", "Tiptoe, one camera");
    json_text(f->json, "type", "user-friendly-name");
    json_end(f->json);
    json_end(f->json);
    json_list(f->json, "version");
    json_begin(f->json, NULL);
    json_text(f->json, "value", f->info->desc.build);
    json_end(f->json);
    json_end(f->json);
    end_entry(f);
}

static void component(Fhir *f, const char *code, const char *text, double value, const char *unit)
{
    json_begin(f->json, NULL);
    concept(f, "code", "urn:tiptoe:part", code, text);
    quantity(f, value, unit);
    json_end(f->json);
}

static void components(Fhir *f, const Finding *x)
{
    bool interval = isfinite(x->value_low) && isfinite(x->value_high);
    if (!interval && !isfinite(x->quality)) return;
    json_list(f->json, "component");
    if (interval) {
        component(f, "value-low", "95 % interval of the child's own mean, from", x->value_low,
                  x->unit);
        component(f, "value-high", "95 % interval of the child's own mean, to", x->value_high,
                  x->unit);
    }
    if (isfinite(x->quality))
        component(f, "quality", "share of valid frames", x->quality * 100, "%");
    json_end(f->json);
}

// HL7's word for why there is no value. What was not done by the child, what the camera cannot
// give, and what was lost on the way are told apart; our own words stand beside.
static const char *absent_code(const Finding *x)
{
    switch (x->reason) {
    case FINDING_NO_STANCE:
    case FINDING_NO_REACH: return "not-performed";
    case FINDING_SLOW:
    case FINDING_FAST: return "unsupported";
    case FINDING_FORMULA: return "not-a-number";
    case FINDING_INVALID:
    case FINDING_SHORT:
    case FINDING_LONG:
    case FINDING_CONSTANT:
    case FINDING_AT_CAMERA: return "error";
    // Several reasons in one word, but where no target lay beyond the midline.
    case FINDING_FEW:
        return x->measure == MEASURE_MIDLINE_CROSSING && !x->count ? "not-performed" : "unknown";
    case FINDING_NONE:
    case FINDING_REASON_COUNT: break;
    }
    return "unknown";
}

static void observation(Fhir *f, const Finding *x, int number)
{
    const MeasureInfo *measure = measure_info(x->measure);
    char url[URL_MAX], text[160], method[600], label[96];
    clinic_label(x, label, sizeof label);
    snprintf(text, sizeof text, "%s, %s, %s", measure->name, label,
             finding_statistic_name(x->statistic));
    snprintf(method, sizeof method, "version %d, trust %c: %.500s", x->version, measure->trust,
             measure->formula);
    url_of(f, number, url);
    begin_entry(f, url, "Observation");
    json_text(f->json, "status", "final");
    json_list(f->json, "category");
    concept(f, NULL, EXAM, "exam", NULL);
    json_end(f->json);
    concept(f, "code", OURS, measure->name, text);
    patient_url(f, url);
    reference(f, "subject", url);
    json_text(f->json, "effectiveDateTime", f->when);
    if (x->reason == FINDING_NONE && isfinite(x->value))
        quantity(f, x->value, x->unit);
    else
    concept(f, "dataAbsentReason", ABSENT, absent_code(x), finding_reason_text(x->reason));
    concept(f, "method", NULL, NULL, method);
    url_of(f, DEVICE, url);
    reference(f, "device", url);
    components(f, x);
    end_entry(f);
}

static void report(Fhir *f, int observations)
{
    char url[URL_MAX];
    url_of(f, REPORT, url);
    begin_entry(f, url, "DiagnosticReport");
    json_text(f->json, "status", "final");
    concept(f, "code", NULL, NULL, "Check-up of balance and coordination before one camera");
    patient_url(f, url);
    reference(f, "subject", url);
    json_text(f->json, "effectiveDateTime", f->when);
    if (observations) json_list(f->json, "result");
    for (int i = 0; i < observations; i++) {
        url_of(f, FIRST_OBSERVATION + i, url);
        reference(f, NULL, url);
    }
    if (observations) json_end(f->json);
    end_entry(f);
}

Result fhir_write(const ClinicSession *s, FILE *to)
{
    JsonOut json = json_out(to, 17, true);
    Fhir f = { .json = &json, .info = &s->recording.info };
    char url[URL_MAX];
    int count = 0;
    if (!s->is_checkup)
        return fail(RESULT_USAGE, "session %lld is a play: only a check-up has measures",
                    (long long)f.info->id);
    Result result = audit_child(s->store, f.info->desc.plan.child, f.patient);
    report_iso(f.info->started_utc_ms, f.info->zone_minutes, f.when);
    url_of(&f, BUNDLE, url);
    json_begin(&json, NULL);
    json_text(&json, "resourceType", "Bundle");
    json_text(&json, "id", url + strlen("urn:uuid:"));
    json_text(&json, "type", "collection");
    json_text(&json, "timestamp", f.when);
    json_list(&json, "entry");
    patient(&f);
    device(&f);
    for (int i = 0; i < s->checkup.count; i++)
        if (s->checkup.finding[i].item == 0)
            observation(&f, &s->checkup.finding[i], FIRST_OBSERVATION + count++);
    report(&f, count);
    json_end(&json);
    json_end(&json);
    Result written = json_finish(&json);
    return result ? result : written;
}
