package org.seatrial.replica;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.seatrial.engine.sys.HarnessMark;
import org.seatrial.lab.LabException;
import org.seatrial.recording.Json;
import tools.jackson.core.JacksonException;

/**
 * The labs of this machine, one folder each. A lab is registered before its first namespace is made and forgotten after
 * the last is gone, so whatever kills the harness, the next one finds what is left.
 */
final class LabRegistry {

    static final Path USUAL = Path.of("/run/seatrial/labs");

    static final String RECORD = "lab.json";

    /** A record that is being written. */
    private static final String PART = RECORD + ".part";

    private static final Pattern ID = Pattern.compile("[0-9a-f]{4}");
    private static final int IDS = 0x10000;
    private static final int TRIES = 100;
    /** A file lock is held by the whole process; threads of one process take turns here. */
    private static final Object TURN = new Object();

    private final Path root;

    LabRegistry(Path root) {
        this.root = root;
    }

    Path folder(String id) {
        return root.resolve(id);
    }

    /**
     * Takes an id that no lab and no namespace of this machine uses. Its folder exists from now on, with a record that
     * names this process as the owner of a lab of which nothing is made yet.
     *
     * @param logs where the lab's logs go
     */
    String claim(Path logs) {
        // Under the lock, so that a folder without a record is a claim whose claimer was killed, and none that is being
        // made.
        return locked(() -> {
            for (int i = 0; i < TRIES; i++) {
                String id = "%04x".formatted(ThreadLocalRandom.current().nextInt(IDS));
                if (!namespacesOf(id) && claimed(id)) {
                    HarnessMark self = HarnessMark.ofThisProcess();
                    write(new LabRecord(
                            id, self.pid(), self.start(), logs.toAbsolutePath().toString(), List.of()));
                    return id;
                }
            }
            throw new LabException("no free lab id was found in " + TRIES + " tries; look at " + root);
        });
    }

    private boolean claimed(String id) throws IOException {
        try {
            Files.createDirectory(folder(id));
            openTo(folder(id));
            return true;
        } catch (FileAlreadyExistsException taken) {
            return false;
        }
    }

    private static boolean namespacesOf(String id) throws IOException {
        if (!Files.isDirectory(Layout.namespaceFolder())) {
            return false;
        }
        try (DirectoryStream<Path> own =
                Files.newDirectoryStream(Layout.namespaceFolder(), LabNames.prefix(id) + "*")) {
            return own.iterator().hasNext();
        }
    }

    /** Makes a folder that the daemons' account may pass through. */
    static void makeFolder(Path folder) throws IOException {
        Files.createDirectories(folder);
        openTo(folder);
    }

    private static void openTo(Path folder) throws IOException {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    /** Writes the record of a claimed lab, whole or not at all. */
    void write(LabRecord lab) {
        Path whole = folder(lab.id()).resolve(RECORD);
        Path part = folder(lab.id()).resolve(PART);
        try {
            Json.mapper().writeValue(part, lab);
            Files.move(part, whole, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException | JacksonException failed) {
            throw new LabException("the lab's record " + whole + " cannot be written: " + failed.getMessage(), failed);
        }
    }

    /**
     * Removes every registered lab whose owner is dead, and what a process that was killed while it claimed or gave back an
     * id has left. Other folders without a readable record are left alone.
     */
    void removeDead() {
        locked(this::removeDeadLocked);
    }

    private interface Work<T> {
        T done() throws IOException;
    }

    private <T> T locked(Work<T> work) {
        synchronized (TURN) {
            try {
                makeFolder(root);
                try (FileChannel channel = FileChannel.open(
                                root.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                        FileLock lock = channel.lock()) {
                    if (!lock.isValid()) {
                        throw new IOException("the lock was lost");
                    }
                    return work.done();
                }
            } catch (IOException failed) {
                throw new LabException(
                        "the folder of labs " + root + " cannot be used: " + failed.getMessage(), failed);
            }
        }
    }

    /** Returns the folders it removed. */
    private List<Path> removeDeadLocked() throws IOException {
        List<Path> removed = new ArrayList<>();
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(root, Files::isDirectory)) {
            for (Path folder : folders) {
                Optional<LabRecord> lab = read(folder);
                if (lab.isPresent() && !lab.get().owned()) {
                    new LabRemains(folder, lab.get()).removeDead();
                    removed.add(folder);
                } else if (lab.isEmpty() && unfinished(folder)) {
                    Files.deleteIfExists(folder.resolve(PART));
                    Files.deleteIfExists(folder);
                    removed.add(folder);
                }
            }
        }
        return removed;
    }

    /** Whether a folder is that of a lab whose record is not there yet, or not there any more, and of which nothing is. */
    private static boolean unfinished(Path folder) throws IOException {
        if (!ID.matcher(folder.getFileName().toString()).matches()) {
            return false;
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.allMatch(file -> file.equals(folder.resolve(PART)));
        } catch (NoSuchFileException gone) {
            // Its owner lives and has just given it back.
            return false;
        }
    }

    /** Every lab with a readable record, the living too. */
    List<LabRecord> all() {
        List<LabRecord> found = new ArrayList<>();
        if (!Files.isDirectory(root)) {
            return found;
        }
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(root, Files::isDirectory)) {
            folders.forEach(folder -> read(folder).ifPresent(found::add));
        } catch (IOException | DirectoryIteratorException failed) {
            throw new LabException("the folder of labs " + root + " cannot be read: " + failed.getMessage(), failed);
        }
        return found;
    }

    /** Removes one lab whose owner is dead; a lab that is not registered any more is gone. */
    void removeDead(String id) {
        locked(() -> {
            Optional<LabRecord> lab = read(folder(id));
            if (lab.isPresent()) {
                new LabRemains(folder(id), lab.get()).removeDead();
            }
            return lab;
        });
    }

    private static Optional<LabRecord> read(Path folder) {
        Path file = folder.resolve(RECORD);
        try {
            LabRecord lab = Json.mapper().readValue(Files.readAllBytes(file), LabRecord.class);
            boolean own = folder.getFileName().toString().equals(lab.id())
                    && lab.namespaces().stream().allMatch(name -> name.startsWith(LabNames.prefix(lab.id())));
            return own ? Optional.of(lab) : Optional.empty();
        } catch (NoSuchFileException unfinished) {
            return Optional.empty();
        } catch (IOException | JacksonException unreadable) {
            // What cannot be understood cannot be told from somebody else's; it is left for a person to look at.
            return Optional.empty();
        }
    }
}
