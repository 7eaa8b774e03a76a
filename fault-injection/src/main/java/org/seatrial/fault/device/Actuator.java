package org.seatrial.fault.device;

import java.time.Duration;
import java.util.Optional;

/**
 * One thing that a device switches, ready to be asked. Each call is one exchange and ends by its deadline, whatever the
 * device does; it holds no connection between calls. Calls to one device never overlap.
 */
public interface Actuator {

    /**
     * The state that the device tells. Touches nothing.
     *
     * @throws DeviceException if it cannot be read by the deadline
     */
    SwitchState read(Deadline deadline) throws InterruptedException;

    /**
     * After how long the device takes a switching-off back by itself, if it is used so: then nobody needs to be alive for
     * the heal. Touches nothing.
     *
     * @return empty if it stays off until somebody switches it on
     * @throws DeviceException if the device does not tell
     */
    default Optional<Duration> takesBackAfter(Deadline deadline) throws InterruptedException {
        return Optional.empty();
    }

    /**
     * Asks for a state, {@code ON} or {@code OFF}, and returns when the device has accepted. Must be harmless if the
     * device is in that state already. Whether it was done is read back by the caller.
     *
     * @return who did it, if it was a person; else empty
     * @throws DeviceException if the device refused, or did not accept by the deadline
     */
    String command(SwitchState wanted, Deadline deadline) throws InterruptedException;
}
