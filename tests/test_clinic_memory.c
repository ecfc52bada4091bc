// SPDX-License-Identifier: MIT
// test_clinic_memory.c: with its n-th allocation failing, every command that prints or writes ends
// as if nothing had been, or with a word and a status: nothing is cut short in silence, nothing
// aborts. A few n here; all, once and for good, as campaign `memory` of tools/soak (TIPTOE_SOAK:
// how many of each).
#include "clinic_fixture.h"
#include "session/presets.h"

#include "program.h"

#include <dirent.h>
#include <fcntl.h>

#define FEW   3          // n of each command over all of it, and as many over its own end
#define END   4000       // allocations behind the opening of the store
#define BYTES (8 << 20)  // of what one prints or writes

#ifndef FAIL_NTH
#define FAIL_NTH ""
#endif

typedef struct Line {
    const char *line;   // @ is the store, % the file or folder that it makes
    const char *after;  // then asked of the store; NULL: the store is as before
    bool self;          // this program's own, not the product's
} Line;

static const Line commands[] = {
    { "sessions --store @", NULL, false },
    { "sessions --store @ --json", NULL, false },
    { "show 1 --store @", NULL, false },
    { "show 1 --store @ --json", NULL, false },
    { "show 2 --store @", NULL, false },
    { "show 2 --store @ --json", NULL, false },
    { "dose --child OTTER-3 --store @", NULL, false },
    { "dose --child OTTER-3 --store @ --json", NULL, false },
    { "games", NULL, false },
    { "games --json", NULL, false },
    { "measure --list --json", NULL, false },
    { "measure --session 2 --store @", NULL, false },
    { "measure --session 2 --store @ --json", NULL, false },
    { "measure sway_rms --fps 30 --x x_cm --y y_cm --json #", NULL, false },
    { "replay 1 --verify --store @", NULL, false },
    { "report --session 1 --store @ --html %", NULL, false },
    { "report --session 2 --store @ --html %", NULL, false },
    { "export --session 2 --store @ --csv %", NULL, false },
    { "dose --child OTTER-3 --goal arm_left=70 --store @", "dose --child OTTER-3 --json --store @",
      false },
    { "preset @", "kept @", true },
    { "play @", "replay last --verify --store @", true },
};

// ------------------------------------------------------------------------------------------------
// What this program does itself, without cameras and their libraries.

static int own_preset(bool save)
{
    Store *store = NULL;
    PlayPlan plan = plan_default();
    plan.play.game = game_find("bubble_garden");
    snprintf(plan.child, sizeof plan.child, "OTTER-3");
    plan.play.knobs_set = 1;
    plan.play.setup.knob[0] = save ? plan.play.game->knobs[0].high : 0;
    Result result = store_open(&store, clinic_store, STORE_WRITE);
    if (!result && save) result = preset_save(store, &plan, "calm");
    if (!result) result = preset_load(store, &plan, "calm");
    store_close(&store);
    if (result) fprintf(stderr, "%s\n", fail_text());
    if (!result) printf("%g\n", (double)plan.play.setup.knob[0]);
    return result_exit_status(result);
}

static int own_play(void)
{
    const Game *game = game_find("bubble_garden");
    SessionDesc desc = { .model = "truth", .camera_kind = "demo", .camera_name = "\xc3\xa9" };
    snprintf(desc.plan.child, sizeof desc.plan.child, "OTTER-3");
    desc.may_block = true;
    desc.plan.play = (PlaySetup){ .game = game };
    desc.plan.play.setup = (GameSetup){ .level = 1, .seconds = 2 };
    desc.plan.play.setup.profile.sensory = sensory_preset(SENSORY_STANDARD);
    DemoOptions options = { .width = 640, .height = 480, .fps = 30, .height_cm = 120 };
    Demo *demo = NULL;
    Session *session = NULL;
    Result result = demo_open(&demo, &options);
    if (!result) result = session_open(&session, clinic_store, &desc);
    Play *play = result ? NULL : play_open(&desc.plan.play);
    if (!result && !play) result = fail(RESULT_FULL, "no memory to play");
    if (!result) {
        clinic_run(&(ClinicPlan){ .seconds = 2 }, session, play, demo);
        SessionSummary summary = { .score = *play_score(play), .quality = *play_quality(play) };
        session_finish(session, SESSION_COMPLETE, &summary);
    }
    Result closed = session_close(&session);
    if (!result) result = closed;
    if (play) play_close(&play);
    demo_close(&demo);
    if (result) fprintf(stderr, "%s\n", fail_text());
    return result_exit_status(result);
}

static int own(int argc, char **argv)
{
    REQUIRE(argc == 3);
    snprintf(clinic_store, sizeof clinic_store, "%s", argv[2]);
    if (!strcmp(argv[1], "play")) return own_play();
    return own_preset(!strcmp(argv[1], "preset"));
}

// ------------------------------------------------------------------------------------------------

static char store[160], table_file[160], made[160], out_file[160], word_file[160];

typedef struct Outcome {
    int status;  // -1: a signal
    char *out, *made, *word;
} Outcome;

static size_t append(char *to, size_t used, const char *path)
{
    FILE *file = fopen(path, "r");
    assert_non_null(file);
    used += fread(to + used, 1, BYTES - 1 - used, file);
    fclose(file);
    to[used] = '\0';
    return used;
}

// The bytes of a file, or of the files of a folder behind their names; "" where there is none.
static void bytes_of(const char *path, char *to)
{
    struct dirent **list;
    struct stat is;
    to[0] = '\0';
    if (stat(path, &is) != 0) return;
    if (S_ISREG(is.st_mode)) {
        append(to, 0, path);
        return;
    }
    int count = scandir(path, &list, NULL, alphasort);
    assert_at_least(count, 0);
    size_t used = 0;
    for (int i = 0; i < count; free(list[i++])) {
        char name[512];
        if (!strcmp(list[i]->d_name, ".") || !strcmp(list[i]->d_name, "..")) continue;
        used += (size_t)snprintf(to + used, BYTES - used, "%s\n", list[i]->d_name);
        snprintf(name, sizeof name, "%s/%s", path, list[i]->d_name);
        used = append(to, used, name);
    }
    free(list);
}

static int redirect(const char *path, int to)
{
    int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0600);
    return fd >= 0 && dup2(fd, to) == to ? 0 : -1;
}

// In the child: never comes back.
static void become(const Line *command, long nth, bool on, int counted)
{
    static char words[512];
    char *args[24] = { command->self ? "self" : "tiptoe" }, number[24];
    int count = 1;
    snprintf(words, sizeof words, "%s", command->line);
    for (char *word = strtok(words, " "); word && count < 23; word = strtok(NULL, " "))
        args[count++] = *word == '@'   ? store
                        : *word == '#' ? table_file
                        : *word == '%' ? made
                                       : word;
    snprintf(number, sizeof number, "%ld", nth);
    setenv("TIPTOE_FAIL_NTH", number, 1);
    setenv("TIPTOE_FAIL_ON", on ? "1" : "0", 1);
    snprintf(number, sizeof number, "%d", counted);
    if (counted >= 0) setenv("TIPTOE_FAIL_COUNT", number, 1);
    if (nth || counted >= 0) setenv("LD_PRELOAD", FAIL_NTH, 1);
    if (redirect(out_file, 1) || redirect(word_file, 2)) _exit(98);
    alarm(60);  // one that hangs is ended by a signal
    execv(command->self ? "/proc/self/exe" : TIPTOE_PROGRAM, args);
    _exit(97);
}

static void run(const Line *command, long nth, bool on, long *count, Outcome *outcome)
{
    int ends[2], status;
    char text[24] = "";
    assert_int_equal(pipe(ends), 0);
    pid_t child = fork();
    assert_at_least(child, 0);
    if (child == 0) become(command, nth, on, count ? ends[1] : -1);
    close(ends[1]);
    if (count && read(ends[0], text, sizeof text - 1) > 0) *count = atol(text);
    close(ends[0]);
    assert_int_equal(waitpid(child, &status, 0), child);
    outcome->status = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
    bytes_of(out_file, outcome->out);
    bytes_of(word_file, outcome->word);
    bytes_of(made, outcome->made);
}

// As before every run: the store is what it was, and nothing was made.
static void fresh(const Line *command)
{
    static char bytes[BYTES];
    if (command->after) {
        FILE *from = fopen(clinic_store, "r"), *to = fopen(store, "w");
        assert_true(from && to);
        size_t size = fread(bytes, 1, BYTES, from);
        assert_int_equal(fwrite(bytes, 1, size, to), size);
        assert_below(size, BYTES);
        fclose(from);
        assert_int_equal(fclose(to), 0);
    }
    if (strchr(command->line, '%')) assert_int_equal(shell("rm -rf '%s'", made), 0);
}

// What the store answers afterwards: as after an undisturbed run, and at least what it held before.
static void ask(const Line *command, bool done, Outcome *outcome)
{
    const char *line = done ? command->after : "sessions --store @";
    run(&(Line){ line, NULL, done && command->self && !strchr(line, '-') }, 0, false, NULL,
        outcome);
}

static Outcome outcome_new(void)
{
    Outcome new = { 0, malloc(BYTES), malloc(BYTES), malloc(BYTES) };
    assert_true(new.out &&new.made &&new.word);
    return new;
}

// Returns what is wrong with an end, or NULL.
static const char *fault_of(const Outcome *good, const Outcome *now)
{
    if (now->status < 0 || now->status > 78) return "died";
    if (now->status == 0 && strcmp(good->out, now->out) != 0) return "printed something else";
    if (now->status == 0 && strcmp(good->made, now->made) != 0) return "wrote something else";
    if (now->status == 0) return NULL;
    if (!now->word[0]) return "said nothing";
    if (now->made[0]) return "left a file behind";
    return NULL;
}

static int told, faults;

static void one(const Line *command, long nth, bool on, const Outcome *good, const char *after,
                Outcome *now)
{
    run(command, nth, on, NULL, now);
    const char *fault = fault_of(good, now);
    int status = now->status;
    told += status != 0;
    if (fault)
        print_error("%s: allocation %ld%s: %s (%d): %s\n", command->line, nth,
                    on ? " and all after" : "", fault, status, now->word);
    if (!fault && command->after) {
        ask(command, status == 0, now);
        bool holds = now->status == 0 && (status != 0 || !strcmp(now->out, after));
        if (!holds)
            print_error("%s: allocation %ld: the store: %s\n", command->line, nth, now->word);
        faults += !holds;
    }
    faults += fault != NULL;
    fresh(command);
}

static void test_every_nth_allocation(void **state)
{
    (void)state;
    if (!*FAIL_NTH) skip_not_allowed("a sanitizer has memory of its own");
    const char *soak = getenv("TIPTOE_SOAK");
    long few = soak ? atol(soak) : FEW;
    Outcome good = outcome_new(), after = outcome_new(), now = outcome_new();
    long runs = 0;
    for (size_t i = 0; i < sizeof commands / sizeof *commands; i++) {
        long count = 0;
        fresh(&commands[i]);
        run(&commands[i], 0, false, &count, &good);
        if (good.status) fail_msg("%s ended with %d: %s", commands[i].line, good.status, good.word);
        assert_above(count, 0);
        if (commands[i].after) ask(&commands[i], true, &after);
        fresh(&commands[i]);
        long before = runs, end = count < END ? count : END;
        for (int on = 0; on < 2; on++) {
            for (long nth = 1; nth <= count; nth += 1 + count / few, runs++)
                one(&commands[i], nth, on, &good, after.out, &now);
            for (long back = 0; back < end; back += 1 + end / few, runs++)
                one(&commands[i], count - back, on, &good, after.out, &now);
        }
        print_message("%5ld runs of %ld allocations: %s\n", runs - before, count, commands[i].line);
    }
    print_message("memory: %ld runs, %d ended with a word, %d faults\n", runs, told, faults);
    assert_int_equal(faults, 0);
    assert_above(told, 0);
}

static int setup(void **state)
{
    if (clinic_setup(state) != 0 || make_folder() != 0) return -1;
    assert_int_equal(clinic_play(&(ClinicPlan){ .game = "bubble_garden", .seed = 3, .seconds = 9 }),
                     1);
    assert_int_equal(clinic_play(&(ClinicPlan){ .seed = 5, .from = 1, .count = 1 }), 2);
    assert_int_equal(clinic_keep(clinic_store, 2), RESULT_OK);
    snprintf(store, sizeof store, "%s/s.db", folder);
    snprintf(table_file, sizeof table_file, "%s/table.csv", folder);
    assert_int_equal(shell("cp '%s' '%s'", clinic_store, store), 0);
    snprintf(made, sizeof made, "%s/made", folder);
    snprintf(out_file, sizeof out_file, "%s/out", folder);
    snprintf(word_file, sizeof word_file, "%s/word", folder);
    FILE *table = fopen(table_file, "w");
    assert_non_null(table);
    fputs("x_cm,y_cm\n", table);
    for (int i = 0; i < 90; i++) fprintf(table, "%g,%g\n", sin(i / 9.0), cos(i / 7.0));
    return fclose(table);
}

static int teardown_both(void **state)
{
    int gone = teardown(state);
    return clinic_teardown(state) || gone;
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(test_every_nth_allocation) };
    if (argc > 1) return own(argc, argv);
    return cmocka_run_group_tests(tests, setup, teardown_both);
}
