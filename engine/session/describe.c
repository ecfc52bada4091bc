// SPDX-License-Identifier: MIT
// describe.c: a session's settings and outcome as JSON text, and back, each by one table of fields.
#include "session/describe.h"

#include "session/fields.h"

#include <float.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#define COUNT(table) (sizeof(table) / sizeof((table)[0]))
#define SENSORY(kind, member)                                                                      \
    FIELD(SessionDesc, kind, plan.play.setup.profile.sensory.member, #member)
#define SIDE_FIELDS(member)                                                                        \
    FIELD(Calibration, FLOAT, member[SIDE_LEFT], #member "_left"),                                 \
        FIELD(Calibration, FLOAT, member[SIDE_RIGHT], #member "_right")
#define POINT(member, name)                                                                        \
    FIELD(Calibration, FLOAT, member.x, name "_x"), FIELD(Calibration, FLOAT, member.y, name "_y")

// A replay needs all of it: whoever adds to the input adds to input_record.c and its version, and
// then corrects the size here.
_Static_assert(sizeof(void *) != 8 || sizeof(PlayInput) == 1024, "a new input is to be stored");

// Beside the choices of PLAN_LIST.
static const Field settings_fields[] = {
    FIELD(SessionDesc, UINT, plan.play.ask_reach, "ask_reach"),
    FIELD(SessionDesc, UINT, plan.play.tells, "tells"),
    FIELD(SessionDesc, TEXT, model, "model"),
    FIELD(SessionDesc, TEXT, build, "build"),
};
static const Field sensory_fields[] = {
#define X(name, field, kind, low, high, meaning) SENSORY(kind, field),
    SENSORY_LIST(X)
#undef X
};
static const Field camera_fields[] = {
    FIELD(SessionDesc, TEXT, camera_kind, "kind"),
    FIELD(SessionDesc, TEXT, camera_name, "name"),
    FIELD(SessionDesc, DOUBLE, camera_fps, "fps"),
    FIELD(SessionDesc, INT, camera_width, "width_px"),
    FIELD(SessionDesc, INT, camera_height, "height_px"),
};
#define BOX_CORNER(i, name)                                                                        \
    FIELD(SessionDesc, FLOAT, plan.play.box.corner[i].x, name "_x"),                               \
        FIELD(SessionDesc, FLOAT, plan.play.box.corner[i].y, name "_y")
static const Field box_fields[] = {
    FIELD(SessionDesc, FLOAT, plan.play.box.width_m, "width_m"),
    FIELD(SessionDesc, FLOAT, plan.play.box.depth_m, "depth_m"),
    BOX_CORNER(0, "far_left"),
    BOX_CORNER(1, "far_right"),
    BOX_CORNER(2, "near_right"),
    BOX_CORNER(3, "near_left"),
};
static const Field calibration_fields[] = {
    FIELD(Calibration, BOOL, done, "done"),
    FIELD(Calibration, BOOL, seated, "seated"),
    FIELD(Calibration, FLOAT, height, "height"),
    SIDE_FIELDS(arm),
    SIDE_FIELDS(leg),
    SIDE_FIELDS(reach),
    SIDE_FIELDS(gain),
    FIELD(Calibration, FLOAT, shoulder_width, "shoulder_width"),
    FIELD(Calibration, FLOAT, trunk, "trunk"),
    POINT(shoulder[SIDE_LEFT], "shoulder_left"),
    POINT(shoulder[SIDE_RIGHT], "shoulder_right"),
    POINT(hip, "hip"),
    SIDE_FIELDS(ankle_y),
    FIELD(Calibration, FLOAT, stage_per_px, "stage_per_px"),
    POINT(origin_px, "origin_px"),
    POINT(origin, "origin"),
    FIELD(Calibration, FLOAT, noise, "noise"),
    FIELD(Calibration, FLOAT, height_cm, "height_cm"),
};
static const Field score_fields[] = {
    FIELD(PlayScore, UINT, offered, "offered"),
    FIELD(PlayScore, UINT, hits, "hits"),
    FIELD(PlayScore, UINT, misses, "misses"),
    FIELD(PlayScore, UINT, resting_touches, "resting_touches"),
    FIELD(PlayScore, UINT, hits_by_side[SIDE_LEFT], "hits_left"),
    FIELD(PlayScore, UINT, hits_by_side[SIDE_RIGHT], "hits_right"),
    FIELD(PlayScore, UINT, streak, "streak"),
    FIELD(PlayScore, UINT, best_streak, "best_streak"),
    FIELD(PlayScore, UINT, hand_steps[SIDE_LEFT], "hand_steps_left"),
    FIELD(PlayScore, UINT, hand_steps[SIDE_RIGHT], "hand_steps_right"),
    FIELD(PlayScore, UINT, foot_steps[SIDE_LEFT], "foot_steps_left"),
    FIELD(PlayScore, UINT, foot_steps[SIDE_RIGHT], "foot_steps_right"),
    FIELD(PlayScore, UINT, reps[LIMB_ARM_LEFT], "reps_arm_left"),
    FIELD(PlayScore, UINT, reps[LIMB_ARM_RIGHT], "reps_arm_right"),
    FIELD(PlayScore, UINT, reps[LIMB_LEG_LEFT], "reps_leg_left"),
    FIELD(PlayScore, UINT, reps[LIMB_LEG_RIGHT], "reps_leg_right"),
    FIELD(PlayScore, UINT, helped, "helped"),
    FIELD(PlayScore, UINT, hits_helped, "hits_helped"),
    FIELD(PlayScore, UINT, skipped, "skipped"),
    FIELD(PlayScore, UINT, redone, "redone"),
};
static const Field quality_fields[] = {
    FIELD(SessionSummary, UINT, quality.poses, "poses"),
    FIELD(SessionSummary, UINT, quality.found, "poses_found"),
    FIELD(SessionSummary, UINT, quality.steps, "steps_played"),
    FIELD(SessionSummary, UINT, quality.steps_seen, "steps_seen"),
    FIELD(SessionSummary, UINT, quality.losses, "losses"),
    FIELD(SessionSummary, UINT, quality.stalls, "stalls"),
    FIELD(SessionSummary, UINT, quality.steps_waited, "steps_waited"),
    FIELD(SessionSummary, UINT, quality.steps_slow, "steps_slow"),
    FIELD(SessionSummary, UINT, quality.signs, "signs"),
    FIELD(SessionSummary, UINT, quality.judged, "judged"),
    FIELD(SessionSummary, UINT, quality.trusted[GROUP_HEAD], "trusted_head"),
    FIELD(SessionSummary, UINT, quality.trusted[GROUP_TRUNK], "trusted_trunk"),
    FIELD(SessionSummary, UINT, quality.trusted[GROUP_ARM_LEFT], "trusted_arm_left"),
    FIELD(SessionSummary, UINT, quality.trusted[GROUP_ARM_RIGHT], "trusted_arm_right"),
    FIELD(SessionSummary, UINT, quality.trusted[GROUP_LEG_LEFT], "trusted_leg_left"),
    FIELD(SessionSummary, UINT, quality.trusted[GROUP_LEG_RIGHT], "trusted_leg_right"),
    FIELD(SessionSummary, UINT, quality.other_people, "other_people"),
    FIELD(SessionSummary, FLOAT, quality.drift_max, "drift_max"),
    FIELD(SessionSummary, DOUBLE, quality.age_sum_ms, "age_sum_ms"),
    FIELD(SessionSummary, DOUBLE, pose_fps, "pose_fps"),
    FIELD(SessionSummary, UINT, frames_dropped, "frames_dropped"),
    FIELD(SessionSummary, UINT, steps_late, "steps_late"),
    FIELD(SessionSummary, UINT, presents, "presents"),
    FIELD(SessionSummary, UINT, presents_missed, "presents_missed"),
    FIELD(SessionSummary, TEXT, model_used, "model_used"),
    FIELD(SessionSummary, TEXT, behaviour, "behaviour"),
#define X(name, stored, meaning)                                                                   \
    FIELD(SessionSummary, FLOAT, latency[LATENCY_##name].p50_ms, stored "_p50_ms"),                \
        FIELD(SessionSummary, FLOAT, latency[LATENCY_##name].p95_ms, stored "_p95_ms"),            \
        FIELD(SessionSummary, FLOAT, latency[LATENCY_##name].p99_ms, stored "_p99_ms"),
    LATENCY_LIST(X)
#undef X
};

// [{"name", "value", "set"}...] in the game's order; `set`: by the therapist, not by the level.
static void knobs_write(JsonOut *json, const PlaySetup *play)
{
    REQUIRE(play->game && play->game->knob_count <= GAME_KNOBS_MAX);
    json_list(json, "knobs");
    for (int i = 0; i < play->game->knob_count; i++) {
        json_begin(json, NULL);
        json_text(json, "name", play->game->knobs[i].name);
        json_number(json, "value", (double)play->setup.knob[i]);
        json_flag(json, "set", play->knobs_set >> i & 1);
        json_end(json);
    }
    json_end(json);
}

static bool knobs_read(PlaySetup *play, const json_t *knobs)
{
    size_t count = json_array_size(knobs);
    bool good = json_is_array(knobs) && count <= GAME_KNOBS_MAX;
    for (size_t i = 0; good && i < count; i++) {
        const json_t *knob = json_array_get(knobs, i);
        const json_t *value = json_object_get(knob, "value");
        good = json_is_number(value) && fabs(json_number_value(value)) <= (double)FLT_MAX;
        if (!good) break;
        play->setup.knob[i] = (float)json_number_value(value);
        if (json_is_true(json_object_get(knob, "set"))) play->knobs_set |= 1u << i;
    }
    return good;
}

// A choice as a field of the plan; those of other kinds have columns of their own.
static Field choice_field(const PlanField *choice)
{
    static const FieldKind kinds[] = {
        [PLAN_KIND_WHOLE] = FIELD_UINT,
        [PLAN_KIND_NUMBER] = FIELD_FLOAT,
        [PLAN_KIND_NUMBER_OR_FIT] = FIELD_FLOAT,
        [PLAN_KIND_SHARE] = FIELD_FLOAT,
        [PLAN_KIND_SHARE_OR_NONE] = FIELD_FLOAT,
        [PLAN_KIND_FLAG] = FIELD_BOOL,
        [PLAN_KIND_SET] = FIELD_UINT,
    };
    return (Field){ choice->stored, kinds[choice->kind], choice->offset, 0 };
}

static void choice_write(JsonOut *json, const PlayPlan *plan, PlanChoice choice)
{
    const PlanField *field = plan_field(choice);
    const Field plain = choice_field(field);
    if (field->kind == PLAN_KIND_NAME)
        json_text(json, field->stored, field->word((int)plan_value(plan, choice)));
    else
        field_write(json, &plain, plan);
}

// A choice that is not there leaves the plan alone: the session is older than the choice.
static bool choice_read(PlayPlan *plan, PlanChoice choice, const json_t *json)
{
    const PlanField *field = plan_field(choice);
    if (!json) return true;
    if (field->kind == PLAN_KIND_NAME)
        return json_is_string(json) && plan_read(plan, choice, json_string_value(json));
    const Field plain = choice_field(field);
    return field_read(&plain, plan, json);
}

static void settings_write(JsonOut *json, const void *from)
{
    const SessionDesc *desc = from;
    json_begin(json, NULL);
    for (size_t i = 0; i < COUNT(settings_fields); i++)
        field_write(json, &settings_fields[i], desc);
    for (int i = 0; i < PLAN_COUNT; i++)
        if (plan_field((PlanChoice)i)->kept == PLAN_IN_SETTINGS)
            choice_write(json, &desc->plan, (PlanChoice)i);
    knobs_write(json, &desc->plan.play);
    fields_write(json, "sensory", sensory_fields, COUNT(sensory_fields), desc);
    fields_write(json, "camera", camera_fields, COUNT(camera_fields), desc);
    const Calibration *known = &desc->plan.play.known;
    if (known->done)
        fields_write(json, "calibration", calibration_fields, COUNT(calibration_fields), known);
    if (play_box_is_set(&desc->plan.play.box))
        fields_write(json, "play_box", box_fields, COUNT(box_fields), desc);
    json_end(json);
}

static void calibration_write(JsonOut *json, const void *from)
{
    fields_write(json, NULL, calibration_fields, COUNT(calibration_fields), from);
}

static void score_write(JsonOut *json, const void *from)
{
    fields_write(json, NULL, score_fields, COUNT(score_fields), from);
}

static void quality_write(JsonOut *json, const void *from)
{
    fields_write(json, NULL, quality_fields, COUNT(quality_fields), from);
}

char *describe_settings(const SessionDesc *desc)
{
    return json_string_of(settings_write, desc, 17);
}

char *describe_calibration(const Calibration *calibration)
{
    return json_string_of(calibration_write, calibration, 17);
}

char *describe_score(const PlayScore *score)
{
    return json_string_of(score_write, score, 17);
}

char *describe_quality(const SessionSummary *summary)
{
    return json_string_of(quality_write, summary, 17);
}

// Words start as the usual ones: who uses them as an index must not meet one outside its list.
static bool choices_read(PlayPlan *plan, const json_t *all)
{
    const PlayPlan usual = plan_default();
    bool good = true;
    for (int i = 0; i < PLAN_COUNT; i++) {
        PlanChoice choice = (PlanChoice)i;
        const PlanField *field = plan_field(choice);
        if (field->kept != PLAN_IN_SETTINGS) continue;
        if (field->kind == PLAN_KIND_NAME) plan_set(plan, choice, plan_value(&usual, choice));
        good = choice_read(plan, choice, json_object_get(all, field->stored)) && good;
    }
    return good;
}

// Measured anew where it is not there.
static bool known_read(Calibration *known, const json_t *object)
{
    *known = (Calibration){ 0 };
    return !object || fields_read(calibration_fields, COUNT(calibration_fields), known, object);
}

// A session without a box had none.
static bool box_read(SessionDesc *desc, const json_t *box)
{
    return !box || fields_read(box_fields, COUNT(box_fields), desc, box);
}

Result describe_settings_read(SessionDesc *desc, const char *text)
{
    json_t *all;
    Result result = fields_parse(text, &all);
    if (result) return result;
    bool good =
        choices_read(&desc->plan, all) &&
        fields_read(settings_fields, COUNT(settings_fields), desc, all) &&
        fields_read(sensory_fields, COUNT(sensory_fields), desc, json_object_get(all, "sensory")) &&
        fields_read(camera_fields, COUNT(camera_fields), desc, json_object_get(all, "camera")) &&
        known_read(&desc->plan.play.known, json_object_get(all, "calibration")) &&
        box_read(desc, json_object_get(all, "play_box")) &&
        knobs_read(&desc->plan.play, json_object_get(all, "knobs"));
    fields_free(all);
    return good ? RESULT_OK : fail(RESULT_MALFORMED, "a session's settings are damaged");
}

static Result read_fields(const Field *fields, size_t count, void *to, const char *text)
{
    json_t *object;
    Result result = fields_parse(text, &object);
    if (!result && !fields_read(fields, count, to, object))
        result = fail(RESULT_MALFORMED, "a session's results are damaged");
    fields_free(object);
    return result;
}

Result describe_summary_read(SessionSummary *summary, const char *calibration, const char *score,
                             const char *quality)
{
    Result result = read_fields(calibration_fields, COUNT(calibration_fields),
                                &summary->calibration, calibration);
    if (!result) result = read_fields(score_fields, COUNT(score_fields), &summary->score, score);
    if (!result) result = read_fields(quality_fields, COUNT(quality_fields), summary, quality);
    return result;
}
