package org.seatrial.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongFunction;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.seatrial.run.AbortCondition.Sighting;
import org.seatrial.topology.Endpoint;
import org.seatrial.traffic.Flow;
import org.seatrial.traffic.FlowProgress;

/** When a flow that the fault must spare ends the trial, and when what it loses proves nothing. */
final class SparedFlowTest {

    private static final long MS = 1_000_000L;
    private static final long FAULT_NS = 10_000 * MS;
    private static final long LATE_NS = 50 * MS;
    private static final FlowProgress SOUND = new FlowProgress("storage", 160, 160, 160, 5_000);
    private static final FlowProgress LOSSY = new FlowProgress("storage", 160, 160, 150, 5_000);

    private static Flow flow(double packetsPerSecond) {
        return new Flow(
                "storage",
                new Endpoint("west", "eth1"),
                new Endpoint("east", "eth1"),
                false,
                16,
                packetsPerSecond,
                128);
    }

    /** What is seen within three seconds after the fault; it is looked every 50 ms. */
    private static Optional<Sighting> watch(SparedFlow spared) {
        for (long now = FAULT_NS; now <= FAULT_NS + 3_000 * MS; now += 50 * MS) {
            Optional<Sighting> seen = spared.look(FAULT_NS, now);
            if (seen.isPresent()) {
                return seen;
            }
        }
        return Optional.empty();
    }

    private static Optional<Sighting> watch(LongFunction<FlowProgress> traffic) {
        return watch(new SparedFlow(flow(100), new ToldTraffic(traffic), span -> false));
    }

    @Test
    void lossInFiveLooksInARowEndsTheTrial() {
        assertThat(watch(from -> LOSSY)).hasValueSatisfying(seen -> {
            assertThat(seen.sinceNs()).isEqualTo(FAULT_NS);
            assertThat(seen.seen()).contains("flow storage", "lost 50 of 800 packets");
        });
    }

    @Test
    void anOutageOfFourLooksDoesNot() {
        assertThat(watch(from -> from < FAULT_NS + 400 * MS ? LOSSY : SOUND)).isEmpty();
    }

    @Test
    void outagesWithAWholeLookBetweenThemAreNotOne() {
        assertThat(watch(from -> (from - FAULT_NS) / (100 * MS) % 5 == 4 ? SOUND : LOSSY))
                .isEmpty();
    }

    @Test
    void packetsThatWereNeverSentAreNotTheFaultsDoing() {
        assertThat(watch(from -> new FlowProgress("storage", 160, 90, 90, 5_000)))
                .isEmpty();
    }

    @Test
    void whatALateSenderLosesIsNotTheFaultsDoing() {
        assertThat(watch(from -> new FlowProgress("storage", 160, 160, 150, LATE_NS)))
                .isEmpty();
    }

    @Test
    void looksAtTroubleOfOurOwnCountNeitherWay() {
        Predicate<SparedFlow.Span> always = span -> true;
        assertThat(watch(new SparedFlow(flow(100), new ToldTraffic(from -> LOSSY), always)))
                .isEmpty();
        // One look that cannot be judged among bad ones does not begin the count again.
        Predicate<SparedFlow.Span> once = span -> span.fromNs() == FAULT_NS + 200 * MS;
        assertThat(watch(new SparedFlow(
                        flow(100), new ToldTraffic(from -> from < FAULT_NS + 600 * MS ? LOSSY : SOUND), once)))
                .isPresent();
    }

    @Test
    void onlyWhatHadTimeToArriveIsJudged() {
        List<Long> asked = new ArrayList<>();
        SparedFlow spared = new SparedFlow(
                flow(100),
                new ToldTraffic(from -> {
                    asked.add(from);
                    return LOSSY;
                }),
                span -> false);
        assertThat(spared.look(FAULT_NS, FAULT_NS + 599 * MS)).isEmpty();
        assertThat(asked).isEmpty();
        assertThat(spared.look(FAULT_NS, FAULT_NS + 600 * MS)).isEmpty();
        assertThat(asked).containsExactly(FAULT_NS);
    }

    @Test
    void eachStreamOfASlowFlowSendsTwiceInALook() {
        List<Long> asked = new ArrayList<>();
        assertThat(watch(new SparedFlow(
                        flow(4),
                        new ToldTraffic(from -> {
                            asked.add(from);
                            return SOUND;
                        }),
                        span -> false)))
                .isEmpty();
        assertThat(asked).startsWith(FAULT_NS, FAULT_NS + 500 * MS, FAULT_NS + 1_000 * MS);
    }
}
