package org.seatrial.lab;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.seatrial.recording.MirrorSpan;
import org.seatrial.recording.Noticed;
import org.seatrial.recording.Standstill;
import org.seatrial.topology.Design;
import org.seatrial.topology.Endpoint;

/** A lab that is up. Closing it removes everything it made, whatever happened before; closing twice is fine. */
public interface Lab extends AutoCloseable {

    /** Unique on this machine while the lab is up. */
    String id();

    /** The design it realises: a fault names its target, and the lab's capabilities want the link itself. */
    Design design();

    /** What the certificate says about it. */
    LabFacts facts();

    /**
     * A folder for what helps to use the lab, such as the socket of a program. It goes with the lab, also where its run
     * was killed and somebody else clears what is left. Empty where a lab has no such folder on this machine.
     */
    default Optional<Path> scratch() {
        return Optional.empty();
    }

    /** The realisations of the design's nodes, in the order of the topology file. */
    List<Realisation> realisations();

    /** Where traffic of a node is sent and received. */
    Station station(String node);

    /** Every IPv4 address by which packets of a node's own leave it. */
    default List<String> addresses(String node) {
        return List.of(station(node).address());
    }

    /**
     * The hardware address of an endpoint, as {@code 02:00:00:00:00:01}.
     *
     * @throws LabException if this lab cannot tell
     */
    default String hardwareAddress(Endpoint end) {
        throw new LabException("lab " + id() + " does not tell the hardware address of " + end);
    }

    /** An empty path, outside the design, on which the run measures its own instrument. */
    Optional<ReferencePath> referencePath();

    Redundancy redundancy();

    Optional<LinkControl> links();

    Optional<NodeControl> nodes();

    Optional<ProcessControl> processes();

    /** Empty where interfaces cannot be administered one by one. */
    default Optional<PortControl> ports() {
        return Optional.empty();
    }

    default Optional<ImpairmentControl> impairments() {
        return Optional.empty();
    }

    default Optional<FlapControl> flaps() {
        return Optional.empty();
    }

    default Optional<DaemonControl> daemons() {
        return Optional.empty();
    }

    /** What its nodes offer to store data on. */
    default List<Volume> volumes() {
        return List.of();
    }

    /**
     * What was seen of its mirrors of late, by time, one mirror after the other. A lab with mirrors looks at them all the
     * time it is up, at intervals of a fraction of a second. Empty if it has none.
     */
    default List<MirrorSpan> mirrors() {
        return List.of();
    }

    /** How what is written to copies looks on the wire, named by node and volume: {@code san1/disk}. */
    default List<Conversation> mirroring() {
        return List.of();
    }

    /** Empty where no disk can be held back. */
    default Optional<DiskControl> disks() {
        return Optional.empty();
    }

    /** Empty where no station can be made to send what it should not. */
    default Optional<AnomalyControl> anomalies() {
        return Optional.empty();
    }

    /** Empty where nodes can only be switched one after another, by {@link #nodes}. */
    default Optional<PowerControl> power() {
        return Optional.empty();
    }

    /** Empty where healing needs nothing but this machine. */
    default Optional<ManagementPath> management() {
        return Optional.empty();
    }

    Optional<PathWitness> witness();

    /** Instants that the design's own daemons logged in a span of the monotonic clock, such as a BFD session going down. */
    List<Noticed> noticed(long fromNs, long untilNs);

    /**
     * Frames that the lab's own machinery has dropped since it is up, though neither the design nor a fault asked for it:
     * the run must never blame them on the design.
     */
    default long ownDrops() {
        return 0;
    }

    /**
     * When everything that is part of the lab stood still at once, of late, by time; only what is proven. A lab that
     * is more than one machine has nothing to say here.
     */
    default List<Standstill> standstills() {
        return List.of();
    }

    /**
     * Gives the calling thread the priority of what stands for the design's nodes on this machine, so that it waits for a
     * processor as long as they do. Nothing where they run elsewhere, or the machine does not allow it.
     */
    default void waitLikeNodes() {}

    @Override
    void close();
}
