package org.seatrial.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.seatrial.fault.CableEnd;
import org.seatrial.fault.Fault;
import org.seatrial.fault.Undo;
import org.seatrial.fault.device.DeviceCableInjector;
import org.seatrial.fault.device.PhysicalLabProvider;
import org.seatrial.input.InputException;
import org.seatrial.lab.Lab;
import org.seatrial.lab.LabBinding;
import org.seatrial.lab.LabRequest;
import org.seatrial.recording.RunFolder;
import org.seatrial.run.Ledger;
import org.seatrial.run.Quarantine;
import org.seatrial.run.Salvage;
import org.seatrial.run.Sim;
import org.seatrial.run.SystemClock;
import org.seatrial.suite.Suite;

/** A lab of real devices that a dead run left broken, until the doctor finds it healthy. */
class QuarantineVerbsTest {

    @TempDir
    private Path folder = Path.of("unset");

    private Quarantine quarantine = Quarantine.NONE;
    private Path relay = Path.of("unset");
    private RunFolder run = new RunFolder(Path.of("unset"));

    private Path inventory(String name, String comment) throws IOException {
        Path program = ProjectFiles.root().resolve("docs/examples/relay.sh");
        return Files.writeString(folder.resolve(name), """
            # %s
            lab: physical
            devices:
              relays: {adapter: scripted, command: [%s], options: {folder: %s}, done-within: 1 s}
            links:
              fibre-a: {cable: {device: relays, target: gpio17}}
            """.formatted(comment, program, folder.resolve("gpio")));
    }

    /** A dead run's ledger says that the cable may be broken. */
    @BeforeEach
    void aRunThatDiedWithTheCableBroken() throws IOException {
        quarantine = Quarantine.in(folder.resolve("quarantine"));
        relay = Files.createDirectories(folder.resolve("gpio/gpio17")).resolve("value");
        Files.writeString(relay, "1\n");
        run = new RunFolder(Files.createDirectory(folder.resolve("run")));
        LabBinding binding = new LabBinding("bench", "physical", inventory("lab.yaml", "first"), "");
        Lab lab = new PhysicalLabProvider().bringUp(new LabRequest(Sim.dualPath(), binding, Set.of(), folder));
        Undo undo =
                new DeviceCableInjector().prepare(new Fault.CablePull("fibre-a", CableEnd.BOTH_ENDS), lab, "pull#1");
        try (Ledger ledger = new Ledger(run.ledger())) {
            ledger.undo(undo);
        }
        Files.writeString(relay, "0\n");
    }

    private Salvage.Result recover() {
        return new Salvage(Plugged.adapters(), run, new SystemClock(), quarantine).run();
    }

    private void makeTheRelayUnreachable() throws IOException {
        Files.move(folder.resolve("gpio"), folder.resolve("gone"));
    }

    private void makeTheRelayReachable() throws IOException {
        Files.move(folder.resolve("gone"), folder.resolve("gpio"));
    }

    private Suite suiteIn(Path labFile) {
        LabBinding binding = new LabBinding(Suite.DEFAULT_LAB, "physical", labFile, "");
        return new Suite(
                "bench",
                "1.0.0",
                "Bench",
                folder,
                "topology.clab.yml",
                Sim.dualPath(),
                Map.of(Suite.DEFAULT_LAB, binding),
                List.of(),
                List.of(),
                List.of(),
                "",
                false);
    }

    private record Answer(int exit, String said) {}

    private Answer doctor(Path labFile) {
        StringWriter said = new StringWriter();
        int exit = new LabDoctor(labFile, quarantine, new PrintWriter(said, true)).examine();
        return new Answer(exit, said.toString());
    }

    @Test
    void aLabThatCouldNotBeHealedIsRefusedInOneMessageThatSaysWhatToDo() throws IOException {
        makeTheRelayUnreachable();
        assertThat(recover().failures()).isNotEmpty();
        Path lab = folder.resolve("lab.yaml");
        assertThatThrownBy(() -> Isolation.refuse(suiteIn(lab), quarantine))
                .isInstanceOfSatisfying(
                        InputException.class,
                        refused -> assertThat(refused.problems())
                                .singleElement()
                                .satisfies(problem -> assertThat(problem.message())
                                        .startsWith(lab + ": this lab is in quarantine since 20")
                                        .contains("relays target gpio17", "next: seatrial recover " + run.root())
                                        .endsWith("seatrial doctor --lab " + lab)));
    }

    @Test
    void anotherInventoryOfTheSameDevicesIsRefusedToo() throws IOException {
        makeTheRelayUnreachable();
        recover();
        Path other = inventory("other.yaml", "a copy");
        assertThatThrownBy(() -> Isolation.refuse(suiteIn(other), quarantine)).isInstanceOf(InputException.class);
    }

    @Test
    void aLabThatWasHealedIsNotRefused() throws IOException {
        assertThat(recover().failures()).isEmpty();
        assertThat(Files.readString(relay)).startsWith("1");
        Isolation.refuse(suiteIn(folder.resolve("lab.yaml")), quarantine);
        Answer answer = doctor(folder.resolve("lab.yaml"));
        assertThat(answer.exit()).isZero();
        assertThat(answer.said()).contains("is not in quarantine");
    }

    @Test
    void theDoctorNamesWhatIsStillBrokenAndTheQuarantineStays() throws IOException {
        makeTheRelayUnreachable();
        recover();
        Answer silent = doctor(folder.resolve("lab.yaml"));
        assertThat(silent.exit()).isEqualTo(4);
        assertThat(silent.said()).contains("NOT HEALTHY: relays target gpio17");
        makeTheRelayReachable();
        Answer broken = doctor(folder.resolve("lab.yaml"));
        assertThat(broken.exit()).isEqualTo(4);
        assertThat(broken.said()).contains("NOT HEALTHY: relays target gpio17 is off");
        assertThatThrownBy(() -> Isolation.refuse(suiteIn(folder.resolve("lab.yaml")), quarantine))
                .isInstanceOf(InputException.class);
    }

    @Test
    void theDoctorLiftsTheQuarantineOfALabThatReadsHealthy() throws IOException {
        makeTheRelayUnreachable();
        recover();
        makeTheRelayReachable();
        Files.writeString(relay, "1\n");
        Answer answer = doctor(folder.resolve("lab.yaml"));
        assertThat(answer.exit()).as(answer.said()).isZero();
        assertThat(answer.said()).contains("the quarantine is lifted");
        Isolation.refuse(suiteIn(folder.resolve("lab.yaml")), quarantine);
    }

    @Test
    void theDoctorSwitchesNothing() throws IOException {
        makeTheRelayUnreachable();
        recover();
        makeTheRelayReachable();
        doctor(folder.resolve("lab.yaml"));
        assertThat(Files.readString(relay)).startsWith("0");
    }

    @Test
    void aFileThatIsNoLabFileIsRefused() throws IOException {
        Path file = Files.writeString(folder.resolve("notes.yaml"), "title: notes\n");
        assertThatThrownBy(() -> doctor(file)).isInstanceOf(InputException.class);
        Path simulated = Files.writeString(folder.resolve("fake.yaml"), "lab: fake\n");
        assertThatThrownBy(() -> doctor(simulated))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("never in quarantine");
    }
}
