// The yardstick: what a client costs that only receives, stamps and searches for the token.
//
//   yardstick PORT CONNECTIONS REQUESTS MODEL
//
// Each connection sends REQUESTS requests in turn. Every read is stamped and searched for content;
// the times in the text of a first token are read once the load is over. Prints one JSON line.

#define _GNU_SOURCE
#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

enum { ROOM = 65536, EVENTS_A_LOOK = 256, FIRST = 96 };
static const char MARKER[] = "\"content\":\"";
static const char END[] = "\r\n0\r\n\r\n";

struct lane {
    int socket, sent;
    int64_t start, last;  // last: stamp of the latest read with content, 0 before the first
};

// What is known of a run's first token, read at the end.
struct first {
    int64_t ttft;
    char text[FIRST];
};

static char request[4096];
static size_t request_length;
static int requests;
static struct first *firsts;
static long runs, events, gap_count, gap_room;
static int64_t *gaps;

static int64_t now(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return time.tv_sec * 1000000000LL + time.tv_nsec;
}

static void fail(const char *what) {
    perror(what);
    exit(1);
}

static void ask(struct lane *lane) {
    lane->sent++;
    lane->last = 0;
    lane->start = now();
    if (write(lane->socket, request, request_length) != (ssize_t)request_length) fail("write");
}

static void note(struct lane *lane, int64_t stamp, const char *text, const char *end) {
    if (lane->last == 0) {
        struct first *first = &firsts[runs++];
        first->ttft = stamp - lane->start;
        memcpy(first->text, text, end - text < FIRST - 1 ? end - text : FIRST - 1);
    } else if (stamp != lane->last && gap_count < gap_room) {
        gaps[gap_count++] = stamp - lane->last;
    }
    lane->last = stamp;
    events++;
}

// Returns 1 when the lane has nothing more to do.
static int receive(struct lane *lane) {
    static char bytes[ROOM];
    ssize_t count = read(lane->socket, bytes, ROOM);
    int64_t stamp = now();
    if (count <= 0) fail("read");
    const char *end = bytes + count, *place = bytes;
    while ((place = memmem(place, end - place, MARKER, sizeof MARKER - 1))) {
        place += sizeof MARKER - 1;
        if (place < end && *place != '"') note(lane, stamp, place, end);
    }
    if (count < (ssize_t)sizeof END - 1 || memcmp(end - sizeof END + 1, END, sizeof END - 1))
        return 0;
    if (lane->sent == requests) return 1;
    ask(lane);
    return 0;
}

static int connect_to(int port) {
    int peer = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    struct sockaddr_in address = {.sin_family = AF_INET,
                                  .sin_addr.s_addr = htonl(INADDR_LOOPBACK),
                                  .sin_port = htons(port)};
    if (peer < 0 || connect(peer, (struct sockaddr *)&address, sizeof address) < 0)
        fail("connect");
    setsockopt(peer, IPPROTO_TCP, TCP_NODELAY, &(int){1}, sizeof(int));
    return peer;
}

static int ascending(const void *a, const void *b) {
    int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
    return (x > y) - (x < y);
}

static double seconds(struct timeval time) { return time.tv_sec + time.tv_usec / 1e6; }

static void report(double wall) {
    struct rusage usage;
    getrusage(RUSAGE_SELF, &usage);
    double error = 0;
    for (long i = 0; i < runs; i++) {
        long long asked = 0, emitted = 0;
        sscanf(firsts[i].text, "r=%lld t=%lld", &asked, &emitted);
        error += (firsts[i].ttft - (emitted - asked)) / 1e6;
    }
    qsort(gaps, gap_count, sizeof *gaps, ascending);
    double p99 = gap_count ? gaps[(long)(0.99 * (gap_count - 1))] / 1e6 : 0;
    printf(
        "{\"events\":%ld,\"runs\":%ld,\"wall_s\":%.3f,\"cpu_s\":%.6f,\"ttft_error_ms\":%.4f,"
        "\"gap_p99_ms\":%.4f}\n",
        events, runs, wall, seconds(usage.ru_utime) + seconds(usage.ru_stime),
        runs ? error / runs : 0, p99);
}

static void write_request(const char *model) {
    char body[1024];
    int length = snprintf(
        body, sizeof body,
        "{\"model\":\"%s\",\"messages\":[{\"role\":\"user\",\"content\":\"count\"}],"
        "\"stream\":true,\"stream_options\":{\"include_usage\":true},\"max_tokens\":4096}",
        model);
    request_length = snprintf(
        request, sizeof request,
        "POST /v1/chat/completions HTTP/1.1\r\nHost: 127.0.0.1\r\n"
        "Content-Type: application/json\r\nContent-Length: %d\r\n\r\n%s", length, body);
}

int main(int count, char **arguments) {
    if (count != 5) {
        fprintf(stderr, "usage: yardstick PORT CONNECTIONS REQUESTS MODEL\n");
        return 2;
    }
    int lanes = atoi(arguments[2]), tokens = 0, poller = epoll_create1(0);
    requests = atoi(arguments[3]);
    sscanf(arguments[4], "m-%*d-%*d-%d", &tokens);
    write_request(arguments[4]);
    gap_room = (long)lanes * requests * tokens;
    gaps = malloc(gap_room * sizeof *gaps);
    firsts = calloc((size_t)lanes * requests, sizeof *firsts);
    struct lane *all = calloc(lanes, sizeof *all);
    if (poller < 0 || !gaps || !firsts || !all) fail("memory");
    for (int i = 0; i < lanes; i++) {
        all[i].socket = connect_to(atoi(arguments[1]));
        struct epoll_event event = {.events = EPOLLIN, .data.ptr = &all[i]};
        epoll_ctl(poller, EPOLL_CTL_ADD, all[i].socket, &event);
    }
    int64_t start = now();
    for (int i = 0; i < lanes; i++) ask(&all[i]);
    struct epoll_event ready[EVENTS_A_LOOK];
    for (int busy = lanes; busy > 0;) {
        int woken = epoll_wait(poller, ready, EVENTS_A_LOOK, -1);
        for (int i = 0; i < woken; i++) busy -= receive(ready[i].data.ptr);
    }
    report((now() - start) / 1e9);
    return 0;
}
