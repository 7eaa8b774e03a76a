package org.seatrial.recording;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** What the design under test logged about itself over a trial, as a CSV file: a comment, a header, a line for each. */
public final class NoticedLog {

    /** Its name in a trial's folder. */
    public static final String NAME = "noticed.csv";

    private static final EvidenceTable<Noticed> TABLE = new EvidenceTable<>(
            "# what the design noticed, version 1",
            "node,what,at_ns,detail",
            "what the design noticed of version 1",
            "something noticed",
            one -> List.of(one.node(), one.what(), one.atNs(), cell(one.detail())),
            cells -> new Noticed(cells[0], cells[1], Long.parseLong(cells[2]), cells[3]),
            one -> 0);

    private NoticedLog() {}

    /** Daemons log what they like: a cell has neither a comma nor an end of line. */
    private static String cell(String text) {
        return text.replace(',', ';').replaceAll("\\R", " ");
    }

    /** Writes the list in its order. */
    public static EvidenceFile write(Path folder, List<Noticed> noticed) throws IOException {
        return TABLE.write(folder, NAME, noticed);
    }

    /**
     * Reads a list that is exactly what its record says.
     *
     * @throws EvidenceException if it is missing, or differs from its record, or holds a line that is not understood
     */
    public static List<Noticed> read(Path folder, EvidenceFile evidence) throws IOException {
        return TABLE.read(folder, evidence);
    }
}
