package org.seatrial.generators.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.seatrial.recording.CopiedBlock;
import org.seatrial.recording.CopiedBlock.State;
import org.seatrial.traffic.StorageWorkload;

/** A copy of four blocks in memory, of which every one was acknowledged at sequence 5. */
class CopyReaderTest {

    private static final int BLOCK_BYTES = 512;
    private static final StorageWorkload WRITES = new StorageWorkload(
            "writes",
            "app",
            "san1",
            StorageWorkload.Protocol.NBD,
            "disk",
            1,
            100,
            Duration.ofSeconds(2),
            BLOCK_BYTES,
            4 * BLOCK_BYTES,
            Optional.of("san2"),
            StorageWorkload.Generator.SEATRIAL,
            Optional.empty());

    private final BlockStamp stamp = new BlockStamp("writes", 7, BLOCK_BYTES);
    private final ByteBuffer disk = ByteBuffer.allocate(4 * BLOCK_BYTES);
    private final CopyReader reader = new CopyReader(WRITES, stamp, _ -> 5);
    private boolean gone;

    private final VolumeConnection connection = new VolumeConnection() {
        @Override
        public long bytes() {
            return disk.capacity();
        }

        @Override
        public boolean writable() {
            return false;
        }

        @Override
        public int fd() {
            return -1;
        }

        @Override
        public void read(long offset, ByteBuffer into) {
            if (gone) {
                throw new TargetException("gone");
            }
            int bytes = into.remaining();
            into.put(into.position(), disk, (int) offset, bytes);
            into.position(into.limit()).flip();
        }

        @Override
        public boolean takes(long offset) {
            return false;
        }

        @Override
        public void write(int sequence, long offset, ByteBuffer block) {
            throw new UnsupportedOperationException("a copy is only read");
        }

        @Override
        public void work(Acknowledgements to) {
            // Nothing is asked.
        }

        @Override
        public boolean wantsToSend() {
            return false;
        }

        @Override
        public void close() {
            gone = true;
        }
    };

    private void write(int block, long sequence) {
        stamp.write(disk.position(block * BLOCK_BYTES), 0, block, sequence, 0);
    }

    private static boolean lacking(CopiedBlock read) {
        return read.found() < read.expected();
    }

    private List<CopiedBlock> first() {
        write(0, 5);
        write(1, 1);
        write(3, 5);
        return reader.read(connection, 0, 4, Long.MAX_VALUE);
    }

    private List<CopiedBlock> again(List<CopiedBlock> before) {
        return reader.again(connection, before, CopyReaderTest::lacking, Long.MAX_VALUE);
    }

    @Test
    void onlyWhatWasLackingIsTakenFromTheSecondLook() {
        List<CopiedBlock> before = first();
        write(2, 5);
        List<CopiedBlock> now = again(before);

        assertThat(before)
                .extracting(CopiedBlock::state)
                .containsExactly(State.WHOLE, State.WHOLE, State.EMPTY, State.WHOLE);
        assertThat(now).extracting(CopiedBlock::found).containsExactly(5L, 1L, 5L, 5L);
        assertThat(now.get(0)).isEqualTo(before.get(0));
        assertThat(now.get(3)).isEqualTo(before.get(3));
        assertThat(now.get(1).readNs()).isGreaterThan(before.get(3).readNs());
    }

    @Test
    void whatCannotBeReadAgainStaysAsItWasRead() {
        List<CopiedBlock> before = first();
        gone = true;

        assertThat(again(before)).isEqualTo(before);
    }

    @Test
    void whereNothingIsLackingNothingIsRead() {
        write(1, 5);
        write(2, 5);
        List<CopiedBlock> before = first().stream()
                .map(one -> new CopiedBlock(one.block(), one.readNs(), 5, 5, State.WHOLE))
                .toList();
        gone = true;

        assertThat(again(before)).isSameAs(before);
    }
}
