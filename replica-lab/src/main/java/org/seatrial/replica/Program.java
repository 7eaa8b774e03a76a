package org.seatrial.replica;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.exec.CommandLine;
import org.apache.commons.exec.DefaultExecutor;
import org.apache.commons.exec.ExecuteException;
import org.apache.commons.exec.ExecuteWatchdog;
import org.apache.commons.exec.PumpStreamHandler;
import org.seatrial.engine.sys.HarnessMark;
import org.seatrial.lab.LabException;

/** Runs a short-lived program to its end. */
final class Program {

    private static final Duration LIMIT = Duration.ofSeconds(20);

    private Program() {}

    /** What it printed. */
    static String run(String... command) {
        return run(List.of(command), "");
    }

    /**
     * What it printed on both streams.
     *
     * @param input for its standard input
     * @throws LabException if it cannot be started, ends with another code than 0 or takes longer than 20 s
     */
    static String run(List<String> command, String input) {
        CommandLine line = new CommandLine(command.getFirst());
        command.stream().skip(1).forEach(argument -> line.addArgument(argument, false));
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        ExecuteWatchdog watchdog = ExecuteWatchdog.builder().setTimeout(LIMIT).get();
        DefaultExecutor executor = DefaultExecutor.builder().get();
        executor.setWatchdog(watchdog);
        executor.setStreamHandler(new PumpStreamHandler(
                output, output, new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8))));
        try {
            executor.execute(line, environment());
            return output.toString(StandardCharsets.UTF_8);
        } catch (ExecuteException ended) {
            String reason = watchdog.killedProcess()
                    ? "did not end within " + LIMIT.toSeconds() + " s"
                    : "ended with code " + ended.getExitValue();
            String said = output.toString(StandardCharsets.UTF_8).strip();
            throw new LabException(
                    "'" + String.join(" ", command) + "' " + reason + (said.isEmpty() ? "" : ": " + said), ended);
        } catch (IOException refused) {
            throw new LabException(
                    "'" + command.getFirst() + "' could not be started: " + refused.getMessage(), refused);
        }
    }

    /** Logs of daemons are in UTC, so that summer time cannot shift an instant. */
    private static Map<String, String> environment() {
        Map<String, String> environment = new HashMap<>(System.getenv());
        environment.put("TZ", "UTC");
        environment.put("LC_ALL", "C");
        HarnessMark.ofThisProcess().on(environment);
        return environment;
    }
}
