// A min-heap of connections by the deadline of their next token, in one array.
#pragma once

#include <stdint.h>

struct timed {
    int64_t deadline;  // CLOCK_MONOTONIC nanoseconds
    int place;         // index in the heap, -1 when not in it
};

struct heap {
    struct timed **items;
    int count;
};

static void heap_put(struct heap *heap, int place, struct timed *item) {
    heap->items[place] = item;
    item->place = place;
}

// Moves an item towards the root or a leaf until it stands in order.
static void heap_settle(struct heap *heap, struct timed *item) {
    int place = item->place;
    while (place > 0) {
        struct timed *parent = heap->items[(place - 1) / 2];
        if (parent->deadline <= item->deadline) break;
        heap_put(heap, place, parent);
        place = (place - 1) / 2;
    }
    for (;;) {
        int child = 2 * place + 1;
        if (child >= heap->count) break;
        if (child + 1 < heap->count &&
            heap->items[child + 1]->deadline < heap->items[child]->deadline)
            child++;
        if (item->deadline <= heap->items[child]->deadline) break;
        heap_put(heap, place, heap->items[child]);
        place = child;
    }
    heap_put(heap, place, item);
}

static void heap_remove(struct heap *heap, struct timed *item) {
    if (item->place < 0) return;
    struct timed *last = heap->items[--heap->count];
    if (last != item) {
        last->place = item->place;
        heap_settle(heap, last);
    }
    item->place = -1;
}

// Puts an item in, or to its new place when its deadline has changed.
static void heap_schedule(struct heap *heap, struct timed *item, int64_t deadline) {
    item->deadline = deadline;
    if (item->place < 0) item->place = heap->count++;
    heap_settle(heap, item);
}
