package org.seatrial.lab;

import java.nio.file.Path;
import java.util.Set;
import org.seatrial.topology.Design;

/**
 * What a lab is asked for.
 *
 * @param cuttable names of links that the plan cuts silently: the lab must be able to stop frames on them by the clock
 * @param logs folder for the logs of the lab's daemons
 */
public record LabRequest(Design design, LabBinding binding, Set<String> cuttable, Path logs) {

    public LabRequest {
        cuttable = Set.copyOf(cuttable);
    }
}
