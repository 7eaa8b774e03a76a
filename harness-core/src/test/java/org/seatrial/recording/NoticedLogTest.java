package org.seatrial.recording;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NoticedLogTest {

    @TempDir
    Path folder;

    @Test
    void whatIsReadIsWhatWasWritten() throws IOException {
        List<Noticed> noticed = List.of(
                new Noticed("leaf1", Noticed.BFD_DOWN, 1_000, "session to 198.18.0.1"),
                new Noticed("hv2", Noticed.GUEST_READY, 2_000, "vm01"));

        assertThat(NoticedLog.read(folder, NoticedLog.write(folder, noticed))).isEqualTo(noticed);
    }

    @Test
    void aLogLineWithCommasStaysOneCell() throws IOException {
        List<Noticed> noticed = List.of(new Noticed("leaf1", Noticed.BFD_DOWN, 1_000, "down, diagnostic 1,\nlocal"));

        assertThat(NoticedLog.read(folder, NoticedLog.write(folder, noticed)))
                .extracting(Noticed::detail)
                .containsExactly("down; diagnostic 1; local");
    }
}
