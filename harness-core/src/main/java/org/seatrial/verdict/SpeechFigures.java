package org.seatrial.verdict;

import java.util.List;
import java.util.stream.DoubleStream;
import org.seatrial.recording.SpeechWindow;
import org.seatrial.units.Dimension;

/**
 * What people would say of calls. Speech is G.711 in packets of 20 ms, without loss concealment, and played out through a
 * jitter buffer of a fixed length; a design is not better for a telephone that hides what it did.
 */
final class SpeechFigures {

    private static final double NS_PER_MS = 1e6;

    /** A packet leaves when its last sample was spoken. */
    private static final double PACKET_MS = 20;

    private static final double JITTER_BUFFER_MS = 40;

    private final List<SpeechWindow> windows;
    private final double clockErrorMs;

    /** @param clockErrorNs how wrong delays may be, either way */
    SpeechFigures(List<SpeechWindow> windows, long clockErrorNs) {
        this.windows = windows;
        this.clockErrorMs = clockErrorNs / NS_PER_MS;
    }

    Measured score(Metric metric, String statistic) {
        if (windows.isEmpty()) {
            return Measured.not(Dimension.SCORE, "the trial is shorter than the 8 s that an estimate needs");
        }
        // The longer the delay, the lower the score.
        double value = over(metric, statistic, 0);
        double lower = Math.min(value, over(metric, statistic, clockErrorMs));
        double upper = Math.max(value, over(metric, statistic, -clockErrorMs));
        return Measured.of(Dimension.SCORE, value, lower, upper, windows.size());
    }

    private double over(Metric metric, String statistic, double addedMs) {
        DoubleStream scores = windows.stream().mapToDouble(window -> {
            double delayMs = Math.max(0, PACKET_MS + JITTER_BUFFER_MS + window.delayNs() / NS_PER_MS + addedMs);
            // The model's loss saturates above 0, but nobody hears anything.
            double rating =
                    window.lossRatio() >= 1 ? 0 : EModel.G711.rating(delayMs, window.lossRatio(), window.burstRatio());
            return metric == Metric.MOS ? EModel.opinion(rating) : Math.max(0, rating);
        });
        return statistic.equals("mean")
                ? scores.average().orElse(Double.NaN)
                : scores.min().orElse(Double.NaN);
    }
}
