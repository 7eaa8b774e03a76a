package org.seatrial.generators.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.seatrial.recording.Call;
import org.seatrial.recording.Exchange;
import org.seatrial.traffic.Answer;
import org.seatrial.traffic.ServiceWorkload;
import org.seatrial.traffic.WorkloadSession;

/** A call every 100 ms, held for 200 ms, by a caller who waits for a second. Stamps are wrong by nothing. */
class SippCallsTest {

    private static final long MS = 1_000_000;
    private static final long WALL = 1_795_311_635_000_000_000L;
    private static final ServiceWorkload CALLS = new ServiceWorkload(
            "calls",
            "west",
            "east",
            ServiceWorkload.Protocol.SIP,
            Optional.empty(),
            5060,
            "100",
            1,
            10,
            Duration.ofSeconds(1),
            1,
            Optional.empty(),
            new ServiceWorkload.Client(ServiceWorkload.Generator.SIPP, Duration.ofMillis(200)));

    private final List<String> log = new ArrayList<>();

    /** @param sequence number and method of CSeq */
    private void line(long atMs, char direction, int call, String sequence, String first) {
        long us = (WALL + atMs * MS) / 1000;
        log.add("2026-11-22\t01:40:35.000000\t%d.%06d\t%c\t%d-664@198.18.0.2\tCSeq:%s\t%s"
                .formatted(us / 1_000_000, us % 1_000_000, direction, call + 1, sequence, first));
    }

    private void invite(long atMs, int call) {
        line(atMs, 'S', call, "1 INVITE", "INVITE sip:100@198.18.0.1:5060 SIP/2.0");
    }

    private void invited(long atMs, int call, String answer) {
        line(atMs, 'R', call, "1 INVITE", "SIP/2.0 " + answer);
    }

    private void bye(long atMs, int call) {
        line(atMs, 'S', call, "2 BYE", "BYE sip:198.18.0.1:5060 SIP/2.0");
    }

    private void cleared(long atMs, int call, String answer) {
        line(atMs, 'R', call, "2 BYE", "SIP/2.0 " + answer);
    }

    private void whole(long atMs, int call) {
        invite(atMs, call);
        invited(atMs + 1, call, "180 Ringing");
        invited(atMs + 2, call, "200 OK");
        line(atMs + 2, 'S', call, "1 ACK", "ACK sip:198.18.0.1:5060 SIP/2.0");
        bye(atMs + 202, call);
        cleared(atMs + 203, call, "200 OK");
    }

    private SippCalls read() {
        return new SippCalls(CALLS, SippMessages.read(log, wall -> wall - WALL), 0);
    }

    private List<Exchange> exchanges(long endMs) {
        List<Exchange> all = new ArrayList<>();
        read().replay(
                        endMs * MS,
                        (stream, sequence, intended, started, completed, answer) ->
                                all.add(new Exchange(stream, sequence, intended, started, completed, answer)));
        return all;
    }

    private Call last(long endMs) {
        return read().calls(endMs * MS).getLast();
    }

    @Test
    void aCallThatIsSetUpHeldAndClearedIsGood() {
        whole(100, 0);

        assertThat(exchanges(150)).containsExactly(new Exchange(0, 0, 100 * MS, 100 * MS, 102 * MS, Answer.GOOD));
        assertThat(last(150)).isEqualTo(new Call(0, 0, 102 * MS, 303 * MS, Call.End.CLEARED));
    }

    @Test
    void theScheduleBeginsSoThatNoCallIsEarly() {
        whole(103, 0);
        whole(201, 1);
        whole(302, 2);

        assertThat(exchanges(350)).extracting(Exchange::intendedNs).containsExactly(101 * MS, 201 * MS, 301 * MS);
    }

    @Test
    void stampsAreTakenAsLateAndTheScheduleAsEarlyAsTheyMayBe() {
        whole(100, 0);
        List<Exchange> all = new ArrayList<>();
        new SippCalls(CALLS, SippMessages.read(log, wall -> wall - WALL), 5)
                .replay(
                        150 * MS,
                        (stream, sequence, intended, started, completed, answer) ->
                                all.add(new Exchange(stream, sequence, intended, started, completed, answer)));

        assertThat(all).containsExactly(new Exchange(0, 0, 100 * MS - 5, 100 * MS + 5, 102 * MS + 5, Answer.GOOD));
    }

    @Test
    void aRepeatedInviteIsTheSameCall() {
        invite(100, 0);
        invite(600, 0);
        invited(602, 0, "200 OK");
        bye(802, 0);
        cleared(803, 0, "200 OK");

        assertThat(exchanges(150)).containsExactly(new Exchange(0, 0, 100 * MS, 100 * MS, 602 * MS, Answer.GOOD));
    }

    @Test
    void anAnswerAfterTheCallersPatienceSetsNoCallUp() {
        invite(100, 0);
        invited(1200, 0, "200 OK");
        bye(1400, 0);
        cleared(1401, 0, "200 OK");

        assertThat(exchanges(150)).extracting(Exchange::answer).containsExactly(Answer.NONE);
        assertThat(last(150).end()).isEqualTo(Call.End.NOT_SET_UP);
    }

    @Test
    void aRejectedCallIsNotSetUp() {
        invite(100, 0);
        invited(103, 0, "503 Service Unavailable");

        assertThat(exchanges(150)).extracting(Exchange::answer).containsExactly(Answer.BAD);
        assertThat(last(150)).isEqualTo(new Call(0, 0, 0, 103 * MS, Call.End.NOT_SET_UP));
    }

    @Test
    void aCallThatCannotBeClearedWasDropped() {
        invite(100, 0);
        invited(102, 0, "200 OK");
        bye(302, 0);
        bye(802, 0);

        assertThat(exchanges(150)).extracting(Exchange::answer).containsExactly(Answer.BAD);
        assertThat(last(150)).isEqualTo(new Call(0, 0, 102 * MS, 1302 * MS, Call.End.DROPPED));
    }

    @Test
    void aCallThatTheOtherSideClearsWasDropped() {
        invite(100, 0);
        invited(102, 0, "200 OK");
        line(150, 'R', 0, "7 BYE", "BYE sip:seatrial@198.18.0.2 SIP/2.0");

        assertThat(last(150)).isEqualTo(new Call(0, 0, 102 * MS, 150 * MS, Call.End.DROPPED));
    }

    @Test
    void aCallThatSippBrokeOffBeforeItsTimeWasDropped() {
        invite(100, 0);
        invited(102, 0, "200 OK");
        bye(150, 0);
        cleared(151, 0, "200 OK");

        assertThat(last(150).end()).isEqualTo(Call.End.DROPPED);
    }

    @Test
    void aCallThatSippDidNotMakeIsListedAsSuch() {
        whole(100, 0);
        whole(300, 2);

        assertThat(exchanges(350))
                .extracting(Exchange::answer)
                .containsExactly(Answer.GOOD, Answer.UNASKED, Answer.GOOD);
        assertThat(read().calls(350 * MS).get(1)).isEqualTo(new Call(0, 1, 0, 0, Call.End.NOT_MADE));
    }

    @Test
    void callsThatWereDueAfterSippDiedAreListedToo() {
        whole(100, 0);

        assertThat(exchanges(550)).hasSize(5);
    }

    @Test
    void aHalfWrittenLineIsLeftOut() {
        whole(100, 0);
        log.add(log.getFirst().substring(0, 60));

        assertThat(read().seen()).hasSize(1);
    }

    @Test
    void aCallThatIsHeldIsGoodSoFarAndOneThatRingsIsOutstanding() {
        whole(100, 0);
        invite(200, 1);
        invited(202, 1, "200 OK");
        invite(300, 2);

        assertThat(read().progress(0, 350 * MS, 320 * MS)).isEqualTo(new WorkloadSession.Progress(2, 0, 1));
        assertThat(read().progress(0, 350 * MS, 5000 * MS)).isEqualTo(new WorkloadSession.Progress(1, 2, 0));
    }
}
