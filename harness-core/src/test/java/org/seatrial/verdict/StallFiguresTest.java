package org.seatrial.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.seatrial.verdict.Trials.MS;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.seatrial.recording.Crowding;
import org.seatrial.recording.Exchange;
import org.seatrial.traffic.Answer;

/** A request every 5 ms for 2 s, answered 0.2 ms later, unless the service stands still. */
class StallFiguresTest {

    private static final long EVERY_NS = 5 * MS;
    private static final long USUAL_NS = 200_000;
    private static final long END_NS = 2000 * MS;

    private final List<Exchange> exchanges = new ArrayList<>();

    /** A service that stands still between two instants. */
    private void stream(int stream, long fromNs, long untilNs) {
        for (int sequence = 0; sequence * EVERY_NS < END_NS; sequence++) {
            long due = sequence * EVERY_NS;
            boolean held = due + USUAL_NS >= fromNs && due < untilNs;
            long answered = held ? untilNs + USUAL_NS : due + USUAL_NS;
            boolean ever = answered < END_NS + EVERY_NS;
            exchanges.add(
                    new Exchange(stream, sequence, due, due, ever ? answered : 0, ever ? Answer.GOOD : Answer.NONE));
        }
    }

    private Measured figure(String statistic) {
        return figure(statistic, List.of());
    }

    private Measured figure(String statistic, List<Crowding> crowded) {
        return new StallFigures(exchanges, END_NS, crowded).statistic(statistic);
    }

    @Test
    void aServiceThatAnswersHasNoStall() {
        stream(0, 0, 0);

        assertThat(figure("longest").value()).isZero();
        assertThat(figure("longest").upper()).isBetween((double) EVERY_NS, 2.0 * EVERY_NS);
        assertThat(figure("count").value()).isZero();
    }

    @Test
    void aStallLiesInsideItsInterval() {
        for (long phase = 0; phase < EVERY_NS; phase += 100_000) {
            exchanges.clear();
            stream(0, 500 * MS + phase, 1200 * MS + phase);

            Measured longest = figure("longest");
            assertThat(longest.lower()).as("phase %d", phase).isLessThanOrEqualTo(700.0 * MS);
            assertThat(longest.upper()).as("phase %d", phase).isGreaterThanOrEqualTo(700.0 * MS);
            assertThat(longest.upper() - longest.lower()).isLessThan(6.0 * MS);
            assertThat(figure("count").value()).isEqualTo(1);
        }
    }

    @Test
    void timeInWhichAllProcessorsWereInUseIsTakenOffTheLowerEndAlone() {
        stream(0, 500 * MS, 1200 * MS);
        List<Crowding> crowded = List.of(new Crowding(400 * MS, 900 * MS));

        Measured longest = figure("longest", crowded);
        assertThat(longest.lower()).isLessThanOrEqualTo(300.0 * MS).isGreaterThan(290.0 * MS);
        assertThat(longest.upper()).isEqualTo(figure("longest").upper());
        assertThat(longest.value()).isEqualTo(figure("longest").value());
        assertThat(longest.doubt()).contains("all processors of this machine were in use");
        assertThat(figure("count", crowded).lower()).isEqualTo(1);
    }

    @Test
    void aStallThatTheMachineExplainsWholeIsSurelyNone() {
        stream(0, 500 * MS, 700 * MS);

        Measured count = figure("count", List.of(new Crowding(500 * MS, 1500 * MS)));
        assertThat(count.lower()).isZero();
        assertThat(count.upper()).isEqualTo(1);
    }

    @Test
    void aStallThatDidNotEndIsInfinite() {
        stream(0, 500 * MS, Long.MAX_VALUE / 2);

        Measured longest = figure("longest");
        assertThat(longest.upper()).isInfinite();
        assertThat(longest.lower()).isGreaterThan(1490.0 * MS);
    }

    @Test
    void theWorstClientCounts() {
        stream(0, 0, 0);
        stream(1, 500 * MS, 600 * MS);
        stream(2, 500 * MS, 900 * MS);

        assertThat(figure("longest").upper()).isGreaterThanOrEqualTo(400.0 * MS);
    }

    @Test
    void aBriefSilenceIsNoStall() {
        stream(0, 500 * MS, 540 * MS);

        assertThat(figure("count").value()).isZero();
        assertThat(figure("longest").value()).isZero();
        assertThat(figure("longest").upper()).isBetween(40.0 * MS, 40.0 * MS + 2 * EVERY_NS);
    }

    @Test
    void nothingIsMeasuredOfAServiceThatNeverAnswered() {
        stream(0, 0, Long.MAX_VALUE / 2);

        assertThat(figure("longest").known()).isFalse();
        assertThat(figure("count").known()).isFalse();
    }
}
