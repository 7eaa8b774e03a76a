package org.seatrial.topology;

/**
 * A cable between two endpoints.
 *
 * @param name from {@code vars.name}, else {@code a--b} of its endpoints; unique in the design
 * @param lengthKm the length the file gives, in kilometres; 0 if none
 */
public record Link(String name, Endpoint a, Endpoint b, double lengthKm, LinkCharacter character) {

    public boolean touches(String node) {
        return a.node().equals(node) || b.node().equals(node);
    }

    public Endpoint endAt(String node) {
        return a.node().equals(node) ? a : b;
    }

    public Endpoint farFrom(String node) {
        return a.node().equals(node) ? b : a;
    }
}
