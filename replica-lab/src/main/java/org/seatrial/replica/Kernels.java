package org.seatrial.replica;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.seatrial.engine.sys.InterfaceControl;
import org.seatrial.engine.sys.InterfaceState;
import org.seatrial.engine.sys.NetworkNamespace;
import org.seatrial.engine.sys.Rtnetlink;
import org.seatrial.engine.sys.TrafficControl;
import org.seatrial.lab.LabException;

/** Sockets into the namespaces of a lab, opened once, so that a change or a reading starts no program. */
final class Kernels implements AutoCloseable {

    private final Map<String, Rtnetlink> readers = new LinkedHashMap<>();
    private final Map<String, InterfaceControl> controls = new LinkedHashMap<>();
    private final InterfaceControl wire;
    private final TrafficControl queues;
    private final Rtnetlink wireReader;
    private final Layout layout;

    Kernels(Layout layout) {
        this.layout = layout;
        wire = InterfaceControl.open(Layout.handle(layout.wireNamespace()));
        queues = TrafficControl.open(Layout.handle(layout.wireNamespace()));
        wireReader = Rtnetlink.open(Layout.handle(layout.wireNamespace()));
        NetworkNamespace.visiting(() -> {
            layout.namespaces().keySet().forEach(this::open);
            open(LabNames.REFERENCE_A);
            open(LabNames.REFERENCE_B);
            return layout;
        });
    }

    private void open(String node) {
        Path namespace = Layout.handle(layout.namespace(node));
        NetworkNamespace.within(namespace, () -> {
            readers.put(node, Rtnetlink.open(namespace));
            controls.put(node, InterfaceControl.open(namespace));
            return node;
        });
    }

    /** Readers of the design's nodes, without the reference path. */
    Map<String, Rtnetlink> ofDesign() {
        Map<String, Rtnetlink> own = new LinkedHashMap<>(readers);
        own.keySet().retainAll(layout.namespaces().keySet());
        return own;
    }

    Rtnetlink reader(String node) {
        return known(readers, node);
    }

    /** Of the wire namespace. */
    Rtnetlink wireReader() {
        return wireReader;
    }

    InterfaceControl wire() {
        return wire;
    }

    /** Of the wire namespace. */
    TrafficControl queues() {
        return queues;
    }

    InterfaceControl control(String node) {
        return known(controls, node);
    }

    /** The state of a cable's end. */
    InterfaceState state(Cable.End end) {
        return find(known(readers, end.node()).interfaces(), end);
    }

    static InterfaceState find(List<InterfaceState> states, Cable.End end) {
        return states.stream()
                .filter(state -> state.name().equals(end.interfaceName()))
                .findFirst()
                .orElseThrow(() -> new LabException("interface " + end.endpoint() + " is gone: the lab is broken"));
    }

    private static <T> T known(Map<String, T> map, String node) {
        T value = map.get(node);
        if (value == null) {
            throw new LabException("this lab has no node " + node);
        }
        return value;
    }

    @Override
    public void close() {
        readers.values().forEach(Rtnetlink::close);
        controls.values().forEach(InterfaceControl::close);
        queues.close();
        wireReader.close();
        wire.close();
    }
}
