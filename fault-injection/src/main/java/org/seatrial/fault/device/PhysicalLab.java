package org.seatrial.fault.device;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.seatrial.fault.device.drbd.DrbdHost;
import org.seatrial.fault.device.drbd.DrbdMirror;
import org.seatrial.fault.device.drbd.DrbdVolume;
import org.seatrial.lab.Lab;
import org.seatrial.lab.LabException;
import org.seatrial.lab.LabFacts;
import org.seatrial.lab.LinkControl;
import org.seatrial.lab.ManagementPath;
import org.seatrial.lab.NodeControl;
import org.seatrial.lab.PathWitness;
import org.seatrial.lab.ProcessControl;
import org.seatrial.lab.Realisation;
import org.seatrial.lab.Redundancy;
import org.seatrial.lab.ReferencePath;
import org.seatrial.lab.Station;
import org.seatrial.recording.MirrorSpan;
import org.seatrial.recording.Noticed;
import org.seatrial.topology.Design;

/**
 * A lab of real devices. It can be broken and healed, and its mirrors are looked at; what it cannot yet be asked (traffic, paths, redundancy) it says
 * so, so that no trial in it can pass unmeasured.
 */
final class PhysicalLab implements Lab {

    private final String name;
    private final Design design;
    private final Inventory inventory;
    private final DeviceLog log;
    private final List<DrbdMirror> mirrors;

    PhysicalLab(String name, Design design, Inventory inventory, DeviceLog log) {
        this.name = name;
        this.design = design;
        this.inventory = inventory;
        this.log = log;
        this.mirrors = inventory.mirrors().stream()
                .map(mirror -> watched(inventory, mirror))
                .toList();
    }

    private static DrbdMirror watched(Inventory inventory, Inventory.Mirror mirror) {
        return new DrbdMirror(
                mirror.mirror(),
                mirror.synchronous(),
                host(inventory, mirror.device(), mirror.volume()),
                host(inventory, mirror.copyDevice(), mirror.copyVolume()));
    }

    private static DrbdHost host(Inventory inventory, String name, DrbdVolume volume) {
        Inventory.Device device = inventory.devices().get(name);
        if (device == null) {
            throw new LabException("the inventory has no device " + name);
        }
        RemoteShell shell = MirrorReader.shell(device)
                .orElseThrow(() -> new LabException("device " + name + " runs no command on a host"));
        return new DrbdHost(
                name,
                volume,
                shell.program(device.settings(), volume.loop()),
                device.settings().time(ControlPoint.REPLY_WITHIN, ControlPoint.USUAL_REPLY));
    }

    /** Begins to look at the mirrors. */
    void watch() {
        mirrors.forEach(DrbdMirror::start);
    }

    Inventory inventory() {
        return inventory;
    }

    DeviceLog log() {
        return log;
    }

    @Override
    public String id() {
        return PhysicalLabProvider.NAME + "-" + name;
    }

    @Override
    public Design design() {
        return design;
    }

    @Override
    public LabFacts facts() {
        return new LabFacts(
                PhysicalLabProvider.NAME, inventory.certificateClass(), Map.of(), inventory.knownDifferences());
    }

    @Override
    public List<Realisation> realisations() {
        return design.nodes().keySet().stream()
                .<Realisation>map(node -> new Realisation.PhysicalNode(
                        node,
                        inventory.nodes().getOrDefault(node, List.of()).stream()
                                .map(ControlPoint::shown)
                                .toList()))
                .toList();
    }

    @Override
    public Station station(String node) {
        throw new LabException("lab " + id() + " has no probe in " + node + ": nothing can be measured there yet");
    }

    @Override
    public Optional<ReferencePath> referencePath() {
        return Optional.empty();
    }

    @Override
    public Redundancy redundancy() {
        List<String> missing = new ArrayList<>(List.of("any sight of the redundancy of lab " + id()));
        mirrors.forEach(mirror -> mirror.missing().ifPresent(missing::add));
        return new Redundancy(missing);
    }

    @Override
    public List<MirrorSpan> mirrors() {
        return mirrors.stream().flatMap(mirror -> mirror.seen().stream()).toList();
    }

    @Override
    public Optional<LinkControl> links() {
        return Optional.empty();
    }

    @Override
    public Optional<NodeControl> nodes() {
        return Optional.empty();
    }

    @Override
    public Optional<ProcessControl> processes() {
        return Optional.empty();
    }

    @Override
    public Optional<ManagementPath> management() {
        return Optional.of(DeviceHealth::unanswered);
    }

    @Override
    public Optional<PathWitness> witness() {
        return Optional.empty();
    }

    @Override
    public List<Noticed> noticed(long fromNs, long untilNs) {
        return List.of();
    }

    /** The devices stay as they are: what was switched off is healed from the ledger. Only the looking ends. */
    @Override
    public void close() {
        mirrors.forEach(DrbdMirror::close);
    }
}
