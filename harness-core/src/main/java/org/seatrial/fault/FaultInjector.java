package org.seatrial.fault;

import org.seatrial.lab.Lab;

/**
 * Injects one kind of fault by one means. One injector is one file; see CONTRIBUTING, "Adding a fault adapter".
 *
 * <p>The run loop calls {@link #prepare}, writes the undo to the ledger, then {@link #inject}; it heals with the undo's
 * {@link Healer} whatever happened in between. An injector never judges whether the fault took effect: that is read
 * back independently.
 */
public interface FaultInjector {

    /** The name shown by {@code seatrial list faults}. */
    String name();

    /** Whether it can inject this fault in this lab. Touches nothing. */
    boolean injects(Fault fault, Lab lab);

    /** The undo of a fault. Touches nothing. */
    Undo prepare(Fault fault, Lab lab, String undoId);

    /**
     * Injects the fault; called once for each undo.
     *
     * @throws org.seatrial.lab.LabException if the lab refused; the fault is healed all the same
     */
    Commanded inject(Fault fault, Lab lab);
}
