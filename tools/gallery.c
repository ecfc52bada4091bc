// SPDX-License-Identifier: MIT
// gallery.c: each game at its start, half and end, calm, standard and lively, in three shapes of
// window, played by the drawn child and drawn without a display; its opening, sign and ending; and
// the pages round a play.
#include "tools/gallery.h"

#include "gym/wardrobe.h"
#include "play/hour_templates.h"
#include "tests/staged.h"
#include "therapist/plan_page.h"
#include "therapist/start.h"
#include "therapist/sticker_book.h"
#include "therapist/summary.h"

#include <argp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <zlib.h>

static unsigned char *compressed(unsigned char *data, int length, int *out_length, int quality);
#define STB_IMAGE_WRITE_STATIC
#define STB_IMAGE_WRITE_IMPLEMENTATION
#define STBIW_ZLIB_COMPRESS compressed
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wunused-function"
#pragma GCC diagnostic ignored "-Wmissing-prototypes"
#include <stb/stb_image_write.h>
#pragma GCC diagnostic pop

#define PLAY_S  60
#define SHAPES  3
#define MOMENTS 3
#define GAP     8    // px between the pictures of a sheet
#define HIGH    240  // px of a picture on a sheet

static const struct {
    const char *name;
    int width, height;
} shapes[SHAPES] = { { "4x3", 960, 720 }, { "16x9", 1280, 720 }, { "21x9", 1680, 720 } };
static const char *const moments[MOMENTS] = { "start", "half", "end" };

static Render *window[SHAPES];
static const char *folder = "gallery", *only;
static Look look;  // of every child in a game, if chosen
static bool look_chosen;
static bool pages;     // and no game
static bool arcs;      // and nothing else
static bool avatar;    // likewise
static bool registry;  // likewise
static bool hour;      // likewise
static bool clips;     // likewise

static unsigned char *compressed(unsigned char *data, int length, int *out_length, int quality)
{
    uLongf size = compressBound((uLong)length);
    unsigned char *packed = malloc(size);
    (void)quality;
    if (!packed || compress2(packed, &size, data, (uLong)length, 6) != Z_OK) {
        free(packed);
        return NULL;
    }
    *out_length = (int)size;
    return packed;
}

Image gallery_image(int width, int height)
{
    Image image = { .width = width, .height = height, .stride = 3 * width };
    image.bgr = calloc((size_t)height, (size_t)image.stride);
    REQUIRE(image.bgr);
    return image;
}

// The picture's bytes are turned to RGB on the way.
void gallery_write(const char *name, Image *image)
{
    char path[1024];
    for (int i = 0; i < image->width * image->height; i++) {
        uint8_t *px = image->bgr + 3 * i, blue = px[0];
        px[0] = px[2];
        px[2] = blue;
    }
    snprintf(path, sizeof path, "%s/%s.png", folder, name);
    if (!stbi_write_png(path, image->width, image->height, 3, image->bgr, image->stride)) {
        fprintf(stderr, "tools/gallery: %s cannot be written\n", path);
        exit(73);
    }
}

// A smaller copy, each pixel the mean of those that it stands for.
static void paste(Image *sheet, int left, int top, const Image *from)
{
    int width = from->width * HIGH / from->height;
    for (int y = 0; y < HIGH; y++)
        for (int x = 0; x < width; x++)
            for (int c = 0; c < 3; c++) {
                int sum = 0, count = 0;
                for (int v = y * from->height / HIGH; v < (y + 1) * from->height / HIGH; v++)
                    for (int u = x * from->width / width; u < (x + 1) * from->width / width; u++)
                        sum += from->bgr[v * from->stride + 3 * u + c], count++;
                sheet->bgr[(top + y) * sheet->stride + 3 * (left + x) + c] =
                    (uint8_t)(sum / (count ? count : 1));
            }
}

Image gallery_shot(Render *render)
{
    Image shot = { 0 };
    render_present(render);
    render_size(render, &shot.width, &shot.height);
    shot = gallery_image(shot.width, shot.height);
    REQUIRE(render_read(render, &shot) == RESULT_OK);
    return shot;
}

static Settings settings_for(const Game *game, int preset)
{
    Settings s = settings_default();
    s.plan.play.game = game;
    s.machine.look = look;
    s.machine.look_chosen = look_chosen;
    s.plan.play.setup.level = 1 + 2 * preset;
    s.plan.play.setup.seconds = PLAY_S;
    s.plan.play.setup.seed = 11;
    s.plan.play.setup.profile.sensory = sensory_preset((SensoryPreset)preset);
    s.plan.play.spotter = true;
    settings_settle(&s);
    return s;
}

static void set_senses(int preset)
{
    Sensory senses = sensory_preset((SensoryPreset)preset);
    for (int i = 0; i < SHAPES; i++) render_limits(window[i], &senses);
}

static void begin_play(Staged *staged)
{
    for (int i = 0; i < 3000 && play_phase(staged->run.play) < PHASE_PLAY; i++)
        staged_step(staged, 1);
}

static void shoot_moment(Staged *staged, const char *name, Image *sheet, int row)
{
    char path[128];
    int left = GAP;
    for (int i = 0; i < SHAPES; i++) {
        staged->screen.render = window[i];
        staged_draw(staged);
        Image shot = gallery_shot(window[i]);
        paste(sheet, left, GAP + row * (HIGH + GAP), &shot);
        left += shot.width * HIGH / shot.height + GAP;
        snprintf(path, sizeof path, "%s_%s", name, shapes[i].name);
        gallery_write(path, &shot);
        free(shot.bgr);
    }
}

static void show_game(const Game *game)
{
    static Staged staged;
    char name[96];
    int width = GAP;
    for (int i = 0; i < SHAPES; i++) width += shapes[i].width * HIGH / shapes[i].height + GAP;
    Image sheet = gallery_image(width, GAP + SENSORY_PRESET_COUNT * MOMENTS * (HIGH + GAP));
    for (int preset = 0; preset < SENSORY_PRESET_COUNT; preset++) {
        Settings settings = settings_for(game, preset);
        set_senses(preset);
        staged_open(&staged, window[0], &settings, "play");
        begin_play(&staged);
        for (int moment = 0; moment < MOMENTS; moment++) {
            staged_step(&staged, (int)GAME_STEPS_PER_SECOND * (moment ? PLAY_S / 2 - 3 : 3));
            snprintf(name, sizeof name, "%s_%s_%s", game->id,
                     sensory_preset_name((SensoryPreset)preset), moments[moment]);
            shoot_moment(&staged, name, &sheet, preset * MOMENTS + moment);
        }
        staged_close(&staged);
    }
    snprintf(name, sizeof name, "sheet_%s", game->id);
    gallery_write(name, &sheet);
    free(sheet.bgr);
    printf("%s/%s.png\n", folder, name);
}

// ---- openings, signs and endings ----------------------------------------------------------------

#define ARC_MOMENTS 4
#define ARC_PLAY_S  25  // before the sign
#define ARC_ROWS    (SHAPES + ARC_VARIATIONS - 1)

static const struct {
    const char *name;
    float at[ARC_MOMENTS];
} arc_parts[] = {
    [ARC_OPENING] = { "opening", { 0.6f, 1.5f, 3.0f, 5.0f } },
    [ARC_SIGN] = { "sign", { 0.6f, 2.0f, 4.0f, 8.0f } },
    [ARC_ENDING] = { "ending", { 0.9f, 2.2f, 3.2f, 4.0f } },
};

// A moment in each shape of window, below each other; a variation in the middle one alone.
static void shoot_arc(Staged *staged, const ArcMoment *moment, const char *name, Image *sheet,
                      int column)
{
    for (int i = 0; i < SHAPES; i++) {
        int row = moment->variation ? SHAPES + moment->variation - 1 : i;
        if (moment->variation && i != 1) continue;
        staged->screen.render = window[i];
        staged->screen.arc = moment;
        staged_draw(staged);
        Image shot = gallery_shot(window[i]);
        int width = shot.width * HIGH / shot.height;
        paste(sheet, GAP + column * (width + GAP), GAP + row * (HIGH + GAP), &shot);
        if (i == 1) gallery_write(name, &shot);
        free(shot.bgr);
    }
    staged->screen.arc = NULL;
}

static Image arc_sheet(int rows)
{
    int width = GAP;
    for (int i = 0; i < ARC_MOMENTS; i++) width += shapes[2].width * HIGH / shapes[2].height + GAP;
    return gallery_image(width, GAP + rows * (HIGH + GAP));
}

// What the last picture of an ending offers, half asked for.
static Again again_of(const Play *play)
{
    unsigned without = play_setup(play)->profile.without;
    return (Again){ .offered = true,
                    .step = 1,
                    .held = AGAIN_HOLD_STEPS / 2,
                    .arms = ~(without >> LIMB_ARM_LEFT) & 3u,
                    .size = *play_calibration(play) };
}

static void shoot_part(Staged *staged, ArcPart part, const char *of)
{
    char name[128], path[160];
    Image sheet = arc_sheet(part == ARC_ENDING ? ARC_ROWS : SHAPES);
    snprintf(name, sizeof name, "%s_%s", of, arc_parts[part].name);
    for (int v = 0; v < (part == ARC_ENDING ? ARC_VARIATIONS : 1); v++)
        for (int i = 0; i < ARC_MOMENTS; i++) {
            staged_step(staged, GAME_STEPS_PER_SECOND / 3);
            ArcMoment moment =
                arc_moment(staged->run.play, &staged->screen.trail, part, arc_parts[part].at[i]);
            moment.variation = v;
            Again again = again_of(staged->run.play);
            bool rests = part == ARC_ENDING && i == ARC_MOMENTS - 1;
            staged->screen.again = rests ? &again : NULL;
            snprintf(path, sizeof path, "%s%.0d_%d", name, v, i);
            shoot_arc(staged, &moment, path, &sheet, i);
        }
    staged->screen.again = NULL;
    gallery_write(name, &sheet);
    free(sheet.bgr);
    printf("%s/%s.png\n", folder, name);
}

static void show_arc(const Game *game, int preset, Posture posture)
{
    static Staged staged;
    char name[96];
    Settings settings = settings_for(game, preset);
    settings.plan.play.setup.profile.posture = posture;
    settings_settle(&settings);
    if (!plan_suits(&settings.plan, game)) return;
    snprintf(name, sizeof name, "arc_%s_%s_%s", game->id,
             sensory_preset_name((SensoryPreset)preset), posture_name(posture));
    set_senses(preset);
    staged_open(&staged, window[0], &settings, "play");
    for (int i = 0; i < 3000 && play_phase(staged.run.play) < PHASE_TELL; i++)
        staged_step(&staged, 1);
    shoot_part(&staged, ARC_OPENING, name);
    begin_play(&staged);
    for (ArcPart part = ARC_SIGN; part <= ARC_ENDING; part++) {
        staged_step(&staged, ARC_PLAY_S * GAME_STEPS_PER_SECOND);
        shoot_part(&staged, part, name);
    }
    staged_close(&staged);
}

static void show_arcs(const Game *game)
{
    static const SensoryPreset presets[] = { SENSORY_LIVELY, SENSORY_CALM };
    if (game->role != ROLE_PLAY) return;
    for (int i = 0; i < 2; i++) {
        show_arc(game, presets[i], POSTURE_STANDING);
        show_arc(game, presets[i], POSTURE_SEATED);
    }
}

// ---- the pages round a play ---------------------------------------------------------------------

static void keep(const char *name)
{
    Image shot = gallery_shot(window[1]);
    gallery_write(name, &shot);
    free(shot.bgr);
}

static void show_wardrobe(void)
{
    static Canvas canvas;
    const Window shown = { .render = window[1], .canvas = &canvas };
    Wardrobe wardrobe = { .avatar = { .look = look_ready(3) }, .window = &shown, .focus = 13 };
    wardrobe_draw(&wardrobe);
    keep("page_look");
}

static void show_canvas(const Canvas *canvas, const char *name)
{
    static Canvas figures;
    render_begin(window[1]);
    dress_show(&(Avatar){ .look = look_ready(1) }, window[1], canvas, &figures);
    keep(name);
}

// The child's pages: what the child does, and when they are looked at.
typedef struct Spotted {
    const char *name, *script;
    PlayPhase phase;
    int steps;
    float zoom;
    float rolled;  // instead, who sits in a chair: pushed so far, of the picture's width
} Spotted;

static const Spotted spotted[] = {
    { "come", "still 1, play 600", PHASE_WAIT, 1, 0, 0 },
    { "nearer", "still 1, play 600", PHASE_CALIBRATE, 50, 0.45f, 0 },
    { "back", "still 1, play 600", PHASE_CALIBRATE, 60, 2.4f, 0 },
    { "still", "still 1, play 600", PHASE_CALIBRATE, 260, 0, 0 },
    { "reach", "still 6, stretch left 30cm 9, still 60", PHASE_REACH, 300, 0, 0 },
    { "away", "still 1, play 26, leave 7", PHASE_LOST, 110, 0, 0.8f },
    { "count_in", "still 1, play 26, leave 7", PHASE_COUNT_IN, 80, 0, 0.8f },
    { "sign", "still 1, play 12, cross 9", PHASE_DONE, 40, 0, 0 },
    { "asked", "still 1, play 24, lie 9", PHASE_DONE, 40, 0, 0 },
    { "outside", "still 1, play 26, stray left 100cm 12", PHASE_LOST, 60, 0, 0.36f },
};

static bool is_reached(const Staged *staged, PlayPhase phase)
{
    const Play *play = staged->run.play;
    PlayPhase now = play_phase(play);
    if (phase == PHASE_DONE) return play_is_paused_by_child(play) || play_asks(play) != ALARM_COUNT;
    return phase > PHASE_PLAY ? now == phase : now >= phase;
}

static void shoot_spotted(Staged *staged, const char *name)
{
    char path[96];
    for (int w = 0; w < SHAPES; w++) {
        staged->screen.render = window[w];
        staged_draw(staged);
        Image shot = gallery_shot(window[w]);
        snprintf(path, sizeof path, "spot_%s_%s", name, shapes[w].name);
        gallery_write(path, &shot);
        free(shot.bgr);
    }
}

static void show_spot(const Game *game, int preset, Posture posture)
{
    static Staged staged;
    Settings settings = settings_for(game, preset);
    settings.plan.play.setup.profile.posture = posture;
    settings.plan.play.ask_reach = 1;
    // Round the drawn child, 1.6 m wide.
    settings.plan.play.box = (PlayBox){
        .corner = { { 0.19f, 0.81f }, { 0.81f, 0.81f }, { 0.81f, 0.96f }, { 0.19f, 0.96f } },
        .width_m = 1.6f,
        .depth_m = 2.2f
    };
    set_senses(preset);
    for (size_t i = 0; i < sizeof spotted / sizeof *spotted; i++) {
        const Spotted *page = &spotted[i];
        char name[64];
        float roll = posture_is_seated(posture) ? page->rolled : 0;
        staged_open(&staged, window[1], &settings, roll > 0 ? spotted[0].script : page->script);
        staged.zoom = page->zoom;
        staged.rolled = roll;
        for (int k = 0; k < 3600 && !is_reached(&staged, page->phase); k++) staged_step(&staged, 1);
        bool same = true;
        for (int k = 0; k < page->steps && same; k++) {
            staged_step(&staged, 1);
            same = page->phase != PHASE_CALIBRATE || play_progress(staged.run.play) < 0.7f;
        }
        snprintf(name, sizeof name, "%s_%s_%s", posture_name(posture),
                 sensory_preset_name((SensoryPreset)preset), page->name);
        shoot_spotted(&staged, name);
        staged_close(&staged);
    }
}

static void show_waiting(const Game *game)
{
    static Staged staged;
    Settings settings = settings_for(game, SENSORY_STANDARD);
    staged_open(&staged, window[1], &settings, "still 1, play 600");
    begin_play(&staged);
    staged_step(&staged, 5 * GAME_STEPS_PER_SECOND);
    run_command(&staged.run, COMMAND_PAUSE, 0);
    staged_step(&staged, 1);
    staged_draw(&staged);
    keep("page_pause");
    staged.screen.help = true;
    staged_draw(&staged);
    keep("page_keys");
    staged_close(&staged);
}

// The book of a new child, of one whose sticker comes, and a full one.
static void show_book(int preset)
{
    static Canvas canvas;
    static const char *const names[] = { "empty", "comes", "keys", "full" };
    const Game *comes = game_find("drum_twins");
    StickerBook book;
    uint32_t plays[STICKER_GAMES_MAX];
    set_senses(preset);
    for (int i = 0; i < 4; i++) {
        char name[48];
        for (int g = 0; g < game_count; g++)
            plays[g] = i == 3 || (i > 0 && (g % 2 == 0 || game_list[g] == comes));
        sticker_open(&book, "AB12", plays, i == 1 ? comes : NULL, preset == SENSORY_CALM);
        sticker_time(&book, i == 1 ? 1.3f : 4);
        for (int k = 0; i == 2 && k < 3; k++) sticker_key(&book, RENDER_KEY_RIGHT);
        canvas_clear(&canvas);
        sticker_draw(&book, &canvas);
        snprintf(name, sizeof name, "page_book_%s_%s", names[i],
                 sensory_preset_name((SensoryPreset)preset));
        show_canvas(&canvas, name);
    }
}

// The page of an hour asks nothing of a store.
static void keep_nothing(void *self, const HourPlan *plan)
{
    (void)self, (void)plan;
}

static int list_two(void *self, KeptPlan *kept, int room)
{
    (void)self, (void)room;
    kept[0] = (KeptPlan){ .name = "After a break" };
    kept[1] = (KeptPlan){ .name = "Tuesday group", .everybody = true };
    return 2;
}

static PlanLast last_time(void *self, const Game *game)
{
    (void)self;
    return (PlanLast){ game->title[0] % 2 ? 2 : 0, 0.81f };
}

// A child's hour, and what opens on its page by these keys.
static void show_hour(void)
{
    static Canvas canvas;
    static const struct {
        const char *name, *keys;
    } shown[] = { { "hour", "" },
                  { "hour_tune", "2k" },
                  { "hour_add", "+" },
                  { "hour_templates", "t" },
                  { "hour_keep", "pSpring" },
                  { "hour_long", "cccc7" } };
    const PlanShelf shelf = { .keep = keep_nothing, .list = list_two, .last = last_time };
    for (size_t i = 0; i < sizeof shown / sizeof shown[0]; i++) {
        PlanPage page = { .plan = hour_template_plan(8, SIDE_LEFT),
                          .child = plan_default(),
                          .affected = SIDE_LEFT,
                          .done = i == 5,
                          .checkup_due = i < 5,
                          .asked = "Asked 6 days ago" };
        snprintf(page.child.child, sizeof page.child.child, "BLUE-FOX-27");
        plan_page_open(&page, shelf);
        for (const char *key = shown[i].keys; *key; key++) plan_page_key(&page, *key);
        canvas_clear(&canvas);
        plan_page_draw(&page, &canvas);
        char name[48];
        snprintf(name, sizeof name, "page_%s", shown[i].name);
        show_canvas(&canvas, name);
    }
}

static void show_pages(const Game *game)
{
    static Canvas canvas;
    static const char children[][PLAN_CHILD_MAX + 1] = { "AB12", "KITE7", "MOON" };
    PlayPlan usual = settings_for(game, SENSORY_STANDARD).plan;
    set_senses(SENSORY_STANDARD);
    StartScreen *start = start_open(children, 3, &usual, (StartMemory){ 0 }, 5);
    canvas_clear(&canvas);
    start_draw(start, &canvas);
    show_canvas(&canvas, "page_start");
    start_close(&start);
    Summary summary = { .child = "AB12", .token = game->token ? game->token : "star", .level = 2 };
    summary.score = (PlayScore){ .offered = 16, .hits = 14, .hits_by_side = { 6, 8 } };
    summary.quality = (PlayQuality){ .poses = 100, .found = 99 };
    summary.week.play_s = 1320;
    summary.best_before = 12;
    sticker_image(summary.sticker, game);
    summary_draw(&summary, &canvas);
    show_canvas(&canvas, "page_summary");
    for (int preset = 0; preset < SENSORY_PRESET_COUNT; preset++) show_book(preset);
    for (int preset = 0; preset < SENSORY_PRESET_COUNT; preset += 2) {
        show_spot(game, preset, POSTURE_STANDING);
        show_spot(game, preset, POSTURE_WHEELCHAIR);
    }
    set_senses(SENSORY_STANDARD);
    show_wardrobe();
    show_hour();
    gallery_hour(window[1]);
    gallery_panel(window[1]);
    show_waiting(game);
    printf("%s/page_*.png\n", folder);
}

// ---- the command --------------------------------------------------------------------------------

static void show_game_as_asked(const Game *game)
{
    if (clips && game->role == ROLE_PLAY && gallery_clip(window[1], game, folder))
        fprintf(stderr, "tools/gallery: %s\n", fail_text());
    if (arcs) show_arcs(game);
    if (!arcs && !clips) show_game(game);
}

static error_t parse(int key, char *arg, struct argp_state *state)
{
    bool names = key == 'g' || key == 'a' || key == 'f';
    bool puts = key == ARGP_KEY_ARG && state->arg_num == 0;
    bool every = key != 'g' && names && !strcmp(arg, "all");
    if (names && !every && !game_find(arg)) argp_error(state, "there is no game %s", arg);
    if (names && !every) only = arg;
    if (key == 'a') arcs = true;
    if (key == 'f') clips = true;
    if (key == 'p') pages = true;
    if (key == 'v') avatar = true;
    if (key == 'c') registry = true;
    if (key == 'o') hour = true;
    if (puts) folder = arg;
    if (key == 'l' && !look_from_text(&look, arg)) argp_error(state, "there is no look %s", arg);
    if (key == 'l') look_chosen = true;
    return names || key == 'l' || key == 'p' || key == 'v' || key == 'c' || key == 'o' || puts
               ? 0
               : ARGP_ERR_UNKNOWN;
}

int main(int argc, char **argv)
{
    static const struct argp_option options[] = {
        { "game", 'g', "ID", 0, "this game alone", 0 },
        { "arc", 'a', "ID", 0, "opening, sign and ending of this game, or of all", 0 },
        { "clips", 'f', "ID", 0, "a clip of 20 s of this game, or of all, by ffmpeg", 0 },
        { "pages", 'p', NULL, 0, "the pages alone", 0 },
        { "avatar", 'v', NULL, 0, "the child on the screen alone: sheets of looks and poses", 0 },
        { "look", 'l', "NAME", 0, "the child in a game looks so (robin, noor, fox ...)", 0 },
        { "hour", 'o', NULL, 0, "the pages of a therapy hour alone", 0 },
        { "children", 'c', NULL, 0, "the pages of the children alone", 0 },
        { 0 }
    };
    const struct argp argp = {
        options,
        parse,
        "[FOLDER]",
        "Draws each game and the pages round it into FOLDER (gallery): a PNG "
        "for each moment, senses and shape of window, and a sheet a game.",
        NULL,
        NULL,
        NULL
    };
    argp_parse(&argp, argc, argv, 0, NULL, NULL);
    mkdir(folder, 0777);
    for (int i = 0; i < SHAPES; i++) {
        RenderOptions window_options = { .width = shapes[i].width,
                                         .height = shapes[i].height,
                                         .headless = true,
                                         .ungoverned = true,
                                         .asset_folder = TIPTOE_BUILT_ASSETS };
        if (render_open(&window[i], &window_options) != RESULT_OK) {
            fprintf(stderr, "tools/gallery: %s\n", fail_text());
            return 1;
        }
    }
    if (avatar) gallery_avatar(window[1]);
    for (int i = 0; i < SHAPES && registry; i++) gallery_children(window[i], shapes[i].name);
    if (hour) gallery_hour(window[1]);
    if (hour) gallery_panel(window[1]);
    bool alone = avatar || hour || registry;
    for (int i = 0; i < game_count && !alone; i++)
        if (!pages && (!only || !strcmp(only, game_list[i]->id))) show_game_as_asked(game_list[i]);
    if (!only && !arcs && !clips && !alone) show_pages(game_find("bubble_garden"));
    for (int i = 0; i < SHAPES; i++) render_close(&window[i]);
    return 0;
}
