package org.seatrial.run;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.seatrial.fault.Undo;
import org.seatrial.lab.Lab;
import org.seatrial.run.AbortCondition.Sighting;
import org.seatrial.traffic.Flow;
import org.seatrial.traffic.TrafficSession;

/**
 * Looks after the abort conditions of one trial whenever the run waits, from the first fault on. It has a clock that looks
 * while it waits: whoever waits by it is stopped by a condition that holds, and healing follows at once.
 */
final class AbortWatch {

    private static final long EVERY_NS = 50_000_000L;

    private final String trial;
    private final EventLog events;
    private final Clock clock;
    private final LongSupplier faultNs;
    private List<AbortCondition> conditions = List.of();
    private long nextNs = Long.MIN_VALUE;

    /** @param faultNs when the trial's first fault was commanded; {@link Long#MAX_VALUE} as long as none was */
    AbortWatch(String trial, Logbook log, LongSupplier faultNs) {
        this.trial = trial;
        this.events = log.events();
        this.clock = log.clock();
        this.faultNs = faultNs;
    }

    /** Adds conditions to look after. */
    void over(List<AbortCondition> added) {
        conditions = Stream.concat(conditions.stream(), added.stream()).toList();
    }

    /**
     * The conditions of a trial whose faults are prepared and whose traffic is open.
     *
     * @param spared flows outside the blast radius
     * @param faults empty for a trial that breaks nothing, which no condition ends
     */
    static List<AbortCondition> conditions(
            List<Flow> spared, List<Undo> faults, Lab lab, TrafficSession session, StallWatch stalls, Clock clock) {
        List<AbortCondition> conditions = new ArrayList<>();
        if (!faults.isEmpty()) {
            OwnTrouble trouble = new OwnTrouble(lab, session, stalls, clock);
            spared.forEach(flow -> conditions.add(new SparedFlow(flow, session, trouble)));
            lab.management().ifPresent(path -> conditions.add(new ManagementLost(path, faults, clock)));
        }
        return conditions;
    }

    /** Time, watched. */
    Clock clock() {
        return new Watchful();
    }

    /** To be called before healing. */
    void beforeHealing() {
        conditions.forEach(AbortCondition::beforeHealing);
    }

    private void look() {
        long now = clock.monotonicNanos();
        nextNs = now + EVERY_NS;
        long struckNs = faultNs.getAsLong();
        if (struckNs > now) {
            return;
        }
        for (AbortCondition condition : conditions) {
            Optional<Sighting> sighting = condition.look(struckNs, now);
            if (sighting.isPresent()) {
                String seen = sighting.get().seen() + "; from "
                        + (sighting.get().sinceNs() - struckNs) / 1_000_000 + " ms after the fault, noticed "
                        + (now - struckNs) / 1_000_000 + " ms after it";
                events.at(now, "abort-condition", trial, seen);
                throw new TrialAbortedException(seen);
            }
        }
    }

    /** The run's clock, but for looking while it waits. */
    private final class Watchful implements Clock {

        @Override
        public long monotonicNanos() {
            return clock.monotonicNanos();
        }

        @Override
        public Instant wall() {
            return clock.wall();
        }

        @Override
        public boolean real() {
            return clock.real();
        }

        @Override
        public void sleepUntil(long untilNs) throws InterruptedException {
            if (!conditions.isEmpty()) {
                nextNs = Math.max(nextNs, clock.monotonicNanos());
                while (nextNs < untilNs) {
                    clock.sleepUntil(nextNs);
                    look();
                }
            }
            clock.sleepUntil(untilNs);
        }
    }
}
