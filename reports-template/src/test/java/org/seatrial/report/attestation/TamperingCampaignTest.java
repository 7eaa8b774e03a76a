package org.seatrial.report.attestation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.seatrial.report.RunFixture;
import org.seatrial.report.RunFixture.Story;
import org.seatrial.report.attestation.Decision.Kind;
import tools.jackson.databind.JsonNode;

/** Everything that can be done to a countersigned run folder without a key, one thing at a time: none goes unnoticed. */
class TamperingCampaignTest {

    @TempDir
    Path temp = Path.of("");

    private final Map<String, Integer> tried = new LinkedHashMap<>();
    private final List<String> unnoticed = new ArrayList<>();

    /** Does something to the run and undoes it. */
    private interface Act {
        void run() throws IOException;
    }

    private void noticed(SignedRun run, String what, String file, Act act, Act undo) throws IOException {
        act.run();
        tried.merge(what, 1, Integer::sum);
        Verification found = Verifier.verify(run.folder, Set.of(), RunFixture::judge);
        boolean named = found.lines().stream().anyMatch(line -> line.startsWith("FAILED") && line.contains(file));
        if (found.exitCode() != 5 || !named) {
            unnoticed.add(what + ": " + file);
        }
        undo.run();
    }

    @Test
    void nothingThatIsDoneToAnyFileGoesUnnoticed() throws IOException {
        SignedRun run = new SignedRun(temp.resolve("run"), Story.PASSED);
        run.decide(Kind.ACCEPTED, run.customer);
        List<Path> files;
        try (Stream<Path> all = Files.walk(run.folder)) {
            files = all.filter(Files::isRegularFile)
                    .filter(file -> !file.endsWith(Manifest.ATTESTATIONS))
                    .sorted()
                    .toList();
        }
        assertThat(files).hasSizeGreaterThan(30);
        for (Path file : files) {
            String name = run.folder.relativize(file).toString();
            byte[] good = Files.readAllBytes(file);
            Act undo = () -> Files.write(file, good);
            noticed(run, "one byte changed", name, () -> Files.write(file, changed(good)), undo);
            noticed(run, "truncated", name, () -> Files.write(file, Arrays.copyOf(good, good.length - 1)), undo);
            noticed(run, "removed", name, () -> Files.delete(file), undo);
            Path renamed = file.resolveSibling(file.getFileName() + ".old");
            noticed(run, "renamed", name, () -> Files.move(file, renamed), () -> Files.move(renamed, file));
            Path added = file.resolveSibling("added-" + file.getFileName());
            noticed(
                    run,
                    "an extra one beside it",
                    run.folder.relativize(added).toString(),
                    () -> Files.write(added, good),
                    () -> Files.delete(added));
        }
        assertThat(Verifier.verify(run.folder, Set.of(), RunFixture::judge).exitCode())
                .isZero();
        Logger.getLogger("tampering").info(() -> files.size() + " files: " + tried + ", unnoticed " + unnoticed);
        assertThat(unnoticed).isEmpty();
        assertThat(tried.values().stream().mapToInt(Integer::intValue).sum()).isEqualTo(files.size() * 5);
    }

    private static byte[] changed(byte[] good) {
        byte[] bad = good.clone();
        bad[bad.length / 2] ^= 1;
        return bad;
    }

    @Test
    void noLineOfTheAttestationCanBeRemovedSwappedOrSignedByAnother() throws IOException {
        SignedRun run = new SignedRun(temp.resolve("run"), Story.PASSED);
        SigningKey auditor = SigningKey.ephemeral();
        run.decide(Kind.ACCEPTED, run.customer);
        run.decide(Kind.ACCEPTED, auditor);
        TrustPolicy policy = new TrustPolicy(
                "both",
                run.policy().reportKeys(),
                List.of(new TrustPolicy.Signers(
                        "customer", Set.of(run.customer.fingerprint(), auditor.fingerprint()), 2)),
                Set.of(),
                Optional.empty(),
                Optional.empty());
        Path file = run.folder.resolve(Manifest.ATTESTATIONS);
        List<String> good = Files.readAllLines(file);
        assertThat(good).hasSize(4);
        assertThat(run.verify(policy).lines()).noneMatch(line -> line.startsWith("FAILED"));
        int campaigns = 0;
        List<String> missed = new ArrayList<>();
        for (int i = 0; i < good.size(); i++) {
            List<List<String>> bad = new ArrayList<>();
            List<String> without = new ArrayList<>(good);
            without.remove(i);
            bad.add(without);
            List<String> twice = new ArrayList<>(good);
            twice.add(i, good.get(i));
            bad.add(twice);
            List<String> foreign = new ArrayList<>(good);
            foreign.set(i, Envelope.sign(statement(good.get(i)), SigningKey.ephemeral()));
            bad.add(foreign);
            for (int j = i + 1; j < good.size(); j++) {
                List<String> swapped = new ArrayList<>(good);
                swapped.set(i, good.get(j));
                swapped.set(j, good.get(i));
                bad.add(swapped);
            }
            for (List<String> lines : bad) {
                Files.writeString(file, String.join("\n", lines) + "\n");
                campaigns++;
                if (run.verify(policy).exitCode() != 5) {
                    missed.add("line " + (i + 1) + " variant " + bad.indexOf(lines));
                }
            }
        }
        int tampered = campaigns;
        Logger.getLogger("tampering").info(() -> tampered + " bundles, unnoticed " + missed);
        assertThat(missed).isEmpty();
        assertThat(campaigns).isEqualTo(18);
    }

    private static JsonNode statement(String line) {
        try {
            return Envelope.verified(line).statement();
        } catch (UnverifiableException e) {
            throw new IllegalStateException("a good line", e);
        }
    }
}
