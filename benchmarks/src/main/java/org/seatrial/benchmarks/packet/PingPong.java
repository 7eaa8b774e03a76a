package org.seatrial.benchmarks.packet;

import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_SHORT_UNALIGNED;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.seatrial.engine.flow.UdpSockets;
import org.seatrial.engine.sys.Linux;
import org.seatrial.engine.sys.NetworkNamespace;
import org.seatrial.engine.sys.SchedulingCalls;
import org.seatrial.engine.sys.SocketCalls;

/** Our side of a closed loop: one packet out, one back, against the same sockperf server that sockperf's client meets. */
final class PingPong {

    private static final ValueLayout.OfLong SEQUENCE = JAVA_LONG_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);
    private static final ValueLayout.OfShort FLAGS = JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);
    private static final ValueLayout.OfInt LENGTH = JAVA_INT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);
    private static final short FROM_CLIENT_WITH_ANSWER = 3;
    private static final long WARM_UP_NS = 400_000_000;
    private static final long LOST_AFTER_NS = 50_000_000;
    private static final int MOST = 2_000_000;
    private static final long FIONBIO = 0x5421;

    private final MemorySegment out = Arena.ofAuto().allocate(Sockperf.MESSAGE_BYTES, 8);
    private final MemorySegment back = Arena.ofAuto().allocate(Sockperf.MESSAGE_BYTES, 8);
    private final int[] roundTripNs = new int[MOST];

    /** @param spinning whether it polls for the answer or sleeps until it is there */
    RoundTrips run(VethPair pair, boolean spinning, int seconds) {
        Linux.checked("processor", SchedulingCalls.runOn(Sockperf.CLIENT_PROCESSOR));
        int fd = NetworkNamespace.within(
                pair.near(), () -> UdpSockets.sender(VethPair.FROM, 31_000, VethPair.TO, Sockperf.PORT));
        try {
            if (!spinning) {
                Linux.checked("block", Linux.ioctl(fd, FIONBIO, Arena.ofAuto().allocate(4, 4)));
            }
            out.set(FLAGS, 8, FROM_CLIENT_WITH_ANSWER);
            out.set(LENGTH, 10, Sockperf.MESSAGE_BYTES);
            long start = System.nanoTime();
            long measureFrom = start + WARM_UP_NS;
            long end = measureFrom + seconds * 1_000_000_000L;
            int count = 0;
            for (long sequence = 1; count < MOST; sequence++) {
                out.set(SEQUENCE, 0, sequence);
                long sent = System.nanoTime();
                if (sent >= end) {
                    break;
                }
                SocketCalls.send(fd, out, Sockperf.MESSAGE_BYTES, Linux.MSG_DONTWAIT);
                long came = spinning ? spin(fd, sequence, sent) : sleep(fd, sequence);
                if (sent >= measureFrom && came > 0) {
                    roundTripNs[count++] = (int) (came - sent);
                }
            }
            Arrays.sort(roundTripNs, 0, count);
            return new RoundTrips(at(count, 0.50), at(count, 0.99));
        } finally {
            Linux.close(fd);
        }
    }

    private double at(int count, double share) {
        if (count < 1_000) {
            throw new IllegalStateException("only " + count + " answers came back");
        }
        return roundTripNs[(int) (share * (count - 1))] / 1e3;
    }

    private long spin(int fd, long sequence, long sent) {
        while (true) {
            int received = SocketCalls.recvNow(fd, back);
            long now = System.nanoTime();
            if (received > 0 && back.get(SEQUENCE, 0) == sequence) {
                return now;
            }
            if (now - sent > LOST_AFTER_NS) {
                return 0;
            }
        }
    }

    private long sleep(int fd, long sequence) {
        int received = SocketCalls.recv(fd, back, 0);
        return received > 0 && back.get(SEQUENCE, 0) == sequence ? System.nanoTime() : 0;
    }
}
