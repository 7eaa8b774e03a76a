package org.seatrial.replica.guest;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.compress.compressors.lz4.BlockLZ4CompressorInputStream;
import org.seatrial.lab.LabException;

/**
 * A kernel without the program around it that unpacks it. Emulated, that takes a guest a quarter of its boot; unpacked once
 * for all, QEMU starts it where it lies (the PVH entry of its ELF file). Offsets are those of the Linux x86 boot protocol.
 */
public final class BareKernel {

    /** What both steps need of the kernel's configuration: that it is packed so, and can be started bare. */
    private static final Set<String> NEEDED = Set.of("CONFIG_KERNEL_LZ4=y", "CONFIG_PVH=y");

    private static final int SETUP_SECTORS = 0x1f1;
    private static final int SECTORS_IF_NONE = 4;
    private static final int SECTOR_BYTES = 512;
    private static final int MAGIC_AT = 0x202;
    private static final int MAGIC = 0x53726448;
    private static final int PAYLOAD_OFFSET = 0x248;
    private static final int PAYLOAD_LENGTH = 0x24c;

    /** Behind the last block stands how much it all is when unpacked. */
    private static final int SIZE_BYTES = 4;

    private static final int LZ4_LEGACY_FRAME = 0x184c2102;

    private BareKernel() {}

    /**
     * Unpacks a kernel into a file; returns the kernel as it is where it is packed otherwise, or cannot be started bare.
     *
     * @throws LabException if it cannot be read, or the file not be written
     */
    public static Path of(GuestParts parts, Path file) {
        try {
            if (!suits(parts)) {
                return parts.kernel();
            }
            ByteBuffer image =
                    ByteBuffer.wrap(Files.readAllBytes(parts.kernel())).order(ByteOrder.LITTLE_ENDIAN);
            if (image.limit() < PAYLOAD_LENGTH + Integer.BYTES || image.getInt(MAGIC_AT) != MAGIC) {
                return parts.kernel();
            }
            int sectors = image.get(SETUP_SECTORS) & 0xff;
            int from = ((sectors == 0 ? SECTORS_IF_NONE : sectors) + 1) * SECTOR_BYTES + image.getInt(PAYLOAD_OFFSET);
            int length = image.getInt(PAYLOAD_LENGTH) - SIZE_BYTES;
            if (length < Integer.BYTES || image.getInt(from) != LZ4_LEGACY_FRAME) {
                return parts.kernel();
            }
            unpack(image.slice(from + Integer.BYTES, length - Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN), file);
            return file;
        } catch (IOException | RuntimeException failed) {
            // A damaged image breaks whichever of its lengths is read next, each with an exception of its own.
            throw new LabException("kernel " + parts.kernel() + " cannot be unpacked: " + failed.getMessage(), failed);
        }
    }

    private static boolean suits(GuestParts parts) throws IOException {
        Path configuration = parts.kernel().resolveSibling("config-" + parts.release());
        if (!Files.isReadable(configuration)) {
            return false;
        }
        try (Stream<String> lines = Files.lines(configuration, StandardCharsets.UTF_8)) {
            return lines.filter(NEEDED::contains).collect(Collectors.toSet()).equals(NEEDED);
        }
    }

    private static void unpack(ByteBuffer blocks, Path file) throws IOException {
        try (OutputStream out = Files.newOutputStream(file)) {
            while (blocks.hasRemaining()) {
                byte[] block = new byte[blocks.getInt()];
                blocks.get(block);
                try (var unpacked = new BlockLZ4CompressorInputStream(new ByteArrayInputStream(block))) {
                    unpacked.transferTo(out);
                }
            }
        }
    }
}
