package org.seatrial.engine.wire;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.seatrial.engine.sys.Linux;
import org.seatrial.engine.sys.SocketCalls;

/**
 * Carries frames of its own making to nowhere before the first real one, so that the code they take is compiled: an
 * interpreted loop is slower by a factor, and the first frames of a lab are its routing protocols'.
 */
final class WarmUp {

    private static final int ROUNDS = 20_000;
    private static final int SLOTS = 32;
    private static final int SLOT_BYTES = 2048;
    private static final int NO_SOCKET = -1;
    private static final int ARRIVED = 1;

    private WarmUp() {}

    static void run() {
        MemorySegment memory = Arena.ofAuto().allocate((long) SLOTS * SLOT_BYTES, 64);
        StrandSlot slot = new StrandSlot(Arena.ofAuto().allocate(StrandSlot.BYTES, 8));
        slot.set(StrandCharacter.PLAIN.withDelay(1, 1).withLoss(0.01).withRate(1e12, Long.MAX_VALUE));
        Exit nowhere = (address, length) -> {
            SocketCalls.send(NO_SOCKET, address, length, Linux.MSG_DONTWAIT);
            return Exit.Result.TAKEN;
        };
        StampClock clock = new KernelStampClock();
        Strand strand = new Strand(new FrameRing(memory, SLOTS, SLOT_BYTES), nowhere, slot, 1, clock);
        for (int i = 0; i < ROUNDS; i++) {
            long now = System.nanoTime();
            arrive(memory, (long) (i % SLOTS) * SLOT_BYTES, now + clock.offsetNs());
            strand.admitArrived(now);
            while (strand.dueNs() != Strand.NOTHING) {
                strand.release();
            }
        }
    }

    private static void arrive(MemorySegment memory, long at, long stampNs) {
        int frameBytes = 100;
        int macAt = 82;
        memory.set(JAVA_INT, at + 4, frameBytes);
        memory.set(JAVA_INT, at + 8, frameBytes);
        memory.set(JAVA_SHORT, at + 12, (short) macAt);
        memory.set(JAVA_INT, at + 16, (int) (stampNs / 1_000_000_000));
        memory.set(JAVA_INT, at + 20, (int) (stampNs % 1_000_000_000));
        memory.set(JAVA_BYTE, at + macAt, (byte) 2);
        memory.set(JAVA_INT, at, ARRIVED);
    }
}
