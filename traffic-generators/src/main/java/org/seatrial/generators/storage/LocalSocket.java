package org.seatrial.generators.storage;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import org.seatrial.engine.sys.Linux;
import org.seatrial.engine.sys.SocketCalls;

/** Connections to a process of this machine, which namespaces do not hide. */
final class LocalSocket {

    private static final int AF_UNIX = 1;
    private static final int SOCK_STREAM = 1;
    private static final int ADDRESS_BYTES = 110;

    private LocalSocket() {}

    /** @throws org.seatrial.engine.sys.SystemCallException if nobody listens there */
    static int connect(Path path, Duration patience) {
        byte[] name = path.toString().getBytes(StandardCharsets.UTF_8);
        if (name.length > ADDRESS_BYTES - 3) {
            throw new IllegalArgumentException("the path of a socket is too long: " + path);
        }
        int fd = Linux.checked("socket", SocketCalls.socket(AF_UNIX, SOCK_STREAM, 0));
        try (Arena arena = Arena.ofConfined()) {
            TcpSocket.patience(arena, fd, patience);
            MemorySegment address = arena.allocate(ADDRESS_BYTES, 2);
            address.set(JAVA_SHORT, 0, (short) AF_UNIX);
            MemorySegment.copy(name, 0, address, JAVA_BYTE, 2, name.length);
            Linux.checked("connect " + path, SocketCalls.connect(fd, address));
            return fd;
        } catch (RuntimeException refused) {
            Linux.close(fd);
            throw refused;
        }
    }
}
