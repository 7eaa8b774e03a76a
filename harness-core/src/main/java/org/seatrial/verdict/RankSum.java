package org.seatrial.verdict;

import java.util.Arrays;
import java.util.OptionalDouble;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * Whether two samples differ in location, by ranks alone (Mann and Whitney, two-sided), and by how much (Hodges and
 * Lehmann). Nothing is assumed about how the values are distributed; a value without end is the largest.
 *
 * @param p probability of ranks at least as unequal, were both samples of one distribution
 * @param exact whether p was counted; else it is the normal approximation, corrected for ties
 * @param shift median of all differences of a later and an earlier value; empty if it has no end
 * @param lower lower end of its 95 % interval; empty if so few values carry none
 * @param upper upper end; empty as above
 */
public record RankSum(double p, boolean exact, OptionalDouble shift, OptionalDouble lower, OptionalDouble upper) {

    /** Beyond it the normal approximation is good and counting slow. */
    private static final int MOST_COUNTED = 80;

    private static final double CONFIDENCE = 0.95;

    /**
     * Compares two samples.
     *
     * @param earlier 1 value or more, none of them NaN
     * @param later as above
     */
    public static RankSum of(double[] earlier, double[] later) {
        int n = earlier.length;
        int m = later.length;
        if (n == 0 || m == 0) {
            throw new IllegalArgumentException("a sample is empty");
        }
        double wins = 0;
        double[] differences = new double[n * m];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < m; j++) {
                int order = Double.compare(later[j], earlier[i]);
                wins += order > 0 ? 1 : order == 0 ? 0.5 : 0;
                differences[i * m + j] = order == 0 ? 0 : later[j] - earlier[i];
            }
        }
        Arrays.sort(differences);
        double[] all = Arrays.copyOf(earlier, n + m);
        System.arraycopy(later, 0, all, n, m);
        Arrays.sort(all);
        double ties = ties(all);
        boolean exact = ties == 0 && n <= MOST_COUNTED && m <= MOST_COUNTED;
        double p = exact ? counted(n, m, Math.min(wins, n * (double) m - wins)) : approximated(n, m, wins, ties);
        int below = below(n, m);
        return new RankSum(
                p,
                exact,
                finite((differences[(n * m - 1) / 2] + differences[n * m / 2]) / 2),
                below < 0 ? OptionalDouble.empty() : finite(differences[below]),
                below < 0 ? OptionalDouble.empty() : finite(differences[n * m - 1 - below]));
    }

    private static OptionalDouble finite(double value) {
        return Double.isFinite(value) ? OptionalDouble.of(value) : OptionalDouble.empty();
    }

    /** Sum of t³ - t over groups of t equal values. */
    private static double ties(double[] sorted) {
        double sum = 0;
        int from = 0;
        for (int i = 1; i <= sorted.length; i++) {
            if (i == sorted.length || sorted[i] != sorted[from]) {
                double group = i - from;
                sum += group * group * group - group;
                from = i;
            }
        }
        return sum;
    }

    /** Counts the orders of n and m values by their number of wins, one value after the other. */
    private static double counted(int n, int m, double fewest) {
        int most = n * m;
        double[][] ways = new double[m + 1][most + 1];
        ways[0][0] = 1;
        for (int i = 1; i <= n + m; i++) {
            for (int j = Math.min(i, m); j >= 1; j--) {
                // The i-th smallest value is the j-th of the later sample: it wins over all earlier ones below it.
                int below = i - j;
                if (below <= n) {
                    for (int u = most; u >= below; u--) {
                        ways[j][u] += ways[j - 1][u - below];
                    }
                }
            }
        }
        double total = Arrays.stream(ways[m]).sum();
        double tail = 0;
        for (int u = 0; u <= fewest; u++) {
            tail += ways[m][u];
        }
        return Math.min(1, 2 * tail / total);
    }

    private static double approximated(int n, int m, double wins, double ties) {
        double all = (double) n + m;
        double variance = n * (double) m / 12 * (all + 1 - ties / (all * (all - 1)));
        if (variance <= 0) {
            return 1;
        }
        double distance = Math.max(0, Math.abs(wins - n * (double) m / 2) - 0.5) / Math.sqrt(variance);
        return Math.min(1, 2 * NormalDistribution.of(0, 1).survivalProbability(distance));
    }

    /** How many differences lie below the interval's lower end, and above its upper one; negative if there is none. */
    private static int below(int n, int m) {
        double z = NormalDistribution.of(0, 1).inverseCumulativeProbability((1 + CONFIDENCE) / 2);
        double deviation = Math.sqrt(n * (double) m * (n + m + 1) / 12);
        return (int) Math.floor(n * (double) m / 2 - z * deviation) - 1;
    }
}
