package org.seatrial.recording;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.HdrHistogram.AbstractHistogram;
import org.HdrHistogram.EncodableHistogram;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogReader;
import org.HdrHistogram.HistogramLogWriter;
import org.HdrHistogram.IntCountsHistogram;

/** A log that the library writes, of random shape. */
final class RandomLog {

    private static final List<String> TAGS = List.of("", "fault", "recovery", "städtisch");

    private final Random random;
    private final long lowest;
    private final int digits;

    RandomLog(long seed) {
        random = new Random(seed);
        digits = random.nextInt(seed % 10 == 0 ? 6 : 4);
        lowest = random.nextBoolean() ? 1 : 1 + random.nextInt(5_000);
    }

    Path write(Path folder, int intervals) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        HistogramLogWriter writer = new HistogramLogWriter(bytes);
        writer.outputLogFormatVersion();
        double start = random.nextBoolean() ? 0 : random.nextLong(2_000_000_000_000L) / 1e3;
        writer.outputStartTime((long) (start * 1e3));
        writer.outputLegend();
        for (int i = 0; i < intervals; i++) {
            AbstractHistogram interval = interval();
            String tag = TAGS.get(random.nextInt(TAGS.size()));
            interval.setTag(tag.isEmpty() ? null : tag);
            writer.outputIntervalHistogram(start + i, start + i + 1, interval, 1 + random.nextInt(1_000_000));
        }
        writer.close();
        return Files.write(folder.resolve("random.hlog"), bytes.toByteArray());
    }

    private AbstractHistogram interval() {
        long highest = Math.max(2 * lowest, 1L << (4 + random.nextInt(digits > 3 ? 20 : 50)));
        boolean small = random.nextBoolean() && digits < 5;
        AbstractHistogram histogram =
                small ? new IntCountsHistogram(lowest, highest, digits) : new Histogram(lowest, highest, digits);
        int samples = random.nextInt(200);
        for (int i = 0; i < samples; i++) {
            long value =
                    random.nextInt(5) == 0 ? random.nextLong(highest + 1) : random.nextLong(Math.min(highest, 999));
            int bits = random.nextInt(small ? 20 : 55);
            histogram.recordValueWithCount(value, random.nextInt(8) == 0 ? random.nextLong(1L << bits) : 1);
        }
        return histogram;
    }

    /** The sum as the library makes it, and how many intervals it found. */
    static HistogramLogSums byLibrary(Path log) throws IOException {
        TreeMap<String, Histogram> sums = new TreeMap<>();
        long intervals = 0;
        try (HistogramLogReader reader = new HistogramLogReader(log.toFile())) {
            for (EncodableHistogram next = reader.nextIntervalHistogram();
                    next != null;
                    next = reader.nextIntervalHistogram()) {
                Histogram one = (Histogram) next;
                intervals++;
                Histogram sum = sums.computeIfAbsent(one.getTag() == null ? "" : one.getTag(), absent -> empty(one));
                sum.add(one);
            }
        }
        return new HistogramLogSums(intervals, sums);
    }

    /** Of the same resolution, and of the smallest range: the library enlarges it. */
    private static Histogram empty(Histogram like) {
        long lowest = like.getLowestDiscernibleValue();
        Histogram empty = new Histogram(lowest, 2 * lowest, like.getNumberOfSignificantValueDigits());
        empty.setAutoResize(true);
        return empty;
    }
}
