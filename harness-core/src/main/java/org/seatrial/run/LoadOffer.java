package org.seatrial.run;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.HdrHistogram.Histogram;
import org.seatrial.lab.Lab;
import org.seatrial.recording.FlowCounts;
import org.seatrial.recording.HistogramLog;
import org.seatrial.recording.LoadStep;
import org.seatrial.recording.Standstill;
import org.seatrial.traffic.ClockRecord;
import org.seatrial.traffic.Flow;
import org.seatrial.traffic.TrafficGenerator;
import org.seatrial.traffic.TrafficSession;

/** Offers a flow at one rate after the other and counts what came of each, in a session of its own. */
public final class LoadOffer implements ThroughputSearch.Load {

    private static final Duration SLACK = Duration.ofSeconds(1);

    private final Lab lab;
    private final TrafficGenerator generator;
    private final Flow flow;
    private final Clock clock;
    private final Cancellation cancellation;
    private final List<ClockRecord> clocks = new ArrayList<>();
    private final Histogram lateness = HistogramLog.emptyHistogram();
    private long intended;
    private long offered;
    private long received;
    private long drops;

    /** @param flow from one endpoint to another; its own rate does not matter */
    public LoadOffer(Lab lab, TrafficGenerator generator, Flow flow, Clock clock, Cancellation cancellation) {
        this.lab = lab;
        this.generator = generator;
        this.flow = flow;
        this.clock = clock;
        this.cancellation = cancellation;
    }

    @Override
    public LoadStep offer(LoadStep.Kind kind, double packetsPerSecond, Duration lasting) {
        cancellation.check();
        Flow loaded = flow.at(packetsPerSecond / flow.streams());
        try (TrafficSession session = generator.open(lab, List.of(loaded), lasting.plus(SLACK))) {
            long dropsBefore = lab.ownDrops();
            long startNs = session.start();
            cancellation.sleepUntil(clock, startNs + lasting.toNanos());
            session.stop(TrialLoop.DRAIN);
            LoadTally tally = new LoadTally(lateness);
            session.replay(loaded, TrialLoop.DRAIN, tally);
            clocks.add(session.clock());
            LoadStep step = tally.step(
                    kind,
                    packetsPerSecond,
                    flow.frameBytes(),
                    lasting.toNanos(),
                    session.receiverDrops(loaded) + lab.ownDrops() - dropsBefore,
                    Standstill.within(lab.standstills(), startNs, clock.monotonicNanos()),
                    session.clock().errorNs());
            intended += step.intended();
            offered += step.offered();
            received += step.received();
            drops += step.instrumentDrops();
            return step;
        }
    }

    FlowCounts counts() {
        return new FlowCounts(intended, offered, received, 0, 0, 0, 0);
    }

    long receiverDrops() {
        return drops;
    }

    Histogram lateness() {
        return lateness;
    }

    /** The worst relation of the clocks in any step. */
    ClockRecord clock() {
        return new ClockRecord(
                clocks.isEmpty() ? 0 : clocks.getFirst().offsetNs(),
                clocks.stream().mapToLong(ClockRecord::errorNs).max().orElse(0),
                clocks.stream().anyMatch(ClockRecord::stepped));
    }
}
