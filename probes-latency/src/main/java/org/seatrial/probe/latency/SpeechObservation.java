package org.seatrial.probe.latency;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.seatrial.probe.Observation;
import org.seatrial.recording.EvidenceFile;
import org.seatrial.recording.PhaseClock;
import org.seatrial.recording.SpeechLog;
import org.seatrial.recording.SpeechWindow;
import org.seatrial.traffic.Outcome;

/**
 * Windows of 8 s from the start of the trial; what is left at its end belongs to the last one. A jitter buffer plays a
 * packet out 40 ms after the fastest of its window: one that comes later cannot be heard.
 */
final class SpeechObservation implements Observation {

    private static final long WINDOW_NS = 8_000_000_000L;
    private static final long JITTER_BUFFER_NS = 40_000_000;
    private static final long MISSING = -1;
    private static final int FIRST_CAPACITY = 1024;

    private final PhaseClock phases;
    private final String file;
    private final int lastWindow;
    private final List<SpeechWindow> windows = new ArrayList<>();
    private long[] delays = new long[FIRST_CAPACITY];
    private int count;
    private int stream = -1;
    private int window;

    SpeechObservation(PhaseClock phases, String file) {
        this.phases = phases;
        this.file = file;
        this.lastWindow = (int) ((phases.endNs() - phases.startNs()) / WINDOW_NS) - 1;
    }

    @Override
    public void sample(
            int ofStream,
            long sequence,
            long intendedNs,
            long startedNs,
            long completedNs,
            Outcome outcome,
            int copies,
            boolean reordered) {
        int at = Math.clamp((intendedNs - phases.startNs()) / WINDOW_NS, 0, Math.max(0, lastWindow));
        if (ofStream != stream || at != window) {
            flush();
            stream = ofStream;
            window = at;
        }
        if (count == delays.length) {
            delays = Arrays.copyOf(delays, 2 * count);
        }
        delays[count++] = switch (outcome) {
            case RECEIVED, LATE -> Math.max(0, completedNs - startedNs);
            case LOST, UNSENT -> MISSING;
        };
    }

    private void flush() {
        if (count == 0 || lastWindow < 0) {
            count = 0;
            return;
        }
        long fastest = Long.MAX_VALUE;
        for (int i = 0; i < count; i++) {
            fastest = delays[i] == MISSING ? fastest : Math.min(fastest, delays[i]);
        }
        long lost = 0;
        long late = 0;
        long bursts = 0;
        long sum = 0;
        boolean missingBefore = false;
        for (int i = 0; i < count; i++) {
            boolean never = delays[i] == MISSING;
            boolean tooLate = !never && delays[i] - fastest > JITTER_BUFFER_NS;
            lost += never ? 1 : 0;
            late += tooLate ? 1 : 0;
            sum += never ? 0 : delays[i];
            boolean missing = never || tooLate;
            bursts += missing && !missingBefore ? 1 : 0;
            missingBefore = missing;
        }
        long arrived = count - lost;
        windows.add(new SpeechWindow(stream, window, count, lost, late, bursts, arrived == 0 ? 0 : sum / arrived));
        count = 0;
    }

    @Override
    public EvidenceFile finish(Path folder) throws IOException {
        flush();
        return SpeechLog.write(folder, file, windows);
    }
}
