package org.seatrial.fault;

/** Undoes faults from their data alone. Found by {@link java.util.ServiceLoader}. */
public interface Healer {

    /** The name that {@link Undo#healer()} refers to. */
    String name();

    /**
     * Undoes a fault. Must be idempotent, must work without a preceding injection, and must work after an injection
     * that failed half-way. Healing what is gone for good (its lab was torn down) is a success.
     *
     * @return the monotonic instants around the action
     * @throws HealException if the state that was asked for was not read back
     */
    Commanded heal(Undo undo);
}
