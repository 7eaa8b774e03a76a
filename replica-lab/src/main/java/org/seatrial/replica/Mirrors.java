package org.seatrial.replica;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.seatrial.lab.Conversation;
import org.seatrial.lab.LabException;
import org.seatrial.lab.MirrorWatch;
import org.seatrial.recording.MirrorSpan;

/**
 * Keeps volumes mirrored: sets a mirror up when both its ends are there, and again after one of them was gone, with a whole
 * copy of the volume. While it is copied for the first time a mirror is as fast as it goes; only then its throttle holds.
 */
final class Mirrors implements AutoCloseable {

    private static final MirrorWatch.Pace PACE = new MirrorWatch.Pace(Duration.ofMillis(100), Duration.ofMillis(20));

    private final List<MirrorPair> pairs = new ArrayList<>();
    private final List<MirrorWatch> watches;

    Mirrors(Layout layout, Map<String, FrrNode> nodes) {
        nodes.values()
                .forEach(node -> layout.file()
                        .node(node.node())
                        .volumes()
                        .forEach(volume -> volume.mirror()
                                .ifPresent(mirror -> pairs.add(pair(layout, node, volume, mirror, nodes)))));
        watches = pairs.stream()
                .map(pair -> new MirrorWatch(pair.mirror(), PACE, pair::look))
                .toList();
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
        watches.forEach(MirrorWatch::start);
    }

    /** Mirrors that do not hold what their volume holds, one phrase each, by looks that are taken now. */
    List<String> missing() {
        return watches.stream()
                .map(MirrorWatch::missing)
                .flatMap(Optional::stream)
                .toList();
    }

    /** What was seen of late, one mirror after the other. */
    List<MirrorSpan> seen() {
        return watches.stream().flatMap(watch -> watch.seen().stream()).toList();
    }

    /** How what is written to the copies looks on the wire; named by node and volume. */
    List<Conversation> conversations() {
        return pairs.stream()
                .map(MirrorPair::conversation)
                .flatMap(Optional::stream)
                .toList();
    }

    /** Leaves the mirrors themselves to the end of their processes. */
    @Override
    public void close() {
        watches.forEach(MirrorWatch::close);
    }
}
