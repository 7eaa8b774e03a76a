package org.seatrial.engine.flow;

import java.lang.foreign.MemorySegment;
import java.util.List;
import org.seatrial.engine.sys.Errno;
import org.seatrial.engine.sys.Linux;
import org.seatrial.engine.sys.Timespec;

/**
 * Sends every stream open loop: each packet at its intended instant or as soon after it as the machine lets it, never
 * skipped, never earlier. It sleeps between ticks of {@link #TICK_NS} instead of spinning, because the routers under
 * test share the cores; what is late is logged with its actual instant.
 */
public final class PacedSender implements Runnable {

    /** Packets due within one tick leave together. */
    static final long TICK_NS = 200_000;

    private static final int BATCH = 16;
    private static final int BUFFER_BYTES = 2048;

    private final DueQueue queue;
    private final long session;
    private final MessageBatch batch = new MessageBatch(BATCH, BUFFER_BYTES, false);
    private volatile boolean stopping;
    private volatile long endNs;

    /** The logs must have been started. */
    public PacedSender(List<StreamSocket> streams, long session) {
        queue = new DueQueue(streams);
        this.session = session;
        batch.buffers().fill((byte) 0);
    }

    /** Asks it to stop after what is due now; {@link #endNs} tells when it did. */
    public void stop() {
        stopping = true;
    }

    /** The instant up to which every due packet was dealt with; 0 while it runs. */
    public long endNs() {
        return endNs;
    }

    @Override
    public void run() {
        Linux.sharpenTimers();
        Linux.runAtOnce();
        Timespec timespec = new Timespec();
        while (true) {
            boolean last = stopping;
            long now = System.nanoTime();
            while (queue.earliestNs() <= now) {
                sendDue(now);
            }
            if (last || queue.earliestNs() == Long.MAX_VALUE) {
                endNs = now;
                return;
            }
            timespec.sleepUntil(Math.max(Math.min(queue.earliestNs(), now + 50_000_000), now + TICK_NS));
        }
    }

    private void sendDue(long now) {
        StreamSocket stream = queue.earliest();
        StreamLog log = stream.log();
        int first = queue.sequence();
        int count = 0;
        do {
            long intended = log.intendedNs(first + count);
            PacketHeader.write(
                    batch.buffers(), batch.offset(count), log.flow(), log.stream(), first + count, session, intended);
            batch.lengthToSend(count, log.payloadBytes());
            count++;
        } while (count < BATCH && first + count < log.capacity() && log.intendedNs(first + count) <= now);
        hand(stream.fd(), log, first, count);
        queue.advance(count);
    }

    private void hand(int fd, StreamLog log, int first, int count) {
        int done = 0;
        boolean retried = false;
        while (done < count) {
            long at = System.nanoTime();
            MemorySegment rest = done == 0 ? batch.messages() : batch.messages().asSlice(done * 64L);
            int taken = Linux.sendmmsg(fd, rest, count - done, Linux.MSG_DONTWAIT);
            if (taken > 0) {
                for (int i = 0; i < taken; i++) {
                    log.sent(first + done + i, at);
                }
                done += taken;
                retried = false;
            } else if (!retried && taken != -Errno.EAGAIN && taken != -Errno.ENOBUFS) {
                // An error that an earlier packet provoked is reported to a later call once, and then cleared.
                retried = true;
            } else {
                log.refused(first + done, at);
                done++;
                retried = false;
            }
        }
    }
}
