package org.seatrial.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.seatrial.lab.LeftLab;
import org.seatrial.recording.RunFolder;
import org.seatrial.replica.NamespaceLabProvider;
import org.seatrial.verdict.Finding;

/** The command as a user starts it, in a process of its own, and what it left. */
final class Seatrial implements AutoCloseable {

    private static final long LIMIT_MINUTES = 6;

    private final Process process;
    private final Path said;

    private Seatrial(Process process, Path said) {
        this.process = process;
        this.said = said;
    }

    /** Starts the command with its runs and its key below {@code folder}. */
    static Seatrial start(Path folder, String... arguments) {
        return start(folder, List.of(), "", arguments);
    }

    /**
     * The same behind another program, or with more on its class path.
     *
     * @param before a program and its arguments that start the command
     * @param first goes before the product on the class path
     */
    static Seatrial start(Path folder, List<String> before, String first, String... arguments) {
        Path app = ProjectFiles.root().resolve("harness-cli/target/app");
        List<String> command = new ArrayList<>(before);
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xms768m",
                "-Xmx768m",
                "-Xmn480m",
                "-Dseatrial.home=" + ProjectFiles.root(),
                "-cp",
                (first.isEmpty() ? "" : first + File.pathSeparator) + app + "/*",
                Main.class.getName()));
        command.addAll(List.of(arguments));
        try {
            Path said = Files.createTempFile(folder, "said", ".txt");
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(said.toFile());
            builder.environment()
                    .put("XDG_CONFIG_HOME", folder.resolve("config").toString());
            builder.environment().put("XDG_STATE_HOME", folder.resolve("state").toString());
            return new Seatrial(builder.start(), said);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Waits for its end and returns the exit code. */
    int exit() throws InterruptedException {
        assertThat(process.waitFor(LIMIT_MINUTES, TimeUnit.MINUTES)).as(said()).isTrue();
        return process.exitValue();
    }

    String said() {
        return ProjectFiles.read(said);
    }

    /** Waits until it has said something. */
    void awaitSaying(String text) throws InterruptedException {
        awaitLines(said, text, 1);
    }

    /** Waits until a file it writes has so many lines with a text in them. */
    void awaitLines(Path file, String text, int count) throws InterruptedException {
        awaitLines(file, text, count, true);
    }

    /** The same of a file that another process writes, when this one has ended. */
    void awaitLinesOfTheDead(Path file, String text, int count) throws InterruptedException {
        awaitLines(file, text, count, false);
    }

    private void awaitLines(Path file, String text, int count, boolean alive) throws InterruptedException {
        long limit = System.nanoTime() + TimeUnit.MINUTES.toNanos(LIMIT_MINUTES);
        while (ProjectFiles.read(file)
                        .lines()
                        .filter(line -> line.contains(text))
                        .count()
                < count) {
            assertThat(process.isAlive()).as(said()).isEqualTo(alive);
            assertThat(System.nanoTime()).as(said()).isLessThan(limit);
            TimeUnit.MILLISECONDS.sleep(50);
        }
    }

    /** What it has started and that still runs. */
    List<ProcessHandle> children() {
        return process.children().toList();
    }

    /** Sends a signal, by its name without SIG. */
    void signal(String name) throws IOException, InterruptedException {
        assertThat(new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                        .inheritIO()
                        .start()
                        .waitFor())
                .isZero();
    }

    /** SIGTERM. */
    void terminate() {
        process.destroy();
    }

    /** The one run folder it made. */
    static Path run(Path folder) {
        try (Stream<Path> runs = Files.list(folder.resolve("runs"))) {
            List<Path> all = runs.toList();
            assertThat(all).hasSize(1);
            return all.getFirst();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** What the one run below a folder found of a requirement. */
    static Finding finding(Path folder, String requirement) throws IOException {
        RunFolder run = new RunFolder(run(folder));
        return Arrays.stream(run.readJson(run.findings(), Finding[].class))
                .filter(one -> one.requirement().equals(requirement))
                .findFirst()
                .orElseThrow();
    }

    /** Programs that were started for runs below a folder, and run: each has inherited its path. */
    static List<String> programs(Path folder) {
        return ProcessHandle.allProcesses()
                .filter(process -> process.pid() != ProcessHandle.current().pid())
                .filter(process -> inherited(process).contains(folder.toString()))
                .map(process ->
                        process.pid() + " " + process.info().commandLine().orElse(""))
                .toList();
    }

    private static String inherited(ProcessHandle process) {
        try {
            return Files.readString(
                    Path.of("/proc", Long.toString(process.pid()), "environ"), StandardCharsets.ISO_8859_1);
        } catch (IOException endedOrForeign) {
            return "";
        }
    }

    /** Namespaces of labs on this machine, without those of labs whose runs are not below {@code folder}. */
    static List<String> namespaces(Path folder) {
        NamespaceLabProvider provider = new NamespaceLabProvider();
        List<LeftLab> labs = new ArrayList<>(provider.registered());
        try (Stream<Path> files = Files.list(Path.of("/run/netns"))) {
            List<String> names =
                    files.map(path -> String.valueOf(path.getFileName())).toList();
            // Before and after: somebody else's lab may come up or go meanwhile.
            labs.addAll(provider.registered());
            Path own = folder.toRealPath();
            List<String> foreign = labs.stream()
                    .filter(lab -> !lab.logs().startsWith(own))
                    .map(lab -> "st-" + lab.id() + "-")
                    .toList();
            return names.stream()
                    .filter(name -> name.matches("st-[0-9a-f]{4}-.*"))
                    .filter(name -> foreign.stream().noneMatch(name::startsWith))
                    .toList();
        } catch (IOException none) {
            return List.of();
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(1, TimeUnit.MINUTES)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException interrupted) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
