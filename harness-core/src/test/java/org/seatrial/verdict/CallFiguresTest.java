package org.seatrial.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.seatrial.recording.Call;
import org.seatrial.recording.Exchange;
import org.seatrial.traffic.Answer;

/** Twenty calls, 100 ms apart, that are set up after 2 ms, each asked 1 ms late. */
class CallFiguresTest {

    private static final long MS = 1_000_000;

    private final List<Exchange> exchanges = new ArrayList<>();
    private final List<Call> calls = new ArrayList<>();

    @BeforeEach
    void allAreCleared() {
        for (int i = 0; i < 20; i++) {
            long at = (1000 + 100L * i) * MS;
            exchanges.add(new Exchange(0, i, at, at + MS, at + 2 * MS, Answer.GOOD));
            calls.add(new Call(0, i, at + 2 * MS, at + 1002 * MS, Call.End.CLEARED));
        }
    }

    private void call(int index, Answer answer, Call.End end) {
        Exchange old = exchanges.get(index);
        boolean setUp = end == Call.End.DROPPED;
        exchanges.set(
                index,
                new Exchange(
                        0,
                        index,
                        old.intendedNs(),
                        end == Call.End.NOT_MADE ? 0 : old.startedNs(),
                        setUp ? old.completedNs() + 500 * MS : 0,
                        answer));
        calls.set(index, new Call(0, index, setUp ? old.completedNs() : 0, 0, end));
    }

    private CallFigures figures() {
        CallFigures figures = new CallFigures(exchanges, calls);
        assertThat(figures.contradiction()).isEmpty();
        return figures;
    }

    @Test
    void droppedCallsWereSetUpAndFailedOnesWereNot() {
        call(3, Answer.BAD, Call.End.DROPPED);
        call(4, Answer.NONE, Call.End.NOT_SET_UP);
        call(5, Answer.BAD, Call.End.NOT_SET_UP);

        assertThat(figures().setUp().value()).isEqualTo(18);
        assertThat(figures().dropped().value()).isEqualTo(1);
        assertThat(figures().setUpFailures().value()).isEqualTo(2);
    }

    @Test
    void aCallThatWasNeverMadeMayHaveBeenAnything() {
        call(7, Answer.UNASKED, Call.End.NOT_MADE);

        assertThat(figures().setUp().lower()).isEqualTo(19);
        assertThat(figures().setUp().upper()).isEqualTo(20);
        assertThat(figures().dropped().upper()).isEqualTo(1);
        assertThat(figures().dropped().lower()).isZero();
        assertThat(figures().setUpFailures().upper()).isEqualTo(1);
    }

    @Test
    void theSetUpTimeCountsFromTheInstantACallWasDue() {
        assertThat(figures().setUpTime("max", Disturbance.NONE).upper()).isEqualTo(2 * MS);
        assertThat(figures().setUpTime("max", Disturbance.NONE).lower()).isEqualTo(MS);
    }

    @Test
    void aDroppedCallWasSetUpInItsTimeAndOneThatWasNotSetUpLastsLongerThanAny() {
        call(3, Answer.BAD, Call.End.DROPPED);
        assertThat(figures().setUpTime("max", Disturbance.NONE).upper()).isEqualTo(2 * MS);

        call(4, Answer.NONE, Call.End.NOT_SET_UP);
        assertThat(figures().setUpTime("max", Disturbance.NONE).lower()).isInfinite();
    }

    @Test
    void aPercentileThatTwentyCallsCannotCarryIsNotMeasured() {
        assertThat(figures().setUpTime("p50", Disturbance.NONE).known()).isTrue();
        assertThat(figures().setUpTime("p99", Disturbance.NONE).known()).isFalse();
    }

    @Test
    void aCallThatItsExchangeContradictsIsNoEvidence() {
        calls.set(3, new Call(0, 3, calls.get(3).setUpNs(), 0, Call.End.DROPPED));

        assertThat(new CallFigures(exchanges, calls).contradiction()).isPresent();
    }

    @Test
    void aListThatIsShorterThanThatOfTheExchangesIsNoEvidence() {
        calls.removeLast();

        assertThat(new CallFigures(exchanges, calls).contradiction()).isPresent();
    }

    @Test
    void noCallIsNoMeasurement() {
        CallFigures none = new CallFigures(List.of(), List.of());

        assertThat(none.setUp().known()).isFalse();
        assertThat(none.dropped().known()).isFalse();
        assertThat(none.setUpTime("max", Disturbance.NONE).known()).isFalse();
    }
}
