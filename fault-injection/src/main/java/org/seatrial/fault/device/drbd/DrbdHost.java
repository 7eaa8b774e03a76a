package org.seatrial.fault.device.drbd;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.seatrial.lab.MirrorLook;
import org.seatrial.lab.ThreadEnd;

/**
 * One of the two hosts of a volume, asked over one long connection, which is made again when it was lost. A host that does
 * not answer costs one look; until it can be asked again it is told at once that it cannot.
 */
public final class DrbdHost implements AutoCloseable {

    private static final long AGAIN_NS = 500_000_000L;
    private static final int MOST_CHARACTERS = 1 << 20;
    private static final int MOST_COMPLAINT = 300;

    private final String name;
    private final DrbdVolume volume;
    private final List<String> command;
    private final Duration replyWithin;
    private final Thread thread;
    private @Nullable Process process;
    private long startedNs;
    private boolean ready;
    private long asked;
    private long answered;
    private String answer = "";
    private String complaint = "";
    private String why;
    private volatile boolean closed;

    /**
     * @param name of the host, for people
     * @param command a program that runs the volume's loop at the host and joins it to its own input and output
     * @param replyWithin how long an answer may take
     */
    public DrbdHost(String name, DrbdVolume volume, List<String> command, Duration replyWithin) {
        this.name = name;
        this.volume = volume;
        this.command = List.copyOf(command);
        this.replyWithin = replyWithin;
        this.why = "it was not reached yet";
        this.thread = Thread.ofPlatform().name("drbd " + name).daemon().unstarted(this::keep);
    }

    void start() {
        thread.start();
    }

    /** What DRBD says now; unseen if it cannot be asked, does not answer in time or is not understood. */
    MirrorLook look(boolean synchronous) {
        String said;
        synchronized (this) {
            if (!asked()) {
                return MirrorLook.unseen(name + ": " + why);
            }
            said = answer;
        }
        try {
            return DrbdAnswer.of(said).read(volume).look(synchronous);
        } catch (DrbdException notUnderstood) {
            return MirrorLook.unseen(name + ": " + notUnderstood.getMessage());
        }
    }

    /** Puts the question; whether it was answered. */
    private synchronized boolean asked() {
        Process running = process;
        if (running == null || !ready) {
            if (running != null && System.nanoTime() - startedNs > 2 * replyWithin.toNanos()) {
                running.destroyForcibly();
            }
            return false;
        }
        long number = ++asked;
        try {
            OutputStream input = running.getOutputStream();
            input.write((number + "\n").getBytes(StandardCharsets.US_ASCII));
            input.flush();
        } catch (IOException lost) {
            why = "the connection is lost";
            return false;
        }
        long untilNs = System.nanoTime() + replyWithin.toNanos();
        boolean interrupted = false;
        while (answered != number && ready && !closed) {
            long leftNs = untilNs - System.nanoTime();
            if (leftNs <= 0) {
                running.destroyForcibly();
                ready = false;
                why = "it did not answer within " + replyWithin.toMillis() + " ms";
                break;
            }
            try {
                wait(Math.max(1, leftNs / 1_000_000));
            } catch (InterruptedException again) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return answered == number;
    }

    private void keep() {
        while (!closed) {
            try {
                connect();
            } catch (IOException refused) {
                lost(command.getFirst() + " cannot be used: " + refused.getMessage());
            }
            if (!closed) {
                LockSupport.parkNanos(AGAIN_NS);
            }
        }
    }

    /** One connection, until it ends. */
    private void connect() throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("LC_ALL", "C.UTF-8");
        Process started = builder.start();
        try (BufferedReader output = started.inputReader(StandardCharsets.UTF_8)) {
            synchronized (this) {
                process = started;
                startedNs = System.nanoTime();
                complaint = "";
                if (closed) {
                    started.destroyForcibly();
                }
            }
            read(output);
            lost("the connection ended");
        } finally {
            started.destroyForcibly();
        }
    }

    private void read(BufferedReader output) throws IOException {
        StringBuilder text = new StringBuilder();
        boolean answering = false;
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            if (line.equals(DrbdVolume.READY)) {
                synchronized (this) {
                    ready = true;
                    why = "";
                }
            } else if (line.startsWith(DrbdVolume.LOOK)) {
                text.setLength(0);
                answering = true;
            } else if (line.startsWith(DrbdVolume.SEEN)) {
                answered(line.substring(DrbdVolume.SEEN.length()), text.toString());
                answering = false;
            } else if (!answering) {
                complained(line);
            } else if (text.length() < MOST_CHARACTERS) {
                text.append(line).append('\n');
            }
        }
    }

    private synchronized void answered(String number, String text) {
        if (number.equals(String.valueOf(asked))) {
            answered = asked;
            answer = text;
            notifyAll();
        }
    }

    /** What nobody asked for, such as that a key is refused; the last counts. */
    private synchronized void complained(String line) {
        if (!line.isBlank()) {
            complaint = line.length() > MOST_COMPLAINT ? line.substring(0, MOST_COMPLAINT) : line.strip();
        }
    }

    private synchronized void lost(String reason) {
        if (!complaint.isEmpty()) {
            why = reason + ": " + complaint;
        } else if (ready || process == null) {
            // Else a look was waited for in vain, or the host was never reached, which says more.
            why = reason;
        }
        ready = false;
        process = null;
        notifyAll();
    }

    @Override
    public void close() {
        synchronized (this) {
            closed = true;
            if (process != null) {
                process.destroyForcibly();
            }
            notifyAll();
        }
        LockSupport.unpark(thread);
        ThreadEnd.await(thread);
    }
}
