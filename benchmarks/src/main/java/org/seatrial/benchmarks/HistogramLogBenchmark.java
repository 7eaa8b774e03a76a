package org.seatrial.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.seatrial.recording.HistogramLog;
import org.seatrial.recording.HistogramLogSums;

/** What it costs to read and add one interval of a log, and to add one histogram to another. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class HistogramLogBenchmark {

    private static final int INTERVALS = 10_000;

    private Path log = Path.of("");
    private final Histogram sum = HistogramLog.emptyHistogram();
    private final Histogram one = HistogramLog.emptyHistogram();

    @Setup
    public void write() throws IOException {
        log = Files.createTempFile("seatrial-", ".hlog");
        IntervalLog.write(log, INTERVALS);
        one.recordValue(350_000);
    }

    @TearDown
    public void remove() throws IOException {
        Files.delete(log);
    }

    @Benchmark
    @OperationsPerInvocation(INTERVALS)
    public Histogram read() throws IOException {
        return HistogramLogSums.read(log).all();
    }

    @Benchmark
    @OperationsPerInvocation(INTERVALS)
    public Histogram readByLibrary() throws IOException {
        return LibraryLog.read(log).all();
    }

    @Benchmark
    public Histogram merge() {
        sum.add(one);
        return sum;
    }
}
