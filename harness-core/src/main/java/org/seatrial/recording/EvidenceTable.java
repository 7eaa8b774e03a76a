package org.seatrial.recording;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

/**
 * How a list stands in a CSV file of evidence: a comment that names the format, a header, a line each. No cell has a comma.
 *
 * @param format the comment
 * @param list what the file is a list of, with the version of its format
 * @param one what a line stands for
 * @param cells what a line holds
 * @param row makes of a line's cells what it stands for; refuses by an {@link IllegalArgumentException}
 * @param total what is counted beside the lines, so that a file that differs from its record is found out
 */
record EvidenceTable<T>(
        String format,
        String header,
        String list,
        String one,
        Function<T, List<?>> cells,
        Function<String[], T> row,
        ToLongFunction<T> total) {

    private static final int LINES_ABOVE = 2;

    EvidenceFile write(Path folder, String name, List<T> rows) throws IOException {
        StringBuilder text = new StringBuilder(format + "\n" + header + "\n");
        for (T each : rows) {
            text.append(cells.apply(each).stream().map(String::valueOf).collect(Collectors.joining(",", "", "\n")));
        }
        byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
        DurableFile.write(folder.resolve(name), bytes);
        return new EvidenceFile(name, Digests.sha256(bytes), bytes.length, rows.size(), total(rows));
    }

    /** @throws EvidenceException if it is missing, or differs from its record, or holds a line that is not understood */
    List<T> read(Path folder, EvidenceFile evidence) throws IOException {
        Path file = VerifiedFile.locate(folder, evidence);
        List<String> lines = VerifiedFile.lines(folder, evidence);
        if (lines.size() < LINES_ABOVE
                || !lines.getFirst().equals(format)
                || !lines.get(1).equals(header)) {
            throw new EvidenceException(file, "is not a list of " + list);
        }
        List<T> rows = new ArrayList<>();
        for (int number = LINES_ABOVE + 1; number <= lines.size(); number++) {
            rows.add(row(file, number, lines.get(number - 1)));
        }
        VerifiedFile.compareCounts(file, evidence, rows.size(), total(rows));
        return rows;
    }

    private long total(List<T> rows) {
        return rows.stream().mapToLong(total).sum();
    }

    private T row(Path file, int number, String line) throws EvidenceException {
        String[] columns = line.split(",", -1);
        int expected = header.split(",", -1).length;
        if (columns.length != expected) {
            throw new EvidenceException(
                    file, "line %d has %d columns instead of %d".formatted(number, columns.length, expected));
        }
        try {
            return row.apply(columns);
        } catch (IllegalArgumentException cause) {
            throw new EvidenceException(
                    file, "line %d is not %s: %s".formatted(number, one, cause.getMessage()), cause);
        }
    }
}
