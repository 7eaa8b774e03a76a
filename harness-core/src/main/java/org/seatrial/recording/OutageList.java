package org.seatrial.recording;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Outages as a CSV file: two comment lines, a header that carries the units, one line an outage. All instants are
 * nanoseconds of the monotonic clock; {@code without-end} stands where an outage has no end.
 */
public final class OutageList {

    private static final String FORMAT = "# outages of one flow in one trial, version 1";
    private static final Pattern SCOPE_LINE = Pattern.compile(
            "# streams (\\d+), fewest packets (\\d+), longest send gap baseline (\\d+) ns fault (\\d+) ns recovery"
                    + " (\\d+) ns");
    private static final String HEADER = "stream,phase,start_ns,end_ns,lower_ns,upper_ns,timestamp_ns,loss_derived_ns,"
            + "missing_packets,late_packets,duplicated_packets,begins_before,never_ends,ended_by_heal";
    private static final int COLUMNS = 14;
    private static final int LINES_ABOVE = 3;
    private static final String WITHOUT_END = "without-end";

    private OutageList() {}

    /** Writes the list; the total of the returned record is the number of missing packets. */
    public static EvidenceFile write(Path folder, String name, OutageLog log) throws IOException {
        StringBuilder text = new StringBuilder(FORMAT).append('\n');
        text.append(String.format(
                Locale.ROOT,
                "# streams %d, fewest packets %d, longest send gap baseline %d ns fault %d ns recovery %d ns",
                log.streams(),
                log.fewestPackets(),
                log.gaps().baselineNs(),
                log.gaps().faultNs(),
                log.gaps().recoveryNs()));
        text.append('\n').append(HEADER).append('\n');
        long missing = 0;
        for (Outage outage : log.outages()) {
            text.append(line(outage)).append('\n');
            missing += outage.missing();
        }
        byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
        DurableFile.write(folder.resolve(name), bytes);
        return new EvidenceFile(
                name, Digests.sha256(bytes), bytes.length, log.outages().size(), missing);
    }

    /**
     * Reads a list that is exactly what its record says.
     *
     * @throws EvidenceException if it is missing, or differs from its record in digest, lines or missing packets, or
     *     holds a line that is not understood
     */
    public static OutageLog read(Path folder, EvidenceFile evidence) throws IOException {
        Path file = VerifiedFile.locate(folder, evidence);
        List<String> lines = VerifiedFile.lines(folder, evidence);
        if (lines.size() < LINES_ABOVE
                || !lines.getFirst().equals(FORMAT)
                || !lines.get(LINES_ABOVE - 1).equals(HEADER)) {
            throw new EvidenceException(file, "is not an outage list of version 1");
        }
        Matcher scope = SCOPE_LINE.matcher(lines.get(1));
        if (!scope.matches()) {
            throw new EvidenceException(file, "line 2 does not say what was observed");
        }
        List<Outage> outages = new ArrayList<>();
        long missing = 0;
        for (int number = LINES_ABOVE + 1; number <= lines.size(); number++) {
            Outage outage = outage(file, number, lines.get(number - 1));
            outages.add(outage);
            missing += outage.missing();
        }
        VerifiedFile.compareCounts(file, evidence, outages.size(), missing);
        OutageLog.Gaps gaps = new OutageLog.Gaps(
                Long.parseLong(scope.group(3)), Long.parseLong(scope.group(4)), Long.parseLong(scope.group(5)));
        return new OutageLog(Integer.parseInt(scope.group(1)), Long.parseLong(scope.group(2)), gaps, outages);
    }

    private static String line(Outage outage) {
        return String.join(
                ",",
                Integer.toString(outage.stream()),
                outage.phase().text(),
                Long.toString(outage.startNs()),
                Long.toString(outage.endNs()),
                Long.toString(outage.lowerNs()),
                outage.upperNs() == Long.MAX_VALUE ? WITHOUT_END : Long.toString(outage.upperNs()),
                Long.toString(outage.timestampNs()),
                Long.toString(outage.lossDerivedNs()),
                Long.toString(outage.missing()),
                Long.toString(outage.late()),
                Long.toString(outage.duplicated()),
                Boolean.toString(outage.beginsBefore()),
                Boolean.toString(outage.neverEnds()),
                Boolean.toString(outage.endedByHeal()));
    }

    private static Outage outage(Path file, int number, String line) throws EvidenceException {
        String[] cells = line.split(",", -1);
        if (cells.length != COLUMNS) {
            throw new EvidenceException(
                    file, "line %d has %d columns instead of %d".formatted(number, cells.length, COLUMNS));
        }
        try {
            return new Outage(
                    Integer.parseInt(cells[0]),
                    Phase.valueOf(cells[1].toUpperCase(Locale.ROOT)),
                    Long.parseLong(cells[2]),
                    Long.parseLong(cells[3]),
                    Long.parseLong(cells[4]),
                    cells[5].equals(WITHOUT_END) ? Long.MAX_VALUE : Long.parseLong(cells[5]),
                    Long.parseLong(cells[6]),
                    Long.parseLong(cells[7]),
                    Long.parseLong(cells[8]),
                    Long.parseLong(cells[9]),
                    Long.parseLong(cells[10]),
                    truth(cells[11]),
                    truth(cells[12]),
                    truth(cells[13]));
        } catch (IllegalArgumentException cause) {
            throw new EvidenceException(
                    file, "line %d is not an outage: %s".formatted(number, cause.getMessage()), cause);
        }
    }

    private static boolean truth(String cell) {
        return switch (cell) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException("'" + cell + "' is neither true nor false");
        };
    }
}
