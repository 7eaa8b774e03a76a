package org.seatrial.report.attestation;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.seatrial.input.InputException;
import org.seatrial.input.Problem;
import org.seatrial.plan.Plan;
import org.seatrial.recording.DurableFile;
import org.seatrial.report.AcceptanceReport;
import org.seatrial.report.Dossier;
import org.seatrial.suite.Suite;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code plan.intoto.jsonl}: what was agreed before the run, signed by each side: design, suite, labs, limits, number
 * of trials and the seed of all random decisions. The report says what was run otherwise.
 */
public final class PlanRegistrations {

    /** The file's name in a run folder. */
    public static final String FILE = "plan.intoto.jsonl";

    static final String PREDICATE = "https://seatrial.invalid/attestation/acceptance-plan/v1";

    private PlanRegistrations() {}

    /** Who signs a plan. */
    public record Signatory(String role, String organisation, String person) {}

    /**
     * Signs a plan and adds the signature to a file, which is made if it does not exist.
     *
     * @throws InputException if the file holds the signature of another plan
     */
    public static void add(Path file, Suite suite, Plan plan, Signatory who, Instant now, SigningKey key)
            throws IOException {
        List<Limit> limits = suite.requirements().stream()
                .map(one -> new Limit(one.id(), one.expect().text(), one.blocker()))
                .toList();
        ObjectNode agreed = agreed(plan, limits);
        for (Line line : read(file)) {
            Optional<String> difference =
                    StrictJson.difference("plan", line.predicate().path("agreed"), agreed);
            if (difference.isPresent()) {
                throw new InputException(new Problem(
                        file.toString(),
                        "",
                        "",
                        "it was signed for another plan: " + difference.get(),
                        "the same suite, lab, --plan and --seed as before",
                        "--seed " + line.predicate().path("agreed").path("seed")));
            }
        }
        ObjectNode statement = StrictJson.object();
        statement.put("_type", Statements.STATEMENT);
        statement
                .putArray("subject")
                .addObject()
                .put("name", "design:" + suite.design().name())
                .putObject("digest")
                .put("sha256", plan.designDigest());
        statement.put("predicateType", PREDICATE);
        statement
                .putObject("predicate")
                .put("role", who.role())
                .put("organisation", who.organisation())
                .put("person", who.person())
                .put("signedOn", now.toString())
                .set("agreed", agreed);
        merge(file, List.of(Envelope.sign(statement, key)));
    }

    /** Lays the signatures of a file into a run folder, each once. */
    public static void copy(Path from, Path runFolder) throws IOException {
        seed(from);
        merge(runFolder.resolve(FILE), Files.readAllLines(from));
    }

    /**
     * The seed of the plan that was signed.
     *
     * @throws InputException if the file is missing or holds anything else than signed plans
     */
    public static long seed(Path file) throws IOException {
        return read(file).stream()
                .map(line -> line.predicate().path("agreed").path("seed").asLong())
                .findFirst()
                .orElseThrow(() -> new InputException(new Problem(
                        file.toString(),
                        "",
                        "",
                        "there is no signed plan",
                        "a file that seatrial register wrote",
                        "")));
    }

    static List<Dossier.Registration> of(Path runFolder, AcceptanceReport report) throws IOException {
        List<Limit> limits = report.findings().stream()
                .map(one -> new Limit(one.requirement(), one.expect(), one.blocker()))
                .toList();
        JsonNode ran = agreed(report.plan(), limits);
        List<Dossier.Registration> registrations = new ArrayList<>();
        for (Line line : read(runFolder.resolve(FILE))) {
            JsonNode predicate = line.predicate();
            List<String> differences = new ArrayList<>();
            for (String part : ran.propertyNames()) {
                StrictJson.difference(part, predicate.path("agreed").path(part), ran.path(part))
                        .ifPresent(differences::add);
            }
            Optional<Instant> signedOn =
                    Waivers.instant(predicate.path("signedOn").asString(""));
            Optional<Instant> started = Waivers.instant(report.startedAt());
            if (signedOn.isEmpty() || started.isEmpty() || !signedOn.get().isBefore(started.get())) {
                differences.add("it was not signed before the run began");
            }
            registrations.add(new Dossier.Registration(
                    predicate.path("role").asString(""),
                    predicate.path("organisation").asString(""),
                    predicate.path("person").asString(""),
                    predicate.path("signedOn").asString(""),
                    line.signer(),
                    differences));
        }
        return registrations;
    }

    private record Limit(String id, String expect, boolean blocker) {}

    private static ObjectNode agreed(Plan plan, List<Limit> limits) {
        ObjectNode agreed = StrictJson.object();
        agreed.put("design", plan.designDigest());
        agreed.put("suite", plan.suite() + "@" + plan.version());
        agreed.put("suiteDigest", plan.suiteDigest());
        ObjectNode labs = agreed.putObject("labs");
        new TreeMap<>(plan.labDigests()).forEach(labs::put);
        agreed.put("plan", plan.kind().text());
        agreed.put("seed", plan.seed());
        ObjectNode repeats = agreed.putObject("repeats");
        new TreeMap<>(plan.repeats()).forEach(repeats::put);
        ArrayNode requirements = agreed.putArray("requirements");
        limits.forEach(limit -> requirements
                .addObject()
                .put("id", limit.id())
                .put("expect", limit.expect())
                .put("blocker", limit.blocker()));
        return agreed;
    }

    private record Line(JsonNode predicate, String signer) {}

    private static void merge(Path file, List<String> more) throws IOException {
        Set<String> lines = new LinkedHashSet<>(Files.exists(file) ? Files.readAllLines(file) : List.of());
        lines.addAll(more);
        DurableFile.write(file, (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8));
    }

    private static List<Line> read(Path file) throws IOException {
        List<Line> lines = new ArrayList<>();
        if (!Files.exists(file)) {
            return lines;
        }
        for (String line : Files.readAllLines(file)) {
            try {
                Envelope envelope = Envelope.verified(line);
                String type = envelope.statement().path("predicateType").asString("");
                if (!type.equals(PREDICATE)) {
                    throw new UnverifiableException("predicateType is '" + type + "'");
                }
                lines.add(new Line(envelope.statement().path("predicate"), envelope.signer()));
            } catch (UnverifiableException e) {
                throw new InputException(new Problem(
                        file.toString(),
                        "line " + (lines.size() + 1),
                        "",
                        "not a signed plan: " + e.getMessage(),
                        "lines that seatrial register wrote",
                        "take the line out"));
            }
        }
        return lines;
    }
}
