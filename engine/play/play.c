// play.c: the order of things in one step: pose, body, commands, phase, game, trials.
#include "play/play.h"

#include "play/trials.h"

#include <stdlib.h>
#include <string.h>

#define LOST_US 400000  // without a trusted sight of the child: play freezes

// All that a step changes, apart from the game's own state: plain, so that its bytes are its value.
typedef struct PlayState {
    PlayPhase phase;
    uint32_t step, game_step;  // of the session; of the game (pauses and losses not counted)
    int32_t paused;
    int32_t alternate;      // the Side whose turn it is under the alternate rule
    int64_t pose_us;        // capture of the newest pose
    int64_t taken_us;       // when it was taken ...
    uint32_t taken_step;    // ... and by which step
    uint32_t resting_step;  // no second reminder before this game step
    int64_t seen_us;        // session time at which the child was last in view
    float knob[GAME_KNOBS_MAX];
    GameSetup setup;
    Body body, before, raw;
    Calibration size;
    PoseSmoother smoother;
    Calibrator calibrator;
    PlayScore score;
    PlayQuality quality;
    Trials trials;
} PlayState;

struct Play {
    const Game *game;
    unsigned knobs_set;
    float height_cm;
    float asked[GAME_KNOBS_MAX];  // the therapist's own values, where knobs_set says so
    PlayState s;
    _Alignas(16) unsigned char game_state[GAME_STATE_MAX];
};

static float clamp_knob(const Knob *knob, float value)
{
    return value == value ? clampf(value, knob->low, knob->high) : knob->usual;
}

static void take_level(Play *play, int level)
{
    const Game *game = play->game;
    level = level < 1 ? 1 : level > GAME_LEVELS ? GAME_LEVELS : level;
    play->s.setup.level = level;
    for (int k = 0; k < game->knob_count; k++) {
        bool own = play->knobs_set & 1u << k;
        float value = own ? play->asked[k] : game->level[level - 1][k];
        play->s.knob[k] = play->s.setup.knob[k] = clamp_knob(&game->knobs[k], value);
    }
}

Play *play_open(const PlaySetup *setup)
{
    const Game *game = setup->game;
    REQUIRE(game && game->state_size <= GAME_STATE_MAX && game->knob_count <= GAME_KNOBS_MAX);
    Play *play = calloc(1, sizeof *play);
    REQUIRE(play);
    play->game = game;
    play->knobs_set = setup->knobs_set;
    play->height_cm = setup->height_cm;
    memcpy(play->asked, setup->setup.knob, sizeof play->asked);
    play->s.setup = setup->setup;
    play->s.setup.profile.sensory = sensory_clamped(setup->setup.profile.sensory);
    play->s.setup.profile.side_bias = clampf(setup->setup.profile.side_bias, 0, 1);
    play->s.size = calibration_provisional(640, 480);
    play->s.size.seated = posture_is_seated(play->s.setup.profile.posture);
    take_level(play, play->s.setup.level);
    return play;
}

void play_close(Play **play)
{
    free(*play);
    *play = NULL;
}

unsigned play_hands(const Play *play)
{
    switch (play->s.setup.profile.hand) {
    case HAND_LEFT: return 1u << SIDE_LEFT;
    case HAND_RIGHT: return 1u << SIDE_RIGHT;
    case HAND_ALTERNATE: return 1u << play->s.alternate;
    default: return 3u;
    }
}

static GameInput game_input(const Play *play)
{
    const PlayState *s = &play->s;
    return (GameInput){ .step = s->game_step,
                        .setup = &s->setup,
                        .size = &s->size,
                        .body = &s->body,
                        .body_before = &s->before,
                        .knob = s->knob,
                        .hands = play_hands(play),
                        .both = s->setup.profile.hand == HAND_BOTH,
                        .reach = { 1, 1 } };
}

static void say(PlayOutput *out, Event event, float value)
{
    REQUIRE(out->event_count < PLAY_EVENTS_MAX);
    out->event[out->event_count++] = (GameEvent){ .event = event, .side = -1, .value = value };
}

static void cue(PlayOutput *out, Cue which)
{
    if (out->cue_count < GAME_CUES_MAX) out->cue[out->cue_count++] = (GameCue){ .cue = which };
}

static bool running(const PlayState *s)
{
    return s->phase == PHASE_PLAY && !s->paused;
}

// Session time of this step: the last pose's own, and the steps since.
static int64_t step_us(const PlayState *s)
{
    return s->taken_us + (int64_t)(s->step - s->taken_step) * 1000000 / GAME_STEPS_PER_SECOND;
}

static void begin_game(Play *play, PlayOutput *out)
{
    PlayState *s = &play->s;
    s->size.height_cm = play->height_cm;
    s->phase = PHASE_PLAY;
    s->before = s->body;
    say(out, EVENT_CALIBRATED, s->size.noise);
    cue(out, CUE_READY);
    GameInput first = game_input(play);
    play->game->start(play->game_state, &first);
}

static void take_pose(Play *play, const PlayInput *in, PlayOutput *out)
{
    PlayState *s = &play->s;
    s->pose_us = in->pose.captured_us;
    s->taken_us = in->taken_us;
    s->taken_step = s->step;
    s->quality.poses++;
    s->quality.found += in->pose.found;
    if (!s->size.done && in->pose.found) {
        bool seated = s->size.seated;
        s->size = calibration_provisional(in->pose.width, in->pose.height);
        s->size.seated = seated;
    }
    Pose smooth = in->pose;
    pose_smooth(&s->smoother, &smooth);
    body_update(&s->body, &smooth, &in->pose, &s->size);
    body_update(&s->raw, &in->pose, &in->pose, &s->size);
    if (in->pose.found) s->seen_us = step_us(s);

    if (s->phase == PHASE_CALIBRATE && !s->paused &&
        calibrator_add(&s->calibrator, &in->pose, s->size.seated, &s->size)) {
        body_update(&s->body, &smooth, &in->pose, &s->size);
        body_update(&s->raw, &in->pose, &in->pose, &s->size);
        begin_game(play, out);
    }
    if (running(s)) trials_pose(&s->trials, &s->raw, (double)s->pose_us * 1e-6);
}

static void obey(Play *play, const PlayCommand *command, PlayOutput *out)
{
    PlayState *s = &play->s;
    if (s->phase == PHASE_DONE) return;
    switch (command->command) {
    case COMMAND_PAUSE:
        if (!s->paused) say(out, EVENT_PAUSE, 0);
        s->paused = 1;
        break;
    case COMMAND_RESUME:
        if (s->paused) say(out, EVENT_RESUME, 0);
        s->paused = 0;
        break;
    case COMMAND_LEVEL:
        take_level(play, (int)command->value);
        say(out, EVENT_LEVEL, (float)s->setup.level);
        break;
    case COMMAND_FINISH:
        trials_flush(&s->trials, &s->size, out);
        say(out, EVENT_FINISH, 0);
        s->phase = PHASE_DONE;
        break;
    case COMMAND_COUNT: break;
    }
}

static void watch_sight(PlayState *s, PlayOutput *out)
{
    bool lost = step_us(s) - s->seen_us > LOST_US;
    if (s->phase == PHASE_WAIT && s->body.seen) {
        s->phase = PHASE_CALIBRATE;
        say(out, EVENT_SEEN, 0);
    } else if (s->phase == PHASE_CALIBRATE && lost) {
        s->phase = PHASE_WAIT;
    } else if (s->phase == PHASE_PLAY && lost) {
        s->phase = PHASE_LOST;
        s->quality.losses++;
        say(out, EVENT_LOST, 0);
    } else if (s->phase == PHASE_LOST && s->body.seen && !lost) {
        s->phase = PHASE_PLAY;
        s->before = s->body;  // no path across the gap
        say(out, EVENT_SEEN, 0);
    }
    if (lost) s->body.seen = false;
}

static void keep_score(PlayState *s, const GameOutput *game)
{
    PlayScore *score = &s->score;
    for (int i = 0; i < game->event_count; i++) {
        const GameEvent *e = &game->event[i];
        score->offered += e->event == EVENT_OFFER;
        score->misses += e->event == EVENT_MISS;
        score->resting_touches += e->event == EVENT_RESTING_HAND;
        if (e->event == EVENT_MISS) score->streak = 0;
        if (e->event != EVENT_HIT) continue;
        score->hits++;
        score->streak++;
        if (score->streak > score->best_streak) score->best_streak = score->streak;
        if (e->side < 0) continue;
        score->hits_by_side[e->side]++;
        s->alternate = !e->side;
    }
}

static void step_game(Play *play, PlayOutput *out)
{
    PlayState *s = &play->s;
    GameOutput game = { 0 };
    GameInput in = game_input(play);
    play->game->step(play->game_state, &in, &game);
    trials_step(&s->trials, &in, (double)step_us(s) * 1e-6, &game, out);
    keep_score(s, &game);

    for (int i = 0; i < game.event_count; i++) out->event[out->event_count++] = game.event[i];
    for (int i = 0; i < game.cue_count && out->cue_count < GAME_CUES_MAX; i++)
        out->cue[out->cue_count++] = game.cue[i];
    memcpy(out->target, game.target, sizeof out->target);
    out->target_count = game.target_count;

    s->quality.steps++;
    if (s->body.seen) {
        s->quality.steps_seen++;
        s->quality.age_sum_ms += s->body.age_ms;
    }
    s->game_step++;
    if (game.say) out->say = game.say;
    if (game.finished || s->game_step >= s->setup.seconds * GAME_STEPS_PER_SECOND) {
        trials_flush(&s->trials, &s->size, out);
        say(out, EVENT_FINISH, (float)s->score.hits);
        cue(out, CUE_FINISH);
        s->phase = PHASE_DONE;
    }
}

void play_step(Play *play, const PlayInput *in, PlayOutput *out)
{
    PlayState *s = &play->s;
    out->event_count = out->cue_count = out->target_count = out->trial_count = 0;
    out->say = NULL;
    s->step = in->step;
    s->before = s->body;
    if (in->has_pose) take_pose(play, in, out);
    for (int i = 0; i < in->command_count; i++) obey(play, &in->command[i], out);
    watch_sight(s, out);
    s->body.age_ms = (float)(step_us(s) - s->pose_us) * 1e-3f;
    if (running(s)) step_game(play, out);
}

void play_draw(const Play *play, Canvas *canvas)
{
    if (play->s.phase == PHASE_WAIT || play->s.phase == PHASE_CALIBRATE) return;
    GameInput in = game_input(play);
    play->game->draw(play->game_state, &in, canvas);
}

PlayPhase play_phase(const Play *play)
{
    return play->s.phase;
}
bool play_paused(const Play *play)
{
    return play->s.paused;
}
const Body *play_body(const Play *play)
{
    return &play->s.body;
}
const Calibration *play_calibration(const Play *play)
{
    return &play->s.size;
}
const PlayScore *play_score(const Play *play)
{
    return &play->s.score;
}
const PlayQuality *play_quality(const Play *play)
{
    return &play->s.quality;
}
const GameSetup *play_setup(const Play *play)
{
    return &play->s.setup;
}
const Game *play_game(const Play *play)
{
    return play->game;
}

float play_progress(const Play *play)
{
    const PlayState *s = &play->s;
    if (s->phase == PHASE_WAIT) return 0;
    if (s->phase == PHASE_CALIBRATE) return calibrator_progress(&s->calibrator);
    return clampf((float)s->game_step / (float)(s->setup.seconds * GAME_STEPS_PER_SECOND), 0, 1);
}

uint32_t play_seconds_left(const Play *play)
{
    uint32_t all = play->s.setup.seconds * GAME_STEPS_PER_SECOND;
    uint32_t done = play->s.game_step < all ? play->s.game_step : all;
    return (all - done + GAME_STEPS_PER_SECOND - 1) / GAME_STEPS_PER_SECOND;
}

uint64_t digest_bytes(uint64_t digest, const void *bytes, size_t size)
{
    const unsigned char *b = bytes;
    for (size_t i = 0; i < size; i++) digest = (digest ^ b[i]) * 1099511628211u;
    return digest;
}

uint64_t play_digest(const Play *play)
{
    uint64_t digest = digest_bytes(DIGEST_START, &play->s, sizeof play->s);
    return digest_bytes(digest, play->game_state, play->game->state_size);
}
