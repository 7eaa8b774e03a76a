package org.seatrial.replica;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;
import org.seatrial.lab.LabException;

/**
 * Which faults keep which part of a lab broken. A part is repaired only when the last claim to it is gone, so that healing
 * one of two faults on a cable does not repair what the other still breaks. The claims stand in a file of the lab's
 * folder: whoever heals, in whichever process, sees the same.
 *
 * @param lab the lab's folder; where it is gone, nobody claims anything
 */
record Claims(Path lab) {

    private static final String FILE = "claims";
    private static final String LOCK = "claims.lock";
    private static final String BETWEEN = "\t";

    /** A file lock is held by the whole process; threads of one process take turns here. */
    private static final Object TURN = new Object();

    /** Makes the files of a new lab. */
    void create() {
        try {
            Files.createFile(lab.resolve(LOCK));
        } catch (IOException failed) {
            throw failure(failed);
        }
    }

    /**
     * Does something that no other thread or process disturbs; it must not be done by a thread that is being interrupted.
     */
    <T> T alone(Supplier<T> work) {
        synchronized (TURN) {
            try (FileChannel channel = FileChannel.open(lab.resolve(LOCK), StandardOpenOption.WRITE);
                    FileLock lock = channel.lock()) {
                if (!lock.isValid()) {
                    throw new IOException("the lock was lost");
                }
                return work.get();
            } catch (NoSuchFileException gone) {
                return work.get();
            } catch (IOException failed) {
                throw failure(failed);
            }
        }
    }

    /** Enters claims to parts, on the disk before anything is broken. */
    void take(String claim, Collection<String> parts) {
        List<String> lines = new ArrayList<>(lines());
        parts.stream()
                .map(part -> claim + BETWEEN + part)
                .filter(line -> !lines.contains(line))
                .forEach(lines::add);
        write(lines);
    }

    /** Whether a claim to a part stands. */
    boolean holds(String claim, String part) {
        return lines().contains(claim + BETWEEN + part);
    }

    /** Takes claims to parts back; without effect where there is none. */
    void release(String claim, Collection<String> parts) {
        List<String> lines = new ArrayList<>(lines());
        if (lines.removeIf(line -> parts.stream().anyMatch(part -> line.equals(claim + BETWEEN + part)))) {
            write(lines);
        }
    }

    /** Whether nobody claims a part. */
    boolean free(String part) {
        return lines().stream().noneMatch(line -> line.endsWith(BETWEEN + part));
    }

    private List<String> lines() {
        try {
            return Files.readAllLines(lab.resolve(FILE));
        } catch (NoSuchFileException none) {
            return List.of();
        } catch (IOException failed) {
            throw failure(failed);
        }
    }

    private void write(List<String> lines) {
        Path part = lab.resolve(FILE + ".part");
        try {
            Files.write(part, lines, StandardCharsets.UTF_8);
            Files.move(part, lab.resolve(FILE), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException failed) {
            throw failure(failed);
        }
    }

    private LabException failure(IOException cause) {
        return new LabException("the claims of the lab in " + lab + " cannot be used: " + cause.getMessage(), cause);
    }
}
