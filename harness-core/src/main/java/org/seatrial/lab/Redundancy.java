package org.seatrial.lab;

import java.util.List;

/**
 * Whether every redundant path of the design is in place, compared with the state the lab had when it became ready.
 *
 * @param missing what is not as it was, one phrase each; empty if whole
 */
public record Redundancy(List<String> missing) {

    public boolean whole() {
        return missing.isEmpty();
    }
}
