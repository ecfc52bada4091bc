// SPDX-License-Identifier: MIT
// fuzz_replay.c: what a fuzzer's program is without the fuzzer: every file of a folder once.
#include <dirent.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

static int one(const char *folder, const char *name)
{
    char path[4096];
    long size = -1;
    snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *file = fopen(path, "r");
    if (file && fseek(file, 0, SEEK_END) == 0) size = ftell(file);
    uint8_t *bytes = size >= 0 ? malloc((size_t)size + 1) : NULL;
    if (bytes) rewind(file);
    int good = bytes && fread(bytes, 1, (size_t)size, file) == (size_t)size;
    if (good) LLVMFuzzerTestOneInput(bytes, (size_t)size);
    if (file) fclose(file);
    free(bytes);
    return good;
}

int main(int argc, char **argv)
{
    int count = 0;
    struct dirent *entry;
    DIR *folder = argc == 2 ? opendir(argv[1]) : NULL;
    if (!folder) {
        fprintf(stderr, "which folder?\n");
        return 1;
    }
    while ((entry = readdir(folder)))
        if (entry->d_name[0] != '.') count += one(argv[1], entry->d_name);
    closedir(folder);
    printf("%d files of %s\n", count, argv[1]);
    return count > 0 ? 0 : 1;
}
