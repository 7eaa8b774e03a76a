package org.seatrial.benchmarks;

import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.seatrial.probe.Observation;
import org.seatrial.probe.latency.DelayObserver;
import org.seatrial.recording.HistogramLog;
import org.seatrial.traffic.Outcome;

/** What it costs to record one delay: in a histogram alone, and through the observer with its intervals and phases. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class RecorderBenchmark {

    private static final int DELAYS = 1 << 12;
    private static final int SAMPLES_A_TRIAL = 600_000;

    private final long[] delaysNs = new Random(1)
            .doubles(DELAYS)
            .mapToLong(share -> 340_000 + (long) (20_000 / (1.0001 - share)))
            .toArray();
    private final Histogram histogram = HistogramLog.emptyHistogram();
    private final Observation observation = new DelayObserver().observe(SampleFlow.context());
    private int next;

    @Benchmark
    public void histogram() {
        histogram.recordValue(delaysNs[next++ & (DELAYS - 1)]);
    }

    @Benchmark
    public void observer() {
        int sequence = next++ % SAMPLES_A_TRIAL;
        long intendedNs = sequence * SampleFlow.INTERVAL_NS;
        long delayNs = delaysNs[sequence & (DELAYS - 1)];
        observation.sample(0, sequence, intendedNs, intendedNs, intendedNs + delayNs, Outcome.RECEIVED, 1, false);
        if (next < 0) {
            next = 0;
        }
    }
}
