package org.seatrial.run;

import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.seatrial.fault.Fault;
import org.seatrial.fault.Struck;
import org.seatrial.recording.FaultRecord;
import org.seatrial.recording.Noticed;
import org.seatrial.topology.Design;

/** When the design itself noticed a fault, by the logs of the nodes beside it. */
final class Detection {

    private static final Set<String> DOWN = Set.of(Noticed.BFD_DOWN, Noticed.BGP_DOWN);

    private Detection() {}

    /** The first of the neighbours' log lines after the first fault took effect; null if there is none. */
    static @Nullable Long first(List<Noticed> all, Design design, List<FaultRecord> faults, long untilNs) {
        FaultRecord first = faults.stream()
                .filter(fault -> fault.effect().proven())
                .min(Comparator.comparingLong(fault -> fault.effect().earliestNs()))
                .orElse(null);
        if (first == null) {
            return null;
        }
        // Elsewhere a session may flap by chance: taken for detection, it would make the design look faster than it is.
        Set<String> witnesses = beside(first.fault(), design);
        return all.stream()
                .filter(noticed -> DOWN.contains(noticed.what()) && witnesses.contains(noticed.node()))
                .filter(noticed -> noticed.atNs() >= first.effect().earliestNs() && noticed.atNs() < untilNs)
                .map(Noticed::atNs)
                .min(Comparator.naturalOrder())
                .orElse(null);
    }

    private static Set<String> beside(Fault fault, Design design) {
        Set<String> nodes = new HashSet<>();
        switch (fault.struck()) {
            case Struck.OnLink on -> addEnds(on.link(), design, nodes);
            case Struck.OnNodes on -> {
                for (String node : on.nodes()) {
                    design.linksOf(node)
                            .forEach(link -> nodes.add(link.farFrom(node).node()));
                }
                // What is itself struck is no witness: its log may end, or tell of its start.
                on.nodes().forEach(nodes::remove);
            }
        }
        return nodes;
    }

    private static void addEnds(String name, Design design, Set<String> nodes) {
        design.link(name).ifPresent(link -> {
            nodes.add(link.a().node());
            nodes.add(link.b().node());
        });
    }
}
