package org.seatrial.lab;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.seatrial.fault.Undo;

/**
 * Knows again, after a run and in another process, what a lab consists of and whether it is as it should be. An ability of
 * providers whose labs may be left broken.
 */
public interface LabInspection {

    /** Names what a lab file is about: two lab files with a name in common are about the same thing. Touches nothing. */
    Set<String> parts(Path labFile);

    /** The same of everything that faults have damaged, now healed or not; undos of other labs are passed over. */
    Set<String> damaged(List<Undo> undos);

    /**
     * Reads back everything that undos are about; undos of other labs are passed over. Changes nothing.
     *
     * @return what is not as it should be or cannot be read, one phrase each; empty if all is well
     */
    List<String> unhealthy(List<Undo> undos);
}
