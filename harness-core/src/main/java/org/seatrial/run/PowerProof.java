package org.seatrial.run;

import java.util.Optional;
import org.seatrial.fault.Commanded;
import org.seatrial.lab.NodeControl;
import org.seatrial.lab.NodeReading;
import org.seatrial.recording.FaultRecord.Effect;

/** A node without power: no process, no carrier at its neighbours, no frame from it. */
final class PowerProof implements EffectProof {

    private static final String OBSERVER = "processes, neighbours' carriers and frame counters";

    private final String node;
    private final NodeControl control;
    private final Clock clock;
    private final Cancellation cancellation;
    private final NodeReading idle;
    private NodeReading before;
    private NodeReading early;

    PowerProof(String node, NodeControl control, Clock clock, Cancellation cancellation) {
        this.node = node;
        this.control = control;
        this.clock = clock;
        this.cancellation = cancellation;
        this.idle = control.read(node);
        this.before = idle;
        this.early = idle;
    }

    @Override
    public void justBefore() {
        before = control.read(node);
        if (before.carriersUp() == 0) {
            throw new TrialInvalidException(node + " had no cable with carrier before its power was cut");
        }
    }

    @Override
    public Effect awaitEffect(Commanded commanded) {
        long deadline = commanded.afterNs() + EFFECT_WITHIN_NS;
        long lastAlive = commanded.beforeNs();
        NodeReading now = control.read(node);
        while (!dead(now)) {
            if (clock.monotonicNanos() >= deadline) {
                return Effect.unproven(
                        OBSERVER,
                        node + " still runs " + state(now) + " " + EFFECT_WITHIN_NS / 1_000_000
                                + " ms after its power was cut");
            }
            if (now.processes() == before.processes() && now.carriersUp() == before.carriersUp()) {
                lastAlive = Math.max(lastAlive, now.beforeNs());
            }
            cancellation.sleepUntil(clock, clock.monotonicNanos() + READ_EVERY_NS);
            now = control.read(node);
        }
        return new Effect(true, lastAlive, Math.max(lastAlive, now.afterNs()), OBSERVER, node + ": " + state(now));
    }

    @Override
    public void earlyInHold() {
        early = control.read(node);
    }

    @Override
    public Effect lasted(Effect shown) {
        NodeReading late = control.read(node);
        if (!dead(late)) {
            return Effect.unproven(OBSERVER, node + " came back during the hold: " + state(late));
        }
        long frames = late.framesOut() - early.framesOut();
        return frames == 0
                ? shown
                : Effect.unproven(OBSERVER, node + " still sent " + frames + " frames without power");
    }

    @Override
    public Optional<String> notRestored() {
        NodeReading now = control.read(node);
        // The smaller of two counts: a command that happened to run in the node is not missing afterwards.
        int processes = Math.min(idle.processes(), before.processes());
        return now.processes() >= processes && now.carriersUp() >= before.carriersUp()
                ? Optional.empty()
                : Optional.of(node + " has " + state(now) + ", before the fault " + state(before));
    }

    private static boolean dead(NodeReading reading) {
        return reading.processes() == 0 && reading.carriersUp() == 0;
    }

    private static String state(NodeReading reading) {
        return reading.processes() + " processes and " + reading.carriersUp() + " carriers";
    }
}
