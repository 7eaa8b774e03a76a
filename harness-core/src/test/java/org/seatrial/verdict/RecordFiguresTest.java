package org.seatrial.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.seatrial.verdict.Trials.MS;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.seatrial.recording.EvidenceException;
import org.seatrial.recording.EvidenceFile;
import org.seatrial.recording.Exchange;
import org.seatrial.recording.FaultRecord.Effect;
import org.seatrial.recording.GuestAnswer;
import org.seatrial.recording.GuestAnswerLog;
import org.seatrial.recording.WriteStamp;
import org.seatrial.traffic.Answer;
import org.seatrial.traffic.ServiceWorkload;
import org.seatrial.traffic.StorageWorkload;

/**
 * Two guests. The writer of each writes every 10 ms from 1 s on, and until 1.1 s each write is acknowledged 1 ms later; then
 * the fault takes effect, and write 9 is the last that was acknowledged. The guests answer again at 2 s; it is healed at 3 s.
 */
class RecordFiguresTest {

    private static final ServiceWorkload WEB = new ServiceWorkload(
            "web",
            "desk",
            "hv1",
            ServiceWorkload.Protocol.HTTP,
            Optional.of("198.18.30.255"),
            80,
            "/",
            2,
            10,
            Duration.ofSeconds(2),
            2,
            Optional.of("writes"),
            new ServiceWorkload.Client(ServiceWorkload.Generator.OWN, ServiceWorkload.HELD));
    private static final StorageWorkload WRITES = new StorageWorkload(
            "writes",
            "desk",
            "san1",
            StorageWorkload.Protocol.NBD,
            "vms",
            2,
            100,
            Duration.ofSeconds(30),
            4096,
            2 * 4096,
            Optional.of("san2"),
            StorageWorkload.Generator.SEATRIAL);
    private static final Effect EFFECT = new Effect(true, 1099 * MS, 1101 * MS, "power", "off");
    private static final long HEAL = 3000 * MS;
    private static final long BACK = 2000 * MS;

    private final List<Exchange> writes = new ArrayList<>();
    private final List<Exchange> asked = new ArrayList<>();
    private final List<GuestAnswer> answers = new ArrayList<>();

    RecordFiguresTest() {
        for (int writer = 0; writer < 2; writer++) {
            for (int sequence = 0; sequence < 20; sequence++) {
                long due = due(sequence);
                boolean acknowledged = sequence < 10;
                writes.add(new Exchange(
                        writer,
                        sequence,
                        due,
                        due,
                        acknowledged ? due + MS : 0,
                        acknowledged ? Answer.GOOD : Answer.NONE));
            }
        }
    }

    private static long due(long sequence) {
        return (1000 + 10 * sequence) * MS;
    }

    private static String record(int writer, long sequence) {
        return new WriteStamp("writes", writer, sequence, due(sequence)).line();
    }

    private void answers(int guest, long sequence, long atNs, String record) {
        asked.add(new Exchange(guest, sequence, atNs, atNs, atNs + 5 * MS, Answer.GOOD));
        answers.add(new GuestAnswer(guest, sequence, "hv2", "b", record));
    }

    private Measured stale() {
        return new RecordFigures(WEB, asked, answers, WRITES, writes).stale(EFFECT, HEAL);
    }

    private void isIn(double lower, double upper) {
        Measured stale = stale();
        assertThat(stale.known()).isTrue();
        assertThat(List.of(stale.lower(), stale.upper())).containsExactly(lower, upper);
        assertThat(stale.value()).isEqualTo(upper);
    }

    /** The second guest is as it should be. */
    private void first(String record) {
        answers(0, 7, BACK, record);
        answers(1, 7, BACK, record(1, 9));
    }

    @Test
    void guestsThatShowTheLastAcknowledgedWriteAreCurrent() {
        first(record(0, 9));
        isIn(0, 0);
        assertThat(stale().samples()).isEqualTo(2);
    }

    @Test
    void aGuestThatShowsAnOlderWriteIsStale() {
        first(record(0, 8));
        isIn(1, 1);
    }

    @Test
    void aLaterWriteMayHaveArrivedWithoutItsAcknowledgement() {
        first(record(0, 10));
        isIn(0, 0);
    }

    @Test
    void aGuestThatNeverAnsweredIsInDoubtAndNamed() {
        answers(1, 7, BACK, record(1, 9));
        isIn(0, 1);
        assertThat(stale().doubt()).contains("guest 1");
    }

    @Test
    void aGuestWhoseDiskIsEmptyOrUnreadableIsInDoubt() {
        for (String nothing : List.of("none", "unreadable", "", "17 at site 1")) {
            asked.clear();
            answers.clear();
            first(nothing);
            isIn(0, 1);
        }
    }

    @Test
    void whatNoGuestShowsIsNeverNothing() {
        isIn(0, 2);
    }

    @Test
    void onlyTheFirstAnswerCounts() {
        answers(0, 7, BACK, record(0, 8));
        answers(0, 8, BACK + 100 * MS, record(0, 9));
        answers(1, 7, BACK, record(1, 9));
        isIn(1, 1);
    }

    @Test
    void anAnswerBeforeTheFaultSurelyHadItsEffectShowsNothing() {
        answers(0, 0, 1100 * MS, record(0, 9));
        answers(1, 7, BACK, record(1, 9));
        isIn(0, 1);
    }

    @Test
    void anAnswerAfterHealingShowsNothingOfWhatSurvived() {
        answers(0, 20, HEAL, record(0, 9));
        answers(1, 7, BACK, record(1, 9));
        isIn(0, 1);
    }

    @Test
    void aBadAnswerIsNone() {
        asked.add(new Exchange(0, 7, BACK, BACK, BACK + MS, Answer.BAD));
        answers(1, 7, BACK, record(1, 9));
        isIn(0, 1);
    }

    @Test
    void whatIsAcknowledgedUnderTheFaultMustBeThereToo() {
        long due = due(19);
        writes.removeIf(one -> one.stream() == 0 && one.sequence() == 19);
        writes.add(new Exchange(0, 19, due, due, due + MS, Answer.GOOD));
        first(record(0, 18));
        isIn(1, 1);
    }

    @Test
    void whatIsAcknowledgedAfterTheGuestWasAskedIsNotMissed() {
        writes.removeIf(one -> one.stream() == 0 && one.sequence() == 19);
        writes.add(new Exchange(0, 19, due(19), due(19), BACK + MS, Answer.GOOD));
        first(record(0, 9));
        isIn(0, 0);
    }

    @Test
    void nothingIsShownOfAGuestToWhichNothingWasAcknowledged() {
        writes.replaceAll(one -> one.stream() == 0
                ? new Exchange(0, one.sequence(), one.intendedNs(), one.startedNs(), 0, Answer.NONE)
                : one);
        first(record(0, 19));
        isIn(0, 1);
    }

    @Test
    void somebodyElsesRecordIsNoneOfItsOwn() {
        first(record(1, 9));
        isIn(1, 1);
        answers.set(0, new GuestAnswer(0, 7, "hv2", "b", record(0, 9).replace("writes", "others")));
        isIn(1, 1);
    }

    @Test
    void aRecordOfAnEarlierTrialIsStaleWhateverItsNumber() {
        first(new WriteStamp("writes", 0, 500, 900 * MS).line());
        isIn(1, 1);
    }

    @Test
    void aRecordOfAWriteThatWasNeverDueIsInDoubt() {
        first(new WriteStamp("writes", 0, 500, 9000 * MS).line());
        isIn(0, 1);
        answers.set(0, new GuestAnswer(0, 7, "hv2", "b", new WriteStamp("writes", 0, 9, due(9) + 1).line()));
        isIn(0, 1);
    }

    @Test
    void answersAreReadAsTheyWereWritten(@TempDir Path folder) throws IOException {
        List<GuestAnswer> said =
                List.of(new GuestAnswer(0, 7, "hv2", "b-1", record(0, 9)), new GuestAnswer(1, 8, "", "", ""));
        EvidenceFile file = GuestAnswerLog.write(folder, "web.records.csv", said);
        assertThat(GuestAnswerLog.read(folder, file)).isEqualTo(said);
        assertThat(file.total()).isEqualTo(1);

        Path written = folder.resolve("web.records.csv");
        Files.writeString(written, Files.readString(written).replace("sequence 9", "sequence 8"));
        Assertions.assertThatThrownBy(() -> GuestAnswerLog.read(folder, file)).isInstanceOf(EvidenceException.class);
    }

    @Test
    void whatCannotStandInTheListIsReplaced(@TempDir Path folder) throws IOException {
        EvidenceFile file =
                GuestAnswerLog.write(folder, "web.records.csv", List.of(new GuestAnswer(0, 7, "a,b", "", "é\u0007x")));
        assertThat(GuestAnswerLog.read(folder, file)).containsExactly(new GuestAnswer(0, 7, "a?b", "", "??x"));
    }

    @Test
    void addressesFollowEachOtherOverTheEndOfABlock() {
        assertThat(WEB.addressesFrom("198.18.30.255")).containsExactly("198.18.30.255", "198.18.31.0");
    }
}
