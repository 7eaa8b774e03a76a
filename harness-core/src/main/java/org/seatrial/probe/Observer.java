package org.seatrial.probe;

/** Makes evidence of samples. Found by {@link java.util.ServiceLoader}. */
public interface Observer {

    /** The part of its files' names after the flow, for example {@code delay}. */
    String name();

    Observation observe(FlowContext context);
}
