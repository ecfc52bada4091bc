// SPDX-License-Identifier: MIT
// connections.c: the table of open connections.
#include "web/connections.h"

#include <stdio.h>
#include <string.h>
#include <sys/socket.h>

// The server finds it at its end and closes it.
static void cut(Connection *c)
{
    shutdown(c->fd, SHUT_RDWR);
    c->cut = true;
}

// Of `address`, or of all if NULL.
static int count(const Connections *all, const char *address, Connection **oldest)
{
    int found = 0;
    *oldest = NULL;
    for (int i = 0; i < CONNECTIONS_MAX; i++) {
        const Connection *c = &all->connection[i];
        if (!c->used || c->cut || (address && strcmp(c->address, address) != 0)) continue;
        found++;
        if (!*oldest || c->since_ms < (*oldest)->since_ms) *oldest = (Connection *)c;
    }
    return found;
}

Connection *connections_add(Connections *all, int fd, const char *address, bool here,
                            int64_t now_ms)
{
    Connection *oldest = NULL, *free_one = NULL;
    if (!here && count(all, address, &oldest) >= CONNECTIONS_PER_IP) cut(oldest);
    if (count(all, NULL, &oldest) >= CONNECTIONS_USUAL) cut(oldest);
    for (int i = 0; i < CONNECTIONS_MAX && !free_one; i++)
        if (!all->connection[i].used) free_one = &all->connection[i];
    if (!free_one) return NULL;
    *free_one = (Connection){ .fd = fd, .used = true, .here = here, .since_ms = now_ms };
    snprintf(free_one->address, sizeof free_one->address, "%s", address);
    return free_one;
}

void connection_phase(Connection *c, ConnectionPhase phase, int64_t now_ms)
{
    // A body's time runs from its request's first byte.
    if (phase != PHASE_BODY) c->since_ms = now_ms;
    c->phase = phase;
}

void connections_reap(Connections *all, int64_t now_ms)
{
    for (int i = 0; i < CONNECTIONS_MAX; i++) {
        Connection *c = &all->connection[i];
        if (c->used && !c->cut && now_ms - c->since_ms > all->limit_ms[c->phase]) cut(c);
    }
}
