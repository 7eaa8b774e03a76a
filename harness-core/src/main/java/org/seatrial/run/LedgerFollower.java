package org.seatrial.run;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** Reads a ledger that another process is writing, each line once: who watches a measurement must not disturb it. */
final class LedgerFollower {

    private final Path path;
    private final Map<String, Ledger.Entry> open = new LinkedHashMap<>();
    private long read;

    LedgerFollower(Path path) {
        this.path = path;
    }

    /** Reads what was added since, up to the last whole line. */
    void follow() {
        try {
            if (Files.size(path) == read) {
                return;
            }
            try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "r")) {
                byte[] added = new byte[Math.toIntExact(file.length() - read)];
                file.seek(read);
                file.readFully(added);
                int whole = added.length;
                while (whole > 0 && added[whole - 1] != '\n') {
                    whole--;
                }
                // A line that cannot be read is one that a crash left torn: its fault was not injected.
                new String(added, 0, whole, StandardCharsets.UTF_8)
                        .lines()
                        .filter(line -> !line.isBlank())
                        .forEach(line -> Ledger.apply(line, open));
                read += whole;
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + path, e);
        }
    }

    /** Whether a fault is in force longer than it may be, at an instant of the monotonic clock. */
    boolean overdue(long ns) {
        return open.values().stream().anyMatch(entry -> entry.deadlineNs() < ns);
    }
}
