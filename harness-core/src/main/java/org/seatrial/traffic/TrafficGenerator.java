package org.seatrial.traffic;

import java.time.Duration;
import java.util.List;
import org.seatrial.lab.CertificateClass;
import org.seatrial.lab.Lab;

/** Generates flows in a lab. */
public interface TrafficGenerator {

    String name();

    /** Whether it can generate in this lab: a simulated lab carries no packets. Touches nothing. */
    default boolean generatesIn(Lab lab) {
        return lab.facts().certificateClass() != CertificateClass.FAKE;
    }

    /**
     * Opens every socket and reserves every record, so that nothing is allocated once packets flow.
     *
     * @param longest the longest the traffic may last; the session stops by itself after it
     * @throws org.seatrial.lab.LabException if the lab cannot carry the flows
     */
    TrafficSession open(Lab lab, List<Flow> flows, Duration longest);
}
