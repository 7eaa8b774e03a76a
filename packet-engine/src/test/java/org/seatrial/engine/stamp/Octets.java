package org.seatrial.engine.stamp;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** Packets written in hexadecimal, spaces where the reader wants them. */
final class Octets {

    static final AuthenticationKey KEY =
            new AuthenticationKey("0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.US_ASCII));

    private Octets() {}

    static byte[] of(String... hex) {
        return HexFormat.of().parseHex(String.join("", hex).replace(" ", ""));
    }

    static MemorySegment segment(byte[] octets) {
        MemorySegment segment = Arena.ofAuto().allocate(DatagramBatch.LONGEST_BYTES, 8);
        MemorySegment.copy(octets, 0, segment, JAVA_BYTE, 0, octets.length);
        return segment;
    }

    static byte[] bytes(MemorySegment segment, int length) {
        return segment.asSlice(0, length).toArray(JAVA_BYTE);
    }

    static String zeros(int count) {
        return "00".repeat(count);
    }
}
