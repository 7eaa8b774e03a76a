package org.seatrial.generators.storage;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import org.seatrial.engine.sys.SystemCallException;
import org.seatrial.traffic.StorageWorkload;

/**
 * One writer with a connection of its own. It hands over every write when it is due, however many are unanswered; after a
 * lost connection everything unanswered is written again, in order, as a block device's driver does.
 */
final class Writer {

    private final StorageWorkload workload;
    private final BlockStamp stamp;
    private final int stream;
    private final WriteLog log;
    private final ByteBuffer block;
    private @Nullable VolumeConnection connection;
    private int cursor;
    private boolean lost;

    Writer(StorageWorkload workload, BlockStamp stamp, int stream, WriteLog log) {
        this.workload = workload;
        this.stamp = stamp;
        this.stream = stream;
        this.log = log;
        block = ByteBuffer.allocateDirect(workload.blockBytes());
    }

    int stream() {
        return stream;
    }

    synchronized WriteLog log() {
        return log;
    }

    /** From now on the writer uses this connection, on which nothing is outstanding. */
    synchronized void connected(VolumeConnection fresh) {
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
        return connection != null && connection.wantsToSend();
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
                connection.work(log::answered);
                send(connection);
            } catch (TargetException | SystemCallException gone) {
                drop();
                lost = true;
            }
        }
        return log.nextNs() < untilNs ? log.nextNs() : Long.MAX_VALUE;
    }

    private void send(VolumeConnection to) {
        while (true) {
            while (cursor < log.due() && !log.open(cursor)) {
                cursor++;
            }
            long number = workload.blockOf(stream, cursor);
            long offset = number * workload.blockBytes();
            if (cursor == log.due() || !to.takes(offset)) {
                return;
            }
            stamp.write(block.clear(), stream, number, cursor, log.dueNs(cursor));
            log.asked(cursor, System.nanoTime());
            to.write(cursor, offset, block.flip());
            cursor++;
        }
    }

    synchronized void drop() {
        if (connection != null) {
            connection.close();
        }
        connection = null;
    }
}
