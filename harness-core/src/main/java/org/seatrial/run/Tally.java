package org.seatrial.run;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.seatrial.fault.Impairment;

/**
 * How many of the frames in one direction were struck, against how many should have been.
 *
 * @param what for example loss
 * @param direction for people
 * @param ratio the share commanded, 0 to 1
 * @param struck frames counted
 * @param frames out of so many
 */
record Tally(String what, String direction, double ratio, long struck, long frames) {

    /** Fewer expected strikes than this say nothing about a share. */
    private static final double FEWEST_EXPECTED = 5;

    /** A sound link strays further than this once in millions of trials. */
    private static final double SIGMAS = 5;

    /** Frames on their way are counted by one counter and not yet by the other. */
    private static final double IN_FLIGHT_SHARE = 0.1;

    private static final double RATIO_TOLERANCE = 1e-9;

    /** Whether enough frames crossed to tell. */
    boolean telling() {
        return expected() >= FEWEST_EXPECTED;
    }

    /** Whether the count is what chance makes of the share. */
    boolean likely() {
        double sigma = Math.sqrt(expected() * (1 - ratio));
        return Math.abs(struck - expected()) <= SIGMAS * sigma + IN_FLIGHT_SHARE * expected() + 1;
    }

    private double expected() {
        return ratio * frames;
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%s of %d in %d frames from %s (%.3g %% commanded, %.1f expected)",
                what,
                struck,
                frames,
                direction,
                ratio * 100,
                expected());
    }

    static String told(List<Tally> tallies) {
        return tallies.stream().map(Tally::toString).collect(Collectors.joining("; "));
    }

    /** Whether two impairments are the same but for what arithmetic with shares loses. */
    static boolean same(Impairment one, Impairment other) {
        return one.delay().equals(other.delay())
                && one.jitter().equals(other.jitter())
                && one.reorderingBy().equals(other.reorderingBy())
                && near(one.lossRatio(), other.lossRatio())
                && near(one.corruptionRatio(), other.corruptionRatio())
                && near(one.duplicationRatio(), other.duplicationRatio())
                && near(one.reorderingRatio(), other.reorderingRatio())
                && one.rateBitsPerSecond() == other.rateBitsPerSecond();
    }

    private static boolean near(double one, double other) {
        return Math.abs(one - other) < RATIO_TOLERANCE;
    }

    /** An impairment in a few words. */
    static String text(Impairment impairment) {
        List<String> words = new ArrayList<>();
        time(words, "delay", impairment.delay());
        time(words, "jitter", impairment.jitter());
        share(words, "loss", impairment.lossRatio());
        share(words, "corruption", impairment.corruptionRatio());
        share(words, "duplication", impairment.duplicationRatio());
        share(words, "reordering", impairment.reorderingRatio());
        time(words, "by", impairment.reorderingBy());
        if (impairment.rateBitsPerSecond() > 0) {
            words.add(String.format(Locale.ROOT, "rate %.6g bit/s", impairment.rateBitsPerSecond()));
        }
        return words.isEmpty() ? "as designed" : String.join(" ", words);
    }

    private static void time(List<String> words, String what, Duration time) {
        if (!time.isZero()) {
            words.add(what + " " + time.toNanos() / 1e6 + " ms");
        }
    }

    private static void share(List<String> words, String what, double ratio) {
        if (ratio > 0) {
            words.add(String.format(Locale.ROOT, "%s %.3g %%", what, ratio * 100));
        }
    }
}
