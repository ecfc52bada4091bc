// SPDX-License-Identifier: MIT
// menu.c: the therapist's start screen before a play.
#include "gym/menu.h"

#include "gym/book.h"
#include "gym/camera_choice.h"
#include "gym/known.h"
#include "gym/wardrobe.h"

#include "base/clock.h"
#include "base/log.h"
#include "therapist/start.h"

#include <string.h>

// What the start screen asks of the store.
typedef struct Memory {
    Known known;
    Unkept *unkept;
    const char *store;  // as given; NULL: the usual one
    const PlayPlan *usual;
    const PlayPlan *before;  // what was played before in this session
} Memory;

// A tick holds for a child and a session.
static void take_ticks(const Memory *memory, PlayPlan *plan)
{
    const PlayPlan *before = memory->before;
    bool same = !strcmp(before->child, plan->child);
    plan->play.spotter = same && before->play.spotter;
    plan->play.jumps = same && before->play.jumps;
}

// What the page of the child says, where it has one: it is newer than any play.
static bool take_page(const Memory *memory, const char *child, PlayPlan *plan)
{
    ChildRecord record;
    if (!memory->known.store) return false;
    if (child_record_load(memory->known.store, child, &record) != RESULT_OK) return false;
    child_record_apply(&record, clock_utc_ms(), plan);
    return true;
}

// The child's last plan again, but for what belongs to this play: its chance, what holds the child
// today, and who stands by.
static bool last_plan(void *self, const char *child, const Game *game, PlayPlan *plan)
{
    const Memory *memory = self;
    SessionInfo info;
    bool played = known_last(&memory->known, child, game, &info);
    *plan = played ? info.desc.plan : *memory->usual;
    if (played) {
        plan->play.game = game_find(info.game_id);
        plan->play.setup.seed = memory->usual->play.setup.seed;
        plan->play.setup.success = known_own_success(&memory->known, &info);
        plan->support = memory->usual->support;
        take_ticks(memory, plan);
        plan->play.known = memory->usual->play.known;  // that was another day's
    }
    bool page = take_page(memory, child, plan);
    return played || (page && !game);
}

static float fitting_success(void *self, const PlayPlan *plan)
{
    const Memory *memory = self;
    return known_success(&memory->known, plan->child, plan->age_months);
}

static StartWeek week_of(void *self, const char *child)
{
    Memory *memory = self;
    const UnkeptItem *waits = unkept_find(memory->unkept, UNKEPT_GOALS, child, "", NULL);
    KnownWeek known = known_week(&memory->known, child);
    StartWeek week = { .minutes = (unsigned)(known.dose.play_s / 60 + 0.5) };
    memcpy(week.reps, known.dose.reps, sizeof week.reps);
    memcpy(week.goal, waits ? waits->goals.reps : known.goals.reps, sizeof week.goal);
    return week;
}

// What cannot be kept waits, is told and tried again; the screen goes on and shows it.
static void set_goals(void *self, const char *child, const uint32_t goal[LIMB_COUNT])
{
    const Memory *memory = self;
    WeeklyGoals goals;
    memcpy(goals.reps, goal, sizeof goals.reps);
    unkept_goals(memory->unkept, memory->store, child, &goals);
}

static const char *slot_name(int slot)
{
    static const char *const names[START_PRESETS] = { "1", "2", "3" };
    REQUIRE((unsigned)slot < START_PRESETS);
    return names[slot];
}

static bool preset_of(void *self, int slot, PlayPlan *plan)
{
    const Memory *memory = self;
    Store *store = NULL;
    const UnkeptItem *waits =
        unkept_find(memory->unkept, UNKEPT_PRESET, plan->child, slot_name(slot), plan->play.game);
    if (waits) {
        plan->play.knobs_set = waits->plan.play.knobs_set;
        memcpy(plan->play.setup.knob, waits->plan.play.setup.knob, sizeof plan->play.setup.knob);
        return true;
    }
    bool found = store_open_given(&store, memory->store, STORE_READ) == RESULT_OK &&
                 preset_load(store, plan, slot_name(slot)) == RESULT_OK;
    store_close(&store);
    return found;
}

static void keep_preset(void *self, int slot, const PlayPlan *plan)
{
    const Memory *memory = self;
    unkept_preset(memory->unkept, memory->store, slot_name(slot), plan);
}

// The start screen as a page.
typedef struct Menu {
    Live *live;
    StartScreen *screen;
    StartAnswer answer;
    Settings dressed;  // the child on the screen ...
    Avatar avatar;     // ... in its own look
} Menu;

// The plan of the screen, and of its child the look.
static void dress_chosen(Menu *menu)
{
    const PlayPlan *plan = start_plan(menu->screen);
    bool same = !strcmp(menu->dressed.plan.child, plan->child);
    menu->dressed.plan = *plan;
    if (!same) known_dress(&menu->dressed);
    const Machine *m = &menu->dressed.machine;
    dress(&menu->avatar, plan, m->look_chosen ? &m->look : NULL, NULL);
}

static void draw(void *self, int64_t now_us)
{
    Menu *menu = self;
    Canvas *canvas = &menu->live->screen.canvas;
    Live *live = menu->live;
    char trouble[UNKEPT_WORDS_MAX];
    (void)now_us;
    dress_chosen(menu);
    unkept_tick(&live->unkept, live->settings.machine.store, clock_us());
    unkept_words(&live->unkept, trouble);
    start_trouble(menu->screen, trouble);
    canvas_clear(canvas);
    start_draw(menu->screen, canvas);
    render_begin(menu->live->render);
    dress_show(&menu->avatar, menu->live->render, canvas, &menu->live->screen.over);
}

static void take_event(void *self, const RenderEvent *event)
{
    Menu *menu = self;
    if (menu->answer != START_STAY) return;
    if (event->kind == RENDER_QUIT) menu->answer = START_LEAVE;
    if (event->kind == RENDER_KEY)
        menu->answer = start_key(menu->screen, event->pad == RENDER_PAD_Y ? 'h' : event->key);
    if (event->kind == RENDER_POINT) menu->answer = start_point(menu->screen, event->at);
}

static bool is_over(void *self)
{
    const Menu *menu = self;
    return menu->answer != START_STAY;
}

// The seed goes on from play to play.
static void take_plan(Settings *s, const PlayPlan *plan, const Known *known)
{
    uint64_t seed = s->plan.play.setup.seed;
    s->plan = *plan;
    s->plan.play.setup.seed = seed;
    if (s->plan.play.setup.success == PLAN_SUCCESS_FITTING)
        s->plan.play.setup.success = known_success(known, plan->child, plan->age_months);
    if (plan->play.game->role == ROLE_ASSESSMENT)
        settings_checkup(s);  // minutes would cut it short
    settings_settle(s);
}

static void take_look(Machine *to, const Machine *from)
{
    to->look = from->look;
    to->look_chosen = from->look_chosen;
    to->picture = from->picture;
}

// Shows the screen until it is left; a look that is chosen meanwhile is seen on it at once.
static void show(Menu *menu)
{
    Live *live = menu->live;
    Window window = live_window(live);
    menu->dressed.plan.child[0] = '\0';  // asked for anew
    do {
        menu->answer = START_STAY;
        log_info("page=start");
        window_run(&window, &(Page){ menu, draw, take_event, is_over, NULL });
        if (menu->answer == START_LOOK) wardrobe_open(live, &menu->dressed);
        if (menu->answer == START_BOOK) book_show(live, start_plan(menu->screen), NULL, false);
        if (menu->answer == START_CAMERA) camera_choose(live);
        if (live->leave) menu->answer = START_LEAVE;
    } while (menu->answer != START_PLAY && menu->answer != START_CHILDREN &&
             menu->answer != START_LEAVE);
    dress_chosen(menu);
}

MenuAnswer menu_choose(Live *live, const PlayPlan *usual)
{
    Settings *s = &live->settings;
    Memory memory = {
        .unkept = &live->unkept, .store = s->machine.store, .usual = usual, .before = &s->plan
    };
    known_load(&memory.known, s->machine.store);
    char children[START_CHILDREN_MAX][PLAN_CHILD_MAX + 1];
    int count = known_children(&memory.known, children, START_CHILDREN_MAX);
    StartMemory store = { &memory,   last_plan, fitting_success, week_of,
                          set_goals, preset_of, keep_preset };
    StartScreen *screen = start_open((const char(*)[PLAN_CHILD_MAX + 1]) children, count, usual,
                                     store, (uint64_t)clock_us());
    (void)live_begin_sound(live);  // without it the play says what is wrong
    if (live->audio) audio_music(live->audio, "menu");
    Menu menu = { .live = live, .screen = screen, .dressed = *s };
    show(&menu);
    if (menu.answer == START_PLAY) {
        take_plan(s, start_plan(screen), &memory.known);
        take_look(&s->machine, &menu.dressed.machine);
        if (known_last(&memory.known, s->plan.child, s->plan.play.game, &(SessionInfo){ 0 }))
            tutorial_learn(&live->tutorial, &s->plan);
        log_info("start game=%s level=%d", s->plan.play.game->id, s->plan.play.setup.level);
    }
    start_close(&screen);
    known_free(&memory.known);
    return menu.answer == START_PLAY       ? MENU_PLAY
           : menu.answer == START_CHILDREN ? MENU_CHILDREN
                                           : MENU_LEAVE;
}
