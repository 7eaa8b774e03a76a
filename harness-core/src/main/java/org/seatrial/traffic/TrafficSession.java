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

    /**
     * After {@link #stop}: packets of a flow that arrived and were dropped by the instrument itself, because nobody read
     * them in time. They are among the lost samples, and it is not known which of those they are.
     */
    long receiverDrops(Flow flow);

    /**
     * While traffic flows: packets of all flows that the instrument itself is known to have dropped so far. The kernel tells
     * with the next packet, so that it may be more.
     */
    default long ownDropsSoFar() {
        return 0;
    }

    /** How the generator fell short of what the flow asked for, one sentence each; empty if it did not. */
    List<String> shortfalls(Flow flow);

    /** The relation of the clocks over the session. */
    ClockRecord clock();

    @Override
    void close();
}
