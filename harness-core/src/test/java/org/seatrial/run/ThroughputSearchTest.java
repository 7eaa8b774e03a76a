package org.seatrial.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.seatrial.recording.LoadStep;
import org.seatrial.recording.LoadStep.Kind;
import org.seatrial.recording.LoadStep.Result;
import org.seatrial.suite.ThroughputSpec;

class ThroughputSearchTest {

    private static final int FRAME_BYTES = 125;
    private static final ThroughputSpec SPEC =
            new ThroughputSpec(1e6, 1e9, 0.01, Duration.ofSeconds(1), Duration.ofSeconds(10), 2, 20, 0);

    /** What a design that carries so many packets a second, and a generator that can offer so many, make of a load. */
    static LoadStep step(Kind kind, double perSecond, Duration lasting, double carries, double canOffer) {
        double seconds = lasting.toNanos() / 1e9;
        double rate = Math.min(perSecond, canOffer);
        long intended = Math.round(perSecond * seconds);
        long offered = Math.round(rate * seconds);
        long received = Math.min(offered, Math.round(carries * seconds));
        long span = lasting.toNanos();
        return new LoadStep(
                kind, perSecond, FRAME_BYTES, span, intended, offered, received, 0, 0, 0, 1_000, span, span, 10, 20, 5);
    }

    private static List<LoadStep> search(double carries, double canOffer) {
        return ThroughputSearch.run(
                SPEC, FRAME_BYTES, (kind, rate, lasting) -> step(kind, rate, lasting, carries, canOffer));
    }

    @Test
    void theLimitIsFoundWithinTheShareAskedAndConfirmedAtLength() {
        List<LoadStep> steps = search(123_456, 1e9);
        LoadStep confirmed = steps.stream()
                .filter(step -> step.kind() == Kind.CONFIRM)
                .reduce((first, last) -> last)
                .orElseThrow();
        double lowestLossy = steps.stream()
                .filter(step -> step.result() == Result.LOSSY)
                .mapToDouble(LoadStep::intendedPerSecond)
                .min()
                .orElseThrow();
        assertThat(confirmed.result()).isEqualTo(Result.LOSS_FREE);
        assertThat(confirmed.durationNs()).isEqualTo(10_000_000_000L);
        assertThat(confirmed.intendedPerSecond()).isBetween(123_456 * 0.985, 123_456.0);
        assertThat(lowestLossy).isBetween(123_456.0, 123_456 * 1.015);
    }

    @Test
    void theDelayIsMeasuredAtTheLoadThatWasConfirmed() {
        List<LoadStep> steps = search(123_456, 1e9);
        List<LoadStep> latency =
                steps.stream().filter(step -> step.kind() == Kind.LATENCY).toList();
        assertThat(latency).hasSize(20);
        assertThat(latency)
                .extracting(LoadStep::intendedPerSecond)
                .containsOnly(steps.get(steps.size() - 21).intendedPerSecond());
    }

    @Test
    void aDesignThatCarriesEverythingIsConfirmedAtTheHighestLoad() {
        List<LoadStep> steps = search(1e9, 1e9);
        assertThat(steps.getFirst().intendedPerSecond()).isEqualTo(1_000_000);
        assertThat(steps.get(1).kind()).isEqualTo(Kind.CONFIRM);
        assertThat(steps.get(1).intendedPerSecond()).isEqualTo(1_000_000);
    }

    @Test
    void aDesignThatLosesAtTheLowestLoadIsNotSearchedFurther() {
        List<LoadStep> steps = search(500, 1e9);
        assertThat(steps).hasSize(6).allMatch(step -> step.result() == Result.LOSSY);
    }

    @Test
    void aGeneratorThatFallsShortIsNotTheLimitOfTheDesign() {
        List<LoadStep> steps = search(1e9, 200_000);
        assertThat(steps).allMatch(step -> step.result() == Result.LOSS_FREE);
        assertThat(steps.getFirst().fellShort()).isTrue();
        assertThat(steps.get(1).kind()).isEqualTo(Kind.CONFIRM);
        assertThat(steps.get(1).intendedPerSecond()).isBetween(199_000.0, 200_001.0);
    }

    @Test
    void aLossThatDoesNotComeAgainIsNotTheLimit() {
        int[] count = {0};
        List<LoadStep> steps = ThroughputSearch.run(SPEC, FRAME_BYTES, (kind, rate, lasting) -> {
            boolean bad = count[0]++ == 0;
            return step(kind, rate, lasting, bad ? rate - 1 : 1e9, 1e9);
        });
        assertThat(steps.getFirst().result()).isEqualTo(Result.LOSSY);
        assertThat(steps.get(1).result()).isEqualTo(Result.LOSS_FREE);
        assertThat(steps.get(2).kind()).isEqualTo(Kind.CONFIRM);
        assertThat(steps.get(2).intendedPerSecond()).isEqualTo(1_000_000);
    }

    @Test
    void aLoadThatFailsAtLengthIsSearchedBelow() {
        List<LoadStep> steps = ThroughputSearch.run(
                SPEC,
                FRAME_BYTES,
                (kind, rate, lasting) -> step(kind, rate, lasting, kind == Kind.CONFIRM ? 80_000 : 100_000, 1e9));
        List<LoadStep> confirmations =
                steps.stream().filter(step -> step.kind() == Kind.CONFIRM).toList();
        assertThat(confirmations.getLast().result()).isEqualTo(Result.LOSS_FREE);
        assertThat(confirmations.getLast().intendedPerSecond()).isLessThanOrEqualTo(80_000);
        assertThat(confirmations.getFirst().result()).isEqualTo(Result.LOSSY);
    }

    @Test
    void theLongestBurstThatIsHeldIsFoundByHalving() {
        ThroughputSpec bursts =
                new ThroughputSpec(1e6, 1e9, 0.01, Duration.ofSeconds(1), Duration.ofSeconds(1), 0, 0, 2);
        // Carries nothing at length, but holds a burst of 100 000 packets.
        List<LoadStep> steps = ThroughputSearch.run(
                bursts,
                FRAME_BYTES,
                (kind, rate, lasting) -> step(kind, rate, lasting, 100_000 / (lasting.toNanos() / 1e9), 1e9));
        List<LoadStep> held = steps.stream()
                .filter(step -> step.kind() == Kind.BURST && step.result() == Result.LOSS_FREE)
                .toList();
        assertThat(held.stream().mapToLong(LoadStep::offered).max().orElseThrow())
                .isBetween(90_000L, 100_000L);
        assertThat(steps)
                .filteredOn(step -> step.kind() == Kind.BURST && step.durationNs() == 1_000_000_000L)
                .hasSize(2);
    }

    @Test
    void aBufferThatFillsUpIsNoThroughput() {
        long second = 1_000_000_000L;
        LoadStep hidden = new LoadStep(
                Kind.SEARCH, 1000, 125, second, 1000, 1000, 1000, 0, 0, 0, 0, second, second + second / 5, -1, -1, 0);
        assertThat(hidden.result()).isEqualTo(Result.LOSSY);
        assertThat(hidden.forwardedBitsPerSecond()).isLessThan(hidden.offeredBitsPerSecond() * 0.84);
    }

    @Test
    void whatTheInstrumentLostOrBunchedIsDoubtful() {
        long second = 1_000_000_000L;
        LoadStep dropped =
                new LoadStep(Kind.SEARCH, 1000, 125, second, 1000, 1000, 990, 10, 0, 0, 0, second, second, -1, -1, 0);
        LoadStep late = new LoadStep(
                Kind.SEARCH, 1000, 125, second, 1000, 1000, 990, 0, 10, 0, 1_000_001, second, second, -1, -1, 0);
        LoadStep moreThanLate = new LoadStep(
                Kind.SEARCH, 1000, 125, second, 1000, 1000, 889, 0, 10, 0, 1_000_001, second, second, -1, -1, 0);
        LoadStep lossy =
                new LoadStep(Kind.SEARCH, 1000, 125, second, 1000, 1000, 989, 10, 0, 0, 0, second, second, -1, -1, 0);
        LoadStep unsent =
                new LoadStep(Kind.SEARCH, 1000, 125, second, 1000, 990, 990, 0, 0, 0, 0, second, second, -1, -1, 0);
        assertThat(dropped.result()).isEqualTo(Result.DOUBTFUL);
        assertThat(late.result()).isEqualTo(Result.DOUBTFUL);
        assertThat(moreThanLate.result()).isEqualTo(Result.LOSSY);
        assertThat(lossy.result()).isEqualTo(Result.LOSSY);
        assertThat(unsent.result()).isEqualTo(Result.LOSS_FREE);
        assertThat(unsent.fellShort()).isTrue();
    }

    @Test
    void whatWasDueWhileTheMachineStoodStillIsDoubtful() {
        long second = 1_000_000_000L;
        long still = 40_000_000;
        LoadStep missing = new LoadStep(
                Kind.CONFIRM, 1000, 125, second, 1000, 1000, 860, 0, 0, still, 0, second, second, -1, -1, 0);
        LoadStep lossy = new LoadStep(
                Kind.CONFIRM, 1000, 125, second, 1000, 1000, 859, 0, 0, still, 0, second, second, -1, -1, 0);
        LoadStep farBehind = new LoadStep(
                Kind.CONFIRM,
                1000,
                125,
                second,
                1000,
                1000,
                1000,
                0,
                0,
                still,
                0,
                second,
                second + 5 * still,
                -1,
                -1,
                0);
        LoadStep behind = new LoadStep(
                Kind.CONFIRM, 1000, 125, second, 1000, 1000, 1000, 0, 0, still, 0, second, second + still, -1, -1, 0);
        LoadStep whole = new LoadStep(
                Kind.CONFIRM, 1000, 125, second, 1000, 1000, 1000, 0, 0, still, 0, second, second, -1, -1, 0);
        assertThat(missing.result()).isEqualTo(Result.DOUBTFUL);
        assertThat(lossy.result()).isEqualTo(Result.LOSSY);
        assertThat(farBehind.result()).isEqualTo(Result.LOSSY);
        assertThat(behind.result()).isEqualTo(Result.DOUBTFUL);
        assertThat(whole.result()).isEqualTo(Result.LOSS_FREE);
    }

    @Test
    void theDelayUnderLoadIsMeasuredAgainForARepeatInWhichTheMachineStoodStill() {
        long still = 20_000_000;
        int[] repeats = {0};
        List<LoadStep> steps = ThroughputSearch.run(SPEC, FRAME_BYTES, (kind, rate, lasting) -> {
            LoadStep quiet = step(kind, rate, lasting, 123_456, 1e9);
            return kind == Kind.LATENCY && repeats[0]++ == 0
                    ? new LoadStep(
                            kind,
                            rate,
                            FRAME_BYTES,
                            quiet.durationNs(),
                            quiet.intended(),
                            quiet.offered(),
                            quiet.received(),
                            0,
                            0,
                            still,
                            0,
                            quiet.offeredSpanNs(),
                            quiet.receivedSpanNs(),
                            10,
                            20,
                            5)
                    : quiet;
        });
        assertThat(steps)
                .filteredOn(step -> step.kind() == Kind.LATENCY && step.standstillNs() == 0)
                .hasSize(SPEC.latencyRepeats());
    }
}
