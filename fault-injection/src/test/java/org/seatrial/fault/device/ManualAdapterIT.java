package org.seatrial.fault.device;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** At a real terminal, which {@code script} makes: a test types, and reads what is shown. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class ManualAdapterIT {

    /** A process at a terminal. */
    private static final class Terminal implements AutoCloseable {

        private final Process process;
        private final StringBuilder shown = new StringBuilder();

        Terminal(int patience) throws IOException {
            String java =
                    Path.of(System.getProperty("java.home"), "bin", "java").toString();
            String command = java + " -XX:TieredStopAtLevel=1 -cp '" + System.getProperty("java.class.path") + "' "
                    + OperatorAtTerminal.class.getName() + " " + patience;
            process = new ProcessBuilder("script", "--quiet", "--return", "--command", command, "/dev/null")
                    .redirectErrorStream(true)
                    .start();
        }

        /** Reads what the terminal shows until a text is there. */
        void await(String text) throws IOException {
            InputStream out = process.getInputStream();
            while (shown.indexOf(text) < 0) {
                int next = out.read();
                assertThat(next).as("before '%s' it showed: %s", text, shown).isNotNegative();
                shown.append((char) next);
            }
        }

        void type(String line) throws IOException {
            OutputStream in = process.getOutputStream();
            in.write((line + "\n").getBytes(StandardCharsets.UTF_8));
            in.flush();
        }

        @Override
        public void close() {
            List<ProcessHandle> started = process.descendants().toList();
            process.destroyForcibly();
            started.forEach(ProcessHandle::destroyForcibly);
        }
    }

    @Test
    void theOperatorIsAskedAtTheTerminalAndNamedWithWhatWasSeen() throws IOException, InterruptedException {
        try (Terminal terminal = new Terminal(60)) {
            terminal.await("Please pull it out of port 10: fibre A, rack 7. When it is done, type your name: ");
            terminal.type("Ada Lovelace");
            terminal.await(OperatorAtTerminal.DONE_BY + "Ada Lovelace");
            terminal.await("is it on or off? ");
            terminal.type("OFF");
            terminal.await(OperatorAtTerminal.SEEN + SwitchState.OFF);
            assertThat(terminal.process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void anOperatorWhoDoesNotAnswerInTimeHasNotDoneIt() throws IOException {
        try (Terminal terminal = new Terminal(1)) {
            terminal.await("the operator did not answer in time");
        }
    }
}
