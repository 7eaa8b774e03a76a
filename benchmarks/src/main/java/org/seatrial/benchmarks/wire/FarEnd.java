package org.seatrial.benchmarks.wire;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import org.seatrial.engine.sys.ClockOffset;
import org.seatrial.engine.sys.Linux;
import org.seatrial.engine.sys.NetworkNamespace;
import org.seatrial.engine.sys.PacketSocket;

/**
 * An eye at the far end that does not believe the wire: how long the first frames of a load took from the sender's send to
 * the kernel's stamp there.
 */
final class FarEnd implements AutoCloseable {

    private static final int FRAMES = 16_384;
    private static final int FRAME_BYTES = 2048;
    private static final int ARRIVED = 1;

    private final ClockOffset clock = new ClockOffset();
    private final PacketSocket.Ring ring;

    FarEnd(TwoHosts hosts, String host, String interfaceName) {
        ring = NetworkNamespace.within(
                hosts.path(host), () -> PacketSocket.openRing(interfaceName, FRAMES, FRAME_BYTES));
    }

    /** Crossing times in nanoseconds, sorted. */
    long[] crossingsNs() {
        MemorySegment memory = ring.memory();
        long[] crossings = new long[FRAMES];
        int count = 0;
        for (int i = 0; i < FRAMES; i++) {
            long slot = (long) i * FRAME_BYTES;
            if ((memory.get(JAVA_INT, slot) & ARRIVED) == 0) {
                break;
            }
            long stampNs = Integer.toUnsignedLong(memory.get(JAVA_INT, slot + 16)) * 1_000_000_000L
                    + memory.get(JAVA_INT, slot + 20)
                    - clock.offsetNs();
            long frame = slot + (memory.get(JAVA_SHORT, slot + 12) & 0xffff);
            long sentNs = memory.get(JAVA_LONG_UNALIGNED, frame + FrameLoad.STAMP_AT);
            // Other frames, such as a neighbour discovery, carry no stamp.
            if (stampNs - sentNs >= 0 && stampNs - sentNs < 10_000_000_000L) {
                crossings[count++] = stampNs - sentNs;
            }
        }
        long[] sorted = Arrays.copyOf(crossings, count);
        Arrays.sort(sorted);
        return sorted;
    }

    @Override
    public void close() {
        Linux.close(ring.fd());
    }
}
