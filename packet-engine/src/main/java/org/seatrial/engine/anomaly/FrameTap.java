package org.seatrial.engine.anomaly;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import org.seatrial.engine.sys.Linux;
import org.seatrial.engine.sys.NetworkNamespace;
import org.seatrial.engine.sys.PacketSocket;

/**
 * Counts the marked frames that arrive at an interface. The kernel counts them; none is copied out, so that a storm costs
 * the harness nothing. It sees them before a bridge, a filter or a policer of the interface does.
 */
public final class FrameTap implements AutoCloseable {

    private static final short LOAD_HALF = 0x28;
    private static final short LOAD_WORD = 0x20;
    private static final short JUMP_IF_EQUAL = 0x15;
    private static final short RETURN = 0x06;
    private static final int ETHERTYPE_AT = 12;
    private static final int INSTRUCTION_BYTES = 8;

    private final int fd;
    private long total;

    private FrameTap(int fd) {
        this.fd = fd;
    }

    public static FrameTap open(Path namespace, String interfaceName) {
        return NetworkNamespace.within(namespace, () -> {
            try (Arena arena = Arena.ofConfined()) {
                return new FrameTap(PacketSocket.openTap(interfaceName, program(arena)));
            }
        });
    }

    /** Marked frames that have arrived since it was opened. */
    public synchronized long total() {
        try (Arena arena = Arena.ofConfined()) {
            total += PacketSocket.takeSeen(fd, arena.allocate(8, 4), arena.allocate(4, 4));
        }
        return total;
    }

    /** {@code struct sock_fprog}: the mark behind our EtherType, or behind an ARP packet. */
    private static MemorySegment program(Arena arena) {
        Instruction[] program = {
            new Instruction(LOAD_HALF, 0, 0, ETHERTYPE_AT),
            new Instruction(JUMP_IF_EQUAL, 0, 2, AnomalyFrame.ETHERTYPE),
            new Instruction(LOAD_WORD, 0, 0, AnomalyFrame.MARK_AT),
            new Instruction(JUMP_IF_EQUAL, 4, 3, AnomalyFrame.MARK),
            new Instruction(JUMP_IF_EQUAL, 0, 2, AnomalyFrame.ETHERTYPE_ARP),
            new Instruction(LOAD_WORD, 0, 0, AnomalyFrame.MARK_AT_ARP),
            new Instruction(JUMP_IF_EQUAL, 1, 0, AnomalyFrame.MARK),
            new Instruction(RETURN, 0, 0, 0),
            new Instruction(RETURN, 0, 0, AnomalyFrame.MARK_AT),
        };
        MemorySegment code = arena.allocate((long) program.length * INSTRUCTION_BYTES, 8);
        for (int i = 0; i < program.length; i++) {
            program[i].write(code, (long) i * INSTRUCTION_BYTES);
        }
        MemorySegment whole = arena.allocate(16, 8);
        whole.set(JAVA_SHORT, 0, (short) program.length);
        whole.set(ADDRESS, 8, code);
        return whole;
    }

    /** One of the classic packet filter's. */
    private record Instruction(short code, int ifSo, int ifNot, int value) {
        void write(MemorySegment to, long at) {
            to.set(JAVA_SHORT, at, code);
            to.set(JAVA_BYTE, at + 2, (byte) ifSo);
            to.set(JAVA_BYTE, at + 3, (byte) ifNot);
            to.set(JAVA_INT, at + 4, value);
        }
    }

    @Override
    public void close() {
        Linux.close(fd);
    }
}
