package org.seatrial.replica;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.seatrial.lab.Conversation;
import org.seatrial.lab.LabException;
import org.seatrial.recording.MirrorSpan;

/**
 * Keeps volumes mirrored: sets a mirror up when both its ends are there, and again after one of them was gone, with a whole
 * copy of the volume. While it is copied for the first time a mirror is as fast as it goes; only then its throttle holds.
 */
final class Mirrors implements AutoCloseable {

    private final List<MirrorKeeper> keepers = new ArrayList<>();

    Mirrors(Layout layout, Map<String, FrrNode> nodes) {
        nodes.values()
                .forEach(node -> layout.file()
                        .node(node.node())
                        .volumes()
                        .forEach(volume -> volume.mirror()
                                .ifPresent(mirror ->
                                        keepers.add(new MirrorKeeper(pair(layout, node, volume, mirror, nodes))))));
    }

    private static MirrorPair pair(
            Layout layout,
            FrrNode node,
            VolumeSettings volume,
            VolumeSettings.Mirror mirror,
            Map<String, FrrNode> nodes) {
        FrrNode far = nodes.get(mirror.to());
        if (far == null) {
            throw new LabException("this lab has no node " + mirror.to());
        }
        VolumeTarget copy = VolumeTarget.of(layout, far).stream()
                .filter(one -> one.name().equals(mirror.volume()))
                .findFirst()
                .orElseThrow(() -> new LabException("node " + mirror.to() + " has no volume " + mirror.volume()));
        String address = layout.switched(far.node())
                ? layout.cablesOf(far.node()).getFirst().endAt(far.node()).address()
                : layout.file().node(far.node()).loopback();
        return new MirrorPair(VolumeTarget.of(node, volume), copy, volume, mirror, address);
    }

    void start() {
        keepers.forEach(MirrorKeeper::start);
    }

    /** Mirrors that do not hold what their volume holds, one phrase each, by looks that are taken now. */
    List<String> missing() {
        return keepers.stream()
                .map(MirrorKeeper::missing)
                .flatMap(Optional::stream)
                .toList();
    }

    /** What was seen of late, one mirror after the other. */
    List<MirrorSpan> seen() {
        return keepers.stream().flatMap(keeper -> keeper.seen().stream()).toList();
    }

    /** How what is written to the copies looks on the wire; named by node and volume. */
    List<Conversation> conversations() {
        return keepers.stream()
                .map(keeper -> keeper.pair().conversation())
                .flatMap(Optional::stream)
                .toList();
    }

    /** Leaves the mirrors themselves to the end of their processes. */
    @Override
    public void close() {
        keepers.forEach(MirrorKeeper::close);
    }
}
