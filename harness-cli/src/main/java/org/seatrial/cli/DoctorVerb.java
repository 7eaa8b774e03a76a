package org.seatrial.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.seatrial.engine.sys.ClockCalls;
import org.seatrial.engine.sys.ClockOffset;
import org.seatrial.engine.sys.NetemSupport;
import org.seatrial.engine.sys.Timespec;
import org.seatrial.engine.sys.WakefulProcessors;
import org.seatrial.lab.LabException;
import org.seatrial.lab.LabProvider;
import org.seatrial.lab.Lacking;
import org.seatrial.recording.SelfTest;
import org.seatrial.replica.NamespaceLabProvider;
import org.seatrial.report.AcceptanceReport.Environment;
import org.seatrial.report.ExitCode;
import org.seatrial.run.CancelledException;
import org.seatrial.run.InstrumentCheck;
import org.seatrial.run.MachineFacts;
import org.seatrial.run.SystemClock;
import org.seatrial.suite.Suite;
import org.seatrial.suite.SuiteCatalogue;
import org.seatrial.suite.SuiteReader;
import org.seatrial.units.Dimension;
import org.seatrial.units.Quantities;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Says whether this machine is fit to measure, and what would make it fitter. */
@Command(
        name = "doctor",
        mixinStandardHelpOptions = true,
        description = {
            "Says whether this machine can carry the installed suites' labs and what the instrument can show on it.",
            "Measures for some seconds in a lab of its own, an empty path between two namespaces.",
            "With --lab: reads back everything that was ever damaged in a lab which a run left broken, and lifts its"
                    + " quarantine if all is well; exit code 4 if it is not."
        })
final class DoctorVerb implements Callable<Integer> {

    private static final int READS = 20_000;
    private static final int SLEEPS = 500;
    private static final long SLEEP_NS = 1_000_000;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--lab", paramLabel = "FILE", description = "A lab file: says whether this lab is safe to use.")
    private @Nullable Path lab;

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        Path examined = lab;
        if (examined != null) {
            int exit = new LabDoctor(examined, Isolation.quarantine(), out).examine();
            out.flush();
            return exit;
        }
        Environment machine = MachineFacts.read(Product.version());
        out.printf(
                "machine   %s, %d cores, %s, kernel %s%n",
                machine.processor(), machine.cores(), machine.operatingSystem(), machine.kernel());
        out.printf("java      %s%n", machine.java());
        out.printf(
                "clock     %s per reading (median of %d), wall clock read to within %s%n",
                time(clockReadNs()), READS, time(new ClockOffset().errorNs()));
        long[] lateness = sleepLateness();
        out.printf(
                "sleeping  late by %s (median), %s (p99) of %d sleeps of 1 ms%n",
                time(lateness[SLEEPS / 2]), time(lateness[SLEEPS * 99 / 100]), SLEEPS);
        // sleepLateness() has set it; every thread of the instrument that waits does.
        out.printf(
                "timers    fire in steps of %s; the instrument's with a slack of 1 ns%n",
                time(new Timespec().timerStepNs()));
        out.printf("links     %s%n", links());
        Optional<SelfTest> instrument = instrument(out);
        for (String advice : MachineAdvice.of(instrument)) {
            out.printf("advice    %s%n", advice);
        }
        boolean fit = instrument.map(test -> test.doubts().isEmpty()).orElse(false);
        for (SuiteCatalogue.Entry entry : SuiteArguments.catalogue().list()) {
            Suite suite = SuiteReader.read(entry.folder(), java.util.Optional.empty(), java.util.Optional.empty());
            List<Lacking> lacking = SuiteArguments.lacking(suite);
            out.printf(
                    "suite     %s@%s: %s%n",
                    suite.name(),
                    suite.version(),
                    lacking.isEmpty() ? "its lab can run here" : "its lab cannot run here");
            for (Lacking missing : lacking) {
                fit = false;
                out.printf("          lacks %s; next: %s%n", missing.what(), missing.action());
            }
        }
        out.flush();
        return fit ? ExitCode.ACCEPTED.code() : ExitCode.LAB_ERROR.code();
    }

    /** What carries a lab's links here where the lab file leaves the choice, and why. */
    private static String links() {
        return switch (NetemSupport.ofThisKernel()) {
            case NetemSupport.Present present ->
                "those with a length, a loss or a rate are carried by the kernel's netem, which was tried out";
            case NetemSupport.Absent absent ->
                "those with a length, a loss or a rate are carried by the wire, a process of ours: the kernel's netem"
                        + " cannot be used, " + absent.reason();
        };
    }

    /** What every run measures before its trials; empty if this machine cannot bring a lab up, which is told. */
    private static Optional<SelfTest> instrument(PrintWriter out) throws IOException {
        LabProvider provider = new NamespaceLabProvider();
        SelfTest test;
        try (Interruption interruption = Interruption.listen()) {
            test = new InstrumentCheck(provider, Plugged.adapters(), new SystemClock(), interruption.cancellation())
                    .run();
        } catch (LabException | CancelledException failed) {
            out.printf("instrument  not measured: %s%n", failed.getMessage());
            return Optional.empty();
        }
        if (test.measured()) {
            out.printf(
                    "path      an empty path takes %s (median), %s (p99) of %d packets: no tighter limit can be shown"
                            + " here%n",
                    time(test.pathDelayP50Ns()), time(test.pathDelayP99Ns()), test.samples());
            out.printf("sender    packets leave late by %s (p99)%n", time(test.senderLatenessP99Ns()));
            out.printf(
                    "outage    one of %s was read as %s to %s%n",
                    time(test.knownOutageNs()), time(test.measuredLowerNs()), time(test.measuredUpperNs()));
        }
        Double steal = test.stealShare();
        out.printf(
                "steal     %s of the processors' time went to other guests%n",
                steal == null ? "not measured: how much" : Quantities.format(Dimension.RATIO, steal));
        out.printf("priority  %s%n", test.prompt() ? "real-time" : "ordinary: the scheduler is in every delay");
        out.printf(
                "idle      processors %s%n",
                WakefulProcessors.possible() ? "are kept awake while it measures" : "may go to sleep");
        test.doubts().forEach(doubt -> out.printf("doubt     %s%n", doubt));
        return Optional.of(test);
    }

    private static long clockReadNs() {
        long[] cost = new long[READS];
        for (int i = 0; i < READS; i++) {
            long before = System.nanoTime();
            cost[i] = System.nanoTime() - before;
        }
        java.util.Arrays.sort(cost);
        return cost[READS / 2];
    }

    private static long[] sleepLateness() {
        ClockCalls.sharpenTimers();
        Timespec timespec = new Timespec();
        long[] late = new long[SLEEPS];
        for (int i = 0; i < SLEEPS; i++) {
            long due = System.nanoTime() + SLEEP_NS;
            timespec.sleepUntil(due);
            late[i] = System.nanoTime() - due;
        }
        java.util.Arrays.sort(late);
        return late;
    }

    private static String time(long nanoseconds) {
        return Quantities.format(Dimension.TIME, nanoseconds);
    }
}
