// SPDX-License-Identifier: MIT
// child_page.c: what a key or a touch changes on a child's page.
#include "render/render.h"
#include "therapist/child_page_parts.h"

#include <stdio.h>
#include <string.h>

#define MS_PER_DAY   INT64_C(86400000)
#define MS_PER_MONTH (MS_PER_DAY * 30)
#define AGE_FIRST    72  // months, from which + and - go where no age is known
#define YEARS_MOST   24
#define SUCCESS_STEP 0.05f
#define GAIN_STEP    0.5f
#define RATE_STEP    5  // percent

// Means of boys and girls at 1, 2, ... 18 years, cm (WHO 2006, 2007): where one begins to choose.
static float usual_height(unsigned months)
{
    static const float cm[] = { 75,  86,  96,  103, 110, 116, 121, 127, 133,
                                138, 144, 150, 156, 161, 165, 168, 169, 170 };
    const unsigned last = sizeof cm / sizeof *cm;
    if (!months) months = AGE_FIRST;
    unsigned year = months / 12 < 1 ? 1 : months / 12;
    if (year >= last) return cm[last - 1];
    float part = months < 12 ? 0 : (float)(months % 12) / 12;
    return cm[year - 1] + part * (cm[year] - cm[year - 1]);
}

static unsigned height_to_begin(const ChildPage *p)
{
    float cm = p->record.height_cm;
    if (cm <= 0) cm = usual_height(child_record_age(&p->record, p->now_utc_ms));
    return CHILD_HEIGHTS_STEP * (unsigned)(cm / CHILD_HEIGHTS_STEP + 0.5f);
}

unsigned child_page_first_height(const ChildPage *p)
{
    const unsigned half = CHILD_HEIGHTS_STEP * (CHILD_HEIGHTS / 2);
    unsigned middle = height_to_begin(p), least = CHILD_HEIGHT_LOW + half + 1;
    unsigned most = CHILD_HEIGHT_HIGH - half;
    middle = middle < least ? least : middle > most ? most : middle;
    return middle / CHILD_HEIGHTS_STEP * CHILD_HEIGHTS_STEP - half;
}

static void open_pad(ChildPage *p, ChildPad pad)
{
    unsigned age = child_record_age(&p->record, p->now_utc_ms);
    if (pad == PAD_YEARS) p->years = age ? age / 12 : AGE_FIRST / 12;
    if (pad == PAD_YEARS) p->months = age % 12;
    p->pad = pad;
    p->typed = 0;
    p->turned = p->digits = false;
    if (p->years > YEARS_MOST || !p->years) p->years = p->years ? YEARS_MOST : 1;
    unsigned first = pad == PAD_YEARS    ? p->years
                     : pad == PAD_HEIGHT ? height_to_begin(p)
                                         : p->months;
    board_focus(&p->board, CHILD_ROW_PAD, first);
}

void child_page_open(ChildPage *p, const ChildRecord *record, bool fresh, int64_t now_utc_ms,
                     int zone_minutes)
{
    *p = (ChildPage){
        .record = *record, .now_utc_ms = now_utc_ms, .zone_minutes = zone_minutes, .filling = fresh
    };
    bool ask = child_record_must_ask(record, now_utc_ms);
    board_focus(&p->board, ask ? CHILD_ROW_QUESTION : CHILD_ROW_NOTHING_NEW, 0);
    p->board.walked = true;
    if (child_record_is_asked(record, now_utc_ms))
        board_focus(&p->board, CHILD_ROW_FOOT, CHILD_FOOT_HOUR);
    if (fresh) open_pad(p, PAD_YEARS);
}

bool child_page_may_open(const ChildPage *p)
{
    return !p->record.archived && !child_record_must_ask(&p->record, p->now_utc_ms);
}

// ---- the pad ------------------------------------------------------------------------------------

static void focus_on_questions(ChildPage *p)
{
    board_focus(&p->board, CHILD_ROW_QUESTION, 0);
    p->board.walked = true;
}

// After a number: of a new child the next one, then the questions.
static void go_on(ChildPage *p, ChildPad next)
{
    int row = p->pad == PAD_HEIGHT ? CHILD_ROW_HEIGHT : CHILD_ROW_AGE;
    if (next == PAD_HEIGHT && !p->filling) next = PAD_NONE;
    open_pad(p, next);
    if (next != PAD_NONE) return;
    board_focus(&p->board, row, 0);
    if (p->filling) focus_on_questions(p);
    p->filling = false;
}

// From ten years on a month says little: it is left to + and -.
static ChildAnswer take_years(ChildPage *p, unsigned years)
{
    p->years = years;
    child_record_set_age(&p->record, 12 * years, p->now_utc_ms);
    go_on(p, years < 10 ? PAD_MONTHS : PAD_HEIGHT);
    return CHILD_CHANGED;
}

static ChildAnswer take_months(ChildPage *p, unsigned months)
{
    child_record_set_age(&p->record, 12 * p->years + months, p->now_utc_ms);
    go_on(p, PAD_HEIGHT);
    return CHILD_CHANGED;
}

static ChildAnswer take_height(ChildPage *p, unsigned cm)
{
    p->record.height_cm = (float)cm;
    go_on(p, PAD_NONE);
    return CHILD_CHANGED;
}

// A digit more; what can only be that number is taken at once, what can be none is left out.
static ChildAnswer type_height(ChildPage *p, unsigned digit)
{
    unsigned cm = 10 * p->typed + digit;
    bool none = cm == 0 || cm > CHILD_HEIGHT_HIGH || (cm < CHILD_HEIGHT_LOW && cm >= 23);
    if (none) return CHILD_STAY;
    p->typed = cm;
    return cm >= CHILD_HEIGHT_LOW ? take_height(p, cm) : CHILD_STAY;
}

// One year could still become ten or more: that waits for its next digit, or Enter.
static ChildAnswer type_years(ChildPage *p, unsigned digit)
{
    unsigned years = 10 * p->typed + digit;
    p->typed = years;
    return years > 1 ? take_years(p, years) : CHILD_STAY;
}

// Enter: what is typed or turned, or nothing of it.
static ChildAnswer leave_pad(ChildPage *p)
{
    if (p->turned) return take_months(p, p->months);
    if (p->pad == PAD_YEARS && p->typed) return take_years(p, p->typed);
    go_on(p, p->pad == PAD_HEIGHT ? PAD_NONE : PAD_HEIGHT);
    return CHILD_STAY;
}

static ChildAnswer press_pad(ChildPage *p, unsigned value)
{
    if (p->pad == PAD_YEARS) return take_years(p, value);
    if (p->pad == PAD_MONTHS) return take_months(p, value);
    return p->digits ? type_height(p, value) : take_height(p, value);
}

static ChildAnswer show_digits(ChildPage *p)
{
    p->digits = true;
    board_focus(&p->board, CHILD_ROW_PAD, 1);
    return CHILD_STAY;
}

static int turn_within(int value, int by, int low, int high)
{
    return value + by < low ? low : value + by > high ? high : value + by;
}

// Left and right go through all numbers of a pad, held on and on; up and down through the months
// while the years are asked for. False: the arrow is the board's.
static bool turn(ChildPage *p, int key)
{
    int aside = key == RENDER_KEY_RIGHT ? 1 : key == RENDER_KEY_LEFT ? -1 : 0;
    int ahead = key == RENDER_KEY_UP ? 1 : key == RENDER_KEY_DOWN ? -1 : 0;
    bool years = p->pad == PAD_YEARS, shown = p->pad == PAD_HEIGHT && !p->digits;
    int first = (int)child_page_first_height(p), at = (int)p->board.value;
    if ((!aside && !(years && ahead)) || (!years && !shown)) return false;
    p->board.walked = true;
    if (years) {
        p->turned = true;
        p->years = (unsigned)turn_within((int)p->years, aside, 1, YEARS_MOST);
        p->months = (unsigned)turn_within((int)p->months, ahead, 0, 11);
        board_focus(&p->board, CHILD_ROW_PAD, p->years);
        return true;
    }
    if (p->board.row != CHILD_ROW_PAD || at == CHILD_HEIGHT_OTHER) return false;
    at = turn_within(at, aside * CHILD_HEIGHTS_STEP, first,
                     first + (CHILD_HEIGHTS - 1) * CHILD_HEIGHTS_STEP);
    board_focus(&p->board, CHILD_ROW_PAD, at);
    return true;
}

static ChildAnswer press_shown(ChildPage *p, const Button *b)
{
    bool other = p->pad == PAD_HEIGHT && b->value == CHILD_HEIGHT_OTHER;
    return other ? show_digits(p) : press_pad(p, (unsigned)b->value);
}

static ChildAnswer leave_open(ChildPage *p)
{
    p->turned = false;
    return leave_pad(p);
}

static ChildAnswer key_pad(ChildPage *p, int key)
{
    unsigned digit = key >= '0' && key <= '9' ? (unsigned)(key - '0') : 10;
    if (key == RENDER_KEY_BACKSPACE) p->typed /= 10;
    if (key == RENDER_KEY_ESCAPE) return leave_open(p);
    if (key == RENDER_KEY_ENTER) return leave_pad(p);
    if (p->pad == PAD_MONTHS && (key == '-' || key == '+')) digit = key == '-' ? 10 : 11;
    if (p->pad == PAD_MONTHS && (digit < 10 || key == '-' || key == '+'))
        return take_months(p, digit);
    if (digit < 10) return p->pad == PAD_YEARS ? type_years(p, digit) : type_height(p, digit);
    if (turn(p, key)) return CHILD_STAY;
    bool whole = p->turned && key == ' ' && p->board.row == CHILD_ROW_PAD;
    if (whole) return take_months(p, p->months);
    const Button *b = board_key(&p->board, key);
    if (b && b->row == CHILD_ROW_FOOT) return leave_open(p);
    return b ? press_shown(p, b) : CHILD_STAY;
}

// ---- the other choices --------------------------------------------------------------------------

static void step_age(ChildPage *p, int by)
{
    int months = (int)child_record_age(&p->record, p->now_utc_ms);
    months = months ? months + by : AGE_FIRST;
    if (months >= 12 && months <= CHILD_AGE_MAX)
        child_record_set_age(&p->record, (unsigned)months, p->now_utc_ms);
}

static void step_height(ChildPage *p, int by)
{
    ChildRecord *r = &p->record;
    float cm = r->height_cm > 0 ? r->height_cm + (float)by : (float)height_to_begin(p);
    r->height_cm = clampf(cm, CHILD_HEIGHT_LOW, CHILD_HEIGHT_HIGH);
}

// Below the least share stands none, below that the one that fits.
static void step_success(ChildRecord *r, int by)
{
    const float low = STAIRCASE_SUCCESS_LOW, high = STAIRCASE_SUCCESS_HIGH;
    float next = r->success + (float)by * SUCCESS_STEP;
    if (r->success < 0)
        next = by > 0 ? 0 : r->success;
    else if (r->success == 0)
        next = by > 0 ? low : PLAN_SUCCESS_FITTING;
    else
        next = next < low - 0.01f ? 0 : fminf(next, high);
    r->success = next;
}

// As it is, by the reach that the child shows, or a factor.
static void step_gain(ChildRecord *r, int by)
{
    const float least = 1 + GAIN_STEP;
    if (r->gain == 0)
        r->gain = by > 0 ? GAIN_FIT : 0;
    else if (r->gain == GAIN_FIT)
        r->gain = by > 0 ? least : 0;
    else
        r->gain = by < 0 && r->gain < least + GAIN_STEP / 2
                      ? GAIN_FIT
                      : fminf(r->gain + (float)by * GAIN_STEP, CHILD_GAIN_MAX);
}

// A date that has passed counts from today.
static void step_until(ChildPage *p, int by)
{
    ChildRecord *r = &p->record;
    int64_t now = p->now_utc_ms, from = r->keep_until_utc_ms;
    if (from < now) from = by > 0 ? now : 0;
    from += by * MS_PER_MONTH;
    r->keep_until_utc_ms = from > now ? from : 0;
}

// One arm at most: with neither there is nothing to reach with.
static void toggle_limb(ChildRecord *r, int limb)
{
    unsigned bit = 1u << limb;
    if (bit & LIMBS_ARMS) r->without &= ~LIMBS_ARMS | bit;
    r->without ^= bit;
}

// The hand rule that goes with a weaker side stays the therapist's choice.
static ChildAnswer answer_question(ChildPage *p, int question, bool yes)
{
    child_record_answer(&p->record, (ChildQuestion)question, yes, p->now_utc_ms);
    int next = 0;
    while (next < QUESTION_COUNT && p->record.answered & 1u << next) next++;
    if (next < QUESTION_COUNT)
        board_focus(&p->board, CHILD_ROW_QUESTION + next, 0);
    else
        board_focus(&p->board, CHILD_ROW_FOOT, CHILD_FOOT_HOUR);
    return CHILD_CHANGED;
}

static void step_sense(Sensory *sensory, Sense sense, int by)
{
    float step = sense_is_whole(sense) ? 1 : 0.05f;
    sense_set(sensory, sense, sense_value(sensory, sense) + (float)by * step);
}

static void step_speech(ChildRecord *r, int by)
{
    int rate = (r->speech_rate ? (int)r->speech_rate : 100) + by * RATE_STEP;
    if (rate < SPOKEN_RATE_LOW || rate > SPOKEN_RATE_HIGH) return;
    r->speech_rate = rate == 100 ? 0 : (unsigned)rate;
}

static ChildAnswer press_foot(ChildPage *p, int value)
{
    if (value == CHILD_FOOT_BACK) return CHILD_BACK;
    if (value == CHILD_FOOT_HOUR) return CHILD_HOUR;
    p->record.archived = !p->record.archived;
    return CHILD_ARCHIVE;
}

static ChildAnswer press(ChildPage *p, const Button *b)
{
    ChildRecord *r = &p->record;
    int value = (int)b->value;
    if (b->row >= CHILD_ROW_QUESTION && b->row < CHILD_ROW_QUESTION + QUESTION_COUNT)
        return answer_question(p, b->row - CHILD_ROW_QUESTION, value);
    if (b->row >= CHILD_ROW_SENSE && b->row < CHILD_ROW_SENSE + SENSE_COUNT) {
        step_sense(&r->sensory, (Sense)(b->row - CHILD_ROW_SENSE), value);
        return CHILD_CHANGED;
    }
    switch (b->row) {
    case CHILD_ROW_AGE:
    case CHILD_ROW_HEIGHT:
        if (!value) {
            open_pad(p, b->row == CHILD_ROW_AGE ? PAD_YEARS : PAD_HEIGHT);
            return CHILD_STAY;
        }
        b->row == CHILD_ROW_AGE ? step_age(p, value) : step_height(p, value);
        break;
    case CHILD_ROW_POSTURE: r->posture = (Posture)value; break;
    case CHILD_ROW_SUPPORT: r->support ^= 1u << value; break;
    case CHILD_ROW_LIMB: toggle_limb(r, value); break;
    case CHILD_ROW_SIDE: r->affected = (Affected)value; break;
    case CHILD_ROW_HAND: r->hand = (HandRule)value; break;
    case CHILD_ROW_SENSORY: r->sensory = sensory_preset((SensoryPreset)value); break;
    case CHILD_ROW_TUNE:
    case CHILD_ROW_TUNED:
        p->tuning = b->row == CHILD_ROW_TUNE;
        board_focus(&p->board, p->tuning ? CHILD_ROW_SENSE : CHILD_ROW_TUNE, p->tuning ? -1 : 0);
        return CHILD_STAY;
    case CHILD_ROW_SUCCESS: step_success(r, value); break;
    case CHILD_ROW_GAIN: step_gain(r, value); break;
    case CHILD_ROW_SPEECH: step_speech(r, value); break;
    case CHILD_ROW_LOOK: return CHILD_LOOK;
    case CHILD_ROW_NOTHING_NEW:
        child_record_nothing_new(r, p->now_utc_ms);
        board_focus(&p->board, CHILD_ROW_FOOT, CHILD_FOOT_HOUR);
        break;
    case CHILD_ROW_CONSENT: r->keep_track = value; break;
    case CHILD_ROW_UNTIL: step_until(p, value); break;
    case CHILD_ROW_NOTES:
        p->writing = true;
        letters_page_open(&p->letters, LETTERS_WORDS, "For next time", r->notes,
                          sizeof r->notes - 1, p->board.walked);
        return CHILD_STAY;
    case CHILD_ROW_PAD: return press_shown(p, b);
    default: return press_foot(p, value);
    }
    return CHILD_CHANGED;
}

// ---- keys ---------------------------------------------------------------------------------------

static ChildAnswer take_letters(ChildPage *p, LettersAnswer answer)
{
    p->writing = answer == LETTERS_STAY || answer == LETTERS_CHANGED;
    if (answer != LETTERS_CHANGED) return CHILD_STAY;
    snprintf(p->record.notes, sizeof p->record.notes, "%s", p->letters.text);
    return CHILD_CHANGED;
}

ChildAnswer child_page_key(ChildPage *p, int key)
{
    if (p->writing) return take_letters(p, letters_page_key(&p->letters, key));
    child_page_lay_out(p);
    if (p->pad != PAD_NONE) return key_pad(p, key);
    const Button *b = board_key(&p->board, key);
    return b ? press(p, b) : CHILD_STAY;
}

ChildAnswer child_page_point(ChildPage *p, Vec2 at)
{
    if (p->writing) return take_letters(p, letters_page_point(&p->letters, at));
    child_page_lay_out(p);
    const Button *b = board_point(&p->board, at);
    if (!b) return CHILD_STAY;
    if (p->pad != PAD_NONE && b->row == CHILD_ROW_FOOT) return leave_open(p);
    return press(p, b);
}
