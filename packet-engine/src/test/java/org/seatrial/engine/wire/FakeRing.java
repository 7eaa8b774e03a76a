package org.seatrial.engine.wire;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import org.seatrial.engine.sys.PacketSocket;

/** A strand between a receive ring that the test fills and an exit that remembers, on a clock that the test sets. */
final class FakeRing implements StampClock {

    static final int SLOTS = 64;
    private static final int SLOT_BYTES = 2048;
    private static final int MAC_AT = 82;
    private static final int USER = 1;

    /** Where the test's clock starts: an arrival at 0 would mean "none". */
    static final long START = 1_000_000_000L;

    private final MemorySegment memory = Arena.ofAuto().allocate((long) SLOTS * SLOT_BYTES, 64);
    final StrandSlot slot = new StrandSlot(Arena.ofAuto().allocate(StrandSlot.BYTES, 8));
    final List<Long> leftAt = new ArrayList<>();
    final List<byte[]> left = new ArrayList<>();
    Exit.Result answer = Exit.Result.TAKEN;
    private final Strand strand;
    private long now = START;
    private long offset = 1_700_000_000_000_000_000L;
    private long offsetInTruth = offset;
    private int next;

    FakeRing(StrandCharacter character) {
        this(character, 7);
    }

    FakeRing(StrandCharacter character, long seed) {
        slot.set(character);
        strand = new Strand(new FrameRing(memory, SLOTS, SLOT_BYTES), this::leave, slot, seed, this);
    }

    private Exit.Result leave(long address, int length) {
        byte[] frame = MemorySegment.ofAddress(address).reinterpret(length).toArray(JAVA_BYTE);
        leftAt.add(now);
        left.add(java.util.Arrays.copyOfRange(frame, PacketSocket.VIRTIO_HEADER_BYTES, length));
        return answer;
    }

    /** A frame whose first octet after the type is a number, for telling frames apart. */
    static byte[] frame(int number, int bytes) {
        byte[] frame = new byte[bytes];
        frame[14] = (byte) number;
        return frame;
    }

    /** What the kernel does with a frame; an occupied slot is an error of the test. */
    void arrive(long atNs, byte[] frame) {
        arrive(atNs, frame, frame.length, 0, 0);
    }

    void arrive(long atNs, byte[] frame, int fullLength, int moreStatus, int tag) {
        long at = (long) next * SLOT_BYTES;
        if ((memory.get(JAVA_INT, at) & USER) != 0) {
            throw new IllegalStateException("the ring is full");
        }
        memory.set(JAVA_INT, at + 4, fullLength);
        memory.set(JAVA_INT, at + 8, frame.length);
        memory.set(JAVA_SHORT, at + 12, (short) MAC_AT);
        long stampNs = atNs + offsetInTruth;
        memory.set(JAVA_INT, at + 16, (int) (stampNs / 1_000_000_000));
        memory.set(JAVA_INT, at + 20, (int) (stampNs % 1_000_000_000));
        memory.set(JAVA_SHORT, at + 24, (short) tag);
        memory.set(JAVA_SHORT, at + 26, (short) 0x8100);
        memory.asSlice(at + MAC_AT - 10, 10).fill((byte) 0);
        MemorySegment.copy(frame, 0, memory, JAVA_BYTE, at + MAC_AT, frame.length);
        memory.set(JAVA_INT, at, USER | moreStatus);
        next = (next + 1) % SLOTS;
    }

    /** Lets the strand look and release what is due, with the clock stopping at each due instant, until an instant. */
    void runUntil(long untilNs) {
        strand.admitArrived(now);
        strand.admitArrived(now);
        while (strand.dueNs() <= untilNs) {
            now = Math.max(now, strand.dueNs());
            strand.release();
        }
        now = Math.max(now, untilNs);
    }

    /** Everything that has arrived leaves. */
    void drain() {
        runUntil(now);
        while (strand.dueNs() != Strand.NOTHING) {
            runUntil(strand.dueNs());
        }
    }

    /** The wall clock is stepped; the wire learns of it when it samples again. */
    void stepWallClock(long byNs) {
        offsetInTruth += byNs;
    }

    @Override
    public long nowNs() {
        return now;
    }

    @Override
    public long offsetNs() {
        return offset;
    }

    @Override
    public void resample() {
        offset = offsetInTruth;
    }

    void at(long nowNs) {
        now = nowNs;
    }

    Strand strand() {
        return strand;
    }

    WireReading reading() {
        return WireReading.of(slot);
    }

    List<Integer> numbersLeft() {
        return left.stream().map(frame -> (int) frame[14]).toList();
    }
}
