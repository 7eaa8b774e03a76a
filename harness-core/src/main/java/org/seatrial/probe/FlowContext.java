package org.seatrial.probe;

import java.util.List;
import org.seatrial.recording.PhaseClock;
import org.seatrial.recording.Standstill;
import org.seatrial.traffic.ClockRecord;
import org.seatrial.traffic.Flow;

/**
 * What an observer must know about the flow and the trial whose samples it gets.
 *
 * @param standstills when sender, receiver and everything between them stood still, by time
 */
public record FlowContext(Flow flow, PhaseClock phases, ClockRecord clock, List<Standstill> standstills) {

    public FlowContext {
        standstills = List.copyOf(standstills);
    }

    /** On a machine of which no standstill was seen. */
    public FlowContext(Flow flow, PhaseClock phases, ClockRecord clock) {
        this(flow, phases, clock, List.of());
    }
}
