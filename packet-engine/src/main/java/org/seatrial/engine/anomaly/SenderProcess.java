package org.seatrial.engine.anomaly;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.seatrial.engine.sys.HarnessMark;
import org.seatrial.fault.Anomaly;
import org.seatrial.fault.Commanded;
import org.seatrial.lab.LabException;

/** The process that sends an anomaly, as the harness sees it. While it waits to be told it sends nothing. */
public final class SenderProcess implements AutoCloseable {

    private static final long START_LIMIT_S = 20;

    private final Process process;
    private final Writer input;
    private final BufferedReader output;
    private final Path errors;

    private SenderProcess(Process process, Path errors) {
        this.process = process;
        this.input = process.outputWriter(StandardCharsets.UTF_8);
        this.output = process.inputReader(StandardCharsets.UTF_8);
        this.errors = errors;
    }

    /**
     * Starts it and waits until it is ready to go.
     *
     * @param within a command that runs what follows it inside the station's namespace
     * @param frame what is repeated
     * @throws LabException if it does not become ready
     */
    public static SenderProcess start(
            List<String> within, String interfaceName, SenderMark mark, byte[] frame, Anomaly anomaly) {
        List<String> command = new ArrayList<>(within);
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:-UsePerfData",
                "-Xshare:auto",
                "-Xmx32m",
                "-cp",
                System.getProperty("java.class.path"),
                AnomalyMain.class.getName()));
        Path errors = mark.file().resolveSibling(mark.file().getFileName() + ".log");
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(errors.toFile());
        HarnessMark.ofThisProcess().on(builder.environment());
        try {
            SenderProcess sender = new SenderProcess(builder.start(), errors);
            try {
                sender.say(String.join(
                        "\n",
                        interfaceName,
                        mark.file().toString(),
                        HexFormat.of().formatHex(frame),
                        Double.toString(anomaly.framesPerSecond()),
                        Integer.toString(anomaly.burst()),
                        Long.toString(anomaly.lasts().toNanos())));
                if (!sender.answer().equals(AnomalyMain.READY)) {
                    throw sender.failure("ended before it was ready");
                }
                return sender;
            } catch (IOException | RuntimeException failed) {
                sender.close();
                throw failed;
            }
        } catch (IOException failed) {
            throw new LabException("the sender of an anomaly could not be started: " + failed.getMessage(), failed);
        }
    }

    /** Lets it send. The first frame left between the two instants. */
    public Commanded go() {
        try {
            long before = System.nanoTime();
            say(AnomalyMain.GO);
            if (answer().isEmpty()) {
                throw failure("ended when it was told to send");
            }
            return new Commanded(before, System.nanoTime());
        } catch (IOException failed) {
            throw failure("cannot be told to send", failed);
        }
    }

    private void say(String lines) throws IOException {
        input.write(lines + "\n");
        input.flush();
    }

    /** The next line; empty if it has ended. */
    private String answer() {
        CompletableFuture<String> line = new CompletableFuture<>();
        Thread.ofVirtual().start(() -> {
            try {
                String read = output.readLine();
                line.complete(read == null ? "" : read);
            } catch (IOException failed) {
                line.completeExceptionally(failed);
            }
        });
        try {
            return line.get(START_LIMIT_S, TimeUnit.SECONDS);
        } catch (TimeoutException | ExecutionException late) {
            throw failure("does not answer", late);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw failure("was waited for, which was interrupted", interrupted);
        }
    }

    private LabException failure(String what, Throwable cause) {
        return new LabException("the sender of an anomaly " + what + said(), cause);
    }

    private LabException failure(String what) {
        return new LabException("the sender of an anomaly " + what + said());
    }

    private String said() {
        try {
            String text = Files.readString(errors).strip();
            return text.isEmpty() ? "" : "; it said: " + text;
        } catch (IOException unreadable) {
            return "; what it said could not be read: " + unreadable.getMessage();
        }
    }

    public boolean alive() {
        return process.isAlive();
    }

    /** Ends it and waits for its end. Idempotent. */
    @Override
    public void close() {
        process.destroyForcibly();
        try {
            process.waitFor(START_LIMIT_S, TimeUnit.SECONDS);
            input.close();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } catch (IOException alreadyGone) {
            // The pipe of a process that has ended is closed with it.
            return;
        }
    }
}
