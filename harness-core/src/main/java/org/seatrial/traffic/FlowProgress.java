package org.seatrial.traffic;

/**
 * How one flow did in a window.
 *
 * @param intended packets due in the window
 * @param sent of these, handed to the kernel
 * @param received of these, arrived
 * @param worstLatenessNs the largest lateness of a send in nanoseconds
 */
public record FlowProgress(String flow, long intended, long sent, long received, long worstLatenessNs) {

    public boolean lossFree() {
        return intended > 0 && received == intended;
    }
}
