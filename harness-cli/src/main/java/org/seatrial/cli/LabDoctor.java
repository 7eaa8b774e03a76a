package org.seatrial.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.seatrial.input.InputException;
import org.seatrial.input.NearNames;
import org.seatrial.input.Problem;
import org.seatrial.input.Problems;
import org.seatrial.input.YamlFile;
import org.seatrial.input.YamlNode;
import org.seatrial.lab.LabInspection;
import org.seatrial.report.ExitCode;
import org.seatrial.run.Quarantine;
import org.seatrial.run.Quarantine.Held;

/** Reads back everything that was ever damaged in a lab, and lifts its quarantine if all is well. */
final class LabDoctor {

    private static final int LONGEST_CHAIN = 10;

    private final Path labFile;
    private final Quarantine quarantine;
    private final PrintWriter out;

    LabDoctor(Path labFile, Quarantine quarantine, PrintWriter out) {
        this.labFile = labFile;
        this.quarantine = quarantine;
        this.out = out;
    }

    /** Returns the exit code: 0 if nothing keeps runs from the lab any more, 4 if something still does. */
    int examine() {
        String provider = provider();
        LabInspection inspection = Isolation.inspection(provider)
                .orElseThrow(() -> new InputException(new Problem(
                        labFile.toString(),
                        "lab",
                        provider,
                        "labs of this kind are never in quarantine",
                        NearNames.valid(provider, Isolation.inspected()),
                        "")));
        List<Held> all = Isolation.of(quarantine, provider, labFile);
        if (all.isEmpty()) {
            out.printf("lab %s is not in quarantine%n", labFile);
            return ExitCode.ACCEPTED.code();
        }
        boolean healthy = true;
        for (Held held : all) {
            healthy &= examine(held, inspection);
        }
        return healthy ? ExitCode.ACCEPTED.code() : ExitCode.UNSAFE.code();
    }

    private boolean examine(Held held, LabInspection inspection) {
        out.printf(
                "lab %s is in quarantine since %s, because of run %s:%n",
                labFile, held.entry().since(), held.entry().run());
        held.entry().causes().forEach(cause -> out.printf("  %s%n", cause));
        out.flush();
        List<String> unhealthy = inspection.unhealthy(held.entry().damaged());
        if (unhealthy.isEmpty()) {
            quarantine.lift(held);
            out.printf(
                    "  healthy: everything that %s damaged was read back; the quarantine is lifted%n",
                    Text.plural(held.entry().damaged().size(), "fault"));
            return true;
        }
        unhealthy.forEach(what -> out.printf("  NOT HEALTHY: %s%n", what));
        out.printf(
                "  next: seatrial recover %s, or repair it by hand, and ask again%n",
                held.entry().run());
        return false;
    }

    /** The provider that the file asks for, or that a file does on which it is based. */
    private String provider() {
        Problems problems = new Problems();
        Path file = labFile;
        for (int i = 0; i < LONGEST_CHAIN; i++) {
            Optional<YamlNode.Mapping> root = YamlFile.read(file, problems);
            problems.throwIfAny();
            Optional<String> provider = root.flatMap(map -> text(map, "lab"));
            Optional<String> base = root.flatMap(map -> text(map, "based-on"));
            if (provider.isPresent()) {
                return provider.get();
            }
            if (base.isEmpty()) {
                break;
            }
            file = file.resolveSibling(base.get());
        }
        throw new InputException(new Problem(
                labFile.toString(), "lab", "", "is no lab file: it names no kind of lab", "lab: physical", ""));
    }

    private static Optional<String> text(YamlNode.Mapping map, String key) {
        return map.get(key)
                .flatMap(
                        node -> node instanceof YamlNode.Scalar scalar ? Optional.of(scalar.text()) : Optional.empty());
    }
}
