package org.seatrial.verdict;

import java.util.ArrayList;
import java.util.List;
import org.apache.commons.statistics.distribution.BinomialDistribution;

/**
 * How many trials a claim of coverage and confidence needs, and how often a design passes that in truth exceeds the
 * limit now and then. With {@code c} exceedances in {@code n} trials the claim is shown if so few would be seen with a
 * probability of at most 1 - confidence, were the claim just not true (binomial; the same test as Wilks' bound).
 */
public final class OperatingCharacteristic {

    /** No plan repeats a trial more often. */
    private static final int MOST_TRIALS = 1_000_000;

    /** Floating point: 0.95 is not exactly 0.95, so a tie within this is a tie. */
    private static final double ROUNDING = 1e-12;

    private OperatingCharacteristic() {}

    /**
     * The fewest valid trials that show the claim if {@code exceedances} of them are over the limit.
     *
     * @param coverage above 0, below 1: the share of all such trials that keeps the limit
     * @param confidence above 0, below 1
     * @throws IllegalArgumentException if the arguments are out of range or no feasible number is enough
     */
    public static int trialsNeeded(double coverage, double confidence, int exceedances) {
        inUnit(coverage, "coverage");
        inUnit(confidence, "confidence");
        int low = exceedances;
        int high = Math.max(1, exceedances + 1);
        while (!shows(high, coverage, confidence, exceedances)) {
            low = high;
            high *= 2;
            if (high > MOST_TRIALS) {
                throw new IllegalArgumentException("the claim needs more than " + MOST_TRIALS + " trials");
            }
        }
        while (high - low > 1) {
            int middle = low + (high - low) / 2;
            if (shows(middle, coverage, confidence, exceedances)) {
                high = middle;
            } else {
                low = middle;
            }
        }
        return high;
    }

    /** The needed trials with none, one and two exceedances: {@code [59, 93, 124]} for 95 % with 95 %. */
    public static List<Integer> choices(double coverage, double confidence) {
        List<Integer> needed = new ArrayList<>();
        for (int exceedances = 0; exceedances <= 2; exceedances++) {
            needed.add(trialsNeeded(coverage, confidence, exceedances));
        }
        return List.copyOf(needed);
    }

    /** Exceedances that {@code trials} valid trials can bear and still show the claim; -1 if they show nothing. */
    public static int exceedancesAllowed(double coverage, double confidence, int trials) {
        inUnit(coverage, "coverage");
        inUnit(confidence, "confidence");
        int allowed = -1;
        while (allowed + 1 < trials && shows(trials, coverage, confidence, allowed + 1)) {
            allowed++;
        }
        return allowed;
    }

    /**
     * The fewest valid trials, all of them over the limit, that prove a claim violated: that more than 1 - coverage of
     * all such trials exceed the limit.
     */
    public static int trialsToViolate(double coverage, double confidence) {
        inUnit(coverage, "coverage");
        inUnit(confidence, "confidence");
        return (int) Math.floor(Math.log(1 - confidence) / Math.log(1 - coverage) + ROUNDING) + 1;
    }

    /**
     * The probability that a design passes.
     *
     * @param exceedance the true share of trials over the limit, 0 to 1
     * @param trials valid trials
     * @param allowed exceedances the claim bears
     */
    public static double passes(double exceedance, int trials, int allowed) {
        return allowed < 0 ? 0 : BinomialDistribution.of(trials, exceedance).cumulativeProbability(allowed);
    }

    private static boolean shows(int trials, double coverage, double confidence, int exceedances) {
        return trials > exceedances && passes(1 - coverage, trials, exceedances) <= 1 - confidence + ROUNDING;
    }

    private static void inUnit(double value, String name) {
        if (!(value > 0 && value < 1)) {
            throw new IllegalArgumentException(name + " must be above 0 and below 1, not " + value);
        }
    }
}
