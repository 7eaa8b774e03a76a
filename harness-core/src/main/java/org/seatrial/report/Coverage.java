package org.seatrial.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;
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

/**
 * The coverage matrix: each element of the design against each kind of fault. An element is tested by a trial that is
 * certain to strike it and that a requirement speaks of; a trial that nobody judges tests nothing.
 */
public final class Coverage {

    public static final String TESTED = "tested";
    public static final String NOT_TESTED = "not-tested";
    public static final String NOT_APPLICABLE = "not-applicable";

    private static final String TEST_EQUIPMENT = "test equipment, not part of the design";

    private final Suite suite;
    private final BiPredicate<TrialSpec, Fault> strikes;

    private Coverage(Suite suite, BiPredicate<TrialSpec, Fault> strikes) {
        this.suite = suite;
        this.strikes = strikes;
    }

    /** What the suite's whole plan tests, whatever its seed. */
    public static List<CoverageRow> of(Suite suite) {
        return new Coverage(
                        suite,
                        (trial, fault) -> trial.faults().stream()
                                .map(FaultSpec::candidates)
                                .anyMatch(candidates ->
                                        candidates.contains(fault) && trial.repeat() >= candidates.size()))
                .rows();
    }

    /** What one plan tests: a smoke plan strikes only one of several candidates. Spares are not counted on. */
    public static List<CoverageRow> of(Suite suite, Plan plan) {
        return new Coverage(
                        suite,
                        (trial, fault) -> plan.trials().stream()
                                .filter(planned -> !planned.spare())
                                .filter(planned -> planned.key().trial().equals(trial.name())
                                        && planned.key().lab().equals(trial.lab()))
                                .flatMap(planned -> planned.faults().stream())
                                .map(PlannedFault::fault)
                                .anyMatch(fault::equals))
                .rows();
    }

    private List<CoverageRow> rows() {
        List<CoverageRow> rows = new ArrayList<>();
        for (Link link : suite.design().links()) {
            boolean ours = isSut(link.a().node()) || isSut(link.b().node());
            kinds(Element.LINK).forEach(kind -> rows.add(row(link.name(), kind, ours)));
        }
        for (Node node : suite.design().nodes().values()) {
            kinds(Element.NODE).forEach(kind -> rows.add(row(node.name(), kind, node.role() == Role.SUT)));
        }
        suite.design().feeds().forEach(feed -> kinds(Element.FEED).forEach(kind -> rows.add(row(feed, kind, true))));
        suite.design().sites().forEach(site -> kinds(Element.SITE).forEach(kind -> rows.add(row(site, kind, true))));
        return List.copyOf(rows);
    }

    private static List<FaultKind> kinds(Element element) {
        return Arrays.stream(FaultKind.values())
                .filter(kind -> kind.element() == element)
                .toList();
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
            if (aimed.stream().noneMatch(fault -> strikes.test(trial, fault))) {
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
