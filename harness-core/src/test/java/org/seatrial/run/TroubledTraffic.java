package org.seatrial.run;

import java.time.Duration;
import java.util.List;
import org.seatrial.lab.Lab;
import org.seatrial.lab.LabException;
import org.seatrial.traffic.ClockRecord;
import org.seatrial.traffic.Flow;
import org.seatrial.traffic.FlowProgress;
import org.seatrial.traffic.SampleSink;
import org.seatrial.traffic.TrafficGenerator;
import org.seatrial.traffic.TrafficSession;
import org.seatrial.traffic.fake.FakeTraffic;

/** Simulated traffic with something wrong; the self-test's traffic is left alone. */
final class TroubledTraffic implements TrafficGenerator {

    private static final long FAULT_STARTS_AFTER_NS = 1_030_000_000L;

    private final FakeTraffic sound = new FakeTraffic();
    private long losing;
    private long dropping;
    private Duration late = Duration.ZERO;
    private Duration lateInFault = Duration.ZERO;
    private boolean stepping;
    private boolean broken;

    TroubledTraffic losing(long packets) {
        losing = packets;
        return this;
    }

    /** The instrument itself drops what arrived. */
    TroubledTraffic dropping(long packets) {
        dropping = packets;
        return this;
    }

    TroubledTraffic late(Duration by) {
        late = by;
        return this;
    }

    TroubledTraffic lateInFault(Duration by) {
        lateInFault = by;
        return this;
    }

    TroubledTraffic stepping() {
        stepping = true;
        return this;
    }

    TroubledTraffic broken() {
        broken = true;
        return this;
    }

    @Override
    public String name() {
        return "troubled";
    }

    @Override
    public boolean generatesIn(Lab lab) {
        return sound.generatesIn(lab);
    }

    @Override
    public TrafficSession open(Lab lab, List<Flow> flows, Duration longest) {
        TrafficSession session = sound.open(lab, flows, longest);
        if (flows.getFirst().name().equals("reference")) {
            return session;
        }
        if (broken) {
            throw new LabException("no sockets today");
        }
        return new Troubled(session);
    }

    private final class Troubled implements TrafficSession {
        private final TrafficSession session;
        private long startNs;
        private long told;

        Troubled(TrafficSession session) {
            this.session = session;
        }

        @Override
        public long start() {
            startNs = session.start();
            return startNs;
        }

        @Override
        public List<FlowProgress> progress(long fromNs, long untilNs) {
            return session.progress(fromNs, untilNs).stream()
                    .map(seen -> new FlowProgress(
                            seen.flow(),
                            seen.intended(),
                            seen.sent(),
                            seen.received() - losing,
                            Math.max(seen.worstLatenessNs(), late.toNanos())))
                    .toList();
        }

        @Override
        public void stop(Duration drain) {
            session.stop(drain);
        }

        @Override
        public void replay(Flow flow, Duration threshold, SampleSink sink) {
            session.replay(
                    flow, threshold, (stream, sequence, intended, started, completed, outcome, copies, reordered) -> {
                        boolean inFault = intended > startNs + FAULT_STARTS_AFTER_NS + 500_000_000L;
                        long by = inFault ? lateInFault.toNanos() : 0;
                        sink.sample(
                                stream, sequence, intended, started + by, completed + by, outcome, copies, reordered);
                    });
        }

        @Override
        public boolean prompt() {
            return session.prompt();
        }

        @Override
        public long receiverDrops(Flow flow) {
            return dropping;
        }

        @Override
        public long ownDropsSoFar() {
            // More with each question, as of an instrument that does not keep up.
            told += dropping;
            return told;
        }

        @Override
        public List<String> shortfalls(Flow flow) {
            return session.shortfalls(flow);
        }

        @Override
        public ClockRecord clock() {
            ClockRecord sane = session.clock();
            return new ClockRecord(sane.offsetNs(), sane.errorNs(), stepping);
        }

        @Override
        public void close() {
            session.close();
        }
    }
}
