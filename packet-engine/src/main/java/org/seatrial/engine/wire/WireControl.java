package org.seatrial.engine.wire;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.VarHandle;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The memory that the wire process and the harness share: a drop window and counters for each direction of each wire.
 * A frame that arrives at the wire within {@code [from, until)} of the monotonic clock is swallowed, so the commanded
 * instant is exact to the time of two stores, whatever the processes are doing.
 */
public final class WireControl implements AutoCloseable {

    /** Direction from the wire's first interface to its second. */
    public static final int A_TO_B = 0;

    /** And back. */
    public static final int B_TO_A = 1;

    private static final long SLOT_BYTES = 64;
    private static final long FROM = 0;
    private static final long UNTIL = 8;
    private static final long FORWARDED = 16;
    private static final long SILENCED = 24;
    private static final long LOST = 32;
    private static final long WORST_LATENESS = 40;
    private static final VarHandle LONG = JAVA_LONG.varHandle();

    private final Arena arena = Arena.ofShared();
    private final MemorySegment memory;

    private WireControl(Path file, long bytes, boolean create) throws IOException {
        try (FileChannel channel = create
                ? FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)
                : FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            memory = channel.map(FileChannel.MapMode.READ_WRITE, 0, create ? bytes : channel.size(), arena);
        }
    }

    /** Makes the file for a number of wires, all passing. */
    public static WireControl create(Path file, int wires) throws IOException {
        return new WireControl(file, wires * 2L * SLOT_BYTES, true);
    }

    public static WireControl open(Path file) throws IOException {
        return new WireControl(file, 0, false);
    }

    private static long slot(int wire, int direction) {
        return (wire * 2L + direction) * SLOT_BYTES;
    }

    /** Swallows frames from {@code fromNs} on, until {@link #pass}. */
    public void silence(int wire, int direction, long fromNs) {
        silence(wire, direction, fromNs, Long.MAX_VALUE);
    }

    /** Swallows frames that arrive from {@code fromNs} (inclusive) until {@code untilNs} (exclusive). */
    public void silence(int wire, int direction, long fromNs, long untilNs) {
        LONG.setVolatile(memory, slot(wire, direction) + FROM, fromNs);
        LONG.setVolatile(memory, slot(wire, direction) + UNTIL, untilNs);
    }

    /** Lets frames pass from {@code untilNs} on; does nothing if they pass already. */
    public void pass(int wire, int direction, long untilNs) {
        long until = (long) LONG.getVolatile(memory, slot(wire, direction) + UNTIL);
        if (until > untilNs) {
            LONG.setVolatile(memory, slot(wire, direction) + UNTIL, untilNs);
        }
    }

    /** Whether a frame that arrives at {@code atNs} is swallowed. */
    public boolean silenced(int wire, int direction, long atNs) {
        long slot = slot(wire, direction);
        return atNs < (long) LONG.getVolatile(memory, slot + UNTIL)
                && atNs >= (long) LONG.getVolatile(memory, slot + FROM);
    }

    /** Frames passed on. */
    public long forwarded(int wire, int direction) {
        return (long) LONG.getVolatile(memory, slot(wire, direction) + FORWARDED);
    }

    /** Frames swallowed by the drop window. */
    public long silencedFrames(int wire, int direction) {
        return (long) LONG.getVolatile(memory, slot(wire, direction) + SILENCED);
    }

    /** Frames lost by the link's own loss ratio, or because the far interface was down. */
    public long lost(int wire, int direction) {
        return (long) LONG.getVolatile(memory, slot(wire, direction) + LOST);
    }

    /** The longest a frame was held beyond its delay since the last {@link #forgetLateness}, in nanoseconds. */
    public long worstLatenessNs(int wire, int direction) {
        return (long) LONG.getVolatile(memory, slot(wire, direction) + WORST_LATENESS);
    }

    public void forgetLateness(int wire, int direction) {
        LONG.setVolatile(memory, slot(wire, direction) + WORST_LATENESS, 0L);
    }

    void countForwarded(int wire, int direction, long latenessNs) {
        long slot = slot(wire, direction);
        LONG.setRelease(memory, slot + FORWARDED, (long) LONG.get(memory, slot + FORWARDED) + 1);
        if (latenessNs > (long) LONG.get(memory, slot + WORST_LATENESS)) {
            LONG.setRelease(memory, slot + WORST_LATENESS, latenessNs);
        }
    }

    void countSilenced(int wire, int direction) {
        long slot = slot(wire, direction);
        LONG.setRelease(memory, slot + SILENCED, (long) LONG.get(memory, slot + SILENCED) + 1);
    }

    void countLost(int wire, int direction) {
        long slot = slot(wire, direction);
        LONG.setRelease(memory, slot + LOST, (long) LONG.get(memory, slot + LOST) + 1);
    }

    @Override
    public void close() {
        arena.close();
    }
}
