// SPDX-License-Identifier: MIT
// score2wav.c: turns a score (assets/sounds/*.score) into a sound file (FLAC); run by the build.
//
//     score2wav SCORE FLAC       exit status 0, 64 (command line), 65 (score), 73 (FLAC)
//
// A score is text, one statement a line; `#` starts a comment (C#4 does not: no space before it).
//
//     tempo 72                   quarter notes (beats) a minute; 60 if not given
//     loudness -24               LUFS of the loudest 400 ms; -24 if not given
//     peak 0.4                   of full scale, never passed; 0.4 if not given
//     loop 96                    beats; tails go on at the start, so the loop has no seam
//     room 0.2 1.4               share of reverberation and seconds until it has died away
//     instrument NAME KIND key=value ...
//         KIND  additive | fm | pluck | noise
//         attack=S (0.010 at least)  decay=S (to -60 dB)  sustain=0..1  release=S (0: rings freely)
//         partials=RATIO:LEVEL[:LIFE],...   additive; LIFE is the partial's share of decay
//         fm=RATIO:INDEX:SECONDS   bright=0..1 (pluck)   q=N (noise)
//         glide=SEMITONES:SECONDS   starts so far away   vibrato=HZ:CENTS   detune=CENTS
//     phrase NAME NOTE NOTE ...  a phrase that is named again goes on
//         NOTE  PITCH[+PITCH...][:BEATS][!LEVEL]   C4 F#5 Bb3, `-` rests, `|` is a bar line
//         BEATS and LEVEL (0..1) hold until they change; they start as 1 and 1
//     track INSTRUMENT DB PHRASE[^SEMITONES] ...   one after the other, from the first beat
#include "sound_out.h"
#include "synth.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define WORD_MAX    24
#define INSTRUMENTS 16
#define PHRASES     64
#define NOTES       512
#define TEXT_MAX    1024
#define SECONDS_MAX 90.0

typedef struct Note {
    double at, beats, pitch, level;
} Note;

typedef struct Phrase {
    char name[WORD_MAX];
    int count;
    double beats, last_beats, last_level;
    Note note[NOTES];
} Phrase;

typedef struct Named {
    char name[WORD_MAX];
    Instrument instrument;
} Named;

typedef struct Score {
    const char *path;
    int line;
    double tempo, loudness, peak, loop, room, room_s;
    int instrument_count, phrase_count;
    Named instrument[INSTRUMENTS];
    Phrase phrase[PHRASES];
    Mix mix;
    double end_s;  // of the last note
} Score;

static bool complain(const Score *score, const char *what, const char *word)
{
    fprintf(stderr, "%s:%d: %s: %s\n", score->path, score->line, what, word != NULL ? word : "");
    return false;
}

static bool copy_name(Score *score, char *to, const char *word)
{
    if (word == NULL || strlen(word) >= WORD_MAX) return complain(score, "no good name", word);
    strcpy(to, word);
    return true;
}

// "1.5:0.2:3" to numbers; how many were read.
static int numbers(const char *text, double *out, int max)
{
    int count = 0;
    while (count < max) {
        char *end = NULL;
        out[count] = strtod(text, &end);
        if (end == text) break;
        count++;
        if (*end != ':') break;
        text = end + 1;
    }
    return count;
}

static bool read_partials(Score *score, Instrument *in, char *text)
{
    char *rest = NULL;
    for (char *word = strtok_r(text, ",", &rest); word != NULL; word = strtok_r(NULL, ",", &rest)) {
        double part[3] = { 1, 1, 1 };
        if (in->partial_count == PARTIALS_MAX || numbers(word, part, 3) < 2 || part[2] <= 0)
            return complain(score, "no good partial", word);
        in->partial[in->partial_count++] = (Partial){ part[0], part[1], part[2] };
    }
    return true;
}

static bool read_key(Score *score, Instrument *in, const char *key, char *value)
{
    double v[3] = { 0 };
    if (strcmp(key, "partials") == 0) return read_partials(score, in, value);
    if (numbers(value, v, 3) < 1) return complain(score, "no number", value);
    struct {
        const char *key;
        double *to[3];
    } keys[] = {
        { "attack", { &in->attack } },
        { "decay", { &in->decay } },
        { "sustain", { &in->sustain } },
        { "release", { &in->release } },
        { "fm", { &in->fm_ratio, &in->fm_index, &in->fm_decay } },
        { "bright", { &in->bright } },
        { "q", { &in->q } },
        { "glide", { &in->glide, &in->glide_s } },
        { "vibrato", { &in->vibrato_hz, &in->vibrato_cents } },
        { "detune", { &in->detune_cents } },
    };
    for (size_t k = 0; k < sizeof(keys) / sizeof(keys[0]); k++) {
        if (strcmp(key, keys[k].key) != 0) continue;
        for (int i = 0; i < 3 && keys[k].to[i] != NULL; i++) *keys[k].to[i] = v[i];
        return true;
    }
    return complain(score, "unknown key", key);
}

static bool read_instrument(Score *score, char **rest)
{
    static const char *const kinds[] = { "additive", "fm", "pluck", "noise" };
    if (score->instrument_count == INSTRUMENTS) return complain(score, "too many", "instruments");
    Named *named = &score->instrument[score->instrument_count++];
    if (!copy_name(score, named->name, strtok_r(NULL, " \t\n", rest))) return false;
    const char *kind = strtok_r(NULL, " \t\n", rest);
    Instrument *in = &named->instrument;
    *in = (Instrument){
        .attack = 0.015, .decay = 1, .fm_ratio = 1, .fm_decay = 0.3, .bright = 0.5, .q = 2
    };
    int k = 0;
    while (k < 4 && (kind == NULL || strcmp(kind, kinds[k]) != 0)) k++;
    if (k == 4) return complain(score, "unknown kind of instrument", kind != NULL ? kind : "");
    in->kind = (InstrumentKind)k;
    for (char *word = strtok_r(NULL, " \t\n", rest); word != NULL;
         word = strtok_r(NULL, " \t\n", rest)) {
        char *value = strchr(word, '=');
        if (value == NULL) return complain(score, "key=value expected", word);
        *value++ = '\0';
        if (!read_key(score, in, word, value)) return false;
    }
    if (in->attack < ATTACK_MIN_S) return complain(score, "attack below 0.010 s", named->name);
    if (in->decay <= 0 || in->q <= 0) return complain(score, "decay or q not above 0", named->name);
    if (in->partial_count == 0) in->partial[in->partial_count++] = (Partial){ 1, 1, 1 };
    return true;
}

// "F#5" to 78; the text after it.
static const char *read_pitch(const char *text, double *pitch)
{
    static const int step[] = { 9, 11, 0, 2, 4, 5, 7 };  // A to G
    if (*text < 'A' || *text > 'G') return NULL;
    int semitone = step[*text++ - 'A'];
    if (*text == '#') semitone++, text++;
    if (*text == 'b') semitone--, text++;
    if (*text < '0' || *text > '8') return NULL;
    *pitch = 12 * (*text - '0' + 1) + semitone;
    return text + 1;
}

static bool read_note(Score *score, Phrase *phrase, const char *word)
{
    double pitches[8];
    int count = 0;
    const char *text = word;
    if (*text == '-') {
        text++;
    } else {
        while (true) {
            text = count < 8 ? read_pitch(text, &pitches[count++]) : NULL;
            if (text == NULL) return complain(score, "no good note", word);
            if (*text != '+') break;
            text++;
        }
    }
    char *end = NULL;
    if (*text == ':') phrase->last_beats = strtod(text + 1, &end), text = end;
    if (*text == '!') phrase->last_level = strtod(text + 1, &end), text = end;
    if (*text != '\0' || !(phrase->last_beats > 0)) return complain(score, "no good note", word);
    for (int i = 0; i < count; i++) {
        if (phrase->count == NOTES) return complain(score, "too many notes", phrase->name);
        phrase->note[phrase->count++] =
            (Note){ phrase->beats, phrase->last_beats, pitches[i], phrase->last_level };
    }
    phrase->beats += phrase->last_beats;
    return true;
}

static Phrase *find_phrase(Score *score, const char *name)
{
    for (int i = 0; i < score->phrase_count; i++)
        if (strcmp(score->phrase[i].name, name) == 0) return &score->phrase[i];
    return NULL;
}

static bool read_phrase(Score *score, char **rest)
{
    const char *name = strtok_r(NULL, " \t\n", rest);
    Phrase *phrase = name != NULL ? find_phrase(score, name) : NULL;
    if (phrase == NULL) {
        if (score->phrase_count == PHRASES) return complain(score, "too many", "phrases");
        phrase = &score->phrase[score->phrase_count++];
        *phrase = (Phrase){ .last_beats = 1, .last_level = 1 };
        if (!copy_name(score, phrase->name, name)) return false;
    }
    for (char *word = strtok_r(NULL, " \t\n", rest); word != NULL;
         word = strtok_r(NULL, " \t\n", rest))
        if (strcmp(word, "|") != 0 && !read_note(score, phrase, word)) return false;
    return true;
}

static bool play_phrase(Score *score, const Instrument *in, const Phrase *phrase, double at,
                        double semitones, double gain)
{
    double beat_s = 60 / score->tempo;
    for (int i = 0; i < phrase->count; i++) {
        const Note *note = &phrase->note[i];
        double start_s = (at + note->at) * beat_s, length_s = note->beats * beat_s;
        double end_s = start_s + synth_note_seconds(in, length_s);
        if (start_s >= SECONDS_MAX || (!score->mix.loops && end_s > SECONDS_MAX))
            return complain(score, "longer than 90 s", phrase->name);
        score->end_s = fmax(score->end_s, end_s);
        synth_note(&score->mix, in, start_s, length_s, note->pitch + semitones, gain * note->level);
    }
    return true;
}

static bool read_track(Score *score, char **rest)
{
    const char *name = strtok_r(NULL, " \t\n", rest), *db = strtok_r(NULL, " \t\n", rest);
    const Instrument *in = NULL;
    for (int i = 0; i < score->instrument_count && name != NULL; i++)
        if (strcmp(score->instrument[i].name, name) == 0) in = &score->instrument[i].instrument;
    if (in == NULL || db == NULL) return complain(score, "no such instrument", name ? name : "");
    if (score->mix.samples == NULL) {
        score->mix.loops = score->loop > 0;
        double seconds = score->mix.loops ? score->loop * 60 / score->tempo : SECONDS_MAX;
        score->mix.frames = (int)lrint(fmin(seconds, SECONDS_MAX) * SYNTH_RATE);
        score->mix.samples = calloc((size_t)score->mix.frames, sizeof(double));
        if (score->mix.samples == NULL) return complain(score, "no memory", score->path);
    }
    double at = 0;
    for (char *word = strtok_r(NULL, " \t\n", rest); word != NULL;
         word = strtok_r(NULL, " \t\n", rest)) {
        char *shift = strchr(word, '^');
        if (shift != NULL) *shift++ = '\0';
        const Phrase *phrase = find_phrase(score, word);
        if (phrase == NULL) return complain(score, "no such phrase", word);
        double semitones = shift != NULL ? strtod(shift, NULL) : 0;
        if (!play_phrase(score, in, phrase, at, semitones, pow(10, strtod(db, NULL) / 20)))
            return false;
        at += phrase->beats;
    }
    if (score->loop > 0 && fabs(remainder(at, score->loop)) > 1e-6 && at > score->loop)
        return complain(score, "the track is longer than the loop", name);
    return true;
}

static bool read_line(Score *score, char *line)
{
    if (line[0] == '#') return true;
    char *comment = strstr(line, " #"), *rest = NULL;
    if (comment != NULL) *comment = '\0';
    const char *word = strtok_r(line, " \t\n", &rest);
    if (word == NULL) return true;
    if (strcmp(word, "instrument") == 0) return read_instrument(score, &rest);
    if (strcmp(word, "phrase") == 0) return read_phrase(score, &rest);
    if (strcmp(word, "track") == 0) return read_track(score, &rest);
    struct {
        const char *key;
        double *to[2];
    } keys[] = {
        { "tempo", { &score->tempo } },
        { "loudness", { &score->loudness } },
        { "peak", { &score->peak } },
        { "loop", { &score->loop } },
        { "room", { &score->room, &score->room_s } },
    };
    for (size_t k = 0; k < sizeof(keys) / sizeof(keys[0]); k++) {
        if (strcmp(word, keys[k].key) != 0) continue;
        if (score->mix.samples != NULL)
            return complain(score, "must stand before the tracks", word);
        for (int i = 0; i < 2 && keys[k].to[i] != NULL; i++) {
            const char *value = strtok_r(NULL, " \t\n", &rest);
            if (value == NULL || numbers(value, keys[k].to[i], 1) != 1)
                return complain(score, "no number", word);
        }
        return true;
    }
    return complain(score, "unknown statement", word);
}

static bool read_score(Score *score, FILE *file)
{
    char line[TEXT_MAX];
    while (fgets(line, sizeof(line), file) != NULL) {
        score->line++;
        if (strlen(line) == sizeof(line) - 1) return complain(score, "line too long", "cut it");
        if (!read_line(score, line)) return false;
    }
    if (score->tempo <= 0 || score->mix.samples == NULL)
        return complain(score, "no tempo or no track", "a score needs both");
    return true;
}

// Without the tail that has sunk 60 dB below the peak.
static int heard_frames(const Score *score)
{
    int frames = (int)fmin(score->mix.frames, (score->end_s + score->room_s) * SYNTH_RATE);
    double peak = 0;
    for (int i = 0; i < frames; i++) peak = fmax(peak, fabs(score->mix.samples[i]));
    while (frames > 1 && fabs(score->mix.samples[frames - 1]) < peak / 1000) frames--;
    return frames;
}

int main(int argc, char **argv)
{
    if (argc != 3) {
        fprintf(stderr, "usage: score2wav SCORE FLAC\n");
        return 64;
    }
    static Score score = { .tempo = 60, .loudness = -24, .peak = 0.4 };
    score.path = argv[1];
    FILE *file = fopen(argv[1], "r");
    if (file == NULL) {
        perror(argv[1]);
        return 65;
    }
    bool good = read_score(&score, file);
    fclose(file);
    if (!good) return 65;
    if (score.room > 0) synth_room(&score.mix, score.room, score.room_s);
    int frames = score.mix.frames;
    if (!score.mix.loops) frames = heard_frames(&score);
    bool written = sound_write(argv[2], score.mix.samples, frames, SYNTH_RATE, score.loudness,
                               score.peak, score.mix.loops, 1);
    free(score.mix.samples);
    return written ? 0 : 73;
}
