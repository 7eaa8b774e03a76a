package org.seatrial.replica;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.seatrial.topology.LinkCharacter;
import org.seatrial.topology.Node;
import org.seatrial.units.Dimension;
import org.seatrial.units.Quantities;

/** How every namespace lab differs from the hardware it stands for. */
final class KnownDifferences {

    private static final List<String> ALWAYS = List.of(
            "Cables are virtual Ethernet pairs, not optics: no signal degrades. A pulled cable's frames stop at once;"
                    + " its ends learn of the lost carrier one after the other, within about 10 ms, and not after a"
                    + " transceiver's debounce time.",
            "Frames are forwarded by the Linux kernel on shared processors, not by forwarding hardware: throughput,"
                    + " buffers and queueing are not those of the devices.",
            "Routing daemons are FRR on the host's processors; a vendor's software may take other times to detect and"
                    + " to program its tables.",
            "All nodes share one clock, one kernel and one power supply.",
            "Where the machine allows it, the daemons run at a raised priority (niceness -10), and the wire and the"
                    + " packet sender with real-time priority, because all of them share the processors.",
            "The loss of nodes' power stops their frames and programs at one instant, within the commanded interval;"
                    + " their neighbours' carriers go one after the other, some milliseconds each. A start takes"
                    + " about a second, that of a device minutes.");

    private static final String BY_PROCESS = "Carried by a user-space process of the lab: %s. Frames are delayed by"
            + " typically a few microseconds beyond the propagation delay, more when the processors are busy.";

    private static final String BY_KERNEL = "Carried by the Linux kernel's netem: %s. Frames leave when a timer of the"
            + " kernel fires after the propagation delay, later when the processors are busy. Where a link"
            + " has a rate, what may wait for it is counted in frames, not in octets. A silent cut strikes the two"
            + " directions one after the other, within the commanded interval.";

    private KnownDifferences() {}

    static List<String> of(Layout layout) {
        List<String> differences = new ArrayList<>(ALWAYS);
        carried(layout, Medium.WireProcess.class, BY_PROCESS).ifPresent(differences::add);
        carried(layout, Medium.KernelQueue.class, BY_KERNEL).ifPresent(differences::add);
        List<String> images = layout.design().nodes().values().stream()
                .filter(node -> !node.image().isEmpty())
                .map(Node::image)
                .distinct()
                .sorted()
                .toList();
        if (!images.isEmpty()) {
            differences.add(
                    "The container images that the topology names are not used: " + String.join(", ", images) + ".");
        }
        if (layout.design().nodes().values().stream().anyMatch(Node::isBridge)) {
            differences.add("Bridges are Linux bridges without spanning tree and without VLANs: a link that comes up"
                    + " forwards at once.");
        }
        if (layout.file().limitsStorms()) {
            differences.add(
                    "Storm control is a token bucket of nftables at each port of a bridge, in front of it; it counts"
                            + " frames to everybody, one by one, where a switch counts over an interval of its own.");
        }
        layout.file()
                .cables()
                .forEach((link, cable) -> differences.add("Link " + link
                        + " is realised by another cable than the topology file says: " + words(cable) + "."));
        if (layout.file().storesData()) {
            differences.add(
                    "Volumes are files in this machine's memory, behind nbdkit as the disk and qemu-storage-daemon as"
                        + " the target. What nbdkit has written to its file counts as durable. A volume's write cache"
                        + " is nbdkit's, and ends with its process. Mirrors are those of QEMU: the target waits for a"
                        + " mirror's silent partner as long as TCP does.");
        }
        if (!layout.file().fronts().isEmpty()) {
            differences.add(
                    "Where another program answers for a volume, it opens it as a file of qemu-storage-daemon's;"
                        + " vblade ends when its interface is taken down, and is started again within a fraction of a"
                        + " second.");
        }
        if (!layout.file().guests().isEmpty()) {
            differences.add(
                    "Guests are QEMU machines with Debian's kernel and a memory file system, which do nothing but"
                        + " answer; where the processor is emulated they run some ten times slower than the host. They"
                        + " get the processors only when nothing else wants them. Disks are attached read-only.");
        }
        differences.addAll(layout.file().knownDifferences());
        return List.copyOf(differences);
    }

    private static String words(LinkCharacter cable) {
        List<String> words = new ArrayList<>();
        words.add("delay " + Quantities.format(Dimension.TIME, cable.delayNs()));
        if (cable.jitterNs() > 0) {
            words.add("jitter " + Quantities.format(Dimension.TIME, cable.jitterNs()));
        }
        if (cable.lossRatio() > 0) {
            words.add("loss " + Quantities.format(Dimension.RATIO, cable.lossRatio()));
        }
        words.add(
                cable.rateBitsPerSecond() == 0
                        ? "no rate"
                        : "rate " + Quantities.format(Dimension.BIT_RATE, cable.rateBitsPerSecond()));
        return String.join(", ", words);
    }

    /** The cables that a medium carries, the reference path among them. */
    private static Optional<String> carried(Layout layout, Class<? extends Medium> medium, String how) {
        List<String> cables = layout.wired().stream()
                .filter(cable -> medium.isInstance(cable.wire().orElseThrow().medium()))
                .map(cable -> cable.equals(layout.reference())
                        ? "the self-test's path"
                        : cable.link().name())
                .toList();
        return cables.isEmpty() ? Optional.empty() : Optional.of(how.formatted(String.join(", ", cables)));
    }
}
