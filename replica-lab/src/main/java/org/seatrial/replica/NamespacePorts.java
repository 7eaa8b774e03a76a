package org.seatrial.replica;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.seatrial.engine.sys.InterfaceState;
import org.seatrial.fault.Commanded;
import org.seatrial.fault.Strand;
import org.seatrial.fault.Undo;
import org.seatrial.lab.LabException;
import org.seatrial.lab.PortControl;
import org.seatrial.lab.PortReading;
import org.seatrial.topology.Endpoint;

/** Interfaces of nodes, by administration. A wire carries the darkness on to the neighbour, as a fibre would. */
final class NamespacePorts implements PortControl {

    private final Layout layout;
    private final Kernels kernels;
    private final Map<Integer, DelayLine> lines;
    private final Claims claims;

    NamespacePorts(Layout layout, Kernels kernels, Map<Integer, DelayLine> lines, Claims claims) {
        this.layout = layout;
        this.kernels = kernels;
        this.lines = lines;
        this.claims = claims;
    }

    private Cable cable(Endpoint port) {
        return layout.cables().stream()
                .filter(cable ->
                        cable.link().a().equals(port) || cable.link().b().equals(port))
                .findFirst()
                .orElseThrow(() -> new LabException("this lab has no interface " + port));
    }

    /** The wire's end that faces the neighbour of a port. */
    private static String farWireEnd(Cable.Wire wire, Cable cable, Endpoint port) {
        return cable.link().a().equals(port) ? wire.interfaceB() : wire.interfaceA();
    }

    private Damage shut(List<Endpoint> ports) {
        List<Repair> repairs = new ArrayList<>();
        List<Repair> pass = new ArrayList<>();
        for (Endpoint port : ports) {
            Cable cable = cable(port);
            repairs.add(new Repair.Raise(layout.namespace(port.node()), port.interfaceName()));
            layout.gateway(port.node()).ifPresent(repairs::add);
            cable.wire().ifPresent(wire -> {
                repairs.add(new Repair.Raise(layout.wireNamespace(), farWireEnd(wire, cable, port)));
                pass.addAll(line(wire).passing(Strand.BOTH));
            });
        }
        repairs.addAll(pass.stream().distinct().toList());
        return new Damage("shutdown of " + names(ports), repairs);
    }

    private DelayLine line(Cable.Wire wire) {
        DelayLine line = lines.get(wire.number());
        if (line == null) {
            throw new LabException("this lab has no wire " + wire.number());
        }
        return line;
    }

    private static String names(List<Endpoint> ports) {
        return ports.stream().map(Endpoint::toString).collect(Collectors.joining(" and "));
    }

    @Override
    public Undo prepareShutdown(List<Endpoint> ports, String undoId) {
        return shut(ports).undo(undoId, claims, "enable " + names(ports) + " again");
    }

    /** Over a wire frames stop at once; over a plain cable when the kernel has taken the interface down. */
    @Override
    public Commanded shutdown(List<Endpoint> ports) {
        return shut(ports).inflict(claims, () -> {
            long before = System.nanoTime();
            for (Endpoint port : ports) {
                cable(port).wire().ifPresent(wire -> line(wire).silence(Strand.BOTH, before));
            }
            for (Endpoint port : ports) {
                Cable cable = cable(port);
                kernels.control(port.node()).setUp(port.interfaceName(), false);
                cable.wire().ifPresent(wire -> kernels.wire().setUp(farWireEnd(wire, cable, port), false));
            }
            return new Commanded(before, System.nanoTime());
        });
    }

    private Damage lowered(Endpoint port) {
        int mtu = kernels.control(cable(port).endAt(port.node()).node()).mtu(port.interfaceName());
        return new Damage(
                "MTU of " + port, List.of(new Repair.Mtu(layout.namespace(port.node()), port.interfaceName(), mtu)));
    }

    @Override
    public Undo prepareMtu(Endpoint port, String undoId) {
        return lowered(port).undo(undoId, claims, "give " + port + " its MTU back");
    }

    @Override
    public Commanded setMtu(Endpoint port, int mtu) {
        return lowered(port).inflict(claims, () -> {
            long before = System.nanoTime();
            kernels.control(port.node()).setMtu(port.interfaceName(), mtu);
            return new Commanded(before, System.nanoTime());
        });
    }

    @Override
    public PortReading read(Endpoint port) {
        Cable cable = cable(port);
        long before = System.nanoTime();
        InterfaceState state = kernels.state(cable.link().a().equals(port) ? cable.endA() : cable.endB());
        return new PortReading(
                before, System.nanoTime(), state.up(), state.carrier(), state.mtu(), state.carrierChanges());
    }
}
