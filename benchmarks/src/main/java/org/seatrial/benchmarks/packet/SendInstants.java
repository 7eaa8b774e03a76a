package org.seatrial.benchmarks.packet;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_SHORT_UNALIGNED;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.seatrial.engine.flow.MessageBatch;
import org.seatrial.engine.sys.Linux;
import org.seatrial.engine.sys.NetworkNamespace;
import org.seatrial.engine.sys.PacketSocket;
import org.seatrial.engine.sys.SchedulingCalls;
import org.seatrial.engine.sys.SocketCalls;
import org.seatrial.engine.sys.Timespec;

/**
 * A packet socket at the far end that notes the kernel's stamp of each packet to a port, by the sequence the packet
 * carries. It knows nothing of the tool that sends.
 */
final class SendInstants implements AutoCloseable {

    private static final ValueLayout.OfLong SEQUENCE = JAVA_LONG_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);
    private static final ValueLayout.OfShort PORT = JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);
    private static final int SO_RCVBUFFORCE = 33;
    private static final int SO_TIMESTAMPNS = 35;
    private static final int BUFFER_BYTES = 64 << 20;
    private static final int ETHERNET_BYTES = 14;
    private static final int UDP_BYTES = 8;
    private static final int UDP = 17;
    private static final int BATCH = 64;
    private static final long PERIOD_NS = 5_000_000;

    private final int fd;
    private final int port;
    private final int sequenceAt;
    private final long[] stamps;
    private final MessageBatch batch = new MessageBatch(BATCH, 96, true);
    private final Thread thread;
    private volatile boolean stopping;

    /**
     * Starts it.
     *
     * @param port destination port of the packets
     * @param sequenceAt where in the payload the sequence is, 8 octets in network byte order
     * @param most sequences it notes
     */
    SendInstants(VethPair pair, int port, int sequenceAt, int most) {
        this.port = port;
        this.sequenceAt = sequenceAt;
        stamps = new long[most];
        fd = NetworkNamespace.within(pair.far(), () -> PacketSocket.open(VethPair.INTERFACE, PacketSocket.ETH_P_IP));
        Linux.checked("buffer", SocketCalls.setsockopt(fd, Linux.SOL_SOCKET, SO_RCVBUFFORCE, BUFFER_BYTES));
        Linux.checked("stamps", SocketCalls.setsockopt(fd, Linux.SOL_SOCKET, SO_TIMESTAMPNS, 1));
        thread = Thread.ofPlatform().name("tap").daemon().start(this::run);
    }

    private void run() {
        // Off the sender's processor, whoever sends: a tap must not be among what it measures.
        SchedulingCalls.runOn(SchedulingCalls.processors().length() - 1);
        Timespec timespec = new Timespec();
        while (true) {
            boolean last = stopping;
            int received;
            do {
                batch.readyToReceive();
                received = SocketCalls.recvmmsgNow(fd, batch.messages(), BATCH);
                for (int i = 0; i < received; i++) {
                    note(i);
                }
            } while (received == BATCH);
            if (last) {
                return;
            }
            timespec.sleepUntil(System.nanoTime() + PERIOD_NS);
        }
    }

    private void note(int message) {
        MemorySegment frame = batch.buffers();
        long ip = batch.offset(message) + ETHERNET_BYTES;
        long udp = ip + (frame.get(JAVA_BYTE, ip) & 0xf) * 4L;
        if (batch.lengthReceived(message) < ETHERNET_BYTES + 20 + UDP_BYTES + sequenceAt + 8
                || frame.get(JAVA_BYTE, ip + 9) != UDP
                || (frame.get(PORT, udp + 2) & 0xffff) != port) {
            return;
        }
        long sequence = frame.get(SEQUENCE, udp + UDP_BYTES + sequenceAt);
        if (sequence >= 0 && sequence < stamps.length && stamps[(int) sequence] == 0) {
            stamps[(int) sequence] = batch.kernelStampNs(message);
        }
    }

    /**
     * By how much packets left beside an even schedule, the 99th percentile in µs. The schedule is the even one that
     * fits best, so that neither a constant delay nor a constant error of the rate counts.
     *
     * @param from the first sequence that counts
     * @param count packets from there on
     */
    double errorP99(int from, int count) {
        int half = count / 2;
        double[] steps = new double[half];
        int known = 0;
        for (int i = 0; i < half; i++) {
            long early = stamps[from + i];
            long late = stamps[from + i + half];
            if (early != 0 && late != 0) {
                steps[known++] = (double) (late - early) / half;
            }
        }
        double interval = median(Arrays.copyOf(steps, known));
        double[] rest = new double[count];
        long base = stamps[from + half];
        int seen = 0;
        for (int i = 0; i < count; i++) {
            if (stamps[from + i] != 0) {
                rest[seen++] = (stamps[from + i] - base) - interval * i;
            }
        }
        if (base == 0 || seen < count * 0.99) {
            throw new IllegalStateException("the tap saw only " + seen + " of " + count + " packets");
        }
        double offset = median(Arrays.copyOf(rest, seen));
        double[] errors = new double[seen];
        for (int i = 0; i < seen; i++) {
            errors[i] = Math.abs(rest[i] - offset);
        }
        Arrays.sort(errors);
        return errors[(int) (0.99 * (seen - 1))] / 1e3;
    }

    private static double median(double[] values) {
        Arrays.sort(values);
        return values[values.length / 2];
    }

    /** The first sequence that was seen, at or after {@code from}. */
    int firstSeen(int from) {
        for (int i = from; i < stamps.length; i++) {
            if (stamps[i] != 0) {
                return i;
            }
        }
        throw new IllegalStateException("the tap saw no packet");
    }

    /** The last sequence that was seen. */
    int lastSeen() {
        for (int i = stamps.length - 1; i >= 0; i--) {
            if (stamps[i] != 0) {
                return i;
            }
        }
        throw new IllegalStateException("the tap saw no packet");
    }

    /** Stops noting; what was seen stays. */
    void stop() {
        stopping = true;
        try {
            thread.join();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", interrupted);
        }
    }

    @Override
    public void close() {
        if (!stopping) {
            stop();
        }
        Linux.close(fd);
    }
}
