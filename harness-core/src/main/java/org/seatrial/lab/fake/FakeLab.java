package org.seatrial.lab.fake;

import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.seatrial.lab.AnomalyControl;
import org.seatrial.lab.CertificateClass;
import org.seatrial.lab.Conversation;
import org.seatrial.lab.DaemonControl;
import org.seatrial.lab.DiskControl;
import org.seatrial.lab.FlapControl;
import org.seatrial.lab.ImpairmentControl;
import org.seatrial.lab.Lab;
import org.seatrial.lab.LabFacts;
import org.seatrial.lab.LinkControl;
import org.seatrial.lab.ManagementPath;
import org.seatrial.lab.NodeControl;
import org.seatrial.lab.PathWitness;
import org.seatrial.lab.PortControl;
import org.seatrial.lab.PowerControl;
import org.seatrial.lab.ProcessControl;
import org.seatrial.lab.Realisation;
import org.seatrial.lab.Redundancy;
import org.seatrial.lab.ReferencePath;
import org.seatrial.lab.Station;
import org.seatrial.lab.fake.FakeBehaviour.Quirk;
import org.seatrial.recording.Noticed;
import org.seatrial.recording.Standstill;
import org.seatrial.topology.Design;
import org.seatrial.topology.Endpoint;
import org.seatrial.topology.Link;
import org.seatrial.topology.LinkCharacter;
import org.seatrial.traffic.Flow;

/** A simulated lab. For one thread; healing finds it by its id, as a real healer finds what the kernel holds. */
public final class FakeLab implements Lab {

    private static final Map<String, FakeLab> UP = new ConcurrentHashMap<>();
    private static final AtomicInteger NUMBER = new AtomicInteger();

    private static final Link REFERENCE = new Link(
            "reference",
            new Endpoint("reference-a", "eth1"),
            new Endpoint("reference-b", "eth1"),
            0,
            LinkCharacter.PLAIN);

    private final String id = "fake-" + NUMBER.incrementAndGet();
    private final Design design;
    private final FakeTime time;
    private final FakeNetwork network;
    private final FakeLinkControl links;
    private final FakeNodeControl nodes;
    private final FakeProcessControl processes;
    private final FakePorts ports;
    private final FakeImpairments impairments;
    private final FakeDaemons daemons;
    private final FakeDisks disks;
    private final FakeAnomalies anomalies;
    private final Map<String, Flow> exchanges = new HashMap<>();
    private List<Flow> flows = List.of();

    public FakeLab(Design design, FakeBehaviour behaviour, FakeTime time) {
        this.design = design;
        this.time = time;
        List<Link> all = new ArrayList<>(design.links());
        all.add(REFERENCE);
        this.network = new FakeNetwork(new Design(design.name(), design.nodes(), all, design.digest()), behaviour);
        this.links = new FakeLinkControl(id, network, time);
        this.nodes = new FakeNodeControl(id, design, network, time);
        this.processes = new FakeProcessControl(id, network, time);
        this.ports = new FakePorts(id, design, network, time);
        this.impairments = new FakeImpairments(id, network, time);
        this.daemons = new FakeDaemons(id, design, network, time);
        this.disks = new FakeDisks(id, design, network, time);
        this.anomalies = new FakeAnomalies(id, network, time);
        network.impaired(impairments);
        UP.put(id, this);
    }

    /** A lab that is up, by its id. */
    static Optional<FakeLab> find(String id) {
        return Optional.ofNullable(UP.get(id));
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public Design design() {
        return design;
    }

    @Override
    public LabFacts facts() {
        return new LabFacts(
                FakeLabProvider.NAME,
                CertificateClass.FAKE,
                Map.of(),
                List.of("Nothing was measured: every number is computed from the lab file."));
    }

    @Override
    public List<Realisation> realisations() {
        return design.nodes().keySet().stream()
                .<Realisation>map(Realisation.FakeNode::new)
                .toList();
    }

    @Override
    public Station station(String node) {
        return new Station(node, "198.18.255.1", Optional.empty());
    }

    @Override
    public Optional<ReferencePath> referencePath() {
        return Optional.of(new ReferencePath(
                station(REFERENCE.a().node()), station(REFERENCE.b().node()), REFERENCE));
    }

    @Override
    public Redundancy redundancy() {
        long now = time.now();
        return new Redundancy(network.breaks().stream()
                .filter(broken -> !broken.links().isEmpty() && !broken.links().contains(REFERENCE.name()))
                .filter(broken -> broken.activeAt(now)
                        ? now >= broken.fromNs() + network.detectionNs(broken)
                        : now < broken.untilNs() + behaviour().restoration().toNanos()
                                || behaviour().has(Quirk.STAYS_DEGRADED))
                .map(broken -> "sessions over " + String.join(", ", broken.links()))
                .distinct()
                .toList());
    }

    @Override
    public Optional<LinkControl> links() {
        return Optional.of(links);
    }

    @Override
    public Optional<NodeControl> nodes() {
        return Optional.of(nodes);
    }

    @Override
    public Optional<ProcessControl> processes() {
        return Optional.of(processes);
    }

    @Override
    public Optional<PortControl> ports() {
        return Optional.of(ports);
    }

    @Override
    public Optional<ImpairmentControl> impairments() {
        return Optional.of(impairments);
    }

    @Override
    public Optional<FlapControl> flaps() {
        return Optional.of(links);
    }

    @Override
    public Optional<DaemonControl> daemons() {
        return Optional.of(daemons);
    }

    @Override
    public Optional<DiskControl> disks() {
        return Optional.of(disks);
    }

    @Override
    public Optional<AnomalyControl> anomalies() {
        return Optional.of(anomalies);
    }

    @Override
    public Optional<PowerControl> power() {
        return Optional.of(nodes);
    }

    @Override
    public Optional<ManagementPath> management() {
        return Optional.of(undos -> behaviour().has(Quirk.MANAGEMENT_LOST)
                        && network.breaks().stream().anyMatch(broken -> broken.activeAt(time.now()))
                ? List.of("the simulated switch")
                : List.of());
    }

    @Override
    public Optional<PathWitness> witness() {
        return Optional.of(new PathWitness() {
            @Override
            public Map<String, BitSet> watch(List<Endpoint> arrivingAt, Duration window) {
                return FakeLab.this.watch(arrivingAt, window);
            }

            @Override
            public Sighting watch(List<Endpoint> arrivingAt, List<Conversation> between, Duration window) {
                Set<String> seen = between.stream()
                        .map(Conversation::name)
                        .filter(name -> crossing(exchanges.get(name), arrivingAt))
                        .collect(Collectors.toSet());
                return new Sighting(watch(arrivingAt, window), seen);
            }
        });
    }

    @Override
    public List<Noticed> noticed(long fromNs, long untilNs) {
        List<Noticed> all = new ArrayList<>();
        for (Break broken : network.breaks()) {
            long down = broken.fromNs() + network.detectionNs(broken);
            long up = broken.untilNs() == Long.MAX_VALUE
                    ? Long.MAX_VALUE
                    : broken.untilNs() + behaviour().restoration().toNanos();
            design.links().stream()
                    .filter(link -> broken.links().contains(link.name()))
                    .forEach(link -> {
                        for (Endpoint end : List.of(link.a(), link.b())) {
                            if (down < broken.untilNs() && !end.node().equals(broken.node())) {
                                all.add(new Noticed(end.node(), Noticed.BFD_DOWN, down, "session over " + link.name()));
                                all.add(new Noticed(end.node(), Noticed.BFD_UP, up, "session over " + link.name()));
                            }
                        }
                    });
        }
        return all.stream()
                .filter(noticed -> noticed.atNs() >= fromNs && noticed.atNs() < untilNs)
                .sorted(Comparator.comparingLong(Noticed::atNs))
                .toList();
    }

    @Override
    public List<Standstill> standstills() {
        long now = time.now();
        return network.behaviour().has(Quirk.STANDS_STILL)
                ? List.of(new Standstill(now - 100_000_000, now - 40_000_000))
                : List.of();
    }

    @Override
    public void close() {
        UP.remove(id);
    }

    /** What traffic asks about each packet. */
    public FakeNetwork network() {
        return network;
    }

    public FakeTime time() {
        return time;
    }

    /** Which flows are on the wires, for the witness. */
    public void carry(List<Flow> offered) {
        flows = List.copyOf(offered);
    }

    /** Which workloads' packets are on the wires, for the witness. */
    public void exchange(Flow packets) {
        exchanges.put(packets.name(), packets);
    }

    private boolean crossing(@Nullable Flow packets, List<Endpoint> arrivingAt) {
        return packets != null
                && !behaviour().has(Quirk.NOT_EXPOSED)
                && !streamsCrossing(packets, arrivingAt).isEmpty();
    }

    private FakeBehaviour behaviour() {
        return network.behaviour();
    }

    private Map<String, BitSet> watch(List<Endpoint> arrivingAt, Duration window) {
        time.sleepUntil(time.now() + window.toNanos());
        Map<String, BitSet> seen = new HashMap<>();
        if (behaviour().has(Quirk.NOT_EXPOSED)) {
            return seen;
        }
        for (Flow flow : flows) {
            BitSet crossing = streamsCrossing(flow, arrivingAt);
            if (!crossing.isEmpty()) {
                seen.put(flow.name(), crossing);
            }
        }
        return seen;
    }

    private BitSet streamsCrossing(Flow flow, List<Endpoint> arrivingAt) {
        BitSet crossing = new BitSet();
        for (int stream = 0; stream < flow.allStreams(); stream++) {
            boolean crosses = network.path(flow, stream).stream()
                    .map(hop -> hop.aToB() ? hop.link().b() : hop.link().a())
                    .anyMatch(arrivingAt::contains);
            if (crosses) {
                crossing.set(stream);
            }
        }
        return crossing;
    }
}
