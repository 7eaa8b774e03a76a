package org.seatrial.run;

import java.time.Duration;
import java.util.List;
import org.seatrial.lab.Lab;
import org.seatrial.traffic.ClockRecord;
import org.seatrial.traffic.Flow;
import org.seatrial.traffic.FlowProgress;
import org.seatrial.traffic.Outcome;
import org.seatrial.traffic.SampleSink;
import org.seatrial.traffic.TrafficGenerator;
import org.seatrial.traffic.TrafficSession;
import org.seatrial.traffic.fake.FakeTraffic;

/**
 * Simulated traffic through a design that carries so many packets a second and loses the rest.
 *
 * @param packetsPerSecond of a whole flow
 */
record LimitedTraffic(double packetsPerSecond) implements TrafficGenerator {

    @Override
    public String name() {
        return "limited";
    }

    @Override
    public boolean generatesIn(Lab lab) {
        return true;
    }

    @Override
    public TrafficSession open(Lab lab, List<Flow> flows, Duration longest) {
        return new Limited(new FakeTraffic().open(lab, flows, longest));
    }

    private final class Limited implements TrafficSession {
        private final TrafficSession session;

        Limited(TrafficSession session) {
            this.session = session;
        }

        @Override
        public long start() {
            return session.start();
        }

        @Override
        public List<FlowProgress> progress(long fromNs, long untilNs) {
            return session.progress(fromNs, untilNs);
        }

        @Override
        public boolean prompt() {
            return session.prompt();
        }

        @Override
        public void stop(Duration drain) {
            session.stop(drain);
        }

        @Override
        public void replay(Flow flow, Duration threshold, SampleSink sink) {
            double carried = Math.min(1, packetsPerSecond / (flow.packetsPerSecond() * flow.streams()));
            session.replay(
                    flow, threshold, (stream, sequence, intended, started, completed, outcome, copies, reordered) -> {
                        boolean passes = Math.floor((sequence + 1) * carried) > Math.floor(sequence * carried);
                        sink.sample(
                                stream,
                                sequence,
                                intended,
                                started,
                                passes ? completed : 0,
                                passes ? outcome : Outcome.LOST,
                                passes ? copies : 0,
                                reordered);
                    });
        }

        @Override
        public long receiverDrops(Flow flow) {
            return 0;
        }

        @Override
        public List<String> shortfalls(Flow flow) {
            return List.of();
        }

        @Override
        public ClockRecord clock() {
            return session.clock();
        }

        @Override
        public void close() {
            session.close();
        }
    }
}
