package org.seatrial.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.seatrial.cli.SimulatedRun.Said;
import org.seatrial.lab.fake.FakeBehaviour;
import org.seatrial.lab.fake.FakeBehaviour.Quirk;
import org.seatrial.recording.RunFolder;

/** The verifier under docs/verifier, which shares no code with ours, agrees with it on good, bad and tampered runs. */
class SecondVerifierIT {

    @TempDir
    private Path folder = Path.of("unset");

    private RunFolder signed(String name, FakeBehaviour behaviour) throws IOException {
        RunFolder run = SimulatedRun.in(folder.resolve(name), behaviour);
        SimulatedRun.complete(run, folder.resolve("integrator.pem"));
        return run;
    }

    /** Side by side; returns what the second verifier said. */
    private static String bothSay(int exit, RunFolder run) throws InterruptedException {
        SecondVerifier python = SecondVerifier.over(run.root());
        Said ours = SimulatedRun.seatrial("verify", run.root());
        Said theirs = python.said();
        assertThat(ours.exit()).as(ours.text()).isEqualTo(exit);
        assertThat(theirs.exit()).as(theirs.text()).isEqualTo(exit);
        return theirs.text();
    }

    @Test
    void itJudgesEveryDelayAndOutageRequirementAsWeDoWhateverTheRunCameTo() throws IOException, InterruptedException {
        List<FakeBehaviour> behaviours = new ArrayList<>(List.of(FakeBehaviour.SOUND, SimulatedRun.late()));
        for (Quirk quirk : Quirk.values()) {
            behaviours.add(FakeBehaviour.SOUND.with(quirk));
        }
        int agreed = 0;
        for (FakeBehaviour behaviour : behaviours) {
            RunFolder run = signed("run-" + behaviours.indexOf(behaviour), behaviour);
            agreed += (int) bothSay(0, run)
                    .lines()
                    .filter(line -> line.startsWith("agrees"))
                    .count();
        }
        // LAT-1, FO-1, FO-2 and PWR-1 of each run.
        assertThat(agreed).isEqualTo(4 * behaviours.size());
    }

    @Test
    void itReadsACountersignatureAndRefusesOneThatWasMadeForOtherLines() throws IOException, InterruptedException {
        RunFolder run = signed("runs", FakeBehaviour.SOUND);
        Said decided = SimulatedRun.seatrial(
                "countersign",
                run.root(),
                "--decision",
                "accepted",
                "--organisation",
                "Acme",
                "--person",
                "A. Fischer",
                "--signing-key",
                folder.resolve("customer.pem"));
        assertThat(decided.exit()).as(decided.text()).isZero();
        assertThat(bothSay(0, run)).contains("ACCEPTED by A. Fischer, Acme, as customer");
        Path bundle = run.root().resolve("acceptance.intoto.jsonl");
        List<String> lines = Files.readAllLines(bundle);
        Files.writeString(bundle, String.join("\n", lines.get(0), lines.get(1), lines.get(2), lines.get(2)) + "\n");
        bothSay(5, run);
    }

    @Test
    void itFindsWhatWasTamperedWith() throws IOException, InterruptedException {
        RunFolder run = signed("runs", FakeBehaviour.SOUND);
        List<Path> files;
        try (Stream<Path> all = Files.walk(run.root())) {
            files = all.filter(Files::isRegularFile)
                    .filter(file -> file.toFile().length() > 0)
                    .sorted()
                    .toList();
        }
        for (int i = 0; i < files.size(); i += Math.max(1, files.size() / 8)) {
            byte[] good = Files.readAllBytes(files.get(i));
            byte[] bad = good.clone();
            bad[bad.length / 2] ^= 1;
            Files.write(files.get(i), bad);
            bothSay(5, run);
            Files.write(files.get(i), Arrays.copyOf(good, good.length - 1));
            bothSay(5, run);
            Files.write(files.get(i), good);
        }
        Path extra = Files.writeString(run.root().resolve("extra.txt"), "x");
        bothSay(5, run);
        Files.delete(extra);
        bothSay(0, run);
    }

    @Test
    void itCatchesASignerWhoImprovedAVerdict() throws IOException, InterruptedException {
        RunFolder run = signed("runs", SimulatedRun.late());
        for (Path file : List.of(run.report(), run.findings())) {
            Files.writeString(file, Files.readString(file).replace("\"FAIL\"", "\"PASS\""));
        }
        SimulatedRun.seatrial("sign", run.root(), "--signing-key", folder.resolve("integrator.pem"));
        assertThat(bothSay(5, run)).contains("DIFFERS").contains("FO-2: FAIL, signed PASS");
    }

    @Test
    void itIsAsShortAsItsPagePromises() {
        assertThat(code("verify.py")).isLessThan(100);
        assertThat(code("judge.py")).isLessThan(210);
    }

    /** Lines that are neither empty nor a comment nor the text at the top. */
    private static long code(String name) {
        String text =
                ProjectFiles.read(ProjectFiles.root().resolve("docs/verifier").resolve(name));
        String body = text.substring(text.indexOf("\"\"\"\n", text.indexOf("\"\"\"") + 3) + 4);
        return body.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("#") && !line.startsWith("\"\"\""))
                .count();
    }
}
