#include "include/receiving.h"

#include <linux/tcp.h>
#include <netinet/in.h>
#include <stddef.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>

int32_t arrivals_note(int32_t socket) {
    return setsockopt(socket, SOL_SOCKET, SO_TIMESTAMPNS, &(int){1}, sizeof(int));
}

int64_t receive_noted(int32_t socket, void *room, int64_t size, int64_t *arrival) {
    struct iovec place = {room, size};
    union {
        struct cmsghdr header;
        char bytes[64];
    } control;
    struct msghdr message = {
        .msg_iov = &place, .msg_iovlen = 1,
        .msg_control = control.bytes, .msg_controllen = sizeof control.bytes,
    };
    int64_t count = recvmsg(socket, &message, 0);
    *arrival = 0;
    if (count <= 0) return count;
    struct cmsghdr *note = CMSG_FIRSTHDR(&message);
    for (; note; note = CMSG_NXTHDR(&message, note)) {
        if (note->cmsg_level != SOL_SOCKET || note->cmsg_type != SCM_TIMESTAMPNS) continue;
        struct timespec time;
        memcpy(&time, CMSG_DATA(note), sizeof time);
        *arrival = time.tv_sec * 1000000000LL + time.tv_nsec;
    }
    return count;
}

uint32_t packets_out_of_order(int32_t socket) {
    struct tcp_info info = {0};
    socklen_t size = sizeof info;
    // An older kernel fills in less, and what it leaves out stays 0.
    getsockopt(socket, IPPROTO_TCP, TCP_INFO, &info, &size);
    return info.tcpi_rcv_ooopack;
}
