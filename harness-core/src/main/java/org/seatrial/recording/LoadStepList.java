package org.seatrial.recording;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** The steps of a search for throughput as a CSV file, in the order in which they ran: a comment, a header, a line each. */
public final class LoadStepList {

    private static final EvidenceTable<LoadStep> TABLE = new EvidenceTable<>(
            "# steps of a throughput search with one flow, version 2",
            "kind,intended_per_s,frame_bytes,duration_ns,intended_packets,offered_packets,"
                + "received_packets,instrument_drops,late_packets,standstill_ns,lateness_max_ns,offered_span_ns,received_span_ns,"
                + "delay_p50_ns,delay_p99.9_ns,clock_error_ns",
            "load steps of version 2",
            "a load step",
            LoadStepList::cells,
            LoadStepList::step,
            LoadStep::received);

    private LoadStepList() {}

    /** Writes the list; the total of the returned record is the number of packets received. */
    public static EvidenceFile write(Path folder, String name, List<LoadStep> steps) throws IOException {
        return TABLE.write(folder, name, steps);
    }

    /**
     * Reads a list that is exactly what its record says.
     *
     * @throws EvidenceException if it is missing, or differs from its record in digest, lines or packets, or holds a line
     *     that is not understood
     */
    public static List<LoadStep> read(Path folder, EvidenceFile evidence) throws IOException {
        return TABLE.read(folder, evidence);
    }

    private static List<?> cells(LoadStep step) {
        return List.of(
                step.kind().name().toLowerCase(Locale.ROOT),
                step.intendedPerSecond(),
                step.frameBytes(),
                step.durationNs(),
                step.intended(),
                step.offered(),
                step.received(),
                step.instrumentDrops(),
                step.late(),
                step.standstillNs(),
                step.latenessMaxNs(),
                step.offeredSpanNs(),
                step.receivedSpanNs(),
                step.delayP50Ns(),
                step.delayP999Ns(),
                step.clockErrorNs());
    }

    private static LoadStep step(String[] cells) {
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
                Long.parseLong(cells[14]),
                Long.parseLong(cells[15]));
    }
}
