package org.seatrial.run;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import org.seatrial.lab.LabException;
import org.seatrial.recording.RunFolder;

/** Keeps two processes from working on one run folder. The system drops the lock of a process that dies. */
final class RunLock implements AutoCloseable {

    private final RandomAccessFile file;

    RunLock(RunFolder folder) throws IOException {
        file = new RandomAccessFile(folder.root().resolve(".lock").toFile(), "rw");
        if (!locked(file)) {
            file.close();
            throw new LabException("run " + folder.root() + " is still going on; wait for it or stop it first");
        }
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

    @Override
    public void close() throws IOException {
        file.close();
    }
}
