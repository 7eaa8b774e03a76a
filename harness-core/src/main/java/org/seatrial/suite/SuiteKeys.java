package org.seatrial.suite;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.seatrial.fault.Fault;

/** Every key of {@code suite.yaml}, place by place. The published JSON Schema names the same. */
final class SuiteKeys {

    static final List<String> SUITE = List.of(
            "suite",
            "version",
            "title",
            "topology",
            "labs",
            "traffic",
            "storage",
            "services",
            "trials",
            "requirements");

    static final List<String> FLOW = List.of(
            "between", "from", "to", "streams", "rate", "size", "forwarding-delay-threshold", "precision", "burst");

    static final List<String> STORAGE = List.of(
            "from",
            "to",
            "protocol",
            "volume",
            "writers",
            "rate",
            "block",
            "span",
            "patience",
            "survivor",
            "generator",
            "group");

    static final List<String> SERVICE = List.of(
            "from",
            "to",
            "protocol",
            "generator",
            "address",
            "addresses",
            "port",
            "request",
            "clients",
            "rate",
            "patience",
            "held",
            "record-of");

    static final List<String> TRIAL = List.of(
            "lab",
            "traffic",
            "workloads",
            "for",
            "fault",
            "faults",
            "steady",
            "hold",
            "recovery",
            "repeat",
            "recovery-actions",
            "spares",
            "bystanders",
            "throughput",
            "growth");

    /** How the load of a trial grows. */
    static final List<String> GROWTH = List.of("yearly", "years");

    static final List<String> THROUGHPUT =
            List.of("from", "to", "within", "step", "confirm", "verify", "latency-repeats", "back-to-back");

    /** What an impairment does. */
    static final List<String> IMPAIRMENTS =
            List.of("delay", "jitter", "loss", "corruption", "duplication", "reordering", "reordering-by", "rate");

    /** Kinds of fault, each with its keys. A feed's or a site's loss is written below {@code power-off}. */
    private static final Map<String, List<String>> FAULTS = faults();

    static final List<String> FAULT = List.copyOf(FAULTS.keySet());

    /** A fault in the list {@code faults}. */
    static final List<String> LATER_FAULT =
            Stream.concat(FAULT.stream(), Stream.of("after")).toList();

    static final List<String> RECOVERY_ACTION = List.of("name", "on", "run", "undo", "after", "within", "undo-within");

    static final List<String> REQUIREMENT = List.of("id", "text", "expect", "blocker", "outcome");

    private SuiteKeys() {}

    private static Map<String, List<String>> faults() {
        Map<String, List<String>> faults = new LinkedHashMap<>();
        faults.put(Fault.CABLE_PULL, List.of("link", "one-of", "end"));
        faults.put(Fault.SILENT_CUT, List.of("link", "one-of", "strand"));
        faults.put(Fault.SHUTDOWN, List.of("link", "one-of", "end"));
        faults.put(
                Fault.IMPAIRMENT,
                Stream.concat(Stream.of("link", "one-of", "strand"), IMPAIRMENTS.stream())
                        .toList());
        faults.put(Fault.MTU_MISMATCH, List.of("link", "one-of", "end", "mtu"));
        faults.put(Fault.FLAP, List.of("link", "one-of", "times", "period"));
        faults.put(Fault.POWER_OFF, List.of("node", "one-of", "feed", "site"));
        faults.put(Fault.REBOOT, List.of("node", "one-of", "off"));
        faults.put(Fault.CRASH, List.of("node", "one-of", "daemon"));
        faults.put(Fault.HANG, List.of("node", "one-of", "daemon"));
        faults.put(Fault.SLOW_DISK, List.of("node", "one-of", "volume", "operations"));
        faults.put(Fault.TRAFFIC_ANOMALY, List.of("from", "form", "rate", "size", "burst", "for", "to", "of"));
        return Collections.unmodifiableMap(faults);
    }

    /** The keys below a kind of fault. */
    static List<String> faultKeys(String kind) {
        List<String> keys = FAULTS.get(kind);
        if (keys == null) {
            throw new IllegalArgumentException("no fault is written as " + kind);
        }
        return keys;
    }
}
