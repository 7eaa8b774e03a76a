package org.seatrial.engine.flow;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.List;
import org.seatrial.engine.sys.ClockCalls;
import org.seatrial.engine.sys.ClockOffset;
import org.seatrial.engine.sys.Errno;
import org.seatrial.engine.sys.Linux;
import org.seatrial.engine.sys.Rehearsal;
import org.seatrial.engine.sys.SocketCalls;
import org.seatrial.engine.sys.Timespec;
import org.seatrial.engine.sys.Urgency;

/**
 * The one receive loop: drains every socket a thousand times a second and writes each packet's kernel stamp into its
 * stream's log. The kernel stamps at arrival, so when the loop looks does not matter to what is measured. What the
 * kernel dropped because the loop came too late is counted: that is the instrument's loss and not the design's.
 */
public final class ReceiveLoop implements Runnable {

    private static final long PERIOD_NS = 1_000_000;
    private static final long CLOCK_PERIOD_NS = 20_000_000;
    private static final int BATCH = 64;
    private static final int BUFFER_BYTES = 64;

    /** As long as a message gets that gathers datagrams. */
    private static final int GATHERED_BYTES = 1 << 16;

    private static final int POLLFD_BYTES = 8;
    private static final short POLLIN = 1;

    private final int[] sockets;
    private final int[] datagramsADrop;
    private final long[] drops;
    private final long[] unstamped;
    private final StreamLog[][] logs;
    private final long session;
    private final MemorySegment polled;
    private final Timespec timespec = new Timespec();
    private final Urgency urgency = new Urgency();
    private final MessageBatch batch;
    private final ClockOffset clock = new ClockOffset();
    private boolean apart;
    private volatile boolean stopping;
    private volatile long drainedNs;
    private volatile int trouble;

    /**
     * A loop over sockets.
     *
     * @param sockets every receiving socket
     * @param logs by flow and stream
     */
    public ReceiveLoop(List<ReceiveSocket> sockets, StreamLog[][] logs, long session) {
        Rehearsal.ensure();
        this.sockets = sockets.stream().mapToInt(ReceiveSocket::fd).toArray();
        this.drops = new long[sockets.size()];
        this.unstamped = new long[sockets.size()];
        this.logs = logs.clone();
        this.session = session;
        boolean gathering = sockets.stream().anyMatch(ReceiveSocket::gathers);
        batch = new MessageBatch(BATCH, gathering ? GATHERED_BYTES : BUFFER_BYTES, true);
        datagramsADrop =
                sockets.stream().mapToInt(ReceiveSocket::datagramsADrop).toArray();
        polled = Arena.ofAuto().allocate((long) POLLFD_BYTES * Math.max(1, sockets.size()), 8);
        for (int i = 0; i < sockets.size(); i++) {
            polled.set(JAVA_INT, (long) i * POLLFD_BYTES, this.sockets[i]);
            polled.set(JAVA_SHORT, (long) i * POLLFD_BYTES + 4, POLLIN);
        }
    }

    /** Keeps it off the processors of a sender that spins beside it; to be called before it is started. */
    public void keepApart() {
        apart = true;
    }

    public void stop() {
        stopping = true;
    }

    /** Everything that had arrived at this instant is in the logs; reading it makes the logs visible. */
    public long drainedNs() {
        return drainedNs;
    }

    /**
     * Packets that reached a socket and are in no log: its buffer was full, or the kernel did not stamp them. To be read
     * after the loop ended. The kernel counts what it dropped as one where it gathers datagrams, so that there they are at
     * most so many.
     *
     * @param socket index of the socket
     */
    public long drops(int socket) {
        return drops[socket] * datagramsADrop[socket] + unstamped[socket];
    }

    /** The same of all sockets, as far as the packets received so far have told; to be read at any time. */
    public long dropsSoFar() {
        long sum = 0;
        // Reading when the loop last drained makes its counts visible.
        for (int socket = 0; socket < sockets.length && drainedNs != 0; socket++) {
            sum += drops(socket);
        }
        return sum;
    }

    /** The error that a socket gave, after which nothing it did not receive means anything; 0 if none did. */
    public int trouble() {
        return trouble;
    }

    /** To be read after the loop ended. */
    public ClockOffset clock() {
        return clock;
    }

    @Override
    public void run() {
        ClockCalls.sharpenTimers();
        if (apart) {
            Apart.waking();
        }
        urgency.awake(System.nanoTime());
        long sampleAt = 0;
        while (true) {
            boolean last = stopping;
            long now = System.nanoTime();
            if (now >= sampleAt) {
                clock.sample();
                sampleAt = now + CLOCK_PERIOD_NS;
            }
            drainReadable();
            if (last) {
                for (int socket = 0; socket < sockets.length && trouble == 0; socket++) {
                    // The last packets received cannot tell of drops after them.
                    drops[socket] = Math.max(drops[socket], SocketCalls.socketDrops(sockets[socket]));
                }
            }
            drainedNs = now;
            if (last) {
                return;
            }
            long worked = System.nanoTime();
            timespec.sleepUntil(now + PERIOD_NS);
            urgency.slept(worked, System.nanoTime());
        }
    }

    /** One call tells which sockets have something or failed; asking an empty one costs a call and an error each. */
    private void drainReadable() {
        int readable = Linux.ppoll(polled, sockets.length, timespec.of(0));
        for (int socket = 0; socket < sockets.length && readable != 0; socket++) {
            if (readable < 0 || polled.get(JAVA_SHORT, (long) socket * POLLFD_BYTES + 6) != 0) {
                drain(socket);
            }
        }
    }

    private void drain(int socket) {
        int received;
        do {
            batch.readyToReceive();
            received = SocketCalls.recvmmsgNow(sockets[socket], batch.messages(), BATCH);
            for (int i = 0; i < received; i++) {
                take(socket, i);
            }
        } while (received == BATCH);
        if (received < 0 && received != -Errno.EAGAIN && received != -Errno.EINTR) {
            trouble = -received;
        }
    }

    private void take(int socket, int message) {
        drops[socket] = Math.max(drops[socket], batch.dropsBefore(message));
        long at = batch.offset(message);
        long end = at + batch.lengthReceived(message);
        int bytes = Math.max(1, batch.datagramBytes(message));
        long stamp = batch.kernelStampNs(message);
        for (; at < end; at += bytes) {
            take(socket, at, Math.min(bytes, end - at), stamp);
        }
    }

    private void take(int socket, long at, long bytes, long stamp) {
        MemorySegment buffers = batch.buffers();
        if (bytes < PacketHeader.BYTES
                || !PacketHeader.present(buffers, at)
                || PacketHeader.session(buffers, at) != session) {
            return;
        }
        int flow = PacketHeader.flow(buffers, at);
        int stream = PacketHeader.stream(buffers, at);
        if (flow >= logs.length || stream >= logs[flow].length) {
            return;
        }
        if (stamp == 0) {
            unstamped[socket]++;
            return;
        }
        logs[flow][stream].received(PacketHeader.sequence(buffers, at), stamp - clock.offsetNs());
    }
}
