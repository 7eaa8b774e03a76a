package org.seatrial.replica;

import java.time.Duration;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import org.seatrial.engine.flow.StreamTap;
import org.seatrial.lab.Conversation;
import org.seatrial.lab.PathWitness;
import org.seatrial.topology.Endpoint;

/** Sees what crosses interfaces of nodes, by packet sockets there. */
record NamespaceWitness(Layout layout) implements PathWitness {

    @Override
    public Map<String, BitSet> watch(List<Endpoint> arrivingAt, Duration window) {
        return watch(arrivingAt, List.of(), window).streams();
    }

    @Override
    public Sighting watch(List<Endpoint> arrivingAt, List<Conversation> between, Duration window) {
        List<StreamTap.Place> places = arrivingAt.stream()
                .map(end -> new StreamTap.Place(Layout.handle(layout.namespace(end.node())), end.interfaceName()))
                .toList();
        return StreamTap.watch(places, between, window);
    }
}
