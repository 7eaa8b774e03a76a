package org.seatrial.fault.device;

import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * Lines typed at the terminal. A read of a terminal can be neither interrupted nor given a deadline, so that one thread
 * reads for as long as the harness lives; a line that came too late is not taken for the answer to the next question.
 */
final class TerminalLines {

    private static final BlockingQueue<String> LINES = new LinkedBlockingQueue<>();
    private static boolean reading;

    private TerminalLines() {}

    static Optional<String> next(Console console, Deadline deadline) throws InterruptedException {
        LINES.clear();
        start(console);
        return Optional.ofNullable(LINES.poll(deadline.remaining().toNanos(), TimeUnit.NANOSECONDS))
                .map(String::strip);
    }

    private static synchronized void start(Console console) {
        if (!reading) {
            reading = true;
            Thread.ofPlatform().name("terminal").daemon().start(() -> read(console));
        }
    }

    /** Not by the console's own readLine, which lets nobody print a question while it waits for a line. */
    private static void read(Console console) {
        // Never closed: that would close the terminal.
        BufferedReader lines = new BufferedReader(console.reader());
        try {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                LINES.add(line);
            }
        } catch (IOException gone) {
            // Nobody will answer any more, as at the end of the input; whoever asks is told when the time is over.
            LINES.clear();
        }
    }
}
