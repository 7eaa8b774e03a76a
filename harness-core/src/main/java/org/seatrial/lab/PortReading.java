package org.seatrial.lab;

/**
 * An interface as its node's own kernel or operating system reports it.
 *
 * @param beforeNs monotonic instant before the reading
 * @param afterNs and after it
 * @param enabled whether it is up by administration
 * @param carrier whether it is up and has carrier
 * @param mtu octets without the Ethernet header
 * @param carrierChanges how often its carrier has come or gone since it was made; counted, never sampled
 */
public record PortReading(
        long beforeNs, long afterNs, boolean enabled, boolean carrier, int mtu, long carrierChanges) {}
