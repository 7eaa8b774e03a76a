package org.seatrial.engine.wire;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.seatrial.engine.sys.HarnessMark;
import org.seatrial.lab.LabException;

/** The wire process as the harness sees it: started, ready, ended. */
public final class WireProcess implements AutoCloseable {

    private static final Duration START_LIMIT = Duration.ofSeconds(20);

    private final Process process;
    private final Writer input;

    private WireProcess(Process process, Writer input) {
        this.process = process;
        this.input = input;
    }

    /** The same, economical, with one thread: for labs whose routers share the processors. */
    public static WireProcess start(Path namespace, Path controlFile, List<WireSpec> wires, Path errors) {
        return start(namespace, controlFile, wires, errors, WireMode.ECONOMICAL, 1);
    }

    /**
     * Starts the process and waits until it carries frames.
     *
     * @param namespace the namespace that holds every wire's two interfaces
     * @param controlFile made by {@link WireControl#create} for as many wires
     * @param errors where its standard error goes
     * @param threads how many threads share the wires, 1 or more
     * @throws LabException if it does not become ready
     */
    public static WireProcess start(
            Path namespace, Path controlFile, List<WireSpec> wires, Path errors, WireMode mode, int threads) {
        if (threads < 1) {
            throw new IllegalArgumentException(threads + " threads: at least 1");
        }
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:-UsePerfData",
                "-Xshare:auto",
                "-Xmx64m",
                "-cp",
                System.getProperty("java.class.path"),
                WireMain.class.getName());
        try {
            setCharacters(controlFile, wires);
            ProcessBuilder builder = new ProcessBuilder(command).redirectError(errors.toFile());
            HarnessMark.ofThisProcess().on(builder.environment());
            Process process = builder.start();
            Writer input = process.outputWriter(StandardCharsets.UTF_8);
            WireProcess wire = new WireProcess(process, input);
            try {
                input.write(namespace + "\n" + controlFile + "\n" + mode + "\n" + threads + "\n");
                for (WireSpec spec : wires) {
                    input.write(spec.toLine() + "\n");
                }
                input.write("\n");
                input.flush();
                wire.awaitReady(errors);
                return wire;
            } catch (IOException | RuntimeException failed) {
                wire.close();
                throw failed;
            }
        } catch (IOException failed) {
            throw new LabException(
                    "the wire process could not be started: " + failed.getMessage() + said(errors), failed);
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

    private void awaitReady(Path errors) throws IOException {
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
                throw new LabException("the wire process ended before it was ready" + said(errors));
            }
        } catch (TimeoutException late) {
            throw new LabException(
                    "the wire process was not ready within " + START_LIMIT.toSeconds() + " s" + said(errors), late);
        } catch (ExecutionException failed) {
            throw new IOException(failed.getCause());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new LabException("interrupted while the wire process started", interrupted);
        }
    }

    private static String said(Path errors) {
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
