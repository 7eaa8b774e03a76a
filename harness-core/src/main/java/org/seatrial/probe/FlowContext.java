package org.seatrial.probe;

import org.seatrial.recording.PhaseClock;
import org.seatrial.traffic.ClockRecord;
import org.seatrial.traffic.Flow;

/** What an observer must know about the flow and the trial whose samples it gets. */
public record FlowContext(Flow flow, PhaseClock phases, ClockRecord clock) {}
