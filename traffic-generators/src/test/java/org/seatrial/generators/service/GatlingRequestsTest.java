package org.seatrial.generators.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.seatrial.recording.Exchange;
import org.seatrial.traffic.Answer;
import org.seatrial.traffic.ServiceWorkload;
import org.seatrial.traffic.WorkloadSession;

/** A request every 100 ms by two clients in turn, each of whom waits for half a second. */
class GatlingRequestsTest {

    private static final long MS = 1_000_000;
    private static final ServiceWorkload WEB = new ServiceWorkload(
            "web",
            "west",
            "east",
            ServiceWorkload.Protocol.HTTP,
            Optional.empty(),
            80,
            "/",
            2,
            5,
            Duration.ofMillis(500),
            1,
            Optional.empty(),
            new ServiceWorkload.Client(ServiceWorkload.Generator.GATLING, ServiceWorkload.HELD));

    private final List<String> log = new ArrayList<>();

    private void line(String what, int request, long atMs) {
        log.add(what + "\t" + (request + 1) + "\t" + atMs * MS + ";");
    }

    private void whole(int request, long atMs, String how) {
        line("asked", request, atMs);
        line(how, request, atMs + 3);
    }

    private GatlingRequests read() {
        return GatlingRequests.read(WEB, log);
    }

    private List<Exchange> exchanges(long endMs) {
        List<Exchange> all = new ArrayList<>();
        read().replay(
                        endMs * MS,
                        (stream, sequence, intended, started, completed, answer) ->
                                all.add(new Exchange(stream, sequence, intended, started, completed, answer)));
        return all;
    }

    @Test
    void clientsTakeTurnsAndTheScheduleBeginsSoThatNobodyIsEarly() {
        whole(0, 1004, "good");
        whole(1, 1101, "good");
        whole(2, 1203, "bad");

        assertThat(exchanges(1250))
                .containsExactly(
                        new Exchange(0, 0, 1001 * MS, 1004 * MS, 1007 * MS, Answer.GOOD),
                        new Exchange(0, 1, 1201 * MS, 1203 * MS, 1206 * MS, Answer.BAD),
                        new Exchange(1, 0, 1101 * MS, 1101 * MS, 1104 * MS, Answer.GOOD));
    }

    @Test
    void whatWasDueBeforeTheTrialOnlyWarmedTheProgramUp() {
        whole(0, 1000, "bad");
        whole(1, 1100, "good");
        whole(2, 1200, "good");
        List<Exchange> all = new ArrayList<>();
        read().since(1050 * MS)
                .replay(
                        1250 * MS,
                        (stream, sequence, intended, started, completed, answer) ->
                                all.add(new Exchange(stream, sequence, intended, started, completed, answer)));

        assertThat(all)
                .containsExactly(
                        new Exchange(0, 0, 1100 * MS, 1100 * MS, 1103 * MS, Answer.GOOD),
                        new Exchange(1, 0, 1200 * MS, 1200 * MS, 1203 * MS, Answer.GOOD));
    }

    @Test
    void anAnswerAfterTheClientsPatienceIsNone() {
        line("asked", 0, 1000);
        line("good", 0, 1501);

        assertThat(exchanges(1050)).containsExactly(new Exchange(0, 0, 1000 * MS, 1000 * MS, 0, Answer.NONE));
    }

    @Test
    void aRequestThatWasNeverOverWasNotAnswered() {
        line("asked", 0, 1000);

        assertThat(exchanges(1050)).extracting(Exchange::answer).containsExactly(Answer.NONE);
    }

    @Test
    void aRequestThatWasDueAndNotMadeIsListedAsSuch() {
        whole(0, 1000, "good");
        whole(2, 1200, "good");

        assertThat(exchanges(1350))
                .extracting(Exchange::answer)
                .containsExactly(Answer.GOOD, Answer.GOOD, Answer.UNASKED, Answer.UNASKED);
    }

    @Test
    void aHalfWrittenLineIsNoAnswer() {
        line("asked", 0, 1000);
        log.add("good\t1\t100");

        assertThat(exchanges(1050)).extracting(Exchange::answer).containsExactly(Answer.NONE);
    }

    @Test
    void aRequestIsSettledWhenItIsOverOrOutOfPatience() {
        whole(0, 1000, "good");
        line("asked", 1, 1100);

        assertThat(read().settled(1150 * MS, 1200 * MS)).isFalse();
        assertThat(read().settled(1150 * MS, 1601 * MS)).isTrue();
        assertThat(read().settled(1250 * MS, 1900 * MS)).isFalse();
        assertThat(read().progress(0, 1150 * MS, 1200 * MS)).isEqualTo(new WorkloadSession.Progress(1, 0, 1));
        assertThat(read().progress(0, 1150 * MS, 1700 * MS)).isEqualTo(new WorkloadSession.Progress(1, 1, 0));
    }

    @Test
    void withoutAnyRequestNothingIsListed() {
        assertThat(exchanges(5000)).isEmpty();
        assertThat(read().progress(0, 5000 * MS, 5000 * MS)).isEqualTo(new WorkloadSession.Progress(0, 0, 0));
    }
}
