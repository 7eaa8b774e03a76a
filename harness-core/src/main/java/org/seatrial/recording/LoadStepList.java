package org.seatrial.recording;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The steps of a search for throughput as a CSV file, in the order in which they ran: a comment, a header, a line each. */
public final class LoadStepList {

    private static final String FORMAT = "# steps of a throughput search with one flow, version 1";
    private static final String HEADER = "kind,intended_per_s,frame_bytes,duration_ns,intended_packets,offered_packets,"
        + "received_packets,instrument_drops,standstill_ns,lateness_max_ns,offered_span_ns,received_span_ns,delay_p50_ns,"
        + "delay_p99.9_ns,clock_error_ns";
    private static final int COLUMNS = 15;
    private static final int LINES_ABOVE = 2;

    private LoadStepList() {}

    /** Writes the list; the total of the returned record is the number of packets received. */
    public static EvidenceFile write(Path folder, String name, List<LoadStep> steps) throws IOException {
        StringBuilder text =
                new StringBuilder(FORMAT).append('\n').append(HEADER).append('\n');
        long received = 0;
        for (LoadStep step : steps) {
            text.append(line(step)).append('\n');
            received += step.received();
        }
        byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
        DurableFile.write(folder.resolve(name), bytes);
        return new EvidenceFile(name, Digests.sha256(bytes), bytes.length, steps.size(), received);
    }

    /**
     * Reads a list that is exactly what its record says.
     *
     * @throws EvidenceException if it is missing, or differs from its record in digest, lines or packets, or holds a line
     *     that is not understood
     */
    public static List<LoadStep> read(Path folder, EvidenceFile evidence) throws IOException {
        Path file = VerifiedFile.locate(folder, evidence);
        List<String> lines = VerifiedFile.lines(folder, evidence);
        if (lines.size() < LINES_ABOVE
                || !lines.getFirst().equals(FORMAT)
                || !lines.get(1).equals(HEADER)) {
            throw new EvidenceException(file, "is not a list of load steps of version 1");
        }
        List<LoadStep> steps = new ArrayList<>();
        long received = 0;
        for (int number = LINES_ABOVE + 1; number <= lines.size(); number++) {
            LoadStep step = step(file, number, lines.get(number - 1));
            steps.add(step);
            received += step.received();
        }
        VerifiedFile.compareCounts(file, evidence, steps.size(), received);
        return steps;
    }

    private static String line(LoadStep step) {
        return String.join(
                ",",
                step.kind().name().toLowerCase(Locale.ROOT),
                Double.toString(step.intendedPerSecond()),
                Integer.toString(step.frameBytes()),
                Long.toString(step.durationNs()),
                Long.toString(step.intended()),
                Long.toString(step.offered()),
                Long.toString(step.received()),
                Long.toString(step.instrumentDrops()),
                Long.toString(step.standstillNs()),
                Long.toString(step.latenessMaxNs()),
                Long.toString(step.offeredSpanNs()),
                Long.toString(step.receivedSpanNs()),
                Long.toString(step.delayP50Ns()),
                Long.toString(step.delayP999Ns()),
                Long.toString(step.clockErrorNs()));
    }

    private static LoadStep step(Path file, int number, String line) throws EvidenceException {
        String[] cells = line.split(",", -1);
        if (cells.length != COLUMNS) {
            throw new EvidenceException(
                    file, "line %d has %d columns instead of %d".formatted(number, cells.length, COLUMNS));
        }
        try {
            return new LoadStep(
                    LoadStep.Kind.valueOf(cells[0].toUpperCase(Locale.ROOT)),
                    Double.parseDouble(cells[1]),
                    Integer.parseInt(cells[2]),
                    Long.parseLong(cells[3]),
                    Long.parseLong(cells[4]),
                    Long.parseLong(cells[5]),
                    Long.parseLong(cells[6]),
                    Long.parseLong(cells[7]),
                    Long.parseLong(cells[8]),
                    Long.parseLong(cells[9]),
                    Long.parseLong(cells[10]),
                    Long.parseLong(cells[11]),
                    Long.parseLong(cells[12]),
                    Long.parseLong(cells[13]),
                    Long.parseLong(cells[14]));
        } catch (IllegalArgumentException cause) {
            throw new EvidenceException(
                    file, "line %d is not a load step: %s".formatted(number, cause.getMessage()), cause);
        }
    }
}
