package org.seatrial.generators.storage;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import org.seatrial.engine.sys.Linux;

/**
 * A connection to an export of a network block device: fixed new-style negotiation, simple replies. Numbers are in network
 * byte order, as those of a new {@link ByteBuffer} are.
 *
 * @param bytes size of the export
 * @param flags what the export can do
 */
record NbdConnection(int fd, long bytes, int flags) implements AutoCloseable {

    static final int REQUEST_BYTES = 28;
    static final int REPLY_BYTES = 16;
    static final int READ = 0;
    static final int WRITE = 1;
    static final int FLUSH = 3;
    /** Of a command: acknowledged only when it would survive a loss of power (force unit access). */
    static final int FORCE_UNIT_ACCESS = 1;

    private static final int CAN_NOT_WRITE = 1 << 1;
    private static final int CAN_FLUSH = 1 << 2;
    private static final int CAN_FORCE_UNIT_ACCESS = 1 << 3;

    private static final long GREETING = 0x4e42_444d_4147_4943L;
    private static final long OPTION = 0x4948_4156_454f_5054L;
    private static final long OPTION_REPLY = 0x0003_e889_0455_65a9L;
    private static final int FIXED_NEW_STYLE = 1;
    private static final int NO_ZEROES = 2;
    private static final int OPTION_GO = 7;
    private static final int REPLY_ACKNOWLEDGED = 1;
    private static final int REPLY_INFORMATION = 3;
    private static final int INFORMATION_EXPORT = 0;
    private static final int LARGEST_OPTION = 64 << 10;
    private static final int REQUEST_MAGIC = 0x2560_9513;
    private static final int REPLY_MAGIC = 0x6744_6698;

    /**
     * Connects and negotiates.
     *
     * @param patience for each step
     * @throws TargetException if the target refuses
     * @throws org.seatrial.engine.sys.SystemCallException if it is not reached in time
     */
    static NbdConnection open(Path namespace, String from, String address, int port, String export, Duration patience) {
        return over(TcpSocket.connect(namespace, from, address, port, patience), export);
    }

    /** Negotiates over a connected socket, which is closed if the target refuses. */
    static NbdConnection over(int fd, String export) {
        try {
            return negotiate(fd, export);
        } catch (RuntimeException refused) {
            Linux.close(fd);
            throw refused;
        }
    }

    private static NbdConnection negotiate(int fd, String export) {
        ByteBuffer greeting = receive(fd, 18);
        if (greeting.getLong() != GREETING
                || greeting.getLong() != OPTION
                || (greeting.getShort() & FIXED_NEW_STYLE) == 0) {
            throw new TargetException("the target does not greet as a network block device of the fixed new style");
        }
        byte[] name = export.getBytes(StandardCharsets.UTF_8);
        ByteBuffer go = ByteBuffer.allocateDirect(4 + 16 + 4 + name.length + 2);
        go.putInt(FIXED_NEW_STYLE | NO_ZEROES).putLong(OPTION).putInt(OPTION_GO);
        go.putInt(4 + name.length + 2).putInt(name.length).put(name).putShort((short) 0);
        TcpSocket.sendAll(fd, go.flip());
        long bytes = -1;
        int flags = 0;
        while (true) {
            ByteBuffer head = receive(fd, 20);
            long magic = head.getLong();
            int option = head.getInt();
            int type = head.getInt();
            int length = head.getInt();
            if (magic != OPTION_REPLY || option != OPTION_GO || length < 0 || length > LARGEST_OPTION) {
                throw new TargetException("the target's answer to the negotiation is not understood");
            }
            ByteBuffer data = receive(fd, length);
            if (type == REPLY_ACKNOWLEDGED) {
                break;
            } else if (type < 0) {
                throw new TargetException("the target refuses export '" + export + "': "
                        + StandardCharsets.UTF_8.decode(data) + " (0x" + Integer.toHexString(type) + ")");
            } else if (type == REPLY_INFORMATION && length >= 12 && data.getShort() == INFORMATION_EXPORT) {
                bytes = data.getLong();
                flags = data.getShort();
            }
        }
        if (bytes < 0) {
            throw new TargetException("the target did not say how large export '" + export + "' is");
        }
        return new NbdConnection(fd, bytes, flags);
    }

    private static ByteBuffer receive(int fd, int bytes) {
        ByteBuffer into = ByteBuffer.allocateDirect(bytes);
        TcpSocket.receiveAll(fd, into);
        return into;
    }

    boolean writable() {
        return (flags & CAN_NOT_WRITE) == 0;
    }

    boolean flushes() {
        return (flags & CAN_FLUSH) != 0;
    }

    boolean forcesUnitAccess() {
        return (flags & CAN_FORCE_UNIT_ACCESS) != 0;
    }

    static void request(ByteBuffer into, int flags, int command, long cookie, long offset, int length) {
        into.putInt(REQUEST_MAGIC).putShort((short) flags).putShort((short) command);
        into.putLong(cookie).putLong(offset).putInt(length);
    }

    /** The error number of a reply at the buffer's position, which is moved to the reply's cookie. */
    static int replyError(ByteBuffer from) {
        if (from.getInt() != REPLY_MAGIC) {
            throw new TargetException("the target's reply is not understood");
        }
        return from.getInt();
    }

    /** Fills a direct buffer from an offset of the export; for a connection on which nothing else is asked. */
    void read(long offset, ByteBuffer into) {
        ByteBuffer request = ByteBuffer.allocateDirect(REQUEST_BYTES);
        request(request, 0, READ, offset, offset, into.remaining());
        TcpSocket.sendAll(fd, request.flip());
        ByteBuffer reply = receive(fd, REPLY_BYTES);
        int error = replyError(reply);
        if (reply.getLong() != offset) {
            throw new TargetException("the target answered what it was not asked");
        }
        if (error != 0) {
            throw new TargetException("the target cannot read at " + offset + ": error " + error);
        }
        TcpSocket.receiveAll(fd, into);
    }

    @Override
    public void close() {
        Linux.close(fd);
    }
}
