// SPDX-License-Identifier: MIT
// child_page_draw.c: where the buttons of a child's page lie, and what it shows.
#include "render/render.h"
#include "therapist/child_badge.h"
#include "therapist/child_page_parts.h"
#include "therapist/palette.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

#define BODY_X  0.3f  // the left edges of the three plates ...
#define HANDS_X 5.45f
#define ASK_X   10.7f
#define PLATE_W 5.0f
#define PLATE_Y 4.7f  // ... and their middle
#define PLATE_H 6.8f
#define INSIDE  0.25f
#define LETTERS 0.27f

static const char *const postures[POSTURE_COUNT] = {
    [POSTURE_STANDING] = "posture_standing",
    [POSTURE_SUPPORTED] = "posture_supported",
    [POSTURE_SEATED] = "posture_seated",
    [POSTURE_WHEELCHAIR] = "posture_wheelchair",
};
static const char *const posture_words[POSTURE_COUNT] = {
    [POSTURE_STANDING] = "standing",
    [POSTURE_SUPPORTED] = "with a hold",
    [POSTURE_SEATED] = "seated",
    [POSTURE_WHEELCHAIR] = "in a wheelchair",
};
static const char *const hands[HAND_RULE_COUNT] = {
    [HAND_LEFT] = "hand_rule_left",           [HAND_RIGHT] = "hand_rule_right",
    [HAND_EITHER] = "hand_rule_either",       [HAND_BOTH] = "hand_rule_both",
    [HAND_ALTERNATE] = "hand_rule_alternate",
};
static const char *const hand_words[HAND_RULE_COUNT] = {
    [HAND_LEFT] = "left hand only",     [HAND_RIGHT] = "right hand only",
    [HAND_EITHER] = "either hand",      [HAND_BOTH] = "both together",
    [HAND_ALTERNATE] = "hands in turn",
};
static const char *const senses[SENSORY_PRESET_COUNT] = {
    [SENSORY_CALM] = "sensory_calm",
    [SENSORY_STANDARD] = "sensory_standard",
    [SENSORY_LIVELY] = "sensory_lively",
};
static const char *const supports[SUPPORT_COUNT] = { "Bar", "Hand held", "Walker", "Orthosis",
                                                     "Shoes" };
static const char *const limbs[LIMB_COUNT] = { "Arm L", "Arm R", "Leg L", "Leg R" };
static const char *const sides[AFFECTED_COUNT] = { "None", "Left", "Right", "Both" };

void child_age_words(unsigned months, char *text, size_t size)
{
    if (months)
        snprintf(text, size, "%u y %u m", months / 12, months % 12);
    else
        snprintf(text, size, "age ?");
}

void child_day_words(int64_t utc_ms, int zone_minutes, char *text, size_t size)
{
    static const char *const months[] = { "Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                          "Jul", "Aug", "Sep", "Oct", "Nov", "Dec" };
    time_t seconds = (time_t)(utc_ms / 1000) + 60 * zone_minutes;
    struct tm day = { 0 };
    gmtime_r(&seconds, &day);
    snprintf(text, size, "%d %s %d", day.tm_mday, months[day.tm_mon % 12], day.tm_year + 1900);
}

// ---- buttons ------------------------------------------------------------------------------------

static Button *add(ChildPage *p, int row, int value, Vec2 at, float width, float height)
{
    Button *b = button_add(&p->board.all, row, value, at, width, height);
    b->key = "";  // an edge; its own key is said where it has one
    return b;
}

static void add_words(ChildPage *p, int row, int value, Vec2 at, float width, const char *words,
                      bool chosen)
{
    Button *b = add(p, row, value, at, width, 0.54f);
    button_say(b, NULL, words);
    b->chosen = chosen;
}

static void add_image(ChildPage *p, int row, int value, Vec2 at, float size, const char *image,
                      bool chosen)
{
    Button *b = add(p, row, value, at, size, size * 0.9f);
    button_say(b, image, "");
    b->chosen = chosen;
}

// Less and more, beside a value.
static void add_steps(ChildPage *p, int row, float y, float less, float more)
{
    add_words(p, row, -1, vec2(less, y), 0.66f, "-", false);
    add_words(p, row, 1, vec2(more, y), 0.66f, "+", false);
}

static void add_body(ChildPage *p)
{
    const ChildRecord *r = &p->record;
    const float left = BODY_X + INSIDE;
    char words[32];
    add_steps(p, CHILD_ROW_AGE, 7.2f, 2.2f, 4.72f);
    child_age_words(child_record_age(r, p->now_utc_ms), words, sizeof words);
    add_words(p, CHILD_ROW_AGE, 0, vec2(3.46f, 7.2f), 1.7f, words, false);
    add_steps(p, CHILD_ROW_HEIGHT, 6.55f, 2.2f, 4.72f);
    snprintf(words, sizeof words, r->height_cm > 0 ? "%.0f cm" : "cm ?", (double)r->height_cm);
    add_words(p, CHILD_ROW_HEIGHT, 0, vec2(3.46f, 6.55f), 1.7f, words, false);
    for (int i = 0; i < POSTURE_COUNT; i++)
        add_image(p, CHILD_ROW_POSTURE, i, vec2(left + 0.5f + 1.16f * (float)i, 5.2f), 1.05f,
                  postures[i], r->posture == (Posture)i);
    for (int i = 0; i < SUPPORT_COUNT; i++)
        add_words(p, CHILD_ROW_SUPPORT, i,
                  vec2(left + 0.7f + 1.55f * (float)(i % 3), 3.85f - 0.66f * (float)(i / 3)), 1.42f,
                  supports[i], r->support & 1u << i);
    for (int i = 0; i < LIMB_COUNT; i++)
        add_words(p, CHILD_ROW_LIMB, i, vec2(left + 0.52f + 1.16f * (float)i, 2.2f), 1.05f,
                  limbs[i], r->without & 1u << i);
}

static void add_hands(ChildPage *p)
{
    const ChildRecord *r = &p->record;
    const float left = HANDS_X + INSIDE;
    SensoryPreset preset = sensory_preset_of(&r->sensory);
    for (int i = 0; i < AFFECTED_COUNT; i++)
        add_words(p, CHILD_ROW_SIDE, i, vec2(left + 0.52f + 1.16f * (float)i, 6.85f), 1.05f,
                  sides[i], r->affected == (Affected)i);
    for (int i = 0; i < HAND_RULE_COUNT; i++)
        add_image(p, CHILD_ROW_HAND, i, vec2(left + 0.42f + 0.93f * (float)i, 5.6f), 0.85f,
                  hands[i], r->hand == (HandRule)i);
    for (int i = 0; i < SENSORY_PRESET_COUNT; i++)
        add_image(p, CHILD_ROW_SENSORY, i, vec2(left + 0.47f + 1.04f * (float)i, 4.25f), 0.95f,
                  senses[i], (int)preset == i);
    Button *b = add(p, CHILD_ROW_TUNE, 0, vec2(left + 3.82f, 4.25f), 1.4f, 0.86f);
    button_say(b, NULL, "Tune");
    b->key = "K";
    b->press = 'k';
    b->chosen = preset == SENSORY_PRESET_COUNT;
    add_steps(p, CHILD_ROW_SUCCESS, 3.35f, left + 2.1f, left + 4.17f);
    add_steps(p, CHILD_ROW_GAIN, 2.7f, left + 2.1f, left + 4.17f);
    b = add(p, CHILD_ROW_LOOK, 0, vec2(left + 3.13f, 1.9f), 2.74f, 0.76f);
    button_say(b, "icon_look", "Look");
    b->key = "V";
    b->press = 'v';
}

static void add_questions(ChildPage *p)
{
    const ChildRecord *r = &p->record;
    bool asking = child_record_must_ask(r, p->now_utc_ms);
    bool now = child_record_is_asked(r, p->now_utc_ms);
    for (int q = 0; q < QUESTION_COUNT; q++) {
        float y = 7.2f - 0.62f * (float)q;
        bool known = r->answered & 1u << q && (now || asking) &&
                     p->now_utc_ms - r->asked_utc_ms < CHILD_ASKED_HOURS * INT64_C(3600000);
        bool yes = r->yes & 1u << q;
        add_words(p, CHILD_ROW_QUESTION + q, 0, vec2(ASK_X + 3.5f, y), 0.84f, "No", known && !yes);
        add_words(p, CHILD_ROW_QUESTION + q, 1, vec2(ASK_X + 4.42f, y), 0.84f, "Yes", known && yes);
    }
    Button *b = add(p, CHILD_ROW_NOTHING_NEW, 0, vec2(ASK_X + 2.5f, 4.6f), 4.5f, 0.76f);
    button_say(b, now ? "icon_check_green" : NULL, "Nothing new today");
    b->key = "T";
    b->press = 't';
    b->greyed = asking;
}

static void add_consent(ChildPage *p)
{
    const ChildRecord *r = &p->record;
    add_words(p, CHILD_ROW_CONSENT, 0, vec2(ASK_X + 1.35f, 3.35f), 2.2f, "Scores only",
              !r->keep_track);
    add_words(p, CHILD_ROW_CONSENT, 1, vec2(ASK_X + 3.65f, 3.35f), 2.2f, "Keep the track",
              r->keep_track);
    if (r->keep_track) add_steps(p, CHILD_ROW_UNTIL, 2.74f, ASK_X + 0.6f, ASK_X + 4.42f);
    Button *b = add(p, CHILD_ROW_NOTES, 0, vec2(ASK_X + 4.3f, 2.2f), 0.9f, 0.46f);
    button_say(b, NULL, "E");
    b->press = 'e';
}

static void add_foot(ChildPage *p)
{
    Button *b =
        add(p, CHILD_ROW_FOOT, CHILD_FOOT_BACK, vec2(1.4f, 0.68f), 2.2f, BUTTON_LIVE_HEIGHT);
    button_say(b, "icon_home", "Back");
    b->key = "Esc";
    b->press = RENDER_KEY_ESCAPE;
    b = add(p, CHILD_ROW_FOOT, CHILD_FOOT_ARCHIVE, vec2(4.1f, 0.68f), 2.9f, BUTTON_LIVE_HEIGHT);
    button_say(b, "icon_archive", p->record.archived ? "Bring back" : "Archive");
    b->key = "A";
    b->press = 'a';
    b = add(p, CHILD_ROW_FOOT, CHILD_FOOT_HOUR, vec2(13.6f, 0.68f), 4.2f, BUTTON_LIVE_HEIGHT);
    button_say(b, NULL, "Today's hour");
    b->key = "Enter";
    b->look = BUTTON_GREEN;
    b->greyed = !child_page_may_open(p);
}

// In reading order, the first at place 0.
static Button *add_number(ChildPage *p, int at, int columns, int value, const char *words)
{
    const float wide = 4.4f / (float)columns;
    Vec2 place = vec2(BODY_X + 0.3f + wide * ((float)(at % columns) + 0.5f),
                      6.5f - 0.74f * (float)(at / columns));
    add_words(p, CHILD_ROW_PAD, value, place, wide - 0.14f, words, false);
    return &p->board.all.list[p->board.all.count - 1];
}

static void add_heights(ChildPage *p)
{
    unsigned first = child_page_first_height(p);
    char words[16];
    for (int i = 0; i < CHILD_HEIGHTS; i++) {
        int cm = (int)first + CHILD_HEIGHTS_STEP * i;
        snprintf(words, sizeof words, "%d", cm);
        add_number(p, i, 4, cm, words);
    }
    Button *b = add_number(p, CHILD_HEIGHTS, 4, CHILD_HEIGHT_OTHER, "Other");
    b->at.x = BODY_X + 2.5f;
    b->width = 2.6f;
}

static void add_digits(ChildPage *p)
{
    char words[16];
    for (int i = 1; i <= 10; i++) {
        snprintf(words, sizeof words, "%d", i % 10);
        add_number(p, i == 10 ? i : i - 1, 3, i % 10, words);  // 0 below 8
    }
}

static void add_pad(ChildPage *p)
{
    static const char *const months_keys[] = { "10 (-)", "11 (+)" };
    bool months = p->pad == PAD_MONTHS;
    char words[16];
    if (p->pad == PAD_HEIGHT)
        p->digits ? add_digits(p) : add_heights(p);
    else
        for (int i = 0; i < (months ? 12 : 24); i++) {
            int value = months ? i : i + 1;
            snprintf(words, sizeof words, "%d", value);
            add_number(p, i, 4, value, months && value >= 10 ? months_keys[value - 10] : words);
        }
    Button *b = add(p, CHILD_ROW_FOOT, CHILD_FOOT_BACK, vec2(2.8f, 1.75f), 2.6f, 0.7f);
    button_say(b, NULL, "Leave open");
    b->key = "Esc";
}

static void add_tuning(ChildPage *p)
{
    const float left = HANDS_X + INSIDE;
    for (int i = 0; i <= SENSE_COUNT; i++) {  // the last is CHILD_ROW_SPEECH
        float y = 7.2f - 0.5f * (float)i;
        add_words(p, CHILD_ROW_SENSE + i, -1, vec2(left + 3.22f, y), 0.56f, "-", false);
        add_words(p, CHILD_ROW_SENSE + i, 1, vec2(left + 4.44f, y), 0.56f, "+", false);
        p->board.all.list[p->board.all.count - 1].height = 0.45f;
        p->board.all.list[p->board.all.count - 2].height = 0.45f;
    }
    Button *b = add(p, CHILD_ROW_TUNED, 0, vec2(left + 2.3f, 1.63f), 2.6f, 0.56f);
    button_say(b, NULL, "Done");
    b->key = "K";
    b->press = 'k';
}

void child_page_lay_out(ChildPage *p)
{
    board_begin(&p->board);
    if (p->pad != PAD_NONE) {
        add_pad(p);
        return;
    }
    add_body(p);
    p->tuning ? add_tuning(p) : add_hands(p);
    add_questions(p);
    add_consent(p);
    add_foot(p);
}

// ---- words --------------------------------------------------------------------------------------

static void say(Canvas *canvas, float x, float y, const char *words)
{
    canvas_text_from(canvas, vec2(x, y), LETTERS, 4.4f, PALETTE_INK, "%s", words);
}

// What is chosen, at the right end of the line.
static void say_chosen(Canvas *canvas, float plate, float y, const char *words)
{
    canvas_text_within(canvas, vec2(plate + 3.6f, y), 0.25f, 2.3f, PALETTE_QUIET, "%s", words);
}

static void draw_body(const ChildPage *p, Canvas *canvas)
{
    const ChildRecord *r = &p->record;
    const float left = BODY_X + INSIDE;
    say(canvas, left, 7.2f, "Age");
    say(canvas, left, 6.55f, "Height");
    say(canvas, left, 5.95f, "Plays");
    say_chosen(canvas, BODY_X, 5.95f, posture_words[r->posture]);
    say(canvas, left, 4.4f, "Support");
    say(canvas, left, 2.7f, "Left out");
    say_chosen(canvas, BODY_X, 2.7f, r->without ? "never asked for" : "nothing");
}

static void draw_hands(const ChildPage *p, Canvas *canvas)
{
    const ChildRecord *r = &p->record;
    const float left = HANDS_X + INSIDE;
    char words[32];
    SensoryPreset preset = sensory_preset_of(&r->sensory);
    say(canvas, left, 7.32f, "Weaker side");
    say(canvas, left, 6.28f, "Hand rule");
    say_chosen(canvas, HANDS_X, 6.28f, hand_words[r->hand]);
    say(canvas, left, 4.98f, "Senses");
    say_chosen(canvas, HANDS_X, 4.98f,
               preset == SENSORY_PRESET_COUNT ? "tuned" : sensory_preset_name(preset));
    say(canvas, left, 3.35f, "Success");
    snprintf(words, sizeof words, "%.0f %%", 100 * (double)r->success);
    canvas_text_within(canvas, vec2(left + 3.13f, 3.35f), LETTERS, 1.35f, PALETTE_INK, "%s",
                       r->success < 0    ? "fitting"
                       : r->success == 0 ? "as it is"
                                         : words);
    say(canvas, left, 2.7f, "Movement");
    snprintf(words, sizeof words, "x %.1f", (double)r->gain);
    canvas_text_within(canvas, vec2(left + 3.13f, 2.7f), LETTERS, 1.35f, PALETTE_INK, "%s",
                       r->gain == 0          ? "as it is"
                       : r->gain == GAIN_FIT ? "by reach"
                                             : words);
    say(canvas, left, 1.9f, "Shown as");
}

static void draw_tuning(const ChildPage *p, Canvas *canvas)
{
    const float left = HANDS_X + INSIDE;
    for (int i = 0; i < SENSE_COUNT; i++) {
        float y = 7.2f - 0.5f * (float)i, value = sense_value(&p->record.sensory, (Sense)i);
        canvas_text_from(canvas, vec2(left, y), 0.24f, 2.9f, PALETTE_INK, "%s",
                         sense_meaning((Sense)i));
        canvas_text(canvas, vec2(left + 3.83f, y), 0.24f, PALETTE_INK,
                    sense_is_whole((Sense)i) ? "%.0f" : "%.2f", (double)value);
    }
    float y = 7.2f - 0.5f * (float)SENSE_COUNT;
    canvas_text_from(canvas, vec2(left, y), 0.24f, 2.9f, PALETTE_INK, "speed of speech, %%");
    canvas_text(canvas, vec2(left + 3.83f, y), 0.24f, PALETTE_INK, "%u",
                p->record.speech_rate ? p->record.speech_rate : 100);
}

static void draw_questions(const ChildPage *p, Canvas *canvas)
{
    const ChildRecord *r = &p->record;
    const float left = ASK_X + INSIDE;
    char words[64] = "ask each one", day[32];
    bool asking = child_record_must_ask(r, p->now_utc_ms);
    for (int q = 0; q < QUESTION_COUNT; q++)
        canvas_text_from(canvas, vec2(left, 7.2f - 0.62f * (float)q), LETTERS, 2.75f, PALETTE_INK,
                         "%s", child_question_words((ChildQuestion)q));
    child_day_words(r->asked_utc_ms, p->zone_minutes, day, sizeof day);
    if (child_record_is_asked(r, p->now_utc_ms))
        snprintf(words, sizeof words, r->yes ? "asked today: a yes" : "asked today");
    else if (!asking)
        snprintf(words, sizeof words, "all No on %s", day);
    canvas_text_within(canvas, vec2(ASK_X + 3.55f, 7.77f), 0.25f, 2.5f,
                       asking || r->yes ? PALETTE_AMBER : PALETTE_QUIET, "%s", words);
    canvas_box(canvas, vec2(ASK_X + 2.5f, 4.1f), 4.5f, 0.02f, PALETTE_GROOVE);
}

static void draw_consent(const ChildPage *p, Canvas *canvas)
{
    const ChildRecord *r = &p->record;
    const float left = ASK_X + INSIDE;
    char day[32], words[64] = "until it is taken back";
    say(canvas, left, 3.83f, "Consent");
    bool over = r->keep_until_utc_ms && r->keep_until_utc_ms <= p->now_utc_ms;
    child_day_words(r->keep_until_utc_ms, p->zone_minutes, day, sizeof day);
    if (r->keep_until_utc_ms) snprintf(words, sizeof words, over ? "ended %s" : "until %s", day);
    if (r->keep_track)
        canvas_text_within(canvas, vec2(ASK_X + 2.5f, 2.74f), 0.25f, 2.9f,
                           over ? PALETTE_AMBER : PALETTE_INK, "%s", words);
    else
        canvas_text_from(canvas, vec2(left, 2.74f), 0.25f, 4.5f, PALETTE_QUIET,
                         "the track goes at the next start");
    say(canvas, left, 2.2f, "For next time");
    // The end is what was written last.
    const char *notes = r->notes;
    size_t length = strlen(notes), most = 56;
    if (length > most) notes += length - most;
    while ((*notes & 0xc0) == 0x80) notes++;
    board_words(canvas, vec2(left, 1.8f), 0.24f, 4.5f, 2, length ? PALETTE_INK : PALETTE_QUIET,
                length ? notes : "nothing yet");
}

static void draw_pad(const ChildPage *p, Canvas *canvas)
{
    static const char *const headings[] = { "", "Age: years", "Age: months", "Height in cm" };
    static const char *const ways[] = { "", "arrows: years; up and down: months",
                                        "by digits or by touch", "type it, or touch the nearest" };
    const Vec2 at = { BODY_X + 3.95f, 7.75f };
    char age[32];
    board_plate(canvas, vec2(BODY_X + PLATE_W / 2, PLATE_Y), PLATE_W, PLATE_H, headings[p->pad]);
    child_age_words(12 * p->years + p->months, age, sizeof age);
    if (p->typed)
        canvas_text(canvas, at, 0.4f, PALETTE_INK, "%u_", p->typed);
    else if (p->turned)
        canvas_text_within(canvas, at, 0.34f, 1.7f, PALETTE_INK, "%s", age);
    canvas_text_from(canvas, vec2(BODY_X + INSIDE, 7.2f), 0.25f, 4.5f, PALETTE_QUIET, "%s",
                     p->digits ? ways[PAD_MONTHS] : ways[p->pad]);
}

static void draw_foot(const ChildPage *p, Canvas *canvas)
{
    const Vec2 at = { 8.5f, 0.68f };
    const char *words = "A skilled adult watches, not the machine";
    bool amber = !child_page_may_open(p) && !p->record.archived;
    if (p->record.archived) words = "In the archive: bring it back to play";
    if (!child_page_may_open(p) && !p->record.archived) words = "Ask the four questions first";
    canvas_box(canvas, at, 5.4f, BUTTON_LIVE_HEIGHT, PALETTE_PAPER);
    canvas_text_within(canvas, at, 0.26f, 5.1f, amber ? PALETTE_AMBER : PALETTE_INK, "%s", words);
}

void child_page_draw(const ChildPage *page, Canvas *canvas)
{
    if (page->writing) {
        letters_page_draw(&page->letters, page->record.child, canvas);
        return;
    }
    ChildPage laid = *page;
    child_page_lay_out(&laid);
    board_ground(canvas, "", page->trouble[0] ? "" : "every change is kept at once");
    board_trouble(canvas, page->trouble);
    child_badge(canvas, page->record.child, vec2(0.8f, 8.58f), 0.62f);
    canvas_text_from(canvas, vec2(1.3f, 8.58f), 0.38f, 5.8f, PALETTE_INK, "%s", page->record.child);
    const float middle = PLATE_W / 2;
    if (page->pad == PAD_NONE) {
        board_plate(canvas, vec2(BODY_X + middle, PLATE_Y), PLATE_W, PLATE_H, "Body");
        draw_body(page, canvas);
    } else {
        draw_pad(page, canvas);
    }
    board_plate(canvas, vec2(HANDS_X + middle + 0.05f, PLATE_Y), PLATE_W + 0.1f, PLATE_H,
                page->tuning ? "Senses" : "Hands and senses");
    board_plate(canvas, vec2(ASK_X + middle, PLATE_Y), PLATE_W, PLATE_H, "Before play");
    if (page->pad == PAD_NONE) {
        page->tuning ? draw_tuning(page, canvas) : draw_hands(page, canvas);
        draw_questions(page, canvas);
        draw_consent(page, canvas);
        draw_foot(page, canvas);
    }
    board_draw(&laid.board, canvas);
    for (int i = 0; i < laid.board.all.count; i++) {
        const Button *b = &laid.board.all.list[i];
        if (b->row == CHILD_ROW_POSTURE) child_posture(canvas, (Posture)b->value, b->at, b->height);
    }
}
