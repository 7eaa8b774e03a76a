package org.seatrial.cli;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.seatrial.engine.sys.LinkedClasses;
import org.seatrial.lab.LabException;
import org.seatrial.recording.RunFolder;
import org.seatrial.run.Watchdog;

/** The watchdog as the harness sees it: a small process that {@link WatchdogMain} runs in. */
final class WatchdogProcess implements Watchdog {

    private static final long START_LIMIT_S = 30;
    private static final long END_LIMIT_S = 5;

    @Override
    public Watch over(RunFolder folder) {
        File log = folder.root().resolve("watchdog.log").toFile();
        ProcessBuilder builder =
                new ProcessBuilder(command(folder)).redirectError(ProcessBuilder.Redirect.appendTo(log));
        try {
            return new Started(builder.start());
        } catch (IOException refused) {
            throw new LabException("the watchdog could not be started: " + refused.getMessage(), refused);
        }
    }

    private static List<String> command(RunFolder folder) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:-UsePerfData",
                "-Xms16m",
                "-Xmx96m"));
        command.addAll(LinkedClasses.options());
        command.add("-Dseatrial.home=" + Product.home());
        command.addAll(List.of(
                "-cp",
                System.getProperty("java.class.path"),
                WatchdogMain.class.getName(),
                folder.root().toString()));
        return command;
    }

    private static final class Started implements Watch {

        private final Process process;
        private final CompletableFuture<Boolean> ready;

        Started(Process process) {
            this.process = process;
            BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
            this.ready = CompletableFuture.supplyAsync(
                    () -> {
                        try {
                            return WatchdogMain.WATCHING.equals(output.readLine());
                        } catch (IOException ended) {
                            return false;
                        }
                    },
                    task -> Thread.ofPlatform().daemon().name("watchdog-ready").start(task));
        }

        @Override
        public boolean watching() {
            try {
                return ready.get(START_LIMIT_S, TimeUnit.SECONDS) && process.isAlive();
            } catch (ExecutionException | TimeoutException never) {
                return false;
            } catch (InterruptedException interrupted) {
                // Whoever asks the run to stop does not ask it to break something unwatched.
                Thread.currentThread().interrupt();
                return false;
            }
        }

        @Override
        public void close() {
            process.destroy();
            try {
                if (!process.waitFor(END_LIMIT_S, TimeUnit.SECONDS)) {
                    process.destroyForcibly();
                }
            } catch (InterruptedException interrupted) {
                process.destroyForcibly();
                Thread.currentThread().interrupt();
            }
        }
    }
}
