package org.seatrial.lab.fake;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.seatrial.fault.Commanded;
import org.seatrial.fault.Undo;
import org.seatrial.lab.NodeControl;
import org.seatrial.lab.NodeReading;
import org.seatrial.topology.Design;
import org.seatrial.topology.Link;

/** Nodes of a simulated lab: three processes each, a thousand frames a second out of every cable. */
final class FakeNodeControl implements NodeControl {

    private static final int PROCESSES = 3;
    private static final long NS_PER_FRAME = 1_000_000L;

    private final String labId;
    private final Design design;
    private final FakeNetwork network;
    private final FakeTime time;
    private final long madeNs;

    FakeNodeControl(String labId, Design design, FakeNetwork network, FakeTime time) {
        this.labId = labId;
        this.design = design;
        this.network = network;
        this.time = time;
        this.madeNs = time.now();
    }

    @Override
    public Undo preparePower(String node, String undoId) {
        return new Undo(
                undoId,
                FakeHealer.NAME,
                "give " + node + " its power back",
                Map.of(FakeHealer.LAB, labId, FakeHealer.BREAK, FakeHealer.powerKey(node)));
    }

    @Override
    public Commanded powerOff(String node) {
        long now = time.now();
        network.add(new Break(
                FakeHealer.powerKey(node),
                design.linksOf(node).stream().map(Link::name).collect(Collectors.toSet()),
                node,
                true,
                true,
                false,
                false,
                now,
                Long.MAX_VALUE));
        return new Commanded(now, now);
    }

    @Override
    public NodeReading read(String node) {
        long now = time.now();
        List<Break> mine = network.breaks().stream()
                .filter(broken -> broken.node().equals(node))
                .toList();
        boolean alive = mine.stream().noneMatch(broken -> broken.activeAt(now));
        int cables = design.linksOf(node).size();
        long framesPerCable = (now - madeNs) / NS_PER_FRAME
                - mine.stream()
                        .mapToLong(broken -> broken.activeBefore(now) / NS_PER_FRAME)
                        .sum();
        return new NodeReading(now, now, alive ? PROCESSES : 0, alive ? cables : 0, framesPerCable * cables);
    }
}
