package org.seatrial.suite;

import java.time.Duration;
import java.util.Optional;
import org.seatrial.input.Fields;
import org.seatrial.input.FileProblems;
import org.seatrial.topology.BroadcastDomain;
import org.seatrial.topology.Design;
import org.seatrial.traffic.StorageWorkload;
import org.seatrial.traffic.Workload;
import org.seatrial.units.Dimension;
import org.seatrial.units.Quantity;

/** Reads a workload of the section {@code storage}. */
final class StorageReader {

    private static final int SECTOR_BYTES = 512;
    private static final int LARGEST_BLOCK_BYTES = 1 << 20;
    private static final long LARGEST_SPAN_BYTES = 1L << 40;
    private static final int BLOCK_BYTES = 4096;
    private static final long SPAN_BYTES = 16L << 20;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final FileProblems problems;
    private final Optional<Design> design;
    private final GroupReader groups;
    private final WorkloadFields common;

    /** @param groups told of each workload that belongs to one */
    StorageReader(FileProblems problems, Optional<Design> design, GroupReader groups) {
        this.problems = problems;
        this.design = design;
        this.groups = groups;
        this.common = new WorkloadFields(problems, design);
    }

    Optional<Workload> read(String name, Fields fields) {
        Optional<String> from = common.node(fields, "from");
        Optional<String> to = common.node(fields, "to");
        Optional<String> survivor = fields.has("survivor") ? common.node(fields, "survivor") : Optional.empty();
        groups.join(name, fields);
        Optional<StorageWorkload.Protocol> protocol = fields.requiredText("protocol")
                .flatMap(text -> common.known(
                        fields, text, StorageWorkload.Protocol.named(text), StorageWorkload.Protocol.names()));
        String volume = fields.text("volume").orElse("");
        int writers =
                (int) fields.integer("writers", 1, WorkloadReader.MOST_STREAMS).orElse(1);
        Optional<Double> rate = common.rate(fields, writers, "per writer");
        long block = bytes(fields, "block", BLOCK_BYTES, SECTOR_BYTES, LARGEST_BLOCK_BYTES, SECTOR_BYTES);
        long span = bytes(fields, "span", Math.max(SPAN_BYTES, block), block, LARGEST_SPAN_BYTES, block);
        Duration patience = common.patience(fields, PATIENCE);
        if (from.isEmpty() || to.isEmpty() || protocol.isEmpty() || rate.isEmpty()) {
            return Optional.empty();
        }
        joined(fields, from.get(), to.get(), protocol.get());
        StorageWorkload.Generator generator = generator(fields, protocol.get(), rate.get());
        return Optional.of(new StorageWorkload(
                name,
                from.get(),
                to.get(),
                protocol.get(),
                volume,
                writers,
                rate.get(),
                patience,
                (int) block,
                span,
                survivor,
                generator,
                Optional.empty()));
    }

    private StorageWorkload.Generator generator(Fields fields, StorageWorkload.Protocol protocol, double perSecond) {
        String text = fields.text("generator").orElse(StorageWorkload.Generator.SEATRIAL.text());
        Optional<StorageWorkload.Generator> named = StorageWorkload.Generator.named(text);
        if (named.isEmpty()) {
            problems.unknown(fields.place("generator"), "generator of writes", text, StorageWorkload.Generator.names());
        }
        if (named.equals(Optional.of(StorageWorkload.Generator.FIO))) {
            if (protocol != StorageWorkload.Protocol.NBD) {
                problems.add(fields.place("protocol"), protocol.text(), "fio does not write so", "nbd");
            }
            if (fields.has("survivor")) {
                problems.add(
                        fields.place("survivor"), text, "fio keeps no ledger to compare a copy with", "leave it out");
            }
            if (perSecond < 1 || perSecond != Math.rint(perSecond)) {
                problems.add(
                        fields.place("rate"),
                        fields.text("rate").orElse(""),
                        "fio writes whole numbers a second",
                        "1/s per writer or another whole number");
            }
        }
        return named.orElse(StorageWorkload.Generator.SEATRIAL);
    }

    /** What no router passes on needs both ends on one segment. */
    private void joined(Fields fields, String from, String to, StorageWorkload.Protocol protocol) {
        boolean linkLocal = switch (protocol) {
            case NBD, ISCSI -> false;
            case AOE -> true;
        };
        if (linkLocal
                && design.filter(known ->
                                BroadcastDomain.between(known, from, to).isEmpty())
                        .isPresent()) {
            problems.add(
                    fields.place("to"),
                    to,
                    "no cable and no bridge joins it to " + from + ", and no router passes on what " + protocol.text()
                            + " sends",
                    "a node on a segment of " + from + ", or a protocol on IP such as nbd");
        }
    }

    private long bytes(Fields fields, String key, long otherwise, long least, long most, long multipleOf) {
        Optional<Quantity> size = fields.quantity(key, Dimension.SIZE);
        if (size.isEmpty()) {
            return otherwise;
        }
        double bytes = size.get().base();
        if (bytes < least || bytes > most || bytes % multipleOf != 0) {
            problems.add(
                    fields.place(key),
                    size.get().text(),
                    "writes cannot have this " + key,
                    "a multiple of " + multipleOf + " B from " + least + " B to " + most + " B");
            return otherwise;
        }
        return (long) bytes;
    }
}
