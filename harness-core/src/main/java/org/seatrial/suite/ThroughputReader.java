package org.seatrial.suite;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.seatrial.input.Fields;
import org.seatrial.input.FileProblems;
import org.seatrial.traffic.Flow;
import org.seatrial.units.Dimension;
import org.seatrial.units.Quantities;
import org.seatrial.units.Quantity;

/** Reads the search of a trial: {@code throughput: {from: 10 Mbit/s, to: 1 Gbit/s}}. */
final class ThroughputReader {

    private static final double WITHIN = 0.01;
    private static final double NARROWEST = 0.001;
    private static final double WIDEST = 0.5;
    private static final Duration STEP = Duration.ofSeconds(1);
    private static final Duration CONFIRM = Duration.ofSeconds(10);
    private static final Duration SHORTEST = Duration.ofMillis(100);
    private static final Duration LONGEST = Duration.ofHours(1);
    private static final int VERIFY = 2;
    private static final int MOST_VERIFY = 10;
    private static final int LATENCY_REPEATS = 20;
    private static final int MOST_LATENCY_REPEATS = 1000;

    /** Each packet of a step is kept in memory until it is counted. */
    private static final double MOST_PACKETS = 20e6;

    private final FileProblems problems;
    private final List<Flow> traffic;

    ThroughputReader(FileProblems problems, List<Flow> traffic) {
        this.problems = problems;
        this.traffic = traffic;
    }

    /** The search of a trial; empty if it has none, or one with mistakes. */
    Optional<ThroughputSpec> read(Fields trial) {
        return trial.fields("throughput", SuiteKeys.THROUGHPUT).flatMap(fields -> {
            fields.require("from", "the lowest load tried, for example '10 Mbit/s'");
            fields.require("to", "the highest load tried, for example '1 Gbit/s'");
            Optional<Quantity> from = fields.quantity("from", Dimension.BIT_RATE);
            Optional<Quantity> to = fields.quantity("to", Dimension.BIT_RATE);
            double within = within(fields);
            Duration step = duration(fields, "step", STEP);
            Duration confirm = duration(fields, "confirm", CONFIRM);
            int verify = (int) fields.integer("verify", 0, MOST_VERIFY).orElse(VERIFY);
            int repeats = (int)
                    fields.integer("latency-repeats", 0, MOST_LATENCY_REPEATS).orElse(LATENCY_REPEATS);
            int bursts = (int)
                    fields.integer("back-to-back", 0, MOST_LATENCY_REPEATS).orElse(0);
            Optional<Flow> flow = flow(trial);
            if (from.isEmpty() || to.isEmpty()) {
                return Optional.empty();
            }
            if (!(from.get().base() > 0) || from.get().base() >= to.get().base()) {
                problems.add(
                        fields.place("from"),
                        from.get().text(),
                        "the lowest load is not below the highest, or is none",
                        "above 0 and below " + to.get().text());
                return Optional.empty();
            }
            Duration longest = confirm.compareTo(step) > 0 ? confirm : step;
            flow.ifPresent(one -> bearable(fields, one, to.get(), longest));
            return Optional.of(new ThroughputSpec(
                    from.get().base(), to.get().base(), within, step, confirm, verify, repeats, bursts));
        });
    }

    private Optional<Flow> flow(Fields trial) {
        Set<String> names = trial.texts("traffic").keySet();
        if (names.size() > 1) {
            problems.add(
                    trial.place("traffic"),
                    String.join(", ", names),
                    "a search for throughput loads one flow",
                    "one flow from an endpoint to another");
            return Optional.empty();
        }
        Optional<Flow> flow =
                traffic.stream().filter(one -> names.contains(one.name())).findFirst();
        if (flow.filter(Flow::bothWays).isPresent()) {
            problems.add(
                    trial.place("traffic"),
                    String.join(", ", names),
                    "this flow runs both ways, and throughput is searched for in one direction",
                    "a flow with 'from' and 'to'");
        }
        return flow;
    }

    private void bearable(Fields fields, Flow flow, Quantity to, Duration longest) {
        double perSecond = to.base() / 8 / flow.frameBytes();
        double packets = perSecond * longest.toNanos() / 1e9;
        if (packets > MOST_PACKETS) {
            problems.add(
                    fields.place("to"),
                    to.text(),
                    "that is %s packets in one step of %s s, and each is kept until it is counted"
                            .formatted(
                                    Quantities.format(Dimension.COUNT, Math.rint(packets)),
                                    Long.toString(longest.toSeconds())),
                    "at most %.0f packets a step".formatted(MOST_PACKETS),
                    "lower 'to', shorten 'confirm', or give the flow larger frames");
        }
    }

    private double within(Fields fields) {
        Optional<Quantity> within = fields.quantity("within", Dimension.RATIO);
        if (within.isEmpty()) {
            return WITHIN;
        }
        double share = within.get().base();
        if (!(share >= NARROWEST && share <= WIDEST)) {
            problems.add(fields.place("within"), within.get().text(), "no search ends so", "from 0.1 % to 50 %");
            return WITHIN;
        }
        return share;
    }

    private Duration duration(Fields fields, String key, Duration otherwise) {
        Optional<Quantity> time = fields.quantity(key, Dimension.TIME);
        if (time.isEmpty()) {
            return otherwise;
        }
        Duration duration = Duration.ofNanos(Math.round(time.get().base()));
        if (duration.compareTo(SHORTEST) < 0 || duration.compareTo(LONGEST) > 0) {
            problems.add(
                    fields.place(key), time.get().text(), "no load can be judged in this time", "from 100 ms to 1 h");
            return otherwise;
        }
        return duration;
    }
}
