package org.seatrial.run;

import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.seatrial.fault.Fault;
import org.seatrial.fault.Struck;
import org.seatrial.lab.Lab;
import org.seatrial.lab.LabException;
import org.seatrial.plan.PlannedFault;
import org.seatrial.topology.Design;
import org.seatrial.topology.Endpoint;
import org.seatrial.topology.Link;

/**
 * Which streams crossed the faulted elements before the fault, counted at the elements. A trial says nothing about a
 * flow that did not.
 *
 * @param streams flow to the streams seen
 */
record Exposure(Map<String, BitSet> streams) {

    Exposure {
        streams = Map.copyOf(streams);
    }

    /** Watches for {@code window}, on the calling thread. */
    static Exposure watch(List<PlannedFault> faults, Lab lab, Duration window) {
        List<Endpoint> endpoints = faults.stream()
                .flatMap(planned -> endpoints(planned.fault(), lab.design()).stream())
                .distinct()
                .toList();
        return new Exposure(lab.witness()
                .orElseThrow(() -> new TrialInvalidException(
                        "exposure cannot be shown: lab " + lab.id() + " does not count streams at its elements"))
                .watch(endpoints, window));
    }

    /** How many streams of a flow were seen. */
    int of(String flow) {
        BitSet seen = streams.get(flow);
        return seen == null ? 0 : seen.cardinality();
    }

    /** @throws TrialInvalidException naming the flows that requirements need and that were not exposed */
    void require(Set<String> flows) {
        List<String> missing =
                flows.stream().filter(flow -> of(flow) == 0).sorted().toList();
        if (!missing.isEmpty()) {
            throw new TrialInvalidException("not exposed: " + String.join(", ", missing));
        }
    }

    /** Where frames that cross the element arrive: at both ends of a link, at every interface of a node. */
    private static List<Endpoint> endpoints(Fault fault, Design design) {
        return switch (fault.struck()) {
            case Struck.OnLink on -> ends(on.link(), design);
            case Struck.OnNodes on ->
                on.nodes().stream()
                        .flatMap(node -> interfaces(node, design).stream())
                        .toList();
        };
    }

    private static List<Endpoint> ends(String name, Design design) {
        Link link = design.link(name)
                .orElseThrow(() -> new LabException("no link '" + name + "' in design " + design.name()));
        return List.of(link.a(), link.b());
    }

    private static List<Endpoint> interfaces(String node, Design design) {
        List<Endpoint> interfaces = new ArrayList<>();
        design.linksOf(node).forEach(link -> interfaces.add(link.endAt(node)));
        return interfaces;
    }
}
