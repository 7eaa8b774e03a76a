package org.seatrial.suite;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.seatrial.fault.CableEnd;
import org.seatrial.fault.Fault;
import org.seatrial.fault.Impairment;
import org.seatrial.fault.Strand;
import org.seatrial.input.Fields;
import org.seatrial.input.FileProblems;
import org.seatrial.input.NearNames;
import org.seatrial.input.Place;
import org.seatrial.units.Dimension;
import org.seatrial.units.Quantity;

/** Reads what stands below each kind of fault; one entry a kind. */
final class FaultKindReader {

    private static final List<CableEnd> PORTS = List.of(CableEnd.NEAR_END, CableEnd.FAR_END, CableEnd.BOTH_ENDS);
    private static final List<CableEnd> ONE_PORT = List.of(CableEnd.NEAR_END, CableEnd.FAR_END);
    private static final int SHORTEST_MTU = 68;
    private static final int LONGEST_MTU = 65_535;
    private static final int MOST_OPERATIONS = 1_000_000;
    private static final int MOST_FLAPS = 1_000;
    private static final Duration SHORTEST_FLAP = Duration.ofMillis(100);
    private static final Duration SHORTEST_OFF = Duration.ofMillis(500);
    private static final Duration LONGEST = Duration.ofHours(1);

    private final FileProblems problems;
    private final FaultTargets targets;

    FaultKindReader(FileProblems problems, FaultTargets targets) {
        this.problems = problems;
        this.targets = targets;
    }

    /** The faults among which the plan chooses; none if something is wrong, which is reported. */
    List<Fault> candidates(String kind, Fields fault) {
        return fault.fields(kind, SuiteKeys.faultKeys(kind))
                .map(fields -> read(kind, fields))
                .orElse(List.of());
    }

    private List<Fault> read(String kind, Fields fields) {
        return switch (kind) {
            case Fault.CABLE_PULL -> {
                CableEnd end = end(fields, List.of(CableEnd.values()), CableEnd.BOTH_ENDS);
                yield targets.links(fields, link -> new Fault.CablePull(link, end));
            }
            case Fault.SILENT_CUT -> {
                Strand strand = strand(fields);
                yield targets.links(fields, link -> new Fault.SilentCut(link, strand));
            }
            case Fault.SHUTDOWN -> {
                CableEnd end = end(fields, PORTS, CableEnd.NEAR_END);
                yield targets.links(fields, link -> new Fault.Shutdown(link, end));
            }
            case Fault.IMPAIRMENT -> {
                Strand strand = strand(fields);
                yield impairment(fields)
                        .map(worse -> targets.links(fields, link -> new Fault.Impaired(link, strand, worse)))
                        .orElse(List.of());
            }
            case Fault.MTU_MISMATCH -> {
                CableEnd end = end(fields, ONE_PORT, CableEnd.NEAR_END);
                fields.require("mtu", "octets without the Ethernet header, for example 1400");
                int mtu = (int) fields.integer("mtu", SHORTEST_MTU, LONGEST_MTU).orElse(0);
                yield mtu == 0 ? List.of() : targets.links(fields, link -> new Fault.MtuMismatch(link, end, mtu));
            }
            case Fault.FLAP -> {
                fields.require("times", "how often the link goes down, for example 5");
                fields.require("period", "from one loss to the next, for example '400 ms'");
                int times = (int) fields.integer("times", 1, MOST_FLAPS).orElse(0);
                Optional<Duration> period = time(fields, "period", SHORTEST_FLAP, LONGEST);
                yield times == 0 || period.isEmpty()
                        ? List.of()
                        : targets.links(fields, link -> new Fault.Flap(link, times, period.get()));
            }
            case Fault.POWER_OFF -> powerOff(fields);
            case Fault.REBOOT -> {
                fields.require("off", "for how long the node has no power, for example '5 s'");
                yield time(fields, "off", SHORTEST_OFF, LONGEST)
                        .map(off -> targets.nodes(fields, node -> new Fault.Reboot(node, off)))
                        .orElse(List.of());
            }
            case Fault.CRASH -> daemon(fields, Fault.Crash::new);
            case Fault.HANG -> daemon(fields, Fault.Hang::new);
            case Fault.SLOW_DISK -> slowDisk(fields);
            case Fault.TRAFFIC_ANOMALY -> new AnomalyReader(problems, targets).read(fields);
            default -> throw new IllegalStateException("a fault kind is declared but not read: " + kind);
        };
    }

    private List<Fault> powerOff(Fields fields) {
        List<String> named = SuiteKeys.faultKeys(Fault.POWER_OFF).stream()
                .filter(fields::has)
                .toList();
        if (named.size() > 1 && (fields.has("feed") || fields.has("site"))) {
            problems.add(
                    fields.place(),
                    String.join(", ", named),
                    "one power-off names several things",
                    "one of node, one-of, feed, site");
            return List.of();
        }
        if (fields.has("feed")) {
            return targets.feed(fields);
        }
        return fields.has("site") ? targets.site(fields) : targets.nodes(fields, Fault.PowerOff::new);
    }

    /** A fault of a daemon. */
    private interface OfDaemon {
        Fault of(String node, String daemon);
    }

    private List<Fault> daemon(Fields fields, OfDaemon fault) {
        return fields.requiredText("daemon")
                .map(daemon -> targets.nodes(fields, node -> fault.of(node, daemon)))
                .orElse(List.of());
    }

    private List<Fault> slowDisk(Fields fields) {
        fields.require("operations", "how many reads and writes it does at most, for example '20/s'");
        Optional<String> volume = fields.requiredText("volume");
        Optional<Quantity> rate = fields.quantity("operations", Dimension.PACKET_RATE);
        if (volume.isEmpty() || rate.isEmpty()) {
            return List.of();
        }
        double perSecond = rate.get().base();
        if (perSecond < 1 || perSecond > MOST_OPERATIONS || perSecond != Math.rint(perSecond)) {
            problems.add(
                    fields.place("operations"),
                    rate.get().text(),
                    "no disk can be held to this",
                    "a whole number from 1/s to " + MOST_OPERATIONS + "/s");
            return List.of();
        }
        return targets.nodes(fields, node -> new Fault.SlowDisk(node, volume.get(), (int) perSecond));
    }

    private Optional<Impairment> impairment(Fields fields) {
        List<String> does = SuiteKeys.IMPAIRMENTS.stream().filter(fields::has).toList();
        if (does.isEmpty()) {
            problems.add(fields.place(), "", "the impairment does nothing", "one or more of " + SuiteKeys.IMPAIRMENTS);
            return Optional.empty();
        }
        int before = problems.all().list().size();
        Duration delay = delay(fields, "delay");
        Duration jitter = delay(fields, "jitter");
        Duration by = delay(fields, "reordering-by");
        double reordering = ratio(fields, "reordering");
        double rate =
                fields.quantity("rate", Dimension.BIT_RATE).map(Quantity::base).orElse(0.0);
        refuse(
                jitter.compareTo(delay) > 0,
                fields.place("jitter"),
                "the jitter is more than the delay",
                "jitter <= delay");
        refuse(
                (reordering > 0) == by.isZero(),
                fields.place("reordering"),
                "frames are reordered by holding a share of them back for a time",
                "both 'reordering' and 'reordering-by'");
        refuse(fields.has("rate") && !(rate > 0), fields.place("rate"), "nothing passes at this rate", "above 0");
        double loss = ratio(fields, "loss");
        double corruption = ratio(fields, "corruption");
        double duplication = ratio(fields, "duplication");
        if (problems.all().list().size() > before) {
            return Optional.empty();
        }
        return Optional.of(new Impairment(delay, jitter, loss, corruption, duplication, reordering, by, rate));
    }

    private void refuse(boolean wrong, Place place, String reason, String valid) {
        if (wrong) {
            problems.add(place, "", reason, valid);
        }
    }

    private double ratio(Fields fields, String key) {
        Optional<Double> ratio = fields.quantity(key, Dimension.RATIO).map(Quantity::base);
        if (ratio.isPresent() && !(ratio.get() > 0 && ratio.get() <= 1)) {
            problems.add(fields.place(key), fields.text(key).orElse(""), "no such share", "above 0 %, at most 100 %");
            return 0;
        }
        return ratio.orElse(0.0);
    }

    private Duration delay(Fields fields, String key) {
        return fields.has(key)
                ? time(fields, key, Duration.ofNanos(1), Impairment.LONGEST_DELAY)
                        .orElse(Duration.ZERO)
                : Duration.ZERO;
    }

    private Optional<Duration> time(Fields fields, String key, Duration least, Duration most) {
        Optional<Duration> time =
                fields.quantity(key, Dimension.TIME).map(value -> Duration.ofNanos(Math.round(value.base())));
        if (time.isPresent() && (time.get().compareTo(least) < 0 || time.get().compareTo(most) > 0)) {
            problems.add(
                    fields.place(key),
                    fields.text(key).orElse(""),
                    "the time is out of range",
                    millis(least) + " to " + millis(most));
            return Optional.empty();
        }
        return time;
    }

    private static String millis(Duration time) {
        return time.toNanos() / 1e6 + " ms";
    }

    private CableEnd end(Fields fields, List<CableEnd> valid, CableEnd otherwise) {
        return word(fields, "end", valid, CableEnd::text, otherwise);
    }

    private Strand strand(Fields fields) {
        return word(fields, "strand", Arrays.asList(Strand.values()), Strand::text, Strand.BOTH);
    }

    private <T> T word(Fields fields, String key, List<T> values, Function<T, String> text, T otherwise) {
        Optional<String> written = fields.text(key);
        if (written.isEmpty()) {
            return otherwise;
        }
        Optional<T> found = values.stream()
                .filter(value -> text.apply(value).equals(written.get()))
                .findFirst();
        if (found.isEmpty()) {
            List<String> words = values.stream().map(text).toList();
            problems.add(
                    fields.place(key), written.get(), "there is no such " + key, NearNames.valid(written.get(), words));
        }
        return found.orElse(otherwise);
    }
}
