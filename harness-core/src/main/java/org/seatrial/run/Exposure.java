package org.seatrial.run;

import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.seatrial.fault.Fault;
import org.seatrial.fault.Struck;
import org.seatrial.lab.Conversation;
import org.seatrial.lab.Lab;
import org.seatrial.lab.LabException;
import org.seatrial.lab.PathWitness;
import org.seatrial.lab.Volume;
import org.seatrial.plan.PlannedFault;
import org.seatrial.topology.Design;
import org.seatrial.topology.Endpoint;
import org.seatrial.topology.Link;
import org.seatrial.traffic.AoePath;
import org.seatrial.traffic.ServiceWorkload;
import org.seatrial.traffic.StorageWorkload;
import org.seatrial.traffic.Workload;

/**
 * Which streams crossed the faulted elements before the fault, counted at the elements. A trial says nothing about a
 * flow that did not.
 *
 * @param streams flow to the streams seen
 * @param workloads those of which exchanges were seen
 */
record Exposure(Map<String, BitSet> streams, Set<String> workloads) {

    Exposure {
        streams = Map.copyOf(streams);
        workloads = Set.copyOf(workloads);
    }

    /** Watches for {@code window}, on the calling thread. */
    static Exposure watch(List<PlannedFault> faults, Lab lab, List<Workload> workloads, Duration window) {
        List<Endpoint> endpoints = faults.stream()
                .flatMap(planned -> endpoints(planned.fault(), lab.design()).stream())
                .distinct()
                .toList();
        List<Conversation> between = workloads.stream()
                .flatMap(workload -> Stream.concat(conversations(workload, lab).stream(), mirroring(workload, lab)))
                .toList();
        PathWitness.Sighting seen = lab.witness()
                .orElseThrow(() -> new TrialInvalidException(
                        "exposure cannot be shown: lab " + lab.id() + " does not count streams at its elements"))
                .watch(endpoints, between, window);
        return new Exposure(seen.streams(), seen.conversations());
    }

    /** How exchanges of a workload look on the wire. */
    private static List<Conversation> conversations(Workload workload, Lab lab) {
        String client = lab.station(workload.from()).address();
        return switch (workload) {
            case ServiceWorkload service ->
                service
                        .addressesFrom(service.address()
                                .orElseGet(() -> lab.station(service.to()).address()))
                        .stream()
                        .map(address -> new Conversation(service.name(), client, address, service.port()))
                        .toList();
            case StorageWorkload storage -> conversations(storage, client, lab);
        };
    }

    private static List<Conversation> conversations(StorageWorkload workload, String client, Lab lab) {
        String name = workload.name();
        // Who is not ours leaves the choice of its own address to the kernel.
        boolean bound = workload.protocol() == StorageWorkload.Protocol.NBD
                && workload.generator() == StorageWorkload.Generator.SEATRIAL;
        return switch (workload.protocol()) {
            case NBD, ISCSI ->
                (bound ? List.of(client) : lab.addresses(workload.from()))
                        .stream()
                                .map(own -> new Conversation(
                                        name, own, lab.station(workload.to()).address(), Conversation.ANY_PORT))
                                .toList();
            case AOE -> {
                AoePath path = AoePath.of(workload, lab);
                yield List.of(Conversation.ofFrames(
                        name, lab.hardwareAddress(path.near()), lab.hardwareAddress(path.far()), Volume.Aoe.ETHERTYPE));
            }
        };
    }

    /** What is written to a copy is of the workload too: what crosses there depends on it. */
    private static Stream<Conversation> mirroring(Workload workload, Lab lab) {
        if (!(workload instanceof StorageWorkload storage)) {
            return Stream.empty();
        }
        String mirrored = storage.to() + "/" + storage.volume();
        return lab.mirroring().stream()
                .filter(one -> storage.volume().isEmpty()
                        ? one.name().startsWith(mirrored)
                        : one.name().equals(mirrored))
                .map(one -> new Conversation(storage.name(), one.client(), one.service(), one.port()));
    }

    /** How many streams of a flow were seen. */
    int of(String flow) {
        BitSet seen = streams.get(flow);
        return seen == null ? 0 : seen.cardinality();
    }

    /** Which of these flows and workloads were seen. */
    List<String> seen(List<String> names) {
        return names.stream()
                .filter(name -> of(name) > 0 || workloads.contains(name))
                .toList();
    }

    /** @throws TrialInvalidException naming what requirements need and that was not exposed */
    void require(Set<String> flows, Set<String> judgedWorkloads) {
        List<String> missing = Stream.concat(
                        flows.stream().filter(flow -> of(flow) == 0),
                        judgedWorkloads.stream().filter(name -> !workloads.contains(name)))
                .sorted()
                .toList();
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
