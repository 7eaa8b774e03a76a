package org.seatrial.recording;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.seatrial.recording.MirrorSpan.State;

/** States of a lab's mirrors over a trial as a CSV file: a comment, a header, a line for each span. */
public final class MirrorLog {

    /** Its name in a trial's folder. */
    public static final String NAME = "mirrors.csv";

    private static final EvidenceTable<MirrorSpan> TABLE = new EvidenceTable<>(
            "# states of mirrors, version 1",
            "node,volume,copy,state,left_bytes,total_bytes,"
                    + "first_before_ns,first_after_ns,last_before_ns,last_after_ns,longest_gap_ns",
            "states of mirrors of version 1",
            "a state of a mirror",
            one -> List.of(
                    one.node(),
                    one.volume(),
                    one.copy(),
                    one.state().name().toLowerCase(Locale.ROOT),
                    one.leftBytes(),
                    one.totalBytes(),
                    one.firstBeforeNs(),
                    one.firstAfterNs(),
                    one.lastBeforeNs(),
                    one.lastAfterNs(),
                    one.longestGapNs()),
            cells -> new MirrorSpan(
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
                    Long.parseLong(cells[10])),
            one -> one.inSync() ? 0 : 1);

    private MirrorLog() {}

    /** Writes the list; the total of the returned record is the number of spans that are not in sync. */
    public static EvidenceFile write(Path folder, List<MirrorSpan> spans) throws IOException {
        return TABLE.write(folder, NAME, spans);
    }

    /**
     * Reads a list that is exactly what its record says.
     *
     * @throws EvidenceException if it is missing, or differs from its record, or holds a line that is not understood
     */
    public static List<MirrorSpan> read(Path folder, EvidenceFile evidence) throws IOException {
        return TABLE.read(folder, evidence);
    }
}
