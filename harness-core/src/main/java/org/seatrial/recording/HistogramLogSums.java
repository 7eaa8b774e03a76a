package org.seatrial.recording;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.SortedMap;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;

/**
 * All intervals of a histogram log, added up: weeks of one-second intervals in seconds.
 *
 * <p>Reads HdrHistogram's log format 1.3 by whatever program it was written, as long as its histograms are integer ones
 * in encoding V2 of one resolution. Nothing is skipped: a line that is not understood ends the reading.
 *
 * @param intervals how many lines with a histogram there were
 * @param byTag the sum for each tag; intervals without a tag are under the empty one
 */
public record HistogramLogSums(long intervals, SortedMap<String, Histogram> byTag) {

    /**
     * Reads a whole log.
     *
     * @throws EvidenceException naming the first line that is malformed, or if the sum is more than can be counted
     */
    public static HistogramLogSums read(Path file) throws IOException {
        try (InputStream content = Files.newInputStream(file)) {
            long intervals = 0;
            SortedMap<String, Histogram> byTag = new TreeMap<>();
            for (var sum : LogChunks.read(file, content, LogDemands.NONE).entrySet()) {
                intervals += sum.getValue().intervals();
                byTag.put(sum.getKey(), sum.getValue().histogram());
            }
            return new HistogramLogSums(intervals, byTag);
        }
    }

    /**
     * All tags in one histogram.
     *
     * @throws IllegalStateException if the log has no interval, because then it has no resolution either
     */
    public Histogram all() {
        Iterator<Histogram> each = byTag.values().iterator();
        if (!each.hasNext()) {
            throw new IllegalStateException("a log without intervals has no histogram");
        }
        Histogram all = each.next().copy();
        all.setAutoResize(true);
        each.forEachRemaining(all::add);
        return all;
    }
}
