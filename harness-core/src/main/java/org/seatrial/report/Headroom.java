package org.seatrial.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.seatrial.suite.Load;
import org.seatrial.suite.Requirement;
import org.seatrial.suite.Suite;
import org.seatrial.suite.TrialSpec;
import org.seatrial.verdict.Finding;
import org.seatrial.verdict.Verdict;

/**
 * Up to which load a design keeps what is required of it.
 *
 * @param trial whose load grows
 * @param years in order, from today on
 */
public record Headroom(String trial, List<Year> years) {

    /**
     * One load.
     *
     * @param factor times today's load
     * @param verdict the worst over what is required of it
     * @param notPassed the requirements that it did not pass
     */
    public record Year(int year, double factor, Verdict verdict, List<String> notPassed) {}

    /** One for each trial whose load grows and of which something is required. */
    static List<Headroom> of(Suite suite, List<Finding> findings) {
        Map<String, List<Year>> years = new LinkedHashMap<>();
        for (TrialSpec trial : suite.trials()) {
            Load load = trial.load();
            if (load.grows()) {
                List<Finding> own = suite.requirements().stream()
                        .filter(requirement -> speaksOf(requirement, trial))
                        .flatMap(requirement -> findings.stream()
                                .filter(finding -> finding.requirement().equals(requirement.id())))
                        .toList();
                year(load, own)
                        .ifPresent(year -> years.computeIfAbsent(load.grownFrom(), _ -> new ArrayList<>())
                                .add(year));
            }
        }
        return years.entrySet().stream()
                .map(entry -> new Headroom(entry.getKey(), List.copyOf(entry.getValue())))
                .toList();
    }

    /** What demonstrates a weakness passes when a limit breaks, which says nothing about how much is left. */
    private static boolean speaksOf(Requirement requirement, TrialSpec trial) {
        return requirement.expect().scope().trial().equals(trial.name())
                && requirement.outcome() == Requirement.Outcome.HOLDS;
    }

    private static Optional<Year> year(Load load, List<Finding> findings) {
        return findings.stream()
                .map(Finding::verdict)
                .reduce(Verdict::worse)
                .map(worst -> new Year(
                        load.year(),
                        load.factor(),
                        worst,
                        findings.stream()
                                .filter(finding -> finding.verdict() != Verdict.PASS)
                                .map(Finding::requirement)
                                .toList()));
    }

    /** The first load that did not pass; empty if all did. */
    public Optional<Year> breaksIn() {
        return years.stream().filter(year -> year.verdict() != Verdict.PASS).findFirst();
    }
}
