package org.seatrial.run;

import java.util.Locale;
import java.util.Optional;
import org.seatrial.fault.Anomaly;
import org.seatrial.fault.Commanded;
import org.seatrial.fault.Fault;
import org.seatrial.lab.AnomalyControl;
import org.seatrial.lab.AnomalyReading;
import org.seatrial.recording.FaultRecord.Effect;

/**
 * A traffic anomaly: as many frames as were commanded have arrived at the other end of the station's cable, or were
 * refused there for their size, and the sender has ended by itself. What the sender says of itself counts for nothing.
 */
final class AnomalyProof implements EffectProof {

    private static final String OBSERVER = "frames counted at the other end of the station's cable";

    /** A sender that a busy machine held up may stay this far behind, and what others send is no more than this. */
    private static final double TOLERANCE = 0.1;

    private final Fault.TrafficAnomaly fault;
    private final AnomalyControl control;
    private final Patience patience;
    private AnomalyReading before;

    AnomalyProof(Fault.TrafficAnomaly fault, AnomalyControl control, Patience patience) {
        this.fault = fault;
        this.control = control;
        this.patience = patience;
        this.before = control.read(fault.from());
    }

    @Override
    public void justBefore() {
        before = control.read(fault.from());
        if (before.running()) {
            throw new TrialInvalidException(fault.from() + " sent what it should not before it was told to");
        }
    }

    @Override
    public Effect awaitEffect(Commanded commanded) {
        AnomalyReading now =
                patience.read(commanded.afterNs(), () -> control.read(fault.from()), reading -> came(reading) > 0);
        return came(now) > 0
                ? new Effect(
                        true,
                        commanded.beforeNs(),
                        Math.max(commanded.afterNs(), now.afterNs()),
                        OBSERVER,
                        "the first frames of the " + form() + " came from " + fault.from())
                : Effect.unproven(OBSERVER, "no frame of the " + form() + " came from " + fault.from());
    }

    @Override
    public void earlyInHold() {
        // Counted over the whole of it.
    }

    @Override
    public Effect lasted(Effect shown) {
        // A sender that was held up ends a little later than it should.
        AnomalyReading now = patience.read(
                patience.clock().monotonicNanos(),
                () -> control.read(fault.from()),
                reading -> !reading.running() && came(reading) >= fewest());
        if (now.running()) {
            return Effect.unproven(OBSERVER, fault.from() + " did not stop within the hold: " + told(now));
        }
        return came(now) >= fewest() && came(now) <= most()
                ? new Effect(true, shown.earliestNs(), shown.latestNs(), OBSERVER, told(now))
                : Effect.unproven(OBSERVER, "the " + form() + " was not what was commanded: " + told(now));
    }

    @Override
    public Optional<String> notRestored() {
        return control.read(fault.from()).running()
                ? Optional.of(fault.from() + " still sends what it should not")
                : Optional.empty();
    }

    private String form() {
        return fault.anomaly().form().text();
    }

    private double fewest() {
        return fault.anomaly().frames() * (1 - TOLERANCE);
    }

    private double most() {
        return fault.anomaly().frames() * (1 + TOLERANCE) + fault.anomaly().burst();
    }

    /** Frames that came as far as the other end of the cable: what is too long for it is refused there, and counted. */
    private long came(AnomalyReading now) {
        long arrived = now.arrived() - before.arrived();
        long refused = now.refused() - before.refused();
        return fault.anomaly().form() == Anomaly.Form.OVERSIZE ? arrived + refused : arrived;
    }

    private String told(AnomalyReading now) {
        String refused = fault.anomaly().form() == Anomaly.Form.OVERSIZE
                ? ", " + (now.refused() - before.refused()) + " of them refused for their size"
                : "";
        return String.format(
                Locale.ROOT,
                "%d frames of a %s came to %s from %s%s, %d were commanded in %.1f s",
                came(now),
                form(),
                fault.node(),
                fault.from(),
                refused,
                fault.anomaly().frames(),
                fault.anomaly().lasts().toNanos() / 1e9);
    }
}
