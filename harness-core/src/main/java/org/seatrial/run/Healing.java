package org.seatrial.run;

import java.util.List;
import org.seatrial.fault.Commanded;
import org.seatrial.fault.HealException;
import org.seatrial.fault.Healer;
import org.seatrial.fault.Undo;

/**
 * Undoes faults from the ledger's data. Nothing stops it: not an interrupt, not a wish to stop, not an earlier failure.
 */
public final class Healing {

    /** Healing is idempotent, so that a second attempt costs nothing and saves a lab from a passing trouble. */
    static final int ATTEMPTS = 2;

    private final List<Healer> healers;
    private final Ledger ledger;

    public Healing(List<Healer> healers, Ledger ledger) {
        this.healers = List.copyOf(healers);
        this.ledger = ledger;
    }

    /**
     * Heals and writes the result to the ledger.
     *
     * @throws HealException if it could not be healed; the undo stays open in the ledger
     */
    public Commanded heal(Undo undo) {
        HealException failure = null;
        for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
            try {
                Commanded commanded = healer(undo).heal(undo);
                ledger.healed(undo, commanded);
                return commanded;
            } catch (RuntimeException | Error e) {
                HealException latest = new HealException(undo.description() + ": " + e, e);
                if (failure != null) {
                    latest.addSuppressed(failure);
                }
                failure = latest;
            }
        }
        if (failure == null) {
            throw new IllegalStateException("no attempt to heal was made");
        }
        try {
            ledger.healFailed(undo, String.valueOf(failure.getMessage()));
        } catch (RuntimeException e) {
            failure.addSuppressed(e);
        }
        throw failure;
    }

    private Healer healer(Undo undo) {
        return healers.stream()
                .filter(healer -> healer.name().equals(undo.healer()))
                .findFirst()
                .orElseThrow(() -> new HealException("nothing heals '" + undo.healer() + "'; there are "
                        + healers.stream().map(Healer::name).toList()));
    }
}
