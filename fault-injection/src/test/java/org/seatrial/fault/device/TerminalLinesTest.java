package org.seatrial.fault.device;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PipedReader;
import java.io.PipedWriter;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
final class TerminalLinesTest {

    private final PipedWriter keyboard = new PipedWriter();
    private final PipedReader typed;

    TerminalLinesTest() throws IOException {
        typed = new PipedReader(keyboard);
    }

    /** Lets the first question pass; has typed the answer to the second, and it was read, before who asks goes on. */
    private final class QuickOperator extends Writer {

        private int questions;

        @Override
        public void write(char[] shown, int from, int length) {}

        @Override
        public void flush() throws IOException {
            if (++questions > 1) {
                type("yes");
            }
        }

        @Override
        public void close() {}
    }

    /** A line, once questions are asked; waits until it was read. */
    private void type(String line) throws IOException {
        keyboard.write(line + "\n");
        keyboard.flush();
        try {
            while (typed.ready()) {
                Thread.sleep(1);
            }
            // The reader has taken the characters; it hands the line on in its next few instructions.
            Thread.sleep(20);
        } catch (InterruptedException ended) {
            throw new UncheckedIOException(new IOException(ended));
        }
    }

    @Test
    void anAnswerGivenAtOnceIsTaken() throws InterruptedException {
        TerminalLines lines = new TerminalLines(typed, new PrintWriter(new QuickOperator()));

        assertThat(lines.ask("first? ", Deadline.in(Duration.ofMillis(1)))).isEmpty();
        assertThat(lines.ask("second? ", soon())).contains("yes");
    }

    @Test
    void aLineThatCameTooLateDoesNotAnswerTheNextQuestion() throws InterruptedException, IOException {
        TerminalLines lines = new TerminalLines(typed, new PrintWriter(Writer.nullWriter()));

        assertThat(lines.ask("first? ", Deadline.in(Duration.ofMillis(1)))).isEmpty();
        type("too late");

        assertThat(lines.ask("second? ", Deadline.in(Duration.ofMillis(50)))).isEmpty();
    }

    private static Deadline soon() {
        return Deadline.in(Duration.ofSeconds(10));
    }
}
