package org.seatrial.replica;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.seatrial.recording.Noticed;

class FrrLogTest {

    private static final String BFD = "2026/11/21 09:36:00.132953 BFD: [SEY1D-NT8EQ] state-change: [mhop:no"
            + " peer:198.18.0.1 local:198.18.0.0 vrf:default ifname:eth10] ";

    private static String what(String line) {
        return FrrLog.event("leaf1", line, 0).map(Noticed::what).orElse("nothing");
    }

    @Test
    void aSessionThatLeavesUpIsAFailureNoticed() {
        assertThat(what(BFD + "up -> down reason:control-expired")).isEqualTo(Noticed.BFD_DOWN);
        assertThat(what(BFD + "up -> init")).isEqualTo(Noticed.BFD_DOWN);
    }

    @Test
    void aSessionOnItsWayUpIsNoFailure() {
        assertThat(what(BFD + "down -> init")).isEqualTo("nothing");
        assertThat(what(BFD + "init -> up")).isEqualTo(Noticed.BFD_UP);
    }

    @Test
    void aBgpNeighbourGoesDownAndUp() {
        String start = "2026/11/21 09:36:00.132953 BGP: [PXVXG-TFNNT] %ADJCHANGE: neighbor 198.18.0.1(dc2-leaf1) in vrf"
                + " default ";
        assertThat(what(start + "Down Interface down")).isEqualTo(Noticed.BGP_DOWN);
        assertThat(what(start + "Up")).isEqualTo(Noticed.BGP_UP);
    }

    @Test
    void theStampIsUtcToTheMicrosecondAndMovedToTheMonotonicClock() {
        Instant stamp = Instant.parse("2026-11-21T09:36:00.132953Z");
        long wall = stamp.getEpochSecond() * 1_000_000_000L + stamp.getNano();
        assertThat(FrrLog.event("leaf1", BFD + "up -> down", wall - 77)
                        .orElseThrow()
                        .atNs())
                .isEqualTo(77);
    }

    @Test
    void aLineThatIsCutOffIsLeftForTheNextReading() {
        assertThat(what("state-change: [] up -> down")).isEqualTo("nothing");
        assertThat(what("2026/11/21 09:36")).isEqualTo("nothing");
    }
}
