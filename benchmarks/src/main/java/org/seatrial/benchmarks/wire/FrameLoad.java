package org.seatrial.benchmarks.wire;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import org.seatrial.engine.sys.ClockCalls;
import org.seatrial.engine.sys.Linux;
import org.seatrial.engine.sys.NetworkNamespace;
import org.seatrial.engine.sys.PacketSocket;
import org.seatrial.engine.sys.SocketCalls;
import org.seatrial.engine.sys.Timespec;
import org.seatrial.engine.sys.WakefulProcessors;

/**
 * Frames at an even rate into both ends of every wire, by one thread: the ends take turns, so that the load is even too.
 * Each carries the instant at which it was handed to the kernel. What the sender misses while it is itself stopped is not
 * made up for: a burst faster than the stated rate would be the sender's doing, and counted against the wire.
 */
final class FrameLoad implements AutoCloseable {

    static final int STAMP_AT = 14;
    private static final int FRAME_BYTES = 128;
    private static final long SPIN_NS = 60_000;

    private final List<Integer> sockets = new ArrayList<>();
    private final MemorySegment frame = Arena.ofAuto().allocate(FRAME_BYTES, 8);
    private final boolean sleeps;
    /** As they are kept while a trial's traffic flows. */
    private final WakefulProcessors awake = WakefulProcessors.request();

    private long sent;

    /** @param sleeps whether the sender sleeps between frames, as a sender does that shares the processors */
    FrameLoad(TwoHosts hosts, int wires, boolean sleeps) {
        this.sleeps = sleeps;
        for (int i = 0; i < wires; i++) {
            for (String host : List.of("a", "b")) {
                String name = host + i;
                sockets.add(NetworkNamespace.within(hosts.path(host), () -> PacketSocket.openToSend(name)));
            }
        }
        // To a station that does not exist, in a local experimental protocol (IEEE 802): the far kernel drops it.
        frame.fill((byte) 0);
        frame.set(JAVA_BYTE, 0, (byte) 0x02);
        frame.set(JAVA_BYTE, 6, (byte) 0x06);
        frame.set(JAVA_BYTE, 12, (byte) 0x88);
        frame.set(JAVA_BYTE, 13, (byte) 0xb5);
    }

    /**
     * Sends for a time.
     *
     * @param framesPerSecond into each end of each wire
     */
    void run(double framesPerSecond, long forNs) {
        ClockCalls.sharpenTimers();
        Timespec timespec = new Timespec();
        double intervalNs = 1e9 / framesPerSecond / sockets.size();
        long start = System.nanoTime() + 1_000_000;
        long end = start + forNs;
        int next = 0;
        long due = start;
        for (long i = 1; due < end; i++) {
            long now = System.nanoTime();
            if (sleeps && due - now > SPIN_NS + 5_000) {
                timespec.sleepUntil(due - SPIN_NS);
                now = System.nanoTime();
            }
            while (now < due) {
                Thread.onSpinWait();
                now = System.nanoTime();
            }
            frame.set(JAVA_LONG_UNALIGNED, STAMP_AT, now);
            if (SocketCalls.send(sockets.get(next), frame, FRAME_BYTES, Linux.MSG_DONTWAIT) == FRAME_BYTES) {
                sent++;
            }
            next = next + 1 == sockets.size() ? 0 : next + 1;
            long missed = now - due - (long) intervalNs;
            if (missed > 0) {
                start += missed;
            }
            due = start + (long) (i * intervalNs);
        }
    }

    /** Frames the kernel has taken so far. */
    long sent() {
        return sent;
    }

    @Override
    public void close() {
        sockets.forEach(Linux::close);
        awake.close();
    }
}
