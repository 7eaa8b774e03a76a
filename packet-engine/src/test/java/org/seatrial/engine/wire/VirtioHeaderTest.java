package org.seatrial.engine.wire;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_SHORT_UNALIGNED;
import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.junit.jupiter.api.Test;

class VirtioHeaderTest {

    private static final int HEADER = 10;
    private static final int START = 4;

    /** A header, 4 octets that are not summed, then a part to be summed with its checksum at 2. */
    private static MemorySegment frame(short sumSoFar, byte... part) {
        MemorySegment frame = Arena.ofAuto().allocate(HEADER + START + part.length);
        frame.fill((byte) 0x55);
        frame.asSlice(0, HEADER).fill((byte) 0);
        frame.set(JAVA_BYTE, 0, (byte) 1);
        frame.set(JAVA_SHORT_UNALIGNED, 6, (short) START);
        frame.set(JAVA_SHORT_UNALIGNED, 8, (short) 2);
        MemorySegment.copy(part, 0, frame, JAVA_BYTE, HEADER + START, part.length);
        frame.set(JAVA_BYTE, HEADER + START + 2, (byte) (sumSoFar >> 8));
        frame.set(JAVA_BYTE, HEADER + START + 3, (byte) sumSoFar);
        return frame;
    }

    private static int checksum(MemorySegment frame) {
        int high = frame.get(JAVA_BYTE, HEADER + START + 2) & 0xff;
        return high * 256 + (frame.get(JAVA_BYTE, HEADER + START + 3) & 0xff);
    }

    @Test
    void theChecksumIsTheComplementOfTheOnesComplementSum() {
        MemorySegment frame =
                frame((short) 0x1111, (byte) 0x12, (byte) 0x34, (byte) 0, (byte) 0, (byte) 0xff, (byte) 0xf0);
        VirtioHeader.completeChecksum(frame, 0, (int) frame.byteSize());
        // 1234 + 1111 + fff0 = 12335, folded 2336, its complement dcc9.
        assertThat(checksum(frame)).isEqualTo(0xdcc9);
        assertThat(frame.get(JAVA_BYTE, 0)).isZero();
    }

    @Test
    void anOddLastOctetIsSummedAsTheHigherOne() {
        MemorySegment frame = frame((short) 0, (byte) 0, (byte) 1, (byte) 0, (byte) 0, (byte) 0x20);
        VirtioHeader.completeChecksum(frame, 0, (int) frame.byteSize());
        assertThat(checksum(frame)).isEqualTo(0xffff - 0x2001);
    }

    @Test
    void aSumOfAllOnesIsWrittenAsAllOnesBecauseZeroMeansNone() {
        MemorySegment frame = frame((short) 0, (byte) 0xff, (byte) 0xff, (byte) 0, (byte) 0);
        VirtioHeader.completeChecksum(frame, 0, (int) frame.byteSize());
        assertThat(checksum(frame)).isEqualTo(0xffff);
    }

    @Test
    void aCompleteChecksumIsLeftAlone() {
        MemorySegment frame = frame((short) 0x1111, (byte) 0x12, (byte) 0x34, (byte) 0, (byte) 0);
        frame.set(JAVA_BYTE, 0, (byte) 0);
        VirtioHeader.completeChecksum(frame, 0, (int) frame.byteSize());
        assertThat(checksum(frame)).isEqualTo(0x1111);
    }

    @Test
    void aTagMovesWhereTheChecksumStarts() {
        MemorySegment frame = frame((short) 0, new byte[4]);
        VirtioHeader.shift(frame, 0, 4);
        assertThat(frame.get(JAVA_SHORT_UNALIGNED, 6)).isEqualTo((short) (START + 4));
        assertThat(frame.get(JAVA_SHORT_UNALIGNED, 2)).isZero();
    }
}
