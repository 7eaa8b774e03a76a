package org.seatrial.lab.fake;

import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.seatrial.fault.Commanded;
import org.seatrial.fault.Undo;
import org.seatrial.lab.NodeControl;
import org.seatrial.lab.NodeReading;
import org.seatrial.lab.PowerControl;
import org.seatrial.topology.Design;
import org.seatrial.topology.Link;

/** Nodes of a simulated lab: three processes each, a thousand frames a second out of every cable. */
final class FakeNodeControl implements NodeControl, PowerControl {

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
        return preparePower(List.of(node), undoId);
    }

    @Override
    public Commanded powerOff(String node) {
        return powerOff(List.of(node));
    }

    @Override
    public Undo preparePower(List<String> names, String undoId) {
        String all = String.join(", ", names);
        return FakeHealer.undo(undoId, labId, FakeHealer.powerKey(all), "give " + all + " power again");
    }

    @Override
    public Commanded powerOff(List<String> names) {
        return off(names, Long.MAX_VALUE);
    }

    @Override
    public Undo prepareReboot(String node, String undoId) {
        return preparePower(node, undoId);
    }

    @Override
    public Commanded reboot(String node, Duration off) {
        return off(List.of(node), time.now() + off.toNanos());
    }

    private Commanded off(List<String> names, long untilNs) {
        long now = time.now();
        for (String node : names) {
            network.add(new Break(
                    FakeHealer.powerKey(String.join(", ", names)),
                    design.linksOf(node).stream().map(Link::name).collect(Collectors.toSet()),
                    node,
                    true,
                    true,
                    false,
                    false,
                    now,
                    untilNs));
        }
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
        long brokenNs =
                mine.stream().mapToLong(broken -> broken.activeBefore(now)).sum();
        long framesPerCable = (now - madeNs - brokenNs) / NS_PER_FRAME;
        return new NodeReading(now, now, alive ? PROCESSES : 0, alive ? cables : 0, framesPerCable * cables);
    }
}
