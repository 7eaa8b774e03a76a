package org.seatrial.run;

import java.util.Optional;
import java.util.Set;
import org.seatrial.fault.Commanded;
import org.seatrial.lab.DaemonControl;
import org.seatrial.lab.DaemonReading;
import org.seatrial.recording.FaultRecord.Effect;

/** A daemon that is gone, or stands still, by the operating system's list of processes; and stays so. */
final class DaemonProof implements EffectProof {

    private static final String OBSERVER = "list of processes";

    private final String node;
    private final String daemon;
    private final Wanted wanted;
    private final DaemonControl control;
    private final Patience patience;
    private Set<Long> before;

    /** What became of it. */
    enum Wanted {
        GONE,
        STOPPED
    }

    DaemonProof(String node, String daemon, Wanted wanted, DaemonControl control, Patience patience) {
        this.node = node;
        this.daemon = daemon;
        this.wanted = wanted;
        this.control = control;
        this.patience = patience;
        this.before = read().running();
    }

    private DaemonReading read() {
        return control.read(node, daemon);
    }

    @Override
    public void justBefore() {
        DaemonReading now = read();
        if (now.running().isEmpty() || !now.stopped().isEmpty()) {
            throw new TrialInvalidException(daemon + " of " + node + " did not run before the fault: " + state(now));
        }
        before = now.running();
    }

    @Override
    public Effect awaitEffect(Commanded commanded) {
        DaemonReading now = patience.read(commanded.afterNs(), this::read, this::so);
        return so(now)
                ? new Effect(
                        true,
                        commanded.beforeNs(),
                        Math.max(commanded.afterNs(), now.afterNs()),
                        OBSERVER,
                        daemon + " of " + node + ": " + state(now) + ", before " + before)
                : Effect.unproven(OBSERVER, daemon + " of " + node + " still is there: " + state(now));
    }

    @Override
    public void earlyInHold() {
        // A process that is gone or stopped does nothing.
    }

    @Override
    public Effect lasted(Effect shown) {
        DaemonReading now = read();
        return so(now)
                ? shown
                : Effect.unproven(OBSERVER, daemon + " of " + node + " came back during the hold: " + state(now));
    }

    @Override
    public Optional<String> notRestored() {
        DaemonReading now = read();
        return now.stopped().isEmpty() && now.running().size() >= before.size()
                ? Optional.empty()
                : Optional.of(daemon + " of " + node + " does not run again: " + state(now));
    }

    private boolean so(DaemonReading now) {
        return switch (wanted) {
            case GONE -> now.running().isEmpty() && now.stopped().isEmpty();
            case STOPPED -> now.running().isEmpty() && now.stopped().equals(before);
        };
    }

    private static String state(DaemonReading now) {
        return "running " + now.running() + ", stopped " + now.stopped();
    }
}
