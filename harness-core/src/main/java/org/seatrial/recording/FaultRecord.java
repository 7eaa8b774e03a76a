package org.seatrial.recording;

import org.jspecify.annotations.Nullable;
import org.seatrial.fault.Commanded;
import org.seatrial.fault.Fault;

/**
 * A fault as it happened.
 *
 * @param commanded when it was commanded; null if the injector failed before
 * @param effect whether and when it took effect, and who says so
 * @param healed when healing was commanded; null if healing failed
 */
public record FaultRecord(
        Fault fault,
        String injector,
        @Nullable Commanded commanded,
        Effect effect,
        @Nullable Commanded healed) {

    /**
     * The proof of a fault's effect.
     *
     * @param proven whether a second source confirmed it
     * @param earliestNs the instant it took effect lies in this interval of the monotonic clock; 0 if not proven
     * @param latestNs its other end
     * @param observer who confirmed it
     * @param detail what was read back, or why it is not proven
     */
    public record Effect(boolean proven, long earliestNs, long latestNs, String observer, String detail) {

        public static Effect unproven(String observer, String why) {
            return new Effect(false, 0, 0, observer, why);
        }
    }
}
