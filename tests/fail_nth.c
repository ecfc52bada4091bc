// SPDX-License-Identifier: MIT
// fail_nth.c: loaded before a program (LD_PRELOAD), lets its n-th allocation fail, or all from the
// n-th on: the program's own and those of every library in it.
//   TIPTOE_FAIL_NTH=n     0 or missing: none
//   TIPTOE_FAIL_ON=1      and all after it
//   TIPTOE_FAIL_COUNT=FD  at its end the number of allocations goes there, as text
#include <errno.h>
#include <stdatomic.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

// glibc's own, under names that nobody takes the place of.
void *__libc_malloc(size_t size);
void *__libc_calloc(size_t count, size_t size);
void *__libc_realloc(void *memory, size_t size);
void *__libc_memalign(size_t align, size_t size);

static atomic_long allocations, nth;
static atomic_int on, counted = -1;

static long number(const char *name)
{
    const char *text = getenv(name);
    return text ? atol(text) : 0;
}

// Counting begins where the program does: what the loader takes is not the program's.
__attribute__((constructor)) static void begin(void)
{
    atomic_store(&on, (int)number("TIPTOE_FAIL_ON"));
    atomic_store(&counted, getenv("TIPTOE_FAIL_COUNT") ? (int)number("TIPTOE_FAIL_COUNT") : -1);
    atomic_store(&allocations, 0);
    atomic_store(&nth, number("TIPTOE_FAIL_NTH"));
}

__attribute__((destructor)) static void end(void)
{
    char text[24];
    int length = snprintf(text, sizeof text, "%ld", atomic_load(&allocations));
    if (counted >= 0 && write(counted, text, (size_t)length) != length) _exit(99);
}

static int fails(void)
{
    long now = atomic_fetch_add(&allocations, 1) + 1, at = atomic_load(&nth);
    int failing = at > 0 && (now == at || (on && now > at));
    if (failing) errno = ENOMEM;
    return failing;
}

void *malloc(size_t size)
{
    return fails() ? NULL : __libc_malloc(size);
}

void *calloc(size_t count, size_t size)
{
    return fails() ? NULL : __libc_calloc(count, size);
}

void *realloc(void *memory, size_t size)
{
    return fails() ? NULL : __libc_realloc(memory, size);
}

void *memalign(size_t align, size_t size)
{
    return fails() ? NULL : __libc_memalign(align, size);
}

void *aligned_alloc(size_t align, size_t size)
{
    return memalign(align, size);
}

int posix_memalign(void **memory, size_t align, size_t size)
{
    *memory = memalign(align, size);
    return *memory ? 0 : ENOMEM;
}
