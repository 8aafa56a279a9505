// The reference: an OpenAI-compatible streaming server whose tokens tell when they were sent.
//
// Token k of an answer is due at t0 + ttft + k * gap, t0 being the moment the whole request was
// read; deadlines are absolute, so lateness does not add up. Each token's text is its emission
// time, "t=NANOSECONDS " by CLOCK_MONOTONIC, taken right before its write; the first one begins
// with "r=T0 ". Every process of a machine shares that clock, so what a client reports can be held
// against it. The model name sets the pace: m-TTFT_US-GAP_US-TOKENS-JITTER_PERCENT.
//
//   server LOG    prints its port; on SIGTERM writes its own lateness and CPU time to LOG as JSON

#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/tcp.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#include "deadlines.h"

enum { CONNECTIONS = 8192, REQUEST = 16384, EVENT = 1024, EVENTS_A_LOOK = 256 };

struct pace {
    long ttft, gap;  // nanoseconds
    long tokens;
    double jitter;   // 0.8: gaps between 0.2 and 1.8 times the nominal one
};

struct connection {
    struct timed next;  // first, so that the heap's items are connections
    int socket;
    int received;
    char request[REQUEST];
    char model[128];
    struct pace pace;
    int64_t asked;  // t0
    long sent;      // tokens of this answer
    uint64_t random;
    char *unsent;   // what the socket did not take
    size_t waiting;
};

static struct connection *connections[CONNECTIONS];  // by descriptor
static struct heap heap;
static int poller;
static uint64_t streams;
static volatile sig_atomic_t stopping;

// Lateness in buckets of a microsecond; the last one holds everything above.
enum { BUCKETS = 1000000 };
static uint32_t late[BUCKETS];
static struct { long count, stalls, worst; double sum; } lateness;

static int64_t now(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return time.tv_sec * 1000000000LL + time.tv_nsec;
}

static void fail(const char *what) {
    perror(what);
    exit(1);
}

static void note_lateness(int64_t nanoseconds) {
    long bucket = nanoseconds / 1000;
    late[bucket < BUCKETS ? bucket : BUCKETS - 1]++;
    lateness.count++;
    lateness.sum += nanoseconds;
    if (nanoseconds > lateness.worst) lateness.worst = nanoseconds;
}

// splitmix64, seeded by the number of the stream.
static double uniform(struct connection *c) {
    uint64_t z = (c->random += 0x9e3779b97f4a7c15);
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
    z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
    return ((z ^ (z >> 31)) >> 11) * 0x1p-53;
}

static void drop(struct connection *c) {
    heap_remove(&heap, &c->next);
    connections[c->socket] = NULL;
    close(c->socket);
    free(c->unsent);
    free(c);
}

static void watch(struct connection *c, uint32_t events) {
    struct epoll_event event = {.events = events, .data.fd = c->socket};
    epoll_ctl(poller, EPOLL_CTL_MOD, c->socket, &event);
}

// Returns 0 when the peer is gone. What the socket does not take waits in `unsent`.
static int transmit(struct connection *c, const char *bytes, size_t count) {
    ssize_t taken = 0;
    if (c->waiting == 0) {
        taken = send(c->socket, bytes, count, MSG_NOSIGNAL);
        if (taken < 0 && errno != EAGAIN) return 0;
        if (taken < 0) taken = 0;
        if ((size_t)taken == count) return 1;
        watch(c, EPOLLIN | EPOLLOUT);
    }
    lateness.stalls++;
    char *larger = realloc(c->unsent, c->waiting + count - taken);
    if (!larger) return 0;
    c->unsent = larger;
    memcpy(c->unsent + c->waiting, bytes + taken, count - taken);
    c->waiting += count - taken;
    return 1;
}

static int transmit_waiting(struct connection *c) {
    ssize_t taken = send(c->socket, c->unsent, c->waiting, MSG_NOSIGNAL);
    if (taken < 0) return errno == EAGAIN;
    c->waiting -= taken;
    memmove(c->unsent, c->unsent + taken, c->waiting);
    if (c->waiting == 0) watch(c, EPOLLIN);
    return 1;
}

// One event as one HTTP chunk; `members` follow the object's identification.
static int event(struct connection *c, char *out, size_t room, const char *members) {
    char body[EVENT];
    int length = snprintf(
        body, sizeof body,
        "data: {\"id\":\"chatcmpl-reference\",\"object\":\"chat.completion.chunk\","
        "\"created\":1760000000,\"model\":\"%s\",%s}\n\n", c->model, members);
    return snprintf(out, room, "%x\r\n%s\r\n", length, body);
}

static int send_head(struct connection *c) {
    char out[2 * EVENT];
    int length = snprintf(
        out, sizeof out,
        "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream; charset=utf-8\r\n"
        "Cache-Control: no-cache\r\nTransfer-Encoding: chunked\r\n\r\n");
    length += event(
        c, out + length, sizeof out - length,
        "\"choices\":[{\"index\":0,\"delta\":{\"role\":\"assistant\",\"content\":\"\"},"
        "\"finish_reason\":null}]");
    return transmit(c, out, length);
}

static int send_tail(struct connection *c) {
    char out[4 * EVENT], usage[256];
    int length = event(
        c, out, sizeof out,
        "\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]");
    snprintf(
        usage, sizeof usage,
        "\"choices\":[],\"usage\":{\"prompt_tokens\":8,\"completion_tokens\":%ld,"
        "\"total_tokens\":%ld}", c->pace.tokens, c->pace.tokens + 8);
    length += event(c, out + length, sizeof out - length, usage);
    length += snprintf(
        out + length, sizeof out - length, "e\r\ndata: [DONE]\n\n\r\n0\r\n\r\n");
    return transmit(c, out, length);
}

// Sends the token that is due and schedules the next; returns 0 when the peer is gone.
static int send_token(struct connection *c) {
    char first[48] = "", members[256], out[2 * EVENT];
    if (c->sent == 0) snprintf(first, sizeof first, "r=%lld ", (long long)c->asked);
    int64_t emitted = now();
    note_lateness(emitted - c->next.deadline);
    snprintf(
        members, sizeof members,
        "\"choices\":[{\"index\":0,\"delta\":{\"content\":\"%st=%lld \"},"
        "\"finish_reason\":null}]", first, (long long)emitted);
    int length = event(c, out, sizeof out, members);
    if (!transmit(c, out, length)) return 0;
    if (++c->sent < c->pace.tokens) {
        double share = 1;
        if (c->pace.jitter > 0) share += c->pace.jitter * (2 * uniform(c) - 1);
        heap_schedule(&heap, &c->next, c->next.deadline + (int64_t)(c->pace.gap * share));
        return 1;
    }
    heap_remove(&heap, &c->next);
    return send_tail(c);
}

static int refuse(struct connection *c) {
    static const char answer[] =
        "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
    transmit(c, answer, sizeof answer - 1);
    return 0;
}

static int begin_answer(struct connection *c, int64_t asked) {
    char *model = strstr(c->request, "\"model\":\"");
    long ttft, gap, tokens, jitter;
    if (!model || strncmp(c->request, "POST ", 5) != 0) return refuse(c);
    model += strlen("\"model\":\"");
    size_t length = strcspn(model, "\"");
    if (length >= sizeof c->model) return refuse(c);
    memcpy(c->model, model, length);
    c->model[length] = 0;
    if (sscanf(c->model, "m-%ld-%ld-%ld-%ld", &ttft, &gap, &tokens, &jitter) != 4 ||
        ttft < 0 || gap < 0 || tokens < 1 || jitter < 0 || jitter > 100)
        return refuse(c);
    c->pace = (struct pace){ttft * 1000, gap * 1000, tokens, jitter / 100.0};
    c->asked = asked;
    c->sent = 0;
    c->random = ++streams;
    if (!send_head(c)) return 0;
    heap_schedule(&heap, &c->next, asked + c->pace.ttft);
    return 1;
}

// Whether head and body of a request are there.
static int is_whole(struct connection *c) {
    c->request[c->received] = 0;
    char *end = strstr(c->request, "\r\n\r\n");
    if (!end) return 0;
    char *length = strcasestr(c->request, "\r\ncontent-length:");
    long body = length && length < end ? atol(length + strlen("\r\ncontent-length:")) : 0;
    return c->received >= end + 4 - c->request + body;
}

static int receive(struct connection *c) {
    ssize_t count = read(c->socket, c->request + c->received, REQUEST - 1 - c->received);
    if (count < 0) return errno == EAGAIN;
    if (count == 0) return 0;
    int64_t asked = now();
    c->received += count;
    if (!is_whole(c)) return c->received < REQUEST - 1;
    c->received = 0;
    return c->next.place < 0 && begin_answer(c, asked);
}

static void accept_all(int listener) {
    for (;;) {
        int socket = accept4(listener, NULL, NULL, SOCK_NONBLOCK | SOCK_CLOEXEC);
        if (socket < 0) return;
        struct connection *c = socket < CONNECTIONS ? calloc(1, sizeof *c) : NULL;
        if (!c) {
            close(socket);
            continue;
        }
        c->socket = socket;
        c->next.place = -1;
        connections[socket] = c;
        setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &(int){1}, sizeof(int));
        // Without pacing, which the system's default may have, a token leaves when it is written.
        setsockopt(socket, IPPROTO_TCP, TCP_CONGESTION, "reno", strlen("reno"));
        struct epoll_event event = {.events = EPOLLIN, .data.fd = socket};
        epoll_ctl(poller, EPOLL_CTL_ADD, socket, &event);
    }
}

static void handle(struct epoll_event *event, int listener) {
    if (event->data.fd == listener) return accept_all(listener);
    struct connection *c = connections[event->data.fd];
    if (!c) return;
    int lives = 1;
    if (event->events & EPOLLOUT) lives = transmit_waiting(c);
    if (lives && (event->events & (EPOLLIN | EPOLLHUP | EPOLLERR))) lives = receive(c);
    if (!lives) drop(c);
}

// Waits for requests until the next token is due, and at most for a second.
static int wait_until_due(struct epoll_event *events) {
    int64_t wait = 1000000000;
    if (heap.count > 0) wait = heap.items[0]->deadline - now();
    if (wait < 0) wait = 0;
    if (wait > 1000000000) wait = 1000000000;
    struct timespec timeout = {wait / 1000000000, wait % 1000000000};
    return epoll_pwait2(poller, events, EVENTS_A_LOOK, &timeout, NULL);
}

static void serve(int listener) {
    struct epoll_event events[EVENTS_A_LOOK];
    while (!stopping) {
        int count = wait_until_due(events);
        for (int i = 0; i < count; i++) handle(&events[i], listener);
        // A look at the sockets after each batch, so that requests are read while tokens are due.
        for (int i = 0; i < EVENTS_A_LOOK && heap.count > 0; i++) {
            struct connection *c = (struct connection *)heap.items[0];
            if (c->next.deadline > now()) break;
            if (!send_token(c)) drop(c);
        }
    }
}

static void write_log(const char *path) {
    long below = 0, p99 = 0;
    while (p99 < BUCKETS - 1 && (below += late[p99]) < 0.99 * lateness.count) p99++;
    struct rusage usage;
    getrusage(RUSAGE_SELF, &usage);
    FILE *file = fopen(path, "w");
    if (!file) fail(path);
    fprintf(
        file,
        "{\"tokens\":%ld,\"late_mean_us\":%.1f,\"late_p99_us\":%ld,\"late_max_us\":%.1f,"
        "\"stalls\":%ld,\"cpu_s\":%.3f}\n",
        lateness.count, lateness.count ? lateness.sum / lateness.count / 1000 : 0, p99,
        lateness.worst / 1000.0, lateness.stalls,
        usage.ru_utime.tv_sec + usage.ru_stime.tv_sec +
            (usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6);
    fclose(file);
}

static int listen_on_loopback(void) {
    int listener = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    struct sockaddr_in address = {.sin_family = AF_INET,
                                  .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    socklen_t length = sizeof address;
    if (listener < 0 || bind(listener, (struct sockaddr *)&address, length) < 0 ||
        listen(listener, 4096) < 0)
        fail("listen");
    getsockname(listener, (struct sockaddr *)&address, &length);
    printf("%d\n", ntohs(address.sin_port));
    fflush(stdout);
    return listener;
}

static void stop(int signal) {
    (void)signal;
    stopping = 1;
}

int main(int count, char **arguments) {
    if (count != 2) {
        fprintf(stderr, "usage: server LOG\n");
        return 2;
    }
    sigaction(SIGTERM, &(struct sigaction){.sa_handler = stop}, NULL);
    // It ends with the benchmark, and its timers are not rounded for the sake of power.
    prctl(PR_SET_PDEATHSIG, SIGTERM);
    prctl(PR_SET_TIMERSLACK, 1);
    struct rlimit limit;
    getrlimit(RLIMIT_NOFILE, &limit);
    limit.rlim_cur = limit.rlim_max;
    setrlimit(RLIMIT_NOFILE, &limit);

    heap.items = calloc(CONNECTIONS, sizeof *heap.items);
    poller = epoll_create1(EPOLL_CLOEXEC);
    if (!heap.items || poller < 0) fail("epoll");
    int listener = listen_on_loopback();
    struct epoll_event event = {.events = EPOLLIN, .data.fd = listener};
    epoll_ctl(poller, EPOLL_CTL_ADD, listener, &event);
    serve(listener);
    write_log(arguments[1]);
    return 0;
}
