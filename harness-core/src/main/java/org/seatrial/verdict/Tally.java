package org.seatrial.verdict;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.seatrial.recording.TrialRecord;
import org.seatrial.verdict.Bound.Standing;

/**
 * The measured values of one requirement, one for each valid trial, and how each stands to the limit.
 *
 * @param trials in the order of the plan
 * @param values in the order of {@code trials}
 * @param bound the limit
 */
record Tally(List<TrialRecord> trials, List<Measured> values, Bound bound) {

    int count() {
        return values.size();
    }

    int broken() {
        return with(Standing.BROKEN);
    }

    int undecided() {
        return with(Standing.UNDECIDED);
    }

    boolean nothingMeasured() {
        return values.stream().noneMatch(Measured::known);
    }

    private int with(Standing standing) {
        return (int)
                values.stream().filter(value -> bound.of(value) == standing).count();
    }

    /**
     * The index of the value with so many worse ones, by the end of the interval that gates: 0 is the worst.
     *
     * @param worse from 0 to one below the number of values
     */
    int ranked(int worse) {
        return IntStream.range(0, count())
                .boxed()
                .sorted(Comparator.comparingDouble((Integer i) -> -bound.badness(values.get(i))))
                .skip(worse)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there are only " + count() + " values"));
    }

    /** The index of the value that breaks the limit by most, beyond doubt. */
    int mostBroken() {
        return IntStream.range(0, count())
                .boxed()
                .filter(i -> bound.of(values.get(i)) == Standing.BROKEN)
                .max(Comparator.comparingDouble(i -> bound.breach(values.get(i))))
                .orElseThrow(() -> new IllegalArgumentException("no value breaks the limit"));
    }

    /** The index of the first value that decides nothing. */
    int firstUndecided() {
        return IntStream.range(0, count())
                .filter(i -> bound.of(values.get(i)) == Standing.UNDECIDED)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("every value decides"));
    }
}
