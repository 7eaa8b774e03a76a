package org.seatrial.recording;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.DataFormatException;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogWriter;
import org.seatrial.recording.DelayIntervals.Clamped;
import org.seatrial.recording.DelayIntervals.Interval;

/**
 * Delay histograms as a file in HdrHistogram's log format 1.3, so that its own tools can read it too: nanoseconds,
 * three significant digits, the phase as tag, interval maxima in milliseconds.
 *
 * <p>Read by our own strict reader: the library's stops without a word at a damaged line, which would lose the tail
 * of the evidence and leave the good part to be judged.
 */
public final class HistogramLog {

    /** Shortest delay that can be recorded, nanoseconds. */
    public static final long LOWEST_NS = 1;

    /** Longest delay that can be recorded, nanoseconds: 10 minutes. */
    public static final long HIGHEST_NS = 600_000_000_000L;

    /** Significant decimal digits kept. */
    public static final int DIGITS = 3;

    static final String FORMAT = "#[Histogram log format version 1.3]";
    private static final CountsLayout LAYOUT = new CountsLayout(LOWEST_NS, DIGITS);
    private static final double MAX_VALUE_UNIT = 1e6;
    private static final Pattern INTERVAL_LINE = Pattern.compile(
            "Tag=(baseline|fault|recovery),(\\d+\\.\\d{3}),(\\d+\\.\\d{3}),(\\d+\\.\\d{3}),([A-Za-z0-9+/]+={0,2})");
    private static final String LEGEND = "\"StartTimestamp\",";

    private HistogramLog() {}

    /** A histogram of the range and resolution of all delays. */
    public static Histogram emptyHistogram() {
        return new Histogram(LOWEST_NS, HIGHEST_NS, DIGITS);
    }

    /**
     * Writes a log.
     *
     * @param name the file's name in the folder
     * @param epochNs wall clock of the first intended packet, nanoseconds since 1970
     */
    public static EvidenceFile write(Path folder, String name, long epochNs, DelayIntervals delays) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        HistogramLogWriter writer = new HistogramLogWriter(bytes);
        writer.outputLogFormatVersion();
        // The library's own start line carries a date in the locale and zone of the machine.
        String epoch = "%d.%03d".formatted(epochNs / 1_000_000_000, epochNs / 1_000_000 % 1_000);
        writer.outputComment("[StartTime: " + epoch + " (seconds since epoch)]");
        writer.outputComment("[BaseTime: " + epoch + " (seconds since epoch)]");
        Clamped clamped = delays.clamped();
        writer.outputComment("[Clamped: over range %d, below zero %d, beyond clock error %d, worst %d ns]"
                .formatted(
                        clamped.overRange(),
                        clamped.belowZero(),
                        clamped.beyondClockError(),
                        clamped.worstBelowZeroNs()));
        writer.outputLegend();
        long total = 0;
        for (Interval interval : delays.intervals()) {
            interval.histogram().setTag(interval.phase().text());
            double start = interval.startNs() / 1e9;
            writer.outputIntervalHistogram(
                    start, start + interval.lengthNs() / 1e9, interval.histogram(), MAX_VALUE_UNIT);
            total += interval.histogram().getTotalCount();
        }
        writer.close();
        DurableFile.write(folder.resolve(name), bytes.toByteArray());
        return new EvidenceFile(
                name,
                Digests.sha256(bytes.toByteArray()),
                bytes.size(),
                delays.intervals().size(),
                total);
    }

    /**
     * Reads a log that is exactly what its record says.
     *
     * @param folder the folder that {@link EvidenceFile#path()} is relative to
     * @throws EvidenceException if it is missing, or differs from its record in digest, intervals or samples, or holds
     *     a line that is not understood
     */
    public static DelayIntervals read(Path folder, EvidenceFile evidence) throws IOException {
        Path file = VerifiedFile.locate(folder, evidence);
        List<String> lines = VerifiedFile.lines(folder, evidence);
        if (lines.isEmpty() || !lines.getFirst().equals(FORMAT)) {
            throw new EvidenceException(file, "is not a histogram log of version 1.3");
        }
        List<Interval> intervals = new ArrayList<>();
        Clamped clamped = null;
        long total = 0;
        for (int number = 1; number <= lines.size(); number++) {
            String line = lines.get(number - 1);
            Optional<Clamped> said = clamped(file, number, line);
            if (said.isPresent()) {
                clamped = said.get();
            } else if (!line.startsWith("#") && !line.startsWith(LEGEND)) {
                Interval interval = interval(file, number, line);
                intervals.add(interval);
                total += interval.histogram().getTotalCount();
            }
        }
        if (clamped == null) {
            throw new EvidenceException(file, "does not say how many delays were clamped");
        }
        VerifiedFile.compareCounts(file, evidence, intervals.size(), total);
        return new DelayIntervals(intervals, clamped);
    }

    private static Optional<Clamped> clamped(Path file, int number, String line) throws EvidenceException {
        try {
            return DelayLogDemands.clamped(line);
        } catch (BadLineException bad) {
            throw new EvidenceException(file, "line " + number + " " + bad.reason(), bad);
        }
    }

    /**
     * Reads a log as {@link #read} does, and as strictly, but adds up the intervals of each phase instead of keeping
     * them: judging needs no more, and weeks of intervals fit into memory only so.
     *
     * @return at most one interval a phase, which spans all of its intervals
     * @throws EvidenceException as {@link #read}
     */
    public static DelayIntervals readByPhase(Path folder, EvidenceFile evidence) throws IOException {
        Path file = VerifiedFile.locate(folder, evidence);
        DelayLogDemands demands = new DelayLogDemands();
        Map<String, CountsSum> sums;
        try (VerifiedFile.Content content = VerifiedFile.content(folder, evidence)) {
            try {
                sums = LogChunks.read(file, content, demands);
            } catch (EvidenceException malformed) {
                // Another file than the one recorded is worse news than what is wrong with it.
                content.check();
                throw malformed;
            }
            content.check();
        }
        Clamped clamped = demands.clamped()
                .orElseThrow(() -> new EvidenceException(file, "does not say how many delays were clamped"));
        List<Interval> phases = new ArrayList<>();
        long intervals = 0;
        long samples = 0;
        for (Phase phase : Phase.values()) {
            CountsSum sum = sums.get(phase.text());
            if (sum != null) {
                if (!sum.layout().equals(LAYOUT)) {
                    throw new EvidenceException(file, "holds histograms of another resolution than that of delays");
                }
                phases.add(new Interval(phase, sum.startNs(), sum.endNs() - sum.startNs(), sum.histogram()));
                intervals += sum.intervals();
                samples = Math.addExact(samples, sum.samples());
            }
        }
        VerifiedFile.compareCounts(file, evidence, intervals, samples);
        return new DelayIntervals(phases, clamped);
    }

    private static Interval interval(Path file, int number, String line) throws EvidenceException {
        Matcher parts = INTERVAL_LINE.matcher(line);
        if (!parts.matches()) {
            throw new EvidenceException(file, "line " + number + " is not an interval of a phase");
        }
        Histogram histogram;
        try {
            histogram = Histogram.decodeFromCompressedByteBuffer(
                    ByteBuffer.wrap(Base64.getDecoder().decode(parts.group(5))), HIGHEST_NS);
        } catch (DataFormatException | RuntimeException cause) {
            // The decoder meets a damaged payload with whatever its arithmetic runs into.
            throw new EvidenceException(file, "line " + number + " holds a damaged histogram", cause);
        }
        String largest = String.format(Locale.ROOT, "%.3f", histogram.getMaxValue() / MAX_VALUE_UNIT);
        if (histogram.getTotalCount() == 0 || !largest.equals(parts.group(4))) {
            throw new EvidenceException(file, "line " + number + " holds another histogram than it says");
        }
        Phase phase = Phase.valueOf(parts.group(1).toUpperCase(Locale.ROOT));
        return new Interval(phase, nanoseconds(parts.group(2)), nanoseconds(parts.group(3)), histogram);
    }

    private static long nanoseconds(String seconds) {
        return Math.round(Double.parseDouble(seconds) * 1e9);
    }
}
