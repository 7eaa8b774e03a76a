package org.seatrial.engine.anomaly;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import org.seatrial.engine.sys.HarnessMark;

/**
 * Which process sends an anomaly, in files that outlive the harness: its number, and when it was started, so that a later
 * process with the same number is not taken for it. A sender writes them before it may send.
 *
 * @param file of the number; the start stands beside it
 */
public record SenderMark(Path file) {

    private static final String SUFFIX = ".pid";

    /** @throws IllegalArgumentException if the file's name does not end in {@code .pid} */
    public static SenderMark in(Path file) {
        if (!file.toString().endsWith(SUFFIX)) {
            throw new IllegalArgumentException(file + " is no name for a process number");
        }
        return new SenderMark(file);
    }

    private Path startFile() {
        String name = file.getFileName().toString();
        return file.resolveSibling(name.substring(0, name.length() - SUFFIX.length()) + ".start");
    }

    /** Writes the mark of this process; the number last, because it is what makes the mark count. */
    void write() throws IOException {
        HarnessMark self = HarnessMark.ofThisProcess();
        put(startFile(), self.start());
        put(file, self.pid());
    }

    private static void put(Path file, long number) throws IOException {
        Path part = file.resolveSibling(file.getFileName() + ".part");
        Files.writeString(part, number + "\n");
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
    }

    /**
     * The sender that runs; empty if none does.
     *
     * @throws IOException if a mark is there and cannot be read: nobody may believe then that nothing is sent
     */
    public Optional<Integer> running() throws IOException {
        try {
            int pid = Integer.parseInt(Files.readString(file).strip());
            long start = Long.parseLong(Files.readString(startFile()).strip());
            return HarnessMark.startOf(pid).filter(found -> found == start).map(found -> pid);
        } catch (NoSuchFileException never) {
            return Optional.empty();
        } catch (NumberFormatException broken) {
            throw new IOException("the mark of a sender in " + file + " is broken", broken);
        }
    }
}
