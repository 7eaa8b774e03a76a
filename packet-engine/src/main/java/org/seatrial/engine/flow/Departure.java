package org.seatrial.engine.flow;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.seatrial.engine.sys.Errno;
import org.seatrial.engine.sys.Linux;
import org.seatrial.engine.sys.SocketCalls;

/**
 * Hands due packets to the kernel and logs when: one by one with send, several late ones of a stream with sendmmsg, or
 * as segments of one message where the socket cuts them apart. For one thread; allocates nothing.
 */
final class Departure {

    private static final int BATCH = 16;
    private static final int BUFFER_BYTES = 2048;

    private final long session;
    private final MessageBatch batch = new MessageBatch(BATCH, BUFFER_BYTES, false);
    private final MemorySegment segments = Arena.ofAuto().allocate((long) StreamSocket.MOST_SEGMENTS * BUFFER_BYTES, 8);

    Departure(long session) {
        this.session = session;
    }

    /** Sends what the earliest stream has due, at most one batch of it. */
    void sendDue(DueQueue queue, long now) {
        StreamSocket stream = queue.earliest();
        int first = queue.sequence();
        int count = stream.segments() == 1 ? messages(stream, first, now) : segments(stream, first, now);
        queue.advance(count);
    }

    private int messages(StreamSocket stream, int first, long now) {
        StreamLog log = stream.log();
        int count = due(log, first, now, BATCH);
        for (int i = 0; i < count; i++) {
            write(batch.buffers(), batch.offset(i), log, first + i);
            batch.lengthToSend(i, log.payloadBytes());
        }
        int done = 0;
        boolean retried = false;
        while (done < count) {
            long at = System.nanoTime();
            int taken = count - done == 1
                    ? one(stream.fd(), done, log.payloadBytes())
                    : SocketCalls.sendmmsg(stream.fd(), batch.messagesFrom(done), count - done, Linux.MSG_DONTWAIT);
            if (taken > 0) {
                for (int i = 0; i < taken; i++) {
                    log.sent(first + done + i, at);
                }
                done += taken;
                retried = false;
            } else if (!retried && mayRetry(taken)) {
                retried = true;
            } else {
                log.refused(first + done, at);
                done++;
                retried = false;
            }
        }
        return count;
    }

    private int one(int fd, int message, int bytes) {
        int sent = SocketCalls.send(fd, batch.buffer(message), bytes, Linux.MSG_DONTWAIT);
        return sent < 0 ? sent : 1;
    }

    /** All or nothing: the kernel takes one message or refuses it. */
    private int segments(StreamSocket stream, int first, long now) {
        StreamLog log = stream.log();
        int bytes = log.payloadBytes();
        int count = due(log, first, now, stream.segments());
        for (int i = 0; i < count; i++) {
            write(segments, (long) i * bytes, log, first + i);
        }
        long at = System.nanoTime();
        int sent = SocketCalls.send(stream.fd(), segments, (long) count * bytes, Linux.MSG_DONTWAIT);
        if (sent < 0 && mayRetry(sent)) {
            at = System.nanoTime();
            sent = SocketCalls.send(stream.fd(), segments, (long) count * bytes, Linux.MSG_DONTWAIT);
        }
        for (int i = 0; i < count; i++) {
            if (sent < 0) {
                log.refused(first + i, at);
            } else {
                log.sent(first + i, at);
            }
        }
        return count;
    }

    /** An error that an earlier packet provoked is reported to a later call once, and then cleared. */
    private static boolean mayRetry(int refusal) {
        return refusal != -Errno.EAGAIN && refusal != -Errno.ENOBUFS;
    }

    private static int due(StreamLog log, int first, long now, int most) {
        int count = 1;
        while (count < most && first + count < log.capacity() && log.intendedNs(first + count) <= now) {
            count++;
        }
        return count;
    }

    private void write(MemorySegment to, long offset, StreamLog log, int sequence) {
        PacketHeader.write(to, offset, log.flow(), log.stream(), sequence, session, log.intendedNs(sequence));
    }
}
