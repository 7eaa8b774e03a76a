package org.seatrial.lab;

/**
 * How the exchanges of a workload look on the wire: IPv4 packets between two addresses, either way, with the port of the
 * one that answers; or frames of an EtherType between two hardware addresses. Two workloads that look alike are seen as one: they ask the same service over the same paths.
 *
 * @param name the workload
 * @param client the address that asks
 * @param service the address that answers
 * @param port TCP or UDP port of the service, 1 to 65535, or {@link #ANY_PORT}; of frames their EtherType
 */
public record Conversation(String name, String client, String service, int port) {

    /** Where the protocol does not fix the port. */
    public static final int ANY_PORT = 0;

    /** The least EtherType (IEEE 802.3): below it are lengths. */
    private static final int LEAST_ETHERTYPE = 0x600;

    /**
     * Frames that carry no IP.
     *
     * @param client the hardware address that asks, as {@code 02:00:00:00:00:01}
     * @param service the one that answers
     */
    public static Conversation ofFrames(String name, String client, String service, int etherType) {
        if (etherType < LEAST_ETHERTYPE || etherType > 0xFFFF) {
            throw new IllegalArgumentException("not an EtherType: " + etherType);
        }
        return new Conversation(name, client, service, etherType);
    }

    /** Whether the addresses are hardware addresses, and {@code port} is an EtherType. */
    public boolean ofHardware() {
        return client.indexOf(':') >= 0;
    }
}
