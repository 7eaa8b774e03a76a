package org.seatrial.run;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.seatrial.lab.fake.FakeBehaviour;
import org.seatrial.lab.fake.FakeLab;
import org.seatrial.topology.Endpoint;
import org.seatrial.traffic.ClockRecord;
import org.seatrial.traffic.Flow;
import org.seatrial.traffic.FlowProgress;
import org.seatrial.traffic.Outcome;
import org.seatrial.traffic.SampleSink;
import org.seatrial.traffic.TrafficSession;
import org.seatrial.traffic.fake.FakeTraffic;

/** Mistakes that other tools have made while traffic runs. */
class MeasurementTrapsTest {

    private static final Flow FAST =
            new Flow("fast", new Endpoint("west", "eth1"), new Endpoint("east", "eth1"), false, 1, 1e6, 128);

    @Test
    void samplesAreNotReadWhileTrafficRuns() {
        FakeLab lab = new FakeLab(Sim.dualPath(), FakeBehaviour.SOUND, Sim.time(new VirtualClock()));
        try (TrafficSession session = new FakeTraffic().open(lab, List.of(SimRun.PROBE), Duration.ofSeconds(5))) {
            session.start();
            assertThatThrownBy(() -> session.replay(SimRun.PROBE, Duration.ofSeconds(1), MeasurementTrapsTest::ignore))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("stopped");
        }
    }

    @Test
    void aHighRateIsJudgedPacketByPacketAndNotByATolerance() {
        assertThatCode(() -> SteadyState.prove(new Counting(10_000_000), List.of(FAST), 0, 10_000_000_000L))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> SteadyState.prove(new Counting(9_999_999), List.of(FAST), 0, 10_000_000_000L))
                .isInstanceOf(TrialInvalidException.class)
                .hasMessageContaining("9999999 arrived");
    }

    private static void ignore(
            int stream,
            long sequence,
            long intendedNs,
            long startedNs,
            long completedNs,
            Outcome outcome,
            int copies,
            boolean reordered) {
        // What is sampled does not matter here.
    }

    /** Ten million packets, one sent in a stall that moved thirty thousand of them by a few milliseconds. */
    private record Counting(long received) implements TrafficSession {

        @Override
        public long start() {
            return 0;
        }

        @Override
        public List<FlowProgress> progress(long fromNs, long untilNs) {
            return List.of(new FlowProgress("fast", 10_000_000, 10_000_000, received, 3_000_000));
        }

        @Override
        public void stop(Duration drain) {}

        @Override
        public void replay(Flow flow, Duration forwardingDelayThreshold, SampleSink sink) {}

        @Override
        public long receiverDrops(Flow flow) {
            return 0;
        }

        @Override
        public List<String> shortfalls(Flow flow) {
            return List.of();
        }

        @Override
        public boolean prompt() {
            return true;
        }

        @Override
        public ClockRecord clock() {
            return new ClockRecord(0, 0, false);
        }

        @Override
        public void close() {}
    }
}
