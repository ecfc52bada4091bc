// SPDX-License-Identifier: MIT
// fuzz_store.c: a store with any bytes: opened, listed, its first sessions loaded, shown and
// verified. Every failure is told; nothing stops.
#include "clinic/report.h"
#include "session/findings.h"
#include "session/presets.h"
#include "session/session_list.h"

#include <stdlib.h>
#include <unistd.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

static void list_all(Store *store)
{
    static SessionRow rows[SESSION_PAGE_MAX];
    static char children[8][PLAN_CHILD_MAX + 1];
    int known;
    uint32_t count;
    WeeklyGoals goals;
    (void)session_page(store, NULL, NULL, SESSION_PAGE_MAX, rows, &count);
    (void)session_children(store, children, 8, &known);
    (void)goals_load(store, "OTTER-3", &goals);
    for (int id = 1; id <= 2; id++) {
        Finding *finding = NULL;
        int found = 0;
        (void)findings_load(store, id, &finding, &found);
        free(finding);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    static char path[64];
    static FILE *nowhere;
    Store *store;
    if (!nowhere) {
        nowhere = fopen("/dev/null", "w");
        snprintf(path, sizeof path, "/dev/shm/tiptoe-fuzz-%d", (int)getpid());
    }
    FILE *file = fopen(path, "w");
    if (!file || !nowhere) return 0;
    fwrite(bytes, 1, size, file);
    fclose(file);
    if (store_open(&store, path, STORE_READ) == RESULT_OK) list_all(store);
    store_close(&store);
    (void)report_session(path, "1", true, nowhere);
    (void)report_session(path, "2", false, nowhere);
    unlink(path);
    return 0;
}
