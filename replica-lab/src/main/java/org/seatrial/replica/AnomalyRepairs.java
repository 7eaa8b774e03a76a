package org.seatrial.replica;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.seatrial.engine.anomaly.SenderMark;
import org.seatrial.fault.HealException;
import org.seatrial.lab.LabException;

/** Undoes what an anomaly did: its sender ends, and what it announced is forgotten. */
final class AnomalyRepairs {

    private static final Duration END_LIMIT = Duration.ofSeconds(5);
    private static final long POLL_NS = 1_000_000;

    private AnomalyRepairs() {}

    /** Ends the sender that the mark names, and no other process that has its number by now. */
    static void end(Repair.EndSender it) {
        SenderMark mark = SenderMark.in(it.mark());
        Optional<Integer> sender = running(mark);
        if (sender.isEmpty()) {
            return;
        }
        NamespaceProcesses.kill(List.of(sender.get()));
        // A process that ends leaves its namespace some moments before the system lists it as ended.
        long limit = System.nanoTime() + END_LIMIT.toNanos();
        while (running(mark).isPresent()) {
            if (System.nanoTime() > limit) {
                throw new HealException(
                        "process " + sender.get() + " sends on in " + it.namespace() + " after it was killed");
            }
            LockSupport.parkNanos(POLL_NS);
        }
    }

    static Optional<Integer> running(SenderMark mark) {
        try {
            return mark.running();
        } catch (IOException unreadable) {
            throw new LabException(
                    "nobody knows whether " + mark.file() + " names a sender: " + unreadable.getMessage(), unreadable);
        }
    }

    static void askAgain(Repair.AskAgain it) {
        if (!Repairing.gone(it.namespace())) {
            Program.run("ip", "-n", it.namespace(), "neigh", "flush", "to", it.address(), "dev", it.interfaceName());
        }
    }
}
