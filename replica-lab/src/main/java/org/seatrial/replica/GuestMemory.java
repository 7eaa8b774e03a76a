package org.seatrial.replica;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;

/**
 * The memory of a lab's guests, a file each, which outlives a guest and is there for its next start, wherever that is. When
 * a site loses its power, gigabytes would be freed at once and asked for again: where this machine is itself a virtual one
 * whose host takes freed memory back, that stops it for hundreds of milliseconds, in the very moment that is measured.
 */
record GuestMemory(Path root) {

    private static final String TMPFS = "tmpfs";

    /** The system's own folder of files that are memory. */
    GuestMemory() {
        this(Path.of("/dev/shm"));
    }

    private Path of(String lab) {
        return root.resolve("seatrial-" + lab);
    }

    /** A folder for a lab; empty if there are no such files here, or not enough room for that many octets. */
    Optional<Path> make(String lab, long bytes) {
        try {
            FileStore store = Files.getFileStore(root);
            if (!store.type().equals(TMPFS) || store.getUsableSpace() < bytes) {
                return Optional.empty();
            }
            return Optional.of(Files.createDirectory(
                    of(lab), PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))));
        } catch (IOException unusable) {
            return Optional.empty();
        }
    }

    /** Removes a lab's folder, if there is one. May be repeated. */
    void remove(String lab) throws IOException {
        if (!Files.isDirectory(of(lab))) {
            return;
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(of(lab))) {
            for (Path file : files) {
                Files.deleteIfExists(file);
            }
        }
        Files.deleteIfExists(of(lab));
    }
}
