package org.seatrial.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.URL;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.seatrial.lab.fake.FakeBehaviour;
import org.seatrial.lab.fake.FakeLabProvider;
import org.seatrial.plan.PlanKind;
import org.seatrial.plan.Planner;
import org.seatrial.recording.RunFolder;
import org.seatrial.run.AcceptanceRun;
import org.seatrial.run.Adapters;
import org.seatrial.run.Cancellation;
import org.seatrial.run.ProgressListener;
import org.seatrial.run.Sim;
import org.seatrial.run.VirtualClock;
import org.seatrial.suite.Suite;
import org.seatrial.suite.SuiteReader;
import picocli.CommandLine;

/** Run folders of the simulated lab, and the command's later verbs on them, in this process. */
final class SimulatedRun {

    static final long SEED = 7;

    private SimulatedRun() {}

    /** A design that notices a silent cut too late: FO-2 and FO-3 fail. */
    static FakeBehaviour late() {
        return new FakeBehaviour(
                Duration.ofMillis(2),
                Duration.ofMillis(300),
                Duration.ofMillis(60),
                Duration.ZERO,
                Duration.ofMillis(300),
                Set.of());
    }

    static RunFolder in(Path runs, FakeBehaviour behaviour) throws IOException {
        return in(runs, behaviour, suite());
    }

    static RunFolder in(Path runs, FakeBehaviour behaviour, Path suiteFolder) throws IOException {
        VirtualClock clock = new VirtualClock();
        Adapters plugged = Plugged.adapters();
        Adapters simulated = new Adapters(
                List.of(new FakeLabProvider(behaviour, Sim.time(clock))),
                plugged.generators(),
                plugged.injectors(),
                plugged.healers(),
                plugged.observers());
        Suite suite = SuiteReader.read(suiteFolder, Optional.empty(), Optional.empty());
        return new AcceptanceRun(simulated, clock, new Cancellation(), ProgressListener.NONE)
                .run(suite, Planner.plan(suite, PlanKind.CERTIFY, SEED), runs, "test")
                .folder();
    }

    static Path suite() {
        URL file = Objects.requireNonNull(SimulatedRun.class.getResource("/simulated/1.0.0/suite.yaml"));
        return Path.of(URI.create(file.toString())).resolveSibling("");
    }

    /** What a verb said and how it ended. */
    record Said(int exit, String text) {}

    static Said seatrial(Object... arguments) {
        StringWriter said = new StringWriter();
        CommandLine command = Main.commandLine();
        command.setErr(new PrintWriter(said));
        command.setOut(new PrintWriter(said));
        int exit = command.execute(
                List.of(arguments).stream().map(Object::toString).toArray(String[]::new));
        return new Said(exit, said.toString());
    }

    /** Judges, reports and signs. */
    static void complete(RunFolder run, Path key) {
        seatrial("judge", run.root());
        seatrial("report", run.root(), "--signing-key", key);
        Said signed = seatrial("sign", run.root(), "--signing-key", key);
        assertThat(signed.text()).contains("signed");
    }
}
