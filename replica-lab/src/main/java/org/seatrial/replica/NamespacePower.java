package org.seatrial.replica;

import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.seatrial.engine.sys.NetworkNamespace;
import org.seatrial.fault.Commanded;
import org.seatrial.fault.Strand;
import org.seatrial.fault.Undo;
import org.seatrial.lab.LabException;
import org.seatrial.lab.PowerControl;

/** Power of nodes, several at one instant. */
final class NamespacePower implements PowerControl {

    private static final String FORWARDING = "/proc/sys/net/ipv4/ip_forward";

    private final Layout layout;
    private final Kernels kernels;
    private final Map<String, FrrNode> nodes;
    private final Map<Integer, DelayLine> lines;
    private final Claims claims;
    private final Timetables timetables;

    NamespacePower(
            Layout layout,
            Kernels kernels,
            Map<String, FrrNode> nodes,
            Map<Integer, DelayLine> lines,
            Claims claims,
            Timetables timetables) {
        this.layout = layout;
        this.kernels = kernels;
        this.nodes = nodes;
        this.lines = lines;
        this.claims = claims;
        this.timetables = timetables;
    }

    private FrrNode node(String name) {
        FrrNode node = nodes.get(name);
        if (node == null) {
            throw new LabException("this lab has no node " + name);
        }
        return node;
    }

    private List<Cable> cables(List<String> names) {
        return layout.cables().stream()
                .filter(cable -> names.stream().anyMatch(cable.link()::touches))
                .toList();
    }

    /** Wired cables of nodes: their frames stop by the clock. */
    private List<DelayLine> lines(List<String> names) {
        List<DelayLine> found = new ArrayList<>();
        for (Cable cable : cables(names)) {
            cable.wire().map(wire -> lines.get(wire.number())).ifPresent(found::add);
        }
        return found;
    }

    /** The wire's ends that face the neighbours: light that no longer enters a fibre does not leave it either. */
    private Map<String, Integer> farWireEnds(List<String> names) {
        Map<String, Integer> ends = new LinkedHashMap<>();
        for (Cable cable : cables(names)) {
            cable.wire().ifPresent(wire -> {
                if (names.contains(cable.link().a().node())) {
                    ends.put(wire.interfaceB(), wire.indexB());
                }
                if (names.contains(cable.link().b().node())) {
                    ends.put(wire.interfaceA(), wire.indexA());
                }
            });
        }
        return ends;
    }

    private boolean routes(String name) {
        return !layout.switched(name);
    }

    private Damage dark(List<String> names, String what) {
        List<Repair> repairs = new ArrayList<>();
        repairs.add(new Repair.Forget(what));
        for (String name : names) {
            String namespace = node(name).namespace();
            List<Cable.End> ends = layout.cablesOf(name).stream()
                    .map(cable -> cable.endAt(name))
                    .toList();
            ends.forEach(end -> repairs.add(new Repair.Raise(namespace, end.interfaceName())));
            if (Segments.isBridge(layout.design(), name)) {
                repairs.add(new Repair.Raise(namespace, NetworkBuild.BRIDGE));
            }
            ends.forEach(end -> layout.addressWithPrefix(end)
                    .ifPresent(address -> repairs.add(new Repair.Address(namespace, end.interfaceName(), address))));
            layout.gateway(name).ifPresent(repairs::add);
            if (routes(name)) {
                repairs.add(new Repair.Forward(namespace));
            }
        }
        farWireEnds(names).keySet().forEach(end -> repairs.add(new Repair.Raise(layout.wireNamespace(), end)));
        Set<Repair> pass = new LinkedHashSet<>();
        lines(names).forEach(line -> pass.addAll(line.passing(Strand.BOTH)));
        repairs.addAll(pass);
        for (String name : names) {
            FrrNode node = node(name);
            node.daemons()
                    .forEach(daemon -> repairs.add(new Repair.Start(name, node.namespace(), node.folder(), daemon)));
            layout.file()
                    .programs(name)
                    .forEach(program -> repairs.add(new Repair.Serve(node.namespace(), node.folder(), program)));
            VolumeTarget.of(layout, node).forEach(target -> repairs.add(target.repair()));
            if (layout.file().node(name).guests().stream().anyMatch(LabFile.Guest::autostart)) {
                repairs.add(new Repair.StartGuests(name, node.namespace(), NamespaceGuests.command(claims.lab())));
            }
        }
        return new Damage(what, repairs);
    }

    private static String off(List<String> names) {
        return "power of " + String.join(", ", names);
    }

    @Override
    public Undo preparePower(List<String> names, String undoId) {
        return dark(names, off(names)).undo(undoId, claims, "switch " + String.join(", ", names) + " on again");
    }

    @Override
    public Commanded powerOff(List<String> names) {
        return dark(names, off(names)).inflict(claims, () -> darken(names));
    }

    private static String rebooting(String name) {
        return "reboot of " + name;
    }

    @Override
    public Undo prepareReboot(String name, String undoId) {
        return dark(List.of(name), rebooting(name)).undo(undoId, claims, "switch " + name + " on again");
    }

    @Override
    public Commanded reboot(String name, Duration off) {
        Damage damage = dark(List.of(name), rebooting(name));
        Commanded commanded = damage.inflict(claims, () -> darken(List.of(name)));
        timetables.start(
                damage.claim(),
                claims,
                List.of(new Timetables.Step(
                        commanded.beforeNs() + off.toNanos(),
                        () -> damage.withoutTimetable().healAlone(claims))));
        return commanded;
    }

    /**
     * Frames stop first, at one instant: wired cables by the clock, everything else because the node forwards nothing any
     * more and its programs stand still. Only then do the kernels take the interfaces down, which lasts some milliseconds
     * each. The programs end last: a killed process's connections are closed by its kernel, and a router that loses power
     * sends no such goodbye.
     */
    private Commanded darken(List<String> names) {
        List<Integer> processes = new ArrayList<>();
        names.forEach(name -> processes.addAll(NamespaceProcesses.in(node(name).namespace())));
        List<DelayLine> wired = lines(names);
        List<FileOutputStream> forwarding = new ArrayList<>();
        Commanded commanded;
        try {
            openForwarding(names, forwarding);
            long before = System.nanoTime();
            wired.forEach(line -> line.silence(Strand.BOTH, before));
            for (FileOutputStream switched : forwarding) {
                switched.write("0\n".getBytes(StandardCharsets.US_ASCII));
            }
            for (String name : names) {
                if (Segments.isBridge(layout.design(), name)) {
                    kernels.control(name).setUp(NetworkBuild.BRIDGE, false);
                }
            }
            NamespaceProcesses.freeze(processes);
            commanded = new Commanded(before, System.nanoTime());
        } catch (IOException refused) {
            throw new LabException("forwarding could not be stopped: " + refused.getMessage(), refused);
        } finally {
            close(forwarding);
        }
        for (String name : names) {
            kernels.reader(name)
                    .setDown(layout.cablesOf(name).stream()
                            .map(cable -> cable.endAt(name).index())
                            .toList());
        }
        kernels.wireReader().setDown(List.copyOf(farWireEnds(names).values()));
        NamespaceProcesses.kill(processes);
        return commanded;
    }

    /** The kernel's switch of each node that routes; opened beforehand, because entering a namespace takes time. */
    private void openForwarding(List<String> names, List<FileOutputStream> opened) {
        NetworkNamespace.visiting(() -> {
            for (String name : names) {
                if (routes(name)) {
                    opened.add(NetworkNamespace.within(
                            Layout.handle(node(name).namespace()), () -> new FileOutputStream(FORWARDING)));
                }
            }
            return opened;
        });
    }

    private static void close(List<FileOutputStream> files) {
        for (FileOutputStream file : files) {
            try {
                file.close();
            } catch (IOException failed) {
                throw new LabException("a kernel's switch could not be closed: " + failed.getMessage(), failed);
            }
        }
    }
}
