package org.seatrial.engine.sys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class UrgencyTest {

    private static final long WINDOW_NS = 20_000_000;
    private static final int REAL_TIME = 1;
    private static final int FAIR = 0;
    private static final int POLICY = 38;

    @BeforeEach
    void aThreadMayAskForRealTimePriority() {
        assumeTrue(SchedulingCalls.mayRunAtOnce());
    }

    @Test
    void aThreadThatSleepsEnoughHasRealTimePriority() throws InterruptedException {
        assertThat(policiesAt(0.1, 0.65)).containsExactly(REAL_TIME, REAL_TIME);
    }

    @Test
    void aThreadThatHardlySleepsIsFair() throws InterruptedException {
        assertThat(policiesAt(0.9, 0.9)).containsExactly(FAIR, FAIR);
    }

    @Test
    void aSenderThatUsesItsWholeBudgetIsNotFairForGoodAfterABadMoment() throws InterruptedException {
        assertThat(policiesAt(0.65, 0.95, 0.65)).containsExactly(REAL_TIME, FAIR, REAL_TIME);
    }

    /** The policy of a thread after windows in which it is busy for a share of the time. */
    private static List<Integer> policiesAt(double... busy) throws InterruptedException {
        List<Integer> policies = new ArrayList<>();
        Thread thread = Thread.ofPlatform().start(() -> {
            Urgency urgency = new Urgency();
            long now = 1;
            urgency.awake(now);
            for (double share : busy) {
                long asleepNs = (long) ((1 - share) * WINDOW_NS);
                urgency.slept(now + WINDOW_NS - asleepNs, now + WINDOW_NS);
                now += WINDOW_NS;
                policies.add(policy());
            }
        });
        thread.join();
        return policies;
    }

    private static int policy() {
        try {
            String stat = Files.readString(Path.of("/proc/thread-self/stat"));
            return Integer.parseInt(
                    stat.substring(stat.lastIndexOf(')') + 2).trim().split(" ", -1)[POLICY]);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
