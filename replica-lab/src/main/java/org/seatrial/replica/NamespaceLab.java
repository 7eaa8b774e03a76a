package org.seatrial.replica;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.seatrial.engine.sys.ClockOffset;
import org.seatrial.engine.sys.InterfaceControl;
import org.seatrial.engine.sys.Rtnetlink;
import org.seatrial.engine.sys.SchedulingCalls;
import org.seatrial.engine.sys.SystemCallException;
import org.seatrial.lab.AnomalyControl;
import org.seatrial.lab.Conversation;
import org.seatrial.lab.DaemonControl;
import org.seatrial.lab.DiskControl;
import org.seatrial.lab.FlapControl;
import org.seatrial.lab.ImpairmentControl;
import org.seatrial.lab.Lab;
import org.seatrial.lab.LabException;
import org.seatrial.lab.LabFacts;
import org.seatrial.lab.LinkControl;
import org.seatrial.lab.NodeControl;
import org.seatrial.lab.PathWitness;
import org.seatrial.lab.PortControl;
import org.seatrial.lab.PowerControl;
import org.seatrial.lab.ProcessControl;
import org.seatrial.lab.Realisation;
import org.seatrial.lab.Redundancy;
import org.seatrial.lab.ReferencePath;
import org.seatrial.lab.Station;
import org.seatrial.lab.Volume;
import org.seatrial.recording.MirrorSpan;
import org.seatrial.recording.Noticed;
import org.seatrial.recording.Standstill;
import org.seatrial.topology.Design;
import org.seatrial.topology.Endpoint;

/** A namespace lab that is up. */
final class NamespaceLab implements Lab {

    private final Layout layout;
    private final LabFacts facts;
    private final LabParts parts;
    private final ForwardingTables baseline;

    NamespaceLab(Layout layout, LabFacts facts, LabParts parts, ForwardingTables baseline) {
        this.layout = layout;
        this.facts = facts;
        this.parts = parts;
        this.baseline = baseline;
    }

    @Override
    public String id() {
        return layout.id();
    }

    @Override
    public Design design() {
        return layout.design();
    }

    @Override
    public LabFacts facts() {
        return facts;
    }

    @Override
    public void waitLikeNodes() {
        SchedulingCalls.runNicely(Integer.parseInt(Priority.NICENESS));
    }

    @Override
    public Optional<Path> scratch() {
        return Optional.of(parts.folder());
    }

    @Override
    public List<Realisation> realisations() {
        List<Realisation> realisations = new ArrayList<>();
        layout.namespaces()
                .forEach((node, namespace) ->
                        realisations.add(new Realisation.NamespaceNode(node, namespace, layout.daemons(node))));
        layout.file()
                .guests()
                .forEach(guest -> realisations.add(
                        new Realisation.Guest(guest.home(), guest.name(), guest.address(), guest.memoryMib())));
        return List.copyOf(realisations);
    }

    @Override
    public Station station(String node) {
        for (Cable.End end :
                List.of(layout.reference().endA(), layout.reference().endB())) {
            if (end.node().equals(node)) {
                return reference(end);
            }
        }
        if (!layout.namespaces().containsKey(node)) {
            throw new LabException("this lab has no node " + node);
        }
        Path namespace = Layout.handle(layout.namespace(node));
        if (!layout.switched(node)) {
            return new Station(node, layout.file().node(node).loopback(), Optional.of(namespace));
        }
        String address = layout.cablesOf(node).stream()
                .map(cable -> cable.endAt(node).address())
                .filter(own -> !own.isEmpty())
                .findFirst()
                .orElseThrow(() -> new LabException("node " + node + " is a bridge and has no address"));
        return new Station(node, address, Optional.of(namespace));
    }

    @Override
    public List<String> addresses(String node) {
        Stream<String> ends =
                layout.cablesOf(node).stream().map(cable -> cable.endAt(node).address());
        return Stream.concat(Stream.of(station(node).address()), ends)
                .filter(address -> !address.isEmpty())
                .distinct()
                .toList();
    }

    @Override
    public String hardwareAddress(Endpoint end) {
        long address;
        try (InterfaceControl control = InterfaceControl.open(Layout.handle(layout.namespace(end.node())))) {
            address = control.hardwareAddress(end.interfaceName());
        } catch (SystemCallException absent) {
            throw new LabException(
                    "the hardware address of " + end + " cannot be read: " + absent.getMessage(), absent);
        }
        return HexFormat.ofDelimiter(":")
                .formatHex(ByteBuffer.allocate(8).putLong(address).array(), 2, 8);
    }

    @Override
    public Optional<ReferencePath> referencePath() {
        Cable cable = layout.reference();
        return Optional.of(new ReferencePath(reference(cable.endA()), reference(cable.endB()), cable.link()));
    }

    private Station reference(Cable.End end) {
        return new Station(end.node(), end.address(), Optional.of(Layout.handle(layout.namespace(end.node()))));
    }

    @Override
    public Redundancy redundancy() {
        List<String> missing = new ArrayList<>(parts.missingLines());
        Map<String, Rtnetlink> kernels = parts.kernels().ofDesign();
        missing.addAll(parts.darkEnds());
        missing.addAll(parts.missingPrograms());
        missing.addAll(ForwardingTables.read(kernels).differencesFrom(baseline.routes(), layout));
        if (missing.isEmpty()) {
            missing.addAll(parts.missingSessions());
        }
        missing.addAll(parts.guests().missing());
        return new Redundancy(List.copyOf(missing));
    }

    @Override
    public Optional<LinkControl> links() {
        return Optional.of(parts.links());
    }

    @Override
    public Optional<NodeControl> nodes() {
        return Optional.of(new NamespaceNodes(layout, parts.kernels(), parts.nodes(), parts.power()));
    }

    @Override
    public Optional<PortControl> ports() {
        return Optional.of(parts.ports());
    }

    @Override
    public Optional<ImpairmentControl> impairments() {
        return Optional.of(parts.impairments());
    }

    @Override
    public Optional<FlapControl> flaps() {
        return Optional.of(parts.links());
    }

    @Override
    public Optional<DaemonControl> daemons() {
        return Optional.of(parts.daemons());
    }

    @Override
    public Optional<DiskControl> disks() {
        return Optional.of(parts.disks());
    }

    @Override
    public List<Volume> volumes() {
        return parts.volumes();
    }

    @Override
    public List<MirrorSpan> mirrors() {
        return parts.mirrorsSeen();
    }

    @Override
    public List<Conversation> mirroring() {
        return parts.mirroring();
    }

    @Override
    public Optional<AnomalyControl> anomalies() {
        return Optional.of(parts.anomalies());
    }

    @Override
    public Optional<PowerControl> power() {
        return Optional.of(parts.power());
    }

    @Override
    public Optional<ProcessControl> processes() {
        return Optional.of(new NamespacePrograms(parts.nodes(), parts.guests().command()));
    }

    @Override
    public Optional<PathWitness> witness() {
        return Optional.of(new NamespaceWitness(layout));
    }

    @Override
    public List<Noticed> noticed(long fromNs, long untilNs) {
        long offset = new ClockOffset().offsetNs();
        List<Noticed> found = new ArrayList<>();
        for (FrrNode node : parts.nodes().values()) {
            for (String daemon : node.daemons()) {
                for (String line : lines(node.log(daemon))) {
                    FrrLog.event(node.node(), line, offset)
                            .filter(event -> event.atNs() >= fromNs && event.atNs() < untilNs)
                            .ifPresent(found::add);
                }
            }
        }
        parts.guests().noticed(offset).stream()
                .filter(event -> event.atNs() >= fromNs && event.atNs() < untilNs)
                .forEach(found::add);
        found.sort(Comparator.comparingLong(Noticed::atNs));
        return found;
    }

    private static List<String> lines(Path log) {
        try {
            return Files.readAllLines(log);
        } catch (IOException unreadable) {
            throw new LabException("the log " + log + " cannot be read: " + unreadable.getMessage(), unreadable);
        }
    }

    @Override
    public long ownDrops() {
        return parts.ownDrops();
    }

    @Override
    public List<Standstill> standstills() {
        return parts.standstills();
    }

    @Override
    public void close() {
        parts.close();
    }
}
