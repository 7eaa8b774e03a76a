package org.seatrial.fault.device;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.Reader;
import java.io.Writer;
import java.time.Duration;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
final class TerminalLinesTest {

    private final Keyboard keyboard = new Keyboard();

    /** Gives a line at a time; whoever asks for the next one has handed the last one on. */
    private static final class Keyboard extends Reader {

        private final LinkedBlockingQueue<String> typed = new LinkedBlockingQueue<>();
        private final Semaphore asked = new Semaphore(0);

        /** Returns when the line was read and handed on; somebody must read. */
        void type(String line) {
            asked.acquireUninterruptibly();
            typed.add(line + "\n");
            asked.acquireUninterruptibly();
            asked.release();
        }

        @Override
        public int read(char[] into, int from, int length) {
            asked.release();
            try {
                String line = typed.take();
                line.getChars(0, line.length(), into, from);
                return line.length();
            } catch (InterruptedException ended) {
                return -1;
            }
        }

        @Override
        public void close() {}
    }

    /** Lets the first question pass; has typed the answer to the second, and it was read, before who asks goes on. */
    private final class QuickOperator extends Writer {

        private int questions;

        @Override
        public void write(char[] shown, int from, int length) {}

        @Override
        public void flush() {
            if (++questions > 1) {
                keyboard.type("yes");
            }
        }

        @Override
        public void close() {}
    }

    @Test
    void anAnswerGivenAtOnceIsTaken() throws InterruptedException {
        TerminalLines lines = new TerminalLines(keyboard, new PrintWriter(new QuickOperator()));

        assertThat(lines.ask("first? ", Deadline.in(Duration.ofMillis(1)))).isEmpty();
        assertThat(lines.ask("second? ", Deadline.in(Duration.ofSeconds(10)))).contains("yes");
    }

    @Test
    void aLineThatCameTooLateDoesNotAnswerTheNextQuestion() throws InterruptedException {
        TerminalLines lines = new TerminalLines(keyboard, new PrintWriter(Writer.nullWriter()));

        assertThat(lines.ask("first? ", Deadline.in(Duration.ofMillis(1)))).isEmpty();
        keyboard.type("too late");

        assertThat(lines.ask("second? ", Deadline.in(Duration.ofMillis(50)))).isEmpty();
    }
}
