package org.seatrial.generators.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.seatrial.generators.storage.BlockStamp.Found;
import org.seatrial.recording.CopiedBlock;
import org.seatrial.recording.CopiedBlock.State;
import org.seatrial.recording.WriteStamp;

class BlockStampTest {

    private static final int BLOCK = 4096;

    private final BlockStamp stamp = new BlockStamp("writes", 42, BLOCK);
    private final ByteBuffer block = ByteBuffer.allocate(BLOCK);

    private ByteBuffer write(BlockStamp by, int stream, long number, long sequence) {
        ByteBuffer into = ByteBuffer.allocate(BLOCK);
        by.write(into, stream, number, sequence, 1000);
        assertThat(into.hasRemaining()).isFalse();
        return into;
    }

    @Test
    void aBlockTellsWhichWriteItHolds() {
        assertThat(stamp.read(write(stamp, 3, 7, 11), 0, 3, 7)).isEqualTo(new Found(State.WHOLE, 11));
    }

    @Test
    void everySectorBeginsWithALineOfTextThatTellsTheWrite() {
        ByteBuffer written = write(stamp, 3, 7, 11);
        for (int at = 0; at < BLOCK; at += BlockStamp.SECTOR_BYTES) {
            String text = StandardCharsets.ISO_8859_1
                    .decode(written.slice(at, BlockStamp.SECTOR_BYTES))
                    .toString();

            assertThat(WriteStamp.parse(text.lines().findFirst().orElseThrow()))
                    .contains(new WriteStamp("writes", 3, 11, 1000));
        }
    }

    @Test
    void theLongestLineHasRoomInItsSector() {
        String longest = new WriteStamp("w".repeat(80), 9999, Long.MAX_VALUE / 10, Long.MAX_VALUE / 10).line();

        assertThat(longest.length()).isLessThan(WriteStamp.LINE_BYTES);
        assertThat(WriteStamp.parse(longest)).isPresent();
    }

    @Test
    void aBlockOfZeroesIsEmpty() {
        assertThat(stamp.read(block, 0, 3, 7)).isEqualTo(new Found(State.EMPTY, CopiedBlock.NONE));
    }

    @Test
    void aBlockOfAnotherTrialIsEmpty() {
        ByteBuffer other = write(new BlockStamp("writes", 43, BLOCK), 3, 7, 11);

        assertThat(stamp.read(other, 0, 3, 7)).isEqualTo(new Found(State.EMPTY, CopiedBlock.NONE));
    }

    @Test
    void anyFlippedByteIsFound() {
        for (int at = 0; at < BLOCK; at++) {
            ByteBuffer written = write(stamp, 3, 7, 11);
            written.put(at, (byte) (written.get(at) ^ 1));

            assertThat(stamp.read(written, 0, 3, 7).state()).as("octet %d", at).isEqualTo(State.CORRUPT);
        }
    }

    @Test
    void aBlockInTheWrongPlaceIsCorrupt() {
        assertThat(stamp.read(write(stamp, 3, 8, 11), 0, 3, 7).state()).isEqualTo(State.CORRUPT);
        assertThat(stamp.read(write(stamp, 4, 7, 11), 0, 3, 7).state()).isEqualTo(State.CORRUPT);
    }

    @Test
    void aBlockOfTwoWritesIsTornAndCountsAsTheOlder() {
        block.put(0, write(stamp, 3, 7, 11), 0, BLOCK);
        block.put(0, write(stamp, 3, 7, 21), 0, BlockStamp.SECTOR_BYTES);

        assertThat(stamp.read(block, 0, 3, 7)).isEqualTo(new Found(State.TORN, 11));
    }

    @Test
    void aHalfWrittenBlockIsTorn() {
        block.put(0, write(stamp, 3, 7, 11), 0, BLOCK / 2);

        assertThat(stamp.read(block, 0, 3, 7)).isEqualTo(new Found(State.TORN, CopiedBlock.NONE));
    }
}
