package org.seatrial.lab;

import java.nio.file.Path;
import java.util.Set;
import org.seatrial.topology.Design;

/**
 * What a lab is asked for.
 *
 * @param cuttable names of links that the plan cuts: the lab must be able to stop frames on them by the clock
 * @param shapeable names of links that the plan impairs: the lab must be able to change what happens to their frames
 *     while they flow, and count it
 * @param logs folder for the logs of the lab's daemons
 */
public record LabRequest(Design design, LabBinding binding, Set<String> cuttable, Set<String> shapeable, Path logs) {

    public LabRequest {
        cuttable = Set.copyOf(cuttable);
        shapeable = Set.copyOf(shapeable);
    }

    /** For a plan that impairs no link. */
    public LabRequest(Design design, LabBinding binding, Set<String> cuttable, Path logs) {
        this(design, binding, cuttable, Set.of(), logs);
    }
}
