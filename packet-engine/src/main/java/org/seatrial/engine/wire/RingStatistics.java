package org.seatrial.engine.wire;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.seatrial.engine.sys.PacketSocket;

/** What the kernel counts for a receive ring. */
final class RingStatistics {

    private final int fd;
    private final MemorySegment statistics = Arena.ofAuto().allocate(8, 4);
    private final MemorySegment length = Arena.ofAuto().allocate(4, 4);

    RingStatistics(int fd) {
        this.fd = fd;
    }

    int fd() {
        return fd;
    }

    /** Frames dropped since the last call because the ring was full. */
    long takeDrops() {
        return PacketSocket.takeDrops(fd, statistics, length);
    }
}
