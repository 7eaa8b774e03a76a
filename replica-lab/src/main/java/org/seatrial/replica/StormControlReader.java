package org.seatrial.replica;

import java.util.List;
import java.util.Optional;
import org.seatrial.input.Fields;
import org.seatrial.input.FileProblems;
import org.seatrial.input.YamlNode;
import org.seatrial.topology.Design;
import org.seatrial.units.Dimension;
import org.seatrial.units.Quantity;

/** Reads {@code storm-control} of a node in a lab file. */
final class StormControlReader {

    private static final String KEY = "storm-control";
    private static final String VALID = "off, or {broadcast: 100/s}";
    private static final long MOST = 1_000_000;

    private final FileProblems problems;
    private final Design design;

    StormControlReader(FileProblems problems, Design design) {
        this.problems = problems;
        this.design = design;
    }

    /** Empty if there is none, or it is wrong, which is reported. */
    Optional<LabFile.StormControl> read(String name, Fields node) {
        if (!node.has(KEY)) {
            return Optional.empty();
        }
        if (!Segments.isBridge(design, name)) {
            problems.add(node.place(KEY), name, "only a bridge repeats what it receives", "a node of kind bridge");
        }
        if (node.node(KEY).orElseThrow() instanceof YamlNode.Scalar scalar) {
            if (!scalar.text().equals("off")) {
                problems.add(scalar.place(), scalar.text(), "this is a single value", VALID);
            }
            return Optional.empty();
        }
        Optional<Fields> fields = node.fields(KEY, List.of("broadcast"));
        fields.ifPresent(own -> own.require("broadcast", "frames a second, for example 100/s"));
        return fields.flatMap(this::limit);
    }

    private Optional<LabFile.StormControl> limit(Fields fields) {
        Optional<Quantity> limit = fields.quantity("broadcast", Dimension.PACKET_RATE);
        if (limit.isEmpty()) {
            return Optional.empty();
        }
        double rate = limit.get().base();
        if (rate < 1 || rate > MOST || rate != Math.rint(rate)) {
            problems.add(
                    fields.place("broadcast"),
                    limit.get().text(),
                    "no port limits broadcasts so",
                    "whole frames, 1/s to " + MOST + "/s");
            return Optional.empty();
        }
        return Optional.of(new LabFile.StormControl((long) rate));
    }
}
