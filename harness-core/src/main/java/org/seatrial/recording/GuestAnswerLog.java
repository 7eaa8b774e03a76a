package org.seatrial.recording;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What virtual machines said in the good answers of one workload in one trial, as a CSV file: a comment, a header, a line
 * each, by stream and sequence. What is said stands as it was said, but for commas and whatever is not printable ASCII,
 * for which a question mark stands.
 */
public final class GuestAnswerLog {

    private static final String FORMAT = "# answers of virtual machines, version 1";
    private static final String HEADER = "stream,sequence,node,boot_id,record";
    private static final int COLUMNS = 5;
    private static final int LINES_ABOVE = 2;
    private static final Pattern UNWRITABLE = Pattern.compile("[^ -~]|,");

    private GuestAnswerLog() {}

    /** Writes the list; the total of the returned record is the number of answers that had a record. */
    public static EvidenceFile write(Path folder, String name, List<GuestAnswer> answers) throws IOException {
        StringBuilder text =
                new StringBuilder(FORMAT).append('\n').append(HEADER).append('\n');
        for (GuestAnswer one : answers) {
            text.append(one.stream()).append(',');
            text.append(one.sequence()).append(',');
            text.append(cell(one.node())).append(',');
            text.append(cell(one.bootId())).append(',');
            text.append(cell(one.record())).append('\n');
        }
        byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
        DurableFile.write(folder.resolve(name), bytes);
        return new EvidenceFile(name, Digests.sha256(bytes), bytes.length, answers.size(), withRecord(answers));
    }

    private static String cell(String said) {
        return UNWRITABLE.matcher(said).replaceAll("?");
    }

    private static long withRecord(List<GuestAnswer> answers) {
        return answers.stream().filter(one -> !one.record().isEmpty()).count();
    }

    /**
     * Reads a list that is exactly what its record says.
     *
     * @throws EvidenceException if it is missing, or differs from its record in digest, lines or records, or holds a line
     *     that is not understood
     */
    public static List<GuestAnswer> read(Path folder, EvidenceFile evidence) throws IOException {
        Path file = VerifiedFile.locate(folder, evidence);
        List<String> lines = VerifiedFile.lines(folder, evidence);
        if (lines.size() < LINES_ABOVE
                || !lines.getFirst().equals(FORMAT)
                || !lines.get(1).equals(HEADER)) {
            throw new EvidenceException(file, "is not a list of answers of virtual machines of version 1");
        }
        List<GuestAnswer> answers = new ArrayList<>();
        for (int number = LINES_ABOVE + 1; number <= lines.size(); number++) {
            answers.add(answer(file, number, lines.get(number - 1)));
        }
        VerifiedFile.compareCounts(file, evidence, answers.size(), withRecord(answers));
        return answers;
    }

    private static GuestAnswer answer(Path file, int number, String line) throws EvidenceException {
        String[] cells = line.split(",", -1);
        if (cells.length != COLUMNS) {
            throw new EvidenceException(
                    file, "line %d has %d columns instead of %d".formatted(number, cells.length, COLUMNS));
        }
        try {
            return new GuestAnswer(Integer.parseInt(cells[0]), Long.parseLong(cells[1]), cells[2], cells[3], cells[4]);
        } catch (NumberFormatException cause) {
            throw new EvidenceException(
                    file, "line %d is not an answer: %s".formatted(number, cause.getMessage()), cause);
        }
    }
}
