// SPDX-License-Identifier: MIT
// arc_show.c: when what is shown of an arc.
#include "gym/arc_show.h"

#include "body/body_update.h"

#define SIGN_S      60u   // before the end
#define SIGN_PLAY_S 120u  // a shorter play has its sign at half time

void arc_show_start(ArcShow *a, const Settings *settings, KnownVisits visits)
{
    const Sensory *sensory = &settings->plan.play.setup.profile.sensory;
    bool watches = !settings->machine.headless && settings_has_player(settings);
    *a = (ArcShow){ .shown = watches && !settings_is_checkup(settings),
                    .calm = sensory_preset_of(sensory) == SENSORY_CALM,
                    .known = visits.plays > 0,
                    .variation = arc_variation(visits.ends, sensory->surprise == 0) };
}

int arc_variation(uint32_t ends, bool same)
{
    const uint32_t others = ARC_VARIATIONS - 1, round = 3;
    if (same || ends % round != round - 1) return 0;
    return 1 + (int)(ends / round % others);
}

static uint32_t sign_step(const Run *run)
{
    uint32_t seconds = play_setup(run->play)->seconds;
    uint32_t half = seconds * GAME_STEPS_PER_SECOND / 2;
    return seconds < SIGN_PLAY_S ? half : (seconds - SIGN_S) * GAME_STEPS_PER_SECOND;
}

static bool is_under_way(const Run *run)
{
    PlayPhase phase = play_phase(run->play);
    return phase == PHASE_PLAY || phase == PHASE_LOST || phase == PHASE_COUNT_IN;
}

static bool find(const ArcShow *a, const Run *run, ArcPart *part, float *at)
{
    uint32_t tell = play_tell_step(run->play), game = play_game_step(run->play);
    if (a->ending || a->step) {  // its last picture stays until the page comes
        *part = ARC_ENDING;
        *at = fminf(arc_seconds(a->step, a->calm), ARC_ENDING_S);
        return true;
    }
    if (play_phase(run->play) == PHASE_TELL) {
        *part = ARC_OPENING;
        *at = fminf(arc_seconds(tell, a->calm), ARC_OPENING_S);
        return !a->known || *at < ARC_WAKE_S;
    }
    if (!is_under_way(run) || game < sign_step(run)) return false;
    *part = ARC_SIGN;
    *at = arc_seconds(game - sign_step(run), a->calm);
    return true;
}

const ArcMoment *arc_show_now(ArcShow *a, const Run *run, const ArcTrail *trail)
{
    ArcPart part;
    float at;
    if (!a->shown || !find(a, run, &part, &at)) return NULL;
    a->moment = arc_moment(run->play, trail, part, at);
    a->moment.variation = part == ARC_ENDING ? a->variation : 0;
    if (part == ARC_ENDING) a->moment.body = &a->body;
    return &a->moment;
}

bool arc_show_signs(ArcShow *a, const Run *run)
{
    bool begins = a->shown && !a->sign_told && is_under_way(run) &&
                  play_game_step(run->play) >= sign_step(run);
    a->sign_told |= begins;
    return begins;
}

bool arc_show_end(ArcShow *a, const Run *run)
{
    a->ending = a->shown && (run->ended == PLAY_END_TIME || run->ended == PLAY_END_NEXT);
    a->body = *play_body(run->play);
    return a->ending;
}

// As play does it, and apart from it: the play is over.
static void follow_child(ArcShow *a, const Play *play, const Pose *pose)
{
    const Calibration *size = play_calibration(play);
    Pose smooth = *pose;
    float trust[LANDMARK_COUNT];
    pose_smooth(&a->smoother, &smooth);
    trust_update(&a->trust, pose, size, play_setup(play)->profile.without, trust);
    body_update(&a->body, &smooth, trust, size);
}

static const char *line_of(const ArcShow *a, const Play *play)
{
    const GameArc *arc = play_game(play)->arc;
    const char *line = arc ? arc->line[a->variation] : NULL;
    if (!line && arc) line = arc->line[0];
    return line ? line : "finished";
}

bool arc_show_rests(const ArcShow *a)
{
    return a->ending && a->step >= arc_steps(ARC_ENDING_S, a->calm);
}

const char *arc_show_step(ArcShow *a, const Run *run, const Pose *pose)
{
    REQUIRE(a->ending);
    if (a->frozen) return NULL;
    if (pose) follow_child(a, run->play, pose);
    a->step++;
    uint32_t rest = arc_steps(ARC_ENDING_S + ARC_REST_S, a->calm);
    uint32_t longer = arc_steps(ARC_ENDING_S, a->calm) + a->rests;
    a->ending = a->step < (longer > rest ? longer : rest);
    return a->step == arc_steps(ARC_LINE_S, a->calm) ? line_of(a, run->play) : NULL;
}

void arc_show_leave(ArcShow *a)
{
    a->ending = false;
}
