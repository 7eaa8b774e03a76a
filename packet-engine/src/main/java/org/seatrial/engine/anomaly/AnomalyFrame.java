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

    private static final byte[] EVERYBODY = {-1, -1, -1, -1, -1, -1};
    /** Of the range for documentation (RFC 7042): no station has it, so that no bridge ever learns it. */
    private static final byte[] NOBODY = {0, 0, 0x5e, 0, 0x53, -1};

    private AnomalyFrame() {}

    /**
     * Addresses that frames carry.
     *
     * @param own hardware address of the sender
     * @param station hardware address of a microburst's destination
     * @param claimed IPv4 address that a duplicate announces; 0 for other forms
     */
    public record Addresses(byte[] own, byte[] station, int claimed) {}

    /** The whole frame, without FCS. */
    public static byte[] of(Anomaly anomaly, Addresses addresses) {
        byte[] destination = switch (anomaly.form()) {
            case BROADCAST_STORM, OVERSIZE, RUNT, DUPLICATE_ADDRESS -> EVERYBODY;
            case UNKNOWN_UNICAST_FLOOD -> NOBODY;
            case MICROBURST -> addresses.station();
        };
        ByteBuffer frame = ByteBuffer.allocate(anomaly.frameBytes());
        frame.put(destination).put(addresses.own());
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
        frame.put(addresses.own()).putInt(addresses.claimed());
        frame.put(new byte[6]).putInt(addresses.claimed());
        frame.putInt(MARK);
    }
}
