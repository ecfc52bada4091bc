// SPDX-License-Identifier: MIT
// token.h: what whoever knows it may do something with: random texts, and how they are compared. By
// libsodium.
#pragma once

#include "tiptoe/base.h"

#include <stdbool.h>

#define TOKEN_TEXT 65  // 256 bits as hexadecimal digits, and the end
#define TOKEN_CODE 15  // three groups of four: what a person types once, 60 bits

// Random ones. UNAVAILABLE.
Result token_make(char token[TOKEN_TEXT]);
Result token_code(char code[TOKEN_CODE]);

// What is kept of `text` in place of it: of the same key and text always the same, without the key
// not to be foretold.
void token_digest(const char key[TOKEN_TEXT], const char *text, char digest[TOKEN_TEXT]);

// Takes as long whether they differ early or late.
bool token_is(const char token[TOKEN_TEXT], const char *given);
// Small letters, blanks and dashes do not matter.
bool token_code_is(const char code[TOKEN_CODE], const char *typed);
