package org.seatrial.engine.wire;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.seatrial.engine.sys.HarnessMark;
import org.seatrial.engine.sys.LinkedClasses;
import org.seatrial.lab.LabException;

/** The wire process as the harness sees it: started, ready, ended. */
public final class WireProcess implements AutoCloseable {

    private static final Duration START_LIMIT = Duration.ofSeconds(20);

    private final Process process;
    private final Writer input;
    private final Path errors;

    private WireProcess(Process process, Path errors) {
        this.process = process;
        this.errors = errors;
        input = process.outputWriter(StandardCharsets.UTF_8);
    }

    /**
     * Starts the process and waits until it carries frames; see {@link #launch} and {@link #carry}.
     *
     * @param namespace the namespace that holds every wire's two interfaces
     * @param controlFile made by {@link WireControl#create} for as many wires
     * @param errors where its standard error goes
     * @param threads how many threads share the wires, 1 or more
     * @throws LabException if it does not become ready
     */
    public static WireProcess start(
            Path namespace, Path controlFile, List<WireSpec> wires, Path errors, WireMode mode, int threads) {
        WireProcess wire = launch(errors);
        try {
            wire.carry(namespace, controlFile, wires, mode, threads);
            return wire;
        } catch (RuntimeException failed) {
            wire.close();
            throw failed;
        }
    }

    /** The same, economical, with one thread: for labs whose routers share the processors. */
    public static WireProcess start(Path namespace, Path controlFile, List<WireSpec> wires, Path errors) {
        return start(namespace, controlFile, wires, errors, WireMode.ECONOMICAL, 1);
    }

    /**
     * Starts a process that has nothing to carry yet. It needs most of its time to become ready before it knows of any wire.
     *
     * @param errors where its standard error goes
     */
    public static WireProcess launch(Path errors) {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(List.of(
                "--enable-native-access=ALL-UNNAMED",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:-UsePerfData",
                "-Xmx64m"));
        command.addAll(LinkedClasses.options());
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), WireMain.class.getName()));
        try {
            ProcessBuilder builder = new ProcessBuilder(command).redirectError(errors.toFile());
            HarnessMark.ofThisProcess().on(builder.environment());
            return new WireProcess(builder.start(), errors);
        } catch (IOException failed) {
            throw new LabException("the wire process could not be started: " + failed.getMessage(), failed);
        }
    }

    /**
     * Waits until it carries frames. Once.
     *
     * @param namespace the namespace that holds every wire's two interfaces
     * @param controlFile made by {@link WireControl#create} for as many wires
     * @param threads how many threads share the wires, 1 or more
     * @throws LabException if it does not become ready
     */
    public void carry(Path namespace, Path controlFile, List<WireSpec> wires, WireMode mode, int threads) {
        if (threads < 1) {
            throw new IllegalArgumentException(threads + " threads: at least 1");
        }
        try {
            setCharacters(controlFile, wires);
            input.write(namespace + "\n" + controlFile + "\n" + mode + "\n" + threads + "\n");
            for (WireSpec spec : wires) {
                input.write(spec.toLine() + "\n");
            }
            input.write("\n");
            input.flush();
            awaitReady();
        } catch (IOException failed) {
            throw new LabException("the wire process could not be started: " + failed.getMessage() + said(), failed);
        }
    }

    private static void setCharacters(Path controlFile, List<WireSpec> wires) throws IOException {
        try (WireControl control = WireControl.open(controlFile)) {
            if (control.wires() != wires.size()) {
                throw new IllegalArgumentException(
                        controlFile + " is for " + control.wires() + " wires, but " + wires.size() + " are to be made");
            }
            for (int wire = 0; wire < wires.size(); wire++) {
                control.set(wire, WireControl.A_TO_B, wires.get(wire).aToB());
                control.set(wire, WireControl.B_TO_A, wires.get(wire).bToA());
            }
        }
    }

    private void awaitReady() throws IOException {
        BufferedReader output =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        CompletableFuture<String> first = new CompletableFuture<>();
        Thread.ofVirtual().start(() -> {
            try {
                String line = output.readLine();
                first.complete(line == null ? "" : line);
            } catch (IOException failed) {
                first.completeExceptionally(failed);
            }
        });
        try {
            String line = first.get(START_LIMIT.toSeconds(), TimeUnit.SECONDS);
            if (!line.equals(WireMain.READY)) {
                throw new LabException("the wire process ended before it was ready" + said());
            }
        } catch (TimeoutException late) {
            throw new LabException(
                    "the wire process was not ready within " + START_LIMIT.toSeconds() + " s" + said(), late);
        } catch (ExecutionException failed) {
            throw new IOException(failed.getCause());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new LabException("interrupted while the wire process started", interrupted);
        }
    }

    private String said() {
        try {
            String text = Files.readString(errors).strip();
            return text.isEmpty() ? "" : "; it said: " + text;
        } catch (IOException unreadable) {
            return "; what it said could not be read: " + unreadable.getMessage();
        }
    }

    public long pid() {
        return process.pid();
    }

    public boolean alive() {
        return process.isAlive();
    }

    /** Ends the process and waits for its end. Idempotent. */
    @Override
    public void close() {
        try {
            input.close();
        } catch (IOException alreadyGone) {
            // A process that ended by itself has closed the pipe; its end is awaited below all the same.
            process.destroyForcibly();
        }
        try {
            if (!process.waitFor(2, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor(5, TimeUnit.SECONDS);
            }
        } catch (InterruptedException interrupted) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
