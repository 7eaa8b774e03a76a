package org.seatrial.recording;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** The windows of all calls of one flow in one trial as a CSV file: a comment, a header, a line each. */
public final class SpeechLog {

    private static final EvidenceTable<SpeechWindow> TABLE = new EvidenceTable<>(
            "# speech packets by window of 8 s or more, version 2; G.711 by ITU-T G.113: Ie " + SpeechWindow.IE
                    + ", Bpl " + SpeechWindow.BPL + "; a stream is one direction of one call",
            "stream,window,packets,lost,late,bursts,delay_ns,burst_ratio",
            "speech packets of version 2",
            "a window",
            one -> List.of(
                    one.stream(),
                    one.window(),
                    one.packets(),
                    one.lost(),
                    one.late(),
                    one.bursts(),
                    one.delayNs(),
                    one.burstRatio()),
            SpeechLog::window,
            SpeechWindow::packets);

    private SpeechLog() {}

    /** Writes the list; the total of the returned record is the number of packets that were intended. */
    public static EvidenceFile write(Path folder, String name, List<SpeechWindow> windows) throws IOException {
        return TABLE.write(folder, name, windows);
    }

    /**
     * Reads a list that is exactly what its record says.
     *
     * @throws EvidenceException if it is missing, or differs from its record, or holds a line that is not understood
     */
    public static List<SpeechWindow> read(Path folder, EvidenceFile evidence) throws IOException {
        return TABLE.read(folder, evidence);
    }

    private static SpeechWindow window(String[] cells) {
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
            throw new IllegalArgumentException("it is impossible");
        }
        return window;
    }
}
