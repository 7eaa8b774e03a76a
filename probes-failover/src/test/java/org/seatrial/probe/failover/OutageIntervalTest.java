package org.seatrial.probe.failover;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.seatrial.probe.FlowContext;
import org.seatrial.probe.failover.DropWindows.Window;
import org.seatrial.recording.Outage;
import org.seatrial.recording.OutageLog;
import org.seatrial.recording.Phase;
import org.seatrial.traffic.ClockRecord;

/** The stated intervals against outages whose true length is known. */
class OutageIntervalTest {

    private static final int STREAMS = 2_000;

    private int inside;
    private int unseen;
    private int alone;

    @Test
    void everyTrueOutageLiesInItsStatedIntervals() {
        for (int seed = 0; seed < STREAMS; seed++) {
            DropWindows truth = new DropWindows(seed);
            OutageLog log = observe(truth);
            assertThat(log.outages()).hasSize(runs(truth));
            for (Window window : truth.windows) {
                check(seed, truth, log, window);
            }
        }

        assertThat(inside).isGreaterThan(10_000);
        assertThat(alone).isGreaterThan(5_000);
        assertThat(unseen).isGreaterThan(200);
    }

    /**
     * The sender's order tells where a window must show: between the last packet that passed before it and the first that
     * passed after it. Either some are missing there, or it went unseen.
     */
    private void check(int seed, DropWindows truth, OutageLog log, Window window) {
        int after = 0;
        while (!truth.good(after) || truth.passedNs[after] < window.untilNs()) {
            after++;
        }
        int before = after - 1;
        while (!truth.good(before)) {
            before--;
        }
        if (before == after - 1) {
            unseen++;
            assertThat(window.lengthNs())
                    .as("seed %d, unseen %s", seed, window)
                    .isLessThanOrEqualTo(log.unseen().of(Phase.BASELINE));
        } else {
            inside++;
            compare("seed %d, %s".formatted(seed, window), truth, log, window, before, after);
        }
    }

    private void compare(String which, DropWindows truth, OutageLog log, Window window, int before, int after) {
        long startNs = truth.sentNs[before];
        Outage outage = log.outages().stream()
                .filter(one -> one.startNs() == startNs)
                .findFirst()
                .orElseThrow();
        assertThat(outage.missing()).isEqualTo(after - before - 1);
        assertThat(outage.upperNs()).as(which).isGreaterThanOrEqualTo(window.lengthNs());
        assertThat(outage.lossUpperNs()).as(which).isGreaterThanOrEqualTo(window.lengthNs());
        assertThat(outage.timestampNs()).isBetween(outage.lowerNs(), outage.upperNs());
        assertThat(outage.lossDerivedNs()).isBetween(outage.lossLowerNs(), outage.lossUpperNs());
        List<Window> causes = truth.windows.stream()
                .filter(one -> strikes(truth, one, before, after))
                .toList();
        if (causes.equals(List.of(window))) {
            alone++;
            assertThat(outage.lowerNs()).as(which).isLessThanOrEqualTo(window.lengthNs());
            assertThat(outage.lossLowerNs()).as(which).isLessThanOrEqualTo(window.lengthNs());
        }
    }

    /** Whether a window swallowed a packet between two others. */
    private static boolean strikes(DropWindows truth, Window window, int before, int after) {
        for (int n = before + 1; n < after; n++) {
            if (!truth.refused[n] && window.holds(truth.passedNs[n])) {
                return true;
            }
        }
        return false;
    }

    private static int runs(DropWindows truth) {
        int runs = 0;
        for (int n = 1; n < DropWindows.PACKETS; n++) {
            runs += !truth.good(n) && truth.good(n - 1) ? 1 : 0;
        }
        return runs;
    }

    private static OutageLog observe(DropWindows truth) {
        OutageObservation observation = new OutageObservation(
                new FlowContext(truth.flow(), truth.phases(), new ClockRecord(0, DropWindows.CLOCK_ERROR_NS, false)),
                "probe.outages.csv");
        truth.replay(observation);
        return observation.log();
    }
}
