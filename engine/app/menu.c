// menu.c: the therapist's start screen before a play.
#include "app/menu.h"

#include "app/known.h"

#include "base/clock.h"
#include "base/log.h"
#include "therapist/start.h"

#include <string.h>

// What the start screen asks of the store.
typedef struct Memory {
    Known known;
    const char *store;  // as given; NULL: the usual one
} Memory;

static SensoryPreset nearest_preset(const Sensory *sensory)
{
    SensoryPreset same = sensory_preset_of(sensory);
    if (same < SENSORY_PRESET_COUNT) return same;
    int nearest = SENSORY_CALM;
    float least = 10;
    for (int i = 0; i < SENSORY_PRESET_COUNT; i++) {
        float off = fabsf(sensory_preset((SensoryPreset)i).brightness - sensory->brightness);
        if (off < least) nearest = i;
        least = fminf(least, off);
    }
    return (SensoryPreset)nearest;
}

// A share that was raised only because it was the first session is not the therapist's own.
static float success_of(const Known *known, const SessionInfo *info)
{
    float success = info->desc.plan.play.setup.success;
    return fabsf(success - known_success_then(known, info)) < 1e-3f ? 0 : success;
}

static void choice_of(const Known *known, const SessionInfo *info, StartChoice *choice)
{
    const GameSetup *setup = &info->desc.plan.play.setup;
    *choice = (StartChoice){
        .game = game_find(info->game_id),
        .level = setup->level,
        .minutes = (int)(setup->seconds + 30) / 60,
        .hand = setup->profile.hand,
        .side_bias = setup->profile.side_bias,
        .posture = setup->profile.posture,
        .without = setup->profile.without,
        .sensory = nearest_preset(&setup->profile.sensory),
        .senses = setup->profile.sensory,
        .knobs_set = info->desc.plan.play.knobs_set,
        .success = success_of(known, info),
        .smaller = info->desc.plan.smaller,
        .height_cm = info->desc.plan.play.height_cm,
        .age_months = info->desc.plan.age_months,
    };
    memcpy(choice->child, info->desc.plan.child, sizeof choice->child);
    memcpy(choice->knob, setup->knob, sizeof choice->knob);
    if (choice->minutes < 1) choice->minutes = 1;
    if (choice->minutes > START_MINUTES_MAX) choice->minutes = START_MINUTES_MAX;
    if (choice->level < 1 || choice->level > GAME_LEVELS) choice->level = 1;
}

static bool last_choice(void *self, const char *child, const Game *game, StartChoice *choice)
{
    const Memory *memory = self;
    const SessionInfo *info = known_last(&memory->known, child, game);
    if (info) choice_of(&memory->known, info, choice);
    return info;
}

static float fitting_success(void *self, const StartChoice *choice)
{
    const Memory *memory = self;
    return known_success(&memory->known, choice->child, choice->age_months);
}

static StartWeek week_of(void *self, const char *child)
{
    const Memory *memory = self;
    KnownWeek known = known_week(&memory->known, child, memory->store);
    StartWeek week = { .minutes = (unsigned)(known.dose.play_s / 60 + 0.5) };
    memcpy(week.reps, known.dose.reps, sizeof week.reps);
    memcpy(week.goal, known.goals.reps, sizeof week.goal);
    return week;
}

static Result open_store(const Memory *memory, StoreMode mode, Store **store)
{
    char path[STORE_PATH_MAX];
    Result result = store_path(path, memory->store, mode == STORE_WRITE);
    return result ? result : store_open(store, path, mode);
}

// What cannot be kept is logged by the store; the screen goes on and shows what is kept.
static void set_goals(void *self, const char *child, const uint32_t goal[LIMB_COUNT])
{
    Store *store = NULL;
    WeeklyGoals goals;
    memcpy(goals.reps, goal, sizeof goals.reps);
    if (open_store(self, STORE_WRITE, &store) == RESULT_OK) goals_save(store, child, &goals);
    store_close(&store);
}

static const char *slot_name(int slot)
{
    static const char *const names[START_PRESETS] = { "1", "2", "3" };
    return names[slot];
}

static bool preset_of(void *self, int slot, StartChoice *choice)
{
    Store *store = NULL;
    Preset preset;
    bool found =
        open_store(self, STORE_READ, &store) == RESULT_OK &&
        preset_load(store, choice->child, choice->game, slot_name(slot), &preset) == RESULT_OK;
    store_close(&store);
    if (!found) return false;
    choice->knobs_set = preset.knobs_set;
    memcpy(choice->knob, preset.knob, sizeof choice->knob);
    return true;
}

static void keep_preset(void *self, int slot, const StartChoice *choice)
{
    Store *store = NULL;
    Preset preset = { .knobs_set = choice->knobs_set };
    memcpy(preset.knob, choice->knob, sizeof preset.knob);
    if (open_store(self, STORE_WRITE, &store) == RESULT_OK)
        preset_save(store, choice->child, choice->game, slot_name(slot), &preset);
    store_close(&store);
}

static int known_children(const Known *known, char children[START_CHILDREN_MAX][START_CODE_MAX + 1])
{
    int count = 0;
    for (uint32_t i = 0; i < known->count && count < START_CHILDREN_MAX; i++) {
        const char *code = known->list[i].desc.plan.child;
        bool listed = false;
        for (int j = 0; j < count; j++) listed = listed || !strcmp(children[j], code);
        if (!listed) memcpy(children[count++], code, sizeof children[0]);
    }
    return count;
}

static void take_choice(Settings *s, const StartChoice *choice, float fitting)
{
    static char child[START_CODE_MAX + 1];  // outlives the screen
    memcpy(child, choice->child, sizeof child);
    s->child = child;
    s->game = choice->game;
    s->level = choice->level;
    s->seconds = (uint32_t)choice->minutes * 60;
    if (!strcmp(choice->game->id, "checkup")) settings_checkup(s);  // minutes would cut it short
    s->profile.hand = choice->hand;
    s->profile.side_bias = choice->side_bias;
    s->profile.posture = choice->posture;
    s->sensory = choice->sensory;
    s->profile.sensory = choice->senses;
    s->success = choice->success > 0 ? choice->success : fitting;
    s->smaller = choice->smaller;
    s->height_cm = s->camera.height_cm = choice->height_cm;
    s->age_months = choice->age_months;
    s->knobs_set = choice->knobs_set;
    memcpy(s->knob, choice->knob, sizeof s->knob);
    s->profile.without = choice->without;
    s->camera.seated = profile_is_seated(&s->profile);
    s->camera.wheelchair = choice->posture == POSTURE_WHEELCHAIR;
}

static StartAnswer ask(Live *live, StartScreen *screen)
{
    RenderEvent event;
    StartAnswer answer = START_STAY;
    while (answer == START_STAY && render_event(live->render, &event)) {
        if (event.kind == RENDER_QUIT) return START_LEAVE;
        if (event.kind == RENDER_KEY) answer = start_key(screen, event.key);
        if (event.kind == RENDER_POINT) answer = start_point(screen, event.at);
    }
    if (live->asked_to_end && *live->asked_to_end) return START_LEAVE;
    return answer;
}

static StartChoice usual_choice(const Settings *s)
{
    return (StartChoice){ .game = s->game,
                          .level = s->level,
                          .minutes = (int)(s->seconds + 30) / 60,
                          .hand = s->profile.hand,
                          .side_bias = s->profile.side_bias,
                          .posture = s->profile.posture,
                          .without = s->profile.without,
                          .sensory = s->sensory,
                          .senses = s->profile.sensory,
                          .success = s->success_given ? s->success : 0,
                          .smaller = s->smaller,
                          .height_cm = s->height_cm,
                          .age_months = s->age_months };
}

bool menu_choose(Live *live)
{
    Settings *s = &live->settings;
    Memory memory = { .store = s->store };
    known_load(&memory.known, s->store);
    char children[START_CHILDREN_MAX][START_CODE_MAX + 1];
    int count = known_children(&memory.known, children);
    StartChoice usual = usual_choice(s);
    StartMemory store = { &memory,   last_choice, fitting_success, week_of,
                          set_goals, preset_of,   keep_preset };
    StartScreen *screen = start_open((const char(*)[START_CODE_MAX + 1]) children, count, &usual,
                                     store, (uint64_t)clock_us());
    Canvas *canvas = &live->screen.canvas;
    StartAnswer answer = START_STAY;
    while (answer == START_STAY) {
        int64_t began = clock_us();
        canvas_clear(canvas);
        start_draw(screen, canvas);
        render_begin(live->render);
        render_canvas(live->render, canvas);
        render_present(live->render);
        audio_update(live->audio, clock_us());
        answer = ask(live, screen);
        if (!render_has_vsync(live->render)) clock_sleep_until(began + RUN_STEP_US);
    }
    if (answer == START_PLAY) {
        const StartChoice *choice = start_choice(screen);
        take_choice(s, choice, fitting_success(&memory, choice));
        if (known_last(&memory.known, s->child, s->game)) showing_learn(&live->showing, s);
        log_info("start game=%s level=%d", s->game->id, s->level);
    }
    start_close(&screen);
    known_free(&memory.known);
    return answer == START_PLAY;
}
