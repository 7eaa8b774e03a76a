package org.seatrial.engine.wire;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/** Frames held back for later ones to overtake them, out of the ring so that it does not stop. In order of their dues. */
final class HeldFrames {

    private static final int PLACES = 64;

    private final int placeBytes;
    private final MemorySegment memory;
    private final long[] dueNs = new long[PLACES];
    private final int[] lengths = new int[PLACES];
    private long first;
    private long next;

    HeldFrames(int placeBytes) {
        this.placeBytes = placeBytes;
        memory = Arena.ofAuto().allocate((long) PLACES * placeBytes, 8);
    }

    boolean room() {
        return next - first < PLACES;
    }

    /** Takes a copy of the ring's opened frame; there must be room. */
    void hold(FrameRing ring, long due) {
        int place = place(next);
        MemorySegment.copy(ring.memory(), ring.begin(), memory, (long) place * placeBytes, ring.length());
        lengths[place] = ring.length();
        dueNs[place] = next > first ? Math.max(due, dueNs[place(next - 1)]) : due;
        next++;
    }

    private static int place(long index) {
        return (int) (index % PLACES);
    }

    /** When the first is due; {@link Strand#NOTHING} if none is held. */
    long nextDueNs() {
        return next == first ? Strand.NOTHING : dueNs[place(first)];
    }

    long address() {
        return memory.address() + (long) place(first) * placeBytes;
    }

    int length() {
        return lengths[place(first)];
    }

    /** Forgets the first. */
    void drop() {
        first++;
    }
}
