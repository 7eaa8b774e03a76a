package org.seatrial.recording;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** Every call of one workload in one trial as a CSV file: a comment, a header, a line each, by stream and sequence. */
public final class CallLog {

    private static final EvidenceTable<Call> TABLE = new EvidenceTable<>(
            "# calls of one workload, version 1",
            "stream,sequence,set_up_ns,ended_ns,end",
            "calls of version 1",
            "a call",
            one -> List.of(
                    one.stream(),
                    one.sequence(),
                    one.setUpNs(),
                    one.endedNs(),
                    one.end().name().toLowerCase(Locale.ROOT).replace('_', '-')),
            CallLog::call,
            one -> one.wasSetUp() ? 1 : 0);

    private CallLog() {}

    /** How the list of a workload is called. */
    public static String name(String workload) {
        return workload + ".calls.csv";
    }

    /** Writes the list; the total of the returned record is the number of calls that were set up. */
    public static EvidenceFile write(Path folder, String name, List<Call> calls) throws IOException {
        return TABLE.write(folder, name, calls);
    }

    /**
     * Reads a list that is exactly what its record says.
     *
     * @throws EvidenceException if it is missing, or differs from its record, or holds a line that is not understood
     */
    public static List<Call> read(Path folder, EvidenceFile evidence) throws IOException {
        return TABLE.read(folder, evidence);
    }

    private static Call call(String[] cells) {
        Call call = new Call(
                Integer.parseInt(cells[0]),
                Long.parseLong(cells[1]),
                Long.parseLong(cells[2]),
                Long.parseLong(cells[3]),
                Call.End.valueOf(cells[4].toUpperCase(Locale.ROOT).replace('-', '_')));
        if (call.wasSetUp() != (call.setUpNs() != 0)) {
            throw new IllegalArgumentException("it is impossible");
        }
        return call;
    }
}
