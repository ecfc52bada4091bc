// SPDX-License-Identifier: MIT
// plan_file.c: a plan as a signed file.
#include "session/plan_file.h"

#include "play/hour_templates.h"

#include <sodium/utils.h>
#include <stdlib.h>
#include <string.h>

#define HEAD      "tiptoe plan "
#define FIRST     HEAD "1\n"
#define STATION   "station "
#define SIGNATURE "signature "

static HourPlan without_names(const HourPlan *plan)
{
    HourPlan sent = *plan;
    int known = hour_template_find(plan->name);
    if (known < 0) sent.name[0] = '\0';
    if (known < 0 || strcmp(plan->reason, hour_template(known)->reason) != 0) sent.reason[0] = '\0';
    return sent;
}

// What is signed: the first line, so that no other version's is taken for it, and the plan's.
static char *signed_part(const char *plan, size_t length, size_t *size)
{
    const size_t head = sizeof FIRST - 1;
    char *all = malloc(head + length + 1);
    if (!all) return NULL;
    memcpy(all, FIRST, head);
    memcpy(all + head, plan, length);
    all[head + length] = '\0';
    *size = head + length;
    return all;
}

static Result no_memory(void)
{
    return fail(RESULT_FULL, "out of memory: close other programs");
}

static Result write_signed(Store *store, const char *text, FILE *to)
{
    unsigned char key[STATION_PUBLIC], signature[STATION_SIGNATURE];
    char key_hex[2 * STATION_PUBLIC + 1], signature_hex[2 * STATION_SIGNATURE + 1];
    size_t size = 0;
    char *all = signed_part(text, strlen(text), &size);
    if (!all) return no_memory();
    Result result = station_public(store, key);
    if (!result) result = station_sign(store, all, size, signature);
    free(all);
    if (result) return result;
    sodium_bin2hex(key_hex, sizeof key_hex, key, sizeof key);
    sodium_bin2hex(signature_hex, sizeof signature_hex, signature, sizeof signature);
    fprintf(to, FIRST STATION "%s\n" SIGNATURE "%s\n%s\n", key_hex, signature_hex, text);
    return RESULT_OK;
}

Result plan_file_write(Store *store, const HourPlan *plan, FILE *to)
{
    const HourPlan sent = without_names(plan);
    char *text = hour_plan_text(&sent);
    if (!text) return no_memory();
    Result result = write_signed(store, text, to);
    free(text);
    return result;
}

// A line "<word><hexadecimal digits>", and where the next one begins. Capitals are none of ours:
// one plan has one spelling.
static bool read_line(const char **at, const char *word, unsigned char *bytes, size_t size)
{
    size_t length = strlen(word), got = 0;
    char again[2 * STATION_SIGNATURE + 1];
    if (strncmp(*at, word, length) != 0) return false;
    const char *digits = *at + length;
    if (strcspn(digits, "\n") != 2 * size || digits[2 * size] != '\n') return false;
    if (sodium_hex2bin(bytes, size, digits, 2 * size, NULL, &got, NULL) || got != size)
        return false;
    sodium_bin2hex(again, sizeof again, bytes, size);
    *at = digits + 2 * size + 1;
    return !strncmp(again, digits, 2 * size);
}

static Result not_whole(void)
{
    return fail(RESULT_MALFORMED, "the plan was cut off, or changed after it was signed: ask for "
                                  "it again");
}

static Result read_signed(const char *text, HourPlan *plan, PlanSender *sender)
{
    unsigned char signature[STATION_SIGNATURE];
    const char *at = text + sizeof FIRST - 1;
    size_t size = 0;
    if (!read_line(&at, STATION, sender->key, STATION_PUBLIC) ||
        !read_line(&at, SIGNATURE, signature, STATION_SIGNATURE))
        return not_whole();
    size_t length = strlen(at);
    if (length < 2 || strcspn(at, "\n") != length - 1) return not_whole();
    char *all = signed_part(at, length - 1, &size);
    if (!all) return no_memory();
    Result result = station_signed(sender->key, all, size, signature)
                        ? hour_plan_read(plan, all + sizeof FIRST - 1)
                        : not_whole();
    free(all);
    return result;
}

Result plan_file_read(Store *store, const char *bytes, size_t size, HourPlan *plan,
                      PlanSender *sender)
{
    *sender = (PlanSender){ 0 };
    if (size > PLAN_FILE_MAX || size < sizeof FIRST || memcmp(bytes, HEAD, sizeof HEAD - 1) != 0)
        return fail(RESULT_MALFORMED, "this is no plan of Tiptoe's");
    if (memchr(bytes, '\0', size)) return not_whole();
    char *text = malloc(size + 1);
    if (!text) return no_memory();
    memcpy(text, bytes, size);
    text[size] = '\0';
    bool ours = !strncmp(text, FIRST, sizeof FIRST - 1);
    Result result = ours ? read_signed(text, plan, sender)
                         : fail(RESULT_VERSION, "the plan was sent by another version of Tiptoe: "
                                                "install that, or ask for it again");
    free(text);
    return result ? result : station_is_known(store, sender->key, &sender->known);
}

Result plan_sender_check(Store *store, const PlanSender *sender, const char *typed)
{
    if (typed && !station_code_is(sender->key, typed))
        return fail(RESULT_NOT_PERMITTED,
                    "the plan is not of the station whose code is %.40s: do not use it", typed);
    if (typed && !sender->known) return station_accept(store, sender->key);
    if (sender->known) return RESULT_OK;
    return fail(RESULT_NOT_PERMITTED,
                "the plan is of a station that is not known here: ask who sent it for the code "
                "that `tiptoe plan station` shows there, and give it by --accept CODE");
}
