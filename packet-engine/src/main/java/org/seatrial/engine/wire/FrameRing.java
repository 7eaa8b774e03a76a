package org.seatrial.engine.wire;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_SHORT_UNALIGNED;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import org.seatrial.engine.sys.PacketSocket;

/**
 * The slots of a receive ring ({@code TPACKET_V2}) and the frames in them. A frame is sent from where the kernel put it,
 * with the virtio header in front of it; a VLAN tag, which the kernel takes out on arrival, is put back first.
 */
final class FrameRing {

    /** Behind the two addresses. */
    static final int TAG_AT = 12;

    private static final VarHandle STATUS = JAVA_INT.varHandle();
    private static final int TP_STATUS_KERNEL = 0;
    private static final int TP_STATUS_USER = 1;
    private static final int TP_STATUS_LOSING = 1 << 2;
    private static final int TP_STATUS_VLAN_VALID = 1 << 4;
    private static final int TP_STATUS_VLAN_TPID_VALID = 1 << 6;
    private static final long FULL_LENGTH = 4;
    private static final long LENGTH = 8;
    private static final long MAC_OFFSET = 12;
    private static final long SECONDS = 16;
    private static final long NANOSECONDS = 20;
    private static final long TAG = 24;
    private static final long TAG_PROTOCOL = 26;
    private static final int TAG_BYTES = 4;
    private static final short ETH_P_8021Q = (short) 0x8100;
    private static final ValueLayout.OfShort NETWORK_SHORT = JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);

    private final MemorySegment memory;
    private final int slots;
    private final int slotBytes;

    // The frame that was opened last.
    private long begin;
    private int length;

    FrameRing(MemorySegment memory, int slots, int slotBytes) {
        this.memory = memory;
        this.slots = slots;
        this.slotBytes = slotBytes;
    }

    int slots() {
        return slots;
    }

    int slotBytes() {
        return slotBytes;
    }

    MemorySegment memory() {
        return memory;
    }

    private long at(int slot) {
        return (long) slot * slotBytes;
    }

    private int status(int slot) {
        return (int) STATUS.getAcquire(memory, at(slot));
    }

    boolean arrived(int slot) {
        return (status(slot) & TP_STATUS_USER) != 0;
    }

    /** Whether the kernel dropped frames that nobody has asked about yet. */
    boolean losing(int slot) {
        return (status(slot) & TP_STATUS_LOSING) != 0;
    }

    /** Gives the slot back to the kernel. */
    void free(int slot) {
        STATUS.setRelease(memory, at(slot), TP_STATUS_KERNEL);
    }

    /** Whether the frame did not fit. */
    boolean truncated(int slot) {
        return memory.get(JAVA_INT, at(slot) + FULL_LENGTH) > memory.get(JAVA_INT, at(slot) + LENGTH);
    }

    /** When the frame arrived, CLOCK_REALTIME. */
    long stampNs(int slot) {
        return Integer.toUnsignedLong(memory.get(JAVA_INT, at(slot) + SECONDS)) * 1_000_000_000L
                + memory.get(JAVA_INT, at(slot) + NANOSECONDS);
    }

    /** Octets of the frame with its tag, without frame check sequence. */
    int frameBytes(int slot) {
        int bytes = memory.get(JAVA_INT, at(slot) + FULL_LENGTH);
        return (status(slot) & TP_STATUS_VLAN_VALID) == 0 ? bytes : bytes + TAG_BYTES;
    }

    /** Makes a frame ready to be sent: {@link #begin} and {@link #length} are its. Once for each frame. */
    void open(int slot) {
        long header = at(slot);
        long frame = header + (memory.get(JAVA_SHORT_UNALIGNED, header + MAC_OFFSET) & 0xffff);
        begin = frame - PacketSocket.VIRTIO_HEADER_BYTES;
        length = memory.get(JAVA_INT, header + LENGTH) + PacketSocket.VIRTIO_HEADER_BYTES;
        int status = status(slot);
        if ((status & TP_STATUS_VLAN_VALID) != 0) {
            short protocol = (status & TP_STATUS_VLAN_TPID_VALID) == 0
                    ? ETH_P_8021Q
                    : memory.get(JAVA_SHORT_UNALIGNED, header + TAG_PROTOCOL);
            putTagBack(frame, protocol, memory.get(JAVA_SHORT_UNALIGNED, header + TAG));
        }
    }

    private void putTagBack(long frame, short protocol, short tag) {
        begin -= TAG_BYTES;
        MemorySegment.copy(memory, begin + TAG_BYTES, memory, begin, PacketSocket.VIRTIO_HEADER_BYTES + (long) TAG_AT);
        memory.set(NETWORK_SHORT, frame + TAG_AT - TAG_BYTES, protocol);
        memory.set(NETWORK_SHORT, frame + TAG_AT - TAG_BYTES + 2, tag);
        length += TAG_BYTES;
        VirtioHeader.shift(memory, begin, TAG_BYTES);
    }

    /** Turns one bit over, as noise on the line does. The checksum is completed first, or it would hide the error. */
    void turnBitOver(long random) {
        VirtioHeader.completeChecksum(memory, begin, length);
        int headers = PacketSocket.VIRTIO_HEADER_BYTES + TAG_AT + 2;
        int bits = (length - headers) * 8;
        if (bits > 0) {
            long bit = Math.floorMod(random, bits);
            long octet = begin + headers + bit / 8;
            memory.set(JAVA_BYTE, octet, (byte) (memory.get(JAVA_BYTE, octet) ^ (1 << (bit % 8))));
        }
    }

    /** Where the opened frame's virtio header begins in {@link #memory}. */
    long begin() {
        return begin;
    }

    /** Octets of the opened frame and its virtio header. */
    int length() {
        return length;
    }
}
