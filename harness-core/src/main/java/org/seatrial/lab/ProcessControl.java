package org.seatrial.lab;

import org.seatrial.fault.Undo;

/** What a lab can run in its nodes beside what belongs to them: an operator's programs. */
public interface ProcessControl {

    /** The undo that consists in running a program in a node. Touches nothing. */
    Undo prepareProgram(NodeProgram program, String undoId, String description);

    /**
     * Starts a program in a node and returns at once.
     *
     * @throws LabException if it cannot be started
     */
    RunningProgram start(NodeProgram program);
}
