package org.seatrial.benchmarks;

import org.seatrial.probe.FlowContext;
import org.seatrial.recording.PhaseClock;
import org.seatrial.topology.Endpoint;
import org.seatrial.traffic.ClockRecord;
import org.seatrial.traffic.Flow;

/** The flow whose samples the observers get in benchmarks: one stream of 10 000 packets a second, and no fault. */
final class SampleFlow {

    static final long INTERVAL_NS = 100_000;

    private static final long TRIAL_NS = 60_000_000_000L;

    private SampleFlow() {}

    static FlowContext context() {
        Endpoint a = new Endpoint("a", "eth1");
        Endpoint b = new Endpoint("b", "eth1");
        return new FlowContext(
                new Flow("probe", a, b, false, 1, 1e9 / INTERVAL_NS, 128),
                new PhaseClock(0, Long.MAX_VALUE, Long.MAX_VALUE, TRIAL_NS),
                new ClockRecord(0, 100, false));
    }
}
