package org.seatrial.run;

import java.util.Optional;

/**
 * A reason to end a trial at once, because its fault does more than was declared. It is watched from the first fault on;
 * none of them says anything of the design, so that a trial which one ends is an error and never a failure.
 */
interface AbortCondition {

    /**
     * Looks. Called on the run's thread many times a second: it must return at once.
     *
     * @param faultNs when the first fault was commanded, monotonic clock
     * @param nowNs the present, monotonic clock
     * @return what was seen, once it has lasted so long that no passing trouble explains it
     */
    Optional<Sighting> look(long faultNs, long nowNs);

    /** Leaves everything alone that healing may need. Called before healing; it is looked again afterwards. */
    default void beforeHealing() {}

    /**
     * A condition that holds.
     *
     * @param sinceNs since when, monotonic clock
     * @param seen what was seen, for people
     */
    record Sighting(long sinceNs, String seen) {}
}
