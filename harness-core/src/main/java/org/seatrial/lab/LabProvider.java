package org.seatrial.lab;

import java.util.List;
import org.seatrial.input.Problem;
import org.seatrial.topology.Design;

/** Brings labs up. Found by {@link java.util.ServiceLoader}. */
public interface LabProvider {

    /** The name that lab files give in their key {@code lab}. */
    String name();

    /** Everything wrong with a lab file for a design. Touches nothing. */
    List<Problem> check(Design design, LabBinding binding);

    /** What this machine lacks to bring the lab up. Touches nothing. */
    List<Lacking> lacking(Design design, LabBinding binding);

    /**
     * Cleans what dead runs left, builds the lab and waits until it is ready, proven by its state. If it fails half-way
     * it removes what it made.
     *
     * @throws LabException if the lab cannot be built or does not become ready
     */
    Lab bringUp(LabRequest request);
}
