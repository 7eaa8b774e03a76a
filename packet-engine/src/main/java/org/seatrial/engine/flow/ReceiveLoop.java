package org.seatrial.engine.flow;

import java.lang.foreign.MemorySegment;
import org.seatrial.engine.sys.ClockOffset;
import org.seatrial.engine.sys.Linux;
import org.seatrial.engine.sys.Timespec;

/**
 * The one receive loop: drains every socket a thousand times a second and writes each packet's kernel stamp into its
 * stream's log. The kernel stamps at arrival, so when the loop looks does not matter to what is measured.
 */
public final class ReceiveLoop implements Runnable {

    private static final long PERIOD_NS = 1_000_000;
    private static final long CLOCK_PERIOD_NS = 20_000_000;
    private static final int BATCH = 64;
    private static final int BUFFER_BYTES = 64;

    private final int[] sockets;
    private final StreamLog[][] logs;
    private final long session;
    private final MessageBatch batch = new MessageBatch(BATCH, BUFFER_BYTES, true);
    private final ClockOffset clock = new ClockOffset();
    private volatile boolean stopping;
    private volatile long drainedNs;
    private long unstamped;

    /**
     * A loop over sockets.
     *
     * @param sockets every receiving socket
     * @param logs by flow and stream
     */
    public ReceiveLoop(int[] sockets, StreamLog[][] logs, long session) {
        this.sockets = sockets.clone();
        this.logs = logs.clone();
        this.session = session;
    }

    public void stop() {
        stopping = true;
    }

    /** Everything that had arrived at this instant is in the logs; reading it makes the logs visible. */
    public long drainedNs() {
        return drainedNs;
    }

    /** Packets the kernel did not stamp: not used, so they count as lost. To be read after the loop ended. */
    public long unstamped() {
        return unstamped;
    }

    /** To be read after the loop ended. */
    public ClockOffset clock() {
        return clock;
    }

    @Override
    public void run() {
        Linux.sharpenTimers();
        Linux.runAtOnce();
        Timespec timespec = new Timespec();
        long sampleAt = 0;
        while (true) {
            boolean last = stopping;
            long now = System.nanoTime();
            if (now >= sampleAt) {
                clock.sample();
                sampleAt = now + CLOCK_PERIOD_NS;
            }
            for (int socket : sockets) {
                drain(socket);
            }
            drainedNs = now;
            if (last) {
                return;
            }
            timespec.sleepUntil(now + PERIOD_NS);
        }
    }

    private void drain(int socket) {
        int received;
        do {
            batch.readyToReceive();
            received = Linux.recvmmsg(socket, batch.messages(), BATCH, Linux.MSG_DONTWAIT);
            for (int i = 0; i < received; i++) {
                take(i);
            }
        } while (received == BATCH);
    }

    private void take(int message) {
        MemorySegment buffers = batch.buffers();
        long at = batch.offset(message);
        if (batch.lengthReceived(message) < PacketHeader.BYTES
                || !PacketHeader.present(buffers, at)
                || PacketHeader.session(buffers, at) != session) {
            return;
        }
        int flow = PacketHeader.flow(buffers, at);
        int stream = PacketHeader.stream(buffers, at);
        if (flow >= logs.length || stream >= logs[flow].length) {
            return;
        }
        long stamp = batch.kernelStampNs(message);
        if (stamp == 0) {
            unstamped++;
            return;
        }
        logs[flow][stream].received(PacketHeader.sequence(buffers, at), stamp - clock.offsetNs());
    }
}
