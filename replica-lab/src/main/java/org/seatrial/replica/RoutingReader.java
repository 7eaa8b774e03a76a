package org.seatrial.replica;

import java.util.List;
import java.util.Optional;
import org.seatrial.input.Fields;
import org.seatrial.input.FileProblems;
import org.seatrial.input.YamlNode;
import org.seatrial.units.Dimension;
import org.seatrial.units.Quantity;

/** Reads the key {@code routing} of a lab file. */
final class RoutingReader {

    private static final long NS_PER_MS = 1_000_000;
    private static final long NS_PER_S = 1_000_000_000;

    private final FileProblems problems;

    RoutingReader(FileProblems problems) {
        this.problems = problems;
    }

    LabFile.Routing read(Fields file) {
        LabFile.Routing usual = LabFile.Routing.USUAL;
        Optional<Fields> routing =
                file.fields("routing", List.of("protocol", "bfd", "keepalive", "hold-time", "connect-retry"));
        if (routing.isEmpty()) {
            return usual;
        }
        Fields fields = routing.get();
        fields.text("protocol")
                .filter(text -> !text.equals("bgp"))
                .ifPresent(text -> problems.add(
                        fields.place("protocol"), text, "the namespace lab does not speak this protocol", "bgp"));
        int keepalive = whole(fields, "keepalive", NS_PER_S, 1, 21_845, "s").orElse(usual.keepaliveS());
        int hold = whole(fields, "hold-time", NS_PER_S, 3, 65_535, "s").orElse(usual.holdS());
        if (hold < keepalive) {
            problems.add(
                    fields.place("hold-time"),
                    hold + " s",
                    "the hold time is shorter than the keepalive interval of " + keepalive + " s",
                    "usually three times the keepalive interval");
        }
        return new LabFile.Routing(
                bfd(fields),
                keepalive,
                hold,
                whole(fields, "connect-retry", NS_PER_S, 1, 65_535, "s").orElse(usual.connectRetryS()));
    }

    private Optional<LabFile.Bfd> bfd(Fields routing) {
        if (!routing.has("bfd")) {
            return LabFile.Routing.USUAL.bfd();
        }
        if (routing.node("bfd").orElseThrow() instanceof YamlNode.Scalar scalar) {
            if (!scalar.text().equals("off")) {
                problems.add(
                        scalar.place(), scalar.text(), "this is a single value", "off, or {interval: 50 ms, multiplier: 3}");
            }
            return Optional.empty();
        }
        Optional<Fields> fields = routing.fields("bfd", List.of("interval", "multiplier"));
        if (fields.isEmpty()) {
            return Optional.empty();
        }
        fields.get().require("interval", "a time, for example 50 ms");
        fields.get().require("multiplier", "a whole number from 2 to 255");
        return Optional.of(new LabFile.Bfd(
                whole(fields.get(), "interval", NS_PER_MS, 10, 60_000, "ms").orElse(50),
                (int) fields.get().integer("multiplier", 2, 255).orElse(3)));
    }

    private Optional<Integer> whole(Fields fields, String key, long unitNs, int lowest, int highest, String unit) {
        Optional<Quantity> quantity = fields.quantity(key, Dimension.TIME);
        if (quantity.isEmpty()) {
            return Optional.empty();
        }
        double number = quantity.get().base() / unitNs;
        if (number != Math.rint(number) || number < lowest || number > highest) {
            problems.add(
                    fields.place(key),
                    quantity.get().text(),
                    "the daemons take whole numbers within their range only",
                    "a whole number from " + lowest + " " + unit + " to " + highest + " " + unit);
            return Optional.empty();
        }
        return Optional.of((int) number);
    }
}
