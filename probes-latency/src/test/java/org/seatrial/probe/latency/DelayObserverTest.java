package org.seatrial.probe.latency;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.ServiceLoader;
import org.HdrHistogram.EncodableHistogram;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.seatrial.probe.FlowContext;
import org.seatrial.probe.Observation;
import org.seatrial.probe.Observer;
import org.seatrial.recording.DelayIntervals;
import org.seatrial.recording.DelayIntervals.Clamped;
import org.seatrial.recording.EvidenceFile;
import org.seatrial.recording.HistogramLog;
import org.seatrial.recording.Phase;
import org.seatrial.recording.PhaseClock;
import org.seatrial.topology.Endpoint;
import org.seatrial.traffic.ClockRecord;
import org.seatrial.traffic.Flow;
import org.seatrial.traffic.Outcome;

class DelayObserverTest {

    private static final long SECOND = 1_000_000_000;
    private static final long CLOCK_ERROR = 1_000;
    private static final long START = 7_000 * SECOND;
    private static final PhaseClock PHASES =
            new PhaseClock(START, START + 5 * SECOND / 2, START + 4 * SECOND, START + 6 * SECOND);

    @TempDir
    private Path folder = Path.of(".");

    private final Observation observation = observe(PHASES);

    @Test
    void delayRunsFromTheActualSendNotTheIntendedInstant() throws IOException {
        observation.sample(0, 0, START, START + 5_000_000, START + 5_000_300, Outcome.RECEIVED, 1, false);

        assertThat(read().merged().getMaxValue()).isEqualTo(300);
    }

    @Test
    void latePacketsCountAndLostOnesDoNot() throws IOException {
        sample(0, 3 * SECOND, Outcome.LATE);
        sample(0, 0, Outcome.LOST);
        sample(0, 0, Outcome.UNSENT);

        Histogram all = read().merged();

        assertThat(all.getTotalCount()).isEqualTo(1);
        assertThat(all.valuesAreEquivalent(all.getMaxValue(), 3 * SECOND)).isTrue();
    }

    @Test
    void aSampleBelongsToThePhaseAndSecondOfItsIntendedInstant() throws IOException {
        sample(0, 100, Outcome.RECEIVED);
        sample(5 * SECOND / 2 - 1, 100, Outcome.RECEIVED);
        sample(5 * SECOND / 2, 100, Outcome.RECEIVED);
        sample(4 * SECOND, 100, Outcome.RECEIVED);
        sample(6 * SECOND, 100, Outcome.RECEIVED);

        assertThat(read().intervals())
                .extracting(interval -> interval.phase().text() + " " + interval.startNs() / 1_000_000 + "+"
                        + interval.lengthNs() / 1_000_000)
                .containsExactly(
                        "baseline 0+1000",
                        "baseline 2000+500",
                        "fault 2500+500",
                        "recovery 4000+1000",
                        "recovery 6000+0");
    }

    @Test
    void phasesCanBeToldApart() throws IOException {
        sample(0, 100, Outcome.RECEIVED);
        sample(3 * SECOND, 900, Outcome.RECEIVED);

        DelayIntervals delays = read();

        assertThat(delays.merged(EnumSet.of(Phase.FAULT)).getMinValue()).isEqualTo(900);
        assertThat(delays.merged(EnumSet.of(Phase.RECOVERY)).getTotalCount()).isZero();
    }

    @Test
    void aDelayBeyondTheRangeIsClampedAndCounted() throws IOException {
        sample(0, HistogramLog.HIGHEST_NS + 1, Outcome.LATE);
        sample(0, Long.MAX_VALUE / 4, Outcome.LATE);

        assertThat(read().clamped().overRange()).isEqualTo(2);
        assertThat(read().merged().getTotalCount()).isEqualTo(2);
    }

    @Test
    void aDelayOfTwentySecondsIsRecordedAndNotClamped() throws IOException {
        sample(0, 20 * SECOND, Outcome.LATE);

        Histogram all = read().merged();

        assertThat(all.valuesAreEquivalent(all.getMaxValue(), 20 * SECOND)).isTrue();
        assertThat(read().clamped()).isEqualTo(Clamped.NONE);
    }

    @Test
    void aStallOfTheDesignMeetsEveryPacketThatFallsIntoIt() throws IOException {
        long millisecond = SECOND / 1000;
        for (long n = 0; n < 2000; n++) {
            boolean stalled = n >= 500 && n < 1000;
            sample(n * millisecond, stalled ? (1000 - n) * millisecond : 200_000, Outcome.RECEIVED);
        }

        Histogram all = read().merged();

        // A sender that waits for answers would have one sample of the stall, and a 99th percentile of 0.2 ms.
        assertThat(all.getTotalCount()).isEqualTo(2000);
        assertThat(all.getCountBetweenValues(millisecond, SECOND)).isEqualTo(500);
        assertThat(all.getValueAtPercentile(90)).isGreaterThan(250 * millisecond);
    }

    @Test
    void aNegativeDelayWithinTheClockErrorIsClampedAndCounted() throws IOException {
        sample(0, -CLOCK_ERROR, Outcome.RECEIVED);

        assertThat(read().clamped()).isEqualTo(new Clamped(0, 1, 0, CLOCK_ERROR));
        assertThat(read().merged().getMaxValue()).isEqualTo(1);
    }

    @Test
    void aNegativeDelayBeyondTheClockErrorIsADoubt() throws IOException {
        sample(0, -CLOCK_ERROR - 1, Outcome.RECEIVED);

        assertThat(read().clamped()).isEqualTo(new Clamped(0, 1, 1, CLOCK_ERROR + 1));
    }

    @Test
    void aTrialOfTwoHoursTakesNoMoreThanAFewHundredHistograms() throws IOException {
        Observation longTrial = observe(new PhaseClock(START, Long.MAX_VALUE, Long.MAX_VALUE, START + 7200 * SECOND));
        for (long second = 0; second <= 7200; second++) {
            longTrial.sample(0, second, START + second * SECOND, START, START + 100, Outcome.RECEIVED, 1, false);
        }

        EvidenceFile file = longTrial.finish(folder);

        assertThat(file.records()).isLessThanOrEqualTo(242);
        assertThat(file.total()).isEqualTo(7201);
    }

    @Test
    void noArrivalIsAnEmptyLog() throws IOException {
        sample(0, 0, Outcome.LOST);

        EvidenceFile file = observation.finish(folder);

        assertThat(file.records()).isZero();
        assertThat(HistogramLog.read(folder, file).merged().getTotalCount()).isZero();
    }

    @Test
    void aSampleAllocatesNothing() {
        var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        for (int i = 0; i < 20_000; i++) {
            sample(i * 1000L, i, Outcome.RECEIVED);
        }
        long before = threads.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < 10_000; i++) {
            sample(i * 1000L, i, Outcome.RECEIVED);
        }

        // Reading the counter may itself take a few bytes; one object a sample would be 160 kB.
        assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(10_000);
    }

    @Test
    void theLibrarysOwnReaderUnderstandsTheLog() throws IOException {
        sample(0, 100, Outcome.RECEIVED);
        sample(3 * SECOND, 900, Outcome.RECEIVED);
        EvidenceFile file = observation.finish(folder);

        List<String> tags = new ArrayList<>();
        HistogramLogReader reader =
                new HistogramLogReader(folder.resolve(file.path()).toFile());
        for (EncodableHistogram next = reader.nextIntervalHistogram();
                next != null;
                next = reader.nextIntervalHistogram()) {
            tags.add(next.getTag());
        }
        reader.close();

        assertThat(tags).containsExactly("baseline", "fault");
    }

    @Test
    void itIsFoundByTheServiceLoader() {
        assertThat(ServiceLoader.load(Observer.class)).hasAtLeastOneElementOfType(DelayObserver.class);
    }

    private DelayIntervals read() throws IOException {
        EvidenceFile file = observation.finish(folder);
        assertThat(file.path()).isEqualTo("probe.delay.hlog");
        return HistogramLog.read(folder, file);
    }

    private void sample(long offsetNs, long delayNs, Outcome outcome) {
        long at = START + offsetNs;
        observation.sample(0, 0, at, at, at + delayNs, outcome, 1, false);
    }

    private static Observation observe(PhaseClock phases) {
        Flow flow = new Flow("probe", new Endpoint("a", "eth1"), new Endpoint("b", "eth1"), false, 1, 500, 128);
        return new DelayObserver()
                .observe(new FlowContext(flow, phases, new ClockRecord(1_700_000_000L * SECOND, CLOCK_ERROR, false)));
    }
}
