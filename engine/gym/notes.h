// SPDX-License-Identifier: MIT
// notes.h: a note of the therapist about this moment: one of ten by a digit, a touch or the
// controller's arrows while play goes on, or a line of his own, written on the page of letters
// while it is paused. Each is a command of its step. Main thread.
#pragma once

#include "gym/run.h"
#include "session/marks.h"
#include "therapist/letters_page.h"

#define NOTES_OPEN_S 6  // the strip stays for so long

typedef enum NotesMode {
    NOTES_CLOSED,
    NOTES_STRIP,    // the ten quick ones lie over the play
    NOTES_WRITING,  // a line is being written
} NotesMode;

// Zeroed: closed.
typedef struct Notes {
    NotesMode mode;
    uint32_t until;  // step of the run at which the strip closes
    int focus;       // 1 + the place on the strip that arrows went to; 0: none yet
    uint32_t since;  // step at which the writing began: the key that began it is no letter of it
    bool paused;     // by the writing, which goes on at its end
    LettersPage letters;
} Notes;

void notes_open(Notes *notes, uint32_t step);
void notes_close(Notes *notes);
void notes_step(Notes *notes, uint32_t step);  // once a step of the run

// Takes a key that it knows and returns 0, or gives the key back. A letter that is typed comes as a
// key too; notes_type() takes what it wrote.
int notes_key(Notes *notes, Run *run, int key);
void notes_type(Notes *notes, const Run *run, const char *text);

// A touch on the page of letters. Whether it is open.
bool notes_point(Notes *notes, Run *run, Vec2 at);

// A controller has no letters: where it would press is seen.
void notes_walk(Notes *notes);

// The ten and what else there is, as buttons that press their key; which of them the arrows went
// to, 0: none. The page of letters, which covers all but the stop button.
void notes_lay_out(const Notes *notes, Buttons *all);
int notes_focus(const Notes *notes);
void notes_draw(const Notes *notes, Canvas *canvas);
