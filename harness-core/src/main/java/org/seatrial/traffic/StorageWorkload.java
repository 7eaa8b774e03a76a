package org.seatrial.traffic;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.seatrial.input.NearNames;
import org.seatrial.lab.LabException;
import org.seatrial.lab.Volume;

/**
 * Writers that keep a ledger of what was acknowledged to them.
 *
 * @param protocol how the volume is reached
 * @param volume the name under which {@code to} offers the volume
 * @param perSecond writes a second of each writer
 * @param blockBytes octets of a write, a multiple of 512
 * @param spanBytes octets of the volume that are written in turn, a multiple of {@code blockBytes}
 * @param survivor the node whose copy is read and compared after the fault; {@code to} where empty
 * @param generator who writes
 * @param group the workloads whose volumes make sense only together, this one among them; empty if it stands alone
 */
public record StorageWorkload(
        String name,
        String from,
        String to,
        Protocol protocol,
        String volume,
        int streams,
        double perSecond,
        Duration patience,
        int blockBytes,
        long spanBytes,
        Optional<String> survivor,
        Generator generator,
        Optional<ConsistencyGroup> group)
        implements Workload {

    /** Who writes. */
    public enum Generator {
        /** We do, and keep a ledger. */
        SEATRIAL,
        /** fio does, which keeps none. */
        FIO;

        /** As suites write it. */
        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }

        public static Optional<Generator> named(String text) {
            return Arrays.stream(values())
                    .filter(one -> one.text().equals(text))
                    .findFirst();
        }

        public static List<String> names() {
            return Arrays.stream(values()).map(Generator::text).toList();
        }
    }

    @Override
    public StorageWorkload at(double otherPerSecond) {
        return new StorageWorkload(
                name,
                from,
                to,
                protocol,
                volume,
                streams,
                otherPerSecond,
                patience,
                blockBytes,
                spanBytes,
                survivor,
                generator,
                group);
    }

    /** The same as a member of a group. */
    public StorageWorkload in(ConsistencyGroup other) {
        return new StorageWorkload(
                name,
                from,
                to,
                protocol,
                volume,
                streams,
                perSecond,
                patience,
                blockBytes,
                spanBytes,
                survivor,
                generator,
                Optional.of(other));
    }

    /** Blocks of each writer, each written in turn; at least 1. */
    @JsonIgnore
    public long blocksPerStream() {
        return Math.max(1, spanBytes / blockBytes / streams);
    }

    /** Blocks that are written, of all writers. */
    @JsonIgnore
    public long blocks() {
        return blocksPerStream() * streams;
    }

    /** The block that a write goes to: every writer has a region of its own. */
    public long blockOf(int stream, long sequence) {
        return stream * blocksPerStream() + sequence % blocksPerStream();
    }

    /**
     * The volume that is meant: the one of the workload's name, or the only one where it names none.
     *
     * @throws LabException if the node offers no such volume
     */
    public Volume volumeAt(String node, List<Volume> offered) {
        List<Volume> own =
                offered.stream().filter(one -> one.node().equals(node)).toList();
        if (volume.isEmpty() && own.size() == 1) {
            return own.getFirst();
        }
        return own.stream()
                .filter(one -> one.name().equals(volume))
                .findFirst()
                .orElseThrow(() -> new LabException("node " + node + " offers no volume '" + volume + "' for " + name
                        + "; valid: "
                        + NearNames.valid(volume, own.stream().map(Volume::name).toList())));
    }

    /** How a volume is reached. */
    public enum Protocol {
        /** Network block device, with structured fixed new-style negotiation. */
        NBD,
        /** ATA over Ethernet: no IP, so both ends are on one segment. */
        AOE,
        /** iSCSI (RFC 7143). */
        ISCSI;

        /** As suites write it. */
        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }

        public static Optional<Protocol> named(String text) {
            return Arrays.stream(values())
                    .filter(one -> one.text().equals(text))
                    .findFirst();
        }

        public static List<String> names() {
            return Arrays.stream(values()).map(Protocol::text).toList();
        }
    }
}
