package org.seatrial.recording;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The windows of all calls of one flow in one trial as a CSV file: a comment, a header, a line each. */
public final class SpeechLog {

    private static final String FORMAT =
            "# speech packets by window of 8 s or more, version 2; G.711 by ITU-T G.113: Ie " + SpeechWindow.IE
                    + ", Bpl " + SpeechWindow.BPL + "; a stream is one direction of one call";
    private static final String HEADER = "stream,window,packets,lost,late,bursts,delay_ns,burst_ratio";
    private static final int COLUMNS = 8;
    private static final int LINES_ABOVE = 2;

    private SpeechLog() {}

    /** Writes the list; the total of the returned record is the number of packets that were intended. */
    public static EvidenceFile write(Path folder, String name, List<SpeechWindow> windows) throws IOException {
        StringBuilder text =
                new StringBuilder(FORMAT).append('\n').append(HEADER).append('\n');
        for (SpeechWindow one : windows) {
            text.append(one.stream()).append(',');
            text.append(one.window()).append(',');
            text.append(one.packets()).append(',');
            text.append(one.lost()).append(',');
            text.append(one.late()).append(',');
            text.append(one.bursts()).append(',');
            text.append(one.delayNs()).append(',');
            text.append(one.burstRatio()).append('\n');
        }
        byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
        DurableFile.write(folder.resolve(name), bytes);
        return new EvidenceFile(name, Digests.sha256(bytes), bytes.length, windows.size(), packets(windows));
    }

    /**
     * Reads a list that is exactly what its record says.
     *
     * @throws EvidenceException if it is missing, or differs from its record, or holds a line that is not understood
     */
    public static List<SpeechWindow> read(Path folder, EvidenceFile evidence) throws IOException {
        Path file = VerifiedFile.locate(folder, evidence);
        List<String> lines = VerifiedFile.lines(folder, evidence);
        if (lines.size() < LINES_ABOVE
                || !lines.getFirst().equals(FORMAT)
                || !lines.get(1).equals(HEADER)) {
            throw new EvidenceException(file, "is not a list of speech packets of version 2");
        }
        List<SpeechWindow> windows = new ArrayList<>();
        for (int number = LINES_ABOVE + 1; number <= lines.size(); number++) {
            windows.add(window(file, number, lines.get(number - 1)));
        }
        VerifiedFile.compareCounts(file, evidence, windows.size(), packets(windows));
        return windows;
    }

    private static long packets(List<SpeechWindow> windows) {
        return windows.stream().mapToLong(SpeechWindow::packets).sum();
    }

    private static SpeechWindow window(Path file, int number, String line) throws EvidenceException {
        String[] cells = line.split(",", -1);
        if (cells.length != COLUMNS) {
            throw new EvidenceException(
                    file, "line %d has %d columns instead of %d".formatted(number, cells.length, COLUMNS));
        }
        try {
            SpeechWindow window = new SpeechWindow(
                    Integer.parseInt(cells[0]),
                    Integer.parseInt(cells[1]),
                    Long.parseLong(cells[2]),
                    Long.parseLong(cells[3]),
                    Long.parseLong(cells[4]),
                    Long.parseLong(cells[5]),
                    Long.parseLong(cells[6]));
            long missing = window.lost() + window.late();
            boolean possible = window.lost() >= 0
                    && window.late() >= 0
                    && missing <= window.packets()
                    && window.bursts() >= (missing > 0 ? 1 : 0)
                    && window.bursts() <= missing
                    && window.burstRatio() == Double.parseDouble(cells[7]);
            if (!possible) {
                throw new EvidenceException(file, "line %d is impossible: %s".formatted(number, line));
            }
            return window;
        } catch (NumberFormatException cause) {
            throw new EvidenceException(
                    file, "line %d is not a window: %s".formatted(number, cause.getMessage()), cause);
        }
    }
}
