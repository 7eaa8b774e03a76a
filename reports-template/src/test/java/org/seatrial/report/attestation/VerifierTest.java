package org.seatrial.report.attestation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.seatrial.recording.Digests;
import org.seatrial.recording.RunFolder;
import org.seatrial.report.RunFixture;
import org.seatrial.report.RunFixture.Story;

class VerifierTest {

    @TempDir
    Path temp = Path.of("");

    private final SigningKey key = SigningKey.ephemeral();
    private Path run = Path.of("");

    @BeforeEach
    void aSignedRun() throws IOException {
        run = temp.resolve("run");
        RunFixture.of(Story.PASSED, 2).write(run);
        Attestation.sign(run, key);
    }

    private Verification verify(String... trusted) {
        return Verifier.verify(run, Set.of(trusted), RunFixture::judge);
    }

    private void assertRefused(String place) {
        Verification verification = verify();
        assertThat(verification.exitCode()).isEqualTo(5);
        assertThat(verification.checks().stream()
                        .filter(check -> !check.ok())
                        .map(Verification.Check::detail)
                        .toList())
                .anySatisfy(detail -> assertThat(detail).contains(place));
        assertThat(verification.resultLine()).contains("NOT VERIFIED");
    }

    private Path attestation() {
        return run.resolve(Manifest.ATTESTATIONS);
    }

    private void replace(Path file, String what, String with) throws IOException {
        String text = Files.readString(file);
        assertThat(text).contains(what);
        Files.writeString(file, text.replace(what, with));
    }

    @ParameterizedTest
    @EnumSource(Story.class)
    void whateverARunCameToItsSignatureVerifies(Story story) throws IOException {
        run = temp.resolve("run-" + story);
        RunFixture.of(story, 2).write(run);
        Attestation.sign(run, key);
        Verification verification = verify(key.fingerprint());
        assertThat(verification.checks())
                .allSatisfy(check -> assertThat(check.ok()).as(check.toString()).isTrue());
        assertThat(verification.exitCode()).isZero();
    }

    @Test
    void aKeyThatWasNamedIsKnown() {
        assertThat(verify(key.fingerprint()).resultLine()).contains("ACCEPTED").contains("signer known");
    }

    @Test
    void withoutANamedKeyTheSignerIsSaidToBeUnknown() {
        assertThat(verify().exitCode()).isZero();
        assertThat(verify().resultLine()).contains("signer unknown").contains(key.fingerprint());
    }

    @Test
    void aRunSignedByAnotherKeyThanTheNamedOneIsRefused() {
        Verification verification = verify(SigningKey.ephemeral().fingerprint());
        assertThat(verification.exitCode()).isEqualTo(5);
        assertThat(verification.lines()).anySatisfy(line -> assertThat(line).contains("not a key you named"));
    }

    @Test
    void aRunThatWasNotSignedIsRefused() throws IOException {
        Files.delete(attestation());
        assertRefused("not signed");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "plan.json",
                "environment.json",
                "labs.json",
                "self-test.json",
                "restore.json",
                "run.json",
                "findings.json",
                "report.json",
                "report.html",
                "junit.xml",
                "ledger.jsonl",
                "events.jsonl",
                "suite/suite.yaml",
                "suite/topology.clab.yml",
                "trials/proposed/fibre-pull/001/trial.json",
                "trials/proposed/fibre-pull/001/probe.delay.hlog",
                "trials/proposed/fibre-silent/002/probe.outages.csv"
            })
    void oneChangedByteOfAnyFileIsFoundAndNamed(String name) throws IOException {
        byte[] bytes = Files.readAllBytes(run.resolve(name));
        bytes[bytes.length / 2] ^= 1;
        Files.write(run.resolve(name), bytes);
        assertRefused(name);
    }

    @Test
    void aDeletedFileIsFoundAndNamed() throws IOException {
        Files.delete(run.resolve("trials/proposed/fibre-silent/001/calls.delay.hlog"));
        assertRefused("trials/proposed/fibre-silent/001/calls.delay.hlog is missing");
    }

    @Test
    void anAddedFileIsFoundAndNamed() throws IOException {
        Files.writeString(run.resolve("notes.txt"), "all fine");
        assertRefused("notes.txt was added");
    }

    @Test
    void aLinkInPlaceOfAFileIsFound() throws IOException {
        Path elsewhere = Files.move(run.resolve("events.jsonl"), temp.resolve("events.jsonl"));
        Files.createSymbolicLink(run.resolve("events.jsonl"), elsewhere);
        assertRefused("events.jsonl");
    }

    @Test
    void reorderedLinesAreRefused() throws IOException {
        List<String> lines = Files.readAllLines(attestation());
        Files.writeString(attestation(), lines.get(1) + "\n" + lines.get(0) + "\n");
        assertRefused("line 1: predicateType");
    }

    @Test
    void aRepeatedFirstLineDoesNotStandForTheSecond() throws IOException {
        String first = Files.readAllLines(attestation()).getFirst();
        Files.writeString(attestation(), first + "\n" + first + "\n");
        assertRefused("line 2: predicateType");
    }

    @Test
    void aMissingSecondLineIsRefused() throws IOException {
        Files.writeString(attestation(), Files.readAllLines(attestation()).getFirst() + "\n");
        assertRefused("has 1 lines");
    }

    @Test
    void aTruncatedAttestationIsRefused() throws IOException {
        String text = Files.readString(attestation());
        Files.writeString(attestation(), text.substring(0, text.length() - 1));
        assertRefused("truncated");
    }

    @Test
    void aSecondLineSignedByAnotherKeyIsRefused() throws IOException {
        Path other = temp.resolve("other");
        RunFixture.of(Story.PASSED, 2).write(other);
        Attestation.sign(other, SigningKey.ephemeral());
        String first = Files.readAllLines(attestation()).getFirst();
        Files.writeString(
                attestation(),
                first + "\n"
                        + Files.readAllLines(other.resolve(Manifest.ATTESTATIONS))
                                .get(1) + "\n");
        assertRefused("another key than line 1");
    }

    @Test
    void aFindingChangedTogetherWithItsSignedDigestBreaksTheSignature() throws IOException {
        Path findings = run.resolve("findings.json");
        String before = Digests.sha256(findings);
        replace(findings, "\"PASS\"", "\"FAIL\"");
        rewritePayload(before, Digests.sha256(findings));
        assertRefused("line 1: the signature does not match the payload");
    }

    @Test
    void aReplacedPublicKeyIsRefused() throws IOException {
        String own = Base64.getEncoder().encodeToString(key.publicKey().getEncoded());
        String other = Base64.getEncoder()
                .encodeToString(SigningKey.ephemeral().publicKey().getEncoded());
        replace(attestation(), own, other);
        assertRefused("keyid");
    }

    @Test
    void aKeyThatStandsTwiceInTheEnvelopeIsRefused() throws IOException {
        replace(attestation(), "{\"payload\":", "{\"payload\":\"AAAA\",\"payload\":");
        assertRefused("line 1: not valid JSON");
    }

    @Test
    void anotherPayloadTypeIsRefused() throws IOException {
        replace(attestation(), Envelope.IN_TOTO, "application/json");
        assertRefused("payloadType");
    }

    @Test
    void everyChangedByteOfTheAttestationIsFound() throws IOException {
        byte[] good = Files.readAllBytes(attestation());
        int step = Math.max(1, good.length / 40);
        List<Integer> unnoticed = new ArrayList<>();
        for (int i = 0; i < good.length; i += step) {
            byte[] bad = good.clone();
            bad[i] ^= 1;
            Files.write(attestation(), bad);
            Checklist checks = new Checklist();
            Bundle.read(run, checks);
            if (checks.verification(Verification.Signer.UNKNOWN, "", "").intact()) {
                unnoticed.add(i);
            }
        }
        assertThat(unnoticed).isEmpty();
    }

    @Test
    void aSignerWhoImprovesAVerdictIsCaughtByJudgingAgain() throws IOException {
        run = temp.resolve("failed");
        RunFixture.of(Story.FAILED, 2).write(run);
        for (String file : List.of("findings.json", "report.json")) {
            replace(run.resolve(file), "\"FAIL\"", "\"PASS\"");
        }
        replace(run.resolve("report.json"), "\"exitCode\" : 1", "\"exitCode\" : 0");
        Attestation.sign(run, key);
        assertRefused("requirement FO-3.verdict");
    }

    @Test
    void aSignerWhoLeavesATrialOutIsCaught() throws IOException {
        Path trial = run.resolve("trials/proposed/leaf-power/003");
        Files.createDirectories(trial);
        Files.copy(run.resolve("trials/proposed/leaf-power/001/trial.json"), trial.resolve("trial.json"));
        Attestation.sign(run, key);
        assertRefused("trials/proposed/leaf-power/003/trial.json is not in report.json");
    }

    @Test
    void aSmokeRunThatClaimsToCertifyIsRefused() throws IOException {
        run = temp.resolve("smoke");
        RunFixture.of(Story.PASSED, 2).smoke().write(run);
        replace(run.resolve("report.json"), "\"certifies\" : false", "\"certifies\" : true");
        Attestation.sign(run, key);
        assertRefused("claims to certify");
    }

    @Test
    void aResultThatDoesNotFollowFromTheFindingsIsRefused() throws IOException {
        run = temp.resolve("failed");
        RunFixture.of(Story.FAILED, 2).write(run);
        replace(run.resolve("report.json"), "\"result\" : \"FAIL\"", "\"result\" : \"PASS\"");
        Attestation.sign(run, key);
        assertRefused("the findings give FAIL and exit code 1");
    }

    @Test
    void recordingsThatCannotBeJudgedAreRefused() {
        Verification verification = Verifier.verify(run, Set.of(), folder -> {
            throw new IllegalStateException("line 3 is damaged");
        });
        assertThat(verification.exitCode()).isEqualTo(5);
        assertThat(verification.lines()).anySatisfy(line -> assertThat(line).contains("line 3 is damaged"));
    }

    @Test
    void aReportThatFollowsFromItsFilesVerifiesAsAWhole() {
        RunFixture fixture = RunFixture.of(Story.PASSED, 2);
        Verification verification =
                Verifier.verifyWhole(run, Set.of(key.fingerprint()), folder -> fixture.report(new RunFolder(folder)));
        assertThat(verification.lines()).noneMatch(line -> line.startsWith("FAILED"));
        assertThat(verification.exitCode()).isZero();
    }

    @Test
    void aSignerWhoClaimsCoverageThatThePlanDoesNotHaveIsCaught() throws IOException {
        replace(run.resolve("report.json"), "\"not-tested\"", "\"tested\"");
        Attestation.sign(run, key);
        RunFixture fixture = RunFixture.of(Story.PASSED, 2);
        Verification verification =
                Verifier.verifyWhole(run, Set.of(key.fingerprint()), folder -> fixture.report(new RunFolder(folder)));
        assertThat(verification.exitCode()).isEqualTo(5);
        assertThat(verification.lines()).anySatisfy(line -> assertThat(line).contains("report.json.coverage"));
    }

    @Test
    void aDeletedEndOfTheRunIsTakenForAnInterruption() throws IOException {
        Files.delete(run.resolve("run.json"));
        Attestation.sign(run, key);
        assertRefused("the findings give ERROR and exit code 3");
        assertRefused("claims to certify");
    }

    private void rewritePayload(String digestBefore, String digestAfter) throws IOException {
        List<String> lines = Files.readAllLines(attestation());
        String line = lines.getFirst();
        int from = line.indexOf("\"payload\":\"") + 11;
        int to = line.indexOf('"', from);
        String payload = new String(Base64.getDecoder().decode(line.substring(from, to)), StandardCharsets.UTF_8);
        assertThat(payload).contains(digestBefore);
        String forged = Base64.getEncoder()
                .encodeToString(payload.replace(digestBefore, digestAfter).getBytes(StandardCharsets.UTF_8));
        Files.writeString(
                attestation(), line.substring(0, from) + forged + line.substring(to) + "\n" + lines.get(1) + "\n");
    }
}
