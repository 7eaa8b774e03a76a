package org.seatrial.generators.storage;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;
import org.seatrial.engine.sys.Errno;
import org.seatrial.engine.sys.Linux;
import org.seatrial.engine.sys.SocketCalls;
import org.seatrial.engine.sys.SystemCallException;
import org.seatrial.traffic.StorageWorkload;

/**
 * One writer with a connection of its own. It hands over every write when it is due, however many are unanswered; after a
 * lost connection everything unanswered is written again, in order, as a block device's driver does. A write counts as
 * acknowledged when the target says that it would survive a loss of power: by forced unit access, or where the target has
 * none, by a flush behind it.
 */
final class Writer {

    private static final int UNANSWERED_AT_MOST = 512;
    private static final int REPLIES_AT_ONCE = 1024;
    /** Of a cookie: this is the flush behind a write. */
    private static final long FLUSH = 1L << 62;

    private final StorageWorkload workload;
    private final BlockStamp stamp;
    private final int stream;
    private final WriteLog log;
    private final ByteBuffer out;
    private final ByteBuffer in = ByteBuffer.allocateDirect(REPLIES_AT_ONCE * NbdConnection.REPLY_BYTES);
    private final Deque<Integer> toFlush = new ArrayDeque<>();
    private @Nullable NbdConnection connection;
    private int cursor;
    private int unanswered;
    private boolean lost;

    Writer(StorageWorkload workload, BlockStamp stamp, int stream, WriteLog log) {
        this.workload = workload;
        this.stamp = stamp;
        this.stream = stream;
        this.log = log;
        out = ByteBuffer.allocateDirect(NbdConnection.REQUEST_BYTES + workload.blockBytes())
                .limit(0);
    }

    int stream() {
        return stream;
    }

    synchronized WriteLog log() {
        return log;
    }

    /** From now on the writer uses this connection, on which nothing is outstanding. */
    synchronized void connected(NbdConnection fresh) {
        drop();
        connection = fresh;
        lost = false;
        cursor = log.oldestOpen();
    }

    /** Whether it has lost its connection since the last call; then somebody is to connect it again. */
    synchronized boolean takeLost() {
        boolean was = lost;
        lost = false;
        return was;
    }

    /** The socket to wait for; -1, which poll passes over, if there is none. */
    synchronized int fd() {
        return connection == null ? -1 : connection.fd();
    }

    synchronized boolean wantsToSend() {
        return out.hasRemaining();
    }

    /** Whether every write that was due has been answered or given up. */
    synchronized boolean done() {
        return log.oldestOpen() == log.due();
    }

    /**
     * Does whatever can be done without waiting.
     *
     * @param untilNs no write is due from this instant on
     * @return when the next write is due
     */
    synchronized long work(long untilNs) {
        long now = System.nanoTime();
        while (log.nextNs() <= now && log.nextNs() < untilNs) {
            log.oneMore();
            if (connection == null) {
                log.asked(log.due() - 1, now);
            }
        }
        long patienceNs = workload.patience().toNanos();
        while (!done() && log.dueNs(log.oldestOpen()) + patienceNs < now) {
            log.givenUp(log.oldestOpen());
        }
        if (connection != null) {
            try {
                receive(connection);
                send(connection);
            } catch (NbdException | SystemCallException gone) {
                drop();
                lost = true;
            }
        }
        return log.nextNs() < untilNs ? log.nextNs() : Long.MAX_VALUE;
    }

    private void receive(NbdConnection from) {
        while (true) {
            int got = SocketCalls.recvNow(from.fd(), MemorySegment.ofBuffer(in));
            if (got == -Errno.EAGAIN || got == -Errno.EINTR) {
                return;
            }
            if (Linux.checked("recv", got) == 0) {
                throw new NbdException("the connection was closed by the target");
            }
            in.position(in.position() + got).flip();
            long now = System.nanoTime();
            while (in.remaining() >= NbdConnection.REPLY_BYTES) {
                int error = NbdConnection.replyError(in);
                reply(from, in.getLong(), error, now);
            }
            in.compact();
        }
    }

    private void reply(NbdConnection from, long cookie, int error, long atNs) {
        int sequence = (int) (cookie & ~FLUSH);
        boolean flushed = (cookie & FLUSH) != 0;
        if (error == 0 && !flushed && !from.forcesUnitAccess() && from.flushes()) {
            toFlush.add(sequence);
            return;
        }
        unanswered--;
        log.answered(sequence, error == 0, atNs);
    }

    private void send(NbdConnection to) {
        while (true) {
            if (!out.hasRemaining() && !next(to)) {
                return;
            }
            int sent = TcpSocket.sendSome(to.fd(), out);
            if (sent == -Errno.EAGAIN || sent == -Errno.EINTR) {
                return;
            }
            out.position(out.position() + Linux.checked("send", sent));
        }
    }

    /** Puts the next request into the buffer; false if there is none. */
    private boolean next(NbdConnection to) {
        Integer flush = toFlush.poll();
        if (flush != null) {
            NbdConnection.request(out.clear(), 0, NbdConnection.FLUSH, flush | FLUSH, 0, 0);
            out.flip();
            return true;
        }
        while (cursor < log.due() && !log.open(cursor)) {
            cursor++;
        }
        if (cursor == log.due() || unanswered >= UNANSWERED_AT_MOST) {
            return false;
        }
        int flags = to.forcesUnitAccess() ? NbdConnection.FORCE_UNIT_ACCESS : 0;
        long block = workload.blockOf(stream, cursor);
        NbdConnection.request(
                out.clear(), flags, NbdConnection.WRITE, cursor, block * workload.blockBytes(), workload.blockBytes());
        stamp.write(out, stream, block, cursor, log.dueNs(cursor));
        out.flip();
        log.asked(cursor, System.nanoTime());
        unanswered++;
        cursor++;
        return true;
    }

    synchronized void drop() {
        if (connection != null) {
            connection.close();
        }
        connection = null;
        unanswered = 0;
        toFlush.clear();
        out.limit(0);
        in.clear();
    }
}
