package org.seatrial.generators.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.seatrial.traffic.Answer;
import org.seatrial.traffic.WorkloadSession;

class ScheduleTest {

    private static final Schedule SCHEDULE = new Schedule(4, 1000);

    @Test
    void clientsTakeTurns() {
        assertThat(SCHEDULE.offsetNs(0)).isZero();
        assertThat(SCHEDULE.offsetNs(1)).isEqualTo(250);
        assertThat(SCHEDULE.offsetNs(4)).isEqualTo(1000);
        assertThat(SCHEDULE.offsetNs(7)).isEqualTo(1750);
        assertThat(SCHEDULE.stream(7)).isEqualTo(3);
        assertThat(SCHEDULE.sequence(7)).isEqualTo(1);
    }

    @Test
    void everythingThatWasDueIsTold() {
        ExchangeTable table = new ExchangeTable(SCHEDULE);
        table.started(0, 5);
        table.over(0, Answer.GOOD, 9);
        table.started(1, 255);
        List<String> told = new ArrayList<>();
        table.replay(
                0,
                1100,
                (stream, sequence, intended, started, completed, answer) ->
                        told.add(stream + "/" + sequence + "@" + intended + " " + answer));

        assertThat(told)
                .containsExactly(
                        "0/0@0 GOOD", "0/1@1000 UNASKED", "1/0@250 NONE", "2/0@500 UNASKED", "3/0@750 UNASKED");
    }

    @Test
    void aCallThatIsHeldWasServedUntilItTurnsOutToBeDropped() {
        ExchangeTable table = new ExchangeTable(SCHEDULE);
        table.started(0, 5);
        table.setUp(0, 9);
        assertThat(table.progress(0, 0, 100)).isEqualTo(new WorkloadSession.Progress(1, 0, 0));
        table.over(0, Answer.BAD, 50);
        assertThat(table.progress(0, 0, 100)).isEqualTo(new WorkloadSession.Progress(0, 1, 0));
    }

    @Test
    void aGoodCallWasAnsweredWhenItWasSetUp() {
        ExchangeTable table = new ExchangeTable(SCHEDULE);
        table.started(0, 5);
        table.setUp(0, 9);
        table.over(0, Answer.GOOD, 70);
        List<Long> completed = new ArrayList<>();
        table.replay(0, 100, (stream, sequence, intended, started, ended, answer) -> completed.add(ended));

        assertThat(completed).containsExactly(9L);
    }
}
