package org.seatrial.generators.storage;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import org.seatrial.engine.sys.SystemCallException;
import org.seatrial.recording.CopiedBlock;
import org.seatrial.recording.CopiedBlock.State;
import org.seatrial.traffic.StorageWorkload;

/** Reads blocks of a copy and tells what each of them holds. */
final class CopyReader {

    /** A block that is being written while it is read looks torn: it is looked at so often. */
    private static final int LOOKS = 3;

    private static final int CHUNK_BYTES = 256 << 10;

    private final StorageWorkload workload;
    private final BlockStamp stamp;
    private final ToLongFunction<Place> expected;

    /** A block of a writer, and when it was looked at. */
    record Place(int stream, long block, long atNs) {}

    /** @param expected newest sequence acknowledged of a block by an instant */
    CopyReader(StorageWorkload workload, BlockStamp stamp, ToLongFunction<Place> expected) {
        this.workload = workload;
        this.stamp = stamp;
        this.expected = expected;
    }

    /**
     * Reads some blocks, until a monotonic instant at the latest; what was not read by then is said to be so.
     *
     * @param count blocks from {@code first} on
     */
    List<CopiedBlock> read(VolumeConnection connection, long first, long count, long untilNs) {
        List<CopiedBlock> blocks = new ArrayList<>();
        int atOnce = Math.max(1, CHUNK_BYTES / workload.blockBytes());
        ByteBuffer chunk = ByteBuffer.allocateDirect(atOnce * workload.blockBytes());
        ByteBuffer one = ByteBuffer.allocateDirect(workload.blockBytes());
        long block = first;
        try {
            while (block < first + count && System.nanoTime() < untilNs) {
                int some = (int) Math.min(atOnce, first + count - block);
                long atNs = System.nanoTime();
                fill(connection, block, chunk.clear().limit(some * workload.blockBytes()));
                for (int i = 0; i < some; i++) {
                    CopiedBlock copied = inspect(chunk, i * workload.blockBytes(), block + i, atNs);
                    for (int look = 1; look < LOOKS && !settled(copied); look++) {
                        long againNs = System.nanoTime();
                        fill(connection, block + i, one.clear());
                        copied = inspect(one, 0, block + i, againNs);
                    }
                    blocks.add(copied);
                }
                block += some;
            }
        } catch (TargetException | SystemCallException gone) {
            // What could not be read is said so below, block by block.
            block = first + blocks.size();
        }
        for (long unread = first + blocks.size(); unread < first + count; unread++) {
            blocks.add(new CopiedBlock(unread, 0, CopiedBlock.NONE, CopiedBlock.NONE, State.UNREAD));
        }
        return blocks;
    }

    /**
     * Reads some blocks once more, until a monotonic instant at the latest; what cannot be read now stays as it was read.
     *
     * @param before one or more blocks that follow one another
     * @param which of them
     */
    List<CopiedBlock> again(
            VolumeConnection connection, List<CopiedBlock> before, Predicate<CopiedBlock> which, long untilNs) {
        List<CopiedBlock> asked = before.stream().filter(which).toList();
        if (asked.isEmpty()) {
            return before;
        }
        long first = asked.getFirst().block();
        List<CopiedBlock> now = read(connection, first, asked.getLast().block() - first + 1, untilNs);
        return before.stream()
                .map(old -> {
                    if (!which.test(old)) {
                        return old;
                    }
                    CopiedBlock fresh = now.get((int) (old.block() - first));
                    return fresh.state() == State.UNREAD ? old : fresh;
                })
                .toList();
    }

    private void fill(VolumeConnection connection, long block, ByteBuffer into) {
        connection.read(block * workload.blockBytes(), into);
    }

    private static boolean settled(CopiedBlock copied) {
        return copied.state() == State.WHOLE || copied.state() == State.EMPTY;
    }

    private CopiedBlock inspect(ByteBuffer from, int offset, long block, long atNs) {
        int stream = (int) (block / workload.blocksPerStream());
        BlockStamp.Found found = stamp.read(from, offset, stream, block);
        long newest = expected.applyAsLong(new Place(stream, block, atNs));
        return new CopiedBlock(block, atNs, newest, found.found(), found.state());
    }
}
