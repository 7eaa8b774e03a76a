package org.seatrial.traffic.fake;

import java.time.Duration;
import java.util.List;
import org.seatrial.lab.fake.FakeLab;
import org.seatrial.traffic.ClockRecord;
import org.seatrial.traffic.Flow;
import org.seatrial.traffic.FlowProgress;
import org.seatrial.traffic.Outcome;
import org.seatrial.traffic.SampleSink;
import org.seatrial.traffic.TrafficSession;

/** Computes every sample from the schedule and the breaks of the simulated lab. */
final class FakeTrafficSession implements TrafficSession {

    private static final long LATENESS_NS = 5_000;
    private static final long DELAY_NS = 200_000;
    private static final long JITTER_NS = 50_000;
    private static final long CLOCK_ERROR_NS = 1_000;

    private final FakeLab lab;
    private final List<Flow> flows;
    private final Duration longest;
    private long startNs = -1;
    private long endNs = Long.MAX_VALUE;
    private boolean stopped;

    FakeTrafficSession(FakeLab lab, List<Flow> flows, Duration longest) {
        this.lab = lab;
        this.flows = List.copyOf(flows);
        this.longest = longest;
    }

    @Override
    public long start() {
        startNs = lab.time().now();
        endNs = startNs + longest.toNanos();
        lab.carry(flows);
        return startNs;
    }

    @Override
    public List<FlowProgress> progress(long fromNs, long untilNs) {
        return flows.stream().map(flow -> progress(flow, fromNs, untilNs)).toList();
    }

    @Override
    public void stop(Duration drain) {
        stopped = true;
        if (startNs >= 0 && lab.time().now() < endNs) {
            endNs = lab.time().now();
            lab.carry(List.of());
            lab.time().sleepUntil(endNs + drain.toNanos());
        }
    }

    @Override
    public void replay(Flow flow, Duration forwardingDelayThreshold, SampleSink sink) {
        if (!stopped) {
            throw new IllegalStateException("samples are final only after the traffic was stopped");
        }
        for (int stream = 0; stream < flow.allStreams(); stream++) {
            long sequence = 0;
            for (long due = due(flow, stream, 0); due < endNs; due = due(flow, stream, sequence)) {
                boolean arrives = lab.network().delivers(flow, stream, due + LATENESS_NS);
                long delayNs = DELAY_NS + (sequence * 7_919 + stream * 104_729L) % JITTER_NS;
                sink.sample(
                        stream,
                        sequence,
                        due,
                        due + LATENESS_NS,
                        arrives ? due + LATENESS_NS + delayNs : 0,
                        outcome(arrives, delayNs, forwardingDelayThreshold),
                        arrives ? 1 : 0,
                        false);
                sequence++;
            }
        }
    }

    private static Outcome outcome(boolean arrives, long delayNs, Duration threshold) {
        if (!arrives) {
            return Outcome.LOST;
        }
        return delayNs > threshold.toNanos() ? Outcome.LATE : Outcome.RECEIVED;
    }

    @Override
    public boolean prompt() {
        return true;
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
        return new ClockRecord(0, CLOCK_ERROR_NS, false);
    }

    @Override
    public void close() {
        lab.carry(List.of());
    }

    private FlowProgress progress(Flow flow, long fromNs, long untilNs) {
        long intended = 0;
        long received = 0;
        long end = Math.min(untilNs, endNs);
        for (int stream = 0; stream < flow.allStreams(); stream++) {
            long sequence = (long) Math.max(0, Math.ceil((fromNs - due(flow, stream, 0)) / flow.intervalNs()));
            for (long due = due(flow, stream, sequence); due < end; due = due(flow, stream, sequence)) {
                intended++;
                received += lab.network().delivers(flow, stream, due + LATENESS_NS) ? 1 : 0;
                sequence++;
            }
        }
        return new FlowProgress(flow.name(), intended, intended, received, LATENESS_NS);
    }

    /** Streams take turns, so that they do not all send at one instant. */
    private long due(Flow flow, int stream, long sequence) {
        double offset = flow.intervalNs() * stream / flow.allStreams();
        return startNs + Math.round(offset + sequence * flow.intervalNs());
    }
}
