package org.seatrial.generators.storage;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import org.seatrial.engine.sys.Errno;
import org.seatrial.engine.sys.InterfaceControl;
import org.seatrial.engine.sys.Linux;
import org.seatrial.engine.sys.NetworkNamespace;
import org.seatrial.engine.sys.PacketSocket;
import org.seatrial.engine.sys.SocketCalls;
import org.seatrial.lab.Volume;

/**
 * A packet socket at one interface that takes the frames whose tags begin with its own number. Everybody else's frames the
 * kernel keeps from it.
 *
 * @param address the interface's own
 * @param mtu of the interface, in octets
 * @param number the upper {@value #NUMBER_BITS} bits of its tags
 */
record AoeSocket(int fd, long address, int mtu, int number) implements AutoCloseable {

    static final int NUMBER_BITS = 12;
    static final int COUNTER_BITS = Integer.SIZE - NUMBER_BITS;

    private static final int LOAD_WORD = 0x20;
    private static final int AND = 0x54;
    private static final int JUMP_IF_EQUAL = 0x15;
    private static final int RETURN = 0x06;
    private static final int WHOLE = 0x40000;

    static AoeSocket open(Path namespace, String interfaceName, int number) {
        try (InterfaceControl control = InterfaceControl.open(namespace)) {
            long address = control.hardwareAddress(interfaceName);
            int mtu = control.mtu(interfaceName);
            int fd = NetworkNamespace.within(namespace, () -> {
                try (Arena arena = Arena.ofConfined()) {
                    return PacketSocket.openFiltered(interfaceName, Volume.Aoe.ETHERTYPE, filter(arena, number));
                }
            });
            return new AoeSocket(fd, address, mtu, number);
        }
    }

    /** {@code struct sock_fprog}: the upper bits of the tag. */
    private static MemorySegment filter(Arena arena, int number) {
        int[][] program = {
            {LOAD_WORD, 0, 0, AoeFrame.AT_TAG},
            {AND, 0, 0, -1 << COUNTER_BITS},
            {JUMP_IF_EQUAL, 0, 1, number << COUNTER_BITS},
            {RETURN, 0, 0, WHOLE},
            {RETURN, 0, 0, 0},
        };
        MemorySegment code = arena.allocate(8L * program.length, 8);
        for (int i = 0; i < program.length; i++) {
            code.set(JAVA_SHORT, 8L * i, (short) program[i][0]);
            code.set(JAVA_BYTE, 8L * i + 2, (byte) program[i][1]);
            code.set(JAVA_BYTE, 8L * i + 3, (byte) program[i][2]);
            code.set(JAVA_INT, 8L * i + 4, program[i][3]);
        }
        MemorySegment whole = arena.allocate(16, 8);
        whole.set(JAVA_SHORT, 0, (short) program.length);
        whole.set(ADDRESS, 8, code);
        return whole;
    }

    /** Sends a direct buffer's frame, whose position stays; false if the interface does not take it now. */
    boolean send(ByteBuffer frame) {
        int sent = SocketCalls.sendOnce(fd, MemorySegment.ofBuffer(frame), frame.remaining(), Linux.MSG_DONTWAIT);
        if (passing(sent)) {
            return false;
        }
        Linux.checked("send", sent);
        return true;
    }

    /** Takes a frame into a direct buffer; false if none has arrived. */
    boolean receive(ByteBuffer into) {
        int got = SocketCalls.recvNow(fd, MemorySegment.ofBuffer(into.clear()));
        if (passing(got)) {
            return false;
        }
        into.limit(Linux.checked("recv", got));
        return true;
    }

    /** An interface that is down now comes up again: the socket stays, and what was not sent is sent later. */
    private static boolean passing(int result) {
        return result == -Errno.EAGAIN
                || result == -Errno.EINTR
                || result == -Errno.ENETDOWN
                || result == -Errno.ENOBUFS;
    }

    @Override
    public void close() {
        Linux.close(fd);
    }
}
