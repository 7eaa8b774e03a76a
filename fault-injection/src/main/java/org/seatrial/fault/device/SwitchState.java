package org.seatrial.fault.device;

import com.fasterxml.jackson.annotation.JsonValue;

/** The state of what a device switches, as the device tells it. */
public enum SwitchState {
    /** The outlet gives power, the port is enabled, the cable is in. */
    ON("on"),
    OFF("off"),
    /** On its way: asked again until it has arrived. */
    CHANGING("changing");

    private final String text;

    SwitchState(String text) {
        this.text = text;
    }

    @JsonValue
    public String text() {
        return text;
    }
}
