package org.seatrial.fault.device;

/** What a device can be used for. They are different faults, so an inventory must not take one for another. */
public enum Use {
    /** Gives and takes power. */
    POWER("power"),
    /** Breaks a cable, so that both its ends lose the signal: a relay, an optical switch, a hand. */
    CABLE("cable"),
    /** Shuts a port administratively: the switch may say goodbye to its neighbours first. */
    SHUTDOWN("shutdown");

    private final String text;

    Use(String text) {
        this.text = text;
    }

    /** The key in the inventory. */
    public String text() {
        return text;
    }
}
