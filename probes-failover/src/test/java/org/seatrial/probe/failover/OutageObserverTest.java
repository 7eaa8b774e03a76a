package org.seatrial.probe.failover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.seatrial.probe.FlowContext;
import org.seatrial.probe.Observation;
import org.seatrial.probe.Observer;
import org.seatrial.recording.EvidenceFile;
import org.seatrial.recording.Outage;
import org.seatrial.recording.OutageList;
import org.seatrial.recording.OutageLog;
import org.seatrial.recording.Phase;
import org.seatrial.recording.PhaseClock;
import org.seatrial.topology.Endpoint;
import org.seatrial.traffic.ClockRecord;
import org.seatrial.traffic.Flow;
import org.seatrial.traffic.Outcome;

/** A stream of 500 packets a second: packet n is due at n × 2 ms. The fault strikes at 1 s, is healed at 3 s. */
class OutageObserverTest {

    private static final long MS = 1_000_000;
    private static final long INTERVAL = 2 * MS;
    private static final long DELAY = 200_000;
    private static final long CLOCK_ERROR = 30_000;
    /** Two receive stamps are compared, and either may be wrong. */
    private static final long EITHER_STAMP = 2 * CLOCK_ERROR;

    private static final long PACKETS = 2500;
    private static final PhaseClock PHASES = new PhaseClock(0, 1000 * MS, 3000 * MS, 5000 * MS);

    @TempDir
    private Path folder = Path.of(".");

    private Observation observation = observe(1, PHASES);

    @BeforeEach
    void oneStream() {
        observation = observe(1, PHASES);
    }

    @Test
    void nothingMissingIsNoOutage() throws IOException {
        send(0, PACKETS, Set.of(), Outcome.LOST);

        assertThat(log().outages()).isEmpty();
        assertThat(log().fewestPackets()).isEqualTo(PACKETS);
    }

    @Test
    void theIntervalRunsFromTheMissingToTheGoodPacketsAround() throws IOException {
        send(0, PACKETS, packets(600, 650), Outcome.LOST);

        Outage outage = only();

        assertThat(outage.phase()).isEqualTo(Phase.FAULT);
        assertThat(outage.startNs()).isEqualTo(599 * INTERVAL);
        assertThat(outage.endNs()).isEqualTo(650 * INTERVAL);
        assertThat(outage.lowerNs()).isEqualTo(49 * INTERVAL - EITHER_STAMP);
        assertThat(outage.upperNs()).isEqualTo(51 * INTERVAL + EITHER_STAMP);
        assertThat(outage.timestampNs()).isEqualTo(50 * INTERVAL);
        assertThat(outage.lossDerivedNs()).isEqualTo(50 * INTERVAL);
        assertThat(outage.lossLowerNs()).isEqualTo(49 * INTERVAL - EITHER_STAMP);
        assertThat(outage.lossUpperNs()).isEqualTo(51 * INTERVAL + EITHER_STAMP);
        assertThat(outage.lastReceivedNs()).isEqualTo(599 * INTERVAL + DELAY);
        assertThat(outage.firstReceivedNs()).isEqualTo(650 * INTERVAL + DELAY);
        assertThat(outage.missing()).isEqualTo(50);
        assertThat(outage.beginsBefore() || outage.neverEnds() || outage.endedByHeal())
                .isFalse();
    }

    @Test
    void oneGoodPacketMakesTwoOutages() throws IOException {
        Set<Long> missing = packets(600, 651);
        missing.remove(620L);
        send(0, PACKETS, missing, Outcome.LOST);

        assertThat(log().outages()).extracting(Outage::missing).containsExactly(20L, 30L);
    }

    @Test
    void aLatePacketIsMissingAndDoesNotEndAnOutage() throws IOException {
        for (long n = 0; n < PACKETS; n++) {
            boolean lost = n >= 600 && n < 620;
            if (n == 610) {
                observation.sample(0, n, due(n), due(n), due(n) + 3000 * MS, Outcome.LATE, 1, true);
            } else {
                sample(0, n, lost ? Outcome.LOST : Outcome.RECEIVED);
            }
        }

        assertThat(only().missing()).isEqualTo(20);
        assertThat(only().late()).isEqualTo(1);
    }

    @Test
    void duplicatesOfOldPacketsAreNoRecovery() throws IOException {
        for (long n = 0; n < PACKETS; n++) {
            boolean impaired = n >= 600 && n < 700;
            observation.sample(
                    0,
                    n,
                    due(n),
                    due(n),
                    due(n) + (impaired ? 2500 * MS : DELAY),
                    impaired ? Outcome.LATE : Outcome.RECEIVED,
                    impaired ? 40 : n == 599 ? 1000 : 1,
                    false);
        }

        assertThat(only().missing()).isEqualTo(100);
        assertThat(only().duplicated()).isEqualTo(100);
    }

    @Test
    void unsentPacketsAreMissing() throws IOException {
        for (long n = 0; n < PACKETS; n++) {
            boolean unsent = n >= 600 && n < 610;
            observation.sample(
                    0,
                    n,
                    due(n),
                    unsent ? 0 : due(n),
                    unsent ? 0 : due(n) + DELAY,
                    unsent ? Outcome.UNSENT : Outcome.RECEIVED,
                    unsent ? 0 : 1,
                    false);
        }

        assertThat(only().missing()).isEqualTo(10);
        assertThat(only().unsent()).isEqualTo(10);
        assertThat(only().upperNs()).isEqualTo(11 * INTERVAL + EITHER_STAMP);
    }

    @Test
    void aLateSenderIsNoOutageButItsGapIsKnown() throws IOException {
        for (long n = 0; n < PACKETS; n++) {
            long sent = n >= 700 && n < 720 ? due(720) : due(n);
            observation.sample(0, n, due(n), sent, sent + DELAY, Outcome.RECEIVED, 1, false);
        }

        assertThat(log().outages()).isEmpty();
        assertThat(log().gaps()).isEqualTo(new OutageLog.Gaps(INTERVAL, due(720) - due(699), INTERVAL));
    }

    @Test
    void aLateSenderWidensAnOutage() throws IOException {
        for (long n = 0; n < PACKETS; n++) {
            long sent = n == 610 ? due(n) + MS : due(n);
            boolean lost = n >= 600 && n < 610;
            observation.sample(
                    0,
                    n,
                    due(n),
                    sent,
                    lost ? 0 : sent + DELAY,
                    lost ? Outcome.LOST : Outcome.RECEIVED,
                    lost ? 0 : 1,
                    false);
        }

        assertThat(only().upperNs()).isEqualTo(11 * INTERVAL + MS + EITHER_STAMP);
    }

    @Test
    void streamsAreNotMixed() throws IOException {
        observation = observe(2, PHASES);
        for (long n = 0; n < PACKETS; n++) {
            sample(0, n, n >= 600 && n < 650 ? Outcome.LOST : Outcome.RECEIVED);
            sample(1, n, Outcome.RECEIVED);
        }

        assertThat(only().stream()).isZero();
        assertThat(only().missing()).isEqualTo(50);
    }

    @Test
    void moreThanSixtyFourConsecutiveLossesKeepTheirCount() throws IOException {
        send(0, PACKETS, packets(600, 1400), Outcome.LOST);

        assertThat(only().missing()).isEqualTo(800);
        assertThat(only().lossDerivedNs()).isEqualTo(1600 * MS);
    }

    @Test
    void anOutageThatBeginsBeforeTheFirstPacketSaysSo() throws IOException {
        send(0, PACKETS, packets(0, 10), Outcome.LOST);

        assertThat(only().beginsBefore()).isTrue();
        assertThat(only().phase()).isEqualTo(Phase.BASELINE);
        assertThat(only().startNs()).isZero();
        assertThat(only().upperNs()).isEqualTo(Long.MAX_VALUE);
        assertThat(only().timestampNs()).isEqualTo(-1);
    }

    @Test
    void anOutageThatLastsPastTheWindowHasNoEnd() throws IOException {
        send(0, PACKETS, packets(2490, PACKETS), Outcome.LOST);

        assertThat(only().neverEnds()).isTrue();
        assertThat(only().endedByHeal()).isFalse();
        assertThat(only().phase()).isEqualTo(Phase.RECOVERY);
        assertThat(only().upperNs()).isEqualTo(Long.MAX_VALUE);
        assertThat(only().timestampNs()).isEqualTo(-1);
        assertThat(only().endNs()).isEqualTo(due(PACKETS - 1));
    }

    @Test
    void anOutageThatOnlyHealingEndedSaysSo() throws IOException {
        send(0, PACKETS, packets(500, 1502), Outcome.LOST);

        assertThat(only().phase()).isEqualTo(Phase.FAULT);
        assertThat(only().endedByHeal()).isTrue();
        assertThat(only().neverEnds()).isFalse();
    }

    @Test
    void anOutageThatEndedByItselfBeforeHealingSaysSo() throws IOException {
        send(0, PACKETS, packets(500, 1400), Outcome.LOST);

        assertThat(only().endedByHeal()).isFalse();
    }

    @Test
    void anOutageWithoutEndAndWithoutHealingIsNotEndedByHealing() throws IOException {
        observation = observe(1, new PhaseClock(0, 1000 * MS, Long.MAX_VALUE, 5000 * MS));
        send(0, PACKETS, packets(500, PACKETS), Outcome.LOST);

        assertThat(only().endedByHeal()).isFalse();
        assertThat(only().neverEnds()).isTrue();
    }

    @Test
    void packetsInFlightWhenTheFaultStruckBelongToTheFault() throws IOException {
        send(0, PACKETS, packets(480, 560), Outcome.LOST);

        assertThat(only().phase()).isEqualTo(Phase.FAULT);
    }

    @Test
    void aPacketDueBeforeTheFaultAndSentAfterItBelongsToTheFault() throws IOException {
        for (long n = 0; n < PACKETS; n++) {
            boolean stalled = n >= 460 && n < 501;
            boolean lost = n >= 460 && n < 550;
            long sent = stalled ? due(501) : due(n);
            observation.sample(
                    0,
                    n,
                    due(n),
                    sent,
                    lost ? 0 : sent + DELAY,
                    lost ? Outcome.LOST : Outcome.RECEIVED,
                    lost ? 0 : 1,
                    false);
        }

        assertThat(only().phase()).isEqualTo(Phase.FAULT);
    }

    @Test
    void anOutageOfTheSteadyStateIsBaseline() throws IOException {
        send(0, PACKETS, packets(400, 410), Outcome.LOST);

        assertThat(only().phase()).isEqualTo(Phase.BASELINE);
    }

    @Test
    void packetsInFlightWhenHealingStruckBelongToTheRecovery() throws IOException {
        send(0, PACKETS, packets(1499, 1503), Outcome.LOST);

        assertThat(only().phase()).isEqualTo(Phase.RECOVERY);
        assertThat(only().endedByHeal()).isFalse();
    }

    @Test
    void anOutageOverBeforeHealingBelongsToTheFault() throws IOException {
        send(0, PACKETS, packets(1490, 1495), Outcome.LOST);

        assertThat(only().phase()).isEqualTo(Phase.FAULT);
    }

    @Test
    void theOutageOfAVeryShortFaultIsNotTakenForReversion() throws IOException {
        observation = observe(1, new PhaseClock(0, 1000 * MS, 1030 * MS, 5000 * MS));
        send(0, PACKETS, packets(501, 530), Outcome.LOST);

        assertThat(only().phase()).isEqualTo(Phase.FAULT);
        assertThat(only().endedByHeal()).isTrue();
    }

    @Test
    void aQuietTrialIsAllBaseline() throws IOException {
        observation = observe(1, new PhaseClock(0, Long.MAX_VALUE, Long.MAX_VALUE, 5000 * MS));
        send(0, PACKETS, packets(1600, 1610), Outcome.LOST);

        assertThat(only().phase()).isEqualTo(Phase.BASELINE);
    }

    @Test
    void reorderingAroundAnOutageDoesNotMakeItNegative() throws IOException {
        for (long n = 0; n < PACKETS; n++) {
            if (n == 600) {
                sample(0, n, Outcome.LOST);
            } else {
                long delay = n == 599 ? 20 * MS : DELAY;
                observation.sample(0, n, due(n), due(n), due(n) + delay, Outcome.RECEIVED, 1, n == 599);
            }
        }

        assertThat(only().timestampNs()).isEqualTo(INTERVAL);
        assertThat(only().upperNs()).isEqualTo(2 * INTERVAL + EITHER_STAMP);
    }

    @Test
    void aDelayThatPacketsHadBeforeDoesNotMoveTheEstimate() throws IOException {
        for (long n = 0; n < PACKETS; n++) {
            if (n >= 600 && n < 650) {
                sample(0, n, Outcome.LOST);
            } else {
                long delay = n == 100 || n == 650 ? 5 * MS : DELAY;
                observation.sample(0, n, due(n), due(n), due(n) + delay, Outcome.RECEIVED, 1, false);
            }
        }

        assertThat(only().timestampNs()).isEqualTo(50 * INTERVAL);
        assertThat(only().upperNs()).isEqualTo(51 * INTERVAL + 5 * MS - DELAY + EITHER_STAMP);
    }

    @Test
    void aPacketThatTheOutageHeldBackLengthensTheEstimate() throws IOException {
        for (long n = 0; n < PACKETS; n++) {
            if (n >= 600 && n < 650) {
                sample(0, n, Outcome.LOST);
            } else {
                long delay = n == 650 ? 80 * MS + DELAY : DELAY;
                observation.sample(0, n, due(n), due(n), due(n) + delay, Outcome.RECEIVED, 1, false);
            }
        }

        assertThat(only().timestampNs()).isEqualTo(50 * INTERVAL + 80 * MS);
    }

    @Test
    void aPacketWithoutASampleIsRefused() {
        sample(0, 0, Outcome.RECEIVED);

        assertThatThrownBy(() -> sample(0, 2, Outcome.RECEIVED)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aStreamThatWasNeverObservedShows() throws IOException {
        observation = observe(2, PHASES);
        send(0, PACKETS, Set.of(), Outcome.LOST);

        assertThat(log().fewestPackets()).isZero();
        assertThat(log().streams()).isEqualTo(2);
    }

    @Test
    void theReverseDirectionHasStreamsOfItsOwn() throws IOException {
        observation = new OutageObserver()
                .observe(new FlowContext(flow(true, 1), PHASES, new ClockRecord(0, CLOCK_ERROR, false)));
        send(0, PACKETS, Set.of(), Outcome.LOST);
        send(1, PACKETS, packets(600, 610), Outcome.LOST);

        assertThat(only().stream()).isEqualTo(1);
    }

    @Test
    void theRecordOfTheFileCountsOutagesAndMissingPackets() throws IOException {
        Set<Long> missing = packets(600, 610);
        missing.addAll(packets(700, 705));
        send(0, PACKETS, missing, Outcome.LOST);

        EvidenceFile file = observation.finish(folder);

        assertThat(file.path()).isEqualTo("probe.outages.csv");
        assertThat(file.records()).isEqualTo(2);
        assertThat(file.total()).isEqualTo(15);
    }

    @Test
    void itIsFoundByTheServiceLoader() {
        assertThat(ServiceLoader.load(Observer.class)).hasAtLeastOneElementOfType(OutageObserver.class);
    }

    private Outage only() throws IOException {
        assertThat(log().outages()).hasSize(1);
        return log().outages().getFirst();
    }

    private OutageLog log() throws IOException {
        return OutageList.read(folder, observation.finish(folder));
    }

    private void send(int stream, long packets, Set<Long> missing, Outcome outcome) {
        for (long n = 0; n < packets; n++) {
            sample(stream, n, missing.contains(n) ? outcome : Outcome.RECEIVED);
        }
    }

    private void sample(int stream, long n, Outcome outcome) {
        boolean arrived = outcome == Outcome.RECEIVED;
        observation.sample(stream, n, due(n), due(n), arrived ? due(n) + DELAY : 0, outcome, arrived ? 1 : 0, false);
    }

    private static long due(long n) {
        return n * INTERVAL;
    }

    private static Set<Long> packets(long from, long until) {
        return LongStream.range(from, until).boxed().collect(Collectors.toSet());
    }

    private static Flow flow(boolean bothWays, int streams) {
        return new Flow("probe", new Endpoint("a", "eth1"), new Endpoint("b", "eth1"), bothWays, streams, 500, 128);
    }

    private static Observation observe(int streams, PhaseClock phases) {
        return new OutageObserver()
                .observe(new FlowContext(flow(false, streams), phases, new ClockRecord(0, CLOCK_ERROR, false)));
    }
}
