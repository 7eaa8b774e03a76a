package org.seatrial.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.seatrial.fault.CableEnd;
import org.seatrial.fault.Commanded;
import org.seatrial.lab.PortControl;
import org.seatrial.lab.PortReading;
import org.seatrial.recording.FaultRecord.Effect;
import org.seatrial.topology.Endpoint;
import org.seatrial.topology.Link;

/** Interfaces shut down: the node itself calls them disabled, and whoever is at the other end has no carrier. */
final class ShutdownProof implements EffectProof {

    private static final String OBSERVER = "administrative state and carrier of both ends";

    private final Link link;
    private final CableEnd end;
    private final PortControl control;
    private final Patience patience;

    ShutdownProof(Link link, CableEnd end, PortControl control, Patience patience) {
        this.link = link;
        this.end = end;
        this.control = control;
        this.patience = patience;
        read();
    }

    /** Both ends. */
    private record Ends(PortReading a, PortReading b) {}

    private Ends read() {
        return new Ends(control.read(link.a()), control.read(link.b()));
    }

    /** The ends that a fault's word names. */
    static List<Endpoint> ports(Link link, CableEnd end) {
        List<Endpoint> ports = new ArrayList<>();
        if (end.darkensA()) {
            ports.add(link.a());
        }
        if (end.darkensB()) {
            ports.add(link.b());
        }
        return ports;
    }

    @Override
    public void justBefore() {
        Ends before = read();
        if (!before.a().carrier() || !before.b().carrier()) {
            throw new TrialInvalidException("no carrier on " + link.name() + " before it was shut down");
        }
    }

    @Override
    public Effect awaitEffect(Commanded commanded) {
        Ends now = patience.read(commanded.afterNs(), this::read, this::shut);
        if (!shut(now)) {
            return Effect.unproven(
                    OBSERVER,
                    link.name() + " is not shut down " + EFFECT_WITHIN_NS / 1_000_000 + " ms after it was commanded: "
                            + state(now));
        }
        long latest = Math.max(now.a().afterNs(), now.b().afterNs());
        return new Effect(true, commanded.beforeNs(), Math.max(commanded.beforeNs(), latest), OBSERVER, state(now));
    }

    @Override
    public void earlyInHold() {
        // The state says it all: an interface that is disabled passes nothing.
    }

    @Override
    public Effect lasted(Effect shown) {
        Ends now = read();
        return shut(now)
                ? shown
                : Effect.unproven(OBSERVER, link.name() + " was enabled again during the hold: " + state(now));
    }

    @Override
    public Optional<String> notRestored() {
        Ends now = read();
        boolean back = now.a().enabled()
                && now.b().enabled()
                && now.a().carrier()
                && now.b().carrier();
        return back ? Optional.empty() : Optional.of(link.name() + " is not back: " + state(now));
    }

    private boolean shut(Ends now) {
        boolean disabled = now.a().enabled() != end.darkensA() && now.b().enabled() != end.darkensB();
        return disabled && !now.a().carrier() && !now.b().carrier();
    }

    private String state(Ends now) {
        return link.a() + " " + state(now.a()) + ", " + link.b() + " " + state(now.b());
    }

    private static String state(PortReading port) {
        return port.enabled() ? port.carrier() ? "up" : "without carrier" : "disabled";
    }
}
