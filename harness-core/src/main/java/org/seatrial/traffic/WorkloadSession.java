package org.seatrial.traffic;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.seatrial.recording.EvidenceFile;

/** A workload in one trial: started once, stopped once, then replayed as exchanges. */
public interface WorkloadSession extends AutoCloseable {

    /** @param atNs monotonic instant at which the first exchange of the first stream is due */
    void start(long atNs);

    /** How the exchanges did that were due between two instants. Safe to call at work. */
    Progress progress(long fromNs, long untilNs);

    /**
     * Called once, at the end of the hold, before anything is healed: what only the fault shows, for example what the
     * surviving copy of a volume holds, is looked at here. Bounded in time, because healing waits for it.
     */
    default void beforeHealing() {}

    /**
     * Called once, when every workload of the trial has had its look before healing, and before anything is healed: what
     * was missing then is looked at once more where it is compared with what others saw. Bounded in time.
     */
    default void lookAgain() {}

    /** Stops asking and waits for outstanding answers, no longer than the workload's patience. Idempotent. */
    void stop();

    /** After {@link #stop}: every exchange that was due. */
    void replay(ExchangeSink sink);

    /** After {@link #stop}: writes evidence of its own beside the list of exchanges. */
    default List<EvidenceFile> evidence(Path folder) throws IOException {
        return List.of();
    }

    /** How the clients fell short of what the workload asked for, one sentence each; empty if they did not. */
    List<String> shortfalls();

    @Override
    void close();

    /**
     * Of a span of time.
     *
     * @param good answered as they should be
     * @param bad answered badly, given up, or never asked
     * @param outstanding asked, and neither answered nor given up yet
     */
    record Progress(long good, long bad, long outstanding) {}
}
