package org.seatrial.benchmarks;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.seatrial.probe.Observation;
import org.seatrial.probe.failover.OutageObserver;
import org.seatrial.traffic.Outcome;

/** What it costs to look at one sample for an outage; one packet in ten thousand is lost. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class OutageBenchmark {

    private static final int SAMPLES_A_TRIAL = 10_000_000;

    private Observation observation = new OutageObserver().observe(SampleFlow.context());
    private long sequence;

    @Benchmark
    public void sample() {
        if (sequence == SAMPLES_A_TRIAL) {
            // Outages are kept: a trial without end would measure the heap.
            observation = new OutageObserver().observe(SampleFlow.context());
            sequence = 0;
        }
        long intendedNs = sequence * SampleFlow.INTERVAL_NS;
        boolean lost = sequence % 10_000 == 9_999;
        observation.sample(
                0,
                sequence++,
                intendedNs,
                intendedNs + 100,
                lost ? 0 : intendedNs + 175_000,
                lost ? Outcome.LOST : Outcome.RECEIVED,
                lost ? 0 : 1,
                false);
    }
}
