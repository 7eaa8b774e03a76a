package org.seatrial.engine.wire;

import org.seatrial.topology.LinkCharacter;

/**
 * One wire.
 *
 * @param interfaceA interface of the wire's namespace whose other end is the link's first endpoint
 * @param interfaceB the same for the second
 */
public record WireSpec(String interfaceA, String interfaceB, LinkCharacter character) {

    /** One line of the wire process's input. */
    String toLine() {
        return String.join(
                " ",
                interfaceA,
                interfaceB,
                Long.toString(character.delayNs()),
                Long.toString(character.jitterNs()),
                Double.toString(character.lossRatio()),
                Double.toString(character.rateBitsPerSecond()));
    }

    static WireSpec fromLine(String line) {
        String[] part = line.split(" ", -1);
        return new WireSpec(
                part[0],
                part[1],
                new LinkCharacter(
                        Long.parseLong(part[2]),
                        Long.parseLong(part[3]),
                        Double.parseDouble(part[4]),
                        Double.parseDouble(part[5])));
    }
}
