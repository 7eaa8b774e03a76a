package org.seatrial.generators.storage;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32C;
import org.seatrial.recording.CopiedBlock;
import org.seatrial.recording.CopiedBlock.State;
import org.seatrial.recording.WriteStamp;

/**
 * What a written block holds: in each sector, as a line of text and once more as numbers, which write it is of and when that
 * was due, a filling that follows from it, and a checksum (CRC32C, RFC 3720 appendix B.4) of the sector. A block is torn if
 * its sectors are of different writes.
 *
 * @param workload the workload's name
 * @param session tells writes of this trial from those of any other
 * @param blockBytes a multiple of {@value #SECTOR_BYTES}
 */
record BlockStamp(String workload, long session, int blockBytes) {

    static final int SECTOR_BYTES = 512;

    private static final long MAGIC = 0x5345_4154_5249_414cL;
    private static final int AT_MAGIC = WriteStamp.LINE_BYTES;
    private static final int AT_SESSION = AT_MAGIC + 8;
    private static final int AT_STREAM = AT_MAGIC + 16;
    private static final int AT_SECTOR = AT_MAGIC + 20;
    private static final int AT_BLOCK = AT_MAGIC + 24;
    private static final int AT_SEQUENCE = AT_MAGIC + 32;
    private static final int AT_DUE = AT_MAGIC + 40;
    private static final int AT_FILLING = AT_MAGIC + 48;
    private static final int AT_CHECKSUM = SECTOR_BYTES - Integer.BYTES;

    /** What a sector was found to hold besides a sequence. */
    private static final long EMPTY = -1;

    private static final long CORRUPT = -2;

    /** What a block holds: {@code found} is of a torn block the oldest write. */
    record Found(State state, long found) {}

    /** Writes a block at the buffer's position, which is moved behind it. */
    void write(ByteBuffer into, int stream, long block, long sequence, long dueNs) {
        int start = into.position();
        byte[] line = Arrays.copyOf(
                (new WriteStamp(workload, stream, sequence, dueNs).line() + "\n").getBytes(StandardCharsets.US_ASCII),
                WriteStamp.LINE_BYTES);
        for (int sector = 0; sector < blockBytes / SECTOR_BYTES; sector++) {
            int at = start + sector * SECTOR_BYTES;
            into.put(at, line);
            into.putLong(at + AT_MAGIC, MAGIC);
            into.putLong(at + AT_SESSION, session);
            into.putInt(at + AT_STREAM, stream);
            into.putInt(at + AT_SECTOR, sector);
            into.putLong(at + AT_BLOCK, block);
            into.putLong(at + AT_SEQUENCE, sequence);
            into.putLong(at + AT_DUE, dueNs);
            long filling = session ^ sequence * 0x9E37_79B9_7F4A_7C15L ^ block + sector;
            for (int octet = AT_FILLING; octet + Long.BYTES <= AT_CHECKSUM; octet += Long.BYTES) {
                filling = filling * 6_364_136_223_846_793_005L + 1_442_695_040_888_963_407L;
                into.putLong(at + octet, filling);
            }
            into.putInt(at + AT_CHECKSUM - Integer.BYTES, sector);
            into.putInt(at + AT_CHECKSUM, checksum(into, at));
        }
        into.position(start + blockBytes);
    }

    /** What the block at an offset of the buffer holds, if {@code stream} alone writes to it. */
    Found read(ByteBuffer from, int offset, int stream, long block) {
        long oldest = Long.MAX_VALUE;
        long newest = EMPTY;
        for (int sector = 0; sector < blockBytes / SECTOR_BYTES; sector++) {
            long sequence = sector(from, offset + sector * SECTOR_BYTES, sector, stream, block);
            if (sequence == CORRUPT) {
                return new Found(State.CORRUPT, CopiedBlock.NONE);
            }
            oldest = Math.min(oldest, sequence);
            newest = Math.max(newest, sequence);
        }
        if (oldest != newest) {
            return new Found(State.TORN, oldest);
        }
        return oldest == EMPTY ? new Found(State.EMPTY, CopiedBlock.NONE) : new Found(State.WHOLE, oldest);
    }

    private long sector(ByteBuffer from, int at, int sector, int stream, long block) {
        if (from.getLong(at + AT_MAGIC) != MAGIC) {
            return blank(from, at) ? EMPTY : CORRUPT;
        }
        if (from.getInt(at + AT_CHECKSUM) != checksum(from, at)
                || from.getInt(at + AT_SECTOR) != sector
                || from.getLong(at + AT_BLOCK) != block) {
            return CORRUPT;
        }
        if (from.getLong(at + AT_SESSION) != session) {
            return EMPTY;
        }
        return from.getInt(at + AT_STREAM) == stream ? from.getLong(at + AT_SEQUENCE) : CORRUPT;
    }

    private static boolean blank(ByteBuffer from, int at) {
        for (int octet = 0; octet < SECTOR_BYTES; octet += Long.BYTES) {
            if (from.getLong(at + octet) != 0) {
                return false;
            }
        }
        return true;
    }

    private static int checksum(ByteBuffer of, int at) {
        CRC32C checksum = new CRC32C();
        checksum.update(of.duplicate().position(at).limit(at + AT_CHECKSUM));
        return (int) checksum.getValue();
    }
}
