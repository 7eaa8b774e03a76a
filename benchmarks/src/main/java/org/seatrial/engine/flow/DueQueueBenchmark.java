package org.seatrial.engine.flow;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** What it costs to decide which stream sends next, and when. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class DueQueueBenchmark {

    private static final int DECISIONS = 100_000;

    @Param({"1", "16", "400"})
    private int streams;

    private @Nullable DueQueue queue;

    @Setup(Level.Invocation)
    public void fill() {
        List<StreamSocket> all = new ArrayList<>();
        for (int stream = 0; stream < streams; stream++) {
            double intervalNs = 2e6;
            StreamLog log =
                    new StreamLog(0, stream, 128, intervalNs, intervalNs * stream / streams, DECISIONS / streams + 1);
            log.start(0);
            all.add(new StreamSocket(0, log));
        }
        queue = new DueQueue(all);
    }

    @Benchmark
    @OperationsPerInvocation(DECISIONS)
    public long decide() {
        DueQueue due = queue;
        if (due == null) {
            throw new IllegalStateException("JMH has not filled the queue");
        }
        long last = 0;
        for (int i = 0; i < DECISIONS; i++) {
            last = due.earliestNs() + due.sequence();
            due.advance(1);
        }
        return last;
    }
}
