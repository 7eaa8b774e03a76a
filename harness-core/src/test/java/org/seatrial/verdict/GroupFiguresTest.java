package org.seatrial.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.seatrial.verdict.Trials.MS;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.seatrial.recording.CopiedBlock;
import org.seatrial.recording.CopiedBlock.State;
import org.seatrial.recording.Exchange;
import org.seatrial.recording.FaultRecord.Effect;
import org.seatrial.recording.SurvivingCopy;
import org.seatrial.traffic.Answer;
import org.seatrial.traffic.StorageWorkload;

/**
 * A log and its data, ten blocks each. Every 10 ms a write of the log is sent, and 5 ms later one of the data; each is
 * acknowledged after 1 ms, and both copies hold all of it. The fault takes effect at 100 ms; the copy of the log is read at
 * 200 ms, that of the data at 300 ms.
 */
class GroupFiguresTest {

    private static final Effect EFFECT = new Effect(true, 100 * MS, 102 * MS, "power", "off");
    private static final long AFTER_THE_LOG = 5 * MS;

    private final Volume log = new Volume("log", 0, 200 * MS);
    private final Volume data = new Volume("data", AFTER_THE_LOG, 300 * MS);

    /** One volume: what was written to it, and what its copy holds. */
    private static final class Volume {
        private final StorageWorkload workload;
        private final long offsetNs;
        private final long readNs;
        private final List<Exchange> exchanges = new ArrayList<>();
        private final List<CopiedBlock> blocks = new ArrayList<>();

        Volume(String name, long offsetNs, long readNs) {
            this.offsetNs = offsetNs;
            this.readNs = readNs;
            workload = new StorageWorkload(
                    name,
                    "app",
                    "san1",
                    StorageWorkload.Protocol.NBD,
                    name,
                    1,
                    100,
                    Duration.ofSeconds(30),
                    4096,
                    10 * 4096,
                    Optional.of("san2"),
                    StorageWorkload.Generator.SEATRIAL,
                    Optional.empty());
            for (int sequence = 0; sequence < 10; sequence++) {
                exchanges.add(write(sequence, Answer.GOOD));
                blocks.add(new CopiedBlock(sequence, readNs, sequence, sequence, State.WHOLE));
            }
        }

        Exchange write(long sequence, Answer answer) {
            long at = sequence * 10 * MS + offsetNs;
            return new Exchange(0, sequence, at, at, answer == Answer.GOOD ? at + MS : 0, answer);
        }

        void unanswered(int sequence) {
            exchanges.set(sequence, write(sequence, Answer.NONE));
        }

        void lacks(int block) {
            found(block, CopiedBlock.NONE, State.EMPTY);
        }

        void found(int block, long sequence, State state) {
            blocks.set(block, new CopiedBlock(block, readNs, block, sequence, state));
        }

        void unread(int block) {
            blocks.set(block, new CopiedBlock(block, 0, CopiedBlock.NONE, CopiedBlock.NONE, State.UNREAD));
        }

        LedgerFigures figures() {
            return new LedgerFigures(workload, exchanges, new SurvivingCopy("san2", blocks));
        }
    }

    private GroupFigures figures() {
        return new GroupFigures(List.of(log.figures(), data.figures()));
    }

    private static void between(Measured measured, double lower, double value, double upper) {
        assertThat(measured.known()).isTrue();
        assertThat(List.of(measured.lower(), measured.value(), measured.upper()))
                .containsExactly(lower, value, upper);
    }

    private static void exactly(Measured measured, double value) {
        between(measured, value, value, value);
    }

    @Test
    void copiesThatHoldEverythingAgree() {
        exactly(figures().orderViolations(), 0);
        exactly(figures().lost(), 0);
        exactly(figures().recoveryPoint(EFFECT), 0);
        assertThat(figures().lost().samples()).isEqualTo(20);
    }

    @Test
    void copiesThatEndAtTheSameInstantAgreeAlthoughBothAreBehind() {
        log.lacks(9);
        data.lacks(9);

        exactly(figures().orderViolations(), 0);
        exactly(figures().lost(), 2);
    }

    /** The log of 80 ms is missing and the data of 85 ms is not: each copy by itself ends cleanly. */
    @Test
    void aMissingWriteBeforeOneThatAnotherVolumeHoldsIsAViolationThatNeitherVolumeShowsAlone() {
        data.lacks(8);
        data.lacks(9);

        between(data.figures().orderViolations(), 0, 0, 0);
        // Sent at 85 and 95 ms and acknowledged 1 ms later: the log of 90 ms rests on the first, nothing on the second.
        exactly(figures().orderViolations(), 1);
        exactly(figures().lost(), 2);
    }

    @Test
    void aWriteThatWasSentBeforeTheAcknowledgementRestsOnNothing() {
        data.lacks(9);
        // The last of the log is sent while the last of the data is under way.
        log.exchanges.set(9, new Exchange(0, 9, 96 * MS, 96 * MS - 1, 97 * MS, Answer.GOOD));
        exactly(figures().orderViolations(), 0);

        log.exchanges.set(9, new Exchange(0, 9, 96 * MS, 96 * MS + 1, 97 * MS, Answer.GOOD));
        exactly(figures().orderViolations(), 1);
    }

    @Test
    void whatIsThereCountsAlthoughItWasNeverAcknowledged() {
        data.lacks(8);
        data.lacks(9);
        log.unanswered(9);

        exactly(figures().orderViolations(), 1);
    }

    @Test
    void aMissingWriteThatWasNeverAcknowledgedIsNone() {
        data.lacks(8);
        data.lacks(9);
        data.unanswered(8);

        exactly(figures().orderViolations(), 0);
    }

    @Test
    void aWriteWhoseBlockWasWrittenAgainCannotBeMissed() {
        data.exchanges.add(data.write(10, Answer.GOOD));
        data.found(0, 10, State.WHOLE);

        exactly(figures().orderViolations(), 0);
        exactly(figures().lost(), 0);
    }

    /** The copy of the log was read first: what it lacked then may have come before that of the data was read. */
    @Test
    void whatWasLookedAtBeforeTheLaterWriteWasSeenMayBeNone() {
        log.lacks(9);

        between(figures().orderViolations(), 0, 1, 1);
    }

    /** So a second look at what was missing makes it certain. */
    @Test
    void whatIsStillMissingWhenTheLaterWriteWasSeenIsOne() {
        log.blocks.set(9, new CopiedBlock(9, 400 * MS, 9, CopiedBlock.NONE, State.EMPTY));

        exactly(figures().orderViolations(), 1);
    }

    @Test
    void aBlockThatCouldNotBeReadMayLackItsWriteAndMayHoldALaterOne() {
        data.unread(8);

        between(figures().lost(), 0, 0, 1);
        between(figures().orderViolations(), 0, 0, 1);
        assertThat(figures().recoveryPoint(EFFECT).lower()).isZero();
        assertThat(figures().recoveryPoint(EFFECT).upper()).isEqualTo(16.0 * MS);
    }

    @Test
    void aMissingWriteMayBeOneWhereTheLaterBlockCouldNotBeRead() {
        data.lacks(9);
        log.exchanges.add(log.write(10, Answer.GOOD));
        log.unread(0);

        // It was written at 0 and 100 ms: the later one rests on the first and on the data acknowledged at 96 ms.
        between(figures().orderViolations(), 0, 0, 2);
        between(figures().lost(), 1, 1, 3);
    }

    @Test
    void aTornOrDamagedBlockMayHoldPartOfALaterWrite() {
        data.lacks(9);
        log.exchanges.add(log.write(10, Answer.NONE));
        log.found(0, 0, State.TORN);
        between(figures().orderViolations(), 0, 0, 1);

        log.exchanges.set(0, log.write(0, Answer.NONE));
        log.found(0, CopiedBlock.NONE, State.CORRUPT);
        between(figures().orderViolations(), 0, 0, 1);
    }

    @Test
    void theCopiesAreBehindAsFarAsTheOneThatIsBehindMost() {
        data.lacks(7);
        data.lacks(8);
        data.lacks(9);
        log.lacks(9);

        Measured point = figures().recoveryPoint(EFFECT);
        assertThat(point.lower()).isEqualTo(24.0 * MS);
        assertThat(point.upper()).isEqualTo(26.0 * MS);
    }

    /** After the fault one volume is written on: what was acknowledged then is missed as well. */
    @Test
    void theyAreBehindTheLastAcknowledgementOfAnyOfThem() {
        data.lacks(9);
        log.exchanges.add(new Exchange(0, 10, 140 * MS, 140 * MS, 150 * MS, Answer.GOOD));
        log.found(0, 10, State.WHOLE);

        Measured point = figures().recoveryPoint(EFFECT);
        assertThat(List.of(point.lower(), point.upper())).containsOnly(54.0 * MS);
    }

    @Test
    void oneVolumeWithoutAnAcknowledgedWriteLeavesNothingMeasured() {
        log.exchanges.replaceAll(one -> log.write(one.sequence(), Answer.NONE));

        assertThat(figures().orderViolations().known()).isFalse();
        assertThat(figures().lost().known()).isFalse();
        assertThat(figures().recoveryPoint(EFFECT).known()).isFalse();
    }
}
