package org.seatrial.run;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import org.seatrial.recording.LoadStep;
import org.seatrial.suite.ThroughputSpec;

/**
 * Finds the highest load without loss by halving, and confirms it at length. A step that lost something is repeated
 * before its loss counts; one that may have lost by the instrument's doing never counts against the design. Loads here
 * are packets a second.
 */
public final class ThroughputSearch {

    private static final int MOST_STEPS = 200;

    /** Bursts shorter or nearer than this are not told apart: traffic is stopped no more exactly. */
    private static final long BURST_GRAIN_NS = 5_000_000;

    /** Offers a load. */
    @FunctionalInterface
    public interface Load {
        /** @param packetsPerSecond of the whole flow */
        LoadStep offer(LoadStep.Kind kind, double packetsPerSecond, Duration lasting);
    }

    private final ThroughputSpec spec;
    private final double bitsPerPacket;
    private final Load load;
    private final List<LoadStep> steps = new ArrayList<>();
    private final NavigableSet<Double> lossFree = new TreeSet<>();

    /** The load that is known to be too much, or beyond what can be offered. */
    private double ceiling = Double.POSITIVE_INFINITY;

    private ThroughputSearch(ThroughputSpec spec, int frameBytes, Load load) {
        this.spec = spec;
        this.bitsPerPacket = 8.0 * frameBytes;
        this.load = load;
    }

    /** Every step, in order. */
    public static List<LoadStep> run(ThroughputSpec spec, int frameBytes, Load load) {
        ThroughputSearch search = new ThroughputSearch(spec, frameBytes, load);
        search.search();
        search.bursts();
        return List.copyOf(search.steps);
    }

    private void search() {
        double lowest = spec.fromBitsPerSecond() / bitsPerPacket;
        double highest = spec.toBitsPerSecond() / bitsPerPacket;
        attempt(highest);
        if (lossFree.isEmpty()) {
            attempt(lowest);
        }
        while (!lossFree.isEmpty() && steps.size() < MOST_STEPS) {
            double floor = lossFree.last();
            if (Double.isFinite(ceiling) && ceiling - floor > spec.within() * ceiling) {
                attempt((floor + ceiling) / 2);
            } else if (confirmed(floor)) {
                latency(floor);
                return;
            } else {
                lossFree.remove(floor);
                ceiling = floor;
                if (lossFree.isEmpty() && floor > lowest) {
                    attempt(lowest);
                }
            }
        }
    }

    private void attempt(double rate) {
        LoadStep last = repeated(LoadStep.Kind.SEARCH, rate, spec.step());
        if (last.result() == LoadStep.Result.LOSS_FREE) {
            if (last.fellShort()) {
                // More cannot be offered, so that nothing above is known; the design is not at its limit.
                lossFree.add(last.offeredBitsPerSecond() / bitsPerPacket);
                ceiling = Math.min(ceiling, lossFree.last());
            } else {
                lossFree.add(rate);
            }
        } else {
            ceiling = Math.min(ceiling, rate);
        }
    }

    private boolean confirmed(double rate) {
        return repeated(LoadStep.Kind.CONFIRM, rate, spec.confirm()).result() == LoadStep.Result.LOSS_FREE;
    }

    /**
     * Repeats a step until it loses nothing, or often enough. A confirmation that the design failed is not repeated:
     * passing now and then is not carrying a load.
     */
    private LoadStep repeated(LoadStep.Kind kind, double rate, Duration lasting) {
        LoadStep step = offer(kind, rate, lasting);
        for (int again = 0; again < spec.verify(); again++) {
            boolean settled = step.result() == LoadStep.Result.LOSS_FREE
                    || (kind == LoadStep.Kind.CONFIRM && step.result() == LoadStep.Result.LOSSY);
            if (settled) {
                return step;
            }
            step = offer(kind, rate, lasting);
        }
        return step;
    }

    private void latency(double rate) {
        int undisturbed = 0;
        for (int turn = 0; undisturbed < spec.latencyRepeats() && turn < 2 * spec.latencyRepeats(); turn++) {
            LoadStep step = offer(LoadStep.Kind.LATENCY, rate, spec.step());
            undisturbed += step.standstillNs() == 0 ? 1 : 0;
        }
    }

    /** The longest burst at the highest load, halving its length; each search begins with the longest. */
    private void bursts() {
        double rate = spec.toBitsPerSecond() / bitsPerPacket;
        long narrowest =
                Math.max(BURST_GRAIN_NS, Math.round(spec.within() * spec.step().toNanos()));
        for (int repeat = 0; repeat < spec.backToBackRepeats(); repeat++) {
            long held = 0;
            long tooLong = spec.step().toNanos();
            boolean all = burst(rate, tooLong);
            while (!all && tooLong - held > narrowest) {
                long middle = held + (tooLong - held) / 2;
                if (burst(rate, middle)) {
                    held = middle;
                } else {
                    tooLong = middle;
                }
            }
        }
    }

    private boolean burst(double rate, long lastingNs) {
        return repeated(LoadStep.Kind.BURST, rate, Duration.ofNanos(lastingNs)).result() == LoadStep.Result.LOSS_FREE;
    }

    private LoadStep offer(LoadStep.Kind kind, double rate, Duration lasting) {
        LoadStep step = load.offer(kind, rate, lasting);
        steps.add(step);
        return step;
    }
}
