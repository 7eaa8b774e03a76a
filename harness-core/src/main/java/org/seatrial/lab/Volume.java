package org.seatrial.lab;

import java.util.Optional;

/**
 * A volume that a node offers to others, always as a network block device.
 *
 * @param name the export's name
 * @param port TCP, on every address of the node
 * @param bytes its size
 * @param front how it is offered besides
 */
public record Volume(String node, String name, int port, long bytes, Optional<Front> front) {

    /** Another protocol by which the same volume is reached. */
    public sealed interface Front {}

    /**
     * ATA over Ethernet (AoE).
     *
     * @param shelf 0 to 65534
     * @param slot 0 to 254
     * @param interfaceName where the node answers
     */
    public record Aoe(int shelf, int slot, String interfaceName) implements Front {

        /** The EtherType of AoE, registered with the IEEE. */
        public static final int ETHERTYPE = 0x88A2;

        /** As its users write it. */
        public String text() {
            return shelf + "." + slot;
        }
    }

    /**
     * iSCSI (RFC 7143), the volume as the only logical unit with data.
     *
     * @param port TCP, on every address of the node
     * @param target its qualified name
     * @param unit the logical unit's number
     */
    public record Iscsi(int port, String target, int unit) implements Front {}
}
