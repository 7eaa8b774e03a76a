package org.seatrial.recording;

/**
 * Which values the counts of an HdrHistogram stand for: runs of equally wide buckets, each run twice as wide as the one
 * before, so that every value is kept to the same number of digits.
 *
 * @param lowest the smallest value told from 0, at least 1
 * @param digits significant decimal digits kept, 0 to 5
 */
record CountsLayout(long lowest, int digits) {

    CountsLayout {
        if (!possible(lowest, digits)) {
            throw new IllegalArgumentException(
                    "no histogram has lowest value " + lowest + " and " + digits + " digits");
        }
    }

    /** Whether there is a histogram of this resolution: its first run of buckets must end below 2^62. */
    static boolean possible(long lowest, int digits) {
        return lowest >= 1 && digits >= 0 && digits <= 5 && halfRunBits(digits) + 1 + unitBits(lowest) <= 62;
    }

    private int unitBits() {
        return unitBits(lowest);
    }

    private int halfRunBits() {
        return halfRunBits(digits);
    }

    /** Bits of a value that no bucket tells apart. */
    private static int unitBits(long lowest) {
        return 63 - Long.numberOfLeadingZeros(lowest);
    }

    /** Logarithm of half the number of buckets in a run. */
    private static int halfRunBits(int digits) {
        long finest = 2 * Math.round(Math.pow(10, digits));
        int runBits = 64 - Long.numberOfLeadingZeros(finest - 1);
        return Math.max(1, runBits) - 1;
    }

    /** How many counts a histogram has that tracks values up to {@code highest}. */
    int length(long highest) {
        int runs = 1;
        long beyond = 1L << (halfRunBits() + 1 + unitBits());
        while (beyond <= highest) {
            runs++;
            if (beyond > Long.MAX_VALUE / 2) {
                break;
            }
            beyond <<= 1;
        }
        return (runs + 1) << halfRunBits();
    }

    /** The smallest value that is counted at {@code index}. */
    long smallestAt(int index) {
        int half = halfRunBits();
        int run = (index >> half) - 1;
        long within = index & ((1 << half) - 1);
        return run < 0 ? within << unitBits() : (within + (1L << half)) << (run + unitBits());
    }

    /** The largest value that is counted at {@code index}. */
    long largestAt(int index) {
        int run = Math.max(0, (index >> halfRunBits()) - 1);
        return smallestAt(index) + (1L << (run + unitBits())) - 1;
    }
}
