package org.seatrial.replica.guest;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import org.seatrial.lab.LabException;

/** A memory file system for a kernel to boot from: a cpio archive in the "new ASCII" format, compressed. */
final class Initramfs {

    private static final int FOLDER = 0040755;
    private static final int PROGRAM = 0100755;
    private static final int DEVICE = 0020600;
    private static final int ALIGNMENT = 4;

    private final ByteArrayOutputStream archive = new ByteArrayOutputStream();
    private int inode;

    Initramfs folder(String path) {
        entry(path, FOLDER, 0, 0, new byte[0]);
        return this;
    }

    /** A file that everybody may run. */
    Initramfs file(String path, byte[] content) {
        entry(path, PROGRAM, 0, 0, content);
        return this;
    }

    Initramfs file(String path, String content) {
        return file(path, content.getBytes(StandardCharsets.UTF_8));
    }

    Initramfs characterDevice(String path, int major, int minor) {
        entry(path, DEVICE, major, minor, new byte[0]);
        return this;
    }

    void write(Path file) {
        entry("TRAILER!!!", 0, 0, 0, new byte[0]);
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            archive.writeTo(out);
        } catch (IOException failed) {
            throw new LabException(file + " cannot be written: " + failed.getMessage(), failed);
        }
    }

    private void entry(String path, int mode, int major, int minor, byte[] content) {
        byte[] name = (path + "\0").getBytes(StandardCharsets.US_ASCII);
        int owner = 0;
        int group = 0;
        int links = 1;
        int time = 0;
        int noDevice = 0;
        int noChecksum = 0;
        int[] fields = {
            ++inode,
            mode,
            owner,
            group,
            links,
            time,
            content.length,
            noDevice,
            noDevice,
            major,
            minor,
            name.length,
            noChecksum
        };
        StringBuilder header = new StringBuilder("070701");
        for (int field : fields) {
            header.append("%08x".formatted(field));
        }
        archive.writeBytes(header.toString().getBytes(StandardCharsets.US_ASCII));
        archive.writeBytes(name);
        align();
        archive.writeBytes(content);
        align();
    }

    private void align() {
        while (archive.size() % ALIGNMENT != 0) {
            archive.write(0);
        }
    }
}
