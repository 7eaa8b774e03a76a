package org.seatrial.engine.standstill;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.seatrial.engine.sys.HarnessMark;
import org.seatrial.lab.LabException;
import org.seatrial.recording.Standstill;

/**
 * The witness as the harness sees it. What it could not see, because real-time priority was refused or it has ended, it
 * does not report: without evidence nothing stood still.
 */
public final class StandstillWitness implements AutoCloseable {

    private final WatchFile file;
    private final Process process;

    private StandstillWitness(WatchFile file, Process process) {
        this.file = file;
        this.process = process;
    }

    /**
     * Starts the process; it watches as soon as it is ready, which nobody needs to wait for.
     *
     * @param memory a file that does not exist yet
     * @param errors where its standard error goes
     * @throws LabException if it cannot be started
     */
    public static StandstillWitness start(Path memory, Path errors) {
        List<Integer> processors = online();
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                // No collection, no compilation, no timed safepoint: nothing of its own may ever stop a watcher.
                "-XX:+UnlockExperimentalVMOptions",
                "-XX:+UnlockDiagnosticVMOptions",
                "-XX:+UseEpsilonGC",
                "-XX:GuaranteedSafepointInterval=0",
                "-Xint",
                "-XX:-UsePerfData",
                "-Xshare:auto",
                "-Xmx48m",
                "-cp",
                System.getProperty("java.class.path"),
                WitnessMain.class.getName(),
                memory.toString()));
        processors.forEach(processor -> command.add(Integer.toString(processor)));
        try {
            WatchFile file = WatchFile.create(memory, WitnessMain.WATCHERS * processors.size());
            try {
                ProcessBuilder builder = new ProcessBuilder(command)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .redirectError(errors.toFile());
                HarnessMark.ofThisProcess().on(builder.environment());
                return new StandstillWitness(file, builder.start());
            } catch (IOException failed) {
                file.close();
                throw failed;
            }
        } catch (IOException failed) {
            throw new LabException("the witness of standstills could not be started: " + failed.getMessage(), failed);
        }
    }

    /** Numbers of the processors that anything may run on, from a list such as {@code 0-3,8}. */
    private static List<Integer> online() {
        try {
            String list =
                    Files.readString(Path.of("/sys/devices/system/cpu/online")).strip();
            return ProcessorList.parse(list);
        } catch (IOException unreadable) {
            return IntStream.range(0, Runtime.getRuntime().availableProcessors())
                    .boxed()
                    .toList();
        }
    }

    /** When the whole machine stood still, of late: the latest few hundred spans. By time. */
    public List<Standstill> seen() {
        return Standstill.common(
                IntStream.range(0, file.watchers()).mapToObj(file::spans).toList());
    }

    public boolean alive() {
        return process.isAlive();
    }

    public long pid() {
        return process.pid();
    }

    /** Ends the process and waits for its end. Idempotent. */
    @Override
    public void close() {
        process.destroyForcibly();
        try {
            process.waitFor(5, TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        if (!process.isAlive()) {
            file.close();
        }
    }
}
