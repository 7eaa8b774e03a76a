package org.seatrial.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.seatrial.lab.CertificateClass;
import org.seatrial.units.Dimension;
import org.seatrial.verdict.Finding;
import org.seatrial.verdict.Measured;
import org.seatrial.verdict.RankSum;
import org.seatrial.verdict.Verdict;

/**
 * Two runs side by side: what changed in what was run, and requirement by requirement what came of it.
 *
 * @param changes what is not the same in design, suite, lab, limits and tool, one sentence each; empty if nothing
 * @param rows one for each requirement of either run, in the order of the later one
 */
public record RunComparison(List<String> changes, List<Row> rows) {

    /**
     * One requirement in both runs.
     *
     * @param earlier empty if that run has no such requirement
     * @param later as above
     * @param ranks how the values differ; empty if either run measured none, or they are of different things
     */
    public record Row(String requirement, Optional<Finding> earlier, Optional<Finding> later, Optional<RankSum> ranks) {

        /** Whether it passed before and does not now, or is gone. */
        public boolean worse() {
            return earlier.filter(one -> one.verdict() == Verdict.PASS).isPresent()
                    && later.filter(one -> one.verdict() == Verdict.PASS).isEmpty();
        }

        public Dimension dimension() {
            return Stream.of(later, earlier)
                    .flatMap(Optional::stream)
                    .map(one -> one.measured().dimension())
                    .findFirst()
                    .orElse(Dimension.COUNT);
        }
    }

    public static RunComparison of(AcceptanceReport earlier, AcceptanceReport later) {
        List<Row> rows = new ArrayList<>();
        for (Finding finding : later.findings()) {
            Optional<Finding> before = named(earlier, finding.requirement());
            rows.add(new Row(
                    finding.requirement(), before, Optional.of(finding), before.flatMap(one -> ranks(one, finding))));
        }
        earlier.findings().stream()
                .filter(finding -> named(later, finding.requirement()).isEmpty())
                .forEach(finding -> rows.add(
                        new Row(finding.requirement(), Optional.of(finding), Optional.empty(), Optional.empty())));
        return new RunComparison(changes(earlier, later), List.copyOf(rows));
    }

    private static Optional<Finding> named(AcceptanceReport report, String requirement) {
        return report.findings().stream()
                .filter(one -> one.requirement().equals(requirement))
                .findFirst();
    }

    private static Optional<RankSum> ranks(Finding earlier, Finding later) {
        double[] before = values(earlier);
        double[] after = values(later);
        boolean sameThing = subject(earlier).equals(subject(later))
                && earlier.measured().dimension() == later.measured().dimension();
        return sameThing && before.length > 0 && after.length > 0
                ? Optional.of(RankSum.of(before, after))
                : Optional.empty();
    }

    /** What is measured: the expectation up to the comparison. */
    private static String subject(Finding finding) {
        return finding.expect().strip().split("[\\s<>=]", 2)[0];
    }

    private static double[] values(Finding finding) {
        return finding.values().stream()
                .filter(Measured::known)
                .mapToDouble(value -> Double.isInfinite(value.upper()) ? Double.POSITIVE_INFINITY : value.value())
                .toArray();
    }

    private static List<String> changes(AcceptanceReport earlier, AcceptanceReport later) {
        List<String> changes = new ArrayList<>();
        differs(changes, "design", earlier.design().digest(), later.design().digest());
        differs(
                changes,
                "suite",
                earlier.plan().suite() + "@" + earlier.plan().version(),
                later.plan().suite() + "@" + later.plan().version());
        differs(
                changes,
                "suite's files",
                earlier.plan().suiteDigest(),
                later.plan().suiteDigest());
        differs(
                changes,
                "plan",
                earlier.plan().kind().text(),
                later.plan().kind().text());
        eachDiffers(changes, "lab ", earlier.plan().labDigests(), later.plan().labDigests());
        eachDiffers(
                changes, "trials of ", earlier.plan().repeats(), later.plan().repeats());
        differs(changes, "certificate class", weakest(earlier), weakest(later));
        differs(
                changes,
                "tool",
                earlier.environment().toolVersion() + " "
                        + earlier.environment().toolDigest(),
                later.environment().toolVersion() + " " + later.environment().toolDigest());
        differs(
                changes,
                "kernel",
                earlier.environment().kernel(),
                later.environment().kernel());
        differs(
                changes,
                "processor",
                earlier.environment().processor(),
                later.environment().processor());
        for (Finding finding : later.findings()) {
            named(earlier, finding.requirement())
                    .ifPresent(before ->
                            differs(changes, "limit of " + finding.requirement(), before.expect(), finding.expect()));
        }
        return List.copyOf(changes);
    }

    private static String weakest(AcceptanceReport report) {
        return report.labs().stream()
                .map(use -> use.facts().certificateClass())
                .min(Enum::compareTo)
                .map(CertificateClass::text)
                .orElse("none");
    }

    private static void eachDiffers(List<String> changes, String what, Map<String, ?> earlier, Map<String, ?> later) {
        TreeSet<String> names = new TreeSet<>(earlier.keySet());
        names.addAll(later.keySet());
        for (String name : names) {
            differs(changes, what + name, text(earlier, name), text(later, name));
        }
    }

    private static String text(Map<String, ?> map, String name) {
        Object value = map.get(name);
        return value == null ? "none" : value.toString();
    }

    private static void differs(List<String> changes, String what, String earlier, String later) {
        if (!earlier.equals(later)) {
            changes.add(what + ": " + brief(earlier) + " → " + brief(later));
        }
    }

    /** A digest is told apart by its first digits. */
    private static String brief(String text) {
        return text.matches("[0-9a-f]{64}") ? text.substring(0, 12) + "…" : text;
    }
}
