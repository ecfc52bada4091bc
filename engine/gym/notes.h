// SPDX-License-Identifier: MIT
// notes.h: a note of the therapist about this moment: one of ten by a digit while play goes on, or
// a line of his own, typed while it is paused. Each is a command of its step. Main thread.
#pragma once

#include "gym/run.h"
#include "session/marks.h"
#include "therapist/button.h"

#define NOTES_OPEN_S 6  // the strip stays for so long

typedef enum NotesMode {
    NOTES_CLOSED,
    NOTES_STRIP,    // the ten quick ones lie over the play
    NOTES_WRITING,  // a line is being typed
} NotesMode;

// Zeroed: closed.
typedef struct Notes {
    NotesMode mode;
    uint32_t until;  // step of the run at which the strip closes
    uint32_t since;  // step at which the typing began: the key that began it is no letter of it
    bool paused;     // by the typing, which goes on at its end
    char text[MARK_TEXT_MAX];
} Notes;

void notes_open(Notes *notes, uint32_t step);
void notes_close(Notes *notes);
void notes_step(Notes *notes, uint32_t step);  // once a step of the run

// Takes a key that it knows and returns 0, or gives the key back. The first letter typed comes as a
// key too; notes_type() takes what it wrote.
int notes_key(Notes *notes, Run *run, int key);
void notes_type(Notes *notes, const Run *run, const char *text);

// The ten and what else there is, as buttons that press their key; the line that is being typed.
void notes_lay_out(const Notes *notes, Buttons *all);
void notes_draw(const Notes *notes, Canvas *canvas);
