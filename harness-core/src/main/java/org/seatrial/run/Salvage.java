package org.seatrial.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.seatrial.fault.HealException;
import org.seatrial.fault.Undo;
import org.seatrial.lab.LabException;
import org.seatrial.lab.LabProvider;
import org.seatrial.lab.LabReclaim;
import org.seatrial.lab.LeftLab;
import org.seatrial.recording.RunFolder;
import org.seatrial.report.AcceptanceReport.Restore;

/**
 * Heals and removes what a run left, from its files alone; may be repeated. The caller holds the run's lock.
 *
 * <p>A run whose report is written is sealed: its files are evidence under a signature. What is healed then is written
 * beside them.
 */
public final class Salvage {

    private final Adapters adapters;
    private final RunFolder folder;
    private final Clock clock;
    private final Quarantine quarantine;

    public Salvage(Adapters adapters, RunFolder folder, Clock clock, Quarantine quarantine) {
        this.quarantine = quarantine;
        this.adapters = adapters;
        this.folder = folder;
        this.clock = clock;
    }

    /**
     * What was done.
     *
     * @param healed faults that were outstanding
     * @param removed labs
     * @param failures what is not as it was before the run
     */
    public record Result(List<String> healed, List<String> removed, List<String> failures) {
        public Result {
            healed = List.copyOf(healed);
            removed = List.copyOf(removed);
            failures = List.copyOf(failures);
        }

        /** Whether there was nothing to do. */
        public boolean nothing() {
            return healed.isEmpty() && removed.isEmpty() && failures.isEmpty();
        }
    }

    /** What a run left outstanding, oldest first. */
    List<Undo> outstanding() {
        return Files.exists(folder.ledger())
                ? Ledger.read(folder.ledger(), folder.recovery()).open()
                : List.of();
    }

    /** Heals what is outstanding, the last first, then removes the run's labs. Goes on behind what fails. */
    public Result run() {
        List<String> healed = new ArrayList<>();
        List<String> removed = new ArrayList<>();
        Map<String, String> failures = new LinkedHashMap<>(heal(healed));
        labs().forEach((lab, provider) -> {
            try {
                provider.remove(lab);
                removed.add("lab " + lab.id());
            } catch (LabException failed) {
                failures.put("lab " + lab.id(), String.valueOf(failed.getMessage()));
            }
        });
        if (!outstanding().isEmpty()) {
            // What could not be healed may have gone with its lab.
            outstanding().forEach(undo -> failures.remove(undo.id()));
            failures.putAll(heal(healed));
        }
        if (!failures.isEmpty()) {
            try {
                quarantine.add(folder, adapters, clock.wall(), List.copyOf(failures.values()));
            } catch (RuntimeException unwritten) {
                failures.put("quarantine", String.valueOf(unwritten.getMessage()));
            }
        }
        Result result = new Result(healed, removed, List.copyOf(failures.values()));
        keep(result);
        return result;
    }

    /** Does the same by an operator's hand, and notes it in the run's events. */
    public Result rescue() {
        Result result = run();
        note("recover", result);
        return result;
    }

    /** Heals what is outstanding and touches nothing else; for a run that is alive and does not heal. */
    Result healOnly() {
        List<String> healed = new ArrayList<>();
        Map<String, String> failures = heal(healed);
        return new Result(healed, List.of(), List.copyOf(failures.values()));
    }

    private Map<String, String> heal(List<String> healed) {
        Map<String, String> failures = new LinkedHashMap<>();
        List<Undo> open = outstanding();
        if (open.isEmpty()) {
            return failures;
        }
        try (Ledger ledger = new Ledger(folder.sealed() ? folder.recovery() : folder.ledger())) {
            Healing healing = new Healing(adapters.healers(), ledger);
            for (Undo undo : open.reversed()) {
                try {
                    healing.heal(undo);
                    healed.add(undo.description());
                } catch (HealException failed) {
                    failures.put(undo.id(), "not healed: " + failed.getMessage());
                }
            }
        }
        return failures;
    }

    private Map<LeftLab, LabReclaim> labs() {
        Path root = real(folder.root());
        Map<LeftLab, LabReclaim> found = new LinkedHashMap<>();
        for (LabProvider provider : adapters.labs()) {
            if (provider instanceof LabReclaim reclaim) {
                reclaim.registered().stream()
                        .filter(lab -> real(lab.logs()).startsWith(root))
                        .forEach(lab -> found.put(lab, reclaim));
            }
        }
        return found;
    }

    /** The same folder may be named by way of a symbolic link. */
    private static Path real(Path path) {
        try {
            return path.toRealPath();
        } catch (IOException gone) {
            return path;
        }
    }

    private void keep(Result result) {
        if (folder.sealed() || (result.nothing() && Files.exists(folder.restore()))) {
            return;
        }
        try {
            folder.writeJson(folder.restore(), new Restore(result.failures().isEmpty(), result.failures()));
        } catch (IOException e) {
            throw new UncheckedIOException(folder.restore() + " cannot be written", e);
        }
    }

    /** Notes in the run's events what was done, unless they are sealed. */
    void note(String by, Result result) {
        if (folder.sealed() || result.nothing()) {
            return;
        }
        try (EventLog events = new EventLog(folder.events(), clock)) {
            result.healed().forEach(what -> events.now(by + "-healed", "", what));
            result.removed().forEach(what -> events.now(by + "-removed", "", what));
            result.failures().forEach(what -> events.now(by + "-failed", "", what));
            events.sync();
        }
    }
}
