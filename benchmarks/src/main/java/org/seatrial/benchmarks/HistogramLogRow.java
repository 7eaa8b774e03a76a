package org.seatrial.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.seatrial.recording.HistogramLogSums;

/**
 * A log of one-second intervals read and added up, against HdrHistogram's own reader.
 *
 * <p>Arguments: intervals (100000) and rounds (7). Twelve weeks are 7257600 intervals and 1.84 GB below the folder for
 * temporary files; the log is removed at the end.
 */
public final class HistogramLogRow {

    private static final double BAR = 15;
    private static final int USUAL_INTERVALS = 100_000;
    private static final int USUAL_ROUNDS = 7;
    private static final int WARM_UP_INTERVALS = 20_000;

    private HistogramLogRow() {}

    public static void main(String[] arguments) throws IOException {
        long intervals = arguments.length > 0 ? Long.parseLong(arguments[0]) : USUAL_INTERVALS;
        int rounds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : USUAL_ROUNDS;
        System.exit(run(intervals, rounds));
    }

    private static int run(long intervals, int rounds) throws IOException {
        Path log = Files.createTempFile("seatrial-", ".hlog");
        try {
            IntervalLog.write(log, WARM_UP_INTERVALS);
            for (int i = 0; i < 3; i++) {
                compare(log);
            }
            IntervalLog.write(log, intervals);
            double[] ours = new double[rounds];
            double[] theirs = new double[rounds];
            for (int round = 0; round < rounds; round++) {
                Seconds seconds = compare(log);
                ours[round] = seconds.ours();
                theirs[round] = seconds.theirs();
            }
            Row row = new Row("HistogramLogRow");
            row.timesLess(intervals + " intervals read and added", "s", ours, theirs, BAR);
            return row.exitCode();
        } finally {
            Files.delete(log);
        }
    }

    private record Seconds(double ours, double theirs) {}

    private static Seconds compare(Path log) throws IOException {
        long start = System.nanoTime();
        HistogramLogSums sums = HistogramLogSums.read(log);
        long between = System.nanoTime();
        LibraryLog library = LibraryLog.read(log);
        long end = System.nanoTime();
        if (sums.intervals() != library.intervals() || !sums.all().equals(library.all())) {
            throw new IllegalStateException("the two readers do not agree on what the log holds");
        }
        return new Seconds((between - start) / 1e9, (end - between) / 1e9);
    }
}
