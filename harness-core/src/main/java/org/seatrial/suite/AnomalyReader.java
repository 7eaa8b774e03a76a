package org.seatrial.suite;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.seatrial.fault.Anomaly;
import org.seatrial.fault.Anomaly.Form;
import org.seatrial.fault.Fault;
import org.seatrial.input.Fields;
import org.seatrial.input.FileProblems;
import org.seatrial.topology.Endpoint;
import org.seatrial.units.Dimension;
import org.seatrial.units.Quantity;

/** Reads what stands below {@code traffic-anomaly}. Nothing above the ceilings of {@link Anomaly} gets past it. */
final class AnomalyReader {

    private static final int SHORTEST_MICROBURST = 2;

    private final FileProblems problems;
    private final FaultTargets targets;

    AnomalyReader(FileProblems problems, FaultTargets targets) {
        this.problems = problems;
        this.targets = targets;
    }

    /** One fault; none if something is wrong, which is reported. */
    List<Fault> read(Fields fields) {
        int before = problems.all().list().size();
        fields.require("from", "who sends it, for example \"desk:eth1\"");
        fields.require("form", "one of " + Form.names());
        fields.require("rate", "frames a second on average, for example 2000/s");
        fields.require("for", "how long it lasts, for example 2 s");
        Optional<Endpoint> from = fields.has("from") ? targets.endpoint(fields, "from") : Optional.empty();
        Optional<String> node = from.flatMap(sender -> targets.struckBy(sender, fields.place("from")));
        Optional<Form> form = form(fields);
        if (form.isEmpty()) {
            return List.of();
        }
        double rate = number(fields, "rate", Dimension.PACKET_RATE, 1, Anomaly.FASTEST_PER_SECOND, "1/s to 50000/s");
        double size = fields.has("size")
                ? number(
                        fields,
                        "size",
                        Dimension.SIZE,
                        form.get().smallest(),
                        form.get().largest(),
                        "whole bytes from " + form.get().smallest() + " B to "
                                + form.get().largest() + " B (Ethernet frame without FCS)")
                : form.get().usual();
        double ns = number(
                fields, "for", Dimension.TIME, Anomaly.SHORTEST.toNanos(), Anomaly.LONGEST.toNanos(), "100 ms to 30 s");
        int least = form.get() == Form.MICROBURST ? SHORTEST_MICROBURST : 1;
        int burst = (int) fields.integer("burst", least, Anomaly.LONGEST_BURST).orElse(1);
        refuse(
                form.get() == Form.MICROBURST && !fields.has("burst"),
                fields,
                "rate",
                "a microburst is frames back to back",
                "burst: how many, " + SHORTEST_MICROBURST + " to " + Anomaly.LONGEST_BURST);
        refuse(
                rate * size * Byte.SIZE > Anomaly.MOST_BITS_PER_SECOND,
                fields,
                "rate",
                "this is more than may be sent",
                "at most 400 Mbit/s");
        Optional<Endpoint> station = station(fields, form.get());
        if (problems.all().list().size() > before || from.isEmpty() || node.isEmpty()) {
            return List.of();
        }
        Anomaly anomaly = new Anomaly(
                form.get(), rate, (int) size, burst, Duration.ofNanos(Math.round(ns)), station.orElse(null));
        return List.of(new Fault.TrafficAnomaly(node.get(), from.get(), anomaly));
    }

    private Optional<Form> form(Fields fields) {
        Optional<String> written = fields.text("form");
        Optional<Form> form = written.flatMap(Form::named);
        if (written.isPresent() && form.isEmpty()) {
            problems.unknown(fields.place("form"), "form of traffic anomaly", written.get(), Form.names());
        }
        return form;
    }

    private Optional<Endpoint> station(Fields fields, Form form) {
        boolean burst = form == Form.MICROBURST;
        boolean duplicate = form == Form.DUPLICATE_ADDRESS;
        refuse(!burst && fields.has("to"), fields, "to", "only microbursts go to one station", "remove it");
        refuse(!duplicate && fields.has("of"), fields, "of", "only addresses are duplicated", "remove it");
        if (duplicate) {
            fields.require("of", "whose address is duplicated, for example \"phone:eth1\"");
        }
        String key = burst ? "to" : "of";
        return (burst || duplicate) && fields.has(key) ? targets.endpoint(fields, key) : Optional.empty();
    }

    /** A number in its range; 0 if it is missing or out of it, which is reported. */
    private double number(Fields fields, String key, Dimension dimension, double least, double most, String valid) {
        Optional<Quantity> quantity = fields.quantity(key, dimension);
        if (quantity.isEmpty()) {
            return 0;
        }
        double number = quantity.get().base();
        boolean whole = dimension != Dimension.SIZE || number == Math.rint(number);
        if (whole && number >= least && number <= most) {
            return number;
        }
        problems.add(fields.place(key), quantity.get().text(), "no anomaly may be like this", valid);
        return 0;
    }

    private void refuse(boolean wrong, Fields fields, String key, String reason, String valid) {
        if (wrong) {
            problems.add(fields.place(key), fields.text(key).orElse(""), reason, valid);
        }
    }
}
