package org.seatrial.engine.wire;

import org.seatrial.topology.LinkCharacter;

/**
 * One wire.
 *
 * @param interfaceA interface of the wire's namespace whose other end is the link's first endpoint
 * @param interfaceB the same for the second
 * @param aToB what happens to frames from the first endpoint to the second
 * @param bToA and back
 * @param seed of everything random on this wire; the two directions differ
 */
public record WireSpec(String interfaceA, String interfaceB, StrandCharacter aToB, StrandCharacter bToA, long seed) {

    /** The same in both directions; the seed follows from the interfaces' names. */
    public WireSpec(String interfaceA, String interfaceB, LinkCharacter character) {
        this(
                interfaceA,
                interfaceB,
                StrandCharacter.of(character),
                StrandCharacter.of(character),
                (interfaceA + " " + interfaceB).hashCode());
    }

    StrandCharacter character(int direction) {
        return direction == WireControl.A_TO_B ? aToB : bToA;
    }

    /** One line of the wire process's input; the characters are in the shared memory. */
    String toLine() {
        return interfaceA + " " + interfaceB + " " + seed;
    }
}
