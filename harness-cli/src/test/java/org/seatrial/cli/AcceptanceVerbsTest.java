package org.seatrial.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.seatrial.cli.SimulatedRun.Said;
import org.seatrial.lab.fake.FakeBehaviour;
import org.seatrial.recording.RunFolder;

/** The verbs of both parties after a run: countersign, waive, register, compare, and verify with a policy. */
class AcceptanceVerbsTest {

    @TempDir
    private Path folder = Path.of("unset");

    private RunFolder signed(String name, FakeBehaviour behaviour) throws IOException {
        RunFolder run = SimulatedRun.in(folder.resolve(name), behaviour);
        SimulatedRun.complete(run, folder.resolve("integrator.pem"));
        return run;
    }

    private Said countersign(RunFolder run, Object... more) {
        List<Object> arguments = new ArrayList<>(List.of(
                "countersign",
                run.root(),
                "--signing-key",
                folder.resolve("customer.pem"),
                "--organisation",
                "Acme Networks",
                "--person",
                "A. Fischer"));
        arguments.addAll(List.of(more));
        return SimulatedRun.seatrial(arguments.toArray());
    }

    private Path policy(String more) throws IOException {
        return Files.writeString(folder.resolve("policy.yaml"), """
            policy: acme
            report-signed-by: [integrator.pub.pem]
            countersigned-by: [{role: customer, keys: [customer.pub.pem]}]
            """ + more);
    }

    @Test
    void aCountersignedRunVerifiesAndSaysWhoDecided() throws IOException {
        RunFolder run = signed("runs", FakeBehaviour.SOUND);
        assertThat(countersign(run, "--decision", "accepted", "--comment", "as agreed")
                        .exit())
                .isZero();
        Said verified = SimulatedRun.seatrial("verify", run.root());
        assertThat(verified.exit()).as(verified.text()).isZero();
        assertThat(verified.text()).contains("accepted by A. Fischer, Acme Networks, as customer", "as agreed");
        assertThat(verified.text().lines().count()).isLessThanOrEqualTo(24);
    }

    @Test
    void aRunThatCertifiesNothingDoesNotSatisfyAPolicyEvenIfTheCustomerAcceptedIt() throws IOException {
        RunFolder run = signed("runs", FakeBehaviour.SOUND);
        countersign(run, "--decision", "accepted");
        Said verified = SimulatedRun.seatrial("verify", run.root(), "--policy", policy("minimum-class: replica\n"));
        assertThat(verified.exit()).isEqualTo(5);
        assertThat(verified.text())
                .contains("FAILED  policy: it certifies: it certifies nothing", "FAILED  policy: class: fake")
                .contains("ok      policy: accepted by customer: A. Fischer");
    }

    @Test
    void aChangedRunIsNotCountersigned() throws IOException {
        RunFolder run = signed("runs", FakeBehaviour.SOUND);
        Files.writeString(run.root().resolve("notes.txt"), "all fine");
        String before = Files.readString(run.root().resolve("acceptance.intoto.jsonl"));
        Said said = countersign(run, "--decision", "accepted");
        assertThat(said.exit()).isEqualTo(5);
        assertThat(said.text()).contains("notes.txt was added");
        assertThat(Files.readString(run.root().resolve("acceptance.intoto.jsonl")))
                .isEqualTo(before);
    }

    @Test
    void decisionsThatMakeNoSenseAreRefusedWithWhatWouldBeValid() throws IOException {
        RunFolder run = signed("runs", SimulatedRun.late());
        assertThat(countersign(run, "--decision", "acepted"))
                .satisfies(said -> assertThat(said.exit()).isEqualTo(64))
                .satisfies(said -> assertThat(said.text()).contains("'acepted'", "accepted-with-deviations"));
        assertThat(countersign(run, "--decision", "accepted"))
                .satisfies(said -> assertThat(said.exit()).isEqualTo(64))
                .satisfies(said -> assertThat(said.text()).contains("REJECTED", "FO-2", "--deviation"));
        assertThat(countersign(run, "--decision", "accepted-with-deviations", "--deviation", "FO-22"))
                .satisfies(said -> assertThat(said.exit()).isEqualTo(64))
                .satisfies(said -> assertThat(said.text()).contains("FO-22", "FO-2"));
        assertThat(countersign(run, "--decision", "rejected").exit()).isZero();
    }

    @Test
    void aBrokenPolicyIsToldWithAllItsProblems() throws IOException {
        RunFolder run = signed("runs", FakeBehaviour.SOUND);
        countersign(run, "--decision", "accepted");
        Path broken = policy("waivers-by: [costumer]\nminimum-class: replika\nmaximum-age-days: soon\nclass: x\n");
        Said said = SimulatedRun.seatrial("verify", run.root(), "--policy", broken);
        assertThat(said.exit()).isEqualTo(64);
        assertThat(said.text())
                .contains("costumer", "customer", "replika", "'replica'", "soon", "there is no such key");
    }

    @Test
    void aWaiverStandsInReportJUnitAndPageBesideTheVerdict() throws IOException {
        RunFolder run = signed("runs", SimulatedRun.late());
        Said waived = SimulatedRun.seatrial(
                "waive",
                run.root(),
                "--requirement",
                "FO-2",
                "--reason",
                "the second fibre follows",
                "--expires",
                "2999-12-31",
                "--organisation",
                "Acme Networks",
                "--person",
                "A. Fischer",
                "--signing-key",
                folder.resolve("customer.pem"));
        assertThat(waived.exit()).as(waived.text()).isZero();
        assertThat(SimulatedRun.seatrial("verify", run.root()).exit()).isEqualTo(5);
        SimulatedRun.complete(run, folder.resolve("integrator.pem"));
        assertThat(SimulatedRun.seatrial("verify", run.root()).exit()).isZero();
        assertThat(SimulatedRun.seatrial("judge", run.root()).exit()).isEqualTo(1);
        assertThat(Files.readString(run.root().resolve("report.html")))
                .contains("waived until 2999-12-31: the second fibre follows");
        assertThat(Files.readString(run.root().resolve("junit.xml"))).contains("waived until 2999-12-31", "<failure");
    }

    @Test
    void waiversWithoutSenseAreRefusedAllAtOnce() throws IOException {
        RunFolder run = signed("runs", SimulatedRun.late());
        Said said = SimulatedRun.seatrial(
                "waive",
                run.root(),
                "--requirement",
                "FO-9",
                "--reason",
                " ",
                "--expires",
                "2020-01-01",
                "--organisation",
                "",
                "--person",
                "A",
                "--signing-key",
                folder.resolve("customer.pem"));
        assertThat(said.exit()).isEqualTo(64);
        assertThat(said.text()).contains("FO-9", "--reason", "2020-01-01", "this day has passed", "--organisation");
        assertThat(folder.resolve("customer.pem")).doesNotExist();
    }

    @Test
    void aPlanThatBothSidesSignedIsNamedInTheReportWithWhatWasRunOtherwise() throws IOException {
        Path plan = folder.resolve("plan.intoto.jsonl");
        for (String role : new String[] {"integrator", "customer"}) {
            Said said = SimulatedRun.seatrial(
                    "register",
                    SimulatedRun.suite(),
                    "--seed",
                    SimulatedRun.SEED,
                    "--out",
                    plan,
                    "--role",
                    role,
                    "--organisation",
                    role + " Ltd",
                    "--person",
                    "P",
                    "--signing-key",
                    folder.resolve(role + ".pem"));
            assertThat(said.exit()).as(said.text()).isZero();
        }
        RunFolder run = SimulatedRun.in(folder.resolve("runs"), FakeBehaviour.SOUND);
        assertThat(SimulatedRun.seatrial(
                                "report",
                                run.root(),
                                "--registered",
                                plan,
                                "--signing-key",
                                folder.resolve("integrator.pem"))
                        .exit())
                .isZero();
        String page = Files.readString(run.root().resolve("report.html"));
        assertThat(page).contains("P, integrator Ltd", "P, customer Ltd");
        // The simulated run bears a date before today, which is what the report has to say.
        assertThat(page).contains("it was not signed before the run began").doesNotContain("seed:");
        assertThat(SimulatedRun.seatrial(
                                "register",
                                SimulatedRun.suite(),
                                "--seed",
                                8,
                                "--out",
                                plan,
                                "--organisation",
                                "O",
                                "--person",
                                "P",
                                "--signing-key",
                                folder.resolve("customer.pem"))
                        .text())
                .contains("signed for another plan", "plan.seed: 7 against 8");
    }

    @Test
    void comparingShowsWhatChangedAndWhatGotWorse() throws IOException {
        RunFolder good = signed("good", FakeBehaviour.SOUND);
        RunFolder bad = signed("bad", SimulatedRun.late());
        Said said = SimulatedRun.seatrial("compare", good.root(), bad.root());
        assertThat(said.exit()).isEqualTo(1);
        assertThat(said.text()).contains("the same was run", "passed in A and not in B: FO-2, FO-3");
        assertThat(SimulatedRun.seatrial("compare", bad.root(), good.root()).exit())
                .isZero();
        assertThat(SimulatedRun.seatrial("compare", good.root(), folder).exit()).isEqualTo(64);
    }

    @Test
    void theReportListsEarlierRunsOfTheSameDesign() throws IOException {
        Path runs = folder.resolve("runs");
        RunFolder first = signed("runs", SimulatedRun.late());
        Path moved = Files.move(first.root(), runs.resolve("earlier"));
        Path run = moved.resolve("run.json");
        Files.writeString(run, Files.readString(run).replace("2026-11-21T10:15", "2026-11-20T10:15"));
        RunFolder second = signed("runs", FakeBehaviour.SOUND);
        assertThat(Files.readString(second.root().resolve("earlier-runs.json"))).contains("\"earlier\"", "\"FAIL\"");
        assertThat(Files.readString(second.report())).contains("\"earlierRuns\"", "\"earlier\"");
        Said alone = SimulatedRun.seatrial("verify", Files.move(second.root(), folder.resolve("sent")));
        assertThat(alone.exit()).as(alone.text()).isZero();
    }
}
