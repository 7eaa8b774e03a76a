package org.seatrial.fault;

/**
 * When a change was commanded: an interval on the monotonic clock that is certain to hold the instant.
 *
 * @param beforeNs read just before the command
 * @param afterNs read just after it returned
 */
public record Commanded(long beforeNs, long afterNs) {

    public Commanded {
        if (afterNs < beforeNs) {
            throw new IllegalArgumentException("a command cannot end before it began: " + beforeNs + " > " + afterNs);
        }
    }

    public long widthNs() {
        return afterNs - beforeNs;
    }
}
