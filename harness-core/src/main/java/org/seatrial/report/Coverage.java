package org.seatrial.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;
import org.seatrial.fault.Fault;
import org.seatrial.fault.FaultKind;
import org.seatrial.fault.FaultKind.Element;
import org.seatrial.plan.Plan;
import org.seatrial.plan.PlannedFault;
import org.seatrial.report.AcceptanceReport.CoverageRow;
import org.seatrial.suite.FaultSpec;
import org.seatrial.suite.Requirement;
import org.seatrial.suite.Suite;
import org.seatrial.suite.TrialSpec;
import org.seatrial.topology.Link;
import org.seatrial.topology.Node;
import org.seatrial.topology.Role;
import org.seatrial.traffic.StorageWorkload;
import org.seatrial.traffic.Workload;

/**
 * The coverage matrix: each element of the design against each kind of fault, and each combination of faults that a
 * trial declares. An element is tested by a trial that is certain to strike it and nothing else, and that a requirement
 * speaks of; a trial that nobody judges tests nothing, and what is borne together may hide what is not borne alone.
 */
public final class Coverage {

    public static final String TESTED = "tested";
    public static final String NOT_TESTED = "not-tested";
    public static final String NOT_APPLICABLE = "not-applicable";

    /** The kind of element of a row that tells of several faults of one trial. */
    public static final String PAIR = "pair";

    /** Beyond so many combinations of one trial, rows help nobody. */
    private static final int MOST_COMBINATIONS = 64;

    private static final String NO_DISK = "the suite stores nothing on it";
    private static final String TEST_EQUIPMENT = "test equipment, not part of the design";

    private final Suite suite;
    private final BiPredicate<TrialSpec, List<Fault>> strikes;

    /** @param strikes whether a trial is certain to strike with these faults and no other */
    private Coverage(Suite suite, BiPredicate<TrialSpec, List<Fault>> strikes) {
        this.suite = suite;
        this.strikes = strikes;
    }

    /** What the suite's whole plan tests, whatever its seed. */
    public static List<CoverageRow> of(Suite suite) {
        return new Coverage(
                        suite,
                        (trial, faults) -> trial.faults().size() == 1
                                ? trial.repeat()
                                        >= trial.faults()
                                                .getFirst()
                                                .candidates()
                                                .size()
                                : combinations(trial).size() == 1)
                .rows();
    }

    /** What one plan tests: a smoke plan strikes only one of several candidates. Spares are not counted on. */
    public static List<CoverageRow> of(Suite suite, Plan plan) {
        return new Coverage(
                        suite,
                        (trial, faults) -> plan.trials().stream()
                                .filter(planned -> !planned.spare())
                                .filter(planned -> planned.key().trial().equals(trial.name())
                                        && planned.key().lab().equals(trial.lab()))
                                .map(planned -> planned.faults().stream()
                                        .map(PlannedFault::fault)
                                        .toList())
                                .anyMatch(faults::equals))
                .rows();
    }

    private List<CoverageRow> rows() {
        List<CoverageRow> rows = new ArrayList<>();
        Set<String> disks = disks();
        for (Link link : suite.design().links()) {
            boolean ours = isSut(link.a().node()) || isSut(link.b().node());
            kinds(Element.LINK).forEach(kind -> rows.add(row(link.name(), kind, ours)));
        }
        for (Node node : suite.design().nodes().values()) {
            kinds(Element.NODE).stream()
                    .filter(kind -> kind != FaultKind.SLOW_DISK || !disks.isEmpty())
                    .forEach(kind -> rows.add(
                            kind == FaultKind.SLOW_DISK && !disks.contains(node.name())
                                    ? new CoverageRow(
                                            node.name(), Element.NODE.text(), kind.text(), NOT_APPLICABLE, NO_DISK)
                                    : row(node.name(), kind, node.role() == Role.SUT)));
        }
        suite.design().feeds().forEach(feed -> kinds(Element.FEED).forEach(kind -> rows.add(row(feed, kind, true))));
        suite.design().sites().forEach(site -> kinds(Element.SITE).forEach(kind -> rows.add(row(site, kind, true))));
        suite.trials().stream()
                .filter(trial -> trial.faults().size() > 1)
                .forEach(trial -> combinations(trial).forEach(faults -> rows.add(pair(trial, faults))));
        return List.copyOf(rows);
    }

    private CoverageRow pair(TrialSpec trial, List<Fault> faults) {
        String why = !strikes.test(trial, faults)
                ? trial.name() + " chooses among others too, and does not strike them for certain"
                : judged(trial) ? "" : trial.name() + " strikes them, but no requirement speaks of that trial";
        return new CoverageRow(
                elements(faults),
                PAIR,
                kinds(faults),
                why.isEmpty() ? TESTED : NOT_TESTED,
                why.isEmpty() ? trial.name() : why);
    }

    /** What several faults strike, as one text. */
    static String elements(List<Fault> faults) {
        return faults.stream().map(Fault::target).collect(Collectors.joining(" + "));
    }

    /** The kinds of several faults, as one text. */
    static String kinds(List<Fault> faults) {
        return faults.stream().map(Fault::kindName).collect(Collectors.joining(" + "));
    }

    /** Whatever a trial of several faults may strike with; at most {@link #MOST_COMBINATIONS} and one more. */
    private static List<List<Fault>> combinations(TrialSpec trial) {
        List<List<Fault>> combinations = List.of(List.of());
        for (FaultSpec spec : trial.faults()) {
            List<List<Fault>> longer = new ArrayList<>();
            for (List<Fault> before : combinations) {
                for (Fault candidate : spec.candidates()) {
                    if (!before.contains(candidate) && longer.size() <= MOST_COMBINATIONS) {
                        List<Fault> with = new ArrayList<>(before);
                        with.add(candidate);
                        longer.add(List.copyOf(with));
                    }
                }
            }
            combinations = longer;
        }
        return combinations;
    }

    private static List<FaultKind> kinds(Element element) {
        return Arrays.stream(FaultKind.values())
                .filter(kind -> kind.element() == element)
                .toList();
    }

    /** Nodes that the suite stores data on, or whose disk it makes slow: a switch has no disk that anybody waits for. */
    private Set<String> disks() {
        Set<String> nodes = new HashSet<>();
        for (Workload workload : suite.workloads()) {
            if (workload instanceof StorageWorkload storage) {
                nodes.add(storage.to());
                storage.survivor().ifPresent(nodes::add);
            }
        }
        suite.trials().stream()
                .flatMap(trial -> trial.faults().stream())
                .flatMap(fault -> fault.candidates().stream())
                .filter(fault -> fault.kind() == FaultKind.SLOW_DISK)
                .forEach(fault -> nodes.add(fault.target()));
        return nodes;
    }

    private boolean isSut(String node) {
        return suite.design().node(node).map(Node::role).equals(Optional.of(Role.SUT));
    }

    private CoverageRow row(String element, FaultKind kind, boolean ours) {
        String elementKind = kind.element().text();
        String faultKind = kind.text();
        if (!ours) {
            return new CoverageRow(element, elementKind, faultKind, NOT_APPLICABLE, TEST_EQUIPMENT);
        }
        List<String> by = new ArrayList<>();
        List<String> but = new ArrayList<>();
        for (TrialSpec trial : suite.trials()) {
            List<Fault> aimed = trial.faults().stream()
                    .flatMap(fault -> fault.candidates().stream())
                    .filter(fault -> fault.kind() == kind && fault.target().equals(element))
                    .toList();
            if (aimed.isEmpty()) {
                continue;
            }
            if (trial.faults().size() > 1) {
                but.add(trial.name() + " strikes it together with something else");
            } else if (aimed.stream().noneMatch(fault -> strikes.test(trial, List.of(fault)))) {
                but.add(trial.name() + " chooses among others too, and does not strike it for certain");
            } else if (!judged(trial)) {
                but.add(trial.name() + " strikes it, but no requirement speaks of that trial");
            } else {
                by.add(trial.name());
            }
        }
        if (!by.isEmpty()) {
            return new CoverageRow(element, elementKind, faultKind, TESTED, String.join(", ", by));
        }
        String why = but.isEmpty() ? nobody(kind.element()) : String.join("; ", but);
        return new CoverageRow(element, elementKind, faultKind, NOT_TESTED, why);
    }

    private static String nobody(Element element) {
        return switch (element) {
            case LINK, NODE -> "no trial does this to it";
            case FEED, SITE -> "no trial takes the whole " + element.text();
        };
    }

    private boolean judged(TrialSpec trial) {
        return suite.requirements().stream()
                .map(Requirement::expect)
                .anyMatch(expect -> expect.scope().trial().equals(trial.name()));
    }
}
