// SPDX-License-Identifier: MIT
// play.c: the order of things in one step: pose, body, commands, phase, game, trials.
#include "play/play_parts.h"

#include "play/limbs.h"

#include <stdlib.h>
#include <string.h>

#define DRIFT_SECONDS     4.0f   // time constant of the scale's drift
#define DRIFT_TOLD        0.05f  // share from which the therapist is told
#define DRIFT_HIP_DROP    0.06f  // leg lengths: a squat tilts the trunk towards the camera
#define DRIFT_UPRIGHT_DEG 10.0f  // a bent trunk looks short and says nothing about the distance
#define ARM_TARGET_IDS    0x7ffffff0  // no game counts so far
#define MOVING_SPEED      0.5f        // arm (leg) lengths a second: active from here on [ours]

uint32_t play_speech_rate(const PlaySetup *setup)
{
    bool usual = !setup->speech_rate || setup->game->role == ROLE_ASSESSMENT;
    return usual ? 100 : setup->speech_rate;
}

Play *play_open(const PlaySetup *setup)
{
    const Game *game = setup->game;
    REQUIRE(game && game->state_size <= GAME_STATE_MAX && game->knob_count <= GAME_KNOBS_MAX);
    Play *play = calloc(1, sizeof *play);
    if (!play) return NULL;
    play->game = game;
    play->behaviour = behaviour_start();
    play->knobs_set = setup->knobs_set;
    play->height_cm = setup->height_cm;
    play->ask_reach = setup->ask_reach;
    play->tells = setup->tells;
    play->known = setup->known;
    play->spotter = setup->spotter;
    play->jumps = setup->jumps;
    if (play_box_is_sound(&setup->box)) play->box = setup->box;
    play->tell.phase = TELL_NOTHING;
    play->tell.voice.rate = play_speech_rate(setup);
    memcpy(play->asked, setup->setup.knob, sizeof play->asked);
    play->s.setup = setup->setup;
    play->s.setup.profile.sensory = sensory_clamped(setup->setup.profile.sensory);
    play->s.setup.profile.side_bias = clampf(setup->setup.profile.side_bias, 0, 1);
    play->s.size = calibration_provisional(640, 480);
    play->s.size.seated = profile_is_seated(&play->s.setup.profile);
    play->s.is_game = game->role == ROLE_PLAY;
    if (!play->s.is_game || play->known.seated != play->s.size.seated) recall_nobody(play);
    play->s.end_step = play->s.setup.seconds * GAME_STEPS_PER_SECOND;
    if (!(play->s.setup.success > 0)) play->s.setup.success = 0;
    gain_start(&play->s.gain, play->s.is_game ? setup->gain : 0);
    staircase_start(&play->s.staircase, play->s.setup.success);
    challenge_level_is(play, play->s.setup.level);
    return play;
}

void play_close(Play **play)
{
    free(*play);
    *play = NULL;
}

unsigned play_hands(const Play *play)
{
    return profile_hands(&play->s.setup.profile, play->s.alternate);
}

uint32_t play_steps_left(const PlayState *s)
{
    return s->game_step < s->end_step ? s->end_step - s->game_step : 0;
}

// The widened hands, for who places targets.
static void widen_input(const PlayState *s, GameInput *in)
{
    if (!gain_is_on(&s->gain)) return;
    in->body = &s->wide;
    in->body_before = &s->wide_before;
    for (int side = 0; side < SIDE_COUNT; side++) {
        in->rest[side] = s->gain.hand_rest[side];
        in->wide[side] = gain_reach(&s->gain, &s->size, side);
    }
}

static GameInput game_input(const Play *play)
{
    const PlayState *s = &play->s;
    unsigned hands = play_hands(play);
    GameInput in = { .step = s->game_step,
                     .setup = &s->setup,
                     .size = &s->size,
                     .body = &s->body,
                     .body_before = &s->before,
                     .knob = s->knob,
                     .hands = hands,
                     .feet = profile_feet(&s->setup.profile, s->alternate),
                     .both = s->setup.profile.hand == HAND_BOTH && hands == 3u,
                     .withdraw = s->tries.withdraw,
                     .again = s->tries.again,
                     .sure = s->staircase.sure || s->tries.helping,
                     .last = s->is_game && (play_steps_left(s) == 0 || s->hand_asked),
                     .reach = { s->size.reach[SIDE_LEFT], s->size.reach[SIDE_RIGHT] } };
    widen_input(s, &in);
    return in;
}

// The one door for events.
static GameEvent *emit(PlayOutput *out, GameEvent event)
{
    REQUIRE(out->event_count < PLAY_EVENTS_MAX && event.event < EVENT_COUNT);
    out->event[out->event_count] = event;
    return &out->event[out->event_count++];
}

GameEvent *play_note(PlayOutput *out, Event event, float value)
{
    return emit(out, (GameEvent){ .event = event, .side = -1, .value = value });
}

void play_cue(PlayOutput *out, Cue which)
{
    if (out->cue_count < GAME_CUES_MAX) out->cue[out->cue_count++] = (GameCue){ .cue = which };
}

static bool running(const PlayState *s)
{
    return s->phase == PHASE_PLAY && !s->paused;
}

int64_t play_step_us(const PlayState *s)
{
    return s->taken_us + (int64_t)(s->step - s->taken_step) * 1000000 / GAME_STEPS_PER_SECOND;
}

static void start_game(Play *play)
{
    GameInput first = game_input(play);
    memset(play->game_state, 0, play->game->state_size);
    play->game->start(play->game_state, &first);
}

static void begin_game(Play *play, PlayOutput *out)
{
    PlayState *s = &play->s;
    s->phase = PHASE_PLAY;
    s->before = s->body;
    safety_accept(&s->safety);
    s->wide_before = s->wide;
    play_cue(out, CUE_READY);
    start_game(play);
}

// The game's scene is seen while its rule is told. It starts anew afterwards, with the child and
// the level as they are then.
static void tell_rule(Play *play, PlayOutput *out)
{
    play->s.phase = PHASE_TELL;
    play->s.tell_step = 0;
    gain_fix(&play->s.gain, &play->s.size);
    gain_widen(&play->s.gain, &play->s.size, &play->s.body, &play->s.wide);
    play->s.wide_before = play->s.wide;
    if (play->tells)
        start_game(play);
    else
        begin_game(play, out);
}

// The size is known: on to the reach of the arms, or to the game.
static void begin(Play *play, bool recalled, PlayOutput *out)
{
    PlayState *s = &play->s;
    s->size.height_cm = play->height_cm;
    play_note(out, EVENT_CALIBRATED, s->size.noise);
    s->reach = (ArmReach){ 0 };
    s->phase = PHASE_REACH;
    gain_watch(&s->gain, &s->body, false);
    if (recalled) recall_reach(play);
    if (!play->ask_reach || recalled) tell_rule(play, out);
}

static unsigned arms_there(const PlayState *s)
{
    return ~(s->setup.profile.without >> LIMB_ARM_LEFT) & 3u;
}

static void end_reach(Play *play, PlayOutput *out)
{
    PlayState *s = &play->s;
    for (int side = 0; side < SIDE_COUNT; side++)
        s->size.reach[side] = arm_reach_comfortable(&s->reach, (Side)side);
    tell_rule(play, out);
}

// A hand that comes farther in play than it showed has the longer reach from then on.
static void watch_reach(Play *play, const Pose *pose, PlayOutput *out)
{
    PlayState *s = &play->s;
    if (!play->ask_reach || s->paused || (s->phase != PHASE_REACH && s->phase != PHASE_PLAY))
        return;
    bool done = arm_reach_add(&s->reach, &s->raw, &s->size, arms_there(s), pose->captured_us);
    if (s->phase == PHASE_REACH) {
        if (tell_waits(play))  // the time to show it begins after the words
            s->reach.spent_us = s->reach.settled_us = 0;
        else if (done)
            end_reach(play, out);
        return;
    }
    for (int side = 0; side < SIDE_COUNT; side++)
        if (s->reach.best[side] > 0)
            s->size.reach[side] = arm_reach_comfortable(&s->reach, (Side)side);
}

// Which limbs moved since the pose before, from smoothed places: the dose.
static void watch_limbs(PlayState *s, const Body *was, double seconds)
{
    s->moving = 0;
    if (!(seconds > 0) || !s->body.seen || !was->seen || !s->size.done) return;
    for (int side = 0; side < SIDE_COUNT; side++) {
        float hand = vec2_distance(s->body.hand[side], was->hand[side]) / s->size.arm[side];
        float foot = s->size.seated
                         ? 0
                         : vec2_distance(s->body.foot[side], was->foot[side]) / s->size.leg[side];
        float enough = MOVING_SPEED * (float)seconds;
        if (s->body.hand_trust[side] >= BODY_TRUST_MIN && hand > enough) s->moving |= 1u << side;
        if (s->body.foot_trust[side] >= BODY_TRUST_MIN && foot > enough) s->moving |= 4u << side;
    }
}

// Frame quality while playing, and whether the child came nearer or went away: then lengths are
// off.
static void watch_quality(PlayState *s, const Pose *pose, double seconds, PlayOutput *out)
{
    if (!running(s)) return;
    PlayQuality *q = &s->quality;
    q->judged++;
    q->other_people += pose->people > 1;
    for (int g = 0; g < GROUP_COUNT; g++)
        q->trusted[g] += trust_of_group(s->raw.trust, (LandmarkGroup)g) >= 0.75f;

    bool upright = s->raw.value_trust[BODY_TRUNK_LEAN] >= BODY_TRUST_MIN &&
                   fabsf(s->raw.value[BODY_TRUNK_LEAN]) < DRIFT_UPRIGHT_DEG &&
                   (s->size.seated || s->raw.value[BODY_HIP_DROP] < DRIFT_HIP_DROP);
    if (!upright || !(seconds > 0) || seconds > 0.5) return;
    float trunk = vec2_distance(s->raw.shoulders, s->raw.hips) / s->size.trunk - 1;
    float share = (float)seconds / DRIFT_SECONDS;
    s->drift += (trunk - s->drift) * share;
    if (fabsf(s->drift) > q->drift_max) q->drift_max = fabsf(s->drift);
    bool off = fabsf(s->drift) > DRIFT_TOLD;
    if (off && !s->drift_told) play_note(out, EVENT_SCALE_DRIFT, s->drift);
    s->drift_told = off || (s->drift_told && fabsf(s->drift) > DRIFT_TOLD / 2);
}

void play_pause(PlayState *s, PlayOutput *out)
{
    if (!s->paused) play_note(out, EVENT_PAUSE, 0);
    s->paused = 1;
}

// Two arms that may both move today, in a game: a check-up goes on as it must.
static bool may_sign(const PlayState *s)
{
    const Profile *profile = &s->setup.profile;
    bool both = profile->hand != HAND_LEFT && profile->hand != HAND_RIGHT && arms_there(s) == 3u;
    return both && s->is_game && !s->paused &&
           (s->phase == PHASE_TELL || s->phase == PHASE_PLAY || s->phase == PHASE_COUNT_IN);
}

static void watch_sign(Play *play, int64_t captured_us, PlayOutput *out)
{
    PlayState *s = &play->s;
    if (!may_sign(s)) return;
    unsigned asked = sign_asked(&s->body, &s->size, s->offered, s->offered_count);
    if (!sign_add(&s->sign, &s->body, &s->size, asked, captured_us)) return;
    s->by_sign = 1;
    s->quality.signs++;
    play_note(out, EVENT_SIGN, 0);
    play_pause(s, out);
    tell_sign(play);
}

static void take_pose(Play *play, const PlayInput *in, PlayOutput *out)
{
    PlayState *s = &play->s;
    double since_s = (double)(in->pose.captured_us - s->pose_us) * 1e-6;
    Body was = s->body;
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
    float trust[LANDMARK_COUNT];
    pose_smooth(&s->smoother, &smooth);
    trust_update(&s->trust, &in->pose, &s->size, s->setup.profile.without, trust);
    body_update(&s->body, &smooth, trust, &s->size);
    body_update(&s->raw, &in->pose, trust, &s->size);
    if (in->pose.found) s->seen_us = play_step_us(s);
    guard_pose(play, &smooth, trust);

    if (s->phase == PHASE_CALIBRATE && !s->paused && !tell_waits(play)) {
        bool recalled = recall_size(play, &in->pose);
        if (recalled || calibrator_add(&s->calibrator, &in->pose, s->size.seated,
                                       s->setup.profile.without, &s->size)) {
            body_update(&s->body, &smooth, trust, &s->size);
            body_update(&s->raw, &in->pose, trust, &s->size);
            begin(play, recalled, out);
        }
    }
    if (s->phase >= PHASE_REACH) gain_watch(&s->gain, &s->body, true);
    watch_reach(play, &in->pose, out);
    watch_limbs(s, &was, since_s);
    watch_quality(s, &in->pose, since_s, out);
    watch_sign(play, in->pose.captured_us, out);
    if (running(s)) trials_pose(&s->trials, &s->raw, (double)s->pose_us * 1e-6);
}

// A key for the tries of the game. An assessment has its own script, and gets it as it is.
static void take_game_key(Play *play, GameCommand key, unsigned *keys)
{
    PlayState *s = &play->s;
    if (s->phase < PHASE_PLAY) {
        if (key == GAME_START_STOP || key == GAME_SKIP) tell_skip(play);
        return;
    }
    if (play->game->role == ROLE_ASSESSMENT) {
        *keys |= 1u << key;
        return;
    }
    if (!running(s)) return;
    try_watch_key(&s->tries, key);
    int turn = try_watch_turn(&s->tries);
    if (s->tries.again && turn >= 0) s->alternate = turn;
}

static void finish(PlayState *s, float hits, float ended, PlayOutput *out)
{
    bool known = ended >= 0 && ended < PLAY_END_COUNT;  // a recording may hold any number
    trials_flush(&s->trials, &s->size, out);
    play_note(out, EVENT_FINISH, hits)->ended = known ? (int32_t)ended : PLAY_END_TIME;
    s->phase = PHASE_DONE;
}

// `keys` gathers those that are the game's own: bit 1 << GameCommand.
static void take_command(Play *play, const PlayCommand *command, unsigned *keys, PlayOutput *out)
{
    PlayState *s = &play->s;
    if (s->phase == PHASE_DONE || choices_take(s, command, out)) return;
    switch (command->command) {
    case COMMAND_PAUSE: play_pause(s, out); break;
    case COMMAND_STOP:
        play_pause(s, out);
        tell_stop(play);
        play_note(out, EVENT_STOP, 0);
        break;
    case COMMAND_RESUME:
        if (s->paused) play_note(out, EVENT_RESUME, 0);
        if (s->paused && s->phase == PHASE_REACH) s->reach = (ArmReach){ 0 };  // with all its time
        if (s->paused && (s->phase == PHASE_PLAY || s->phase == PHASE_COUNT_IN)) sight_count_in(s);
        s->paused = 0;
        s->by_sign = s->asks = 0;
        guard_accept(s);
        s->sign = (SignWatch){ 0 };
        break;
    case COMMAND_LEVEL: challenge_level(play, command->value, out); break;
    case COMMAND_FINISH: finish(s, 0, command->value, out); break;
    case COMMAND_START_STOP:
        if (s->phase == PHASE_COUNT_IN && !s->paused)
            sight_go_on(s);
        else if (!guard_accept(s))
            take_game_key(play, GAME_START_STOP, keys);
        break;
    case COMMAND_REDO: take_game_key(play, GAME_REDO, keys); break;
    case COMMAND_SKIP:
        if (s->phase == PHASE_REACH)
            end_reach(play, out);
        else
            take_game_key(play, GAME_SKIP, keys);
        break;
    case COMMAND_ASSIST: take_game_key(play, GAME_ASSIST, keys); break;
    case COMMAND_NEXT_PERSON:
        play_note(out, EVENT_NEXT_PERSON, 0);
        recall_nobody(play);
        if (s->phase < PHASE_PLAY) sight_measure_anew(s);
        break;
    default: break;
    }
}

static void count_repetitions(PlayState *s, const GameOutput *game)
{
    for (int i = 0; i < game->event_count; i++) {
        const GameEvent *e = &game->event[i];
        if (e->event != EVENT_HIT) continue;
        unsigned limbs =
            limbs_of_hit(e, s->offered, s->offered_count, s->size.seated, s->setup.profile.without);
        for (int limb = 0; limb < LIMB_COUNT; limb++) s->score.reps[limb] += limbs >> limb & 1;
    }
    memcpy(s->offered, game->target, sizeof s->offered);
    s->offered_count = game->target_count;
}

static void keep_score(PlayState *s, const GameOutput *game)
{
    PlayScore *score = &s->score;
    count_repetitions(s, game);
    for (int i = 0; i < game->event_count; i++) {
        const GameEvent *e = &game->event[i];
        score->offered += e->event == EVENT_OFFER;
        score->misses += e->event == EVENT_MISS;
        score->resting_touches += e->event == EVENT_RESTING_HAND;
        if (e->event == EVENT_MISS) score->streak = 0;
        if (e->event != EVENT_HIT) continue;
        score->hits++;
        score->hits_helped += try_watch_helped(&s->tries, e->target);
        score->streak++;
        if (score->streak > score->best_streak) score->best_streak = score->streak;
        if (e->side < 0) continue;
        score->hits_by_side[e->side]++;
        s->alternate = !e->side;
    }
}

// The game's events, and what the therapist's keys did to its tries.
static void follow_tries(PlayState *s, const GameOutput *game, PlayOutput *out)
{
    GameEvent told[TRIES_KEPT + 2];
    int count = try_watch_step(&s->tries, game, s->alternate, told);
    for (int i = 0; i < game->event_count; i++) emit(out, game->event[i]);
    for (int i = 0; i < count; i++) {
        s->score.helped += told[i].event == EVENT_HELP;
        s->score.skipped += told[i].event == EVENT_SKIP;
        s->score.redone += told[i].event == EVENT_REDO;
        emit(out, told[i]);
    }
}

// No try is cut: a game goes on until those end that were open when its time was over.
static bool time_is_over(PlayState *s)
{
    if (s->game_step == s->end_step) s->last_tries = s->tries.count;
    if (s->game_step < s->end_step) return false;
    bool open = s->is_game && try_watch_open(&s->tries, s->last_tries);
    return !open || s->game_step >= s->end_step + PLAY_LAST_TRY_S * GAME_STEPS_PER_SECOND;
}

static void step_game(Play *play, unsigned keys, PlayOutput *out)
{
    PlayState *s = &play->s;
    GameOutput game = { 0 };
    GameInput in = game_input(play);
    in.commands = keys;
    play->game->step(play->game_state, &in, &game);
    follow_tries(s, &game, out);
    in.body = &s->body;  // what is measured is the real movement
    trials_step(&s->trials, &in, (double)play_step_us(s) * 1e-6, &game, &s->tries, &s->gain, out);
    keep_score(s, &game);

    for (int i = 0; i < game.cue_count && out->cue_count < GAME_CUES_MAX; i++)
        out->cue[out->cue_count++] = game.cue[i];
    memcpy(out->target, game.target, sizeof out->target);
    out->target_count = game.target_count;

    challenge_step(play, &game, out);
    for (int side = 0; side < SIDE_COUNT; side++) {
        s->score.hand_steps[side] += s->moving >> side & 1;
        s->score.foot_steps[side] += s->moving >> (2 + side) & 1;
    }
    s->quality.steps++;
    if (s->body.seen) {
        s->quality.steps_seen++;
        s->quality.age_sum_ms += s->body.age_ms;
    }
    s->game_step++;
    if (game.say) tell_game(play, game.say);
    out->mute = game.mute;
    if (time_is_over(s) || game.finished) {
        bool kindly = s->ease.eased == EASE_COUNT;
        finish(s, (float)s->score.hits, kindly ? PLAY_END_KINDLY : PLAY_END_TIME, out);
        play_cue(out, CUE_FINISH);
    }
}

// While the arms are to be stretched out: the places that they are invited to.
static void invite_arms(const PlayState *s, PlayOutput *out)
{
    for (int side = 0; side < SIDE_COUNT; side++)
        if (arms_there(s) & 1u << side)
            out->target[out->target_count++] =
                (GameTarget){ .id = ARM_TARGET_IDS + side,
                              .kind = TARGET_HAND,
                              .at = arm_reach_target(&s->size, (Side)side),
                              .radius = 0.2f * s->size.arm[side],
                              .sides = 1u << side };
}

void play_step(Play *play, const PlayInput *in, PlayOutput *out)
{
    PlayState *s = &play->s;
    bool was_done = s->phase == PHASE_DONE;
    out->event_count = out->cue_count = out->target_count = out->trial_count = 0;
    out->say = NULL;
    out->mute = false;
    unsigned keys = 0;
    s->step = in->step;
    s->before = s->body;
    s->wide_before = s->wide;
    if (in->has_pose) take_pose(play, in, out);
    for (int i = 0; i < in->command_count; i++) take_command(play, &in->command[i], &keys, out);
    choices_step(s);
    guard_step(play, out);
    sight_step(play, out);
    if (gain_is_on(&s->gain)) gain_widen(&s->gain, &s->size, &s->body, &s->wide);
    s->body.age_ms = s->wide.age_ms = (float)(play_step_us(s) - s->pose_us) * 1e-3f;
    bool told = s->phase == PHASE_TELL && !s->paused && !tell_waits(play);
    if (told && s->body.seen) begin_game(play, out);
    if (running(s) && !tell_holds_game(play)) step_game(play, keys, out);
    if (s->phase == PHASE_REACH) invite_arms(s, out);
    tell_step(play, out);
    behaviour_step(&play->behaviour, in->step, out, &s->score);
    if (s->phase == PHASE_DONE && !was_done) behaviour_end(&play->behaviour, &s->score);
}

void play_draw(const Play *play, Canvas *canvas)
{
    if (play->s.phase < PHASE_TELL) return;
    GameInput in = game_input(play);
    play->game->draw(play->game_state, &in, canvas);
}

bool play_draw_arc(const Play *play, const ArcMoment *moment, ArcStage *stage)
{
    const GameArc *arc = play->game->arc;
    if (!arc) return false;
    void (*paint)(const void *, const GameInput *, const ArcMoment *, ArcStage *) =
        moment->part == ARC_OPENING ? arc->opening
        : moment->part == ARC_SIGN  ? arc->sign
                                    : arc->ending;
    if (!paint) return false;
    GameInput in = game_input(play);
    paint(play->game_state, &in, moment, stage);
    return true;
}
