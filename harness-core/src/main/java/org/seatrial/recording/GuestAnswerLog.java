package org.seatrial.recording;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What virtual machines said in the good answers of one workload in one trial, as a CSV file: a comment, a header, a line
 * each, by stream and sequence. What is said stands as it was said, but for commas and whatever is not printable ASCII,
 * for which a question mark stands.
 */
public final class GuestAnswerLog {

    private static final Pattern UNWRITABLE = Pattern.compile("[^ -~]|,");

    private static final EvidenceTable<GuestAnswer> TABLE = new EvidenceTable<>(
            "# answers of virtual machines, version 1",
            "stream,sequence,node,boot_id,record",
            "answers of virtual machines of version 1",
            "an answer",
            one -> List.of(one.stream(), one.sequence(), cell(one.node()), cell(one.bootId()), cell(one.record())),
            cells ->
                    new GuestAnswer(Integer.parseInt(cells[0]), Long.parseLong(cells[1]), cells[2], cells[3], cells[4]),
            one -> one.record().isEmpty() ? 0 : 1);

    private GuestAnswerLog() {}

    /** Writes the list; the total of the returned record is the number of answers that had a record. */
    public static EvidenceFile write(Path folder, String name, List<GuestAnswer> answers) throws IOException {
        return TABLE.write(folder, name, answers);
    }

    private static String cell(String said) {
        return UNWRITABLE.matcher(said).replaceAll("?");
    }

    /**
     * Reads a list that is exactly what its record says.
     *
     * @throws EvidenceException if it is missing, or differs from its record in digest, lines or records, or holds a line
     *     that is not understood
     */
    public static List<GuestAnswer> read(Path folder, EvidenceFile evidence) throws IOException {
        return TABLE.read(folder, evidence);
    }
}
