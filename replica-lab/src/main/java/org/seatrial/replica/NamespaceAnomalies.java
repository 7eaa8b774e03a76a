package org.seatrial.replica;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.seatrial.engine.anomaly.AnomalyFrame;
import org.seatrial.engine.anomaly.SenderMark;
import org.seatrial.engine.anomaly.SenderProcess;
import org.seatrial.engine.sys.InterfaceState;
import org.seatrial.fault.Anomaly;
import org.seatrial.fault.Commanded;
import org.seatrial.fault.Undo;
import org.seatrial.lab.AnomalyControl;
import org.seatrial.lab.AnomalyReading;
import org.seatrial.lab.LabException;
import org.seatrial.topology.Endpoint;

/** Stations that send what they should not: a process in the station's namespace sends, a tap at its far port counts. */
final class NamespaceAnomalies implements AnomalyControl {

    private static final int ETHERNET_BYTES = 14;
    private static final long NOBODY = 0;

    private final Layout layout;
    private final Kernels kernels;
    private final Map<String, FrrNode> nodes;
    private final Claims claims;
    private final AnomalyParts parts;

    NamespaceAnomalies(Layout layout, Kernels kernels, Map<String, FrrNode> nodes, Claims claims, AnomalyParts parts) {
        this.layout = layout;
        this.kernels = kernels;
        this.nodes = nodes;
        this.claims = claims;
        this.parts = parts;
    }

    private Cable cable(Endpoint end) {
        return layout.cables().stream()
                .filter(cable ->
                        cable.link().a().equals(end) || cable.link().b().equals(end))
                .findFirst()
                .orElseThrow(() -> new LabException("this lab has no interface " + end));
    }

    private SenderMark mark(Endpoint from) {
        FrrNode node = nodes.get(from.node());
        if (node == null) {
            throw new LabException("this lab has no node " + from.node());
        }
        return SenderMark.in(node.folder().resolve("anomaly-" + from.interfaceName() + ".pid"));
    }

    private Damage damage(Endpoint from, Anomaly anomaly) {
        String namespace = layout.namespace(from.node());
        List<Repair> repairs = new ArrayList<>();
        repairs.add(new Repair.EndSender(namespace, mark(from).file()));
        if (anomaly.form() == Anomaly.Form.OVERSIZE) {
            int mtu = kernels.control(from.node()).mtu(from.interfaceName());
            repairs.add(new Repair.Mtu(namespace, from.interfaceName(), mtu));
        }
        Endpoint owner = anomaly.station();
        if (anomaly.form() == Anomaly.Form.DUPLICATE_ADDRESS && owner != null) {
            String address = address(owner);
            for (Endpoint other : layout.segments().sharing(layout.design(), owner)) {
                repairs.add(new Repair.AskAgain(layout.namespace(other.node()), other.interfaceName(), address));
            }
        }
        return new Damage("anomaly from " + from, repairs);
    }

    private String address(Endpoint owner) {
        String address = cable(owner).endAt(owner.node()).address();
        if (address.isEmpty()) {
            throw new LabException(owner + " has no address that could be duplicated");
        }
        return address;
    }

    @Override
    public Undo prepareAnomaly(Endpoint from, Anomaly anomaly, String undoId) {
        cable(from);
        return damage(from, anomaly)
                .undo(undoId, claims, "end the " + anomaly.form().text() + " from " + from);
    }

    @Override
    public Commanded unleash(Endpoint from, Anomaly anomaly) {
        byte[] frame = AnomalyFrame.of(anomaly, addresses(from, anomaly));
        Damage damage = damage(from, anomaly);
        return damage.inflict(claims, () -> {
            // One sender a port: a second would not be known to the undo of the first.
            AnomalyRepairs.end(new Repair.EndSender(
                    layout.namespace(from.node()), mark(from).file()));
            if (anomaly.form() == Anomaly.Form.OVERSIZE) {
                kernels.control(from.node()).setMtu(from.interfaceName(), anomaly.frameBytes() - ETHERNET_BYTES);
            }
            SenderProcess sender = SenderProcess.start(
                    List.of("ip", "netns", "exec", layout.namespace(from.node())),
                    from.interfaceName(),
                    mark(from),
                    frame,
                    anomaly);
            parts.add(sender);
            return sender.go();
        });
    }

    private AnomalyFrame.Addresses addresses(Endpoint from, Anomaly anomaly) {
        Cable cable = cable(from);
        Endpoint station = anomaly.station();
        boolean burst = anomaly.form() == Anomaly.Form.MICROBURST;
        boolean duplicate = anomaly.form() == Anomaly.Form.DUPLICATE_ADDRESS;
        return new AnomalyFrame.Addresses(
                hardwareAddress(from),
                burst
                        ? hardwareAddress(
                                station == null ? cable.farFrom(from.node()).endpoint() : station)
                        : NOBODY,
                duplicate && station != null ? number(address(station)) : 0);
    }

    private long hardwareAddress(Endpoint end) {
        cable(end);
        return kernels.control(end.node()).hardwareAddress(end.interfaceName());
    }

    private static int number(String address) {
        ByteBuffer octets = ByteBuffer.allocate(4);
        for (String octet : address.split("\\.", -1)) {
            octets.put((byte) Integer.parseInt(octet));
        }
        return octets.getInt(0);
    }

    @Override
    public AnomalyReading read(Endpoint from) {
        Cable cable = cable(from);
        Cable.End far = cable.farFrom(from.node());
        long before = System.nanoTime();
        boolean running = AnomalyRepairs.running(mark(from)).isPresent();
        long arrived = parts.tap(from, Layout.handle(layout.namespace(far.node())), far.interfaceName())
                .total();
        long sent = kernels.state(cable.endAt(from.node())).framesOut();
        return new AnomalyReading(before, System.nanoTime(), running, sent, arrived, refused(cable, from, far));
    }

    /** What is next to the station refuses what is too long for it: the far port, or the wire's end in between. */
    private long refused(Cable cable, Endpoint from, Cable.End far) {
        if (cable.wire().isEmpty()) {
            return kernels.state(far).refusedIn();
        }
        Cable.Wire wire = cable.wire().get();
        String end = cable.link().a().equals(from) ? wire.interfaceA() : wire.interfaceB();
        return kernels.wireReader().interfaces().stream()
                .filter(state -> state.name().equals(end))
                .mapToLong(InterfaceState::refusedIn)
                .findFirst()
                .orElseThrow(() -> new LabException("the wire's end " + end + " is gone: the lab is broken"));
    }
}
