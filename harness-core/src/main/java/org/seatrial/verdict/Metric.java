package org.seatrial.verdict;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.seatrial.units.Dimension;

/**
 * The registry of what can be required: {@code subject.metric[.statistic]}. A metric without statistics is written
 * without one.
 *
 * <p>A span is an outage of the worst stream of a flow, judged by the upper end of its interval (RFC 6414 TBM).
 */
@SuppressWarnings("ImmutableEnumChecker") // List.of cannot be changed
public enum Metric {
    DELAY(
            "delay",
            Dimension.TIME,
            List.of("min", "mean", "p50", "p90", "p95", "p99", "p99.9", "p99.99", "max"),
            Subject.FLOW,
            false,
            "one-way delay from the actual send to the kernel's receive stamp, over the whole trial"),
    DELAY_VARIATION(
            "delay-variation",
            Dimension.TIME,
            List.of("p99.9"),
            Subject.FLOW,
            false,
            "packet delay variation: 99.9th percentile less the smallest delay (RFC 8219 PDV)"),
    LOSS(
            "loss",
            Dimension.RATIO,
            List.of(),
            Subject.FLOW,
            false,
            "share of intended packets that never arrived, over the whole trial"),
    LOST(
            "lost",
            Dimension.COUNT,
            List.of(),
            Subject.FLOW,
            false,
            "intended packets that never arrived, over the whole trial; of a storage workload or a group of them,"
                    + " acknowledged writes that the surviving copy does not hold"),
    DUPLICATES("duplicates", Dimension.COUNT, List.of(), Subject.FLOW, false, "extra copies that arrived"),
    REORDERED(
            "reordered",
            Dimension.COUNT,
            List.of(),
            Subject.FLOW,
            false,
            "packets that arrived after a later one of their stream"),
    LATE(
            "late",
            Dimension.COUNT,
            List.of(),
            Subject.FLOW,
            false,
            "packets that arrived after the forwarding delay threshold (RFC 6412)"),
    OUTAGE(
            "outage",
            Dimension.TIME,
            Spans.STATISTICS,
            Subject.FLOW,
            true,
            "outages that began while the fault lasted (failover)"),
    REVERSION(
            "reversion",
            Dimension.TIME,
            Spans.STATISTICS,
            Subject.FLOW,
            true,
            "outages that began after the fault was healed (reversion)"),
    INTERRUPTION(
            "interruption", Dimension.TIME, Spans.STATISTICS, Subject.FLOW, false, "outages in any phase of the trial"),
    CONVERGENCE(
            "convergence",
            Dimension.TIME,
            List.of(),
            Subject.FLOW,
            true,
            "from the fault's effect until every stream forwards again for good: 5 packets of each and 5 s without an"
                    + " outage must follow while the fault lasts (RFC 6412 Full Convergence)"),
    THROUGHPUT(
            "throughput",
            Dimension.BIT_RATE,
            List.of(),
            Subject.FLOW,
            false,
            "highest load carried without loss, bits of frames without FCS (RFC 2544); in a throughput trial"),
    DELAY_UNDER_LOAD(
            "delay-under-load",
            Dimension.TIME,
            List.of("p50", "p99.9"),
            Subject.FLOW,
            false,
            "delay at the throughput: median over the repeats (RFC 8219); in a throughput trial"),
    BACK_TO_BACK(
            "back-to-back",
            Dimension.COUNT,
            List.of(),
            Subject.FLOW,
            false,
            "longest burst at the highest load that loses nothing, in packets (RFC 9004); in a throughput trial"),
    LATENESS(
            "lateness",
            Dimension.TIME,
            List.of("p99", "max"),
            Subject.FLOW,
            false,
            "how much later than intended packets left: the instrument's own share, over the whole trial"),
    MOS(
            "mos",
            Dimension.SCORE,
            List.of("min", "mean"),
            Subject.FLOW,
            false,
            "mean opinion score of G.711 speech, 1 to 4.5, estimated by the E-model (ITU-T G.107) for each direction"
                    + " of each call and each 8 s of the trial"),
    R_FACTOR(
            "r-factor",
            Dimension.SCORE,
            List.of("min", "mean"),
            Subject.FLOW,
            false,
            "transmission rating R of the E-model (ITU-T G.107) behind the mean opinion score, at most 93.2"),
    DETECTION(
            "detection",
            Dimension.TIME,
            List.of(),
            Subject.DESIGN,
            true,
            "from the fault's effect until the design's own log says that it noticed"),
    WITHOUT_REDUNDANCY(
            "without-redundancy",
            Dimension.TIME,
            List.of(),
            Subject.DESIGN,
            true,
            "from the fault's effect until redundancy, of every path and every mirror, is whole again"),
    LATENCY(
            "latency",
            Dimension.TIME,
            List.of("min", "mean", "p50", "p90", "p95", "p99", "p99.9", "max"),
            Subject.WORKLOAD,
            false,
            "from the instant at which an exchange was due until its answer, over the whole trial; one without a good"
                    + " answer lasts longer than any"),
    FAILED(
            "failed",
            Dimension.COUNT,
            List.of(),
            Subject.WORKLOAD,
            false,
            "exchanges that were not answered as they should be, over the whole trial"),
    RESTORATION(
            "restoration",
            Dimension.TIME,
            List.of(),
            Subject.WORKLOAD,
            true,
            "from the fault's effect until the first of five good answers in a row, of the slowest client"),
    FAILED_AFTER_RESTORATION(
            "failed-after-restoration",
            Dimension.COUNT,
            List.of(),
            Subject.WORKLOAD,
            true,
            "exchanges due after the service was restored, and over before the repair, that were not answered as they"
                    + " should be"),
    SET_UP(
            "set-up",
            Dimension.COUNT,
            List.of(),
            Subject.WORKLOAD,
            false,
            "calls that were answered within the patience of the caller, over the whole trial"),
    SET_UP_FAILURES(
            "set-up-failures",
            Dimension.COUNT,
            List.of(),
            Subject.WORKLOAD,
            false,
            "calls that were rejected, or not answered within the patience of the caller, over the whole trial"),
    DROPPED(
            "dropped",
            Dimension.COUNT,
            List.of(),
            Subject.WORKLOAD,
            false,
            "calls that were set up and then ended by the other side, or could not be cleared, over the whole trial"),
    SET_UP_TIME(
            "set-up-time",
            Dimension.TIME,
            LATENCY.statistics,
            Subject.WORKLOAD,
            false,
            "from the instant at which a call was due until it was answered, over the whole trial; one that was not set"
                    + " up lasts longer than any"),
    CORRUPT(
            "corrupt",
            Dimension.COUNT,
            List.of(),
            Subject.WORKLOAD,
            false,
            "blocks of the surviving copy that hold what was never written: damaged, torn or in the wrong place"),
    RECOVERY_POINT(
            "recovery-point",
            Dimension.TIME,
            List.of(),
            Subject.WORKLOAD,
            true,
            "how far the surviving copy is behind: from the acknowledgement of the oldest missing write until the"
                    + " fault's effect, or until the last acknowledgement if that was later; 0 if none is missing; of a"
                    + " group, missing on any of its volumes"),
    ORDER_VIOLATIONS(
            "order-violations",
            Dimension.COUNT,
            List.of(),
            Subject.WORKLOAD,
            false,
            "acknowledged writes that the surviving copy does not hold although it holds a later one of the same"
                    + " writer; of a group, although the copy of any of its volumes holds one that was sent after the"
                    + " acknowledgement"),
    RESYNCHRONISATION(
            "resynchronisation",
            Dimension.TIME,
            List.of(),
            Subject.WORKLOAD,
            true,
            "from the end of the fault until the mirror of the volume is in sync again; 0 if it was never seen"
                    + " interrupted"),
    STALL(
            "stall",
            Dimension.TIME,
            Spans.STATISTICS,
            Subject.WORKLOAD,
            false,
            "spans of 50 ms or more, and 5 requests, in which nothing was answered although something was asked, of"
                    + " the worst client, over the whole trial"),
    STALE_RECORDS(
            "stale-records",
            Dimension.COUNT,
            List.of(),
            Subject.WORKLOAD,
            true,
            "virtual machines whose first good answer under the fault shows an older record than the last write that"
                    + " was acknowledged before it was asked, or somebody else's; of a service with record-of"),
    DURATION(
            "duration",
            Dimension.TIME,
            List.of(),
            Subject.ACTION,
            true,
            "from the start of a recovery action until its program has ended well; one that fails never does");

    /** Statistic of a span that counts instead of timing. */
    static final String COUNT = "count";

    /** The subject of metrics that speak of the design as a whole. */
    public static final String DESIGN_SUBJECT = "design";

    /** What a metric is measured of. */
    public enum Subject {
        /** A flow of the suite, by its name. */
        FLOW("a flow", "FLOW"),
        /** A workload of the suite, by its name. */
        WORKLOAD("a workload", "WORKLOAD"),
        /** Storage workloads whose volumes make sense only together, by the name of their group. */
        GROUP("a group of storage workloads", "GROUP"),
        /** The word {@code design}. */
        DESIGN("the design", "design"),
        /** A recovery action of the trial, by its name. */
        ACTION("a recovery action", "ACTION");

        private final String words;
        private final String placeholder;

        Subject(String words, String placeholder) {
            this.words = words;
            this.placeholder = placeholder;
        }

        /** As messages say it. */
        public String words() {
            return words;
        }

        /** What stands before the dot in a list of metrics. */
        public String placeholder() {
            return placeholder;
        }
    }

    private final String text;
    private final Dimension dimension;
    private final List<String> statistics;
    private final Subject subject;
    private final boolean needsFault;
    private final String meaning;

    Metric(
            String text,
            Dimension dimension,
            List<String> statistics,
            Subject subject,
            boolean needsFault,
            String meaning) {
        this.text = text;
        this.dimension = dimension;
        this.statistics = statistics;
        this.subject = subject;
        this.needsFault = needsFault;
        this.meaning = meaning;
    }

    /** The name in expectations. */
    public String text() {
        return text;
    }

    /** The dimension of a statistic of it; give an empty text where it has none. */
    public Dimension dimension(String statistic) {
        return statistic.equals(COUNT) ? Dimension.COUNT : dimension;
    }

    /** The statistics it takes, one of which must be given; empty if it takes none. */
    public List<String> statistics() {
        return statistics;
    }

    public Subject subject() {
        return subject;
    }

    /** Whether it can be measured of such a subject. */
    boolean isOf(Subject kind) {
        return switch (kind) {
            case FLOW, DESIGN, ACTION -> subject == kind;
            case WORKLOAD -> subject == kind || this == LOST;
            case GROUP -> this == LOST || this == RECOVERY_POINT || this == ORDER_VIOLATIONS;
        };
    }

    /** Whether it means something only in a trial with a fault. */
    public boolean needsFault() {
        return needsFault;
    }

    /** Whether it is told from missing packets: limits below five packet intervals cannot be shown. */
    public boolean isSpan() {
        return this == OUTAGE || this == REVERSION || this == INTERRUPTION || this == CONVERGENCE;
    }

    /**
     * How long every stream must forward without an outage before it has converged, nanoseconds: the Sustained
     * Convergence Validation Time of RFC 6412, 5 packets and at least 5 s.
     *
     * @param intervalNs between two packets of a stream
     */
    public static long sustainedNs(double intervalNs) {
        return ConvergenceFigures.sustainedNs(intervalNs);
    }

    /** Whether it is measured by a search for throughput, and by nothing else. */
    public boolean needsThroughput() {
        return this == THROUGHPUT || this == DELAY_UNDER_LOAD || this == BACK_TO_BACK;
    }

    /** One line for people. */
    public String meaning() {
        return meaning;
    }

    /** Whether the statistic (empty for none) goes with the metric. */
    public boolean takes(String statistic) {
        return statistics.isEmpty() ? statistic.isEmpty() : statistics.contains(statistic);
    }

    public static Optional<Metric> named(String text) {
        return Arrays.stream(values())
                .filter(metric -> metric.text.equals(text))
                .findFirst();
    }

    /** Held apart because the constants are made before the enum's own statics. */
    private static final class Spans {
        static final List<String> STATISTICS = List.of("longest", "total", COUNT);
    }
}
