package org.seatrial.verdict;

import org.seatrial.recording.TrialRecord;
import org.seatrial.units.Dimension;
import org.seatrial.verdict.Expectation.Claim;

/** Says in one sentence why a verdict is what it is: numbers with units, how many trials, which one, which file. */
final class Sentences {

    private final Expectation expectation;
    private final Metric metric;
    private final Tally tally;

    Sentences(Expectation expectation, Metric metric, Tally tally) {
        this.expectation = expectation;
        this.metric = metric;
        this.tally = tally;
    }

    String holds(boolean statistical, int planned) {
        if (statistical && expectation.claim() instanceof Claim.Tolerance claim) {
            int allowed = OperatingCharacteristic.exceedancesAllowed(claim.coverage(), claim.confidence(), planned);
            int bound = tally.ranked(allowed);
            Measured value = tally.values().get(bound);
            boolean upper = tally.bound().comparison().upperLimit();
            return "%s of such trials keep %s %s %s with %s confidence, shown by %d trials of which %d may exceed and %d did; the bound is trial %s; the limit is %s"
                    .formatted(
                            Figures.percent(claim.coverage()),
                            expectation.metric(),
                            upper ? "within" : "above",
                            Figures.text(value.dimension(), upper ? value.upper() : value.lower()),
                            Figures.percent(claim.confidence()),
                            tally.count(),
                            allowed,
                            tally.broken() + tally.undecided(),
                            place(bound),
                            tally.bound().text());
        }
        int worst = tally.ranked(0);
        return "%s is %s in %s, trial %s; the limit is %s"
                        .formatted(
                                expectation.metric(),
                                Figures.text(tally.values().get(worst)),
                                tally.count() == 1 ? "the one trial" : "the worst of " + tally.count() + " trials",
                                place(worst),
                                tally.bound().text())
                + basis(worst);
    }

    /** What an estimate rests on. */
    private String basis(int index) {
        String basis = tally.values().get(index).doubt();
        boolean estimate = metric == Metric.MOS || metric == Metric.R_FACTOR;
        return estimate && !basis.isEmpty() ? "; " + basis : "";
    }

    String breaks(String word) {
        int worst = tally.mostBroken();
        Measured value = tally.values().get(worst);
        String doubt = value.doubt().isEmpty() ? "" : "; " + value.doubt();
        return "%s: %d of %d trials break the limit %s beyond doubt; %s is %s, off by at least %s, in trial %s"
                        .formatted(
                                word,
                                tally.broken(),
                                tally.count(),
                                tally.bound().text(),
                                expectation.metric(),
                                Figures.text(value),
                                apart(value.dimension(), tally.bound().breach(value)),
                                place(worst))
                + doubt;
    }

    String open() {
        if (tally.count() == 0) {
            return "nothing was measured: no trial %s is valid".formatted(expectation.scope());
        }
        if (tally.undecided() == 0) {
            return "%d of %d trials break the limit %s, which neither shows nor refutes the claim"
                    .formatted(tally.broken(), tally.count(), tally.bound().text());
        }
        int first = tally.firstUndecided();
        Measured value = tally.values().get(first);
        if (!value.known()) {
            return "%s was not measured in %d of %d trials, first in trial %s: %s"
                    .formatted(
                            expectation.metric(),
                            tally.values().stream().filter(one -> !one.known()).count(),
                            tally.count(),
                            place(first),
                            value.doubt());
        }
        return "in %d of %d trials the limit %s lies within the uncertainty; first in trial %s with %s = %s%s"
                .formatted(
                        tally.undecided(),
                        tally.count(),
                        tally.bound().text(),
                        place(first),
                        expectation.metric(),
                        Figures.text(value),
                        value.doubt().isEmpty() ? "" : " (" + value.doubt() + ")");
    }

    private static String apart(Dimension dimension, double difference) {
        return difference == 0 ? "nothing: it is exactly the limit" : Figures.text(dimension, difference);
    }

    private String place(int index) {
        TrialRecord trial = tally.trials().get(index);
        return "%s (%s)".formatted(trial.plan().key().path(), EvidenceNames.of(trial, expectation.metric(), metric));
    }
}
