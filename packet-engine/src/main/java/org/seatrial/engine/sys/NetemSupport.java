package org.seatrial.engine.sys;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** Whether this machine's kernel can delay the frames of a lab's links by itself. */
public sealed interface NetemSupport {

    /** It can, and timers fire when they are due. */
    record Present() implements NetemSupport {}

    /** @param reason for people */
    record Absent(String reason) implements NetemSupport {}

    /**
     * Tries it out in a namespace of its own, which ends with the trial and which nobody else sees. A kernel that has the
     * parts as modules loads them when it is first asked for them, if it is allowed to. Tried once in a process.
     */
    static NetemSupport ofThisKernel() {
        return Trial.RESULT;
    }

    /** Holds the result from the first question on. */
    final class Trial {

        private static final int LOOPBACK = 1;
        private static final long FINE_STEP_NS = 1_000;
        private static final NetemSupport RESULT = elsewhere(Trial::attempt);

        private Trial() {}

        private static NetemSupport elsewhere(Supplier<NetemSupport> attempt) {
            CompletableFuture<NetemSupport> result = new CompletableFuture<>();
            Thread.ofPlatform().name("netem-trial").start(() -> {
                try {
                    result.complete(attempt.get());
                } catch (Throwable thrown) {
                    result.completeExceptionally(thrown);
                }
            });
            return result.join();
        }

        private static NetemSupport attempt() {
            long stepNs = new Timespec().timerStepNs();
            if (stepNs > FINE_STEP_NS) {
                return new Absent("its timers fire in steps of " + stepNs / 1_000 + " µs only");
            }
            try {
                Linux.checked("unshare(CLONE_NEWNET)", Linux.unshare(Linux.CLONE_NEWNET));
            } catch (SystemCallException refused) {
                return new Absent("it could not be tried out: " + refused.getMessage());
            }
            // Every field in use, so that a kernel that overlooks one is found out.
            Netem netem = new Netem(171_501, 1_001, 12_345, 1L << 40, 24, 4_321);
            try (TrafficControl control = TrafficControl.openHere()) {
                SequencedMap<Integer, Netem> settings = new LinkedHashMap<>();
                settings.put(LOOPBACK, netem);
                control.set(settings);
                control.join(LOOPBACK, LOOPBACK);
                boolean kept = List.of(netem).equals(netemOfLoopback(control));
                return kept ? new Present() : new Absent("its netem is too old: it does not keep what it is told");
            } catch (SystemCallException refused) {
                boolean unknown = refused.errno() == Errno.ENOENT;
                return new Absent(
                        unknown
                                ? "it has no sch_netem, sch_ingress, cls_u32 or act_mirred, or cannot load it"
                                : String.valueOf(refused.getMessage()));
            }
        }

        private static List<Netem> netemOfLoopback(TrafficControl control) {
            QueueState state = control.queues().get(LOOPBACK);
            return state == null ? List.of() : state.netem().stream().toList();
        }
    }
}
