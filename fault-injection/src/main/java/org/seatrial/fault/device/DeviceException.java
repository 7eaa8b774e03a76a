package org.seatrial.fault.device;

/**
 * A device did not do what it was asked, or could not be asked. Adapters throw it with whatever the device said; before it
 * leaves this package every secret is taken out of the message.
 */
public final class DeviceException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public DeviceException(String message) {
        super(message);
    }

    public DeviceException(String message, Throwable cause) {
        super(message, cause);
    }
}
