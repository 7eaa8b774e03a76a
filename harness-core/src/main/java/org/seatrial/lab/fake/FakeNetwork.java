package org.seatrial.lab.fake;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.seatrial.lab.fake.FakeBehaviour.Quirk;
import org.seatrial.lab.fake.FakePaths.Hop;
import org.seatrial.topology.Design;
import org.seatrial.traffic.Flow;

/**
 * What happens to a packet in the simulated design. Streams are spread over the shortest paths; a stream whose path
 * breaks loses packets until the design has noticed and switched, and goes on over what is left.
 */
public final class FakeNetwork {

    private final FakeBehaviour behaviour;
    private final FakePaths paths;
    private final List<Break> breaks = new ArrayList<>();
    private final TreeSet<Long> operatorActed = new TreeSet<>();
    private final Map<StreamOf, List<Hop>> chosen = new HashMap<>();
    private @Nullable FakeImpairments impairments;

    FakeNetwork(Design design, FakeBehaviour behaviour) {
        this.behaviour = behaviour;
        this.paths = new FakePaths(design);
    }

    FakeBehaviour behaviour() {
        return behaviour;
    }

    List<Break> breaks() {
        return breaks;
    }

    void add(Break added) {
        if (!behaviour.has(Quirk.FAULT_DOES_NOT_ACT)) {
            breaks.add(added);
        }
    }

    /** An operator's program ended well at an instant. */
    void operatorActed(long ns) {
        operatorActed.add(ns);
    }

    /** Ends what is broken, and takes back what was still to come. */
    void heal(Predicate<Break> which, long ns) {
        breaks.removeIf(broken -> which.test(broken) && broken.fromNs() > ns);
        breaks.replaceAll(broken -> which.test(broken) && broken.untilNs() > ns ? broken.healedAt(ns) : broken);
    }

    /** Whether something is in force at an instant. */
    boolean broken(String key, long ns) {
        return breaks.stream().anyMatch(broken -> broken.key().equals(key) && broken.activeAt(ns));
    }

    /** What links lose of the frames that cross them in one direction, by chance. */
    void impaired(FakeImpairments added) {
        impairments = added;
    }

    /** The links that a stream crosses while nothing is broken, in its direction of travel. */
    List<Hop> path(Flow flow, int stream) {
        return chosen.computeIfAbsent(new StreamOf(flow, stream), _ -> choose(flow, stream));
    }

    private List<Hop> choose(Flow flow, int stream) {
        List<List<Hop>> all = candidates(flow, stream, Set.of());
        return all.isEmpty() ? List.of() : all.get(stream % all.size());
    }

    /** Whether a packet that a stream sends at an instant arrives. */
    public boolean delivers(Flow flow, int stream, long sentNs) {
        if (breaks.isEmpty() || behaviour.has(Quirk.NOT_EXPOSED)) {
            return true;
        }
        List<Hop> path = path(flow, stream);
        if (impairments != null && impairments.loses(path, stream, sentNs)) {
            return false;
        }
        Set<String> known = new HashSet<>();
        for (Break broken : breaks) {
            boolean mine = takes(broken, path);
            boolean active = broken.activeAt(sentNs);
            if (active && sentNs >= broken.fromNs() + outageNs(broken)) {
                known.addAll(broken.links());
            } else if (mine && active) {
                return false;
            }
            boolean reverting = broken.untilNs() != Long.MAX_VALUE
                    && sentNs >= broken.untilNs()
                    && sentNs < broken.untilNs() + behaviour.reversion().toNanos();
            if (mine && reverting) {
                return false;
            }
            if (mine && active && behaviour.has(Quirk.NEVER_RECOVERS)) {
                return false;
            }
        }
        return known.isEmpty() || !candidates(flow, stream, known).isEmpty();
    }

    /** From a break until the design has noticed it, nanoseconds. */
    long detectionNs(Break broken) {
        boolean carrierTells = !broken.silent() && broken.node().isEmpty();
        return (carrierTells ? behaviour.carrierDetection() : behaviour.silentDetection()).toNanos();
    }

    private long outageNs(Break broken) {
        if (behaviour.has(Quirk.HITLESS)) {
            return 0;
        }
        if (behaviour.has(Quirk.NEEDS_OPERATOR)) {
            Long actedNs = operatorActed.ceiling(broken.fromNs());
            return actedNs == null ? Long.MAX_VALUE - broken.fromNs() : actedNs - broken.fromNs();
        }
        return detectionNs(broken) + behaviour.switching().toNanos();
    }

    private static boolean takes(Break broken, List<Hop> path) {
        for (Hop hop : path) {
            if (broken.links().contains(hop.link().name()) && (hop.aToB() ? broken.aToB() : broken.bToA())) {
                return true;
            }
        }
        return false;
    }

    private List<List<Hop>> candidates(Flow flow, int stream, Set<String> avoid) {
        boolean reverse = flow.isReverse(stream);
        String from = reverse ? flow.to().node() : flow.from().node();
        String to = reverse ? flow.from().node() : flow.to().node();
        return paths.shortest(from, to, avoid);
    }

    /** One stream of a flow. */
    private record StreamOf(Flow flow, int stream) {}
}
