package org.seatrial.lab;

import java.util.List;
import org.seatrial.fault.Undo;

/** The way to whatever heals the faults of a lab, where it is a way that can be lost. */
@FunctionalInterface
public interface ManagementPath {

    /**
     * Asks everything that healing needs, without touching anything. May take seconds; ends soon when its thread is
     * interrupted.
     *
     * @param undos of the faults that are to be healed
     * @return what did not answer and why, one phrase each; empty if all did
     */
    List<String> unanswered(List<Undo> undos);
}
