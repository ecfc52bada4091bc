// SPDX-License-Identifier: MIT
// opening.c: something that takes long to open, on a thread of its own.
#include "gym/opening.h"

#include <signal.h>
#include <stdio.h>

static void *opening_thread(void *argument)
{
    Opening *o = argument;
    OpeningEnd *end = &o->end[o->box.write];
    end->result = o->open(o->self);
    if (end->result) snprintf(end->trouble, sizeof end->trouble, "%s", fail_text());
    mailbox_post(&o->box);
    return NULL;
}

Result opening_start(Opening *o, Result (*open)(void *self), void *self)
{
    REQUIRE(!o->started && open);
    *o = (Opening){ .open = open, .self = self };
    mailbox_init(&o->box);
    sigset_t all, before;  // signals are the main thread's
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    o->started = pthread_create(&o->thread, NULL, opening_thread, o) == 0;
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    if (!o->started)
        return fail(RESULT_UNAVAILABLE, "the system gives no more threads: close other programs");
    pthread_setname_np(o->thread, "tiptoe-opening");
    return RESULT_OK;
}

bool opening_is_over(Opening *o)
{
    return !o->started || mailbox_waiting(&o->box);
}

OpeningEnd opening_end(Opening *o)
{
    if (!o->started) return (OpeningEnd){ RESULT_OK, "" };
    pthread_join(o->thread, NULL);
    o->started = false;
    REQUIRE(mailbox_take(&o->box));
    return o->end[o->box.read];
}
