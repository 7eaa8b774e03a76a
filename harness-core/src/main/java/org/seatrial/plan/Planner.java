package org.seatrial.plan;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.seatrial.fault.Fault;
import org.seatrial.lab.LabBinding;
import org.seatrial.suite.FaultSpec;
import org.seatrial.suite.Suite;
import org.seatrial.suite.TrialSpec;

/**
 * Makes every decision of a run from a seed: quiet trials first, then the trials with faults in random order, then the
 * spares that replace invalid ones. The same suite, kind and seed give the same plan on every machine.
 */
public final class Planner {

    /** Named, because the platform's default generator may change. */
    private static final String GENERATOR = "L64X128MixRandom";

    /** Longer than the hello, BFD and MRAI timers that a fault can fall between. */
    private static final long LONGEST_PHASE_NS = Duration.ofMillis(500).toNanos();

    /** Trials that may be replaced, of those planned. */
    private static final double SPARE_SHARE = 0.1;

    private final Suite suite;
    private final PlanKind kind;
    private final RandomGenerator random;

    private Planner(Suite suite, PlanKind kind, long seed) {
        this.suite = suite;
        this.kind = kind;
        this.random = RandomGeneratorFactory.of(GENERATOR).create(seed);
    }

    public static Plan plan(Suite suite, PlanKind kind, long seed) {
        return new Planner(suite, kind, seed).plan(seed);
    }

    /** Valid trials wanted of a trial in a kind of plan. */
    public static int repeats(TrialSpec trial, PlanKind kind) {
        return switch (kind) {
            case CERTIFY -> trial.repeat();
            case SMOKE -> 1;
        };
    }

    /** Trials kept in reserve for {@code repeats} planned ones. */
    public static int spares(int repeats) {
        return Math.max(1, (int) Math.ceil(repeats * SPARE_SHARE - 1e-9));
    }

    private Plan plan(long seed) {
        List<PlannedTrial> order = new ArrayList<>();
        List<PlannedTrial> spares = new ArrayList<>();
        Map<String, Integer> repeats = new LinkedHashMap<>();
        for (String lab : suite.labs().keySet()) {
            List<PlannedTrial> quiet = new ArrayList<>();
            List<PlannedTrial> faulty = new ArrayList<>();
            for (TrialSpec trial : suite.trials()) {
                if (trial.lab().equals(lab)) {
                    repeats.put(lab + "/" + trial.name(), repeats(trial, kind));
                    for (PlannedTrial planned : repetitions(trial)) {
                        (planned.spare() ? spares : trial.faults().isEmpty() ? quiet : faulty).add(planned);
                    }
                }
            }
            Collections.shuffle(faulty, random);
            order.addAll(quiet);
            order.addAll(faulty);
        }
        order.addAll(spares);
        Map<String, String> labDigests = new LinkedHashMap<>();
        suite.labs().values().forEach((LabBinding lab) -> labDigests.put(lab.name(), lab.digest()));
        return new Plan(
                suite.name(),
                suite.version(),
                suite.digest(),
                suite.design().digest(),
                Collections.unmodifiableMap(labDigests),
                suite.sideLoaded(),
                kind,
                seed,
                order,
                Collections.unmodifiableMap(repeats));
    }

    private List<PlannedTrial> repetitions(TrialSpec trial) {
        int wanted = repeats(trial, kind);
        List<Deck> decks = trial.faults().stream().map(Deck::new).toList();
        List<PlannedTrial> planned = new ArrayList<>();
        for (int repetition = 1; repetition <= wanted + spares(wanted); repetition++) {
            List<PlannedFault> faults = decks.stream().map(Deck::draw).toList();
            planned.add(new PlannedTrial(
                    new TrialKey(trial.lab(), trial.name(), repetition),
                    trial.traffic(),
                    faults,
                    trial.steady(),
                    faults.isEmpty() ? Duration.ZERO : Duration.ofNanos(random.nextLong(LONGEST_PHASE_NS + 1)),
                    trial.hold(),
                    trial.recovery(),
                    repetition > wanted,
                    trial.actions(),
                    trial.throughput().orElse(null),
                    trial.workloads(),
                    trial.bystanders()));
        }
        return planned;
    }

    /**
     * Chooses among candidates as a shuffled deck does: random, and each one comes before any comes twice, so that
     * as many repetitions as candidates strike every one.
     */
    private final class Deck {

        private final FaultSpec fault;
        private final List<Fault> left = new ArrayList<>();

        Deck(FaultSpec fault) {
            this.fault = fault;
        }

        PlannedFault draw() {
            if (left.isEmpty()) {
                left.addAll(fault.candidates());
                Collections.shuffle(left, random);
            }
            return new PlannedFault(
                    left.removeLast(), fault.after(), fault.resynchronising().orElse(null));
        }
    }
}
