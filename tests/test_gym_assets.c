// SPDX-License-Identifier: MIT
// test_gym_assets.c: pictures, sounds and speech as they are built are small enough to be fetched
// over a clinic's line.
#include "test.h"

#include <ftw.h>
#include <sys/stat.h>

#define MOST_BYTES  30000000
#define MOST_LEVELS 8

static int64_t bytes, files;

static int add(const char *path, const struct stat *info, int kind, struct FTW *where)
{
    (void)path;
    (void)where;
    if (kind != FTW_F) return 0;
    bytes += info->st_size;
    files++;
    return 0;
}

static void test_the_assets_are_below_30_mb(void **state)
{
    (void)state;
    // Links are followed: the folder itself may be one, to that of another preset.
    assert_int_equal(nftw(TIPTOE_BUILT_ASSETS, add, MOST_LEVELS, 0), 0);
    print_message("%lld files, %.1f MB\n", (long long)files, (double)bytes / 1e6);
    assert_above(files, 300);
    assert_below(bytes, MOST_BYTES);
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(test_the_assets_are_below_30_mb) };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
