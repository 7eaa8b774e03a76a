package org.seatrial.engine.standstill;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.seatrial.recording.Standstill;

final class WatchFileTest {

    @TempDir
    Path folder;

    private WatchFile file(int processors) throws IOException {
        return WatchFile.create(folder.resolve("watch"), processors);
    }

    @Test
    void eachProcessorHasSpansOfItsOwn() throws IOException {
        try (WatchFile file = file(2)) {
            file.add(0, 1, 2);
            file.add(1, 3, 4);
            file.add(1, 5, 6);
            assertThat(file.spans(0)).containsExactly(new Standstill(1, 2));
            assertThat(file.spans(1)).containsExactly(new Standstill(3, 4), new Standstill(5, 6));
        }
    }

    @Test
    void theLatestSpansReplaceTheOldest() throws IOException {
        try (WatchFile file = file(1)) {
            for (int span = 0; span < WatchFile.SPANS + 10; span++) {
                file.add(0, 2L * span, 2L * span + 1);
            }
            // The slot that would be written next is left out: its writer may have begun.
            assertThat(file.spans(0)).hasSize(WatchFile.SPANS - 1);
            assertThat(file.spans(0).getFirst()).isEqualTo(new Standstill(22, 23));
            assertThat(file.spans(0).getLast().fromNs()).isEqualTo(2L * (WatchFile.SPANS + 9));
        }
    }

    @Test
    void aListOfProcessorsHasNumbersAndRanges() {
        assertThat(ProcessorList.parse("0-2,5")).containsExactly(0, 1, 2, 5);
    }
}
