package org.seatrial.generators.storage;

import java.nio.ByteBuffer;
import org.seatrial.lab.Volume;

/**
 * Where things are in a frame of ATA over Ethernet, version 1. Numbers are in network byte order, as those of a new
 * {@link ByteBuffer} are; only a sector's number begins with its lowest octet.
 */
final class AoeFrame {

    static final int SECTOR_BYTES = 512;
    /** Octets before the data of an ATA command, the Ethernet header included. */
    static final int ATA_BYTES = 36;
    /** Octets of a configuration query, the Ethernet header included. */
    static final int CONFIGURATION_BYTES = 32;

    static final int ETHERNET_BYTES = 14;
    static final long BROADCAST = 0xFFFF_FFFF_FFFFL;

    static final int READ_EXT = 0x24;
    static final int WRITE_EXT = 0x34;
    static final int FLUSH = 0xE7;
    static final int FLUSH_EXT = 0xEA;
    static final int IDENTIFY = 0xEC;

    static final int AT_FLAGS = 14;
    static final int AT_SHELF = 16;
    static final int AT_SLOT = 18;
    static final int AT_TAG = 20;

    private static final int AT_ERROR = 15;
    private static final int AT_STATUS = 27;
    private static final int AT_BUFFERS = 24;
    private static final int AT_MOST_SECTORS = 28;

    private static final byte VERSION = 0x10;
    private static final int RESPONSE = 0x08;
    private static final int ERROR = 0x04;
    private static final byte ATA = 0;
    private static final byte CONFIGURATION = 1;
    private static final byte EXTENDED = 0x40;
    private static final byte WRITES = 0x01;
    /** Of an ATA status: an error, or a device fault. */
    private static final int FAILED = 0x21;

    private AoeFrame() {}

    private static void header(ByteBuffer into, long to, long from, Volume.Aoe unit, byte command) {
        into.putShort((short) (to >> 32)).putInt((int) to);
        into.putShort((short) (from >> 32)).putInt((int) from);
        into.putShort((short) Volume.Aoe.ETHERTYPE).put(VERSION).put((byte) 0);
        into.putShort((short) unit.shelf()).put((byte) unit.slot()).put(command).putInt(0);
    }

    /** Asks what the target can do; its tag is still to be set. */
    static void query(ByteBuffer into, long from, Volume.Aoe unit) {
        header(into, BROADCAST, from, unit, CONFIGURATION);
        into.putLong(0);
    }

    /** An ATA command without its data; its tag is still to be set. */
    static void ata(ByteBuffer into, long to, long from, Volume.Aoe unit, int command, long sector, int sectors) {
        header(into, to, from, unit, ATA);
        byte flags = switch (command) {
            case WRITE_EXT -> EXTENDED | WRITES;
            case READ_EXT, FLUSH_EXT -> EXTENDED;
            default -> 0;
        };
        into.put(flags).put((byte) 0).put((byte) sectors).put((byte) command);
        for (int octet = 0; octet < 6; octet++) {
            into.put((byte) (sector >> (octet * 8)));
        }
        into.putShort((short) 0);
    }

    static void tag(ByteBuffer frame, int tag) {
        frame.putInt(AT_TAG, tag);
    }

    static int tagOf(ByteBuffer frame) {
        return frame.getInt(AT_TAG);
    }

    static long sourceOf(ByteBuffer frame) {
        return ((frame.getShort(6) & 0xFFFFL) << 32) | (frame.getInt(8) & 0xFFFF_FFFFL);
    }

    /** Whether a received frame is a whole response of a unit. */
    static boolean answers(ByteBuffer frame, Volume.Aoe unit) {
        int flags = frame.limit() < CONFIGURATION_BYTES ? 0 : frame.get(AT_FLAGS);
        return (flags & 0xF0) == VERSION
                && (flags & RESPONSE) != 0
                && frame.getShort(12) == (short) Volume.Aoe.ETHERTYPE
                && frame.getShort(AT_SHELF) == (short) unit.shelf()
                && frame.get(AT_SLOT) == (byte) unit.slot();
    }

    /** What went wrong with a command, by the AoE header or ATA's status; empty if it was carried out. */
    static String complaint(ByteBuffer reply) {
        if ((reply.get(AT_FLAGS) & ERROR) != 0) {
            return switch (reply.get(AT_ERROR)) {
                case 1 -> "the command is not known";
                case 2 -> "an argument is bad";
                case 3 -> "the device is not available";
                case 5 -> "the version is not known";
                case 6 -> "the target is reserved by somebody else";
                default -> "error " + reply.get(AT_ERROR);
            };
        }
        if (reply.limit() < ATA_BYTES) {
            return "the answer is cut short";
        }
        int status = reply.get(AT_STATUS) & 0xFF;
        return (status & FAILED) == 0 ? "" : "ATA status 0x" + Integer.toHexString(status);
    }

    /** Of the answer to a query: how many commands the target keeps; more are lost. */
    static int buffers(ByteBuffer reply) {
        return reply.getShort(AT_BUFFERS) & 0xFFFF;
    }

    /** Of the answer to a query: how many sectors a frame may have. Targets of the first version say 0 and mean 2. */
    static int mostSectors(ByteBuffer reply) {
        int most = reply.get(AT_MOST_SECTORS) & 0xFF;
        return most == 0 ? 2 : most;
    }

    /** A word of what an ATA device says of itself, which is little-endian. */
    static int identityWord(ByteBuffer reply, int word) {
        int at = ATA_BYTES + 2 * word;
        return (reply.get(at) & 0xFF) | ((reply.get(at + 1) & 0xFF) << 8);
    }
}
