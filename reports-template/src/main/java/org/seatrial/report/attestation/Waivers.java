package org.seatrial.report.attestation;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.seatrial.input.InputException;
import org.seatrial.input.Problem;
import org.seatrial.recording.DurableFile;
import org.seatrial.report.AcceptanceReport;
import org.seatrial.report.Dossier;

/**
 * {@code waivers.intoto.jsonl}: one signed waiver a line. It lies in the run folder like all evidence, so that the
 * report's signature covers it; the same file serves every later run of the design.
 */
public final class Waivers {

    /** The file's name in a run folder. */
    public static final String FILE = "waivers.intoto.jsonl";

    private Waivers() {}

    /** Signs a waiver and adds it to a file, which is made if it does not exist. */
    public static void add(Path file, SignedWaiver waiver, SigningKey key) throws IOException {
        read(file);
        merge(file, List.of(Envelope.sign(waiver.statement(), key)));
    }

    /**
     * Adds the waivers of a file to those of a run, each once.
     *
     * @throws InputException if a line of either is not a validly signed waiver
     */
    public static void copy(Path from, Path runFolder) throws IOException {
        if (!Files.isRegularFile(from)) {
            throw new InputException(new Problem(
                    from.toString(), "", "", "there is no such file", "a file that seatrial waive wrote", ""));
        }
        read(from);
        read(runFolder.resolve(FILE));
        merge(runFolder.resolve(FILE), Files.readAllLines(from));
    }

    private static void merge(Path file, List<String> more) throws IOException {
        Set<String> lines = new LinkedHashSet<>(Files.exists(file) ? Files.readAllLines(file) : List.of());
        lines.addAll(more);
        DurableFile.write(file, (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8));
    }

    /**
     * The waivers of a run folder as its report shows them: weighed at the instant the run ended, so that the same
     * folder makes the same report at any time.
     *
     * @throws InputException if a line is not a validly signed waiver
     */
    public static List<Dossier.Waiver> of(Path runFolder, AcceptanceReport report) throws IOException {
        return weighed(runFolder, report, instant(report.finishedAt()));
    }

    static List<Dossier.Waiver> weighed(Path runFolder, AcceptanceReport report, Optional<Instant> at)
            throws IOException {
        return read(runFolder.resolve(FILE)).stream()
                .map(one -> one.waiver().weighed(report, at, one.signer()))
                .toList();
    }

    private record Line(SignedWaiver waiver, String signer) {}

    private static List<Line> read(Path file) throws IOException {
        List<Line> waivers = new ArrayList<>();
        if (!Files.exists(file)) {
            return waivers;
        }
        for (String line : Files.readAllLines(file)) {
            try {
                Envelope envelope = Envelope.verified(line);
                String type = envelope.statement().path("predicateType").asString("");
                if (!type.equals(SignedWaiver.PREDICATE)) {
                    throw new UnverifiableException("predicateType is '" + type + "'");
                }
                waivers.add(new Line(SignedWaiver.of(envelope.statement()), envelope.signer()));
            } catch (UnverifiableException e) {
                throw new InputException(new Problem(
                        file.toString(),
                        "line " + (waivers.size() + 1),
                        "",
                        "not a signed waiver: " + e.getMessage(),
                        "lines that seatrial waive wrote",
                        "take the line out"));
            }
        }
        return waivers;
    }

    static Optional<Instant> instant(String text) {
        try {
            return text.isEmpty() ? Optional.empty() : Optional.of(Instant.parse(text));
        } catch (DateTimeException e) {
            // Weighing a waiver then fails closed.
            return Optional.empty();
        }
    }
}
