// SPDX-License-Identifier: MIT
// server.c: the daemon, its loop, and what the HTTP library calls.
#include "web/server.h"

#include "base/assets.h"
#include "base/clock.h"
#include "base/whole_file.h"
#include "web/certificate.h"
#include "web/files.h"
#include "web/server_parts.h"

#include <arpa/inet.h>
#include <errno.h>
#include <netdb.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>

#define MEMORY_OF_ONE  (32 * 1024)  // of a connection: longer headers are refused
#define LOOK_MS        250          // how often times are looked at
#define NICENESS       10           // a play on the same machine comes first
#define TLS_PRIORITIES "NORMAL:-VERS-ALL:+VERS-TLS1.3:+VERS-TLS1.2"

// ---- what the library calls ---------------------------------------------------------------------

static void *begin(void *self, const char *uri, struct MHD_Connection *connection)
{
    Exchange *x = calloc(1, sizeof *x);
    if (!x) return NULL;
    x->server = self;
    x->connection = connection;
    x->uri = strdup(uri);
    const union MHD_ConnectionInfo *info =
        MHD_get_connection_info(connection, MHD_CONNECTION_INFO_SOCKET_CONTEXT);
    x->place = info ? info->socket_context : NULL;
    return x;
}

static void end(void *self, struct MHD_Connection *connection, void **context,
                enum MHD_RequestTerminationCode why)
{
    Exchange *x = *context;
    (void)self;
    (void)connection;
    (void)why;
    if (!x) return;
    if (x->place) connection_phase(x->place, PHASE_HEAD, clock_us() / 1000);
    free(x->uri);
    free(x->body);
    free(x);
    *context = NULL;
}

static enum MHD_Result start_request(Exchange *x, const char *method)
{
    const char *why = NULL;
    x->begun = true;
    x->method = method;
    int status = gate_check(x, &why);
    if (status) return answer_refusal(x, status, why);
    if (x->place) connection_phase(x->place, PHASE_BODY, clock_us() / 1000);
    if (strcmp(method, "POST") != 0) return MHD_YES;
    x->body = calloc(1, BODY_MAX + 1);
    return x->body ? MHD_YES : MHD_NO;
}

static enum MHD_Result handle(void *self, struct MHD_Connection *connection, const char *url,
                              const char *method, const char *version, const char *data,
                              size_t *size, void **context)
{
    Exchange *x = *context;
    (void)self;
    (void)connection;
    (void)url;
    (void)version;
    if (!x || !x->uri) return MHD_NO;
    if (!x->begun) return start_request(x, method);
    if (*size > 0) {
        if (!x->body || *size > BODY_MAX - x->body_size) return MHD_NO;
        memcpy(x->body + x->body_size, data, *size);
        x->body_size += *size;
        *size = 0;
        return MHD_YES;
    }
    return x->answered ? MHD_YES : answer(x);
}

static bool is_here(const struct sockaddr *address)
{
    if (address->sa_family == AF_INET)
        return (ntohl(((const struct sockaddr_in *)(const void *)address)->sin_addr.s_addr) >>
                24) == 127;
    return address->sa_family == AF_INET6 &&
           IN6_IS_ADDR_LOOPBACK(&((const struct sockaddr_in6 *)(const void *)address)->sin6_addr);
}

static void come_or_go(void *self, struct MHD_Connection *connection, void **context,
                       enum MHD_ConnectionNotificationCode what)
{
    Server *server = self;
    Connection *place = *context;
    char address[48] = "";
    if (what == MHD_CONNECTION_NOTIFY_CLOSED) {
        if (place) *place = (Connection){ 0 };
        *context = NULL;
        return;
    }
    // Each answer may lie where the one before lay.
    const union MHD_ConnectionInfo *info =
        MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CLIENT_ADDRESS);
    const struct sockaddr *peer = info ? info->client_addr : NULL;
    info = MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CONNECTION_FD);
    if (!peer || !info) return;
    int socket = info->connect_fd;
    socklen_t length =
        peer->sa_family == AF_INET ? sizeof(struct sockaddr_in) : sizeof(struct sockaddr_in6);
    getnameinfo(peer, length, address, sizeof address, NULL, 0, NI_NUMERICHOST);
    *context =
        connections_add(&server->connections, socket, address, is_here(peer), clock_us() / 1000);
    if (!*context) shutdown(socket, SHUT_RDWR);
}

// ---- start and loop -----------------------------------------------------------------------------

typedef struct Place {
    struct sockaddr_storage address;
    socklen_t length;
    bool here;
} Place;

static Result place_read(const WebOptions *o, Place *place)
{
    char port[16];
    struct addrinfo *found = NULL;
    const struct addrinfo hints = { .ai_flags = AI_NUMERICHOST | AI_NUMERICSERV | AI_PASSIVE,
                                    .ai_socktype = SOCK_STREAM };
    snprintf(port, sizeof port, "%d", o->port);
    if (getaddrinfo(o->address, port, &hints, &found) != 0)
        return fail(RESULT_USAGE, "'%s' is no address of a machine, as 192.168.1.20 is one",
                    o->address);
    *place = (Place){ .length = found->ai_addrlen, .here = is_here(found->ai_addr) };
    memcpy(&place->address, found->ai_addr, found->ai_addrlen);
    freeaddrinfo(found);
    return RESULT_OK;
}

// How browsers may call it: nothing else is answered, so that no other name can be made to lead
// here.
static void hosts_fill(Server *server, bool here, int port)
{
    const WebOptions *o = server->options;
    const char *names[HOSTS_MAX] = { o->address };
    int count = 1;
    if (here) names[count++] = "localhost";
    for (int i = 0; i < WEB_NAMES_MAX && o->name[i]; i++) names[count++] = o->name[i];
    for (int i = 0; i < count; i++)
        snprintf(server->host[i], sizeof server->host[i],
                 strchr(names[i], ':') ? "[%s]:%d" : "%s:%d", names[i], port);
    server->hosts = count;
}

static Result daemon_start(Server *server, const Place *place, const Certificate *certificate)
{
    unsigned flags = MHD_USE_EPOLL;
    struct MHD_OptionItem tls[] = {
        { MHD_OPTION_HTTPS_MEM_KEY, 0, certificate->key },
        { MHD_OPTION_HTTPS_MEM_CERT, 0, certificate->certificate },
        { MHD_OPTION_HTTPS_PRIORITIES, 0, (void *)(uintptr_t)TLS_PRIORITIES },
        { MHD_OPTION_END, 0, NULL },
    };
    struct MHD_OptionItem *more = server->tls ? tls : tls + 3;
    if (server->tls) flags |= MHD_USE_TLS;
    if (place->address.ss_family == AF_INET6) flags |= MHD_USE_IPv6;
    server->daemon = MHD_start_daemon(
        flags, 0, NULL, NULL, handle, server, MHD_OPTION_SOCK_ADDR, &place->address,
        MHD_OPTION_CONNECTION_LIMIT, (unsigned)CONNECTIONS_MAX, MHD_OPTION_CONNECTION_MEMORY_LIMIT,
        (size_t)MEMORY_OF_ONE, MHD_OPTION_CONNECTION_TIMEOUT, 30u, MHD_OPTION_STRICT_FOR_CLIENT, 1,
        MHD_OPTION_URI_LOG_CALLBACK, begin, server, MHD_OPTION_NOTIFY_COMPLETED, end, server,
        MHD_OPTION_NOTIFY_CONNECTION, come_or_go, server, MHD_OPTION_ARRAY, more, MHD_OPTION_END);
    if (server->daemon) return RESULT_OK;
    return fail(RESULT_UNAVAILABLE,
                "port %d of %s cannot be used: another program has it, or it is not this machine's "
                "address: name another",
                server->options->port, server->options->address);
}

static void loop(Server *server)
{
    const union MHD_DaemonInfo *info =
        MHD_get_daemon_info(server->daemon, MHD_DAEMON_INFO_EPOLL_FD);
    REQUIRE(info);
    struct pollfd wait = { .fd = info->epoll_fd, .events = POLLIN };
    while (!*server->options->stop) {
        MHD_UNSIGNED_LONG_LONG due = LOOK_MS;
        if (MHD_get_timeout(server->daemon, &due) != MHD_YES || due > LOOK_MS) due = LOOK_MS;
        poll(&wait, 1, (int)due);
        MHD_run(server->daemon);
        connections_reap(&server->connections, clock_us() / 1000);
    }
}

static void say_ready(const Server *server, const Certificate *certificate)
{
    const WebOptions *o = server->options;
    char url[160];
    snprintf(url, sizeof url, "%s://%s/", server->tls ? "https" : "http", server->host[0]);
    o->ready(o->self, url, server->door.code[0] ? server->door.code : NULL,
             server->tls ? certificate->print : NULL);
}

static Result serve(Server *server, const Place *place, Certificate *certificate)
{
    const WebOptions *o = server->options;
    const char *names[HOSTS_MAX] = { o->address };
    int count = 1;
    for (int i = 0; i < WEB_NAMES_MAX && o->name[i]; i++) names[count++] = o->name[i];
    Result result = server->tls ? certificate_open(certificate, o->store, names, count) : RESULT_OK;
    if (!result) result = daemon_start(server, place, certificate);
    if (result) return result;
    const union MHD_DaemonInfo *port =
        MHD_get_daemon_info(server->daemon, MHD_DAEMON_INFO_BIND_PORT);
    hosts_fill(server, place->here, port ? port->port : o->port);
    say_ready(server, certificate);
    loop(server);
    MHD_stop_daemon(server->daemon);
    return RESULT_OK;
}

Result server_stores(Server *server)
{
    struct stat now = { 0 };
    const char *path = server->options->store;
    if (server->reader && server->writer && stat(path, &now) == 0 && now.st_dev == server->device &&
        now.st_ino == server->file)
        return RESULT_OK;
    store_close(&server->reader);
    store_close(&server->writer);
    Result result = store_open(&server->writer, path, STORE_WRITE);
    if (!result) result = store_open(&server->reader, path, STORE_READ);
    if (!result && stat(path, &now) != 0) result = whole_file_fault(path);
    server->device = now.st_dev;
    server->file = now.st_ino;
    return result;
}

static Result first_time(Server *server)
{
    static Account list[ACCOUNTS_MAX];
    int count = 0;
    Result result = accounts_list(server->writer, list, &count);
    return result ? result : door_open(&server->door, &server->options->times, count == 0);
}

Result web_serve(const WebOptions *options)
{
    static Server server;
    Place place;
    Certificate certificate = { 0 };
    char folder[4096];
    server = (Server){ .options = options };
    memcpy(server.connections.limit_ms,
           (int64_t[]){ options->times.head, options->times.body, options->times.answer },
           sizeof server.connections.limit_ms);
    Result result = place_read(options, &place);
    if (result) return result;
    server.tls = !place.here;
    signal(SIGPIPE, SIG_IGN);
    setpriority(PRIO_PROCESS, 0, NICENESS);
    snprintf(folder, sizeof folder, "%s/web", assets_folder());
    result = templates_open(&server.templates, folder);
    if (!result) result = files_open();
    if (!result) result = server_stores(&server);
    if (!result) result = first_time(&server);
    if (!result) result = serve(&server, &place, &certificate);
    certificate_free(&certificate);
    store_close(&server.reader);
    store_close(&server.writer);
    files_close();
    templates_close(&server.templates);
    return result;
}
