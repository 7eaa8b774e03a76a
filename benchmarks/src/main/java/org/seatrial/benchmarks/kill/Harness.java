package org.seatrial.benchmarks.kill;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.seatrial.engine.sys.HarnessMark;

/** A run of the command in a process of its own. */
final class Harness implements AutoCloseable {

    private static final long POLL_NS = 500_000;

    private final Process process;
    private final HarnessMark mark;
    private final Path runs;
    private final Path said;
    private final long startNs = System.nanoTime();

    private Harness(Process process, HarnessMark mark, Path runs, Path said) {
        this.process = process;
        this.mark = mark;
        this.runs = runs;
        this.said = said;
    }

    /** Starts the command on a suite, or on a run that is to go on. */
    static Harness start(Path home, Path folder, Path suite, Optional<Path> resumed) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xms256m",
                "-Xmx512m",
                "-Dseatrial.home=" + home,
                "-cp",
                home.resolve("harness-cli/target/app") + "/*",
                "org.seatrial.cli.Main",
                "certify"));
        if (resumed.isPresent()) {
            command.addAll(List.of("--resume", resumed.get().toString()));
        } else {
            command.addAll(List.of(suite.toString(), "--plan", "smoke"));
        }
        Path runs = folder.resolve("runs");
        command.addAll(List.of("--runs", runs.toString()));
        Path said = Files.createTempFile(folder, "said", ".txt");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(said.toFile());
        builder.environment().put("XDG_CONFIG_HOME", folder.resolve("config").toString());
        builder.environment().put("XDG_STATE_HOME", folder.resolve("state").toString());
        Process process = builder.start();
        HarnessMark mark = new HarnessMark(
                process.pid(), HarnessMark.startOf(process.pid()).orElse(0L));
        return new Harness(process, mark, runs, said);
    }

    HarnessMark mark() {
        return mark;
    }

    String said() throws IOException {
        return Files.readString(said);
    }

    /** The run's folder, as soon as it has a plan. */
    Optional<Path> run() throws IOException {
        if (!Files.isDirectory(runs)) {
            return Optional.empty();
        }
        try (Stream<Path> folders = Files.list(runs)) {
            return folders.filter(folder -> Files.exists(folder.resolve("plan.json"))
                            && Files.exists(folder.resolve("environment.json")))
                    .findFirst();
        }
    }

    /**
     * Kills it at a moment.
     *
     * @param afterNs behind the line that the moment waits for
     * @return whether the moment came before the process ended
     */
    boolean kill(Moment moment, long afterNs) throws IOException, InterruptedException {
        long known = count(moment);
        long size = -1;
        while (!moment.file().isEmpty()) {
            if (!process.isAlive()) {
                return false;
            }
            long now = size(moment);
            if (now != size && count(moment) > known) {
                break;
            }
            size = now;
            LockSupport.parkNanos(POLL_NS);
        }
        long due = (moment.file().isEmpty() ? startNs : System.nanoTime()) + afterNs;
        LockSupport.parkNanos(due - System.nanoTime());
        boolean alive = process.isAlive();
        process.destroyForcibly();
        process.waitFor();
        return alive;
    }

    private long count(Moment moment) throws IOException {
        Optional<Path> run = moment.file().isEmpty() ? Optional.empty() : run();
        return run.isEmpty() ? 0 : lines(run.get().resolve(moment.file()), moment.text());
    }

    private long size(Moment moment) throws IOException {
        Optional<Path> run = run();
        Path file = run.isEmpty() ? runs : run.get().resolve(moment.file());
        return Files.exists(file) ? Files.size(file) : 0;
    }

    private static long lines(Path file, String text) throws IOException {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> line.contains(text))
                    .count();
        } catch (NoSuchFileException notYet) {
            return 0;
        }
    }

    /** Waits for its end; empty if it does not end in time. */
    Optional<Integer> end(long seconds) throws InterruptedException {
        return process.waitFor(seconds, TimeUnit.SECONDS) ? Optional.of(process.exitValue()) : Optional.empty();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
