// Reading from a socket together with the time at which the kernel took the bytes from the network.
// All return -1 and set errno when the system refuses.
#pragma once
#include <stdint.h>

// Has the kernel note when each packet of the socket arrives.
int32_t arrivals_note(int32_t socket);
// Reads once. `arrival` becomes when the last packet read arrived, in nanoseconds of the realtime
// clock, 0 when nobody noted it.
int64_t receive_noted(int32_t socket, void *room, int64_t size, int64_t *arrival);
// How many packets of a TCP connection came before one that was sent earlier, 0 when unknown.
uint32_t packets_out_of_order(int32_t socket);
