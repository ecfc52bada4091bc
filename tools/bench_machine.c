// SPDX-License-Identifier: MIT
// bench_machine.c: what this machine is and has, and whether it was quiet enough for figures to
// mean anything.
#include "tools/bench.h"

#include "base/clock.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

#define BUSY_SHARE 0.05  // of the cores, by others: above, times are theirs as much as ours

static void print_field(const char *path, const char *field)
{
    char line[512];
    FILE *file = fopen(path, "r");
    if (!file) return;
    while (fgets(line, sizeof line, file)) {
        if (field && strncmp(line, field, strlen(field)) != 0) continue;
        const char *value = field ? strchr(line, ':') : line;
        if (value) printf("%s", field ? value + 2 : value);
        break;
    }
    fclose(file);
}

// The program lies beside this one.
Result bench_program(char path[PATH_MAX])
{
    ssize_t length = readlink("/proc/self/exe", path, PATH_MAX);
    while (length > 0 && path[length - 1] != '/') length--;
    if (length > 0 && (size_t)length + sizeof "tiptoe" <= PATH_MAX) {
        strcpy(path + length, "tiptoe");
        if (access(path, X_OK) == 0) return RESULT_OK;
    }
    return fail(RESULT_NOT_FOUND, "there is no tiptoe beside the bench: build it");
}

bool bench_has_display(void)
{
    return getenv("DISPLAY") || getenv("WAYLAND_DISPLAY");
}

void bench_machine(void)
{
    double load[3] = { 0 };
    int known = getloadavg(load, 3);
    printf("cpu: ");
    print_field("/proc/cpuinfo", "model name");
    printf("cores: %ld   governor: ", sysconf(_SC_NPROCESSORS_ONLN));
    const char *governor = "/sys/devices/system/cpu/cpu0/cpufreq/scaling_governor";
    if (access(governor, R_OK) == 0)
        print_field(governor, NULL);
    else
        printf("not told\n");
    if (known == 3) printf("load average: %.2f %.2f %.2f\n", load[0], load[1], load[2]);
}

// Seconds that all cores were busy since they started; time stolen by a hypervisor counts.
static double busy_seconds(void)
{
    unsigned long long user = 0, nice = 0, kernel = 0, idle = 0, wait = 0, irq = 0, soft = 0,
                       steal = 0;
    FILE *file = fopen("/proc/stat", "r");
    if (!file) return 0;
    int got = fscanf(file, "cpu %llu %llu %llu %llu %llu %llu %llu %llu", &user, &nice, &kernel,
                     &idle, &wait, &irq, &soft, &steal);
    fclose(file);
    return got < 8
               ? 0
               : (double)(user + nice + kernel + irq + soft + steal) / (double)sysconf(_SC_CLK_TCK);
}

// Of this program and of the processes that it has waited for.
static double own_seconds(void)
{
    double seconds = 0;
    static const int whose[] = { RUSAGE_SELF, RUSAGE_CHILDREN };
    for (int i = 0; i < 2; i++) {
        struct rusage usage;
        getrusage(whose[i], &usage);
        seconds += (double)(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) +
                   (double)(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6;
    }
    return seconds;
}

BenchLoad bench_load_start(void)
{
    return (BenchLoad){ busy_seconds(), own_seconds(), (double)clock_us() / 1e6 };
}

void bench_load_end(BenchLoad since)
{
    double wall = (double)clock_us() / 1e6 - since.wall_s;
    double own = own_seconds() - since.own_s;
    double others = busy_seconds() - since.busy_s - own;
    double share = others / (wall * (double)sysconf(_SC_NPROCESSORS_ONLN));
    if (others < 0) share = 0;
    printf("  this program used %.2f cores; others %.0f %% of the machine%s\n", own / wall,
           100 * share,
           share > BUSY_SHARE ? ": TOO BUSY, take these figures again when it is quiet" : "");
}
