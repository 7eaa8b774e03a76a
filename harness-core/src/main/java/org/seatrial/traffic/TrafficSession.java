package org.seatrial.traffic;

import java.time.Duration;
import java.util.List;

/** Traffic of one trial: started once, stopped once, then replayed as samples. */
public interface TrafficSession extends AutoCloseable {

    /** Starts all flows; returns the monotonic instant of the first intended packet. */
    long start();

    /**
     * How each flow did between two instants, for the proof of steady state. Safe to call while traffic flows; packets
     * younger than the drain are not judged.
     */
    List<FlowProgress> progress(long fromNs, long untilNs);

    /** Stops sending, waits {@code drain} for stragglers, and stops receiving. Idempotent. */
    void stop(Duration drain);

    /** After {@link #stop}: every sample of a flow. */
    void replay(Flow flow, Duration forwardingDelayThreshold, SampleSink sink);

    /**
     * Whether what sends and receives runs before ordinary threads; if not, the machine's scheduler is in every delay.
     */
    boolean prompt();

    /** The relation of the clocks over the session. */
    ClockRecord clock();

    @Override
    void close();
}
