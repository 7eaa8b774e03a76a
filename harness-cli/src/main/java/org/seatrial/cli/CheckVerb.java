package org.seatrial.cli;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.seatrial.lab.Lacking;
import org.seatrial.plan.Plan;
import org.seatrial.plan.PlanKind;
import org.seatrial.plan.PlannedTrial;
import org.seatrial.report.AcceptanceReport.CoverageRow;
import org.seatrial.report.Coverage;
import org.seatrial.report.ExitCode;
import org.seatrial.suite.Requirement;
import org.seatrial.suite.Suite;
import org.seatrial.verdict.Expectation.Claim;
import org.seatrial.verdict.OperatingCharacteristic;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Reads and checks everything; prints the plan, its time, its coverage and what the lab lacks. */
@Command(
        name = "check",
        mixinStandardHelpOptions = true,
        description = "Reads and checks everything; prints plan, time, coverage and what the lab lacks.")
final class CheckVerb implements Callable<Integer> {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private SuiteArguments arguments = new SuiteArguments();

    @Override
    public Integer call() {
        Suite suite = arguments.read();
        Plan plan = arguments.plan(suite);
        PrintWriter out = spec.commandLine().getOut();
        out.printf("%s %s: %s%n", suite.name(), suite.version(), suite.title());
        out.printf(
                "  design %s, %s nodes, %s links, sha256 %s%n",
                suite.design().name(),
                suite.design().nodes().size(),
                suite.design().links().size(),
                suite.design().digest());
        out.printf("  suite sha256 %s%n", suite.digest());
        if (plan.sideLoaded()) {
            out.println("  side-loaded: it differs from what was released, so a run of it certifies nothing");
        }
        if (plan.kind() == PlanKind.SMOKE) {
            out.println("  smoke plan: every trial once, so a run of it certifies nothing");
        }
        out.println();
        printTrials(plan, out);
        printRequirements(suite, plan, out);
        printCoverage(suite, out);
        List<Lacking> lacking = SuiteArguments.lacking(suite);
        if (lacking.isEmpty()) {
            out.println("This machine has what the suite needs.");
        }
        for (Lacking missing : lacking) {
            out.printf("This machine lacks %s; next: %s%n", missing.what(), missing.action());
        }
        out.flush();
        return ExitCode.ACCEPTED.code();
    }

    private static void printTrials(Plan plan, PrintWriter out) {
        Map<String, List<PlannedTrial>> kinds = new LinkedHashMap<>();
        for (PlannedTrial trial : plan.trials()) {
            if (!trial.spare()) {
                kinds.computeIfAbsent(trial.key().lab() + "/" + trial.key().trial(), none -> new ArrayList<>())
                        .add(trial);
            }
        }
        List<List<String>> rows = new ArrayList<>();
        kinds.forEach((kind, trials) -> rows.add(List.of(
                kind,
                Text.plural(trials.size(), "trial"),
                trials.getFirst().faults().isEmpty()
                        ? "no fault"
                        : trials.getFirst().faults().getFirst().fault().kindName() + " of "
                                + String.join(
                                        ", ",
                                        trials.stream()
                                                .flatMap(trial -> trial.faults().stream())
                                                .map(fault -> fault.fault().target())
                                                .distinct()
                                                .sorted()
                                                .toList()),
                "about "
                        + Text.span(
                                trials.stream().map(PlannedTrial::expected).reduce(Duration.ZERO, Duration::plus)))));
        long trials = plan.trials().stream().filter(trial -> !trial.spare()).count();
        out.printf(
                "Plan %s, seed %d: %s, about %s%n",
                plan.kind().text(), plan.seed(), Text.plural(trials, "trial"), Text.span(plan.expected()));
        out.print(Text.table(rows));
        out.println();
    }

    private static void printRequirements(Suite suite, Plan plan, PrintWriter out) {
        out.println("Requirements:");
        for (Requirement requirement : suite.requirements()) {
            out.printf("  %s%s %s%n", requirement.id(), requirement.blocker() ? "" : " (warns)", requirement.text());
            out.printf("      %s%n", requirement.expect().text());
            if (requirement.expect().claim() instanceof Claim.Tolerance claim && plan.kind() == PlanKind.CERTIFY) {
                int trials =
                        plan.repeats().getOrDefault(requirement.expect().scope().toString(), 0);
                int allowed = OperatingCharacteristic.exceedancesAllowed(claim.coverage(), claim.confidence(), trials);
                out.printf(
                        "      shown by %d trials with at most %d over; a design with a true 1 %% of exceedance passes"
                                + " in %.0f %% of runs, with 5 %% in %.0f %%%n",
                        trials,
                        allowed,
                        100 * OperatingCharacteristic.passes(0.01, trials, allowed),
                        100 * OperatingCharacteristic.passes(0.05, trials, allowed));
            }
        }
        out.println();
    }

    private static void printCoverage(Suite suite, PrintWriter out) {
        List<CoverageRow> coverage = Coverage.of(suite);
        List<CoverageRow> single = coverage.stream()
                .filter(row -> !row.elementKind().equals(Coverage.PAIR))
                .filter(row -> !row.status().equals(Coverage.NOT_APPLICABLE))
                .toList();
        long tested = single.stream()
                .filter(row -> row.status().equals(Coverage.TESTED))
                .count();
        out.printf("Coverage: %d of %d single failures tested%n", tested, single.size());
        List<List<String>> rows = new ArrayList<>();
        for (CoverageRow row : coverage) {
            rows.add(List.of(row.elementKind(), row.element(), row.faultKind(), row.status(), row.by()));
        }
        out.print(Text.table(rows));
        out.println();
    }
}
