package org.seatrial.replica;

import java.util.List;
import java.util.Map;
import org.seatrial.fault.Commanded;
import org.seatrial.fault.Undo;
import org.seatrial.lab.DiskControl;
import org.seatrial.lab.DiskReading;
import org.seatrial.lab.LabException;

/** The disks behind volumes, which their targets hold back. */
final class NamespaceDisks implements DiskControl {

    private final Layout layout;
    private final Map<String, FrrNode> nodes;
    private final Claims claims;

    NamespaceDisks(Layout layout, Map<String, FrrNode> nodes, Claims claims) {
        this.layout = layout;
        this.nodes = nodes;
        this.claims = claims;
    }

    private List<VolumeTarget> targets(String name) {
        FrrNode node = nodes.get(name);
        return node == null ? List.of() : VolumeTarget.of(layout, node);
    }

    private VolumeTarget target(String node, String volume) {
        return targets(node).stream()
                .filter(target -> target.name().equals(volume))
                .findFirst()
                .orElseThrow(() -> new LabException("node " + node + " of this lab offers no volume " + volume));
    }

    @Override
    public List<String> disks(String node) {
        return targets(node).stream().map(VolumeTarget::name).toList();
    }

    private Damage slowed(String node, String volume) {
        return new Damage(
                "slow disk behind " + volume + " of " + node,
                List.of(new Repair.LetGo(target(node, volume).repair())));
    }

    @Override
    public Undo prepareSlow(String node, String volume, String undoId) {
        return slowed(node, volume)
                .undo(undoId, claims, "let the disk behind " + volume + " of " + node + " be as fast as it can");
    }

    @Override
    public Commanded slow(String node, String volume, int operationsPerSecond) {
        VolumeTarget target = target(node, volume);
        return slowed(node, volume).inflict(claims, () -> {
            long before = System.nanoTime();
            target.holdBack(operationsPerSecond);
            return new Commanded(before, System.nanoTime());
        });
    }

    @Override
    public DiskReading read(String node, String volume) {
        VolumeTarget target = target(node, volume);
        long before = System.nanoTime();
        long operations = target.heldBack();
        return new DiskReading(before, System.nanoTime(), operations);
    }
}
