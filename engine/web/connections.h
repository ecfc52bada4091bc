// SPDX-License-Identifier: MIT
// connections.h: the open connections, and how long each has been at what it does: whoever takes
// too long is cut off, however often it sends a byte; where there are too many the one that has
// waited longest gives way, so that a newcomer is always heard.
#pragma once

#include <stdbool.h>
#include <stdint.h>

#define CONNECTIONS_MAX    128  // that are open; beyond it none is taken
#define CONNECTIONS_USUAL  64   // from here on the oldest gives way
#define CONNECTIONS_PER_IP 24   // of another machine

typedef enum ConnectionPhase { PHASE_HEAD, PHASE_BODY, PHASE_ANSWER } ConnectionPhase;

typedef struct Connection {
    int fd;  // of its socket
    bool used, cut;
    bool here;         // it comes from this machine
    char address[48];  // in numbers
    ConnectionPhase phase;
    int64_t since_ms;
} Connection;

typedef struct Connections {
    Connection connection[CONNECTIONS_MAX];
    int64_t limit_ms[3];  // for each phase
} Connections;

// Takes a new one; NULL: it may not be.
Connection *connections_add(Connections *all, int fd, const char *address, bool here,
                            int64_t now_ms);
void connection_phase(Connection *connection, ConnectionPhase phase, int64_t now_ms);

// Cuts off whose time is over.
void connections_reap(Connections *all, int64_t now_ms);
