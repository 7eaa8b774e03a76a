package org.seatrial.benchmarks;

import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogWriter;
import org.seatrial.recording.HistogramLog;

/**
 * A histogram log of one-second intervals, a thousand delays in each: lognormal around 350 µs, three digits, written by
 * the library's own writer. Above a hundred thousand intervals they repeat, with times of their own.
 */
final class IntervalLog {

    private static final int DISTINCT = 100_000;
    private static final int DELAYS = 1_000;
    /** Of the logarithm: two thirds of all delays within 8 µs of 350 µs. */
    private static final double SPREAD = 0.023;

    private static final double MILLISECOND = 1e6;

    private IntervalLog() {}

    /** Writes the log. */
    static void write(Path file, long intervals) throws IOException {
        List<byte[]> distinct = lines((int) Math.min(intervals, DISTINCT));
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 20)) {
            out.write("#[Histogram log format version 1.3]\n".getBytes(StandardCharsets.US_ASCII));
            for (long second = 0; second < intervals; second++) {
                out.write((second + ".000,").getBytes(StandardCharsets.US_ASCII));
                out.write(distinct.get((int) (second % distinct.size())));
            }
        }
    }

    /** What stands behind the start of each interval. */
    private static List<byte[]> lines(int intervals) {
        Random random = new Random(1);
        Histogram interval = HistogramLog.emptyHistogram();
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        HistogramLogWriter writer = new HistogramLogWriter(text);
        List<byte[]> lines = new ArrayList<>();
        for (int i = 0; i < intervals; i++) {
            interval.reset();
            for (int delay = 0; delay < DELAYS; delay++) {
                interval.recordValue((long) (350_000 * Math.exp(SPREAD * random.nextGaussian())));
            }
            writer.outputIntervalHistogram(0.0, 1.0, interval, MILLISECOND);
            String line = text.toString(StandardCharsets.US_ASCII);
            lines.add(line.substring(line.indexOf(',') + 1).getBytes(StandardCharsets.US_ASCII));
            text.reset();
        }
        writer.close();
        return lines;
    }
}
