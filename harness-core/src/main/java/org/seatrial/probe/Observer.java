package org.seatrial.probe;

import org.seatrial.traffic.Flow;

/** Makes evidence of samples. Found by {@link java.util.ServiceLoader}. */
public interface Observer {

    /** The part of its files' names after the flow, for example {@code delay}. */
    String name();

    /** Whether it has something to say of a flow; of others it makes no file. */
    default boolean observes(Flow flow) {
        return true;
    }

    Observation observe(FlowContext context);
}
