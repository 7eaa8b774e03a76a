package org.seatrial.verdict;

import org.apache.commons.statistics.distribution.BetaDistribution;
import org.apache.commons.statistics.distribution.BinomialDistribution;

/**
 * What a number of exceedances among independent trials says about all such trials. Exact binomial statistics; nothing
 * is assumed about how the measured times are distributed.
 */
public final class Statistics {

    private Statistics() {}

    /**
     * One-sided upper limit for the share of trials that exceed (Clopper and Pearson).
     *
     * @param exceedances 0 to {@code trials}
     * @param trials 1 or more
     * @param confidence above 0, below 1
     */
    public static double exceedanceAtMost(int exceedances, int trials, double confidence) {
        check(exceedances, trials, confidence);
        return exceedances == trials
                ? 1
                : BetaDistribution.of(exceedances + 1.0, (double) trials - exceedances)
                        .inverseCumulativeProbability(confidence);
    }

    /** One-sided lower limit for the share of trials that exceed (Clopper and Pearson); as above. */
    public static double exceedanceAtLeast(int exceedances, int trials, double confidence) {
        check(exceedances, trials, confidence);
        return exceedances == 0
                ? 0
                : BetaDistribution.of(exceedances, trials - exceedances + 1.0)
                        .inverseCumulativeProbability(1 - confidence);
    }

    /**
     * Confidence that at least {@code coverage} of all trials stay within the {@code rank}-th largest of {@code trials}
     * measured values (Wilks).
     *
     * @param rank 1 for the largest
     */
    public static double boundConfidence(int rank, int trials, double coverage) {
        check(rank - 1, trials, coverage);
        return 1 - BinomialDistribution.of(trials, 1 - coverage).cumulativeProbability(rank - 1);
    }

    /** The share of all trials that stay within the largest of {@code trials} measured values, with a confidence. */
    public static double coverageOfLargest(int trials, double confidence) {
        check(0, trials, confidence);
        return Math.pow(1 - confidence, 1.0 / trials);
    }

    private static void check(int exceedances, int trials, double share) {
        if (trials < 1 || exceedances < 0 || exceedances > trials || !(share > 0 && share < 1)) {
            throw new IllegalArgumentException(
                    "%d of %d trials with %s is not a sample".formatted(exceedances, trials, share));
        }
    }
}
