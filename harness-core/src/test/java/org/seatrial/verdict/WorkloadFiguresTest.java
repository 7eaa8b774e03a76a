package org.seatrial.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.seatrial.recording.Exchange;
import org.seatrial.recording.FaultRecord;
import org.seatrial.recording.PhaseClock;
import org.seatrial.traffic.Answer;
import org.seatrial.traffic.ServiceWorkload;

/** A client asks every 100 ms; the fault acts between 1000 and 1010 ms and is healed at 3000 ms. */
class WorkloadFiguresTest {

    private static final long MS = 1_000_000;
    private static final long HEAL = 3000 * MS;
    private static final FaultRecord.Effect EFFECT =
            new FaultRecord.Effect(true, 1000 * MS, 1010 * MS, "carrier", "down");
    private static final PhaseClock PHASES = new PhaseClock(0, 1000 * MS, HEAL, 5000 * MS);

    private static ServiceWorkload clients(int streams) {
        return new ServiceWorkload(
                "web",
                "west",
                "east",
                ServiceWorkload.Protocol.HTTP,
                Optional.empty(),
                80,
                "/",
                streams,
                10,
                Duration.ofMillis(400),
                1,
                Optional.empty(),
                new ServiceWorkload.Client(ServiceWorkload.Generator.OWN, ServiceWorkload.HELD));
    }

    /** Exchanges of one client over 5 s, each with the answer of its instant in ms; a good one takes 2 ms. */
    private static List<Exchange> stream(int stream, LongFunction<Answer> answers) {
        List<Exchange> all = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            long at = 100L * i;
            Answer answer = answers.apply(at);
            all.add(
                    switch (answer) {
                        case GOOD, BAD -> new Exchange(stream, i, at * MS, at * MS + MS, at * MS + 2 * MS, answer);
                        case NONE -> new Exchange(stream, i, at * MS, at * MS + MS, 0, answer);
                        case UNASKED -> new Exchange(stream, i, at * MS, 0, 0, answer);
                    });
        }
        return all;
    }

    private static WorkloadFigures figures(LongFunction<Answer> answers) {
        return new WorkloadFigures(clients(1), stream(0, answers));
    }

    private static WorkloadFigures down(long fromMs, long untilMs) {
        return figures(at -> at >= fromMs && at < untilMs ? Answer.NONE : Answer.GOOD);
    }

    private static long ms(double ns) {
        return Math.round(ns / MS);
    }

    @Test
    void restorationLiesBetweenTheLastRequestInVainAndTheFirstGoodAnswer() {
        Measured measured = down(1000, 1700).restoration(EFFECT, HEAL);

        assertThat(ms(measured.lower())).isEqualTo(1600 - 1010);
        assertThat(ms(measured.upper())).isEqualTo(1702 - 1000);
        assertThat(measured.value()).isEqualTo(measured.upper());
    }

    @Test
    void fourGoodAnswersInARowAreNoRestoration() {
        Measured measured = figures(at -> (at >= 1000 && at < 1500) || at == 1900 ? Answer.NONE : Answer.GOOD)
                .restoration(EFFECT, HEAL);

        assertThat(ms(measured.upper())).isEqualTo(2002 - 1000);
        assertThat(ms(measured.lower())).isEqualTo(1900 - 1010);
    }

    @Test
    void answersBeforeTheFaultSurelyActedAreNoRestoration() {
        FaultRecord.Effect vague = new FaultRecord.Effect(true, 1000 * MS, 1650 * MS, "loss", "");
        Measured measured = figures(at -> at > 1600 && at < 2500 ? Answer.NONE : Answer.GOOD)
                .restoration(vague, HEAL);

        assertThat(ms(measured.upper())).isEqualTo(2502 - 1000);
    }

    @Test
    void aServiceThatFailsOnlyAfterAWhileWasNotRestoredByItsAnswersUntilThen() {
        Measured measured = down(1800, 2300).restoration(EFFECT, HEAL);

        assertThat(ms(measured.upper())).isEqualTo(2302 - 1000);
    }

    @Test
    void aServiceThatNeverFailedIsRestoredAtOnceAsFarAsItsClientCanTell() {
        Measured measured = figures(at -> Answer.GOOD).restoration(EFFECT, HEAL);

        assertThat(measured.value()).isZero();
        assertThat(measured.lower()).isZero();
        assertThat(ms(measured.upper())).isEqualTo(1102 - 1000);
    }

    @Test
    void aServiceThatIsBackOnlyAfterHealingDidNotComeBackByItself() {
        Measured measured = down(1000, 3200).restoration(EFFECT, HEAL);

        assertThat(measured.upper()).isInfinite();
        assertThat(measured.value()).isInfinite();
        assertThat(ms(measured.lower())).isEqualTo(2900 - 1010);
        assertThat(measured.doubt()).contains("before the fault was healed");
    }

    @Test
    void aRowThatHealingInterruptsShowsNoRestoration() {
        Measured measured = down(1000, 2800).restoration(EFFECT, HEAL);

        assertThat(measured.upper()).isInfinite();
        assertThat(ms(measured.lower())).isEqualTo(2700 - 1010);
    }

    @Test
    void aServiceThatNeverComesBackIsNeverRestored() {
        Measured measured = down(1000, 9000).restoration(EFFECT, HEAL);

        assertThat(measured.upper()).isInfinite();
        assertThat(ms(measured.lower())).isEqualTo(2900 - 1010);
    }

    @Test
    void aRequestThatWasUnderWayWhenTheFaultActedIsAnInterruption() {
        Measured measured = figures(at -> at == 900 ? Answer.NONE : Answer.GOOD).restoration(EFFECT, HEAL);

        assertThat(measured.value()).isEqualTo(measured.upper()).isPositive();
    }

    @Test
    void aRequestThatWasGivenUpLongBeforeTheFaultIsNone() {
        assertThat(figures(at -> at == 300 ? Answer.NONE : Answer.GOOD)
                        .restoration(EFFECT, HEAL)
                        .value())
                .isZero();
    }

    @Test
    void whatTheClientNeverAskedIsNoProofThatTheServiceWasAway() {
        Measured measured = figures(
                        at -> at < 1000 || at >= 2000 ? Answer.GOOD : at < 1300 ? Answer.NONE : Answer.UNASKED)
                .restoration(EFFECT, HEAL);

        assertThat(ms(measured.lower())).isEqualTo(1200 - 1010);
        assertThat(ms(measured.upper())).isEqualTo(2002 - 1000);
    }

    @Test
    void theSlowestClientCounts() {
        List<Exchange> both = new ArrayList<>(stream(0, at -> at >= 1000 && at < 1200 ? Answer.BAD : Answer.GOOD));
        both.addAll(stream(1, at -> at >= 1000 && at < 2000 ? Answer.BAD : Answer.GOOD));
        Measured measured = new WorkloadFigures(clients(2), both).restoration(EFFECT, HEAL);

        assertThat(ms(measured.upper())).isEqualTo(2002 - 1000);
        assertThat(ms(measured.lower())).isEqualTo(1900 - 1010);
    }

    @Test
    void oneClientThatIsNeverServedAgainKeepsTheServiceFromBeingRestored() {
        List<Exchange> both = new ArrayList<>(stream(0, at -> Answer.GOOD));
        both.addAll(stream(1, at -> at >= 1000 ? Answer.BAD : Answer.GOOD));

        assertThat(new WorkloadFigures(clients(2), both)
                        .restoration(EFFECT, HEAL)
                        .upper())
                .isInfinite();
    }

    @Test
    void failuresAfterTheRestorationAreCountedUntilTheRepair() {
        WorkloadFigures figures =
                figures(at -> (at >= 1000 && at < 1500) || at == 2600 || at == 4000 ? Answer.BAD : Answer.GOOD);

        assertThat(figures.failedAfterRestoration(EFFECT, HEAL).value()).isOne();
        assertThat(figures.failed().value()).isEqualTo(7);
    }

    @Test
    void withoutARestorationNothingIsSaidOfTheTimeAfterIt() {
        assertThat(down(1000, 9000).failedAfterRestoration(EFFECT, HEAL).known())
                .isFalse();
    }

    @Test
    void whatWasNeverAskedIsInDoubt() {
        Measured failed = figures(at -> at == 2000 ? Answer.UNASKED : at == 2100 ? Answer.BAD : Answer.GOOD)
                .failed();

        assertThat(failed.lower()).isEqualTo(1);
        assertThat(failed.upper()).isEqualTo(2);
    }

    @Test
    void latencyCountsFromTheInstantAnExchangeWasDue() {
        Measured most = figures(at -> Answer.GOOD).latency("max", 0);

        assertThat(ms(most.upper())).isEqualTo(2);
        assertThat(ms(most.lower())).isEqualTo(1);
    }

    @Test
    void anExchangeWithoutAGoodAnswerLastsLongerThanAny() {
        assertThat(down(1000, 1100).latency("max", 0).upper()).isInfinite();
        assertThat(down(1000, 1100).latency("mean", 0).upper()).isInfinite();
        assertThat(down(1000, 1100).latency("p50", 0).upper()).isFinite();
    }

    @Test
    void noDisturbanceExcusesAnExchangeThatWasNeverAnswered() {
        assertThat(down(1000, 1100).latency("max", 0.5).lower()).isInfinite();
    }

    @Test
    void theShareThatWasDisturbedIsTakenOffTheTopOfTheTimes() {
        double[] times = IntStream.rangeClosed(1, 1000).asDoubleStream().toArray();

        Measured p99 = WorkloadFigures.times("p99", times.clone(), times.clone(), new Disturbance(0.04));
        Measured mean = WorkloadFigures.times("mean", times.clone(), times.clone(), new Disturbance(0.1));

        assertThat(p99.lower()).isEqualTo(950);
        assertThat(p99.upper()).isEqualTo(990);
        // The shorter nine tenths, and the shortest once more for each of the others.
        assertThat(mean.lower()).isEqualTo((450.5 * 900 + 100) / 1000);
    }

    @Test
    void anExchangeThatWasNeverAskedIsNotHeldAgainstTheDesign() {
        Measured most = figures(at -> at == 1000 ? Answer.UNASKED : Answer.GOOD).latency("max", 0);

        assertThat(most.upper()).isInfinite();
        assertThat(ms(most.lower())).isEqualTo(1);
    }

    @Test
    void aPercentileNeedsTenSamplesBeyondIt() {
        assertThat(figures(at -> Answer.GOOD).latency("p50", 0).known()).isTrue();
        assertThat(figures(at -> Answer.GOOD).latency("p90", 0).known()).isFalse();
        assertThat(figures(at -> Answer.GOOD).latency("p90", 0).doubt()).contains("50 exchanges", "100");
    }

    @Test
    void noExchangeIsNoMeasurement() {
        WorkloadFigures none = new WorkloadFigures(clients(1), List.of());

        assertThat(none.latency("min", 0).known()).isFalse();
        assertThat(none.failed().known()).isFalse();
        assertThat(none.restoration(EFFECT, HEAL).upper()).isInfinite();
        assertThat(none.incomplete(PHASES)).isPresent();
    }

    @Test
    void aWholeListIsComplete() {
        assertThat(figures(at -> Answer.GOOD).incomplete(PHASES)).isEmpty();
    }

    @Test
    void aClientThatStoppedEarlyIsNotOneThatWasServed() {
        List<Exchange> cut = stream(0, at -> Answer.GOOD).subList(0, 40);

        assertThat(new WorkloadFigures(clients(1), cut).incomplete(PHASES))
                .hasValueSatisfying(why -> assertThat(why).contains("client 0 end"));
    }

    @Test
    void aMissingExchangeIsSeenInTheSequence() {
        List<Exchange> gap = new ArrayList<>(stream(0, at -> Answer.GOOD));
        gap.remove(17);

        assertThat(new WorkloadFigures(clients(1), gap).incomplete(PHASES))
                .hasValueSatisfying(why -> assertThat(why).contains("exchange 18 where 17 is due"));
    }

    @Test
    void aMissingClientIsSeen() {
        assertThat(new WorkloadFigures(clients(2), stream(0, at -> Answer.GOOD)).incomplete(PHASES))
                .isPresent();
    }
}
