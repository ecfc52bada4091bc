// SPDX-License-Identifier: MIT
// cmd_config.c: `tiptoe config`: what this machine's settings are and where each stands. What it
// prints is itself a file of settings.
#include "cli/cli.h"
#include "cli/config.h"

int cmd_config(int argc, char **argv)
{
    static const struct argp argp = {
        .doc = "Prints every setting of this machine and where it stands: built in, "
               "/etc/tiptoe/tiptoe.conf, ~/.config/tiptoe/tiptoe.conf or the environment. What is "
               "printed may be kept as such a file."
    };
    int status = cli_parse("config", &argp, argc, argv, NULL);
    if (status) return status;
    for (int i = 0; i < config_count(); i++) {
        const char *value = config_value(i);
        printf("%s# %s\n", i ? "\n" : "", config_meaning(i));
        if (value)
            printf("%s = %s  ; %s\n", config_name(i), value, config_origin(i));
        else
            printf("#%s = (%s)\n", config_name(i), config_usual(i));
    }
    return 0;
}
