#include "include/waiting.h"

#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/timerfd.h>
#include <unistd.h>

enum { AT_ONCE = 256 };

int32_t poller_create(void) { return epoll_create1(EPOLL_CLOEXEC); }

static int32_t control(int32_t poller, int operation, int32_t socket, uint32_t events) {
    struct epoll_event event = {.events = events, .data.fd = socket};
    return epoll_ctl(poller, operation, socket, &event);
}

int32_t poller_add(int32_t poller, int32_t socket, uint32_t events) {
    return control(poller, EPOLL_CTL_ADD, socket, events);
}

int32_t poller_change(int32_t poller, int32_t socket, uint32_t events) {
    return control(poller, EPOLL_CTL_MOD, socket, events);
}

int32_t poller_wait(int32_t poller, struct ready *ready, int32_t room, int32_t milliseconds) {
    struct epoll_event events[AT_ONCE];
    int count = epoll_wait(poller, events, room < AT_ONCE ? room : AT_ONCE, milliseconds);
    for (int i = 0; i < count; i++)
        ready[i] = (struct ready){events[i].data.fd, events[i].events};
    return count;
}

int32_t bell_create(void) { return eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC); }

static struct timespec timespec_of(int64_t nanoseconds) {
    return (struct timespec){nanoseconds / 1000000000, nanoseconds % 1000000000};
}

int32_t timer_create_at(int64_t first_nanoseconds, int64_t interval_nanoseconds) {
    int32_t timer = timerfd_create(CLOCK_MONOTONIC, TFD_NONBLOCK | TFD_CLOEXEC);
    struct itimerspec times = {timespec_of(interval_nanoseconds), timespec_of(first_nanoseconds)};
    if (timer >= 0 && timerfd_settime(timer, TFD_TIMER_ABSTIME, &times, 0) < 0) {
        close(timer);
        return -1;
    }
    return timer;
}
