package org.seatrial.recording;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.seatrial.recording.MirrorSpan.State;

/** States of a lab's mirrors over a trial as a CSV file: a comment, a header, a line for each span. */
public final class MirrorLog {

    /** Its name in a trial's folder. */
    public static final String NAME = "mirrors.csv";

    private static final String FORMAT = "# states of mirrors, version 1";
    private static final String HEADER = "node,volume,copy,state,left_bytes,total_bytes,"
            + "first_before_ns,first_after_ns,last_before_ns,last_after_ns,longest_gap_ns";
    private static final int COLUMNS = 11;
    private static final int LINES_ABOVE = 2;

    private MirrorLog() {}

    /** Writes the list; the total of the returned record is the number of spans that are not in sync. */
    public static EvidenceFile write(Path folder, List<MirrorSpan> spans) throws IOException {
        StringBuilder text =
                new StringBuilder(FORMAT).append('\n').append(HEADER).append('\n');
        for (MirrorSpan one : spans) {
            text.append(one.node()).append(',');
            text.append(one.volume()).append(',');
            text.append(one.copy()).append(',');
            text.append(one.state().name().toLowerCase(Locale.ROOT)).append(',');
            text.append(one.leftBytes()).append(',');
            text.append(one.totalBytes()).append(',');
            text.append(one.firstBeforeNs()).append(',');
            text.append(one.firstAfterNs()).append(',');
            text.append(one.lastBeforeNs()).append(',');
            text.append(one.lastAfterNs()).append(',');
            text.append(one.longestGapNs()).append('\n');
        }
        byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
        DurableFile.write(folder.resolve(NAME), bytes);
        return new EvidenceFile(NAME, Digests.sha256(bytes), bytes.length, spans.size(), notInSync(spans));
    }

    /**
     * Reads a list that is exactly what its record says.
     *
     * @throws EvidenceException if it is missing, or differs from its record, or holds a line that is not understood
     */
    public static List<MirrorSpan> read(Path folder, EvidenceFile evidence) throws IOException {
        Path file = VerifiedFile.locate(folder, evidence);
        List<String> lines = VerifiedFile.lines(folder, evidence);
        if (lines.size() < LINES_ABOVE
                || !lines.getFirst().equals(FORMAT)
                || !lines.get(1).equals(HEADER)) {
            throw new EvidenceException(file, "is not a list of states of mirrors of version 1");
        }
        List<MirrorSpan> spans = new ArrayList<>();
        for (int number = LINES_ABOVE + 1; number <= lines.size(); number++) {
            spans.add(span(file, number, lines.get(number - 1)));
        }
        VerifiedFile.compareCounts(file, evidence, spans.size(), notInSync(spans));
        return spans;
    }

    private static long notInSync(List<MirrorSpan> spans) {
        return spans.stream().filter(one -> !one.inSync()).count();
    }

    private static MirrorSpan span(Path file, int number, String line) throws EvidenceException {
        String[] cells = line.split(",", -1);
        if (cells.length != COLUMNS) {
            throw new EvidenceException(
                    file, "line %d has %d columns instead of %d".formatted(number, cells.length, COLUMNS));
        }
        try {
            return new MirrorSpan(
                    cells[0],
                    cells[1],
                    cells[2],
                    State.valueOf(cells[3].toUpperCase(Locale.ROOT)),
                    Long.parseLong(cells[4]),
                    Long.parseLong(cells[5]),
                    Long.parseLong(cells[6]),
                    Long.parseLong(cells[7]),
                    Long.parseLong(cells[8]),
                    Long.parseLong(cells[9]),
                    Long.parseLong(cells[10]));
        } catch (IllegalArgumentException cause) {
            throw new EvidenceException(
                    file, "line %d is not a state of a mirror: %s".formatted(number, cause.getMessage()), cause);
        }
    }
}
