package org.seatrial.suite;

import java.util.List;
import org.seatrial.fault.Fault;

/** Every key of {@code suite.yaml}, place by place. The published JSON Schema names the same. */
final class SuiteKeys {

    static final List<String> SUITE =
            List.of("suite", "version", "title", "topology", "labs", "traffic", "trials", "requirements");

    static final List<String> FLOW = List.of(
            "between", "from", "to", "streams", "rate", "size", "forwarding-delay-threshold", "precision", "burst");

    static final List<String> TRIAL = List.of(
            "lab",
            "traffic",
            "for",
            "fault",
            "faults",
            "steady",
            "hold",
            "recovery",
            "repeat",
            "recovery-actions",
            "throughput");

    static final List<String> THROUGHPUT =
            List.of("from", "to", "within", "step", "confirm", "verify", "latency-repeats");

    static final List<String> FAULT = List.of(Fault.CABLE_PULL, Fault.SILENT_CUT, Fault.POWER_OFF);

    /** A fault in the list {@code faults}. */
    static final List<String> LATER_FAULT = List.of(Fault.CABLE_PULL, Fault.SILENT_CUT, Fault.POWER_OFF, "after");

    static final List<String> CABLE_PULL = List.of("link", "one-of", "end");

    static final List<String> SILENT_CUT = List.of("link", "one-of", "strand");

    static final List<String> POWER_OFF = List.of("node", "one-of");

    static final List<String> RECOVERY_ACTION = List.of("name", "on", "run", "undo", "after", "within");

    static final List<String> REQUIREMENT = List.of("id", "text", "expect", "blocker", "outcome");

    private SuiteKeys() {}
}
