// SPDX-License-Identifier: MIT
// gallery_clips.c: a clip of 20 s of each game, a frame at a time: the opening, how play begins,
// the sign, the last seconds and the ending, with the changes between them as in the window.
#include "gym/arc_show.h"
#include "tests/staged.h"
#include "tools/gallery.h"

#include <stdio.h>
#include <stdlib.h>

#define PLAY_S        30u
#define FRAME_STEPS   2     // 30 frames a second
#define CUT_S         0.4f  // from one part to the next
#define BEGIN_S       6.0f  // shown of the play's begin, the count-in with it
#define SIGN_BEFORE_S 0.3f  // shown round the sign
#define SIGN_AFTER_S  2.2f
#define LAST_S        2.0f

typedef struct Clip {
    Staged staged;
    ArcShow show;
    FILE *film;
    Image shot;
    uint32_t shown;  // steps
    int page;
    bool filming;
} Clip;

static float seconds_of(uint32_t steps)
{
    return (float)steps / GAME_STEPS_PER_SECOND;
}

// Which parts of a play are in the clip.
static bool is_shown(const Clip *c)
{
    const Play *play = c->staged.run.play;
    float at = seconds_of(play_game_step(play)), half = PLAY_S / 2.0f;
    PlayPhase phase = play_phase(play);
    if (c->show.ending || phase == PHASE_TELL) return true;
    if (phase < PHASE_TELL) return false;
    return at < BEGIN_S || (at > half - SIGN_BEFORE_S && at < half + SIGN_AFTER_S) ||
           at > PLAY_S - LAST_S;
}

static void film_frame(Clip *c, bool kept)
{
    Staged *g = &c->staged;
    g->screen.arc = arc_show_now(&c->show, &g->run, &g->screen.trail);
    int page = screen_page(&g->screen, &g->run);
    if (page != c->page || !c->filming) render_dissolve(g->screen.render, CUT_S);
    c->page = page;
    staged_draw(g);
    render_present(g->screen.render);
    if (!kept) return;
    REQUIRE(render_read(g->screen.render, &c->shot) == RESULT_OK);
    size_t bytes = (size_t)c->shot.stride * (size_t)c->shot.height;
    REQUIRE(fwrite(c->shot.bgr, 1, bytes, c->film) == bytes);
}

static void step(Clip *c)
{
    Staged *g = &c->staged;
    if (!c->show.ending) {
        staged_step(g, 1);
        if (play_phase(g->run.play) != PHASE_DONE) return;
        g->run.ended = PLAY_END_TIME;
        REQUIRE(arc_show_end(&c->show, &g->run));
        return;
    }
    Pose pose;
    DemoAim aim = { 0 };
    demo_move(g->child, &aim, &pose);
    arc_show_step(&c->show, &g->run, &pose);
    screen_step_after(&g->screen, &g->run, &c->show.body, c->show.step == 1);
}

static FILE *open_film(const char *folder, const Game *game, const Image *shot)
{
    char command[512];
    snprintf(command, sizeof command,
             "ffmpeg -loglevel error -y -f rawvideo -pix_fmt bgr24 -video_size %dx%d -framerate 30 "
             "-i - -c:v libx264 -crf 20 -pix_fmt yuv420p '%s/clip_%s.mp4'",
             shot->width, shot->height, folder, game->id);
    return popen(command, "w");
}

Result gallery_clip(Render *render, const Game *game, const char *folder)
{
    static Clip clip;
    clip = (Clip){ 0 };
    Settings settings = settings_default();
    PlaySetup *play = &settings.plan.play;
    play->game = game;
    play->setup.level = 3;
    play->setup.seconds = PLAY_S;
    play->setup.seed = 11;
    play->setup.profile.sensory = sensory_preset(SENSORY_LIVELY);
    play->tells = TELLS_NEW_ONE;
    settings_settle(&settings);
    render_limits(render, &play->setup.profile.sensory);
    staged_open(&clip.staged, render, &settings, "play");
    arc_show_start(&clip.show, &settings, (KnownVisits){ 0 });
    render_size(render, &clip.shot.width, &clip.shot.height);
    clip.shot = gallery_image(clip.shot.width, clip.shot.height);
    clip.film = open_film(folder, game, &clip.shot);
    REQUIRE(clip.film);
    do {
        step(&clip);
        bool shown = is_shown(&clip);
        if (shown) film_frame(&clip, clip.shown++ % FRAME_STEPS == 0);
        clip.filming = shown;
    } while (play_phase(clip.staged.run.play) != PHASE_DONE || clip.show.ending);
    int status = pclose(clip.film);
    staged_close(&clip.staged);
    free(clip.shot.bgr);
    if (status) return fail(RESULT_UNAVAILABLE, "no clip: ffmpeg is needed for it (tools/setup)");
    printf("%s/clip_%s.mp4: %.1f s\n", folder, game->id, (double)seconds_of(clip.shown));
    return RESULT_OK;
}
