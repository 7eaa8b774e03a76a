package org.seatrial.engine.standstill;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.VarHandle;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.seatrial.recording.Standstill;

/**
 * Memory that the witness writes and the harness reads: for each watcher a ring of the latest spans in which it was
 * due and did not run. A watcher is the only writer of its ring.
 */
final class WatchFile implements AutoCloseable {

    static final int SPANS = 512;

    private static final long SPAN_BYTES = 16;
    private static final long COUNT = 0;
    private static final long FIRST = 64;
    private static final long RING_BYTES = FIRST + SPANS * SPAN_BYTES;
    private static final VarHandle LONG = JAVA_LONG.varHandle();

    private final Arena arena;
    private final MemorySegment memory;

    private WatchFile(Path file, long bytes, Arena arena, StandardOpenOption... options) throws IOException {
        this.arena = arena;
        try (FileChannel channel = FileChannel.open(file, options)) {
            memory = channel.map(FileChannel.MapMode.READ_WRITE, 0, bytes == 0 ? channel.size() : bytes, arena);
        }
    }

    static WatchFile create(Path file, int watchers) throws IOException {
        return new WatchFile(
                file,
                watchers * RING_BYTES,
                Arena.ofShared(),
                StandardOpenOption.CREATE_NEW,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE);
    }

    /** For the witness, which keeps it until it ends. */
    static WatchFile openForever(Path file) throws IOException {
        return new WatchFile(file, 0, Arena.global(), StandardOpenOption.READ, StandardOpenOption.WRITE);
    }

    int watchers() {
        return (int) (memory.byteSize() / RING_BYTES);
    }

    /** Notes a span; called by that watcher alone. */
    void add(int watcher, long fromNs, long untilNs) {
        long ring = watcher * RING_BYTES;
        long count = (long) LONG.get(memory, ring + COUNT);
        long at = ring + FIRST + count % SPANS * SPAN_BYTES;
        LONG.setOpaque(memory, at, fromNs);
        LONG.setOpaque(memory, at + JAVA_LONG.byteSize(), untilNs);
        LONG.setRelease(memory, ring + COUNT, count + 1);
    }

    /** The latest spans of a watcher, by time; those that were overwritten while they were read are left out. */
    List<Standstill> spans(int watcher) {
        long ring = watcher * RING_BYTES;
        long count = (long) LONG.getAcquire(memory, ring + COUNT);
        long oldest = Math.max(0, count - SPANS);
        List<Standstill> spans = new ArrayList<>();
        for (long number = oldest; number < count; number++) {
            long at = ring + FIRST + number % SPANS * SPAN_BYTES;
            spans.add(new Standstill(
                    (long) LONG.getOpaque(memory, at), (long) LONG.getOpaque(memory, at + JAVA_LONG.byteSize())));
        }
        VarHandle.acquireFence();
        long overwritten = (long) LONG.getOpaque(memory, ring + COUNT) + 1 - SPANS - oldest;
        return overwritten <= 0
                ? spans
                : List.copyOf(spans.subList((int) Math.min(overwritten, spans.size()), spans.size()));
    }

    @Override
    public void close() {
        arena.close();
    }
}
