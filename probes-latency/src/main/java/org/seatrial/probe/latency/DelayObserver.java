package org.seatrial.probe.latency;

import org.seatrial.probe.FlowContext;
import org.seatrial.probe.Observation;
import org.seatrial.probe.Observer;

/** Writes the delays of a flow to {@code FLOW.delay.hlog}. */
public final class DelayObserver implements Observer {

    @Override
    public String name() {
        return "delay";
    }

    @Override
    public Observation observe(FlowContext context) {
        return new DelayObservation(context, context.flow().name() + "." + name() + ".hlog");
    }
}
