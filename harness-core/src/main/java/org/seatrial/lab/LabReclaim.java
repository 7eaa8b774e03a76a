package org.seatrial.lab;

import java.util.List;

/**
 * Removing labs by what is on disk about them alone. An ability of providers whose labs outlive the process that brought
 * them up.
 */
public interface LabReclaim {

    /**
     * The labs of this machine, those in use too.
     *
     * @throws LabException if they cannot be listed
     */
    List<LeftLab> registered();

    /**
     * Removes a lab, with every process of it. Removing what is gone is a success.
     *
     * @throws LabException if its owner is alive, or if something would not go
     */
    void remove(LeftLab lab);
}
