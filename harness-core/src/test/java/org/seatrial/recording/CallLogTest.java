package org.seatrial.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CallLogTest {

    private static final List<Call> CALLS = List.of(
            new Call(0, 0, 12, 1012, Call.End.CLEARED),
            new Call(0, 1, 112, 700, Call.End.DROPPED),
            new Call(0, 2, 0, 0, Call.End.NOT_SET_UP),
            new Call(0, 3, 0, 0, Call.End.NOT_MADE));

    @TempDir
    Path folder;

    @Test
    void whatIsReadIsWhatWasWritten() throws IOException {
        EvidenceFile file = CallLog.write(folder, CallLog.name("lines"), CALLS);

        assertThat(CallLog.read(folder, file)).isEqualTo(CALLS);
        assertThat(file.total()).isEqualTo(2);
    }

    @Test
    void aDroppedCallThatIsMadeAClearedOneIsRefused() throws IOException {
        EvidenceFile file = CallLog.write(folder, CallLog.name("lines"), CALLS);
        Path list = folder.resolve(file.path());
        Files.writeString(list, Files.readString(list).replace("dropped", "cleared"));

        assertThatThrownBy(() -> CallLog.read(folder, file)).isInstanceOf(EvidenceException.class);
    }

    @Test
    void aCallThatWasSetUpWithoutAnInstantIsImpossible() throws IOException {
        EvidenceFile file =
                CallLog.write(folder, CallLog.name("lines"), List.of(new Call(0, 0, 0, 5, Call.End.CLEARED)));

        assertThatThrownBy(() -> CallLog.read(folder, file))
                .isInstanceOf(EvidenceException.class)
                .hasMessageContaining("impossible");
    }
}
