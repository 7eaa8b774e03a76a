package org.seatrial.engine.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class StrandTest {

    private static final long START = FakeRing.START;
    private static final StrandCharacter FIBRE = StrandCharacter.PLAIN.withDelay(175_000, 0);

    /** Sends frames one after the other, each taken out before the next comes. */
    private static void send(FakeRing ring, int frames, long intervalNs) {
        for (int i = 0; i < frames; i++) {
            long arrival = START + i * intervalNs;
            ring.at(arrival);
            ring.arrive(arrival, FakeRing.frame(i % 100, 100));
            ring.drain();
        }
    }

    private static List<Long> delays(FakeRing ring, long intervalNs) {
        List<Long> delays = new ArrayList<>();
        for (int i = 0; i < ring.leftAt.size(); i++) {
            delays.add(ring.leftAt.get(i) - START - i * intervalNs);
        }
        return delays;
    }

    @Test
    void framesLeaveInOrderAfterTheDelayOfTheFibre() {
        FakeRing ring = new FakeRing(FIBRE);
        ring.arrive(START, FakeRing.frame(1, 100));
        ring.arrive(START + 10, FakeRing.frame(2, 100));
        ring.drain();
        assertThat(ring.numbersLeft()).containsExactly(1, 2);
        assertThat(ring.leftAt).containsExactly(START + 175_000, START + 175_010);
        assertThat(ring.reading().errors().quantileNs(1)).isZero();
    }

    @Test
    void theFrameBehindTheNextOneIsKnownOnceItHasArrived() {
        FakeRing ring = new FakeRing(FIBRE);
        ring.arrive(START, FakeRing.frame(1, 100));
        ring.runUntil(START);
        assertThat(ring.strand().dueBehindNs()).isEqualTo(Strand.NOTHING);
        ring.arrive(START + 50_000, FakeRing.frame(2, 100));
        ring.runUntil(START + 50_000);
        assertThat(ring.strand().dueBehindNs()).isEqualTo(START + 50_000 + 175_000);
        ring.runUntil(START + 175_000);
        assertThat(ring.strand().dueBehindNs()).isEqualTo(Strand.NOTHING);
    }

    @Test
    void aFrameBehindThatIsSwallowedIsNotWaitedFor() {
        FakeRing ring = new FakeRing(FIBRE);
        ring.slot.silence(START + 100, START + 200);
        ring.arrive(START, FakeRing.frame(1, 100));
        ring.arrive(START + 100, FakeRing.frame(2, 100));
        ring.runUntil(START + 1_000);
        assertThat(ring.strand().dueNs()).isEqualTo(START + 175_000);
        assertThat(ring.strand().dueBehindNs()).isEqualTo(Strand.NOTHING);
    }

    @Test
    void aFrameIsNotReleasedBeforeItIsDue() {
        FakeRing ring = new FakeRing(FIBRE);
        ring.arrive(START, FakeRing.frame(1, 100));
        ring.runUntil(START + 174_999);
        assertThat(ring.left).isEmpty();
        assertThat(ring.strand().dueNs()).isEqualTo(START + 175_000);
    }

    @Test
    void aLatePassOfTheWireIsItsReleaseError() {
        FakeRing ring = new FakeRing(FIBRE);
        ring.arrive(START, FakeRing.frame(1, 100));
        ring.at(START + 175_000 + 4_000_000);
        ring.drain();
        assertThat(ring.reading().errors().quantileNs(1)).isBetween(4_000_000L, 4_130_000L);
    }

    @Test
    void theWindowSwallowsFromItsBeginUntilBeforeItsEnd() {
        FakeRing ring = new FakeRing(FIBRE);
        ring.slot.silence(START + 200, START + 400);
        for (int i = 0; i < 6; i++) {
            ring.arrive(START + 100L * i, FakeRing.frame(i, 100));
        }
        ring.drain();
        assertThat(ring.numbersLeft()).containsExactly(0, 1, 4, 5);
        assertThat(ring.slot.dropWindow())
                .isEqualTo(new DropWindow(
                        START + 200,
                        START + 400,
                        2,
                        OptionalLong.of(START + 200),
                        OptionalLong.of(START + 300),
                        OptionalLong.of(START + 100),
                        OptionalLong.of(START + 400)));
        assertThat(ring.reading().silenced()).isEqualTo(2);
    }

    @Test
    void aNewWindowForgetsTheReportOfTheOld() {
        FakeRing ring = new FakeRing(FIBRE);
        ring.slot.silence(START, START + 100);
        ring.arrive(START + 50, FakeRing.frame(1, 100));
        ring.arrive(START + 150, FakeRing.frame(2, 100));
        ring.drain();
        ring.slot.silence(START + 1_000_000, START + 2_000_000);
        assertThat(ring.slot.dropWindow().dropped()).isZero();
        ring.at(START + 1_500_000);
        ring.arrive(START + 1_500_000, FakeRing.frame(3, 100));
        ring.drain();
        DropWindow window = ring.slot.dropWindow();
        assertThat(window.dropped()).isOne();
        assertThat(window.lastPassedBeforeNs()).hasValue(START + 150);
        assertThat(window.firstPassedAfterNs()).isEmpty();
    }

    @Test
    void jitterStaysWithinItsBoundsOnBothSidesOfTheDelay() {
        FakeRing ring = new FakeRing(StrandCharacter.PLAIN.withDelay(100_000, 50_000));
        send(ring, 2000, 1_000_000);
        List<Long> delays = delays(ring, 1_000_000);
        assertThat(delays).hasSize(2000).allSatisfy(delay -> assertThat(delay).isBetween(50_000L, 150_000L));
        assertThat(delays.stream().filter(delay -> delay < 75_000)).hasSizeBetween(400, 600);
        assertThat(delays.stream().filter(delay -> delay > 125_000)).hasSizeBetween(400, 600);
    }

    @Test
    void jitterNeverLetsAFrameOvertake() {
        FakeRing ring = new FakeRing(StrandCharacter.PLAIN.withDelay(100_000, 100_000));
        for (int i = 0; i < 60; i++) {
            ring.arrive(START + i * 100L, FakeRing.frame(i, 100));
        }
        ring.drain();
        assertThat(ring.numbersLeft()).hasSize(60).isSorted();
    }

    @Test
    void theSameSeedGivesTheSameJitterAndAnotherSeedAnother() {
        StrandCharacter jittery = StrandCharacter.PLAIN.withDelay(100_000, 50_000);
        List<List<Long>> runs = new ArrayList<>();
        for (long seed : new long[] {1, 1, 2}) {
            FakeRing ring = new FakeRing(jittery, seed);
            send(ring, 20, 1_000_000);
            runs.add(ring.leftAt);
        }
        assertThat(runs.get(0)).isEqualTo(runs.get(1)).isNotEqualTo(runs.get(2));
    }

    @Test
    void everyFrameLostByDesignIsCounted() {
        FakeRing ring = new FakeRing(FIBRE.withLoss(0.1));
        send(ring, 5000, 1_000_000);
        WireReading reading = ring.reading();
        assertThat(reading.lost()).isBetween(400L, 600L);
        assertThat(reading.passed()).isEqualTo(ring.left.size()).isEqualTo(5000 - reading.lost());
        assertThat(reading.ownDrops()).isZero();
        assertThat(reading.accounted()).isEqualTo(5000);
    }

    @Test
    void aLossThatBeginsAtRunTimeActsOnTheNextFrame() {
        FakeRing ring = new FakeRing(FIBRE);
        send(ring, 10, 1_000);
        ring.slot.set(FIBRE.withLoss(1));
        ring.arrive(START + 1_000_000, FakeRing.frame(1, 100));
        ring.drain();
        ring.slot.set(FIBRE);
        ring.arrive(START + 2_000_000, FakeRing.frame(2, 100));
        ring.drain();
        assertThat(ring.reading().lost()).isOne();
        assertThat(ring.reading().passed()).isEqualTo(11);
    }

    @Test
    void aDelayThatShrinksAtRunTimeReordersNothing() {
        FakeRing ring = new FakeRing(StrandCharacter.PLAIN.withDelay(10_000_000, 0));
        ring.arrive(START, FakeRing.frame(1, 100));
        ring.runUntil(START);
        ring.slot.set(StrandCharacter.PLAIN);
        ring.arrive(START + 1, FakeRing.frame(2, 100));
        ring.drain();
        assertThat(ring.numbersLeft()).containsExactly(1, 2);
    }

    @Test
    void framesLeaveALineOneAfterTheOther() {
        FakeRing ring = new FakeRing(FIBRE.withRate(100e6, 1_000_000));
        for (int i = 0; i < 3; i++) {
            ring.arrive(START, FakeRing.frame(i, 976));
        }
        ring.drain();
        assertThat(ring.leftAt).containsExactly(START + 255_000, START + 335_000, START + 415_000);
    }

    @Test
    void aFrameThatFindsTheQueueFullIsDroppedByDesign() {
        FakeRing ring = new FakeRing(FIBRE.withRate(100e6, 2_500));
        for (int i = 0; i < 5; i++) {
            ring.arrive(START, FakeRing.frame(i, 976));
        }
        ring.drain();
        assertThat(ring.numbersLeft()).containsExactly(0, 1);
        assertThat(ring.reading().queueDropped()).isEqualTo(3);
        assertThat(ring.reading().ownDrops()).isZero();
    }

    @Test
    void reorderedFramesAreOvertakenByLaterOnes() {
        FakeRing ring = new FakeRing(FIBRE.withReordering(0.2, 1_000_000));
        for (int i = 0; i < 60; i++) {
            ring.arrive(START + i * 1_000L, FakeRing.frame(i, 100));
        }
        ring.drain();
        assertThat(ring.numbersLeft())
                .hasSize(60)
                .doesNotHaveDuplicates()
                .isNotEqualTo(java.util.stream.IntStream.range(0, 60).boxed().toList());
        assertThat(ring.reading().reordered()).isBetween(4L, 25L);
    }

    @Test
    void aDuplicatedFrameLeavesTwiceAndPassesOnce() {
        FakeRing ring = new FakeRing(FIBRE.withDuplication(1));
        send(ring, 3, 1_000_000);
        assertThat(ring.numbersLeft()).containsExactly(0, 0, 1, 1, 2, 2);
        assertThat(ring.reading().passed()).isEqualTo(3);
        assertThat(ring.reading().duplicated()).isEqualTo(3);
    }

    @Test
    void aCorruptedFrameDiffersInOneBitBehindItsEthernetHeader() {
        FakeRing ring = new FakeRing(FIBRE.withCorruption(1));
        byte[] sent = FakeRing.frame(5, 100);
        for (int i = 0; i < 50; i++) {
            ring.arrive(START + i, sent);
        }
        ring.drain();
        assertThat(ring.left).hasSize(50).allSatisfy(left -> {
            int bits = 0;
            for (int i = 0; i < sent.length; i++) {
                int differing = Integer.bitCount((sent[i] ^ left[i]) & 0xff);
                assertThat(differing == 0 || i >= 14).isTrue();
                bits += differing;
            }
            assertThat(bits).isOne();
        });
    }

    @Test
    void aVlanTagThatTheKernelTookOutIsPutBack() {
        FakeRing ring = new FakeRing(FIBRE);
        byte[] frame = new byte[60];
        for (int i = 0; i < frame.length; i++) {
            frame[i] = (byte) i;
        }
        ring.arrive(START, frame, frame.length, 1 << 4 | 1 << 6, 0x2064);
        ring.drain();
        byte[] left = ring.left.getFirst();
        assertThat(left).hasSize(64);
        assertThat(left).startsWith(java.util.Arrays.copyOf(frame, 12));
        assertThat(java.util.Arrays.copyOfRange(left, 12, 16)).containsExactly(0x81, 0x00, 0x20, 0x64);
        assertThat(left).endsWith(java.util.Arrays.copyOfRange(frame, 12, 60));
    }

    @Test
    void aFrameTooLargeForTheRingIsCountedAsTheWiresOwnDrop() {
        FakeRing ring = new FakeRing(FIBRE);
        ring.arrive(START, FakeRing.frame(1, 1900), 30_000, 0, 0);
        ring.arrive(START + 1, FakeRing.frame(2, 100));
        ring.drain();
        assertThat(ring.numbersLeft()).containsExactly(2);
        assertThat(ring.reading().oversize()).isOne();
        assertThat(ring.reading().ownDrops()).isOne();
    }

    @Test
    void aFrameForADarkEndIsTheFaultsAndARefusedOneIsOurs() {
        FakeRing ring = new FakeRing(FIBRE);
        ring.answer = Exit.Result.DARK;
        send(ring, 2, 1_000_000);
        ring.answer = Exit.Result.REFUSED;
        send(ring, 3, 1_000_000);
        assertThat(ring.reading().dark()).isEqualTo(2);
        assertThat(ring.reading().refused()).isEqualTo(3);
        assertThat(ring.reading().ownDrops()).isEqualTo(3);
        assertThat(ring.reading().passed()).isZero();
    }

    @Test
    void aStepOfTheWallClockDoesNotChangeWhenAFrameLeaves() {
        FakeRing ring = new FakeRing(FIBRE);
        send(ring, 1, 0);
        for (long step : new long[] {3_600_000_000_000L, -7_200_000_000_000L, 50_000_000L}) {
            ring.stepWallClock(step);
            long arrival = ring.nowNs() + 1_000_000;
            ring.at(arrival);
            ring.arrive(arrival, FakeRing.frame(2, 100));
            ring.drain();
            assertThat(ring.leftAt.getLast()).isEqualTo(arrival + 175_000);
        }
        assertThat(ring.reading().misstamped()).isZero();
    }

    @Test
    void aStampFromBeforeTheStepIsReplacedByTheInstantOfNoticing() {
        FakeRing ring = new FakeRing(FIBRE);
        send(ring, 1, 0);
        long now = START + 1_000_000_000L;
        ring.at(now);
        ring.arrive(now, FakeRing.frame(2, 100));
        ring.stepWallClock(3_600_000_000_000L);
        ring.resample();
        ring.drain();
        assertThat(ring.leftAt.getLast()).isEqualTo(now + 175_000);
        assertThat(ring.reading().misstamped()).isOne();
    }

    @Test
    void aFrameThatTheKernelBroughtLateKeepsItsStampAndItsErrorIsKnown() {
        FakeRing ring = new FakeRing(FIBRE);
        ring.at(START + 40_000_000);
        ring.runUntil(START + 40_000_000);
        ring.arrive(START, FakeRing.frame(1, 100));
        ring.drain();
        assertThat(ring.reading().misstamped()).isZero();
        assertThat(ring.reading().errors().quantileNs(1)).isGreaterThan(39_000_000);
    }

    @Test
    void slotsAreReusedRoundTheRing() {
        FakeRing ring = new FakeRing(FIBRE.withLoss(0.3).withReordering(0.1, 500_000));
        send(ring, 10 * FakeRing.SLOTS, 10_000);
        assertThat(ring.reading().accounted()).isEqualTo(10L * FakeRing.SLOTS);
    }

    @Test
    void theKernelsWordOfLostFramesIsPassedOnOnce() {
        FakeRing ring = new FakeRing(FIBRE);
        ring.arrive(START, FakeRing.frame(1, 100), 100, 1 << 2, 0);
        ring.drain();
        assertThat(ring.strand().takeLosing()).isTrue();
        assertThat(ring.strand().takeLosing()).isFalse();
        ring.strand().countOverruns(12);
        assertThat(ring.reading().overrun()).isEqualTo(12);
        assertThat(ring.reading().ownDrops()).isEqualTo(12);
    }
}
