// SPDX-License-Identifier: MIT
// validity_campaign.c: the lines of the runs that are done.
#include "validity_checkup.h"

#include <stdlib.h>
#include <string.h>

void campaign_read(Campaign *campaign, const char *path)
{
    FILE *file = fopen(path, "r");
    char *text = NULL;
    size_t room = 0;
    campaign->count = 0;
    if (!file) return;
    while (campaign->count < CHECKUP_RUNS_MAX && getline(&text, &room, file) > 0) {
        json_t *line = json_loads(text, 0, NULL);
        if (json_is_object(line))
            campaign->line[campaign->count++] = line;
        else
            json_decref(line);
    }
    free(text);
    fclose(file);
}

bool campaign_has(const Campaign *campaign, int number, const char *model)
{
    for (int i = 0; i < campaign->count; i++) {
        const char *of = json_string_value(json_object_get(campaign->line[i], "model"));
        json_int_t run = json_integer_value(json_object_get(campaign->line[i], "run"));
        if (run == number && of && !strcmp(of, model)) return true;
    }
    return false;
}

void campaign_free(Campaign *campaign)
{
    for (int i = 0; i < campaign->count; i++) json_decref(campaign->line[i]);
    campaign->count = 0;
}

ErrorNetwork campaign_network(const json_t *line)
{
    static const char *const words[] = {
#define X(name, word) word,
        ERROR_NETWORK_LIST(X)
#undef X
    };
    const char *of = json_string_value(json_object_get(line, "model"));
    int network = 0;
    while (network < ERROR_NETWORK_COUNT && (!of || strcmp(words[network], of) != 0)) network++;
    return (ErrorNetwork)network;
}
