// SPDX-License-Identifier: MIT
// certificate.h: what this machine proves itself with to other browsers of the clinic (GnuTLS): a
// key of its own, and a certificate that it made for itself at first use. They lie beside the
// store, for their owner only.
#pragma once

#include "tiptoe/base.h"

#define CERTIFICATE_PRINT 96  // SHA-256 as pairs of digits with colons, and the end

typedef struct Certificate {
    char *key, *certificate;  // PEM, to be freed by certificate_free()
    char print[CERTIFICATE_PRINT];
} Certificate;

// "<store>.tls-key" and "<store>.tls-cert"; made anew where they are missing, run out within a
// month, or name none of `names` (addresses in numbers, or names). NOT_PERMITTED: others may read
// the key. CANNOT_CREATE, FULL, UNAVAILABLE.
Result certificate_open(Certificate *certificate, const char *store, const char *const *names,
                        int count);
void certificate_free(Certificate *certificate);
