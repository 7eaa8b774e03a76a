package org.seatrial.run;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.seatrial.lab.Lab;
import org.seatrial.lab.LabException;

/** Watches the lab come back after healing: healed is not recovered. */
final class Recovery {

    /** How long redundancy may take to be whole again before the next trial cannot start. */
    static final Duration RESTORE_WITHIN = Duration.ofSeconds(30);

    /** The same once the run was asked to stop: only the elements themselves must be back. */
    private static final Duration RESTORE_WITHIN_CANCELLED = Duration.ofSeconds(5);

    private static final long POLL_NS = 20_000_000L;

    private final Lab lab;
    private final FaultsInForce faults;
    private final Clock clock;
    private final Cancellation cancellation;
    private Optional<String> notRestored = Optional.of("not yet read back");
    private List<String> missing = List.of("not yet read back");
    private long wholeNs = Long.MAX_VALUE;

    Recovery(Lab lab, FaultsInForce faults, Clock clock, Cancellation cancellation) {
        this.lab = lab;
        this.faults = faults;
        this.clock = clock;
        this.cancellation = cancellation;
    }

    /**
     * Watches while traffic flows.
     *
     * @param watched the clock that looks after the abort conditions
     */
    void watchUntil(long untilNs, Clock watched) {
        while (clock.monotonicNanos() < untilNs) {
            poll();
            long next = wholeNs == Long.MAX_VALUE ? clock.monotonicNanos() + POLL_NS : untilNs;
            cancellation.sleepUntil(watched, Math.min(untilNs, next));
        }
    }

    /** Goes on watching without traffic until everything is back or time is up. */
    void watchOn(long healNs) {
        boolean patient = cancellation.reason().isEmpty();
        long deadline = healNs + (patient ? RESTORE_WITHIN : RESTORE_WITHIN_CANCELLED).toNanos();
        poll();
        while (clock.monotonicNanos() < deadline && (patient ? wholeNs == Long.MAX_VALUE : notRestored.isPresent())) {
            cancellation.sleepThrough(clock, clock.monotonicNanos() + POLL_NS);
            patient = patient && cancellation.reason().isEmpty();
            poll();
        }
    }

    /** What the faults took and did not give back; empty if all is back. */
    Optional<String> notRestored() {
        return notRestored;
    }

    /** The instant at which redundancy was seen whole again; {@link Long#MAX_VALUE} if it was not. */
    long wholeNs() {
        return wholeNs;
    }

    List<String> missing() {
        return missing;
    }

    private void poll() {
        if (notRestored.isPresent()) {
            notRestored = readBack();
        }
        if (notRestored.isEmpty() && wholeNs == Long.MAX_VALUE) {
            missing = readRedundancy();
            if (missing.isEmpty()) {
                wholeNs = clock.monotonicNanos();
            }
        }
    }

    /** A reading that fails is not a lab that is broken: it is read again until time is up. */
    private Optional<String> readBack() {
        try {
            return faults.notRestored();
        } catch (LabException e) {
            return Optional.of("cannot be read back: " + e.getMessage());
        }
    }

    private List<String> readRedundancy() {
        try {
            return lab.redundancy().missing();
        } catch (LabException e) {
            return List.of("cannot be read: " + e.getMessage());
        }
    }
}
