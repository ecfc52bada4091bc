// SPDX-License-Identifier: MIT
// live.c: one play in real time.
#include "gym/live.h"

#include "base/clock.h"
#include "base/log.h"
#include "gym/live_keys.h"
#include "gym/live_panel.h"
#include "gym/pad_keys.h"
#include "session/play_boxes.h"

#include <stdio.h>

#define MODEL_SHOWN_S 8
#define STEP_SLACK_US (RUN_STEP_US / 4)
#define LATCH_GOAL_US 3000  // from the pose to its step: it may come so much later than usual
#define MOVE_MAX_US   250   // of a frame, at once
#define CATCH_UP_MAX  6     // steps at once; what is older is given up and counted
#define SLEEP_US      3000000
#define SOFT_CHANGE_S 0.4f        // from one picture to another; calm: twice as long
#define SIGN_SHARE    (1.0f / 3)  // of the loudness of its sound
#define FLOWER_SHARE  0.4f
#define STEADY_STEPS  24       // of an ending: what is pressed then was meant for the play
#define PRAISE_US     8000000  // a sound device that stands still holds nobody up for longer

void live_music(Live *live)
{
    const Sensory *sensory = &live->settings.plan.play.setup.profile.sensory;
    bool calm = sensory_preset_of(sensory) == SENSORY_CALM;
    audio_music(live->audio, calm ? "calm" : "garden");
}

static void follow_phase(Live *live)
{
    PlayPhase phase = play_phase(live->run.play);
    if (phase == live->phase_heard) return;
    if (phase == PHASE_PLAY) live_music(live);
    if (phase == PHASE_DONE) audio_music(live->audio, NULL);
    live->phase_heard = phase;
}

// The child said no: it is quiet, but for the word that it was understood.
static void answer_sign(Live *live)
{
    const PlayOutput *out = &live->run.out;
    for (int i = 0; i < out->event_count; i++) {
        if (out->event[i].event != EVENT_SIGN) continue;
        audio_silence(live->audio);
        log_info("play paused=sign");
    }
}

// The play is over and stored. What follows is seen and heard, and changes nothing. Whether a
// phrase of its own ends the music.
static bool begin_ending(Live *live)
{
    char phrase[64];
    if (!run_done(&live->run)) return false;
    live->run.summary.frames_dropped = vision_health(live->vision).dropped;
    run_finish(&live->run);
    again_offer(&live->again, &live->run);
    live->arc.rests = live->again.offered ? AGAIN_WAIT_STEPS : 0;
    if (!arc_show_end(&live->arc, &live->run) || live->arc.calm) return false;
    snprintf(phrase, sizeof phrase, "end_%s", play_game(live->run.play)->id);
    return audio_phrase(live->audio, phrase);
}

static void sound(Live *live)
{
    const PlayOutput *out = &live->run.out;
    if (live->screen.stopped) return;
    answer_sign(live);
    if (out->mute != live->muted) {
        live->muted = out->mute;
        if (live->muted)
            audio_music(live->audio, NULL);
        else
            live_music(live);
    }
    bool phrase = begin_ending(live);
    GameCue flower;
    if (spot_sound(&live->screen.spot, &flower))
        audio_cue_softly(live->audio, &flower, FLOWER_SHARE);
    for (int i = 0; i < out->cue_count; i++)
        if (!phrase || out->cue[i].cue != CUE_FINISH) audio_cue(live->audio, &out->cue[i]);
    if (arc_show_signs(&live->arc, &live->run))
        audio_cue_softly(live->audio, &(GameCue){ .cue = CUE_AWAY }, SIGN_SHARE);
    if (out->say && !live->arc.ending) audio_say(live->audio, out->say);  // the ending has its own
}

static void step_ending(Live *live, const Pose *pose)
{
    ArcShow *arc = &live->arc;
    Screen *screen = &live->screen;
    const char *line = arc_show_step(arc, &live->run, pose);
    if (line) audio_say(live->audio, line);
    if (arc->frozen) return;
    screen_step_after(screen, &live->run, &arc->body, arc->step == 1);
    if (arc_show_rests(arc)) again_step(&live->again, &arc->body);
    if (live->again.asked) arc_show_leave(arc);
}

// A machine that was suspended, or a program that was stopped, wakes into a pause. Clocks that
// stood still count nothing, and what the child did meanwhile is nobody's play.
static void notice_a_sleep(Live *live, int64_t behind_us)
{
    int64_t asleep_us = clock_asleep_us();
    bool slept = asleep_us - live->asleep_us > SLEEP_US && live->asleep_us;
    live->asleep_us = asleep_us;
    // Before its first pose a machine that is far behind opens slowly: it did not sleep.
    bool away = slept || (behind_us >= SLEEP_US && live->pose.captured_us);
    if (!away) return;
    log_warn("play was away seconds=%.1f", (double)behind_us * 1e-6);
    if (!live->settings.machine.headless) live_pause(live);
}

// How many steps a frame takes. A screen of nearly sixty pictures a second slowly drifts past the
// times of the steps: within the slack a frame takes one, neither none nor two, so that the newest
// pose is in the very next present.
static int steps_due(int64_t late_us)
{
    if (late_us < -STEP_SLACK_US) return 0;
    if (late_us < RUN_STEP_US + STEP_SLACK_US) return 1;
    return (int)(late_us / RUN_STEP_US) + 1;
}

// Frames that begin right after the poses come show them newest. Where nothing else says when a
// frame begins, their times move there, and those of the steps with them: little by little, as
// poses come a little sooner and later themselves.
static void follow_poses(Live *live)
{
    int64_t late_us = live->stamps.taken_us - live->pose.ready_us - LATCH_GOAL_US;
    if (late_us > RUN_STEP_US) return;  // a frame was missed
    if (late_us > RUN_STEP_US / 2) late_us -= RUN_STEP_US;
    live->sooner_us = late_us > MOVE_MAX_US    ? MOVE_MAX_US
                      : late_us < -MOVE_MAX_US ? -MOVE_MAX_US
                                               : late_us;
    live->due_us -= live->sooner_us;
}

// Runs the steps that are due. The newest pose goes to the first of them.
static void step_due(Live *live, int64_t now)
{
    Run *run = &live->run;
    if (!live->start_us) live->start_us = live->due_us = now;
    notice_a_sleep(live, now - live->due_us);
    int64_t behind = (now - live->due_us) / RUN_STEP_US;
    if (behind > CATCH_UP_MAX) {
        live->due_us += (behind - CATCH_UP_MAX) * RUN_STEP_US;
        run->summary.steps_late += (uint32_t)(behind - CATCH_UP_MAX);
    }
    Pose pose;
    int steps = steps_due(now - live->due_us);
    bool fresh = steps > 0 && vision_take_pose(live->vision, &pose);
    live->stamps.taken_us = clock_us();
    if (fresh) {
        if (!live->pose.captured_us) log_info("start part=pose");
        live->pose = vision_stamps(live->vision);
        live->pose_fresh = true;
        pose.captured_us -= live->start_us;
        pose.ready_us -= live->start_us;
        if (!render_has_vsync(live->render)) follow_poses(live);
    }
    for (; steps > 0 && (!run_done(run) || live->arc.ending); steps--) {
        live->due_us += RUN_STEP_US;
        if (run_done(run)) {
            step_ending(live, fresh ? &pose : NULL);
        } else {
            run_step(run, fresh ? &pose : NULL, now - live->start_us);
            screen_step(&live->screen, run);
            notes_step(&live->screen.notes, run->step);
            int chosen = sign_card_take(&live->screen.sign);
            if (chosen) live_key(live, chosen);
            sound(live);
        }
        fresh = false;
    }
    vision_allow_change(live->vision, play_between_trials(run->play, &run->out));
    live->stamps.stepped_us = clock_us();
    DemoAim aim = run_aim(run);
    demo_link_aim(&live->demo, &aim);
}

// Space and P hold the ending, and so does the button; all else skips it.
static void take_ending_event(Live *live, const RenderEvent *event)
{
    ArcShow *arc = &live->arc;
    int key = event->kind == RENDER_KEY ? event->key : 0;
    bool point = event->kind == RENDER_POINT;
    if (point && button_at(&live->screen.buttons, event->at)) key = ' ';
    Again *again = &live->again;
    if (key ? again_key(again, key) : point && again_point(again, event->at))
        arc_show_leave(arc);
    else if (key == ' ' || key == 'p')
        arc->frozen = !arc->frozen;
    else if (event->kind == RENDER_UNFOCUS)
        arc->frozen = true;
    else if ((key || point) && arc->step >= STEADY_STEPS)
        arc_show_leave(arc);
}

static void take_event(void *self, const RenderEvent *event)
{
    Live *live = self;
    if (live->arc.ending && event->kind != RENDER_QUIT) {
        take_ending_event(live, event);
        return;
    }
    if (event->kind == RENDER_QUIT) {
        arc_show_leave(&live->arc);
        run_end(&live->run, PLAY_END_WINDOW);
        live->leave = true;
    }
    if (event->pad == RENDER_PAD_RT) notes_close(&live->screen.notes);  // stop is no blank of it
    if (event->pad) notes_walk(&live->screen.notes);
    if (event->kind == RENDER_KEY) live_key(live, pad_key(live, event));
    if (event->kind == RENDER_TEXT) notes_type(&live->screen.notes, &live->run, event->text);
    if (event->kind == RENDER_POINT) live_buttons_press(live, event->at);
    if (event->kind == RENDER_MOVE) live_buttons_move(live, event->at);
    if (event->kind == RENDER_UNFOCUS) live_pause(live);  // the stop key would not be heard
}

// Before a check-up begins it is said if it cannot be compared with any other: the poses of each
// second are counted while the child is waited for and measured.
static void note_pace(Live *live)
{
    uint32_t steps = live->run.step - live->paced_step;
    bool waiting = play_phase(live->run.play) < PHASE_PLAY;
    if (!settings_is_checkup(&live->settings) || !waiting || steps < GAME_STEPS_PER_SECOND) return;
    uint32_t posed = live->screen.health.posed, poses = posed - live->paced_poses;
    bool began = live->paced_poses > 0;  // the first second has the opening in it
    live->screen.too_slow = began && poses * GAME_STEPS_PER_SECOND < VISION_POSES_LEAST * steps;
    if (live->screen.too_slow) log_warn("checkup comparable=0 poses=%u steps=%u", poses, steps);
    live->paced_step = live->run.step;
    live->paced_poses = posed;
}

// A machine that is too slow for the game is told on the screen, and here when it came and went.
static void note_slow(Live *live)
{
    bool slow = play_is_slow(live->run.play);
    if (slow == live->slow_noted) return;
    live->slow_noted = slow;
    log_warn("play slow=%d poses=%u steps=%u", slow, play_quality(live->run.play)->poses,
             live->run.step);
}

// What the machine did to keep up belongs to the session.
static void note_model(Live *live)
{
    Screen *screen = &live->screen;
    const VisionHealth *health = &screen->health;
    bool changed = health->fitted && model_find(live->run.summary.model_used) != health->model;
    if (!changed) return;
    run_note_model(&live->run, health->model);
    screen->model_until = live->run.step + MODEL_SHOWN_S * GAME_STEPS_PER_SECOND;
}

void live_soften(Live *live)
{
    render_dissolve(live->render, live->arc.calm ? 2 * SOFT_CHANGE_S : SOFT_CHANGE_S);
}

// Between the child's pages, the play and its opening or ending nothing is cut. A stop is there at
// once.
static void show_arc(Live *live)
{
    Screen *screen = &live->screen;
    screen->arc = arc_show_now(&live->arc, &live->run, &screen->trail);
    screen->arc_frozen = live->arc.frozen;
    screen->again = live->arc.ending ? &live->again : NULL;
    int page = screen_page(screen, &live->run);
    if (page != live->page && !screen->stopped) live_soften(live);
    live->page = page;
}

static void draw(Live *live)
{
    Screen *screen = &live->screen;
    Image picture;
    if (vision_take_picture(live->vision, &picture)) {
        screen->camera = picture;
        screen->camera_number++;
    }
    if (vision_take_cutout(live->vision, &screen->cutout)) screen->cutout_step = live->run.step;
    screen->health = vision_health(live->vision);
    screen->times = vision_times(live->vision);
    note_model(live);
    note_pace(live);
    note_slow(live);
    screen->storing = session_health(live->run.session);
    screen->demonstration = tutorial_now(&live->tutorial);
    screen->held = live->tutorial.holds;
    screen->apart = live_panel_is_open(live);
    live_buttons_lay_out(live);
    show_arc(live);
    screen_draw(screen, &live->run, &live->settings);
    if (live->overlay) live->overlay(live->watcher, live);
}

// Praise for the play before is heard to its end; the first step comes after it. Which step comes
// when is no part of what the steps do.
static bool has_begun(Live *live, int64_t now_us)
{
    if (!live->shown_us) live->shown_us = now_us;
    bool waits = audio_is_saying(live->audio) && now_us - live->shown_us < PRAISE_US;
    return live->start_us || live->again.at_once || !waits;
}

// The steps that are due come right before the drawing, so that the newest pose is shown.
static void draw_frame(void *self, int64_t now_us)
{
    Live *live = self;
    const char *words = NULL;
    if (has_begun(live, now_us)) {
        step_due(live, now_us);
        words = tutorial_step(&live->tutorial, &live->run, live->render, &live->screen.canvas);
    }
    if (words && !live->screen.stopped) audio_say(live->audio, words);
    follow_phase(live);
    bool over = run_done(&live->run), shown = tutorial_now(&live->tutorial);
    bool paused = live_is_paused(live) && !shown && !over;
    audio_pause(live->audio, paused || live->arc.frozen);
    draw(live);
    live->stamps.submitted_us = clock_us();
}

static void note_present(void *self)
{
    Live *live = self;
    live->stamps.presented_us = clock_us();
    if (!live->run.latency.presents) log_info("start part=play");
    latency_present(&live->run.latency, &live->pose, live->pose_fresh, &live->stamps);
    live->pose_fresh = false;
    if (live->presented) live->presented(live->watcher, live);
}

static bool end_asked(const Live *live)
{
    return live->asked_to_end && *live->asked_to_end;
}

static bool is_over(void *self)
{
    Live *live = self;
    const Settings *s = &live->settings;
    VisionHealth health = vision_health(live->vision);
    bool clip_ended = health.camera == RESULT_NOT_FOUND;
    uint32_t limit = (s->plan.play.setup.seconds + RUN_PATIENCE_S) * GAME_STEPS_PER_SECOND;
    bool waited_enough = s->machine.headless && live->run.step >= limit;
    if (!run_done(&live->run) && (clip_ended || waited_enough || end_asked(live))) {
        run_end(&live->run, end_asked(live) ? PLAY_END_PROGRAM
                            : clip_ended    ? PLAY_END_CAMERA
                                            : PLAY_END_NOBODY);
        run_step(&live->run, NULL, 0);
    }
    return run_done(&live->run) && !live->arc.ending;
}

static void after_frame(void *self, int64_t now_us)
{
    Live *live = self;
    bool opened = live->sound_opening.started && opening_is_over(&live->sound_opening);
    if (opened && live_take_sound(live) == RESULT_OK) audio_music(live->audio, "menu");
    if (live->audio) audio_update(live->audio, now_us);
    live_poll(live);
    hour_check_frame(&live->check, live->vision, live->audio, now_us);
    if (live->frame) live->frame(live->watcher, live);
}

Window live_window(Live *live)
{
    return (Window){ .render = live->render,
                     .canvas = &live->screen.canvas,
                     .sound = live,
                     .update_sound = after_frame,
                     .sooner_us = &live->sooner_us,
                     .asked_to_end = live->asked_to_end,
                     .beside = &live->panel };
}

// Who is new to the game is told its rule with all of the opening.
static void begin_arc(Live *live)
{
    Settings *s = &live->settings;
    PlaySetup *setup = &s->plan.play;
    KnownVisits before = known_visits(s->machine.store, s->plan.child, setup->game);
    arc_show_start(&live->arc, s, before);
    if (setup->tells)
        setup->tells = live->arc.shown && !live->arc.known ? TELLS_NEW_ONE : TELLS_CHILD;
    live->page = 0;
}

Result live_play(Live *live)
{
    REQUIRE(live->vision && live->render && live->audio);
    CameraInfo info = vision_camera(live->vision);
    PlaySetup *setup = &live->settings.plan.play;
    const PlaySetup usual = *setup;
    live->check.on = false;  // what plays is measured by the session
    again_begin(&live->again, setup);
    begin_arc(live);
    live->settings.plan.play.box = play_box_load(live->settings.machine.store, info.name);
    Result result = run_open(&live->run, &live->settings, &info);
    if (result) return result;
    live_tell_sound(live);
    audio_music(live->audio, "menu");
    live->phase_heard = PHASE_WAIT;
    live->pose = (VisionStamps){ 0 };
    live->pose_fresh = false;
    render_hurry(live->render, true);
    screen_warm(&live->screen, &live->run);
    tutorial_start(&live->tutorial, &live->settings);
    live->shown_us = live->start_us = live->asleep_us = 0;
    live->paced_step = live->paced_poses = 0;
    live->screen.too_slow = live->slow_noted = false;
    if (live->away) live_pause(live);
    live->away = false;
    live->screen.help = live->screen.stopped = false;
    live->screen.notes = (Notes){ 0 };
    live->screen.told_until = live->buttons_until = live->place_step = 0;
    live_panel_learn(live);
    live->playing = true;
    const Page page = { live, draw_frame, take_event, is_over, note_present };
    Window window = live_window(live);
    window_run(&window, &page);
    live->playing = false;
    render_hurry(live->render, false);
    if (live->page) live_soften(live);
    live->run.summary.frames_dropped = vision_health(live->vision).dropped;
    live->arc.ending = live->arc.frozen = false;
    live->screen.arc = NULL;
    live->screen.again = NULL;
    tutorial_stop(&live->tutorial);
    live->screen.demonstration = NULL;
    bool kindly = live->run.ended == PLAY_END_TIME || live->run.ended == PLAY_END_NEXT;
    if (kindly) audio_music(live->audio, "menu");
    setup->known = usual.known;
    setup->tells = usual.tells;
    return run_close(&live->run);
}
