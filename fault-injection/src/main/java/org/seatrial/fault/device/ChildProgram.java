package org.seatrial.fault.device;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.seatrial.lab.Lacking;

/**
 * Runs a program to its end or to the deadline, whichever is first; then it and what it started are killed. Secrets go in
 * by standard input or the environment, never by the command line, which everybody on the machine can read.
 */
final class ChildProgram {

    private static final int MOST_OUTPUT = 64 * 1024;
    private static final Executor THREADS = Thread::startVirtualThread;

    /** What became of it. */
    record Result(int exitCode, String output, String errors) {

        /** Both streams, for messages. */
        String said() {
            String all = (errors + " " + output).strip();
            return all.isEmpty() ? "it said nothing" : "it said: " + all;
        }
    }

    private ChildProgram() {}

    static Result run(List<String> command, Map<String, String> environment, String input, Deadline deadline)
            throws InterruptedException {
        Duration allowed = deadline.remaining();
        Process process = start(command, environment);
        try {
            CompletableFuture<String> output = read(process.getInputStream());
            CompletableFuture<String> errors = read(process.getErrorStream());
            CompletableFuture<Void> written =
                    CompletableFuture.runAsync(() -> write(process.getOutputStream(), input), THREADS);
            if (!process.waitFor(allowed)) {
                throw new DeviceException(
                        command.getFirst() + " did not end within " + allowed.toMillis() + " ms and was killed");
            }
            written.cancel(true);
            return new Result(process.exitValue(), text(output, deadline), text(errors, deadline));
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    private static Process start(List<String> command, Map<String, String> environment) {
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().putAll(environment);
        builder.environment().put("LC_ALL", "C.UTF-8");
        try {
            return builder.start();
        } catch (IOException e) {
            throw new DeviceException(command.getFirst() + " cannot be started: " + e.getMessage());
        }
    }

    private static void write(OutputStream stream, String input) {
        try (stream) {
            stream.write(input.getBytes(StandardCharsets.UTF_8));
        } catch (IOException _) {
            // A program that does not read its input has its reasons; what counts is how it ends.
        }
    }

    /** Reads to the end so that the program never blocks, and keeps no more than is of use. */
    private static CompletableFuture<String> read(InputStream stream) {
        return CompletableFuture.supplyAsync(
                () -> {
                    try (stream) {
                        String kept = new String(stream.readNBytes(MOST_OUTPUT), StandardCharsets.UTF_8);
                        stream.transferTo(OutputStream.nullOutputStream());
                        return kept;
                    } catch (IOException e) {
                        return "(its output cannot be read: " + e.getMessage() + ")";
                    }
                },
                THREADS);
    }

    private static String text(CompletableFuture<String> future, Deadline deadline) throws InterruptedException {
        try {
            return future.get(deadline.remaining().toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw new DeviceException("what the program started keeps its output open; it was killed");
        } catch (ExecutionException e) {
            throw new DeviceException("the program's output cannot be read", e);
        }
    }

    /** What is lacking if a program is not on the path; empty if it is there. */
    static List<Lacking> lacking(String program, String debianPackage) {
        return find(program).isPresent()
                ? List.of()
                : List.of(new Lacking(
                        "the program " + program,
                        debianPackage,
                        debianPackage.isEmpty() ? "check the inventory" : "apt install " + debianPackage));
    }

    static Optional<Path> find(String program) {
        if (program.contains("/")) {
            return Optional.of(Path.of(program)).filter(Files::isExecutable);
        }
        String path = System.getenv().getOrDefault("PATH", "") + ":/usr/sbin:/sbin";
        return Stream.of(path.split(":"))
                .filter(folder -> !folder.isEmpty())
                .map(folder -> Path.of(folder, program))
                .filter(Files::isExecutable)
                .findFirst();
    }
}
