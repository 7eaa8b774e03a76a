package org.seatrial.probe.failover;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.seatrial.probe.FlowContext;
import org.seatrial.recording.OutageLog;
import org.seatrial.recording.PhaseClock;
import org.seatrial.recording.Standstill;
import org.seatrial.topology.Endpoint;
import org.seatrial.traffic.ClockRecord;
import org.seatrial.traffic.Flow;
import org.seatrial.traffic.Outcome;

/** A packet every 2 ms, but none is sent from 100 ms to 160 ms; no fault. */
class StandstillOutageTest {

    private static final long MS = 1_000_000;
    private static final long DELAY = 200_000;

    private final Flow flow =
            new Flow("probe", new Endpoint("a", "eth1"), new Endpoint("b", "eth1"), false, 1, 500, 128);
    private long sequence;

    @Test
    void aGapInWhichTheSenderAloneStoodStillMayHideAnOutage() {
        OutageLog log = log(List.of(), Outcome.RECEIVED);
        assertThat(log.gaps().baselineNs()).isEqualTo(60 * MS);
        assertThat(log.unseen().baselineNs()).isEqualTo(60 * MS);
    }

    @Test
    void timeInWhichTheWholeMachineStoodStillHidesNoOutage() {
        OutageLog log = log(List.of(new Standstill(101 * MS, 159 * MS)), Outcome.RECEIVED);
        assertThat(log.gaps().baselineNs()).isEqualTo(2 * MS);
        assertThat(log.unseen().baselineNs()).isEqualTo(2 * MS);
    }

    @Test
    void aPacketOnItsWayStandsStillAsWell() {
        Flowing flowing = new Flowing(List.of(new Standstill(100 * MS + DELAY / 2, 150 * MS + DELAY / 2)));
        flowing.packets(0, 100 * MS);
        flowing.packet(100 * MS, 150 * MS + DELAY, Outcome.RECEIVED);
        flowing.packets(150 * MS + DELAY, 300 * MS);
        assertThat(flowing.observation.log().unseen().baselineNs()).isLessThan(3 * MS);
    }

    @Test
    void anOutageAroundAStandstillIsNotShortened() {
        OutageLog log = log(List.of(new Standstill(101 * MS, 159 * MS)), Outcome.LOST);
        assertThat(log.outages()).singleElement().satisfies(outage -> {
            assertThat(outage.upperNs()).isGreaterThanOrEqualTo(62 * MS);
        });
    }

    /** @param outcome of the packet after the gap */
    private OutageLog log(List<Standstill> standstills, Outcome outcome) {
        Flowing flowing = new Flowing(standstills);
        flowing.packets(0, 102 * MS);
        flowing.packet(160 * MS, outcome == Outcome.LOST ? 0 : 160 * MS + DELAY, outcome);
        flowing.packets(162 * MS, 300 * MS);
        return flowing.observation.log();
    }

    private final class Flowing {
        private final OutageObservation observation;

        Flowing(List<Standstill> standstills) {
            PhaseClock phases = new PhaseClock(0, Long.MAX_VALUE, Long.MAX_VALUE, 1000 * MS);
            observation = new OutageObservation(
                    new FlowContext(flow, phases, new ClockRecord(0, 0, false), standstills), "x.csv");
        }

        void packets(long fromNs, long untilNs) {
            for (long at = fromNs; at < untilNs; at += 2 * MS) {
                packet(at, at + DELAY, Outcome.RECEIVED);
            }
        }

        void packet(long sentNs, long receivedNs, Outcome outcome) {
            observation.sample(0, sequence++, sentNs, sentNs, receivedNs, outcome, receivedNs > 0 ? 1 : 0, false);
        }
    }
}
