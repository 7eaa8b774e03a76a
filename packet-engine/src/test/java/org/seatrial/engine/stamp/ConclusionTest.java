package org.seatrial.engine.stamp;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.seatrial.engine.sys.ClockOffset;

class ConclusionTest {

    private static final long SENT_NS = 1_767_225_600_000_000_000L;
    private static final int PACKETS = 20;
    private static final int UNSYNCHRONISED = 0x2001;
    /** An error of about 15.6 ms, synchronised. */
    private static final int SYNCHRONISED = 0x8000 | 26 << 8 | 1;

    private static SenderSettings settings(boolean sameClock) {
        return new SenderSettings(
                new InetSocketAddress(AddressPrefix.literal("198.18.0.1"), 862),
                PACKETS,
                1_000_000,
                44,
                1,
                Optional.empty(),
                TimestampFormat.NTP,
                1_000_000_000,
                sameClock,
                Optional.empty());
    }

    /** Every packet takes 3 ms there, stays 1 ms and takes 2 ms back, seen by a clock that is ahead. */
    private static MeasuredPath path(boolean sameClock, int ownError, int otherError, long aheadNs) {
        SessionRecord record = new SessionRecord(settings(sameClock));
        for (int i = 0; i < PACKETS; i++) {
            long sent = SENT_NS + i * 1_000_000L;
            record.sent(i, sent, 0);
            record.answered(
                    i,
                    i,
                    sent + 3_000_000 + aheadNs,
                    sent + 4_000_000 + aheadNs,
                    sent + 6_000_000,
                    ownError,
                    otherError);
        }
        return conclude(record, sameClock);
    }

    private static MeasuredPath conclude(SessionRecord record, boolean sameClock) {
        ReplyReader replies = new ReplyReader(Optional.empty(), 1);
        return new Conclusion(settings(sameClock), record, replies, new ClockOffset())
                .path(new InetSocketAddress(AddressPrefix.literal("198.18.0.0"), 4000), PACKETS, Map.of(), 0);
    }

    private static double median(DelaySummary delay) {
        return Objects.requireNonNull(delay.statistics().get("mean")).value();
    }

    @Test
    void theRoundTripLeavesOutTheReflectorsResidenceWhateverItsClockSays() {
        MeasuredPath path = path(false, UNSYNCHRONISED, UNSYNCHRONISED, -7_000_000_000L);
        assertThat(median(path.roundTrip())).isEqualTo(5_000_000);
        assertThat(median(path.residence())).isEqualTo(1_000_000);
    }

    @Test
    void onOneClockThereAndBackAndResidenceAddUpToTheWhole() {
        MeasuredPath path = path(true, UNSYNCHRONISED, UNSYNCHRONISED, 0);
        assertThat(median(path.forward())).isEqualTo(3_000_000);
        assertThat(median(path.backward())).isEqualTo(2_000_000);
        assertThat(median(path.forward()) + median(path.backward()) + median(path.residence()))
                .isEqualTo(6_000_000);
        assertThat(path.forward().errorNs().orElseThrow()).isLessThan(1_000_000L);
    }

    @Test
    void unsynchronisedClocksMeasureNoDirection() {
        for (MeasuredPath path : new MeasuredPath[] {
            path(false, UNSYNCHRONISED, SYNCHRONISED, 0), path(false, SYNCHRONISED, UNSYNCHRONISED, 0)
        }) {
            assertThat(path.forward().measured()).isFalse();
            assertThat(path.backward().measured()).isFalse();
            assertThat(path.forward().statistics()).isEmpty();
            assertThat(path.forward().notMeasured()).contains("synchronised");
            assertThat(path.roundTrip().measured()).isTrue();
        }
    }

    @Test
    void synchronisedClocksMeasureEachDirectionToTheSumOfTheirErrors() {
        MeasuredPath path = path(false, SYNCHRONISED, SYNCHRONISED, 10_000_000);
        assertThat(path.forward().errorNs().orElseThrow()).isBetween(31_250_000L, 32_000_000L);
        Interval forward = Objects.requireNonNull(path.forward().statistics().get("mean"));
        assertThat(forward.lower()).isLessThan(3_000_000);
        assertThat(forward.upper()).isGreaterThan(3_000_000);
    }

    @Test
    void clocksThatContradictTheirOwnEstimateMeasureNoDirection() {
        MeasuredPath path = path(false, SYNCHRONISED, SYNCHRONISED, 37_000_000_000L);
        assertThat(path.forward().measured()).isFalse();
        assertThat(path.backward().measured()).isFalse();
        assertThat(path.backward().notMeasured()).contains("at least one clock is wrong");
        assertThat(path.roundTrip().measured()).isTrue();
    }

    @Test
    void aReflectorThatClaimsToHaveKeptThePacketForTooLongIsNotTimed() {
        SessionRecord record = new SessionRecord(settings(true));
        record.sent(0, SENT_NS, 0);
        record.answered(0, 0, SENT_NS, SENT_NS + 9_000_000, SENT_NS + 6_000_000, UNSYNCHRONISED, UNSYNCHRONISED);
        MeasuredPath path = conclude(record, true);
        assertThat(path.packets().answered()).isEqualTo(1);
        assertThat(path.roundTrip().measured()).isFalse();
        assertThat(path.doubts()).singleElement().asString().contains("1 replies were answered but not timed");
    }

    @Test
    void aReplyAfterTheTimeoutIsLateAndStillADelay() {
        SessionRecord record = new SessionRecord(settings(true));
        record.sent(0, SENT_NS, 0);
        record.answered(0, 0, SENT_NS, SENT_NS, SENT_NS + 1_500_000_000, UNSYNCHRONISED, UNSYNCHRONISED);
        MeasuredPath path = conclude(record, true);
        assertThat(path.packets().late()).isEqualTo(1);
        assertThat(path.packets().lost()).isZero();
        assertThat(median(path.roundTrip())).isEqualTo(1_500_000_000);
    }

    @Test
    void nothingAnsweredIsNotMeasured() {
        SessionRecord record = new SessionRecord(settings(true));
        record.sent(0, SENT_NS, 0);
        MeasuredPath path = conclude(record, true);
        assertThat(path.packets().lost()).isEqualTo(1);
        assertThat(path.roundTrip().notMeasured()).isEqualTo("nothing was answered");
        assertThat(path.forward().notMeasured()).isEqualTo("nothing was answered");
        assertThat(path.loss().forward()).isEmpty();
    }
}
