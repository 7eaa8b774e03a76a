package org.seatrial.traffic.fake;

import java.time.Duration;
import java.util.List;
import org.seatrial.lab.LabException;
import org.seatrial.lab.fake.FakeLab;
import org.seatrial.topology.Endpoint;
import org.seatrial.traffic.Answer;
import org.seatrial.traffic.ExchangeSink;
import org.seatrial.traffic.Flow;
import org.seatrial.traffic.Workload;
import org.seatrial.traffic.WorkloadSession;

/** An exchange is answered if a packet to the one who answers, and one back, arrive in the simulated network. */
final class FakeWorkloadSession implements WorkloadSession {

    private static final long LATENESS_NS = 5_000;
    private static final long ROUND_TRIP_NS = 400_000;
    private static final int FRAME_BYTES = 512;

    private final FakeLab lab;
    private final Workload workload;
    private final Flow packets;
    private final Duration longest;
    private long startNs = Long.MAX_VALUE;
    private long endNs = Long.MIN_VALUE;
    private boolean stopped;

    FakeWorkloadSession(FakeLab lab, Workload workload, Duration longest) {
        this.lab = lab;
        this.workload = workload;
        this.longest = longest;
        this.packets = new Flow(
                workload.name(),
                end(workload.from()),
                end(workload.to()),
                true,
                workload.streams(),
                workload.perSecond(),
                FRAME_BYTES);
        lab.exchange(packets);
    }

    private Endpoint end(String node) {
        return lab.design().linksOf(node).stream()
                .findFirst()
                .orElseThrow(() -> new LabException("no link ends at " + node))
                .endAt(node);
    }

    @Override
    public void start(long atNs) {
        startNs = atNs;
        endNs = atNs + longest.toNanos();
    }

    @Override
    public Progress progress(long fromNs, long untilNs) {
        long[] counts = new long[2];
        each(
                fromNs,
                Math.min(untilNs, endNs),
                (stream, sequence, intended, started, completed, answer) -> counts[answer == Answer.GOOD ? 0 : 1]++);
        return new Progress(counts[0], counts[1], 0);
    }

    @Override
    public void stop() {
        if (!stopped) {
            endNs = Math.min(endNs, lab.time().now());
        }
        stopped = true;
    }

    @Override
    public void replay(ExchangeSink sink) {
        if (!stopped) {
            throw new IllegalStateException("exchanges are final only after the workload was stopped");
        }
        each(startNs, endNs, sink);
    }

    private void each(long fromNs, long untilNs, ExchangeSink sink) {
        for (int stream = 0; stream < workload.streams(); stream++) {
            long sequence = 0;
            for (long due = due(stream, 0); due < untilNs; due = due(stream, sequence)) {
                if (due >= fromNs) {
                    exchange(stream, sequence, due, sink);
                }
                sequence++;
            }
        }
    }

    private void exchange(int stream, long sequence, long due, ExchangeSink sink) {
        long started = due + LATENESS_NS;
        boolean answered = lab.network().delivers(packets, stream, started)
                && lab.network().delivers(packets, workload.streams() + stream, started);
        Answer answer = answered ? Answer.GOOD : Answer.NONE;
        sink.exchange(stream, sequence, due, started, answered ? started + ROUND_TRIP_NS : 0, answer);
    }

    private long due(int stream, long sequence) {
        double offset = workload.intervalNs() * stream / workload.streams();
        return startNs + Math.round(offset + sequence * workload.intervalNs());
    }

    @Override
    public List<String> shortfalls() {
        return List.of();
    }

    @Override
    public void close() {
        stop();
    }
}
