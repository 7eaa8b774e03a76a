package org.seatrial.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.seatrial.verdict.Trials.MS;
import static org.seatrial.verdict.Trials.open;
import static org.seatrial.verdict.Trials.outage;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import org.seatrial.recording.DelayIntervals;
import org.seatrial.recording.DelayIntervals.Clamped;
import org.seatrial.recording.EvidenceFile;
import org.seatrial.recording.FlowCounts;
import org.seatrial.recording.FlowRecord;
import org.seatrial.recording.HistogramLog;
import org.seatrial.recording.OutageLog;
import org.seatrial.recording.Phase;
import org.seatrial.recording.TrialStatus;

/** Mistakes that other tools have made in judging measurements. */
class MeasurementTrapsTest {

    @Test
    void zeroMillisecondsIsNeverSaidOfWhatWasNotMeasured() {
        Trials unobserved = Trials.pulls(0);
        unobserved.outages.clear();
        Trials silent = Trials.pulls(0);
        silent.outages.put(Trials.key(1), new OutageLog(16, 2500, new OutageLog.Gaps(0, 0, 0), List.of()));

        for (Trials trials : List.of(unobserved, silent)) {
            Finding finding = trials.judge("probe.outage.longest < 50 ms in pull");
            assertThat(finding.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
            assertThat(finding.measured().known()).isFalse();
            assertThat(finding.because()).contains("not measured");
        }
        assertThat(Trials.pulls(0)
                        .judge("probe.outage.longest < 50 ms in pull")
                        .measured()
                        .upper())
                .isPositive();
    }

    @Test
    void aPercentileWithoutSamplesBeyondItIsNotMeasured() {
        Trials trials = Trials.pulls(0);
        trials.delays.put(Trials.key(1), Trials.delays(1, 100_000));

        assertThat(trials.judge("probe.delay.p99.99 < 1 ms in pull").verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(trials.judge("probe.delay.p50 < 1 ms in pull").verdict()).isEqualTo(Verdict.INCONCLUSIVE);
    }

    @Test
    void noMedianIsAboveTheMaximumHoweverWideTheBuckets() {
        SplittableRandom random = new SplittableRandom(6);
        for (int round = 0; round < 200; round++) {
            // Up to ten minutes, where a bucket is half a second wide, and all samples close together.
            long centre = random.nextLong(1, HistogramLog.HIGHEST_NS / 2);
            long[] samples = LongStream.generate(() -> random.nextLong(centre, centre + centre / 500 + 2))
                    .limit(10_000)
                    .toArray();
            DelayFigures figures = figures(samples);
            Measured earlier = figures.statistic("min");
            for (String name : List.of("p50", "p90", "p95", "p99", "p99.9", "max")) {
                Measured figure = figures.statistic(name);
                assertThat(figure.known()).isTrue();
                assertThat(figure.value()).as(name).isGreaterThanOrEqualTo(earlier.value());
                assertThat(figure.upper()).as(name).isGreaterThanOrEqualTo(earlier.upper());
                assertThat(figure.value()).isBetween(figure.lower(), figure.upper());
                earlier = figure;
            }
        }
    }

    @Test
    void theMeanIsThatOfTheHistogram() {
        SplittableRandom random = new SplittableRandom(7);
        for (int round = 0; round < 50; round++) {
            long[] samples = LongStream.generate(() -> (long) Math.exp(random.nextDouble(5, 22)))
                    .limit(2_000)
                    .toArray();
            Measured mean = figures(samples).statistic("mean");
            assertThat(Arrays.stream(samples).average().orElseThrow()).isBetween(mean.lower(), mean.upper());
            assertThat(mean.value()).isBetween(mean.lower(), mean.upper());
        }
    }

    @Test
    void anOutageWithoutBeginOrEndNeverPassesByBeingShort() {
        for (Trials trials : List.of(
                Trials.pulls(0).with(1, open(outage(1, Phase.BASELINE, 4), true, false, false)),
                Trials.pulls(0).with(1, open(outage(1, Phase.RECOVERY, 4), false, true, false)),
                Trials.pulls(0).with(1, open(outage(1, Phase.FAULT, 4), false, true, false)),
                Trials.pulls(0).with(1, open(outage(1, Phase.FAULT, 4), true, false, false)),
                Trials.pulls(0).with(1, open(outage(1, Phase.FAULT, 4), false, false, true)))) {
            assertThat(trials.judge("probe.interruption.longest < 50 ms in pull")
                            .verdict())
                    .isEqualTo(Verdict.INCONCLUSIVE);
        }
    }

    @Test
    void whatWasNeverOfferedIsNeverCountedAsReceived() {
        Finding finding = counted(new FlowCounts(100, 90, 95, 0, 0, 0, 0)).judge("probe.lost <= 50 in pull");

        assertThat(finding.verdict()).isEqualTo(Verdict.ERROR);
        assertThat(finding.because()).contains("impossible");
    }

    @Test
    void theGeneratorsOwnLossIsNeitherHeldAgainstTheDesignNorTakenForDelivered() {
        Trials refused = counted(new FlowCounts(40_000, 39_990, 39_990, 0, 0, 0, 0));
        Trials lost = counted(new FlowCounts(40_000, 40_000, 39_990, 0, 0, 0, 0));

        assertThat(refused.judge("probe.lost <= 0 in pull").verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(refused.judge("probe.loss < 0.01 % in pull").verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(refused.judge("probe.lost <= 10 in pull").verdict()).isEqualTo(Verdict.PASS);
        assertThat(lost.judge("probe.lost <= 0 in pull").verdict()).isEqualTo(Verdict.FAIL);
    }

    @Test
    void aNameHasOneMeaningAndAScoreNamesItsFormula() {
        assertThat(Metric.values()).extracting(Metric::text).doesNotHaveDuplicates();
        assertThat(Metric.values()).extracting(Metric::meaning).doesNotHaveDuplicates();
        for (Metric metric : Metric.values()) {
            assertThat(metric.statistics()).doesNotHaveDuplicates();
        }
        assertThat(Metric.MOS.meaning()).contains("ITU-T G.107");
    }

    private static DelayFigures figures(long[] samples) {
        Histogram histogram = HistogramLog.emptyHistogram();
        for (long sample : samples) {
            histogram.recordValue(sample);
        }
        return new DelayFigures(
                new DelayIntervals(
                        List.of(new DelayIntervals.Interval(Phase.BASELINE, 0, 1000 * MS, histogram)), Clamped.NONE),
                1_000,
                Disturbance.NONE);
    }

    private static Trials counted(FlowCounts counts) {
        Trials trials = new Trials();
        trials.repeats.put("proposed/pull", 1);
        FlowRecord flow = new FlowRecord(
                "probe",
                16,
                2 * MS,
                counts,
                0,
                Map.of(),
                0,
                0,
                16,
                0,
                List.of(new EvidenceFile("probe.outages.csv", "", 0, 1, counts.intended() - counts.received())));
        trials.record(trials.plan(1, false), TrialStatus.VALID, "", flow);
        return trials;
    }
}
