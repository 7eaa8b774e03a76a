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

    /** Writes how to undo a fault; must return before the fault is injected. */
    public void undo(Undo undo) {
        write(new Line(UNDO, undo.id(), undo, null, ""));
    }

    public void injected(Undo undo, Commanded commanded) {
        write(new Line(INJECTED, undo.id(), null, commanded, ""));
    }

    public void healed(Undo undo, Commanded commanded) {
        write(new Line(HEALED, undo.id(), null, commanded, ""));
    }

    public void healFailed(Undo undo, String why) {
        write(new Line(HEAL_FAILED, undo.id(), null, null, why));
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
     */
    public static Contents read(Path path) {
        List<String> lines;
        try {
            // Not Files.readAllLines: a line torn within a character must not make the whole ledger unreadable.
            lines = new String(Files.readAllBytes(path), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + path, e);
        }
        Map<String, Undo> open = new LinkedHashMap<>();
        List<String> unreadable = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            if (!lines.get(i).isBlank() && !apply(lines.get(i), open)) {
                unreadable.add("line " + (i + 1) + ": " + lines.get(i));
            }
        }
        return new Contents(List.copyOf(open.values()), unreadable);
    }

    private static boolean apply(String text, Map<String, Undo> open) {
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
                open.put(line.id(), line.undo());
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
     * @param open undos that no heal followed, oldest first; heal them in reverse
     * @param unreadable lines that could not be read, each with its number
     */
    public record Contents(List<Undo> open, List<String> unreadable) {
        public Contents {
            open = List.copyOf(open);
            unreadable = List.copyOf(unreadable);
        }
    }

    /** One line of the file. */
    private record Line(
            String event,
            String id,
            @Nullable Undo undo,
            @Nullable Commanded commanded,
            String detail) {}
}
