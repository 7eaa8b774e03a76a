package org.seatrial.run;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.seatrial.lab.LabException;
import org.seatrial.recording.RunFolder;

/**
 * Keeps two processes from working on one run folder. The system drops the lock of a process that dies, after the last
 * of its threads: whoever gets it knows that nothing of the former holder acts any more.
 */
public final class RunLock implements AutoCloseable {

    /** How long a rescue may take that somebody waits for. */
    private static final Duration RESCUE_LIMIT = Duration.ofMinutes(3);

    /** What is said in the file may be a dead holder's word for so long, until the next one has written its own. */
    private static final Duration DOUBT = Duration.ofSeconds(2);

    private static final long POLL_NS = 20_000_000;

    /** What the holder does. */
    public enum Holder {
        /** Runs trials: nobody waits for it. */
        RUN('r'),
        /** Heals and removes what a dead run left: its end is worth waiting for. */
        RESCUE('w');

        private final char letter;

        Holder(char letter) {
            this.letter = letter;
        }
    }

    private final RandomAccessFile file;

    private RunLock(RandomAccessFile file) {
        this.file = file;
    }

    /**
     * Takes the lock; waits for a rescue to end.
     *
     * @throws LabException if the run is going on
     */
    public static RunLock take(RunFolder folder, Holder holder) throws IOException {
        RandomAccessFile file = open(folder);
        long now = System.nanoTime();
        long doubtUntil = now + DOUBT.toNanos();
        long limit = now + RESCUE_LIMIT.toNanos();
        while (!locked(file)) {
            boolean rescue = said(file) == Holder.RESCUE;
            now = System.nanoTime();
            if (now > (rescue ? limit : doubtUntil)) {
                file.close();
                throw new LabException(
                        rescue
                                ? "what run " + folder.root() + " left is still being healed after "
                                        + RESCUE_LIMIT.toMinutes() + " min; look at its watchdog.log"
                                : "run " + folder.root() + " is still going on; wait for it or stop it first");
            }
            if (rescue) {
                doubtUntil = now + DOUBT.toNanos();
            }
            LockSupport.parkNanos(POLL_NS);
        }
        return new RunLock(file).heldBy(holder);
    }

    /** Waits, without using the processor, until nobody holds the lock. */
    @SuppressWarnings("resource") // the lock lives as long as the file is open
    static RunLock await(RunFolder folder, Holder holder) {
        try {
            RandomAccessFile file = open(folder);
            FileLock lock = file.getChannel().lock();
            if (!lock.isValid()) {
                throw new IOException("the lock was lost");
            }
            return new RunLock(file).heldBy(holder);
        } catch (IOException failed) {
            throw new UncheckedIOException("the lock of " + folder.root() + " cannot be used", failed);
        }
    }

    private static RandomAccessFile open(RunFolder folder) throws IOException {
        return new RandomAccessFile(folder.root().resolve(".lock").toFile(), "rw");
    }

    @SuppressWarnings("resource") // the lock lives as long as the file is open
    private static boolean locked(RandomAccessFile file) throws IOException {
        try {
            FileLock lock = file.getChannel().tryLock();
            return lock != null;
        } catch (OverlappingFileLockException sameProcess) {
            return false;
        }
    }

    private RunLock heldBy(Holder holder) throws IOException {
        file.seek(0);
        file.write(holder.letter);
        return this;
    }

    private static Holder said(RandomAccessFile file) throws IOException {
        file.seek(0);
        return file.read() == Holder.RESCUE.letter ? Holder.RESCUE : Holder.RUN;
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
