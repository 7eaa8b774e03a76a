package org.seatrial.recording;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.seatrial.traffic.Answer;
import org.seatrial.traffic.ExchangeSink;

/** Every exchange of one workload in one trial as a CSV file: a comment, a header, a line each, by stream and sequence. */
public final class ExchangeLog implements ExchangeSink {

    private static final String FORMAT = "# exchanges of one workload, version 1";
    private static final String HEADER = "stream,sequence,intended_ns,started_ns,completed_ns,answer";
    private static final int COLUMNS = 6;
    private static final int LINES_ABOVE = 2;

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
        StringBuilder text =
                new StringBuilder(FORMAT).append('\n').append(HEADER).append('\n');
        for (Exchange one : exchanges) {
            text.append(one.stream()).append(',');
            text.append(one.sequence()).append(',');
            text.append(one.intendedNs()).append(',');
            text.append(one.startedNs()).append(',');
            text.append(one.completedNs()).append(',');
            text.append(one.answer().name().toLowerCase(Locale.ROOT)).append('\n');
        }
        byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
        DurableFile.write(folder.resolve(name), bytes);
        return new EvidenceFile(name, Digests.sha256(bytes), bytes.length, exchanges.size(), good(exchanges));
    }

    /**
     * Reads a list that is exactly what its record says.
     *
     * @throws EvidenceException if it is missing, or differs from its record in digest, lines or good answers, or holds a
     *     line that is not understood
     */
    public static List<Exchange> read(Path folder, EvidenceFile evidence) throws IOException {
        Path file = VerifiedFile.locate(folder, evidence);
        List<String> lines = VerifiedFile.lines(folder, evidence);
        if (lines.size() < LINES_ABOVE
                || !lines.getFirst().equals(FORMAT)
                || !lines.get(1).equals(HEADER)) {
            throw new EvidenceException(file, "is not a list of exchanges of version 1");
        }
        List<Exchange> exchanges = new ArrayList<>();
        for (int number = LINES_ABOVE + 1; number <= lines.size(); number++) {
            exchanges.add(exchange(file, number, lines.get(number - 1)));
        }
        VerifiedFile.compareCounts(file, evidence, exchanges.size(), good(exchanges));
        return exchanges;
    }

    private static long good(List<Exchange> exchanges) {
        return exchanges.stream().filter(Exchange::good).count();
    }

    private static Exchange exchange(Path file, int number, String line) throws EvidenceException {
        String[] cells = line.split(",", -1);
        if (cells.length != COLUMNS) {
            throw new EvidenceException(
                    file, "line %d has %d columns instead of %d".formatted(number, cells.length, COLUMNS));
        }
        try {
            return new Exchange(
                    Integer.parseInt(cells[0]),
                    Long.parseLong(cells[1]),
                    Long.parseLong(cells[2]),
                    Long.parseLong(cells[3]),
                    Long.parseLong(cells[4]),
                    Answer.valueOf(cells[5].toUpperCase(Locale.ROOT)));
        } catch (IllegalArgumentException cause) {
            throw new EvidenceException(
                    file, "line %d is not an exchange: %s".formatted(number, cause.getMessage()), cause);
        }
    }
}
