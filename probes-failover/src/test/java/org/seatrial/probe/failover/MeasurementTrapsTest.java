package org.seatrial.probe.failover;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.function.LongPredicate;
import org.junit.jupiter.api.Test;
import org.seatrial.probe.FlowContext;
import org.seatrial.recording.Outage;
import org.seatrial.recording.OutageLog;
import org.seatrial.recording.Phase;
import org.seatrial.recording.PhaseClock;
import org.seatrial.topology.Endpoint;
import org.seatrial.traffic.ClockRecord;
import org.seatrial.traffic.Flow;
import org.seatrial.traffic.Outcome;
import org.seatrial.traffic.Precision;

/** Mistakes that other tools have made in measuring outages. Packet n is due at n × 2 ms and takes 200 µs. */
class MeasurementTrapsTest {

    private static final long MS = 1_000_000;
    private static final long INTERVAL = 2 * MS;
    private static final long DELAY = 200_000;
    private static final long CLOCK_ERROR = 30_000;
    private static final int PACKETS = 2500;
    private static final PhaseClock PHASES = new PhaseClock(0, 1000 * MS, 3000 * MS, 5000 * MS);
    private static final Flow FLOW = new Flow(
            "probe",
            new Endpoint("a", "eth1"),
            new Endpoint("b", "eth1"),
            true,
            1,
            500,
            128,
            Duration.ofMillis(100),
            Precision.LIGHT,
            1);

    private final OutageObservation observation =
            new OutageObservation(new FlowContext(FLOW, PHASES, new ClockRecord(0, CLOCK_ERROR, false)), "x.csv");

    @Test
    void aFloodOfDuplicatesIsNoRecovery() {
        for (long n = 0; n < PACKETS; n++) {
            // Packet 599 comes in again and again while 600 to 699 are missing.
            boolean lost = n >= 600 && n < 700;
            send(0, n, 0, lost ? Outcome.LOST : Outcome.RECEIVED, n == 599 ? 50_000 : 1);
        }

        Outage outage = only();
        assertThat(outage.missing()).isEqualTo(100);
        assertThat(outage.timestampNs()).isEqualTo(200 * MS);
        assertThat(outage.upperNs()).isGreaterThan(200 * MS);
    }

    @Test
    void separateOutagesAreNotMergedIntoOne() {
        run(0, n -> (n >= 600 && n < 605) || (n >= 900 && n < 905) || n == 906);

        assertThat(log().outages()).extracting(Outage::missing).containsExactly(5L, 5L, 1L);
        assertThat(log().outages())
                .allSatisfy(outage -> assertThat(outage.upperNs()).isLessThan(13 * MS));
    }

    @Test
    void anOutageThatBeginsBeforeOrLastsPastTheWindowHasNoLength() {
        run(0, n -> n < 5 || n >= PACKETS - 3);

        assertThat(log().outages()).hasSize(2);
        assertThat(log().outages().getFirst().beginsBefore()).isTrue();
        assertThat(log().outages().getLast().neverEnds()).isTrue();
        assertThat(log().outages()).allSatisfy(outage -> {
            assertThat(outage.bounded()).isFalse();
            assertThat(outage.upperNs()).isEqualTo(Long.MAX_VALUE);
            assertThat(outage.lossUpperNs()).isEqualTo(Long.MAX_VALUE);
            assertThat(outage.timestampNs()).isEqualTo(-1);
        });
    }

    @Test
    void moreThan64LossesInARowKeepTheirDirection() {
        run(0, n -> n >= 600 && n < 800);
        run(1, n -> n >= 600 && n < 670);

        assertThat(log().outages()).extracting(Outage::stream).containsExactly(0, 1);
        assertThat(log().outages()).extracting(Outage::missing).containsExactly(200L, 70L);
        assertThat(FLOW.isReverse(log().outages().getFirst().stream())).isFalse();
        assertThat(FLOW.isReverse(log().outages().getLast().stream())).isTrue();
    }

    @Test
    void theGeneratorsOwnLossMayBeAnOutageButNeverMustBe() {
        for (long n = 0; n < PACKETS; n++) {
            boolean refused = n >= 600 && n < 700;
            boolean lost = n >= 640 && n < 650;
            send(0, n, 0, lost ? Outcome.LOST : refused ? Outcome.UNSENT : Outcome.RECEIVED, refused ? 0 : 1);
        }

        Outage outage = only();
        assertThat(outage.unsent()).isEqualTo(90);
        assertThat(outage.lowerNs()).isEqualTo(9 * INTERVAL - 2 * CLOCK_ERROR);
        assertThat(outage.lossLowerNs()).isEqualTo(9 * INTERVAL - 2 * CLOCK_ERROR);
        assertThat(outage.upperNs()).isEqualTo(101 * INTERVAL + 2 * CLOCK_ERROR);
        assertThat(outage.missing()).isEqualTo(100);
    }

    @Test
    void aPacketHeldBackUntilTheEndOfAnOutageDoesNotShortenIt() {
        for (long n = 0; n < PACKETS; n++) {
            boolean lost = n >= 600 && n < 610;
            long held = n >= 610 && n < 650 ? (650 - n) * INTERVAL : 0;
            send(0, n, held, lost ? Outcome.LOST : Outcome.RECEIVED, 1);
        }

        // Nothing arrived from 1.198 s to 1.300 s, though packets sent from 1.220 s on did in the end.
        assertThat(only().timestampNs()).isEqualTo(100 * MS);
        assertThat(only().upperNs()).isEqualTo(102 * MS + 2 * CLOCK_ERROR);
    }

    @Test
    void packetsHeldBackButNotLostMayHideAnOutage() {
        for (long n = 0; n < PACKETS; n++) {
            send(0, n, n >= 600 && n < 640 ? (640 - n) * INTERVAL : 0, Outcome.RECEIVED, 1);
        }

        assertThat(log().outages()).isEmpty();
        assertThat(log().gaps().of(Phase.FAULT)).isEqualTo(INTERVAL);
        assertThat(log().unseen().of(Phase.FAULT)).isEqualTo(82 * MS + 2 * CLOCK_ERROR);
        assertThat(log().unseen().of(Phase.RECOVERY)).isEqualTo(INTERVAL + 2 * CLOCK_ERROR);
    }

    @Test
    void lostPacketsTimesTheIntervalIsNotBelievedOfASenderThatStalled() {
        for (long n = 0; n < PACKETS; n++) {
            long at = n >= 590 && n < 640 ? due(640) : due(n);
            boolean lost = n >= 590 && n < 700;
            long received = lost ? 0 : at + DELAY;
            observation.sample(0, n, due(n), at, received, lost ? Outcome.LOST : Outcome.RECEIVED, lost ? 0 : 1, false);
        }
        fill(1);

        // 110 packets say 220 ms; but 51 of them left together, and 120 ms of drops explain them all.
        assertThat(only().lossDerivedNs()).isEqualTo(220 * MS);
        assertThat(only().lossLowerNs()).isLessThanOrEqualTo(118 * MS);
        assertThat(only().lowerNs()).isEqualTo(118 * MS - 2 * CLOCK_ERROR);
        assertThat(only().upperNs()).isEqualTo(222 * MS + 2 * CLOCK_ERROR);
    }

    @Test
    void aSenderThatStartedLateHidesWhatCameBefore() {
        for (long n = 0; n < PACKETS; n++) {
            long at = n < 100 ? due(100) : due(n);
            observation.sample(0, n, due(n), at, at + DELAY, Outcome.RECEIVED, 1, false);
        }

        assertThat(log().gaps().of(Phase.BASELINE)).isEqualTo(200 * MS);
    }

    @Test
    void theForwardingDelayThresholdIsReported() {
        fill(0);
        fill(1);

        assertThat(log().delayThresholdNs()).isEqualTo(100 * MS);
    }

    private void fill(int stream) {
        run(stream, n -> false);
    }

    private void run(int stream, LongPredicate lost) {
        for (long n = 0; n < PACKETS; n++) {
            send(stream, n, 0, lost.test(n) ? Outcome.LOST : Outcome.RECEIVED, 1);
        }
    }

    private void send(int stream, long n, long heldNs, Outcome outcome, int copies) {
        boolean arrived = outcome.good();
        observation.sample(
                stream, n, due(n), due(n), arrived ? due(n) + DELAY + heldNs : 0, outcome, arrived ? copies : 0, false);
    }

    private Outage only() {
        assertThat(log().outages()).hasSize(1);
        return log().outages().getFirst();
    }

    private OutageLog log() {
        return observation.log();
    }

    private static long due(long n) {
        return n * INTERVAL;
    }
}
