package org.seatrial.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.seatrial.fault.Commanded;
import org.seatrial.fault.Undo;
import org.seatrial.recording.Json;
import tools.jackson.core.JacksonException;

/**
 * {@code ledger.jsonl}: what was or may have been broken, and how to undo it. Each line is on the disk before the call
 * returns, so that whoever finds the run dead can heal what it left.
 */
public final class Ledger implements AutoCloseable {

    private static final String UNDO = "undo";
    private static final String INJECTED = "injected";
    private static final String HEALED = "healed";
    private static final String HEAL_FAILED = "heal-failed";

    private final AppendOnlyFile file;

    /** Opens or makes the ledger; what is in it stays. */
    public Ledger(Path path) {
        this.file = new AppendOnlyFile(path);
    }

    /** Writes how to undo a fault that may last as long as the run does; must return before the fault is injected. */
    public void undo(Undo undo) {
        undo(undo, Long.MAX_VALUE);
    }

    /**
     * Writes how to undo a fault; must return before the fault is injected.
     *
     * @param deadlineNs instant of the monotonic clock after which somebody else heals it
     */
    public void undo(Undo undo, long deadlineNs) {
        write(new Line(UNDO, undo.id(), undo, null, deadlineNs, ""));
    }

    public void injected(Undo undo, Commanded commanded) {
        write(new Line(INJECTED, undo.id(), null, commanded, null, ""));
    }

    public void healed(Undo undo, Commanded commanded) {
        write(new Line(HEALED, undo.id(), null, commanded, null, ""));
    }

    public void healFailed(Undo undo, String why) {
        write(new Line(HEAL_FAILED, undo.id(), null, null, null, why));
    }

    private void write(Line line) {
        file.append(line);
        file.sync();
    }

    @Override
    public void close() {
        file.close();
    }

    /**
     * Reads a ledger, also that of a run that died while writing. A line that cannot be read is reported: if it is the
     * last one, its fault was not injected, because injection waits for the line.
     *
     * @param later ledgers that go on where it ends; those that do not exist say nothing
     */
    public static Contents read(Path path, Path... later) {
        Map<String, Entry> open = new LinkedHashMap<>();
        List<String> unreadable = new ArrayList<>();
        readInto(path, open, unreadable);
        for (Path next : later) {
            if (Files.exists(next)) {
                readInto(next, open, unreadable);
            }
        }
        return new Contents(List.copyOf(open.values()), unreadable);
    }

    /** How to undo everything that a ledger ever told of, healed or not, in the order of the file; empty if it is missing. */
    static List<Undo> everything(Path path) {
        if (!Files.exists(path)) {
            return List.of();
        }
        Map<String, Undo> undos = new LinkedHashMap<>();
        try {
            for (String text : new String(Files.readAllBytes(path), StandardCharsets.UTF_8)
                    .lines()
                    .toList()) {
                Map<String, Entry> one = new LinkedHashMap<>();
                apply(text, one);
                one.forEach((id, entry) -> undos.put(id, entry.undo()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + path, e);
        }
        return List.copyOf(undos.values());
    }

    private static void readInto(Path path, Map<String, Entry> open, List<String> unreadable) {
        List<String> lines;
        try {
            // Not Files.readAllLines: a line torn within a character must not make the whole ledger unreadable.
            lines = new String(Files.readAllBytes(path), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + path, e);
        }
        for (int i = 0; i < lines.size(); i++) {
            if (!lines.get(i).isBlank() && !apply(lines.get(i), open)) {
                unreadable.add("line " + (i + 1) + ": " + lines.get(i));
            }
        }
    }

    /** Applies one line to what is open; false if it cannot be read. */
    static boolean apply(String text, Map<String, Entry> open) {
        Line line;
        try {
            line = Json.mapper().readValue(text, Line.class);
        } catch (JacksonException e) {
            return false;
        }
        if (line == null || line.event() == null || line.id() == null) {
            return false;
        }
        switch (line.event()) {
            case UNDO -> {
                if (line.undo() == null) {
                    return false;
                }
                open.remove(line.id());
                open.put(
                        line.id(),
                        new Entry(line.undo(), line.deadlineNs() == null ? Long.MAX_VALUE : line.deadlineNs()));
            }
            case HEALED -> open.remove(line.id());
            case INJECTED, HEAL_FAILED -> {
                // Still open: only a heal that was read back closes an undo.
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    /**
     * What a ledger says.
     *
     * @param entries undos that no heal followed, oldest first
     * @param unreadable lines that could not be read, each with its number
     */
    public record Contents(List<Entry> entries, List<String> unreadable) {
        public Contents {
            entries = List.copyOf(entries);
            unreadable = List.copyOf(unreadable);
        }

        /** Undos that no heal followed, oldest first; heal them in reverse. */
        public List<Undo> open() {
            return entries.stream().map(Entry::undo).toList();
        }
    }

    /**
     * An undo that is outstanding.
     *
     * @param deadlineNs on the monotonic clock; {@link Long#MAX_VALUE} if there is none
     */
    public record Entry(Undo undo, long deadlineNs) {}

    /** One line of the file. */
    private record Line(
            String event,
            String id,
            @Nullable Undo undo,
            @Nullable Commanded commanded,
            @Nullable Long deadlineNs,
            String detail) {}
}
