package org.seatrial.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.seatrial.verdict.Trials.MS;
import static org.seatrial.verdict.Trials.open;
import static org.seatrial.verdict.Trials.outage;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.seatrial.fault.RecoveryAction;
import org.seatrial.recording.ActionRecord;
import org.seatrial.recording.Crowding;
import org.seatrial.recording.DelayIntervals;
import org.seatrial.recording.DelayIntervals.Clamped;
import org.seatrial.recording.FlowRecord;
import org.seatrial.recording.HistogramLog;
import org.seatrial.recording.Interference;
import org.seatrial.recording.Outage;
import org.seatrial.recording.OutageLog;
import org.seatrial.recording.Phase;
import org.seatrial.recording.TrialRecord;
import org.seatrial.units.Dimension;
import org.seatrial.verdict.Expectation.MetricRef;

class EvaluationTest {

    @Test
    void theWorstStreamSpeaksForItsFlow() throws IOException {
        Trials trials = Trials.pulls(0)
                .with(1, outage(1, Phase.FAULT, 10), outage(1, Phase.FAULT, 10), outage(2, Phase.FAULT, 14));

        assertThat(measure(trials, Metric.OUTAGE, "longest").value()).isEqualTo(14e6);
        assertThat(measure(trials, Metric.OUTAGE, "total").value()).isEqualTo(20e6);
        assertThat(measure(trials, Metric.OUTAGE, "total").upper()).isEqualTo(24e6);
        assertThat(measure(trials, Metric.OUTAGE, "count").value()).isEqualTo(2);
    }

    @Test
    void eachMetricSpeaksOfItsPhase() throws IOException {
        Trials trials = Trials.pulls(0)
                .with(1, outage(1, Phase.BASELINE, 30), outage(1, Phase.FAULT, 10), outage(1, Phase.RECOVERY, 20));

        assertThat(measure(trials, Metric.OUTAGE, "longest").value()).isEqualTo(10e6);
        assertThat(measure(trials, Metric.REVERSION, "longest").value()).isEqualTo(20e6);
        assertThat(measure(trials, Metric.INTERRUPTION, "longest").value()).isEqualTo(30e6);
        assertThat(measure(trials, Metric.INTERRUPTION, "count").value()).isEqualTo(3);
    }

    @Test
    void aLateSenderWidensWhatCouldHaveGoneUnseen() throws IOException {
        Trials trials = Trials.pulls(0);
        trials.outages.put(
                Trials.key(1), new OutageLog(16, 2500, new OutageLog.Gaps(2 * MS, 70 * MS, 3 * MS), List.of()));

        assertThat(measure(trials, Metric.OUTAGE, "longest").upper()).isEqualTo(70e6);
        assertThat(measure(trials, Metric.REVERSION, "longest").upper()).isEqualTo(3e6);
    }

    @Test
    void aPhaseInWhichNothingWasSentIsNotMeasured() throws IOException {
        Trials trials = Trials.pulls(0);
        trials.outages.put(Trials.key(1), new OutageLog(16, 2500, new OutageLog.Gaps(2 * MS, 0, 2 * MS), List.of()));

        assertThat(measure(trials, Metric.OUTAGE, "longest").known()).isFalse();
    }

    @Test
    void aStreamThatWasNotObservedHidesNothing() throws IOException {
        for (OutageLog log : List.of(
                new OutageLog(15, 2500, new OutageLog.Gaps(1, 1, 1), List.of()),
                new OutageLog(16, 0, new OutageLog.Gaps(1, 1, 1), List.of()))) {
            Trials trials = Trials.pulls(0);
            trials.outages.put(Trials.key(1), log);

            assertThat(measure(trials, Metric.OUTAGE, "longest").known()).isFalse();
        }
    }

    @Test
    void anOutageThatBeganBeforeTheFirstPacketAndReachesIntoTheFaultIsNotMeasured() throws IOException {
        Trials trials = Trials.pulls(0).with(1, open(outage(1, Phase.BASELINE, 1500), true, false, false));

        assertThat(measure(trials, Metric.OUTAGE, "longest").known()).isFalse();
        assertThat(measure(trials, Metric.INTERRUPTION, "longest").upper()).isInfinite();
    }

    @Test
    void aStreamAlreadyDeadWhenTheFaultStruckIsNotAZero() throws IOException {
        Trials trials = Trials.pulls(0).with(1, open(outage(1, Phase.BASELINE, 4900), false, true, false));

        assertThat(measure(trials, Metric.OUTAGE, "longest").known()).isFalse();
        assertThat(measure(trials, Metric.REVERSION, "longest").known()).isFalse();
    }

    @Test
    void anOutageThatHealingEndedHidesTheReversion() throws IOException {
        Trials trials = Trials.pulls(0).with(1, open(outage(1, Phase.FAULT, 2100), false, false, true));

        assertThat(measure(trials, Metric.OUTAGE, "longest").upper()).isInfinite();
        assertThat(measure(trials, Metric.OUTAGE, "longest").lower()).isEqualTo(2098e6);
        assertThat(measure(trials, Metric.REVERSION, "longest").known()).isFalse();
    }

    @Test
    void anEndlessOutageMakesTheTotalEndless() throws IOException {
        Outage endless = open(outage(1, Phase.FAULT, 10), false, true, false);
        Trials trials = Trials.pulls(0).with(1, endless, outage(2, Phase.FAULT, 100));

        assertThat(measure(trials, Metric.OUTAGE, "total").upper()).isInfinite();
    }

    @Test
    void countsAreExact() throws IOException {
        Measured lost = measure(Trials.pulls(40), Metric.LOST, "");
        Measured loss = measure(Trials.pulls(40), Metric.LOSS, "");

        assertThat(lost).isEqualTo(Measured.of(lost.dimension(), 20, 20, 20, 40_000));
        assertThat(loss.value()).isEqualTo(0.0005);
    }

    @ParameterizedTest
    @CsvSource({
        "p90, 100, true",
        "p90, 99, false",
        "p99, 1000, true",
        "p99, 999, false",
        "p99.9, 10000, true",
        "p99.9, 9999, false",
        "p99.99, 100000, true",
        "p99.99, 99999, false",
        "max, 1, true",
        "min, 1, true"
    })
    void aPercentileNeedsTheSamplesToCarryIt(String statistic, long samples, boolean known) throws IOException {
        Trials trials = Trials.pulls(0);
        trials.delays.put(Trials.key(1), Trials.delays(samples, 300_000));

        assertThat(measure(trials, Metric.DELAY, statistic).known()).isEqualTo(known);
    }

    @Test
    void noArrivalIsNotADelayOfZero() throws IOException {
        Trials trials = Trials.pulls(0);
        trials.delays.put(Trials.key(1), new DelayIntervals(List.of(), Clamped.NONE));

        assertThat(measure(trials, Metric.DELAY, "max").known()).isFalse();
        assertThat(measure(trials, Metric.DELAY_VARIATION, "p99.9").known()).isFalse();
    }

    @Test
    void aPercentileIsItsBucketAndTheClockError() throws IOException {
        Trials trials = Trials.pulls(0);
        trials.delays.put(Trials.key(1), Trials.delays(10_000, 50 * MS));
        Histogram ruler = HistogramLog.emptyHistogram();

        Measured p99 = measure(trials, Metric.DELAY, "p99");

        assertThat(p99.lower()).isEqualTo(ruler.lowestEquivalentValue(50 * MS) - 10_000.0);
        assertThat(p99.upper()).isEqualTo(ruler.highestEquivalentValue(50 * MS) + 10_000.0);
        assertThat(p99.upper()).isGreaterThan(50e6);
    }

    @Test
    void noPercentileIsAboveTheMaximum() throws IOException {
        Trials trials = Trials.pulls(0);
        trials.delays.put(Trials.key(1), Trials.delays(50_000, 100_000, 123_457, 7_654_321));
        Measured max = measure(trials, Metric.DELAY, "max");

        for (String statistic : List.of("min", "mean", "p50", "p90", "p99", "p99.9", "p99.99")) {
            Measured value = measure(trials, Metric.DELAY, statistic);
            assertThat(value.value()).as(statistic).isLessThanOrEqualTo(max.value());
            assertThat(value.upper()).as(statistic).isLessThanOrEqualTo(max.upper());
            assertThat(value.lower()).isLessThanOrEqualTo(value.value());
            assertThat(value.value()).isLessThanOrEqualTo(value.upper());
        }
    }

    @Test
    void theMeanLiesInItsInterval() throws IOException {
        Trials trials = Trials.pulls(0);
        trials.delays.put(Trials.key(1), Trials.delays(1, 1 * MS, 3 * MS));

        Measured mean = measure(trials, Metric.DELAY, "mean");

        assertThat(mean.lower()).isLessThanOrEqualTo(2e6);
        assertThat(mean.upper()).isGreaterThanOrEqualTo(2e6);
        assertThat(mean.upper() - mean.lower()).isLessThan(30_000);
    }

    @Test
    void clampedDelaysHaveNoUpperEnd() throws IOException {
        Trials trials = Trials.pulls(0);
        DelayIntervals some = Trials.delays(10_000, 300_000, HistogramLog.HIGHEST_NS);
        trials.delays.put(Trials.key(1), new DelayIntervals(some.intervals(), new Clamped(10_000, 0, 0, 0)));

        assertThat(measure(trials, Metric.DELAY, "max").upper()).isInfinite();
        assertThat(measure(trials, Metric.DELAY, "p99").upper()).isInfinite();
        assertThat(measure(trials, Metric.DELAY, "mean").upper()).isInfinite();
        assertThat(measure(trials, Metric.DELAY, "min").upper()).isLessThan(320_000);
    }

    @Test
    void negativeDelaysWidenTheClockErrorToWhatTheyShow() throws IOException {
        Trials trials = Trials.pulls(0);
        DelayIntervals some = Trials.delays(10_000, 300_000);
        trials.delays.put(Trials.key(1), new DelayIntervals(some.intervals(), new Clamped(0, 5, 5, 2 * MS)));

        Measured p99 = measure(trials, Metric.DELAY, "p99");

        assertThat(p99.upper()).isGreaterThan(2_300_000);
        assertThat(p99.doubt()).contains("5 delays");
    }

    @Test
    void variationIsHighPercentileLessMinimum() throws IOException {
        Trials trials = Trials.pulls(0);
        Histogram mostlyFast = HistogramLog.emptyHistogram();
        mostlyFast.recordValueWithCount(200_000, 9_900);
        mostlyFast.recordValueWithCount(1_200_000, 100);
        trials.delays.put(
                Trials.key(1),
                new DelayIntervals(
                        List.of(new DelayIntervals.Interval(Phase.FAULT, 0, 1000 * MS, mostlyFast)), Clamped.NONE));

        Measured variation = measure(trials, Metric.DELAY_VARIATION, "p99.9");

        assertThat(variation.lower()).isBetween(975_000.0, 1_000_000.0);
        assertThat(variation.upper()).isBetween(1_000_000.0, 1_025_000.0);
    }

    @Test
    void detectionRunsFromTheEffectNotFromTheCommand() throws IOException {
        Measured detection = measure(Trials.pulls(0), Metric.DETECTION, "");

        assertThat(detection.lower()).isEqualTo(120e6 - 100_000 - 10_000);
        assertThat(detection.upper()).isEqualTo(120e6 + 10_000);
    }

    @Test
    void aDesignThatDoesNotSayWhenItNoticedIsNotMeasured() throws IOException {
        assertThat(measure(without(Trials.pulls(0)), Metric.DETECTION, "").known())
                .isFalse();
    }

    @Test
    void redundancyThatNeverCameBackHasNoUpperEnd() throws IOException {
        Measured without = measure(without(Trials.pulls(0)), Metric.WITHOUT_REDUNDANCY, "");

        assertThat(without.known()).isTrue();
        assertThat(without.upper()).isInfinite();
        assertThat(without.lower()).isEqualTo(4000e6 - 100_000);
    }

    @Test
    void redundancySeenWholeBoundsTheTimeWithoutIt() throws IOException {
        Measured without = measure(Trials.pulls(0), Metric.WITHOUT_REDUNDANCY, "");

        assertThat(without.upper()).isEqualTo(3000e6);
        assertThat(without.lower()).isEqualTo(2000e6 - 100_000);
    }

    private static final RecoveryAction ISOLATE = new RecoveryAction(
            "isolate",
            "leaf1",
            List.of("isolate.sh"),
            List.of(),
            Duration.ofMillis(500),
            Duration.ofSeconds(1),
            Duration.ofSeconds(1));

    @Test
    void aRecoveryActionLastsFromItsStartToItsEnd() throws IOException {
        Trials trials = acting(Trials.pulls(0), new ActionRecord(ISOLATE, 1_000L, 81_000L, 0, "", "", null));

        assertThat(measure(trials, Metric.DURATION, "").upper()).isEqualTo(80_000);
    }

    @Test
    void aRecoveryActionThatFailedNeverEndsWell() throws IOException {
        Measured duration = measure(acting(Trials.pulls(0), FAILED), Metric.DURATION, "");

        assertThat(duration.lower()).isInfinite();
        assertThat(duration.doubt()).isEqualTo("recovery action isolate failed: it ended with exit code 1");
    }

    @Test
    void timeInWhichAllProcessorsWereInUseIsNotBeyondDoubtTheRecoveryActions() throws IOException {
        ActionRecord action = new ActionRecord(ISOLATE, 1_000L, 81_000L, 0, "", "", null);

        Measured duration = measure(crowded(acting(Trials.pulls(0), action), 21_000, 200_000), Metric.DURATION, "");

        assertThat(duration.lower()).isEqualTo(20_000);
        assertThat(duration.upper()).isEqualTo(80_000);
        assertThat(duration.doubt()).isEqualTo("for 60 µs of it all processors of this machine were in use");
    }

    @Test
    void aRecoveryActionThatWasKilledForItsTimeMayHaveWaitedForAProcessor() throws IOException {
        ActionRecord killed = new ActionRecord(ISOLATE, 1_000L, 81_000L, null, "it was killed", "", null);

        Measured alone = measure(acting(Trials.pulls(0), killed), Metric.DURATION, "");
        Measured crowded = measure(crowded(acting(Trials.pulls(0), killed), 21_000, 200_000), Metric.DURATION, "");

        assertThat(alone.lower()).isInfinite();
        assertThat(crowded.lower()).isEqualTo(20_000);
        assertThat(crowded.upper()).isInfinite();
    }

    @Test
    void timeInWhichAllProcessorsWereInUseIsNotBeyondDoubtTimeWithoutRedundancy() throws IOException {
        long effectNs =
                Trials.pulls(0).records.getFirst().faults().getFirst().effect().earliestNs();
        Measured calm = measure(Trials.pulls(0), Metric.WITHOUT_REDUNDANCY, "");
        Measured crowded = measure(
                crowded(Trials.pulls(0), effectNs - 1_000_000_000, effectNs + 500_000_000),
                Metric.WITHOUT_REDUNDANCY,
                "");

        assertThat(crowded.lower()).isEqualTo(calm.lower() - 500e6);
        assertThat(crowded.upper()).isEqualTo(calm.upper());
    }

    private static Trials crowded(Trials trials, long fromNs, long untilNs) {
        return interfered(trials, new Interference(0, 0, List.of(), 0, List.of(new Crowding(fromNs, untilNs))));
    }

    @Test
    void nothingGoodFollowsFromATrialWhoseRunbookFailed() throws IOException {
        Measured outage = measure(acting(Trials.pulls(10), FAILED), Metric.OUTAGE, "longest");

        assertThat(outage.lower())
                .isEqualTo(measure(Trials.pulls(10), Metric.OUTAGE, "longest").lower());
        assertThat(outage.upper()).isInfinite();
    }

    private static final ActionRecord FAILED =
            new ActionRecord(ISOLATE, 1_000L, 81_000L, 1, "it ended with exit code 1", "isolate.action.log", null);

    private static Trials acting(Trials trials, ActionRecord action) {
        TrialRecord old = trials.records.removeLast();
        trials.records.add(new TrialRecord(
                old.plan(),
                old.status(),
                old.reason(),
                old.startedAt(),
                old.wallOffsetNs(),
                old.phases(),
                old.clock(),
                old.faults(),
                old.redundancyRestoredNs(),
                old.detectedNs(),
                old.flows(),
                old.doubts(),
                List.of(action),
                Interference.NONE,
                List.of(),
                List.of()));
        return trials;
    }

    @Test
    void badNewsOfATrialInWhichTheMachineStoodStillIsNotBeyondDoubt() throws IOException {
        Measured outage =
                measure(interfered(Trials.pulls(60), new Interference(60_000_000, 0)), Metric.OUTAGE, "longest");

        assertThat(outage.lower()).isZero();
        assertThat(outage.upper())
                .isEqualTo(measure(Trials.pulls(60), Metric.OUTAGE, "longest").upper());
        assertThat(outage.doubt()).contains("60 ms");
    }

    @Test
    void aStallTooShortToEndASessionChangesNothing() throws IOException {
        Measured outage =
                measure(interfered(Trials.pulls(60), new Interference(49_000_000, 0)), Metric.OUTAGE, "longest");

        assertThat(outage).isEqualTo(measure(Trials.pulls(60), Metric.OUTAGE, "longest"));
    }

    @Test
    void framesThatTheLabsOwnWiresLostAreNotHeldAgainstTheDesign() throws IOException {
        Measured outage = measure(interfered(Trials.pulls(60), new Interference(0, 3)), Metric.OUTAGE, "longest");

        assertThat(outage.lower()).isZero();
        assertThat(outage.doubt()).contains("own wires lost 3 frames");
    }

    private static Trials interfered(Trials trials, Interference interference) {
        TrialRecord old = trials.records.removeLast();
        trials.records.add(new TrialRecord(
                old.plan(),
                old.status(),
                old.reason(),
                old.startedAt(),
                old.wallOffsetNs(),
                old.phases(),
                old.clock(),
                old.faults(),
                old.redundancyRestoredNs(),
                old.detectedNs(),
                old.flows(),
                old.doubts(),
                old.actions(),
                interference,
                List.of(),
                List.of()));
        return trials;
    }

    @Test
    void lossInTheInstrumentsOwnBufferIsNotBlamedOnTheDesign() throws IOException {
        Trials trials = dropping(Trials.pulls(0).with(1, outage(1, Phase.FAULT, 60)), 10);
        Measured lost = measure(trials, Metric.LOST, "");
        Measured loss = measure(trials, Metric.LOSS, "");
        Measured outage = measure(trials, Metric.OUTAGE, "longest");

        assertThat(lost.upper()).isEqualTo(30);
        assertThat(lost.lower()).isEqualTo(20);
        assertThat(loss.upper()).isEqualTo(30.0 / Trials.INTENDED);
        assertThat(loss.lower()).isEqualTo(20.0 / Trials.INTENDED);
        assertThat(outage.upper()).isEqualTo(62e6);
        assertThat(outage.lower()).isZero();
        assertThat(lost.doubt()).contains("instrument itself dropped 10");
        assertThat(outage.doubt()).contains("instrument itself dropped 10");
    }

    @Test
    void moreDropsThanLossesLeaveNoLossProven() throws IOException {
        Trials trials = dropping(Trials.pulls(0).with(1, outage(1, Phase.FAULT, 60)), 31);

        assertThat(measure(trials, Metric.LOST, "").lower()).isZero();
        assertThat(measure(trials, Metric.LOST, "").upper()).isEqualTo(30);
    }

    @Test
    void whatArrivedAndWasNotReadLeavesDelaysAndCopiesUnknown() throws IOException {
        Trials trials = dropping(Trials.pulls(0), 1);

        for (Metric metric : List.of(Metric.DUPLICATES, Metric.REORDERED, Metric.LATE)) {
            assertThat(measure(trials, metric, "").known()).isFalse();
        }
        assertThat(new OwnDrops(1)
                        .silence(Measured.of(Dimension.TIME, 1, 1, 1, 1))
                        .known())
                .isFalse();
        assertThat(new OwnDrops(0)
                        .silence(Measured.of(Dimension.TIME, 1, 1, 1, 1))
                        .known())
                .isTrue();
    }

    private static Trials dropping(Trials trials, long packets) {
        TrialRecord old = trials.records.removeFirst();
        FlowRecord flow = old.flows().getFirst();
        trials.records.addFirst(new TrialRecord(
                old.plan(),
                old.status(),
                "",
                old.startedAt(),
                0,
                old.phases(),
                old.clock(),
                old.faults(),
                old.redundancyRestoredNs(),
                old.detectedNs(),
                List.of(new FlowRecord(
                        flow.flow(),
                        flow.streams(),
                        flow.intervalNs(),
                        flow.counts(),
                        packets,
                        flow.phaseCounts(),
                        flow.latenessP99Ns(),
                        flow.latenessMaxNs(),
                        flow.exposedStreams(),
                        flow.hitStreams(),
                        flow.files())),
                List.of(),
                List.of(),
                old.interference(),
                List.of(),
                List.of()));
        return trials;
    }

    private static Trials without(Trials trials) {
        TrialRecord old = trials.records.removeLast();
        trials.records.add(new TrialRecord(
                old.plan(),
                old.status(),
                "",
                old.startedAt(),
                0,
                old.phases(),
                old.clock(),
                old.faults(),
                null,
                null,
                old.flows(),
                List.of(),
                List.of(),
                Interference.NONE,
                List.of(),
                List.of()));
        return trials;
    }

    private static Measured measure(Trials trials, Metric metric, String statistic) throws IOException {
        String subject = switch (metric.subject()) {
            case FLOW -> "probe";
            case DESIGN -> Metric.DESIGN_SUBJECT;
            case WORKLOAD -> "volume";
            case GROUP -> "vm1";
            case ACTION -> "isolate";
        };
        return new Evaluation(trials)
                .measure(new MetricRef(subject, metric.text(), statistic), metric, trials.records.getFirst());
    }
}
