package org.seatrial.lab.fake;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.seatrial.fault.Commanded;
import org.seatrial.fault.Undo;
import org.seatrial.lab.DiskControl;
import org.seatrial.lab.DiskReading;
import org.seatrial.topology.Design;

/** A disk at each node of a simulated lab. How fast it may be is a number that nothing minds. */
final class FakeDisks implements DiskControl {

    private static final List<String> NAMES = List.of("disk");

    private final String labId;
    private final Design design;
    private final FakeNetwork network;
    private final FakeTime time;
    private final Map<String, Integer> limits = new HashMap<>();

    FakeDisks(String labId, Design design, FakeNetwork network, FakeTime time) {
        this.labId = labId;
        this.design = design;
        this.network = network;
        this.time = time;
    }

    private static String key(String node, String volume) {
        return "limit of " + volume + " of " + node;
    }

    @Override
    public List<String> disks(String node) {
        return design.node(node).isPresent() ? NAMES : List.of();
    }

    @Override
    public Undo prepareSlow(String node, String volume, String undoId) {
        return FakeHealer.undo(undoId, labId, key(node, volume), "let " + volume + " of " + node + " be fast again");
    }

    @Override
    public Commanded slow(String node, String volume, int operationsPerSecond) {
        long now = time.now();
        limits.put(key(node, volume), operationsPerSecond);
        network.add(new Break(key(node, volume), Set.of(), "", false, false, true, true, now, Long.MAX_VALUE));
        return new Commanded(now, now);
    }

    @Override
    public DiskReading read(String node, String volume) {
        long now = time.now();
        boolean slow = network.broken(key(node, volume), now);
        return new DiskReading(now, now, slow ? limits.getOrDefault(key(node, volume), 0) : 0);
    }
}
