package org.seatrial.topology;

/** One end of a link: a node and its interface, written {@code node:interface}. */
public record Endpoint(String node, String interfaceName) {

    @Override
    public String toString() {
        return node + ":" + interfaceName;
    }
}
