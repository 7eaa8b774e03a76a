package org.seatrial.probe.failover;

import org.seatrial.probe.FlowContext;
import org.seatrial.probe.Observation;
import org.seatrial.probe.Observer;

/** Writes the outages of a flow's streams to {@code FLOW.outages.csv}. */
public final class OutageObserver implements Observer {

    @Override
    public String name() {
        return "outages";
    }

    @Override
    public Observation observe(FlowContext context) {
        return new OutageObservation(context, context.flow().name() + "." + name() + ".csv");
    }
}
