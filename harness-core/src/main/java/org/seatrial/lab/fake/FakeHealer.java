package org.seatrial.lab.fake;

import java.util.Map;
import java.util.Optional;
import org.seatrial.fault.Commanded;
import org.seatrial.fault.HealException;
import org.seatrial.fault.Healer;
import org.seatrial.fault.Undo;
import org.seatrial.lab.fake.FakeBehaviour.Quirk;

/** Heals simulated labs from an undo's data alone. */
public final class FakeHealer implements Healer {

    static final String NAME = "fake";
    static final String LAB = "lab";
    static final String BREAK = "break";

    static String carrierKey(String link) {
        return "carrier of " + link;
    }

    static String silenceKey(String link) {
        return "silence of " + link;
    }

    static String powerKey(String node) {
        return "power of " + node;
    }

    static Undo undo(String undoId, String labId, String key, String description) {
        return new Undo(undoId, NAME, description, Map.of(LAB, labId, BREAK, key));
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Commanded heal(Undo undo) {
        String key = undo.data().get(BREAK);
        String labId = undo.data().get(LAB);
        if (key == null || labId == null) {
            throw new HealException("undo " + undo.id() + " does not say what it heals: " + undo.data());
        }
        Optional<FakeLab> lab = FakeLab.find(labId);
        if (lab.isEmpty()) {
            // Gone for good, and what was broken in it too.
            long now = System.nanoTime();
            return new Commanded(now, now);
        }
        FakeNetwork network = lab.get().network();
        if (network.behaviour().has(Quirk.HEAL_FAILS)) {
            throw new HealException("the simulated lab refuses to heal the " + key);
        }
        long now = lab.get().time().now();
        if (!network.behaviour().has(Quirk.HEAL_DOES_NOT_ACT)) {
            network.heal(broken -> broken.key().equals(key), now);
        }
        return new Commanded(now, now);
    }
}
