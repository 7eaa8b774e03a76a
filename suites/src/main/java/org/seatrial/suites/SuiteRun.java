package org.seatrial.suites;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.opentest4j.AssertionFailedError;
import org.seatrial.recording.RunFolder;
import org.seatrial.report.AcceptanceReport;
import org.seatrial.report.ReportBuilder;

/** One run of a suite by the command, in a process of its own; made when somebody first asks for its report. */
final class SuiteRun {

    private static final String MAIN = "org.seatrial.cli.Main";
    private static final String FOLDER = "run folder ";
    private static final int LINES_SHOWN = 40;

    private final Path suite;
    private final Path runs;
    private final List<String> options;
    private final Optional<Path> command;
    private @Nullable Ended ended;

    SuiteRun(Path suite, Path runs, List<String> options, Optional<Path> command) {
        this.suite = suite;
        this.runs = runs;
        this.options = options;
        this.command = command;
    }

    /** @param said the last that the command said */
    private record Ended(int exit, String said, Optional<Path> folder) {}

    /** @throws AssertionFailedError if the run did not come to its end, or the lab is not as it was */
    void mustHaveEnded() throws IOException {
        AcceptanceReport report = report();
        if (!report.restore().allRestored() || run().exit() > 2) {
            throw new AssertionFailedError("the run ended with exit code " + run().exit() + "\n" + run().said());
        }
    }

    /**
     * The report of the run, judged from its files.
     *
     * @throws IllegalStateException if nothing was run; what the command said is in the message
     */
    AcceptanceReport report() throws IOException {
        Ended run = run();
        Path folder = run.folder()
                .orElseThrow(() -> new IllegalStateException(
                        "seatrial run ended with exit code " + run.exit() + " and no run folder\n" + run.said()));
        return ReportBuilder.build(new RunFolder(folder));
    }

    private synchronized Ended run() {
        if (ended == null) {
            try {
                ended = carriedOut();
            } catch (IOException failed) {
                throw new UncheckedIOException("the seatrial command could not be run", failed);
            }
        }
        return ended;
    }

    private Ended carriedOut() throws IOException {
        Files.createDirectories(runs);
        Path said = runs.resolve("seatrial-run.txt");
        List<String> words = new ArrayList<>(program());
        words.addAll(List.of("run", suite.toString(), "--runs", runs.toString()));
        words.addAll(options);
        Process process = new ProcessBuilder(words)
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        // Told to stop, the command heals what is broken and tears the lab down.
        Thread stop = new Thread(process::destroy);
        Runtime.getRuntime().addShutdownHook(stop);
        try {
            int exit = process.waitFor();
            Runtime.getRuntime().removeShutdownHook(stop);
            return ended(exit, Files.readAllLines(said));
        } catch (InterruptedException e) {
            process.destroy();
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while the suite was run", e);
        }
    }

    private static Ended ended(int exit, List<String> lines) {
        Optional<Path> folder = lines.stream()
                .filter(line -> line.startsWith(FOLDER))
                .reduce((first, last) -> last)
                .map(line -> Path.of(line.substring(FOLDER.length()).strip()));
        String shown =
                lines.stream().skip(Math.max(0, lines.size() - LINES_SHOWN)).collect(Collectors.joining("\n"));
        return new Ended(exit, shown, folder);
    }

    private List<String> program() {
        if (command.isPresent()) {
            return List.of(command.get().toString());
        }
        String classPath = System.getProperty("java.class.path", "");
        if (SuiteRun.class.getClassLoader().getResource(MAIN.replace('.', '/') + ".class") == null) {
            throw new IllegalStateException(
                    "the seatrial command is not on the class path; next: add org.seatrial:harness-cli to the test"
                            + " dependencies, or name an installed command with SuiteTests.by");
        }
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:-UsePerfData",
                "-Xms768m",
                "-Xmx768m",
                "-Xmn480m",
                "-cp",
                absolute(classPath),
                MAIN);
    }

    /** The watchdog is started from another folder, with the same class path. */
    private static String absolute(String classPath) {
        return List.of(classPath.split(File.pathSeparator, -1)).stream()
                .filter(entry -> !entry.isEmpty())
                .map(entry -> Path.of(entry).toAbsolutePath().toString())
                .collect(Collectors.joining(File.pathSeparator));
    }
}
