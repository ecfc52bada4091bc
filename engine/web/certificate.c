// SPDX-License-Identifier: MIT
// certificate.c: a key on P-256 and a certificate signed by itself.
#include "web/certificate.h"

#include "base/whole_file.h"

#include <arpa/inet.h>
#include <errno.h>
#include <gnutls/crypto.h>
#include <gnutls/gnutls.h>
#include <gnutls/x509.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>

#define PEM_MAX (1 << 14)  // bytes
#define DAY     (24L * 60 * 60)
#define LIFE    (825 * DAY)  // as long as browsers take one
#define RENEW   (30 * DAY)

static Result tls_fail(int code, const char *what)
{
    return fail(RESULT_UNAVAILABLE, "%s: %s", what, gnutls_strerror(code));
}

// NULL: it is not there. `own`: others may not read it.
static Result read_pem(const char *path, bool own, char **text)
{
    struct stat info;
    FILE *from = fopen(path, "rbe");
    *text = NULL;
    if (!from && errno == ENOENT) return RESULT_OK;
    if (!from) return fail(RESULT_NOT_PERMITTED, "%s: %s", path, strerror(errno));
    Result result = RESULT_OK;
    if (own && (fstat(fileno(from), &info) != 0 || info.st_mode & 077))
        result = fail(RESULT_NOT_PERMITTED, "%s can be read by others: chmod 600 it", path);
    *text = result ? NULL : calloc(1, PEM_MAX);
    if (!result && !*text) result = fail(RESULT_FULL, "out of memory: close other programs");
    if (*text && fread(*text, 1, PEM_MAX - 1, from) == 0) (*text)[0] = '\0';
    fclose(from);
    return result;
}

static Result write_pem(const char *path, const gnutls_datum_t *pem)
{
    WholeFile file;
    Result result = whole_file_open(&file, path);
    if (!result && fwrite(pem->data, 1, pem->size, file.to) != pem->size)
        result = whole_file_fault(path);
    return whole_file_close(&file, result);
}

static int name_one(gnutls_x509_crt_t crt, const char *name)
{
    unsigned char ip[16];
    int size = inet_pton(AF_INET, name, ip) == 1 ? 4 : inet_pton(AF_INET6, name, ip) == 1 ? 16 : 0;
    return size ? gnutls_x509_crt_set_subject_alt_name(crt, GNUTLS_SAN_IPADDRESS, ip,
                                                       (unsigned)size, GNUTLS_FSAN_APPEND)
                : gnutls_x509_crt_set_subject_alt_name(crt, GNUTLS_SAN_DNSNAME, name,
                                                       (unsigned)strlen(name), GNUTLS_FSAN_APPEND);
}

static int fill(gnutls_x509_crt_t crt, gnutls_x509_privkey_t key, const char *const *names,
                int count)
{
    unsigned char serial[16];
    time_t now = time(NULL);
    int code = gnutls_rnd(GNUTLS_RND_NONCE, serial, sizeof serial);
    serial[0] &= 0x7f;
    if (!code) code = gnutls_x509_crt_set_version(crt, 3);
    if (!code) code = gnutls_x509_crt_set_serial(crt, serial, sizeof serial);
    if (!code) code = gnutls_x509_crt_set_activation_time(crt, now - DAY);
    if (!code) code = gnutls_x509_crt_set_expiration_time(crt, now + LIFE);
    if (!code) code = gnutls_x509_crt_set_key(crt, key);
    if (!code) code = gnutls_x509_crt_set_dn(crt, "CN=Tiptoe clinic review", NULL);
    for (int i = 0; i < count && !code; i++) code = name_one(crt, names[i]);
    if (!code) code = gnutls_x509_crt_set_basic_constraints(crt, 0, -1);
    if (!code) code = gnutls_x509_crt_set_key_usage(crt, GNUTLS_KEY_DIGITAL_SIGNATURE);
    if (!code) code = gnutls_x509_crt_set_key_purpose_oid(crt, GNUTLS_KP_TLS_WWW_SERVER, 0);
    if (!code) code = gnutls_x509_crt_sign2(crt, crt, key, GNUTLS_DIG_SHA256, 0);
    return code;
}

static Result make(const char *key_path, const char *certificate_path, const char *const *names,
                   int count)
{
    gnutls_x509_privkey_t key = NULL;
    gnutls_x509_crt_t crt = NULL;
    gnutls_datum_t key_pem = { 0 }, crt_pem = { 0 };
    int code = gnutls_x509_privkey_init(&key);
    if (!code) code = gnutls_x509_crt_init(&crt);
    if (!code)
        code = gnutls_x509_privkey_generate(key, GNUTLS_PK_ECDSA,
                                            GNUTLS_CURVE_TO_BITS(GNUTLS_ECC_CURVE_SECP256R1), 0);
    if (!code) code = fill(crt, key, names, count);
    if (!code) code = gnutls_x509_privkey_export2(key, GNUTLS_X509_FMT_PEM, &key_pem);
    if (!code) code = gnutls_x509_crt_export2(crt, GNUTLS_X509_FMT_PEM, &crt_pem);
    Result result = code ? tls_fail(code, "a certificate cannot be made") : RESULT_OK;
    if (!result) result = write_pem(key_path, &key_pem);
    if (!result) result = write_pem(certificate_path, &crt_pem);
    if (key_pem.data) gnutls_memset(key_pem.data, 0, key_pem.size);
    gnutls_free(key_pem.data);
    gnutls_free(crt_pem.data);
    if (crt) gnutls_x509_crt_deinit(crt);
    if (key) gnutls_x509_privkey_deinit(key);
    return result;
}

// Whether it still does; then `print` is its own.
static bool serves(const char *pem, const char *const *names, int count,
                   char print[CERTIFICATE_PRINT])
{
    gnutls_x509_crt_t crt = NULL;
    const gnutls_datum_t data = { (unsigned char *)pem, (unsigned)strlen(pem) };
    unsigned char digest[32];
    size_t size = sizeof digest;
    bool good = gnutls_x509_crt_init(&crt) == 0 &&
                gnutls_x509_crt_import(crt, &data, GNUTLS_X509_FMT_PEM) == 0 &&
                gnutls_x509_crt_get_expiration_time(crt) > time(NULL) + RENEW &&
                gnutls_x509_crt_get_fingerprint(crt, GNUTLS_DIG_SHA256, digest, &size) == 0;
    for (int i = 0; i < count && good; i++)
        good = gnutls_x509_crt_check_hostname(crt, names[i]) != 0;
    for (size_t i = 0; i < sizeof digest && good; i++)
        snprintf(print + 3 * i, 4, i + 1 < sizeof digest ? "%02X:" : "%02X", digest[i]);
    if (crt) gnutls_x509_crt_deinit(crt);
    return good;
}

Result certificate_open(Certificate *c, const char *store, const char *const *names, int count)
{
    char key_path[WHOLE_FILE_PATH_MAX], path[WHOLE_FILE_PATH_MAX];
    *c = (Certificate){ 0 };
    int length = snprintf(key_path, sizeof key_path, "%s.tls-key", store);
    snprintf(path, sizeof path, "%s.tls-cert", store);
    if (length + 2 > (int)sizeof path)
        return fail(RESULT_USAGE, "the path of the store is too long");
    for (int turn = 0; turn < 2; turn++) {
        Result result = read_pem(key_path, true, &c->key);
        if (!result) result = read_pem(path, false, &c->certificate);
        if (!result && c->key && c->certificate && serves(c->certificate, names, count, c->print))
            return RESULT_OK;
        certificate_free(c);
        if (!result && !turn) result = make(key_path, path, names, count);
        if (result) return result;
    }
    return fail(RESULT_MALFORMED, "%s is no certificate for these names: move it away", path);
}

void certificate_free(Certificate *c)
{
    if (c->key) gnutls_memset(c->key, 0, strlen(c->key));
    free(c->key);
    free(c->certificate);
    c->key = c->certificate = NULL;
}
