// SPDX-License-Identifier: MIT
// test_base_files.c: a file that a command writes is whole or not there, its owner's alone, and
// what is no file stays what it is.
#include "base/whole_file.h"
#include "test.h"

#include <dirent.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <unistd.h>

static char here[] = "/tmp/tiptoe-files-XXXXXX";

static int setup(void **state)
{
    (void)state;
    signal(SIGXFSZ, SIG_IGN);
    return mkdtemp(here) && chdir(here) == 0 ? 0 : -1;
}

static int teardown(void **state)
{
    (void)state;
    char line[64];
    snprintf(line, sizeof line, "rm -rf '%s'", here);
    return chdir("/") || system(line);
}

static Result put(const char *path, const char *text, Result written)
{
    WholeFile file;
    Result result = whole_file_open(&file, path);
    if (!result) fputs(text, file.to);
    return whole_file_close(&file, result ? result : written);
}

static void assert_holds(const char *path, const char *text)
{
    char read[64] = "";
    FILE *file = fopen(path, "r");
    assert_non_null(file);
    read[fread(read, 1, sizeof read - 1, file)] = '\0';
    fclose(file);
    assert_string_equal(read, text);
}

static void write_plainly(const char *path, const char *text)
{
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    fputs(text, file);
    fclose(file);
}

// Names in the folder, those of hidden files as well.
static int entries(void)
{
    int count = 0;
    DIR *folder = opendir(".");
    assert_non_null(folder);
    for (struct dirent *e; (e = readdir(folder));)
        count += strcmp(e->d_name, ".") && strcmp(e->d_name, "..");
    closedir(folder);
    return count;
}

static mode_t mode_of(const char *path)
{
    struct stat is;
    assert_int_equal(lstat(path, &is), 0);
    return is.st_mode;
}

static void test_it_is_the_owners_alone_whatever_the_umask(void **state)
{
    (void)state;
    static const mode_t masks[] = { 0, 022, 0777 };
    for (size_t i = 0; i < 3; i++) {
        mode_t before = umask(masks[i]);
        assert_int_equal(put("new", "text", RESULT_OK), RESULT_OK);
        umask(before);
        assert_int_equal(mode_of("new"), S_IFREG | 0600);
        assert_holds("new", "text");
        unlink("new");
    }
    write_plainly("open", "old");
    chmod("open", 0666);
    assert_int_equal(put("open", "now", RESULT_OK), RESULT_OK);
    assert_int_equal(mode_of("open"), S_IFREG | 0600);
    assert_holds("open", "now");
    unlink("open");
    assert_int_equal(entries(), 0);
}

static void test_a_failure_leaves_the_old_file_and_nothing_else(void **state)
{
    (void)state;
    write_plainly("page", "old");
    assert_int_equal(put("page", "new", RESULT_MALFORMED), RESULT_MALFORMED);
    struct rlimit all, few = { 4, 4 };
    getrlimit(RLIMIT_FSIZE, &all);
    few.rlim_max = all.rlim_max;
    setrlimit(RLIMIT_FSIZE, &few);
    Result full = put("page", "longer than that", RESULT_OK);
    setrlimit(RLIMIT_FSIZE, &all);
    assert_int_equal(full, RESULT_FULL);
    assert_holds("page", "old");
    assert_int_equal(entries(), 1);
    unlink("page");
}

static void test_several_appear_together_or_not_at_all(void **state)
{
    (void)state;
    WholeFile file[2];
    for (int bad = 1; bad >= 0; bad--) {
        assert_int_equal(whole_file_open(&file[0], "one"), RESULT_OK);
        assert_int_equal(whole_file_open(&file[1], bad ? "none/two" : "two"),
                         bad ? RESULT_CANNOT_CREATE : RESULT_OK);
        Result result = whole_files_close(file, 2, bad ? RESULT_CANNOT_CREATE : RESULT_OK);
        assert_int_equal(result, bad ? RESULT_CANNOT_CREATE : RESULT_OK);
        assert_int_equal(entries(), bad ? 0 : 2);
    }
    unlink("one");
    unlink("two");
}

static void test_a_link_is_neither_followed_nor_replaced(void **state)
{
    (void)state;
    write_plainly("file", "old");
    assert_int_equal(symlink("file", "link"), 0);
    assert_int_equal(symlink("nowhere", "dangling"), 0);
    assert_int_equal(put("link", "new", RESULT_OK), RESULT_NOT_PERMITTED);
    assert_non_null(strstr(fail_text(), "link"));
    assert_int_equal(put("dangling", "new", RESULT_OK), RESULT_NOT_PERMITTED);
    assert_true(S_ISLNK(mode_of("link")));
    assert_holds("file", "old");
    assert_int_equal(entries(), 3);
    unlink("link");
    unlink("dangling");
    unlink("file");
}

static void test_a_pipe_is_written_through(void **state)
{
    (void)state;
    assert_int_equal(mkfifo("pipe", 0600), 0);
    int reader = open("pipe", O_RDONLY | O_NONBLOCK);
    assert_at_least(reader, 0);
    assert_int_equal(put("pipe", "through", RESULT_OK), RESULT_OK);
    char read_back[16] = "";
    assert_int_equal(read(reader, read_back, sizeof read_back - 1), 7);
    assert_string_equal(read_back, "through");
    close(reader);
    assert_true(S_ISFIFO(mode_of("pipe")));
    assert_int_equal(entries(), 1);
    unlink("pipe");
}

// As root as well, who could replace it.
static void test_a_device_stays_one(void **state)
{
    (void)state;
    assert_int_equal(put("/dev/null", "text", RESULT_OK), RESULT_OK);
    assert_int_equal(put("/dev/full", "text", RESULT_OK), RESULT_FULL);
    assert_true(S_ISCHR(mode_of("/dev/null")));
    assert_true(S_ISCHR(mode_of("/dev/full")));
    if (mknod("null", S_IFCHR | 0600, makedev(1, 3)) != 0)
        skip_not_allowed("devices cannot be made here");
    Result result = put("null", "text", RESULT_OK);
    mode_t mode = mode_of("null");
    int left = entries();
    unlink("null");
    // Where devices do not work (a mount's nodev), one is told and left alone.
    assert_true(result == RESULT_OK || result == RESULT_NOT_PERMITTED);
    assert_true(S_ISCHR(mode));
    assert_int_equal(left, 1);
}

static void test_what_cannot_be_written_is_told(void **state)
{
    (void)state;
    assert_int_equal(put(".", "text", RESULT_OK), RESULT_CANNOT_CREATE);
    assert_int_equal(put("none/page", "text", RESULT_OK), RESULT_CANNOT_CREATE);
    assert_int_equal(put("/proc/page", "text", RESULT_OK), RESULT_CANNOT_CREATE);
    if (geteuid() == 0) skip_not_allowed("root may write everything");
    write_plainly("kept", "old");
    chmod("kept", 0400);
    assert_int_equal(put("kept", "new", RESULT_OK), RESULT_NOT_PERMITTED);
    assert_holds("kept", "old");
    unlink("kept");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_it_is_the_owners_alone_whatever_the_umask),
        cmocka_unit_test(test_a_failure_leaves_the_old_file_and_nothing_else),
        cmocka_unit_test(test_several_appear_together_or_not_at_all),
        cmocka_unit_test(test_a_link_is_neither_followed_nor_replaced),
        cmocka_unit_test(test_a_pipe_is_written_through),
        cmocka_unit_test(test_a_device_stays_one),
        cmocka_unit_test(test_what_cannot_be_written_is_told),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
