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
import org.seatrial.recording.CopiedBlock;
import org.seatrial.recording.CopiedBlock.State;
import org.seatrial.recording.EvidenceException;
import org.seatrial.recording.EvidenceFile;
import org.seatrial.recording.Exchange;
import org.seatrial.recording.FaultRecord.Effect;
import org.seatrial.recording.SurvivingCopy;
import org.seatrial.traffic.Answer;
import org.seatrial.traffic.StorageWorkload;

/**
 * One writer with ten blocks writes one every 10 ms, and each is acknowledged 1 ms later; the fault takes effect at 100 ms,
 * when writes 0 to 9 are acknowledged, and the copy is read at 200 ms.
 */
class LedgerFiguresTest {

    private static final StorageWorkload WRITES = new StorageWorkload(
            "writes",
            "app",
            "san1",
            StorageWorkload.Protocol.NBD,
            "disk",
            1,
            100,
            Duration.ofSeconds(30),
            4096,
            10 * 4096,
            Optional.of("san2"),
            StorageWorkload.Generator.SEATRIAL);
    private static final Effect EFFECT = new Effect(true, 100 * MS, 102 * MS, "power", "off");

    private final List<Exchange> exchanges = new ArrayList<>();
    private final List<CopiedBlock> blocks = new ArrayList<>();

    LedgerFiguresTest() {
        for (int sequence = 0; sequence < 10; sequence++) {
            exchanges.add(write(sequence, Answer.GOOD));
            blocks.add(block(sequence, sequence, State.WHOLE));
        }
    }

    private static Exchange write(long sequence, Answer answer) {
        long due = sequence * 10 * MS;
        return new Exchange(0, sequence, due, due, answer == Answer.GOOD ? due + MS : 0, answer);
    }

    private static CopiedBlock block(long number, long found, State state) {
        return new CopiedBlock(number, 200 * MS, number, found, state);
    }

    private LedgerFigures figures() {
        return new LedgerFigures(WRITES, exchanges, new SurvivingCopy("san2", blocks));
    }

    private static void exactly(Measured measured, double value) {
        assertThat(measured.known()).isTrue();
        assertThat(List.of(measured.lower(), measured.value(), measured.upper()))
                .containsOnly(value);
    }

    @Test
    void aCopyThatHoldsEverythingHasLostNothingAndIsNotBehind() {
        exactly(figures().lost(), 0);
        exactly(figures().corrupt(), 0);
        exactly(figures().orderViolations(), 0);
        exactly(figures().recoveryPoint(EFFECT), 0);
    }

    @Test
    void aWriteThatWasNeverAcknowledgedIsNotMissed() {
        exchanges.set(9, write(9, Answer.NONE));
        blocks.set(9, block(9, CopiedBlock.NONE, State.EMPTY));

        exactly(figures().lost(), 0);
    }

    @Test
    void aWriteAcknowledgedAfterTheBlockWasReadIsNotMissed() {
        blocks.set(9, new CopiedBlock(9, 90 * MS, 9, CopiedBlock.NONE, State.EMPTY));

        exactly(figures().lost(), 0);
    }

    @Test
    void theCopyIsBehindByTheAgeOfTheOldestMissingAcknowledgement() {
        blocks.set(8, block(8, CopiedBlock.NONE, State.EMPTY));
        blocks.set(9, block(9, CopiedBlock.NONE, State.EMPTY));

        exactly(figures().lost(), 2);
        Measured point = figures().recoveryPoint(EFFECT);
        assertThat(point.lower()).isEqualTo(19.0 * MS);
        assertThat(point.upper()).isEqualTo(21.0 * MS);
    }

    @Test
    void aMissingWriteOlderThanOneThatIsThereViolatesTheOrder() {
        blocks.set(5, block(5, CopiedBlock.NONE, State.EMPTY));

        exactly(figures().orderViolations(), 1);
        exactly(figures().lost(), 1);
    }

    @Test
    void ofABlockThatWasWrittenTwiceOnlyTheNewerIsMissed() {
        exchanges.add(write(10, Answer.GOOD));

        exactly(figures().lost(), 1);
    }

    @Test
    void aDamagedBlockIsCorruptAndItsNewestWriteIsLost() {
        blocks.set(3, block(3, CopiedBlock.NONE, State.CORRUPT));

        exactly(figures().corrupt(), 1);
        exactly(figures().lost(), 1);
    }

    @Test
    void aBlockTornBelowAnAcknowledgedWriteIsCorrupt() {
        blocks.set(9, block(9, CopiedBlock.NONE, State.TORN));

        exactly(figures().corrupt(), 1);
    }

    @Test
    void aBlockTornByAWriteUnderWayIsOnlyDoubtful() {
        exchanges.add(write(10, Answer.NONE));
        blocks.set(0, block(0, 0, State.TORN));

        assertThat(figures().corrupt().lower()).isZero();
        assertThat(figures().corrupt().upper()).isEqualTo(1);
        exactly(figures().lost(), 0);
    }

    @Test
    void whatWasNotReadMayBeLost() {
        blocks.set(2, new CopiedBlock(2, 0, CopiedBlock.NONE, CopiedBlock.NONE, State.UNREAD));
        blocks.removeLast();

        assertThat(figures().lost().lower()).isZero();
        assertThat(figures().lost().upper()).isEqualTo(2);
        assertThat(figures().corrupt().upper()).isEqualTo(2);
        assertThat(figures().recoveryPoint(EFFECT).lower()).isZero();
        assertThat(figures().recoveryPoint(EFFECT).upper()).isEqualTo(81.0 * MS);
    }

    @Test
    void withoutAnAcknowledgedWriteNothingIsMeasured() {
        exchanges.replaceAll(one -> write(one.sequence(), Answer.NONE));

        assertThat(figures().lost().known()).isFalse();
        assertThat(figures().corrupt().known()).isFalse();
        assertThat(figures().recoveryPoint(EFFECT).known()).isFalse();
    }

    @Test
    void aCopyIsReadBackAsItWasWrittenAndNotOtherwise(@TempDir Path folder) throws IOException {
        SurvivingCopy copy = new SurvivingCopy("san2", blocks);
        EvidenceFile file = copy.write(folder, "writes.ledger.csv");

        assertThat(SurvivingCopy.read(folder, file)).isEqualTo(copy);
        Path written = folder.resolve("writes.ledger.csv");
        Files.writeString(written, Files.readString(written).replace("9,9,whole", "9,8,whole"));
        Assertions.assertThatThrownBy(() -> SurvivingCopy.read(folder, file)).isInstanceOf(EvidenceException.class);
    }
}
