package org.seatrial.engine.sys;

import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.concurrent.CompletableFuture;

/**
 * Tries out whether the kernel carries links, in a namespace of its own, which ends with the trial and which nobody else
 * sees. A kernel that has the parts as modules loads them when it is first asked for them, if it is allowed to.
 */
final class NetemTrial {

    private static final int LOOPBACK = 1;
    private static final long FINE_STEP_NS = 1_000;

    /** Every field in use, so that a kernel that overlooks one is found out. */
    private static final Netem EVERYTHING = new Netem(171_501, 1_001, 12_345, 1L << 40, 24, 4_321);

    private NetemTrial() {}

    /** On a thread of its own, because a thread does not come back from a new namespace. */
    static NetemSupport run() {
        CompletableFuture<NetemSupport> result = new CompletableFuture<>();
        Thread.ofPlatform().name("netem-trial").start(() -> {
            try {
                result.complete(attempt());
            } catch (Throwable thrown) {
                result.completeExceptionally(thrown);
            }
        });
        return result.join();
    }

    private static NetemSupport attempt() {
        long stepNs = new Timespec().timerStepNs();
        if (stepNs > FINE_STEP_NS) {
            return new NetemSupport.Absent("its timers fire in steps of " + stepNs / 1_000 + " µs only");
        }
        try {
            Linux.checked("unshare(CLONE_NEWNET)", Linux.unshare(Linux.CLONE_NEWNET));
        } catch (SystemCallException refused) {
            return new NetemSupport.Absent("it could not be tried out: " + refused.getMessage());
        }
        SequencedMap<Integer, Netem> settings = new LinkedHashMap<>();
        settings.put(LOOPBACK, EVERYTHING);
        try (TrafficControl control = TrafficControl.openHere()) {
            control.set(settings);
            control.join(LOOPBACK, LOOPBACK);
            Optional<Netem> kept =
                    Optional.ofNullable(control.queues().get(LOOPBACK)).flatMap(QueueState::netem);
            return kept.equals(Optional.of(EVERYTHING))
                    ? new NetemSupport.Present()
                    : new NetemSupport.Absent("its netem is too old: it does not keep what it is told");
        } catch (SystemCallException refused) {
            boolean unknown = refused.errno() == Errno.ENOENT;
            return new NetemSupport.Absent(
                    unknown
                            ? "it has no sch_netem, sch_ingress, cls_u32 or act_mirred, or cannot load it"
                            : String.valueOf(refused.getMessage()));
        }
    }
}
