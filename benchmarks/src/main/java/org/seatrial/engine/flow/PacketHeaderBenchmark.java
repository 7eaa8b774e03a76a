package org.seatrial.engine.flow;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** What it costs to write the header of a packet, and to read it back. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class PacketHeaderBenchmark {

    private static final long SESSION = 0x5ea7;

    private final MemorySegment packet = Arena.global().allocate(64, 8);
    private long sequence;

    @Benchmark
    public MemorySegment write() {
        PacketHeader.write(packet, 0, 3, 7, sequence, SESSION, 1_000 * sequence);
        sequence++;
        return packet;
    }

    @Benchmark
    public long writeAndRead() {
        PacketHeader.write(packet, 0, 3, 7, sequence, SESSION, 1_000 * sequence);
        sequence++;
        if (!PacketHeader.present(packet, 0) || PacketHeader.session(packet, 0) != SESSION) {
            throw new IllegalStateException("a header was not read as it was written");
        }
        return PacketHeader.sequence(packet, 0) + PacketHeader.flow(packet, 0) + PacketHeader.stream(packet, 0);
    }
}
