package org.seatrial.verdict;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
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
        return new Measured(Dimension.SCORE, true, value, lower, upper, windows.size(), basis());
    }

    /** What the estimate rests on: it is no listening test. */
    private String basis() {
        SpeechWindow worst = windows.stream()
                .max(Comparator.comparingDouble(SpeechWindow::lossRatio))
                .orElseThrow();
        return String.format(
                Locale.ROOT,
                "estimated by the E-model from %d windows of 8 s or more with Ie = %.0f and Bpl = %.1f; the one with"
                        + " most loss, window %d of stream %d, lost %.2f %% with BurstR = %.2f",
                windows.size(),
                EModel.G711.ie(),
                EModel.G711.bpl(),
                worst.window(),
                worst.stream(),
                100 * worst.lossRatio(),
                worst.burstRatio());
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
