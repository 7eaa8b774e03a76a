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
 * The memory that the wire process and the harness share: settings, a drop window and counters for each direction of each
 * wire. A frame that arrives at the wire within {@code [from, until)} of the monotonic clock is swallowed, so the commanded
 * instant is exact to the time of two stores, whatever the processes are doing; a window that lies ahead is exact to the
 * frame.
 *
 * <p>One thread at a time may change a direction's settings or its window.
 */
public final class WireControl implements AutoCloseable {

    /** Direction from the wire's first interface to its second. */
    public static final int A_TO_B = 0;

    /** And back. */
    public static final int B_TO_A = 1;

    private static final long HEADER_BYTES = 64;
    private static final long STALLS = 0;
    private static final long WORST_STALL = 8;
    private static final long WORST_STALL_AT = 16;
    private static final VarHandle LONG = JAVA_LONG.varHandle();

    private final Arena arena;
    private final MemorySegment memory;
    private final StrandSlot[] slots;

    private WireControl(Path file, long bytes, Arena arena, StandardOpenOption... options) throws IOException {
        this.arena = arena;
        try (FileChannel channel = FileChannel.open(file, options)) {
            memory = channel.map(FileChannel.MapMode.READ_WRITE, 0, bytes == 0 ? channel.size() : bytes, arena);
        }
        slots = new StrandSlot[(int) ((memory.byteSize() - HEADER_BYTES) / StrandSlot.BYTES)];
        for (int i = 0; i < slots.length; i++) {
            slots[i] = new StrandSlot(memory.asSlice(HEADER_BYTES + i * StrandSlot.BYTES, StrandSlot.BYTES));
        }
    }

    /** Makes the file for a number of wires, all passing. */
    public static WireControl create(Path file, int wires) throws IOException {
        return new WireControl(
                file,
                HEADER_BYTES + wires * 2L * StrandSlot.BYTES,
                Arena.ofShared(),
                StandardOpenOption.CREATE,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE);
    }

    public static WireControl open(Path file) throws IOException {
        return open(file, Arena.ofShared());
    }

    /** For the wire process, which keeps it until it ends. */
    static WireControl openForever(Path file) throws IOException {
        return open(file, Arena.global());
    }

    private static WireControl open(Path file, Arena arena) throws IOException {
        return new WireControl(file, 0, arena, StandardOpenOption.READ, StandardOpenOption.WRITE);
    }

    /** How many wires the file is for. */
    public int wires() {
        return slots.length / 2;
    }

    StrandSlot slot(int wire, int direction) {
        return slots[2 * wire + direction];
    }

    /** Changes what a direction does to frames from now on; frames on their way are not changed. */
    public void set(int wire, int direction, StrandCharacter character) {
        slot(wire, direction).set(character);
    }

    /** What a direction was last told to do to frames. */
    public StrandCharacter character(int wire, int direction) {
        return slot(wire, direction).character();
    }

    /** Swallows frames from {@code fromNs} on, until {@link #pass}. */
    public void silence(int wire, int direction, long fromNs) {
        silence(wire, direction, fromNs, Long.MAX_VALUE);
    }

    /** Swallows frames that arrive from {@code fromNs} (inclusive) until {@code untilNs} (exclusive). */
    public void silence(int wire, int direction, long fromNs, long untilNs) {
        slot(wire, direction).silence(fromNs, untilNs);
    }

    /** Lets frames pass from {@code untilNs} on; does nothing if they pass already. */
    public void pass(int wire, int direction, long untilNs) {
        slot(wire, direction).pass(untilNs);
    }

    /** Whether a frame that arrives at {@code atNs} is swallowed. */
    public boolean silenced(int wire, int direction, long atNs) {
        return slot(wire, direction).silenced(atNs);
    }

    /** What the window set last has done; to be read when frames have passed after its end. */
    public DropWindow dropWindow(int wire, int direction) {
        return slot(wire, direction).dropWindow();
    }

    /** Everything a direction has done since the wire was made. */
    public WireReading reading(int wire, int direction) {
        return WireReading.of(slot(wire, direction));
    }

    /** Frames that the wires dropped though neither the design nor a fault asked for it, all directions together. */
    public long ownDrops() {
        long drops = 0;
        for (StrandSlot slot : slots) {
            drops += slot.count(StrandCounter.OVERSIZE)
                    + slot.count(StrandCounter.REFUSED)
                    + slot.count(StrandCounter.OVERRUN);
        }
        return drops;
    }

    /** Frames passed on. */
    public long forwarded(int wire, int direction) {
        return slot(wire, direction).count(StrandCounter.PASSED);
    }

    /** Frames swallowed by the drop window. */
    public long silencedFrames(int wire, int direction) {
        return slot(wire, direction).count(StrandCounter.SILENCED);
    }

    /** Frames lost by the link's own loss ratio. */
    public long lost(int wire, int direction) {
        return slot(wire, direction).count(StrandCounter.LOST);
    }

    /** When the wire process did not get the processor though it was due. */
    public WireStalls stalls() {
        return new WireStalls(
                (long) LONG.getVolatile(memory, STALLS), (long) LONG.getVolatile(memory, WORST_STALL), (long)
                        LONG.getVolatile(memory, WORST_STALL_AT));
    }

    void stalled(long ns, long atNs) {
        LONG.getAndAdd(memory, STALLS, 1L);
        if (ns > (long) LONG.getVolatile(memory, WORST_STALL)) {
            LONG.setVolatile(memory, WORST_STALL, ns);
            LONG.setVolatile(memory, WORST_STALL_AT, atNs);
        }
    }

    @Override
    public void close() {
        arena.close();
    }
}
