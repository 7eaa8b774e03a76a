package org.seatrial.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.seatrial.fault.Undo;
import org.seatrial.lab.LabInspection;
import org.seatrial.lab.LabProvider;
import org.seatrial.recording.DurableFile;
import org.seatrial.recording.Json;
import org.seatrial.recording.RunFolder;
import tools.jackson.core.JacksonException;

/**
 * The labs of this machine that a run has left broken, or that could not be read back: a file each. Nothing is broken in
 * them until everything that was ever damaged there is found healthy.
 *
 * <p>A lab is known by its parts and not by its file, so that a copy of an inventory, or another one of the same devices,
 * is in quarantine too.
 */
public final class Quarantine {

    /** For labs that are not real: keeps nothing. */
    public static final Quarantine NONE = new Quarantine(List.of());

    private static final String SUFFIX = ".json";

    /** Folders; entries are written to the first. */
    private final List<Path> folders;

    private Quarantine(List<Path> folders) {
        this.folders = List.copyOf(folders);
    }

    /**
     * Keeps its files in a folder.
     *
     * @param others folders whose entries count as well, such as that of the machine's administrator
     */
    public static Quarantine in(Path folder, Path... others) {
        return new Quarantine(
                Stream.concat(Stream.of(folder), Stream.of(others)).distinct().toList());
    }

    /**
     * A lab in quarantine.
     *
     * @param provider {@link LabProvider#name()}
     * @param parts what it consists of, as far as it was damaged
     * @param run the folder of the run that left it so
     * @param since wall clock, ISO 8601 UTC
     * @param causes what could not be healed or read back, one sentence each
     * @param damaged how to undo everything that the run has broken, healed or not
     */
    public record Entry(
            String provider, List<String> parts, String run, String since, List<String> causes, List<Undo> damaged) {
        public Entry {
            parts = List.copyOf(parts);
            causes = List.copyOf(causes);
            damaged = List.copyOf(damaged);
        }
    }

    /** An entry and the file that holds it. */
    public record Held(Path file, Entry entry) {}

    /**
     * Puts the labs that a run has damaged into quarantine; one that is in it stays.
     *
     * @param causes what could not be healed or read back; not empty
     * @throws UncheckedIOException if it cannot be written: then nothing keeps the next run from the lab
     */
    void add(RunFolder run, Adapters adapters, Instant now, List<String> causes) {
        if (folders.isEmpty()) {
            return;
        }
        List<Undo> damaged = Ledger.everything(run.ledger());
        for (LabProvider provider : adapters.labs()) {
            if (provider instanceof LabInspection inspection) {
                Set<String> parts = inspection.damaged(damaged);
                if (!parts.isEmpty()) {
                    write(new Entry(
                            provider.name(),
                            new TreeSet<>(parts).stream().toList(),
                            run.root().toAbsolutePath().toString(),
                            now.toString(),
                            causes,
                            damaged));
                }
            }
        }
    }

    private void write(Entry entry) {
        Path run = Path.of(entry.run()).getFileName();
        Path file = folders.getFirst().resolve(entry.provider() + "-" + run + SUFFIX);
        try {
            DurableFile.write(file, Json.mapper().writeValueAsBytes(entry));
        } catch (IOException failed) {
            throw new UncheckedIOException("the lab's quarantine " + file + " cannot be written", failed);
        }
    }

    /**
     * The entries that are about a lab.
     *
     * @param provider {@link LabProvider#name()}
     * @param parts what {@link LabInspection#parts} says of the lab
     * @throws UncheckedIOException if they cannot be read: what is not known to be safe is not broken
     */
    public List<Held> of(String provider, Set<String> parts) {
        return all().stream()
                .filter(held -> held.entry().provider().equals(provider))
                .filter(held -> !Collections.disjoint(held.entry().parts(), parts))
                .toList();
    }

    private List<Held> all() {
        List<Held> all = new ArrayList<>();
        for (Path folder : folders) {
            if (!Files.isDirectory(folder)) {
                continue;
            }
            try (Stream<Path> files = Files.list(folder)) {
                for (Path file : files.sorted()
                        .filter(path -> path.toString().endsWith(SUFFIX))
                        .toList()) {
                    all.add(new Held(file, Json.mapper().readValue(Files.readAllBytes(file), Entry.class)));
                }
            } catch (IOException failed) {
                throw new UncheckedIOException("the quarantine " + folder + " cannot be read", failed);
            } catch (JacksonException unreadable) {
                throw new UncheckedIOException(
                        "a file of the quarantine " + folder + " cannot be understood; look at it, and delete it if"
                                + " the lab is sound",
                        new IOException(unreadable));
            }
        }
        return all;
    }

    /** Ends a quarantine; for whoever has found everything healthy. */
    public void lift(Held held) {
        try {
            Files.deleteIfExists(held.file());
        } catch (IOException failed) {
            throw new UncheckedIOException("the quarantine " + held.file() + " cannot be lifted", failed);
        }
    }
}
