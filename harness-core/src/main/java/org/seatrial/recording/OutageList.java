package org.seatrial.recording;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.seatrial.recording.OutageLog.Gaps;

/**
 * Outages as a CSV file: two comment lines, a header that carries the units, one line an outage. All instants are
 * nanoseconds of the monotonic clock; {@code without-end} stands where an outage has no end, and -1 where there is no
 * instant or value.
 *
 * <p>Version 2 is written. Version 1, which lacks the last columns, is read as it was judged when it was written.
 */
public final class OutageList {

    private static final String GAPS = "baseline (\\d+) ns fault (\\d+) ns recovery (\\d+) ns";
    private static final String SCOPE = "# streams (\\d+), fewest packets (\\d+), longest send gap " + GAPS;
    private static final String COLUMNS_1 =
            "stream,phase,start_ns,end_ns,lower_ns,upper_ns,timestamp_ns,loss_derived_ns,"
                    + "missing_packets,late_packets,duplicated_packets,begins_before,never_ends,ended_by_heal";
    private static final String COLUMNS_2 = COLUMNS_1
            + ",unsent_packets,loss_derived_lower_ns,loss_derived_upper_ns,last_received_ns,first_received_ns";
    private static final int LINES_ABOVE = 3;
    private static final String WITHOUT_END = "without-end";

    private OutageList() {}

    /** What a version of the file looks like above its outages. */
    private enum Version {
        ONE("# outages of one flow in one trial, version 1", Pattern.compile(SCOPE), COLUMNS_1, 14),
        TWO(
                "# outages of one flow in one trial, version 2",
                Pattern.compile(
                        SCOPE + ", longest unseen outage " + GAPS + ", forwarding delay threshold (-1|\\d+) ns"),
                COLUMNS_2,
                19);

        private final String format;

        @SuppressWarnings("ImmutableEnumChecker") // a compiled Pattern cannot be changed
        private final Pattern scope;

        private final String header;
        private final int columns;

        Version(String format, Pattern scope, String header, int columns) {
            this.format = format;
            this.scope = scope;
            this.header = header;
            this.columns = columns;
        }

        static Version of(Path file, List<String> lines) throws EvidenceException {
            for (Version version : values()) {
                if (lines.size() >= LINES_ABOVE
                        && lines.getFirst().equals(version.format)
                        && lines.get(LINES_ABOVE - 1).equals(version.header)) {
                    return version;
                }
            }
            throw new EvidenceException(file, "is not an outage list of version 1 or 2");
        }
    }

    /** Writes the list; the total of the returned record is the number of missing packets. */
    public static EvidenceFile write(Path folder, String name, OutageLog log) throws IOException {
        StringBuilder text = new StringBuilder(Version.TWO.format).append('\n');
        text.append(String.format(
                Locale.ROOT,
                "# streams %d, fewest packets %d, longest send gap %s, longest unseen outage %s,"
                        + " forwarding delay threshold %d ns",
                log.streams(),
                log.fewestPackets(),
                text(log.gaps()),
                text(log.unseen()),
                log.delayThresholdNs()));
        text.append('\n').append(Version.TWO.header).append('\n');
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

    private static String text(Gaps gaps) {
        return String.format(
                Locale.ROOT,
                "baseline %d ns fault %d ns recovery %d ns",
                gaps.baselineNs(),
                gaps.faultNs(),
                gaps.recoveryNs());
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
        Version version = Version.of(file, lines);
        Matcher scope = version.scope.matcher(lines.get(1));
        if (!scope.matches()) {
            throw new EvidenceException(file, "line 2 does not say what was observed");
        }
        List<Outage> outages = new ArrayList<>();
        long missing = 0;
        for (int number = LINES_ABOVE + 1; number <= lines.size(); number++) {
            Outage outage = outage(file, number, lines.get(number - 1), version);
            outages.add(outage);
            missing += outage.missing();
        }
        VerifiedFile.compareCounts(file, evidence, outages.size(), missing);
        int streams = Integer.parseInt(scope.group(1));
        long fewest = Long.parseLong(scope.group(2));
        return switch (version) {
            case ONE -> new OutageLog(streams, fewest, gaps(scope, 3), outages);
            case TWO ->
                new OutageLog(streams, fewest, gaps(scope, 3), gaps(scope, 6), Long.parseLong(scope.group(9)), outages);
        };
    }

    private static Gaps gaps(Matcher scope, int group) {
        return new Gaps(
                Long.parseLong(scope.group(group)),
                Long.parseLong(scope.group(group + 1)),
                Long.parseLong(scope.group(group + 2)));
    }

    private static String line(Outage outage) {
        return String.join(
                ",",
                Integer.toString(outage.stream()),
                outage.phase().text(),
                Long.toString(outage.startNs()),
                Long.toString(outage.endNs()),
                Long.toString(outage.lowerNs()),
                end(outage.upperNs()),
                Long.toString(outage.timestampNs()),
                Long.toString(outage.lossDerivedNs()),
                Long.toString(outage.missing()),
                Long.toString(outage.late()),
                Long.toString(outage.duplicated()),
                Boolean.toString(outage.beginsBefore()),
                Boolean.toString(outage.neverEnds()),
                Boolean.toString(outage.endedByHeal()),
                Long.toString(outage.unsent()),
                Long.toString(outage.lossLowerNs()),
                end(outage.lossUpperNs()),
                Long.toString(outage.lastReceivedNs()),
                Long.toString(outage.firstReceivedNs()));
    }

    private static Outage outage(Path file, int number, String line, Version version) throws EvidenceException {
        String[] cells = line.split(",", -1);
        if (cells.length != version.columns) {
            throw new EvidenceException(
                    file, "line %d has %d columns instead of %d".formatted(number, cells.length, version.columns));
        }
        try {
            Outage first = first(cells);
            return switch (version) {
                case ONE -> first;
                case TWO ->
                    new Outage(
                            first.stream(),
                            first.phase(),
                            first.startNs(),
                            first.endNs(),
                            first.lowerNs(),
                            first.upperNs(),
                            first.timestampNs(),
                            first.lossDerivedNs(),
                            first.missing(),
                            first.late(),
                            first.duplicated(),
                            first.beginsBefore(),
                            first.neverEnds(),
                            first.endedByHeal(),
                            Long.parseLong(cells[14]),
                            Long.parseLong(cells[15]),
                            end(cells[16]),
                            Long.parseLong(cells[17]),
                            Long.parseLong(cells[18]));
            };
        } catch (IllegalArgumentException cause) {
            throw new EvidenceException(
                    file, "line %d is not an outage: %s".formatted(number, cause.getMessage()), cause);
        }
    }

    /** The columns that both versions have. */
    private static Outage first(String[] cells) {
        return new Outage(
                Integer.parseInt(cells[0]),
                Phase.valueOf(cells[1].toUpperCase(Locale.ROOT)),
                Long.parseLong(cells[2]),
                Long.parseLong(cells[3]),
                Long.parseLong(cells[4]),
                end(cells[5]),
                Long.parseLong(cells[6]),
                Long.parseLong(cells[7]),
                Long.parseLong(cells[8]),
                Long.parseLong(cells[9]),
                Long.parseLong(cells[10]),
                truth(cells[11]),
                truth(cells[12]),
                truth(cells[13]));
    }

    private static String end(long ns) {
        return ns == Long.MAX_VALUE ? WITHOUT_END : Long.toString(ns);
    }

    private static long end(String cell) {
        return cell.equals(WITHOUT_END) ? Long.MAX_VALUE : Long.parseLong(cell);
    }

    private static boolean truth(String cell) {
        return switch (cell) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException("'" + cell + "' is neither true nor false");
        };
    }
}
