// SPDX-License-Identifier: MIT
// station_key.h: what this station signs with (Ed25519), and the stations that are known here. The
// private key lies in a file of its own beside the store, for its owner only, and in no row that
// can be exported.
#pragma once

#include "session/store.h"

#define STATION_PUBLIC    32  // bytes
#define STATION_SIGNATURE 64
#define STATION_CODE      15  // three groups of four and the end: K7QD-2MXP-9WTE

// The station's public key; the first time the pair is made. The store is open for writing.
// NOT_PERMITTED: others may read the file, or the folder is not ours; MALFORMED: it is no key.
// CANNOT_CREATE, FULL, LOST.
Result station_public(Store *store, unsigned char key[STATION_PUBLIC]);

// Signs with it. Errors as above.
Result station_sign(Store *store, const void *bytes, size_t size,
                    unsigned char signature[STATION_SIGNATURE]);

bool station_signed(const unsigned char key[STATION_PUBLIC], const void *bytes, size_t size,
                    const unsigned char signature[STATION_SIGNATURE]);

// What a person reads out or types of a public key: 60 bits of its SHA-256.
void station_code(const unsigned char key[STATION_PUBLIC], char code[STATION_CODE]);

// Whether `typed` is that code; small letters, blanks and dashes do not matter.
bool station_code_is(const unsigned char key[STATION_PUBLIC], const char *typed);

// A station is accepted once; its documents are taken from then on. This one knows itself.
Result station_accept(Store *store, const unsigned char key[STATION_PUBLIC]);
Result station_is_known(Store *store, const unsigned char key[STATION_PUBLIC], bool *known);
