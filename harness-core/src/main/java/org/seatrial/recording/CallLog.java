package org.seatrial.recording;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Every call of one workload in one trial as a CSV file: a comment, a header, a line each, by stream and sequence. */
public final class CallLog {

    private static final String FORMAT = "# calls of one workload, version 1";
    private static final String HEADER = "stream,sequence,set_up_ns,ended_ns,end";
    private static final int COLUMNS = 5;
    private static final int LINES_ABOVE = 2;

    private CallLog() {}

    /** How the list of a workload is called. */
    public static String name(String workload) {
        return workload + ".calls.csv";
    }

    /** Writes the list; the total of the returned record is the number of calls that were set up. */
    public static EvidenceFile write(Path folder, String name, List<Call> calls) throws IOException {
        StringBuilder text =
                new StringBuilder(FORMAT).append('\n').append(HEADER).append('\n');
        for (Call one : calls) {
            text.append(one.stream()).append(',');
            text.append(one.sequence()).append(',');
            text.append(one.setUpNs()).append(',');
            text.append(one.endedNs()).append(',');
            text.append(one.end().name().toLowerCase(Locale.ROOT).replace('_', '-'))
                    .append('\n');
        }
        byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
        DurableFile.write(folder.resolve(name), bytes);
        return new EvidenceFile(name, Digests.sha256(bytes), bytes.length, calls.size(), setUp(calls));
    }

    /**
     * Reads a list that is exactly what its record says.
     *
     * @throws EvidenceException if it is missing, or differs from its record, or holds a line that is not understood
     */
    public static List<Call> read(Path folder, EvidenceFile evidence) throws IOException {
        Path file = VerifiedFile.locate(folder, evidence);
        List<String> lines = VerifiedFile.lines(folder, evidence);
        if (lines.size() < LINES_ABOVE
                || !lines.getFirst().equals(FORMAT)
                || !lines.get(1).equals(HEADER)) {
            throw new EvidenceException(file, "is not a list of calls of version 1");
        }
        List<Call> calls = new ArrayList<>();
        for (int number = LINES_ABOVE + 1; number <= lines.size(); number++) {
            calls.add(call(file, number, lines.get(number - 1)));
        }
        VerifiedFile.compareCounts(file, evidence, calls.size(), setUp(calls));
        return calls;
    }

    private static long setUp(List<Call> calls) {
        return calls.stream().filter(Call::wasSetUp).count();
    }

    private static Call call(Path file, int number, String line) throws EvidenceException {
        String[] cells = line.split(",", -1);
        if (cells.length != COLUMNS) {
            throw new EvidenceException(
                    file, "line %d has %d columns instead of %d".formatted(number, cells.length, COLUMNS));
        }
        try {
            Call call = new Call(
                    Integer.parseInt(cells[0]),
                    Long.parseLong(cells[1]),
                    Long.parseLong(cells[2]),
                    Long.parseLong(cells[3]),
                    Call.End.valueOf(cells[4].toUpperCase(Locale.ROOT).replace('-', '_')));
            if (call.wasSetUp() != (call.setUpNs() != 0)) {
                throw new EvidenceException(file, "line %d is impossible: %s".formatted(number, line));
            }
            return call;
        } catch (IllegalArgumentException cause) {
            throw new EvidenceException(file, "line %d is not a call: %s".formatted(number, cause.getMessage()), cause);
        }
    }
}
