package org.seatrial.engine.sys;

/**
 * An interface as the kernel reports it.
 *
 * @param flags {@code IFF_*}
 * @param framesIn frames received since it was made
 * @param framesOut frames sent since it was made
 * @param refusedIn frames that arrived and were refused, for example for their size
 * @param mtu octets without the Ethernet header
 * @param carrierChanges how often its carrier has come or gone since it was made
 */
public record InterfaceState(
        String name,
        int index,
        int flags,
        long framesIn,
        long framesOut,
        long refusedIn,
        int mtu,
        long carrierChanges) {

    private static final int IFF_UP = 0x1;
    private static final int IFF_LOWER_UP = 0x10000;

    public boolean up() {
        return (flags & IFF_UP) != 0;
    }

    /** Administratively up, and the other end of the cable is there. */
    public boolean carrier() {
        return up() && (flags & IFF_LOWER_UP) != 0;
    }
}
