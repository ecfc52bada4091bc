// SPDX-License-Identifier: MIT
// config.h: what belongs to this machine, whoever plays on it: a commented file of `name = value`.
// Precedence: built in < /etc/tiptoe/tiptoe.conf < $XDG_CONFIG_HOME/tiptoe/tiptoe.conf (else
// ~/.config) < the environment (TIPTOE_ and the name in capitals) < the command line. Main thread,
// before any other.
#pragma once

#include "tiptoe/base.h"

#include <argp.h>
#include <stdio.h>

// Each is an option of those commands that have it, under the same name and with the same meaning
// (so not fps, which is a clip's or a table's too), but for the last three, which only the
// environment and the files know. X(name, what it is without, what it is)
#define CONFIG_LIST(X)                                                                             \
    X("store", "~/.local/share/tiptoe/tiptoe.db", "the file that sessions are kept in")            \
    X("camera", "the first camera, else demo", "0 or /dev/video0, a clip, demo")                   \
    X("size", "the camera's own", "wished-for size of the camera's picture, WxH")                  \
    X("choose", "spot",                                                                            \
      "the player among several people: spot, left, right, centre, largest, "                      \
      "smallest")                                                                                  \
    X("model", "full; lite where that is too slow", "lite, full or heavy")                         \
    X("window", "1280x720", "size of the window, WxH")                                             \
    X("full-screen", "no", "yes: start in full screen")                                            \
    X("panel", "auto", "the therapist's own window: auto (on a second display), window, off")      \
    X("display", "the largest", "the child's of several displays, from 1")                         \
    X("keys", "those on the card", "other keys for them: F12=Space, PageDown=Enter")               \
    X("speech-rate", "100",                                                                        \
      "how fast the words are said, percent, where a child has no rate of its own")                \
    X("text-size", "100", "the grown-ups' pages and their letters: 100, 125 or 150 percent")       \
    X("review-port", "8747", "where the pages of `tiptoe review` are asked for")                   \
    X("assets", "beside the program", "the folder of pictures and sounds")                         \
    X("models", "~/.cache/tiptoe", "the folder of the pose models")                                \
    X("log", "warn, to a file", "debug, info, warn or error: lines of the log go to the terminal")

// Reads both files and the environment. What is there and means nothing is told on stderr, with the
// place and the nearest name. A file that cannot be read is told and left out.
void config_read(void);

// How many; what each is called, is (NULL: as it is without) and where that stands.
int config_count(void);
const char *config_name(int i);
const char *config_value(int i);
const char *config_usual(int i);
const char *config_meaning(int i);
const char *config_origin(int i);  // "built in", "environment" or "FILE:LINE"

// The arguments of a command, with the machine's own before those that were typed: of each name
// that is an option of `argp`. To be freed by the caller, alone. NULL: memory is out, or a value of
// a flag is neither yes nor no, which fail_text() tells.
char **config_arguments(const struct argp *argp, int argc, char **argv, int *count);
