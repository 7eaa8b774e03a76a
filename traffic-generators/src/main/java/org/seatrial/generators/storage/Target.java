package org.seatrial.generators.storage;

import java.time.Duration;

/** Where a volume is reached, by whatever protocol. */
interface Target extends AutoCloseable {

    /** The node that offers it. */
    String node();

    /** The volume's name there. */
    String volume();

    /**
     * Connects.
     *
     * @param patience for each step
     * @throws TargetException if the target refuses, or does not answer
     * @throws org.seatrial.engine.sys.SystemCallException if it is not reached in time
     */
    VolumeConnection connect(Duration patience);

    /** Ends what was started to reach it. */
    @Override
    default void close() {}
}
