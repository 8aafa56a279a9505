// What the Glibc module leaves out: waiting on many sockets, waking a waiter, timers to wait on.
// All return -1 and set errno when the system refuses.
#pragma once
#include <stdint.h>

struct ready {
    int32_t socket;
    // EPOLLIN, EPOLLOUT and their like.
    uint32_t events;
};

int32_t poller_create(void);
int32_t poller_add(int32_t poller, int32_t socket, uint32_t events);
int32_t poller_change(int32_t poller, int32_t socket, uint32_t events);
// Waits at most so many milliseconds, for ever when negative; returns how many are ready.
int32_t poller_wait(int32_t poller, struct ready *ready, int32_t room, int32_t milliseconds);

// A descriptor that becomes readable when eight bytes are written to it.
int32_t bell_create(void);
// A descriptor that becomes readable at a time of the monotonic clock and at each interval after.
int32_t timer_create_at(int64_t first_nanoseconds, int64_t interval_nanoseconds);
