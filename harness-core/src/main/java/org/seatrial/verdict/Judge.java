package org.seatrial.verdict;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.seatrial.plan.Plan;
import org.seatrial.plan.PlanKind;
import org.seatrial.recording.RunRecord;
import org.seatrial.recording.SelfTest;
import org.seatrial.recording.TrialRecord;
import org.seatrial.suite.Requirement;
import org.seatrial.units.Dimension;
import org.seatrial.verdict.Expectation.Limit;

/**
 * Judges requirements by what trials recorded.
 *
 * <p>Pure: the same run folder gives the same findings to anybody. A requirement passes only if enough valid trials
 * were run as planned, their evidence is whole, the instrument was fit to show the limit, and the claim holds with the
 * whole of each uncertainty interval inside the limit. A limit that is broken beyond doubt fails whatever else is
 * missing, and evidence that cannot be read is an error and never a verdict on the design.
 */
public final class Judge {

    private final Plan plan;
    private final List<TrialRecord> records;
    private final Optional<RunRecord> run;
    private final Evaluation evaluation;
    private final Bounds bounds;
    private final Fitness fitness;

    private Judge(Plan plan, List<TrialRecord> records, Evidence evidence, SelfTest selfTest, Optional<RunRecord> run) {
        this.plan = plan;
        this.records = List.copyOf(records);
        this.run = run;
        this.evaluation = new Evaluation(evidence);
        this.bounds = new Bounds(plan, this.records, evaluation, run);
        this.fitness = new Fitness(selfTest);
    }

    /**
     * One finding for each requirement, in their order.
     *
     * @param records every trial that ran, in any order
     * @param run how the run ended; empty if nothing says that it ended, which is taken for an interruption
     */
    public static List<Finding> judge(
            List<Requirement> requirements,
            Plan plan,
            List<TrialRecord> records,
            Evidence evidence,
            SelfTest selfTest,
            Optional<RunRecord> run) {
        Judge judge = new Judge(plan, records, evidence, selfTest, run);
        return requirements.stream().map(judge::finding).toList();
    }

    /** The findings of a run that cannot be judged at all: every requirement is an error for one reason. */
    public static List<Finding> unjudged(List<Requirement> requirements, String why) {
        ScopedTrials none = new ScopedTrials(0, List.of(), List.of(), List.of(), List.of(why));
        return requirements.stream()
                .map(requirement -> error(requirement, none, why))
                .toList();
    }

    private Finding finding(Requirement requirement) {
        Expectation expectation = requirement.expect();
        ScopedTrials scoped = ScopedTrials.select(plan, records, expectation.scope(), run);
        Optional<Metric> named = Metric.named(expectation.metric().metric());
        if (named.isEmpty() || !named.get().takes(expectation.metric().statistic())) {
            return error(requirement, scoped, "there is no metric " + expectation.metric());
        }
        if (!scoped.errors().isEmpty()) {
            return error(requirement, scoped, scoped.errors().getFirst());
        }
        Metric metric = named.get();
        List<Measured> values = new ArrayList<>();
        try {
            for (TrialRecord trial : scoped.valid()) {
                values.add(evaluation.measure(expectation.metric(), metric, trial));
            }
            return switch (bounds.find(expectation)) {
                case Bounds.Found.At(Bound bound) ->
                    weigh(requirement, metric, scoped, new Tally(scoped.valid(), values, bound));
                case Bounds.Found.Open(String why) ->
                    result(requirement, scoped, values, Verdict.INCONCLUSIVE, why, unmeasured(requirement, why));
                case Bounds.Found.Broken(String why) -> error(requirement, scoped, why);
            };
        } catch (IOException damaged) {
            return error(requirement, scoped, "evidence cannot be read: " + damaged.getMessage());
        }
    }

    private Finding weigh(Requirement requirement, Metric metric, ScopedTrials scoped, Tally tally) {
        Expectation expectation = requirement.expect();
        boolean statistical =
                expectation.claim() instanceof Expectation.Claim.Tolerance && plan.kind() == PlanKind.CERTIFY;
        Sentences say = new Sentences(expectation, metric, tally);
        Ruling ruling = Ruling.of(expectation.claim(), plan.kind(), scoped.planned(), tally);
        Measured deciding = deciding(requirement, ruling, statistical, scoped, tally);
        Optional<String> tooTight = fitness.in(labs(expectation))
                .tooTight(metric, expectation.metric().statistic(), tally.bound());
        if (tooTight.isPresent()) {
            return result(requirement, scoped, tally.values(), Verdict.INCONCLUSIVE, tooTight.get(), deciding);
        }
        // What speaks against accepting anything, good or bad news alike; it does not undo a proven violation.
        Optional<String> obstacle = scoped.shortfalls().stream().findFirst().or(() -> fitness.unfit(metric));
        boolean wantsViolation = requirement.outcome() == Requirement.Outcome.VIOLATED;
        Optional<String> exaggerated = fitness.exaggerated(metric);
        boolean bad = ruling == Ruling.VIOLATED || ruling == Ruling.NOT_DEMONSTRATED;
        if (bad && exaggerated.isPresent()) {
            return result(
                    requirement,
                    scoped,
                    tally.values(),
                    Verdict.INCONCLUSIVE,
                    exaggerated.get() + "; " + say.breaks("measured"),
                    deciding);
        }
        Verdict verdict = switch (ruling) {
            case HOLDS -> obstacle.isPresent() ? Verdict.INCONCLUSIVE : wantsViolation ? Verdict.FAIL : Verdict.PASS;
            case VIOLATED -> wantsViolation ? obstacle.isPresent() ? Verdict.INCONCLUSIVE : Verdict.PASS : Verdict.FAIL;
            case NOT_DEMONSTRATED -> wantsViolation ? Verdict.INCONCLUSIVE : Verdict.FAIL;
            case OPEN -> Verdict.INCONCLUSIVE;
        };
        String sentence = switch (ruling) {
            case HOLDS -> say.holds(statistical, scoped.planned());
            case VIOLATED -> say.breaks(Finding.VIOLATED);
            case NOT_DEMONSTRATED -> say.breaks("not demonstrated");
            case OPEN -> say.open();
        };
        String because = verdict == Verdict.INCONCLUSIVE && obstacle.isPresent()
                ? obstacle.get() + "; " + sentence
                : wantsViolation && verdict == Verdict.FAIL ? "the weakness was not shown: " + sentence : sentence;
        return result(requirement, scoped, tally.values(), verdict, because, deciding);
    }

    /** Where it was measured, and what it is held against. */
    private static Set<String> labs(Expectation expectation) {
        String own = expectation.scope().lab();
        return expectation.limit() instanceof Limit.Relative relative
                ? Set.copyOf(List.of(own, relative.scope().lab()))
                : Set.of(own);
    }

    private static Measured deciding(
            Requirement requirement, Ruling ruling, boolean statistical, ScopedTrials scoped, Tally tally) {
        if (tally.nothingMeasured()) {
            return unmeasured(requirement, "nothing was measured");
        }
        int worse = 0;
        if (statistical
                && ruling == Ruling.HOLDS
                && requirement.expect().claim() instanceof Expectation.Claim.Tolerance claim) {
            worse = OperatingCharacteristic.exceedancesAllowed(claim.coverage(), claim.confidence(), scoped.planned());
        }
        return tally.values()
                .get(
                        switch (ruling) {
                            case HOLDS, OPEN -> tally.ranked(worse);
                            case VIOLATED, NOT_DEMONSTRATED -> tally.mostBroken();
                        });
    }

    private static Finding error(Requirement requirement, ScopedTrials scoped, String why) {
        return result(requirement, scoped, List.of(), Verdict.ERROR, why, unmeasured(requirement, why));
    }

    private static Measured unmeasured(Requirement requirement, String why) {
        Expectation.MetricRef reference = requirement.expect().metric();
        Dimension dimension = Metric.named(reference.metric())
                .map(metric -> metric.dimension(reference.statistic()))
                .orElse(Dimension.COUNT);
        return Measured.not(dimension, why);
    }

    private static Finding result(
            Requirement requirement,
            ScopedTrials scoped,
            List<Measured> values,
            Verdict verdict,
            String because,
            Measured deciding) {
        List<String> trials = values.isEmpty()
                ? List.of()
                : scoped.valid().stream()
                        .map(trial -> trial.plan().key().path())
                        .toList();
        return new Finding(
                requirement.id(),
                requirement.text(),
                requirement.expect().text(),
                requirement.blocker(),
                verdict,
                because,
                deciding,
                trials,
                scoped.excluded(),
                values);
    }
}
