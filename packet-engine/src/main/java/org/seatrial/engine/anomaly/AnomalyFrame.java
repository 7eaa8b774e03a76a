package org.seatrial.engine.anomaly;

import java.nio.ByteBuffer;
import org.seatrial.fault.Anomaly;

/** The frame that an anomaly repeats, marked so that a tap tells it from the design's own. */
public final class AnomalyFrame {

    /** IEEE Std 802 local experimental EtherType 1: no station takes it for its own protocol's. */
    static final int ETHERTYPE = 0x88b5;

    static final int ETHERTYPE_ARP = 0x0806;
    static final int MARK = 0x5ea7a301;
    static final int MARK_AT = 14;
    /** Behind an ARP packet, where Ethernet pads. */
    static final int MARK_AT_ARP = 42;

    private static final int HARDWARE_ADDRESS_BITS = 48;
    private static final long EVERYBODY = 0xffff_ffff_ffffL;
    /** Of the range for documentation (RFC 7042): no station has it, so that no bridge ever learns it. */
    private static final long NOBODY = 0x0000_5e00_53ffL;

    private AnomalyFrame() {}

    /**
     * Addresses that frames carry; a hardware address is its 48 bits.
     *
     * @param own hardware address of the sender
     * @param station hardware address of a microburst's destination
     * @param claimed IPv4 address that a duplicate announces; 0 for other forms
     */
    public record Addresses(long own, long station, int claimed) {}

    /** The whole frame, without FCS. */
    public static byte[] of(Anomaly anomaly, Addresses addresses) {
        long destination = switch (anomaly.form()) {
            case BROADCAST_STORM, OVERSIZE, RUNT, DUPLICATE_ADDRESS -> EVERYBODY;
            case UNKNOWN_UNICAST_FLOOD -> NOBODY;
            case MICROBURST -> addresses.station();
        };
        ByteBuffer frame = ByteBuffer.allocate(anomaly.frameBytes());
        hardware(frame, destination);
        hardware(frame, addresses.own());
        if (anomaly.form() == Anomaly.Form.DUPLICATE_ADDRESS) {
            announcement(frame, addresses);
        } else {
            frame.putShort((short) ETHERTYPE).putInt(MARK);
        }
        return frame.array();
    }

    /** An ARP announcement (RFC 5227): a request for the address that is claimed. */
    private static void announcement(ByteBuffer frame, Addresses addresses) {
        short ethernet = 1;
        short ipv4 = 0x0800;
        short request = 1;
        frame.putShort((short) ETHERTYPE_ARP).putShort(ethernet).putShort(ipv4);
        frame.put((byte) 6).put((byte) 4).putShort(request);
        hardware(frame, addresses.own());
        frame.putInt(addresses.claimed());
        hardware(frame, 0);
        frame.putInt(addresses.claimed()).putInt(MARK);
    }

    private static void hardware(ByteBuffer frame, long address) {
        for (int shift = HARDWARE_ADDRESS_BITS - Byte.SIZE; shift >= 0; shift -= Byte.SIZE) {
            frame.put((byte) (address >> shift));
        }
    }
}
