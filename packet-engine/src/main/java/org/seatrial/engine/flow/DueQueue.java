package org.seatrial.engine.flow;

import java.util.List;

/** Streams by the instant their next packet is due: a binary heap on primitives. For one thread. */
final class DueQueue {

    private final StreamSocket[] streams;
    private final int[] heap;
    private final long[] dueNs;
    private final int[] next;
    private int size;

    DueQueue(List<StreamSocket> all) {
        streams = all.toArray(StreamSocket[]::new);
        heap = new int[streams.length];
        dueNs = new long[streams.length];
        next = new int[streams.length];
        size = streams.length;
        for (int i = 0; i < size; i++) {
            heap[i] = i;
            dueNs[i] = streams[i].log().intendedNs(0);
        }
        for (int i = size / 2 - 1; i >= 0; i--) {
            siftDown(i);
        }
    }

    /** The earliest due instant; {@link Long#MAX_VALUE} if every stream has sent all it can hold. */
    long earliestNs() {
        return size == 0 ? Long.MAX_VALUE : dueNs[heap[0]];
    }

    StreamSocket earliest() {
        return streams[heap[0]];
    }

    /** The next sequence of the earliest stream. */
    int sequence() {
        return next[heap[0]];
    }

    /** The earliest stream has dealt with {@code packets} more. */
    void advance(int packets) {
        int index = heap[0];
        next[index] += packets;
        if (next[index] >= streams[index].log().capacity()) {
            heap[0] = heap[--size];
        } else {
            dueNs[index] = streams[index].log().intendedNs(next[index]);
        }
        siftDown(0);
    }

    private void siftDown(int from) {
        int parent = from;
        while (true) {
            int child = 2 * parent + 1;
            if (child >= size) {
                return;
            }
            if (child + 1 < size && dueNs[heap[child + 1]] < dueNs[heap[child]]) {
                child++;
            }
            if (dueNs[heap[parent]] <= dueNs[heap[child]]) {
                return;
            }
            int swapped = heap[parent];
            heap[parent] = heap[child];
            heap[child] = swapped;
            parent = child;
        }
    }
}
