package org.seatrial.engine.wire;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_SHORT_UNALIGNED;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import org.seatrial.engine.sys.PacketSocket;

/**
 * {@code struct virtio_net_hdr} in front of a frame: flags (1 octet), segmentation (1), header length (2), segment size (2),
 * where the checksummed part starts (2) and where in it the checksum is (2), native byte order.
 */
final class VirtioHeader {

    private static final int NEEDS_CHECKSUM = 1;
    private static final long FLAGS = 0;
    private static final long SEGMENTATION = 1;
    private static final long HEADER_LENGTH = 2;
    private static final long CHECKSUM_START = 6;
    private static final long CHECKSUM_OFFSET = 8;
    private static final ValueLayout.OfShort NETWORK_SHORT = JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);

    private VirtioHeader() {}

    private static boolean needsChecksum(MemorySegment memory, long header) {
        return (memory.get(JAVA_BYTE, header + FLAGS) & NEEDS_CHECKSUM) != 0;
    }

    private static int number(MemorySegment memory, long at) {
        return memory.get(JAVA_SHORT_UNALIGNED, at) & 0xffff;
    }

    /** What is behind the Ethernet addresses has moved by some octets. */
    static void shift(MemorySegment memory, long header, int octets) {
        if (needsChecksum(memory, header)) {
            add(memory, header + CHECKSUM_START, octets);
        }
        if (memory.get(JAVA_BYTE, header + SEGMENTATION) != 0) {
            add(memory, header + HEADER_LENGTH, octets);
        }
    }

    private static void add(MemorySegment memory, long at, int octets) {
        memory.set(JAVA_SHORT_UNALIGNED, at, (short) (number(memory, at) + octets));
    }

    /** Does what the sender left to hardware that is not there (RFC 1071); nothing if the checksum is complete. */
    static void completeChecksum(MemorySegment memory, long header, int length) {
        if (!needsChecksum(memory, header)) {
            return;
        }
        long start = header + PacketSocket.VIRTIO_HEADER_BYTES + number(memory, header + CHECKSUM_START);
        long end = header + length;
        long sum = 0;
        for (long at = start; at + 1 < end; at += 2) {
            sum += memory.get(NETWORK_SHORT, at) & 0xffff;
        }
        if ((end - start) % 2 != 0) {
            sum += (memory.get(JAVA_BYTE, end - 1) & 0xff) << 8;
        }
        while (sum >>> 16 != 0) {
            sum = (sum & 0xffff) + (sum >>> 16);
        }
        // All zeros would mean "none" to UDP; the other zero of one's complement means the same number.
        short checksum = sum == 0xffff ? (short) 0xffff : (short) ~sum;
        memory.set(NETWORK_SHORT, start + number(memory, header + CHECKSUM_OFFSET), checksum);
        memory.set(JAVA_BYTE, header + FLAGS, (byte) 0);
    }
}
