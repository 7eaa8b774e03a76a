package org.seatrial.recording;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.seatrial.traffic.Answer;
import org.seatrial.traffic.ExchangeSink;

/** Every exchange of one workload in one trial as a CSV file: a comment, a header, a line each, by stream and sequence. */
public final class ExchangeLog implements ExchangeSink {

    private static final EvidenceTable<Exchange> TABLE = new EvidenceTable<>(
            "# exchanges of one workload, version 1",
            "stream,sequence,intended_ns,started_ns,completed_ns,answer",
            "exchanges of version 1",
            "an exchange",
            one -> List.of(
                    one.stream(),
                    one.sequence(),
                    one.intendedNs(),
                    one.startedNs(),
                    one.completedNs(),
                    one.answer().name().toLowerCase(Locale.ROOT)),
            cells -> new Exchange(
                    Integer.parseInt(cells[0]),
                    Long.parseLong(cells[1]),
                    Long.parseLong(cells[2]),
                    Long.parseLong(cells[3]),
                    Long.parseLong(cells[4]),
                    Answer.valueOf(cells[5].toUpperCase(Locale.ROOT))),
            one -> one.good() ? 1 : 0);

    private final List<Exchange> exchanges = new ArrayList<>();

    @Override
    public void exchange(int stream, long sequence, long intendedNs, long startedNs, long completedNs, Answer answer) {
        exchanges.add(new Exchange(stream, sequence, intendedNs, startedNs, completedNs, answer));
    }

    public List<Exchange> exchanges() {
        return List.copyOf(exchanges);
    }

    /** Writes the list; the total of the returned record is the number of good answers. */
    public EvidenceFile write(Path folder, String name) throws IOException {
        return TABLE.write(folder, name, exchanges);
    }

    /**
     * Reads a list that is exactly what its record says.
     *
     * @throws EvidenceException if it is missing, or differs from its record in digest, lines or good answers, or holds a
     *     line that is not understood
     */
    public static List<Exchange> read(Path folder, EvidenceFile evidence) throws IOException {
        return TABLE.read(folder, evidence);
    }
}
