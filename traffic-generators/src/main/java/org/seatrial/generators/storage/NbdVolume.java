package org.seatrial.generators.storage;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import org.seatrial.engine.sys.Errno;
import org.seatrial.engine.sys.Linux;
import org.seatrial.engine.sys.SocketCalls;

/**
 * Writes to a network block device: durable by forced unit access, or where the target has none, by a flush behind each.
 * Every write is sent as soon as the socket takes it, however many are unanswered.
 */
final class NbdVolume implements VolumeConnection {

    private static final int UNANSWERED_AT_MOST = 512;
    private static final int REPLIES_AT_ONCE = 1024;
    /** Of a cookie: this is the flush behind a write. */
    private static final long FLUSH = 1L << 62;

    private final NbdConnection connection;
    private final ByteBuffer in = ByteBuffer.allocateDirect(REPLIES_AT_ONCE * NbdConnection.REPLY_BYTES);
    private final Deque<Integer> toFlush = new ArrayDeque<>();
    private ByteBuffer out =
            ByteBuffer.allocateDirect(NbdConnection.REQUEST_BYTES).limit(0);
    private int unanswered;

    NbdVolume(NbdConnection connection) {
        this.connection = connection;
    }

    @Override
    public long bytes() {
        return connection.bytes();
    }

    @Override
    public boolean writable() {
        return connection.writable();
    }

    @Override
    public int fd() {
        return connection.fd();
    }

    @Override
    public void read(long offset, ByteBuffer into) {
        connection.read(offset, into);
    }

    @Override
    public boolean wantsToSend() {
        return out.hasRemaining();
    }

    @Override
    public boolean takes(long offset) {
        return !out.hasRemaining() && toFlush.isEmpty() && unanswered < UNANSWERED_AT_MOST;
    }

    @Override
    public void write(int sequence, long offset, ByteBuffer block) {
        int bytes = block.remaining();
        if (out.capacity() < NbdConnection.REQUEST_BYTES + bytes) {
            out = ByteBuffer.allocateDirect(NbdConnection.REQUEST_BYTES + bytes);
        }
        int flags = connection.forcesUnitAccess() ? NbdConnection.FORCE_UNIT_ACCESS : 0;
        NbdConnection.request(out.clear(), flags, NbdConnection.WRITE, sequence, offset, bytes);
        out.put(block).flip();
        unanswered++;
        send();
    }

    @Override
    public void work(Acknowledgements to) {
        receive(to);
        send();
    }

    private void receive(Acknowledgements to) {
        while (true) {
            int got = SocketCalls.recvNow(connection.fd(), MemorySegment.ofBuffer(in));
            if (got == -Errno.EAGAIN || got == -Errno.EINTR) {
                return;
            }
            if (Linux.checked("recv", got) == 0) {
                throw new TargetException("the connection was closed by the target");
            }
            in.position(in.position() + got).flip();
            long now = System.nanoTime();
            while (in.remaining() >= NbdConnection.REPLY_BYTES) {
                int error = NbdConnection.replyError(in);
                reply(to, in.getLong(), error, now);
            }
            in.compact();
        }
    }

    private void reply(Acknowledgements to, long cookie, int error, long atNs) {
        int sequence = (int) (cookie & ~FLUSH);
        boolean flushed = (cookie & FLUSH) != 0;
        if (error == 0 && !flushed && !connection.forcesUnitAccess() && connection.flushes()) {
            toFlush.add(sequence);
            return;
        }
        unanswered--;
        to.answered(sequence, error == 0, atNs);
    }

    private void send() {
        while (out.hasRemaining() || nextFlush()) {
            int sent = TcpSocket.sendSome(connection.fd(), out);
            if (sent == -Errno.EAGAIN || sent == -Errno.EINTR) {
                return;
            }
            out.position(out.position() + Linux.checked("send", sent));
        }
    }

    /** Puts the next flush into the buffer; false if there is none. */
    private boolean nextFlush() {
        Integer flush = toFlush.poll();
        if (flush == null) {
            return false;
        }
        NbdConnection.request(out.clear(), 0, NbdConnection.FLUSH, flush | FLUSH, 0, 0);
        out.flip();
        return true;
    }

    @Override
    public void close() {
        connection.close();
    }
}
