package org.seatrial.lab;

/**
 * How the exchanges of a workload look on the wire: IPv4 packets between two addresses, either way, with the port of the
 * one that answers. Two workloads that look alike are seen as one: they ask the same service over the same paths.
 *
 * @param name the workload
 * @param client the address that asks
 * @param service the address that answers
 * @param port TCP or UDP port of the service, 1 to 65535, or {@link #ANY_PORT}
 */
public record Conversation(String name, String client, String service, int port) {

    /** Where the protocol does not fix the port. */
    public static final int ANY_PORT = 0;
}
