package org.seatrial.fault;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Duration;
import java.util.List;
import org.seatrial.topology.Endpoint;

/**
 * A fault. The set is closed: a new kind changes the suite's schema, the documents and the report, and the compiler
 * finds the places. What is open is who injects it, {@link FaultInjector}.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Fault.CablePull.class, name = Fault.CABLE_PULL),
    @JsonSubTypes.Type(value = Fault.SilentCut.class, name = Fault.SILENT_CUT),
    @JsonSubTypes.Type(value = Fault.Shutdown.class, name = Fault.SHUTDOWN),
    @JsonSubTypes.Type(value = Fault.Impaired.class, name = Fault.IMPAIRMENT),
    @JsonSubTypes.Type(value = Fault.MtuMismatch.class, name = Fault.MTU_MISMATCH),
    @JsonSubTypes.Type(value = Fault.Flap.class, name = Fault.FLAP),
    @JsonSubTypes.Type(value = Fault.PowerOff.class, name = Fault.POWER_OFF),
    @JsonSubTypes.Type(value = Fault.Reboot.class, name = Fault.REBOOT),
    @JsonSubTypes.Type(value = Fault.Crash.class, name = Fault.CRASH),
    @JsonSubTypes.Type(value = Fault.Hang.class, name = Fault.HANG),
    @JsonSubTypes.Type(value = Fault.SlowDisk.class, name = Fault.SLOW_DISK),
    @JsonSubTypes.Type(value = Fault.FeedLoss.class, name = Fault.FEED_LOSS),
    @JsonSubTypes.Type(value = Fault.SiteLoss.class, name = Fault.SITE_LOSS),
    @JsonSubTypes.Type(value = Fault.TrafficAnomaly.class, name = Fault.TRAFFIC_ANOMALY)
})
public sealed interface Fault {

    String CABLE_PULL = "cable-pull";
    String SILENT_CUT = "silent-cut";
    String SHUTDOWN = "shutdown";
    String IMPAIRMENT = "impairment";
    String MTU_MISMATCH = "mtu-mismatch";
    String FLAP = "flap";
    String POWER_OFF = "power-off";
    String REBOOT = "reboot";
    String CRASH = "crash";
    String HANG = "hang";
    String SLOW_DISK = "slow-disk";
    String FEED_LOSS = "feed-loss";
    String SITE_LOSS = "site-loss";
    String TRAFFIC_ANOMALY = "traffic-anomaly";

    @JsonIgnore
    FaultKind kind();

    /** The link, node, feed or site it strikes. */
    @JsonIgnore
    String target();

    @JsonIgnore
    Struck struck();

    /** How long it takes to run its course after it was injected; zero if it only stays. */
    @JsonIgnore
    default Duration course() {
        return Duration.ZERO;
    }

    /** The name of the kind in suite files and reports. */
    @JsonIgnore
    default String kindName() {
        return kind().text();
    }

    /** A fault of one link. */
    sealed interface OfLink extends Fault {
        String link();

        @Override
        default String target() {
            return link();
        }

        @Override
        default Struck struck() {
            return new Struck.OnLink(link());
        }
    }

    /** A fault of one node that keeps its power. */
    sealed interface OfNode extends Fault {
        String node();

        @Override
        default String target() {
            return node();
        }

        @Override
        default Struck struck() {
            return new Struck.OnNodes(List.of(node()), false);
        }
    }

    /** Nodes that lose their power at one instant. */
    sealed interface PowerLoss extends Fault {
        /** In the order of the topology file; at least one. */
        List<String> nodes();

        @Override
        default Struck struck() {
            return new Struck.OnNodes(nodes(), true);
        }
    }

    /** A cable is pulled, or one strand of it breaks: the carrier is lost. */
    record CablePull(String link, CableEnd end) implements OfLink {
        @Override
        public FaultKind kind() {
            return FaultKind.CABLE_PULL;
        }
    }

    /** A link stops passing frames while its carrier stays: only a protocol can notice. */
    record SilentCut(String link, Strand strand) implements OfLink {
        @Override
        public FaultKind kind() {
            return FaultKind.SILENT_CUT;
        }
    }

    /**
     * Interfaces are shut down by administration.
     *
     * @param end the near or far end, or both: a strand cannot be shut down
     */
    record Shutdown(String link, CableEnd end) implements OfLink {
        @Override
        public FaultKind kind() {
            return FaultKind.SHUTDOWN;
        }
    }

    /** A link carries frames worse than it should; its carrier stays. */
    record Impaired(String link, Strand strand, Impairment impairment) implements OfLink {
        @Override
        public FaultKind kind() {
            return FaultKind.IMPAIRMENT;
        }
    }

    /**
     * One end of a link carries shorter packets than the other.
     *
     * @param end near or far
     * @param mtu of that end, octets without the Ethernet header
     */
    record MtuMismatch(String link, CableEnd end, int mtu) implements OfLink {
        @Override
        public FaultKind kind() {
            return FaultKind.MTU_MISMATCH;
        }
    }

    /**
     * A link loses its carrier at both ends and gets it back, several times.
     *
     * @param times 1 or more
     * @param period from one loss to the next; the link is down for half of it
     */
    record Flap(String link, int times, Duration period) implements OfLink {
        @Override
        public FaultKind kind() {
            return FaultKind.FLAP;
        }

        @Override
        public Duration course() {
            return period.multipliedBy(times);
        }
    }

    /** A node loses power: its processes are gone and its cables dark at one instant. */
    record PowerOff(String node) implements PowerLoss {
        @Override
        public FaultKind kind() {
            return FaultKind.POWER_OFF;
        }

        @Override
        public String target() {
            return node;
        }

        @Override
        @JsonIgnore
        public List<String> nodes() {
            return List.of(node);
        }
    }

    /**
     * A node loses power and gets it back.
     *
     * @param off for how long it has none
     */
    record Reboot(String node, Duration off) implements OfNode {
        @Override
        public FaultKind kind() {
            return FaultKind.REBOOT;
        }

        @Override
        public Struck struck() {
            return new Struck.OnNodes(List.of(node), true);
        }

        @Override
        public Duration course() {
            return off;
        }
    }

    /** A daemon of a node is killed and stays away. */
    record Crash(String node, String daemon) implements OfNode {
        @Override
        public FaultKind kind() {
            return FaultKind.CRASH;
        }
    }

    /** A daemon of a node stands still: it holds its connections and answers nothing. */
    record Hang(String node, String daemon) implements OfNode {
        @Override
        public FaultKind kind() {
            return FaultKind.HANG;
        }
    }

    /**
     * A disk of a node is slow: it still answers, well and late.
     *
     * @param volume what the node offers from it
     * @param operationsPerSecond reads and writes that it does at most, 1 or more
     */
    record SlowDisk(String node, String volume, int operationsPerSecond) implements OfNode {
        @Override
        public FaultKind kind() {
            return FaultKind.SLOW_DISK;
        }
    }

    /**
     * A station sends what it should not.
     *
     * @param node what it is sent to: the node at the other end of the sender's cable
     * @param from who sends it
     */
    record TrafficAnomaly(String node, Endpoint from, Anomaly anomaly) implements OfNode {
        @Override
        public FaultKind kind() {
            return FaultKind.TRAFFIC_ANOMALY;
        }

        @Override
        public Duration course() {
            return anomaly.lasts();
        }
    }

    /**
     * A power feed is lost.
     *
     * @param nodes those that have no other feed
     */
    record FeedLoss(String feed, List<String> nodes) implements PowerLoss {
        public FeedLoss {
            nodes = List.copyOf(nodes);
        }

        @Override
        public FaultKind kind() {
            return FaultKind.FEED_LOSS;
        }

        @Override
        public String target() {
            return feed;
        }
    }

    /**
     * A site is lost.
     *
     * @param nodes of the site, but for test equipment
     */
    record SiteLoss(String site, List<String> nodes) implements PowerLoss {
        public SiteLoss {
            nodes = List.copyOf(nodes);
        }

        @Override
        public FaultKind kind() {
            return FaultKind.SITE_LOSS;
        }

        @Override
        public String target() {
            return site;
        }
    }
}
