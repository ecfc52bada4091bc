// menu.c: the therapist's start screen before a play.
#include "app/menu.h"

#include "base/clock.h"
#include "base/log.h"
#include "session/recording.h"
#include "therapist/start.h"

#include <stdlib.h>
#include <string.h>

// The newest session of each child and game is where the last choice is remembered.
typedef struct Memory {
    SessionInfo *list;
    uint32_t count;
} Memory;

static SensoryPreset nearest_preset(const Sensory *sensory)
{
    for (int i = 0; i < SENSORY_PRESET_COUNT; i++) {
        Sensory preset = sensory_preset((SensoryPreset)i);
        if (fabsf(preset.brightness - sensory->brightness) < 0.01f) return (SensoryPreset)i;
    }
    return SENSORY_STANDARD;
}

static void choice_of(const SessionInfo *info, StartChoice *choice)
{
    const GameSetup *setup = &info->desc.play.setup;
    *choice = (StartChoice){
        .game = game_find(info->game_id),
        .level = setup->level,
        .minutes = (int)(setup->seconds + 30) / 60,
        .hand = setup->profile.hand,
        .side_bias = setup->profile.side_bias,
        .posture = setup->profile.posture,
        .without = setup->profile.without,
        .sensory = nearest_preset(&setup->profile.sensory),
        .knobs_set = info->desc.play.knobs_set,
    };
    memcpy(choice->child, info->desc.child, sizeof choice->child);
    memcpy(choice->knob, setup->knob, sizeof choice->knob);
    if (choice->minutes < 1) choice->minutes = 1;
    if (choice->minutes > START_MINUTES_MAX) choice->minutes = START_MINUTES_MAX;
    if (choice->level < 1 || choice->level > GAME_LEVELS) choice->level = 1;
}

static bool last_choice(void *self, const char *child, const Game *game, StartChoice *choice)
{
    const Memory *memory = self;
    for (uint32_t i = 0; i < memory->count; i++) {
        const SessionInfo *info = &memory->list[i];
        const Game *played = game_find(info->game_id);
        if (strcmp(info->desc.child, child) != 0 || !played || (game && played != game)) continue;
        choice_of(info, choice);
        return true;
    }
    return false;
}

static Memory load_memory(const char *given)
{
    char path[STORE_PATH_MAX];
    Memory memory = { 0 };
    Store *store = NULL;
    if (store_path(path, given, false) == RESULT_OK &&
        store_open(&store, path, STORE_READ) == RESULT_OK &&
        recording_list(store, NULL, 0, &memory.list, &memory.count) != RESULT_OK)
        memory.count = 0;
    store_close(&store);
    return memory;
}

static int known_children(const Memory *memory,
                          char children[START_CHILDREN_MAX][START_CODE_MAX + 1])
{
    int count = 0;
    for (uint32_t i = 0; i < memory->count && count < START_CHILDREN_MAX; i++) {
        const char *code = memory->list[i].desc.child;
        bool known = false;
        for (int j = 0; j < count; j++) known = known || !strcmp(children[j], code);
        if (!known) memcpy(children[count++], code, sizeof children[0]);
    }
    return count;
}

static void take_choice(Settings *s, const StartChoice *choice)
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
    s->profile.sensory = sensory_preset(choice->sensory);
    s->knobs_set = choice->knobs_set;
    memcpy(s->knob, choice->knob, sizeof s->knob);
    s->profile.without = choice->without;
    s->camera.seated = profile_is_seated(&s->profile);
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

bool menu_choose(Live *live)
{
    const Settings *s = &live->settings;
    Memory memory = load_memory(s->store);
    char children[START_CHILDREN_MAX][START_CODE_MAX + 1];
    int count = known_children(&memory, children);
    StartChoice usual = { .game = s->game,
                          .level = s->level,
                          .minutes = (int)(s->seconds + 30) / 60,
                          .hand = s->profile.hand,
                          .side_bias = s->profile.side_bias,
                          .posture = s->profile.posture,
                          .without = s->profile.without,
                          .sensory = s->sensory };
    StartScreen *screen = start_open((const char(*)[START_CODE_MAX + 1]) children, count, &usual,
                                     (StartMemory){ &memory, last_choice }, (uint64_t)clock_us());
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
        take_choice(&live->settings, start_choice(screen));
        log_info("start game=%s level=%d", live->settings.game->id, live->settings.level);
    }
    start_close(&screen);
    free(memory.list);
    return answer == START_PLAY;
}
