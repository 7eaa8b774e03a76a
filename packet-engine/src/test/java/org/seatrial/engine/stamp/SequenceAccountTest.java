package org.seatrial.engine.stamp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A path and a reflector of three lines, so that the truth is known. */
class SequenceAccountTest {

    private static final int PACKETS = 100;

    private final SequenceAccount account = new SequenceAccount(PACKETS);
    private int number = 1;

    @BeforeEach
    void oneOpeningPacketWasAnswered() {
        account.expectFirstNumber(1);
    }

    private void run(Set<Integer> lostThere, Set<Integer> lostBack) {
        for (int i = 0; i < PACKETS; i++) {
            account.sent(i);
            if (!lostThere.contains(i)) {
                int own = number++;
                if (!lostBack.contains(i)) {
                    assertThat(account.answer(i, own)).isTrue();
                }
            }
        }
    }

    @Test
    void nothingLostIsAMeasuredZero() {
        run(Set.of(), Set.of());
        assertThat(account.loss()).isEqualTo(PathLoss.of(0, 0, 0));
    }

    @Test
    void lossesThereAndBackAreToldApart() {
        run(Set.of(3, 4, 50), Set.of(10, 51));
        assertThat(account.loss()).isEqualTo(PathLoss.of(3, 2, 0));
    }

    @Test
    void lossesBackAloneAreToldFromAReflectorThatCopiesNumbers() {
        run(Set.of(), Set.of(20, 21));
        assertThat(account.ownNumbers()).isTrue();
        assertThat(account.loss()).isEqualTo(PathLoss.of(0, 2, 0));
    }

    @Test
    void whatIsLostAfterTheLastAnswerHasNoDirection() {
        run(Set.of(98), Set.of(99));
        assertThat(account.loss()).isEqualTo(PathLoss.of(0, 0, 2));
    }

    @Test
    void whatIsLostBackBeforeTheFirstAnswerIsKnownByTheOpening() {
        run(Set.of(), Set.of(0, 1));
        assertThat(account.loss()).isEqualTo(PathLoss.of(0, 2, 0));
    }

    @Test
    void whatIsLostThereBeforeTheFirstAnswerHasNoDirection() {
        run(Set.of(0, 1), Set.of(60));
        assertThat(account.loss()).isEqualTo(PathLoss.of(0, 1, 2));
    }

    @Test
    void aReflectorWhoseNumbersHappenToBeTheSendersTellsNoDirection() {
        run(Set.of(0), Set.of(60));
        assertThat(account.lost()).isEqualTo(2);
        assertThat(account.loss().forward()).isEmpty();
    }

    @Test
    void withoutAnOpeningWhatIsLostBeforeTheFirstAnswerHasNoDirection() {
        SequenceAccount late = new SequenceAccount(PACKETS);
        for (int i = 0; i < PACKETS; i++) {
            late.sent(i);
            if (i > 4 && i != 50) {
                assertThat(late.answer(i, i + 700)).isTrue();
            }
        }
        assertThat(late.loss()).isEqualTo(PathLoss.of(0, 1, 5));
    }

    @Test
    void aReflectorThatCopiesNumbersTellsNoDirection() {
        for (int i = 0; i < PACKETS; i++) {
            account.sent(i);
            if (i != 40) {
                assertThat(account.answer(i, i)).isTrue();
            }
        }
        assertThat(account.loss().forward()).isEmpty();
        assertThat(account.loss().backward()).isEmpty();
        assertThat(account.loss().notMeasured()).contains("are the sender's");
        assertThat(account.lost()).isEqualTo(1);
    }

    @Test
    void aReflectorThatRepeatsItsNumberTellsNoDirection() {
        for (int i = 0; i < PACKETS - 1; i++) {
            account.sent(i);
            assertThat(account.answer(i, 7)).isTrue();
        }
        account.sent(PACKETS - 1);
        assertThat(account.loss().notMeasured()).contains("contradict");
    }

    @Test
    void nothingAnsweredHasNoDirection() {
        run(Set.copyOf(IntStream.range(0, PACKETS).boxed().toList()), Set.of());
        assertThat(account.lost()).isEqualTo(PACKETS);
        assertThat(account.loss().undirected()).isEmpty();
    }

    @Test
    void aDuplicateIsCountedAndAnswersNothing() {
        account.sent(0);
        account.sent(1);
        assertThat(account.answer(0, 1)).isTrue();
        assertThat(account.answer(0, 1)).isFalse();
        assertThat(account.answer(0, 2)).isFalse();
        assertThat(account.duplicates()).isEqualTo(2);
        assertThat(account.lost()).isEqualTo(1);
    }

    @Test
    void aReplyAfterOneToALaterPacketIsReordered() {
        for (int i = 0; i < 4; i++) {
            account.sent(i);
        }
        int[] arriving = {1, 3, 2, 0};
        for (int sequence : arriving) {
            assertThat(account.answer(sequence, sequence + 1)).isTrue();
        }
        assertThat(account.reordered()).isEqualTo(2);
        assertThat(account.loss()).isEqualTo(PathLoss.of(0, 0, 0));
    }

    @Test
    void aReflectorsNumbersMayWrap() {
        SequenceAccount wrapping = new SequenceAccount(PACKETS);
        wrapping.expectFirstNumber(-10);
        for (int i = 0; i < PACKETS; i++) {
            wrapping.sent(i);
            if (i != 30) {
                assertThat(wrapping.answer(i, i - 10)).isTrue();
            }
        }
        assertThat(wrapping.loss()).isEqualTo(PathLoss.of(0, 1, 0));
    }

    @Test
    void aPacketTheKernelRefusedIsNotLost() {
        for (int i = 0; i < PACKETS; i++) {
            if (i != 60) {
                account.sent(i);
                assertThat(account.answer(i, number++)).isTrue();
            }
        }
        assertThat(account.lost()).isZero();
        assertThat(account.wasSent(60)).isFalse();
    }
}
