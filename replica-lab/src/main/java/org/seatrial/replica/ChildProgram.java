package org.seatrial.replica;

import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.seatrial.lab.RunningProgram;

/** A program that runs as a child of the harness. Its end is stamped when it happens, not when somebody asks. */
final class ChildProgram implements RunningProgram {

    private final Process process;
    private final long startedNs;
    private final CompletableFuture<End> end;

    /** @param within the longest it may take */
    ChildProgram(Process process, long startedNs, Duration within) {
        this.process = process;
        this.startedNs = startedNs;
        this.end = process.onExit()
                .thenApply(ended -> new End(System.nanoTime(), OptionalInt.of(ended.exitValue())))
                .completeOnTimeout(
                        new End(startedNs + within.toNanos(), OptionalInt.empty()),
                        within.toNanos(),
                        TimeUnit.NANOSECONDS);
    }

    @Override
    public long startedNs() {
        return startedNs;
    }

    @Override
    public boolean ended() {
        return end.isDone();
    }

    @Override
    public End await() {
        End last = end.join();
        if (last.exitCode().isEmpty()) {
            close();
        }
        return last;
    }

    @Override
    public void close() {
        kill();
        process.onExit().join();
    }

    private void kill() {
        // What it started goes with it; listed first, for the children of a dead process are nobody's.
        List<ProcessHandle> children = process.descendants().toList();
        process.destroyForcibly();
        children.forEach(ProcessHandle::destroyForcibly);
    }
}
