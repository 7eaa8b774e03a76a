package org.seatrial.suite;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.seatrial.input.Fields;
import org.seatrial.input.FileProblems;
import org.seatrial.input.NearNames;
import org.seatrial.topology.Design;
import org.seatrial.units.Dimension;
import org.seatrial.units.Quantities;
import org.seatrial.units.Quantity;
import org.seatrial.units.QuantityException;

/** What every workload is written with: nodes, a rate, a patience. */
final class WorkloadFields {

    /** Each exchange is kept in memory and on a line of its own until the trial ends. */
    private static final double FASTEST_PER_SECOND = 1e5;

    private static final Duration LONGEST_PATIENCE = Duration.ofMinutes(5);

    private final FileProblems problems;
    private final Optional<Design> design;

    /** @param design empty if it could not be read; then nodes are not looked up */
    WorkloadFields(FileProblems problems, Optional<Design> design) {
        this.problems = problems;
        this.design = design;
    }

    <P> Optional<P> known(Fields fields, String text, Optional<P> protocol, List<String> names) {
        if (protocol.isEmpty()) {
            problems.unknown(fields.place("protocol"), "protocol", text, names);
        }
        return protocol;
    }

    Optional<String> node(Fields fields, String key) {
        return fields.requiredText(key).filter(name -> {
            if (design.isEmpty() || design.get().node(name).isPresent()) {
                return true;
            }
            problems.add(
                    fields.place(key),
                    name,
                    "there is no node '" + name + "' in the design",
                    NearNames.valid(name, List.copyOf(design.get().nodes().keySet())));
            return false;
        });
    }

    /** Exchanges a second of one stream. */
    Optional<Double> rate(Fields fields, int streams, String perStream) {
        fields.require("rate", "\"50/s " + perStream + "\", or \"200/s\" for all together");
        return fields.text("rate").flatMap(text -> {
            boolean each = text.strip().endsWith(perStream);
            String number = each ? text.strip().substring(0, text.strip().length() - perStream.length()) : text;
            try {
                double rate = Quantities.parse(number, Dimension.PACKET_RATE).base();
                double whole = each ? rate * streams : rate;
                if (rate > 0 && whole <= FASTEST_PER_SECOND) {
                    return Optional.of(whole / streams);
                }
                problems.add(
                        fields.place("rate"),
                        text,
                        rate > 0 ? "no workload is that fast" : "a workload that asks nothing measures nothing",
                        "above 0, at most " + Quantities.format(Dimension.PACKET_RATE, FASTEST_PER_SECOND));
            } catch (QuantityException e) {
                problems.add(fields.place("rate"), text, e.reason(), e.valid() + " or '50/s " + perStream + "'");
            }
            return Optional.empty();
        });
    }

    Duration patience(Fields fields, Duration otherwise) {
        Optional<Quantity> time = fields.quantity("patience", Dimension.TIME);
        if (time.isEmpty()) {
            return otherwise;
        }
        double ns = time.get().base();
        if (ns < 1e6 || ns > LONGEST_PATIENCE.toNanos()) {
            problems.add(
                    fields.place("patience"),
                    time.get().text(),
                    "no client waits so",
                    "from 1 ms to " + LONGEST_PATIENCE.toSeconds() + " s");
            return otherwise;
        }
        return Duration.ofNanos(Math.round(ns));
    }
}
