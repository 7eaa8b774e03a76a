package org.seatrial.fault.device;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Reader;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * Questions at a terminal, and the lines typed there. A read of a terminal can be neither interrupted nor given a
 * deadline, so that one thread reads for as long as the harness lives.
 */
final class TerminalLines {

    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
    private final Reader typed;
    private final PrintWriter shown;
    private boolean reading;

    /**
     * @param typed read from the first question on, and never closed: that would close the terminal
     * @param shown where questions appear
     */
    TerminalLines(Reader typed, PrintWriter shown) {
        this.typed = typed;
        this.shown = shown;
    }

    /** The line typed after the question was shown, without blanks around it; empty if there is none in time. */
    Optional<String> ask(String question, Deadline deadline) throws InterruptedException {
        // Before it is shown: a line that came too late answers nothing, and one that comes at once is an answer.
        lines.clear();
        shown.printf("%n%s", question);
        shown.flush();
        start();
        return Optional.ofNullable(lines.poll(deadline.remaining().toNanos(), TimeUnit.NANOSECONDS))
                .map(String::strip);
    }

    private synchronized void start() {
        if (!reading) {
            reading = true;
            Thread.ofPlatform().name("terminal").daemon().start(this::read);
        }
    }

    /** Not by a console's own readLine, which lets nobody print a question while it waits for a line. */
    private void read() {
        BufferedReader in = new BufferedReader(typed);
        try {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                lines.add(line);
            }
        } catch (IOException gone) {
            // Nobody will answer any more, as at the end of the input; whoever asks is told when the time is over.
            lines.clear();
        }
    }
}
