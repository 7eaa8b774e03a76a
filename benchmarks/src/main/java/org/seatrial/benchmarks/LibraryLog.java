package org.seatrial.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import org.HdrHistogram.EncodableHistogram;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogReader;
import org.seatrial.recording.HistogramLog;

/**
 * A log read and added up as HdrHistogram's own documentation does it.
 *
 * @param intervals how many it found
 */
record LibraryLog(long intervals, Histogram all) {

    static LibraryLog read(Path file) throws IOException {
        Histogram all = HistogramLog.emptyHistogram();
        long intervals = 0;
        try (HistogramLogReader reader = new HistogramLogReader(file.toFile())) {
            for (EncodableHistogram next = reader.nextIntervalHistogram();
                    next != null;
                    next = reader.nextIntervalHistogram()) {
                all.add((Histogram) next);
                intervals++;
            }
        }
        return new LibraryLog(intervals, all);
    }
}
